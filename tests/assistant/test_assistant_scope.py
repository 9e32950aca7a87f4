"""For which regime an answer holds: what is named, else what the question betrays, never a guess."""

from __future__ import annotations

import re

import pytest
from assistant_support import AA, AZ, WF, ZW, ask, talk, verdicts

from assistant.line.scope import Scoper
from assistant.service import Assistant
from knowledge.errors import InvoerFout
from knowledge.store import laad
from knowledge.vocabulary import laad_woordenschat

GEMEENTEN = [(g, naam) for naam, r in laad().regelingen.items() for g in r.gemeenten]


@pytest.mark.parametrize(("gemeente", "regeling"), GEMEENTEN)
def test_a_municipality_names_its_regime(assistant: Assistant, gemeente: str, regeling: str) -> None:
    answer = ask(assistant, f"Hoe lopen de nieuwe contracten voor jeugdhulp in de gemeente {gemeente}?")
    assert answer.regelingen in ([regeling], [])
    assert {c.regeling for c in answer.citations} <= {regeling}
    assert answer.regelingen == [regeling]


@pytest.mark.parametrize(
    ("streek", "regeling"),
    [
        ("Westfriesland", WF),
        ("West-Friesland", WF),
        ("de Westfriese gemeenten", WF),
        ("de regio Zaanstreek-Waterland", ZW),
        ("zaanstreek waterland", ZW),
        ("Amstelveen en Aalsmeer", AA),
        ("AMSTELVEEN", AA),
    ],
)
def test_a_region_names_its_regime(assistant: Assistant, streek: str, regeling: str) -> None:
    answer = ask(assistant, f"Welke jeugdhulp is er vanaf wanneer in {streek}, en hoe werkt het contract?")
    assert answer.regelingen == [regeling]


def test_amsterdam_of_2016_names_the_old_regime(assistant: Assistant) -> None:
    answer = ask(assistant, "Wanneer leverden praktijken in Amsterdam-Amstelland in 2016 onderhanden werk aan?")
    assert answer.regelingen == [AZ]


def test_a_region_of_two_regimes_goes_by_the_subject(assistant: Assistant) -> None:
    oud = ask(assistant, "Moest een groepspraktijk in Zaanstreek-Waterland in 2016 onderhanden werk (OHW) aanleveren?")
    nieuw = ask(assistant, "Wat is in Zaanstreek-Waterland de conversie van een hersteltraject naar 2022?")
    assert oud.regelingen == [AZ]
    assert nieuw.regelingen == [ZW]


@pytest.mark.parametrize(
    ("vraag", "regeling"),
    [
        ("Kunnen wij in het contract van 2017 Purmerend erbij laten zetten?", AZ),
        ("Hoe lang liep de overeenkomst in Zaanstad in 2016?", AZ),
        ("Kunnen wij in het contract van 2022 Purmerend erbij laten zetten?", ZW),
        ("Een kind uit Purmerend kreeg in 2017 hulp; hoe gaat de conversie van dat hersteltraject?", ZW),
        ("Wat staat er in het contract van 2017 in Hoorn?", WF),
    ],
)
def test_in_a_region_of_two_regimes_the_year_tells_which(assistant: Assistant, vraag: str, regeling: str) -> None:
    assert ask(assistant, vraag).regelingen == [regeling]


@pytest.mark.parametrize(
    ("vraag", "regeling"),
    [
        ("Wanneer is de drempel van het signaalbudget bereikt?", AA),
        ("Voor welke profielen is het 317-bericht?", WF),
        ("Welke gegevens vullen we in op het uitvraagformulier voor de conversie?", ZW),
        ("Moet een groepspraktijk onderhanden werk (OHW) aanleveren via het Regioportaal?", AZ),
        ("Wat betekent productcode 504DZ?", WF),
    ],
)
def test_a_telling_word_betrays_the_regime(assistant: Assistant, vraag: str, regeling: str) -> None:
    answer = ask(assistant, vraag)
    assert answer.status == "answered"
    assert answer.regelingen == [regeling]


def test_a_question_like_those_of_one_regime_only_is_of_that_regime(assistant: Assistant) -> None:
    answer = ask(assistant, "Welk rapport staat bij het versmallen en versimpelen?")
    assert (answer.status, answer.regelingen) == ("answered", [WF])
    assert "AEF-rapport" in answer.answer


@pytest.mark.parametrize(
    "vraag",
    [
        "Vanaf welke datum gelden de nieuwe contracten?",
        "Wie mag er verwijzen?",
        "Wat moet ik doen voor mijn cliënt?",
        "Hoeveel aanbieders heeft de Peelregio voor segment B gecontracteerd?",
        "Welk rapport staat bij het versmallen en versimpelen in de Kempenregio?",
    ],
)
def test_without_a_clue_the_regime_is_asked_for(assistant: Assistant, vraag: str) -> None:
    answer = ask(assistant, vraag)
    assert answer.status == "clarify"
    assert answer.clarification is not None
    assert len(answer.clarification.options) >= 2
    assert answer.tool_results == []


def test_an_option_of_the_clarification_answers(assistant: Assistant) -> None:
    vraag = "Vanaf welke datum gelden de nieuwe contracten?"
    eerst = ask(assistant, vraag)
    assert eerst.clarification is not None
    for optie in eerst.clarification.options:
        dan = ask(assistant, optie, (vraag, eerst.answer))
        assert len(dan.regelingen) == 1, optie
        assert dan.status in {"answered", "abstain"}, optie


# --- places of which there are no documents -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("vraag", "plaats"),
    [
        ("Welke regels gelden er in Rotterdam voor stapelen?", "Rotterdam"),
        ("Mogen segment B en C gestapeld worden in de gemeente Utrecht?", "Utrecht"),
        ("wat is de productcode voor profiel 3 in eindhoven", "Eindhoven"),
        ("Hoe werkt het signaalbudget bij de gemeente Groningen?", "Groningen"),
        ("Mag ik een 317 sturen voor een kind uit Den Haag?", "Den Haag"),
        ("Hoe gaat de conversie in Alkmaar?", "Alkmaar"),
        ("Wat geldt er in de gemeente Ede voor dyslexie?", "Ede"),
        ("Kent Utrecht ook een signaalbudget?", "Utrecht"),
        ("Hoe zit het met Gouda en stapelen?", "Gouda"),
    ],
)
def test_another_place_gets_no_rules_of_ours(assistant: Assistant, vraag: str, plaats: str) -> None:
    answer = ask(assistant, vraag)
    assert answer.status == "abstain"
    assert plaats in answer.answer
    assert answer.tool_results == []
    assert answer.citations == []
    assert answer.regelingen == []


@pytest.mark.parametrize(
    "vraag",
    [
        "Wat is het beste document voor profiel 3 in Westfriesland?",
        "Hoe gaat het er bij een verlenging in Hoorn aan toe?",
        "Wie mag in Amstelveen verwijzen naar verblijf?",
    ],
)
def test_ordinary_words_are_no_places(assistant: Assistant, vraag: str) -> None:
    answer = ask(assistant, vraag)
    assert len(answer.regelingen) == 1


def test_another_place_stays_in_the_conversation(assistant: Assistant) -> None:
    eerst, dan = talk(assistant, "Mogen segment B en C gestapeld worden in Rotterdam?", "En segment B met segment V?")
    assert eerst.status == "abstain"
    assert dan.status in {"abstain", "clarify"}
    assert dan.tool_results == []
    assert dan.regelingen == []


def test_another_place_named_later_gets_no_rules_of_the_one_before(assistant: Assistant) -> None:
    for vraag in ("Heeft Utrecht dat ook?", "En Utrecht?", "en hoe zit het met utrecht"):
        _, dan = talk(assistant, "Wat is het signaalbudget in Amstelveen?", vraag)
        assert dan.status == "abstain", vraag
        assert "Utrecht" in dan.answer
        assert "Westfriesland" in dan.answer  # which regions are known
        assert dan.citations == []


@pytest.mark.parametrize(
    ("vraag", "regeling", "elders"),
    [
        ("Kent Westfriesland ook een maatwerkbudget?", WF, AA),
        ("Gelden in Diemen ook de vier zorgcategorieën?", AZ, AA),
        ("Geldt het 317-bericht ook in Amstelveen?", AA, WF),
        ("Hoe werkt de uitvraag in Westfriesland?", WF, ZW),
        ("Kan ik in Zaanstreek-Waterland met een 317 opschalen van perspectief naar intensief?", ZW, WF),
        ("Mag in Amstelveen segment B naast segment C lopen?", AA, WF),
    ],
)
def test_what_only_another_region_has_is_not_answered_with_a_loose_passage(
    assistant: Assistant, vraag: str, regeling: str, elders: str
) -> None:
    answer = ask(assistant, vraag)
    assert answer.status == "abstain"
    assert answer.regelingen == [regeling]
    assert answer.citations == []
    assert laad().regelingen[elders].naam in answer.answer


# --- conversation, choice, two at once ----------------------------------------------------------------------


def test_the_regime_stays_in_the_conversation(assistant: Assistant) -> None:
    answers = talk(
        assistant,
        "Wat is het signaalbudget in Amstelveen?",
        "En wie mag daar verwijzen naar verblijf?",
        "Hoe lang duurt crisishulp?",
    )
    assert [a.regelingen for a in answers] == [[AA]] * 3


def test_another_region_named_later_wins(assistant: Assistant) -> None:
    _, dan = talk(assistant, "Wie mag in Amstelveen verwijzen naar verblijf?", "En hoe zit dat in Westfriesland?")
    assert dan.regelingen == [WF]
    assert {c.regeling for c in dan.citations} <= {WF}


def test_two_regions_get_an_answer_each(assistant: Assistant) -> None:
    answer = ask(
        assistant, "Wat is het verschil tussen Westfriesland en Zaanstreek-Waterland: vanaf wanneer is het contract?"
    )
    assert set(answer.regelingen) == {WF, ZW}
    for naam in ("Westfriesland", "Zaanstreek-Waterland"):
        assert f"**{naam}**" in answer.answer
    assert {c.regeling for c in answer.citations} == {WF, ZW}


@pytest.mark.parametrize("regeling", [WF, ZW, AA, AZ])
def test_the_regime_that_is_given_holds(assistant: Assistant, regeling: str) -> None:
    answer = ask(assistant, "Vanaf welke datum gelden de nieuwe contracten?", regeling=regeling)
    assert answer.regelingen == [regeling]
    assert {c.regeling for c in answer.citations} <= {regeling}


def test_a_given_regime_is_as_good_as_a_named_one(assistant: Assistant) -> None:
    vraag = "Vanaf welke datum gelden de nieuwe contracten{}?"
    genoemd, gegeven = ask(assistant, vraag.format(" in Westfriesland")), ask(assistant, vraag.format(""), regeling=WF)
    assert "1 juli 2025" in genoemd.answer
    assert genoemd.status == gegeven.status == "answered"
    assert genoemd.citations[0] == gegeven.citations[0]


def test_the_given_regime_beats_telling_words(assistant: Assistant) -> None:
    answer = ask(assistant, "Mogen segment B en segment V naast elkaar?", regeling=ZW)
    assert answer.regelingen == [ZW]
    assert ("stapelen", "toegestaan") not in verdicts(answer)


def test_an_unknown_regime_is_an_error(assistant: Assistant) -> None:
    with pytest.raises(InvoerFout) as fout:
        ask(assistant, "Mogen segment B en segment V naast elkaar?", regeling="nergens")
    assert fout.value.field == "regeling"
    assert WF in fout.value.message


@pytest.mark.parametrize(
    ("tekst", "gekozen", "vergeleken"),
    [
        ("Wat moet er mee in Medemblik?", None, "Wat moet er mee in Westfriesland?"),
        ("Wat moet er mee in de WESTFRIESE regio?", None, "Wat moet er mee in de Westfriesland regio?"),
        ("Wat moet er mee?", WF, "Wat moet er mee in Westfriesland?"),
        ("Wat moet er mee in Hoorn?", WF, "Wat moet er mee in Westfriesland?"),
        ("Wat moet er mee in Hoorn en in Amstelveen?", None, "Wat moet er mee in Hoorn en in Amstelveen?"),
        ("Wat moet er mee?", None, "Wat moet er mee?"),
    ],
)
def test_meanings_are_compared_with_the_region_named_in_one_way(
    tekst: str, gekozen: str | None, vergeleken: str
) -> None:
    assert Scoper(laad(), laad_woordenschat()).met_regio(tekst, gekozen) == vergeleken


@pytest.mark.parametrize(("gemeente", "status"), [("Hoorn", "answered"), ("Enkhuizen", "abstain")])
def test_what_is_told_for_one_municipality_is_not_told_for_another(
    assistant: Assistant, gemeente: str, status: str
) -> None:
    assert ask(assistant, f"Wie is de implementatiemanager van {gemeente}?").status == status


@pytest.mark.parametrize("plaats", ["Westfriesland", "Hoorn", "Enkhuizen"])
def test_a_place_in_a_question_does_not_silence_what_is_answered_without(assistant: Assistant, plaats: str) -> None:
    answer = ask(assistant, f"Wat is de Beschikbaarheidswijzer in {plaats}?")
    assert answer.status == "answered"


def test_a_section_that_answers_goes_before_one_as_likely_that_leaves_it_open(assistant: Assistant) -> None:
    answer = ask(assistant, "Welke rol heeft de lokale toegang bij het vervolgdeel in Westfriesland?")
    assert answer.status == "answered"
    assert answer.citations[0].section == "Perspectiefplan, aanvraagformulier en vervolgdeel"


@pytest.mark.parametrize("plaats", ["Amstelveen", "Aalsmeer", "Purmerend", "Diemen"])
def test_a_place_was_of_another_regime_in_other_years(assistant: Assistant, plaats: str) -> None:
    answer = ask(
        assistant, f"Wij hebben een groepspraktijk in {plaats}. Kon de AGB-code in 2017 zelf gewijzigd worden?"
    )
    assert answer.regelingen == [AZ]


def test_in_other_years_the_same_place_is_of_its_own_regime(assistant: Assistant) -> None:
    answer = ask(assistant, "Welke producten vallen in Amstelveen in 2022 onder ambulant?")
    assert answer.regelingen == [AA]


def test_a_regime_that_ended_before_the_day_that_is_named_is_only_mentioned(assistant: Assistant) -> None:
    vraag = (
        "Eerst woonde het kind in Amsterdam, nu in Hoorn. De toewijzing ging in op 22-5-2025. Oud of nieuw contract?"
    )
    answer = ask(assistant, vraag)
    assert answer.regelingen == [WF]


@pytest.mark.parametrize(
    ("vraag", "regeling", "ongenoemd"),
    [
        ("Diemen: groepspraktijk, mag ik OHW aanleveren op 12 mei 2016?", AZ, ["Diemen"]),
        ("Zaanstad: groepspraktijk, mag ik OHW aanleveren op 12 mei 2016?", AZ, ["Zaanstad"]),
        ("Aalsmeer: groepspraktijk, mag ik OHW aanleveren op 12 mei 2016?", AZ, ["Aalsmeer"]),
        ("Edam-Volendam: groepspraktijk, mag ik OHW aanleveren op 12 mei 2016?", AZ, ["Edam-Volendam"]),
        ("Zaanstreek-Waterland: groepspraktijk, mag ik OHW aanleveren op 12 mei 2016?", AZ, []),
        ("Waterland: groepspraktijk, mag ik OHW aanleveren op 12 mei 2016?", AZ, ["Waterland"]),
        ("Zaanstad, hersteltraject gestart op 1 mei 2021: wat is de einddatum?", ZW, []),
        ("Zaandam, hersteltraject gestart op 1 mei 2021: wat is de einddatum?", ZW, ["Zaandam"]),
        ("Mag B naast V in Enkhuizen?", WF, ["Enkhuizen"]),
        ("Mag B naast V in Hoorn?", WF, []),
    ],
)
def test_a_place_that_no_source_of_the_regime_names_is_told(
    assistant: Assistant, vraag: str, regeling: str, ongenoemd: list[str]
) -> None:
    answer = ask(assistant, vraag)
    assert (answer.status, answer.regelingen) == ("answered", [regeling])
    assert re.findall(r"noemen (\S+) niet bij naam", answer.answer) == ongenoemd


@pytest.mark.parametrize(
    ("vraag", "regeling"),
    [
        ("Met welke gemeenten koopt Zaanstreek-Waterland vanaf 2022 samen in, doet Amsterdam-Amstelland nog mee?", ZW),
        ("Diemen koopt vanaf 2022 samen met Purmerend en Zaanstad de jeugdhulp in, klopt dat?", ZW),
        ("hoeveel gemeenten waren het in ZAWA en AA samen, in 2016", AZ),
        ("Zaanstad: groepspraktijk, mag ik onderhanden werk aanleveren op 15 mei 2019?", AZ),
    ],
)
def test_the_year_tells_regimes_that_share_a_region_apart(assistant: Assistant, vraag: str, regeling: str) -> None:
    assert ask(assistant, vraag).regelingen == [regeling]
