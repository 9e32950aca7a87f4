"""What is said to be the same for another child is told of it too, but for what is told otherwise."""

from __future__ import annotations

import pytest
from assistant_support import ask

from assistant.message.likewise import met_gelijke
from assistant.message.reader import lees_bericht
from assistant.message.repairs import met_herstel
from assistant.service import Assistant
from knowledge.message_words import laad_berichtwoorden

EERST = "Voor Daan, profiel 3, willen we per 1 juni 2026 van PE naar IN, eerste wijziging."


@pytest.mark.parametrize(
    "gelijk",
    [
        "Voor Sofie hetzelfde, alleen profiel 5.",
        "Voor Sofie geldt hetzelfde, maar dan profiel 5.",
        "Sofie idem, alleen profiel 5.",
        "Sofie idem maar dan profiel 5.",
        "Bij Sofie precies hetzelfde, behalve profiel 5.",
        "Sofie wil dat ook. Sofie heeft profiel 5.",
        "Voor Sofie zelfde verzoek, zij het profiel 5.",
        "Voor haar zus Sofie hetzelfde, alleen dan profiel 5.",
    ],
)
def test_the_same_but_for_one_fact_carries_the_others(gelijk: str) -> None:
    delen = {v.geval: v.zelfstandig for v in lees_bericht(f"{EERST} {gelijk} Mag dat in Hoorn?").vragen}
    assert list(delen) == ["Daan", "Sofie"]
    assert "profiel 5" in delen["Sofie"]
    assert "profiel 3" not in delen["Sofie"]
    for feit in ("1 juni 2026", "van perspectief naar intensief", "nog niet eerder gewijzigd"):
        assert feit in delen["Sofie"]
    assert "profiel 5" not in delen["Daan"]


def test_a_list_can_say_it_of_the_item_before() -> None:
    tekst = (
        "- Daan: profiel 3, PE naar IN per 1 juni 2026\n- Sofie: idem, maar per 15 juni 2026\n- Tess: idem, profiel 7\n"
        "Eerste wijzigingen. Hoorn. Mag dit?"
    )
    delen = {v.geval: v.zelfstandig for v in lees_bericht(tekst).vragen}
    assert list(delen) == ["Daan", "Sofie", "Tess"]
    assert "profiel 3" in delen["Sofie"]
    assert "15 juni 2026" in delen["Sofie"]
    assert "1 juni" not in delen["Sofie"].replace("15 juni", "")
    assert "profiel 3" not in delen["Tess"]


@pytest.mark.parametrize(
    "tekst",
    [
        "Profiel 3, PE naar IN. Geldt hetzelfde voor segment C?",
        "Daan heeft profiel 3. Collega Rob zegt hetzelfde.",
        "Profiel 3 per 1 juni 2026. Is dat voor dagbesteding hetzelfde?",
        "Voor Daan per 1 juni 2026 van PE naar IN. Voor Sofie hetzelfde profiel.",
        "Daan krijgt B van Parlan. Voor Sofie hetzelfde.",
        "Voor Sofie hetzelfde.",
    ],
)
def test_other_sameness_stays_as_it_stands(tekst: str) -> None:
    assert met_gelijke(tekst, laad_berichtwoorden()) == tekst


def test_the_other_child_gets_a_verdict_of_its_own(assistant: Assistant) -> None:
    tekst = (
        "Mag Julia (profiel 2, PE naar IN per 1-5-2026, eerste keer) een wijziging? En voor Otis hetzelfde, alleen per "
    )
    answer = ask(assistant, f"{tekst}15 mei 2026. Hoorn")
    assert [r.verdict for r in answer.tool_results] == ["toegestaan", "niet_toegestaan"]


@pytest.mark.parametrize(
    ("tekst", "namen"),
    [
        (
            "1) casus 4411: profiel 2, PE naar IN per 1 april 2026\n2) casus 4412: profiel 3, PE naar IN per 2 "
            "april 2026\nHoorn. Mag dat?",
            ["Casus 4411", "Casus 4412"],
        ),
        (
            "dossier 2291 profiel 1 verlenging via gemeente, dossier 2292 profiel 1 aanvraag via huisarts. wat moet ik "
            "inleveren in hoorn?",
            ["Dossier 2291", "Dossier 2292"],
        ),
        (
            "Hoorn. Cliënt X: profiel 2, PE naar IN, 1 april 2026. Cliënt Y: profiel 2, PE naar DZ, 1 mei. Mag dat?",
            ["Cliënt X", "Cliënt Y"],
        ),
    ],
)
def test_a_number_or_letter_of_its_own_tells_a_case(tekst: str, namen: list[str]) -> None:
    assert [v.geval for v in lees_bericht(tekst).vragen] == namen


@pytest.mark.parametrize(
    "tekst",
    [
        "Cliënt V en cliënt B: mag dat naast elkaar in Hoorn?",
        "Dossier 4411: profiel 2, PE naar IN per 1 april 2026. Mag dat in Hoorn?",
        "Toewijzing 2025 was profiel 2, toewijzing 2026 is profiel 3. Welke code bij intensief in Hoorn?",
    ],
)
def test_one_such_number_or_a_year_tells_none(tekst: str) -> None:
    assert len(lees_bericht(tekst).vragen) == 1


def test_a_question_without_a_verb_keeps_the_facts_of_its_own_child() -> None:
    tekst = "Mag Julia (profiel 2) per 1 mei 2026 van PE naar IN? En Otis (profiel 6) per 1 juni 2026 van DL naar DZ?"
    _, otis = lees_bericht(tekst).vragen
    for feit in ("profiel 6", "1 juni 2026", "DL", "DZ"):
        assert feit in otis.zelfstandig
    for feit in ("profiel 2", "1 mei", "perspectief", "intensief"):
        assert feit not in otis.zelfstandig


@pytest.mark.parametrize(
    ("tekst", "goed", "fout"),
    [
        ("Profiel 2 (nee sorry 3), PE naar IN, per 1 april (nee 1 mei) 2026, Hoorn.", "profiel 3", "profiel 1"),
        ("Profiel 2 (nee sorry 3), PE naar IN, per 1 april (nee 1 mei) 2026, Hoorn.", "1 mei", "1 april"),
        ("Profiel 2, PE naar IN, per 1 april 2026 (nee, 1 mei 2026), Hoorn.", "1 mei 2026", "1 april"),
        ("Profiel 2 (nee 3), PE naar IN, per 1 april 2026, Hoorn.", "profiel 3", "rofiel 2"),
        ("Collega Daan heeft profiel 3 ingevuld bij Sofie maar het is profiel 2.", "profiel 2", "profiel 3"),
        ("Ingrid had profiel 3 genoteerd, mijn lijst zegt 4.", "profiel 4", "profiel 3"),
    ],
)
def test_a_value_that_somebody_had_otherwise_is_put_right(tekst: str, goed: str, fout: str) -> None:
    nieuw = met_herstel(tekst)
    assert goed in nieuw
    assert fout not in nieuw


def test_who_one_talks_with_is_no_child() -> None:
    tekst = "Ik overleg morgen met Joke over profiel 4 en met Henk over profiel 2. Nu: code profiel 3 IN in Hoorn?"
    assert not any(v.geval for v in lees_bericht(tekst).vragen)


@pytest.mark.parametrize(
    ("tekst", "een", "ander"),
    [
        (
            "Meisje van 14 (profiel 4), jongen van 9 (profiel 2) in Hoorn. Het meisje heeft een verlenging via de GI, "
            "de jongen een eerste aanvraag via de jeugdarts. Wat moet erbij?",
            ("meisje", "profiel 4", "verlenging"),
            ("jongen", "profiel 2", "aanvraag"),
        ),
        (
            "Kind 1 heeft profiel 2, kind 2 profiel 3. Kind 1 wil per 1 mei 2026 van PE naar IN, kind 2 per 15 mei 2026"
            " ook van PE naar IN. Hoorn. Mag dat?",
            ("Kind 1", "profiel 2", "per 1 mei"),
            ("kind 2", "profiel 3", "per 15 mei"),
        ),
    ],
)
def test_cases_that_are_told_of_again_get_all_that_is_theirs(
    tekst: str, een: tuple[str, ...], ander: tuple[str, ...]
) -> None:
    eerste, tweede = lees_bericht(tekst).vragen
    assert all(feit in eerste.zelfstandig for feit in een)
    assert all(feit in tweede.zelfstandig for feit in ander)
    assert not any(feit in eerste.zelfstandig for feit in ander[1:])
    assert not any(feit in tweede.zelfstandig for feit in een[1:])


def test_a_question_that_names_nobody_gets_no_facts_of_the_one_before_it() -> None:
    tekst = (
        "Kan ik voor Mila (profiel 4) per 1 juli 2026 een VOW naar DZ doen? Eerste wijziging. Noor (14, Opmeer) van PE "
        "naar IN met ingang van 1 februari 2026. 317 mogelijk?"
    )
    assert not any("Noor" in v.zelfstandig and "profiel 4" in v.zelfstandig for v in lees_bericht(tekst).vragen)
