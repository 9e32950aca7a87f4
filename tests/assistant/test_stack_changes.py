"""Stacking among distractors: which allocations are counted, and who delivers them, also after a later turn."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.models import AskRequest, Turn
from assistant.service import Assistant

Paar = tuple[str, str | None]


def _gelezen(assistant: Assistant, beurten: tuple[str, ...]) -> list[Paar]:
    """The allocations that the tool was given after the last turn, without a kind before a name."""
    verloop: list[Turn] = []
    uit: list[dict[str, Any]] = []
    for vraag in beurten:
        antwoord = assistant.ask(AskRequest(id="t", question=vraag, history=verloop))
        verloop.append(Turn(question=vraag, answer=antwoord.answer))
        uit = [e.input for e in antwoord.tool_results if e.tool == "stapelen"]
    assert len(uit) == 1
    rijen = uit[0].get("toewijzingen") or []
    return [
        (r["segment"], str(r["aanbieder"]).removeprefix("aanbieder ") if r.get("aanbieder") else None) for r in rijen
    ]


@pytest.mark.parametrize(
    ("vraag", "verwacht"),
    [
        (
            "Enkhuizen: mag twee keer C? Zilverberk levert een C en Havenlicht wil ook een C starten.",
            [("C", "Zilverberk"), ("C", "Havenlicht")],
        ),
        (
            "Enkhuizen, het gaat om twee keer B. De Linde doet een B, en Zilverberk wil er ook een B bij doen. "
            "Mag dat stapelen?",
            [("B", "De Linde"), ("B", "Zilverberk")],
        ),
        (
            "Koggenland: segment B en segment V, respectievelijk door Zilverberk en De Linde. Stapelen mag?",
            [("B", "Zilverberk"), ("V", "De Linde")],
        ),
        (
            "Lopend: segment C, De Linde\nAangevraagd: segment C, Zilverberk\nGemeente Hoorn, mag dat stapelen?",
            [("C", "De Linde"), ("C", "Zilverberk")],
        ),
        (
            "Hoorn, overzicht:\n\nsegment | aanbieder | status\nV | De Linde | beëindigd, sinds mei\n"
            "B | Yes We Can | loopt\nC | Zilverberk | aangevraagd\n\nMag de aanvraag naast wat er loopt?",
            [("B", "Yes We Can"), ("C", "Zilverberk")],
        ),
        (
            "Mijn collega in Opmeer had vorige week segment V naast segment C, allebei bij De Linde. Bij mij is het "
            "segment B, dat doet Zilverberk, en daarnaast wil Havenlicht segment C starten. Mag ik die stapelen?",
            [("B", "Zilverberk"), ("C", "Havenlicht")],
        ),
        (
            "Westfriesland: huidige toewijzing segment B. Nieuwe segment B, bij een andere organisatie dan die van "
            "segment B. Stapelen?",
            [("B", "de eerste aanbieder"), ("B", "een andere aanbieder")],
        ),
    ],
)
def test_what_is_told_twice_ended_or_only_compared_with_is_not_counted(
    assistant: Assistant, vraag: str, verwacht: list[Paar]
) -> None:
    assert _gelezen(assistant, (vraag,)) == verwacht


_DRIE = "Medemblik: Zilverberk doet B, Havenlicht doet C en De Linde doet V. Mag dat naast elkaar?"
_TWEE = "Opmeer: kind heeft B bij Zilverberk en C bij De Linde, stapelen toegestaan?"


@pytest.mark.parametrize(
    ("beurten", "verwacht"),
    [
        (
            (_DRIE, "Zilverberk valt weg, dus blijven die andere twee over. Kan dat?"),
            [("C", "Havenlicht"), ("V", "De Linde")],
        ),
        ((_DRIE, "Havenlicht haakt toch af. Mogen de overige twee samen?"), [("B", "Zilverberk"), ("V", "De Linde")]),
        (
            (
                "Hoorn, stapelen:\n1. segment B, Zilverberk\n2. segment B, De Linde\n3. segment V, Havenlicht\nMag?",
                "Nummer 3 is gestopt. Mogen de andere twee?",
            ),
            [("B", "Zilverberk"), ("B", "De Linde")],
        ),
        ((_TWEE, "Sorry, verkeerd dossier: bij Zilverberk zit ze in V."), [("V", "Zilverberk"), ("C", "De Linde")]),
        ((_TWEE, "Oeps, het tweede klopt niet. Dat is segment V."), [("B", "Zilverberk"), ("V", None)]),
        (
            (_TWEE, "Wacht, dat tweede heb ik fout. Het is segment B en dat ligt bij Havenlicht."),
            [("B", "Zilverberk"), ("B", "Havenlicht")],
        ),
        (
            (
                "Stede Broec: wat zijn de regels als een kind twee segmenten heeft, V en B?",
                "En stel er komt nog een derde bij, B? In totaal dus drie naast elkaar.",
            ),
            [("V", None), ("B", None), ("B", None)],
        ),
        (
            (
                "Hoorn: jongen, segment B bij Zilverberk en segment C bij De Linde. Mag dat stapelen?",
                "Volgende jongen, ook uit Hoorn: segment V bij Havenlicht en segment V bij De Linde. Mag dat stapelen?",
            ),
            [("V", "Havenlicht"), ("V", "De Linde")],
        ),
        (
            (
                "Hoorn: B bij De Linde en B bij Zilverberk. Stapelen mag?",
                "Het eerste blijft bij De Linde. Dus het mag?",
            ),
            [("B", "De Linde"), ("B", "Zilverberk")],
        ),
    ],
)
def test_a_later_turn_changes_the_allocation_that_it_points_to(
    assistant: Assistant, beurten: tuple[str, ...], verwacht: list[Paar]
) -> None:
    assert _gelezen(assistant, beurten) == verwacht


def test_other_numbers_of_allocations_than_the_question_says_are_asked_for(assistant: Assistant) -> None:
    vraag = "Hoorn: kind heeft segment B bij De Linde en segment C bij Zilverberk. Mogen deze drie gestapeld worden?"
    assert _gelezen(assistant, (vraag,)) == []


@pytest.mark.parametrize(
    ("vraag", "verwacht"),
    [
        (
            "Hoorn: Noor heeft segment B bij Zilverberk, wij willen segment C erbij, eveneens bij Zilverberk. Mag dat?",
            [("B", "Zilverberk"), ("C", "Zilverberk")],
        ),
        (
            "Opmeer: meisje zit voor B bij Zilverberk. We zetten er C naast (zelfde aanbieder). Stapelen ok?",
            [("B", "Zilverberk"), ("C", "Zilverberk")],
        ),
        (
            "Opmeer: jongen zit voor B bij Zilverberk. We zetten er nog een B naast (andere aanbieder). Stapelen ok?",
            [("B", "Zilverberk"), ("B", "een andere aanbieder")],
        ),
        (
            "Hoorn: B bij Zilverberk, we willen nog een B toevoegen, het liefst bij dezelfde organisatie. Mag dat?",
            [("B", "Zilverberk"), ("B", "Zilverberk")],
        ),
        (
            "Hoorn: Noor heeft segment C bij Zilverberk. Wij willen er segment B bij. Ook bij Zilverberk. Mag dat?",
            [("C", "Zilverberk"), ("B", "Zilverberk")],
        ),
        (
            "Hoorn: kind heeft B bij De Linde. Wij willen C leveren, bij De Linde loopt B nog door. Mag dat stapelen?",
            [("B", "De Linde"), ("C", "uw eigen organisatie")],
        ),
    ],
)
def test_who_delivers_may_stand_in_a_part_of_its_own(assistant: Assistant, vraag: str, verwacht: list[Paar]) -> None:
    assert _gelezen(assistant, (vraag,)) == verwacht


def test_then_is_not_a_comparison(assistant: Assistant) -> None:
    vraag = "Hoorn, kind heeft C bij Zilverberk. Wat als we dan voor segment B De Linde nemen, mag dat naast elkaar?"
    assert _gelezen(assistant, (vraag,)) == [("C", "Zilverberk"), ("B", "De Linde")]


@pytest.mark.parametrize("later", ["De Linde stopt niet. Mag het?", "De Linde stopt voorlopig nog niet. Mag het?"])
def test_who_does_not_stop_goes_on(assistant: Assistant, later: str) -> None:
    verwacht = [("C", "Havenlicht"), ("B", "Zilverberk"), ("V", "De Linde")]
    assert sorted(_gelezen(assistant, (_DRIE, later))) == sorted(verwacht)


def test_of_two_of_which_one_falls_away_is_asked_what_is_left(assistant: Assistant) -> None:
    assert _gelezen(assistant, (_TWEE, "De Linde trekt zich toch terug. Mag het dan?")) == []


_KORT = "Mag B bij ons, V bij Zilverberk en C bij Havenlicht in Medemblik?"
_PAAR = "Mag B bij ons en C bij Zilverberk in Opmeer?"
_GELIJK = "Mag B bij ons en B bij Zilverberk in Opmeer?"


@pytest.mark.parametrize(
    ("beurten", "verwacht"),
    [
        (
            (_KORT, "Zilverberk doet het niet meer, mogen de andere twee?"),
            [("B", "uw eigen organisatie"), ("C", "Havenlicht")],
        ),
        (
            (_KORT, "en als Havenlicht ermee stopt, mogen die twee?"),
            [("B", "uw eigen organisatie"), ("V", "Zilverberk")],
        ),
        ((_KORT, "Havenlicht valt af, mogen de overige twee?"), [("B", "uw eigen organisatie"), ("V", "Zilverberk")]),
        (
            (_PAAR, "en als V er bij De Linde bij komt, mogen die drie tegelijk?"),
            [("B", "uw eigen organisatie"), ("C", "Zilverberk"), ("V", "De Linde")],
        ),
        (
            (_PAAR, "Er komt V bij van Havenlicht. Mag dat?"),
            [("B", "uw eigen organisatie"), ("C", "Zilverberk"), ("V", "Havenlicht")],
        ),
        (
            (_PAAR, "Zilverberk stopt ermee. Er komt V bij van Havenlicht. Mag dat?"),
            [("B", "uw eigen organisatie"), ("V", "Havenlicht")],
        ),
        (
            (_GELIJK, "Zilverberk haakt af", "dan Havenlicht"),
            [("B", "uw eigen organisatie"), ("B", "Havenlicht")],
        ),
        (
            (_GELIJK, "Zilverberk haakt af", "Havenlicht doet het dan"),
            [("B", "uw eigen organisatie"), ("B", "Havenlicht")],
        ),
        (
            ("Mogen die twee trajecten samen: B bij ons, V bij ons, en straks C bij Zilverberk? Medemblik",),
            [("B", "uw eigen organisatie"), ("V", "uw eigen organisatie"), ("C", "Zilverberk")],
        ),
    ],
)
def test_what_was_told_is_kept_where_one_falls_away_or_comes_beside(
    assistant: Assistant, beurten: tuple[str, ...], verwacht: list[Paar]
) -> None:
    assert _gelezen(assistant, beurten) == verwacht


def test_who_stopped_is_asked_again_where_the_next_turn_names_nobody_for_sure(assistant: Assistant) -> None:
    assert _gelezen(assistant, (_GELIJK, "Zilverberk haakt af", "misschien De Linde, mag het dan?")) == []


@pytest.mark.parametrize(
    ("vraag", "verwacht"),
    [
        (
            "Wij leveren segment B. Mag een andere organisatie dan wij segment C leveren in Opmeer?",
            [("B", "uw eigen organisatie"), ("C", "een andere aanbieder")],
        ),
        (
            "Een andere aanbieder dan De Linde levert C, De Linde levert B. Mag dat in Medemblik?",
            [("C", "een andere aanbieder"), ("B", "De Linde")],
        ),
        (
            "De Linde levert B. Mag iemand anders dan De Linde C leveren in Medemblik?",
            [("B", "De Linde"), ("C", "een andere aanbieder")],
        ),
        (
            "mag b naast c in opmeer, wij doen ze allebei",
            [("B", "uw eigen organisatie"), ("C", "uw eigen organisatie")],
        ),
        ("mag b naast c in opmeer, parlan doet ze allebei", [("B", "parlan"), ("C", "parlan")]),
    ],
)
def test_who_is_compared_with_delivers_nothing_and_who_does_them_both_delivers_both(
    assistant: Assistant, vraag: str, verwacht: list[Paar]
) -> None:
    assert _gelezen(assistant, (vraag,)) == verwacht


@pytest.mark.parametrize("later", ["en bij verschillende?", "en bij verschillende aanbieders?"])
def test_different_providers_take_the_place_of_the_same(assistant: Assistant, later: str) -> None:
    gelezen = _gelezen(assistant, (_PAAR, "en bij dezelfde aanbieder?", later))
    assert [s for s, _ in gelezen] == ["B", "C"]
    assert len({wie for _, wie in gelezen} - {None}) == 2


def test_who_delivered_first_is_not_taken_for_who_delivers_now(assistant: Assistant) -> None:
    vraag = "Eerst deed De Linde B, nu doen wij dat. C doet De Linde nog wel. Mag dat in Medemblik?"
    antwoord = assistant.ask(AskRequest(id="t", question=vraag))
    assert "niet_toegestaan" not in {e.verdict for e in antwoord.tool_results}
