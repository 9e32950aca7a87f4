"""Markdown on the server: a safe subset, with citations."""

from __future__ import annotations

import pytest

from web.rendering import anchor, answer_html, document_html, source_url


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**vet** en *schuin*", "<p><strong>vet</strong> en <em>schuin</em></p>\n"),
        (
            "hier: /beslishulpen/jw_bericht. Klaar",
            '<p>hier: <a href="/beslishulpen/jw_bericht">/beslishulpen/jw_bericht</a>. Klaar</p>\n',
        ),
        ("https://x.nl/beslishulpen/a //beslishulpen/b", "<p>https://x.nl/beslishulpen/a //beslishulpen/b</p>\n"),
        ("zie [1]", '<p>zie <a href="#p-1" class="citatie">[1]</a></p>\n'),
        ("zie [1][2].", None),
        ("zie [9]", "<p>zie [9]</p>\n"),
        ("`[1]`", "<p><code>[1]</code></p>\n"),
        ("a < b & c", "<p>a &lt; b &amp; c</p>\n"),
        ("<b>x</b>", "<p>&lt;b&gt;x&lt;/b&gt;</p>\n"),
        ("# Kop", "<h3>Kop</h3>\n"),
        ("| a |\n| --: |\n| 1 |", None),
        ("[klik](https://evil.example)", "<p>[klik](https://evil.example)</p>\n"),
        ("<https://evil.example>", "<p>&lt;https://evil.example&gt;</p>\n"),
        ("[1]: /x\n\nzie [1]", None),
    ],
)
def test_an_answer(text: str, html: str | None) -> None:
    gemaakt = str(answer_html(text, {1, 2}, "p-"))
    if html is not None:
        assert gemaakt == html
    assert "style=" not in gemaakt
    assert gemaakt.count("<a ") == gemaakt.count('<a href="#p-') + gemaakt.count('<a href="/beslishulpen/')


def test_a_citation_inside_bold_and_lists() -> None:
    html = answer_html("- **vet [1]**\n- los [2]", {1, 2}, "p-")
    assert '<strong>vet <a href="#p-1"' in html
    assert '<a href="#p-2"' in html


def test_a_document_keeps_its_links_but_loads_nothing() -> None:
    html = document_html("[a](https://voorbeeld.nl) ![b](https://evil.example/x.png) [c](javascript:alert(1))")
    assert '<a href="https://voorbeeld.nl">a</a>' in html
    assert "<img" not in html
    assert 'href="javascript' not in html


def test_addresses_of_sources() -> None:
    assert anchor("  Stappen  bij 75% ") == "Stappen-bij-75%"
    assert source_url("a b/c.md", "Stappen bij 75%") == "/bronnen/a%20b/c.md#Stappen-bij-75%25"
    assert source_url("x") == "/bronnen/x"
