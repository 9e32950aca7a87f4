"""The commands `wegwijzer eval` and `wegwijzer bench`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

_ZOEKEN = "zoeken"
_BIJ_ZOEKEN = "Alleen bij 'eval zoeken'"
_BIJ_BENCH_ZOEKEN = "Alleen bij 'bench zoeken'"


def run(
    deel: Annotated[
        list[str] | None,
        typer.Argument(help="Delen, zoals ontwikkel of meet-5. Zonder: alle. Of: zoeken, en dan delen als ijw-meet."),
    ] = None,
    fouten: Annotated[bool, typer.Option("--fouten", help="Toon wat in een ontwikkeldeel fout gaat.")] = False,
    corpus: Annotated[
        Path | None, typer.Option("--corpus", help="Map met het corpus iJw 3.2.", rich_help_panel=_BIJ_ZOEKEN)
    ] = None,
    peers: Annotated[
        bool, typer.Option("--peers/--zonder-peers", help="Meet ook andere stelsels.", rich_help_panel=_BIJ_ZOEKEN)
    ] = True,
    uit: Annotated[
        Path | None, typer.Option("--uit", help="Map voor verslag, cijfers en beeld.", rich_help_panel=_BIJ_ZOEKEN)
    ] = None,
    cache: Annotated[
        Path | None, typer.Option("--cache", help="Map met bewaarde vectoren.", rich_help_panel=_BIJ_ZOEKEN)
    ] = None,
) -> None:
    """Stel de proefvragen en toon hoeveel er goed zijn, per groep; 'eval zoeken' meet het zoeken zelf."""
    if deel and deel[0] == _ZOEKEN:
        _zoeken(deel[1:], fouten, corpus, peers, uit, cache)
    else:
        _antwoorden(deel, fouten)


def _antwoorden(deel: Sequence[str] | None, fouten: bool) -> None:
    from assistant.progress import Voortgangsmelder
    from assistant.service import Assistant
    from evals.quality import rapport, stel
    from evals.questions import DELEN, lees_vragen

    gekozen = _kies(deel, DELEN)
    with Voortgangsmelder() as melder:
        assistant = Assistant.open(progress=melder)
    try:
        gemeten = []
        for naam in gekozen:
            oordelen = stel(assistant, lees_vragen(naam))
            print(rapport(oordelen, naam, fouten and naam.startswith("ontwikkel")), end="\n\n")
            gemeten += oordelen if naam.startswith("meet") else []
        if sum(naam.startswith("meet") for naam in gekozen) > 1:
            print(rapport(gemeten, "meetdelen samen", met_fouten=False))
    finally:
        assistant.close()


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
