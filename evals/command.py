"""The commands `wegwijzer eval` and `wegwijzer bench`."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from assistant.settings import Settings
    from evals.assistants import Assistenten
    from evals.judging import Oordeel
    from evals.running import Melder

_ZOEKEN = "zoeken"
_LEZEN = "lezen"
_VERGELIJK = "vergelijk"
_BIJ_ZOEKEN = "Alleen bij 'eval zoeken'"
_BIJ_LEZEN = "Alleen bij 'eval lezen'"
_BIJ_BENCH_ZOEKEN = "Alleen bij 'bench zoeken'"


def run(
    deel: Annotated[
        list[str] | None,
        typer.Argument(
            help="Delen, zoals ontwikkel of meet-5. Zonder: alle. Of: zoeken, en dan delen als ijw-meet. "
            "Of: lezen, en dan delen als meet-1. Of: vergelijk, en dan de mappen van een oude en een nieuwe meting."
        ),
    ] = None,
    fouten: Annotated[bool, typer.Option("--fouten", help="Toon wat in een ontwikkeldeel fout gaat.")] = False,
    uit: Annotated[Path | None, typer.Option("--uit", help="Map voor het verslag en de cijfers.")] = None,
    drempel: Annotated[
        float | None,
        typer.Option(help="Stop met 1 bij een kleiner aandeel goed, een onbewezen feit of een verkeerde regeling."),
    ] = None,
    herhaal: Annotated[bool, typer.Option("--herhaal", help="Stel alles twee keer en tel wat verandert.")] = False,
    llm: Annotated[bool, typer.Option("--llm", help="Met het ingestelde taalmodel.")] = False,
    ongeleerd: Annotated[
        bool, typer.Option("--ongeleerd", help="Stel ontwikkelvragen aan een assistent die niet van ze heeft geleerd.")
    ] = False,
    corpus: Annotated[
        Path | None, typer.Option("--corpus", help="Map met het corpus iJw 3.2.", rich_help_panel=_BIJ_ZOEKEN)
    ] = None,
    peers: Annotated[
        bool, typer.Option("--peers/--zonder-peers", help="Meet ook andere stelsels.", rich_help_panel=_BIJ_ZOEKEN)
    ] = True,
    cache: Annotated[
        Path | None, typer.Option("--cache", help="Map met bewaarde vectoren.", rich_help_panel=_BIJ_ZOEKEN)
    ] = None,
    keren: Annotated[
        int, typer.Option(help="Zo vaak wordt elk sjabloon gevuld.", min=1, rich_help_panel=_BIJ_LEZEN)
    ] = 3,
    zaad: Annotated[
        int, typer.Option(help="Hetzelfde getal geeft dezelfde berichten.", rich_help_panel=_BIJ_LEZEN)
    ] = 7,
) -> None:
    """Stel de proefvragen en toon hoeveel er goed zijn, per groep.

    'eval zoeken' meet het zoeken zelf, 'eval lezen' wat er uit berichten met afleidende gegevens wordt gelezen.
    """
    eerste, *rest = deel or [""]
    if eerste == _ZOEKEN:
        _zoeken(rest, fouten, corpus, peers, uit, cache)
    elif eerste == _LEZEN:
        _lezen(rest, fouten, keren, zaad)
    elif eerste == _VERGELIJK:
        _vergelijk(rest)
    else:
        _antwoorden(deel, Wensen(fouten, uit, drempel, herhaal, llm, ongeleerd))


@dataclass(frozen=True)
class Wensen:
    """The options of a run over question sets."""

    fouten: bool
    uit: Path | None
    drempel: float | None
    herhaal: bool
    llm: bool
    ongeleerd: bool


def _antwoorden(deel: Sequence[str] | None, wensen: Wensen) -> None:
    from assistant.progress import Voortgangsmelder
    from evals.assistants import Assistenten
    from evals.modelwatch import Meelezer
    from evals.quality import rapport
    from evals.questions import delen, is_meetdeel

    if wensen.drempel is not None and not 0 <= wensen.drempel <= 1:
        print("drempel: geef een getal van 0 tot en met 1, zoals 0.95.", file=sys.stderr)
        raise typer.Exit(2)
    gekozen = _kies(deel, delen())
    gemeten: list[tuple[str, list[Oordeel]]] = []
    instellingen = _instellingen(wensen.llm)
    with (
        Voortgangsmelder() as melder,
        Meelezer() as meelezer,
        Assistenten(instellingen, melder, ongeleerd=wensen.ongeleerd) as assistenten,
    ):
        for naam in gekozen:
            oordelen = _meet(assistenten, naam, wensen.herhaal)
            gemeten.append((naam, oordelen))
            print(rapport(oordelen, naam, wensen.fouten and not is_meetdeel(naam)), end="\n\n", flush=True)
    _samen(gemeten)
    model = meelezer.tellingen if wensen.llm else {}
    for naam, aantal in model.items():
        print(f"- taalmodel, {naam}: {aantal}")
    if wensen.uit:
        _schrijf(wensen.uit.expanduser(), gemeten, model)
    if wensen.drempel is not None:
        _toets([o for _, oordelen in gemeten for o in oordelen], wensen.drempel)


def _instellingen(llm: bool) -> Settings:
    from assistant.settings import Settings

    if not llm:
        return Settings(model=None)
    if Settings().model is None:
        print("llm: stel eerst een taalmodel in met WEGWIJZER_MODEL.", file=sys.stderr)
        raise typer.Exit(2)
    return Settings()


def _meet(assistenten: Assistenten, naam: str, herhaal: bool) -> list[Oordeel]:
    from evals.questions import is_meetdeel, lees
    from evals.running import stel, wisselvallig

    items = lees(naam)
    oordelen = stel(assistenten, items, met_stappen=not is_meetdeel(naam), melder=_melder(naam))
    if herhaal:
        anders = wisselvallig(oordelen, stel(assistenten, items, met_stappen=False, melder=_melder(naam)))
        print(f"{naam}: {len(anders)} van {len(items)} antwoorden anders bij herhaling.", file=sys.stderr)
    return oordelen


def _melder(naam: str) -> Melder | None:
    """Tells on a terminal how far a part is."""
    if not sys.stderr.isatty():
        return None

    def meld(gedaan: int, totaal: int) -> None:
        print(f"\r{naam}: {gedaan}/{totaal} ", end="\n" if gedaan == totaal else "", file=sys.stderr, flush=True)

    return meld


def _samen(gemeten: Sequence[tuple[str, list[Oordeel]]]) -> None:
    from evals.quality import rapport
    from evals.questions import is_meetdeel

    meet = [oordelen for naam, oordelen in gemeten if is_meetdeel(naam)]
    if len(meet) > 1:
        print(rapport([o for oordelen in meet for o in oordelen], "meetdelen samen", met_fouten=False))


def _schrijf(map_: Path, gemeten: Sequence[tuple[str, list[Oordeel]]], model: Mapping[str, int]) -> None:
    from evals.outcome import uitslag
    from evals.report import verslag

    vandaag = datetime.now().astimezone().date()
    uit = uitslag(gemeten, vandaag, model)
    map_.mkdir(parents=True, exist_ok=True)
    for naam, tekst in {"rapport.html": verslag(gemeten, uit), "uitslag.json": uit.model_dump_json(indent=1)}.items():
        (map_ / naam).write_text(tekst + "\n", encoding="utf-8")
        print(f"Geschreven: {map_ / naam}", file=sys.stderr)


def _toets(oordelen: Sequence[Oordeel], drempel: float) -> None:
    from evals.gate import tekort

    redenen = tekort(oordelen, drempel)
    for reden in redenen:
        print(reden, file=sys.stderr)
    if redenen:
        raise typer.Exit(1)


def _vergelijk(paden: Sequence[str]) -> None:
    from evals.comparing import tabel
    from evals.outcome import lees_uitslag

    if len(paden) != 2:
        print("vergelijk: geef de map van de oude en die van de nieuwe meting.", file=sys.stderr)
        raise typer.Exit(2)
    oud, nieuw = (lees_uitslag(Path(pad).expanduser()) for pad in paden)
    print(tabel(oud, nieuw))


def _zoeken(
    deel: Sequence[str], fouten: bool, corpus: Path | None, peers: bool, uit: Path | None, cache: Path | None
) -> None:
    from assistant.progress import Voortgangsmelder
    from assistant.settings import Settings
    from evals.zoeken.meting import zoekmeting
    from evals.zoeken.rapport import schrijf, tabel
    from evals.zoeken.vragen import DELEN, lees_zoekvragen

    gekozen = _kies(deel, DELEN)
    if corpus is None:
        print("corpus: geef met --corpus de map waar de vragen over gaan.", file=sys.stderr)
        raise typer.Exit(2)
    instellingen = Settings()
    with Voortgangsmelder() as melder:
        meting = zoekmeting(
            corpus.expanduser().resolve(),
            {naam: lees_zoekvragen(naam) for naam in gekozen},
            model=instellingen.embedding,
            cache=(cache or instellingen.cache).expanduser(),
            met_peers=peers,
            progress=melder,
        )
    print(tabel(meting, met_missers=fouten))
    if uit:
        for pad in schrijf(meting, uit.expanduser(), met_missers=fouten):
            print(f"Geschreven: {pad}", file=sys.stderr)


def _lezen(deel: Sequence[str], fouten: bool, keren: int, zaad: int) -> None:
    from assistant.progress import Voortgangsmelder
    from assistant.service import Assistant
    from evals.lezen.meting import missers, stel, tabel
    from evals.lezen.sjablonen import DELEN, is_meetdeel, lees_sjablonen

    gekozen = _kies(deel, DELEN)
    with Voortgangsmelder() as melder, closing(Assistant.open(_instellingen(llm=False), melder)) as assistant:
        for naam in gekozen:
            gesteld = stel(assistant, {naam: lees_sjablonen(naam)}, keren, zaad, _melder(naam))
            if fouten and not is_meetdeel(naam):
                print("\n".join(missers(gesteld)), end="\n\n")
            print(tabel(gesteld, naam), end="\n\n", flush=True)


def _kies(deel: Sequence[str] | None, delen: Sequence[str]) -> Sequence[str]:
    """The parts asked for, or all; an unknown one ends the command."""
    for naam in deel or ():
        if naam not in delen:
            print(f"deel: kies uit {', '.join(delen)}.", file=sys.stderr)
            raise typer.Exit(2)
    return list(dict.fromkeys(deel)) if deel else list(delen)


def bench(
    deel: Annotated[str | None, typer.Argument(help="Zonder: de antwoorden. Of: zoeken, de index op maat.")] = None,
    maten: Annotated[
        str, typer.Option(help="Aantallen passages.", rich_help_panel=_BIJ_BENCH_ZOEKEN)
    ] = "1000,10000,100000",
    corpus: Annotated[
        Path | None, typer.Option(help="Map met teksten, naast de artikelen.", rich_help_panel=_BIJ_BENCH_ZOEKEN)
    ] = None,
    map_: Annotated[
        Path | None, typer.Option("--map", help="Map voor de proefindexen.", rich_help_panel=_BIJ_BENCH_ZOEKEN)
    ] = None,
    uit: Annotated[
        Path | None, typer.Option(help="Bestand voor de cijfers als JSON.", rich_help_panel=_BIJ_BENCH_ZOEKEN)
    ] = None,
    alleen: Annotated[
        str | None, typer.Option(help="Alleen deze onderdelen, met komma's.", rich_help_panel=_BIJ_BENCH_ZOEKEN)
    ] = None,
) -> None:
    """Meet de snelheid, als verhouding tot een ondergrens uit dezelfde meting; 'bench zoeken' meet de index op maat."""
    if deel is None:
        from evals.speed import meet

        print(meet())
    elif deel == _ZOEKEN:
        _bench_zoeken(maten, corpus, map_, uit, alleen)
    else:
        print(f"deel: kies {_ZOEKEN}, of niets.", file=sys.stderr)
        raise typer.Exit(2)


def _bench_zoeken(maten: str, corpus: Path | None, map_: Path | None, uit: Path | None, alleen: str | None) -> None:
    from assistant.settings import Settings
    from evals.bench.meting import DELEN, MINSTE, meet, op_stderr
    from evals.bench.rapport import als_json, tabel

    aantallen = sorted({int(maat) for maat in maten.split(",") if maat.strip().isdecimal()})
    if not aantallen or aantallen[0] < MINSTE:
        print(f"maten: geef aantallen vanaf {MINSTE}, zoals 1000,10000.", file=sys.stderr)
        raise typer.Exit(2)
    if corpus is not None and not corpus.expanduser().is_dir():
        print(f"corpus: '{corpus}' is geen map.", file=sys.stderr)
        raise typer.Exit(2)
    metingen, over = meet(
        aantallen,
        (map_ or Settings().data / "bench").expanduser(),
        corpus.expanduser().resolve() if corpus else None,
        _kies(alleen.split(",") if alleen else None, DELEN),
        op_stderr,
    )
    print(tabel(metingen))
    if uit:
        uit.expanduser().write_text(als_json(metingen, over), encoding="utf-8")
        print(f"Geschreven: {uit}", file=sys.stderr)
