"""Which day, and of which year, a form takes; and what is asked rather than taken."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.models import AskRequest, Turn
from assistant.service import Assistant

NA_DE_OVERGANG = date(2026, 6, 9)


@pytest.mark.parametrize(
    ("vraag", "invoer"),
    [
        (
            "Een jongen uit Opmeer, segment B, begon rond Sinterklaas 2024, op 6 december. Hoeveel dagen zijn er "
            "vandaag nog om hem over te zetten?",
            {"startdatum": "2024-12-06", "peildatum": "2026-06-09"},
        ),
        (
            "Profiel 1 in Westfriesland met een 317 van PE naar IN per 1 juli, het kind is sinds 2019 bij ons en er is "
            "nooit eerder gewijzigd. Mag dat?",
            {"ingangsdatum": "2026-07-01"},
        ),
        (
            "Profiel 3, IN, in Hoorn: mag hij met een 317 over precies drie weken naar PE? Eerste wijziging.",
            {"intensiteit": "intensief", "nieuwe_intensiteit": "perspectief", "ingangsdatum": "2026-06-30"},
        ),
        (
            "Profiel 2 in Medemblik, nu perspectief: mag hij in de zomer van 2026, de eerste julidag, met een 317 "
            "naar intensief?",
            {"ingangsdatum": "2026-07-01"},
        ),
        (
            "kind medemblik profiel 4 nu duurzaam zwr, moet nr duurzaam lcht per 1 augustus 2026 met een 317, mag dat?",
            {"intensiteit": "duurzaam_zwaar", "nieuwe_intensiteit": "duurzaam_licht"},
        ),
    ],
)
def test_a_day_takes_the_year_that_is_told_of_it(assistant: Assistant, vraag: str, invoer: dict[str, str]) -> None:
    (uitkomst,) = assistant.ask(AskRequest(question=vraag, peildatum=NA_DE_OVERGANG)).tool_results
    assert invoer.items() <= uitkomst.input.items()


@pytest.mark.parametrize(
    ("vraag", "einde"),
    [
        ("Het recht op herstel van ons kind in Purmerend ging een jaar geleden in. Het eindigt op 31 december. "
         "Wat wordt de einddatum?", "2022-05-08"),
        ("Onze cliënt in Zaanstad (herstel): het recht ging 3 maanden geleden in, het loopt tot 31 december 2021. "
         "Wat is de einddatum na verlenging?", "2023-02-08"),
    ],
)  # fmt: skip
def test_the_end_of_now_is_not_the_day_on_which_a_right_began(assistant: Assistant, vraag: str, einde: str) -> None:
    (uitkomst,) = assistant.ask(AskRequest(question=vraag, peildatum=date(2021, 11, 8))).tool_results
    assert uitkomst.data["einddatum"] == einde


@pytest.mark.parametrize(
    ("vraag", "gevraagd"),
    [
        ("Kind uit Hoorn, segment B, is gestart op 20 december. Moet die nog omgezet worden?", "begonnen"),
        ("Meisje uit Enkhuizen, segment B, gestart ergens in het voorjaar. Moet deze nog worden omgezet?", "begonnen"),
        ("Which end date applies to his recovery track (herstel) in Purmerend? It began on his birthday.", "recht"),
        ("Het hersteltraject van onze cliënt in Zaanstad eindigt op 31 december 2021. Vandaag is het 3 november. "
         "Wat wordt de einddatum?", "recht"),
    ],
)  # fmt: skip
def test_a_day_that_is_not_told_is_asked(assistant: Assistant, vraag: str, gevraagd: str) -> None:
    antwoord = assistant.ask(AskRequest(question=vraag, peildatum=NA_DE_OVERGANG))
    assert antwoord.status == "clarify"
    assert antwoord.clarification is not None
    assert gevraagd in antwoord.clarification.question


@pytest.mark.parametrize(
    "vraag",
    [
        "Onze oude indicatie in Opmeer is op 1 augustus 2026 nog niet omgezet. Vervalt die dan?",
        "Wat zijn in Hoorn de gevolgen als een indicatie op 15 juli 2026 nog onder het oude contract loopt?",
    ],
)
def test_a_day_after_the_last_is_no_first_day_of_an_old_one(assistant: Assistant, vraag: str) -> None:
    antwoord = assistant.ask(AskRequest(question=vraag))
    assert not antwoord.tool_results
    assert "nieuwe contract; omzetten is niet nodig" not in antwoord.answer


def test_what_the_sources_tell_of_segment_b_is_not_said_of_another(assistant: Assistant) -> None:
    vraag = "Hoe lang mogen onze toewijzingen in Hoorn voor segment C nog uitdienen onder het oude contract?"
    antwoord = assistant.ask(AskRequest(question=vraag))
    assert not antwoord.tool_results


@pytest.mark.parametrize(
    "vraag",
    [
        "Profiel 3 in Hoorn, een 317 van PE naar IN per 1 juli 2026: hoeveel dagen van tevoren moeten we die insturen?",
        "Jongen uit Medemblik, profiel 2, van IN naar PE per 1 mei 2026. Hoe lang van tevoren moet de 317 binnen zijn?",
    ],
)
def test_how_long_before_a_request_must_be_in_is_said_to_be_open(assistant: Assistant, vraag: str) -> None:
    antwoord = assistant.ask(AskRequest(question=vraag))
    assert antwoord.status == "abstain"
    assert not antwoord.tool_results


@pytest.mark.parametrize(
    "vraag",
    [
        "Is het zo dat bij een 317 in Westfriesland van DL naar DZ de looptijd niet opnieuw begint?",
        "Blijft de einddatum staan als een aanbieder in Opmeer met een 317 afschaalt van intensief naar perspectief?",
    ],
)
def test_a_question_about_the_rules_is_for_the_documents(assistant: Assistant, vraag: str) -> None:
    antwoord = assistant.ask(AskRequest(question=vraag))
    assert antwoord.status == "answered"
    assert "looptijd blijft staan" in antwoord.answer


@pytest.mark.parametrize(
    ("vraag", "veld", "waarden"),
    [
        (
            "Het recht van de oudste in Purmerend (herstel) ging in op 3 mei 2021, wat is de einddatum? En van de "
            "jongste, die twee weken later begon?",
            "ingangsdatum",
            ["2021-05-03", "2021-05-17"],
        ),
        (
            "Wanneer eindigt een hersteltraject in Purmerend dat op 15 maart 2021 inging? En als het een half jaar "
            "later was ingegaan?",
            "ingangsdatum",
            ["2021-03-15", "2021-09-15"],
        ),
        (
            "Kind in Hoorn, profiel 4, duurzaam zwaar: welke productcode? En wat als het toch de lichtere is?",
            "intensiteit",
            ["duurzaam_zwaar", "duurzaam_licht"],
        ),
    ],
)
def test_a_second_case_leans_on_the_first(assistant: Assistant, vraag: str, veld: str, waarden: list[str]) -> None:
    uitkomsten = assistant.ask(AskRequest(question=vraag)).tool_results
    assert [u.input[veld] for u in uitkomsten] == waarden


HALVERWEGE_DE_WINTER = date(2026, 1, 15)


@pytest.mark.parametrize(
    "vraag",
    [
        "Zaanstad: hersteltraject dat op 10 mei 2021 begon, ging op 1 januari 2022 over naar ons. Einddatum?",
        "Oostzaan: moeder ging op 3 april 2021 bij ons langs. Ingangsdatum recht is 10 mei 2021. Wat is de einddatum "
        "van het hersteltraject?",
        "Purmerend: ons kind ging 1 september 2021 naar school. Het hersteltraject startte op 10 mei 2021, wat is de "
        "einddatum?",
        "Purmerend: het recht op herstel ging op 10 mei 2021 in. Wat is de einddatum?",
        "Hersteltraject in Zaanstad dat op 10 mei 2021 inging, wat wordt de einddatum?",
        "Zaanstad: ons hersteltraject ging op 10 mei 2021 van start. Einddatum?",
    ],
)
def test_only_what_began_on_a_day_makes_it_the_first_day_of_a_right(assistant: Assistant, vraag: str) -> None:
    (uitkomst,) = assistant.ask(AskRequest(question=vraag, peildatum=NA_DE_OVERGANG)).tool_results
    assert uitkomst.data["einddatum"] == "2022-11-10"


def test_a_day_on_which_somebody_went_somewhere_begins_nothing(assistant: Assistant) -> None:
    vraag = (
        "Zaanstad: ons kind (herstel) ging op 1 september 2021 naar school. Wat is de einddatum van het hersteltraject?"
    )
    antwoord = assistant.ask(AskRequest(question=vraag))
    assert "1 maart 2023" not in antwoord.answer


@pytest.mark.parametrize(
    "vraag",
    [
        "Westfriesland: de B-toewijzing startte op 1 september. Moet die omgezet worden?",
        "Westfriesland: de B-toewijzing die op 15 november is ingegaan, moet die omgezet worden?",
        "Westfriesland: de B-toewijzing die op 1 april begon, moet die omgezet worden?",
        "Hoorn: een oude indicatie segment B startte op 15 maart. Moet die omgezet worden?",
        "Westfriesland: in 2024 verhuisde het gezin. De B-toewijzing startte op 1 september. Oud of nieuw contract?",
        "Westfriesland: de evaluatie was in 2024, de B-toewijzing startte op 1 oktober. Oud of nieuw contract?",
        "Opmeer, segment B: de intake was in 2025 en de toewijzing is op 1 juni ingegaan. Oud of nieuw contract?",
    ],
)
def test_the_year_of_a_start_that_is_behind_us_is_asked(assistant: Assistant, vraag: str) -> None:
    antwoord = assistant.ask(AskRequest(question=vraag, peildatum=HALVERWEGE_DE_WINTER))
    assert antwoord.status == "clarify"
    assert all("startdatum" not in u.input for u in antwoord.tool_results)


@pytest.mark.parametrize(
    ("vraag", "start"),
    [
        ("Hoorn: de B-toewijzing startte in 2024 op 1 september. Oud of nieuw contract?", "2024-09-01"),
        ("Hoorn: een B-toewijzing uit 2024, gestart op 1 september. Oud of nieuw contract?", "2024-09-01"),
        ("Hoorn: in 2019 verhuisde het gezin. De B-toewijzing startte op 1 mei 2025. Oud of nieuw?", "2025-05-01"),
    ],
)
def test_the_year_told_of_the_start_is_taken(assistant: Assistant, vraag: str, start: str) -> None:
    (uitkomst,) = assistant.ask(AskRequest(question=vraag, peildatum=HALVERWEGE_DE_WINTER)).tool_results
    assert uitkomst.input["startdatum"] == start


@pytest.mark.parametrize(
    ("vraag", "invoer"),
    [
        (
            "Westfriesland: onze oude B-toewijzing loopt nog, hoeveel dagen hebben we om om te zetten vanaf 1 mei 2026 "
            "voordat het te laat is?",
            {"peildatum": "2026-05-01"},
        ),
        ("Hoorn: wat gebeurt met een oude indicatie uit maart 2025, moet die omgezet worden?", {}),
        (
            "Hoorn, oude B-indicaties: hoeveel dagen zijn er vanaf 1 juni 2026 nog, zodat we niet te laat omzetten?",
            {"peildatum": "2026-06-01"},
        ),
    ],
)
def test_who_wants_to_be_in_time_asks_nothing_of_what_comes_after(
    assistant: Assistant, vraag: str, invoer: dict[str, str]
) -> None:
    (uitkomst,) = assistant.ask(AskRequest(question=vraag)).tool_results
    assert uitkomst.tool == "uitdienen"
    assert uitkomst.input == invoer


@pytest.mark.parametrize(
    ("vraag", "weg"),
    [
        (
            "En voor een ander kind, duurzaam zwaar naar duurzaam licht, een maand later?",
            {"profiel", "eerder_gewijzigd"},
        ),
        ("En bij een andere cliënt een maand later?", {"profiel", "intensiteit", "eerder_gewijzigd"}),
        ("En voor de volgende cliënt, profiel 2, een maand later?", {"intensiteit", "eerder_gewijzigd"}),
    ],
)
def test_of_another_client_only_the_day_leans_on_the_one_before(
    assistant: Assistant, vraag: str, weg: set[str]
) -> None:
    eerst = (
        "Westfriesland: profiel 4 duurzaam licht naar duurzaam zwaar per 1 september 2025, nooit eerder gewijzigd. "
        "Mag dat?"
    )
    antwoord = assistant.ask(AskRequest(question=vraag, history=[Turn(question=eerst, answer="Ja, dat mag.")]))
    (uitkomst,) = antwoord.tool_results
    assert uitkomst.verdict != "toegestaan"
    assert uitkomst.input["ingangsdatum"] == "2025-10-01"
    assert not weg & set(uitkomst.input)


@pytest.mark.parametrize(
    ("vraag", "begin"),
    [
        ("herstelclient in landsmeer loopt volgens de 18 maanden door tot in 2023. wat moeten we doen met de SPIC na "
         "31 december 2022?", None),
        ("Hersteltraject in Zaanstad dat na 1 maart 2021 is begonnen, tot wanneer loopt het?", None),
        ("Wat is 18 maanden na 31 augustus 2020 bij herstel in Zaanstad?", "2020-08-31"),
        ("Hersteltraject in Zaanstad: eerst wachtlijst, daarna 1 maart 2021 gestart, tot wanneer loopt het?",
         "2021-03-01"),
    ],
)  # fmt: skip
def test_a_day_after_which_something_is_is_not_its_first(assistant: Assistant, vraag: str, begin: str | None) -> None:
    (uitkomst,) = assistant.ask(AskRequest(question=vraag)).tool_results
    assert uitkomst.input.get("ingangsdatum") == begin
