"""Mails read from files, and drafts written as .docx and .eml, read back with the libraries themselves."""

from __future__ import annotations

import contextlib
import io
import json
import zipfile
from email import message_from_bytes, policy
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docx import Document
from docx.enum.text import WD_COLOR_INDEX
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.drafts.export import als_docx, als_eml, als_html, als_tekst
from assistant.drafts.mail import lees_mail
from assistant.drafts.reply import maak_concept
from assistant.message.reader import lees_bericht
from assistant.models import Draft, DraftRequest
from assistant.service import Assistant
from knowledge.errors import InvoerFout

if TYPE_CHECKING:
    from conftest import CommandLine

EML = b"""From: =?utf-8?q?Ren=C3=A9e_de_Wit?= <renee@voorbeeld.example>\r
To: jeugd@gemeente.example\r
Subject: =?utf-8?q?Vraag_over_cli=C3=ABnt?= in Hoorn\r
Message-ID: <abc123@voorbeeld.example>\r
References: <eerder@voorbeeld.example>\r
MIME-Version: 1.0\r
Content-Type: multipart/mixed; boundary="x"\r
\r
--x\r
Content-Type: text/html; charset="iso-8859-1"\r
Content-Transfer-Encoding: quoted-printable\r
\r
<html><head><style>p {color: red}</style></head><body><p>Goedemiddag,</p><p>Onze cli=EBnt heeft profiel 4.<br>\r
Wat is de code voor duurzaam zwaar?</p><ul><li>Tot slot: hoe lang is de wachttijd?</li></ul><p>Groet,<br>Ren=E9e</p>\r
</body></html>\r
--x\r
Content-Type: application/pdf\r
Content-Disposition: attachment; filename="bijlage.pdf"\r
\r
%PDF-1.4\r
--x--\r
"""


@pytest.fixture(scope="module")
def draft(assistant: Assistant) -> Draft:
    mail = lees_mail(EML)
    return maak_concept(assistant, DraftRequest(email=mail.tekst, peildatum="2026-03-01"), mail=mail)


# --- reading -----------------------------------------------------------------------------------------------------


def test_a_mail_file_gives_text_and_headers() -> None:
    mail = lees_mail(EML)
    assert mail.onderwerp == "Vraag over cliënt in Hoorn"
    assert (mail.naam, mail.adres) == ("Renée de Wit", "renee@voorbeeld.example")
    assert mail.message_id == "<abc123@voorbeeld.example>"
    assert mail.verwijzingen == ("<eerder@voorbeeld.example>",)
    assert "Onze cliënt heeft profiel 4.\nWat is de code" in mail.tekst
    assert "color" not in mail.tekst
    assert "PDF" not in mail.tekst


HTML_KOP = "From: a@b.example\nSubject: x\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n"
GEVRAAGD = "Mag een toewijzing in segment B naast segment V?"
EERDER = "Wat is de code voor profiel 4, duurzaam zwaar?"


@pytest.mark.parametrize(
    "html",
    [
        f"<p>{GEVRAAGD}</p><p>Groet</p><div>Op 3 maart schreef An:</div><blockquote type=cite>{EERDER}</blockquote>",
        f"<p>{GEVRAAGD}</p><blockquote><p>Hoi,</p><blockquote>{EERDER}</blockquote><p>{EERDER}</p></blockquote>",
        f"<div>An schreef:</div><blockquote>{EERDER}</blockquote><p>{GEVRAAGD}</p>",
        f"<blockquote>{EERDER}</blockquote><p>{GEVRAAGD}</p><blockquote>Dank alvast</blockquote><p>Groet</p>",
        f'<p>Ter beantwoording.</p><blockquote style="margin:0 0 0 40px;border:none">{GEVRAAGD}</blockquote>',
        f"<p>Ter beantwoording.</p><blockquote>{GEVRAAGD}</blockquote>",
    ],
)
def test_a_quoted_block_of_html_is_no_question_of_the_sender(html: str) -> None:
    bericht = lees_bericht(lees_mail(HTML_KOP + html).tekst)
    [vraag] = bericht.vragen
    assert GEVRAAGD in vraag.tekst
    assert EERDER not in vraag.zelfstandig


TABEL = """<p>Dag collega's,</p><table><tr><th>Kind</th><th>Profiel</th><th>Nu</th><th>Wens</th><th>Per</th></tr>
<tr><td><p>T.</p></td><td>1</td><td>duurzaam licht</td><td>duurzaam zwaar</td><td>1-4-2026</td></tr>
<tr><td><p>R.</p></td><td>4</td><td>perspectief</td><td>duurzaam zwaar</td><td>1-4-2026</td></tr></table>
<p>Mogen deze wijzigingen in Hoorn allebei via een 317?</p>"""


def test_a_table_in_html_keeps_its_columns() -> None:
    mail = lees_mail(HTML_KOP + TABEL)
    assert "Kind | Profiel | Nu | Wens | Per\nT. | 1 | duurzaam licht | duurzaam zwaar | 1-4-2026\n" in mail.tekst
    een, ander = (deel.zelfstandig for deel in lees_bericht(mail.tekst).vragen)
    assert "duurzaam licht" in een
    assert "Profiel 4" in ander
    assert "duurzaam licht" not in ander


@pytest.mark.parametrize(
    "html",
    [
        "<table><tr><td><p>Mag B naast C in Hoorn?</p></td></tr><tr><td>Groet, Els</td></tr></table>",
        f"<table><tr><td>logo</td><td>{'Wij hebben een vraag over segment B en C in Hoorn. ' * 3}</td></tr>"
        "<tr><td>x</td><td>Mag B naast C?</td></tr></table>",
    ],
)
def test_a_table_that_lays_out_a_mail_is_no_table_of_facts(html: str) -> None:
    assert "|" not in lees_mail(HTML_KOP + html).tekst


def test_the_plain_part_comes_before_the_html_part() -> None:
    mail = (
        b'MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary="x"\n\n--x\nContent-Type: text/plain\n\n'
        b"gewoon\n--x\nContent-Type: text/html\n\n<p>opgemaakt</p>\n--x--\n"
    )
    assert lees_mail(mail).tekst.strip() == "gewoon"


@pytest.mark.parametrize(
    "tekst", ["Van: Jan\nOnderwerp: vraag\n\nMag B naast C?", "Vraag: mag dat?\nCode: 504DZ\n\nMag B naast C?"]
)
def test_pasted_text_is_no_mail_file(tekst: str) -> None:
    assert lees_mail(tekst).tekst == tekst
    assert lees_mail(tekst).message_id is None


def test_a_text_file_of_windows_is_read() -> None:
    assert lees_mail("Cliënt, mag dat?".encode("cp1252")).tekst == "Cliënt, mag dat?"


def test_an_address_that_could_carry_headers_is_not_used() -> None:
    kwaad = (
        b"From: x\nReply-To: =?utf-8?q?a=0d=0aBcc=3a_b=40c=2enl?=\nMessage-ID: <1@x>\nMIME-Version: 1.0\n\nMag dat?\n"
    )
    assert lees_mail(kwaad).adres is None


@settings(max_examples=120, deadline=None)
@given(st.binary(max_size=300), st.sampled_from([b"", b"MIME-Version: 1.0\nMessage-ID: <a@b>\nContent-Type: "]))
def test_a_broken_mail_is_read_or_refused(rommel: bytes, begin: bytes) -> None:
    with contextlib.suppress(InvoerFout):
        assert lees_mail(begin + rommel).tekst.strip()


# --- writing -----------------------------------------------------------------------------------------------------


def test_the_mail_opens_as_a_draft_in_its_thread(draft: Draft) -> None:
    mail = message_from_bytes(als_eml(draft), policy=policy.default)
    assert not mail.defects
    assert mail["X-Unsent"] == "1"
    assert mail["Subject"] == "Re: Vraag over cliënt in Hoorn"
    assert mail["To"] == "renee@voorbeeld.example"
    assert mail["In-Reply-To"] == "<abc123@voorbeeld.example>"
    assert mail["References"] == "<eerder@voorbeeld.example> <abc123@voorbeeld.example>"
    assert mail["From"] is None
    assert mail["Date"] is None


def test_the_mail_has_the_reply_as_text_and_as_html(draft: Draft) -> None:
    mail = message_from_bytes(als_eml(draft), policy=policy.default)
    assert mail.get_content_type() == "multipart/alternative"
    plat, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert plat is not None
    assert html is not None
    assert plat.get_content().replace("\r\n", "\n").strip() == draft.text
    assert "504DZ" in html.get_content()
    assert "<strong>Bronnen</strong>" in html.get_content()
    assert "<li>" in html.get_content()


def test_html_of_the_sender_stays_text(draft: Draft) -> None:
    html = als_html(draft.model_copy(update={"reply": "<script>alert(1)</script>\n\n![x](http://x)"}))
    assert "<script>" not in html
    assert "<img" not in html


def test_a_mail_file_holds_the_places_that_a_person_must_fill_in(assistant: Assistant) -> None:
    gevraagd = "".join(f"{n}. Wat is de code voor profiel {n % 8 + 1} intensief?\n" for n in range(1, 10))
    concept = maak_concept(assistant, DraftRequest(email=gevraagd, peildatum="2026-03-01"))
    mail = message_from_bytes(als_eml(concept), policy=policy.default)
    for soort in ("plain", "html"):
        deel = mail.get_body((soort,))
        assert deel is not None
        tekst = " ".join(deel.get_content().split())
        assert "[NOG INVULLEN: antwoord op vraag 9;" in tekst
        assert "staat geen regio; het antwoord gaat uit van Westfriesland]" in tekst


def test_a_subject_can_add_no_header(draft: Draft) -> None:
    mail = message_from_bytes(als_eml(draft.model_copy(update={"subject": "a\r\nBcc: b@c.nl"})), policy=policy.default)
    assert mail["Bcc"] is None
    assert mail["Subject"] == "a Bcc: b@c.nl"


def test_the_document_has_headings_sources_and_marked_open_points(draft: Draft) -> None:
    document = Document(io.BytesIO(als_docx(draft)))
    koppen = [p.text for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert koppen[0] == draft.subject
    assert koppen[-1] == "Bronnen"
    assert any(k.startswith("U vraagt: ") for k in koppen)
    tekst = "\n".join(p.text for p in document.paragraphs)
    assert "504DZ" in tekst
    assert "**" not in tekst
    gemarkeerd = [
        r.text for p in document.paragraphs for r in p.runs if r.font.highlight_color == WD_COLOR_INDEX.YELLOW
    ]
    assert any("Geen antwoord in de documenten (vraag 2)" in t for t in gemarkeerd)
    assert any("NOG INVULLEN" in t for t in gemarkeerd)
    (opmerking,) = document.comments
    assert "Loop ze na" in opmerking.text


def test_the_document_has_a_table_of_its_sources(draft: Draft) -> None:
    document = Document(io.BytesIO(als_docx(draft)))
    rijen = [[cel.text for cel in rij.cells] for rij in document.tables[-1].rows]
    assert rijen[0] == ["Nr.", "Document", "Onderdeel", "Geldt voor"]
    assert rijen[1:] == [
        [str(b.number), f"{b.title} ({b.document})", b.section, b.regeling_naam or "alle regio's"]
        for b in draft.sources
    ]


def test_lists_and_tables_become_those_of_word(draft: Draft) -> None:
    tekst = "Eerst\n\n1. een\n2. twee\n\nen\n\n1. **opnieuw** een\n\n- punt\n\n| a | b |\n| --- | --- |\n| c | *d* |"
    document = Document(
        io.BytesIO(als_docx(draft.model_copy(update={"reply": tekst, "sources": [], "open_punten": []})))
    )
    regels = [(p.style.name, p.text) for p in document.paragraphs[1:]]
    assert regels == [
        ("Normal", "Eerst"),
        ("List", "1. een"),
        ("List", "2. twee"),
        ("Normal", "en"),
        ("List", "1. opnieuw een"),
        ("List Bullet", "punt"),
    ]
    (tabel,) = document.tables
    assert [[cel.text for cel in rij.cells] for rij in tabel.rows] == [["a", "b"], ["c", "d"]]


def test_characters_that_xml_does_not_know_are_left_out(draft: Draft) -> None:
    document = Document(io.BytesIO(als_docx(draft.model_copy(update={"reply": "a\x00b\x1fc", "subject": "x\x0by"}))))
    assert any(p.text.endswith("c") for p in document.paragraphs)


def test_the_same_draft_gives_the_same_bytes(draft: Draft) -> None:
    met_tijd = zipfile.ZipFile(io.BytesIO(als_docx(draft))).infolist()
    assert {deel.date_time for deel in met_tijd} == {(2000, 1, 1, 0, 0, 0)}
    assert als_docx(draft) == als_docx(draft)
    assert als_eml(draft) == als_eml(draft)


def test_the_text_names_the_open_points(draft: Draft) -> None:
    assert "Nalopen voor u dit verstuurt:\n- " in als_tekst(draft)


# --- the command line ----------------------------------------------------------------------------------------------


def test_draft_writes_what_is_asked(cli: CommandLine, built: Path, tmp_path: Path) -> None:
    bron, docx, eml = (tmp_path / naam for naam in ("mail.eml", "c.docx", "c.eml"))
    bron.write_bytes(EML)
    klaar = cli("draft", bron, "--docx", docx, "--eml", eml, "--json", "--ondertekening", "Team Jeugd")
    assert klaar.code == 0, klaar.stderr
    data = json.loads(klaar.stdout)
    assert data["in_reply_to"] == "<abc123@voorbeeld.example>"
    assert "Team Jeugd" in data["reply"]
    assert Document(str(docx)).paragraphs
    assert b"X-Unsent: 1" in eml.read_bytes()


@pytest.mark.parametrize(
    ("argumenten", "tekst", "woord"),
    [
        (["draft", "weg.eml"], "", "weg.eml"),
        (["draft", "-"], "   ", "email"),
        (["draft", "-", "--regeling", "onzin"], "Mag dat?", "regeling"),
    ],
)
def test_wrong_input_is_one_sentence(cli: CommandLine, argumenten: list[str], tekst: str, woord: str) -> None:
    klaar = cli(*argumenten, text=tekst)
    assert klaar.code == 2
    assert woord in klaar.complaint


@pytest.mark.parametrize(
    "kop",
    [
        "Van: Sanne de Vries <sanne@voorbeeld.example>\nAan: jeugd@gemeente.example\nOnderwerp: 317",
        "Van: Sanne de Vries ‹sanne@voorbeeld.example›\nOnderwerp: 317",
        'Van: "Vries, Sanne de" <sanne@voorbeeld.example>\nVerzonden: maandag 2 november 2026\nOnderwerp: 317',
        "Onderwerp: 317\nVan: Sanne de Vries [mailto:sanne@voorbeeld.example]\nDatum: 2 november 2026",
    ],
)
def test_lines_above_a_pasted_mail_tell_who_sent_it(assistant: Assistant, kop: str) -> None:
    tekst = f"{kop}\n\nMag B naast C in Hoorn?\n"
    concept = maak_concept(assistant, DraftRequest(email=tekst))
    assert (concept.sender, concept.to) == ("Sanne de Vries", "sanne@voorbeeld.example")
    assert "Sanne de Vries" in concept.text
    assert message_from_bytes(als_eml(concept), policy=policy.default)["to"] == "sanne@voorbeeld.example"


@pytest.mark.parametrize(
    "tekst",
    [
        "Mag B naast C in Hoorn?\n\nVan: Jan Smit <jan@voorbeeld.example>\nAan: els@voorbeeld.example\n\nEerder.",
        "Van: Jan Smit <jan@voorbeeld.example>\nAan: els@voorbeeld.example\n\nZie onder.\n\n"
        "Van: Piet Bos <piet@voorbeeld.example>\nAan: jan@voorbeeld.example\n\nMag B naast C in Hoorn?",
        "Van: Jan Smit <jan@voorbeeld.example>, <els@voorbeeld.example>\nOnderwerp: 317\n\nMag B naast C in Hoorn?",
    ],
)
def test_where_to_reply_is_left_open_where_more_than_one_may_be_meant(tekst: str) -> None:
    assert lees_mail(tekst).adres is None
