"""Read an incoming mail: a whole .eml file, or text that was pasted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import parseaddr
from itertools import takewhile

from assistant.message.parts import naam_in_kop
from assistant.text.markup import van_html
from knowledge.errors import InvoerFout
from knowledge.folding import vouw_even_lang
from knowledge.message_words import laad_berichtwoorden

_KOPREGEL = re.compile(
    r"\A(?:\ufeff)?(?:From \S.*\r?\n)?(?:[A-Za-z][A-Za-z0-9-]*:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){2,}"
)
_ECHT = re.compile(r"^(?:message-id|mime-version|received|return-path)\s*:", re.IGNORECASE | re.MULTILINE)
_ADRES = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_ID = re.compile(r"<[^<>\s]{1,400}>")


@dataclass(frozen=True)
class Inkomend:
    """An incoming mail.

    Attributes:
        tekst: what it says; of an HTML mail the text.
        onderwerp: its subject, or empty.
        naam: the name of the sender in the headers, or in lines like them above pasted text; or empty.
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
    mail = _van_eml(rauw) if kop and _ECHT.search(kop[0]) else _van_tekst(_als_tekst(rauw))
    if not mail.tekst.strip():
        raise InvoerFout("email", "in deze e-mail staat geen tekst; plak de tekst van de e-mail")
    return mail


def _als_tekst(rauw: bytes) -> str:
    """Pasted text or a text file: UTF-8, else what Windows writes."""
    try:
        return rauw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return rauw.decode("cp1252", "replace")


def _van_tekst(tekst: str) -> Inkomend:
    """A pasted mail, with who sent it where lines above it name one sender, and no other stands further down."""
    woorden = laad_berichtwoorden()
    regels = [r for r in tekst.splitlines() if r.strip()]
    kop = list(takewhile(lambda r: woorden.kopregel.match(vouw_even_lang(r)), regels))
    afzenders = [r.split(":", 1)[1].strip() for r in regels if woorden.afzender.match(vouw_even_lang(r))]
    genoemd = [r for r in kop if woorden.afzender.match(vouw_even_lang(r))]
    if len(afzenders) != 1 or not genoemd:
        return Inkomend(tekst)
    adressen = _ADRES.findall(afzenders[0])
    return Inkomend(tekst, naam=naam_in_kop(afzenders[0]), adres=adressen[0] if len(adressen) == 1 else None)


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
    return van_html(tekst) if deel.get_content_type() == "text/html" else tekst
