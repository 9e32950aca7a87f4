"""Small things with running text: sentences, and the part of a message that asks."""

from __future__ import annotations

import re

_ZIN = re.compile(r"(?<=[.!?])[\"'’”)]*\s+(?=[A-Z0-9‘“\"'(])|\n{2,}")
_VRAAGT = re.compile(r"\?[\"'’”]*$")
"""The end of a sentence that asks, a quoted one too."""
_GROET = re.compile(
    r"^\s*(?:beste|geachte|hallo|hoi|goede?(?:morgen|middag|navond|dag)|dag|hi|hello|dear|l\.?s\.?)\b[^.?!\n]{0,60}[,!]?\s*$"
    r"|^\s*(?:met (?:vriendelijke )?groet\w*|groet(?:en|jes)?|mvg|alvast (?:bedankt|dank)|bedankt|hartelijk dank|dank"
    r"|kind regards|regards|thanks)\b.*$",
    re.IGNORECASE,
)
_VRAAGWOORD = re.compile(
    r"^\W*(?:en |maar |dus |want |of |vraag:?|mijn vraag(?: is)?:?|graag (?:weten|horen)|"
    r"kunt u|kun je|weet (?:u|je|iemand)|"
    r"wat|wie|waar\w*|wanneer|hoe\w*|welke?|waarom|mag|mogen|kan|kunnen|moet|moeten|is|zijn|klopt|geldt|hoort|valt|"
    r"heb|heeft|"
    r"what|who|where|when|how|which|why|may|can|must|should|do|does|is|are)\b",
    re.IGNORECASE,
)


def zinnen(tekst: str) -> list[str]:
    """The sentences of a text; a blank line ends one too."""
    return [z.strip() for z in _ZIN.split(tekst) if z and z.strip()]


_LANGSTE_REEKS = 6
"""So many sentences in a row are looked at for coming again right after themselves."""


def zonder_herhaling(tekst: str) -> str:
    """The text without sentences, one or a few in a row, that come again right after themselves.

    What is said again later, after something else, may be asked of another case and stays.
    """
    stukken = re.split(rf"((?:{_ZIN.pattern})|\n)", tekst)
    zin, tussen = stukken[::2], [*stukken[1::2], ""]
    gezien = list[str]()
    uit = list[tuple[str, str]]()
    n = 0
    while n < len(zin):
        nu = [" ".join(z.split()).casefold() for z in zin[n : n + _LANGSTE_REEKS]]
        k = next((k for k in range(1, len(nu) + 1) if gezien[-k:] == nu[:k] and any(nu[:k])), 0)
        if not k:
            gezien.append(nu[0])
            uit.append((zin[n], tussen[n]))
        n += k or 1
    return "".join(z + t for z, t in uit).strip() if len(uit) < len(zin) else tekst


_LETTER_VOOR_ITEM = re.compile(
    r"(?m)(?:^[ \t]*\(?(?P<regel>[A-Da-d])[.:)]|(?:(?<=[:;,.?!]\s)|(?<=\sen\s))\(?(?P<rij>[A-Da-d])\))(?=\s)"
)


def met_genummerde_items(tekst: str) -> str:
    """A list whose items begin with A, B, C … with numbers instead, as those letters would be read as segments."""
    labels = list(_LETTER_VOOR_ITEM.finditer(tekst))
    letters = [m["regel"] or m["rij"] for m in labels]
    if len(letters) < 2 or [x.lower() for x in letters] != [*"abcd"][: len(letters)]:
        return tekst
    for m, letter in zip(labels, letters, strict=True):
        plek = m.start("regel" if m["regel"] else "rij")
        tekst = f"{tekst[:plek]}{ord(letter.lower()) - ord('a') + 1}{tekst[plek + 1 :]}"
    return tekst


def zonder_groet(tekst: str) -> str:
    """The message without salutation and closing lines."""
    regels = [r for r in tekst.splitlines() if not _GROET.match(r)]
    return "\n".join(regels).strip() or tekst.strip()


def kern(tekst: str, langste: int = 400) -> str:
    """The part of a message that asks: its questions, or the whole when it is short or asks nothing openly."""
    schoon = zonder_groet(tekst)
    if len(schoon) <= 160:
        return schoon
    alle = [z for regel in schoon.splitlines() for z in zinnen(regel)]
    vragen = [z for z in alle if _VRAAGT.search(z)] or [z for z in alle if _VRAAGWOORD.match(z)]
    return " ".join(vragen)[:langste] if vragen else schoon[:langste]


def zoektekst(tekst: str, langste: int = 500) -> str:
    """What to search for: the whole message when short, else its questions with the sentence before the first."""
    schoon = zonder_groet(tekst)
    if len(schoon) <= 320:
        return schoon
    alle = [z for regel in schoon.splitlines() for z in zinnen(regel)]
    plek = next((i for i, z in enumerate(alle) if _VRAAGT.search(z)), None)
    if plek is None:
        return schoon[:langste]
    context = [alle[plek - 1]] if plek else []
    return " ".join([*context, *(z for z in alle[plek:] if _VRAAGT.search(z))])[:langste]


_TWEEDE_VRAAG = re.compile(
    r"(?:[,;]\s+(?:(?:en|and)\s+)?|\s+(?:en|and)\s+)"
    r"(?=(?:(?:voor|met|van|vanaf|in|op|bij|aan|naar|tot|door|over|onder|for|to|by) )?"
    r"(?:wat|wie|waar\w*|wanneer|hoe\w*|welke?|waarom|what|who|when|how|which|why|where)\b)"
    r"|[,;]\s+(?:en|and)\s+(?=(?:mag|mogen|kan|kunnen|moet|moeten|is|zijn|klopt|geldt|hoort|valt|heb|hebben|heeft|krijg\w*|"
    r"wordt|worden|komt|komen|gaat|zit|loopt|blijft|may|can|must|should|do|does|is|are)\b)",
    re.IGNORECASE,
)
_KORTSTE_DEEL = 3
_VERSCHIL = re.compile(
    r"\b(?:verschil(?:len)? tussen|vergelijk(?:ing)?(?: van| tussen)?|differences? between)\s+"
    r"(.{2,60}?)\s+(?:en|met|and)\s+(.{2,80}?)\s*[?.!]*$",
    re.IGNORECASE,
)
"""A question for the difference between two things."""


def deelvragen(tekst: str) -> list[str]:
    """The things that a message asks, each as it stands; none when it asks one thing.

    Who asks for the difference between two things asks what each is.
    """
    if verschil := _VERSCHIL.search(kern(tekst)):
        return [f"Wat is {ding}?" for ding in verschil.groups()]
    zinnen_ = [zin for zin in re.split(r"(?<=\?)\s+", kern(tekst)) if zin.strip()]
    vragen = [zin for zin in zinnen_ if zin.rstrip().endswith("?")] or zinnen_
    delen = [deel.strip() for zin in vragen for deel in _TWEEDE_VRAAG.split(zin)]
    delen = [deel for deel in delen if len(deel.split()) >= _KORTSTE_DEEL]
    return delen if len(delen) > 1 else []


def meer_vragen(tekst: str) -> bool:
    """Whether a message asks more than one thing."""
    return tekst.count("?") > 1 or bool(_TWEEDE_VRAAG.search(kern(tekst)))


def kort(tekst: str, langste: int, *, haken: bool = False) -> str:
    """A text on one line without Markdown, cut at a word when it is longer than that many characters.

    Args:
        tekst: the text.
        langste: most characters.
        haken: keep square brackets, as where `[naam verwijderd]` stands, for what is not read as Markdown again.
    """
    regel = re.sub(r"[*_`#|>\s]+" if haken else r"[*_`#\[\]|>\s]+", " ", tekst).strip()
    if len(regel) <= langste:
        return regel
    return regel[:langste].rsplit(" ", 1)[0].rstrip(" ,;:.") + " …"
