"""From the bytes of a text file to clean text: encoding, mojibake, markup and invisible characters."""

from __future__ import annotations

import codecs
import html
import re
import unicodedata
from collections import Counter

from knowledge.errors import WegwijzerError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OUD = ("windows-1252", "cp858", "macroman")
"""What texts of before Unicode are in, in this country; cp858 is cp850 with a euro sign."""
_HOOFD = "ŠŒŽŸÀ-ÖØ-Þ"
_VREEMD = re.compile(
    "\ufffd"
    r"|(?<=[^\W\d_])[‚ƒ„†‡ˆ‰‹‘”•˜™›¡-¦¨-¬®-¶¸-¿×÷](?=[^\W\d_])(?!(?<=‘)[a-z]\b)"  # a mark within a word
    rf"|(?<=[a-zà-ÿ])[{_HOOFD}]|(?<=[^\W\d_])[{_HOOFD}](?=[a-z])"  # a capital within a word
    rf"|(?<![^\s(|])[{_HOOFD}](?=\s?\d)"  # a capital with an accent before an amount
    "|(?<![\u2500-\u259f\\n])[\u2580-\u259f](?![\u2500-\u259f])"  # a part of a frame by itself
)
"""What no text has that is read in the encoding that it was written in."""
_ONZICHTBAAR = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\u0000]")
_SPATIES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_STUUR = re.compile("[\u0001-\u0008\u000b\u000e-\u001f\u007f]")
_TAG = re.compile(r"</?(?:ul|ol|li|p|br|b|i|u|em|strong|span|div|sup|sub|a|table|tr|td|th|font|h[1-6])\b[^<>]*>", re.I)


class LeesFout(WegwijzerError):
    """One file that cannot be read; the others go on.

    Attributes:
        bestand: the file, as the user named it.
        reden: why, in Dutch.
    """

    def __init__(self, bestand: str, reden: str) -> None:
        self.bestand = bestand
        self.reden = reden
        super().__init__(f"{bestand}: {reden}")


def decode(inhoud: bytes, naam: str) -> str:
    """The clean text of a file, with `\\n` line ends and a form feed where a page begins.

    Args:
        inhoud: the bytes.
        naam: name of the file, for the error.

    Raises:
        LeesFout: the bytes are no text, or there is nothing in them.
    """
    if not inhoud.strip():
        raise LeesFout(naam, "het bestand is leeg")
    text = decodeer(inhoud)
    if text is None or lijkt_binair(text):
        raise LeesFout(naam, "het bestand bevat geen tekst (de extensie klopt niet met de inhoud)")
    text = clean(text)
    if not text.strip():
        raise LeesFout(naam, "er staat geen leesbare tekst in")
    return text


def decodeer(inhoud: bytes) -> str | None:
    """The text of these bytes, by byte order mark, else UTF-8, else what Dutch Windows files use; None: no text."""
    for bom, codering in _BOMS:
        if inhoud.startswith(bom):
            try:
                return inhoud.decode(codering)
            except UnicodeDecodeError:
                return None
    codering = _utf16_zonder_bom(inhoud) or "utf-8"
    if codering == "utf-8" and b"\x00" in inhoud:
        return None
    try:
        return inhoud.decode(codering)
    except UnicodeDecodeError:
        return _oude_tekst(inhoud)


def _oude_tekst(inhoud: bytes) -> str:
    """Text of before Unicode: of Windows, unless that reads oddly and it reads well as text of DOS or of an old Mac."""
    windows = inhoud.decode("cp1252", errors="replace")
    if not _VREEMD.search(windows):
        return windows
    import chardet

    anders = b"\n".join(regel for regel in inhoud.splitlines() if not regel.isascii())
    codering = chardet.detect(anders, include_encodings=_OUD)["encoding"]
    text = inhoud.decode(codering, errors="replace") if codering else windows
    return windows if _VREEMD.search(text) else text


def _utf16_zonder_bom(inhoud: bytes) -> str | None:
    """UTF-16 of Western text has a zero in every other byte."""
    begin = inhoud[:4096]
    if len(begin) < 4 or len(inhoud) % 2:
        return None
    even, oneven = begin[::2].count(0) / len(begin[::2]), begin[1::2].count(0) / len(begin[1::2])
    if oneven > 0.6 and even < 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 and oneven < 0.1 else None


def lijkt_binair(text: str) -> bool:
    """Whether there are too many characters in it that no text has."""
    begin = text[:65536]
    vreemd = sum(
        aantal
        for t, aantal in Counter(begin).items()
        if t == "\ufffd" or (unicodedata.category(t) in ("Cc", "Cn", "Co") and t not in "\t\n\r\f\v")
    )
    return vreemd > max(2, len(begin) // 50)


def clean(text: str) -> str:
    """Mended text: mojibake, entities, tags and spaces; line ends are `\\n`, a form feed stays."""
    import ftfy

    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n")
    text = ftfy.fix_text(
        text, unescape_html=False, uncurl_quotes=False, fix_line_breaks=False, remove_control_chars=False
    )
    text = _SPATIES.sub(" ", _ONZICHTBAAR.sub("", text))
    text = "\n".join(_zonder_tags(line) for line in text.split("\n"))
    return unicodedata.normalize("NFC", _STUUR.sub("", text))


def _zonder_tags(line: str) -> str:
    """HTML in a line of text: list items become items, or a series within a table row."""
    if "&" in line and re.search(r"&(?:[a-z]{2,8}|#\d{2,5});", line):
        line = html.unescape(line).replace("\u00a0", " ")
    in_tabel = "\t" in line or line.count("|") > 1
    if "<" not in line or not _TAG.search(line):
        return line
    line = re.sub(r"<li\b[^<>]*>\s*[•·▪-]?\s*", "\x02", line, flags=re.I)
    line = re.sub(r"<br\s*/?>", "; " if in_tabel else "\n", line, flags=re.I)
    line = _TAG.sub("", line)
    if in_tabel:
        cellen = ["; ".join(map(str.strip, re.split("[\x02•]", cel))) for cel in line.split("\t")]
        return "\t".join(cel.strip().removeprefix("; ").strip() for cel in cellen)
    begin, *items = line.split("\x02")
    return "\n- ".join([begin.rstrip() if items else begin, *map(str.strip, items)]).lstrip("\n")
