"""Markdown to HTML on the server, and the addresses of sources.

HTML in the text stays text and pictures are not loaded. An answer has no links but its citations and
the pages of tools; `static/markdown.js` shows the same in the browser.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache
from typing import Any
from urllib.parse import quote

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

_CITATIE = re.compile(r"\[(\d{1,4})\]|(?<![\w/.:])(/beslishulpen/[a-z_]{1,40})\b")


def anchor(section: str) -> str:
    """The id of a section on the page of its document: the heading with hyphens for white space."""
    return re.sub(r"\s+", "-", section.strip())


def source_url(document: str, section: str | None = None) -> str:
    """The address of a document, at a section where one is given."""
    url = f"/bronnen/{quote(document, safe='/')}"
    return f"{url}#{quote(anchor(section), safe='')}" if section else url


def answer_html(text: str, markers: Collection[int], prefix: str) -> Markup:
    """An answer as HTML.

    Args:
        text: the Markdown of the answer.
        markers: markers of its citations; other numbers between brackets stay text.
        prefix: beginning of the ids in the list of sources, to which `[1]` links.
    """
    parser = _parser(links=False)
    env: dict[str, Any] = {}
    tokens = parser.parse(text, env)
    for token in tokens:
        _plain(token, "h3")
        if token.children:
            token.children = [deel for kind in token.children for deel in _citaties(kind, markers, prefix)]
    return Markup(_render(parser, tokens, env))


def quote_html(text: str) -> Markup:
    """A cited passage as HTML."""
    return answer_html(text, (), "")


def document_html(text: str) -> Markup:
    """A section of a document as HTML; its own links stay, pictures do not."""
    parser = _parser(links=True)
    env: dict[str, Any] = {}
    tokens = parser.parse(text, env)
    for token in tokens:
        _plain(token, "h4")
    return Markup(_render(parser, tokens, env))


@cache
def _parser(*, links: bool) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table").disable(["image", "reference"])
    if not links:
        parser.disable(["link", "autolink"])
    parser.add_render_rule("table_open", lambda *_: '<div class="tabel" tabindex="0"><table>\n')
    parser.add_render_rule("table_close", lambda *_: "</table></div>\n")
    return parser


def _plain(token: Token, heading: str) -> None:
    """Headings of one level, and no style attributes: the Content-Security-Policy refuses those."""
    if token.type in {"heading_open", "heading_close"}:
        token.tag = heading
    token.attrs.pop("style", None)


def _render(parser: MarkdownIt, tokens: list[Token], env: dict[str, Any]) -> str:
    html: str = parser.renderer.render(tokens, parser.options, env)
    return html


def _citaties(token: Token, markers: Collection[int], prefix: str) -> list[Token]:
    if token.type != "text":
        return [token]
    delen: list[Token] = []
    rest = 0
    for treffer in _CITATIE.finditer(token.content):
        if treffer[1] is not None and int(treffer[1]) not in markers:
            continue
        delen.append(_tekst(token.content[rest : treffer.start()]))
        attrs: dict[str, str | int | float] = {"href": treffer[2]}
        if treffer[1] is not None:
            attrs = {"href": f"#{prefix}{treffer[1]}", "class": "citatie"}
        open_ = Token("link_open", "a", 1, attrs=attrs)
        delen += [open_, _tekst(treffer[0]), Token("link_close", "a", -1)]
        rest = treffer.end()
    return [*delen, _tekst(token.content[rest:])]


def _tekst(inhoud: str) -> Token:
    return Token("text", "", 0, content=inhoud)
