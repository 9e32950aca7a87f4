"""A message of a conversation as a page shows it, on its own too: for a script that puts it in its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from fastapi import Request
from markupsafe import Markup

from assistant.answer.suggestions import Suggester
from web import copying, page, preferences, rendering, wording
from web.language import teksten
from web.store import Message


@dataclass(frozen=True)
class Turn:
    """A message with what its page needs."""

    message: Message
    html: Markup
    """The text of the answer, or what there is of it."""
    markdown: str = ""
    """Question and answer to copy; empty without an answer."""
    text: str = ""
    suggestions: tuple[str, ...] = ()
    readonly: bool = False


def turns(request: Request, messages: Sequence[Message], *, readonly: bool = False) -> list[Turn]:
    """Messages ready to show; suggestions only at the last.

    Args:
        request: for the language.
        messages: in their order.
        readonly: for a reader who can't ask, such as someone who got a link.
    """
    asked = [m.question for m in messages]
    last = messages[-1].id if messages and not readonly else None
    return [_turn(request, m, asked if m.id == last else None, readonly) for m in messages]


def _turn(request: Request, message: Message, asked: Sequence[str] | None, readonly: bool) -> Turn:
    answer = message.answer
    if answer is None:
        return Turn(message, rendering.answer_html(message.partial, (), ""), readonly=readonly)
    t = teksten(preferences.lees(request).taal)
    return Turn(
        message,
        rendering.answer_html(answer.answer, {c.marker for c in answer.citations}, source_prefix(message.id)),
        copying.as_markdown(message.question, answer, t("antwoord.bronnen")),
        copying.as_text(message.question, answer, t("antwoord.bronnen")),
        () if asked is None else tuple(_suggester().suggest(answer, asked)),
        readonly,
    )


def source_prefix(message: str) -> str:
    """The beginning of the ids of the sources of a message, to which `[1]` links."""
    return f"b-{message}-bron-"


def words(request: Request) -> dict[str, Any]:
    """The words that answers bear, in the language of the visitor."""
    return wording.tables(teksten(preferences.lees(request).taal), page.regelingen())


def turn_html(request: Request, message: Message) -> str:
    """The last message of a conversation as HTML."""
    template = request.app.state.templates.get_template("_beurt.html")
    [turn] = turns(request, [message])
    html: str = template.render(page.frame(request) | {"turn": turn, "woorden": words(request), "laatste": True})
    return html


@cache
def _suggester() -> Suggester:
    from assistant.library import kennis_passages

    return Suggester(kennis_passages())
