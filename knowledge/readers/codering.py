"""From bytes to source text (HTML, XML, JSON, CSV) as it stands: only the encoding is settled, nothing is mended.

Mending (`knowledge.decoding.clean`) takes tags and entities out, so for these formats it comes after parsing.
"""

from __future__ import annotations

import codecs
import re

from knowledge.decoding import LeesFout, decodeer, lijkt_binair

_OPGAVE = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9._:-]{2,40})""", re.I)
_OUDE_CODERING = re.compile(r"(?:iso8859|cp\d|mac|koi8)")
_LATIN1 = "iso8859-1"  # on the web this has always meant Windows-1252


def brontekst(inhoud: bytes, naam: str) -> str:
    """The text of a file, by byte order mark, as UTF-8, or in the encoding that it names itself.

    Raises:
        LeesFout: the file is empty or holds no text.
    """
    if not inhoud.strip():
        raise LeesFout(naam, "het bestand is leeg")
    text = _in_opgegeven_codering(inhoud) or decodeer(inhoud)
    if text is None or lijkt_binair(text):
        raise LeesFout(naam, "het bestand bevat geen tekst (de extensie klopt niet met de inhoud)")
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _in_opgegeven_codering(inhoud: bytes) -> str | None:
    """The text in the old encoding that the file names; None when it names none, or is UTF-8 whatever it says."""
    opgave = _OPGAVE.search(inhoud[:4096])
    if opgave is None or _is_utf8(inhoud):
        return None
    try:
        codering = codecs.lookup(opgave[1].decode("ascii")).name
    except LookupError:
        return None
    if not _OUDE_CODERING.match(codering):
        return None
    return inhoud.decode("cp1252" if codering == _LATIN1 else codering, errors="replace")


def _is_utf8(inhoud: bytes) -> bool:
    try:
        inhoud.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
