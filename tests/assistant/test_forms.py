"""The forms: one for every tool, each with the facts it can use; what they read out of a question."""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal

import pytest

from assistant.conversation.facts import bruikbaar
from assistant.forms import FORMULIEREN, Kandidaat, kandidaten, maak_vraag, rollen
from assistant.models import AskRequest
from assistant.reading.products.catalogue import profielen_in
from assistant.reading.slots import Slots, lees_slots
from assistant.service import Assistant
from knowledge.folding import vouw
from knowledge.models import Regeling
from knowledge.store import laad
from knowledge.vocabulary import laad_woordenschat
from tools.registry import namen, tool


def _kandidaten(tekst: str, regeling: str) -> list[Kandidaat]:
    plat, schat = vouw(tekst), laad_woordenschat()
    return kandidaten(maak_vraag(plat, plat, lees_slots(plat, schat), schat), laad().regelingen[regeling])


def test_every_tool_has_a_form_for_its_part_of_a_regime() -> None:
    van_regelingen = {naam: tool(naam).onderdeel for naam in namen() if tool(naam).onderdeel is not None}
    assert {naam: f.onderdeel for naam, f in FORMULIEREN.items()} == van_regelingen
    assert {f.onderdeel for f in FORMULIEREN.values()} <= set(Regeling.model_fields)


def test_every_form_uses_facts_that_there_are() -> None:
    assert bruikbaar(FORMULIEREN) <= {f.name for f in fields(Slots)}


def test_the_facts_of_tools_are_those_of_their_forms_together() -> None:
    assert bruikbaar(["stapelen", "signaalbudget", "geen"]) == {
        "segmenten",
        "zelfde_aanbieder",
        "bedragen",
        "zeer_complex",
    }


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


# --- access ------------------------------------------------------------------------------------------------------


def _toegang(tekst: str) -> list[Kandidaat]:
    return [k for k in _kandidaten(tekst, "westfriesland-2025") if k.tool == "toegang"]


@pytest.mark.parametrize(
    ("naam", "profiel"),
    [
        ("profiel psychosociaal", 1),
        ("het ondersteuningsprofiel ontwikkelingsbedreiging", 3),
        ("beperking, begeleiden jeugd en ouder(s)", 4),
        ("beperking, behandelen en begeleiden", 5),
        ("een lichamelijke beperking (behandelen en begeleiden, zo heet dat profiel)", 6),
        ("profiel ontwikkeling en/of gedragsstoornis", 7),
        ("profiel multiprobleem", 8),
        ("profiel opvoedvaardigheden", None),  # in the name of two
        ("psychosociale problemen", None),
        ("een lichamelijke beperking", None),
        ("problemen op veel gebieden", None),
    ],
)
def test_only_its_own_name_is_a_profile(naam: str, profiel: int | None) -> None:
    (eerste, *_) = _toegang(f"Kind met {naam}, gemeente verwijst, eerste aanvraag. Welk document is nodig?")
    assert eerste.invoer.get("profiel") == profiel


def test_every_profile_goes_by_its_whole_name() -> None:
    profielen = laad().regelingen["westfriesland-2025"].profielen
    for profiel in profielen:
        gevonden = profielen_in(vouw(f"het profiel {', '.join(profiel.grondslag)} dus"), profielen)
        assert gevonden == ((profiel.nummer,) if profiel.nummer != 2 else ())


def test_for_which_profiles_something_holds_is_asked_of_the_documents() -> None:
    assert not _toegang("Bij welke profielen is een aanvraagformulier nodig als de huisarts verwijst?")
    assert _toegang("Wat is bij profiel 5 nodig als de huisarts verwijst? Welke profielen zijn er nog meer?")


def test_the_request_and_the_extension_are_both_told_where_both_are_asked() -> None:
    beide = _toegang("Profiel 5, gemeente verwijst. Wat moet ik nu maken, en wat straks bij een verlenging?")
    assert [k.invoer["moment"] for k in beide] == ["aanvraag", "verlenging"]
    (een,) = _toegang("Profiel 5, gemeente verwijst, verlenging. Wat moet ik nu maken?")
    assert een.invoer["moment"] == "verlenging"


@pytest.mark.parametrize(
    ("wie", "woord"), [("de consulent", "gemeente"), ("de gezinsvoogd", "extern"), ("de gemeente", "")]
)
def test_a_referrer_of_another_name_is_said_to_be_read_so(wie: str, woord: str) -> None:
    (eerste,) = _toegang(f"Profiel 5, {wie} heeft verwezen, eerste aanvraag. Welk document is nodig?")
    assert woord in " ".join(eerste.aannames)
    assert bool(eerste.aannames) == bool(woord)


@pytest.mark.parametrize(
    ("tekst", "moment"),
    [
        ("Het jaar zit er bijna op en we willen door", "verlenging"),
        ("Zij willen nog een ronde", "verlenging"),
        ("Het is een vervolg op zijn eerste jaar", "verlenging"),
        ("Het is geen nieuwe", "verlenging"),
        ("We hebben de verlenging aangevraagd", "verlenging"),
        ("Het wordt zijn allereerste traject", "aanvraag"),
        ("Splinternieuw, ze is er nog nooit geweest", "aanvraag"),
        ("Hij begint hier voor t eerst", "aanvraag"),
        ("Dit is de eerste toewijzing", "aanvraag"),
        ("De eerste toewijzing loopt af", "verlenging"),
        ("Welk vervolgdeel is er?", None),
        ("Zij is een meisje van tien", None),
    ],
)
def test_a_story_tells_whether_it_is_the_first_time(tekst: str, moment: str | None) -> None:
    assert lees_slots(vouw(tekst), laad_woordenschat()).moment == moment


# --- under the old contract ----------------------------------------------------------------------------------------


def _uitdienen(tekst: str) -> dict[str, object]:
    eerste, *_ = [k for k in _kandidaten(tekst, "westfriesland-2025") if k.tool == "uitdienen"]
    return eerste.invoer


@pytest.mark.parametrize(
    ("tekst", "invoer"),
    [
        ("Begonnen op 3 sept. '24, einddatum 2 sept. '26. Loopt gewoon door?", {"startdatum": "2024-09-03"}),
        ("Hulp sinds augustus 2024, dat mag doorlopen. Moet dat over?", {"startdatum": "2024-08-01"}),
        ("Gestart in juli 2025. Oud of nieuw contract?", {"startdatum": "2025-07-01"}),
        ("Toewijzing gestart op 30 juni, moet die om?", {}),
        ("Lopende B-indicaties van voor 1 juli 2025, gaan die vanzelf mee?", {}),
        (
            "Ingegaan op 9 april 2025, omgezet zeg 15 januari 2026. Hoeveel dagen resten er dan?",
            {"startdatum": "2025-04-09", "peildatum": "2026-01-15"},
        ),
    ],
)
def test_when_an_allocation_began(tekst: str, invoer: dict[str, str]) -> None:
    assert _uitdienen(tekst) == invoer


# --- the end of recovery -------------------------------------------------------------------------------------------


def test_a_lasting_allocation_gets_no_end() -> None:
    tekst = "Duurzaam licht en niet in herstel, recht sinds 1 mei 2021. Krijgt hij een einddatum na 18 maanden?"
    (eerste, *_) = kandidaten_ = _kandidaten(tekst, "zaanstreek-waterland-2022")
    assert "einddatum_herstel" not in {k.tool for k in kandidaten_}
    assert eerste.tool == "conversie"
    assert any("herstel" in a for a in eerste.aannames)


def test_the_end_may_be_asked_in_one_word_beside_the_right() -> None:
    eerste, *_ = _kandidaten("Herstel, recht in per eenentwintig juni 2021. Eind?", "zaanstreek-waterland-2022")
    assert (eerste.tool, eerste.invoer) == ("einddatum_herstel", {"ingangsdatum": "2021-06-21"})
    assert not _kandidaten("Herstel, recht in per 21 juni 2021. Wie stuurt de verlenging?", "zaanstreek-waterland-2022")


# --- changes to a contract -----------------------------------------------------------------------------------------


ANDERS = "as typed"
NAMEN = {*laad().regelingen["amsterdam-zaanstreek-2015-2017"].contractmutatie.mutaties, "overig"}  # type: ignore[union-attr]


def _wijzigingen(tekst: str) -> list[object]:
    alle = _kandidaten(tekst, "amsterdam-zaanstreek-2015-2017")
    return [k.invoer.get("wijziging") for k in alle if k.tool == "contractmutatie"]


@pytest.mark.parametrize(
    ("tekst", "wordt"),
    [
        ("Een hoofdbehandelaar toevoegen en het budgetplafond omhoog, mag ik beide zelf wijzigen?",
         ["hoofdbehandelaar_toevoegen", "budgetplafond"]),
        ("Twee dingen: een product erbij en een vestiging erbij. Mag dat in ons contract?", ["producten", "plaatsen"]),
        ("Mag ik een hoofdbehandelaar toevoegen op onze nieuwe locatie?", ["hoofdbehandelaar_toevoegen"]),
        ("Wij hebben een nieuwe locatie, kunnen we de AGB-code zelf wijzigen?", ["agb_code"]),
        ("Niet om een hoofdbehandelaar erbij maar om een die wegmoet, mag ik dat in het contract wijzigen?", [ANDERS]),
        ("Geen nieuwe hoofdbehandelaar maar wel een nieuwe AGB-code, zelf wijzigen?", ["agb_code"]),
        ("Geen nieuw product, geen ander budget, alleen die plaats erbij in 2017. Mag dat?", ["plaatsen"]),
        ("We willen iets in ons contract aanpassen. Mogen wij dat zelf?", [None]),
        ("Er moet iets gewijzigd in ons contract, kan ik dat zelf? Overig", ["overig"]),
    ],
)  # fmt: skip
def test_which_changes_are_meant(tekst: str, wordt: list[str | None]) -> None:
    assert [w if w in NAMEN else ANDERS if w else w for w in _wijzigingen(tekst)] == wordt


# --- conversion, changes, budget ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tekst", "in_2021"),
    [
        ("Wij krijgen voor 2022 een contract voor C. Een kind, duurzaam, segment C. Welke procedure?", None),
        ("Voor 2022 is ons C gegund. Onze cliënt, duurzaam, segment C, loopt door. Welke procedure?", True),
        ("Voor 2022 alleen C. Of ze dit jaar een contract hadden is niet bekend. Duurzaam in C, loopt door.", None),
    ],
)
def test_a_contract_of_2021_is_taken_as_given_only_where_the_care_runs(tekst: str, in_2021: bool | None) -> None:
    gevonden = [k for k in _kandidaten(f"Omzetting. {tekst}", "zaanstreek-waterland-2022") if k.tool == "conversie"]
    assert gevonden[0].invoer.get("gecontracteerd_2021") is in_2021


def test_two_goals_are_none_that_is_certain() -> None:
    gevonden = _kandidaten(
        "Conversie: de een heeft perspectief, de ander duurzaam licht, segment B, contract in 2021, in 2022 alleen B.",
        "zaanstreek-waterland-2022",
    )
    assert all("gericht_op" not in k.invoer for k in gevonden if k.tool == "conversie")


def test_of_an_own_client_with_a_contract_the_rest_is_asked() -> None:
    eerste, *_ = _kandidaten(
        "Wij hebben voor 2022 C en V. Krijgen wij voor dit kind een uitvraag?", "zaanstreek-waterland-2022"
    )
    assert (eerste.tool, eerste.invoer) == ("conversie", {"contract_2022": ["C", "V"]})


@pytest.mark.parametrize(
    "tekst",
    [
        "Ik heb in het Regioportaal iets gewijzigd in ons contract maar ik zie het nergens terug. Hoe kan dat?",
        "We hebben zelf een wijziging in ons contract doorgevoerd en die is nog niet zichtbaar op het Regioportaal.",
        "Welke dingen kunnen we tijdens het lopende contract van 2016 niet laten wijzigen?",
        "Groepspraktijk 2016: welke gegevens kunnen wij in ons contract niet laten aanpassen?",
    ],
)
def test_why_a_change_is_not_seen_and_which_there_are_is_for_the_documents(tekst: str) -> None:
    gevonden = _kandidaten(tekst, "amsterdam-zaanstreek-2015-2017")
    assert not [k for k in gevonden if k.tool == "contractmutatie"]


def test_what_we_declared_leaves_the_budget_to_be_asked_of_our_own_case_without_a_client() -> None:
    gevonden = _kandidaten(
        "Daghulp: wij hebben nu 4.200 euro gedeclareerd. Zitten we boven 75% van het signaalbudget?",
        "amstelveen-aalsmeer-2022",
    )
    (kandidaat,) = [k for k in gevonden if k.tool == "signaalbudget"]
    assert {*kandidaat.invoer} == {"product", "gedeclareerd"}


def test_what_was_planned_and_what_is_gone_are_budget_and_declared() -> None:
    assert rollen([(Decimal(1), "er is | begroot, al"), (Decimal(2), "begroot, al | weg")]) == (0, 1)


@pytest.mark.parametrize(
    ("tekst", "soort"),
    [
        ("Ik doe het in mijn uppie.", "zelfstandige"),
        ("Een psycholoog zonder personeel.", "zelfstandige"),
        ("Een groepspraktijk zonder personeel in loondienst.", "groepspraktijk"),
        ("Wij zijn een praktijk.", None),
        ("Ik werk zonder personeel.", "zelfstandige"),
        ("Wij zijn een maatschap met vier vennoten en geen personeel in dienst.", None),
        ("Een praktijk van vier psychologen, zonder personeel.", None),
        ("Praktijk met drie maten, geen personeel.", None),
        ("Ik en mijn compagnon hebben geen personeel.", None),
        ("Mijn maten en ik zitten in een praktijk zonder personeel.", None),
    ],
)
def test_who_works_alone(tekst: str, soort: str | None) -> None:
    assert lees_slots(vouw(tekst), laad_woordenschat()).soort_aanbieder == soort


@pytest.mark.parametrize(
    ("vraag", "verwacht"),
    [
        (
            "Fenna heeft profiel 2 perspectief, Youssef krijgt profiel 1 intensief. Welke codes? (WF)",
            [(2, "perspectief"), (1, "intensief")],
        ),
        (
            "Fenna heeft profiel 2 perspectief, Youssef profiel 1 intensief en Milan profiel 3 perspectief. Welke "
            "productcodes zijn dat in Hoorn?",
            [(2, "perspectief"), (1, "intensief"), (3, "perspectief")],
        ),
        (
            "De oudste heeft profiel 2 perspectief, de jongste profiel 1 intensief. Welke codes in Westfriesland?",
            [(2, "perspectief"), (1, "intensief")],
        ),
        ("Hoorn: intensief profiel 1 en perspectief profiel 2, welke codes?", [(1, "intensief"), (2, "perspectief")]),
        (
            "Hoorn: welke codes voor profiel 1 en 2, perspectief en intensief?",
            [(1, "perspectief"), (1, "intensief"), (2, "perspectief"), (2, "intensief")],
        ),
    ],
)
def test_each_profile_goes_with_the_intensity_told_of_it(
    assistant: Assistant, vraag: str, verwacht: list[tuple[int, str]]
) -> None:
    gevonden = assistant.ask(AskRequest(question=vraag)).tool_results
    assert [(e.input["profiel"], e.input["intensiteit"]) for e in gevonden] == verwacht
