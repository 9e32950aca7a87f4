"""The assistant is opened in the background; the server says how far that is."""

from __future__ import annotations

import re
import threading

from processes import LONGEST
from starlette.testclient import TestClient
from web_support import ScriptedAssistant

from knowledge.errors import Fout, KennisFout
from knowledge.index import Progress
from web.app import create_app
from web.opening import Assistent, Voortgangsmelder


class SlowOpening:
    """An opener that reports progress and then waits until it may go on."""

    def __init__(self, assistant: ScriptedAssistant) -> None:
        self.assistant = assistant
        self.reported = threading.Event()
        self.go_on = threading.Event()
        self.stopped = False

    def __call__(self, melden: Voortgangsmelder) -> Assistent:
        melden(Progress("Passages lezen", 20, 120))
        melden(Progress("Passages lezen", 30, 120))
        self.reported.set()
        self.go_on.wait(LONGEST)
        try:
            melden(Progress("Passages lezen", 120, 120))
        except Exception:
            self.stopped = True
            raise
        return self.assistant


def test_the_server_is_up_at_once_and_shows_the_progress(assistant: ScriptedAssistant) -> None:
    slow = SlowOpening(assistant)
    app = create_app(slow)
    with TestClient(app, base_url="http://127.0.0.1") as client:
        assert slow.reported.wait(LONGEST)
        ready = client.get("/readyz")
        assert ready.status_code == 503
        assert ready.json()["progress"] == {"done": 30, "total": 120}
        assert re.search(r"wordt klaargezet\. Passages lezen, nog \d+ s\.", ready.json()["detail"])
        page = client.get("/").text
        assert "wordt klaargezet" in page
        assert '<progress max="120" value="30"' in page
        slow.go_on.set()
        assert app.state.opening.wait(LONGEST)
        assert client.get("/readyz").status_code == 200
        assert client.post("/api/ask", json={"question": "hallo"}).status_code == 200
    assert assistant.closed


def test_a_knowledge_base_that_does_not_load_is_shown(assistant: ScriptedAssistant) -> None:
    def broken(melden: Voortgangsmelder) -> Assistent:
        raise KennisFout([Fout("regelingen/x.yaml", 3, "geen bestaande datum")])

    app = create_app(broken)
    with TestClient(app, base_url="http://127.0.0.1") as client:
        assert not app.state.opening.wait(LONGEST)
        problem = client.get("/readyz").json()
        assert problem["state"] == "failed"
        assert "regelingen/x.yaml:3: geen bestaande datum" in problem["detail"]
        assert "regelingen/x.yaml:3" in client.get("/").text
        assert client.post("/api/ask", json={"question": "hallo"}).status_code == 503


def test_an_unforeseen_fault_is_not_shown_but_said() -> None:
    def broken(melden: Voortgangsmelder) -> Assistent:
        raise RuntimeError("geheim")

    app = create_app(broken)
    with TestClient(app, base_url="http://127.0.0.1") as client:
        app.state.opening.wait(LONGEST)
        problem = client.get("/readyz").json()
    assert problem["detail"].startswith("De wegwijzer kan niet starten.")
    assert "geheim" not in problem["detail"]


def test_stopping_the_server_stops_the_opening(assistant: ScriptedAssistant) -> None:
    slow = SlowOpening(assistant)
    with TestClient(create_app(slow), base_url="http://127.0.0.1"):
        assert slow.reported.wait(LONGEST)
        threading.Timer(0.2, slow.go_on.set).start()
    assert slow.stopped
