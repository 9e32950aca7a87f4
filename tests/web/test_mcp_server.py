"""The server of the Model Context Protocol around a scripted assistant, in this process."""

from __future__ import annotations

import threading
from collections.abc import Callable, Coroutine
from typing import Any

import anyio
import pytest
from mcp.client.client import Client
from mcp.shared.exceptions import MCPError
from processes import LONGEST
from web_support import DOCUMENT, ScriptedAssistant

from assistant.models import DocumentView, SectieView
from knowledge.errors import WegwijzerError
from knowledge.index import Progress
from web.mcp.on_demand import OnDemand
from web.mcp.server import make_server
from web.opening import Assistent, Voortgangsmelder

Visit = Callable[[Client], Coroutine[Any, Any, None]]


class WithOwnDocument(ScriptedAssistant):
    def document(self, document: str) -> DocumentView | None:
        if document != "map/werk afspraak.md":
            return None
        sections = [
            SectieView(section="Werkafspraak", pad=[], text="Vooraf.", plaats=""),
            SectieView(section="Bellen", pad=["Bellen"], text="Bel eerst.", plaats=""),
        ]
        return DocumentView(
            document=document, title="Werkafspraak", regeling=None, periode="", laat_open=[], secties=sections
        )


def visit(opener: Callable[[Voortgangsmelder], Assistent], what: Visit) -> None:
    """Connect a client to a server in this process."""

    async def run() -> None:
        source = OnDemand(opener)
        try:
            async with Client(make_server(source)) as client:
                with anyio.fail_after(LONGEST):
                    await what(client)
        finally:
            source.close()

    anyio.run(run)


def test_nothing_is_opened_for_rules_and_articles() -> None:
    def opener(_: Voortgangsmelder) -> Assistent:
        raise AssertionError("opened")

    async def what(client: Client) -> None:
        await client.list_tools()
        assert not (await client.call_tool("productcode", {"code": "504DZ"})).is_error
        await client.list_resources()
        await client.read_resource(f"wegwijzer://documenten/{DOCUMENT}")
        assert (await client.call_tool("zoek", {})).is_error
        assert (await client.call_tool("vraag", {"question": "wat?", "regeling": "x"})).is_error

    visit(opener, what)


def test_rules_are_run_while_the_assistant_opens_and_who_waits_is_told() -> None:
    go_on, told = threading.Event(), list[str | None]()

    def opener(melden: Voortgangsmelder) -> Assistent:
        melden(Progress("Bestanden lezen", 1, 2))
        assert go_on.wait(LONGEST)
        return ScriptedAssistant()

    async def progress(_done: float, _total: float | None, text: str | None) -> None:
        told.append(text)

    async def what(client: Client) -> None:
        answers: list[Any] = []

        async def ask() -> None:
            answers.append(await client.call_tool("vraag", {"question": "Hoe laat?"}, progress_callback=progress))

        async with anyio.create_task_group() as group:
            group.start_soon(ask)
            group.start_soon(ask)
            assert not (await client.call_tool("productcode", {"code": "504DZ"})).is_error
            assert answers == []
            go_on.set()
        assert [a.structured_content["answer"] for a in answers] == ["U vroeg: Hoe laat?."] * 2

    visit(opener, what)
    assert any(text and "klaargezet" in text for text in told)
    assert "Ik lees de vraag." in told


def test_an_assistant_that_does_not_open_is_told_and_tried_again() -> None:
    tries = 0

    def opener(_: Voortgangsmelder) -> Assistent:
        nonlocal tries
        tries += 1
        if tries == 1:
            raise WegwijzerError("De index is in gebruik.")
        return ScriptedAssistant()

    async def what(client: Client) -> None:
        first = await client.call_tool("zoek", {"question": "iets"})
        assert first.is_error
        assert first.content[0].text == "De wegwijzer kan niet starten. De index is in gebruik."  # type: ignore[union-attr]
        assert (await client.call_tool("zoek", {"question": "iets", "k": 2})).structured_content["passages"][1]
        assert tries == 2

    visit(opener, what)


@pytest.mark.parametrize(
    ("question", "message"),
    [
        ("meteen stuk", "De index is niet te lezen; begin opnieuw met `wegwijzer check`."),
        ("het ontploft", "Er ging iets mis in vraag (RuntimeError)."),
        ("onbekende regeling", "regeling: 'x' is geen bekende regeling; kies uit a, b."),
    ],
)
def test_a_fault_of_ours_is_an_error_in_dutch(question: str, message: str) -> None:
    async def what(client: Client) -> None:
        given = await client.call_tool("vraag", {"question": question})
        assert (given.is_error, given.content[0].text) == (True, message)  # type: ignore[union-attr]
        assert not (await client.call_tool("vraag", {"question": "En nu?"})).is_error

    visit(lambda _: ScriptedAssistant(), what)


def test_a_question_nobody_waits_for_any_more_is_left() -> None:
    assistant = ScriptedAssistant()

    async def what(client: Client) -> None:
        with anyio.move_on_after(1):
            await client.call_tool("vraag", {"question": "eindeloos"})
        with anyio.fail_after(LONGEST):
            while not assistant.closed_early.is_set():
                await anyio.sleep(0.01)

    visit(lambda _: assistant, what)
    assert assistant.closed


def test_an_own_document_can_be_read_by_its_name() -> None:
    async def what(client: Client) -> None:
        (content,) = (await client.read_resource("wegwijzer://documenten/map/werk%20afspraak.md")).contents
        assert content.text == "# Werkafspraak\n\nVooraf.\n\n## Bellen\n\nBel eerst.\n"  # type: ignore[union-attr]
        with pytest.raises(MCPError):
            await client.read_resource("wegwijzer://documenten/map")

    visit(lambda _: WithOwnDocument(), what)
