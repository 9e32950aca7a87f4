"""After a message on several children a later turn is of those that it names, or of all of them."""

from __future__ import annotations

import pytest
from assistant_support import talk

from assistant.conversation.cases import per_geval, voor_wie
from assistant.message.reader import lees_bericht
from assistant.service import Assistant

TWEE = (
    "Daan: profiel 2, PE naar IN per 1 april 2026. Sofie: profiel 3, DL naar DZ per 1 april 2026. Hoorn. Mag een 317?"
)
ZONDER_DAG = "Voor Ilse profiel 2 van PE naar IN en voor Gijs profiel 3 van PE naar IN, Hoorn, beide nieuw. Mag dat?"
TOEGANG = "Huisarts verwees Ilse, profiel 2. De GI verwees Gijs, profiel 4. Hoorn. Wat is nodig?"


def _delen(*beurten: str) -> dict[str, str]:
    *eerder, nu = beurten
    return {vraag.geval: vraag.zelfstandig for vraag, _ in per_geval([(b, "") for b in eerder], nu)}


@pytest.mark.parametrize(
    ("eerder", "nu", "van"),
    [
        (TWEE, "Voor beiden is het de eerste keer.", ["Daan", "Sofie"]),
        (TWEE, "Nee, allebei nog nooit gewijzigd", ["Daan", "Sofie"]),
        (TWEE, "Eerste wijziging", ["Daan", "Sofie"]),
        (TWEE, "En als het per 15 april 2026 wordt?", ["Daan", "Sofie"]),
        (TWEE, "Sorry, het moet per 1 mei 2026", ["Daan", "Sofie"]),
        (TWEE, "Sofie is al eens gewijzigd", ["Sofie"]),
        (TWEE, "En als Daan profiel 5 had?", ["Daan"]),
        (TWEE, "Daan is nooit gewijzigd, Sofie wel", ["Daan", "Sofie"]),
        (ZONDER_DAG, "per 1 april 2026", ["Ilse", "Gijs"]),
        (TOEGANG, "Ilse is een eerste aanvraag en Gijs een verlenging", ["Ilse", "Gijs"]),
        ("De oudste: profiel 2, de jongste: profiel 6. Wat is nodig in Hoorn?", "De jongste verlengt", ["De jongste"]),
    ],
)  # fmt: skip
def test_a_turn_is_of_the_children_that_it_names_or_of_all(eerder: str, nu: str, van: list[str]) -> None:
    assert list(_delen(eerder, nu)) == van


@pytest.mark.parametrize(
    "nu",
    [
        "Wie beslist daarover?",
        "Bedankt!",
        "Nog een andere vraag: mag B naast C?",
        "Kan de aanbieder B en C stapelen?",
        "En voor hun zus, profiel 3?",
        "En Noor met profiel 1?",
        "Ander kind: profiel 1 van PE naar IN per 1 mei 2026. Mag dat?",
        "Profiel 4 trouwens",
    ],
)
def test_a_turn_on_something_or_somebody_else_is_of_none_of_them(nu: str) -> None:
    assert _delen(TWEE, nu) == {}


@pytest.mark.parametrize(
    ("nu", "daan", "sofie"),
    [
        ("Bij Daan is al eerder gewijzigd, bij Sofie niet.", "al eerder", "nog niet eerder gewijzigd"),
        ("Daan is al een keer gewijzigd, Sofie ook", "al een keer", "al eens gewijzigd"),
        ("Daan is nog nooit gewijzigd en Sofie wel", "nooit", "al eens gewijzigd"),
        ("Daan is nooit gewijzigd. Sofie ook niet.", "nooit", "nog niet eerder gewijzigd"),
    ],
)
def test_a_bare_yes_or_no_of_a_child_is_of_what_was_told_of_the_other(nu: str, daan: str, sofie: str) -> None:
    delen = _delen(TWEE, nu)
    assert daan in delen["Daan"]
    assert sofie in delen["Sofie"]
    assert "Sofie" not in delen["Daan"]


def test_each_child_keeps_what_its_own_turns_told() -> None:
    beurten = (TWEE, "Sofie is al eens gewijzigd", "Dank je wel", "En als het voor allebei per 15 mei 2026 wordt?")
    eigen = {v.geval: [b for b, _ in g] for v, g in per_geval([(b, "") for b in beurten[:-1]], beurten[-1])}
    assert list(eigen) == ["Daan", "Sofie"]
    assert len(eigen["Daan"]) == 1
    assert eigen["Sofie"][-1] == "Sofie is al eens gewijzigd"


@pytest.mark.parametrize(
    ("tekst", "eigen"),
    [
        (
            "In Hoorn: Yara (profiel 2) en Ilyas (profiel 3) van PE naar IN per 1 mei 2026. Mag dat?",
            {"Yara": "profiel 2", "Ilyas": "profiel 3"},
        ),
        (
            "Jan profiel 1, Piet profiel 6, PE naar IN per 1 mei 2026, nooit gewijzigd. Mag dat in Hoorn?",
            {"Jan": "profiel 1", "Piet": "profiel 6"},
        ),
        (
            "Kind 1 profiel 2, kind 2 profiel 3, allebei van PE naar IN per 1 mei 2026. Hoorn. Mag dat?",
            {"Kind 1": "profiel 2", "Kind 2": "profiel 3"},
        ),
    ],
)
def test_what_stands_behind_a_row_of_children_is_of_all_of_them(tekst: str, eigen: dict[str, str]) -> None:
    delen = {v.geval: v.zelfstandig for v in lees_bericht(tekst).vragen}
    assert list(delen) == [*eigen]
    for naam, profiel in eigen.items():
        assert profiel in delen[naam]
        assert "1 mei 2026" in delen[naam]
        assert not any(p in delen[naam] for n, p in eigen.items() if n != naam)


def test_one_of_a_row_that_alone_has_a_change_by_a_verb_is_who_it_is_about() -> None:
    tekst = "Lars heeft profiel 1, Eva profiel 4 en gaat van IN naar PE per 1-7-2026. Hoorn. Mag dat?"
    (vraag,) = lees_bericht(tekst).vragen
    assert "profiel 1" not in vraag.zelfstandig


def test_every_child_gets_its_answer_in_a_later_turn(assistant: Assistant) -> None:
    *_, answer = talk(assistant, TOEGANG, "Ilse is een eerste aanvraag en Gijs een verlenging")
    assert [(r.input["profiel"], r.input["moment"]) for r in answer.tool_results] == [
        (2, "aanvraag"),
        (4, "verlenging"),
    ]


@pytest.mark.parametrize(
    ("nu", "wat"),
    [
        ("Profiel 4 trouwens", "het profiel"),
        ("o wacht, het is profiel 1", "het profiel"),
        ("En als het profiel 5 is?", "het profiel"),
        ("het gaat om duurzaam licht naar duurzaam zwaar", "de intensiteit"),
    ],
)
def test_a_fact_that_may_be_of_either_child_is_asked_about(assistant: Assistant, nu: str, wat: str) -> None:
    _, antwoord = talk(assistant, TWEE, nu)
    assert antwoord.status == "clarify"
    assert wat in antwoord.answer
    assert antwoord.clarification is not None
    assert antwoord.clarification.options == ["Daan", "Sofie", "Allebei"]
    assert antwoord.tool_results == []


@pytest.mark.parametrize(
    ("wie", "profielen"),
    [("Sofie", {4}), ("voor Daan", {4}), ("allebei", {4}), ("Sofie en Daan", {4})],
)
def test_who_is_named_then_has_that_fact(assistant: Assistant, wie: str, profielen: set[int]) -> None:
    antwoord = talk(assistant, TWEE, "Profiel 4 trouwens", wie)[-1]
    gelezen = [e.input for e in antwoord.tool_results if e.tool == "verzoek_om_wijziging"]
    assert {i["profiel"] for i in gelezen} == profielen
    assert len(gelezen) == 2 - (wie in ("Sofie", "voor Daan"))
    assert all({"intensiteit", "nieuwe_intensiteit", "ingangsdatum"} <= {*i} for i in gelezen)


def test_neither_of_the_children_gets_that_fact(assistant: Assistant) -> None:
    antwoord = talk(assistant, TWEE, "Profiel 4 trouwens", "geen van beide")[-1]
    assert 4 not in {e.input.get("profiel") for e in antwoord.tool_results}


@pytest.mark.parametrize("wie", ["niet Sofie", "Sofie niet", "behalve Sofie", "niet voor Sofie, wel Daan", "nee, Daan"])
def test_who_is_denied_does_not_get_that_fact(wie: str) -> None:
    """The other one of two does."""
    (geval,) = per_geval([(TWEE, ""), ("Profiel 4 trouwens", "")], wie)
    assert (geval[0].geval, geval[0].zelfstandig) == ("Daan", "Daan: Profiel 4 trouwens")


@pytest.mark.parametrize(("wie", "gevraagd"), [("niet Sofie", 2), ("behalve Sofie", 0), ("niet Sofie, wel Tim", 0)])
def test_of_three_children_is_asked_which_of_the_others_is_meant(wie: str, gevraagd: int) -> None:
    drie = "Daan zit op profiel 3, Sofie op profiel 2 en Tim op profiel 1, Hoorn. Allen van PE naar IN, mag dat?"
    gesprek = [(drie, ""), ("Profiel 4 trouwens", "")]
    assert len(voor_wie(gesprek, wie)) == gevraagd
    assert "Sofie" not in {deel.geval for deel, _ in per_geval(gesprek, wie)}


@pytest.mark.parametrize("weg", ["niet Sofie", "Sofie niet", "niet voor Sofie"])
def test_a_child_that_is_left_out_loses_what_was_told_of_all(weg: str) -> None:
    """And the verdict is given for the others."""
    gesprek = [(TWEE, ""), ("Per 15 mei 2026", "")]
    (geval,) = per_geval(gesprek, weg)
    assert (geval[0].geval, geval[0].zelfstandig) == ("Daan", "Per 15 mei 2026")
    ((_, van_sofie),) = per_geval([*gesprek, (weg, "")], "en voor Sofie?")
    assert all("15 mei" not in vraag for vraag, _ in van_sofie)


@pytest.mark.parametrize(
    "nu", ["Bij Sofie is het niet eerder gewijzigd", "Waarom niet Sofie?", "Sofie heeft geen profiel 2"]
)
def test_a_denial_that_tells_more_leaves_nobody_out(nu: str) -> None:
    assert {deel.geval for deel, _ in per_geval([(TWEE, "")], nu)} <= {"Sofie"}


@pytest.mark.parametrize("nu", ["Per 15 mei 2026", "Voor allebei profiel 4", "Sofie heeft profiel 4", "Dank je"])
def test_a_fact_of_all_or_of_who_is_named_is_not_asked_about(nu: str) -> None:
    assert voor_wie([(TWEE, "")], nu) == ()


def test_who_it_is_about_is_not_asked_after_another_question() -> None:
    assert voor_wie([(TWEE, ""), ("Mag B naast C?", "")], "Profiel 4 trouwens") == ()


def test_a_verdict_that_two_children_share_says_what_was_read_of_each(assistant: Assistant) -> None:
    vraag = "Daan zit op profiel 3 en Sofie op profiel 2, Hoorn. Beiden van PE naar IN per 1 maart 2026, mag dat?"
    (antwoord,) = talk(assistant, vraag)
    assert [e.input["profiel"] for e in antwoord.tool_results] == [3, 2]
