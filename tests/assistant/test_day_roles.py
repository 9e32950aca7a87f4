"""Which day is the day of what: a day that is told of something else is no input of a tool."""

from __future__ import annotations

import pytest

from assistant.models import AskRequest
from assistant.reading.days.dates import vind_datums
from assistant.reading.days.roles import Dagrol, rol
from assistant.service import Assistant
from knowledge.folding import vouw


@pytest.mark.parametrize(
    ("tekst", "rollen"),
    [
        ("Ingangsdatum: 1 mei 2026", [Dagrol.INGANG]),
        ("De wijziging moet 1 juni 2026 ingaan.", [Dagrol.INGANG]),
        ("We vragen het aan per 1 mei 2026.", [Dagrol.VANAF]),
        ("Gewenste startdag van de wijziging: 1/10/2026", [Dagrol.INGANG]),
        ("- 1 juli 2026: gewenste overgang naar zwaar", [Dagrol.INGANG]),
        ("Startdatum toewijzing: 1 mei 2025", [Dagrol.LOOPT]),
        ("De hulp is op 3 maart 2020 begonnen.", [Dagrol.LOOPT]),
        ("Het traject ging op 5 maart 2020 in.", [Dagrol.LOOPT]),
        ("De toewijzing loopt van 1-1-2025 tot 31-12-2026.", [Dagrol.LOOPT, Dagrol.EINDE]),
        ("Kan de einddatum op 22-6-2028 komen?", [Dagrol.EINDE]),
        ("We willen de einddatum wijzigen naar 1 april 2026.", [Dagrol.EINDE]),
        ("In uw brief van 3 mei 2024 en de intake was 5-5-2024", [Dagrol.ANDERS, Dagrol.ANDERS]),
        ("Hij woont sinds 30-1-2014 bij oma.", [Dagrol.ANDERS]),
        ("mijn collega die tot 17 februari 2026 met verlof is", [Dagrol.ANDERS]),
        ("Facturatie loopt t/m 2-5-2021.", [Dagrol.ANDERS]),
        ("Aanmelding bij ons: 19 juli 2021", [Dagrol.ANDERS]),
        ("per 13 mei 2022, nee wacht, dat is de datum van het gesprek", [Dagrol.ANDERS]),
        ("1-6-2025 is de startdatum, 13-2-2025 de dag waarop wij de brief kregen", [Dagrol.INGANG, Dagrol.ANDERS]),
        ("Dus niet op 7 november 2025 maar op 1 december 2025", [Dagrol.OPGEGEVEN, Dagrol.GEEN]),
        ("het liefst per 30 maart 2026, maar dat redden we niet", [Dagrol.OPGEGEVEN]),
        ("Het was gepland op 15 oktober 2025.", [Dagrol.OPGEGEVEN]),
        ("Kijk eens naar 3 mei 2026.", [Dagrol.GEEN]),
        ("De beschikking van 12 juni 2026 geldt per 1 juli 2026.", [Dagrol.ANDERS, Dagrol.VANAF]),
        ("De toewijzing van 12 juni 2026, ingang 1 juli 2026", [Dagrol.ANDERS, Dagrol.INGANG]),
        ("De beschikking van 12 juni 2026 loopt af op 1 juli 2027.", [Dagrol.LOOPT, Dagrol.EINDE]),
        ("In het gesprek op 12 juni 2026 is 1 juli 2026 als ingang afgesproken.", [Dagrol.ANDERS, Dagrol.INGANG]),
    ],
)
def test_words_beside_a_day_say_what_it_is_of(tekst: str, rollen: list[Dagrol]) -> None:
    assert [rol(dag) for dag in vind_datums(vouw(tekst))] == rollen


@pytest.mark.parametrize(
    ("vraag", "tool", "veld", "dag"),
    [
        (
            "Op 12 januari 2026 was de evaluatie. In Hoorn, profiel 2, willen we per 1 april 2026 van perspectief naar "
            "intensief. De beschikking is van 4 maart 2024. Mag dat?",
            "verzoek_om_wijziging",
            "ingangsdatum",
            "2026-04-01",
        ),
        (
            "Mag een 317 in Enkhuizen, profiel 3, van DL naar DZ met 1 mei 2026 als ingangsdatum? De eerste 317 hebben "
            "we op 3 februari 2025 verstuurd maar die is afgewezen.",
            "verzoek_om_wijziging",
            "ingangsdatum",
            "2026-05-01",
        ),
        (
            "Moeder belde op 12 mei 2025, de verwijsbrief kwam op 2 juni 2025 en de startdatum in de toewijzing is "
            "14 juli 2025. Oud of nieuw contract in Opmeer?",
            "uitdienen",
            "startdatum",
            "2025-07-14",
        ),
        (
            "Tot wanneer loopt een hersteltraject in Purmerend ingegaan op 20 juni 2021? De intake was 21-5-2021.",
            "einddatum_herstel",
            "ingangsdatum",
            "2021-06-20",
        ),
        (
            "Onze groepspraktijk in Amsterdam (geregistreerd op 3 maart 2015) wil het onderhanden werk op 12 mei 2016 "
            "aanleveren; uw mail is van 25 april 2016. Kan dat?",
            "onderhanden_werk",
            "datum",
            "2016-05-12",
        ),
    ],
)
def test_a_day_of_something_else_is_no_input(assistant: Assistant, vraag: str, tool: str, veld: str, dag: str) -> None:
    resultaten = assistant.ask(AskRequest(id="x", question=vraag)).tool_results
    assert [r.input.get(veld) for r in resultaten if r.tool == tool] == [dag]


def test_with_only_days_of_something_else_the_start_is_asked_for(assistant: Assistant) -> None:
    vraag = "Profiel 2 in Hoorn van perspectief naar intensief, de evaluatie was op 12 januari 2026. Mag een 317?"
    (resultaat,) = assistant.ask(AskRequest(id="x", question=vraag)).tool_results
    assert "ingangsdatum" not in resultaat.input
    assert "ingangsdatum" in resultaat.missing


@pytest.mark.parametrize(
    ("tekst", "dag"),
    [
        (
            "Onderhanden werk van onze instelling in 2016: vorige maand op 12 april. Nu op 22 mei, op tijd?",
            "2016-05-22",
        ),
        (
            "OHW vorige keer ingediend op 3 maart 2017, deze keer op 18 april 2017. Groepspraktijk, te laat?",
            "2017-04-18",
        ),
        (
            "Als instelling gaven wij onderhanden werk door op 10 maart 2017 en nu op 21 april 2017. Te laat?",
            "2017-04-21",
        ),
        ("De vorige opgave van onderhanden werk was 9 juni 2016, de huidige 24 juli 2016. Instelling.", "2016-07-24"),
        ("Wij (instelling) leverden op 12 april 2016 onderhanden werk aan. Mag 22 mei 2016 ook?", "2016-05-22"),
        (
            "Instelling: mag onderhanden werk op 12 mei 2016? Vorige keer leverden we op 22 april 2016 aan.",
            "2016-05-12",
        ),
        ("Onze instelling leverde het onderhanden werk op 22 mei 2016 aan. Was dat op tijd?", "2016-05-22"),
        (
            "De herinnering is van 15 mei 2016. Eerder leverden we op 25 mei 2016 onderhanden werk aan. "
            "Groepspraktijk. Mocht dat?",
            "2016-05-25",
        ),
        ("Op 12 mei 2016 kan niet, onze instelling leverde onderhanden werk op 22 mei 2016. Mocht dat?", "2016-05-22"),
    ],
)
def test_of_several_times_the_work_in_progress_of_now_counts(assistant: Assistant, tekst: str, dag: str) -> None:
    antwoord = assistant.ask(AskRequest(question=tekst, regeling="amsterdam-zaanstreek-2015-2017"))
    assert [e.input["datum"] for e in antwoord.tool_results] == [dag]


@pytest.mark.parametrize(
    "tekst",
    [
        "Hersteltraject: de beschikking van 12 juni 2021 geldt per 1 juli 2021. Wat is de einddatum?",
        "Hersteltraject: toewijzing van 12 juni 2021, ingang 1 juli 2021. Tot wanneer loopt het?",
        "Einddatum herstel? In het gesprek op 12 juni 2021 is 1 juli 2021 als ingang van het recht genoemd.",
    ],
)
def test_the_day_of_a_paper_or_a_talk_is_no_start_beside_another(assistant: Assistant, tekst: str) -> None:
    antwoord = assistant.ask(AskRequest(question=tekst, regeling="zaanstreek-waterland-2022"))
    assert [e.input["ingangsdatum"] for e in antwoord.tool_results] == ["2021-07-01"]


@pytest.mark.parametrize(
    ("tekst", "dag"),
    [
        ("De toewijzing van 3 maart 2025 loopt op 2 maart 2026 af.", "2025-03-03"),
        ("De toewijzing van 1 mei 2025 loopt 1 mei 2026 af.", "2025-05-01"),
        ("De toewijzing van 5 mei 2025 geldt per 1 juli 2025 niet meer.", "2025-05-05"),
        ("De indicatie van 5 mei 2025 loopt op 1 juli 2025 gewoon door.", "2025-05-05"),
        ("De toewijzing van 1 mei 2025 geldt 12 maanden.", "2025-05-01"),
        ("De toewijzing van 1 mei 2025 noemt 30 juni 2026 als einddatum.", "2025-05-01"),
        ("De beschikking van 12 juni 2025 loopt vanaf 1 juli 2025.", "2025-07-01"),
        ("De beschikking van 12 juni 2025 gaat in op 1 juli 2025.", "2025-07-01"),
    ],
)
def test_an_end_or_a_duration_behind_the_day_of_a_decision_is_no_start(
    assistant: Assistant, tekst: str, dag: str
) -> None:
    antwoord = assistant.ask(AskRequest(question=f"{tekst} Oud of nieuw contract?", regeling="westfriesland-2025"))
    assert [e.input["startdatum"] for e in antwoord.tool_results] == [dag]
