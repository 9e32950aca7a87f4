"""Read an incoming mail: a whole .eml file, or text that was pasted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import parseaddr
from typing import TYPE_CHECKING

from knowledge.errors import InvoerFout

if TYPE_CHECKING:
    from bs4 import Tag

_KOPREGEL = re.compile(
    r"\A(?:\ufeff)?(?:From \S.*\r?\n)?(?:[A-Za-z][A-Za-z0-9-]*:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){2,}"
)
_ECHT = re.compile(r"^(?:message-id|mime-version|received|return-path)\s*:", re.IGNORECASE | re.MULTILINE)
_IN, _UIT = "\ue000", "\ue001"
"""Where a quoted block begins and ends while HTML becomes text; signs of private use, taken out of what was sent."""
_KOLOM = " | "
_LANGSTE_CEL = 80
"""A cell of a table of facts has no more signs; a longer one holds a piece of the mail."""
_INGESPRONGEN = re.compile(r"border(-style)?\s*:\s*(none|0)", re.IGNORECASE)
"""How editors write a paragraph that its writer indented; that is no quote."""
_ID = re.compile(r"<[^<>\s]{1,400}>")


@dataclass(frozen=True)
class Inkomend:
    """An incoming mail.

    Attributes:
        tekst: what it says; of an HTML mail the text.
        onderwerp: its subject, or empty.
        naam: the name of the sender in the headers, or empty.
        adres: where to reply to, or None.
        message_id: its Message-ID, or None.
        verwijzingen: the Message-IDs of the thread so far.
    """

    tekst: str
    onderwerp: str = ""
    naam: str = ""
    adres: str | None = None
    message_id: str | None = None
    verwijzingen: tuple[str, ...] = ()


def lees_mail(inhoud: str | bytes) -> Inkomend:
    """Read a mail, as a file (.eml) or as pasted text.

    Raises:
        InvoerFout: nothing to read in it.
    """
    rauw = inhoud if isinstance(inhoud, bytes) else inhoud.encode("utf-8", "surrogateescape")
    begin = rauw[:20_000].decode("utf-8", "replace")
    kop = _KOPREGEL.match(begin)
    mail = _van_eml(rauw) if kop and _ECHT.search(kop[0]) else Inkomend(_als_tekst(rauw))
    if not mail.tekst.strip():
        raise InvoerFout("email", "in deze e-mail staat geen tekst; plak de tekst van de e-mail")
    return mail


def _als_tekst(rauw: bytes) -> str:
    """Pasted text or a text file: UTF-8, else what Windows writes."""
    try:
        return rauw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return rauw.decode("cp1252", "replace")


def _van_eml(rauw: bytes) -> Inkomend:
    bericht = message_from_bytes(rauw.removeprefix(b"\xef\xbb\xbf"), policy=policy.default)
    naam, adres = parseaddr(_kop(bericht, "from"))
    terug = parseaddr(_kop(bericht, "reply-to"))[1] or adres
    ids = _ID.findall(_kop(bericht, "message-id"))
    return Inkomend(
        tekst=_tekst(bericht),
        onderwerp=_kop(bericht, "subject"),
        naam=naam,
        adres=terug if re.fullmatch(r"[^\s<>,;@]+@[^\s<>,;@]+", terug) else None,
        message_id=ids[0] if ids else None,
        verwijzingen=tuple(_ID.findall(_kop(bericht, "references") or _kop(bericht, "in-reply-to"))),
    )


def _kop(bericht: EmailMessage, naam: str) -> str:
    """A header on one line; one that can't be read counts as absent."""
    try:
        return re.sub(r"\s+", " ", str(bericht.get(naam, ""))).strip()
    except (ValueError, IndexError, AttributeError, MessageError):
        return ""


def _tekst(bericht: EmailMessage) -> str:
    """The text of a mail: the plain part, else the HTML part without its markup."""
    deel = bericht.get_body(("plain", "html"))
    if deel is None:
        return ""
    try:
        tekst = str(deel.get_content())
    except (LookupError, KeyError, ValueError, MessageError):
        ruw = deel.get_payload(decode=True)
        tekst = _als_tekst(ruw) if isinstance(ruw, bytes) else str(deel.get_payload())
    return _van_html(tekst) if deel.get_content_type() == "text/html" else tekst


def _van_html(html: str) -> str:
    from bs4 import BeautifulSoup

    soep = BeautifulSoup(html, "html.parser")
    for weg in soep(["script", "style", "head", "title"]):
        weg.decompose()
    for stuk in soep.find_all(string=True):
        if stuk.find_parent("pre") is None:
            stuk.replace_with(re.sub(rf"[\s{_IN}{_UIT}]+", " ", stuk))
    for regeleinde in soep("br"):
        regeleinde.replace_with("\n")
    for citaat in soep("blockquote"):
        if not _INGESPRONGEN.search(str(citaat.get("style", ""))):
            citaat.insert(0, f"\n{_IN}\n")
            citaat.append(f"\n{_UIT}\n")
    for item in soep("li"):
        item.insert(0, "- ")
    for tabel in soep("table"):
        _met_kolommen(tabel)
    for blok in soep(["p", "div", "li", "tr", "h1", "h2", "h3", "blockquote"]):
        blok.append("\n" if blok.name in ("li", "tr", "div") else "\n\n")
    tekst = soep.get_text().replace("\u00a0", " ")
    regels = re.sub(r"[ \t]*\n[ \t]*", "\n", tekst).split("\n")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(_met_citaat_onderaan(regels))).strip()


def _met_kolommen(tabel: Tag) -> None:
    """Write the rows of a table as plain text does (`a | b`); a table that only lays out a mail stays as it is."""
    rijen = [rij(["td", "th"]) for rij in tabel("tr")]
    cellen = [cel for rij in rijen for cel in rij]
    breed = len(rijen) > 1 and min(map(len, rijen)) > 1
    if not breed or tabel("table") or any(len(cel.get_text(" ", strip=True)) > _LANGSTE_CEL for cel in cellen):
        return
    for rij in rijen:
        for n, cel in enumerate(rij):
            tekst = re.sub(r"[\s|]+", " ", cel.get_text(" ")).strip()
            cel.string = f"{_KOLOM if n else ''}{tekst}"


def _met_citaat_onderaan(regels: list[str]) -> list[str]:
    """The lines with those of quoted blocks marked as plain text does (`>`), below what the sender wrote.

    A line that introduces a block ("Op 3 maart schreef Janneke:") goes with it, so that what is written between and
    below the blocks stays the sender's.
    """
    eigen: list[str] = []
    citaat: list[str] = []
    diepte = 0
    for regel in regels:
        if regel == _IN:
            if not diepte:
                citaat += ["", *_inleiding(eigen)]
            diepte += 1
        elif regel == _UIT:
            diepte -= 1
        elif diepte:
            citaat.append(f"{'>' * diepte} {regel}".rstrip())
        else:
            eigen.append(regel)
    return [*eigen, *citaat]


def _inleiding(eigen: list[str]) -> list[str]:
    """The line that introduces a quoted block, taken off the end of what stands above it."""
    while eigen and not eigen[-1]:
        eigen.pop()
    ingeleid = [eigen.pop()] if eigen and eigen[-1].endswith(":") else []
    eigen.append("")
    return ingeleid
