"""From files to the catalogue: read what is new or changed, name what can't be read, take out what is gone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from knowledge.catalogue import Bekend, Catalogue
from knowledge.decoding import LeesFout
from knowledge.documents import LEZER_VERSIE, Passage, RegelingHerkenning, herken_regeling, read_file
from knowledge.duplicates import AFDRUK_VERSIE
from knowledge.halfway import Halverwege
from knowledge.kenmerken import Kenmerken
from knowledge.sources import Bron, Onbereikbaar, Vondst, lees_rustig

GEBLEVEN = "geldt nog wat eerder is opgegeven"
"""In a message: what was said of a source at an earlier run still holds."""


@dataclass
class IngestReport:
    """What an ingest did; counts are of files.

    Attributes:
        bestanden: files seen.
        nieuw: files that were added.
        gewijzigd: files that were replaced.
        ongewijzigd: files that were as before.
        verwijderd: files that were in the index and are gone.
        overgeslagen: what could not be read: `bestand` and `reden`.
        passages: passages of these paths in the index.
        dubbel: passages left out since another document says the same: `bestand`, `van` (that document), `passages`.
        meldingen: what else the user must know, Dutch.
        seconden: how long it took.
    """

    bestanden: int = 0
    nieuw: int = 0
    gewijzigd: int = 0
    ongewijzigd: int = 0
    verwijderd: int = 0
    overgeslagen: list[dict[str, str]] = field(default_factory=list)
    passages: int = 0
    dubbel: list[dict[str, Any]] = field(default_factory=list)
    meldingen: list[str] = field(default_factory=list)
    seconden: float = 0.0

    def to_dict(self) -> dict[str, Any]:
        """The report as JSON data."""
        return dict(vars(self))


@dataclass(frozen=True)
class _Plek:
    """A file of a source: its number, its name and path, the folder it is named below, and what was known of it."""

    bron: int
    document: str
    pad: Path
    wortel: Path
    eerder: Bekend | None

    @property
    def was_goed(self) -> bool:
        """Whether it was read before."""
        return self.eerder is not None and self.eerder.reden is None


@dataclass
class Intake:
    """Reads sources into a catalogue.

    Attributes:
        catalogus: the catalogue, within a change.
        report: where it is noted what was done.
        opgave: what the user says now of the sources.
        herkenning: for each regime the terms that point to it.
        op: the present moment.
        begint: called with the name of each file before it is read.
        klaar: called after each file.
        halverwege: keeps what was read, for when this is broken off.
    """

    catalogus: Catalogue
    report: IngestReport
    opgave: Kenmerken
    herkenning: Mapping[str, RegelingHerkenning]
    op: str | None
    begint: Callable[[str], None]
    klaar: Callable[[], None]
    halverwege: Halverwege | None = None

    def lees(self, bron: Bron, vondst: Vondst) -> int:
        """Read the files of a source into the catalogue, and take out what is gone; the number of the source."""
        eerder = self.catalogus.opgave(bron)
        opgave = _samen(self.opgave, eerder)
        gebleven = [naam for naam, waarde in asdict(opgave).items() if waarde and getattr(self.opgave, naam) is None]
        if gebleven:
            wat = ", ".join(f"{naam} {getattr(opgave, naam)}" for naam in gebleven)
            self.report.meldingen.append(f"Voor {bron.naam} {GEBLEVEN}: {wat}.")
        nr = self.catalogus.zet_bron(bron, opgave)
        voor = self._standen()
        bekend = self.catalogus.bestanden(nr)
        keuze = _keuze(opgave, self.herkenning)
        for document, pad in vondst.bestanden.items():
            plek = _Plek(nr, document, pad, bron.wortel, bekend.get(document))
            self.begint(document)
            self._bestand(plek, opgave, keuze)
            self.klaar()
        for document in sorted(set(bekend) - set(vondst.bestanden)):
            if not document.startswith(tuple(vondst.onleesbaar)):
                self._weg(_Plek(nr, document, bron.wortel / document, bron.wortel, bekend[document]))
        self.report.overgeslagen.extend(vondst.overgeslagen)
        if self._standen() != voor:
            self.catalogus.gewijzigd(nr, self.op)
        return nr

    def _standen(self) -> tuple[int, int, int]:
        return self.report.nieuw, self.report.gewijzigd, self.report.verwijderd

    def _bestand(self, plek: _Plek, opgave: Kenmerken, keuze: bytes) -> None:
        """Read one file, when it is not as before."""
        self.report.bestanden += 1
        try:
            inhoud = lees_rustig(plek.pad, plek.document)
        except Onbereikbaar as fout:
            blijft = plek.was_goed and plek.pad.exists()
            self._sla_over(plek.document, fout.reden, "de eerdere versie blijft in de index" if blijft else "")
            if not plek.pad.exists():
                self._weg(plek)
            return
        except LeesFout as fout:
            self._mislukt(plek, Bekend("", fout.reden))
            return
        som = hashlib.sha256(keuze + inhoud).hexdigest()
        if plek.eerder is None or plek.eerder.som != som:
            self._nieuwe_inhoud(plek, inhoud, Bekend(som), opgave)
        elif plek.eerder.reden is None:
            self.report.ongewijzigd += 1
        else:
            self._sla_over(plek.document, plek.eerder.reden)

    def _nieuwe_inhoud(self, plek: _Plek, inhoud: bytes, bekend: Bekend, opgave: Kenmerken) -> None:
        """Read the content of a file that is new or changed."""
        try:
            passages = self._eerder_of_nu(plek, inhoud, bekend.som, opgave)
        except LeesFout as fout:
            self._mislukt(plek, replace(bekend, reden=fout.reden))
        except Exception as fout:  # noqa: BLE001 - one file must not stop the others
            self._mislukt(plek, Bekend("", f"er ging iets mis bij het lezen ({type(fout).__name__})"))
        else:
            self.catalogus.zet_bestand(plek.bron, plek.document, bekend, passages)
            self.report.gewijzigd += plek.was_goed
            self.report.nieuw += not plek.was_goed

    def _eerder_of_nu(self, plek: _Plek, inhoud: bytes, som: str, opgave: Kenmerken) -> list[Passage]:
        """The passages of a file, read now or by a run that was broken off; tells what there is to say of it."""
        pad = plek.wortel / plek.document
        meldingen: list[str] = []
        gelezen = self.halverwege.lees(som, plek.document, pad) if self.halverwege else None
        if gelezen is not None:
            passages, meldingen = gelezen
        else:
            passages = self._passages(plek, inhoud, opgave, meldingen)
            if self.halverwege:
                self.halverwege.bewaar(som, plek.document, pad, passages, meldingen)
        self.report.meldingen.extend(f"{plek.document}: {melding}" for melding in meldingen)
        return passages

    def _passages(self, plek: _Plek, inhoud: bytes, opgave: Kenmerken, meldingen: list[str]) -> list[Passage]:
        """The passages of a file, with the regime that its text points to when nobody names one."""
        meld = meldingen.append
        passages = read_file(plek.wortel / plek.document, plek.wortel, opgave, inhoud=inhoud, meld=meld)
        regeling = passages[0].regeling
        if regeling is None and self.herkenning:
            gevonden = herken_regeling(_hele_tekst(passages), self.herkenning)
            passages = [replace(passage, regeling=gevonden) for passage in passages]
        elif regeling is not None and self.herkenning and regeling not in self.herkenning:
            if naam := herken_regeling(regeling, self.herkenning):  # its region, or another name of it
                return [replace(passage, regeling=naam) for passage in passages]
            meldingen.append(f"de regeling '{regeling}' staat niet in de kennisbank.")
        return passages

    def _weg(self, plek: _Plek) -> None:
        self.catalogus.verwijder_bestand(plek.bron, plek.document)
        self.report.verwijderd += plek.was_goed

    def _mislukt(self, plek: _Plek, bekend: Bekend) -> None:
        """Note a file that is no longer, or never was, what can be read."""
        self.catalogus.zet_bestand(plek.bron, plek.document, bekend)
        gevolg = "de eerdere versie is uit de index gehaald" if plek.was_goed else ""
        self._sla_over(plek.document, bekend.reden or "", gevolg)
        self.report.verwijderd += plek.was_goed

    def _sla_over(self, document: str, reden: str, gevolg: str = "") -> None:
        self.report.overgeslagen.append({"bestand": document, "reden": f"{reden}; {gevolg}" if gevolg else reden})


def _samen(nu: Kenmerken, eerder: Kenmerken) -> Kenmerken:
    """What is said now, and for the rest what was said earlier; an empty text takes it back."""
    samen = nu.aangevuld(eerder)
    return replace(samen, **{veld.name: getattr(samen, veld.name) or None for veld in fields(samen)})


def _keuze(opgave: Kenmerken, herkenning: Mapping[str, RegelingHerkenning]) -> bytes:
    """What besides its content decides on the passages of a file."""
    termen = {naam: dict(sorted(t.items())) for naam, t in sorted(herkenning.items())}
    return json.dumps([LEZER_VERSIE, AFDRUK_VERSIE, asdict(opgave), termen], ensure_ascii=False).encode()


def _hele_tekst(passages: Iterable[Passage]) -> str:
    regels: list[str] = []
    for passage in passages:
        regels.extend((*passage.pad, passage.text))
    return "\n".join(regels)
