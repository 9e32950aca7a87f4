"""The codes, profiles and intensities in a folded text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from assistant.reading.certainty.denials import los_profiel
from assistant.reading.products.intensity_roles import Plek, enkel_eerder_gevraagd, gewenste, oud_en_nieuw
from knowledge.folding import vouw_even_lang
from knowledge.numbers import TELWOORDEN
from knowledge.vocabulary import Woordenschat

_EEN_TOT_NEGEN = [woord for woord, getal in TELWOORDEN.items() if 1 <= getal <= 9]
_MAAND = r"(?:jan|feb|maart|mrt|mei|march|mar\b|may\b|apr|ju[nl]|aug|sep|o[kc]t|nov|dec)"
_PROFIEL = re.compile(
    r"\b(?:ondersteunings?)?(?:profiel(?:en)?|profile|prof\.?)\s*(?:nr\.?|nummer)?\s*"
    r"(?:[:=]\s*|(?:is|was)\s+(?=[1-8]\s*(?:[,.;:!?()]|$|en\b|maar\b|niet\b|geen\b|dus\b)(?!\.\d)))?\(?"
    r"(?:(?:betreft|gaat)\s*,?\s*(?:(?:gaat|is)\s+)?(?:het|dat|dit)\s+(?:(?:is|gaat)\s+)?(?:om\s+)?(?=(?:een\s+)?[1-8]\b))?"
    r"(?:,\s[a-z ]{3,40},\s*(?:is|was)\s+(?=[1-8]\b(?![-/.]\d"
    rf"|\s*{_MAAND})))?"
    # "het profiel, dat hetzelfde blijft, is 2"
    r"(?:een\s+(?=[1-8]\b))?"  # "als het profiel een 4 wordt"
    r"(?P<lijst>(?:\d+|een|twee|drie|vier|vijf|zes|zeven|acht)\b"
    r"(?:\s*(?:,|en|of|naar|to|and|t/m|tot en met|-|>|->|=>|→)\s*(?:naar\s+)?(?:profiel\s*)?(?:\d+)\b"
    rf"(?![-/.]\d|\s*{_MAAND}))*)"
)
_ALS_PROFIEL = re.compile(
    r"\bprofiel\s+(?:moet|moest|had|zou|hoort|blijkt|bleek)\s+(?:(?:toch|eigenlijk|dus|nu|wel|een|op|te|namelijk)\s+)*"
    r"(?P<na>[1-8])(?=\s+(?:zijn|wezen|worden|moeten|te zijn|staan)\b)"
    r"|\bprofiel\b[^.!?\n]{0,60}[.!?\n]\s+(?:het|dat)\s+(?:moet|moest|had|zou)\s+(?:(?:toch|eigenlijk|dus|nu|wel|een)\s+)*"
    r"(?P<los>[1-8])\s+(?:moeten\s+)?(?:zijn|wezen|worden)\b"
)
"""A profile told by a verb: "het profiel moet 1 zijn", "... het profiel? Het zou een 2 moeten zijn"."""
_VAN_NAAR_PROFIEL = re.compile(
    r"profiel\w*\b[^.?!]{0,60}?\bvan\s+(?:profiel\s*)?([1-9])\s+(?:naar|to)\s+(?:profiel\s*)?([1-9])\b(?![-/.]\d)"
)
_ANDER_PROFIEL = re.compile(
    r"profiel\w*\s*[1-8]\b[^.?!]{0,45}(?:\bnaar\b|->|=>|→|>|\bto\b|\bwordt\b)[^.?!]{0,25}?profiel\w*\s*[1-8]\b"
    r"|profiel\w*\s*[1-8]\s*(?:naar|->|=>|→|>|to)\s*[1-8]\b(?![-/.]\d)"
)
_WORDT_PROFIEL = re.compile(
    r"profiel\w*\s*(?P<oud>[1-8])\b(?![-/.]\d)(?:(?!profiel\w*\s*\d)[\s\S]){0,140}?"
    r"\b(?:moet(?:en)?|zou(?:den)?|dient|hoort)\s+(?:(?:dat|het|dan|nu|eigenlijk|gewoon|toch|een|te|naar)\s+){0,3}profiel\s*(?P<nieuw>[1-8])"
    r"\s+(?:te\s+)?(?:worden|moeten\s+(?:worden|zijn)|horen\s+te\s+zijn|gaan\s+worden)\b"
)
"""To which profile somebody wants to go; one that "moet 3 zijn" may only put a slip right."""
_CODE = re.compile(
    r"(?<![a-z0-9])(\d{2,3})[\s\-]?(\d)?[\s\-]{0,3}(p[\s\-]?e|i[\s\-]?n|d[\s\-]?l|d[\s\-]?z)(?![a-z0-9])(?=(\s*(?:[,.;:?!)\"']|$))?)"
)
_INVULLEN = re.compile(r"\b(?:vul|voer|geef|tik|typ|toets|lees|zet|stel)[a-z]*\b[^.?!]*$")
_CODEACHTIG = re.compile(r"(?<![a-z0-9])(\d{2,3}[a-z]{1,3}\d{0,3})(?![a-z0-9])")
_GEEN_CODE = re.compile(r"\d+(?:e|x|de|ste|mnd|jr|mg|kg|k|th|st|nd|rd|uur|u|min|pm|am|b|c|v)$")
_NA_CODE = re.compile(r"\bcode\s+(?:is\s+|van\s+)?([a-z]{0,3}\d[a-z0-9]{2,8})(?![a-z0-9])")
_KORT = re.compile(r"(?<![a-z0-9])([1-8])\s?(pe|in|dl|dz)(?![a-z0-9])")
_IN_CODE = re.compile(r"\b\d{2}([1-8])(?:pe|in|dl|dz)\b")
_LOS_ERVOOR = re.compile(
    r"(?:^|[,:;(?.!]|\b(?:van|voor|bij|code|productcode|is|een|en|of|for|of))\s*(?P<nummer>[1-8])\s*[,(]?\s*$"
)
_NIETS_GETELD = re.compile(r"\s*(?:$|[).,:;?!/&]|(?:en|of|and|in|bij|voor|ook|is|dan|nu|alstublieft|graag)\b)")
_KORT_DUURZAAM = re.compile(
    r"\bduurz|\bprofiel\w*\s*[1-8]\s*[,(]?\s*(?:licht|zwaar)\b|\b(?:van|naar)\s+(?:licht|zwaar)\b"
)
"""Where "licht" and "zwaar" mean the lasting intensities: there are no others of that name."""
_NAAR_CODE = re.compile(
    r"^[^.?!;\n]*(?:->|=>|→|>|\bnaar\b|\bto\b|\bwordt\b|\b(?:wijzig|gewijzigd|verander|omzet|omgezet)[a-z]*\s+in\b"
    r"|\bvervang[a-z]*\s+door\b)\s*(?:(?:de|een|het)\s+)?(?:(?:product)?code\s+|arrangement\s+)?$"
)
_MOET_CODE = re.compile(r"^\s*(?:moet|moeten|zou|gaat|kan|mag)\b[^.?!;]*$")
_WORDT_CODE = re.compile(r"\s*(?:te\s+)?(?:worden|gaan worden)\b")
_PLAATS_VAN_CODE = re.compile(r"^\s*(?:in plaats van|i\.p\.v\.|ipv)\s+(?:(?:product)?code\s+)?$")
_LANGSTE_CODEWISSEL = 60
"""So many signs stand at most between the two codes of a change."""
_VAN_EN_NAAR = 2
"""Codes of one change."""
_INTENSITEIT = {"pe": "perspectief", "dl": "duurzaam_licht", "dz": "duurzaam_zwaar"}
_LETTERS_VAN_INTENSITEIT = re.compile(r"(?<![a-z0-9])(?:\d{2,3})?[1-8]?(pe|dl|dz)(?![a-z0-9])")
_LETTERS_IN = re.compile(
    r"(?<![a-z0-9])(?:in(?=-(?:traject|toewijzing|indicatie|client|kind))"
    r"|(?<=\bnaar )in|(?<=\bpe[ /])in|(?<=-> )in|(?<=> )in|(?<=>)in|(?<=→ )in|(?<=→)in"
    r"|in(?= ?(?:->|→|>|naar (?:pe|perspectief)))|(?<=[,(] )in(?=\s*[,.;:?!)])|(?<=[,(:])in(?=\s*[,.;:?!)])"
    r"|in(?= (?:te )?(?:wijzigen|veranderen|omzetten|gewijzigd|veranderd) (?:in|naar) (?:pe|perspectief)\b)"
    r"|in(?= (?:zou|zouden|moet|moeten|gaat|kan|mag) (?:\w+ )?worden\b)"
    r"|(?<=\bwijzigen in )in|(?<=\bveranderen in )in|(?<=\bomzetten in )in"
    r"|\d{3}in|[1-8]in)(?![a-z0-9])(?! (?:de|het|een))"
)
"""The letters of the code for intensief, where they can't be the word "in"."""
_LICHT_OF_ZWAAR = re.compile(r"(?<![a-z0-9])(?:lichte?|zware?|zwaar)(?![a-z0-9])")
_NAAR = re.compile(
    r"(?:->|=>|→|>|\bnaar\b|\bto\b|\b(?:wijzigen|veranderen|omzetten|veranderd) in)"
    r"\s*(?:de\s+|intensiteit\s+|profiel\s+\d\s+|\w+\s+)?$"
)
_SAMEN = re.compile(
    r"\s*(?:,|&|/|,?\s*(?:en|and)\s)\s*(?:[A-Z][\w'’-]+\s+)?(?:(?:zit|heeft|op|in|met|has|van)\s+){0,2}"
)
"""Between two profiles, each of another."""
_LANGSTE_PIJL = 12
"""So many signs stand at most between the two of a change that is told in one breath."""
_PIJL = re.compile(r"->|=>|→|>|\bnaar\b|\bto\b|\bwordt\b|\bworden\b|\bin plaats van\b")


@dataclass(frozen=True)
class Profielen:
    """The profiles of a text.

    Attributes:
        nummers: those that it names, 1 to 8, without the one to which a client goes.
        fout: the first number that is no profile.
        nieuw: the one to which a client goes.
    """

    nummers: tuple[int, ...] = ()
    fout: str | None = None
    nieuw: int | None = None


def lees_profielen(tekst: str) -> Profielen:
    """The profiles that a folded text names, by themselves or in a code."""
    nummers, fout = _profielnummers(tekst)
    if (wissel := codewissel(tekst)) and {*nummers} <= {int(code[0]) for code in wissel}:
        oud, nieuw = (int(code[0]) for code in wissel)
        return Profielen((oud,), fout, nieuw if nieuw != oud else None)
    if m := _VAN_NAAR_PROFIEL.search(tekst):
        return Profielen((int(m[1]),), fout, int(m[2]))
    if (m := _WORDT_PROFIEL.search(tekst)) and m["oud"] != m["nieuw"]:
        return Profielen((int(m["oud"]),), fout, int(m["nieuw"]))
    if len(nummers) == 2 and _ANDER_PROFIEL.search(tekst):
        return Profielen(nummers[:1], fout, nummers[1])
    if len(nummers) == 2 and (paar := oud_en_nieuw(tekst, _plekken_van_profielen(tekst))):
        return Profielen((int(paar[0]),), fout, int(paar[1]))
    if not nummers:
        nummers = tuple(sorted({int(m[1]) for m in _IN_CODE.finditer(tekst)}))
    if not nummers and (m := _ALS_PROFIEL.search(tekst)):
        nummers = (int(m["na"] or m["los"]),)
    if not nummers and "profiel" in tekst and (los := los_profiel(tekst)):
        nummers = (los,)
    if not nummers:
        nummers = next(((int(m[1]),) for m in _KORT.finditer(tekst) if len(m[0]) == 3), ())
    return Profielen(nummers, fout)


def _plekken_van_profielen(tekst: str) -> list[Plek]:
    """Where a text names one profile."""
    enkel = ((m, _profielnummers(m[0])[0]) for m in _PROFIEL.finditer(tekst))
    return [(m.start(), m.end(), str(nummers[0])) for m, nummers in enkel if len(nummers) == 1]


def _profielnummers(tekst: str) -> tuple[tuple[int, ...], str | None]:
    """The profiles that exist, in order of mention, and the first number that is none."""
    nummers: list[int] = []
    fout = None
    for m in _PROFIEL.finditer(tekst):
        delen = re.findall(r"\d+|" + "|".join(_EEN_TOT_NEGEN), m["lijst"])
        reeks = [TELWOORDEN.get(d) or int(d) for d in delen]
        if len(reeks) == 2 and re.search(r"t/m|tot en met|\d\s*-\s*\d", m["lijst"]) and reeks[0] < reeks[1] <= 8:
            reeks = list(range(reeks[0], reeks[1] + 1))
        for nummer in reeks:
            if 1 <= nummer <= 8:
                nummers.append(nummer)
            else:
                fout = fout or str(nummer)
    return tuple(dict.fromkeys(nummers)), fout


def profielen_met_intensiteit(tekst: str, schat: Woordenschat) -> tuple[tuple[int, str], ...]:
    """Each profile with the intensity told of it: all after their profile, or all before it; none where that is mixed.

    Args:
        tekst: a folded text.
        schat: the words for an intensity.
    """
    plekken = list(_PROFIEL.finditer(tekst))
    grenzen = [0, *(m.start() for m in plekken), len(tekst)]
    stukken = [lees_intensiteiten(tekst[a:b], schat)[0] for a, b in pairwise(grenzen)]
    voor, na = stukken[:-1], stukken[1:]
    if all(voor) == all(na):
        return ()
    nummers = [_profielnummers(m[0])[0] for m in plekken]
    rij = zip(nummers, na if all(na) else voor, strict=True)
    return tuple(dict.fromkeys((p, i) for profielen, bij in rij for p in profielen for i in bij))


def los_voor_intensiteit(tekst: str, schat: Woordenschat) -> tuple[tuple[int, str], ...]:
    """Each profile that stands as a bare number right before its intensity ("van 4 duurzaam zwaar"), with that.

    None of a number that counts: after "onze" or "de", or with what is counted after the intensity.
    """
    return tuple(
        dict.fromkeys(
            (int(m["nummer"]), naam)
            for begin, eind, naam in _plekken_van_intensiteiten(tekst, schat)
            if (m := _LOS_ERVOOR.search(tekst[:begin])) and _NIETS_GETELD.match(tekst, eind)
        )
    )


def lees_codes(tekst: str) -> tuple[str, ...]:
    """What looks like a product code, in order of mention; whether there is such a code is for a tool to say."""
    gevonden = [(begin, code) for begin, _, code in _volle_codes(tekst)]
    for m in [*_CODEACHTIG.finditer(tekst), *_NA_CODE.finditer(tekst)]:
        if not _GEEN_CODE.fullmatch(m[1]) and any(c.isdigit() for c in m[1]) and any(c.isalpha() for c in m[1]):
            gevonden.append((m.start(1), m[1].upper()))
    for m in _KORT.finditer(tekst):
        if re.search(r"\bcodes?\b|\bcode", tekst) and re.fullmatch(r"\d(?:pe|in|dl|dz)", m[0]):
            gevonden.append((m.start(), m[0].upper()))
    return tuple(dict.fromkeys(code for _, code in sorted(gevonden)))


def codewissel(tekst: str) -> tuple[str, str] | None:
    """The two codes between which a folded text tells a change, each as profile and letters ("1PE"), the old one first.

    None where it tells no change, and where it names a third code: which two are meant is not certain then.
    """
    plekken = [(begin, eind, code[-3:]) for begin, eind, code in _volle_codes(tekst)]
    plekken += [
        (*m.span(), m[0].upper())
        for m in _KORT.finditer(tekst)
        if m[0].isalnum() and not any(a <= m.start() < b for a, b, _ in plekken)
    ]
    if len({code for _, _, code in plekken}) != _VAN_EN_NAAR or any(code[0] in "09" for _, _, code in plekken):
        return None
    for (_, eind, een), (begin, na, ander) in pairwise(sorted(plekken)):
        tussen = tekst[eind:begin]
        if een == ander or len(tussen) > _LANGSTE_CODEWISSEL:
            continue
        if _PLAATS_VAN_CODE.search(tussen):
            return ander, een
        if _NAAR_CODE.search(tussen) or (_MOET_CODE.search(tussen) and _WORDT_CODE.match(tekst, na)):
            return een, ander
    return None


def _volle_codes(tekst: str) -> Iterator[tuple[int, int, str]]:
    """Where a folded text has a whole code, and which."""
    for m in _CODE.finditer(tekst):
        cijfers = m[1] + (m[2] or "")
        letters = re.sub(r"[\s\-]", "", m[3])
        los = letters == "in" and not re.fullmatch(r"[\d\-]+in", m[0])
        if los and (m[4] is None or not re.fullmatch(r"50[1-8]", cijfers) or _INVULLEN.search(tekst[: m.start()])):
            continue  # "501 in de tabel", "ik vul 501 in": the word, not the letters
        if len(cijfers) == 3:
            yield *m.span(), cijfers + letters.upper()


def lees_intensiteiten(tekst: str, schat: Woordenschat) -> tuple[tuple[str, ...], str | None]:
    """The intensities in order of mention, and the one towards which the change goes."""
    plekken = _plekken_van_intensiteiten(tekst, schat)
    naar = _waarheen(tekst, plekken)
    uniek = tuple(dict.fromkeys(naam for _, _, naam in plekken))
    if naar and len(uniek) == 2:
        uniek = (*(n for n in uniek if n != naar), naar)
    return uniek, naar


def profielen_in_een_rij(getypt: str) -> bool:
    """Whether a text as typed gives profiles side by side: "profiel 2 en 5", "A op profiel 4 en B op profiel 2"."""
    plat = vouw_even_lang(getypt)
    plekken = list(_PROFIEL.finditer(plat))
    if any(len(_profielnummers(m[0])[0]) > 1 and not _PIJL.search(m["lijst"]) for m in plekken):
        return True
    return any(_SAMEN.fullmatch(getypt[een.end() : ander.start()]) for een, ander in pairwise(plekken))


def wissels(tekst: str, schat: Woordenschat) -> list[tuple[str, str]]:
    """The changes from one intensity to another that a folded text tells in one breath, in order."""
    plekken = _plekken_van_intensiteiten(tekst, schat)
    uit = []
    for een, ander in pairwise(plekken):
        tussen = tekst[een[1] : ander[0]]
        if een[2] != ander[2] and len(tussen) <= _LANGSTE_PIJL and _PIJL.search(tussen):
            uit.append((een[2], ander[2]))
    return uit


def richting_open(tekst: str, schat: Woordenschat) -> bool:
    """Whether of two intensities one was asked for before and nothing tells which of them is wished now."""
    return enkel_eerder_gevraagd(tekst, _plekken_van_intensiteiten(tekst, schat))


def _plekken_van_intensiteiten(tekst: str, schat: Woordenschat) -> list[Plek]:
    """Where an intensity stands: in words, by its letters, or short for a lasting one."""
    plekken: list[Plek] = []

    def voeg_toe(m: re.Match[str], naam: str) -> None:
        if not any(a < m.end() and m.start() < b for a, b, _ in plekken):
            plekken.append((m.start(), m.end(), naam))

    for naam, patroon in schat.waarden["intensiteit"].items():
        for m in patroon.finditer(tekst):
            voeg_toe(m, naam)
    for m in _LETTERS_VAN_INTENSITEIT.finditer(tekst):
        voeg_toe(m, _INTENSITEIT[m[1]])
    for m in _LETTERS_IN.finditer(tekst):
        voeg_toe(m, "intensief")
    if any(naam.startswith("duurzaam") for _, _, naam in plekken) or _KORT_DUURZAAM.search(tekst):
        for m in _LICHT_OF_ZWAAR.finditer(tekst):
            voeg_toe(m, "duurzaam_licht" if m[0][0] == "l" else "duurzaam_zwaar")
    return sorted(plekken)


def _waarheen(tekst: str, plekken: list[Plek]) -> str | None:
    """The intensity after "naar", that the words around it tell to be wished, or beyond what stands between two."""
    naar = next((naam for begin, _, naam in reversed(plekken) if _NAAR.search(tekst, max(0, begin - 18), begin)), None)
    if naar is not None or enkel_eerder_gevraagd(tekst, plekken):
        return naar
    if gezegd := gewenste(tekst, plekken):
        return gezegd
    if len(plekken) != 2 or plekken[0][2] == plekken[1][2]:
        return None
    return plekken[1][2] if _PIJL.search(tekst[plekken[0][1] : plekken[1][0]]) else None
