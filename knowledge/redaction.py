"""Take personal data out of a text: out of a message before anything else sees it, out of a document a BSN only.

What goes: every BSN, e-mail address, phone number, birthdate with the name beside it, Dutch IBAN, house address with a
postcode or with a street that is written as one, number that is called that of a client, and full name of which the
message says that it is that of a person (`redaction_persons`). What stays: codes, numbers of messages and contracts,
AGB and KvK numbers, amounts, other dates, first names alone, and names of which nothing tells whose they are.

A BSN is any nine digits that pass the 11-proof, with any separators. One in eleven numbers does so by chance, so a
case number of nine digits may go too: that costs a number nobody needs for an answer, where the other way round costs
a child's identity. Nine digits stay only when they plainly are something else: a date, years, hours, an amount with
its currency, a phone number (that goes as such), a year with a case number of five digits, an enumeration of
three-digit codes. Right after the word BSN none of the last two holds, and eight digits do as well.

The patterns and words are data (`redaction_rules`); the page applies the same to what it keeps in the browser
(`web/static/redaction.js`), and the tests hold both to the same messages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from knowledge.redaction_birth import geboorten
from knowledge.redaction_dates import Datum, datums
from knowledge.redaction_persons import adressen, clientnummers, personen
from knowledge.redaction_rules import LABELS, SOORTEN, een_van, patroon, regels, woorden
from knowledge.redaction_text import Gevouwen, Vindplaats, bedek, vouw

_RONDES = 4
"""How often a text is gone through at most, until nothing is left to find."""
_LABEL = re.compile(rf"[ \t]*(?:{'|'.join(map(re.escape, LABELS.values()))})")


def elfproef(cijfers: str) -> bool:
    """Whether nine digits pass the 11-proof of a BSN."""
    gewichten = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return len(cijfers) == 9 and sum(int(c) * g for c, g in zip(cijfers, gewichten, strict=True)) % 11 == 0


def verwijder(tekst: str) -> tuple[str, list[str]]:
    """Take all personal data out of a message.

    Returns:
        The message with a label in place of each, and the kinds that were found, in the order of
        `redaction_rules.SOORTEN`.
    """
    gevonden: set[str] = set()
    for _ in range(_RONDES):
        gevouwen = vouw(tekst)
        plaatsen = _alles(gevouwen)
        if not plaatsen:
            break
        gevonden |= {p.soort for p in plaatsen}
        tekst = _vervang(tekst, gevouwen, plaatsen)
    return tekst, [soort for soort in SOORTEN if soort in gevonden]


def zonder_labels(tekst: str) -> str:
    """A message without what stands in the place of personal data: "[adres verwijderd]" asks for no address.

    What only says that a number comes goes too: "met IBAN [rekeningnummer verwijderd]".
    """
    return _LABEL.sub("", _aangekondigd().sub("", tekst))


@cache
def _aangekondigd() -> re.Pattern[str]:
    """A number that was taken out, with what it is called and the small word before that."""
    namen = een_van([*woorden().bsn, *woorden().rekening])
    nummer = "|".join(re.escape(LABELS[soort]) for soort in ("bsn", "iban"))
    return re.compile(rf"(?i:[ \t,]+(?:met|en|with|and))?[ \t]+(?i:{namen})[ \t]*[:=]?[ \t]*(?:{nummer})")


def verwijder_bsn(tekst: str) -> tuple[str, bool]:
    """Take every BSN out of a document, and nothing else; whether there was one."""
    gevouwen = vouw(tekst)
    plaatsen = _nummers(gevouwen.klein, bericht=False).bsn
    return _vervang(tekst, gevouwen, plaatsen), bool(plaatsen)


def _alles(tekst: Gevouwen) -> list[Vindplaats]:
    nummers = _nummers(tekst.klein, bericht=True)
    mails = (m for m in patroon("e-mail").finditer(tekst.klein) if not _openbaar(m[0]))
    rest = [Vindplaats(*m.span(), "e-mail") for m in mails]
    huizen, geboren = adressen(tekst), geboorten(tekst, nummers.datums)
    rest += [*huizen, *clientnummers(tekst), *personen(tekst, huizen, geboren)]
    rest += [Vindplaats(a, b, "iban") for a, b in nummers.iban]
    return [*nummers.bsn, *nummers.telefoon, *rest, *geboren]


def _vervang(tekst: str, gevouwen: Gevouwen, plaatsen: list[Vindplaats]) -> str:
    """The text with a label for every place; places that overlap get that of the first kind."""
    delen, plek = [], 0
    for begin, eind, label in _samen(plaatsen):
        vanaf, tot = gevouwen.plek[begin], gevouwen.plek[eind - 1] + 1
        los = " " if vanaf and tekst[vanaf - 1].isascii() and tekst[vanaf - 1].isalnum() else ""
        delen += [tekst[plek:vanaf], los + regels()["labels"][label]]
        plek = tot
    return "".join(delen) + tekst[plek:]


def _samen(plaatsen: list[Vindplaats]) -> list[tuple[int, int, str]]:
    samen: list[Vindplaats] = []
    for plaats in sorted(plaatsen, key=lambda p: (p.begin, p.eind, SOORTEN.index(p.soort))):
        if samen and plaats.begin < samen[-1].eind:
            vorige = samen[-1]
            eerste = min(vorige, plaats, key=lambda p: SOORTEN.index(p.soort))
            samen[-1] = Vindplaats(vorige.begin, max(vorige.eind, plaats.eind), eerste.soort, eerste.label)
        else:
            samen.append(plaats)
    return [(p.begin, p.eind, p.label or p.soort) for p in samen]


def _openbaar(adres: str) -> bool:
    """Whether an e-mail address is one that the knowledge base gives itself."""
    return adres.removeprefix("mailto:").rstrip(".") in regels()["gepubliceerd"]


# --- numbers -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Nummers:
    """What is told apart among the digits of a text."""

    bsn: list[Vindplaats]
    telefoon: list[Vindplaats]
    iban: list[tuple[int, int]]
    datums: list[Datum]


def _nummers(klein: str, *, bericht: bool) -> Nummers:
    """BSNs, phone numbers and dates; `bericht`: in a message, where more separates digits than in a document."""
    iban = [m.span() for m in patroon("iban").finditer(klein)]
    leeg = bedek(klein, iban)
    vast = [m.span() for m in patroon("telefoon_vast").finditer(leeg)]
    leeg = bedek(leeg, vast)
    gelezen = datums(leeg)
    leeg = bedek(leeg, [(d.begin, d.eind) for d in gelezen])
    leeg = bedek(leeg, [m.span() for m in patroon("barriere").finditer(leeg)])
    los = [m.span() for m in patroon("telefoon_los").finditer(leeg) if not _na_bsn(klein, m.start())]
    leeg = bedek(leeg, los)
    ver = _buitenland(leeg)
    leeg = bedek(leeg, ver)
    bsn = _bsns(klein, leeg, bericht=bericht)
    leeg = bedek(leeg, [(p.begin, p.eind) for p in bsn])
    telefoon = [*vast, *los, *ver, *_genoemd(klein, leeg)]
    return Nummers(bsn, [Vindplaats(a, b, "telefoon") for a, b in telefoon], iban, gelezen)


def _na_bsn(klein: str, plek: int) -> bool:
    return bool(patroon("bsn_ervoor").search(klein[max(0, plek - 60) : plek]))


def _buitenland(leeg: str) -> list[tuple[int, int]]:
    """Numbers that begin with + or 00: groups of digits until the number is whole."""
    spans = []
    for m in patroon("telefoon_buitenland").finditer(leeg):
        groepen = _keten(leeg, m.end(), 15)
        cijfers = ""
        for a, b in groepen:
            cijfers += leeg[a:b]
            if len(cijfers) >= _geheel(cijfers):
                break
        if len(cijfers) >= 9 and not elfproef(cijfers):
            spans.append((m.start(), b))
    return spans


def _geheel(cijfers: str) -> int:
    """Least number of digits of a whole number, by its country."""
    landen = regels()["landnummers"]
    return next((landen[cijfers[:n]] for n in (3, 2, 1) if cijfers[:n] in landen), 11)


def _genoemd(klein: str, leeg: str) -> list[tuple[int, int]]:
    """Numbers right after a word such as tel. or mobiel."""
    spans = []
    for m in re.finditer(r"(?<!\d)\d{2,}", leeg):
        if not patroon("telefoon_ervoor").search(klein[max(0, m.start() - 40) : m.start()]):
            continue
        groepen = _keten(leeg, m.start(), 12)
        totaal, eind = 0, m.start()
        for a, b in groepen:
            if totaal >= 9 or (totaal >= 6 and len(groepen) > 1 and a == groepen[1][0]):
                break
            totaal, eind = totaal + b - a, b
        if totaal >= 6 and not re.match("[a-z]", leeg[eind : eind + 1]):
            spans.append((m.start(), eind))
    return spans


def _keten(leeg: str, begin: int, meest: int) -> list[tuple[int, int]]:
    """Groups of digits from `begin` on, with what may stand in a phone number between them."""
    groepen: list[tuple[int, int]] = []
    totaal, plek = 0, begin
    for m in re.compile(r"\d+").finditer(leeg, begin):
        tussen = leeg[plek : m.start()] if m.start() - plek <= 5 else "#"
        if totaal + len(m[0]) > meest or (groepen and not patroon("telefoongat").fullmatch(tussen)):
            break
        if not groepen and tussen.strip(" ("):
            break
        groepen.append(m.span())
        totaal, plek = totaal + len(m[0]), m.end()
    return groepen


# --- BSN ---------------------------------------------------------------------------------------------------


def _bsns(klein: str, leeg: str, *, bericht: bool) -> list[Vindplaats]:
    groepen = [m.span() for m in re.finditer(r"\d+", leeg)]
    gevonden, nummer = [], 0
    while nummer < len(groepen):
        eind = _bsn_vanaf(klein, leeg, groepen[nummer : nummer + 9], bericht=bericht)
        if eind:
            gevonden.append(Vindplaats(groepen[nummer][0], groepen[nummer + eind - 1][1], "bsn"))
        nummer += eind or 1
    return gevonden


def _bsn_vanaf(klein: str, leeg: str, groepen: list[tuple[int, int]], *, bericht: bool) -> int:
    """How many of these groups of digits are a BSN together; 0 for none."""
    if groepen[0][1] - groepen[0][0] > 9:
        return 0
    begin = groepen[0][0]
    genoemd = _na_bsn(klein, begin)
    cijfers, acht = "", 0
    for nummer, (a, b) in enumerate(groepen):
        tussen = leeg[groepen[nummer - 1][1] : a] if nummer else ""
        if nummer and (len(tussen) > 8 or not _past(tussen, genoemd=genoemd, bericht=bericht)):
            break
        cijfers += klein[a:b]
        if len(cijfers) == 8:
            acht = nummer + 1
        if len(cijfers) >= 9:
            break
    if elfproef(cijfers) and cijfers.strip("0") and (genoemd or _los(klein, groepen[: nummer + 1])):
        return nummer + 1
    return acht if genoemd and acht and elfproef("0" + cijfers[:8]) else 0


def _past(tussen: str, *, genoemd: bool, bericht: bool) -> bool:
    """Whether this can stand between two digits of a BSN."""
    namen = ["los", *(["vreemd"] if bericht else []), *(["wijd"] if genoemd else [])]
    return any(patroon(naam).fullmatch(tussen) for naam in namen)


def _los(klein: str, groepen: list[tuple[int, int]]) -> bool:
    """Whether groups of digits can be a BSN where nothing says that they are."""
    delen = [klein[a:b] for a, b in groepen]
    lengtes = ",".join(str(len(deel)) for deel in delen)
    if len(delen) > 1 and _is_ander(klein, groepen, delen, lengtes):
        return False
    tussen = [klein[a:b] for (_, a), (b, _) in pairwise(groepen)]
    if all(patroon("los").fullmatch(deel) for deel in tussen):
        return True
    return len(set(tussen)) == 1 and bool(patroon("groepering").fullmatch(lengtes))


def _is_ander(klein: str, groepen: list[tuple[int, int]], delen: list[str], lengtes: str) -> bool:
    """Whether groups of digits are years, a year with a case number, or codes one after another."""
    jaren = [bool(patroon("jaartal").fullmatch(deel)) for deel in delen]
    if (lengtes == "4,5" and jaren[0]) or (lengtes == "5,4" and jaren[1]) or sum(jaren) > 1:
        return True
    begin, eind = groepen[0][0], groepen[-1][1]
    voor, na = klein[max(0, begin - 4) : begin], klein[eind : eind + 3]
    if patroon("code_ervoor").search(voor) or patroon("code_erna").search(na):
        return True
    return len(delen) == 3 and all(patroon("codegroep").fullmatch(deel) for deel in delen)
