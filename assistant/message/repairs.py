"""What the writer of a message takes back and says anew: "per 1 mei, nee sorry, dan ben ik weg, ik bedoel 1 juni".

The first value goes, with the reason that stands between the two; the second takes its place. Values of any kind that
has a shape or stands in the vocabulary; a value counts as taken back only where one of its kind follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.reading.amounts.roles import lees_rollen
from assistant.reading.certainty.repairs import BEDRAG
from assistant.reading.days.dates import Datumvondst, vind_datums
from assistant.reading.days.roles import Dagrol, rol
from knowledge.aside_words import Terzijdewoorden, laad_terzijdewoorden
from knowledge.folding import vouw, vouw_even_lang
from knowledge.vocabulary import Woordenschat, laad_woordenschat

_SEGMENTEN = re.compile(
    r"(?<![a-z0-9'])(?:segment\w*\s+)?[bcv](?:\s*(?:,|en|met|naast|\+|&|/)\s*(?:segment\s+)?[bcv])*(?![a-z0-9'])"
)
_LOSSE_LETTER = re.compile(r"(?<![a-z0-9'])[bcv](?![a-z0-9'])")
_SEGMENT = re.compile(r"segment\w*\s+(?=[bcv]\b)")
_PROFIEL = re.compile(r"\bprofiel\w*\s+(?:is\s+|nummer\s+)?[1-8](?!\d)")
_KAAL_PROFIEL = re.compile(
    r"[\s,:]*(?:(?:het|een|is|moet|zijn|dus|een|het is)\s+)*(?P<w>[1-8])(?![\w%/-]|[.,:]\d|\s+[a-z]+en\b)"
)
_BEDRAG = re.compile(r"(?<![\d./-])(?:\d{1,3}(?:\.\d{3})+|\d{4,6})(?:,\d\d|,-)?(?![\d/-]|\.\d)")
_INTENSITEIT = re.compile(r"(?<![a-z0-9])(?:duurzaam[\s-]+(?:licht|zwaar)|perspectief|intensief|pe|dl|dz)(?![a-z0-9])")
_ZINEIND = re.compile(r"[.!?](?=\s|$)|\n")
_EIND_VAN_DEEL = re.compile(r"[^\d,.;:?!\n]*(?=[,.;:?!\n]|$)")
_MET_VORM = ("datum", "profiel", "bedrag")
"""Kinds of values that nothing but themselves looks like; another counts only right after the words that take back."""
_VERSTE = 160
"""So many signs stand at most between the words that take back and the value that is right."""
_NIET = re.compile(
    r"(?P<komma>,\s+(?:en\s+|dus\s+)?)(?:niet|not)\s+(?:(?:op|per|van|bij|in|om|voor|met|vanaf|segment|het|de)\s+)*"
)
_DEELTEKEN = re.compile(r"[,;:.?!\n()](?=\s|$)|[(\n]|(?<=\s)[–-](?=\s)")
_LANGSTE_WAARDE = 30
_GETAL_TOT_HAAK = re.compile(r",?\s+\d[^()]{0,30}\)")
_GEZEGD = re.compile(r"\s*(?:$|[,.;:!)–-]|(?:maar|en|moet|but|and)\b)")
"""After the words that call something what was said first: "1 mei stond er, maar"; not "op 1 mei stond er 3.700"."""
_OPENT_DEEL = re.compile(r"(?:^|[.!?,;:\n(–-])\s*$")
_WAARDE_ALLEEN = re.compile(r"\s*(?:$|[.,;:!?)\n]|(?:moet|moest|is|was|dus|wordt|bedoel|had|zijn|wezen|worden)\b)")
"""After a value that is all that is said anew."""
_CLAUSULE = re.compile(r"[\s,:]*(?P<wat>[^,.;:!?\n]{3,60})[,.;:]\s*")
_IS_VAN = re.compile(r"(?:dat|die|het|dit)\s+(?:is|was|hoort|hoorde|zijn|waren)\b")
_HAAKJES = re.compile(r"\s*\([^()\n]{1,120}\)")

_OPEN = frozenset({Dagrol.VANAF, Dagrol.GEEN, Dagrol.OPGEGEVEN})
_PASSEND = {
    Dagrol.INGANG: _OPEN | {Dagrol.INGANG, Dagrol.LOOPT},
    Dagrol.LOOPT: _OPEN | {Dagrol.INGANG, Dagrol.LOOPT},
    Dagrol.EINDE: frozenset({Dagrol.EINDE, Dagrol.GEEN, Dagrol.OPGEGEVEN}),
    Dagrol.ANDERS: frozenset({Dagrol.ANDERS, Dagrol.GEEN, Dagrol.OPGEGEVEN}),
}
"""What a day may be of, to be put right by one of which is said what it is of; by another any may be."""

Plek = tuple[int, int]


def met_herstel(tekst: str) -> str:
    """A text as its writer put it right."""
    woorden, schat = laad_terzijdewoorden(), laad_woordenschat()
    tekst = _met_herstelwoord(tekst, woorden)
    tekst = _zonder_foute_haakjes(tekst, woorden)
    tekst = _zonder_ontkende_naast(tekst, schat)
    for _ in range(4):
        nieuw = _een_herstel(tekst, woorden, schat)
        if nieuw == tekst:
            return tekst
        tekst = nieuw
    return tekst


def _met_herstelwoord(tekst: str, woorden: Terzijdewoorden) -> str:
    """A text with one of the words that put right before a value that other words call the right one.

    So "ehm 1 mei bedoel ik", and "1 april (nee 1 mei)".
    """
    plat = vouw_even_lang(tekst)
    for m in reversed([*woorden.bedoelt.finditer(plat)]):
        begin = max((k.end() for k in _DEELTEKEN.finditer(plat, 0, m.start())), default=0)
        while aarzelt := woorden.aarzelt.match(plat, begin + len(plat[begin:]) - len(plat[begin:].lstrip(" ,"))):
            begin = aarzelt.end()
        waarde = tekst[begin : m.start()].strip(" ,")
        if 0 < len(waarde) <= _LANGSTE_WAARDE and not woorden.niet_bedoeld.match(plat, m.end()):
            tekst = f"{tekst[:begin].rstrip()} {woorden.herstelwoord} {waarde}{tekst[m.end() :]}"
    plat = vouw_even_lang(tekst)
    for m in reversed([*woorden.kaal_nee.finditer(plat)]):
        if plat[: m.start()].endswith("(") and _GETAL_TOT_HAAK.match(plat, m.end()):
            tekst = f"{tekst[: m.end()]} {woorden.herstelwoord}{tekst[m.end() :].removeprefix(',')}"
    return tekst


def waarden_in(plat: str, schat: Woordenschat) -> Iterator[tuple[str, list[Plek]]]:
    """Per kind the places of its values in a folded text."""
    datums = [_zonder_punt(d, plat) for d in vind_datums(plat) if d.maand]

    def vrij(plekken: list[Plek]) -> list[Plek]:
        return [(a, b) for a, b in plekken if not any(a < e and s < b for s, e in datums)]

    yield "datum", datums
    yield "profiel", [m.span() for m in _PROFIEL.finditer(plat)]
    yield "segment", [m.span() for m in _SEGMENTEN.finditer(plat)]
    bedragen = [m.span() for m in (*BEDRAG.finditer(plat), *_BEDRAG.finditer(plat))]
    yield "bedrag", sorted(p for p in vrij(bedragen) if not re.fullmatch(r"(?:19|20)\d\d", plat[p[0] : p[1]]))
    yield "intensiteit", [m.span() for m in _INTENSITEIT.finditer(plat)]
    for naam, soort in schat.soorten.items():
        if naam != "intensiteit":  # that is read above, in its full forms
            yield naam, [m.span() for m in soort.finditer(plat)]


def _zonder_punt(dag: Datumvondst, plat: str) -> Plek:
    """The place of a day without the full stop that may end an abbreviation, or the sentence."""
    return dag.begin, dag.eind - plat[: dag.eind].endswith(".")


def _kaal_profiel(plat: str, keten: Sequence[Plek]) -> re.Match[str] | None:
    """The digit right behind the last of the words that take back ("nee sorry 3"); that of a day is none."""
    dagen = [d for d in vind_datums(plat) if d.maand]
    cijfers = (m for _, eind in reversed(keten) if (m := _KAAL_PROFIEL.match(plat, eind)))
    return next((m for m in cijfers if not any(d.begin <= m.start("w") < d.eind for d in dagen)), None)


def _een_herstel(tekst: str, woorden: Terzijdewoorden, schat: Woordenschat) -> str:
    """The text with the first thing that is put right in it done."""
    plat = vouw_even_lang(tekst)
    kaal = woorden.herstelt_niet.sub(lambda m: " " * len(m[0]), plat)
    gezegd = (m for m in woorden.eerst_gezegd.finditer(kaal) if _GEZEGD.match(kaal, m.end()))
    plekken_van = {m.span() for m in (*woorden.herstelt.finditer(kaal), *gezegd)} | {*_kale_nee(kaal, woorden, schat)}
    tekens = sorted((begin, _na_ander(plat, eind, woorden)) for begin, eind in plekken_van)
    for n, (begin, eind) in enumerate(tekens):
        opent = not re.search(
            r"[a-z0-9]", plat[max((m.end() for m in _ZINEIND.finditer(plat, 0, begin)), default=0) : begin]
        )
        if opent and schat.voegt_toe.match(plat[eind:].lstrip(" ,.:;!-")):
            continue
        eerste = _begin_van(plat, begin)
        keten = [t for t in tekens[n:] if t[0] - begin <= _VERSTE]
        for soort, plekken in waarden_in(plat, schat):
            voor = [p for p in plekken if eerste <= p[0] and p[1] <= begin]
            cijfer = _kaal_profiel(plat, keten) if soort == "profiel" and voor else None
            if cijfer:
                goed = cijfer.span("w")
                anders = f"{tekst[: goed[0]]}profiel {tekst[goed[0] :]}"
                goed = (goed[0], goed[1] + len("profiel "))
                return _vervangen(anders, vouw_even_lang(anders), voor[-1], goed, begin, [])
            na = _het_juiste(plat, plekken, voor, keten)
            if not voor or na is None:
                continue
            if "?" in plat[begin : na[0]]:  # what follows a question answers it or goes on, and puts nothing right
                continue
            omgedraaid = woorden.omgedraaid.search(plat, begin, na[0]) is not None
            laatste = max(e for _, e in keten if e <= na[0])
            if soort not in _MET_VORM and not omgedraaid and not _los(plat[laatste : na[0]]):
                continue
            alle = [p for _, rij in waarden_in(plat, schat) for p in rij]
            fout = voor[0] if omgedraaid else _wat_fout_is(soort, plat, voor, na)
            if fout is None:
                continue
            if soort == "segment" and len(_LOSSE_LETTER.findall(plat, *na)) == 1:
                fout, na = ([m.span() for m in _LOSSE_LETTER.finditer(plat, *p)][-1] for p in (fout, na))
            if fout != voor[-1] and soort == "bedrag" and (deel := _EIND_VAN_DEEL.match(plat, na[1])):
                tekst = f"{tekst[: na[1]]}{tekst[deel.end() :]}"  # "... wat er gedeclareerd is": that is said already
            return _vervangen(tekst, plat, fout, na, begin, alle)
    return tekst


def _kale_nee(plat: str, woorden: Terzijdewoorden, schat: Woordenschat) -> Iterator[Plek]:
    """Where a bare "nee" opens a part of a sentence and is followed at once by nothing but a value: "Nee, 1 mei."."""
    for m in woorden.kaal_nee.finditer(plat):
        if not _OPENT_DEEL.search(plat, 0, m.start()):
            continue
        eind = _na_ander(plat, m.end(), woorden)
        kaal = _KAAL_PROFIEL.match(plat, eind)
        begin_en_eind = [kaal.span("w")] if kaal else []
        begin_en_eind += [p for _, rij in waarden_in(plat, schat) for p in rij if p[0] >= eind]
        if any(_los(plat[eind:a]) and _WAARDE_ALLEEN.match(plat, b) for a, b in begin_en_eind):
            yield m.span()


def _na_ander(plat: str, eind: int, woorden: Terzijdewoorden) -> int:
    """The end of words that take back, with what they then say of whom the first value is: "dat is van zijn broer,"."""
    m = _CLAUSULE.match(plat, eind)
    van_ander = m and (
        woorden.was_ander.search(m["wat"]) or (_IS_VAN.match(m["wat"]) and woorden.verwanten.search(m["wat"]))
    )
    return m.end() if m and van_ander else eind


def _begin_van(plat: str, begin: int) -> int:
    """Where what is taken back may begin: the sentence, or the one before where the words open one."""
    einden = [m.end() for m in _ZINEIND.finditer(plat, 0, begin)]
    if einden and not re.search(r"[a-z0-9]", plat[einden[-1] : begin]):
        einden.pop()
    return einden[-1] if einden else 0


def _het_juiste(plat: str, plekken: Sequence[Plek], voor: Sequence[Plek], keten: Sequence[Plek]) -> Plek | None:
    """The value that is right: the first after the last of the words that take back, else the first that is another."""
    oud = {plat[a:b] for a, b in voor}
    grens = keten[0][1] + _VERSTE
    for _, eind in reversed(keten):
        for a, b in plekken:
            if eind <= a <= grens and plat[a:b] not in oud and not _ander_van(plat, b):
                tussen = plat[eind:a]
                if len(_ZINEIND.findall(tussen)) <= 1:
                    return (a, b)
    return None


def _ander_van(plat: str, eind: int) -> bool:
    """Whether of a value is said that it is somebody else's: "V is van haar zusje"."""
    return re.match(r"\s+(?:is|was|hoort)\s+(?:van|bij)\s", plat[eind:]) is not None


def _wat_fout_is(soort: str, plat: str, voor: Sequence[Plek], goed: Plek) -> Plek | None:
    """The value that is put right: the last of those that are the same as the right one; None where none is."""
    if soort == "bedrag":
        return _zelfde_rol(plat, voor, goed)
    return _zelfde_dag(plat, voor, goed) if soort == "datum" else voor[-1]


def _zelfde_dag(plat: str, voor: Sequence[Plek], goed: Plek) -> Plek | None:
    """The day that is put right: one that may be of what the right one is said to be of, if it is said to be."""
    rollen = {_zonder_punt(d, plat): rol(d) for d in vind_datums(plat)}
    passend = _PASSEND.get(rollen[goed])
    return voor[-1] if passend is None else next((p for p in reversed(voor) if rollen[p] in passend), None)


def _zelfde_rol(plat: str, voor: Sequence[Plek], goed: Plek) -> Plek:
    """The amount that is put right: the last that is a budget, or what was declared, as the right one is."""
    einden = [*(m.start() for m in _ZINEIND.finditer(plat)), len(plat)]
    alle = [*voor, goed]
    bedragen = []
    for n, (a, b) in enumerate(alle):
        vorige = alle[n - 1][1] if n else max((e for e in einden if e < a), default=0)
        volgende = alle[n + 1][0] if n + 1 < len(voor) else min(e for e in einden if e >= b)
        ervoor = plat[vorige:a] if (a, b) != goed else re.split(r"[,:]\s", plat[vorige:a])[-1]
        bedragen.append((Decimal(n), f"{ervoor}|{plat[b:volgende]}"))
    (rol,) = lees_rollen(bedragen[-1:])
    rollen = lees_rollen(bedragen[:-1])
    return next((p for p, r in reversed(list(zip(voor, rollen, strict=True))) if rol and r == rol), voor[-1])


def _vervangen(tekst: str, plat: str, fout: Plek, goed: Plek, begin: int, alle: Sequence[Plek]) -> str:
    """The text with the right value in the place of the wrong one, and without the words that put it right.

    What stands between those and the right value goes with them, unless it tells another fact.
    """
    waarde, tot = tekst[goed[0] : goed[1]], goed[1]
    if (m := _SEGMENT.match(plat, *fout)) and not _SEGMENT.match(plat, *goed):
        waarde = f"{tekst[fout[0] : m.end()]}{waarde}"
    if any(begin <= a and b <= goed[0] and plat[a:b] not in plat[fout[0] : fout[1]] for a, b in alle):
        tot = goed[0]
    midden, erna = tekst[fout[1] : begin].rstrip(" ,;:(–-"), tekst[tot:]
    midden = midden.rstrip(" .") if erna[:1] in ".?!" else midden
    return f"{tekst[: fout[0]]}{waarde}{midden}{'' if re.match(r'[.,;:?!)]', erna) else ' '}{erna.lstrip()}"


def _los(tussen: str) -> bool:
    """Whether before a value stands nothing but words that put right, and small ones."""
    rest = laad_terzijdewoorden().herstelt.sub(" ", tussen)
    return laad_woordenschat().voor_het_juiste.fullmatch(rest) is not None


def _zonder_foute_haakjes(tekst: str, woorden: Terzijdewoorden) -> str:
    """A text without what stands between brackets and is said there to be wrong, or of another."""

    def weg(m: re.Match[str]) -> str:
        plat = vouw(m[0])
        return "" if woorden.fout_tussen_haken.search(plat) and re.search(r"\d|\b[bcv]\b", plat) else m[0]

    return _HAAKJES.sub(weg, tekst)


def _zonder_ontkende_naast(tekst: str, schat: Woordenschat) -> str:
    """A text without a value that is denied beside the right one: "op 1 mei, niet op 3 april zoals er stond"."""
    plat = vouw_even_lang(tekst)
    for m in reversed(list(_NIET.finditer(plat))):
        zin = max((e.end() for e in _ZINEIND.finditer(plat, 0, m.start())), default=0)
        slot = _ZINEIND.search(plat, m.end())
        eind = slot.start() if slot else len(plat)
        if plat[eind : eind + 1] == "?":
            continue
        for _, plekken in waarden_in(plat, schat):
            ontkend = next((p for p in plekken if p[0] == m.end()), None)
            if ontkend and any(zin <= p[0] and p[1] <= m.start() for p in plekken):
                komma = re.search(r"[,;:]", plat[ontkend[1] : eind])
                tot = ontkend[1] + komma.start() if komma else eind
                tekst = tekst[: m.start()] + tekst[tot:]
                break
    return tekst
