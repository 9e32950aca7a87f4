from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from knowledge.catalogue import BESTAND, lees_standen
from knowledge.documents import read_file
from knowledge.errors import InvoerFout
from knowledge.index import Index, Progress
from knowledge.ingest import LEZEN, Afgebroken, ingest, verwijder
from knowledge.kenmerken import Kenmerken
from knowledge.sources import vind_bestanden, vind_bronnen
from knowledge.store import laad

HERKENNING = {"polder": {"Polderland": 1.0}, "zee": {"Zeeland": 1.0}}


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("vectoren")


@pytest.fixture
def index(tmp_path: Path, cache: Path) -> Iterator[Index]:
    index = Index.open(tmp_path / "index", cache_dir=cache)
    yield index
    index.close()


@pytest.fixture
def map_(tmp_path: Path) -> Path:
    map_ = tmp_path / "stukken"
    (map_ / "sub").mkdir(parents=True)
    (map_ / "codes.txt").write_text("Codes in Polderland\n\nDe code 504DZ hoort bij profiel 4 in Polderland.\n")
    (map_ / "sub/afspraak.md").write_text("# Afspraak\n\n## Termijn\n\nDe termijn is 6 weken.\n")
    (map_ / "leeg.txt").write_text("")
    (map_ / "foto.jpg").write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00")
    (map_ / ".verborgen.txt").write_text("geheim")
    return map_


def test_what_was_read_before_it_was_called_off_is_not_read_again(
    index: Index, map_: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With what was said of it; what changed since is read, and nothing stays behind."""
    (map_ / "vreemd.md").write_text("---\nregeling: nergens\n---\nIets over hulp.\n")
    gezien: list[Progress] = []
    with pytest.raises(Afgebroken) as einde:
        ingest([map_], index, None, HERKENNING, gezien.append, stop=lambda: gezien[-1:] == [Progress(LEZEN, 4, 5)])
    assert (einde.value.gelezen, einde.value.totaal) == (4, 5)
    assert not lees_standen(index.directory)
    gelezen: list[str] = []

    def lees(pad: Path, *args: Any, **meer: Any) -> Any:
        gelezen.append(pad.name)
        return read_file(pad, *args, **meer)

    monkeypatch.setattr("knowledge.intake.read_file", lees)
    (map_ / "codes.txt").write_text("Codes in Polderland\n\nDe code 505DZ hoort bij profiel 5.\n")
    report = ingest([map_], index, None, HERKENNING)
    assert gelezen == ["codes.txt", "foto.jpg", "leeg.txt", "vreemd.md"]
    assert "vreemd.md: de regeling 'nergens' staat niet in de kennisbank." in report.meldingen
    assert (report.nieuw, report.passages) == (3, 3)
    assert not (index.directory / "gelezen.sqlite").exists()


def test_what_was_kept_of_a_run_that_was_called_off_may_be_damaged(index: Index, map_: Path) -> None:
    index.directory.mkdir(parents=True, exist_ok=True)
    (index.directory / "gelezen.sqlite").write_bytes(b"geen database" * 100)
    assert ingest([map_], index).nieuw == 2


def test_a_folder_goes_in_and_what_can_not_is_named(index: Index, map_: Path) -> None:
    stappen: list[Progress] = []
    report = ingest([map_], index, herkenning=HERKENNING, progress=stappen.append)
    assert (report.bestanden, report.nieuw, report.passages) == (4, 2, 2)
    redenen = {o["bestand"]: o["reden"] for o in report.overgeslagen}
    assert set(redenen) == {"leeg.txt", "foto.jpg"}
    assert "leeg" in redenen["leeg.txt"]
    assert "afbeelding" in redenen["foto.jpg"]
    assert stappen[0].fase == "Bestanden lezen"
    (hit,) = index.search("504DZ")
    assert (hit.passage.document, hit.passage.regeling, hit.passage.herkomst) == (
        "codes.txt",
        "polder",
        "gebruiker",
    )
    assert {p.document: p.regeling for p in index.passages()} == {
        "codes.txt": "polder",
        "sub/afspraak.md": None,
    }


def test_an_index_among_the_documents_is_no_document(map_: Path, cache: Path) -> None:
    for _ in range(2):
        report = ingest([map_], map_ / "index", cache_dir=cache)
        assert {o["bestand"] for o in report.overgeslagen} == {"leeg.txt", "foto.jpg"}
        assert report.bestanden == 4
    assert report.ongewijzigd == 2


def test_a_folder_of_the_user_that_looks_like_an_index_goes_in(map_: Path, cache: Path) -> None:
    """A file CURRENT or bronnen.sqlite makes no index: the generation, or the list, must be one of ours."""
    for naam in ("a", "b", "c", "d"):
        (map_ / naam).mkdir()
        (map_ / naam / "stuk.txt").write_text(f"Het stuk van map {naam} gaat over de herfst.")
    (map_ / "a/CURRENT").write_text("MANIFEST-000004\n")
    (map_ / "b/CURRENT").write_text("gen-1\n")
    (map_ / "c/CURRENT").write_text("gen-1\n")
    (map_ / "c/gen-1").mkdir()
    (map_ / "c/gen-1/manifest.json").write_text("{}")
    (map_ / "d/bronnen.sqlite").write_text("geen database")
    ingest([map_], map_ / "index", cache_dir=cache)
    (map_ / "index/bronnen.sqlite").unlink()
    (bron,) = vind_bronnen([map_])
    documenten = vind_bestanden(bron).bestanden
    assert {f"{naam}/stuk.txt" for naam in "abcd"} <= set(documenten)
    assert not any(document.startswith("index/") for document in documenten)


def test_again_reads_only_what_changed(index: Index, map_: Path) -> None:
    ingest([map_], index, herkenning=HERKENNING)
    versie = index.versie
    report = ingest([map_], index, herkenning=HERKENNING)
    assert (report.nieuw, report.gewijzigd, report.ongewijzigd, report.verwijderd) == (0, 0, 2, 0)
    assert index.versie == versie

    (map_ / "codes.txt").write_text("Codes\n\nDe code 504DL hoort bij profiel 4.\n")
    (map_ / "sub/afspraak.md").unlink()
    (map_ / "nieuw.txt").write_text("Nieuw\n\nEr is ook 501PE.\n")
    report = ingest([map_], index, herkenning=HERKENNING)
    assert (report.nieuw, report.gewijzigd, report.ongewijzigd, report.verwijderd) == (1, 1, 0, 1)
    assert index.search("504DZ") == []
    assert [h.passage.document for h in index.search("504DL")] == ["codes.txt"]
    assert {p.document for p in index.passages()} == {"codes.txt", "nieuw.txt"}


def test_another_regime_reads_again(index: Index, map_: Path) -> None:
    ingest([map_], index)
    report = ingest([map_], index, "zee")
    assert report.gewijzigd == 2
    assert {p.regeling for p in index.passages()} == {"zee"}


def test_a_file_alone_and_a_folder_are_sets_of_their_own(index: Index, map_: Path, tmp_path: Path) -> None:
    los = tmp_path / "los.txt"
    los.write_text("Los\n\nHier staat 777QQ.\n")
    report = ingest([map_, los], index)
    assert (report.bestanden, report.nieuw, report.passages) == (5, 3, 3)
    assert index.search("777QQ")[0].passage.document == "los.txt"
    los.write_text("Los\n\nHier staat 888RR.\n")
    ingest([los], index)
    assert [h.passage.section for h in index.search("888RR")] == ["Los"]
    assert len(index.search("504DZ")) == 1


def test_a_path_that_is_not_there_is_wrong_input_and_changes_nothing(index: Index, map_: Path) -> None:
    with pytest.raises(InvoerFout, match="bestaat niet") as fout:
        ingest([map_, map_ / "weg"], index)
    assert fout.value.field == "pad"
    assert index.is_empty


def test_by_folder_of_the_index(map_: Path, tmp_path: Path, cache: Path) -> None:
    report = ingest([str(map_)], tmp_path / "index", cache_dir=cache)
    assert report.to_dict()["passages"] == 2
    index = Index.open(tmp_path / "index", cache_dir=cache)
    assert index.counts["documenten"] == 2
    index.close()


# --- what the user says of documents -----------------------------------------------------------------------


def test_what_is_said_goes_before_what_the_file_says_and_stays(index: Index, map_: Path) -> None:
    (map_ / "codes.txt").write_text(
        "---\ntitel: Uit het bestand\nregeling: polder\nuitgever: Bureau\n---\nDe code 504DZ hoort bij profiel 4.\n"
    )
    gezegd = Kenmerken(titel="Codelijst", datum="2025-07-01", van="2025-07-01", tot="2025-12-31", regeling="zee")
    ingest([map_ / "codes.txt"], index, opgave=gezegd)
    (passage,) = index.passages("codes.txt")
    assert (passage.titel, passage.regeling, passage.datum) == ("Codelijst", "zee", "2025-07-01")
    assert (passage.van, passage.tot, passage.uitgever) == ("2025-07-01", "2025-12-31", "Bureau")

    report = ingest([map_ / "codes.txt"], index)
    assert (report.ongewijzigd, report.gewijzigd) == (1, 0)
    assert any("regeling zee" in melding and "titel Codelijst" in melding for melding in report.meldingen)

    report = ingest([map_ / "codes.txt"], index, opgave=Kenmerken(titel="", regeling="polder"))
    assert report.gewijzigd == 1
    (passage,) = index.passages("codes.txt")
    assert (passage.titel, passage.regeling, passage.tot) == ("Uit het bestand", "polder", "2025-12-31")


@pytest.mark.parametrize(
    ("gezegd", "veld"),
    [
        (Kenmerken(titel="Voor alles"), "titel"),
        (Kenmerken(datum="2025-02-31"), "datum"),
        (Kenmerken(van="2025-07-01", tot="2025-06-30"), "tot"),
    ],
)
def test_what_can_not_be_said_is_wrong_input(index: Index, map_: Path, gezegd: Kenmerken, veld: str) -> None:
    with pytest.raises(InvoerFout) as fout:
        ingest([map_], index, opgave=gezegd)
    assert fout.value.field == veld
    assert index.is_empty


def test_a_regime_that_does_not_exist_is_told(index: Index, map_: Path) -> None:
    (map_ / "codes.txt").write_text("---\nregeling: duin\n---\nDe code 504DZ hoort bij profiel 4.\n")
    report = ingest([map_], index, herkenning=HERKENNING)
    assert report.meldingen == ["codes.txt: de regeling 'duin' staat niet in de kennisbank."]


# --- sources within sources --------------------------------------------------------------------------------


def test_a_folder_takes_over_what_was_given_from_within_it(index: Index, map_: Path) -> None:
    ingest([map_ / "codes.txt", map_ / "sub"], index)
    assert {p.document for p in index.passages()} == {"codes.txt", "afspraak.md"}
    (map_ / "codes.txt").write_text("Codes\n\nDe code 504DL hoort bij profiel 4.\n")
    report = ingest([map_], index)
    assert report.passages == 2
    assert {p.document for p in index.passages()} == {"codes.txt", "sub/afspraak.md"}
    assert index.search("504DZ") == [], "no older version stays behind"
    assert [stand.bron.pad for stand in lees_standen(index.directory)] == [map_]


def test_what_was_given_with_words_of_its_own_keeps_them_and_is_read_again_too(index: Index, map_: Path) -> None:
    ingest([map_ / "codes.txt"], index, "zee")
    (map_ / "codes.txt").write_text("Codes\n\nDe code 504DL hoort bij profiel 4.\n")
    report = ingest([map_], index, herkenning=HERKENNING)
    assert (report.bestanden, report.gewijzigd) == (5, 1)
    assert index.search("504DZ") == []
    assert {p.regeling for p in index.passages("codes.txt")} == {"zee", None}
    (map_ / "codes.txt").unlink()
    report = ingest([map_], index)
    assert report.verwijderd == 2
    assert {p.document for p in index.passages()} == {"sub/afspraak.md"}


def test_a_pattern_keeps_in_step_like_a_folder(index: Index, map_: Path) -> None:
    patroon = f"{map_}/**/*.md"
    ingest([patroon], index)
    (map_ / "sub/nieuw.md").write_text("# Nieuw\n\nHier staat 888RR.\n")
    (map_ / "sub/afspraak.md").unlink()
    report = ingest([patroon], index)
    assert (report.nieuw, report.verwijderd) == (1, 1)
    assert {p.document for p in index.passages()} == {"sub/nieuw.md"}
    assert verwijder([patroon], index).verwijderd == 1


# --- out again, and the list -------------------------------------------------------------------------------


def test_only_of_what_came_in_with_a_folder_it_is_said_to_have(index: Index, map_: Path) -> None:
    ingest([map_], index)
    for binnen in ("codes.txt", "sub/afspraak.md", "sub"):
        with pytest.raises(InvoerFout, match="is opgenomen met de map"):
            verwijder([map_ / binnen], index)
    for weg in ("nope.md", "codes", "su"):
        with pytest.raises(InvoerFout, match="is niet opgenomen"):
            verwijder([map_ / weg], index)


def test_taken_out_though_the_files_are_gone(index: Index, map_: Path, tmp_path: Path) -> None:
    los = tmp_path / "los.txt"
    los.write_text("Los\n\nHier staat 777QQ.\n")
    ingest([map_, los], index)
    los.unlink()
    shutil.rmtree(map_)
    assert verwijder([los], index).verwijderd == 1
    assert index.search("777QQ") == []
    assert len(index.search("504DZ")) == 1
    assert verwijder([map_], index).verwijderd == 2
    assert index.is_empty
    assert lees_standen(index.directory) == []


def test_only_what_went_in_can_be_taken_out(index: Index, map_: Path) -> None:
    ingest([map_], index)
    for pad, tekst in ((map_ / "codes.txt", "met de map"), (map_ / "weg", "--lijst"), (map_.parent, "--lijst")):
        with pytest.raises(InvoerFout, match=tekst):
            verwijder([pad], index)
    with pytest.raises(InvoerFout):
        verwijder([map_, map_.parent], index)
    assert index.counts["passages"] == 2


def test_the_list_tells_what_is_in_and_since_when(index: Index, map_: Path) -> None:
    (map_ / "kopie.txt").write_bytes((map_ / "codes.txt").read_bytes())
    ingest([map_], index, "zee", op="2026-01-02T03:04:05")
    ingest([map_], index, op="2026-02-02T03:04:05")
    (stand,) = lees_standen(index.directory)
    assert (stand.bron.pad, stand.bron.soort, stand.opgave) == (map_, "map", Kenmerken(regeling="zee"))
    assert (stand.documenten, stand.passages, stand.dubbel, stand.overgeslagen) == (3, 2, 1, 2)
    assert stand.op == "2026-01-02T03:04:05", "the second run changed nothing"
    (map_ / "kopie.txt").unlink()
    ingest([map_], index, op="2026-03-02T03:04:05")
    assert lees_standen(index.directory)[0].op == "2026-03-02T03:04:05"


# --- duplicates --------------------------------------------------------------------------------------------

ALGEMEEN = (
    "## Bezwaar\n\nBezwaar maken kan binnen 6 weken bij het college van de gemeente waar de jeugdige woont. Schrijf in "
    "het bezwaar waarom u het niet eens bent met het besluit, en stuur een kopie van het besluit mee. Het college "
    "beslist binnen 12 weken. Bent u het daar niet mee eens, dan kunt u in beroep gaan bij de rechtbank. In een "
    "spoedgeval kunt u de rechtbank om een voorlopige voorziening vragen.\n"
)
START = "## Start\n\n" + "De start van de hulp is bij het wijkteam, nummer 111AA, op werkdagen van 9 tot 17 uur. " * 5
FACTUUR = "## Factuur\n\n" + "De factuur gaat naar het regiokantoor met nummer 222BB, elke maand voor de tiende. " * 5


def test_the_same_twice_is_kept_once_and_comes_back(index: Index, map_: Path) -> None:
    (map_ / "a.md").write_text(f"# Toegang\n\n{START}\n\n{ALGEMEEN}")
    (map_ / "b.md").write_text(f"# Facturen\n\n{FACTUUR}\n\n{ALGEMEEN.upper()}")
    (map_ / "codes kopie.txt").write_bytes((map_ / "codes.txt").read_bytes())
    report = ingest([map_], index)
    assert (report.nieuw, report.passages) == (5, 5)
    assert report.dubbel == [
        {"bestand": "b.md", "van": "a.md", "passages": 1},
        {"bestand": "codes.txt", "van": "codes kopie.txt", "passages": 1},
    ]
    assert [hit.passage.document for hit in index.search("in beroep bij de rechtbank")][:1] == ["a.md"]
    assert sum("college" in p.text.lower() for p in index.passages()) == 1
    assert [hit.passage.document for hit in index.search("504DZ")] == ["codes kopie.txt"]

    (map_ / "a.md").unlink()
    (map_ / "codes kopie.txt").write_text("Codes\n\nEr is alleen 501PE.\n")
    report = ingest([map_], index)
    assert (report.verwijderd, report.gewijzigd, report.ongewijzigd, report.dubbel) == (1, 1, 3, [])
    assert [hit.passage.document for hit in index.search("in beroep bij de rechtbank")][:1] == ["b.md"]
    assert [hit.passage.document for hit in index.search("504DZ")] == ["codes.txt"]


def test_duplicates_across_sources_come_back_when_the_first_source_goes(
    index: Index, map_: Path, tmp_path: Path
) -> None:
    (tmp_path / "anders").mkdir()
    los = tmp_path / "anders/zelfde.txt"
    los.write_bytes((map_ / "codes.txt").read_bytes())
    ingest([map_], index)
    report = ingest([los], index)
    assert (report.nieuw, report.passages) == (1, 0)
    assert report.dubbel == [{"bestand": "zelfde.txt", "van": "codes.txt", "passages": 1}]
    assert index.counts["passages"] == 2
    los.rename(los.with_name("codes.txt"))
    los = los.with_name("codes.txt")
    assert ingest([los], index).dubbel == [{"bestand": "codes.txt", "van": f"codes.txt (uit {map_})", "passages": 1}]
    verwijder([los], index)
    los = los.rename(los.with_name("zelfde.txt"))
    ingest([los], index)
    los.unlink()
    verwijder([map_], index)
    assert [hit.passage.document for hit in index.search("504DZ")] == ["zelfde.txt"]


def test_another_regime_is_no_duplicate(index: Index, map_: Path, tmp_path: Path) -> None:
    los = tmp_path / "codes.txt"
    los.write_bytes((map_ / "codes.txt").read_bytes())
    ingest([map_], index, "polder")
    report = ingest([los], index, "zee")
    assert (report.passages, report.dubbel) == (1, [])
    namen = {p.document: p.regeling for p in index.passages() if p.document.endswith("codes.txt")}
    assert namen == {"stukken/codes.txt": "polder", f"{tmp_path.name}/codes.txt": "zee"}
    assert (
        "Er is meer dan één document met de naam codes.txt; in de index heten ze stukken/codes.txt en "
        f"{tmp_path.name}/codes.txt." in report.meldingen
    )


def test_files_of_one_name_from_two_folders_are_told_apart(index: Index, tmp_path: Path) -> None:
    """By the folder that differs, in name and where need be in title, and as before when one of them goes."""
    jaren = {}
    for jaar in ("2024", "2025"):
        jaren[jaar] = tmp_path / jaar / "stukken" / "nota.md"
        jaren[jaar].parent.mkdir(parents=True)
        jaren[jaar].write_text(f"# Nota vervoer\n\nDe vergoeding in {jaar} is {jaar[2:]} cent per kilometer.\n")
    ander = tmp_path / "bundel"
    (ander / "2025/stukken").mkdir(parents=True)
    (ander / "2025/stukken/nota.md").write_text("# Bundel\n\nIets over parkeren.\n")
    ingest([jaren["2024"], ander], index)
    assert {p.document for p in index.passages()} == {"nota.md", "2025/stukken/nota.md"}
    ingest([jaren["2025"]], index)
    plek = tmp_path.name
    (hit,) = index.search("vergoeding 25 cent", k=1)
    assert hit.passage.document == f"{plek}/2025/stukken/nota.md"
    assert hit.passage.titel == f"Nota vervoer ({plek}/2025/stukken/nota.md)"
    (oud,) = index.passages(f"{plek}/2024/stukken/nota.md")
    assert "24 cent" in oud.text
    assert len(index.passages("2025/stukken/nota.md")) == 1
    assert [stand.bron.naam for stand in lees_standen(index.directory) if stand.bron.soort == "bestand"] == [
        str(jaren["2024"]),
        str(jaren["2025"]),
    ]
    verwijder([jaren["2024"]], index)
    (hit,) = index.search("vergoeding 25 cent", k=1)
    assert (hit.passage.document, hit.passage.titel) == ("nota.md", "Nota vervoer")
    assert {p.document for p in index.passages()} == {"nota.md", "2025/stukken/nota.md"}


def test_the_same_file_is_a_duplicate_whatever_its_name_says(index: Index, tmp_path: Path) -> None:
    (tmp_path / "stukken").mkdir()
    for naam in ("afspraken aalsmeer 2024.txt", "afspraken haarlem 2025.txt"):
        (tmp_path / "stukken" / naam).write_text("de hulp begint binnen 3 weken na het besluit\n")
    report = ingest([tmp_path / "stukken"], index)
    assert report.passages == 1
    (tmp_path / "stukken/afspraken haarlem 2025.txt").write_text("de hulp begint binnen 3  weken na het besluit\n")
    report = ingest([tmp_path / "stukken"], index)
    assert report.passages == 2, "now it is another file, and its name says of which place and year"


def test_an_earlier_name_takes_over_so_that_the_order_of_ingesting_does_not_matter(index: Index, map_: Path) -> None:
    ingest([map_], index)
    (map_ / "aaa.txt").write_bytes((map_ / "codes.txt").read_bytes())
    ingest([map_], index)
    assert [hit.passage.document for hit in index.search("504DZ")] == ["aaa.txt"]


# --- calling off -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("na", [1, 3, 5])
def test_called_off_leaves_the_index_as_it_was(index: Index, map_: Path, na: int) -> None:
    ingest([map_ / "codes.txt"], index)
    versie, standen = index.versie, lees_standen(index.directory)
    gezien: list[Progress] = []
    with pytest.raises(Afgebroken):
        ingest([map_], index, progress=gezien.append, stop=lambda: len(gezien) >= na)
    assert len(gezien) == na
    assert (index.versie, lees_standen(index.directory)) == (versie, standen)
    report = ingest([map_], index)
    assert (report.nieuw, report.passages) == (2, 2)


def test_the_list_is_made_again_when_it_is_lost(index: Index, map_: Path, tmp_path: Path) -> None:
    los = tmp_path / "los.txt"
    los.write_text("Los\n\nHier staat 777QQ.\n")
    ingest([map_, los], index)
    (index.directory / BESTAND).write_bytes(b"geen database" * 1000)
    for rest in ("-wal", "-shm"):
        (index.directory / f"{BESTAND}{rest}").unlink(missing_ok=True)
    report = ingest([map_], index)
    assert report.passages == 2
    assert index.counts["passages"] == 3, "what was not ingested now is still there"
    assert len(index.search("777QQ")) == 1
    (map_ / "codes.txt").unlink()
    ingest([map_], index)
    assert index.search("504DZ") == []


@pytest.mark.parametrize("kop", ["regio: Westfriesland", "regeling: westfriesland", "regeling: Regio Westfriesland"])
def test_a_region_in_front_matter_names_the_regime(index: Index, tmp_path: Path, kop: str) -> None:
    (tmp_path / "kort.md").write_text(f"---\n{kop}\n---\nDe helpdesk is op werkdagen open.\n", encoding="utf-8")
    report = ingest([tmp_path / "kort.md"], index, herkenning=laad().herkenning())
    assert report.meldingen == []
    assert index.passages("kort.md")[0].regeling == "westfriesland-2025"


def test_a_pattern_that_is_known_follows_when_all_its_files_go(index: Index, map_: Path) -> None:
    patroon = f"{map_}/*.txt"
    assert ingest([patroon], index).nieuw
    for pad in map_.glob("*.txt"):
        pad.unlink()
    report = ingest([patroon], index)
    assert report.verwijderd
    assert index.search("504DZ") == []
    with pytest.raises(InvoerFout, match="past op geen enkel bestand"):
        ingest([f"{map_}/*.nooit"], index)


@pytest.mark.parametrize("soort", ["bestand", "map", "patroon"])
def test_what_is_gone_itself_stays_until_it_is_taken_out(index: Index, tmp_path: Path, soort: str) -> None:
    """A disk that is not mounted must not empty the index."""
    plek = tmp_path / "schijf"
    plek.mkdir()
    (plek / "a.txt").write_text("De termijn van 504DZ is zes weken.")
    pad = {"bestand": plek / "a.txt", "map": plek, "patroon": f"{plek}/*.txt"}[soort]
    ingest([pad], index)
    shutil.rmtree(plek)
    with pytest.raises(InvoerFout, match=r"bestaat niet meer, maar wat eruit is opgenomen staat nog in de index"):
        ingest([pad], index)
    assert index.search("504DZ")
    assert verwijder([pad], index).verwijderd == 1
