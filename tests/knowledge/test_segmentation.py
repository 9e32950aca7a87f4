"""Sections that come together, and where a piece stands."""

from __future__ import annotations

import pytest

from knowledge.markdown_sections import markdown_sections
from knowledge.pieces import GROOTST

ZIN = "Een aanbieder stuurt dit bericht naar de gemeente binnen vijf werkdagen na de start. "


def stukken(text: str) -> list[tuple[tuple[str, ...], str]]:
    return [(p.pad, p.text) for p in markdown_sections(text).pieces()]


def test_small_sections_of_one_heading_become_one_piece_with_their_headings() -> None:
    text = (
        "# Regels\n\n## Regel A1\n\n### Metadata\n\n- Soort: rood\n\n### Regel\n\nNooit leeg.\n\n## Regel A2\n\n"
        + ZIN * 12
    )
    (pad, eerste), *rest = stukken(text)
    assert pad == ("Regel A1",)
    assert eerste == "**Metadata**\n\n- Soort: rood\n\n**Regel**\n\nNooit leeg."
    assert {p for p, _ in rest} == {("Regel A2",)}


def test_small_neighbours_come_together_under_their_parent() -> None:
    text = f"# Stuk\n\n## Groot\n\n### Een\n\n{ZIN}\n\n### Twee\n\n{ZIN}\n\n### Drie\n\n" + ZIN * 14
    eerste = stukken(text)[0]
    assert eerste[0] == ("Groot",)
    assert eerste[1] == f"**Een**\n\n{ZIN.strip()}\n\n**Twee**\n\n{ZIN.strip()}"


def test_sections_of_a_good_size_stay_apart() -> None:
    text = "# Stuk\n\n" + "\n\n".join(f"## Deel {n}\n\n{ZIN * 6}" for n in range(4))
    assert [pad for pad, _ in stukken(text)] == [(f"Deel {n}",) for n in range(4)]


def test_the_entries_of_a_glossary_stay_apart() -> None:
    text = "# Begrippen\n\n" + "\n\n".join(f"## Woord {n}\n\nBetekenis {n}." for n in range(20))
    assert stukken(text) == [((f"Woord {n}",), f"Betekenis {n}.") for n in range(20)]


def test_no_piece_grows_beyond_what_can_be_read() -> None:
    text = "# Stuk\n\n" + "\n\n".join(f"## Deel {n}\n\n" + "\n\n".join([ZIN * 2] * n) for n in range(1, 12))
    assert all(len(tekst) <= GROOTST * 1.6 for _, tekst in stukken(text))
    assert "".join(t for _, t in stukken(text)).count("binnen vijf werkdagen") == 2 * sum(range(1, 12))


@pytest.mark.parametrize(
    ("text", "plaatsen"),
    [
        ("\fdia 1\n# Titel\n\nEen zin.\n\n\fdia 2\n## Kop\n\n" + ZIN * 6, ["dia 1", "dia 2"]),
        ("\fpagina 3\n## Kop\n\nBegin van de zin.\n\n\fpagina 4\n\nHet vervolg.\n", ["pagina 3-4"]),
        ("\fblad Codes\n## Codes\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n", ["blad Codes"]),
        ("## Kop\n\nGeen pagina's.\n", [None]),
        ("## Kop\n\n\fGewone tekst na een pagina-einde.\n", [None]),
    ],
)
def test_a_piece_knows_its_page_slide_or_sheet(text: str, plaatsen: list[str | None]) -> None:
    stuk = markdown_sections(text).pieces()
    assert [p.plaats for p in stuk] == plaatsen
    assert all("\f" not in p.text and "dia 1" not in p.text for p in stuk)


def test_every_piece_of_a_long_table_has_the_header() -> None:
    rijen = "\n".join(f"| {n:04} | Omschrijving van product {n} |" for n in range(120))
    delen = stukken(f"## Codes\n\nDe codes zijn:\n\n| Code | Omschrijving |\n| --- | --- |\n{rijen}\n")
    assert len(delen) > 3
    assert all("| Code | Omschrijving |" in tekst for _, tekst in delen)
    assert sum(tekst.count("Omschrijving van product") for _, tekst in delen) == 120
