"""A server that speaks OpenAI's protocol over a real socket and says what it is told to, well or badly behaved.

For what a real model can't be made to do at will: tell a certain lie, be slow, break off, go on for ever, send rubbish.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Vraag = dict[str, Any]
"""The body of a request."""


@dataclass
class Gedrag:
    """How the server answers.

    Attributes:
        tekst: what the model says to a request.
        status: HTTP status.
        wacht: seconds before the first piece.
        wacht_stuk: seconds before every other piece.
        breek_na: break the connection after so many pieces.
        rommel: send bytes that are no answer at all.
        eindeloos: say the same for ever.
    """

    tekst: Callable[[Vraag], str] = lambda _: ""
    status: int = 200
    wacht: float = 0.0
    wacht_stuk: float = 0.0
    breek_na: int | None = None
    rommel: bool = False
    eindeloos: bool = False


@dataclass
class Scripted:
    """The running server: its base URL, how it behaves from now on, and what was asked of it."""

    url: str
    gedrag: Gedrag
    vragen: list[Vraag] = field(default_factory=list)
    gestopt: threading.Event = field(default_factory=threading.Event)

    def gezien(self) -> str:
        """Everything that was sent here, as one text."""
        return json.dumps(self.vragen, ensure_ascii=False)


def opdracht(vraag: Vraag) -> str:
    """The text of the first message of the user."""
    return str(next(m["content"] for m in vraag["messages"] if m["role"] == "user"))


@contextmanager
def scripted(gedrag: Gedrag | None = None) -> Iterator[Scripted]:
    """Run the server on a free port of this computer."""
    stand = Scripted("", gedrag or Gedrag())

    class Afhandeling(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *args: Any) -> None:
            """Stay silent."""

        def do_POST(self) -> None:
            """Answer a chat completion."""
            vraag = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            stand.vragen.append(vraag)
            try:
                _beantwoord(self, vraag, stand)
            except OSError:
                self.close_connection = True  # the client has gone, as it may

    server = ThreadingHTTPServer(("127.0.0.1", 0), Afhandeling)
    server.daemon_threads = True
    stand.url = f"http://127.0.0.1:{server.server_port}/v1"
    draad = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    draad.start()
    try:
        yield stand
    finally:
        stand.gestopt.set()
        server.shutdown()
        server.server_close()
        draad.join()


def _beantwoord(verzoek: BaseHTTPRequestHandler, vraag: Vraag, stand: Scripted) -> None:
    gedrag = stand.gedrag
    if gedrag.rommel or gedrag.status != 200:
        stand.gestopt.wait(gedrag.wacht)
        inhoud = b"\x00\xffgeen json" if gedrag.rommel else b'{"error": {"message": "stuk"}}'
        _kop(verzoek, gedrag.status, "application/json", len(inhoud))
        verzoek.wfile.write(inhoud)
        return
    tekst = gedrag.tekst(vraag)
    stand.gestopt.wait(gedrag.wacht)
    if not vraag.get("stream"):
        inhoud = json.dumps(_geheel(tekst)).encode()
        _kop(verzoek, 200, "application/json", len(inhoud))
        verzoek.wfile.write(inhoud)
        return
    _kop(verzoek, 200, "text/event-stream", None)
    verzoek.close_connection = True
    for nummer, stuk in enumerate(_stukken(tekst, gedrag, stand)):
        if nummer == gedrag.breek_na:
            return
        verzoek.wfile.write(f"data: {json.dumps(_deel(stuk, None))}\n\n".encode())
        verzoek.wfile.flush()
    verzoek.wfile.write(f"data: {json.dumps(_deel('', 'stop'))}\n\ndata: [DONE]\n\n".encode())


def _stukken(tekst: str, gedrag: Gedrag, stand: Scripted) -> Iterator[str]:
    """The text in pieces of a few characters, as a model gives tokens."""
    while True:
        for begin in range(0, len(tekst), 5):
            yield tekst[begin : begin + 5]
            if gedrag.wacht_stuk:
                stand.gestopt.wait(gedrag.wacht_stuk)
        if not gedrag.eindeloos or stand.gestopt.is_set():
            return


def _kop(verzoek: BaseHTTPRequestHandler, status: int, soort: str, lengte: int | None) -> None:
    verzoek.send_response(status)
    verzoek.send_header("Content-Type", soort)
    if lengte is not None:
        verzoek.send_header("Content-Length", str(lengte))
    else:
        verzoek.send_header("Connection", "close")
    verzoek.end_headers()


def _geheel(tekst: str) -> dict[str, Any]:
    keuze = {"index": 0, "message": {"role": "assistant", "content": tekst}, "finish_reason": "stop"}
    return {"id": "x", "object": "chat.completion", "created": 0, "model": "scripted", "choices": [keuze]}


def _deel(tekst: str, einde: str | None) -> dict[str, Any]:
    keuze = {"index": 0, "delta": {"role": "assistant", "content": tekst}, "finish_reason": einde}
    return {"id": "x", "object": "chat.completion.chunk", "created": 0, "model": "scripted", "choices": [keuze]}
