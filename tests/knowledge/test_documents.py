from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.decoding import LeesFout, clean
from knowledge.documents import BEGIN, Passage, herken_regeling, read_article, read_file, split_front_matter
from knowledge.errors import WegwijzerError
from knowledge.markdown_sections import markdown_sections
from knowledge.pieces import sentences
from knowledge.store import laad
from knowledge.text_sections import text_sections

ARTIKEL = """---
document: proef-2025
titel: Proefartikel
uitgever: Regio Proef
datum: 2025-05-08
regeling: proef-regio-2025
periode: {van: 2025-07-01, tot: null}
gecontroleerd_op: 2026-11-21
laat_open: []
---
# Proefartikel
## Groep
Een inleidende zin.
### Eerste kop
De eerste regel staat hier.

- een
- twee

*Plaats in de bron:* dia ‘Eerste’,
punt 1.

### Tweede kop
| code | naam |
| --- | --- |
| 504DZ | zwaar |

*Plaats in de bron:* dia ‘Tweede’.

## Losse kop
Tekst zonder onderkop.

*Plaats in de bron:* dia ‘Los’.
"""

BRIEFHOOFD = """logo regionale samenwerking Noord-Zee & Polder-Land

Jeugdhulp regionale samenwerking
Noord-Zee &
Polder-Land

Vanaf 1 januari 2022 gaan de nieuwe contracten in de regio Polder-Land in. Er verandert veel.

Wat verandert er?

De veranderingen zijn:

 • Verblijf wordt een apart segment
 • Er komen meer intensiteiten

1. Ambulant

Voor ambulante hulp geldt een budget.

2. Verblijf

Verblijf is de laatste keuze.
"""


def schrijf(map_: Path, naam: str, inhoud: str | bytes) -> Path:
    pad = map_ / naam
    pad.parent.mkdir(parents=True, exist_ok=True)
    pad.write_bytes(inhoud.encode() if isinstance(inhoud, str) else inhoud)
    return pad


# --- articles ----------------------------------------------------------------------------------------------


def test_an_article_gives_one_passage_a_section(tmp_path: Path) -> None:
    vragen = schrijf(
        tmp_path,
        "vragen.yaml",
        'document: proef-2025\nsecties:\n  - sectie: "Eerste kop"\n    vragen: ["Wat dan?"]\n',
    )
    passages = read_article(schrijf(tmp_path, "proef-2025.md", ARTIKEL), vragen)
    assert [(p.section, p.pad) for p in passages] == [
        ("Eerste kop", ("Groep", "Eerste kop")),
        ("Tweede kop", ("Groep", "Tweede kop")),
        ("Losse kop", ("Losse kop",)),
    ]
    eerste = passages[0]
    assert eerste.text == "De eerste regel staat hier.\n\n- een\n- twee"
    assert eerste.plaats == "dia ‘Eerste’, punt 1."
    assert eerste.vragen == ("Wat dan?",)
    assert (eerste.document, eerste.regeling, eerste.datum, eerste.van, eerste.tot, eerste.uitgever) == (
        "proef-2025", "proef-regio-2025", "2025-05-08", "2025-07-01", None, "Regio Proef",
    )  # fmt: skip
    assert eerste.herkomst == "kennisbank"
    assert eerste.zoektekst.startswith("Proefartikel > Groep > Eerste kop\n")


def test_questions_for_an_unknown_section_are_refused(tmp_path: Path) -> None:
    vragen = schrijf(tmp_path, "vragen.yaml", 'secties: [{sectie: "Bestaat niet", vragen: ["?"]}]')
    with pytest.raises(WegwijzerError, match="Bestaat niet"):
        read_article(schrijf(tmp_path, "a.md", ARTIKEL), vragen)


def test_a_passage_keeps_its_id_and_survives_being_written(tmp_path: Path) -> None:
    een = read_article(schrijf(tmp_path, "a.md", ARTIKEL), None)
    twee = read_article(schrijf(tmp_path, "b.md", ARTIKEL.replace("Een inleidende zin.", "Iets anders.")), None)
    assert [p.id for p in een] == [p.id for p in twee]
    assert len({p.id for p in een}) == len(een)
    assert [Passage.from_json(p.to_json()) for p in een] == een
    anders = read_article(schrijf(tmp_path, "c.md", ARTIKEL.replace("eerste regel", "eerste zin")), None)
    assert anders[0].id != een[0].id
    assert anders[1].id == een[1].id


def test_a_passage_of_an_older_version_can_be_read() -> None:
    regel = (
        '{"id":"1","document":"d","titel":"t","section":"s","pad":["s"],"text":"x","regeling":null,'
        '"herkomst":"gebruiker","bestand":"b","vroeger":1}'
    )
    assert Passage.from_json(regel).pad == ("s",)


# --- plain text --------------------------------------------------------------------------------------------


def test_headings_lists_and_letterhead_of_a_plain_text(tmp_path: Path) -> None:
    passages = read_file(schrijf(tmp_path, "x.txt", BRIEFHOOFD), tmp_path, None)
    assert [(p.section, p.pad) for p in passages] == [
        (BEGIN, ()),
        ("Wat verandert er?", ("Wat verandert er?",)),
        ("1. Ambulant", ("Wat verandert er?", "1. Ambulant")),
        ("2. Verblijf", ("Wat verandert er?", "2. Verblijf")),
    ]
    assert passages[1].text == (
        "De veranderingen zijn:\n\n- Verblijf wordt een apart segment\n- Er komen meer intensiteiten"
    )
    assert not any("Noord-Zee" in p.text + p.kop for p in passages)


def test_a_tabbed_table_becomes_a_table(tmp_path: Path) -> None:
    tekst = 'Codes\n\nprofiel\tcode\tinhoud\n4\t504DZ\t<ul style="x"><li>• zwaar</li><li>• lang</li></ul>\n1\t501PE\t\n'
    (passage,) = read_file(schrijf(tmp_path, "x.txt", tekst), tmp_path, None)
    assert passage.section == "Codes"
    assert passage.text == (
        "| profiel | code | inhoud |\n| --- | --- | --- |\n| 4 | 504DZ | zwaar; lang |\n| 1 | 501PE |  |"
    )


def test_a_long_table_repeats_its_header_and_introduction(tmp_path: Path) -> None:
    rijen = "\n".join(f"| {n} | {'woord ' * 12}|" for n in range(40))
    passages = read_file(
        schrijf(tmp_path, "x.md", f"# T\n\nDe codes zijn:\n\n| nr | tekst |\n| --- | --- |\n{rijen}\n"),
        tmp_path,
        None,
    )
    assert len(passages) > 2
    for passage in passages:
        assert passage.text.startswith("De codes zijn:\n\n| nr | tekst |\n| --- | --- |\n| ")
        assert len(passage.text) <= 950
    nummers = [int(m) for p in passages for m in re.findall(r"^\| (\d+) \|", p.text, re.M)]
    assert nummers == list(range(40))


def test_what_repeats_on_every_slide_goes_and_slide_terms_become_a_list(tmp_path: Path) -> None:
    dia = (
        "Inkoop\n\n2024-2025\n\n**Dia {n}**\n\nKern van dia {n}\n\nEigen kracht {n}\n\n"
        "Netwerk {n}\n\nDichtbij {n}\n\n- punt {n}a\n- punt {n}b\n\n"
    )
    passages = read_file(schrijf(tmp_path, "x.txt", "".join(dia.format(n=n) for n in range(12))), tmp_path, None)
    tekst = "\n".join(p.kop + "\n" + p.text for p in passages)
    assert "Inkoop" not in tekst
    assert "2024-2025" not in tekst
    for n in range(12):
        assert f"punt {n}b" in tekst
        assert f"Eigen kracht {n}" in tekst


def test_values_that_repeat_in_one_place_are_no_page_header(tmp_path: Path) -> None:
    cellen = "\n\n".join(["Profiel", "Perspectiefplan"] * 8)
    vulling = "\n\n".join(f"Dit is gewone zin nummer {n} van dit document." for n in range(60))
    passages = read_file(schrijf(tmp_path, "x.txt", f"{cellen}\n\n{vulling}"), tmp_path, None)
    assert any("Perspectiefplan" in p.text + p.kop for p in passages)


def test_a_long_paragraph_is_cut_between_sentences(tmp_path: Path) -> None:
    zinnen = [f"Dit is zin nummer {n} van bijv. de regio, d.w.z. een hele zin met inhoud." for n in range(60)]
    passages = read_file(schrijf(tmp_path, "x.txt", "Kop van de tekst\n\n" + " ".join(zinnen)), tmp_path, None)
    assert len(passages) > 3
    assert all(300 <= len(p.text) <= 1400 for p in passages)
    assert all(p.text.endswith("inhoud.") and p.text.startswith("Dit is zin") for p in passages)
    assert " ".join(p.text for p in passages) == " ".join(zinnen)


def test_sentences_know_abbreviations() -> None:
    assert sentences("Zie o.a. de bijlage. Er zijn er ca. 30 (bijv. 1 en 2). Klaar!") == [
        "Zie o.a. de bijlage.", "Er zijn er ca. 30 (bijv. 1 en 2).", "Klaar!",
    ]  # fmt: skip


def test_a_date_at_the_top_is_the_date_of_the_document(tmp_path: Path) -> None:
    tekst = "Bericht geplaatst op: 28 januari 2021\n\nEr komt een aanbesteding per 1 mei 2022.\n"
    assert read_file(schrijf(tmp_path, "x.txt", tekst), tmp_path, None)[0].datum == "2021-01-28"
    assert read_file(schrijf(tmp_path, "y.txt", tekst[38:]), tmp_path, None)[0].datum is None


@pytest.mark.parametrize(
    ("naam", "tekst"),
    [
        ("a.txt", "Nieuws\n\nGeplaatst op 31 februari 2024\n\nEr komt een aanbesteding.\n"),
        ("b.txt", "31-11-2024\n\nEr komt een aanbesteding.\n"),
        ("c.md", "# Nieuws\n\nDatum: 30-2-2025\n\nEr komt een aanbesteding.\n"),
        ("d.md", '---\ntitel: Nieuws\ndatum: "2025-02-31"\n---\nEr komt een aanbesteding.\n'),
        ("e.md", '---\nperiode: {van: "2025-02-31", tot: "2025-13-01"}\n---\nEr komt een aanbesteding.\n'),
    ],
)
def test_a_day_that_does_not_exist_is_no_date(tmp_path: Path, naam: str, tekst: str) -> None:
    passage = read_file(schrijf(tmp_path, naam, tekst), tmp_path, None)[0]
    assert (passage.datum, passage.van, passage.tot) == (None, None, None)


# --- Markdown ----------------------------------------------------------------------------------------------


def test_markdown_follows_its_headings_and_front_matter(tmp_path: Path) -> None:
    tekst = (
        "---\ntitle: Ons protocol\ndate: 2024-03-01\nregeling: westfriesland-2025\n---\n"
        "Vooraf.\n\n# A\n\n## B\nTekst b.\n\n```\n# geen kop\n```\n\n# C\n\nD\n---\nTekst d.\n"
    )
    passages = read_file(schrijf(tmp_path, "map/x.md", tekst), tmp_path, None)
    assert [(p.pad, p.titel, p.regeling, p.datum) for p in passages] == [
        (pad, "Ons protocol", "westfriesland-2025", "2024-03-01") for pad in [(), ("A", "B"), ("C", "D")]
    ]
    assert "# geen kop" in passages[1].text
    assert passages[0].document == "map/x.md"
    assert read_file(tmp_path / "map/x.md", None, "andere-regeling")[0].document == "x.md"
    assert read_file(tmp_path / "map/x.md", None, "andere-regeling")[0].regeling == "andere-regeling"


@pytest.mark.parametrize(
    ("kop", "verwacht"),
    [
        ("datum: 1 juli 2025", ("2025-07-01", None, None)),
        ("datum: 2025-07-01", ("2025-07-01", None, None)),
        ("Datum: 1-7-2025", ("2025-07-01", None, None)),
        ("periode: 1 juli 2025 tot en met 31 december 2026", (None, "2025-07-01", "2026-12-31")),
        ("periode: 2025-2026", (None, "2025-01-01", "2026-12-31")),
        ("periode: vanaf 1 juli 2025", (None, "2025-07-01", None)),
        ("periode: {van: 2025-07-01, tot: null}", (None, "2025-07-01", None)),
        ("van: 1 juli 2025\ntot: 31-12-2026", (None, "2025-07-01", "2026-12-31")),
    ],
)
def test_days_in_front_matter_are_read_as_people_write_them(
    tmp_path: Path, kop: str, verwacht: tuple[str | None, ...]
) -> None:
    meldingen: list[str] = []
    bestand = schrijf(tmp_path, "x.md", f"---\ntitel: Ons protocol\n{kop}\n---\nTekst.\n")
    [passage] = read_file(bestand, tmp_path, meld=meldingen.append)
    assert (passage.datum, passage.van, passage.tot) == verwacht
    assert (passage.titel, passage.text, meldingen) == ("Ons protocol", "Tekst.", [])


@pytest.mark.parametrize(
    ("kop", "melding"),
    [
        ("datum: 2025-02-30", "datum (2025-02-30 is geen datum)"),
        ("status: concept\nversie: 2", "status; versie"),
        ("periode: voorlopig", "periode"),
    ],
)
def test_what_is_not_used_of_front_matter_is_said(tmp_path: Path, kop: str, melding: str) -> None:
    meldingen: list[str] = []
    bestand = schrijf(tmp_path, "x.md", f"---\ntitel: Ons protocol\n{kop}\n---\nTekst.\n")
    [passage] = read_file(bestand, tmp_path, meld=meldingen.append)
    assert (passage.titel, passage.datum, passage.van, passage.text) == ("Ons protocol", None, None, "Tekst.")
    assert meldingen == [f"met dit uit de kop is niets gedaan: {melding}"]


def test_a_rule_at_the_top_is_no_front_matter(tmp_path: Path) -> None:
    tekst = "---\nDit is: [gewone tekst\n---\nMeer."
    assert "gewone tekst" in read_file(schrijf(tmp_path, "x.md", tekst), tmp_path, None)[0].text
    with pytest.raises(ValueError, match="lijst van"):
        split_front_matter("---\nzomaar\n---\n")


# --- encodings and broken files ----------------------------------------------------------------------------

ZIN = "Cliënten krijgen één nieuwe toewijzing: ‘duurzaam’ – voor € 35.000."


@pytest.mark.parametrize(
    "inhoud",
    [
        ZIN.encode(),
        b"\xef\xbb\xbf" + ZIN.encode(),
        ZIN.encode("utf-16"),
        b"\xfe\xff" + ZIN.encode("utf-16-be"),
        ZIN.encode("utf-16-le"),
        ZIN.encode("cp1252"),
        ZIN.encode().decode("cp1252").encode(),
    ],
    ids=["utf8", "utf8-bom", "utf16", "utf16-be", "utf16-zonder-bom", "cp1252", "mojibake"],
)
def test_encodings(tmp_path: Path, inhoud: bytes) -> None:
    assert read_file(schrijf(tmp_path, "x.txt", inhoud), tmp_path, None)[0].text == ZIN


@pytest.mark.parametrize(
    ("naam", "inhoud", "reden"),
    [
        ("leeg.txt", b"", "leeg"),
        ("wit.txt", b" \n\t \n", "leeg"),
        ("plaatje.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 9, "afbeelding (PNG)"),
        ("rommel.txt", bytes(range(1, 32)) * 40, "geen tekst"),
        ("x.exe", b"MZ\x90\x00\x03\x00", "dit is een programma"),
        ("streep.md", b"---\n---\n", "geen leesbare tekst"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path: Path, naam: str, inhoud: bytes, reden: str) -> None:
    with pytest.raises(LeesFout) as fout:
        read_file(schrijf(tmp_path, naam, inhoud), tmp_path, None)
    assert fout.value.bestand == naam
    assert reden in fout.value.reden


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    pad = tmp_path / "groot.txt"
    with pad.open("wb") as bestand:
        bestand.truncate(51 * 1024 * 1024)
    with pytest.raises(LeesFout, match="te groot"):
        read_file(pad, tmp_path, None)


def test_markup_and_invisible_characters_go() -> None:
    assert clean("een\u00a0twee\u00adtwee\u200b<br/>drie &amp; vier<ul><li>a</li><li>b</li></ul>") == (
        "een tweetwee\ndrie & vier\n- a\n- b"
    )
    assert clean("a < b en c > d") == "a < b en c > d"


_WOORD = st.text(alphabet="abcdefghijklmnop", min_size=3, max_size=8)
_REGEL = st.lists(_WOORD, min_size=1, max_size=25).map(" ".join)
_OPMAAK = st.sampled_from(["{}", "{}.", " • {}", "- {}", "1. {}", "{}\tkolom", "**{}**", "{}:", "\f{}", "# {}"])
_TEKST = st.lists(
    st.builds(lambda o, r, w: o.format(r) + w, _OPMAAK, _REGEL, st.sampled_from(["\n", "\n\n"])),
    min_size=1,
    max_size=25,
)


@given(_TEKST, st.booleans())
@settings(max_examples=150, deadline=None)
def test_no_word_is_lost_in_the_cutting(regels: list[str], als_markdown: bool) -> None:
    tekst = "".join(regels)
    secties = markdown_sections(tekst) if als_markdown else text_sections(tekst)
    uit = " ".join([secties.titel or "", *(" ".join([*p.pad, p.text]) for p in secties.pieces())])
    kort = {w for r in regels if len(r.strip(" \n\f*#-•.:")) < 15 for w in re.findall("[a-z]{3,}", r)}
    kwijt = set(re.findall("[a-z]{3,}", tekst)) - set(re.findall("[a-z]{3,}", uit)) - kort
    if als_markdown:  # headings without text below them are headings, not passages
        kwijt -= {w for r in regels if r.lstrip("\f").startswith("#") for w in re.findall("[a-z]{3,}", r)}
    assert not kwijt


# --- which regime ------------------------------------------------------------------------------------------

HERKENNING = {
    "polder": {"Polder-Land": 1.0, "Polderdam": 0.5},
    "zee": {"Noord-Zee": 1.0, "Zeestad": 0.5, "Duinen": 0.5},
}


@pytest.mark.parametrize(
    ("tekst", "regeling"),
    [
        (BRIEFHOOFD, "polder"),
        ("In de regio Noord-Zee, met Zeestad en Duinen, en vroeger met Polder-Land.", "zee"),
        ("Noord-Zee en Polder-Land doen het samen.", None),
        ("Zeestad doet mee.", None),
        ("Dit gaat nergens over.", None),
        ("De NOORD ZEE-regio", "zee"),
        ("Polder-Landschap is iets anders.", None),
    ],
)
def test_the_regime_is_recognised_or_left_open(tekst: str, regeling: str | None) -> None:
    assert herken_regeling(tekst, HERKENNING) == regeling


@pytest.mark.parametrize(
    ("tekst", "regeling"),
    [
        ("Het signaalbudget en de crisisopvang, pleegzorg, gezinshuizen en dagdelen in de regio Duinrand.", None),
        ("Segment B, segment C, verzoek om wijziging en profiel 3.", None),
        ("Het signaalbudget van Amstelveen.", "amstelveen-aalsmeer-2022"),
        ("In Westfriesland geldt segment B.", "westfriesland-2025"),
    ],
)
def test_words_of_the_field_make_no_document_one_of_a_region(tekst: str, regeling: str | None) -> None:
    assert herken_regeling(tekst, laad().herkenning()) == regeling
