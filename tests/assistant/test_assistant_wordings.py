"""Ways of saying things, in the whole line: what is read in them, and which rule answers."""

from __future__ import annotations

import re
from typing import Any

import pytest
from assistant_support import AZ, WF, ZW, ask, talk, verdicts

from assistant.answer.events import STAPPEN
from assistant.service import Assistant
from knowledge.folding import patroon


def segmenten(assistant: Assistant, vraag: str) -> tuple[str, list[tuple[str, str | None]]]:
    """The verdict on stacking, and the segments with their providers as understood."""
    (envelope,) = ask(assistant, vraag).tool_results
    return envelope.verdict, [(t["segment"], t.get("aanbieder")) for t in envelope.input["toewijzingen"]]


@pytest.mark.parametrize(
    ("vraag", "verdict", "letters"),
    [
        ("Mag segment B samen met V in Westfriesland?", "toegestaan", "BV"),
        ("Mag in Hoorn segment C samen met een B?", "toegestaan", "BC"),
        ("Mogen twee B's naast elkaar in Hoorn?", "voorwaardelijk", "BB"),
        ("Kan een kind in Westfriesland twee C’s hebben?", "voorwaardelijk", "CC"),
        ("Mogen 2 V's tegelijk in Hoorn?", "toegestaan", "VV"),
    ],
)
def test_segments_are_read(assistant: Assistant, vraag: str, verdict: str, letters: str) -> None:
    gevonden, rijen = segmenten(assistant, vraag)
    assert gevonden == verdict
    assert sorted(s for s, _ in rijen) == list(letters)


@pytest.mark.parametrize(
    "vraag",
    [
        "Mag bij ons B en C tegelijk in Hoorn?",
        "Een kind heeft bij ons segment B en segment C, mag dat in Westfriesland?",
        "Mogen wij B en C leveren aan hetzelfde kind in Hoorn?",
        "Kunnen B en C tegelijk bij ons in Hoorn?",
    ],
)
def test_both_by_us_is_one_provider(assistant: Assistant, vraag: str) -> None:
    verdict, rijen = segmenten(assistant, vraag)
    assert verdict == "niet_toegestaan"
    assert len({aanbieder for _, aanbieder in rijen}) == 1


def test_one_by_us_and_one_elsewhere_are_two_providers(assistant: Assistant) -> None:
    verdict, rijen = segmenten(assistant, "Bij ons loopt segment B en bij een andere aanbieder C, mag dat in Hoorn?")
    assert verdict == "toegestaan"
    assert [s for s, _ in rijen] == ["B", "C"]
    assert len({aanbieder for _, aanbieder in rijen}) == 2
    _, rijen = segmenten(assistant, "Een cliënt heeft bij ons segment B. Mag daar segment C naast, in Hoorn?")
    assert [aanbieder for s, aanbieder in rijen if s == "C"] == [None]


@pytest.mark.parametrize(
    ("vraag", "invoer"),
    [
        ("Wat is de productcode in Hoorn voor profiel 4 zwaar?", {"profiel": 4, "intensiteit": "duurzaam_zwaar"}),
        ("wat is in westfriesland de code van profiel 3 licht", {"profiel": 3, "intensiteit": "duurzaam_licht"}),
        (
            "Mag profiel 4 in Hoorn per 1 maart 2026 van licht naar zwaar, voor het eerst?",
            {"intensiteit": "duurzaam_licht", "nieuwe_intensiteit": "duurzaam_zwaar"},
        ),
    ],
)
def test_light_and_heavy_of_a_profile_are_the_lasting_ones(
    assistant: Assistant, vraag: str, invoer: dict[str, Any]
) -> None:
    (envelope,) = ask(assistant, vraag).tool_results
    assert invoer.items() <= envelope.input.items()


def test_which_code_at_all_shows_those_that_the_source_has(assistant: Assistant) -> None:
    answer = ask(assistant, "Welke productcode moet ik in Westfriesland gebruiken?")
    assert all(code in answer.answer for code in ("501PE", "501IN", "504DL", "504DZ"))


@pytest.mark.parametrize(
    "vraag",
    [
        "Welke code moeten wij voor onze cliënt in Hoorn gebruiken?",
        "Wat is de productcode voor duurzaam zwaar in Hoorn?",
    ],
)
def test_a_code_without_a_profile_asks_for_it(assistant: Assistant, vraag: str) -> None:
    answer = ask(assistant, vraag)
    assert answer.status == "clarify"
    assert answer.clarification is not None
    assert answer.clarification.question == "Om welk profiel gaat het?"
    assert len(answer.clarification.options) == 8
    dan = ask(assistant, "Profiel 4 duurzaam zwaar", (vraag, answer.answer))
    assert "504DZ" in dan.answer


def test_what_codes_are_is_asked_of_the_documents(assistant: Assistant) -> None:
    assert ask(assistant, "Welke productcodes staan er in de bron over Westfriesland?").status == "answered"
    for vraag in ("Welke productcodes staan er in de bron over Westfriesland?", "Wat is een productcode in Hoorn?"):
        answer = ask(assistant, vraag)
        assert answer.tool_results == []
        assert "vier productcodes" in answer.answer


@pytest.mark.parametrize(
    "vraag",
    [
        "Schaal je in Hoorn profiel 2 per 1 maart 2026 van perspectief naar intensief op, de eerste keer?",
        "Mag dat: een kind uit Hoorn met profiel 2 schalen we per 1 maart 2026 voor het eerst op naar intensief?",
    ],
)
def test_a_verb_in_two_parts_is_a_sign_too(assistant: Assistant, vraag: str) -> None:
    assert "verzoek_om_wijziging" in {tool for tool, _ in verdicts(ask(assistant, vraag))}


def test_words_between_the_parts_of_a_term_stay_within_a_sentence() -> None:
    p = patroon(["schaal ** op"])
    assert p.search("dan schaal je in hoorn profiel 2 op, toch")
    assert not p.search("op die schaal. wij zitten er bovenop. op tijd")
    assert not p.search(f"schaal {'woord ' * 9}op")


def test_the_category_may_stand_outside_the_question_itself(assistant: Assistant) -> None:
    mail = (
        "Beste collega,\n\nWij zijn in Amstelveen begonnen met verblijf. Daar komen binnenkort nieuwe mensen bij, "
        "en die willen wij goed inwerken. Zij kennen de regio nog niet en hebben elders gewerkt, met andere namen.\n\n"
        "Welke producten zijn er?\n\nGroet"
    )
    answer = ask(assistant, mail)
    assert [(e.tool, e.input["categorie"]) for e in answer.tool_results] == [("product", "verblijf")]


@pytest.mark.parametrize(
    "vraag",
    [
        "Kan ik in Amsterdam in 2017 de hoofdbehandelaar verwijderen uit het contract?",
        "Mag een groepspraktijk in 2016 een hoofdbehandelaar schrappen?",
    ],
)
def test_to_remove_what_only_adding_is_described_of_is_not_described(assistant: Assistant, vraag: str) -> None:
    answer = ask(assistant, vraag)
    assert (answer.status, answer.regelingen) == ("abstain", [AZ])
    assert verdicts(answer) == {("contractmutatie", "niet_beschreven")}


@pytest.mark.parametrize(
    "vraag",
    [
        "We were not contracted in 2021 but contracted in 2022 in Zaanstreek-Waterland. Which procedure applies?",
        "Wij waren in 2021 niet gecontracteerd maar wel in 2022 in Zaanstreek-Waterland, welke procedure geldt?",
    ],
)
def test_a_contract_of_which_the_segments_make_no_difference(assistant: Assistant, vraag: str) -> None:
    answer = ask(assistant, vraag)
    assert (answer.status, answer.regelingen) == ("answered", [ZW])
    assert answer.tool_results[0].data["procedure"] == "maatwerk"
    assert "hier maakt dat niet uit" in answer.answer


def test_thanks_are_returned_and_greetings_too(assistant: Assistant) -> None:
    dank = talk(assistant, "Mag segment B naast segment V in Hoorn?", "Dank je wel, duidelijk!")[1]
    assert dank.answer.startswith("Graag gedaan.")
    assert ask(assistant, "Bedankt").answer.startswith("Graag gedaan.")
    assert ask(assistant, "Goedemorgen").answer.startswith("Goedendag.")


def test_a_regime_that_has_ended_is_not_taken_without_a_word_that_points_to_it(assistant: Assistant) -> None:
    answer = ask(assistant, "Welke gemeenten doen mee?")
    assert answer.status == "clarify"
    assert answer.clarification is not None
    assert len(answer.clarification.options) > 1
    assert ask(assistant, "Welke gemeenten doen mee in Westfriesland?").regelingen == [WF]


def test_searching_takes_personal_data_out_first(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    gezocht: list[str] = []
    zoek = assistant._index.search
    monkeypatch.setattr(assistant._index, "search", lambda tekst, **k: [gezocht.append(tekst), zoek(tekst, **k)][1])
    treffers = assistant.search("signaal\u200bbudget voor bsn 123456782, jan@voorbeeld.nl", k=3)
    assert treffers[0].document == "aa-inkoop-2022"
    assert "123456782" not in gezocht[0]
    assert "@" not in gezocht[0]
    assert "signaalbudget" in gezocht[0]


def test_no_step_says_that_there_are_personal_data() -> None:
    assert STAPPEN["guard"] == "Ik kijk of er persoonsgegevens in staan"


@pytest.mark.parametrize(
    "vraag",
    [
        "Welke productcode heeft dagbesteding in Medemblik?",
        "Onder welke code declareren wij in Opmeer de medicatiecontrole?",
    ],
)
def test_a_product_without_a_code_gets_none(assistant: Assistant, vraag: str) -> None:
    answer = ask(assistant, vraag)
    assert {(e.tool, e.verdict) for e in answer.tool_results} <= {("productcode", "niet_gevonden")}
    assert answer.status == "abstain" or re.search(r"geen (?:code|productcode)", answer.answer)
    assert not re.search(r"\b\d{3}[A-Z]{2}\b", answer.answer)


@pytest.mark.parametrize(
    ("vraag", "sectie"),
    [
        (
            "Wij zijn een groepspraktijk in Amsterdam (2016). Wanneer moeten we het onderhanden werk aanleveren?",
            "Wanneer onderhanden werk aanleveren: van de 10e tot en met de 20e",
        ),
        ("Wie moet er in Amsterdam onderhanden werk aanleveren, in 2016?", "Wie onderhanden werk aanlevert"),
        (
            "Wie bepaalt in Zaanstad welke SPIC bij een cliënt past?",
            "Zorgniveau en passende SPIC 2022 in de uitvraag",
        ),
    ],
)
def test_what_is_asked_for_chooses_the_passage(assistant: Assistant, vraag: str, sectie: str) -> None:
    answer = ask(assistant, vraag)
    assert (answer.status, answer.citations[0].section) == ("answered", sectie)
