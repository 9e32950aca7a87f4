"""Where a message gives a fact more than once each is answered, or it is asked: never one of them in silence."""

from __future__ import annotations

from typing import Any

import pytest
from assistant_support import ask

from assistant.models import Answer
from assistant.reading.told import slots_van
from assistant.service import Assistant


def _inputs(antwoord: Answer, tool: str) -> list[dict[str, Any]]:
    return [e.input for e in antwoord.tool_results if e.tool == tool]


@pytest.mark.parametrize(
    ("tekst", "dagen"),
    [
        ("Onderhanden werk van een instelling: mag het op 9 maart, 12 maart en 25 maart 2016?", [9, 12, 25]),
        ("Onderhanden werk op 12 maart 2016, 25 april 2016 of 10 mei 2016? Wij zijn een instelling.", [12, 25, 10]),
        ("Wij zijn een groepspraktijk: kan onderhanden werk op 12 maart of op 22 maart 2016?", [12, 22]),
    ],
)  # fmt: skip
def test_every_day_of_a_row_gets_its_verdict(assistant: Assistant, tekst: str, dagen: list[int]) -> None:
    gelezen = _inputs(ask(assistant, tekst), "onderhanden_werk")
    assert [int(str(i["datum"])[-2:]) for i in gelezen] == dagen


@pytest.mark.parametrize(
    "tekst",
    [
        "Kenter zit op profiel 4 en Levvel op profiel 2. Mag dit van PE naar IN per 1 maart 2026?",
        "Het gaat om profiel 3 en 5. Mag een 317 van PE naar IN per 1 maart 2026?",
    ],
)
def test_of_two_profiles_is_asked_which(assistant: Assistant, tekst: str) -> None:
    antwoord = ask(assistant, f"Hoorn. {tekst}")
    assert antwoord.status == "clarify"
    assert "meer dan één profiel" in antwoord.answer
    (gelezen,) = _inputs(antwoord, "verzoek_om_wijziging")
    assert "profiel" not in gelezen


@pytest.mark.parametrize(
    "tekst",
    [
        "hoi, 2 vow's: noud p2 pe naar in en fay p4 dl naar dz, beide per 1-4-2026. kan dat in medemblik?",
        "Per 1-4-2026 in Hoorn een 317: kind met profiel 2 van PE naar IN, kind met profiel 4 van DL naar DZ, kan dat?",
    ],
)
def test_of_two_changes_is_asked_which(assistant: Assistant, tekst: str) -> None:
    antwoord = ask(assistant, tekst)
    assert antwoord.status == "clarify"
    assert all("nieuwe_intensiteit" not in i for i in _inputs(antwoord, "verzoek_om_wijziging"))


@pytest.mark.parametrize(
    ("tekst", "moment"),
    [
        ("Profiel 2, gemeente verwijst. Welk document? Was het een verlenging? Nee, aanvraag.", "aanvraag"),
        ("Is het een verlenging? Nee, een aanvraag. Profiel 3, huisarts verwijst. Welk document?", "aanvraag"),
        ("Profiel 3, huisarts verwijst, aanvraag. Sorry, verlenging. Welk document?", "verlenging"),
    ],
)
def test_who_answers_his_own_question_puts_it_right(assistant: Assistant, tekst: str, moment: str) -> None:
    (gelezen,) = _inputs(ask(assistant, f"Hoorn. {tekst}"), "toegang")
    assert gelezen["moment"] == moment


@pytest.mark.parametrize(
    ("tekst", "profiel", "intensiteit"),
    [
        ("Cliënt op 501PE gaat naar intensief, wat is de code na wijziging?", 1, "intensief"),
        ("Profiel 1 van perspectief naar intensief. Wat is de code na de wijziging?", 1, "intensief"),
        ("Wat wordt de nieuwe code van profiel 3 van duurzaam licht naar duurzaam zwaar?", 3, "duurzaam_zwaar"),
    ],
)
def test_the_code_after_a_change_is_that_of_what_is_wished(
    assistant: Assistant, tekst: str, profiel: int, intensiteit: str
) -> None:
    (gelezen,) = _inputs(ask(assistant, tekst), "productcode")
    assert (gelezen["profiel"], gelezen["intensiteit"]) == (profiel, intensiteit)


@pytest.mark.parametrize(
    "tekst",
    [
        "Wij zitten op 80 procent van het signaalbudget. Moeten we iets melden?",
        "80 procent van het signaalbudget van ambulante begeleiding is op. Wat doen we?",
        "We hebben 82% van ons signaalbudget verbruikt, bellen?",
    ],
)
def test_a_share_of_a_budget_without_amounts_asks_for_them(assistant: Assistant, tekst: str) -> None:
    antwoord = ask(assistant, tekst)
    assert antwoord.status == "clarify"
    (uitkomst,) = [e for e in antwoord.tool_results if e.tool == "signaalbudget"]
    assert uitkomst.missing == ["budget", "gedeclareerd"]


@pytest.mark.parametrize(
    "tekst",
    [
        "Signaalbudget 10.000 euro ambulant Aalsmeer, 20% nog niet gebruikt. Moeten wij bellen?",
        "Signaalbudget 10.000 euro ambulant Aalsmeer, nog 30% over. Moeten wij bellen?",
    ],
)
def test_a_share_that_is_left_is_not_what_was_spent(assistant: Assistant, tekst: str) -> None:
    (gelezen,) = _inputs(ask(assistant, tekst), "signaalbudget")
    assert "gedeclareerd" not in gelezen


@pytest.mark.parametrize(
    "tekst",
    [
        "Pas als het signaalbudget voor 90 procent op is hoeven wij in Amstelveen iets te doen, toch?",
        "Wat moeten we doen bij 75 procent van het signaalbudget?",
    ],
)
def test_a_share_in_a_rule_is_answered_by_the_documents(assistant: Assistant, tekst: str) -> None:
    assert ask(assistant, tekst).status == "answered"


@pytest.mark.parametrize(
    ("tekst", "gedeclareerd"),
    [
        ("Signaalbudget 10.000 euro, 80% gedeclareerd, ambulant Aalsmeer. Bellen?", 8000),
        ("Signaalbudget Aalsmeer: budget € 8.000, daarvan is 70 procent gebruikt, ambulant. Over de drempel?", 5600),
    ],
)
def test_a_share_of_a_budget_is_reckoned_with(assistant: Assistant, tekst: str, gedeclareerd: int) -> None:
    (gelezen,) = _inputs(ask(assistant, tekst), "signaalbudget")
    assert int(float(gelezen["gedeclareerd"])) == gedeclareerd


@pytest.mark.parametrize(
    ("tekst", "gelezen"),
    [
        ("Contract 2022: nog geen, wel B aangevraagd.", None),
        ("Voor 2022 hebben we ons ingeschreven voor B, contract volgt.", None),
        ("Contract 2022: B en V.", ("B", "V")),
        ("Contract 2022: geen.", ()),
    ],
)
def test_a_contract_that_was_only_asked_for_is_none_yet(tekst: str, gelezen: tuple[str, ...] | None) -> None:
    assert slots_van(f"In 2021 gecontracteerd. {tekst}").contract_2022 == gelezen


@pytest.mark.parametrize(
    "tekst", ["wij hadden een B-contract (2021)", "B-contract in 2021", "B-contract (2021), nu niets"]
)
def test_a_contract_by_its_letter_with_the_year_behind_it(tekst: str) -> None:
    slots = slots_van(tekst)
    assert slots.gecontracteerd_2021 == "ja"
    assert slots.contract_2021 == ("B",)


@pytest.mark.parametrize("tekst", ["wij hadden geen B-contract in 2021", "geen B-contract (2021)"])
def test_a_contract_by_its_letter_that_was_not_there(tekst: str) -> None:
    assert slots_van(tekst).gecontracteerd_2021 == "nee"


@pytest.mark.parametrize(
    ("tekst", "dag"),
    [
        ("per 15 mei, ehm 1 mei 2026 bedoel ik", (1, 5)),
        ("per 15 mei. Of nee, 1 mei 2026 bedoelde ik", (1, 5)),
        ("per 15 mei 2026, 1 juni 2026 bedoel ik", (1, 6)),
        ("per 1 april (nee 1 mei) 2026", (1, 5)),
    ],
)
def test_what_is_meant_before_the_words_that_say_so_is_the_right_one(tekst: str, dag: tuple[int, int]) -> None:
    from assistant.message.repairs import met_herstel

    (gelezen,) = slots_van(met_herstel(tekst)).datums
    assert (gelezen.dag, gelezen.maand) == dag


def test_a_question_below_a_list_is_of_all_its_items(assistant: Assistant) -> None:
    tekst = "317 check\n- Jip: P2 PE>IN 1-3-26\n- Kai: P3 IN>PE 1-3-26\n- Noa: P5 PE>IN 1-3-26\nwelke mogen? Hoorn"
    assert [i["profiel"] for i in _inputs(ask(assistant, tekst), "verzoek_om_wijziging")] == [2, 3, 5]


def test_rows_with_semicolons_are_a_table(assistant: Assistant) -> None:
    tekst = (
        "Cliënt;Profiel;Verwijzer;Soort\nAya;2;gemeente;aanvraag\nBen;3;huisarts;verlenging\nWelk document is nodig?"
    )
    gelezen = _inputs(ask(assistant, tekst), "toegang")
    assert [(i["profiel"], i["verwijzer"], i["moment"]) for i in gelezen] == [
        (2, "gemeente", "aanvraag"),
        (3, "extern", "verlenging"),
    ]


def test_two_budgets_of_two_children_are_two(assistant: Assistant) -> None:
    tekst = (
        "Signaalbudget Aalsmeer: Iris 8.000 budget, 6.500 gedeclareerd. Joep 12.000 budget, 5.000 gedeclareerd. Bellen?"
    )
    gelezen = _inputs(ask(assistant, tekst), "signaalbudget")
    assert [(int(float(i["budget"])), int(float(i["gedeclareerd"]))) for i in gelezen] == [(8000, 6500), (12000, 5000)]


@pytest.mark.parametrize(
    ("tekst", "wissels"),
    [
        (
            "Jan en Piet uit Hoorn, profiel 2, 1 mei 2026 van PE naar IN. Mag dat?",
            [(2, "perspectief", "intensief", "2026-05-01")],
        ),
        (
            "Profiel 2 Hoorn, van PE naar IN per 1-3-2026. Nee, 1-4-2026 bedoel ik. Mag dat?",
            [(2, "perspectief", "intensief", "2026-04-01")],
        ),
        (
            "Profiel 2 Hoorn, van PE naar IN per 1 april 2026, 1 mei bedoel ik niet. Mag dat?",
            [(2, "perspectief", "intensief", "2026-04-01")],
        ),
        (
            "Hoorn, profiel 4, per 1-4-2026: een kind van PE naar IN, een kind van DL naar DZ. Mag een 317?",
            [(4, "perspectief", "intensief", "2026-04-01"), (4, "duurzaam_licht", "duurzaam_zwaar", "2026-04-01")],
        ),
        (
            "Jan; profiel 2; PE naar IN\nPiet; profiel 3; IN naar PE\nHoorn, per 1 mei 2026, mag dit?",
            [(2, "perspectief", "intensief", "2026-05-01"), (3, "intensief", "perspectief", "2026-05-01")],
        ),
        (
            "profile 2, 1 March 2026, from PE to IN in Hoorn, is that allowed?",
            [(2, "perspectief", "intensief", "2026-03-01")],
        ),
    ],
)
def test_days_and_rows_are_not_taken_for_something_else(
    assistant: Assistant, tekst: str, wissels: list[tuple[Any, ...]]
) -> None:
    gelezen = _inputs(ask(assistant, tekst), "verzoek_om_wijziging")
    velden = ("profiel", "intensiteit", "nieuwe_intensiteit", "ingangsdatum")
    assert [tuple(i[veld] for veld in velden) for i in gelezen] == wissels
