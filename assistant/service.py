"""The assistant as one object: open once, ask from many threads."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from time import perf_counter
from typing import Any

from langsmith import tracing_context

from assistant.examples import Voorbeelden
from assistant.graph import bouw_graph
from assistant.interpret import Interpreter
from assistant.judge import Judge
from assistant.library import als_treffer, kennis_passages, open_index
from assistant.models import Answer, AskRequest, DocumentView, Event, SectieView, Timings, Treffer, Versions
from assistant.scope import Scoper
from assistant.settings import Settings
from assistant.sources import Artikelen
from assistant.spelling import Spelling
from assistant.state import State
from assistant.steps import Steps
from knowledge.check import controleer
from knowledge.documents import Passage
from knowledge.errors import KennisFout
from knowledge.index import Index, Progress
from knowledge.store import Kennisbank, laad, versie
from knowledge.vocabulary import Woordenschat, laad_woordenschat, vouw
from tools.datum import MAANDEN, schrijf

Voortgang = Callable[[Progress], None]

_STAPPEN = {
    "guard": "Ik haal persoonsnummers weg",
    "interpret": "Ik lees de vraag",
    "scope": "Ik bepaal om welke regio het gaat",
    "tools": "Ik pas de regels toe",
    "retrieve": "Ik zoek de passages",
    "write": "Ik schrijf het antwoord",
    "verify": "Ik controleer elk feit",
}


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
        namen = [*herkenning.gebieden, *regeling.gemeenten, *(t.term for t in herkenning.kenmerken)]
        namen += [p for c in (regeling.catalogus.categorieen if regeling.catalogus else []) for p in c.producten]
        doelen |= {w for naam in namen for w in re.findall(r"[a-z]{5,}", vouw(naam))}
    bekend = {w for p in passages for w in re.findall(r"[a-z]{5,}", vouw(f"{p.text} {' '.join(p.vragen)}"))}
    return Spelling(doelen, bekend | set(schat.plaatsen))


class Assistant:
    """Answers questions; thread-safe once open."""

    def __init__(self, kennis: Kennisbank, index: Index) -> None:
        schat = laad_woordenschat(kennis.map)
        passages = kennis_passages(kennis.map)
        self._kennis = kennis
        self._index = index
        self._artikelen = Artikelen(kennis.map)
        self._versies = Versions(knowledge=versie(kennis.map), index=index.versie, code=codeversie())
        steps = Steps(
            kennis,
            self._artikelen,
            index,
            Interpreter(schat, _spelling(kennis, schat, passages)),
            Scoper(kennis, schat),
            Judge(
                passages,
                Voorbeelden(passages, index.query_vectors([v for p in passages for v in p.vragen])),
                schat,
            ),
            self._versies,
        )
        self._graph = bouw_graph(steps)

    @classmethod
    def open(cls, settings: Settings | None = None, progress: Voortgang | None = None) -> Assistant:
        """Load the knowledge base and bring the index up to date; the first time that takes a while.

        Raises:
            KennisFout: the knowledge base is not whole.
            WegwijzerError: the index can't be read or written.
        """
        gekozen = settings or Settings()
        _, fouten = controleer(laad().map, date.max)
        if fouten:
            raise KennisFout(fouten)
        index = open_index(gekozen, progress)
        index.warm()
        return cls(laad(), index)

    @property
    def kennis(self) -> Kennisbank:
        """The knowledge base that is used."""
        return self._kennis

    def ask(self, request: AskRequest) -> Answer:
        """Answer one question.

        Raises:
            InvoerFout: an unknown regime.
        """
        begin = perf_counter()
        self._controleer(request)
        with tracing_context(enabled=False):  # nothing leaves the machine, whatever the environment says
            eind: State = self._graph.invoke({"request": request})
        return self._klaar(eind["answer"], begin)

    def _controleer(self, request: AskRequest) -> None:
        if request.regeling is not None:
            self._kennis.regeling(request.regeling)

    def _klaar(self, answer: Answer, begin: float) -> Answer:
        tijden = answer.timings_ms.model_dump() | {"total": round((perf_counter() - begin) * 1000, 2)}
        versies = answer.versions.model_copy(update={"index": self._index.versie})
        return answer.model_copy(update={"timings_ms": Timings(**tijden), "versions": versies})

    def stream(self, request: AskRequest) -> Iterator[Event]:
        """Answer one question, step by step: `status`, `tool_result`, `passages`, `token`, then `final`."""
        begin = perf_counter()
        answer: Answer | None = None
        self._controleer(request)
        for deel in self._stappen(request):
            for stap, nieuw in deel.items():
                yield Event(event="status", data={"step": stap, "text": _STAPPEN[stap]})
                nieuw = nieuw or {}
                if stap == "tools":
                    for _, envelope in nieuw["tools"].resultaten:
                        yield Event(event="tool_result", data=envelope.model_dump(mode="json"))
                answer = nieuw.get("answer", answer)
        assert answer is not None
        klaar = self._klaar(answer, begin)
        yield Event(event="passages", data={"passages": [c.model_dump(mode="json") for c in klaar.citations]})
        for stuk in re.findall(r"\S+\s*", klaar.answer):
            yield Event(event="token", data={"text": stuk})
        yield Event(event="final", data=klaar.model_dump(mode="json"))

    def _stappen(self, request: AskRequest) -> Iterator[dict[str, Any]]:
        """What each step adds; tracing is off while a step runs, not while the caller does."""
        lopend = iter(self._graph.stream({"request": request}, stream_mode="updates"))
        while True:
            with tracing_context(enabled=False):
                deel = next(lopend, None)
            if deel is None:
                return
            yield deel

    def search(self, text: str, *, k: int = 10, regeling: str | None = None) -> list[Treffer]:
        """Ranked passages for a text.

        Raises:
            InvoerFout: an unknown regime.
        """
        if regeling is not None:
            self._kennis.regeling(regeling)
        hits = self._index.search(text, regelingen=[regeling] if regeling else None, k=k, spread=True)
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
        van = schrijf(werk.periode.van) if werk.periode.van else None
        tot = schrijf(werk.periode.tot) if werk.periode.tot else None
        periode = f"vanaf {van}" if van and not tot else f"{van} tot en met {tot}" if van else "niet genoemd"
        secties = [
            SectieView(section=s.kop, pad=list(s.pad), text=s.tekst, plaats=s.plaats)
            for s in artikel.secties
            if s.tekst
        ]
        return DocumentView(
            document=document,
            title=werk.titel,
            regeling=werk.regeling,
            periode=periode,
            laat_open=werk.laat_open,
            secties=secties,
        )

    def _eigen_document(self, document: str) -> DocumentView | None:
        passages = self._index.passages(document)
        if not passages:
            return None
        return DocumentView(
            document=document,
            title=passages[0].titel,
            regeling=passages[0].regeling,
            periode="niet genoemd",
            laat_open=[],
            secties=[SectieView(section=p.section, pad=list(p.pad), text=p.text, plaats="") for p in passages],
        )

    def close(self) -> None:
        """Let go of the files."""
        self._index.close()
