"""From an incoming mail to a reply that a person only has to look through.

The mail is stripped of personal data and read for its questions; each is answered by the assistant; a template puts
the answers together. Nothing exact is added: a block that holds a value which its answer does not bear is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from assistant.answer.combine import MEESTE_VRAGEN, zonder_herhaalde
from assistant.answer.unanswered import zonder_herhaald_antwoord
from assistant.answer.wording import AANGENOMEN, BIJZAAK, LET_OP, NIET_BEANTWOORD
from assistant.drafts.mail import Inkomend, lees_mail
from assistant.drafts.salutation import aanspreking
from assistant.drafts.template import Sjablonen
from assistant.message.question import Deelvraag, kale_vraag
from assistant.message.reader import Bericht, als_naam, lees_bericht, noemt_plaats
from assistant.models import (
    LANGSTE_VRAAG,
    Answer,
    AskRequest,
    Citation,
    Draft,
    DraftQuestion,
    DraftRequest,
    DraftSource,
    OpenPoint,
    Turn,
)
from assistant.proof.verify import onbewezen
from assistant.text.sentences import kort, zinnen
from knowledge.errors import InvoerFout
from knowledge.folding import samengesteld, vouw
from knowledge.invisible import zonder_onzichtbaar
from knowledge.message_words import laad_berichtwoorden
from knowledge.redaction import verwijder
from knowledge.store import laad
from knowledge.vocabulary import laad_woordenschat
from tools.envelope import Envelope, opsomming

_MARKER = re.compile(r"\[(\d+)\]")
_MIS = "Het antwoord is niet opgenomen: niet alles daarin is na te gaan in de bronnen. Kijk het zelf na."
_LANGSTE_KOP = 160


class Vraagbaak(Protocol):
    """What drafts need of the assistant."""

    def ask(self, request: AskRequest) -> Answer:
        """Answer one question."""


@dataclass(frozen=True)
class _Deel:
    """An answered question, as the templates get it."""

    nummer: int
    kop: str
    status: str
    antwoord: str
    gelijk: _Deel | None = None
    nalopen: tuple[str, ...] = ()
    invullen: tuple[str, ...] = ()
    verzoek: bool = False


@dataclass(frozen=True)
class _Gelezen:
    """A mail as it was read.

    Attributes:
        bericht: its questions.
        onderwerp: its subject, or empty.
        weg: the kinds of personal data that were taken out.
        gevoelig: whether its text held some that must not be mailed at all.
    """

    bericht: Bericht
    onderwerp: str
    weg: tuple[str, ...]
    gevoelig: bool


def maak_concept(
    assistant: Vraagbaak, request: DraftRequest, *, sjablonen: Path | None = None, mail: Inkomend | None = None
) -> Draft:
    """Draft a reply to a mail.

    Args:
        assistant: what answers the questions.
        request: the mail, and what is known around it.
        sjablonen: folder with the municipality's own templates.
        mail: the mail where it was read already, from a file; else it is read from the request.

    Raises:
        InvoerFout: a mail without text, one that is too long, or an unknown regime.
        SjabloonFout: a template does not work.
    """
    vorm = Sjablonen(sjablonen)
    mail = mail or lees_mail(request.email)
    binnen = _lees(mail, request)
    bericht = binnen.bericht
    vragen = _beantwoord(assistant, request, bericht.vragen[:MEESTE_VRAGEN])
    versies, ook_weg = vragen[-1].answer.versions, [s for v in vragen for s in v.answer.redacted]
    if not bericht.vraagt and not any(v.answer.tool_results for v in vragen):
        vragen = []
    getoond = [v for v in vragen if _te_tonen(v.answer)]
    bronnen = _bronnen(getoond)
    delen = _met_plekken(_delen(vragen, getoond, bronnen), getoond, request.regeling is not None)
    delen += _onbehandeld(bericht.vragen[MEESTE_VRAGEN:], len(delen))
    mis = [OpenPoint(kind="niet_bewezen", question=v.number, text=_MIS) for v in vragen if v not in getoond]
    afzender = bericht.afzender or als_naam(verwijder(mail.naam)[0])
    antwoord = vorm.vul("concept", _gegevens(delen, vragen, bronnen, afzender, request.signature, binnen.gevoelig))
    return Draft(
        subject=vorm.vul("onderwerp", {"onderwerp": _zonder_re(binnen.onderwerp or bericht.onderwerp)}),
        to=mail.adres,
        in_reply_to=mail.message_id,
        references=[*mail.verwijzingen, *([mail.message_id] if mail.message_id else [])],
        sender=afzender,
        questions=vragen,
        reply=antwoord,
        text=kale_tekst(antwoord),
        open_punten=[*_open_punten(vragen, request.regeling is not None), *mis, *_overig(bericht, mail, bool(vragen))],
        sources=bronnen,
        redacted=list(dict.fromkeys([*binnen.weg, *ook_weg])),
        versions=versies,
    )


def _lees(mail: Inkomend, request: DraftRequest) -> _Gelezen:
    """What a mail asks, without personal data.

    Raises:
        InvoerFout: it is too long.
    """
    tekst, weg = verwijder(samengesteld(zonder_onzichtbaar(mail.tekst)))
    if len(tekst) > LANGSTE_VRAAG:
        raise InvoerFout("email", f"hoogstens {LANGSTE_VRAAG} tekens tekst; plak alleen het bericht zelf")
    onderwerp, ook_weg = verwijder(samengesteld(mail.onderwerp or request.subject))
    bericht = lees_bericht(f"Onderwerp: {onderwerp}\n\n{tekst}" if onderwerp else tekst)
    return _Gelezen(bericht, onderwerp, (*weg, *ook_weg), not {"bsn", "geboortedatum"}.isdisjoint(weg))


def kale_tekst(markdown: str) -> str:
    """Markdown as text to copy: the same lines without signs of emphasis."""
    return re.sub(r"\*\*(.+?)\*\*", r"\1", markdown)


def _zonder_re(onderwerp: str) -> str:
    return re.sub(r"^(?:\s*(?:re|fw|fwd|antw|doorst)\s*:\s*)+", "", onderwerp, flags=re.IGNORECASE).strip()


# --- the questions and their answers --------------------------------------------------------------------------


def _beantwoord(assistant: Vraagbaak, request: DraftRequest, gevraagd: Sequence[Deelvraag]) -> list[DraftQuestion]:
    """An answer to each question, by itself: its facts are in it."""
    vragen: list[DraftQuestion] = []
    for nummer, deel in enumerate(gevraagd, 1):
        answer = _vraag(assistant, request, nummer, deel.zelfstandig, request.regeling, _eerder(deel, vragen))
        if deel.vervolg:
            answer = zonder_herhaald_antwoord(deel, answer, vragen[-1].answer)
        vragen.append(
            DraftQuestion(
                number=nummer,
                question=kale_vraag(deel.tekst),
                context=list(deel.context),
                asked=deel.zelfstandig,
                answer=answer,
            )
        )
    gevonden = {r for v in vragen if v.answer.status == "answered" for r in v.answer.regelingen}
    if len(gevonden) != 1:
        return vragen
    (regeling,) = gevonden
    return [
        _in_regeling(assistant, request, vraag, regeling, _eerder(deel, vragen[:n]))
        for n, (deel, vraag) in enumerate(zip(gevraagd, vragen, strict=True))
    ]


def _eerder(deel: Deelvraag, vragen: Sequence[DraftQuestion]) -> list[Turn]:
    """What a question goes on from: the one before it in the mail, where it points back to that."""
    return [Turn(question=v.asked, answer=v.answer.answer) for v in vragen[-1:] if deel.vervolg]


def _vraag(
    assistant: Vraagbaak,
    request: DraftRequest,
    nummer: int,
    tekst: str,
    regeling: str | None,
    eerder: list[Turn],
) -> Answer:
    vraag = AskRequest(
        id=f"vraag-{nummer}", question=tekst, history=eerder, regeling=regeling, peildatum=request.peildatum
    )
    return assistant.ask(vraag)


def _in_regeling(
    assistant: Vraagbaak, request: DraftRequest, vraag: DraftQuestion, regeling: str, eerder: list[Turn]
) -> DraftQuestion:
    """A question of which only the regime is unclear, asked again for that of the other questions of the mail."""
    if vraag.answer.status != "clarify" or vraag.answer.regelingen:
        return vraag
    opnieuw = _vraag(assistant, request, vraag.number, vraag.asked, regeling, eerder)
    return vraag.model_copy(update={"answer": opnieuw, "assumed_regeling": regeling})


def _te_tonen(answer: Answer) -> bool:
    """Whether something bears all that an answer says; else it is left out of the reply, with its sources."""
    if answer.status not in ("answered", "clarify"):
        return True
    return not onbewezen(_hoofdzaak(answer), answer.tool_results, answer.citations)


def _bronnen(vragen: Sequence[DraftQuestion]) -> list[DraftSource]:
    """The sections that the answers cite, numbered in order; one that several cite stands once."""
    gevonden: dict[tuple[str, str], Citation] = {}
    regelingen = laad().regelingen
    for vraag in vragen:
        if vraag.answer.status in ("answered", "clarify"):
            tekst = _hoofdzaak(vraag.answer)
            for citatie in vraag.answer.citations:
                if f"[{citatie.marker}]" in tekst:
                    gevonden.setdefault((citatie.document, citatie.section), citatie)
    return [
        DraftSource(
            number=nummer,
            document=c.document,
            title=c.title,
            section=c.section,
            regeling=c.regeling,
            regeling_naam=regelingen[c.regeling].naam if c.regeling in regelingen else None,
        )
        for nummer, c in enumerate(gevonden.values(), 1)
    ]


def _delen(
    vragen: Sequence[DraftQuestion], getoond: Sequence[DraftQuestion], bronnen: Sequence[DraftSource]
) -> list[_Deel]:
    """The answers as the reply shows them; of one that is not shown only its question."""
    nummers = {(b.document, b.section): b.number for b in bronnen}
    delen: list[_Deel] = []
    for vraag in vragen:
        tekst, status = _hernummerd(vraag.answer, nummers), str(vraag.answer.status)
        if vraag not in getoond:
            tekst, status = "", "abstain"
        if laad_berichtwoorden().omgekeerd_gevraagd.search(vouw(vraag.question)):
            tekst = re.sub(r"\A(?:Ja|Nee)[,:]\s+(\S)", lambda m: m[1].upper(), tekst)
        gelijk = next((d for d in delen if tekst and d.antwoord == tekst and d.status == status), None)
        kop, verzoek = _als_verzoek(_kop(vraag))
        delen.append(_Deel(vraag.number, kop, status, tekst, gelijk, verzoek=verzoek))
    eigen = zonder_herhaalde(["" if deel.gelijk else deel.antwoord for deel in delen])
    return [deel if deel.gelijk else replace(deel, antwoord=t) for deel, t in zip(delen, eigen, strict=True)]


def _met_plekken(delen: Sequence[_Deel], getoond: Sequence[DraftQuestion], gekozen: bool) -> list[_Deel]:
    """The answers, each with what a person must look at in it; a region that several assume stands at the first."""
    per_regio: dict[str, list[int]] = {}
    for vraag in getoond:
        if regio := _aangenomen_regio(vraag, gekozen):
            per_regio.setdefault(regio, []).append(vraag.number)
    regios = {
        nummers[0]: f"bij vraag {opsomming([*map(str, nummers)])} staat geen regio; het antwoord gaat uit van {regio}"
        for regio, nummers in per_regio.items()
    }
    over = {v.number: tuple(_kop_van(rest, [], []) for rest in _onbeantwoord(v.answer)) for v in getoond}
    return [
        replace(deel, nalopen=tuple(filter(None, [regios.get(deel.nummer)])), invullen=over.get(deel.nummer, ()))
        for deel in delen
    ]


def _onbehandeld(vragen: Sequence[Deelvraag], vanaf: int) -> list[_Deel]:
    """The questions that nothing answers, since the mail asks too many at once."""
    koppen = (_als_verzoek(_kop_van(kale_vraag(deel.tekst), [], [])) for deel in vragen)
    return [
        _Deel(nummer, kop, "niet_behandeld", "", verzoek=verzoek)
        for nummer, (kop, verzoek) in enumerate(koppen, vanaf + 1)
    ]


def _als_verzoek(kop: str) -> tuple[str, bool]:
    """What a request asks for ("om opgave van …"), where a heading is one, and whether it is."""
    treffer = laad_berichtwoorden().verzoek_begin.match(vouw(kop))
    if treffer is None or len(vouw(kop)) != len(kop):
        return kop, False
    return kop[treffer.start("wat") :], True


def _kop(vraag: DraftQuestion) -> str:
    """The question to stand above its answer, see `_kop_van`."""
    return _kop_van(vraag.question, vraag.answer.tool_results, vraag.answer.citations)


def _kop_van(vraag: str, uitkomsten: Sequence[Envelope], citaties: Sequence[Citation]) -> str:
    """A question to stand above its answer, without the numbers in it that the answer does not bear; or empty."""
    zin = kort(re.sub(r"[*_`|#\[\]<>\s]+", " ", vraag).strip(), _LANGSTE_KOP)
    for poging in (zin, re.sub(r"\S*\d\S*?(?=[?!.,;:]*(?:\s|$))", "…", zin)):
        if not onbewezen(poging, uitkomsten, citaties):
            return poging
    return ""


def _hoofdzaak(answer: Answer) -> str:
    """What an answer says itself and what it took as given: without what it adds to read on and what it asks back."""
    alineas = re.split(r"\n{2,}", answer.answer)
    eind = next((i for i, a in enumerate(alineas) if i and a.startswith(BIJZAAK)), len(alineas))
    terug = answer.clarification.question if answer.clarification else None
    aannames = [a for a in alineas[eind:] if AANGENOMEN in a]
    over = [a for a in dict.fromkeys([*alineas[:eind], *aannames]) if terug is None or terug not in a]
    return "\n\n".join(a for a in over if not a.startswith(NIET_BEANTWOORD))


def _hernummerd(answer: Answer, nummers: dict[tuple[str, str], int]) -> str:
    """The text of an answer with its markers in the numbering of the reply; empty when it says nothing to send."""
    if answer.status not in ("answered", "clarify"):
        return ""
    nieuw = {
        str(c.marker): nummers[c.document, c.section] for c in answer.citations if (c.document, c.section) in nummers
    }
    tekst = _MARKER.sub(lambda m: f"[{nieuw[m[1]]}]" if m[1] in nieuw else "", _hoofdzaak(answer))
    return re.sub(r"(\[\d+\])(?:\s*\1)+", r"\1", tekst)


def _gegevens(
    delen: Sequence[_Deel],
    vragen: Sequence[DraftQuestion],
    bronnen: Sequence[DraftSource],
    afzender: str | None,
    ondertekening: str,
    persoonsgegevens: bool,
) -> dict[str, Any]:
    """What the templates get."""
    nodig = [
        {"kop": delen[v.number - 1].kop, "vraag": c.question, "opties": list(c.options)}
        for v in vragen
        if v.answer.status == "clarify" and (c := v.answer.clarification)
    ]
    return {
        "afzender": afzender or "",
        "aanspreking": aanspreking(afzender),
        "vragen": list(delen),
        "nodig": nodig,
        "bronnen": [
            {
                "nummer": b.number,
                "titel": b.title,
                "section": b.section,
                "regeling": b.regeling_naam,
                "document": b.document,
            }
            for b in bronnen
        ],
        "ondertekening": ondertekening,
        "persoonsgegevens": persoonsgegevens,
    }


# --- what a person must look at ---------------------------------------------------------------------------------


def _open_punten(vragen: Sequence[DraftQuestion], gekozen: bool) -> list[OpenPoint]:
    """Of every question, a note that several answers give only once; `gekozen` when the user chose the regime."""
    uit: list[OpenPoint] = []
    for vraag in vragen:
        noten = set(_let_op(vraag.answer))
        eerder = {(punt.kind, punt.text) for punt in uit if punt.text in noten}
        uit += [punt for punt in _van_vraag(vraag, gekozen) if (punt.kind, punt.text) not in eerder]
    return uit


def _van_vraag(vraag: DraftQuestion, gekozen: bool) -> Iterator[OpenPoint]:
    """The open points of one answer."""
    answer, nummer = vraag.answer, vraag.number
    if answer.status == "abstain":
        yield OpenPoint(kind="geen_antwoord", question=nummer, text=_MARKER.sub("", answer.answer).strip())
    elif answer.status == "refused":
        yield OpenPoint(kind="geweigerd", question=nummer, text=answer.answer)
    elif answer.status == "clarify" and answer.clarification:
        yield OpenPoint(kind="gegevens_nodig", question=nummer, text=answer.clarification.question)
    if namen := _aangenomen_regio(vraag, gekozen):
        waarom = ", net als bij de andere vragen" if vraag.assumed_regeling else ""
        punt = f"Bij deze vraag staat geen regio; het antwoord gaat uit van {namen}{waarom}."
        yield OpenPoint(kind="aanname", question=nummer, text=punt)
    for rest in _onbeantwoord(answer):
        yield OpenPoint(kind="niet_behandeld", question=nummer, text=f"{NIET_BEANTWOORD} {rest}")
    for uitkomst in answer.tool_results:
        if uitkomst.verdict == "niet_beschreven":
            yield OpenPoint(kind="niet_beschreven", question=nummer, text=uitkomst.conclusion)
    for zin in _stiltes(answer):
        yield OpenPoint(kind="niet_beschreven", question=nummer, text=zin)
    noten = {n for e in answer.tool_results for n in e.notes}
    for regel in _let_op(answer):
        yield OpenPoint(kind=_soort(regel, regel in noten), question=nummer, text=regel)


def _onbeantwoord(answer: Answer) -> list[str]:
    """What was asked in one breath with something else, and an answer says nothing of."""
    alineas = re.split(r"\n{2,}", answer.answer) if answer.status == "answered" else []
    return [a.removeprefix(NIET_BEANTWOORD).strip() for a in alineas if a.startswith(NIET_BEANTWOORD)]


def _aangenomen_regio(vraag: DraftQuestion, gekozen: bool) -> str:
    """The region that an answer assumes where its question names none; or empty."""
    answer = vraag.answer
    if gekozen or answer.status != "answered" or noemt_plaats(vraag.asked):
        return ""
    return " en ".join(laad().regelingen[r].naam for r in answer.regelingen if r in laad().regelingen)


def _stiltes(answer: Answer) -> list[str]:
    """The sentences of an answer from the documents that say what their source leaves open."""
    if answer.status != "answered" or answer.tool_results:
        return []
    stil = laad_woordenschat().stiltes
    return [_MARKER.sub("", z).strip() for z in zinnen(_hoofdzaak(answer)) if stil.search(vouw(z))]


def _soort(regel: str, noot: bool) -> Any:
    if not noot:
        return "aanname"
    return "niet_beschreven" if laad_woordenschat().stiltes.search(vouw(regel)) else "let_op"


def _let_op(answer: Answer) -> list[str]:
    """The lines under "Let op" of an answer: notes of the tools, and what was taken as given."""
    regels: list[str] = []
    for alinea in re.split(r"\n{2,}", answer.answer):
        if alinea.startswith(LET_OP):
            regels += [r.removeprefix("- ").strip() for r in alinea.splitlines()[1:] if r.startswith("- ")]
    return list(dict.fromkeys(_MARKER.sub("", r).strip() for r in regels))


def _overig(bericht: Bericht, mail: Inkomend, gevraagd: bool) -> Iterator[OpenPoint]:
    """The open points of the mail as a whole; `gevraagd` when it asks something."""
    if not gevraagd:
        punt = "In dit bericht is geen vraag gevonden; kijk zelf of een antwoord nodig is."
        yield OpenPoint(kind="geen_vraag", question=None, text=punt)
    for deel in bericht.vragen[MEESTE_VRAGEN:]:
        yield OpenPoint(kind="niet_behandeld", question=None, text=f"{NIET_BEANTWOORD} {deel.tekst}")
    if mail.message_id and mail.adres is None:
        punt = "Het adres van de afzender is niet te lezen; vul de geadresseerde zelf in."
        yield OpenPoint(kind="niet_behandeld", question=None, text=punt)
