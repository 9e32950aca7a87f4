"""Whether an allocation was changed before, as a field of a form says it: "Eerder gewijzigd: nee".

The label alone says nothing: what stands after it does. A field that is left open or doubted stays open, and
its words are no story any more.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.earlier_change_words import Wijzigingswoorden

_SCHEIDING = re.compile(
    r"(?P<bij>(?:\s+(?!(?:ja|nee|yes|no|niet|nooit|geen)\b)[a-z0-9']+){0,4}?)"
    r"(?:\s*\([^)\n]{0,20}\)|,?\s+(?:ja\s*/\s*nee|j/n|ja of nee))?"
    r"(?P<teken>\s*\?+[\s>|*_-]*|\s*[:=|][\s>|*_-]*|\s+-+>?\s+|\s*->\s*|\s*(?=\[)|,?\s+)"
)
"""Between the label and the value: a few words more, the choices, and a sign."""
_VERDER = re.compile(
    r"(?P<bij>(?:\s+(?!(?:ja|nee|yes|no|niet|nooit|geen)\b)[a-z0-9']+){1,5})\s*"
    r"(?:\([^)\n]{0,20}\)\s*)?(?P<teken>[:=?|][\s>|*_-]*)"
)
"""So too, where more words belong to the label: "eerder gewijzigd binnen deze toewijzing: nee"."""
_ZIN_VOOR = re.compile(r"[^.!?;\n|]*$")
_ZIN_NA = re.compile(r"[^.!?;\n|]*[.!?;\n|]?")
_VAKJES = re.compile(r"\[[^\]\n]?\][^\n.;]*")
_AANGEKRUIST = re.compile(r"\[\s*[xv*]\s*\]\s*")
_KEUZE = re.compile(r"\s*[/\[(☐☒]|\s+of\b")
"""After the first of two values to choose from: neither is chosen."""
_EIND = re.compile(r"\s*(?:$|[.,;:!)\n|*_])")
_ANDERS = {"ja": "nee", "nee": "ja", None: None}


@dataclass(frozen=True)
class Velden:
    """What the fields of a text say.

    Attributes:
        waarden: what each says: `ja`, `nee`; None where it is left open.
        rest: the text without them.
    """

    waarden: tuple[str | None, ...]
    rest: str


def lees_velden(tekst: str, woorden: Wijzigingswoorden) -> Velden:
    """The fields of a folded text that ask whether there was a change before."""
    waarden, rest, vanaf = list[str | None](), list[str](), 0
    for m in re.finditer(f"(?P<eerste>{woorden.eerste_veld.pattern})|{woorden.veld.pattern}", tekst):
        if m.start() < vanaf or (veld := _veld(tekst, m, woorden)) is None:
            continue
        waarde, eind = veld
        waarden.append(_ANDERS[waarde] if m["eerste"] else waarde)
        rest += [tekst[vanaf : m.start()], ". "]
        vanaf = eind
    return Velden(tuple(waarden), "".join([*rest, tekst[vanaf:]]))


def _veld(tekst: str, m: re.Match[str], woorden: Wijzigingswoorden) -> tuple[str | None, int] | None:
    """What a field says and where it ends; None where the words are no label of one."""
    voor = _ZIN_VOOR.search(tekst, 0, m.start())
    ervoor = voor[0] if voor else ""
    los = _VERDER.match(tekst, m.end())
    if los is None or not (woorden.veld_ja.match(tekst, los.end()) or woorden.veld_nee.match(tekst, los.end())):
        los = _SCHEIDING.match(tekst, m.end())
    if woorden.voorwaarde.search(ervoor) or not los:
        return None
    teken = los["teken"].strip(" ,\n")
    vraagt = teken.startswith("?")
    if vraagt and woorden.vraagt_mag.search(ervoor):
        return None
    begin = los.end()
    if vakjes := _VAKJES.match(tekst, begin):
        kruis = _AANGEKRUIST.search(tekst, begin, vakjes.end())
        return _los(tekst, kruis.end(), woorden) if kruis else None, vakjes.end()
    kaal = re.search(r"[a-z]", ervoor) is None and not los["bij"]
    waarde = woorden.veld_ja.match(tekst, begin) or woorden.veld_nee.match(tekst, begin)
    if waarde is None or not _EIND.match(tekst, waarde.end()):  # "0 in dit jaar, 1 in vorig jaar" is no answer
        onbekend = woorden.veld_open.match(tekst, begin) or (waarde and _KEUZE.match(tekst, waarde.end()))
        gevraagd = kaal or woorden.vraagt_of.match(ervoor.strip(" >|*-_"))
        return (None, begin) if onbekend or (gevraagd if vraagt else teken) else None
    zegt = _los(tekst, begin, woorden)
    ontkend = woorden.ontkent.search(" ".join(ervoor.split()[-2:])) is not None
    if ontkend:
        zegt = "nee" if zegt == "ja" else None
    return zegt, waarde.end()


def _los(tekst: str, begin: int, woorden: Wijzigingswoorden) -> str | None:
    """The value that stands at a place; None where its sentence or the next doubts it or takes it back."""
    zin = _ZIN_NA.match(tekst, begin)
    heel = zin[0] if zin else ""
    volgende = _ZIN_NA.match(tekst, begin + len(heel))
    erna = volgende[0] if volgende else ""
    if heel.endswith("?") or any(p.search(heel + erna) for p in (woorden.onzeker, woorden.weerlegd)):
        return None
    if woorden.veld_toch.match(erna.strip(" \"'”’\n")):
        return None
    if woorden.veld_ja.match(tekst, begin):
        return "ja"
    nee = woorden.veld_nee.match(tekst, begin)
    return "nee" if nee and not woorden.veld_toch.search(tekst, nee.end(), begin + len(heel)) else None
