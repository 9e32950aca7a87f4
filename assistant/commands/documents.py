"""The commands `search`, `ingest` and `check`: passages of the index, documents in it, and the knowledge base."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.commands.shared import fout_in, keur_regeling, meld_eerste_keer, regels, schrijf, stop, voortgang
from knowledge.errors import InvoerFout

if TYPE_CHECKING:
    from knowledge.index import Index
    from knowledge.ingest import IngestReport
    from knowledge.kenmerken import Kenmerken


def _open_index(map_: Path | None) -> Index:
    """The default index brought up to date with the knowledge base, or an index of its own."""
    from assistant.library import index_in, open_index
    from assistant.settings import Settings

    settings = Settings()
    if map_ is not None:
        return index_in(map_, settings)
    meld_eerste_keer(settings.index)
    with voortgang() as melder:
        return open_index(settings, melder)


def search(
    tekst: Annotated[str | None, typer.Argument(help="Woorden, een code of een vraag.")] = None,
    k: Annotated[int, typer.Option(min=1, max=100, help="Hoeveel passages.")] = 10,
    regeling: Annotated[str | None, typer.Option(help="Alleen passages van deze regeling.")] = None,
    index: Annotated[Path | None, typer.Option(help="Map met een eigen index.")] = None,
    json_: Annotated[bool, typer.Option("--json", help="Als JSON.")] = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Lees regels {id, question} van stdin.")] = False,
) -> None:
    """Zoek passages."""
    if not jsonl and not (tekst or "").strip():
        stop("tekst: geef woorden om op te zoeken, of gebruik --jsonl.", 2)
    if regeling is not None:
        keur_regeling(regeling)
    if index is not None and not index.is_dir():
        stop(f"index: de map {str(index)[:200]} bestaat niet.", 2)
    bron = _open_index(index)

    def zoek(wat: str, aantal: int, waar: str | None) -> list[dict[str, Any]]:
        from assistant.library import als_treffer

        hits = bron.search(wat[:GRENS_ZOEK], regelingen=[waar] if waar else None, k=aantal, spread=True)
        return [als_treffer(hit).model_dump(mode="json") for hit in hits]

    try:
        if jsonl:
            for fout, regel in regels():
                schrijf(fout_in(None, "invoer", fout) if fout else _een_zoekvraag(regel, zoek, k, regeling))
            return
        assert tekst is not None
        passages = zoek(tekst, k, regeling)
    finally:
        bron.close()
    if json_:
        schrijf(passages)
        return
    for nr, passage in enumerate(passages, 1):
        waar = " – ".join(filter(None, [passage["document"], passage["section"], passage["plaats"]]))
        print(f"{nr}. {waar} ({passage['score']:.2f})\n{passage['text']}\n")
    if not passages:
        print("Niets gevonden.", file=sys.stderr)


GRENS_ZOEK = 20_000
"""Longest text to search for; the rest is left out."""


def _een_zoekvraag(regel: dict[str, Any], zoek: Any, k: int, regeling: str | None) -> dict[str, Any]:
    from knowledge.store import laad

    vraag, waar = regel.get("question"), regel.get("regeling", regeling)
    if not isinstance(vraag, str) or not vraag.strip():
        return fout_in(regel.get("id"), "question", "geef een vraag als tekst")
    aantal = regel.get("k", k)
    if not isinstance(aantal, int) or isinstance(aantal, bool) or not 1 <= aantal <= 100:
        return fout_in(regel.get("id"), "k", "geef een getal van 1 tot en met 100")
    try:
        if waar is not None:
            laad().regeling(str(waar))
        return {"id": regel.get("id"), "passages": zoek(vraag, aantal, waar)}
    except InvoerFout as fout:
        return fout_in(regel.get("id"), fout.field, fout.message)


def ingest(
    paden: Annotated[list[str] | None, typer.Argument(help="Bestanden, mappen of patronen ('docs/**/*.pdf').")] = None,
    regeling: Annotated[str | None, typer.Option(help="Regeling waarvoor deze documenten gelden.")] = None,
    titel: Annotated[str | None, typer.Option(help="Titel; alleen bij één bestand.")] = None,
    datum: Annotated[str | None, typer.Option(help="Datum van de documenten.")] = None,
    uitgever: Annotated[str | None, typer.Option(help="Wie ze heeft uitgegeven.")] = None,
    van: Annotated[str | None, typer.Option(help="Eerste dag waarop ze gelden.")] = None,
    tot: Annotated[str | None, typer.Option(help="Laatste dag waarop ze gelden.")] = None,
    index: Annotated[Path | None, typer.Option(help="Map met een eigen index, zonder de kennisbank.")] = None,
    verwijder: Annotated[bool, typer.Option("--verwijder", help="Haal deze paden uit de index.")] = False,
    lijst: Annotated[bool, typer.Option("--lijst", help="Toon wat er is opgenomen.")] = False,
    json_: Annotated[bool, typer.Option("--json", help="Toon de aantallen als JSON.")] = False,
) -> None:
    """Neem documenten op in de index; opnieuw doen verwerkt alleen wat veranderd is.

    Wat u met een optie opgeeft, blijft gelden als u dezelfde paden later opnieuw opneemt; een lege waarde ("") haalt
    het weg.
    """
    from assistant import documents

    opties = {"regeling": regeling, "titel": titel, "datum": datum, "uitgever": uitgever, "van": van, "tot": tot}
    gegeven = {naam: waarde for naam, waarde in opties.items() if waarde is not None}
    if (lijst or verwijder) and gegeven:
        stop(f"{next(iter(gegeven))}: deze optie hoort niet bij --{'lijst' if lijst else 'verwijder'}.", 2)
    if lijst:
        if paden or verwijder:
            stop("lijst: geef bij --lijst geen paden en geen --verwijder.", 2)
        standen = documents.lijst(index)
        schrijf(standen) if json_ else print(documents.leesbare_lijst(standen))
        return
    if not paden:
        stop("pad: geef een bestand, een map of een patroon.", 2)
    if index is not None and index.exists() and not index.is_dir():
        stop(f"index: {str(index)[:200]} is geen map.", 2)
    _meld(_verwerk(paden, documents.lees_opgave(gegeven), index, verwijder), json_)


def _meld(verslag: IngestReport, json_: bool) -> None:
    """Say what was taken in; that it was nothing is an error."""
    from assistant.documents import bijzonderheden, samenvatting

    niets = bool(verslag.overgeslagen) and not (verslag.nieuw + verslag.gewijzigd + verslag.ongewijzigd)
    if json_:
        schrijf(verslag.to_dict())
        if niets:
            stop(f"Er is niets opgenomen: {verslag.overgeslagen[0]['reden']}.", 2)
        return
    print(samenvatting(verslag))
    for regel in bijzonderheden(verslag):
        print(regel, file=sys.stderr)
    if niets:
        raise typer.Exit(2)


def _verwerk(paden: list[str], opgave: Kenmerken, index: Path | None, weg: bool) -> IngestReport:
    """Take documents in, or out; wrong input is refused before the index is opened."""
    from datetime import UTC, datetime

    from assistant.commands.stopping import te_stoppen
    from assistant.documents import gestopt_zin, neem_op
    from assistant.settings import Settings
    from knowledge.ingest import Afgebroken, controleer, verwijder

    if not weg:
        controleer(paden, opgave, index or Settings().index)
    doel = _open_index(index)
    try:
        with voortgang() as melder:
            if weg:
                return verwijder(paden, doel, melder)
            with te_stoppen() as gestopt:
                return neem_op(paden, doel, opgave, melder, stop=gestopt, nu=datetime.now(UTC))
    except Afgebroken as einde:
        stop(gestopt_zin(einde.gelezen, einde.totaal), 130)
    finally:
        doel.close()


def check(
    map_: Annotated[Path | None, typer.Option("--map", help="Een andere kennisbankmap.")] = None,
) -> None:
    """Controleer of de kennisbank klopt: elk gebrek met bestand en regel."""
    from datetime import UTC, datetime

    from knowledge.store import KENNISMAP
    from tools.proef import controleer_alles

    map_ = map_ or KENNISMAP
    if not map_.is_dir():
        stop(f"map: {str(map_)[:200]} is geen map.", 2)
    fouten = controleer_alles(map_, datetime.now(UTC).date())
    for fout in fouten:
        print(fout)
    if fouten:
        stop(f"De kennisbank klopt niet: {len(fouten)} {'gebrek' if len(fouten) == 1 else 'gebreken'}.", 1)
    print("De kennisbank klopt.")
