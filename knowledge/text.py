"""Dutch text as search terms: words, stems, compound parts, and exact codes.

Both sides of the lexical index use this module, so that a question and a passage meet on the same terms.

Three kinds of term come out of a text (`analyse`):

- *stems* of the words that carry meaning (accents folded, stop words out);
- *codes*: what must match exactly, in one spelling however it was typed: product codes and message numbers
  (`504DZ`, `504 dz`, `JW317`), dates (`D2022-01-01`, and `D--01-01` for a day without a year), percentages
  (`P30`) and bare numbers (`317`);
- *parts* of compounds (`Splitser`), taken from a vocabulary: in Dutch the word that somebody looks for is
  often the tail of a longer one.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from knowledge.numbers import TELWOORDEN

_STOPWOORDEN_TEKST = """
aan al alle alleen als alsjeblieft alstublieft altijd ander andere ben bent bij bijv binnen dan dat de den
der deze die dit doe doen doet door dus een eens en er ergens etc even ga gaan gaat graag had hadden heb
hebben hebt heeft hem hen het hier hij hoe hun iets ik in is ja je jij jou jouw jullie kan kun kunnen kunt
maar mag me mee meer men met mij mijn moet moeten mogen naar nee niet niets nog nu of ofwel om omdat ons
onze ook op over per reeds s ste t te tegen toch toen tot u uit uw van vanaf vandaag via voor waar
waarom wanneer want waren was wat we wel welk welke wel wie wij wil willen wilt word worden wordt zal ze
zei zelf zich zij zijn zo zodat zonder zou zouden zoals hoeveel weet weten hallo groet groeten dag the of
and to what when how is are
"""
STOPWOORDEN: frozenset[str] = frozenset(_STOPWOORDEN_TEKST.split())
"""Words that say nothing about the subject; a query of only these has no lexical terms."""

_MAANDEN = {
    naam: nummer
    for nummer, namen in enumerate(
        (
            ("januari", "jan"),
            ("februari", "feb"),
            ("maart", "mrt"),
            ("april", "apr"),
            ("mei",),
            ("juni", "jun"),
            ("juli", "jul"),
            ("augustus", "aug"),
            ("september", "sept", "sep"),
            ("oktober", "okt"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for naam in namen
}

_GETALWOORDEN = {
    woord: getal for woord, getal in TELWOORDEN.items() if 2 <= getal <= 20 or (getal % 10 == 0 and 20 < getal <= 100)
}
"""Words of numbers that are found by their digits."""

_BASISWOORDEN_TEKST = """
aanbieder aanbieding aanbesteding aanlevering aantal aanvraag administratie advies afspraak analyse
arrangement behandelaar behandeling begeleiding beleid beperking bericht beschikking bestand besluit
betaling budget bureau casus casuistiek categorie cliënt code component contact contract controle crisis
dag datum declaratie deel diagnostiek dienst document doel eind einde evaluatie factuur fase format
formulier gebied gegevens gemeente gezin groep huis hulp indicatie indeling ingang inkoop instelling
instroom intensiteit jaar jeugd jeugdige kind kosten kwaliteit lijst locatie looptijd maand maatwerk
manager medicatie melding middel moment mutatie netwerk nummer onderdeel onderneming onderwijs
ondersteuning opvang organisatie ouder overeenkomst overgang overleg overzicht partij periode plaats plan
plek pleeg portaal praktijk prijs proces procedure product profiel programma project protocol punt raad
recht regel regio rapport rapportage resultaat route schema segment signaal sociaal soort spoed start stap
stelsel stroom systeem tarief team termijn tijd toegang toekomst toeslag toewijzing traject uitvraag
verblijf vergoeding verklaring verlenging vervoer verwijzer verzoek voorwaarde voorziening vorm vraag wet
week weken wens werk wijziging woning zaak zorg
"""
_BASISWOORDEN: frozenset[str] = frozenset(_BASISWOORDEN_TEKST.split())
"""Plain words that head or open compounds in this field; the indexed corpus adds its own."""

# Never the first or last part of a compound: prefixes and endings that also look like words.
_GEEN_DEEL_TEKST = """
aan af achter be beter bij binnen boven daar dan dat deze door een eens ent ere ering eren eer ers ge geen
groot heid her hier hoog ing ingen isch lijk lijke loos iteit ment mis mee na naar niet om on onder ont op
open over samen sche scher schap sel ster staat te tegen ten ter terug tie ties toe tot uit van ver vol
voor vast vrij weg wel zaam zame
"""
_GEEN_DEEL: frozenset[str] = frozenset(_GEEN_DEEL_TEKST.split())

_BIJZONDER = re.compile(r"[^\x00-\x7f]")
_LETTER = r"[^\W\d_]"
_WOORD = re.compile(rf"{_LETTER}+(?:['.]{_LETTER}+)*")
_PERCENT = re.compile(r"(?<![\w.,])(\d{1,3}(?:[.,]\d+)?)\s?(?:%|procent\b)")
_DATUM_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_DATUM_CIJFERS = re.compile(r"(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?!\d)")
_MAAND = "|".join(sorted(_MAANDEN, key=len, reverse=True))
_DATUM_WOORDEN = re.compile(rf"(?<![\w.])(\d{{1,2}})(?:e|ste|de)?\s+({_MAAND})\b\.?(?:\s+(\d{{4}}))?")
_GETAL = re.compile(r"(?<![\w.,])(\d+(?:[.,]\d+)*)(?!\w)")
# digits then letters (504DZ, 504 dz, 504-DZ), possibly more (45A48)
_CIJFERS_LETTERS = re.compile(r"(?<![^\W_])(\d{2,5})([ -]?)([a-z]{1,3}\d{0,3})(?![^\W_])")
_RANGTELWOORD = re.compile(r"(?<![\w.,])(\d{1,3})(?:e|ste|de)(?!\w)")
# a letter by itself names something here (segment B); not the words and clitics of one letter
_LETTER_ALLEEN = re.compile(r"(?<![\w.'])([b-dfghj-mpqrvwxyz])(?![\w']|\.\w)")
# letters then digits, possibly more (JW317, JW 317, OP033x1, TR410, Wmo303, COD 757)
_LETTERS_CIJFERS = re.compile(r"(?<![^\W_])([a-z]{1,4})([ -]?)(\d{2,5})((?:[a-z]\d{1,3})?)(?![^\W_])")
_MET_GAT = frozenset({"cod", "num", "wmo"})  # three letters that may stand apart from their number; "ohw 2017" may not
# the number of a rule with its variant, typed with a gap in one place or both (OP 033x1, op033 x1, OP-033-x1)
_VARIANT = re.compile(r"(?<![^\W_])([a-z]{2})[ -]?(\d{3})[ -]?(x\d{1,2})(?![^\W_])")


@dataclass(frozen=True, slots=True)
class Analyse:
    """The search terms of a text, in order of appearance and with repetition.

    Attributes:
        woorden: normalised words that are not stop words.
        stammen: their stems, one for one.
        codes: exact terms, in one spelling.
        deelcodes: exact terms that are only a part of a code (`317` of `JW317`, a day without its year).
    """

    woorden: tuple[str, ...]
    stammen: tuple[str, ...]
    codes: tuple[str, ...]
    deelcodes: tuple[str, ...]

    @property
    def alleen_codes(self) -> bool:
        """Whether the text is nothing but codes, dates or numbers."""
        return bool(self.codes) and not self.woorden


def fold(text: str) -> str:
    """Lower case, without accents, with plain quotes and spaces."""
    text = text.replace("’", "'").replace("‘", "'").replace("–", "-").replace("—", "-").replace("\u2011", "-")
    ontleed = unicodedata.normalize("NFKD", text.replace("\u00ad", ""))
    return _BIJZONDER.sub(lambda m: "" if unicodedata.combining(m[0]) else m[0], ontleed).casefold()


def woorden(text: str) -> list[str]:
    """Every word of a text, folded, stop words included; no numbers."""
    return [_zonder_bezit(gevonden.group()) for gevonden in _WOORD.finditer(fold(text))]


def analyse(text: str) -> Analyse:
    """The search terms of a question or a passage."""
    plat = fold(text)
    codes, deelcodes, rest = _codes(plat)
    gewone = [woord for woord in _inhoudswoorden(rest) if woord not in STOPWOORDEN]
    codes.extend(str(_GETALWOORDEN[woord]) for woord in gewone if woord in _GETALWOORDEN)
    gewone = [woord for woord in gewone if woord not in _GETALWOORDEN]
    return Analyse(tuple(gewone), tuple(stem(woord) for woord in gewone), tuple(codes), tuple(deelcodes))


def _inhoudswoorden(plat: str) -> Iterator[str]:
    for gevonden in _WOORD.finditer(plat):
        woord = _zonder_bezit(gevonden.group())
        if len(woord) > 1:
            yield woord


def _zonder_bezit(woord: str) -> str:
    """Drop the apostrophe of a plural or possessive: regio's -> regio, d.w.z -> dwz."""
    if woord.endswith("'s"):
        woord = woord[:-2]
    return woord.replace("'", "").replace(".", "")


# --- codes, dates, numbers ---------------------------------------------------------------------------------


def _codes(plat: str) -> tuple[list[str], list[str], str]:
    """The exact terms, their parts, and the text without them."""
    codes: list[str] = []
    delen: list[str] = []

    def datum(jaar: int | None, maand: int, dag: int, gevonden: str) -> str:
        if not (1 <= maand <= 12 and 1 <= dag <= 31):
            return gevonden
        zonder_jaar = f"D--{maand:02}-{dag:02}"
        if jaar is None:
            codes.append(zonder_jaar)
        else:
            codes.append(f"D{jaar:04}-{maand:02}-{dag:02}")
            delen.extend((zonder_jaar, str(jaar)))
        return " "

    def kort_jaar(jaar: str) -> int:
        return int(jaar) if len(jaar) == 4 else 2000 + int(jaar)

    def cijfers_letters(m: re.Match[str]) -> str:
        cijfers, tussen, letters = m.groups()
        if tussen and (letters in STOPWOORDEN or len(letters) != 2 or letters in _MAANDEN):
            return m.group()
        codes.append((cijfers + letters).upper())
        if len(cijfers) >= 3:
            delen.append(cijfers)
        return " "

    def letters_cijfers(m: re.Match[str]) -> str:
        letters, tussen, cijfers, staart = m.groups()
        if tussen and letters not in _MET_GAT and (letters in STOPWOORDEN or len(letters) != 2):
            return m.group()
        codes.append((letters + cijfers + staart).upper())
        if tussen or len(cijfers) >= 3:
            delen.append(cijfers)
        return " "

    def variant(m: re.Match[str]) -> str:
        codes.append("".join(m.groups()).upper())
        delen.append(m[2])
        return " "

    def procent(m: re.Match[str]) -> str:
        codes.append("P" + m.group(1).replace(",", "."))
        return " "

    def getal(m: re.Match[str]) -> str:
        codes.append(_getal(m.group(1)))
        return " "

    def letter(m: re.Match[str]) -> str:
        codes.append(m.group(1).upper())
        return " "

    plat = _DATUM_ISO.sub(lambda m: datum(int(m[1]), int(m[2]), int(m[3]), m[0]), plat)
    plat = _DATUM_CIJFERS.sub(lambda m: datum(kort_jaar(m[3]), int(m[2]), int(m[1]), m[0]), plat)
    plat = _DATUM_WOORDEN.sub(lambda m: datum(int(m[3]) if m[3] else None, _MAANDEN[m[2]], int(m[1]), m[0]), plat)
    plat = _PERCENT.sub(procent, plat)
    plat = _RANGTELWOORD.sub(getal, plat)
    plat = _VARIANT.sub(variant, plat)
    plat = _CIJFERS_LETTERS.sub(cijfers_letters, plat)
    plat = _LETTERS_CIJFERS.sub(letters_cijfers, plat)
    plat = re.sub(r"(\d)-(?=[a-z])", r"\1 ", plat)  # 317-bericht: a number and a word
    plat = _GETAL.sub(getal, plat)
    return codes, delen, _LETTER_ALLEEN.sub(letter, plat)


def _getal(tekst: str) -> str:
    """One spelling of a number: Dutch thousands ("35.000") and decimals ("1,5")."""
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", tekst):
        tekst = tekst.replace(".", "")
    return tekst.replace(",", ".")


# --- stems -------------------------------------------------------------------------------------------------

LANGSTE_WOORD = 60
"""Longer than any Dutch compound in use; what is longer is no word, and is neither stemmed nor split."""

_snowball: Any = None
_snowball_slot = threading.Lock()  # the stemmer keeps the word at hand in itself

_DEELWOORD = re.compile(
    r"(aan|achter|af|bij|door|in|mee|na|om|onder|op|over|samen|terug|toe|uit|voor|weg)?"
    r"ge([a-z]{2,}?(?:[bgjlmnrvwz](?=d)|[fkps](?=t)|ch(?=t)))[dt]e?"
)
_MEERVOUD_S = re.compile(r"(?:(?<!proc)(?<!succ)(?<!adr)(?<=[^aeiou])e|i[eo]|(?<=[^aeiou])[aou]|um|or|on)s$")


@lru_cache(maxsize=200_000)
def stem(woord: str) -> str:
    """The stem of one folded word, so that the forms of a word share a term.

    Snowball's Dutch (Porter) stemmer, with what it leaves apart brought together: plurals in -s after a vowel
    (codes/code), participles (gewijzigd/wijzigen, afgeschaald/afschalen), z/s and v/f (huizen/huis), a double
    consonant (plannen/plan) and the -t of the third person (ontvangt/ontvangen).
    """
    if not 4 <= len(woord) <= LANGSTE_WOORD:
        return woord
    deelwoord = _DEELWOORD.fullmatch(woord)
    if deelwoord:
        woord = (deelwoord.group(1) or "") + deelwoord.group(2) + ("t" if deelwoord.group(2).endswith("ch") else "")
    elif _MEERVOUD_S.search(woord):
        woord = woord[:-1]
    stam = _porter(woord)
    if len(stam) > 3 and stam[-1] == stam[-2] and stam[-1] not in "aeiou":
        stam = stam[:-1]
    if len(stam) > 4 and stam[-1] == "t" and stam[-2] in "gfkpdm":
        stam = stam[:-1]
    return stam[:-1] + {"z": "s", "v": "f"}.get(stam[-1], stam[-1])


def _porter(woord: str) -> str:
    global _snowball
    with _snowball_slot:
        if _snowball is None:
            import snowballstemmer

            _snowball = snowballstemmer.stemmer("dutch_porter")
        return str(_snowball.stemWord(woord))


# --- compounds ---------------------------------------------------------------------------------------------


class Splitser:
    """Splits compounds into words that occur by themselves in a vocabulary.

    Args:
        woordenschat: folded words of the indexed texts; a few plain words of the field are always known.
    """

    _KORTST = 4
    _TUSSEN = ("", "s", "e", "en", "n")

    def __init__(self, woordenschat: Iterable[str] = ()) -> None:
        eigen = {w for w in woordenschat if len(w) >= self._KORTST}
        bekend = (eigen | {fold(w) for w in _BASISWOORDEN}) - _GEEN_DEEL - STOPWOORDEN
        self._woorden = frozenset(bekend)
        self._stammen = frozenset(stem(w) for w in bekend) - _GEEN_DEEL
        self._bewaard: dict[str, tuple[str, ...]] = {}

    def to_data(self) -> dict[str, list[str]]:
        """What `from_data` needs to split in the same way, without stemming the vocabulary again."""
        return {"woorden": sorted(self._woorden), "stammen": sorted(self._stammen)}

    @classmethod
    def from_data(cls, data: dict[str, list[str]]) -> Splitser:
        """The splitter that `to_data` described."""
        splitser = cls.__new__(cls)
        splitser._woorden = frozenset(data["woorden"])
        splitser._stammen = frozenset(data["stammen"])
        splitser._bewaard = {}
        return splitser

    def delen(self, woord: str) -> tuple[str, ...]:
        """Stems of the parts of a folded word; empty when it is no compound of known words."""
        if len(woord) > LANGSTE_WOORD:
            return ()
        if woord not in self._bewaard:
            if len(self._bewaard) > 200_000:
                self._bewaard.clear()
            gesplitst = self._splits(woord, diepte=0)
            stammen = tuple(dict.fromkeys(stem(deel) for deel in gesplitst)) if len(gesplitst) > 1 else ()
            self._bewaard[woord] = stammen
        return self._bewaard[woord]

    def _splits(self, woord: str, diepte: int) -> tuple[str, ...]:
        """The parts of a word, the longest tail first; the word itself when it does not split."""
        if diepte > 3:
            return (woord,)
        for grens in range(3, len(woord) - 2):
            staart = woord[grens:]
            if not self._is_deel(staart):
                continue
            voor = woord[:grens]
            for tussen in self._TUSSEN:
                if not voor.endswith(tussen):
                    continue
                begin = voor[: len(voor) - len(tussen)]
                if self._is_deel(begin):
                    return self._splits(begin, diepte + 1) + self._splits(staart, diepte + 1)
                eerdere = self._splits(begin, diepte + 1) if len(begin) >= 7 else (begin,)
                if len(eerdere) > 1:
                    return eerdere + self._splits(staart, diepte + 1)
        return (woord,)

    def _is_deel(self, woord: str) -> bool:
        if len(woord) < 3 or woord in _GEEN_DEEL or woord in STOPWOORDEN:
            return False
        return woord in self._woorden or (len(woord) >= self._KORTST and stem(woord) in self._stammen)
