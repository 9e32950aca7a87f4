"""The steps of the line, a method each: state in, the part that this step adds out."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import islice
from time import perf_counter
from typing import TYPE_CHECKING

from langgraph.config import get_stream_writer

from assistant.combine import MEESTE_VRAGEN, combineer
from assistant.forms import Kandidaat, Vraag
from assistant.instructions import zonder_opdrachten
from assistant.interpret import Interpreter
from assistant.judge import Judge
from assistant.message import kale_vraag, lees_bericht
from assistant.models import Answer, Timings, Versions
from assistant.routing import Toolkeuze
from assistant.scope import Scoper
from assistant.sources import Artikelen, Bronnenlijst
from assistant.state import Concept, Scope, State, Toolronde
from assistant.text import meer_vragen, zonder_herhaling
from assistant.verify import bezwaren
from assistant.write import Writer, doorvraag, regelingen_in, schoon
from knowledge.errors import InvoerFout
from knowledge.index import Hit, Index
from knowledge.invisible import zonder_onzichtbaar
from knowledge.redaction import verwijder
from knowledge.redaction_rules import SOORTEN
from knowledge.store import Kennisbank
from knowledge.tool_questions import GEEN
from knowledge.vocabulary import Woordenschat, vouw
from tools.envelope import Envelope
from tools.registry import voer_uit

if TYPE_CHECKING:
    from assistant.llm.taal import Taal

ZEKER = 0.7
"""Certainty from which a tool answers rather than the documents."""
DICHTBIJ = 0.85
"""Share of the best score from which the next passage is shown in full too."""
PRECIES = 0.935
"""Cosine from which an example question decides which passage comes first."""
ZEKERE_KANS = 0.75
"""Likelihood of a tool from which it asks for what it misses, whatever the documents say."""
RAAK = 0.9
"""Cosine from which an example question is as good as the question itself."""
DIEPTE = 40
"""Passages that are fetched within a regime: deep enough to meet the user's own beside the articles."""
AANTAL = 8
"""Passages that are fetched."""
ELDERS = 0.75
"""Certainty from which a tool says of a regime without such rules that it has none."""
BETER = 0.3
"""So much more of the question's words a user's passage holds than the best article, to be the answer itself."""

LANGSTE_WOORD = 80
"""What is longer is no word; it is cut, so that no pattern crawls over it."""
_LANG_WOORD = re.compile(rf"\S{{{LANGSTE_WOORD},}}")


class Steps:
    """The steps with what they work on; thread-safe, no state of their own."""

    def __init__(
        self,
        kennis: Kennisbank,
        artikelen: Artikelen,
        index: Index,
        interpreter: Interpreter,
        scoper: Scoper,
        judge: Judge,
        keuze: Toolkeuze,
        versies: Versions,
        schat: Woordenschat,
        taal: Taal | None = None,
    ) -> None:
        self._kennis = kennis
        self._artikelen = artikelen
        self._index = index
        self._interpreter = interpreter
        self._scoper = scoper
        self._judge = judge
        self._keuze = keuze
        self._writer = Writer(kennis)
        self._versies = versies
        self._schat = schat
        self._taal = taal

    @property
    def met_model(self) -> bool:
        """Whether a language model is set."""
        return self._taal is not None

    # --- guard and interpret -------------------------------------------------------------------------------

    def guard(self, state: State) -> State:
        """Take personal data, unseen marks and repeats out of the message; nothing after this sees what was typed."""
        request = state["request"]
        tekst, soorten = verwijder(zonder_onzichtbaar(request.question))
        gevonden = set(soorten)
        beurten = []
        for beurt in request.history:
            vraag, eerder = verwijder(zonder_onzichtbaar(beurt.question))
            antwoord, _ = verwijder(beurt.answer)
            gevonden |= set(eerder)
            beurten.append((vraag, antwoord))
        return {
            "request": request.model_copy(update={"question": tekst, "history": []}),
            "tekst": zonder_herhaling(_LANG_WOORD.sub(lambda m: m[0][:LANGSTE_WOORD], tekst)),
            "gesprek": beurten,
            "beurten": beurten,
            "redacted": [soort for soort in SOORTEN if soort in gevonden],
        }

    def split(self, state: State) -> State:
        """Find the separate questions in the message; the first is answered first."""
        vragen = list(lees_bericht(state["tekst"]).vragen)
        if len(vragen) == 1:
            return {"vragen": vragen, "overig": 0, "klaar": []}
        nu = vragen[:MEESTE_VRAGEN]
        return {"vragen": nu, "overig": len(vragen) - len(nu), "klaar": [], "tekst": nu[0].zelfstandig}

    def next(self, state: State) -> State:
        """Go on with the next question, that stands by itself: its facts are in it."""
        klaar = [*state["klaar"], state["answer"]]
        vorige, volgende = state["vragen"][len(klaar) - 1 : len(klaar) + 1]
        beurten = [(vorige.zelfstandig, state["answer"].answer)] if volgende.vervolg else []
        schoon: State = {"hits_overal": [], "retrieve_ms": 0.0, "embed_ms": 0.0, "lezing": None, "eerste": None}
        return {**schoon, "klaar": klaar, "tekst": volgende.zelfstandig, "beurten": [*state["gesprek"], *beurten]}

    def join(self, state: State) -> State:
        """One answer to the whole message."""
        if not state["klaar"]:
            return {}
        vragen = [kale_vraag(vraag.tekst) for vraag in state["vragen"]]
        antwoorden = [*state["klaar"], state["answer"]]
        return {"answer": combineer(list(zip(vragen, antwoorden, strict=True)), state["overig"])}

    def interpret(self, state: State) -> State:
        """Understand the question; embed it once, for every later step."""
        tekst = state.get("lezing") or state["tekst"]
        gelezen = self._interpreter.interpreteer(tekst, state["beurten"], state["request"].peildatum)
        if gelezen.soort != "vraag":
            return {"interpretatie": gelezen, "scope": Scope(), "tools": Toolronde(), "hits": []}
        begin = perf_counter()
        vector = self._index.embed_query(self._scoper.met_regio(gelezen.zoektekst, state["request"].regeling))
        gelezen = replace(gelezen, vraag=self._keuze.duid(gelezen.vraag, vector, gelezen.zoektekst))
        return {"interpretatie": gelezen, "vector": vector, "embed_ms": (perf_counter() - begin) * 1000}

    # --- scope and tools -----------------------------------------------------------------------------------

    def scope(self, state: State) -> State:
        """Decide the regime; look through all documents when the words alone don't tell."""
        gelezen, request = state["interpretatie"], state["request"]
        kandidaten = self._scoper.kandidaten(gelezen)
        scope = self._scoper.bepaal(gelezen, request.regeling, kandidaten, [])
        begin = perf_counter()
        if scope.regelingen or scope.vreemd:
            return {"scope": scope}
        hits = self._zoek(state, None, AANTAL * 2)
        duur = (perf_counter() - begin) * 1000
        return {
            "scope": _als_eerder(self._scoper.bepaal(gelezen, None, kandidaten, hits), state["klaar"]),
            "hits_overal": hits,
            "retrieve_ms": duur,
        }

    def tools(self, state: State) -> State:
        """Run the tools that fit, in the regime that holds; wrong values in the question are kept to ask about."""
        scope = state["scope"]
        alle = self._scoper.kandidaten(state["interpretatie"])
        resultaten: list[tuple[Kandidaat, Envelope]] = []
        fouten: list[tuple[Kandidaat, str]] = []
        for regeling in scope.regelingen:
            eigen = [k for k in alle if k.regeling == regeling]
            for kandidaat in _keuze(eigen):
                try:
                    resultaten.append(
                        (
                            kandidaat,
                            voer_uit(kandidaat.tool, {**kandidaat.invoer, "regeling": regeling}, self._kennis),
                        )
                    )
                    if kandidaat.alleen_beslissend and resultaten[-1][1].verdict == "gegevens_ontbreken":
                        resultaten.pop()
                except InvoerFout as fout:
                    fouten.append((kandidaat, f"{fout.field}: {fout.message}"))
            if not eigen and scope.expliciet:
                resultaten += self._elders(alle, regeling)
        return {"tools": Toolronde(tuple(resultaten), tuple(fouten))}

    def _elders(self, alle: list[Kandidaat], regeling: str) -> list[tuple[Kandidaat, Envelope]]:
        """A question that only another regime has rules for: the tool says so for this one."""
        vreemd = [k for k in alle if k.zekerheid >= ELDERS][:1]
        return [
            (k, voer_uit(k.tool, {**k.invoer, "regeling": regeling}, self._kennis)) for k in vreemd if self._past(k)
        ]

    def _past(self, kandidaat: Kandidaat) -> bool:
        try:
            voer_uit(kandidaat.tool, {**kandidaat.invoer, "regeling": kandidaat.regeling}, self._kennis)
        except InvoerFout:
            return False
        return True

    # --- retrieve and write --------------------------------------------------------------------------------

    def retrieve(self, state: State) -> State:
        """The passages of the regimes that hold."""
        scope = state["scope"]
        if scope.vreemd or not scope.regelingen:
            return {"hits": state.get("hits_overal", [])}
        begin = perf_counter()
        hits = self._zoek(state, scope.regelingen, DIEPTE)
        return {"hits": hits, "retrieve_ms": state.get("retrieve_ms", 0.0) + (perf_counter() - begin) * 1000}

    def _zoek(self, state: State, regelingen: Sequence[str] | None, k: int) -> list[Hit]:
        """Passages for the question, of these regimes or of all."""
        gezocht = state["interpretatie"].zoektekst
        hits = self._index.search(gezocht, regelingen=regelingen, k=k, vector=state["vector"])
        return hits if regelingen is None else self._judge.rangschik(gezocht, state["vector"], hits)

    def _beste_eigen(self, hits: Sequence[Hit]) -> list[Hit]:
        """The best passage of the user, if there is one, without orders hidden in it."""
        eigen = (h for h in hits if h.passage.herkomst == "gebruiker")
        return list(islice(zonder_opdrachten(eigen, self._schat), 1))

    def _steun(self, hits: Sequence[Hit], bewijs: str) -> Hit | None:
        """The first passage of the user that says what is proven, without orders hidden in it."""
        steunt = (h for h in hits if h.passage.herkomst == "gebruiker" and self._judge.steunt(h.passage, bewijs))
        return next(zonder_opdrachten(steunt, self._schat), None)

    def write(self, state: State) -> State:
        """Compose the answer; its citations are bound here."""
        bronnen = Bronnenlijst(self._artikelen)
        concept = self._concept(state, bronnen)
        if concept.status in {"answered", "clarify"}:
            ongenoemd = self._scoper.niet_in_bron(state["interpretatie"].vraag.tekst, state["scope"].regelingen)
            concept.tekst = "\n\n".join([concept.tekst, *self._writer.ongenoemd(ongenoemd, state["scope"].regelingen)])
        return {"concept": concept, "answer": self._antwoord(state, concept, bronnen)}

    def _concept(self, state: State, bronnen: Bronnenlijst) -> Concept:
        gelezen, scope, ronde, hits = state["interpretatie"], state["scope"], state["tools"], state["hits"]
        if gelezen.soort != "vraag":
            return Concept("refused", self._writer.geweigerd(gelezen))
        if scope.vreemd:
            return Concept("abstain", self._writer.vreemde_plaats(scope.vreemd))
        if not scope.regelingen:
            return self._zonder_regeling(state, bronnen)
        if ronde.invoerfouten and not ronde.resultaten:
            _, melding = ronde.invoerfouten[0]
            veld, _, uitleg = melding.partition(": ")
            terug = self._writer.invoerfout(veld, uitleg)
            naam = veld.replace("_", " ")
            return Concept(
                "clarify", f"Wat u voor {naam} noemt, kan niet. Wat is de juiste waarde?", vraag=terug.question
            )
        if len(scope.regelingen) > 1:
            return self._meer_regelingen(state, bronnen)
        return self._een_regeling(state, scope.regelingen[0], hits, ronde, bronnen)

    def _zonder_regeling(self, state: State, bronnen: Bronnenlijst) -> Concept:
        hits, gelezen = state["hits"], state["interpretatie"]
        kennis = [h for h in hits if h.passage.herkomst == "kennisbank"]
        los = self._beste_eigen([h for h in hits if h.passage.regeling is None])
        oordeel = self._judge.oordeel(gelezen.zoektekst, state["vector"], kennis, ())
        if (
            oordeel != "beantwoord"
            and los
            and self._judge.oordeel(gelezen.zoektekst, state["vector"], los, ()) == "beantwoord"
        ):
            return self._uit_eigen(los[0], bronnen)
        if oordeel == "buiten" or (oordeel == "stil" and self._judge.dekking(gelezen.zoektekst, kennis) < 0.3):
            return Concept("refused", self._writer.geweigerd(gelezen))
        if oordeel == "stil" and self._judge.vraagt_wat_ontbreekt(gelezen.zoektekst, kennis):
            return Concept("abstain", self._writer.geen_antwoord((), kennis[:1], bronnen))
        blok = self._writer.welke_regeling(state["scope"].keuzes)
        assert blok.verduidelijking is not None
        return Concept("clarify", blok.tekst, vraag=blok.verduidelijking.question, opties=blok.verduidelijking.options)

    def _meer_regelingen(self, state: State, bronnen: Bronnenlijst) -> Concept:
        """One question on several regimes: a separate answer for each."""
        delen, statussen, eerste = [], [], None
        for regeling in state["scope"].regelingen:
            eigen_hits = self._zoek(state, [regeling], DIEPTE)
            ronde = state["tools"]
            eigen = Toolronde(tuple(r for r in ronde.resultaten if r[1].regeling == regeling))
            deel = self._een_regeling(state, regeling, eigen_hits, eigen, bronnen)
            delen.append(f"**{self._writer.regeling_naam(regeling)}**\n\n{deel.tekst}")
            statussen.append(deel.status)
            eerste = eerste or (deel if deel.vraag else None)
        status = next(s for s in ("answered", "clarify", "abstain", "refused") if s in statussen)
        samen = Concept(status, "\n\n".join(delen))
        if status == "clarify" and eerste:
            samen.vraag, samen.opties = eerste.vraag, eerste.opties
        return samen

    def _een_regeling(
        self, state: State, regeling: str, hits: list[Hit], ronde: Toolronde, bronnen: Bronnenlijst
    ) -> Concept:
        gelezen = state["interpretatie"]
        artikelen = [h for h in hits if h.passage.herkomst == "kennisbank"]
        eigen = self._beste_eigen(hits)
        oordeel = self._judge.oordeel(gelezen.zoektekst, state["vector"], artikelen, (regeling,))
        opgezocht = [e for _, e in ronde.resultaten if e.verdict in {"gevonden", "niet_gevonden"}]
        feiten = [e for _, e in ronde.resultaten if e.verdict in {"gevonden", "niet_gevonden", "berekend"}]
        tooltekst = vouw(" ".join(t for e in feiten for t in _teksten(e)))
        if feiten and self._judge.mist(gelezen.vraag.kern, tooltekst):
            oordeel = "stil" if oordeel == "buiten" else oordeel
        elif ronde.resultaten and not (
            oordeel == "beantwoord" and self._documenten_eerst(gelezen.vraag, ronde, artikelen)
        ):
            uitleg = oordeel == "beantwoord" and all(e.verdict != "niet_gevonden" for e in opgezocht)
            return self._uit_tools(ronde, artikelen, hits, bronnen, toelichting=uitleg)
        if oordeel == "beantwoord" and self._eigen_beter(state, regeling, artikelen, eigen):
            return self._uit_eigen(eigen[0], bronnen)
        vreemd = self._van_elders(state, regeling, artikelen)
        if oordeel == "beantwoord" and not vreemd:
            return self._uit_documenten(artikelen, hits, bronnen, meer_vragen=meer_vragen(gelezen.origineel))
        if eigen and self._judge.oordeel(gelezen.zoektekst, state["vector"], eigen, (regeling,)) == "beantwoord":
            return self._uit_eigen(eigen[0], bronnen)
        if vreemd:
            return Concept("abstain", self._writer.hoort_elders(regeling, vreemd))
        if oordeel == "buiten" and (not state["scope"].expliciet or self._judge.vreemd(gelezen.zoektekst)):
            return Concept("refused", self._writer.geweigerd(gelezen))
        return Concept("abstain", self._writer.geen_antwoord((regeling,), artikelen[:1], bronnen))

    def _eigen_beter(self, state: State, regeling: str, artikelen: list[Hit], eigen: list[Hit]) -> bool:
        """Whether a passage of the user answers what the articles only come near to."""
        if not eigen or eigen[0].score < artikelen[0].score or (artikelen[0].vraag_score or 0.0) >= PRECIES:
            return False
        gezocht = state["interpretatie"].zoektekst
        meer = self._judge.dekking(gezocht, eigen) - self._judge.dekking(gezocht, artikelen)
        if meer < BETER or self._judge.steunt(eigen[0].passage, artikelen[0].passage.text):
            return False
        return self._judge.oordeel(gezocht, state["vector"], eigen, (regeling,)) == "beantwoord"

    def _van_elders(self, state: State, regeling: str, artikelen: list[Hit]) -> list[tuple[str, str]]:
        """What the question asks that only another regime knows, where the user named this one."""
        vreemd = (
            self._scoper.van_elders(state["interpretatie"].vraag.tekst, regeling) if _alleen(state["scope"]) else []
        )
        hier = vouw(" ".join(f"{h.passage.section} {h.passage.text}" for h in artikelen[:AANTAL])) if vreemd else ""
        return [(term, naam) for term, naam in vreemd if _stam(vouw(term)) not in hier]

    @staticmethod
    def _documenten_eerst(vraag: Vraag, ronde: Toolronde, hits: list[Hit]) -> bool:
        """Whether the documents answer what a tool could only ask about, or has no rule for."""

        def onzeker(kandidaat: Kandidaat, envelope: Envelope) -> bool:
            kans = vraag.kans(kandidaat.tool)
            if envelope.verdict == "niet_beschreven":
                return kans < vraag.kans(GEEN)
            van_een_ander = kandidaat.zekerheid < ZEKER or (vraag.feit and not vraag.eigen)
            return envelope.verdict == "gegevens_ontbreken" and van_een_ander and kans < ZEKERE_KANS

        return all(onzeker(k, e) for k, e in ronde.resultaten) and (hits[0].vraag_score or 0.0) >= RAAK

    def _uit_tools(
        self, ronde: Toolronde, artikelen: list[Hit], hits: list[Hit], bronnen: Bronnenlijst, *, toelichting: bool
    ) -> Concept:
        """The verdicts, with the passage that explains them."""
        delen, vraag = [], None
        stil = True
        for kandidaat, envelope in ronde.resultaten:
            gevraagd = tuple(r for r in kandidaat.gevraagd if any(c.rule == r for c in envelope.checks))
            if envelope.verdict == "gegevens_ontbreken" and not gevraagd:
                vraag = vraag or doorvraag(envelope)
            open_gelaten = gevraagd and all(c.outcome == "onbekend" for c in envelope.checks if c.rule in gevraagd)
            stil = stil and (envelope.verdict == "niet_beschreven" or bool(open_gelaten))
            delen.append(self._writer.tooluitkomst(envelope, kandidaat.aannames, bronnen, gevraagd))
        tekst = "\n\n".join(delen)
        if vraag is not None:
            return Concept("clarify", f"{tekst}\n\n{vraag.question}", vraag=vraag.question, opties=vraag.options)
        if stil:
            regelingen = tuple(dict.fromkeys(e.regeling for _, e in ronde.resultaten if e.regeling))
            navraag = [self._kennis.regelingen[r].navraag for r in regelingen]
            return Concept("abstain", "\n\n".join([tekst, *navraag]))
        if toelichting and not any(bronnen.bevat(h.passage) for h in artikelen[:4]):
            tekst += f"\n\n{self._writer.toelichting(artikelen[0], bronnen)}"
        bewijs = " ".join(c.quote for c in bronnen.citaties)
        if steun := self._steun(hits, bewijs):
            tekst += f"\n\nIn uw document ‘{steun.passage.titel}’ staat dit ook. {bronnen.passage(steun.passage)}"
        return Concept("answered", tekst)

    def _uit_documenten(
        self, artikelen: list[Hit], hits: list[Hit], bronnen: Bronnenlijst, *, meer_vragen: bool
    ) -> Concept:
        """The best article passage, and the next where the question or the search is of two minds."""
        beste = _beste(artikelen)
        steun = self._steun(hits, beste.passage.text)
        delen = [self._writer.passage(beste, bronnen, steun), self._writer.voor_wie(beste.passage)]
        rest = [h for h in artikelen if h.passage.section != beste.passage.section and h.score >= 0.7 * beste.score]
        if rest and (meer_vragen or rest[0].score >= DICHTBIJ * beste.score or _beter_voorbeeld(rest[0], beste)):
            delen += [self._writer.passage(h, bronnen) for h in rest[: 2 if meer_vragen else 1]]
        elif rest:
            delen.append(self._writer.zie_ook(rest[0], bronnen))
        return Concept("answered", "\n\n".join(d for d in delen if d))

    def _uit_eigen(self, hit: Hit, bronnen: Bronnenlijst) -> Concept:
        """An answer from a document of the user, which the knowledge base does not know."""
        delen = [
            self._writer.passage(hit, bronnen),
            f"Dit staat in uw document ‘{hit.passage.titel}’, niet in de kennisbank.",
        ]
        return Concept("answered", "\n\n".join([*delen, self._writer.voor_wie(hit.passage)]).strip())

    # --- verify ----------------------------------------------------------------------------------------------

    def _antwoord(self, state: State, concept: Concept, bronnen: Bronnenlijst) -> Answer:
        from assistant.models import Clarification

        request, ronde = state["request"], state["tools"]
        return Answer(
            id=request.id or uuid.uuid4().hex,
            status=concept.status,
            answer=schoon(concept.tekst),
            citations=bronnen.citaties,
            tool_results=[e for _, e in ronde.resultaten],
            regelingen=regelingen_in(ronde, state["scope"]) if concept.status != "refused" else [],
            clarification=Clarification(question=concept.vraag, options=concept.opties) if concept.vraag else None,
            redacted=state["redacted"],
            versions=self._versies,
            timings_ms=Timings(
                embed=round(state.get("embed_ms", 0.0), 2), retrieve=round(state.get("retrieve_ms", 0.0), 2)
            ),
        )

    def verify(self, state: State) -> State:
        """Take out every line with a sentence that nothing bears; nothing left is an abstain."""
        answer = state["answer"]
        mist = {b.zin for b in bezwaren(answer.answer, answer.tool_results, answer.citations)}
        if not mist:
            return {}
        regels = [regel for regel in answer.answer.splitlines() if not any(zin in regel for zin in mist)]
        tekst = schoon("\n".join(regels))
        if tekst and answer.status != "answered":
            return {"answer": answer.model_copy(update={"answer": tekst})}
        if len(tekst) > len(answer.answer) // 2:
            return {"answer": answer.model_copy(update={"answer": tekst})}
        namen = state["scope"].regelingen
        leeg = self._writer.geen_antwoord(namen, [], Bronnenlijst(self._artikelen))
        return {"answer": answer.model_copy(update={"status": "abstain", "answer": leeg})}

    # --- with a language model -----------------------------------------------------------------------------

    def reread(self, state: State) -> State:
        """Let the model put a question that found no answer into clear Dutch, to be read again."""
        assert self._taal is not None
        return {"eerste": state["answer"], "lezing": self._taal.herlees(state["tekst"])}

    def phrase(self, state: State) -> State:
        """Let the model word the answer; every sentence is verified before it goes out."""
        assert self._taal is not None
        answer, eerste = state["answer"], state.get("eerste")
        if eerste is not None and state.get("lezing"):
            beter = answer.status == "answered" and set(eerste.regelingen) <= set(answer.regelingen)
            answer = self._taal.gelezen(answer) if beter else eerste
        writer = get_stream_writer()
        alleen = len(state["vragen"]) == 1  # of several, the answers are joined and numbered before they go out
        meld: Callable[[str], None] = (lambda tekst: writer({"text": tekst})) if alleen else (lambda _: None)
        return {"answer": self._taal.verwoord(state["tekst"], answer, meld)}


def _teksten(envelope: Envelope) -> list[str]:
    """What a tool says: its conclusion, its steps, its rules and its notes."""
    stappen = (str(stap["tekst"]) for stap in envelope.data.get("stappen") or ())
    return [envelope.conclusion, *stappen, *(c.explanation for c in envelope.checks), *envelope.notes]


def _als_eerder(scope: Scope, klaar: Sequence[Answer]) -> Scope:
    """An undecided scope by the regime for which the questions before it in the message were answered, if one."""
    eerder = {r for a in klaar if a.status == "answered" for r in a.regelingen}
    past = len(eerder) == 1 and not scope.regelingen and scope.vreemd is None and eerder <= set(scope.keuzes)
    return Scope(tuple(eerder)) if past else scope


def _alleen(scope: Scope) -> bool:
    """Whether the user named one regime."""
    return scope.expliciet and len(scope.regelingen) == 1


def _stam(term: str) -> str:
    """A term without what may be its ending."""
    return term if len(term) < 7 else term[:-3]


def _beste(hits: list[Hit]) -> Hit:
    """The first passage, unless an example question of another is as good as the question itself."""
    raak = max(hits[:6], key=lambda h: h.vraag_score or 0.0)
    zo_goed = (raak.vraag_score or 0.0) >= PRECIES and _beter_voorbeeld(raak, hits[0])
    return raak if zo_goed else hits[0]


def _beter_voorbeeld(ander: Hit, beste: Hit) -> bool:
    """Whether an example question of another passage is clearly nearer than any of the best passage."""
    return (ander.vraag_score or 0.0) - (beste.vraag_score or 0.0) >= 0.02


def _keuze(kandidaten: list[Kandidaat]) -> list[Kandidaat]:
    """The surest tool with all its inputs; none when it is not sure enough."""
    if not kandidaten or kandidaten[0].zekerheid < 0.55:
        return []
    beste = kandidaten[0]
    return [k for k in kandidaten if k.tool == beste.tool]
