"""Web pages: what is main content stays whole, what surrounds it goes, and no fact is lost."""

from __future__ import annotations

import pytest

from knowledge.decoding import LeesFout
from knowledge.readers.html import lees_html
from knowledge.readers.model import Gelezen

PAGINA = """<!DOCTYPE html>
<html lang="nl"><head><meta charset="utf-8"><title>Tarieven jeugdhulp 2025 | Gemeente Voorbeeldstad</title>
<meta name="DCTERMS.issued" content="2025-03-14T09:00"><meta name="DCTERMS.publisher" content="Gemeente Voorbeeldstad">
<meta name="description" content="De tarieven voor jeugdhulp in 2025.">
<script>var geheim = "afgeschermd";</script></head>
<body class="has-cookie-notice menu-open">
<a class="skip-link" href="#main">Direct naar de inhoud</a>
<div id="cookiebar" class="cookie-notice"><p>Wij gebruiken cookies.</p><button>Accepteer alle cookies</button></div>
<header><img src="logo.svg" alt="Logo van de gemeente"><nav><ul><li><a href="/">Startpagina</a></li></ul></nav></header>
<ol class="breadcrumb"><li><a href="/">Kruimel</a></li></ol>
<main id="main"><div class="rs_skip rsbtn"><a href="#">Lees voor</a></div>
<h1>Tarieven jeugdhulp 2025</h1>
<p>Hier vindt u de tarieven die per <strong>1 januari 2025</strong> gelden<sup>1</sup>, voor 20 m<sup>2</sup>.</p>
<h2>Tarieven per profiel</h2>
<table><caption>Tarieven segment B</caption>
<thead><tr><th rowspan="2">Profiel</th><th colspan="2">Intensiteit</th></tr>
<tr><th>Perspectief</th><th>Intensief</th></tr></thead>
<tbody><tr><td rowspan="2">Profiel 1</td><td>€ 1.234,56</td><td>€ 2.345,67</td></tr>
<tr><td>€ 1.300,00<sup>2</sup></td><td>€ 2.400,00</td></tr>
<tr><td>Profiel 2</td><td colspan="2">in overleg</td></tr></tbody></table>
<h2>Wat levert u aan?</h2>
<ul><li>Een perspectiefplan met<ul><li>doelen</li><li>looptijd</li></ul></li><li>De JW315</li></ul>
<ol><li>Stuur het bericht.</li><li>Wacht op het antwoord.</li></ol>
<h2>Begrippen</h2>
<dl><dt>SPIC</dt><dd>Inkoopcentraal</dd><dt>JW317</dt><dt>VOW</dt><dd>Verzoek om wijziging</dd></dl>
<h2>Veelgestelde vragen</h2>
<details><summary>Wanneer moet ik declareren?</summary><p>Tussen de 10e en de 20e.</p></details>
<div class="accordion"><h3><button type="button" aria-expanded="false">Kan ik corrigeren?</button></h3>
<div hidden><p>Ja, met een creditregel.</p></div></div>
<button aria-expanded="false" aria-controls="p9">Wat als een cliënt verhuist?</button>
<div id="p9"><p>Woonplaatsbeginsel.</p></div>
<div class="share"><h2>Deel deze pagina</h2><ul><li><a href="#">Deel op een netwerk</a></li></ul></div>
<div class="feedback"><p>Was deze informatie nuttig?</p><button>Ja</button></div></main>
<footer><h2>Contact</h2><p>Telefoon 14 0000</p></footer></body></html>"""

OUD = """<html><head><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-15">
<title>Productcodes - Gemeente Voorbeeldstad</title></head><body><form id="aspnetForm">
<div><ul><li><a href="a">Startpagina</a></li><li><a href="b">Nieuws</a></li><li><a href="c">Contact</a></li></ul></div>
<table role="presentation"><tr><td><div id="menu"><a href="1">Een</a><a href="2">Twee</a></div></td><td>
<h1>Productcodes</h1><p>De codes voor cliënten kosten € 10.</p>
<table><tr><td><b>Code</b></td><td><b>Omschrijving</b></td><td><b>Tarief</b></td></tr>
<tr><td colspan="3"><b>Segment B</b></td></tr>
<tr><td>501PE</td><td>Profiel 1<br>Perspectief</td><td>€ 1.000</td></tr>
<tr><td>502PE</td><td><ul><li>Profiel 2</li><li>A | B</li></ul></td><td>€ 2.000</td></tr></table>
<table><tr><td>Contactpersoon</td><td>Afdeling inkoop</td></tr></table>
</td></tr></table><div id="footer">Auteursrecht</div></form></body></html>"""


def lees(pagina: str, codering: str = "utf-8") -> Gelezen:
    return lees_html(pagina.encode(codering), "pagina.html")


def tekst(gelezen: Gelezen) -> str:
    return "\n".join(f"[{' > '.join(s.pad)}]\n{s.ruw}" for s in gelezen.sections.secties)


def sectie(gelezen: Gelezen, kop: str) -> str:
    return next(s.ruw for s in gelezen.sections.secties if s.pad and s.pad[-1] == kop)


@pytest.mark.parametrize(
    "ruis",
    [
        *("cookies", "Logo van", "Startpagina", "Kruimel", "Lees voor", "Deel op", "nuttig", "14 0000", "afgeschermd"),
        *("Direct naar", "Deel deze"),
    ],
)
def test_what_surrounds_the_content_is_left_out(ruis: str) -> None:
    assert ruis in PAGINA
    assert ruis not in tekst(lees(PAGINA))


def test_a_merged_cell_stands_in_every_row_and_column_it_covers() -> None:
    assert sectie(lees(PAGINA), "Tarieven per profiel").split("\n") == [
        "Tarieven segment B:",
        "",
        "| Profiel | Intensiteit - Perspectief | Intensiteit - Intensief |",
        "| --- | --- | --- |",
        "| Profiel 1 | € 1.234,56 | € 2.345,67 |",
        "| Profiel 1 | € 1.300,00 [2] | € 2.400,00 |",
        "| Profiel 2 | in overleg | in overleg |",
    ]


def test_lists_keep_their_levels_and_numbers() -> None:
    regels = sectie(lees(PAGINA), "Wat levert u aan?").split("\n")
    assert regels[:4] == ["- Een perspectiefplan met", "  - doelen", "  - looptijd", "- De JW315"]
    assert regels[-2:] == ["1. Stuur het bericht.", "2. Wacht op het antwoord."]


def test_a_definition_stays_with_its_terms() -> None:
    begrippen = sectie(lees(PAGINA), "Begrippen")
    assert begrippen == "- **SPIC**: Inkoopcentraal\n- **JW317, VOW**: Verzoek om wijziging"


@pytest.mark.parametrize(
    ("vraag", "antwoord"),
    [
        ("Wanneer moet ik declareren?", "Tussen de 10e en de 20e."),
        ("Kan ik corrigeren?", "Ja, met een creditregel."),
        ("Wat als een cliënt verhuist?", "Woonplaatsbeginsel."),
    ],
)
def test_a_folded_question_is_the_heading_of_its_answer(vraag: str, antwoord: str) -> None:
    assert sectie(lees(PAGINA), vraag) == antwoord


def test_a_note_mark_does_not_change_a_number() -> None:
    assert "gelden [1], voor 20 m2" in tekst(lees(PAGINA))


def test_title_date_publisher_and_subject_come_from_the_metadata() -> None:
    kenmerken = lees(PAGINA).kenmerken
    assert kenmerken.titel == "Tarieven jeugdhulp 2025"
    assert (kenmerken.datum, kenmerken.uitgever) == ("2025-03-14", "Gemeente Voorbeeldstad")
    assert kenmerken.onderwerp == "De tarieven voor jeugdhulp in 2025"


@pytest.mark.parametrize(
    ("hoofd", "datum", "uitgever"),
    [
        ('<meta property="article:published_time" content="2024-02-28T10:00:00+01:00">', "2024-02-28", None),
        ('<meta name="DCTERMS.modified" content="2024-02-30">', None, None),
        ('<meta name="date" content="onlangs">', None, None),
        (
            '<script type="application/ld+json">{"@graph": [{"datePublished": "2023-05-01",'
            ' "publisher": {"name": "Regio Voorbeeld"}}]}</script>',
            "2023-05-01",
            "Regio Voorbeeld",
        ),
        ('<script type="application/ld+json">{kapot</script>', None, None),
    ],
)
def test_metadata_of_other_vocabularies(hoofd: str, datum: str | None, uitgever: str | None) -> None:
    kenmerken = lees(f"<html><head>{hoofd}</head><body><p>Een pagina met tekst.</p></body></html>").kenmerken
    assert (kenmerken.datum, kenmerken.uitgever) == (datum, uitgever)


@pytest.mark.parametrize(
    ("titel", "verwacht"),
    [
        ("Contracten | Gemeente Voorbeeldstad", "Contracten"),
        ("Contracten - Gemeente Voorbeeldstad", "Contracten"),
        ("Inkoop 2024 - 2025", "Inkoop 2024 - 2025"),
    ],
)
def test_the_name_of_the_site_is_no_part_of_the_title(titel: str, verwacht: str) -> None:
    assert lees(f"<html><title>{titel}</title><body><p>Tekst van de pagina.</p></body>").kenmerken.titel == verwacht


def test_an_old_page_in_layout_tables_keeps_its_data() -> None:
    inhoud = tekst(lees(OUD, "iso-8859-15"))
    assert "De codes voor cliënten kosten € 10." in inhoud
    assert "Segment B\n\n| Code | Omschrijving | Tarief |" in inhoud
    assert "| 501PE | Profiel 1; Perspectief | € 1.000 |" in inhoud
    assert "| 502PE | Profiel 2; A \\| B | € 2.000 |" in inhoud
    assert "- Contactpersoon: Afdeling inkoop" in inhoud
    assert "Nieuws" not in inhoud
    assert "Auteursrecht" not in inhoud


def test_a_table_outside_the_main_element_is_kept() -> None:
    pagina = (
        "<body><main><h1>Codes</h1><p>Hieronder staan alle codes van de regio.</p></main>"
        "<div class='sidebar-menu'><table><tr><th>Code</th><th>Naam</th></tr>"
        "<tr><td>504DZ</td><td>Duurzaam zwaar</td></tr></table></div></body>"
    )
    assert "| 504DZ | Duurzaam zwaar |" in tekst(lees(pagina))


def test_a_wrapper_with_the_name_of_noise_does_not_take_the_page_along() -> None:
    tekst_ = "De regio heeft afspraken gemaakt over de inkoop van jeugdhulp. " * 20
    assert "afspraken" in tekst(lees(f"<body><div class='social navigation'><p>{tekst_}</p></div></body>"))


@pytest.mark.parametrize(
    "deel",
    [
        "<h2 id='feedback'>Terugkoppeling</h2>",
        "<h2 class='menu-title'>Terugkoppeling</h2>",
        "<section id='login'><p>Terugkoppeling gaat per bericht.</p></section>",
        f"<div class='social'><p>Terugkoppeling {'met de regio over de inkoop ' * 10}</p></div>",
        "<article><p>Eerst.</p><footer>Terugkoppeling volgt per bericht.</footer></article>",
    ],
)
def test_content_that_happens_to_have_a_name_of_noise_stays(deel: str) -> None:
    pagina = f"<body><main><h1>Werkwijze</h1><p>{'Zo werkt het. ' * 30}</p>{deel}<p>En verder.</p></main></body>"
    assert "Terugkoppeling" in tekst(lees(pagina))


def test_long_answers_in_a_definition_list_become_sections() -> None:
    pagina = "<body><h1>Vragen</h1><dl><dt>Hoe declareer ik?</dt><dd><ul><li>Met JW323</li></ul></dd></dl></body>"
    assert sectie(lees(pagina), "Hoe declareer ik?") == "- Met JW323"


def test_a_cell_that_claims_a_million_columns_does_not_get_them() -> None:
    pagina = "<table><tr><td colspan='1000000' rowspan='1000000'>a</td><td>b</td><td>c</td></tr></table>"
    assert len(tekst(lees(pagina))) < 2000


@pytest.mark.parametrize(
    ("pagina", "reden"),
    [
        ("<html><body><script>alert(1)</script></body></html>", "er staat geen leesbare tekst in"),
        ("<body>" + "<div>" * 3000 + "diep" + "</div>" * 3000, "te diep genest"),
        ("   ", "leeg"),
    ],
)
def test_a_page_that_cannot_be_read_says_why(pagina: str, reden: str) -> None:
    with pytest.raises(LeesFout, match=reden):
        lees(pagina)
