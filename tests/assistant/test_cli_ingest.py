"""`wegwijzer ingest` as a process: options, patterns, the list, taking out, and being killed."""

from __future__ import annotations

import json
import resource
import signal
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from processes import LONGEST, wait_until

pytestmark = pytest.mark.usefixtures("built")


@pytest.fixture
def map_(tmp_path: Path) -> Path:
    map_ = tmp_path / "stukken"
    (map_ / "sub").mkdir(parents=True)
    (map_ / "codes.txt").write_text("Codes\n\nDe code 504DZ hoort bij profiel 4.\n")
    (map_ / "sub/termijn.md").write_text("# Termijn\n\nDe termijn is 6 weken, nummer 777QQ.\n")
    (map_ / "leeg.txt").write_text("")
    return map_


@pytest.fixture
def ingest(cli: Any, tmp_path: Path) -> Callable[..., Any]:
    """Ingest into an index of its own and give the JSON."""

    def doe(*args: str | Path) -> Any:
        klaar = cli("ingest", *args, "--index", tmp_path / "index", "--json")
        assert klaar.code == 0, klaar.stderr
        assert "Traceback" not in klaar.stderr
        return json.loads(klaar.stdout)

    return doe


def _zoek(cli: Any, tekst: str, index: Path) -> list[dict[str, Any]]:
    return list(json.loads(cli("search", tekst, "--index", index, "--json").stdout))


def test_the_list_tells_what_was_read_in_a_file(cli: Any, ingest: Callable[..., Any], tmp_path: Path) -> None:
    pad = tmp_path / "nota.md"
    pad.write_text("---\ntitel: Nota\ndatum: 2026-03-05\nuitgever: Gemeente Duin\n---\nDe termijn is 10 weken.\n")
    ingest(pad, "--van", "1-4-2026")
    (stand,) = json.loads(cli("ingest", "--lijst", "--index", tmp_path / "index", "--json").stdout)
    assert stand["opgave"] == {"van": "2026-04-01"}
    gevonden = {"titel": "Nota", "datum": "2026-03-05", "uitgever": "Gemeente Duin", "van": "2026-04-01"}
    assert stand["kenmerken"] == gevonden
    assert "uitgever: Gemeente Duin" in cli("ingest", "--lijst", "--index", tmp_path / "index").stdout


def test_in_again_listed_and_out(cli: Any, ingest: Callable[..., Any], map_: Path, tmp_path: Path) -> None:
    verslag = ingest(map_, "--regeling", "westfriesland-2025", "--datum", "1 juli 2025")
    assert (verslag["bestanden"], verslag["nieuw"], verslag["passages"]) == (3, 2, 2)
    assert [rij["bestand"] for rij in verslag["overgeslagen"]] == ["leeg.txt"]
    (treffer,) = _zoek(cli, "504DZ", tmp_path / "index")
    assert (treffer["document"], treffer["regeling"]) == ("codes.txt", "westfriesland-2025")

    verslag = ingest(map_)
    assert (verslag["ongewijzigd"], verslag["nieuw"], verslag["gewijzigd"]) == (2, 0, 0)
    assert "westfriesland-2025" in verslag["meldingen"][0]

    (stand,) = json.loads(cli("ingest", "--lijst", "--index", tmp_path / "index", "--json").stdout)
    assert (stand["pad"], stand["soort"], stand["documenten"], stand["passages"]) == (str(map_), "map", 2, 2)
    assert stand["opgave"] == {"regeling": "westfriesland-2025", "datum": "2025-07-01"}
    assert stand["gewijzigd"].startswith("20")
    leesbaar = cli("ingest", "--lijst", "--index", tmp_path / "index").stdout
    assert str(map_) in leesbaar
    assert "2 documenten, 2 passages; 1 overgeslagen" in leesbaar
    assert "overgeslagen: leeg.txt: het bestand is leeg" in leesbaar
    assert stand["redenen"] == {"leeg.txt": "het bestand is leeg"}

    assert ingest("--verwijder", map_)["verwijderd"] == 2
    assert _zoek(cli, "504DZ", tmp_path / "index") == []
    assert "nog niets" in cli("ingest", "--lijst", "--index", tmp_path / "index").stdout


@pytest.mark.parametrize(
    ("naam", "inhoud"), [("leeg.txt", b""), ("onbekend.exe", b"MZ\x90\x00\x03"), ("kapot.pdf", b"%PDF-1.4 stuk")]
)
def test_when_nothing_could_be_taken_in_the_input_was_wrong(cli: Any, tmp_path: Path, naam: str, inhoud: bytes) -> None:
    (tmp_path / naam).write_bytes(inhoud)
    klaar = cli("ingest", tmp_path / naam, "--index", tmp_path / "index")
    assert klaar.code == 2
    assert klaar.stdout.startswith("1 bestand: 0 nieuw")
    assert f"Overgeslagen: {naam}: " in klaar.stderr
    als_json = cli("ingest", tmp_path / naam, "--index", tmp_path / "index", "--json")
    assert als_json.code == 2
    assert json.loads(als_json.stdout)["overgeslagen"][0]["bestand"] == naam
    assert als_json.stderr == f"Er is niets opgenomen: {json.loads(als_json.stdout)['overgeslagen'][0]['reden']}.\n"


def test_a_file_that_is_not_what_its_name_says_is_told_and_read(cli: Any, tmp_path: Path) -> None:
    (tmp_path / "kapot.docx").write_text("De code 504DZ hoort bij profiel 4.\n")
    klaar = cli("ingest", tmp_path / "kapot.docx", "--index", tmp_path / "index")
    assert klaar.code == 0
    assert "; 1 passage (" in klaar.stdout
    assert (
        "kapot.docx: de naam eindigt op .docx, maar dat is het bestand niet; het is gelezen als tekst" in klaar.stderr
    )


def test_a_quoted_pattern(ingest: Callable[..., Any], cli: Any, map_: Path, tmp_path: Path) -> None:
    verslag = ingest(f"{map_}/**/*.md", map_ / "codes.txt", "--uitgever", "Bureau")
    assert (verslag["bestanden"], verslag["nieuw"]) == (2, 2)
    assert _zoek(cli, "777QQ", tmp_path / "index")[0]["document"] == "sub/termijn.md"


def test_for_a_reader_the_report_is_a_few_lines(cli: Any, map_: Path, tmp_path: Path) -> None:
    (map_ / "kopie.txt").write_bytes((map_ / "codes.txt").read_bytes())
    klaar = cli("ingest", map_, "--index", tmp_path / "index")
    (regel,) = klaar.lines
    assert regel.startswith(
        "4 bestanden: 3 nieuw, 0 gewijzigd, 0 ongewijzigd, 0 verwijderd, 1 overgeslagen; 2 passages"
    )
    assert "Overgeslagen: leeg.txt: het bestand is leeg." in klaar.stderr
    assert "1 passage dubbel, één keer in de index:\n  kopie.txt: 1, ook in codes.txt\n" in klaar.stderr


@pytest.mark.parametrize(
    ("args", "veld"),
    [
        (["{map}", "--titel", "Alles"], "titel"),
        (["{map}", "--datum", "31-2-2025"], "datum"),
        (["{map}", "--van", "1-7-2025", "--tot", "30-6-2025"], "tot"),
        (["{map}", "--regeling", "texel-2025"], "regeling"),
        (["{map}", "--uitgever", "x" * 300], "uitgever"),
        (["{map}/*.pdf"], "pad"),
        (["{map}/weg.txt"], "pad"),
        ([], "pad"),
        (["--lijst", "{map}"], "lijst"),
        (["--verwijder", "{map}"], "pad"),
        (["--verwijder", "{map}", "--titel", "x"], "titel"),
        (["{map}", "--index", "{map}/codes.txt"], "index"),
    ],
)
def test_wrong_input_is_one_sentence_and_status_2(
    cli: Any, map_: Path, tmp_path: Path, args: list[str], veld: str
) -> None:
    klaar = cli("ingest", "--index", tmp_path / "index", *(arg.replace("{map}", str(map_)) for arg in args))
    assert klaar.code == 2
    assert klaar.complaint.startswith(f"{veld}: ")


# --- killed ------------------------------------------------------------------------------------------------


def _inhoud(index: Path) -> tuple[Any, ...]:
    """What a reader of the index sees: passages, vectors, the outcome of a few searches, and the list of sources."""
    from knowledge.catalogue import lees_standen
    from knowledge.index import Index

    open_ = Index.open(index, cache_dir=index.parent / "cache")
    try:
        passages = sorted(p.to_json() for p in open_.passages())
        vragen = ("504DZ", "hoe lang is de termijn")
        hits = [[(h.passage.id, round(h.score, 5)) for h in open_.search(v)] for v in vragen]
        lijst = [(s.bron, s.opgave, s.documenten, s.passages, s.dubbel, s.overgeslagen) for s in lees_standen(index)]
        return open_.versie, open_.counts, passages, hits, lijst
    finally:
        open_.close()


STADIA = [
    ("gen-*", signal.SIGKILL),
    ("gen-*/chroma/*", signal.SIGINT),
    ("gen-*/tantivy/*", signal.SIGKILL),
    ("CURRENT", signal.SIGKILL),
]
"""What an ingest puts on disk, in this order, and how it is broken off then."""


@pytest.mark.slow
def test_broken_off_at_any_moment_the_next_run_gives_the_same_index(
    cli: Any, map_: Path, tmp_path: Path, fresh: Callable[..., Path]
) -> None:
    """As soon as each of its stages shows; `python -m evals.recovery` tries as many moments as one likes."""
    data = fresh()
    for nummer in range(6):
        (map_ / f"stuk{nummer}.txt").write_text(f"Stuk {nummer}\n\nHet stuk met nummer {nummer}00AB gaat over hulp.\n")
    (map_ / "kopie.txt").write_bytes((map_ / "codes.txt").read_bytes())
    assert cli("ingest", map_, "--index", tmp_path / "heel/index", data=data).code == 0
    verwacht = _inhoud(tmp_path / "heel/index")
    afgebroken = 0
    for nummer, (teken, sein) in enumerate(STADIA):
        index = tmp_path / f"gestopt{nummer}/index"
        proces = cli.start("ingest", map_, "--index", index, data=data)
        wait_until(lambda index=index, teken=teken: any(index.glob(teken)), proces)  # type: ignore[misc]
        proces.send_signal(sein)
        _, fouten = proces.communicate(timeout=LONGEST)
        assert "Traceback" not in fouten
        afgebroken += proces.returncode != 0
        klaar = cli("ingest", map_, "--index", index, "--json", data=data)
        assert klaar.code == 0, klaar.stderr
        assert json.loads(klaar.stdout)["passages"] == 8
        assert _inhoud(index) == verwacht, teken
        assert len(list(index.glob("gen-*"))) <= 2
    assert afgebroken >= 2, "the runs were over before they could be broken off"


def test_broken_off_between_the_index_and_the_list(
    cli: Any, map_: Path, tmp_path: Path, ingest: Callable[..., Any]
) -> None:
    """The index has switched, the list of what is in has not."""
    ingest(map_ / "codes.txt")
    lijst = tmp_path / "index/bronnen.sqlite"
    with closing(sqlite3.connect(lijst)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    was = lijst.read_bytes()
    ingest(map_)
    for rest in ("-wal", "-shm"):
        lijst.with_name(lijst.name + rest).unlink(missing_ok=True)
    lijst.write_bytes(was)
    verslag = ingest(map_)
    assert (verslag["nieuw"], verslag["passages"]) == (2, 2)
    assert len(_zoek(cli, "504DZ", tmp_path / "index")) == 1


def test_ctrl_c_says_what_is_in_and_the_next_run_goes_on(
    cli: Any, map_: Path, tmp_path: Path, ingest: Callable[..., Any]
) -> None:
    """Nothing half, in one sentence and at once; what was read is not read again."""
    ingest(map_ / "codes.txt")
    for nummer in range(40):
        (map_ / f"stuk{nummer:02}.txt").write_text(f"Stuk {nummer}\n\nHet stuk met nummer {nummer}00AB.\n")
    with zipfile.ZipFile(map_ / "stuk40.xlsx", "w"):
        pass
    gelezen = tmp_path / "index/gelezen.sqlite"
    proces = cli.start("ingest", map_, "--index", tmp_path / "index")
    wait_until(lambda: _aantal_gelezen(gelezen) >= 2, proces)
    proces.send_signal(signal.SIGINT)
    _, fouten = proces.communicate(timeout=LONGEST)
    assert proces.returncode == 130, fouten
    assert "Gestopt. Er is niets opgenomen of gewijzigd; wat al in de index stond, is er nog. " in fouten
    assert "Geef dezelfde opdracht nog eens om verder te gaan." in fouten
    (stand,) = json.loads(cli("ingest", "--lijst", "--index", tmp_path / "index", "--json").stdout)
    assert stand["documenten"] == 1
    was = _aantal_gelezen(gelezen)
    assert was >= 2
    verslag = ingest(map_)
    assert (verslag["bestanden"], verslag["passages"]) == (44, 42)
    assert not gelezen.exists(), "it is in now"


def _aantal_gelezen(pad: Path) -> int:
    if not pad.exists():
        return 0
    try:
        with closing(sqlite3.connect(f"file:{pad}?mode=ro", uri=True, timeout=30)) as db:
            return int(db.execute("SELECT count(*) FROM gelezen").fetchone()[0])
    except sqlite3.OperationalError:  # not made up yet
        return 0


def test_a_full_disk_leaves_what_was(cli: Any, ingest: Callable[..., Any], map_: Path, tmp_path: Path) -> None:
    ingest(map_)
    (map_ / "lang.txt").write_text("Lang\n\n" + "\n\n".join(f"Alinea {n} over nummer {n}00ZZ." for n in range(3000)))
    klaar = cli(
        *("ingest", map_, "--index", tmp_path / "index"),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (120_000, 120_000)),
    )
    assert klaar.code == 1
    assert "schijf is vol" in klaar.complaint
    (map_ / "lang.txt").unlink()
    verslag = ingest(map_)
    assert (verslag["ongewijzigd"], verslag["passages"]) == (2, 2)
    assert len(_zoek(cli, "504DZ", tmp_path / "index")) == 1
