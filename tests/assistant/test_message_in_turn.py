"""Children that are told apart in other ways: each value in its turn, a name and a relation, a day or referrer each."""

from __future__ import annotations

from typing import Any

import pytest
from assistant_support import ask

from assistant.message.reader import lees_bericht
from assistant.service import Assistant


def _delen(tekst: str) -> dict[str, str]:
    return {deel.geval: deel.zelfstandig for deel in lees_bericht(tekst).vragen}


def _inputs(assistant: Assistant, tekst: str, tool: str = "verzoek_om_wijziging") -> list[dict[str, Any]]:
    return [e.input for e in ask(assistant, tekst).tool_results if e.tool == tool]


@pytest.mark.parametrize(
    ("tekst", "profielen"),
    [
        ("Jan en Piet, profiel 1 en 2, willen van PE naar IN per 1 april 2026. Mag dat?", [1, 2]),
        ("Jan en Piet hebben profiel 1 en 6. Kan een 317 van PE naar IN per 1-4-2026?", [1, 6]),
        ("Anna en Bram zitten respectievelijk op profiel 2 en 5 en gaan van PE naar IN per 1-3-2026. Mag dat?", [2, 5]),
        ("Voor Eva, Noor en Sem: profiel 1, 2 en 6, PE naar IN per 1-3-2026. Kan dat?", [1, 2, 6]),
        ("Lina en haar broer hebben profiel 2 en 6. Mag een 317 van PE naar IN per 1 mei 2026?", [2, 6]),
        ("Lina heeft profiel 3 en de zus profiel 5. Mag het van PE naar IN per 1 maart 2026?", [3, 5]),
        ("Jansen profiel 4 → 6, De Vries profiel 2 → 3, mag dat met een verzoek om wijziging?", [4, 2]),
        (
            "317:\n- Jansen, profiel 2, IN → PE per 1-4-2026\n- Bakker, profiel 3, PE → IN per 1-5-2026\nMag dat?",
            [2, 3],
        ),
        ("317 per 1-4-2026:\n- Visser: profiel 2, IN → PE\n- De Boer: profiel 6, PE → IN\nMag dat?", [2, 6]),
    ],
)
def test_each_has_its_own_profile(assistant: Assistant, tekst: str, profielen: list[int]) -> None:
    assert [i["profiel"] for i in _inputs(assistant, f"Hoorn. {tekst}")] == profielen


@pytest.mark.parametrize(
    ("tekst", "dagen"),
    [
        (
            "Respectievelijk 1 maart en 15 april 2026 gaan Anna en Bram van PE naar IN, profiel 2. Mag dat via 317?",
            ["2026-03-01", "2026-04-15"],
        ),
        ("Anna per 1 maart 2026, Bram per 15 april 2026. Profiel 2, PE naar IN. 317?", ["2026-03-01", "2026-04-15"]),
        ("Mag voor Jan en Piet per 1 maart en 15 mei 2026 317, PE naar IN, profiel 2?", ["2026-03-01", "2026-05-15"]),
        (
            "317:\n- Jansen, profiel 2, IN → PE per 1-4-2026\n- Bakker, profiel 3, PE → IN per 1-5-2026\nMag dat?",
            ["2026-04-01", "2026-05-01"],
        ),
    ],
)  # fmt: skip
def test_each_has_its_own_day(assistant: Assistant, tekst: str, dagen: list[str]) -> None:
    assert [str(i["ingangsdatum"]) for i in _inputs(assistant, f"Hoorn. {tekst}")] == dagen


@pytest.mark.parametrize(
    "tekst",
    [
        "Herstel: Anna begon op 3 februari 2021, Bram op 15 juni 2021. Einddatum?",
        "Anna start 3 februari 2021 en Bram 15 juni 2021. Herstel. Wat is de einddatum?",
    ],
)
def test_two_children_with_a_start_each_have_an_end_each(assistant: Assistant, tekst: str) -> None:
    dagen = [str(i["ingangsdatum"]) for i in _inputs(assistant, tekst, "einddatum_herstel")]
    assert dagen == ["2021-02-03", "2021-06-15"]


@pytest.mark.parametrize(
    "tekst",
    [
        "Kim komt via de huisarts, Tim via de gemeente. Profiel 2, nieuwe aanvraag, welk document?",
        "Kim via de huisarts en Tim via de gemeente, allebei profiel 2, aanvraag. Welk document?",
    ],
)
def test_each_has_its_own_referrer(assistant: Assistant, tekst: str) -> None:
    assert [i["verwijzer"] for i in _inputs(assistant, tekst, "toegang")] == ["extern", "gemeente"]


@pytest.mark.parametrize(
    "tekst",
    [
        "Karin heeft op 3 maart aangemeld, Daan start op 1 april 2026, profiel 2, PE naar IN. Mag dat?",
        "Moeder Karin belde op 3 maart, Daan wil per 1 april 2026 van PE naar IN, profiel 2. Mag dat?",
        "Jan en Piet hebben allebei profiel 2. Mag een 317 van PE naar IN per 1-4-2026?",
        "Mag Sem met profiel 2 en 3 stapelen?",
        "Onze zoon en dochter: geen verschil. Mag een 317 bij profiel 2?",
    ],
)
def test_others_are_no_cases_of_their_own(tekst: str) -> None:
    assert len(_delen(tekst)) == 1


def test_what_stands_behind_a_row_is_of_all() -> None:
    delen = _delen(
        "Anna en Bram zitten respectievelijk op profiel 2 en 5 en gaan van PE naar IN per 1-3-2026. Mag dat?"
    )
    assert list(delen) == ["Anna", "Bram"]
    assert all("van PE naar IN per 1-3-2026" in deel for deel in delen.values())
    assert "profiel 5" not in delen["Anna"]


@pytest.mark.parametrize("tekst", ["van profiel 2 → 3 mag dat?", "profiel 2 naar 3 moet dat?", "profiel 2 -> 3 meteen"])
def test_a_word_behind_the_wished_profile_is_no_month(tekst: str) -> None:
    from assistant.reading.told import slots_van

    assert slots_van(tekst).nieuw_profiel == 3
