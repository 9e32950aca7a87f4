"""Tables in text files (csv, tsv): encoding, separator, quotes and header found out, each row with its header."""

from __future__ import annotations

import csv
import io
import re
from itertools import islice
from pathlib import PurePath

from knowledge.decoding import LeesFout
from knowledge.kenmerken import Kenmerken
from knowledge.readers.codering import brontekst
from knowledge.readers.model import Gelezen
from knowledge.readers.opmaak import GEEN_TEKST, alinea, gelezen
from knowledge.readers.tabelvorm import leesbare_tabel

_SCHEIDERS = (";", "\t", ",", "|")
_PROEF = 200  # lines that tell the separator
_LANGSTE_CEL = 1_000_000
_GETAL = re.compile(r"[€$]?\s*-?\d[\d.,:/ -]*\s*%?")
_OPGAVE = re.compile(r"\Asep=(.)\n")


def lees_csv(inhoud: bytes, naam: str) -> Gelezen:
    """A table with rows of cells.

    Raises:
        LeesFout: it is empty, holds no text, or its quotes never end.
    """
    text = brontekst(inhoud, naam).replace("\0", "")
    scheider = _scheider(text)
    if gevonden := _OPGAVE.match(text):  # Excel's way to tell the separator
        scheider, text = gevonden[1], text[gevonden.end() :]
    rijen = _rijen(text, scheider, naam)
    if not rijen:
        raise LeesFout(naam, GEEN_TEKST)
    boven, kop, rijen = _kop(rijen)
    blokken = [alinea(regel) for regel in boven]
    blokken.append(leesbare_tabel(kop, rijen) if len(kop) > 1 else "\n".join(alinea(rij[0]) for rij in [kop, *rijen]))
    return gelezen(naam, [blok for blok in blokken if blok], Kenmerken(titel=PurePath(naam).name))


def _scheider(text: str) -> str:
    """The separator that cuts most lines into the same number of cells, and that into the most."""

    def waardering(scheider: str) -> tuple[float, int]:
        regels = islice(csv.reader(io.StringIO(text[:200_000], newline=""), delimiter=scheider), _PROEF)
        try:
            breedtes = [len(rij) for rij in regels if any(rij)]
        except csv.Error:
            return 0.0, 0
        meest = max(set(breedtes), key=breedtes.count, default=0)
        if meest < 2:
            return 0.0, 0
        return round(breedtes.count(meest) / len(breedtes), 1), meest

    return max(_SCHEIDERS, key=waardering)


def _rijen(text: str, scheider: str, naam: str) -> list[list[str]]:
    oude_grens = csv.field_size_limit(_LANGSTE_CEL)
    try:
        rijen = list(csv.reader(io.StringIO(text, newline=""), delimiter=scheider, skipinitialspace=True))
    except csv.Error as error:
        raise LeesFout(naam, "de tabel is niet te lezen: een aanhalingsteken wordt nergens gesloten") from error
    finally:
        csv.field_size_limit(oude_grens)
    return [[waarde.strip() for waarde in rij] for rij in rijen if any(waarde.strip() for waarde in rij)]


def _kop(rijen: list[list[str]]) -> tuple[list[str], list[str], list[list[str]]]:
    """Lines above the table, the header, and the rows.

    Above many a table stand a title and a date, in one cell each. The header is the first full row; when that has
    numbers where the rows below have them too, there is none, and the columns are numbered.
    """
    breedtes = [_gevuld(rij) for rij in rijen]
    meest = max(set(breedtes), key=lambda b: (breedtes.count(b), b), default=0)
    eerste = next((n for n, rij in enumerate(rijen[:20]) if len(rij) >= 2 and _gevuld(rij) >= 0.7 * meest), 0)
    boven = [" ".join(filter(None, rij)) for rij in rijen[:eerste]]
    kop, rest = rijen[eerste], rijen[eerste + 1 :]
    if any(_GETAL.fullmatch(cel) for cel in kop) and _zelfde_soort(kop, rest):
        return boven, [f"kolom {n}" for n in range(1, len(kop) + 1)], [kop, *rest]
    return boven, kop, rest


def _gevuld(rij: list[str]) -> int:
    return sum(bool(cel) for cel in rij)


def _zelfde_soort(kop: list[str], rijen: list[list[str]]) -> bool:
    """Whether the number cells of a row are numbers in most rows below it, so that it is a row like those."""
    kolommen = [n for n, cel in enumerate(kop) if _GETAL.fullmatch(cel)]
    waarden = [rij[n] for rij in rijen[:50] for n in kolommen if n < len(rij) and rij[n]]
    return sum(bool(_GETAL.fullmatch(waarde)) for waarde in waarden) > 0.8 * len(waarden) if waarden else False
