"""From an incoming mail to a reply draft, with the real assistant."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant.drafts.reply import maak_concept
from assistant.drafts.template import SJABLONEN, SjabloonFout
from assistant.models import Answer, AskRequest, Draft, DraftRequest
from assistant.proof.verify import onbewezen
from assistant.service import Assistant
from knowledge.errors import InvoerFout

PEILDATUM = "2026-03-01"
DRIE_VRAGEN = """Geachte heer/mevrouw,

Wij zijn een zorgaanbieder in de regio Westfriesland.

Een van onze cliënten heeft ondersteuningsprofiel 4 met intensiteit duurzaam licht. Wij willen opschalen naar duurzaam
zwaar per 1 november 2026. Er is nog niet eerder een wijziging geweest. Kan dat met een 317-bericht?
Daarnaast vroeg ik mij af wat de productcode is voor profiel 4 duurzaam zwaar.
Tot slot: voor welke datum moeten de oude toewijzingen zijn omgezet?

Alvast bedankt.

Met vriendelijke groet,

Anneke de Vries
Stichting De Linde
Tel. 06-12345678
anneke@delinde.example
"""
PERSOONLIJK = """Beste,

Het gaat om Jan de Boer, geboren 12-03-2014, BSN 111222333. Profiel 1, perspectief, regio Westfriesland. Wij willen per
15 april 2026 naar intensief. Mag dat?

Groet,
zorgadministratie
"""
TARIEF = """Goedemiddag,

1. Geldt in Amstelveen voor persoonlijke verzorging een signaalbudget?
2. Wat is in Amstelveen het uurtarief voor persoonlijke verzorging?
3. Kunt u mij een appeltaartrecept sturen?

Groet,
Bart Visser
"""
ONDUIDELIJK = "Goedemiddag,\n\nWat is in Westfriesland de code voor profiel 4?\n\nGroet,\nSanne"


def concept(assistant: Assistant, mail: str, **meer: str) -> Draft:
    return maak_concept(assistant, DraftRequest(email=mail, peildatum=PEILDATUM, **meer))


def niet_gedragen(draft: Draft) -> set[str]:
    """What is exact in a reply and borne by none of its answers, with what they ask back; not in places to fill in."""
    tools = [e for v in draft.questions for e in v.answer.tool_results]
    citaties = [c for v in draft.questions for c in v.answer.citations]
    terug = {
        w for v in draft.questions if (c := v.answer.clarification) for w in onbewezen("; ".join(c.options), [], [])
    }
    return onbewezen(re.sub(r"\[NOG [^\]]*\]", "", draft.reply), tools, citaties) - terug


@pytest.fixture(scope="module")
def drie(assistant: Assistant) -> Draft:
    return concept(assistant, DRIE_VRAGEN)


def test_every_question_is_answered_with_its_facts(drie: Draft) -> None:
    assert [v.answer.status for v in drie.questions] == ["answered"] * 3
    assert [v.question for v in drie.questions] == [
        "Kan dat met een 317-bericht?",
        "Wat de productcode is voor profiel 4 duurzaam zwaar.",
        "Voor welke datum moeten de oude toewijzingen zijn omgezet?",
    ]
    assert any("1 november 2026" in feit for feit in drie.questions[0].context)
    assert "504DZ" in drie.reply
    assert "30 juni 2026" in drie.reply


def test_the_reply_has_salutation_answers_closing_and_sources(drie: Draft) -> None:
    plekken = [
        drie.text.index(deel) for deel in ("Beste Anneke de Vries,", "U vraagt: Kan dat", "504DZ", "Heeft u nog")
    ]
    assert plekken == sorted(plekken)
    assert "[uw naam]" in drie.text
    assert drie.text.rindex("Bronnen") > plekken[-1]
    assert "**" not in drie.text
    assert "Wat wij u nog vragen" not in drie.text


def test_every_marker_has_its_source_and_the_other_way_round(drie: Draft) -> None:
    tekst, lijst = drie.reply.split("**Bronnen**")
    assert drie.sources
    assert [b.number for b in drie.sources] == list(range(1, len(drie.sources) + 1))
    for bron in drie.sources:
        assert f"[{bron.number}]" in tekst
        assert f"[{bron.number}] {bron.title}, onderdeel ‘{bron.section}’ (Westfriesland)" in lijst
    assert f"[{len(drie.sources) + 1}]" not in drie.reply
    assert len({(b.document, b.section) for b in drie.sources}) == len(drie.sources)


@pytest.mark.parametrize("mail", [DRIE_VRAGEN, PERSOONLIJK, TARIEF, ONDUIDELIJK])
def test_nothing_in_a_reply_is_unproven(assistant: Assistant, mail: str) -> None:
    assert niet_gedragen(concept(assistant, mail)) == set()


def test_a_number_of_the_question_that_nothing_bears_is_not_repeated(assistant: Assistant) -> None:
    mail = "1. Mag het budgetplafond van onze groepspraktijk omhoog naar 98.765 euro?\n2. Wat is segment C in Hoorn?"
    draft = concept(assistant, mail)
    assert "98.765" in draft.questions[0].question
    assert "98.765" not in draft.reply


def test_the_same_mail_gives_the_same_draft(assistant: Assistant, drie: Draft) -> None:
    opnieuw = concept(assistant, DRIE_VRAGEN)
    weg = {"questions": {"__all__": {"answer": {"timings_ms"}}}}
    assert opnieuw.model_dump(exclude=weg) == drie.model_dump(exclude=weg)


def test_personal_data_is_out_before_anything_reads_the_mail(assistant: Assistant) -> None:
    draft = concept(assistant, PERSOONLIJK)
    assert set(draft.redacted) == {"bsn", "geboortedatum"}
    for geheim in ("111222333", "12-03-2014", "Jan de Boer"):
        assert geheim not in draft.model_dump_json()
    assert "persoonsgegevens" in draft.reply
    assert draft.reply.startswith("Geachte heer of mevrouw,")
    assert "mei 2026" in draft.reply  # the first of a month that lies nearest


def test_what_has_no_answer_is_left_to_a_person(assistant: Assistant) -> None:
    draft = concept(assistant, TARIEF)
    assert [v.answer.status for v in draft.questions] == ["answered", "abstain", "refused"]
    soorten = {(p.kind, p.question) for p in draft.open_punten}
    assert {("geen_antwoord", 2), ("geweigerd", 3)} <= soorten
    assert "[NOG INVULLEN" in draft.reply
    assert "[NOG NALOPEN" in draft.reply
    assert draft.questions[1].answer.answer not in draft.reply


def test_no_answer_twice_is_to_be_filled_in_twice(assistant: Assistant) -> None:
    vraag = "Wat is in Amstelveen het uurtarief voor persoonlijke verzorging?"
    draft = concept(assistant, f"1. {vraag}\n2. {vraag}")
    assert draft.reply.count("[NOG INVULLEN") == 2


def test_a_missing_fact_is_asked_for_once(assistant: Assistant) -> None:
    draft = concept(assistant, ONDUIDELIJK)
    (vraag,) = draft.questions
    assert vraag.answer.status == "clarify"
    assert vraag.answer.clarification is not None
    _, nodig = draft.reply.split("**Wat wij u nog vragen**")
    assert vraag.answer.clarification.question in nodig
    assert draft.reply.count(vraag.answer.clarification.question) == 1
    assert ("gegevens_nodig", 1) in {(p.kind, p.question) for p in draft.open_punten}


def test_notes_of_the_tools_are_open_points(drie: Draft) -> None:
    noten = {n for v in drie.questions for e in v.answer.tool_results for n in e.notes}
    punten = {p.text for p in drie.open_punten}
    assert noten
    assert noten & punten
    assert any(p.kind == "niet_beschreven" for p in drie.open_punten)


def test_what_a_source_leaves_open_is_an_open_point(assistant: Assistant) -> None:
    draft = concept(assistant, "Hoe worden aanbieders in Amstelveen betaald, per maand?")
    assert draft.questions[0].answer.status == "answered"
    assert any(p.kind == "niet_beschreven" and "niet in de bron" in p.text for p in draft.open_punten)


def test_an_assumption_is_an_open_point(assistant: Assistant) -> None:
    mail = "In Aalsmeer is het signaalbudget 10.000 euro en is 8.000 euro gedeclareerd. Moeten wij bellen?"
    draft = concept(assistant, mail)
    assert "aanname" in {p.kind for p in draft.open_punten}


def test_what_reads_on_is_not_sent_along(assistant: Assistant) -> None:
    vraag = "Welk document is in Westfriesland nodig als een externe verwijzer hulp in profiel 5 aanvraagt?"
    draft = concept(assistant, vraag)
    assert "Toelichting:" in draft.questions[0].answer.answer
    assert "Toelichting:" not in draft.reply


def test_the_same_answer_stands_once(assistant: Assistant) -> None:
    mail = (
        "Vraag 1: Wie voert de regie bij profiel 8 in Westfriesland, als de gemeente zelf verwijst bij een aanvraag?\n"
        "Vraag 2: Wie voert de regie bij profiel 8 in Westfriesland, als de gemeente zelf verwijst bij een aanvraag?"
    )
    draft = concept(assistant, mail)
    assert len(draft.questions) == 2
    assert "Dit is hetzelfde antwoord als op uw vraag ‘Wie voert de regie" in draft.reply


def test_a_question_without_a_region_gets_that_of_the_others(assistant: Assistant) -> None:
    mail = (
        "1. Profiel 1, van perspectief naar intensief met een 317 per 1 juni 2026, nooit eerder gewijzigd. Mag dat?\n"
        "2. Wat is segment B?"
    )
    draft = concept(assistant, mail)
    aangenomen = [v for v in draft.questions if v.assumed_regeling]
    assert [v.number for v in aangenomen] == [2]
    assert aangenomen[0].assumed_regeling == "westfriesland-2025"
    assert any(p.question == 2 and "gaat uit van Westfriesland" in p.text for p in draft.open_punten)


def test_a_region_that_was_inferred_is_an_open_point(assistant: Assistant) -> None:
    zin = "Wat is de code voor profiel 4 duurzaam zwaar?"
    assert any("geen regio" in p.text for p in concept(assistant, zin).open_punten)
    for mail, meer in ((f"{zin} Het gaat om Hoorn.", {}), (zin, {"regeling": "westfriesland-2025"})):
        assert not any("geen regio" in p.text for p in concept(assistant, mail, **meer).open_punten)


def test_more_questions_than_can_be_answered_are_named(assistant: Assistant) -> None:
    mail = "\n".join(f"{n}. Wat is de code voor profiel {n % 8 + 1} intensief in Hoorn?" for n in range(1, 11))
    draft = concept(assistant, mail)
    assert len(draft.questions) == 8
    assert [p.kind for p in draft.open_punten].count("niet_behandeld") == 2


def test_a_question_that_nothing_answers_has_its_place_in_the_reply(assistant: Assistant) -> None:
    mail = "\n".join(f"{n}. Wat is de code voor profiel {n % 8 + 1} intensief in Hoorn?" for n in range(1, 10))
    draft = concept(assistant, f"{mail}\n10. Mag het budgetplafond naar 98.765 euro?")
    for nummer in (9, 10):
        assert draft.reply.count(f"[NOG INVULLEN: antwoord op vraag {nummer};") == 1
    assert draft.text.index("U vraagt: Mag het budgetplafond naar") < draft.text.index("antwoord op vraag 10")
    assert "98.765" not in draft.reply
    assert niet_gedragen(draft) == set()


@pytest.mark.parametrize(
    ("mail", "plek"),
    [
        (
            "Wat is de code voor profiel 4 duurzaam zwaar?",
            "[NOG NALOPEN: bij vraag 1 staat geen regio; het antwoord gaat uit van Westfriesland]",
        ),
        (
            "1. Wat is de code voor profiel 4 duurzaam zwaar?\n2. Wat is de code voor profiel 1 intensief?",
            "[NOG NALOPEN: bij vraag 1 en 2 staat geen regio; het antwoord gaat uit van Westfriesland]",
        ),
        ("Wat is de code voor profiel 4 duurzaam zwaar in Hoorn?", None),
    ],
)
def test_an_assumed_region_is_marked_once_in_the_reply_itself(
    assistant: Assistant, mail: str, plek: str | None
) -> None:
    draft = concept(assistant, mail)
    assert draft.reply.count("[NOG NALOPEN") == (plek is not None)
    assert (plek or "") in draft.text
    assert niet_gedragen(draft) == set()


def test_the_chosen_regime_and_signature_are_used(assistant: Assistant) -> None:
    draft = concept(assistant, "Wie mag verwijzen?", regeling="amstelveen-aalsmeer-2022", signature="Team Jeugd")
    assert draft.questions[0].answer.regelingen == ["amstelveen-aalsmeer-2022"]
    assert "Team Jeugd" in draft.reply
    assert "[uw naam]" not in draft.reply


@pytest.mark.parametrize(
    ("mail", "veld"), [("  \n ", "email"), ("woord " * 4000, "email"), ("From: x\nMIME-Version: 1.0\n\n", "email")]
)
def test_a_mail_that_cannot_be_answered_is_refused_with_its_field(assistant: Assistant, mail: str, veld: str) -> None:
    with pytest.raises(InvoerFout) as fout:
        concept(assistant, mail)
    assert fout.value.field == veld


# --- templates ---------------------------------------------------------------------------------------------------


def met_sjabloon(
    assistant: Assistant, map_: Path, mail: str = "Wat is de code voor profiel 4 duurzaam zwaar in Hoorn?"
) -> Draft:
    return maak_concept(assistant, DraftRequest(email=mail, peildatum=PEILDATUM), sjablonen=map_)


def test_an_own_template_comes_before_the_built_in_one(assistant: Assistant, tmp_path: Path) -> None:
    (tmp_path / "afsluiting.j2").write_text("Hartelijke groet van de gemeente", encoding="utf-8")
    draft = met_sjabloon(assistant, tmp_path)
    assert "Hartelijke groet van de gemeente" in draft.reply
    assert draft.reply.startswith("Geachte heer of mevrouw,")
    assert "504DZ" in draft.reply


@pytest.mark.parametrize(
    ("tekst", "woorden"),
    [
        ("{% if %}", ["aanhef.j2:1"]),
        ("{{ bestaat_niet }}", ["bestaat_niet"]),
        ("{{ ''.__class__.__mro__ }}", ["niet in te vullen"]),
        ("{{ 1 // 0 }}", ["niet in te vullen"]),
    ],
)
def test_a_template_that_does_not_work_is_named(
    assistant: Assistant, tmp_path: Path, tekst: str, woorden: list[str]
) -> None:
    (tmp_path / "aanhef.j2").write_text(tekst, encoding="utf-8")
    with pytest.raises(SjabloonFout) as fout:
        met_sjabloon(assistant, tmp_path)
    assert all(woord in str(fout.value) for woord in woorden)


def test_a_folder_that_is_not_there_is_named(assistant: Assistant, tmp_path: Path) -> None:
    with pytest.raises(SjabloonFout, match="WEGWIJZER_SJABLONEN"):
        met_sjabloon(assistant, tmp_path / "weg")


def test_the_built_in_templates_hold_no_fact() -> None:
    for pad in SJABLONEN.glob("*.j2"):
        vast = re.sub(r"\{[{%#].*?[}%#]\}", " ", pad.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert onbewezen(vast, [], []) == set(), pad


class Verzinner:
    """The real assistant, that adds a sentence to its first answer which nothing bears."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def ask(self, request: AskRequest) -> Answer:
        answer = self._assistant.ask(request)
        if request.id != "vraag-1":
            return answer
        return answer.model_copy(update={"answer": f"{answer.answer} Dat kost € 987,65."})


def test_an_answer_that_is_left_out_takes_its_sources_with_it(assistant: Assistant) -> None:
    mail = (
        "Beste,\n\n1. Hoe lang duurt crisishulp in Amstelveen?\n2. Wat is in Hoorn de code voor profiel 4 DZ?\n\nGroet"
    )
    draft = maak_concept(Verzinner(assistant), DraftRequest(email=mail, peildatum=PEILDATUM))
    assert [p.question for p in draft.open_punten if p.kind == "niet_bewezen"] == [1]
    assert "987" not in draft.reply
    assert "6 weken" not in draft.reply
    assert {b.document for b in draft.sources} == {"wf-segment-b-2025"}
    assert [b.number for b in draft.sources] == list(range(1, len(draft.sources) + 1))
    assert "504DZ" in draft.reply


TWEE_KINDEREN = """Goedemiddag,

Twee kinderen uit Drechterland, allebei een eerste aanvraag. De oudste heeft profiel 3 en is verwezen door de gemeente,
de jongste profiel 8, verwezen door de huisarts. Welk document moet er voor elk komen?

Groet,
Wil
"""


def test_each_case_of_a_mail_is_answered_and_a_note_on_both_stands_once(assistant: Assistant) -> None:
    draft = concept(assistant, TWEE_KINDEREN)
    assert [v.question.split(":")[0] for v in draft.questions] == ["De oudste", "De jongste"]
    noten = [n for v in draft.questions for e in v.answer.tool_results for n in e.notes]
    dubbel = {n for n in noten if noten.count(n) > 1}
    assert dubbel
    assert all(draft.reply.count(n) == 1 for n in dubbel)
    assert draft.reply.count("niet bij naam") == 1
    punten = [p.text for p in draft.open_punten]
    assert all(punten.count(n) == 1 for n in dubbel)


def test_a_question_that_puts_another_case_is_drafted_with_the_one_before_it(assistant: Assistant) -> None:
    draft = concept(
        assistant,
        "Kind uit Hoorn met profiel 3, eerste aanvraag, verwezen door de huisarts. Welk document is nodig? En wat als "
        "de gemeente verwijst?",
    )
    assert [v.answer.status for v in draft.questions] == ["answered", "answered"]
    uitkomst = draft.questions[1].answer.tool_results[0]
    assert uitkomst.verdict == "gevonden"
    assert "profiel 3" in uitkomst.conclusion


@pytest.mark.parametrize(
    "mail",
    [
        "Beste Ilse,\n\nBedankt voor het fijne gesprek van gisteren. De overeenkomst voor segment B heb ik getekend "
        "teruggestuurd.\n\nGroet, Peter",
        "Hallo,\n\nHartelijk dank voor uw snelle antwoord, hier kan ik mee verder.\n\nGroet,\nSanne de Boer",
        "Dear colleague,\n\nThank you for the list. I have sent it on to our planning office.\n\nKind regards, Jane",
    ],
)
def test_a_mail_that_asks_nothing_gets_no_answer_but_an_open_point(assistant: Assistant, mail: str) -> None:
    draft = concept(assistant, mail)
    assert (draft.questions, draft.sources) == ([], [])
    assert [(p.kind, p.question) for p in draft.open_punten] == [("geen_vraag", None)]
    assert draft.reply.count("[NOG NALOPEN: in dit bericht is geen vraag gevonden") == 1
    assert "ons antwoord" not in draft.reply


@pytest.mark.parametrize(
    ("naam", "aanhef"),
    [
        ("mr. P.J. van der Meulen", "Geachte heer of mevrouw Van der Meulen,"),
        ("Mevrouw A. el Idrissi", "Geachte mevrouw El Idrissi,"),
        ("Dhr. drs. J. Bakker", "Geachte heer Bakker,"),
        ("Mw. Anna de Vries", "Geachte mevrouw Anna de Vries,"),
        ("drs. K. Smit-Jansen", "Geachte heer of mevrouw Smit-Jansen,"),
        ("Tom", "Beste Tom,"),
        ("Mina Dros", "Beste Mina Dros,"),
    ],
)
def test_a_title_makes_the_salutation_formal(assistant: Assistant, naam: str, aanhef: str) -> None:
    draft = concept(assistant, f"Beste collega,\n\nWat is een appeltaart?\n\nMet vriendelijke groet,\n{naam}")
    assert draft.reply.splitlines()[0] == aanhef


def test_a_request_is_told_as_one(assistant: Assistant) -> None:
    mail = (
        "Geacht college,\n\nNamens Groepspraktijk Kompas te Amstelveen verzoek ik u mij te berichten inzake de "
        "navolgende punten.\n\nTen eerste zijn wij voornemens het onderhanden werk over april aan te leveren op "
        "22 mei 2016. Bestaat daartegen bezwaar?\nTen tweede verzoeken wij om opgave van het budgetplafond."
    )
    draft = concept(assistant, mail)
    assert "**U vraagt om opgave van het budgetplafond.**" in draft.reply
    assert draft.questions[0].answer.status == "answered"
    assert "**U vraagt: Bestaat daartegen bezwaar?**\n\nOp 22 mei 2016 kan het onderhanden werk niet" in draft.reply
    assert draft.questions[0].answer.tool_results
