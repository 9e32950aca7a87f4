"""Questions that people search with teach which documents answer; their files are whole."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from evals.zoeken.vragen import DELEN, lees_zoekvragen
from knowledge import builder, question_leg
from knowledge.concept_leg import Bedoeld
from knowledge.concepts import Begrip
from knowledge.document_order import KENMERKEN, Sporen
from knowledge.documents import Passage
from knowledge.errors import KennisFout
from knowledge.fusion import herschik, naar_code
from knowledge.index import KENNISBANK, Index
from knowledge.ingest import ingest
from knowledge.question_leg import MINSTENS, QuestionIndex, gezegden
from knowledge.search_questions import Zoekvoorbeeld, documenten, laad_zoekvragen, vingerafdruk
from knowledge.store import KENNISMAP
from knowledge.text import analyse
from tools.proef import controleer_alles


def passage(document: str, titel: str | None = None, **anders: Any) -> Passage:
    velden = {"section": document, "regeling": None, "herkomst": "gebruiker", "text": f"tekst {document}", **anders}
    return Passage(id=document, document=document, titel=titel or document, pad=(), bestand="x", **velden)


# --- the files ---------------------------------------------------------------------------------------------


def _map(tmp_path: Path, **bestanden: str) -> Path:
    for map_, inhoud in (("begrippen", {"a": "OP271:\n  - een\nJW317:\n  - drie\n"}), ("zoekvragen", bestanden)):
        (tmp_path / "woordenschat" / map_).mkdir(parents=True)
        for naam, tekst in inhoud.items():
            (tmp_path / "woordenschat" / map_ / f"{naam}.yaml").write_text(tekst, encoding="utf-8")
    return tmp_path


def test_a_folder_without_questions_has_none(tmp_path: Path) -> None:
    assert laad_zoekvragen(tmp_path) == ()


def test_what_answers_counts_in_full_and_what_helps_less(tmp_path: Path) -> None:
    (vraag,) = laad_zoekvragen(_map(tmp_path, a="- vraag: een\n  over: [OP271, JW317.xsd]\n  helpt: [Jeugdwet]\n"))
    doelen = vraag.doelen
    assert doelen["OP271"] == doelen["JW317.xsd"] == 1
    assert 0 < doelen["Jeugdwet"] < 1


EERSTE = "- vraag: Hoe dan?\n  over: [OP271]\n"


@pytest.mark.parametrize(
    ("tekst", "plek", "melding"),
    [
        ("- vraag: twee\n", "b.yaml:1", "0.over: Field required"),
        ("- vraag: twee\n  over: []\n", "b.yaml:2", "0.over: List should have at least 1 item"),
        ("- vraag: ''\n  over: [OP271]\n", "b.yaml:1", "0.vraag: String should have at least 1 character"),
        ("- vraag: twee\n  over: [OP271]\n  goed: [OP271]\n", "b.yaml:3", "0.goed: Extra inputs"),
        ("- vraag: twee\n  over: [OP271\n", "b.yaml:3", "geen geldige YAML"),
        ("# kop\n- vraag: hoe  DAN?\n  over: [JW317]\n", "b.yaml:2", "0: deze vraag staat er al: 'hoe  DAN?'"),
        ("- vraag: twee\n  over: [OP271]\n  helpt:\n    - OP271\n", "b.yaml:4", "0: 'OP271' staat hier twee keer"),
        ("- vraag: twee\n  over: [de van]\n", "b.yaml:2", "0: 'de van' heeft geen woord om op te zoeken"),
        ("- vraag: twee\n  over: [op271]\n", "b.yaml:2", "0: 'op271' heet elders 'OP271'"),
        ("- vraag: twee\n  over: [OP999]\n", "b.yaml:2", "0: geen begrip van de standaard heeft OP999"),
    ],
)
def test_a_fault_is_told_with_its_line(tmp_path: Path, tekst: str, plek: str, melding: str) -> None:
    with pytest.raises(KennisFout) as fout:
        laad_zoekvragen(_map(tmp_path, a=EERSTE, b=tekst))
    (gebrek,) = map(str, fout.value.fouten)
    assert gebrek.startswith(f"woordenschat/zoekvragen/{plek}: {melding}")


def test_the_check_of_the_knowledge_base_covers_them(tmp_path: Path) -> None:
    shutil.copytree(KENNISMAP, tmp_path / "kennis")
    (tmp_path / "kennis" / "woordenschat" / "zoekvragen" / "nieuw.yaml").write_text("- vraag: een\n", encoding="utf-8")
    fouten = [str(fout) for fout in controleer_alles(tmp_path / "kennis", date(2026, 11, 22))]
    assert [fout.split(": ")[0] for fout in fouten] == ["woordenschat/zoekvragen/nieuw.yaml:1"]


def test_nothing_that_is_measured_with_is_among_them() -> None:
    """A question to measure with that was learned from would measure nothing. No text of those is shown."""
    geleerd = {" ".join(v.vraag.casefold().split()) for v in laad_zoekvragen()}
    assert len(geleerd) > 1000
    gemeten = [v for deel in DELEN for v in lees_zoekvragen(deel)]
    assert sum(" ".join(v.vraag.casefold().split()) in geleerd for v in gemeten if v.wijze != "nummer") == 0


# --- which document a name is of ---------------------------------------------------------------------------

DOCUMENTEN = [
    passage("map/regels/OP271.md", "OP271 Binnen vijf dagen na de feitelijke aanvang een startbericht"),
    passage("map/regels/OP272.md", "OP272 Binnen vijf dagen na OP271 een stopbericht"),
    passage("xsd/JW317.xsd", "JW317.xsd: Bericht voor een verzoek"),
    passage("berichten/JW317.xml", "JW317.xml: Bericht"),
    passage("lijsten/COD043_Indicatie.md", "COD043 - Indicatie debet en credit"),
    passage("wet/Jeugdwet.md"),
    passage("wet/Regeling_Jeugdwet.md", "Regeling Jeugdwet"),
    passage("notitie.docx", "Notitie over onze werkwijze en de elfproef"),
    passage("oud/uitleg.md", "Toelichting"),
    passage("nieuw/uitleg.pdf", "Toelichting"),
]


@pytest.mark.parametrize(
    ("naam", "document"),
    [
        ("OP271", ["map/regels/OP271.md"]),
        ("JW317.xsd", ["xsd/JW317.xsd"]),
        ("JW317.xml", ["berichten/JW317.xml"]),
        ("COD043", ["lijsten/COD043_Indicatie.md"]),
        ("Jeugdwet", ["wet/Jeugdwet.md"]),
        ("Regeling Jeugdwet", ["wet/Regeling_Jeugdwet.md"]),
        ("Elfproef", []),
        ("OP27", []),
        ("Toelichting", ["oud/uitleg.md", "nieuw/uitleg.pdf"]),
    ],
)
def test_a_document_is_found_by_its_name_whatever_folder_it_is_in(naam: str, document: list[str]) -> None:
    assert list(documenten([naam], DOCUMENTEN).get(naam, ())) == document


def test_every_name_is_of_one_document_of_the_standard(ijw: Path) -> None:
    paden = [p for p in sorted(ijw.rglob("*")) if p.is_file()]
    passages = [passage(p.relative_to(ijw).as_posix(), _titel(p)) for p in paden]
    namen = {naam for vraag in laad_zoekvragen() for naam in vraag.doelen}
    gevonden = documenten(namen, passages)
    assert sorted(namen - set(gevonden)) == []
    assert [naam for naam in namen if len(gevonden[naam]) > 1] == []
    assert len(set(gevonden.values())) == len(namen)


def _titel(pad: Path) -> str | None:
    """The first heading."""
    regels = pad.read_text(encoding="utf-8", errors="replace").splitlines()
    return next((regel.strip("# ") for regel in regels if regel.startswith("#")), None)


@pytest.fixture
def ijw() -> Path:
    map_ = os.environ.get("WEGWIJZER_CORPUS")
    if not map_:
        pytest.skip("WEGWIJZER_CORPUS wijst niet naar de map met het corpus iJw 3.2")
    return Path(map_)


# --- what they teach ---------------------------------------------------------------------------------------

VRAGEN = [
    Zoekvoorbeeld(vraag="wanneer geef ik door dat de hulp is begonnen", over=["OP271", "TR300"], helpt=["COD043"]),
    Zoekvoorbeeld(vraag="hoe snel moet ik de aanvang melden", over=["OP271", "TR300"]),
    Zoekvoorbeeld(vraag="mag ik een plus of een min bij het bedrag zetten", over=["COD043"]),
    Zoekvoorbeeld(vraag="welk teken hoort bij een terugbetaling", over=["COD043"]),
    Zoekvoorbeeld(vraag="wie is er verantwoordelijk volgens de wet", over=["Jeugdwet"]),
]
TEKSTEN = {
    "OP271": "Het bericht wordt binnen vijf werkdagen verzonden.",
    "TR300": "Dagtekening ligt niet na vandaag.",
    "COD043": "C is credit en D is debet.",
    "Jeugdwet": "Het college draagt zorg.",
    "Verslag": "Wanneer de hulp is begonnen geef ik door in het verslag.",
}
VRAAG = "vanaf wanneer moet ik doorgeven dat hulp begonnen is"


@pytest.fixture
def geleerd(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(question_leg, "laad_zoekvragen", lambda: tuple(VRAGEN))
    monkeypatch.setattr(question_leg, "laad_begrippen", lambda: ())


def _richting(teksten: Sequence[str]) -> Any:
    """Each question a direction of its own."""
    return np.eye(9, dtype=np.float32)[[next(i for i, v in enumerate(VRAGEN) if v.vraag == t) for t in teksten]]


def _rijen(*namen: str, herkomst: str = "gebruiker") -> list[tuple[int, str, Passage]]:
    return [
        (nr, "regeling-x" if nr == 1 else "algemeen", passage(f"m/{naam}.md", naam, herkomst=herkomst))
        for nr, naam in enumerate(namen)
    ]


def test_a_question_is_for_every_document_that_answers_it_and_somewhat_for_what_helps(
    tmp_path: Path, geleerd: None
) -> None:
    question_leg.build(tmp_path, _rijen("OP271", "TR300", "COD043", "Jeugdwet"), _richting, "m")
    uit = QuestionIndex(tmp_path).search(VRAGEN[0].vraag, _richting([VRAGEN[0].vraag])[0], None, [3, 1, 0, 2])
    mate = {bedoeld.nummers: bedoeld.mate for bedoeld in uit}
    assert set(mate) == {(0,), (1,), (2,), (3,)}
    assert mate[0,] == pytest.approx(mate[1,])
    assert mate[0,] > 0.6 > mate[2,] > mate[3,]


def test_words_say_it_where_meaning_does_not(tmp_path: Path, geleerd: None) -> None:
    question_leg.build(tmp_path, _rijen("OP271", "COD043"), _richting, "m")
    index, nergens = QuestionIndex(tmp_path), np.eye(9, dtype=np.float32)[8]
    met, zonder = (
        {bedoeld.nummers: bedoeld.mate for bedoeld in index.search(tekst, nergens, gevonden=[0, 1])}
        for tekst in ("plus of min bij een bedrag", None)
    )
    assert met[1,] > zonder[1,] + 0.2
    assert met[0,] < zonder[0,] + 0.05


def test_only_passages_that_may_be_seen_are_pointed_to(tmp_path: Path, geleerd: None) -> None:
    question_leg.build(tmp_path, _rijen("OP271", "TR300"), _richting, "m")
    index, vector = QuestionIndex(tmp_path), _richting([VRAGEN[0].vraag])[0]
    assert [b.nummers for b in index.search(None, vector, ["regeling-x"])] == [(1,)]


def test_a_document_that_was_not_found_counts_only_where_the_question_is_one_for_it(
    tmp_path: Path, geleerd: None
) -> None:
    question_leg.build(tmp_path, _rijen("OP271", "TR300", "COD043", "Jeugdwet"), _richting, "m")
    index, vector = QuestionIndex(tmp_path), _richting([VRAGEN[4].vraag])[0]
    assert [b.nummers for b in index.search(VRAGEN[4].vraag, vector)] == [(3,)]
    assert {b.nummers: b.mate > MINSTENS for b in index.search(VRAGEN[4].vraag, vector, gevonden=[0])} == {
        (0,): False,
        (3,): True,
    }


def test_a_document_that_answers_together_with_one_that_a_question_is_for_may_come_in(
    tmp_path: Path, geleerd: None
) -> None:
    """However many documents of a name there are."""
    rijen = [
        (nr, "algemeen", passage(f"map {nr}/{naam}.md", naam))
        for nr, naam in enumerate(["OP271", "TR300", "COD043", "OP271", "Jeugdwet"])
    ]
    question_leg.build(tmp_path, rijen, _richting, "m")
    index, vector = QuestionIndex(tmp_path), _richting([VRAGEN[1].vraag])[0]
    niets = Sporen((), (), (), (), (), 5, code=False)
    mee, tabel = index.kandidaten(VRAGEN[1].vraag, vector, [], niets)
    eerste = [index.eerste_passages()[rij] for rij in mee]
    buur = dict(zip(eerste, tabel[:, KENMERKEN.index("buur")].tolist(), strict=True))
    assert {0, 1, 3} <= set(buur)
    assert buur[0] == buur[3] > 0.1
    assert buur[1] > 0.1
    assert {nr for b in index.search(VRAGEN[1].vraag, vector, sporen=niets) for nr in b.nummers} == set(eerste)


BEGRIPPEN = (
    Begrip("COD043", ("bij of af op de rekening", "plus of min")),
    Begrip("aanvang", ("sinds wanneer is iemand in zorg",)),
    Begrip("algemeen", ("waar gaat dit allemaal over",)),
    Begrip("samenloop", ("twee soorten hulp tegelijk",)),
)


def _met_koppen(**koppen: tuple[str, ...]) -> list[tuple[int, str, Passage]]:
    return [(nr, c, replace(p, pad=koppen.get(p.titel, ()))) for nr, c, p in _rijen(*koppen)]


def test_what_people_say_for_a_term_is_for_the_document_with_that_heading(
    geleerd: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A heading that many documents have says nothing of one; a document that no question names is left out."""
    monkeypatch.setattr(question_leg, "laad_begrippen", lambda: BEGRIPPEN)
    algemeen = ("Algemeen",)
    rijen = _met_koppen(
        OP271=(*algemeen, "Aanvang"), TR300=algemeen, COD043=algemeen, Jeugdwet=algemeen, Verslag=("Samenloop",)
    )
    passages = [(nr, p) for nr, _, p in rijen]
    namen = ["OP271", "TR300", "COD043", "Jeugdwet"]
    assert gezegden(documenten(namen, [p for _, p in passages]), passages) == [
        ("bij of af op de rekening", ("COD043",)),
        ("plus of min", ("COD043",)),
        ("sinds wanneer is iemand in zorg", ("OP271",)),
    ]


@pytest.mark.parametrize(
    ("vraag", "over", "anders"),
    [("sinds wanneer zit dit kind in zorg", 0, 1), ("komt dit bij of gaat het af van de rekening", 1, 0)],
)
def test_what_people_say_for_a_term_teaches_its_document(
    tmp_path: Path, geleerd: None, monkeypatch: pytest.MonkeyPatch, vraag: str, over: int, anders: int
) -> None:
    rijen, nergens = _met_koppen(OP271=("Aanvang",), COD043=()), np.eye(9, dtype=np.float32)[8]

    def embed(teksten: Sequence[str]) -> Any:
        bekend = [v.vraag for v in VRAGEN]
        return np.eye(9, dtype=np.float32)[[bekend.index(t) if t in bekend else 5 + len(t) % 3 for t in teksten]]

    mate = []
    for begrippen in ((), BEGRIPPEN):
        monkeypatch.setattr(question_leg, "laad_begrippen", lambda begrippen=begrippen: begrippen)
        map_ = tmp_path / str(len(begrippen))
        map_.mkdir()
        question_leg.build(map_, rijen, embed, "m", tmp_path / "bewaard.npz")
        uit = QuestionIndex(map_).search(vraag, nergens, gevonden=[0, 1])
        mate.append({bedoeld.nummers[0]: bedoeld.mate for bedoeld in uit})
    zonder, met = mate
    assert met[over] > zonder[over] + 0.1
    assert met[over] > met[anders] + 0.1


@pytest.mark.parametrize("rijen", [_rijen("OP271", herkomst="kennisbank"), _rijen("Notitie", "Verslag"), []])
def test_without_documents_of_the_standard_nothing_is_learned(
    tmp_path: Path, geleerd: None, rijen: list[tuple[int, str, Passage]]
) -> None:
    def embed(teksten: Sequence[str]) -> Any:
        raise AssertionError(teksten)

    question_leg.build(tmp_path, rijen, embed, "m", tmp_path / "elders" / "bewaard.npz")
    assert [p.name for p in tmp_path.rglob("*")] == ["groepen.npz"]
    assert QuestionIndex(tmp_path).search("iets", np.zeros(9, dtype=np.float32)) == []


def test_it_is_learned_once_and_anew_for_other_questions_or_another_model(
    tmp_path: Path, geleerd: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    keren: list[int] = []

    def embed(teksten: Sequence[str]) -> Any:
        keren.append(len(teksten))
        return _richting(teksten)

    for nummer, (model, rijen) in enumerate([("m", ["OP271"]), ("m", ["Jeugdwet", "TR300"]), ("n", ["OP271"])]):
        (tmp_path / str(nummer)).mkdir()
        question_leg.build(tmp_path / str(nummer), _rijen(*rijen), embed, model, tmp_path / "bewaard.npz")
    assert keren == [5, 5]
    vector = _richting([VRAGEN[4].vraag])[0]
    uit = QuestionIndex(tmp_path / "1").search(VRAGEN[4].vraag, vector, gevonden=[0, 1])
    mate = {bedoeld.nummers: bedoeld.mate for bedoeld in uit}
    assert mate[0,] > 0.6 > mate[1,]
    monkeypatch.setattr(question_leg, "laad_zoekvragen", lambda: tuple(VRAGEN[1:]))
    (tmp_path / "3").mkdir()
    question_leg.build(tmp_path / "3", _rijen("OP271"), embed, "n", tmp_path / "bewaard.npz")
    assert keren == [5, 5, 4]


# --- in the order of the search ----------------------------------------------------------------------------


def test_documents_that_questions_name_change_places_and_no_other_passage_moves() -> None:
    rangen = [(1, 0.9), (7, 0.8), (2, 0.6), (8, 0.5), (3, 0.2)]
    documenten = [Bedoeld(0.0, (1,)), Bedoeld(0.3, (2,)), Bedoeld(0.6, (3,))]
    assert herschik(rangen, documenten) == [(3, 0.9), (7, 0.8), (2, 0.6), (8, 0.5), (1, 0.2)]
    assert herschik(rangen, []) == rangen


def test_a_document_that_was_not_found_comes_in_when_a_question_is_for_it() -> None:
    assert herschik([(1, 0.9), (2, 0.8)], [Bedoeld(0.1, (1,)), Bedoeld(0.8, (5, 6))]) == [
        (5, 0.9),
        (2, 0.8),
        (1, 0.0),
    ]


def test_of_a_long_document_the_best_passages_are_lifted() -> None:
    rangen = [(1, 0.9), (10, 0.8), (11, 0.76), (12, 0.1)]
    assert [nr for nr, _ in herschik(rangen, [Bedoeld(0.0, (1,)), Bedoeld(0.42, (10, 11, 12))])] == [10, 11, 1, 12]


@pytest.mark.parametrize(
    ("vraag", "wel"),
    [
        ("wat zegt OP284", True),
        ("code 9361 betekent?", True),
        ("reden 13", True),
        ("mag een kind van 17 jaar zelf beslissen", False),
    ],
)
def test_a_question_after_a_code_is_told(vraag: str, wel: bool) -> None:
    assert naar_code(analyse(vraag)) == wel


@pytest.fixture
def index(tmp_path: Path, geleerd: None) -> Iterator[Index]:
    (tmp_path / "map").mkdir()
    for naam, tekst in TEKSTEN.items():
        (tmp_path / "map" / f"{naam}.md").write_text(f"# {naam}\n\n{tekst}\n", encoding="utf-8")
    index = Index.open(tmp_path / "index")
    ingest([tmp_path / "map"], index)
    yield index
    index.close()


def _titels(index: Index, vraag: str, **anders: Any) -> list[str]:
    return [hit.passage.titel for hit in index.search(vraag, **anders)]


def test_all_documents_that_answer_a_question_come_before_those_that_do_not(index: Index) -> None:
    assert [t for t in _titels(index, VRAAG) if t != "Verslag"][:2] in (["OP271", "TR300"], ["TR300", "OP271"])
    assert all(0 <= hit.score <= 1 for hit in index.search(VRAAG))
    zonder = _titels(index, VRAAG, legs=["lexical"])
    assert "TR300" not in zonder
    assert _titels(index, "begonnen hulp doorgeven")[0] != "COD043"
    assert _titels(index, "COD043 begonnen hulp doorgeven")[0] == "COD043"


def test_changed_questions_have_the_index_built_anew(
    index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    map_ = _map(tmp_path / "kennis", a=EERSTE)
    assert vingerafdruk(map_) != vingerafdruk()
    versie = index.versie
    monkeypatch.setattr(vingerafdruk, "__defaults__", (map_,))
    builder.indeling.cache_clear()
    try:
        later = Index.open(tmp_path / "index")
        assert later.melding
        assert "andere versie" in later.melding
        assert later.sync([], bron=KENNISBANK).herbouwd
        assert later.versie != versie
        later.close()
    finally:
        monkeypatch.undo()
        builder.indeling.cache_clear()
