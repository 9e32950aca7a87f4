"""The steps of the line, a method each: state in, the part that this step adds out."""

from __future__ import annotations

import logging
import re
import uuid
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from time import perf_counter
from typing import TYPE_CHECKING

from langgraph.config import get_stream_writer

from assistant.answer.combine import MEESTE_VRAGEN, combineer
from assistant.answer.pasted import met_beslishulp
from assistant.answer.sources import Artikelen, Bronnenlijst
from assistant.answer.standard import Standaardwijzer
from assistant.answer.unanswered import met_melding, zonder_herhaald_antwoord
from assistant.conversation.cases import per_geval, voor_wie
from assistant.forms import Kandidaat
from assistant.learned.judge import Judge
from assistant.learned.routing import Toolkeuze
from assistant.line.compose import Gezocht, Opsteller
from assistant.line.interpret import Interpreter
from assistant.line.own import van_gebruiker
from assistant.line.scope import Scoper, alleen_bij
from assistant.line.state import Concept, Interpretatie, Scope, State, Toolronde
from assistant.line.write import Writer, regelingen_in, schoon
from assistant.message.question import kale_vraag
from assistant.message.reader import lees_bericht
from assistant.models import Answer, AskRequest, Timings, Versions
from assistant.proof.claims import markers
from assistant.proof.verify import bezwaren
from assistant.text.markup import zonder_opmaak
from assistant.text.sentences import met_genummerde_items, zonder_herhaling
from knowledge.errors import InvoerFout
from knowledge.folding import samengesteld
from knowledge.index import Hit, Index
from knowledge.invisible import zonder_onzichtbaar
from knowledge.redaction import verwijder, zonder_labels
from knowledge.redaction_rules import SOORTEN
from knowledge.space import tussen
from knowledge.store import Kennisbank
from knowledge.vocabulary import Woordenschat
from tools.envelope import Envelope
from tools.registry import voer_uit

if TYPE_CHECKING:
    from assistant.llm.taal import Taal

logger = logging.getLogger(__name__)
GEDEKT = 0.8
"""Share of the telling words of a question in the best passage, from which no other regime is asked after."""
GEVRAAGD = 0.945
"""How near an example question of that passage must be as well: words alone ("portaal", "blijven") mean many things."""
DIEPTE = 40
"""Passages that are fetched within a regime: deep enough to meet the user's own beside the articles."""
KLEIN = 300
"""So many passages of users at most, to look at all of them."""
AANTAL = 8
"""Passages that are fetched."""
VERVOLG = 0.4
"""Say of a later turn by itself in what is searched for, beside the thread that it goes on with."""
DEEL = 0.6
"""Say of one of the things that a message asks by itself, beside the whole message."""
ELDERS = 0.75
"""Certainty from which a tool says of a regime without such rules that it has none."""

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
        self._wijzer = Standaardwijzer(kennis.map, artikelen)
        self._writer = Writer(kennis)
        self._opsteller = Opsteller(
            kennis,
            scoper,
            judge,
            schat,
            lambda state, namen: self._zoek(state, namen, DIEPTE),
            self._zoek_deel,
            index.passages,
        )
        self._versies = versies
        self._taal = taal

    @property
    def met_model(self) -> bool:
        """Whether a language model is set."""
        return self._taal is not None

    # --- guard and interpret -------------------------------------------------------------------------------

    def guard(self, state: State) -> State:
        """Take personal data, unseen marks, repeats and letters before items out; nothing after sees what was typed."""
        request = state["request"]
        tekst, soorten = verwijder(samengesteld(zonder_opmaak(zonder_onzichtbaar(request.question))))
        gevonden = set(soorten)
        beurten = []
        for beurt in request.history:
            vraag, eerder = verwijder(samengesteld(zonder_opmaak(zonder_onzichtbaar(beurt.question))))
            antwoord, _ = verwijder(beurt.answer)
            gevonden |= set(eerder)
            beurten.append((zonder_labels(vraag), antwoord))
        return {
            "request": request.model_copy(update={"question": tekst, "history": []}),
            "tekst": met_genummerde_items(
                zonder_herhaling(_LANG_WOORD.sub(lambda m: m[0][:LANGSTE_WOORD], zonder_labels(tekst)))
            ),
            "gesprek": beurten,
            "beurten": beurten,
            "redacted": [soort for soort in SOORTEN if soort in gevonden],
        }

    def split(self, state: State) -> State:
        """Find the separate questions in the message; the first is answered first."""
        if eigen := per_geval(state["gesprek"], state["tekst"]):
            vragen, gesprekken = [vraag for vraag, _ in eigen], [gesprek for _, gesprek in eigen]
            begin: State = {"vragen": vragen, "gesprekken": gesprekken, "overig": 0, "klaar": []}
            return {**begin, "beurten": gesprekken[0], "tekst": vragen[0].zelfstandig}
        if wie := voor_wie(state["gesprek"], state["tekst"]):
            return {"voor_wie": wie}
        bericht = lees_bericht(state["tekst"])
        vragen = list(bericht.vragen)
        nu = vragen[:MEESTE_VRAGEN]
        eerste = nu[0].zelfstandig
        if len(vragen) == 1:  # its facts may stand in the subject, or in the mail below
            eerste = "\n\n".join(filter(None, [bericht.onderwerp, eerste, bericht.eerder]))
        gesprekken = [state["gesprek"]] * len(nu)
        return {"vragen": nu, "gesprekken": gesprekken, "overig": len(vragen) - len(nu), "klaar": [], "tekst": eerste}

    def whom(self, state: State) -> State:
        """Ask of which of the children a fact is that a turn tells without saying so."""
        blok = self._writer.welk_kind(state["voor_wie"], state["tekst"])
        return {
            "answer": Answer(
                id=_kenmerk(state["request"]),
                status="clarify",
                answer=blok.tekst,
                clarification=blok.verduidelijking,
                redacted=state["redacted"],
                versions=self._versies,
                timings_ms=Timings(),
            )
        }

    def next(self, state: State) -> State:
        """Go on with the next question, that stands by itself: its facts are in it."""
        klaar = [*state["klaar"], state["answer"]]
        vorige, volgende = state["vragen"][len(klaar) - 1 : len(klaar) + 1]
        beurten = [(vorige.zelfstandig, state["answer"].answer)] if volgende.vervolg else []
        schoon: State = {"hits_overal": [], "retrieve_ms": 0.0, "embed_ms": 0.0, "lezing": None, "eerste": None}
        eerder = state["gesprekken"][len(klaar)]
        return {**schoon, "klaar": klaar, "tekst": volgende.zelfstandig, "beurten": [*eerder, *beurten]}

    def join(self, state: State) -> State:
        """One answer to the whole message."""
        antwoorden = [*state["klaar"], state["answer"]]
        vragen = state["vragen"]
        for n in range(len(vragen) - 1, 0, -1):
            if vragen[n].vervolg:
                antwoorden[n] = zonder_herhaald_antwoord(vragen[n], antwoorden[n], antwoorden[n - 1])
        antwoorden = [self._wijzer.wijs(v.tekst, a) for v, a in zip(vragen, antwoorden, strict=True)]
        antwoorden = [met_melding(vraag, antwoord) for vraag, antwoord in zip(vragen, antwoorden, strict=True)]
        vraag = state["request"].question
        if not state["klaar"]:
            return {"answer": met_beslishulp(vraag, antwoorden[0])}
        koppen = [kale_vraag(vraag.tekst) for vraag in vragen]
        samen = combineer(list(zip(koppen, antwoorden, strict=True)), state["overig"])
        return {"answer": met_beslishulp(vraag, samen)}

    def interpret(self, state: State) -> State:
        """Understand the question; embed it once, for every later step."""
        tekst, regeling = state.get("lezing") or state["tekst"], state["request"].regeling
        begin, klaar = perf_counter(), list[float]()
        zeker = self._interpreter.zoekt_zeker(tekst, state["beurten"])
        if zeker is not None:  # meanwhile the facts are read
            wens = self._index.begin_query(self._scoper.met_regio(zeker, regeling))
            wens.add_done_callback(lambda _: klaar.append(perf_counter()))
        gelezen = self._interpreter.interpreteer(tekst, state["beurten"], state["request"].peildatum)
        if gelezen.soort != "vraag":
            return {"interpretatie": gelezen, "scope": Scope(), "tools": Toolronde(), "hits": []}
        begin = perf_counter() if zeker is None else begin
        vector = self._vector(gelezen, regeling)
        einde = klaar[0] if klaar else perf_counter()
        gelezen = replace(gelezen, vraag=self._keuze.duid(gelezen.vraag, vector, gelezen.zoektekst))
        return {"interpretatie": gelezen, "vector": vector, "embed_ms": (einde - begin) * 1000}

    def _vector(self, gelezen: Interpretatie, regeling: str | None) -> list[float]:
        """The meaning of a question; that of a later turn stands between the whole thread and the turn by itself."""
        heel = self._index.embed_query(self._scoper.met_regio(gelezen.zoektekst, regeling))
        if not gelezen.vervolg:
            return heel
        return tussen(heel, self._index.embed_query(self._scoper.met_regio(gelezen.origineel, regeling)), VERVOLG)

    # --- scope and tools -----------------------------------------------------------------------------------

    def scope(self, state: State) -> State:
        """Decide the regime; look through all documents when the words alone don't tell."""
        gelezen, request = state["interpretatie"], state["request"]
        kandidaten = self._scoper.kandidaten(gelezen)
        lijkt_op = cache(lambda: self._judge.per_regeling(gelezen.zoektekst, state["vector"]))
        scope = self._scoper.bepaal(gelezen, request.regeling, kandidaten, [], lijkt_op)
        begin = perf_counter()
        if scope.regelingen or scope.vreemd:
            return {"scope": scope, "kandidaten": kandidaten}
        hits = self._zoek(state, None, AANTAL * 2)
        lijkt = lijkt_op if self._judge.kent(gelezen.zoektekst) else dict
        duur = (perf_counter() - begin) * 1000
        gekozen = self._scoper.bepaal(gelezen, None, kandidaten, hits, lijkt)
        if not gekozen.regelingen and gekozen.vreemd is None and (een := self._alleen_daar(gelezen.zoektekst, hits)):
            gekozen = Scope((een,))
        return {
            "scope": _als_eerder(gekozen, state["klaar"]),
            "kandidaten": kandidaten,
            "hits_overal": [*hits, *self._eigen_dieper(state, hits)],
            "retrieve_ms": duur,
        }

    def _eigen_dieper(self, state: State, hits: Sequence[Hit]) -> list[Hit]:
        """Passages of the user that come after these: articles, with their example questions, stand before them."""
        if not self._heeft_eigen:
            return []
        er = {h.passage.id for h in hits}
        dieper = self._zoek(state, None, DIEPTE)
        return [h for h in van_gebruiker(dieper) if h.passage.id not in er]

    def _alleen_daar(self, tekst: str, hits: list[Hit]) -> str | None:
        """The one regime that a question of known words is near, where the best passage has nearly all its words and is
        asked nearly the same."""
        een = alleen_bij(hits)
        raak = een is not None and hits[0].passage.regeling == een and self._judge.kent(tekst)
        raak = raak and (hits[0].vraag_score or 0.0) >= GEVRAAGD
        return een if raak and self._judge.dekking(tekst, hits) >= GEDEKT else None

    def tools(self, state: State) -> State:
        """Run the tools that fit, in the regime that holds; wrong values in the question are kept to ask about."""
        scope, alle = state["scope"], state["kandidaten"]
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
        if scope.vreemd:  # nothing but a document of the user can be about it
            dieper = self._eigen_dieper(state, [])
            return {"hits": dieper, "eigen": self._eigen_hits(state, dieper)}
        if not scope.regelingen:
            hits = state.get("hits_overal", [])
            return {"hits": hits, "eigen": self._eigen_hits(state, hits)}
        begin = perf_counter()
        hits = self._zoek(state, scope.regelingen, DIEPTE)
        eigen = self._eigen_hits(state, hits)
        duur = (perf_counter() - begin) * 1000
        return {"hits": hits, "eigen": eigen, "retrieve_ms": state.get("retrieve_ms", 0.0) + duur}

    def _eigen_hits(self, state: State, hits: Sequence[Hit]) -> list[Hit]:
        """Passages of the user: those among these, the nearest of no regime, and of few documents all."""
        if not self._heeft_eigen:
            return []
        er = van_gebruiker(hits)
        gezocht = state["interpretatie"].zoektekst
        dieper = van_gebruiker(self._index.search(gezocht, regelingen=[], k=DIEPTE, vector=state["vector"]))
        if self._index.counts.get("passages:gebruiker", 0) <= KLEIN:
            dieper += [Hit(p, 0.0, None, None) for p in self._index.passages(bron="gebruiker")]
        al = dict[str, Hit]()
        for hit in (*er, *dieper):
            al.setdefault(hit.passage.id, hit)
        return list(al.values())

    @property
    def _heeft_eigen(self) -> bool:
        return "passages:gebruiker" in self._index.counts

    def _zoek_deel(self, state: State, regelingen: Sequence[str], deel: str) -> Gezocht:
        """Passages for one of the things that the question asks."""
        los = self._index.embed_query(self._scoper.met_regio(deel, regelingen[0]))
        vector = tussen(state["vector"], los, DEEL)
        hits = self._index.search(deel, regelingen=regelingen, k=DIEPTE, vector=vector)
        return Gezocht(vector, self._judge.rangschik(deel, vector, hits), self._keuze.kansen(vector, deel))

    def _zoek(self, state: State, regelingen: Sequence[str] | None, k: int) -> list[Hit]:
        """Passages for the question, of these regimes or of all."""
        gezocht = state["interpretatie"].zoektekst
        hits = self._index.search(gezocht, regelingen=regelingen, k=k, vector=state["vector"])
        return hits if regelingen is None else self._judge.rangschik(gezocht, state["vector"], hits)

    def write(self, state: State) -> State:
        """Compose the answer; its citations are bound here."""
        bronnen = Bronnenlijst(self._artikelen)
        concept = self._opsteller.schrijf(state, bronnen)
        if concept.status in {"answered", "clarify"}:
            ongenoemd = self._scoper.niet_in_bron(state["interpretatie"].vraag.tekst, state["scope"].regelingen)
            concept.tekst = "\n\n".join([concept.tekst, *self._writer.ongenoemd(ongenoemd)])
        if concept.status == "answered" and not concept.buiten_regelingen:
            namen = regelingen_in(state["tools"], state["scope"])
            concept.tekst = self._writer.met_afloop(concept.tekst, namen, state["request"].peildatum, bronnen)
        return {"concept": concept, "answer": self._antwoord(state, concept, bronnen)}

    # --- verify ----------------------------------------------------------------------------------------------

    def _antwoord(self, state: State, concept: Concept, bronnen: Bronnenlijst) -> Answer:
        from assistant.models import Clarification

        request, ronde = state["request"], state["tools"]
        geen_regeling = concept.status == "refused" or concept.buiten_regelingen
        return Answer(
            id=_kenmerk(request),
            status=concept.status,
            answer=schoon(concept.tekst),
            citations=bronnen.citaties,
            tool_results=[] if concept.zonder_tools else [e for _, e in ronde.resultaten],
            regelingen=[] if geen_regeling else regelingen_in(ronde, state["scope"]),
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
        gevonden = bezwaren(answer.answer, answer.tool_results, answer.citations)
        for b in gevonden:  # never the sentence or the value: those may repeat what somebody wrote
            bron = ", ".join(f"[{n}]" for n in sorted(markers(b.zin))) or "geen"
            logger.info("Zin weggelaten (antwoord %s): %s, bron %s", answer.id, b.soort, bron)
        mist = {b.zin for b in gevonden}
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


def _kenmerk(request: AskRequest) -> str | int:
    """By what an answer is known: what was given, else something of its own."""
    return uuid.uuid4().hex if request.id in {None, ""} else request.id


def _als_eerder(scope: Scope, klaar: Sequence[Answer]) -> Scope:
    """An undecided scope by the regime for which the questions before it in the message were answered, if one."""
    eerder = {r for a in klaar if a.status == "answered" for r in a.regelingen}
    past = len(eerder) == 1 and not scope.regelingen and scope.vreemd is None and eerder <= set(scope.keuzes)
    return Scope(tuple(eerder)) if past else scope


def _keuze(kandidaten: list[Kandidaat]) -> list[Kandidaat]:
    """The surest tool with all its inputs, each once; none when it is not sure enough."""
    if not kandidaten or kandidaten[0].zekerheid < 0.55:
        return []
    gekozen = list[Kandidaat]()
    for kandidaat in kandidaten:
        zelfde = any((kandidaat.invoer, kandidaat.gevraagd) == (k.invoer, k.gevraagd) for k in gekozen)
        if kandidaat.tool == kandidaten[0].tool and not zelfde:
            gekozen.append(kandidaat)
    return gekozen
