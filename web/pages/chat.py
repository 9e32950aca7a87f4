"""The chat page: empty, or with a conversation; a plain form works where there are no scripts."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from assistant.models import LANGSTE_VRAAG
from knowledge.errors import InvoerFout, KennisFout, WegwijzerError
from knowledge.redaction_rules import regels
from web.asking import Question, ask, opening, running, store, unknown_conversation
from web.examples import EXAMPLES
from web.formdata import fields
from web.opening import Stand
from web.page import regelingen, show
from web.problems import Problem, describe
from web.store import Conversation, ConversationRow, Message
from web.turns import Turn, turns, words

router = APIRouter()

RECENT = 12
"""How many conversations stand beside the chat."""
PATIENCE = 20.0
"""Seconds that a plain form waits for its answer; the page that comes then asks again by itself."""


@dataclass(frozen=True)
class Place:
    """Where the chat stands: in the application itself, or in a frame on another website.

    Attributes:
        template: what is around it.
        start: path of the empty chat.
        conversations: path below which a conversation has its id.
        chosen: the rest of every address: language and colours, where no cookie keeps them.
    """

    template: str = "basis.html"
    start: str = "/"
    conversations: str = "/gesprekken"
    chosen: str = ""

    @property
    def embedded(self) -> bool:
        """Whether it is in a frame."""
        return self.template != "basis.html"

    def of(self, conversation: str) -> str:
        """The address of a conversation."""
        return f"{self.conversations}/{conversation}{self.chosen}"


@dataclass
class ChatPage:
    """What `chat.html` shows."""

    plek: Place
    stand: Stand
    regelingen: dict[str, str]
    """Id -> name of every regime, to choose from."""
    woorden: dict[str, Any]
    gesprek: Conversation | None
    beurten: list[Turn]
    recent: list[ConversationRow]
    regeling: str = ""
    vraag: str = ""
    """What stands in the box: kept when the question could not be asked, or a question to edit."""
    wijzigt: str = ""
    """Id of the message that is being edited."""
    probleem: Problem | None = None
    voorbeelden: tuple[tuple[str, tuple[str, ...]], ...] = EXAMPLES
    langste_vraag: int = LANGSTE_VRAAG
    weglaten: dict[str, Any] | None = field(default_factory=lambda: _weglaten())
    """What personal data looks like, for the script that keeps what is not sent yet."""

    @property
    def wacht(self) -> bool:
        """Whether the page has something to wait for."""
        bezig = bool(self.beurten) and self.beurten[-1].message.state == "bezig"
        return bezig or (self.stand.state == "opening" and not self.vraag)


@router.get("/")
def empty(request: Request) -> Response:
    """The chat page, empty."""
    return chat_page(request, None, Place())


@router.get("/gesprekken/{id}")
def conversation(request: Request, id: str, wijzig: str = "") -> Response:
    """A conversation; `wijzig` is the id of the question that is to be edited."""
    return chat_page(request, id, Place(), wijzig)


def chat_page(request: Request, id: str | None, place: Place, edit: str = "") -> Response:
    """The chat with a conversation, or empty; `edit` is the id of the question that is to be edited."""
    page = _page(request, id, place)
    last = page.beurten[-1].message if page.beurten else None
    if last is not None and last.id == edit:
        page.wijzigt, page.vraag = last.id, last.question
    return show(request, "chat.html", {"page": page})


@router.post("/")
async def ask_by_form(request: Request) -> Response:
    """Ask what a plain form holds, and show the conversation."""
    return await answer_form(request, Place())


async def answer_form(request: Request, place: Place) -> Response:
    """Ask what a plain form holds, wait a while for the answer, and show the conversation."""
    form = await fields(request)
    text = form.get("keuze") or form.get("vraag", "")
    conversation = form.get("gesprek") or None
    try:
        message = await ask(request, await _question(request, form, text), conversation)
    except WegwijzerError as error:
        problem = describe(error)
        page = await run_in_threadpool(_page, request, conversation, place)
        page.vraag, page.wijzigt, page.probleem = text, form.get("wijzigt", ""), problem
        page.regeling = form.get("regeling", "")
        return show(request, "chat.html", {"page": page}, problem.status)
    await _wait(request, message)
    return RedirectResponse(f"{place.of(message.conversation)}#b-{message.id}", 303)


async def _question(request: Request, form: dict[str, str], text: str) -> Question:
    """What the form asks: a text, or an earlier question again.

    Raises:
        InvoerFout: it is too long.
        HTTPException: there is no such earlier question (404).
    """
    regeling = form.get("regeling") or None
    if form.get("opnieuw"):
        old = await run_in_threadpool(store(request).conversations.message, form["opnieuw"])
        if old is None:
            raise unknown_conversation()
        return Question(question=old.question, regeling=regeling, replaces=old.id)
    for name, value, longest in (("vraag", text, LANGSTE_VRAAG), ("regeling", regeling or "", 100)):
        if len(value) > longest:
            raise InvoerFout(name, f"hoogstens {longest} tekens")
    return Question(question=text, regeling=regeling, replaces=form.get("wijzigt") or None)


async def _wait(request: Request, message: Message) -> None:
    live = running(request).get(message.id)
    if live is None:
        return
    try:
        async with asyncio.timeout(PATIENCE):
            async for _ in live.follow(len(live.events)):
                pass
    except TimeoutError:
        return


def _page(request: Request, conversation: str | None, place: Place) -> ChatPage:
    kept = store(request).conversations
    found = kept.conversation(conversation) if conversation else None
    if conversation and found is None:
        raise unknown_conversation()
    return ChatPage(
        place,
        opening(request).stand,
        regelingen(),
        words(request),
        found,
        turns(request, found.messages) if found else [],
        [] if place.embedded else kept.find(most=RECENT)[0],
        regeling=(found.regeling or "") if found else "",
    )


@router.post("/gesprekken/{id}/berichten/{message_id}/stop")
async def stop(request: Request, id: str, message_id: str) -> Response:
    """Stop an answer, by a plain form."""
    message = await run_in_threadpool(store(request).conversations.message, message_id)
    if message is None or message.conversation != id:
        raise unknown_conversation()
    await run_in_threadpool(running(request).stop, message_id)
    return RedirectResponse(f"/gesprekken/{id}#b-{message_id}", 303)


def _weglaten() -> dict[str, Any] | None:
    """The rules of the redaction; none while the knowledge base does not load, and then the browser keeps nothing."""
    try:
        return regels()
    except KennisFout:
        return None
