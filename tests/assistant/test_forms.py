"""The forms: one for every tool, each with the facts it can use; what they read out of a question."""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal

import pytest

from assistant.facts import bruikbaar
from assistant.forms import FORMULIEREN, Kandidaat, kandidaten, maak_vraag, rollen
from assistant.slots import Slots, lees_slots
from knowledge.models import Regeling
from knowledge.store import laad
from knowledge.vocabulary import laad_woordenschat, vouw
from tools.registry import namen, tool


def _kandidaten(tekst: str, regeling: str) -> list[Kandidaat]:
    plat, schat = vouw(tekst), laad_woordenschat()
    return kandidaten(maak_vraag(plat, plat, lees_slots(plat, schat), schat), laad().regelingen[regeling])


def test_every_tool_has_a_form_for_its_part_of_a_regime() -> None:
    assert {naam: f.onderdeel for naam, f in FORMULIEREN.items()} == {naam: tool(naam).onderdeel for naam in namen()}
    assert {f.onderdeel for f in FORMULIEREN.values()} <= set(Regeling.model_fields)


def test_every_form_uses_facts_that_there_are() -> None:
    assert bruikbaar(FORMULIEREN) <= {f.name for f in fields(Slots)}


def test_the_facts_of_tools_are_those_of_their_forms_together() -> None:
    assert bruikbaar(["stapelen", "signaalbudget", "geen"]) == {"segmenten", "zelfde_aanbieder", "bedragen"}


def test_one_segment_and_two_letters_make_the_same_rows_in_every_process() -> None:
    eerste, *_ = _kandidaten("Mag segment B samen met twee andere: v is kort, c is lang?", "westfriesland-2025")
    assert [rij["segment"] for rij in eerste.invoer["toewijzingen"]] == ["B", "C", "V"]


@pytest.mark.parametrize(
    ("tekst", "wordt"),
    [
        ("Wat is de maximale behandelduur van ambulante hulp?", ("ambulant_langste_duur",)),
        ("Wie mag verwijzen naar ambulante hulp?", ("ambulant_verwijzers",)),
        ("Geldt er voor ambulante hulp eigenlijk een signaalbudget?", ("ambulant_signaalbudget",)),
        ("Geldt er voor ambulante hulp iets?\nNoem het signaalbudget", ()),
    ],
)
def test_what_is_asked_of_a_category(tekst: str, wordt: tuple[str, ...]) -> None:
    gevraagd = [k.gevraagd for k in _kandidaten(tekst, "amstelveen-aalsmeer-2022") if k.tool == "product"]
    assert gevraagd[:1] == ([wordt] if wordt else [])


@pytest.mark.parametrize(
    ("eerste", "tweede", "wordt"),
    [
        ("er is | gedeclareerd van", " het budget van |", (1, 0)),
        ("het potje is | euro", " en daarvan is | op", (0, 1)),
        ("we zijn nu bij |", " van de € |", (1, 0)),
        ("we tellen |", " plus |", None),
    ],
)
def test_which_amount_is_which(eerste: str, tweede: str, wordt: tuple[int, int] | None) -> None:
    assert rollen([(Decimal(1), eerste), (Decimal(2), tweede)]) == wordt


def test_a_profile_goes_by_its_name_in_the_table() -> None:
    eerste, *_ = _kandidaten(
        "Welke productcode hoort bij begeleiding van jeugdigen met een beperking, duurzaam licht?", "westfriesland-2025"
    )
    assert eerste.invoer == {"profiel": 4, "intensiteit": "duurzaam_licht"}


@pytest.mark.parametrize(
    ("tekst", "invoer"),
    [
        (
            "Onze cliënt heeft een signaalbudget van 4.000 euro bij jeugd-ggz behandeling. Moeten we overleggen?",
            "budget",
        ),
        ("Wij hebben voor deze cliënt 3.000 euro van het signaalbudget gedeclareerd. En nu?", "gedeclareerd"),
    ],
)
def test_one_amount_of_an_own_case_leaves_the_other_to_be_asked(tekst: str, invoer: str) -> None:
    eerste, *_ = [k for k in _kandidaten(tekst, "amstelveen-aalsmeer-2022") if k.tool == "signaalbudget"]
    assert {*eerste.invoer} - {"product"} == {invoer}


def test_only_the_end_of_a_recovery_allocation_leaves_its_begin_to_be_asked() -> None:
    eerste, *_ = _kandidaten(
        "Herstel, nu met einddatum 31 december 2021. Wat wordt de einddatum?", "zaanstreek-waterland-2022"
    )
    assert (eerste.tool, eerste.invoer) == ("einddatum_herstel", {})


def test_what_is_left_of_a_budget_is_not_what_was_declared() -> None:
    eerste, *_ = [
        k
        for k in _kandidaten(
            "Van het signaalbudget diagnostiek van 2.000 euro is nog 500 euro over. Moeten we iets doen?",
            "amstelveen-aalsmeer-2022",
        )
        if k.tool == "signaalbudget"
    ]
    assert (eerste.invoer["budget"], eerste.invoer["gedeclareerd"]) == ("2000", "1500")
    assert eerste.aannames == ("U noemt wat er over is; gedeclareerd is dan € 2.000 min € 500.",)


@pytest.mark.parametrize(
    ("tekst", "paren"),
    [
        (
            "Diagnostiek: budget 2.000 euro, gedeclareerd 1.000 euro. Systeembehandeling: budget 4.000 euro, "
            "gedeclareerd 3.500 euro. Signaalbudget bereikt?",
            [("2000", "1000"), ("4000", "3500")],
        ),
        ("Het signaalbudget is 4.000 euro, gedeclareerd 1.000 euro en 500 euro. Bereikt?", []),
    ],
)
def test_more_amounts_go_two_by_two_with_their_products_or_not_at_all(tekst: str, paren: list[tuple[str, str]]) -> None:
    gevonden = [k for k in _kandidaten(tekst, "amstelveen-aalsmeer-2022") if k.tool == "signaalbudget"]
    assert [(k.invoer["budget"], k.invoer["gedeclareerd"]) for k in gevonden] == paren


def test_the_day_on_which_the_right_began_goes_before_other_days() -> None:
    eerste, *_ = _kandidaten(
        "Herstel: intake op 3 maart 2021, gestart op 9 maart 2021, het recht is ingegaan op 21 februari 2021. "
        "Wat wordt de einddatum?",
        "zaanstreek-waterland-2022",
    )
    assert eerste.invoer == {"ingangsdatum": "2021-02-21"}
