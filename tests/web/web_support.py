"""A scripted assistant (a real class with the same methods), a server in a thread, and a visitor."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import uvicorn
from chromium import PATIENCE
from fastapi import FastAPI
from processes import LONGEST

from assistant.library import index_in
from assistant.models import (
    Answer,
    AskRequest,
    Citation,
    Clarification,
    DocumentView,
    Event,
    SectieView,
    Timings,
    Treffer,
    Versions,
)
from assistant.settings import Settings
from knowledge.errors import InvoerFout, WegwijzerError
from knowledge.models import Bron
from knowledge.redaction import verwijder
from tools.envelope import Check, Envelope

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

DOCUMENT = "wf-segment-b-2025"
SECTIE = "Welke toewijzingen naast elkaar mogen"
VIJANDIG = "<img src=x onerror=alert(1)> <script>alert(2)</script> [klik](javascript:alert(3))"


def citation(marker: int, section: str = SECTIE) -> Citation:
    return Citation(
        marker=marker,
        document=DOCUMENT,
        title="Westfriesland: specialistische jeugdhulp segment B vanaf 1 juli 2025",
        section=section,
        regeling="westfriesland-2025",
        quote="Twee toewijzingen in segment B kunnen naast elkaar, als het verschillende aanbieders zijn.",
    )


def envelope() -> Envelope:
    bron = Bron(document=DOCUMENT, section=SECTIE)
    return Envelope(
        tool="stapelen",
        regeling="westfriesland-2025",
        input={"toewijzingen": [{"segment": "B"}, {"segment": "B"}]},
        verdict="voorwaardelijk",
        conclusion="Dat mag, op voorwaarde dat het verschillende aanbieders zijn.",
        checks=[
            Check(
                rule="matrix",
                outcome="onbekend",
                explanation="Alleen met verschillende aanbieders.",
                source=bron,
            ),
            Check(
                rule="contractvorm",
                outcome="voldaan",
                explanation="Alleen B is een contractvorm.",
                source=bron,
            ),
            Check(rule="vanaf", outcome="geschonden", explanation="De datum ligt te vroeg.", source=bron),
        ],
        data={},
        missing=["aanbieder"],
        notes=[
            "Een leeg vakje in de tabel kan ‘geen voorwaarde’ betekenen of ‘niet ingevuld’.",
            "Dit geldt voor Westfriesland, vanaf 1 juli 2025.",
        ],
    )


STAPELEN = (
    "Dat mag, als de twee toewijzingen **verschillende aanbieders** hebben [1]. "
    "Dit geldt voor Westfriesland, vanaf 1 juli 2025.\n\n"
    "Wat u nagaat:\n\n1. Wie is de ene aanbieder?\n2. Wie is de andere aanbieder? [2]\n\n"
    "| Paar | Voorwaarde |\n| --- | --- |\n| B met B | verschillende aanbieders |\n| B met V | geen |\n"
)


class WordIndex:
    """Knows how alike questions are by the words that they share."""

    def likeness(self, texts: Sequence[str]) -> Any:
        words = [set(text.lower().split()) for text in texts]
        return np.array([[len(a & b) / max(1, len(a | b)) for b in words] for a in words], dtype=np.float32)


class ScriptedAssistant:
    """Answers by a word in the question; remembers what it was asked and which streams were closed early."""

    def __init__(self) -> None:
        self.requests: list[AskRequest] = []
        self.closed_early = threading.Event()
        self.go_on = threading.Event()
        """A question with `wacht` streams half its answer and waits for this."""
        self.closed = False
        self.index: Any = WordIndex()

    def ask(self, request: AskRequest) -> Answer:
        self.requests.append(request)
        return self._answer(request)

    def stream(self, request: AskRequest) -> Iterator[Event]:
        self.requests.append(request)
        finished = False
        try:
            yield from self._events(request)
            finished = True
        finally:
            if not finished:
                self.closed_early.set()

    def search(self, text: str, *, k: int = 10, regeling: str | None = None) -> list[Treffer]:
        if regeling == "onbekend":
            raise InvoerFout("regeling", "'onbekend' is geen bekende regeling")
        treffer = Treffer(document=DOCUMENT, title="Titel", section=SECTIE, regeling=regeling, text=text, score=0.5)
        return [treffer] * min(k, 3)

    def document(self, document: str) -> DocumentView | None:
        if document != DOCUMENT:
            return None
        tekst = f"Twee toewijzingen mogen.\n\n- een\n- twee\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n{VIJANDIG}"
        secties = [
            SectieView(section=SECTIE, pad=["Stapelen", SECTIE], text=tekst, plaats="dia ‘Stapelen’."),
            SectieView(section="Tot slot", pad=["Einde", "Tot slot"], text="Klaar.", plaats=""),
        ]
        return DocumentView(
            document=DOCUMENT,
            title="Westfriesland: segment B",
            regeling="westfriesland-2025",
            periode="vanaf 1 juli 2025",
            laat_open=["De voetnoten ontbreken."],
            secties=secties,
        )

    def toestand(self) -> str | None:
        return None

    def close(self) -> None:
        self.closed = True

    def _events(self, request: AskRequest) -> Iterator[Event]:
        if "meteen stuk" in request.question:
            raise WegwijzerError("De index is niet te lezen; begin opnieuw met `wegwijzer check`.")
        answer = self._answer(request)
        yield Event(event="status", data={"step": "interpret", "text": "Ik lees de vraag"})
        for result in answer.tool_results:
            yield Event(event="tool_result", data=result.model_dump(mode="json"))
        yield Event(event="passages", data={"passages": [c.model_dump(mode="json") for c in answer.citations]})
        words = answer.answer.split(" ")
        for number, word in enumerate(words):
            if number == len(words) // 2 and "wacht" in request.question:
                self.go_on.wait(60)
            if number == len(words) // 2 and "halverwege stuk" in request.question:
                raise WegwijzerError("De index is niet meer te lezen.")
            if "eindeloos" in request.question:
                time.sleep(0.02)
            yield Event(event="token", data={"text": word + ("" if number == len(words) - 1 else " ")})
        yield Event(event="final", data=answer.model_dump(mode="json"))

    def _answer(self, request: AskRequest) -> Answer:
        vraag, redacted = verwijder(request.question)
        if "onbekende regeling" in vraag:
            raise InvoerFout("regeling", "'x' is geen bekende regeling; kies uit a, b")
        if "ontploft" in vraag:
            raise RuntimeError("dit mag niemand zien")
        fields: dict[str, Any] = {"status": "answered", "answer": f"U vroeg: {vraag}."}
        if "segment b" in vraag.lower():
            fields = {
                "status": "answered",
                "answer": STAPELEN,
                "citations": [citation(1), citation(2, "Tot slot")],
                "tool_results": [envelope()],
            }
        elif "welke regio" in vraag:
            fields = {
                "status": "clarify",
                "answer": "Dat hangt af van de regio.",
                "clarification": Clarification(question="Om welke regio gaat het?", options=["Segment B", "Hoorn"]),
            }
        elif "veel bronnen" in vraag:
            fields = {
                "status": "answered",
                "answer": " ".join(f"Feit [{n}]." for n in range(1, 7)),
                "citations": [citation(n) for n in range(1, 7)],
            }
        elif "vijandig" in vraag:
            fields = {"status": "answered", "answer": VIJANDIG}
        elif "weer" in vraag:
            fields = {"status": "refused", "answer": "Dat valt buiten mijn gebied."}
        elif "eindeloos" in vraag:
            fields = {"status": "answered", "answer": "woord " * 2000}
        return Answer(
            id=request.id or "1",
            redacted=redacted,
            versions=Versions(knowledge="k1", index="i1", code="c1"),
            timings_ms=Timings(total=12.0),
            **fields,
        )


class WithIndex(ScriptedAssistant):
    """The scripted assistant beside a real index: that of the data folder."""

    def __init__(self) -> None:
        super().__init__()
        self.index: Any = index_in(Settings().index, Settings())

    def close(self) -> None:
        self.index.close()


# --- a real server and a real browser


class Server:
    """The application behind a real socket, in a thread; unless told otherwise it starts with its assistant open."""

    def __init__(self, app: FastAPI, port: int = 0, *, ready: bool = True) -> None:
        self._app, self._ready = app, ready
        config = uvicorn.Config(
            app, port=port, log_level="error", ws="none", access_log=False, timeout_graceful_shutdown=1
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)

    def start(self) -> str:
        self._thread.start()
        until = time.monotonic() + LONGEST
        while not self._server.started:
            assert time.monotonic() < until, "the server does not start"
            time.sleep(0.01)
        if self._ready:
            assert self._app.state.opening.wait(LONGEST)
        port = self._server.servers[0].sockets[0].getsockname()[1]
        return f"http://127.0.0.1:{port}"

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join(LONGEST)


class Bezoek:
    """A visitor: opens pages, and keeps what the browser complained about and where it went."""

    def __init__(self, context: BrowserContext, url: str) -> None:
        self.url = url
        self.complaints: list[str] = []
        self.outside: list[str] = []
        self.context = context
        context.on("request", self._request)
        context.on("console", lambda m: self.complaints.append(m.text) if m.type in {"error", "warning"} else None)
        context.on("weberror", lambda e: self.complaints.append(str(e.error)))

    def _request(self, request: Any) -> None:
        if not request.url.startswith(self.url):
            self.outside.append(request.url)

    def open(self, path: str = "/") -> Page:
        page = self.context.new_page()
        page.set_default_timeout(PATIENCE)
        page.goto(self.url + path)
        return page
