"""The command line `wegwijzer`: data on stdout, errors as one Dutch sentence on stderr, exit status 0, 1 or 2.

Commands of the rooms above (`serve`, `eval`, `bench`) come in by name through entry points, so that nothing here
imports them. Heavy parts are imported by the command that needs them.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from knowledge.errors import InvoerFout, WegwijzerError

if TYPE_CHECKING:
    from assistant.models import Answer
    from knowledge.index import Index
    from knowledge.ingest import IngestReport
    from knowledge.kenmerken import Kenmerken

app = typer.Typer(
    name="wegwijzer",
    help="Vragen over jeugdhulpcontracten, exact beantwoord uit de documenten.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
_DEBUG = {"aan": False}
GRENS_REGEL = 2_000_000
"""Longest line of JSON that is read from stdin, in characters."""


@app.callback()
def _opties(
    debug: Annotated[bool, typer.Option("--debug", help="Toon bij een fout ook de technische melding.")] = False,
) -> None:
    _DEBUG["aan"] = _DEBUG["aan"] or debug


def _stop(melding: str, status: int) -> NoReturn:
    print(" ".join(melding.split()) if "\n" not in melding else melding, file=sys.stderr)
    raise typer.Exit(status)


def _schrijf(data: Any) -> None:
    print(json.dumps(data, ensure_ascii=False), flush=True)


def _regels() -> Iterator[tuple[str, Any]]:
    """JSON objects from stdin, with the fault of a line that holds none."""
    for ruw in sys.stdin.buffer:
        try:
            regel = ruw.decode("utf-8-sig")
        except UnicodeDecodeError:
            yield "geen tekst in UTF-8", None
            continue
        if not regel.strip():
            continue
        if len(regel) > GRENS_REGEL:
            yield f"de regel is langer dan {GRENS_REGEL} tekens", None
            continue
        try:
            data = json.loads(regel)
        except (ValueError, RecursionError):
            yield "geen geldige JSON", None
            continue
        yield ("", data) if isinstance(data, dict) else ("geef een JSON-object", None)


def _fout(id_: Any, field: str, message: str) -> dict[str, Any]:
    return {"id": id_, "error": {"field": field, "message": message}}


# --- tools -------------------------------------------------------------------------------------------------


@app.command("tool")
def tool_(
    naam: Annotated[str | None, typer.Argument(help="Naam van de tool.")] = None,
    json_: Annotated[str | None, typer.Option("--json", help="Invoer als JSON-object.")] = None,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Lees regels {id, tool, input} van stdin.")] = False,
    lijst: Annotated[bool, typer.Option("--list", help="Toon alle tools met hun JSON Schema.")] = False,
) -> None:
    """Voer een vaste regel uit, zonder taalmodel."""
    from tools.invoer import GROOTSTE_INVOER, lees_json
    from tools.registry import OnbekendeTool, namen, tool, voer_uit

    if lijst:
        _schrijf(
            [
                {
                    "name": n,
                    "title": tool(n).titel,
                    "description": tool(n).beschrijving,
                    "schema": tool(n).schema(),
                }
                for n in namen()
            ]
        )
        return
    if jsonl:
        for fout, regel in _regels():
            _schrijf(_fout(None, "invoer", fout) if fout else _een_tool(regel))
        return
    if naam is None:
        _stop(f"Noem een tool: {', '.join(namen())}.", 2)
    try:
        grootste = tool(naam).grootste_invoer if naam in namen() else GROOTSTE_INVOER
        data = lees_json(json_ if json_ is not None else "{}", grootste)
        uitkomst = voer_uit(naam, _met_bestand(naam, data))
    except OnbekendeTool as fout:
        _stop(f"tool: {fout.args[0]}.", 2)
    except InvoerFout as fout:
        _stop(f"{fout.field}: {fout.message}.", 2)
    _schrijf(uitkomst.model_dump(mode="json"))


def _met_bestand(naam: str, data: Any) -> Any:
    """The input with the text of a file in the place of its name, for a tool that takes one; only on this command line.

    Raises:
        InvoerFout: the file is too large, can't be read, or is no text.
    """
    from tools.registry import tool

    gekozen = tool(naam)
    waarde = data.get(gekozen.bestand) if gekozen.bestand and isinstance(data, dict) else None
    if gekozen.decodeer is None or not isinstance(waarde, str) or waarde.lstrip("\ufeff \t\r\n").startswith("<"):
        return data
    veld = str(gekozen.bestand)
    try:
        pad = Path(waarde)
        if not pad.is_file():
            if pad.suffix.lower() == ".xml":
                raise InvoerFout(veld, "er is geen bestand met deze naam, en de tekst zelf is geen XML")
            return data
        if pad.stat().st_size > 4 * gekozen.grootste_invoer:
            raise InvoerFout(veld, "het bestand is te groot")
        return data | {veld: gekozen.decodeer(pad.read_bytes())}
    except (OSError, ValueError):
        return data  # no name of a file: the tool says what is wrong with the text


def _een_tool(regel: dict[str, Any]) -> dict[str, Any]:
    from tools.registry import OnbekendeTool, voer_uit

    id_ = regel.get("id")
    vreemd = set(regel) - {"id", "tool", "input"}
    if vreemd:
        return _fout(id_, sorted(vreemd)[0][:80], "dit veld bestaat niet; toegestaan zijn id, tool, input")
    if not isinstance(regel.get("tool"), str):
        return _fout(id_, "tool", "noem de naam van een tool")
    if not isinstance(regel.get("input", {}), dict):
        return _fout(id_, "input", "geef een JSON-object met velden")
    try:
        data = _met_bestand(regel["tool"], regel.get("input", {}))
        return {"id": id_, "result": voer_uit(regel["tool"], data).model_dump(mode="json")}
    except OnbekendeTool as fout:
        return _fout(id_, "tool", str(fout.args[0]))
    except InvoerFout as fout:
        return _fout(id_, fout.field, fout.message)


# --- ask and search ----------------------------------------------------------------------------------------


def _voortgang() -> Any:
    """Progress on stderr; a bar on a terminal, a line now and then elsewhere."""
    from assistant.progress import Voortgangsmelder

    return Voortgangsmelder()


def _open_assistant(llm: bool = False) -> Any:
    """The assistant, with the language model that is set only when it is asked for."""
    from assistant.service import Assistant
    from assistant.settings import Settings
    from assistant.starting import zonder_opruimen

    settings = Settings()
    if llm and settings.model is None:
        print(
            "Er is geen taalmodel ingesteld (WEGWIJZER_MODEL, zoals openai:gpt-4o-mini); de vaste schrijver antwoordt.",
            file=sys.stderr,
        )
    _meld_eerste_keer(settings.index)
    with _voortgang() as melder, zonder_opruimen():
        return Assistant.open(settings if llm else settings.model_copy(update={"model": None}), progress=melder)


def _meld_eerste_keer(index: Path) -> None:
    """Say on stderr that a first start takes a while."""
    from knowledge.generations import Generations

    if Generations(index).current() is None:
        print("De index wordt de eerste keer gemaakt; dat kan een minuut duren.", file=sys.stderr, flush=True)


def _request(regel: dict[str, Any]) -> Any:
    """The request; without a reference date, today counts."""
    from assistant.models import AskRequest, vandaag_als_peildatum
    from tools.invoer import lees

    return vandaag_als_peildatum(lees(AskRequest, {k: v for k, v in regel.items() if k != "llm" and v is not None}))


@app.command()
def ask(
    vraag: Annotated[str | None, typer.Argument(help="De vraag; zonder vraag begint een gesprek.")] = None,
    regeling: Annotated[str | None, typer.Option(help="Id van de regeling waarvoor het antwoord moet gelden.")] = None,
    json_: Annotated[bool, typer.Option("--json", help="Toon het hele antwoord als JSON.")] = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Lees regels {id, question, …} van stdin.")] = False,
    llm: Annotated[bool, typer.Option("--llm", help="Laat het ingestelde taalmodel verwoorden.")] = False,
) -> None:
    """Beantwoord een vraag."""
    if regeling is not None:
        _keur_regeling(regeling)
    if vraag is None and not jsonl:
        _gesprek(regeling, llm)
        return
    if vraag is not None:
        _request({"question": vraag, "regeling": regeling})
    assistant = _open_assistant(llm)
    try:
        if jsonl:
            for fout, regel in _regels():
                _schrijf(_fout(None, "invoer", fout) if fout else _een_vraag(assistant, regel, regeling))
            return
        answer: Answer = assistant.ask(_request({"question": vraag, "regeling": regeling}))
    finally:
        assistant.close()
    _schrijf(answer.model_dump(mode="json")) if json_ else print(_leesbaar(answer))


def _keur_regeling(regeling: str) -> None:
    """Refuse an unknown regime, before anything that takes long."""
    from knowledge.store import laad

    laad().regeling(regeling)


def _een_vraag(assistant: Any, regel: dict[str, Any], regeling: str | None) -> dict[str, Any]:
    """The answer to a line; `regeling` is the regime where the line names none."""
    if regel.get("regeling") is None:
        regel = regel | {"regeling": regeling}
    try:
        antwoord: dict[str, Any] = assistant.ask(_request(regel)).model_dump(mode="json")
    except InvoerFout as fout:
        return _fout(regel.get("id"), fout.field, fout.message)
    return antwoord


def _leesbaar(answer: Answer) -> str:
    """An answer for a terminal, with its sources below."""
    delen = [answer.answer]
    if answer.redacted:
        delen.append(f"Uit uw vraag is weggehaald: {', '.join(answer.redacted)}. Laat persoonsgegevens liever weg.")
    if answer.clarification and answer.clarification.options:
        delen.append("Kies bijvoorbeeld: " + " | ".join(answer.clarification.options))
    if answer.citations:
        delen.append(
            "Bronnen:\n" + "\n".join(f"[{c.marker}] {c.title} – {c.section} ({c.document})" for c in answer.citations)
        )
    return "\n\n".join(delen)


def _gesprek(regeling: str | None, llm: bool) -> None:
    """A conversation on the terminal; an empty line or Ctrl-D ends it."""
    from assistant.models import Turn

    assistant = _open_assistant(llm)
    beurten: list[Turn] = []
    print("Stel uw vraag. Een lege regel stopt.", file=sys.stderr)
    try:
        while vraag := _invoer():
            try:
                answer = assistant.ask(
                    _request(
                        {
                            "question": vraag,
                            "regeling": regeling,
                            "history": [b.model_dump() for b in beurten],
                        }
                    )
                )
            except InvoerFout as fout:
                print(f"{fout.field}: {fout.message}.", file=sys.stderr)
                continue
            print(_leesbaar(answer) + "\n", flush=True)
            beurten.append(Turn(question=vraag, answer=answer.answer))
    finally:
        assistant.close()


def _invoer() -> str:
    try:
        return input("> " if sys.stdin.isatty() else "").strip()
    except EOFError:
        return ""


@app.command()
def draft(
    bestand: Annotated[str, typer.Argument(help="De e-mail: een .eml- of tekstbestand, of - voor stdin.")],
    docx: Annotated[Path | None, typer.Option(help="Schrijf het concept als Word-bestand.")] = None,
    eml: Annotated[Path | None, typer.Option(help="Schrijf het concept als e-mail (.eml).")] = None,
    regeling: Annotated[str | None, typer.Option(help="Id van de regeling waarvoor het antwoord moet gelden.")] = None,
    ondertekening: Annotated[str, typer.Option(help="De regels waarmee u ondertekent.")] = "",
    json_: Annotated[bool, typer.Option("--json", help="Toon het hele concept als JSON.")] = False,
) -> None:
    """Maak een conceptantwoord op een e-mail."""
    from assistant.drafts import maak_concept
    from assistant.drafts_export import als_docx, als_eml, als_tekst
    from assistant.drafts_mail import lees_mail
    from assistant.models import LANGSTE_MAIL, DraftRequest, vandaag_als_peildatum
    from assistant.settings import Settings
    from tools.invoer import lees

    mail = lees_mail(_inhoud(bestand, 10 * LANGSTE_MAIL))
    if regeling is not None:
        _keur_regeling(regeling)
    gevraagd = {"email": mail.tekst, "regeling": regeling, "signature": ondertekening}
    request = vandaag_als_peildatum(lees(DraftRequest, gevraagd))
    assistant = _open_assistant()
    try:
        concept = maak_concept(assistant, request, sjablonen=Settings().sjablonen, mail=mail)
    finally:
        assistant.close()
    for pad, maak in ((docx, als_docx), (eml, als_eml)):
        if pad is not None:
            _bewaar(pad, maak(concept))
    _schrijf(concept.model_dump(mode="json")) if json_ else print(als_tekst(concept))


def _inhoud(bestand: str, hoogstens: int) -> bytes:
    """What a file or stdin holds."""
    try:
        if bestand == "-":
            inhoud = sys.stdin.buffer.read(hoogstens + 1)
        else:
            with Path(bestand).open("rb") as open_bestand:
                inhoud = open_bestand.read(hoogstens + 1)
    except FileNotFoundError:
        raise InvoerFout("bestand", f"{bestand[:200]} bestaat niet") from None
    except OSError:
        raise InvoerFout("bestand", f"{bestand[:200]} is niet te lezen") from None
    if len(inhoud) > hoogstens:
        raise InvoerFout("bestand", f"hoogstens {hoogstens // 1_000_000} MB; haal de bijlagen eruit")
    return inhoud


def _bewaar(pad: Path, inhoud: bytes) -> None:
    try:
        pad.write_bytes(inhoud)
    except OSError:
        raise InvoerFout("pad", f"{str(pad)[:200]} is niet te schrijven") from None


def _open_index(map_: Path | None) -> Index:
    """The default index brought up to date with the knowledge base, or an index of its own."""
    from assistant.library import index_in, open_index
    from assistant.settings import Settings

    settings = Settings()
    if map_ is not None:
        return index_in(map_, settings)
    _meld_eerste_keer(settings.index)
    with _voortgang() as melder:
        return open_index(settings, melder)


@app.command()
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
        _stop("tekst: geef woorden om op te zoeken, of gebruik --jsonl.", 2)
    if regeling is not None:
        _keur_regeling(regeling)
    if index is not None and not index.is_dir():
        _stop(f"index: de map {str(index)[:200]} bestaat niet.", 2)
    bron = _open_index(index)

    def zoek(wat: str, aantal: int, waar: str | None) -> list[dict[str, Any]]:
        from assistant.library import als_treffer

        hits = bron.search(wat[:GRENS_ZOEK], regelingen=[waar] if waar else None, k=aantal, spread=True)
        return [als_treffer(hit).model_dump(mode="json") for hit in hits]

    try:
        if jsonl:
            for fout, regel in _regels():
                _schrijf(_fout(None, "invoer", fout) if fout else _een_zoekvraag(regel, zoek, k, regeling))
            return
        assert tekst is not None
        passages = zoek(tekst, k, regeling)
    finally:
        bron.close()
    if json_:
        _schrijf(passages)
        return
    for nr, passage in enumerate(passages, 1):
        print(f"{nr}. {passage['document']} – {passage['section']} ({passage['score']:.2f})\n{passage['text']}\n")
    if not passages:
        print("Niets gevonden.", file=sys.stderr)


GRENS_ZOEK = 20_000
"""Longest text to search for; the rest is left out."""


def _een_zoekvraag(regel: dict[str, Any], zoek: Any, k: int, regeling: str | None) -> dict[str, Any]:
    from knowledge.store import laad

    vraag, waar = regel.get("question"), regel.get("regeling", regeling)
    if not isinstance(vraag, str) or not vraag.strip():
        return _fout(regel.get("id"), "question", "geef een vraag als tekst")
    aantal = regel.get("k", k)
    if not isinstance(aantal, int) or isinstance(aantal, bool) or not 1 <= aantal <= 100:
        return _fout(regel.get("id"), "k", "geef een getal van 1 tot en met 100")
    try:
        if waar is not None:
            laad().regeling(str(waar))
        return {"id": regel.get("id"), "passages": zoek(vraag, aantal, waar)}
    except InvoerFout as fout:
        return _fout(regel.get("id"), fout.field, fout.message)


# --- documents and knowledge base --------------------------------------------------------------------------


@app.command()
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
        _stop(f"{next(iter(gegeven))}: deze optie hoort niet bij --{'lijst' if lijst else 'verwijder'}.", 2)
    if lijst and (paden or verwijder):
        _stop("lijst: geef bij --lijst geen paden en geen --verwijder.", 2)
    if lijst:
        standen = documents.lijst(index)
        _schrijf(standen) if json_ else print(documents.leesbare_lijst(standen))
        return
    if not paden:
        _stop("pad: geef een bestand, een map of een patroon.", 2)
    if index is not None and index.exists() and not index.is_dir():
        _stop(f"index: {str(index)[:200]} is geen map.", 2)
    verslag = _verwerk(paden, documents.lees_opgave(gegeven), index, verwijder)
    niets = bool(verslag.overgeslagen) and not (verslag.nieuw + verslag.gewijzigd + verslag.ongewijzigd)
    if json_:
        _schrijf(verslag.to_dict())
        if niets:
            _stop(f"Er is niets opgenomen: {verslag.overgeslagen[0]['reden']}.", 2)
        return
    print(documents.samenvatting(verslag))
    for regel in documents.bijzonderheden(verslag):
        print(regel, file=sys.stderr)
    if niets:
        raise typer.Exit(2)


def _verwerk(paden: list[str], opgave: Kenmerken, index: Path | None, weg: bool) -> IngestReport:
    """Take documents in, or out; wrong input is refused before the index is opened."""
    from datetime import UTC, datetime

    from assistant.documents import neem_op
    from knowledge.ingest import controleer, verwijder

    if not weg:
        controleer(paden, opgave)
    doel = _open_index(index)
    try:
        with _voortgang() as melder:
            if weg:
                return verwijder(paden, doel, melder)
            return neem_op(paden, doel, opgave, melder, nu=datetime.now(UTC))
    finally:
        doel.close()


@app.command()
def check(
    map_: Annotated[Path | None, typer.Option("--map", help="Een andere kennisbankmap.")] = None,
) -> None:
    """Controleer of de kennisbank klopt: elk gebrek met bestand en regel."""
    from datetime import UTC, datetime

    from knowledge.store import KENNISMAP
    from tools.proef import controleer_alles

    map_ = map_ or KENNISMAP
    if not map_.is_dir():
        _stop(f"map: {str(map_)[:200]} is geen map.", 2)
    fouten = controleer_alles(map_, datetime.now(UTC).date())
    for fout in fouten:
        print(fout)
    if fouten:
        _stop(f"De kennisbank klopt niet: {len(fouten)} {'gebrek' if len(fouten) == 1 else 'gebreken'}.", 1)
    print("De kennisbank klopt.")


# --- running it --------------------------------------------------------------------------------------------


def _hogere_kamers() -> None:
    """Add the commands that other rooms offer; only when the command asked for is not ours."""
    from importlib.metadata import entry_points

    eigen = {c.name for c in app.registered_commands}
    for punt in entry_points(group="wegwijzer.commands"):
        if punt.name not in eigen:
            app.command(punt.name)(punt.load())


def _haal_debug_weg() -> None:
    """Take `--debug` wherever it stands before a lone `--`, not only before the command."""
    opties = sys.argv.index("--") if "--" in sys.argv else len(sys.argv)
    if "--debug" in sys.argv[1:opties]:
        _DEBUG["aan"] = True
        sys.argv[1:opties] = [a for a in sys.argv[1:opties] if a != "--debug"]


def main() -> None:
    """Run the command line."""
    eigen = {"tool", "ask", "draft", "search", "ingest", "check"}
    _haal_debug_weg()
    gevraagd = next((a for a in sys.argv[1:] if not a.startswith("-")), None)
    if gevraagd not in eigen:
        _hogere_kamers()
    try:
        status = app(standalone_mode=False)
    except typer.Exit as einde:
        sys.exit(einde.exit_code)
    except (typer.Abort, KeyboardInterrupt):
        print("Afgebroken.", file=sys.stderr)
        sys.exit(130)
    except InvoerFout as fout:
        _meld(f"{fout.field}: {fout.message}.")
        sys.exit(2)
    except WegwijzerError as fout:
        _meld(str(fout))
        sys.exit(1)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except Exception as fout:
        if type(fout).__module__.startswith(("click", "typer")) and hasattr(fout, "format_message"):
            from assistant.cli_errors import nederlands

            if type(fout).__name__ == "NoArgsIsHelpError":
                print(fout.format_message(), file=sys.stderr)
                sys.exit(2)
            _hogere_kamers()
            namen = {c.name or c.callback.__name__ for c in app.registered_commands if c.callback}
            _meld(nederlands(fout, sorted(n.rstrip("_") for n in namen)))
            sys.exit(2)
        if _DEBUG["aan"]:
            raise
        _meld(f"Er ging iets mis ({type(fout).__name__}: {str(fout)[:200]}); met --debug ziet u meer.")
        sys.exit(1)
    sys.exit(status if isinstance(status, int) else 0)


def _meld(tekst: str) -> None:
    if _DEBUG["aan"]:
        import traceback

        traceback.print_exc()
    print(tekst, file=sys.stderr)


if __name__ == "__main__":
    main()
