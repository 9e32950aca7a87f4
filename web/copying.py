"""A question and its answer to take elsewhere: as Markdown, or as plain text for an e-mail; both with the sources."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from assistant.models import Answer
from web.rendering import answer_html

if TYPE_CHECKING:
    from bs4.element import Tag


def as_markdown(question: str, answer: Answer, sources: str) -> str:
    """Question and answer as Markdown.

    Args:
        question: the question.
        answer: its answer.
        sources: the word above the sources.
    """
    asked = "\n".join(f"> {line}" for line in question.splitlines())
    cited = "\n".join(f"- [{c.marker}] {c.title}, *{c.section}*" for c in answer.citations)
    return "\n\n".join(part for part in (asked, answer.answer, f"**{sources}**\n\n{cited}" if cited else "") if part)


def as_text(question: str, answer: Answer, sources: str) -> str:
    """The same as plain text; see `as_markdown`."""
    cited = "\n".join(f"[{c.marker}] {c.title}, {c.section}" for c in answer.citations)
    return "\n\n".join(
        part for part in (question, plain(answer.answer), f"{sources}:\n{cited}" if cited else "") if part
    )


def plain(markdown: str) -> str:
    """Markdown without its signs: lists keep their numbers or dashes, a row of a table is a line."""
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(str(answer_html(markdown, (), "")), "html.parser")
    return "\n\n".join(text for child in soup.children if (text := _block(child).strip()))


def _block(node: object) -> str:
    from bs4.element import NavigableString, Tag

    if isinstance(node, NavigableString):
        return str(node)
    assert isinstance(node, Tag)
    return _BLOCKS.get(node.name, _inline)(node)


def _inline(node: Tag) -> str:
    return "".join(_block(child) for child in node.children)


def _list(node: Tag) -> str:
    first = int(str(node.get("start", "1")))
    items = node.find_all("li", recursive=False)
    signs = [f"{first + n}." if node.name == "ol" else "-" for n in range(len(items))]
    return "\n" + "\n".join(f"{sign} {_indented(_inline(item))}" for sign, item in zip(signs, items, strict=True))


def _indented(text: str) -> str:
    lines = [line for line in text.strip().splitlines() if line.strip()]
    return "\n  ".join(lines)


def _row(node: Tag) -> str:
    return " | ".join(_inline(cell).strip() for cell in node.find_all(["td", "th"], recursive=False))


def _table(node: Tag) -> str:
    return "\n".join(_row(row) for row in node.find_all("tr"))


_BLOCKS: dict[str, Callable[[Tag], str]] = {"ul": _list, "ol": _list, "table": _table}
