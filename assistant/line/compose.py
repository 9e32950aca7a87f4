"""What to answer: a verdict of a tool, a passage, a question back, or that the documents don't say."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from assistant.answer.explaining import past_bij
from assistant.answer.premise import NEE, weerlegt
from assistant.answer.sources import Bronnenlijst
from assistant.conversation.turns import vraagt
from assistant.forms import FORMULIEREN, Kandidaat, Vraag
from assistant.learned.beside import OPGEZOCHT, gezegd, meet
from assistant.learned.judge import Judge, Kenmerken, Oordeel
from assistant.line.own import EigenDocumenten
from assistant.line.scope import Scoper
from assistant.line.state import Concept, Interpretatie, Scope, State, Toolronde
from assistant.line.write import Writer, doorvraag
from assistant.message.question import kale_vraag
from assistant.text.sentences import deelvragen, meer_vragen
from knowledge.documents import Passage
from knowledge.errors import InvoerFout
from knowledge.folding import vouw
from knowledge.form_words import laad_formulierwoorden
from knowledge.index import Hit
from knowledge.space import stammen
from knowledge.store import Kennisbank
from knowledge.tool_questions import GEEN
from knowledge.vocabulary import Woordenschat
from tools.doorvragen import vraag_eerst
from tools.envelope import Envelope
from tools.invoer import lees
from tools.registry import tool

ZEKER = 0.7
"""Certainty from which a tool asks for what it misses, whatever the documents say."""
LIEVER = 0.15
"""So much likelier that a question is for no tool than for this one, to answer from the documents what it would ask."""
TREFFEND = 0.5
"""Likelihood of a passage from which it is taken to be the one asked for."""
ALGEMEEN = 0.51
"""The same, with half of how much likelier a question is for no tool, to be answered from the documents where a tool
that judges a case could only ask for what is missing: "waarop wordt het besluit gebaseerd?", with a case told."""
DICHTBIJ = 0.85
"""Share of the best score from which the next passage is shown in full too."""
OOK_GEVRAAGD = 0.7
"""The same, where several things are asked."""
VERDERLEZEN = (0.3, 0.5)
"""The same for the next and the one after, from which their begin is shown: where the best passage lacks what is asked,
one of them often has it (57 of 107 development questions)."""
RAAK = 0.9
"""Cosine from which an example question is as good as the question itself."""
MEESTE_DELEN = 4
"""So many of the things that one question asks are looked up by themselves."""
VOOR_TOOL = 0.2
"""Likelihood from which one of the things that a question asks may be for a tool."""
DEKKEND = 0.8
"""Share of the telling words of a turn that asks for confirmation, from which a passage is about just that."""
TERUG_NAAR_TOOL = 0.12
"""Likelihood from which a later turn that tells a tool nothing new may ask it to say the same again."""
NABIJ = 3
"""So many of the nearest passages must lack what is asked for, to say that the documents do."""
VAN_DEEL = 0.45
"""Likelihood from which a passage is taken to answer one of the things that a question asks."""
_BEKEKEN = 8
"""So many of the best articles are looked through for a term of another regime."""


@dataclass(frozen=True)
class Gezocht:
    """What was found for one of the things that a question asks.

    Attributes:
        vector: its meaning, within that of the whole question.
        hits: passages, best first.
        kansen: of every tool how likely the text is for it.
    """

    vector: Sequence[float]
    hits: list[Hit]
    kansen: Mapping[str, float]


@dataclass(frozen=True)
class Verder:
    """What a question asks beside the first thing.

    Attributes:
        hits: passages that answer it.
        open: what asks for something (a price, a fine, …) of which no passage near it has a word, as it stands.
    """

    hits: list[Hit]
    open: list[str]


@dataclass(frozen=True)
class _Geval:
    """A question under one regime, with what was found for it.

    Attributes:
        hits: passages, best first.
        artikelen: those of the knowledge base.
        eigen: the best one of the user, if there is one.
        ronde: what the tools say.
        gemeten: how the best article fits the question.
        oordeel: what follows from that.
        mist: whether something is asked of what the tools looked up that they don't tell.
        bronnen: where the citations of the answer are bound.
    """

    state: State
    regeling: str
    hits: list[Hit]
    artikelen: list[Hit]
    eigen: list[Hit]
    ronde: Toolronde
    gemeten: Kenmerken | None
    oordeel: Oordeel
    mist: bool
    bronnen: Bronnenlijst

    @property
    def gelezen(self) -> Interpretatie:
        """How the question is read."""
        return self.state["interpretatie"]


class Opsteller:
    """Chooses what answers a question and has it written; thread-safe, no state of its own.

    Args:
        zoek: passages of these regimes for the question of a state, best first.
        zoek_deel: the same for one of the things that it asks.
        passages: every passage of a document.
    """

    def __init__(
        self,
        kennis: Kennisbank,
        scoper: Scoper,
        judge: Judge,
        schat: Woordenschat,
        zoek: Callable[[State, Sequence[str]], list[Hit]],
        zoek_deel: Callable[[State, Sequence[str], str], Gezocht],
        passages: Callable[[str], list[Passage]],
    ) -> None:
        self._kennis = kennis
        self._scoper = scoper
        self._judge = judge
        self._schat = schat
        self._zoek = zoek
        self._zoek_deel = zoek_deel
        self._writer = Writer(kennis)
        self._eigen = EigenDocumenten(judge, schat, self._writer, passages)

    def schrijf(self, state: State, bronnen: Bronnenlijst) -> Concept:
        """The answer to one question, before it is verified; its citations are bound in `bronnen`."""
        gelezen, scope, ronde, hits = state["interpretatie"], state["scope"], state["tools"], state["hits"]
        if gelezen.soort != "vraag":
            return Concept("refused", self._writer.geweigerd(gelezen))
        if genoemd := self._eigen_genoemd(state, bronnen):
            return genoemd
        if scope.vreemd:
            return Concept("abstain", self._writer.vreemde_plaats(scope.vreemd))
        if not scope.regelingen:
            return self._zonder_regeling(state, bronnen)
        if ronde.invoerfouten and not ronde.resultaten:
            kandidaat, melding = ronde.invoerfouten[0]
            veld, _, uitleg = melding.partition(": ")
            tekst, terug = self._writer.invoerfout(kandidaat, veld, uitleg, bronnen)
            return Concept("clarify", tekst, vraag=terug.question, opties=terug.options)
        if len(scope.regelingen) > 1:
            return self._meer_regelingen(state, bronnen)
        return self._een_regeling(state, scope.regelingen[0], hits, ronde, bronnen)

    def _eigen_genoemd(self, state: State, bronnen: Bronnenlijst) -> Concept | None:
        """What the user's own documents say, where the question means what only they know.

        Of a question on a region of ours only documents of that same regime count, where they know better.
        """
        gelezen, scope = state["interpretatie"], state["scope"]
        hits = [h for h in state["eigen"] if not scope.expliciet or h.passage.regeling in scope.regelingen]
        genoemd = self._eigen.genoemd(gelezen.origineel, gelezen.zoektekst, hits, ook_zonder=scope.expliciet)
        if not genoemd.hits and gelezen.vervolg:
            genoemd = self._eigen.genoemd(gelezen.zoektekst, gelezen.zoektekst, hits)
        if not genoemd.hits or (scope.vreemd and not stammen(scope.vreemd) & genoemd.namen):
            return None
        plaats = not scope.expliciet and (scope.vreemd is not None or bool(genoemd.plaatsen))
        if not plaats and _beslist(state["tools"]):
            return None
        regeling = genoemd.hits[0].passage.regeling
        artikelen = [h for h in state["hits"] if h.passage.herkomst == "kennisbank"]
        beter = scope.expliciet or not genoemd.namen
        if self._eigen.zegt(gelezen.zoektekst, genoemd, artikelen, beter=beter):
            return self._zonder_oordeel(self._eigen.concept_van(gelezen.zoektekst, genoemd, bronnen), regeling)
        if scope.expliciet or not (genoemd.namen and (plaats or genoemd.in_titel)):
            return None
        return self._zonder_oordeel(self._eigen.niet_in(gelezen.zoektekst, genoemd, bronnen), regeling)

    @staticmethod
    def _zonder_oordeel(concept: Concept, regeling: str | None = None) -> Concept:
        """An answer for which the verdicts of tools don't count, nor our own regimes unless the document is of one."""
        concept.zonder_tools, concept.buiten_regelingen = True, regeling is None
        return concept

    def _zonder_regeling(self, state: State, bronnen: Bronnenlijst) -> Concept:
        hits, gelezen = state["hits"], state["interpretatie"]
        kennis = [h for h in hits if h.passage.herkomst == "kennisbank"]
        los = self._eigen.beste([h for h in hits if h.passage.regeling is None])
        gemeten = self._judge.kenmerken(gelezen.zoektekst, state["vector"], kennis, ()) if kennis else None
        oordeel = self._judge.weeg(gemeten) if gemeten else "buiten"
        eigen_veld = self._judge.misschien_eigen(gelezen.zoektekst)
        if gemeten and not los and not eigen_veld and _staat_alleen(state) and self._judge.ver(gemeten):
            oordeel = "buiten"
        if met_code := self._eigen.met_code(gelezen.zoektekst, hits):
            return self._eigen.concept(gelezen.zoektekst, [met_code], bronnen)
        weegt = self._eigen.beter if oordeel == "beantwoord" else self._eigen.antwoordt
        if los and weegt(gelezen.zoektekst, los, kennis):
            return self._eigen.concept(gelezen.zoektekst, los, bronnen)
        if oordeel == "buiten" or (oordeel == "stil" and self._judge.dekking(gelezen.zoektekst, kennis) < 0.3):
            genoemd = self._eigen.genoemd(gelezen.origineel, gelezen.zoektekst, state["eigen"])
            nabij = self._eigen.nabij(gelezen.zoektekst, los, genoemd)
            if nabij or self._judge.vakvraag(gelezen.zoektekst):
                return Concept("abstain", self._writer.geen_antwoord((), nabij, bronnen))
            if not (eigen_veld and _staat_alleen(state)):
                return Concept("refused", self._writer.geweigerd(gelezen))
        if oordeel == "stil" and self._judge.vraagt_wat_ontbreekt(gelezen.zoektekst, kennis):
            return Concept("abstain", self._writer.geen_antwoord((), kennis[:1], bronnen))
        blok = self._writer.welke_regeling(state["scope"].keuzes, self._eigen.nabij(gelezen.zoektekst, los))
        assert blok.verduidelijking is not None
        return Concept("clarify", blok.tekst, vraag=blok.verduidelijking.question, opties=blok.verduidelijking.options)

    def _meer_regelingen(self, state: State, bronnen: Bronnenlijst) -> Concept:
        """One question on several regimes: a separate answer for each."""
        delen, statussen, eerste = [], [], None
        for regeling in state["scope"].regelingen:
            eigen_hits = self._zoek(state, [regeling])
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
        """The first of the ways to answer that fits; the last always does."""
        geval = self._weeg(state, regeling, hits, ronde, bronnen)
        manieren = (
            self._eigen_buiten_kijf,
            self._ander_veld,
            self._geen_profiel,
            self._met_tools,
            self._met_documenten,
            self._hoort_elders,
            self._buiten,
            self._zonder_antwoord,
        )
        return next(concept for maak in manieren if (concept := maak(geval)) is not None)

    def _weeg(self, state: State, regeling: str, hits: list[Hit], ronde: Toolronde, bronnen: Bronnenlijst) -> _Geval:
        """What was found for a question under one regime, weighed."""
        gelezen = state["interpretatie"]
        artikelen = [h for h in hits if h.passage.herkomst == "kennisbank"]
        gemeten = (
            self._judge.kenmerken(gelezen.zoektekst, state["vector"], artikelen, (regeling,)) if artikelen else None
        )
        oordeel = self._judge.weeg(gemeten) if gemeten else "buiten"
        feiten = [e for _, e in ronde.resultaten if e.verdict in OPGEZOCHT]
        mist = bool(feiten) and self._judge.mist(gelezen.vraag.kern, gezegd(feiten))
        if mist and oordeel == "buiten":
            oordeel = "stil"
        eigen = self._eigen.beste(hits)
        plaatsen = self._kennis.regelingen[regeling].plaatsnamen
        if _alleen(state["scope"]) and any(
            self._eigen.van_elders(h, plaatsen) for h in eigen if not h.passage.regeling
        ):
            eigen = []  # what holds elsewhere is no answer for the region that was named
        return _Geval(state, regeling, hits, artikelen, eigen, ronde, gemeten, oordeel, mist, bronnen)

    def _eigen_buiten_kijf(self, geval: _Geval) -> Concept | None:
        """A passage of the user that is clearly what is asked, where no region was named and no tool has a verdict."""
        vraag = geval.gelezen.zoektekst
        if _beslist(geval.ronde) or geval.state["scope"].expliciet or geval.gelezen.vervolg:
            return None
        if not self._eigen.buiten_kijf(vraag, geval.eigen, geval.artikelen):
            return None
        regeling = geval.eigen[0].passage.regeling
        return self._zonder_oordeel(self._eigen.concept(vraag, geval.eigen, geval.bronnen), regeling)

    def _ander_veld(self, geval: _Geval) -> Concept | None:
        """That a question by itself is of another field altogether."""
        gelezen = geval.gelezen
        if geval.gemeten is None or geval.eigen or not _staat_alleen(geval.state):
            return None
        van_het_vak = self._judge.vakvraag(gelezen.zoektekst) or self._judge.misschien_eigen(gelezen.zoektekst)
        if van_het_vak or not self._judge.ander_onderwerp(geval.gemeten):
            return None
        return Concept("refused", self._writer.geweigerd(gelezen))

    def _geen_profiel(self, geval: _Geval) -> Concept | None:
        """That the profile that is asked about does not exist, in the words of the tools."""
        profiel = geval.gelezen.vraag.slots.profiel_fout
        if not profiel or geval.ronde.resultaten or not self._kennis.regelingen[geval.regeling].profielen:
            return None
        kandidaat = Kandidaat("toegang", {"profiel": profiel}, 1.0, geval.regeling)
        try:
            lees(tool(kandidaat.tool).invoer, kandidaat.invoer)
        except InvoerFout as fout:
            tekst, terug = self._writer.invoerfout(kandidaat, fout.field, fout.message, geval.bronnen)
            return Concept("clarify", tekst, vraag=terug.question, opties=terug.options)
        raise ValueError(f"{kandidaat.invoer} is geen fout")

    def _met_tools(self, geval: _Geval) -> Concept | None:
        """The verdicts, where they answer what is asked; else what there is to say of them, or nothing."""
        ronde, gelezen, beantwoord = geval.ronde, geval.gelezen, geval.oordeel == "beantwoord"
        if not ronde.resultaten or geval.mist:
            return None
        if _onbekend(ronde) and (met_code := self._eigen.met_code(gelezen.zoektekst, geval.hits)):
            concept = self._eigen.concept(gelezen.zoektekst, [met_code], geval.bronnen)
            concept.zonder_tools = True
            return concept
        if geval.gemeten and self._ernaast(gelezen, ronde, geval.gemeten):
            return None if beantwoord else self._niet_van_de_tool(geval)
        if beantwoord and self._documenten_eerst(gelezen.vraag, ronde, geval.artikelen):
            return None
        if anders := self._in_plaats_van_nog_eens(geval):
            return anders
        verder = self._verder(geval, {e.tool for _, e in ronde.resultaten})
        uitkomsten = [e for _, e in ronde.resultaten]
        toelichting = beantwoord and all(e.verdict != "niet_gevonden" for e in uitkomsten)
        if toelichting:
            passage, regeling = geval.artikelen[0].passage, self._kennis.regelingen[geval.regeling]
            toelichting = past_bij(passage, gelezen.vraag.tekst, uitkomsten, regeling)
        return self._uit_tools(geval, verder, toelichting=toelichting)

    def _met_documenten(self, geval: _Geval) -> Concept | None:
        """The passage that answers it: of a user where that is better or the articles have none."""
        state, regeling, artikelen, eigen = geval.state, geval.regeling, geval.artikelen, geval.eigen
        vraag = geval.gelezen.zoektekst
        if met_code := self._eigen.met_code(vraag, geval.hits):
            return self._eigen.concept(vraag, [met_code], geval.bronnen)
        if geval.oordeel == "beantwoord":
            if self._eigen.beter(vraag, eigen, artikelen):
                return self._eigen.concept(vraag, eigen, geval.bronnen)
            if not self._van_elders(state, regeling, artikelen):
                verder = self._verder(geval)
                return self._uit_documenten(geval, artikelen, verder, meer_vragen(geval.gelezen.origineel))
        if self._eigen.antwoordt(vraag, eigen, artikelen):
            return self._eigen.concept(vraag, eigen, geval.bronnen)
        return None

    def _hoort_elders(self, geval: _Geval) -> Concept | None:
        """That what is asked is of another regime."""
        vreemd = self._van_elders(geval.state, geval.regeling, geval.artikelen)
        return Concept("abstain", self._writer.hoort_elders(geval.regeling, vreemd)) if vreemd else None

    def _buiten(self, geval: _Geval) -> Concept | None:
        """That what is asked is nothing that the documents are about."""
        zoektekst = geval.gelezen.zoektekst
        if geval.oordeel != "buiten" or self._judge.vakvraag(zoektekst):
            return None
        if geval.state["scope"].expliciet and not self._judge.vreemd(zoektekst):
            return None
        return Concept("refused", self._writer.geweigerd(geval.gelezen))

    def _zonder_antwoord(self, geval: _Geval) -> Concept:
        """That the documents don't tell, or only of a part of what is asked."""
        verder = self._verder(geval)
        if verder.hits and verder.open:
            return self._uit_documenten(geval, verder.hits, verder, meer_vragen=False)
        return Concept("abstain", self._writer.geen_antwoord((geval.regeling,), geval.artikelen[:1], geval.bronnen))

    def _in_plaats_van_nog_eens(self, geval: _Geval) -> Concept | None:
        """Where the tools would say once more what they said: what the documents tell of the question by itself.

        Another case of which no fact was understood gets no verdict: it would be the one of the case before.
        """
        state, regeling, ronde = geval.state, geval.regeling, geval.ronde
        herhaalt = _herhaalt(state, ronde)
        if not herhaalt and not _al_gezegd(state, ronde):
            return None
        eigen_vraag = kale_vraag(state["vragen"][len(state["klaar"])].tekst)
        gezocht = self._zoek_deel(state, [regeling], eigen_vraag)
        kans = max(gezocht.kansen[e.tool] for _, e in ronde.resultaten)
        if not herhaalt and kans >= VOOR_TOOL:
            return None
        hit, ontbreekt = self._van_deel(gezocht, eigen_vraag, regeling)
        gelezen = state["interpretatie"]
        if herhaalt and gelezen.bevestigt and not (hit and self._judge.dekking(eigen_vraag, [hit]) >= DEKKEND):
            return None
        if hit and (not herhaalt or hit.score >= VAN_DEEL + max(0.0, kans) / 2 or gelezen.veronderstelt):
            concept = self._uit_documenten(geval, [hit], Verder([], []), meer_vragen=False)
            concept.zonder_tools = herhaalt
            return concept
        voor_niets = herhaalt and kans < TERUG_NAAR_TOOL and not gelezen.bevestigt and not gelezen.veronderstelt
        if ontbreekt or (voor_niets and state["klaar"]):  # in one message it stands right above
            leeg = self._writer.geen_antwoord((regeling,), geval.artikelen[:1], geval.bronnen)
            return Concept("abstain", leeg, zonder_tools=herhaalt)
        if herhaalt and gelezen.veronderstelt:
            blok = self._writer.niet_gelezen()
            assert blok.verduidelijking is not None
            return Concept("clarify", blok.tekst, vraag=blok.verduidelijking.question, zonder_tools=True)
        if voor_niets:
            return self._niet_van_de_tool(geval)
        return None

    def _ernaast(self, gelezen: Interpretatie, ronde: Toolronde, gemeten: Kenmerken) -> bool:
        """Whether the one thing that is asked is not what the tools tell."""
        if deelvragen(gelezen.origineel) or all(e.verdict == "niet_beschreven" for _, e in ronde.resultaten):
            return False
        weging = meet(gelezen.vraag, ronde.resultaten, gemeten, self._judge.mist)
        kandidaat = ronde.resultaten[0][0]
        van_een_geval = kandidaat.invoer and FORMULIEREN[kandidaat.tool].beoordeelt
        return weging.geen_geval if van_een_geval else weging.ernaast

    def _niet_van_de_tool(self, geval: _Geval) -> Concept:
        """That the documents don't tell what is asked, and what they do tell of the case."""
        regeling, ronde, artikelen = geval.regeling, geval.ronde, geval.artikelen
        vast = [(k, e) for k, e in ronde.resultaten if e.verdict != "gegevens_ontbreken"]
        tekst = self._writer.geen_antwoord((regeling,), [] if vast else artikelen[:1], geval.bronnen)
        wel = [self._writer.tooluitkomst(e, k.aannames, geval.bronnen, ()) for k, e in vast]
        return Concept("abstain", "\n\n".join([tekst, *(["Over het geval zelf zeggen ze wel:", *wel] if wel else [])]))

    def _van_elders(self, state: State, regeling: str, artikelen: list[Hit]) -> list[tuple[str, str]]:
        """What the question asks that only another regime knows, where the user named this one."""
        vreemd = (
            self._scoper.van_elders(state["interpretatie"].vraag.tekst, regeling) if _alleen(state["scope"]) else []
        )
        hier = vouw(" ".join(f"{h.passage.section} {h.passage.text}" for h in artikelen[:_BEKEKEN])) if vreemd else ""
        return [(term, naam) for term, naam in vreemd if _stam(vouw(term)) not in hier]

    @staticmethod
    def _documenten_eerst(vraag: Vraag, ronde: Toolronde, hits: list[Hit]) -> bool:
        """Whether the documents answer what a tool could only ask about, or has no rule for."""

        raak = (hits[0].vraag_score or 0.0) >= RAAK

        def onzeker(kandidaat: Kandidaat, envelope: Envelope) -> bool:
            if kandidaat.buiten_bron or envelope.verdict not in {"niet_beschreven", "gegevens_ontbreken"}:
                return False
            verschil = vraag.kans(GEEN) - vraag.kans(kandidaat.tool)
            if verschil >= LIEVER and hits[0].score >= TREFFEND:
                return True
            mag = laad_formulierwoorden().verzoek_om_wijziging.mag.match(vraag.kern)
            mist = envelope.verdict == "gegevens_ontbreken" and bool(kandidaat.invoer) and not mag
            if mist and FORMULIEREN[kandidaat.tool].beoordeelt and hits[0].score + verschil / 2 >= ALGEMEEN:
                return True
            van_een_ander = kandidaat.zekerheid < ZEKER or (vraag.feit and not vraag.eigen)
            return raak and verschil > 0 and (envelope.verdict == "niet_beschreven" or van_een_ander)

        return all(onzeker(k, e) for k, e in ronde.resultaten)

    def _uit_tools(self, geval: _Geval, verder: Verder, *, toelichting: bool) -> Concept:
        """The verdicts, with the passages that answer the rest of the question or explain them."""
        ronde, artikelen, bronnen = geval.ronde, geval.artikelen, geval.bronnen
        delen, vraag = [], None
        stil = True
        for kandidaat, envelope in ronde.resultaten:
            gevraagd = tuple(r for r in kandidaat.gevraagd if any(c.rule == r for c in envelope.checks))
            if envelope.verdict == "gegevens_ontbreken" and not gevraagd:
                vraag = vraag or doorvraag(envelope.tool, vraag_eerst(envelope, self._kennis))
            elif kandidaat.vraagt:
                vraag = vraag or doorvraag(envelope.tool, [kandidaat.vraagt])
            open_gelaten = gevraagd and all(c.outcome == "onbekend" for c in envelope.checks if c.rule in gevraagd)
            stil = stil and (envelope.verdict == "niet_beschreven" or bool(open_gelaten))
            delen.append(self._writer.tooluitkomst(envelope, kandidaat.aannames, bronnen, gevraagd))
        if len(delen) == 1 and _enige(geval.state) and weerlegt(geval.gelezen.origineel, delen[0]):
            delen = [f"{NEE} {delen[0]}"]
        delen += [self._writer.passage(h, bronnen) for h in verder.hits if not bronnen.bevat(h.passage)]
        delen += self._writer.zonder_antwoord(verder.open)
        tekst = "\n\n".join(delen)
        if vraag is not None:
            treffend = toelichting and artikelen[0].score >= TREFFEND and not bronnen.bevat(artikelen[0].passage)
            if treffend:  # what holds whatever the answer to the question back
                passage = artikelen[0].passage
                tekst += f"\n\n{self._writer.zie_ook(passage.section, passage.text, bronnen.passage(passage))}"
            return Concept("clarify", f"{tekst}\n\n{vraag.question}", vraag=vraag.question, opties=vraag.options)
        if stil:
            regelingen = tuple(dict.fromkeys(e.regeling for _, e in ronde.resultaten if e.regeling))
            navraag = [self._kennis.regelingen[r].navraag for r in regelingen]
            return Concept("abstain", "\n\n".join([tekst, *navraag]))
        if toelichting and not any(bronnen.bevat(h.passage) for h in artikelen[:4]):
            tekst += f"\n\n{self._writer.toelichting(artikelen[0], bronnen)}"
        bewijs = " ".join(c.quote for c in bronnen.citaties)
        if steun := self._eigen.steun(geval.hits, bewijs):
            tekst += f"\n\nIn uw document ‘{steun.passage.titel}’ staat dit ook. {bronnen.passage(steun.passage)}"
        return Concept("answered", tekst)

    def _verder(self, geval: _Geval, tools: Collection[str] = ()) -> Verder:
        """Of each of the things that are asked the article passage that answers it; not of what is for these tools."""
        verder = Verder([], [])
        for deel in deelvragen(geval.gelezen.origineel)[:MEESTE_DELEN]:
            gezocht = self._zoek_deel(geval.state, [geval.regeling], deel)
            if any(gezocht.kansen[tool] >= VOOR_TOOL for tool in tools):
                continue
            hit, ontbreekt = self._van_deel(gezocht, deel, geval.regeling)
            verder.hits.extend([hit] if hit else [])
            verder.open.extend([deel] if ontbreekt else [])
        return verder

    def _van_deel(self, gezocht: Gezocht, deel: str, regeling: str) -> tuple[Hit | None, bool]:
        """The article passage that answers one of the things that are asked; and whether none near it can."""
        artikelen = [h for h in gezocht.hits if h.passage.herkomst == "kennisbank"]
        raak = artikelen and artikelen[0].score >= VAN_DEEL
        if raak and self._judge.oordeel(deel, gezocht.vector, artikelen, (regeling,)) == "beantwoord":
            return artikelen[0], False
        return None, bool(artikelen) and all(self._judge.vraagt_wat_ontbreekt(deel, [h]) for h in artikelen[:NABIJ])

    def _uit_documenten(self, geval: _Geval, artikelen: list[Hit], verder: Verder, meer_vragen: bool) -> Concept:
        """The best article passage; the next in full where the question or the search is of two minds, else to read on.

        Whoever asked several things reads enough: there only a passage that may well be asked for is added.
        """
        bronnen = geval.bronnen
        beste, *ander = _per_kop(artikelen)
        rest = [h for h in ander if h.score >= OOK_GEVRAAGD * beste.score]
        samen = verder.hits or meer_vragen or (rest and rest[0].score >= DICHTBIJ * beste.score)
        meeste = max(len(verder.hits), 2 if meer_vragen else 1)
        vol = _per_kop([beste, *verder.hits, *rest])[1 : meeste + 1] if samen else []
        steun = self._eigen.steun(geval.hits, beste.passage.text)
        eerst = self._writer.passage(beste, bronnen, steun)
        if _enige(geval.state) and weerlegt(geval.gelezen.origineel, eerst, beste.passage.section):
            eerst = f"{NEE} {eerst}"
        delen = [eerst, self._writer.voor_wie(beste.passage)]
        delen += [self._writer.passage(h, bronnen) for h in vol]
        delen += self._writer.zonder_antwoord(verder.open)
        getoond = {h.passage.section for h in vol}
        vanaf = VERDERLEZEN if _enige(geval.state) else VERDERLEZEN[1:]
        for hit, deel in zip(ander, vanaf, strict=False):
            if hit.passage.section not in getoond and hit.score >= deel * beste.score:
                passage = hit.passage
                delen.append(self._writer.zie_ook(passage.section, passage.text, bronnen.passage(passage)))
        return Concept("answered", "\n\n".join(d for d in delen if d))


def _staat_alleen(state: State) -> bool:
    """Whether a message is one whole question, with no conversation before it and no tool that it may be for."""
    gelezen = state["interpretatie"]
    los = not gelezen.vervolg and not gelezen.eerdere and len(state["vragen"]) == 1
    return los and not gelezen.veronderstelt and not state["kandidaten"] and vraagt(gelezen.origineel)


def _per_kop(hits: Sequence[Hit]) -> list[Hit]:
    """The first passage of each section, in order."""
    eerste = dict[str, Hit]()
    for hit in hits:
        eerste.setdefault(hit.passage.section, hit)
    return list(eerste.values())


def _enige(state: State) -> bool:
    """Whether a message is one question on one regime."""
    return len(state["vragen"]) == 1 and len(state["scope"].regelingen) == 1


def _onbekend(ronde: Toolronde) -> bool:
    """Whether the tools only looked for something that is not there, and that is not built as what may be there."""
    return all(e.verdict == "niet_gevonden" and not e.data.get("patroon") for _, e in ronde.resultaten)


def _beslist(ronde: Toolronde) -> bool:
    """Whether a tool has a verdict on what is asked."""
    return any(e.verdict not in {"gegevens_ontbreken", "niet_gevonden"} for _, e in ronde.resultaten)


def _al_gezegd(state: State, ronde: Toolronde) -> bool:
    """Whether the tools say just what they said of an earlier question of the same message."""
    eerder = {e.conclusion for antwoord in state["klaar"] for e in antwoord.tool_results}
    return all(e.conclusion in eerder for _, e in ronde.resultaten)


def _herhaalt(state: State, ronde: Toolronde) -> bool:
    """Whether the tools say just what they said of the turn before, since this one tells them nothing else."""
    anders = state["interpretatie"].anders
    if anders is None or not state["beurten"]:
        return False
    vorige = state["beurten"][-1][1]
    return all(e.conclusion in vorige and not anders & FORMULIEREN[k.tool].feiten for k, e in ronde.resultaten)


def _alleen(scope: Scope) -> bool:
    """Whether the user named one regime."""
    return scope.expliciet and len(scope.regelingen) == 1


def _stam(term: str) -> str:
    """A term without what may be its ending."""
    return term if len(term) < 7 else term[:-3]
