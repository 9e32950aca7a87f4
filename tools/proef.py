"""What the knowledge base promises of the tools: examples come true, tables have no hole or overlap."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from knowledge.aside_words import laad_terzijdewoorden
from knowledge.check import controleer
from knowledge.common_direction import peilvragen
from knowledge.concepts import laad_begrippen
from knowledge.conversation_words import laad_gesprekswoorden
from knowledge.day_words import laad_dagwoorden
from knowledge.denial_words import laad_ontkenningswoorden
from knowledge.doubt_words import laad_twijfelwoorden
from knowledge.earlier_change_words import laad_wijzigingswoorden
from knowledge.errors import Fout, InvoerFout, KennisFout
from knowledge.form_words import laad_formulierwoorden
from knowledge.ijw import BESTAND, MAP, lees_standaard
from knowledge.message_words import laad_berichtwoorden
from knowledge.models import Conversie, Regeling, RegelMetVoorbeelden
from knowledge.practice import lees_praktijkbestand, praktijkbestanden
from knowledge.referral_words import laad_verwijzingswoorden
from knowledge.search_questions import laad_zoekvragen
from knowledge.store import Kennisbank
from knowledge.synonyms import laad_synoniemen
from knowledge.vocabulary import laad_woordenschat
from knowledge.yaml_file import regel_van
from tools.conversie import alle_gevallen, past
from tools.ijw.regels import REGELS
from tools.registry import namen, tool, voer_uit

_WOORDEN: tuple[Callable[[Path], object], ...] = (
    laad_woordenschat,
    laad_synoniemen,
    laad_begrippen,
    laad_zoekvragen,
    peilvragen,
    laad_berichtwoorden,
    laad_dagwoorden,
    laad_gesprekswoorden,
    laad_formulierwoorden,
    laad_ontkenningswoorden,
    laad_terzijdewoorden,
    laad_twijfelwoorden,
    laad_verwijzingswoorden,
    laad_wijzigingswoorden,
)
"""What reads the files of `woordenschat/`."""


def controleer_alles(map: Path, vandaag: date) -> list[Fout]:
    """Every fault of a knowledge folder: what `knowledge.check` finds, and what only the tools can tell."""
    regelingen, fouten = controleer(map, vandaag)
    kennis = Kennisbank(map, regelingen)
    for regeling in regelingen.values():
        pad = map / "regelingen" / f"{regeling.regeling}.yaml"
        fouten += _beslistabel(regeling, pad) + _voorbeelden(regeling, kennis, pad)
    fouten += [fout for naam in praktijkbestanden(map) for fout in _praktijkhulpen(naam, map)]
    if (map / "woordenschat").is_dir():
        for laad in _WOORDEN:
            try:
                laad(map)
            except KennisFout as fout:
                fouten += fout.fouten
    return sorted({*fouten, *_berichtregels(map)})


def _berichtregels(map: Path) -> list[Fout]:
    """Rules of a message standard that are tested have a function, and the other way round."""
    pad = map / MAP / BESTAND
    standaard = lees_standaard(pad)[0] if pad.exists() else None
    if standaard is None:  # what does not load, `knowledge.check` tells
        return []
    getoetst = {nummer for nummer, regel in standaard.regels.items() if regel.toets in {"bericht", "peildatum"}}
    tekst = pad.read_text(encoding="utf-8")
    return [
        Fout(f"{MAP}/{BESTAND}", regel_van(tekst, ("regels", nummer)), f"regels.{nummer}: daar is geen toets voor")
        for nummer in getoetst - set(REGELS)
    ] + [
        Fout(f"{MAP}/{BESTAND}", regel_van(tekst, ("regels",)), f"regels: {nummer} ontbreekt of wordt niet getoetst")
        for nummer in set(REGELS) - getoetst
    ]


def _praktijkhulpen(naam: str, map: Path) -> list[Fout]:
    """Questions of practice name tools that are there; what does not load, `knowledge.check` tells."""
    try:
        vragen = lees_praktijkbestand(naam, map)
    except KennisFout:
        return []
    tekst = (map / "woordenschat" / naam).read_text(encoding="utf-8")
    return [
        Fout(f"woordenschat/{naam}", regel_van(tekst, (nummer, "beslishulp")), f"geen beslishulp heet {p.beslishulp!r}")
        for nummer, p in enumerate(vragen)
        if p.beslishulp and p.beslishulp not in namen()
    ]


_VELDEN = {"gericht_op", "segment", "gecontracteerd_2021", "contract_2022"}


def _bestaat(veld: str, waarde: Any, regels: Conversie) -> bool:
    """Whether an input of the decision table can have this value."""
    if veld == "gericht_op":
        return waarde in list(regels.gericht_op)
    if veld == "segment":
        return waarde in regels.segmenten
    if veld == "gecontracteerd_2021":
        return isinstance(waarde, bool)
    return isinstance(waarde, list) and all(letter in regels.contractsegmenten for letter in waarde)


def _beslistabel(regeling: Regeling, pad: Path) -> list[Fout]:
    regels = regeling.conversie
    if regels is None:
        return []
    tekst, bestand, fouten = pad.read_text(encoding="utf-8"), f"regelingen/{pad.name}", list[Fout]()
    for i, rij in enumerate(regels.tabel):
        regel = regel_van(tekst, ("conversie", "tabel", i))
        if rij.procedure is not None and rij.procedure not in regels.procedures:
            fouten.append(Fout(bestand, regel, f"conversie.tabel.{i}: de procedure {rij.procedure!r} bestaat niet"))
        onbekend = set(rij.als) - _VELDEN
        if onbekend:
            fouten.append(Fout(bestand, regel, f"conversie.tabel.{i}: onbekende invoer {', '.join(sorted(onbekend))}"))
        for veld, waarden in rij.als.items():
            for waarde in waarden:
                if veld in _VELDEN and not _bestaat(veld, waarde, regels):
                    fouten.append(Fout(bestand, regel, f"conversie.tabel.{i}: {veld} kan niet {waarde!r} zijn"))
    if fouten:
        return fouten
    for geval in alle_gevallen(regels):
        rijen = [i for i, rij in enumerate(regels.tabel) if past(rij, geval)]
        if len(rijen) != 1:
            wat = "geen enkele rij" if not rijen else f"de rijen {', '.join(str(i + 1) for i in rijen)} tegelijk"
            regel = regel_van(tekst, ("conversie", "tabel", *rijen[1:2]))
            fouten.append(Fout(bestand, regel, f"conversie.tabel: {wat} bij {_toon(geval)}"))
    return fouten


def _toon(geval: dict[str, Any]) -> str:
    return ", ".join(f"{veld}={'+'.join(w) or 'geen' if isinstance(w, tuple) else w}" for veld, w in geval.items())


def _voorbeelden(regeling: Regeling, kennis: Kennisbank, pad: Path) -> list[Fout]:
    tekst, bestand, fouten = pad.read_text(encoding="utf-8"), f"regelingen/{pad.name}", list[Fout]()
    for naam in namen():
        onderdeel, regels = tool(naam).onderdeel, tool(naam).regels(regeling)
        if onderdeel is None or not isinstance(regels, RegelMetVoorbeelden):
            continue
        for i, voorbeeld in enumerate(regels.voorbeelden):
            melding = None
            try:
                uitkomst = voer_uit(naam, {**voorbeeld.invoer, "regeling": regeling.regeling}, kennis)
            except InvoerFout as fout:
                melding = f"de invoer deugt niet: {fout}"
            except LookupError:  # a table with a hole; the fault itself is reported where it is
                melding = "is met deze regels niet te beantwoorden"
            else:
                if uitkomst.verdict != voorbeeld.verdict:
                    melding = f"geeft {uitkomst.verdict}, niet {voorbeeld.verdict}"
                else:
                    anders = {k: uitkomst.data.get(k) for k, v in voorbeeld.data.items() if uitkomst.data.get(k) != v}
                    melding = f"geeft in data {anders}" if anders else None
            if melding:
                regel = regel_van(tekst, (onderdeel, "voorbeelden", i))
                fouten.append(Fout(bestand, regel, f"{onderdeel}.voorbeelden.{i}: {melding}"))
    return fouten
