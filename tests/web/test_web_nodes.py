"""Data as something to show: what becomes a text, a row, a list, a table, or fields."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from knowledge.models import Bron
from web.nodes import Node, node, text


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (True, "ja"),
        (False, "nee"),
        (None, "–"),
        (date(2026, 3, 1), "1 maart 2026"),
        (0, "0"),
        (1.5, "1,5"),
        (52.677032, "52,68"),
        (2.0, "2"),
        ("x", "x"),
    ],
)
def test_a_single_value_is_a_text(value: Any, shown: str) -> None:
    assert text(value) == shown
    assert node(value) == Node("text", text=shown)


def test_a_source_is_a_link_however_it_is_written() -> None:
    link = Node("source", text="Een kop", url="/bronnen/wf#Een-kop")
    assert node(Bron(document="wf", section="Een kop")) == link
    assert node({"document": "wf", "section": "Een kop"}) == link
    assert node({"document": "wf", "section": "Een kop", "score": 1}).kind == "fields"


def test_short_texts_stand_in_a_row_and_long_ones_below_each_other() -> None:
    assert node(["a", "b"]).kind == "row"
    assert node(["a", "b" * 61]).kind == "list"
    assert node([["a"], ["b"]]).kind == "list"


def test_things_of_one_kind_are_a_table_without_empty_columns() -> None:
    table = node([{"naam": "a", "leeg": None, "n": 0}, {"naam": "b", "leeg": "", "extra": [1, 2]}])
    assert (table.kind, table.head) == ("table", ("Naam", "N", "Extra"))
    assert [[cell.text for cell in row] for row in table.rows] == [["a", "0", "–"], ["b", "–", ""]]
    assert table.rows[1][2].kind == "row"
    assert node([{"a": 1}]).kind == "list"
    assert node([{"a": {"b": 1}}, {"a": {"b": 2}}]).kind == "list"


def test_fields_leave_out_what_is_empty_and_are_a_table_when_all_are_alike() -> None:
    assert [name for name, _ in node({"een_veld": 1, "leeg": [], "niets": None}).fields] == ["Een veld"]
    table = node({"a": {"tekst": "x"}, "b": {"tekst": "y"}})
    assert (table.kind, table.head) == ("table", ("", "Tekst"))
    assert [[cell.text for cell in row] for row in table.rows] == [["A", "x"], ["B", "y"]]
    assert node({"a": {"tekst": "x"}, "b": 1}).kind == "fields"
