"""Documents of users, for whoever speaks with the user: what is said of them, read strictly; reports, told in Dutch."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, fields
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.settings import Settings
from knowledge.errors import InvoerFout
from knowledge.kenmerken import Kenmerken
from knowledge.store import laad
from tools.datum import lees_datum

if TYPE_CHECKING:
    from knowledge.documents import Passage
    from knowledge.index import Index, Progress
    from knowledge.ingest import IngestReport

_LANGSTE = 200
_DATUMS = ("datum", "van", "tot")
_REGELS = 10


def lees_opgave(gegeven: Mapping[str, str]) -> Kenmerken:
    """What a user says of documents; an empty text takes back what was said earlier.

    Args:
        gegeven: `regeling`, `titel`, `datum`, `uitgever`, `van`, `tot`, as typed; dates as `tools.datum` reads them.

    Raises:
        InvoerFout: a value is not allowed; names the field.
    """
    waarden = {naam: " ".join(waarde.split()) for naam, waarde in gegeven.items()}
    for naam, waarde in waarden.items():
        if len(waarde) > _LANGSTE:
            raise InvoerFout(naam, f"dit is langer dan {_LANGSTE} tekens")
        if naam in _DATUMS and waarde:
            try:
                waarden[naam] = lees_datum(waarde).isoformat()
            except ValueError as fout:
                raise InvoerFout(naam, str(fout)) from None
    if waarden.get("regeling"):
        laad().regeling(waarden["regeling"])
    return Kenmerken(**waarden)


def neem_op(
    paden: Sequence[Path | str],
    index: Index,
    opgave: Kenmerken,
    progress: Callable[[Progress], None] | None = None,
    *,
    stop: Callable[[], bool] | None = None,
    nu: datetime,
) -> IngestReport:
    """Ingest these paths, with the regimes of the knowledge base recognised; see `knowledge.ingest.ingest`."""
    from knowledge.ingest import ingest

    op = nu.isoformat(timespec="seconds")
    return ingest(paden, index, None, laad().herkenning(), progress, opgave=opgave, stop=stop, op=op)


def lijst(index: Path | None) -> list[dict[str, Any]]:
    """What is in the index of a folder (None: the default one), by source.

    Returns:
        Dicts with `pad`, `soort` (map, bestand, patroon), `documenten`, `passages`, `dubbel`, `overgeslagen`, `redenen`
        (the files that were left out, and why), `gewijzigd` (when it last changed, ISO, or None), `opgave` (what was
        said of it) and, of one document, `kenmerken` (what holds of it: said or read in it).
    """
    from knowledge.catalogue import eerste_passages, lees_standen

    map_ = index or Settings().index
    eerste = eerste_passages(map_)

    return [
        {
            "pad": stand.bron.naam,
            "soort": stand.bron.soort,
            "documenten": stand.documenten,
            "passages": stand.passages,
            "dubbel": stand.dubbel,
            "overgeslagen": stand.overgeslagen,
            "redenen": dict(stand.redenen),
            "gewijzigd": stand.op,
            "opgave": {naam: waarde for naam, waarde in asdict(stand.opgave).items() if waarde is not None},
            "kenmerken": _kenmerken(eerste.get(stand.bron.naam)) if stand.documenten == 1 else {},
        }
        for stand in lees_standen(map_)
    ]


def _kenmerken(eerste: Passage | None) -> dict[str, str]:
    """What holds of the document of a passage, by name; what is not known is left out."""
    namen = [veld.name for veld in fields(Kenmerken)]
    return {naam: waarde for naam in namen if (waarde := getattr(eerste, naam, None))}


def leesbare_lijst(standen: Sequence[Mapping[str, Any]]) -> str:
    """The outcome of `lijst` for a terminal."""
    return "\n".join(_een_bron(stand) for stand in standen) or "Er is nog niets opgenomen."


def _een_bron(stand: Mapping[str, Any]) -> str:
    passages = _aantal(stand["passages"], "passage", "passages")
    delen = [f"{_aantal(stand['documenten'], 'document', 'documenten')}, {passages}"]
    if stand["dubbel"]:
        delen.append(f"{stand['dubbel']} dubbel")
    if stand["overgeslagen"]:
        delen.append(f"{stand['overgeslagen']} overgeslagen")
    if stand["gewijzigd"]:
        delen.append(f"gewijzigd op {_moment(stand['gewijzigd'])}")
    delen.extend(f"{naam}: {waarde}" for naam, waarde in (stand["opgave"] | stand["kenmerken"]).items())
    redenen = [f"  overgeslagen: {bestand}: {reden}" for bestand, reden in stand["redenen"].items()]
    ander = [f"  en {len(redenen) - _REGELS} andere; met --json ziet u ze alle"] if len(redenen) > _REGELS else []
    return "\n".join([f"{stand['soort']} {stand['pad']}", f"  {'; '.join(delen)}", *redenen[:_REGELS], *ander])


def _moment(iso: str) -> str:
    moment = datetime.fromisoformat(iso).astimezone()
    return f"{moment.day}-{moment.month}-{moment.year} {moment:%H:%M}"


def samenvatting(verslag: IngestReport) -> str:
    """One line with what an ingest did."""
    delen = {
        "nieuw": verslag.nieuw,
        "gewijzigd": verslag.gewijzigd,
        "ongewijzigd": verslag.ongewijzigd,
        "verwijderd": verslag.verwijderd,
        "overgeslagen": len(verslag.overgeslagen),
    }
    bestanden = _aantal(verslag.bestanden, "bestand", "bestanden")
    wat = ", ".join(f"{n} {naam}" for naam, n in delen.items())
    return f"{bestanden}: {wat}; {_aantal(verslag.passages, 'passage', 'passages')} ({_duur(verslag.seconden)})."


def gestopt_zin(gelezen: int, totaal: int) -> str:
    """What is in and what not after an ingest that was called off, and how to go on."""
    delen = ["Gestopt. Er is niets opgenomen of gewijzigd; wat al in de index stond, is er nog."]
    if gelezen:
        was = "was" if gelezen == 1 else "waren"
        zijn = f"Van de {totaal} bestanden {was} er {gelezen}" if totaal > 1 else "Het bestand was"
        delen.append(f"{zijn} al gelezen; dat is bewaard.")
    return " ".join([*delen, "Geef dezelfde opdracht nog eens om verder te gaan."])


def bijzonderheden(verslag: IngestReport) -> Iterator[str]:
    """What else the user must know of an ingest: each file left out by name, the rest in short."""
    yield from verslag.meldingen
    for rij in verslag.overgeslagen:
        yield f"Overgeslagen: {rij['bestand']}: {rij['reden']}."
    dubbel = sorted(verslag.dubbel, key=lambda rij: -rij["passages"])
    if dubbel:
        totaal = sum(rij["passages"] for rij in dubbel)
        yield f"{_aantal(totaal, 'passage', 'passages')} dubbel, één keer in de index:"
    for rij in dubbel[:_REGELS]:
        waar = "elders in hetzelfde document" if rij["van"] == rij["bestand"] else f"in {rij['van']}"
        yield f"  {rij['bestand']}: {rij['passages']}, ook {waar}"
    if len(dubbel) > _REGELS:
        yield f"  en {len(dubbel) - _REGELS} andere; met --json ziet u ze alle."


def _aantal(n: int, een: str, meer: str) -> str:
    return f"{n} {een if n == 1 else meer}"


def _duur(seconden: float) -> str:
    if seconden < 60:
        return f"{seconden:.1f} seconden".replace(".", ",")
    return f"{int(seconden // 60)} min {int(seconden % 60)} s"
