"""The words of forms: read whole, every fault told with its place, and every kind of list read as it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.errors import KennisFout
from knowledge.folding import patroon
from knowledge.form_words import laad_formulierwoorden
from knowledge.store import KENNISMAP, laad

ECHT = (KENNISMAP / "woordenschat" / "formulier.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("oud", "nieuw", "plek"),
    [
        ("lijst: [welke,", 'lijst: ["",', "product.lijst.0"),
        ("lijst: [welke,", "lijst: [2,", "product.lijst.0"),
        ("grens: [voor, voor de, before]", "grens: []", "uitdienen.grens"),
        ("  begint: [per, vanaf, met ingang van, sinds, from, as of, van]\n", "", "verzoek_om_wijziging.begint"),
        ("stapelen:\n", "stapelen:\n  onbekend: [a]\n", "stapelen.onbekend"),
        ('      dan: ["*signaalbudget*"]\n', "", "na en dan"),
    ],
)
def test_a_fault_is_told_with_its_place(tmp_path: Path, oud: str, nieuw: str, plek: str) -> None:
    assert oud in ECHT
    (tmp_path / "woordenschat").mkdir()
    (tmp_path / "woordenschat" / "formulier.yaml").write_text(ECHT.replace(oud, nieuw, 1), encoding="utf-8")
    with pytest.raises(KennisFout) as gevangen:
        laad_formulierwoorden(tmp_path)
    (fout,) = gevangen.value.fouten
    assert fout.bestand == "woordenschat/formulier.yaml"
    assert abs(fout.regel - ECHT.count("\n", 0, ECHT.index(oud)) - 1) <= 8
    assert plek in fout.melding


def test_a_missing_file_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(KennisFout):
        laad_formulierwoorden(tmp_path)


def test_what_is_asked_of_a_category_is_told_of_some_category() -> None:
    catalogi = [r.catalogus for r in laad().regelingen.values() if r.catalogus]
    namen = {k.naam for catalogus in catalogi for c in catalogus.categorieen for k in c.kenmerken}
    assert set(laad_formulierwoorden().product.kenmerkvragen) <= namen


@pytest.mark.parametrize(
    ("term", "wel", "niet"),
    [
        ("duur", ["de duur ervan", "duur"], ["behandelduur", "duurzaam"]),
        ("*duur", ["de duur ervan", "behandelduur", "onzin"], ["duurzaam", "baronzin"]),
        ("duur*", ["de duur ervan", "duurzaam"], ["behandelduur"]),
        ("*verwijs*", ["verwijs", "doorverwijsbrief"], ["verwijten"]),
        ("*nieuwe eind*", ["vernieuwe einddatum", "de nieuwe einddatum"], ["nieuwe begindatum"]),
        ("* dag", ["een dag", "op dag"], ["dag", "eendag"]),
    ],
)
def test_a_star_leaves_a_word_open(term: str, wel: list[str], niet: list[str]) -> None:
    p = patroon(["onzin", term])
    assert [t for t in [*wel, *niet] if p.search(t)] == wel


def test_words_close_before_a_day_leave_room_for_others_but_not_for_a_number() -> None:
    einde = laad_formulierwoorden().einddatum_herstel.einde
    assert einde.search("dat eindigt dan op ")
    assert einde.search("beeindigd per ")  # inside a longer word too
    assert not einde.search("dat eindigt waarschijnlijk pas op ")
    assert not einde.search("eindigt na 3 op ")


def test_words_right_before_a_day_leave_no_room() -> None:
    wordt = laad_formulierwoorden().verzoek_om_wijziging.wordt
    assert wordt.search("en dat wordt ")
    assert not wordt.search("en dat wordt op ")
    assert not wordt.search("hernaar ")


def test_a_question_for_facts_begins_a_sentence() -> None:
    feitvraag = laad_formulierwoorden().contractmutatie.feitvraag
    assert feitvraag.search("waarom mag dat")
    assert feitvraag.search("we wijzigen iets. waarin staat dat?")
    assert not feitvraag.search("mogen we weten waarom")
