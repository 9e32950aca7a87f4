"""Facts of a request for change are read by what is said of them, whatever stands beside them."""

from __future__ import annotations

from typing import Any

import pytest
from assistant_support import talk

from assistant.service import Assistant

_WISSEL = "Van perspectief naar intensief, nooit eerder gewijzigd. Mag dat met een 317?"


def _input(assistant: Assistant, question: str, *history: str) -> dict[str, Any]:
    answer = talk(assistant, *history, question)[-1]
    return next(e.input for e in answer.tool_results if e.tool == "verzoek_om_wijziging")


@pytest.mark.parametrize(
    "tekst",
    [
        "Toegewezen staat er intensief in het systeem maar perspectief is genoeg.",
        "Op dit moment staat er intensief in de beschikking maar perspectief volstaat.",
        "Nu is er intensief in de toewijzing, terwijl perspectief voldoende is.",
        "Perspectief is toereikend, maar er loopt nu intensief.",
        "Intensief is genoeg geweest, maar perspectief is nu nodig.",
    ],
)
def test_what_is_set_against_the_one_of_now_is_wished(assistant: Assistant, tekst: str) -> None:
    gelezen = _input(assistant, f"Jongen uit Hoorn, profiel 2. {tekst} Per 1 mei 2026. Mag dat met een 317?")
    assert (gelezen["intensiteit"], gelezen["nieuwe_intensiteit"]) == ("intensief", "perspectief")


@pytest.mark.parametrize(
    "tekst",
    [
        "Perspectief was genoeg maar nu is intensief nodig.",
        "Hij krijgt nu perspectief, dat is genoeg, maar moeder wil intensief.",
        "In de beschikking staat perspectief, maar dat is te weinig: het moet intensief zijn.",
    ],
)
def test_what_was_enough_is_not_wished(assistant: Assistant, tekst: str) -> None:
    gelezen = _input(assistant, f"Jongen uit Hoorn, profiel 2. {tekst} Per 1 mei 2026. Mag dat met een 317?")
    assert (gelezen["intensiteit"], gelezen["nieuwe_intensiteit"]) == ("perspectief", "intensief")


_NAAR_4 = (
    "Meisje uit Hoorn, profiel 2 met perspectief, we willen per 1 mei 2026 naar profiel 4 met intensief, "
    "nooit eerder gewijzigd. Kan dat met een 317?"
)


@pytest.mark.parametrize(
    ("beurt", "profiel", "gewenst"),
    [
        ("En bij profiel 3?", 3, None),
        ("En als ze profiel 3 had?", 3, 4),
        ("En bij een kind met profiel 1, zelfde vraag?", 1, None),
        ("En naar profiel 3?", 2, 3),
        ("Het is toch profiel 3?", 3, 4),
        ("En vanuit profiel 3?", 3, 4),
        ("Sorry, ze zit in profiel 1.", 1, 4),
        ("Het profiel is 3, niet 2.", 3, 4),
        ("En per 1 juni 2026?", 2, 4),
    ],
)
def test_a_wished_profile_is_not_that_of_another_case(
    assistant: Assistant, beurt: str, profiel: int, gewenst: int | None
) -> None:
    gelezen = _input(assistant, beurt, _NAAR_4)
    assert (gelezen["profiel"], gelezen.get("nieuw_profiel")) == (profiel, gewenst)


@pytest.mark.parametrize(
    ("tekst", "ingang", "einde"),
    [
        ("Ingangsdatum: 1 mei 2026, o nee wacht, einddatum 30 juni 2027.", "2026-05-01", "2027-06-30"),
        ("Einddatum 30 juni 2027, oh sorry, ingangsdatum 1 juni 2026.", "2026-06-01", "2027-06-30"),
        ("Start per 1 mei 2026. Sorry, het gesprek was op 4 maart 2026.", "2026-05-01", None),
        ("Per 1 mei 2026, o nee wacht, 1 juni 2026.", "2026-06-01", None),
        ("Ingangsdatum: 1 mei 2026 (o nee, ingangsdatum 1 juni 2026).", "2026-06-01", None),
    ],
)
def test_a_day_puts_only_one_of_its_own_kind_right(
    assistant: Assistant, tekst: str, ingang: str, einde: str | None
) -> None:
    gelezen = _input(assistant, f"Jongen uit Hoorn, profiel 2. {tekst} {_WISSEL}")
    assert (gelezen["ingangsdatum"], gelezen.get("einddatum")) == (ingang, einde)


@pytest.mark.parametrize(
    "tekst",
    [
        "Afgesproken per 1 juni 2026.",
        "Besloten: 1 juni 2026 start.",
        "Aangevraagd met ingang van 1 juni 2026.",
        "Het verzoek is afgewezen per 1 juni 2026.",
        "Het verzoek is afgewezen per 1 mei 2026, nu vragen we het aan per 1 juni 2026.",
        "Het plan is 1 juni 2026 starten.",
        "Op 1 juni 2026 tekenen de ouders en per diezelfde dag moet het ingaan.",
        "Er is nu meer nodig, per 1 juni 2026.",
        "Op 12 mei 2026 is hij verhuisd en vanaf die dag woont hij hier. Ingang 1 juni 2026.",
        "Sinds 1 februari 2026 in zorg, vanaf die datum perspectief; nu graag per 1 juni 2026.",
    ],
)
def test_the_day_from_which_something_was_agreed_is_its_start(assistant: Assistant, tekst: str) -> None:
    assert _input(assistant, f"Jongen uit Hoorn, profiel 2. {tekst} {_WISSEL}")["ingangsdatum"] == "2026-06-01"


@pytest.mark.parametrize(
    "tekst",
    [
        "Geboren 1 juni 2012.",
        "De brief is van 1 mei 2026.",
        "Aangevraagd op 3 februari 2026.",
        "Per 1 mei 2026 verhuist hij.",
        "Er is een afspraak per 3 mei 2026 bij de huisarts.",
        "Besproken: 3 februari 2026.",
        "Per 3 februari 2026 aangevraagd.",
        "De beschikking is toegekend per 1 januari 2026.",
    ],
)
def test_the_day_of_something_else_is_no_start(assistant: Assistant, tekst: str) -> None:
    assert "ingangsdatum" not in _input(assistant, f"Jongen uit Hoorn, profiel 2. {tekst} {_WISSEL}")


@pytest.mark.parametrize(
    ("tekst", "gewijzigd"),
    [
        ("Behalve een afschaling vorig jaar is er nooit iets gewijzigd.", True),
        ("Er is nooit iets gewijzigd, behalve dat we vorig jaar zijn opgeschaald.", True),
        ("Afgezien van de eerdere wijziging is er nog nooit iets veranderd.", True),
        ("Afgezien van de einddatum is er nooit een wijziging geweest.", False),
        ("Behalve deze wijziging is er nooit iets gewijzigd.", False),
        ("Behalve de wijziging in het adres is er nooit iets gewijzigd.", False),
        ("Afgezien van een wijziging van behandelaar is er niets veranderd.", False),
    ],
)
def test_a_change_that_is_excepted_was_done(assistant: Assistant, tekst: str, gewijzigd: bool) -> None:
    vraag = "Jongen uit Hoorn, profiel 2, van perspectief naar intensief per 1 mei 2026. Mag dat met een 317?"
    assert (_input(assistant, f"{vraag} {tekst}").get("eerder_gewijzigd") is True) == gewijzigd


@pytest.mark.parametrize(
    ("tekst", "profiel"),
    [
        ("Zij heeft profiel 4, haar broer wil profiel 2.", 4),
        ("Onze cliënt zit in profiel 2. Voor een andere cliënt willen we profiel 3.", 2),
        ("Hij heeft profiel 2. School wil profiel 4, maar dat doen wij niet.", 2),
        ("Bij dit profiel, en dat weet iedereen, is 1 oktober 2026 gewoon. Profiel 2 dus.", 2),
    ],
)
def test_a_profile_of_another_or_one_that_is_only_asked_about_is_not_wished(
    assistant: Assistant, tekst: str, profiel: int
) -> None:
    gelezen = _input(assistant, f"{tekst} {_WISSEL} In Hoorn, per 1 mei 2026.")
    assert (gelezen["profiel"], gelezen.get("nieuw_profiel")) == (profiel, None)


@pytest.mark.parametrize(
    ("tekst", "status"),
    [
        ("De toewijzing start volgende week in Hoorn, oud of nieuw contract?", "clarify"),
        ("Volgende maand start de evaluatie. Voor wanneer moet een oude toewijzing om in Hoorn?", "answered"),
        ("De nieuwe behandelaar begint volgende week. Voor wanneer moet de oude indicatie om in Hoorn?", "answered"),
    ],
)
def test_only_the_begin_of_an_allocation_is_asked_for(assistant: Assistant, tekst: str, status: str) -> None:
    assert talk(assistant, tekst)[-1].status == status


@pytest.mark.parametrize(
    "tekst",
    [
        "Wij hadden intensief gevraagd maar perspectief staat in de beschikking.",
        "Toegekend is perspectief, gevraagd was intensief.",
        "Aangevraagd was intensief en in de beschikking staat perspectief.",
        "Wij vroegen intensief aan maar kregen perspectief.",
        "Ons verzoek was intensief, het werd perspectief.",
    ],
)
def test_what_was_asked_before_is_not_wished_now(assistant: Assistant, tekst: str) -> None:
    gelezen = _input(assistant, f"Jongen uit Hoorn, profiel 2. {tekst} Mag een 317 per 1 mei 2026?")
    assert not {"intensiteit", "nieuwe_intensiteit"} & {*gelezen}


@pytest.mark.parametrize(
    "tekst",
    [
        "Wij vroegen indertijd intensief, beschikt is perspectief. Wij willen alsnog naar intensief.",
        "In de beschikking staat perspectief, we vragen intensief.",
        "Nu perspectief, gevraagd: intensief.",
        "Wij hebben een 317 gevraagd van perspectief naar intensief.",
        "Wij hebben perspectief en willen intensief. Dat hadden we ook gevraagd.",
    ],
)
def test_a_wish_beside_what_was_asked_tells_the_direction(assistant: Assistant, tekst: str) -> None:
    gelezen = _input(assistant, f"Jongen uit Hoorn, profiel 2. {tekst} Mag een 317 per 1 mei 2026?")
    assert (gelezen["intensiteit"], gelezen["nieuwe_intensiteit"]) == ("perspectief", "intensief")
