"""The assistant as one object: open once, ask from many threads."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from langsmith import tracing_context

from assistant.answer.events import als_events
from assistant.answer.sources import Artikelen
from assistant.learned.beside import Ernaast, meet
from assistant.learned.examples import Voorbeelden
from assistant.learned.judge import Judge, Kenmerken
from assistant.learned.regression import leercode
from assistant.learned.routing import Toolkeuze
from assistant.learned.silence import Stiltes
from assistant.library import als_treffer, anker, kennis_passages, open_index
from assistant.line import scope
from assistant.line.graph import bouw_graph
from assistant.line.interpret import Interpreter
from assistant.line.scope import Scoper
from assistant.line.state import State
from assistant.line.steps import Steps
from assistant.line.tracing import Spoor, open_spoor
from assistant.models import Answer, AskRequest, DocumentView, Event, SectieView, Timings, Treffer, Versions
from assistant.reading.places import Gemeenten
from assistant.settings import Settings
from assistant.text.spelling import Spelling
from knowledge.check import codehash, controleer
from knowledge.documents import Passage
from knowledge.errors import KennisFout
from knowledge.folding import vouw
from knowledge.index import Index, Progress
from knowledge.invisible import zonder_onzichtbaar
from knowledge.kept import bewaard, een_keer
from knowledge.practice import bij_beslishulpen, bij_passages, laad_praktijkvragen
from knowledge.redaction import verwijder
from knowledge.store import Kennisbank, laad, versie
from knowledge.tool_questions import laad_beslishulpvragen
from knowledge.vocabulary import Woordenschat, laad_woordenschat
from tools.datum import MAANDEN, schrijf_periode

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from assistant.llm.model import Taalmodel
    from assistant.llm.taal import Taal
    from knowledge.kept import Reeksen

Voortgang = Callable[[Progress], None]
GEEN_PERIODE = "niet genoemd"
"""Of a document that names no period."""
_BEWAARD = {
    "praktijk": "praktijk.json",
    **{naam: f"{naam}.npz" for naam in ("voorbeeldvectoren", "voorbeelden", "beslishulpvectoren", "beslishulpen")},
}
"""What a start keeps for the next one."""


def codeversie() -> str:
    """The version of the installed package."""
    try:
        return version("wegwijzer-jeugdhulp")
    except PackageNotFoundError:
        return "onbekend"


def _spelling(kennis: Kennisbank, schat: Woordenschat, passages: list[Passage]) -> Spelling:
    doelen = set(schat.woorden) | set(MAANDEN)
    for regeling in kennis.regelingen.values():
        herkenning = regeling.herkenning
        namen = [*regeling.plaatsnamen, *(t.term for t in herkenning.kenmerken)]
        namen += [p for c in (regeling.catalogus.categorieen if regeling.catalogus else []) for p in c.producten]
        doelen |= {w for naam in namen for w in re.findall(r"[a-z]{5,}", vouw(naam))}
    doelen |= {w for p in passages for w in re.findall(r"[a-z]{8,}", vouw(f"{p.section} {p.text}"))}
    bekend = {w for p in passages for w in re.findall(r"[a-z]{5,}", vouw(f"{p.text} {' '.join(p.vragen)}"))}
    return Spelling(doelen, bekend | set(schat.plaatsen), schat.woordparen)


@dataclass(frozen=True)
class Stap:
    """What one step did.

    Attributes:
        naam: the step.
        nieuw: what it added to the state.
        bewijs: after `scope`: evidence from the words for each regime, see `Scoper.bewijs`.
        kenmerken: after `retrieve`: what the judge of the documents goes by; None when no article was found.
        ernaast: after `retrieve`: whether a tool that ran answers the question; None when none did.
    """

    naam: str
    nieuw: State
    bewijs: dict[str, float] = field(default_factory=dict)
    kenmerken: Kenmerken | None = None
    ernaast: Ernaast | None = None


@dataclass(frozen=True)
class Verloop:
    """How an answer came about: every step in order; of a message with several questions, those of each."""

    answer: Answer
    stappen: list[Stap]


def _keur(map: Path) -> None:
    _, fouten = controleer(map, date.max)
    if fouten:
        raise KennisFout(fouten)


def _open_model(settings: Settings) -> Taalmodel | None:
    """The language model, if one is set; nothing of it is imported otherwise."""
    if settings.model is None:
        return None
    from assistant.llm.model import open_model

    return open_model(settings)


def _maak_taal(model: Taalmodel | None, index: Index) -> Taal | None:
    if model is None:
        return None
    from assistant.llm.taal import maak_taal

    return maak_taal(model, laad(), index.embed_query)


class Assistant:
    """Answers questions; thread-safe once open."""

    def __init__(
        self,
        kennis: Kennisbank,
        index: Index,
        taal: Taal | None = None,
        spoor: Spoor | None = None,
        bewaar: Path | None = None,
        ongeleerd: Collection[str] = (),
    ) -> None:
        schat = laad_woordenschat(kennis.map)
        kept = {naam: bewaar / bestand if bewaar else None for naam, bestand in _BEWAARD.items()}
        praktijk = [p for p in laad_praktijkvragen(kennis.map, kept["praktijk"]) if p.uit not in ongeleerd]
        passages = bij_passages(kennis_passages(kennis.map), praktijk)
        self._kennis = kennis
        self._index = index
        self._artikelen = Artikelen(kennis.map)
        self._versies = Versions(knowledge=versie(kennis.map), index=index.versie, code=codeversie())
        self._scoper = Scoper(kennis, schat)
        vectoren = self._vectoren({v: p.regeling for p in passages for v in p.vragen}, kept["voorbeeldvectoren"])
        voorbeelden = Voorbeelden(passages, vectoren, kept["voorbeelden"])
        stiltes = Stiltes(passages, schat, index.query_vectors)
        self._judge = Judge(passages, voorbeelden, stiltes, schat, Gemeenten(kennis))
        toolvragen = bij_beslishulpen(laad_beslishulpvragen(kennis.map), praktijk)
        toolvectoren = self._vectoren({v: None for t in toolvragen.values() for v in t}, kept["beslishulpvectoren"])
        keuze = Toolkeuze(toolvragen, toolvectoren, kept["beslishulpen"])
        steps = Steps(
            kennis,
            self._artikelen,
            index,
            Interpreter(schat, _spelling(kennis, schat, passages)),
            self._scoper,
            self._judge,
            keuze,
            self._versies,
            schat,
            taal,
        )
        self.taal = taal
        self._spoor = spoor
        self._graph = bouw_graph(steps, spoor)

    def _vectoren(self, vragen: Mapping[str, str | None], bewaar: Path | None) -> dict[str, NDArray[np.float32]]:
        """Example questions (-> their regime) with their vectors; made as those of what a user asks."""
        inhoud = [self._index.model, self._versies.knowledge, codehash(), leercode(scope.__file__), [*vragen.items()]]
        sleutel = hashlib.sha256(json.dumps(inhoud).encode()).hexdigest()

        def maak() -> Reeksen:
            import numpy as np

            teksten = [self._scoper.met_regio(vraag, regeling) for vraag, regeling in vragen.items()]
            vectoren = self._index.query_vectors(teksten)
            return {"vectoren": np.stack([vectoren[tekst] for tekst in teksten])}

        return dict(zip(vragen, bewaard(bewaar, sleutel, maak)["vectoren"], strict=True))

    @classmethod
    def open(
        cls,
        settings: Settings | None = None,
        progress: Voortgang | None = None,
        *,
        index: Index | None = None,
        ongeleerd: Collection[str] = (),
    ) -> Assistant:
        """Load the knowledge base and bring the index up to date; the first time that takes a while.

        Args:
            settings: by default those of the environment.
            progress: is told of reading and embedding.
            index: another index that holds the knowledge base, instead of the one of the settings.
            ongeleerd: ids of questions of `evals/vragen` that it must not learn from, since it is measured with them.

        Raises:
            KennisFout: the knowledge base is not whole.
            InvoerFout: the language model that is set can't be opened.
            WegwijzerError: the index can't be read or written.
        """
        gekozen = settings or Settings()
        kennis = laad()
        een_keer(gekozen.cache / "gekeurd", f"{versie(kennis.map)} {codehash()}", lambda: _keur(kennis.map))
        model, spoor = _open_model(gekozen), open_spoor(gekozen)
        index = index or open_index(gekozen, progress)
        index.warm()
        bewaar = None if ongeleerd else gekozen.cache
        return cls(kennis, index, _maak_taal(model, index), spoor, bewaar, ongeleerd)

    @property
    def kennis(self) -> Kennisbank:
        """The knowledge base that is used."""
        return self._kennis

    @property
    def index(self) -> Index:
        """The index that is searched."""
        return self._index

    def ask(self, request: AskRequest) -> Answer:
        """Answer one question.

        Raises:
            InvoerFout: an unknown regime.
        """
        begin = perf_counter()
        self._controleer(request)
        with self._omgeving() as binnen, binnen():
            eind: State = self._graph.invoke({"request": request})
        return self._klaar(eind["answer"], begin)

    @contextmanager
    def _omgeving(self) -> Iterator[Callable[[], AbstractContextManager[None]]]:
        """What steps run in: LangSmith off, whatever the environment says, and their spans below one of the answer."""
        span = self._spoor.begin() if self._spoor else None

        @contextmanager
        def binnen() -> Iterator[None]:
            with tracing_context(enabled=False), self._spoor.binnen(span) if self._spoor and span else nullcontext():
                yield

        try:
            yield binnen
        finally:
            if span:
                span.end()

    def _controleer(self, request: AskRequest) -> None:
        if request.regeling is not None:
            self._kennis.regeling(request.regeling)

    def _klaar(self, answer: Answer, begin: float) -> Answer:
        tijden = answer.timings_ms.model_dump() | {"total": round((perf_counter() - begin) * 1000, 2)}
        versies = answer.versions.model_copy(update={"index": self._index.versie})
        return answer.model_copy(update={"timings_ms": Timings(**tijden), "versions": versies})

    def stream(self, request: AskRequest) -> Iterator[Event]:
        """Answer one message, step by step: `status`, `tool_result`, `passages`, `token`, then `final`."""
        begin = perf_counter()
        self._controleer(request)
        return als_events(self._delen(request), lambda answer: self._klaar(answer, begin))

    def volg(self, request: AskRequest) -> Verloop:
        """Answer one question and tell how it came about.

        Raises:
            InvoerFout: an unknown regime.
        """
        begin = perf_counter()
        self._controleer(request)
        state, stappen = State(), list[Stap]()
        for soort, deel in self._delen(request):
            for naam, gegeven in deel.items() if soort == "updates" else ():
                nieuw: State = gegeven or State()
                state.update(nieuw)
                stappen.append(self._bekeken(naam, nieuw, state))
        return Verloop(self._klaar(state["answer"], begin), stappen)

    def _bekeken(self, naam: str, nieuw: State, state: State) -> Stap:
        """A step with what explains its outcome."""
        if naam == "scope":
            return Stap(naam, nieuw, bewijs=self._scoper.bewijs(state["interpretatie"]))
        artikelen = [h for h in nieuw.get("hits", []) if h.passage.herkomst == "kennisbank"]
        if naam != "retrieve" or not artikelen:
            return Stap(naam, nieuw)
        gelezen, regelingen = state["interpretatie"], state["scope"].regelingen
        kenmerken = self._judge.kenmerken(gelezen.zoektekst, state["vector"], artikelen, regelingen)
        resultaten = state["tools"].resultaten
        ernaast = meet(gelezen.vraag, resultaten, kenmerken, self._judge.mist) if resultaten else None
        return Stap(naam, nieuw, kenmerken=kenmerken, ernaast=ernaast)

    def _delen(self, request: AskRequest) -> Iterator[tuple[str, Any]]:
        """What each step adds, and text that may be seen; the caller is not in the environment of the steps."""
        lopend = iter(self._graph.stream({"request": request}, stream_mode=["updates", "custom"]))
        with self._omgeving() as binnen:
            while True:
                with binnen():
                    deel = next(lopend, None)
                if deel is None:
                    return
                yield deel

    def search(self, text: str, *, k: int = 10, regeling: str | None = None) -> list[Treffer]:
        """Ranked passages for a text; personal data are taken out of it first.

        Raises:
            InvoerFout: an unknown regime.
        """
        if regeling is not None:
            self._kennis.regeling(regeling)
        schoon, _ = verwijder(zonder_onzichtbaar(text))
        hits = self._index.search(schoon, regelingen=[regeling] if regeling else None, k=k, spread=True)
        return [als_treffer(hit) for hit in hits]

    def toestand(self) -> str | None:
        """Why answers are less good than they should be at the moment, as a Dutch sentence; None when all is well."""
        return self._index.toestand

    def document(self, document: str) -> DocumentView | None:
        """A document for reading; None when there is none of this id."""
        artikel = self._artikelen.artikel(document)
        if artikel is None:
            return self._eigen_document(document)
        werk = artikel.voorwerk
        dagen = [d.isoformat() if d else None for d in (werk.periode.van, werk.periode.tot)]
        secties = [
            SectieView(section=s.kop, pad=list(s.pad), text=s.tekst, plaats=s.plaats)
            for s in artikel.secties
            if s.tekst
        ]
        return DocumentView(
            document=document,
            title=werk.titel,
            regeling=werk.regeling,
            periode=schrijf_periode(*dagen) or GEEN_PERIODE,
            datum=werk.datum.isoformat() if werk.datum else None,
            uitgever=werk.uitgever,
            laat_open=werk.laat_open,
            secties=secties,
        )

    def _eigen_document(self, document: str) -> DocumentView | None:
        passages = self._index.passages(document)
        if not passages:
            return None
        eerste = passages[0]
        return DocumentView(
            document=document,
            title=eerste.titel,
            regeling=eerste.regeling,
            periode=schrijf_periode(eerste.van, eerste.tot) or GEEN_PERIODE,
            datum=eerste.datum,
            uitgever=eerste.uitgever,
            laat_open=[],
            secties=[
                SectieView(section=p.section, pad=list(p.pad), text=p.text, plaats=p.plaats or "", anker=anker(p))
                for p in passages
            ],
            eigen=True,
        )

    def close(self) -> None:
        """Let go of the files, and send the last spans."""
        self._index.close()
        if self._spoor is not None:
            self._spoor.close()
