"""Any data as something that a page can show: text, a link to a source, a list, a table, or fields with a name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from pydantic import BaseModel

from knowledge.models import Bron
from tools.datum import schrijf
from web.rendering import source_url
from web.wording import regelnaam, waardenaam

_LONGEST = 60
"""Longest text, in characters, that stands in a table or in a row with others."""


@dataclass(frozen=True)
class Node:
    """A piece of data to show.

    Attributes:
        kind: `text`; `source` (text and address); `row` (texts behind each other); `list` (one below the other);
            `table` (head and rows); `fields` (named).
        text: of a text or a source.
        url: of a source.
        items: of a row or a list.
        head: of a table.
        rows: of a table.
        fields: name and value.
    """

    kind: Literal["text", "source", "row", "list", "table", "fields"]
    text: str = ""
    url: str = ""
    items: tuple[Node, ...] = ()
    head: tuple[str, ...] = ()
    rows: tuple[tuple[Node, ...], ...] = ()
    fields: tuple[tuple[str, Node], ...] = ()


def node(value: Any) -> Node:
    """The same as something to show; empty values are left out of fields."""
    match value:
        case Bron():
            return _source(value.document, value.section)
        case {"document": str(document), "section": str(section)} if len(value) == 2:
            return _source(document, section)
        case BaseModel():
            return _fields({name: getattr(value, name) for name in type(value).model_fields})
        case Mapping():
            return _fields(value)
        case list() | tuple():
            return _sequence(value)
        case _:
            return Node("text", text=text(value))


def text(value: Any) -> str:
    """A single value in words."""
    match value:
        case None:
            return "–"
        case bool():
            return "ja" if value else "nee"
        case date():
            return schrijf(value)
        case float():
            return f"{value:.4g}".replace(".", ",")
        case _:
            return waardenaam(str(value))


def is_empty(value: Any) -> bool:
    """Whether there is nothing to show."""
    return value is None or (isinstance(value, str | list | tuple | dict) and not value)


def _source(document: str, section: str) -> Node:
    return Node("source", text=section, url=source_url(document, section))


def _fields(value: Mapping[Any, Any]) -> Node:
    members = {name: _members(v) for name, v in value.items()}
    rows = {name: row for name, row in members.items() if row and _flat(row)}
    if len(rows) == len(value) > 1 and len({tuple(row) for row in rows.values()}) == 1:
        return _table([{"": regelnaam(str(name)), **row} for name, row in rows.items()])
    return Node("fields", fields=tuple((regelnaam(str(k)), node(v)) for k, v in value.items() if not is_empty(v)))


def _sequence(values: Sequence[Any]) -> Node:
    rows = [_members(value) for value in values]
    if len(rows) > 1 and all(row is not None and _flat(row) for row in rows):
        return _table([row for row in rows if row is not None])
    items = tuple(node(value) for value in values)
    short = all(item.kind == "text" and len(item.text) <= _LONGEST for item in items)
    return Node("row" if short else "list", items=items)


def _members(value: Any) -> Mapping[Any, Any] | None:
    if isinstance(value, Bron):
        return None
    if isinstance(value, BaseModel):
        return {name: getattr(value, name) for name in type(value).model_fields}
    return value if isinstance(value, Mapping) else None


def _flat(row: Mapping[Any, Any]) -> bool:
    """Whether every value fits in a cell."""
    return all(node(value).kind in ("text", "source", "row") for value in row.values() if not is_empty(value))


def _table(rows: Sequence[Mapping[Any, Any]]) -> Node:
    names = [n for n in dict.fromkeys(n for row in rows for n in row) if any(not is_empty(row.get(n)) for row in rows)]
    cells = tuple(tuple(node(row.get(name)) for name in names) for row in rows)
    return Node("table", head=tuple(regelnaam(str(name)) for name in names), rows=cells)
