"""Conversations of several turns: what was said stays, what is corrected changes, what is over is let go."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from assistant_support import AA, AZ, WF, ZW, faults
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.line.interpret import Interpreter
from assistant.line.state import Interpretatie
from assistant.models import Answer, AskRequest, Turn
from assistant.service import Assistant
from assistant.text.spelling import Spelling
from knowledge.vocabulary import laad_woordenschat


@dataclass(frozen=True)
class Turn_:
    """A turn of the user and what its answer must be; `input` is a part of the input of the last tool that ran."""

    text: str
    status: str | None = None
    tool: str | None = None
    verdict: str | None = None
    input: dict[str, Any] = field(default_factory=dict)
    regime: str | None = None
    says: str = ""


T = Turn_
CONVERSATIONS: dict[str, tuple[str | None, list[Turn_]]] = {
    "the providers of two allocations say nothing of others": (
        None,
        [
            T("Mag in Hoorn B bij aanbieder K naast V bij aanbieder L?", tool="stapelen", verdict="toegestaan"),
            T("En als dezelfde aanbieder naast de B nog een C doet?", tool="stapelen", verdict="niet_toegestaan"),
        ],
    ),
    "a segment that comes to the contract": (
        None,
        [
            T(
                "Duurzaam zwaar, segment B, in 2021 gecontracteerd en in 2022 alleen B, Zaanstad. Welke procedure?",
                "answered",
                "conversie",
                input={"contract_2022": ["B"]},
            ),
            T(
                "en als wij er toch V bij krijgen?",
                "answered",
                "conversie",
                input={"segment": "B", "contract_2022": ["B", "V"]},
            ),
        ],
    ),
    "another client": (
        None,
        [
            T("Wij vragen in Medemblik een verlenging aan voor een cliënt met profiel 2. Wat moet erbij?", "clarify"),
            T(
                "de gemeente",
                tool="toegang",
                verdict="gevonden",
                input={"profiel": 2, "verwijzer": "gemeente", "moment": "verlenging"},
            ),
            T("andere cliënt: profiel 5, nieuwe aanvraag. Wat moet er dan bij?", "clarify", says="verwijst"),
            T(
                "huisarts",
                "answered",
                "toegang",
                "gevonden",
                {"profiel": 5, "verwijzer": "extern", "moment": "aanvraag"},
                WF,
            ),
        ],
    ),
    "bit by bit, thanks, another day": (
        None,
        [
            T("Kan ik in Hoorn een cliënt met profiel 2 opschalen naar intensief?", "clarify"),
            T("nu perspectief"),
            T("per 1 november 2025", tool="verzoek_om_wijziging", verdict="voorwaardelijk"),
            T("bedankt!", "refused"),
            T(
                "en per 15 november?",
                "answered",
                "verzoek_om_wijziging",
                "niet_toegestaan",
                {"profiel": 2, "intensiteit": "perspectief", "nieuwe_intensiteit": "intensief"}
                | {"ingangsdatum": "2025-11-15"},
                WF,
            ),
        ],
    ),
    "another region and back": (
        None,
        [
            T("Mag in Opmeer segment B naast segment V?", tool="stapelen", regime=WF),
            T("en C met V?", tool="stapelen", regime=WF),
            T("en hoe zit dat in Amstelveen?", regime=AA),
            T(
                "terug naar Opmeer: mag twee keer B bij dezelfde aanbieder?",
                "answered",
                "stapelen",
                "niet_toegestaan",
                regime=WF,
            ),
        ],
    ),
    "a new amount, then a corrected one": (
        None,
        [
            T(
                "Ambulante begeleiding in Aalsmeer: signaalbudget 4.000 euro, 2.500 gedeclareerd. Hoe ver zijn we?",
                tool="signaalbudget",
                says="62,5",
            ),
            T(
                "inmiddels is het 3.200 euro, wat nu?",
                tool="signaalbudget",
                input={"budget": "4000", "gedeclareerd": "3200"},
                says="80",
            ),
            T(
                "o sorry, het budget was 5.000",
                "answered",
                "signaalbudget",
                "berekend",
                {"budget": "5000", "gedeclareerd": "3200"},
                AA,
                "64",
            ),
        ],
    ),
    "from a contract to none": (
        None,
        [
            T(
                "Wij hadden in 2021 een contract in Zaanstreek-Waterland en voor 2022 B en V. Wat gebeurt er met onze "
                "duurzame cliënten in segment B?",
                tool="conversie",
                verdict="gevonden",
                input={"contract_2022": ["B", "V"]},
            ),
            T(
                "en stel dat we voor 2022 geen contract krijgen?",
                tool="conversie",
                input={"contract_2022": [], "segment": "B", "gericht_op": "duurzaam"},
                says="maatwerk",
            ),
            T(
                "en de cliënten die op herstel zitten?",
                "answered",
                "conversie",
                "gevonden",
                {"gericht_op": "herstel"},
                ZW,
            ),
        ],
    ),
    "a day without month and year": (
        None,
        [
            T(
                "Hersteltraject in Purmerend, recht ging in op 15 februari 2021. Wat is de einddatum?",
                tool="einddatum_herstel",
                input={"ingangsdatum": "2021-02-15"},
            ),
            T("nee sorry, 15 maart", tool="einddatum_herstel", input={"ingangsdatum": "2021-03-15"}),
            T("dank!", "refused"),
            T(
                "en als het de 1e was?",
                "answered",
                "einddatum_herstel",
                "berekend",
                {"ingangsdatum": "2021-03-01"},
                ZW,
                "1 september 2022",
            ),
        ],
    ),
    "another provider": (
        None,
        [
            T(
                "Mocht een instelling in de Zaanstreek op 9 mei 2016 het onderhanden werk aanleveren?",
                tool="onderhanden_werk",
                verdict="niet_toegestaan",
            ),
            T("en op de 12e?", tool="onderhanden_werk", verdict="toegestaan", input={"datum": "2016-05-12"}),
            T("en een zzp'er?", "answered", "onderhanden_werk", "niet_van_toepassing", regime=AZ),
        ],
    ),
    "in English": (
        None,
        [
            T("Which document do we need for a new request with profile 7 in Westfriesland?", "clarify"),
            T("a general practitioner", tool="toegang", input={"profiel": 7, "verwijzer": "extern"}),
            T("thanks!", "refused"),
            T(
                "and what about an extension for profile 3?",
                "answered",
                "toegang",
                "gevonden",
                {"profiel": 3, "verwijzer": "extern", "moment": "verlenging"},
                WF,
            ),
        ],
    ),
    "other questions on the same client": (
        None,
        [
            T(
                "Welke productcode hoort bij profiel 4 duurzaam licht in Hoorn?",
                tool="productcode",
                says="504DL",
            ),
            T(
                "mag die cliënt per 1 januari 2026 naar duurzaam zwaar?",
                tool="verzoek_om_wijziging",
                verdict="voorwaardelijk",
                input={"profiel": 4, "intensiteit": "duurzaam_licht", "nieuwe_intensiteit": "duurzaam_zwaar"},
            ),
            T(
                "en wat moeten we aanleveren bij een verlenging? de huisarts heeft verwezen",
                "answered",
                "toegang",
                "gevonden",
                {"profiel": 4, "verwijzer": "extern", "moment": "verlenging"},
                WF,
            ),
        ],
    ),
    "a corrected day, then a new question": (
        "2026-01-10",
        [
            T(
                "Cliënt in Medemblik, gestart op 1 maart 2025: valt die onder het oude of het nieuwe contract?",
                tool="uitdienen",
                input={"startdatum": "2025-03-01"},
            ),
            T(
                "o wacht, dat moet 1 augustus 2025 zijn",
                tool="uitdienen",
                input={"startdatum": "2025-08-01"},
                says="nieuwe contract",
            ),
            T(
                "nieuwe vraag: welke code hoort bij profiel 4 duurzaam zwaar?",
                "answered",
                "productcode",
                says="504DZ",
                regime=WF,
            ),
        ],
    ),
    "one product after another": (
        None,
        [
            T("Wie mag verwijzen naar logeren in Aalsmeer?", tool="product", input={"zoek": "Logeren"}),
            T("en naar verblijf?", tool="product", input={"categorie": "verblijf"}),
            T("hoe lang mag dat duren?", "abstain", says="langste duur"),
            T("en crisis?", "answered", says="6 weken", regime=AA),
        ],
    ),
    "the other way round": (
        None,
        [
            T(
                "Mag profiel 3 van perspectief naar intensief per 1 november 2025 in Hoorn?",
                tool="verzoek_om_wijziging",
                verdict="voorwaardelijk",
            ),
            T("hij is al eens gewijzigd", tool="verzoek_om_wijziging", verdict="niet_toegestaan"),
            T("en als dat niet zo was?", tool="verzoek_om_wijziging", verdict="toegestaan"),
            T("wat is dan de code?", "answered", "productcode", input={"profiel": 3, "intensiteit": "intensief"}),
        ],
    ),
    "a place we know nothing of, and one we do": (
        None,
        [
            T("Mag B naast V in Westfriesland?", tool="stapelen", regime=WF),
            T("geldt dat ook in Alkmaar?", "abstain", says="Alkmaar"),
            T("oke maar dan B en C in Westfriesland", "answered", "stapelen", regime=WF),
        ],
    ),
    "yes and no, letters and numbers": (
        None,
        [
            T("Onze duurzame cliënt in segment B, Zaanstreek-Waterland, wat gebeurt er in 2022?", "clarify"),
            T("B en V", tool="conversie", input={"contract_2022": ["B", "V"]}),
            T("we hadden in 2021 geen contract trouwens", input={"gecontracteerd_2021": False}),
            T("oh nee sorry dat hadden we wel", input={"gecontracteerd_2021": True, "contract_2022": ["B", "V"]}),
        ],
    ),
    "back to a subject by its name": (
        None,
        [
            T("Wat is de uitdientermijn van segment B in Hoorn?", "answered", regime=WF, says="één jaar"),
            T("en mag segment B naast C?", tool="stapelen", regime=WF),
            T("bij dezelfde aanbieder", tool="stapelen", verdict="niet_toegestaan"),
            T("en de einddatum van een hersteltraject in Zaandam dat 1 juni 2021 begon?", says="1 december 2022"),
            T("nog even terug naar de uitdientermijn: hoe lang was die?", "answered", regime=WF, says="één jaar"),
        ],
    ),
    "days reckoned from today": (
        "2025-08-19",
        [
            T(
                "Mag profiel 1 van perspectief naar intensief in Hoorn per de eerste van volgende maand?",
                input={"ingangsdatum": "2025-09-01"},
            ),
            T("en per vandaag?", verdict="niet_toegestaan", input={"ingangsdatum": "2025-08-19"}),
            T("of over twee weken?", verdict="niet_toegestaan", input={"ingangsdatum": "2025-09-02"}),
            T("en 1 januari aanstaande?", "answered", input={"ingangsdatum": "2026-01-01", "profiel": 1}),
        ],
    ),
    "days left": (
        "2026-02-01",
        [
            T("Een cliënt in Opmeer in segment B loopt sinds 15 mei 2025. Oud of nieuw contract?", tool="uitdienen"),
            T("en tot wanneer mag die doorlopen?", tool="uitdienen", input={"startdatum": "2025-05-15"}),
            T(
                "hoeveel dagen hebben we dan nog vanaf vandaag?",
                "answered",
                "uitdienen",
                input={"startdatum": "2025-05-15", "peildatum": "2026-02-01"},
                says="149",
            ),
        ],
    ),
    "another referrer put": (
        None,
        [
            T(
                "Kind uit Hoorn met profiel 3, verwezen door de huisarts, wij willen verlengen. Wat is nodig?",
                "answered",
            ),
            T(
                "En als de gemeente zelf de verwijzer was geweest?",
                "answered",
                "toegang",
                "gevonden",
                {"profiel": 3, "verwijzer": "gemeente", "moment": "verlenging"},
            ),
        ],
    ),
    "another begin put": (
        None,
        [
            T("Onze B-toewijzing uit Enkhuizen begon op 4 juli 2025. Is dat oud of nieuw?", tool="uitdienen"),
            T("En eentje die een week eerder is gestart?", tool="uitdienen", input={"startdatum": "2025-06-27"}),
        ],
    ),
    "a later day from which one counts": (
        None,
        [
            T("Een B-toewijzing in Hoorn begon op 9 april 2025. Wanneer moet die om?", tool="uitdienen"),
            T(
                "En als ik dat pas half januari, zeg 15 januari 2026, oppak: hoeveel dagen resten er dan?",
                "answered",
                "uitdienen",
                input={"startdatum": "2025-04-09", "peildatum": "2026-01-15"},
                says="166",
            ),
        ],
    ),
    "which change": (
        None,
        [
            T("Wij willen iets wijzigen in ons contract 2017 (groepspraktijk). Kunnen we dat zelf?", "clarify"),
            T("Budgetplafond", "answered", "contractmutatie", input={"wijziging": "budgetplafond"}, regime=AZ),
        ],
    ),
}
"""What it is about -> the reference date, and the turns."""


def _check(turn: Turn_, answer: Answer) -> list[str]:
    """Where an answer is not what the turn expects."""
    faults_ = faults(answer)
    last = answer.tool_results[-1] if answer.tool_results else None
    if turn.status and answer.status != turn.status:
        faults_.append(f"status {answer.status}, not {turn.status}")
    if turn.tool and (last is None or last.tool != turn.tool):
        faults_.append(f"tool {last.tool if last else None}, not {turn.tool}")
    if turn.verdict and (last is None or last.verdict != turn.verdict):
        faults_.append(f"verdict {last.verdict if last else None}, not {turn.verdict}")
    given = last.input if last else {}
    faults_ += [f"{k} is {given.get(k)!r}, not {v!r}" for k, v in turn.input.items() if given.get(k) != v]
    if turn.regime and answer.regelingen != [turn.regime]:
        faults_.append(f"regimes {answer.regelingen}, not {turn.regime}")
    if turn.says not in answer.answer:
        faults_.append(f"does not say {turn.says!r}")
    return faults_


@pytest.mark.parametrize("name", CONVERSATIONS)
def test_a_conversation_is_followed_to_the_end(assistant: Assistant, name: str) -> None:
    today, turns = CONVERSATIONS[name]
    history: list[Turn] = []
    for turn in turns:
        request = AskRequest(
            question=turn.text, history=history, peildatum=date.fromisoformat(today) if today else None
        )
        answer = assistant.ask(request)
        assert _check(turn, answer) == [], f"{turn.text}\n-> {answer.status}: {answer.answer[:400]}"
        history.append(Turn(question=turn.text, answer=answer.answer))


# --- the fold by itself ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def interpreter() -> Interpreter:
    """The interpreter, without the rest of the assistant."""
    schat = laad_woordenschat()
    return Interpreter(schat, Spelling(schat.woorden, ()))


def read(interpreter: Interpreter, *turns: str, answers: dict[int, str] | None = None) -> Interpretatie:
    """The last turn in the light of those before; the answers in between say nothing unless given."""
    earlier = [(turn, (answers or {}).get(nr, "Ja.")) for nr, turn in enumerate(turns[:-1])]
    return interpreter.interpreteer(turns[-1], earlier, date(2026, 2, 1))


@pytest.mark.parametrize(
    ("tekst", "soort"),
    [
        ("dank!", "dank"),
        ("ok, helder", "groet"),
        ("Top, bedankt voor de uitleg", "dank"),
        ("thanks a lot", "dank"),
        ("hoi", "groet"),
        ("jammer", "groet"),
        ("oke dan, fijne dag", "groet"),
    ],
)
def test_thanks_ask_nothing_and_change_nothing(interpreter: Interpreter, tekst: str, soort: str) -> None:
    vraag = "Welke code hoort bij profiel 4 duurzaam licht in Hoorn?"
    assert read(interpreter, vraag, tekst).soort == soort
    zonder, met = read(interpreter, vraag, "en duurzaam zwaar?"), read(interpreter, vraag, tekst, "en duurzaam zwaar?")
    assert (met.vraag, met.zoektekst, met.vervolg) == (zonder.vraag, zonder.zoektekst, True)


@pytest.mark.parametrize("tekst", ["DL", "B", "nee", "317?", "ja", "3", "oke en de DZ?"])
def test_a_short_answer_is_no_thanks(interpreter: Interpreter, tekst: str) -> None:
    assert read(interpreter, "Ik zoek een code in Hoorn", tekst).soort == "vraag"


@pytest.mark.parametrize(
    ("gevraagd", "antwoord", "slot", "waarde"),
    [
        ("Om welk ondersteuningsprofiel gaat het?", "6", "profielen", (6,)),
        ("Om welk ondersteuningsprofiel gaat het?", "Profiel 6", "profielen", (6,)),
        ("Wie verwijst?", "de gemeente", "verwijzer", "gemeente"),
        ("Wie verwijst?", "Externe verwijzer", "verwijzer", "extern"),
        ("Is deze toewijzing al eens zo gewijzigd?", "ja", "eerder_gewijzigd", "ja"),
        ("Is deze toewijzing al eens zo gewijzigd?", "nee hoor", "eerder_gewijzigd", "nee"),
        ("Had de aanbieder in 2021 al een contract?", "ja", "gecontracteerd_2021", "ja"),
        ("Voor welke segmenten is de aanbieder in 2022 gecontracteerd?", "B en V", "contract_2022", ("B", "V")),
        ("Voor welke segmenten is de aanbieder in 2022 gecontracteerd?", "Alleen C", "contract_2022", ("C",)),
        ("Voor welke segmenten is de aanbieder in 2022 gecontracteerd?", "nee, geen", "contract_2022", ()),
        ("In welk segment valt de toewijzing van de cliënt?", "C", "segmenten", ("C",)),
        ("Naar welke intensiteit moet het?", "intensief", "intensiteit_naar", "intensief"),
    ],
)
def test_a_short_answer_is_read_by_its_question(
    interpreter: Interpreter, gevraagd: str, antwoord: str, slot: str, waarde: object
) -> None:
    gelezen = read(interpreter, "Mag deze wijziging?", antwoord, answers={0: f"Dat hangt ervan af.\n\n{gevraagd}"})
    assert getattr(gelezen.vraag.slots, slot) == waarde
    assert gelezen.vervolg


@pytest.mark.parametrize(
    "nieuw", ["Nieuwe vraag: wat moeten we aanleveren?", "Wat moeten we aanleveren voor een kind met autisme?"]
)
def test_a_new_subject_does_not_inherit_the_client(interpreter: Interpreter, nieuw: str) -> None:
    gelezen = read(interpreter, "Wij zijn een zzp'er. Welke code heeft profiel 4 duurzaam licht in Hoorn?", nieuw)
    assert gelezen.vraag.slots.profielen == ()
    assert gelezen.vraag.slots.intensiteiten == ()
    assert gelezen.vraag.slots.soort_aanbieder == "zelfstandige"


def test_another_region_does_not_inherit_the_case(interpreter: Interpreter) -> None:
    gelezen = read(
        interpreter,
        "Mag profiel 3 van perspectief naar intensief per 1 mei 2026 in Hoorn?",
        "Wat is de einddatum van een hersteltraject in Purmerend dat op 1 juni 2021 begon?",
    )
    assert gelezen.vraag.slots.profielen == ()
    assert [d.als_datum() for d in gelezen.vraag.slots.datums] == [date(2021, 6, 1)]


def test_what_was_said_first_counts_as_much_after_many_turns(interpreter: Interpreter) -> None:
    turns = ["Mag profiel 3 van perspectief naar intensief per 1 mei 2026 in Hoorn?"]
    turns += [t for _ in range(8) for t in ("ok dank", "en per 1 juni 2026?")]
    slots = read(interpreter, *turns).vraag.slots
    assert (slots.profielen, slots.intensiteiten) == ((3,), ("perspectief", "intensief"))
    assert [d.als_datum() for d in slots.datums] == [date(2026, 6, 1)]


def test_an_earlier_message_with_two_questions_is_two_turns(interpreter: Interpreter) -> None:
    bericht = (
        "Mag segment B naast V in Hoorn? En nog iets anders: welke productcode hoort bij profiel 4 duurzaam licht?"
    )
    assert read(interpreter, bericht, "en duurzaam zwaar?").vraag.slots.intensiteiten == ("duurzaam_zwaar",)
    assert "productcode" in read(interpreter, bericht, "en duurzaam zwaar?").vraag.sterk


@pytest.mark.parametrize(
    ("vervolg", "contract"),
    [
        ("En als wij V erbij krijgen?", ("B", "V")),
        ("En als we segment V erbij krijgen?", ("B", "V")),
        ("En met V erbij?", ("B", "V")),
        ("En als we ook V krijgen?", ("B", "V")),
        ("En als we er C bij krijgen?", ("B", "C")),
        ("Stel dat ze ons V er ook bij gunnen?", ("B", "V")),
    ],
)
def test_a_segment_that_comes_beside_those_of_the_contract(
    interpreter: Interpreter, vervolg: str, contract: tuple[str, ...]
) -> None:
    begin = "Zaanstreek-Waterland: duurzame cliënt in segment B, contract 2021 B, 2022 B. Procedure?"
    slots = read(interpreter, begin, vervolg).vraag.slots
    assert (slots.segmenten, slots.contract_2022) == (("B",), contract)


def test_a_fact_goes_to_the_question_that_can_use_it(interpreter: Interpreter) -> None:
    bericht = "Mag in Hoorn B naast B bij een andere aanbieder? En wat is de productcode voor profiel 4 duurzaam zwaar?"
    gelezen = read(interpreter, bericht, "en als het dezelfde aanbieder is?")
    assert gelezen.vraag.slots.zelfde_aanbieder == "ja"
    assert gelezen.vraag.slots.segmenten == ("B", "B")
    assert "productcode" not in gelezen.vraag.sterk
    assert read(interpreter, bericht, "en duurzaam licht?").vraag.sterk == {"productcode"}


@given(turns=st.lists(st.sampled_from([t.text for _, c in CONVERSATIONS.values() for t in c]), min_size=1, max_size=8))
@settings(max_examples=60, deadline=None)
def test_any_order_of_turns_is_read_the_same_twice(interpreter: Interpreter, turns: list[str]) -> None:
    eerst, weer = read(interpreter, *turns), read(interpreter, *turns)
    assert eerst == weer
    assert len(eerst.zoektekst) < 3000
    assert all(d.als_datum() is None or d.fout is None for d in eerst.vraag.slots.datums)
