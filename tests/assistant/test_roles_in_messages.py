"""Which amount, intensity, profile, year or referrer of a story is which, whatever else it names beside them."""

from __future__ import annotations

import pytest
from assistant_support import ask

from assistant.message.asides import zonder_terzijde
from assistant.message.repairs import met_herstel
from assistant.reading.amounts.roles import lees_stand
from assistant.reading.products.intensity_letters import letters_voluit
from assistant.reading.providers.allocations import lees_toewijzingen
from assistant.reading.told import slots_van
from assistant.service import Assistant
from knowledge.message_words import laad_berichtwoorden

_AA = "Amstelveen, ambulante begeleiding. "


@pytest.mark.parametrize(
    ("text", "budget", "declared"),
    [
        ("Het plafond ligt op 8.000 en daarvan is 6.100 verbruikt. In 2024 was het budget 9.500. Melden?", 8000, 6100),
        ("Ons uurtarief is 98 euro. Budget 7.500 euro, er is 4.200 euro uitgegeven. Signaal geven?", 7500, 4200),
        ("Wij hadden 6.000 aangevraagd, maar 4.500 toegekend gekregen; 3.600 is gedeclareerd. Melden?", 4500, 3600),
        ("Er resteert nog 1.250 van de 5.000. Moeten we een signaal afgeven?", 5000, 3750),
        ("We zijn gestart met 12.000 en hebben nog 2.400 te gaan. Is het tijd voor een signaal?", 12000, 9600),
        ("Budget: 9.000. Een factuur van 700 is teruggeboekt. Gedeclareerd: 6.300. Signaleren?", 9000, 6300),
        ("Het budget is verhoogd van 8.000 naar 10.000 en we hebben 7.600 gedeclareerd. Signaal?", 10000, 7600),
        ("Van de 2.000 is nog 500 over, vorig jaar hadden we 3.000 budget. Moet ik seinen?", 2000, 1500),
    ],
)
def test_the_budget_and_what_was_declared_are_told_apart(
    assistant: Assistant, text: str, budget: int, declared: int
) -> None:
    (envelope,) = [e for e in ask(assistant, _AA + text).tool_results if e.tool == "signaalbudget"]
    assert {k: float(envelope.input[k]) for k in ("budget", "gedeclareerd")} == {
        "budget": budget,
        "gedeclareerd": declared,
    }


@pytest.mark.parametrize(
    ("text", "budget", "declared"),
    [
        ("Destijds was het budget 6.000 en is 5.500 gedeclareerd. Nu: budget 9.000, gedeclareerd 4.000?", 9000, 4000),
        (
            "Er is 9.000 toegekend volgens een brief die is vervangen; er staat nu 7.000. Gedeclareerd 1.000?",
            7000,
            1000,
        ),
        (
            "Het plafond was 6.000, maar dat voorstel is vervallen, het nieuwe budget is 8.000. Verbruikt: 900?",
            8000,
            900,
        ),
        (
            "De vorige instelling had 3.000 gedeclareerd, dat telt hier niet mee. Budget 8.000, wij zitten op 2.000?",
            8000,
            2000,
        ),
        (
            "Er resteert nog 2000. Het budget bedraagt 10.000. Voor haar zusje is er een apart budget van 4.100?",
            10000,
            8000,
        ),
        (
            "Er is 9.000 gedeclareerd op een budget van 6.000, sorry, dat is van haar zus, er is 4.000 gedeclareerd?",
            6000,
            4000,
        ),
    ],
)
def test_amounts_of_other_times_and_people_are_left_out(text: str, budget: int, declared: int) -> None:
    given = lees_stand(slots_van(met_herstel(text)).bedragen)
    assert given is not None
    spent = given.gedeclareerd if given.rest is None or given.budget is None else given.budget - given.rest
    assert (given.budget, spent) == (budget, declared)


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("Er is van het budget nog 2000 over.", [2000]),
        ("Het budget loopt sinds maart 2000.", []),
        ("Het budget is van het jaar 2000.", []),
    ],
)
def test_a_round_number_that_is_no_year_is_an_amount(text: str, amounts: list[int]) -> None:
    assert [b for b, _ in slots_van(text).bedragen] == amounts


@pytest.mark.parametrize(
    ("text", "very_complex"),
    [
        ("En zeer complex is het niet.", "nee"),
        ("Het is niet aangemerkt als zeer complex.", "nee"),
        ("De casus is zeer complex en het budget is nog niet op.", "ja"),
    ],
)
def test_what_is_not_very_complex_is_read_so(text: str, very_complex: str) -> None:
    assert slots_van(text).zeer_complex == very_complex


def test_what_came_in_the_place_of_what_was_withdrawn_stays() -> None:
    text = "Mag het? Het verzoek per 1 april 2026 is ingetrokken, het nieuwe verzoek is per 1 juni 2026."
    rest = zonder_terzijde(text, laad_berichtwoorden())
    assert "juni 2026" in rest
    assert "april 2026" not in rest


def test_an_amount_that_is_another_thing_is_asked_about_and_not_used(assistant: Assistant) -> None:
    answer = ask(assistant, _AA + "Voor dit kind is het signaalbudget 6.000. De factuur van mei is 800. Melden?")
    inputs = [e.input for e in answer.tool_results if e.tool == "signaalbudget"]
    assert not any("gedeclareerd" in given for given in inputs)


def test_very_complex_care_that_is_denied_is_none() -> None:
    assert slots_van("Het gaat niet om een zeer complexe situatie, budget 5.000").zeer_complex == "nee"
    assert slots_van("Het gaat om een zeer complexe situatie, budget 5.000").zeer_complex == "ja"


@pytest.mark.parametrize(
    ("text", "now", "wished"),
    [
        (
            "Aan wie intensief is toegekend. De duur is van mei tot juli. Wij vinden perspectief passend.",
            "in",
            "pe",
        ),
        ("Graag IN; zij heeft op dit moment PE", "pe", "in"),
        ("Wij vragen DZ aan in plaats van DL", "dl", "dz"),
        ("Er is duurzaam licht beschikt, de behandelaar acht zwaar noodzakelijk", "dl", "dz"),
        ("Intensief sluit niet meer aan; perspectief is wat nodig is", "in", "pe"),
        ("Gewenst: perspectief\nHuidig: intensief", "in", "pe"),
        ("We zitten op PE. Wij willen per 1 mei IN gaan leveren", "pe", "in"),
        ("Het was perspectief toen ze kwam, dat moet intensief worden", "pe", "in"),
    ],
)
def test_the_intensity_of_now_and_the_one_that_is_wished_are_told_apart(text: str, now: str, wished: str) -> None:
    names = {"pe": "perspectief", "in": "intensief", "dl": "duurzaam_licht", "dz": "duurzaam_zwaar"}
    assert slots_van(text).intensiteiten == (names[now], names[wished])


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("van PE naar IN", "van PE naar intensief"),
        ("zit op IN, moet PE worden", "zit op intensief, moet PE worden"),
        ("wat is 501 IN", "wat is 501 IN"),
        ("KAN DIT IN HOORN?", "KAN DIT IN HOORN?"),
        ("per 1-8-26 IN graag", "per 1-8-26 intensief graag"),
        ("In Hoorn", "In Hoorn"),
    ],
)
def test_the_letters_in_are_an_intensity_only_where_they_can_be_no_word(typed: str, written: str) -> None:
    assert letters_voluit(typed) == written


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ("Profiel 2 klopt niet meer, dat zou profiel 4 moeten worden.", 2, 4),
        ("profiel 3 moet profiel 1 worden", 3, 1),
        ("Profiel 1 past niet; het zou eigenlijk profiel 2 moeten zijn", 1, 2),
        ("Ik schreef profiel 2, dat was een typefout, het moet profiel 3 zijn.", 2, None),
        ("Qua profiel gaat het om een 4.", 4, None),
        ("In de toewijzing staat profiel 1, volgens het verslag hoort het profiel 4 te zijn.", 1, 4),
        ("Zij zit nu in profiel 3. Naar ons idee past profiel 2 beter.", 3, 2),
        ("Het profiel, dat ongewijzigd blijft, is 4.", 4, None),
        ("Onze cliënt gaat naar profiel 4. Nu is het nog profiel 2.", 2, 4),
    ],
)
def test_a_profile_that_is_wished_is_no_second_profile(text: str, old: int, new: int | None) -> None:
    slots = slots_van(text)
    assert (slots.profielen[:1], slots.nieuw_profiel) == ((old,), new)


@pytest.mark.parametrize(
    "text",
    [
        "Wat moeten wij meesturen bij profiel 2 en wat bij profiel 3?",
        "Onze cliënt heeft profiel 2 en zijn broertje heeft profiel 3.",
        "Eerst had hij profiel 2 en daarna kreeg hij profiel 3.",
    ],
)
def test_two_profiles_of_which_none_is_wished_stay_two(text: str) -> None:
    slots = slots_van(text)
    assert (set(slots.profielen), slots.nieuw_profiel) == ({2, 3}, None)


def test_a_field_that_begins_as_a_question_does_asks_nothing(assistant: Assistant) -> None:
    answer = ask(
        assistant,
        "Past dit verzoek?\n- Gemeente: Hoorn\n- Profiel: 2\n- Was: intensief\n- Wordt: perspectief\n"
        "- Wijziging per: 1 mei 2026\n- Eerder gewijzigd: nee\nMag deze 317?",
    )
    given = [e.input for e in answer.tool_results if e.tool == "verzoek_om_wijziging"]
    assert [(g["intensiteit"], g["nieuwe_intensiteit"]) for g in given] == [("intensief", "perspectief")]
    assert "Wordt:" not in answer.answer


@pytest.mark.parametrize(
    ("text", "referrer", "moment"),
    [
        ("De gemeente verwees en wij willen verlengen. De eerste aanvraag dateert van mei.", "gemeente", "verlenging"),
        (
            "Moeder zegt dat de huisarts haar doorstuurde en dat het wijkteam de verwijzing gaf. Dus niet de huisarts.",
            "gemeente",
            None,
        ),
    ],
)
def test_who_refers_and_when_is_not_what_was_so_before(text: str, referrer: str, moment: str | None) -> None:
    slots = slots_van(text)
    assert (slots.verwijzer, slots.moment) == (referrer, moment)


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("Eerdere wijzigingen op dit arrangement: geen", "nee"),
        ("Al eerder aangepast binnen deze beschikking: nee", "nee"),
        ("Eerder gewijzigd in deze toewijzing: ja", "ja"),
        ("Er is nog geen enkele aanpassing geweest.", "nee"),
        ("Tot nu toe is er niks veranderd aan de toewijzing.", "nee"),
        ("Een eerdere aanpassing heeft niet plaatsgevonden; een eerdere wijziging is er niet geweest.", "nee"),
        ("Sinds de start is de intensiteit niet aangepast.", "nee"),
        ("Bij mijn vorige jongen was al gewijzigd, maar bij hem nog niet.", "nee"),
        ("Mag de intensiteit niet gewijzigd worden?", None),
        ("Is er al een wijziging geweest? Dat moeten we uitzoeken.", None),
        ("Er is niets veranderd in zijn thuissituatie.", None),
    ],
)
def test_an_earlier_change_is_read_from_fields_and_denials(text: str, before: str | None) -> None:
    assert slots_van(text).eerder_gewijzigd == before


@pytest.mark.parametrize(
    ("text", "contracted_2021", "contract_2022"),
    [
        ("Contract 2021: nee. Contract 2022: B, V. Segment cliënt: C.", "nee", ("B", "V")),
        ("gecontracteerd in 2021: ja\ngecontracteerd in 2022: geen", "ja", ()),
        (
            "We hadden ons voor 2022 ingeschreven op B en C, alleen C is gegund. In 2021 een contract.",
            "ja",
            ("C",),
        ),
        ("Voor 2022 kregen we een afwijzing voor B, C is wel gegund. In 2021 hadden we een contract.", "ja", ("C",)),
        ("Een kind van voor 2022, segment B. In 2021 geen contract, voor 2022 wel voor C, niet voor B.", "nee", ("C",)),
        ("Wij vielen voor 2022 buiten de boot. In 2021 hadden we nog een contract.", "ja", ()),
    ],
)
def test_contracts_are_read_from_fields_and_not_from_what_was_only_asked_for(
    text: str, contracted_2021: str, contract_2022: tuple[str, ...]
) -> None:
    slots = slots_van(text)
    assert (slots.gecontracteerd_2021, slots.contract_2022) == (contracted_2021, contract_2022)


@pytest.mark.parametrize(
    ("text", "referrer"),
    [
        ("Vroeger kwam hij via de kinderarts, maar nu loopt de verlenging via het wijkteam.", "gemeente"),
        ("In 2023 is ze door de gemeente verwezen, nu gaat de verlenging via de huisarts.", "extern"),
        ("Eerder verwees de jeugdarts haar; nu verwijst de gemeente haar naar ons.", "gemeente"),
        ("Onze eigen jeugdconsulent wil deze toewijzing verlengen.", "gemeente"),
        ("Vorig jaar verwees de huisarts. Welk document hoort bij de verlenging?", "extern"),
    ],
)
def test_who_refers_now_counts_and_not_who_did_before(text: str, referrer: str) -> None:
    assert slots_van(text).verwijzer == referrer


def test_a_pronoun_in_the_name_of_a_provider_is_no_pronoun() -> None:
    text = "Een cliënt van ons zit bij ons in segment C. Nu wil Zo Wij Verder ook segment V gaan leveren. Mag dat?"
    readings = {t.segment: t.aanbieder for t in lees_toewijzingen((text,))}
    assert readings["C"] == "uw eigen organisatie"
    assert readings["V"] != "uw eigen organisatie"


def test_the_segment_of_a_field_is_the_one_of_the_client() -> None:
    assert slots_van("segment: C\ncontract in 2021: ja\ncontract in 2022: B en C").segmenten == ("C",)
    assert slots_van("Segment kind: B, contract 2022: C").segmenten == ("B",)


@pytest.mark.parametrize(
    ("text", "kept", "gone"),
    [
        (
            "Voor Purmerend hebben wij segment C. De buren hebben B, maar daar gaat mijn vraag niet over. Mag dat?",
            "segment C",
            "hebben B",
        ),
        (
            "- nr 1, segment B, herstel.\n- nr 2, segment C, duurzaam.\n- nr 3, segment V.\n\nWat doe ik met nummer 2?",
            "duurzaam",
            "herstel",
        ),
    ],
)
def test_other_rows_and_contracts_that_are_not_asked_about_are_left_out(text: str, kept: str, gone: str) -> None:
    rest = zonder_terzijde(text, laad_berichtwoorden())
    assert kept in rest
    assert gone not in rest


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Het is segment V, nee, B bedoel ik, foutje.", "Het is segment B, foutje."),
        ("Per 1 mei 2026, oeps 1 juni 2026 bedoelde ik. Mag dat?", "Per 1 juni 2026. Mag dat?"),
    ],
)
def test_what_is_meant_may_stand_before_the_words_that_say_so(text: str, right: str) -> None:
    assert met_herstel(text) == right


def test_a_segment_that_was_not_awarded_is_not_that_of_the_client() -> None:
    slots = slots_van("Voor 2022 krijgen wij een contract voor segment B. Segment C kregen we niet.")
    assert (slots.segmenten, slots.contract_2022) == ((), ("B",))
    slots = slots_van("Voor 2022 hebben wij een contract voor segment B. Het kind zit niet in B maar in segment C.")
    assert slots.segmenten == ("C",)


def test_a_provider_without_a_contract_in_2021_had_none() -> None:
    assert slots_van("En een aanbieder zonder contract in 2021?").gecontracteerd_2021 == "nee"


@pytest.mark.parametrize(
    ("tekst", "oud"),
    [
        ("Nu perspectief, aangevraagd is intensief per 1 mei 2026.", "perspectief"),
        ("De ouders hebben intensief gevraagd; nu loopt perspectief. Per 1 mei 2026.", "perspectief"),
        ("Client zit in perspectief, ik heb per 1 mei 2026 intensief aangevraagd.", "perspectief"),
        ("Moeder vroeg intensief aan per 1 mei 2026, nu perspectief.", "perspectief"),
        ("Wij hadden intensief gevraagd maar perspectief staat in de beschikking. Per 1 mei 2026.", None),
    ],
)
def test_what_is_asked_for_is_wished_unless_it_was_asked_for_once(
    assistant: Assistant, tekst: str, oud: str | None
) -> None:
    antwoord = ask(assistant, f"{tekst} Profiel 2, Hoorn, eerste keer. Mag dat met een 317?")
    assert antwoord.tool_results[0].input.get("intensiteit") == oud
