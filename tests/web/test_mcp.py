"""`wegwijzer mcp` as a process, with the client of the SDK: one process for most."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import anyio
import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal
from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp.shared.exceptions import MCPError
from processes import LONGEST, interruptible

from assistant.models import AskRequest
from assistant.service import Assistant
from knowledge.store import KENNISMAP
from tools.registry import namen, tool, voer_uit

ROOT = Path(__file__).resolve().parents[2]
INPUTS: dict[str, dict[str, Any]] = {
    "productcode": {"code": "504DZ"},
    "product": {"categorie": "Ambulant"},
    "stapelen": {"regeling": "westfriesland-2025", "toewijzingen": [{"segment": "B"}, {"segment": "C"}]},
    "verzoek_om_wijziging": {"profiel": 1, "intensiteit": "PE", "ingangsdatum": "1 februari 2026"},
    "conversie": {"gericht_op": "herstel", "segment": "B", "gecontracteerd_2021": True},
    "einddatum_herstel": {"ingangsdatum": "1-5-2021"},
    "toegang": {"profiel": 8, "verwijzer": "extern", "moment": "aanvraag"},
    "uitdienen": {"startdatum": "2025-03-01", "peildatum": "2026-01-01"},
    "signaalbudget": {"product": "Ambulant", "budget": "10.000", "gedeclareerd": 7500},
    "onderhanden_werk": {"soort_aanbieder": "instelling", "datum": "15-3-2016"},
    "contractmutatie": {"wijziging": "agb_code"},
}
QUESTION = "Hersteltraject Zaanstreek-Waterland, recht ingegaan op 1 mei 2021: wat is de einddatum?"
HELLO = {
    "protocolVersion": "2025-06-18",
    "capabilities": {},
    "clientInfo": {"name": "proef", "version": "1"},
}


class Caller:
    """A client whose calls wait for their answer."""

    def __init__(self, portal: BlockingPortal, client: Client) -> None:
        self._portal = portal
        self.client = client

    def __call__(self, method: str, *args: Any, **more: Any) -> Any:
        return self._portal.call(lambda: getattr(self.client, method)(*args, **more))

    def call(self, name: str, **arguments: Any) -> Any:
        return self("call_tool", name, arguments)

    def at_once(self, *calls: tuple[str, dict[str, Any]]) -> list[Any]:
        """Call several tools side by side; what they give, the first that is ready first."""
        ready: list[Any] = []

        async def one(call: tuple[str, dict[str, Any]]) -> None:
            ready.append((call[0], await self.client.call_tool(*call)))

        async def all_of_them() -> None:
            async with anyio.create_task_group() as group:
                for call in calls:
                    group.start_soon(one, call)

        self._portal.call(all_of_them)
        return ready


@contextmanager
def connected(data: Path, folder: Path, mode: str) -> Iterator[Caller]:
    parameters = StdioServerParameters(
        command=sys.executable,
        args=["-m", "assistant.cli", "mcp"],
        env={
            "PYTHONPATH": os.pathsep.join([str(ROOT / "tests" / "no_network"), str(ROOT)]),
            "WEGWIJZER_DATA": str(data),
        },
        cwd=folder,
    )
    with (folder / "stderr.txt").open("w", encoding="utf-8") as log, start_blocking_portal() as portal:
        client = Client(stdio_client(parameters, errlog=log), mode=mode)
        with portal.wrap_async_context_manager(client):
            yield Caller(portal, client)
    assert (folder / "stderr.txt").read_text(encoding="utf-8") == ""


@pytest.fixture(scope="module")
def caller(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Caller]:
    with connected(built, tmp_path_factory.mktemp("mcp"), "auto") as caller:
        yield caller


def in_any_order(schema: Any) -> Any:
    """A schema with its choices sorted: their order depends on what a process imports first."""
    if isinstance(schema, dict):
        return {k: sorted(v, key=repr) if k == "enum" else in_any_order(v) for k, v in schema.items()}
    return [in_any_order(each) for each in schema] if isinstance(schema, list) else schema


def without_timings(answer: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in answer.items() if name not in {"id", "timings_ms"}}


# --- what is offered ---------------------------------------------------------------------------------------


def test_every_rule_a_search_and_a_question_are_offered(caller: Caller) -> None:
    offered = {t.name: t for t in caller("list_tools").tools}
    assert list(offered) == [*namen(), "zoek", "vraag"]
    for name in namen():
        ours, theirs = tool(name), offered[name]
        assert (theirs.title, theirs.description) == (ours.titel, ours.beschrijving)
        assert in_any_order(theirs.input_schema) == in_any_order(ours.schema())
    for each in offered.values():
        assert each.annotations.read_only_hint
        assert each.annotations.idempotent_hint
        assert each.input_schema["type"] == each.output_schema["type"] == "object"


@pytest.mark.parametrize("name", namen())
def test_a_rule_gives_its_envelope(caller: Caller, name: str) -> None:
    """A rule that has no input here is called without any."""
    data = INPUTS.get(name, {})
    given = caller.call(name, **data)
    assert given.is_error is False
    assert given.structured_content == voer_uit(name, data).model_dump(mode="json")
    assert json.loads(given.content[0].text) == given.structured_content


@pytest.mark.parametrize(
    ("name", "arguments", "message"),
    [
        ("einddatum_herstel", {"ingangsdatum": "31-2-2021"}, "ingangsdatum: '31-2-2021' is geen bestaande dag."),
        ("productcode", {"profiel": 9}, "profiel: kies een profiel van 1 tot en met 8."),
        ("stapelen", {"toewijzingen": [{"segment": "X"}, {"segment": "B"}]}, "toewijzingen.0.segment: kies uit"),
        ("toegang", {"kleur": "rood"}, "kleur: dit veld bestaat niet; toegestaan zijn regeling"),
        ("toegang", {"regeling": "atlantis"}, "regeling: 'atlantis' is geen bekende regeling; kies uit"),
        ("contractmutatie", {"wijziging": "x" * 100_001}, "invoer: hoogstens 100.000 tekens JSON."),
        ("zoek", {}, "question: dit veld is verplicht."),
        ("zoek", {"question": "budget", "k": 0}, "k: moet 1 of hoger zijn."),
        ("zoek", {"question": "budget", "k": True}, "k: geen heel getal."),
        ("zoek", {"question": "budget", "regeling": "atlantis"}, "regeling: 'atlantis' is geen bekende regeling"),
        ("vraag", {"question": ""}, "question: mag niet leeg zijn."),
        ("vraag", {"question": "wat?", "peildatum": "morgen"}, "peildatum: "),
        ("vraag", {"question": "wat?", "regeling": "atlantis"}, "regeling: 'atlantis' is geen bekende regeling"),
        ("vraag", {"vraag": "wat?"}, "question: dit veld is verplicht."),
        ("onbestaanbaar", {}, "tool: 'onbestaanbaar' is geen tool; kies uit productcode, "),
    ],
)
def test_wrong_input_is_an_error_that_names_the_field(
    caller: Caller, name: str, arguments: dict[str, Any], message: str
) -> None:
    given = caller.call(name, **arguments)
    assert given.is_error is True
    assert given.structured_content is None
    assert given.content[0].text.startswith(message)


# --- search and questions ----------------------------------------------------------------------------------


def test_a_question_gives_the_answer_object_and_tells_what_it_does(caller: Caller, real_assistant: Assistant) -> None:
    told: list[tuple[float, str | None]] = []

    async def progress(done: float, _total: float | None, text: str | None) -> None:
        told.append((done, text))

    data = {"question": QUESTION, "peildatum": "2026-11-21", "history": [{"question": "Dag!", "answer": "Dag."}]}
    given = caller("call_tool", "vraag", data, progress_callback=progress).structured_content
    expected = real_assistant.ask(AskRequest.model_validate(data)).model_dump(mode="json")
    assert without_timings(given) == without_timings(expected)
    assert given["status"] == "answered"
    assert given["versions"]["model"] is None
    assert given["answer"].startswith("De einddatum is 1 november 2022")
    assert [done for done, _ in told] == sorted({done for done, _ in told})
    assert "Ik pas de regels toe." in [text for _, text in told]


def test_personal_data_are_taken_out_of_a_question(caller: Caller) -> None:
    given = caller.call("vraag", question=f"Voor BSN 123456782. {QUESTION}").structured_content
    assert given["redacted"] == ["bsn"]
    assert "123456782" not in json.dumps(given)


def test_a_search_gives_the_passages_of_the_search_path(caller: Caller, real_assistant: Assistant) -> None:
    given = caller.call("zoek", question="laatste 30% bij herstel", k=3, regeling="zaanstreek-waterland-2022")
    expected = real_assistant.search("laatste 30% bij herstel", k=3, regeling="zaanstreek-waterland-2022")
    assert given.structured_content == {"passages": [t.model_dump(mode="json") for t in expected]}
    assert len(expected) == 3


def test_calls_side_by_side_each_get_their_own_answer(caller: Caller) -> None:
    dates = [f"1-{month}-2021" for month in range(1, 9)]
    calls = [("einddatum_herstel", {"ingangsdatum": day}) for day in dates]
    given = caller.at_once(*calls, *[("vraag", {"id": str(n), "question": QUESTION}) for n in range(4)])
    assert {g.structured_content["data"]["einddatum"] for n, g in given if n != "vraag"} == {
        voer_uit(*call).data["einddatum"] for call in calls
    }
    assert {g.structured_content["id"] for n, g in given if n == "vraag"} == {"0", "1", "2", "3"}


# --- documents ---------------------------------------------------------------------------------------------


def test_every_article_can_be_read(caller: Caller) -> None:
    files = {f"wegwijzer://documenten/{path.stem}": path for path in (KENNISMAP / "bronnen").glob("*.md")}
    listed = caller("list_resources").resources
    assert {resource.uri for resource in listed} == set(files)
    for resource in listed:
        (content,) = caller("read_resource", resource.uri).contents
        assert (content.mime_type, content.text) == ("text/markdown", files[resource.uri].read_text(encoding="utf-8"))
        assert resource.size == files[resource.uri].stat().st_size
    (template,) = caller("list_resource_templates").resource_templates
    assert template.uri_template == "wegwijzer://documenten/{+document}"


@pytest.mark.parametrize(
    ("uri", "message"),
    [
        ("wegwijzer://documenten/geen", "uri: er is geen document 'geen'."),
        ("wegwijzer://documenten/../models.py", "uri: er is geen document '../models.py'."),
        ("file:///etc/passwd", "uri: 'file:///etc/passwd' begint niet met wegwijzer://documenten/."),
    ],
)
def test_a_document_that_is_not_there_is_said(caller: Caller, uri: str, message: str) -> None:
    with pytest.raises(MCPError) as error:
        caller("read_resource", uri)
    assert (error.value.code, error.value.message) == (-32602, message)


# --- the process -------------------------------------------------------------------------------------------


def test_a_client_that_shakes_hands_first_is_served(data: Path, tmp_path: Path) -> None:
    with connected(data, tmp_path, "legacy") as caller:
        assert caller.client.server_info.title == "Wegwijzer Jeugdhulp"
        assert "Stuur geen persoonsgegevens mee" in (caller.client.instructions or "")
        assert caller.call("productcode", code="504DZ").structured_content["verdict"] == "gevonden"


def send(process: subprocess.Popen[str], method: str, params: dict[str, Any], id_: int | None = None) -> None:
    message = {"jsonrpc": "2.0", "method": method, "params": params} | ({} if id_ is None else {"id": id_})
    process.stdin.write(json.dumps(message) + "\n")  # type: ignore[union-attr]
    process.stdin.flush()  # type: ignore[union-attr]


def answer(process: subprocess.Popen[str]) -> dict[str, Any]:
    message: dict[str, Any] = json.loads(process.stdout.readline())  # type: ignore[union-attr]
    return message


def test_rubbish_is_passed_over_and_a_closed_stdin_ends_it(cli: Any, data: Path) -> None:
    """Also while it opens the assistant."""
    with cli.start("mcp", data=data) as process:
        process.stdin.buffer.write(
            b'rommel\n\xff\xfe\x00\n{}\n[1, 2]\n{"jsonrpc": "2.0", "id": 7}\n\n"' + b"x" * 200_000
        )
        process.stdin.write("\n")
        send(process, "initialize", HELLO, 1)
        assert answer(process)["result"]["serverInfo"]["name"] == "wegwijzer-jeugdhulp"
        send(process, "notifications/initialized", {})
        send(process, "tools/call", {"name": 3}, 2)
        assert answer(process)["error"]["code"] == -32602
        send(process, "bestaat/niet", {}, 3)
        assert answer(process)["error"]["code"] == -32601
        send(process, "tools/call", {"name": "contractmutatie", "arguments": {"wijziging": "😀 half: \ud83d"}}, 4)
        assert answer(process)["result"]["structuredContent"]["input"] == {"wijziging": "😀 half: ?"}
        send(process, "tools/call", {"name": "vraag", "arguments": {"question": QUESTION}}, 5)
        rest, errors = process.communicate(timeout=LONGEST)
    assert process.returncode == 0
    assert [json.loads(line)["id"] for line in rest.splitlines()] in ([], [5])
    assert "Traceback" not in errors


def test_a_client_that_no_longer_reads_ends_it(cli: Any, data: Path) -> None:
    """Also while stdin stays open."""
    with cli.start("mcp", data=data) as process:
        send(process, "initialize", HELLO, 1)
        answer(process)
        process.stdout.close()
        send(process, "ping", {}, 2)
        assert process.wait(LONGEST) == 1
        assert process.stderr.read() == ""


def test_ctrl_c_ends_it(cli: Any, data: Path) -> None:
    with interruptible():
        process = cli.start("mcp", data=data)
    with process:
        send(process, "initialize", HELLO, 1)
        answer(process)
        process.send_signal(signal.SIGINT)
        assert process.wait(LONGEST) == 130
        assert process.stderr.read() == "Afgebroken.\n"
