"""Everyday words find the rule, code list or step that is meant."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from knowledge import concept_leg
from knowledge.concept_leg import Bedoeld, ConceptIndex
from knowledge.concepts import Begrip, laad_begrippen, vindplaatsen, vingerafdruk
from knowledge.documents import Passage
from knowledge.errors import KennisFout
from knowledge.fusion import verhef
from knowledge.index import Index
from knowledge.ingest import ingest
from knowledge.store import KENNISMAP
from knowledge.text import analyse
from tools.proef import controleer_alles


def passage(titel: str, tekst: str = "tekst", pad: tuple[str, ...] = (), **anders: Any) -> Passage:
    velden = {"document": f"map/{titel.split()[0]}.md", "regeling": None, "herkomst": "gebruiker", **anders}
    return Passage(id=titel, titel=titel, section=titel, pad=pad, text=tekst, bestand="x", **velden)


# --- the vocabulary ----------------------------------------------------------------------------------------


def _map(tmp_path: Path, **bestanden: str) -> Path:
    woorden = tmp_path / "woordenschat" / "begrippen"
    woorden.mkdir(parents=True)
    for naam, tekst in bestanden.items():
        (woorden / f"{naam}.yaml").write_text(tekst, encoding="utf-8")
    return tmp_path


def test_a_folder_without_terms_has_none(tmp_path: Path) -> None:
    assert laad_begrippen(tmp_path) == ()


def test_every_fault_is_told_with_its_line(tmp_path: Path) -> None:
    map_ = _map(
        tmp_path,
        a="OP271:\n  - te laat begonnen\nelfproef: []\n",
        b="OP1: tekst\n",
        c="OP2: [\n",
        d="OP3:\n  - goed\n  - 3\n",
    )
    with pytest.raises(KennisFout) as fout:
        laad_begrippen(map_)
    assert [str(f).split(": ")[0].removeprefix("woordenschat/begrippen/") for f in fout.value.fouten] == [
        "a.yaml:3",
        "b.yaml:1",
        "c.yaml:2",
        "d.yaml:3",
    ]


def test_a_term_that_stands_twice_or_has_no_word_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KennisFout, match=r"a.yaml:3: van de: .*\n.*b.yaml:1: Elfproeven: staat er al als 'elfproef'"):
        laad_begrippen(_map(tmp_path, a="elfproef:\n  - narekenen\nvan de:\n  - iets\n", b="Elfproeven:\n  - som\n"))


def test_the_check_of_the_knowledge_base_covers_the_terms(tmp_path: Path) -> None:
    shutil.copytree(KENNISMAP, tmp_path / "kennis")
    (tmp_path / "kennis" / "woordenschat" / "begrippen" / "wet.yaml").write_text("a: 1\n", encoding="utf-8")
    fouten = [str(fout) for fout in controleer_alles(tmp_path / "kennis", date(2026, 11, 22))]
    assert [fout.split(": ")[0] for fout in fouten] == ["woordenschat/begrippen/wet.yaml:1"]


def test_the_fingerprint_follows_the_files(tmp_path: Path) -> None:
    map_ = _map(tmp_path, a="OP271:\n  - te laat\n")
    eerst = vingerafdruk(map_)
    (map_ / "woordenschat" / "begrippen" / "a.yaml").write_text("OP271:\n  - op tijd\n", encoding="utf-8")
    assert vingerafdruk(map_) != eerst


def test_the_terms_of_the_knowledge_base_are_whole() -> None:
    begrippen = laad_begrippen()
    assert len(begrippen) > 400
    dubbel = [b.term for b in begrippen if len(set(b.gezegd)) < len(b.gezegd)]
    assert dubbel == []


# --- where a term is explained -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("term", "gevonden"),
    [
        ("OP271", [0]),
        ("bijlagen meesturen", [2]),
        ("Intrekken", [3, 8]),
        ("Jeugdwet artikel 2.15", [4]),
        ("elfproef", [5]),
        ("OP2", []),
        ("startbericht", [0]),
    ],
)
def test_a_term_is_explained_where_it_takes_up_most_of_a_heading(term: str, gevonden: list[int]) -> None:
    passages = [
        passage("OP271 Binnen vijf dagen een startbericht"),
        passage("OP272 Binnen vijf dagen na OP271 een stopbericht"),
        passage("Vragen", "Zo.\n\n**Kunnen er bijlagen worden meegestuurd?**\n\nNee.", ("Algemeen",)),
        passage("Proces", pad=("3 Toeleiden", "3.4 Intrekken")),
        passage("Jeugdwet", "**Artikel 2.15**\n\nHet college."),
        passage("Controle", document="hulp/elfproef.md"),
        passage("Anders", "**Artikel 2.15**"),
        passage("Proces", pad=("3.5 Intrekken van een toewijzing na een verhuizing",)),
        passage("Begrippen", pad=("Intrekken",)),
    ]
    plekken = vindplaatsen([Begrip(term, ("iets",))], list(enumerate(passages)))
    assert [nr for plek in plekken for nr in plek.nummers] == gevonden


def test_the_title_of_a_document_about_a_term_goes_with_it() -> None:
    rijen = list(enumerate([passage("OP271 Binnen vijf dagen"), passage("Proces", pad=("Intrekken",))]))
    plekken = vindplaatsen([Begrip("Intrekken", ("a",)), Begrip("OP271", ("b",))], rijen)
    assert [(plek.begrip.term, plek.kop) for plek in plekken] == [
        ("Intrekken", "Intrekken"),
        ("OP271", "OP271 Binnen vijf dagen"),
    ]


# --- what a question means ---------------------------------------------------------------------------------


RIJEN = [
    (nr, "regeling-x" if nr == 2 else "algemeen", passage(b.term, f"over {b.term}"))
    for nr, b in enumerate(b for b in laad_begrippen() if b.term.startswith("OP2"))
][:30]
GEZEGD = {b.term: b.gezegd for b in laad_begrippen()}
VAN = {tekst: nr for nr, _, p in RIJEN for tekst in (p.titel, *GEZEGD[p.titel])}


def _vectoren(teksten: Sequence[str]) -> Any:
    """Each term a direction of its own."""
    return np.eye(40, dtype=np.float32)[[VAN[tekst] for tekst in teksten]]


def _vraag(nr: int) -> Any:
    return _vectoren([RIJEN[nr][2].titel])[0]


@pytest.fixture(scope="module")
def begrippen(tmp_path_factory: pytest.TempPathFactory) -> ConceptIndex:
    map_ = tmp_path_factory.mktemp("begrippen")
    concept_leg.build(map_, RIJEN, _vectoren)
    return ConceptIndex(map_)


def test_words_point_to_the_term_that_is_meant(begrippen: ConceptIndex) -> None:
    beste = begrippen.search(analyse("hoeveel dagen hebben we om door te geven dat de hulp is begonnen"), None)[0]
    assert RIJEN[beste.nummers[0]][2].titel == "OP271"
    assert beste.mate > 0.9


def test_meaning_points_to_the_term_that_is_meant(begrippen: ConceptIndex) -> None:
    assert begrippen.search(None, _vraag(7)) == [Bedoeld(1.0, (7,))]
    assert begrippen.search(None, _vraag(7), _vraag(7)) == []


def test_one_saying_that_is_near_counts_however_much_else_is_said(tmp_path: Path) -> None:
    lang, ander = sorted(RIJEN, key=lambda rij: -len(GEZEGD[rij[2].titel]))[:2]
    eigen = [lang[2].titel, *GEZEGD[lang[2].titel]]
    assert len(eigen) > 6
    vraag = np.eye(60, dtype=np.float32)[len(eigen) - 1]

    def embed(teksten: Sequence[str]) -> Any:
        uit = np.zeros((len(teksten), 60), dtype=np.float32)
        for rij, tekst in zip(uit, teksten, strict=True):
            if tekst in eigen:
                rij[eigen.index(tekst)] = 1
            elif VAN[tekst] == ander[0]:
                rij[[len(eigen) - 1, 50]] = 0.4, 0.917  # all of it is somewhat near
            else:
                rij[55] = 1
        return uit

    concept_leg.build(tmp_path, RIJEN, embed)
    assert [bedoeld.nummers for bedoeld in ConceptIndex(tmp_path).search(None, vraag)] == [(lang[0],), (ander[0],)]


def test_only_passages_that_may_be_seen_are_pointed_to(begrippen: ConceptIndex) -> None:
    vector = _vraag(2)
    assert begrippen.search(None, vector, collecties=["regeling-x"]) == [Bedoeld(1.0, (2,))]
    assert begrippen.search(None, vector, collecties=["algemeen"]) == []


@pytest.mark.parametrize("vraag", ["wanneer is de kermis in Hoorn", "", "hallo"])
def test_a_question_about_something_else_points_nowhere(begrippen: ConceptIndex, vraag: str) -> None:
    assert all(bedoeld.mate < 0.5 for bedoeld in begrippen.search(analyse(vraag), None))


def test_articles_of_the_knowledge_base_are_left_out(tmp_path: Path) -> None:
    artikelen = [(nr, collectie, replace(p, herkomst="kennisbank")) for nr, collectie, p in RIJEN]
    concept_leg.build(tmp_path, artikelen, _vectoren)
    assert ConceptIndex(tmp_path).search(None, _vraag(7)) == []


# --- fused -------------------------------------------------------------------------------------------------


def test_a_meant_term_lifts_its_passages_and_no_other() -> None:
    rangen = verhef([(1, 0.8), (2, 0.5), (3, 0.1)], [Bedoeld(1.0, (3, 4)), Bedoeld(0.5, (2, 3))])
    scores = dict(rangen)
    assert [nr for nr, _ in rangen] == [3, 4, 1, 2]
    assert scores == pytest.approx({3: 0.91, 4: 0.9, 1: 0.8, 2: 0.725})


def test_a_long_file_about_a_term_does_not_fill_the_page() -> None:
    rangen = verhef([(1, 0.9), (9, 0.4)], [Bedoeld(1.0, tuple(range(5, 60)))])
    assert sorted(nr for nr, _ in rangen) == [1, 5, 6, 9]
    assert rangen[0][0] == 9


def test_everyday_words_find_a_users_rule(tmp_path: Path) -> None:
    teksten = {
        "OP155": "Een beëindiging verwijst naar de laatste melding.",
        "OP179": "De omvang van verzonden zaken is begrensd.",
        "OP259": "Stapeling bij toekennen kan niet.",
        "OP281": "Prestaties van één of meer personen.",
        "TR018": "Einddatum niet voor begindatum.",
        "TR335": "Niet langer dan vijf jaar voor de dagtekening.",
    }
    (tmp_path / "regels").mkdir()
    for naam, tekst in teksten.items():
        (tmp_path / "regels" / f"{naam}.md").write_text(f"# {naam}\n\n{tekst}\n", encoding="utf-8")
    index = Index.open(tmp_path / "index")
    try:
        ingest([tmp_path / "regels"], index)
        vraag = "hoeveel megabyte is het maximum van een upload"
        assert index.search(vraag, legs=["lexical"])[0].passage.titel == "OP179"
        assert index.search(vraag)[0].passage.titel == "OP179"
        assert [hit.passage.titel for hit in index.search("TR018", k=1)] == ["TR018"]
    finally:
        index.close()
