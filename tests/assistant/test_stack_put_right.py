"""Who delivers is read as it was put right or as it is now, and what one child gets is never stacked on another's."""

from __future__ import annotations

import pytest
from assistant_support import ask

from assistant.message.reader import lees_bericht
from assistant.reading.providers.allocations import lees_toewijzingen
from assistant.reading.providers.doubt import meer_mensen
from assistant.service import Assistant


def _gelezen(tekst: str) -> list[tuple[str, str | None]]:
    return [(t.segment, t.aanbieder) for t in lees_toewijzingen((tekst,))]


@pytest.mark.parametrize(
    "tekst",
    [
        "Parlan doet B. Nee, Horizon. Kenter wil C, mag dat stapelen?",
        "Parlan doet B, nee sorry Horizon. Kenter doet C, mag dat stapelen?",
        "B loopt bij Parlan. Sorry, Horizon bedoel ik. C bij Kenter. Mag dat?",
        "B loopt bij Parlan. Correctie: Horizon. C bij Kenter. Mag dat?",
        "B is van Parlan. Oeps, dat moet Horizon zijn. En Kenter doet C. Mag dat naast elkaar?",
        "B bij Parlan, ik bedoel bij Horizon, en C bij Kenter. Mag dat?",
        "C bij Kenter, B bij Parlan. Nee wacht, B bij Horizon. Mag dat?",
        "B bij Parlan en C bij Kenter. Nee, niet Parlan maar Horizon. Mag dat stapelen?",
        "B with Parlan, I mean Horizon. C with Kenter. Is that allowed?",
    ],
)
def test_a_provider_that_is_put_right_takes_the_place_of_the_first(tekst: str) -> None:
    assert sorted(_gelezen(tekst)) == [("B", "Horizon"), ("C", "Kenter")]


@pytest.mark.parametrize(
    "tekst",
    [
        "De B bij Parlan stopt en komt nu bij Levvel, mag er een C van Levvel naast?",
        "B liep bij Parlan maar loopt nu bij Levvel. C komt bij Levvel. Mag dat stapelen?",
        "De B gaat van Parlan naar Levvel. Levvel doet ook C. Mag dat?",
        "B stopt bij Parlan en start bij Levvel. Mag Levvel er C bij doen?",
        "B is bij Parlan gestopt, loopt voortaan bij Levvel. En C bij Levvel, mag dat?",
    ],
)
def test_who_delivers_now_takes_the_place_of_who_stopped(tekst: str) -> None:
    assert _gelezen(tekst) == [("B", "Levvel"), ("C", "Levvel")]


@pytest.mark.parametrize(
    "tekst",
    [
        "Parlan stopt met B en Levvel gaat B doen. Kenter doet C. Mag dat?",
        "B van Parlan wordt B van Levvel. C bij Levvel erbij, mag dat?",
        "Parlan doet B en Kenter doet C. Nee, Horizon. Mag dat stapelen?",
        "B bij Parlan en C bij Parlan. Nee, Horizon. Mag dat stapelen?",
        "De B bij Parlan stopt op 1 juni en komt dan bij Levvel. Mag C bij Levvel?",
    ],
)
def test_where_it_is_not_sure_who_delivers_nobody_does(tekst: str) -> None:
    gelezen = _gelezen(tekst)
    assert not {*gelezen} & {("B", "Horizon"), ("C", "Horizon")}
    assert all(wie is None for _, wie in gelezen)


@pytest.mark.parametrize(
    "tekst",
    [
        "B bij Parlan en C bij Levvel. Nee, dat is geen probleem zegt Parlan. Mag dat?",
        "B loopt nu bij Parlan en C bij Levvel, mag dat?",
        "B bij Parlan. C gaat van start bij Levvel. Mag dat?",
    ],
)
def test_other_words_put_no_provider_right(tekst: str) -> None:
    assert _gelezen(tekst) == [("B", "Parlan"), ("C", "Levvel")]


@pytest.mark.parametrize(
    ("tekst", "eerste", "tweede"),
    [
        ("Sem krijgt B en C bij Parlan, en Lot B bij Parlan en C bij Levvel. Mag dat?", "B en C", "C bij Levvel"),
        ("Sem: B en C bij Parlan. Lot: B bij Kenter en C bij Levvel. Mag dat stapelen?", "B en C", "C bij Levvel"),
        (
            "Cliënt 1234 krijgt B bij Parlan en C bij Parlan, cliënt 678 krijgt B bij Levvel en C bij Kenter. Mag dat?",
            "C bij Parlan",
            "C bij Kenter",
        ),
        (
            "Lina krijgt B bij Parlan en C bij Kenter, en de zus krijgt C bij Levvel en B bij Levvel. Mag dat?",
            "C bij Kenter",
            "C bij Levvel",
        ),
        (
            "- Sem: B bij Parlan, C bij Parlan\n- Lot: B bij Kenter, C bij Levvel\nMag dat stapelen?",
            "C bij Parlan",
            "C bij Levvel",
        ),
        ("Sem krijgt B en C bij Parlan, en Lot krijgt B bij Kenter. Mag dat?", "B en C bij Parlan", "B bij Kenter"),
    ],
)  # fmt: skip
def test_children_are_judged_by_themselves(tekst: str, eerste: str, tweede: str) -> None:
    een, ander = (deel.zelfstandig for deel in lees_bericht(tekst).vragen)
    assert eerste in een
    assert tweede not in een
    assert tweede in ander
    assert eerste not in ander


@pytest.mark.parametrize(
    "tekst",
    [
        "Cliënt 12345 krijgt B bij Parlan en cliënt 67890 krijgt C bij Levvel. Mag stapelen?",
        "Dossier 33: B bij Parlan. Dossier 34: C bij Levvel. Mag dat?",
        "Casus nr. 12 heeft B, casus nr. 13 heeft C bij Kenter",
    ],
)
def test_clients_with_a_number_are_more_than_one(tekst: str) -> None:
    assert meer_mensen((tekst,))
    assert _gelezen(tekst) == []


@pytest.mark.parametrize(
    "tekst",
    [
        "Cliënt 12345 krijgt B bij Parlan en C bij Levvel. Mag dat voor cliënt 12345?",
        "Sem krijgt B van Parlan en Levvel C, mag dat?",
        "Parlan: B. Kenter: C. Mag dat stapelen?",
        "Sem: B bij Parlan, C bij Kenter. Mag dat?",
    ],
)
def test_one_client_is_one(tekst: str) -> None:
    assert not meer_mensen((tekst,))
    assert len(_gelezen(tekst)) == 2


def test_the_verdict_is_that_of_the_right_provider(assistant: Assistant) -> None:
    antwoord = ask(assistant, "Parlan doet B. Nee, Horizon. En Horizon wil C erbij doen, mag dat stapelen in Hoorn?")
    (uitkomst,) = [e for e in antwoord.tool_results if e.tool == "stapelen"]
    assert uitkomst.verdict == "niet_toegestaan"
    assert [t["aanbieder"] for t in uitkomst.input["toewijzingen"]] == ["Horizon", "Horizon"]
