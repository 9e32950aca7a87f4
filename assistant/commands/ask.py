"""The commands `ask` and `draft`: an answer to a question, a conversation, a draft of a reply to a mail."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.commands.shared import fout_in, keur_regeling, meld_eerste_keer, regels, schrijf, voortgang
from knowledge.errors import InvoerFout

if TYPE_CHECKING:
    from assistant.models import Answer


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
    meld_eerste_keer(settings.index)
    with voortgang() as melder, zonder_opruimen():
        return Assistant.open(settings if llm else settings.model_copy(update={"model": None}), progress=melder)


def _request(regel: dict[str, Any]) -> Any:
    """The request; without a reference date, today counts."""
    from assistant.models import AskRequest, vandaag_als_peildatum
    from tools.invoer import lees

    return vandaag_als_peildatum(lees(AskRequest, {k: v for k, v in regel.items() if k != "llm" and v is not None}))


def ask(
    vraag: Annotated[str | None, typer.Argument(help="De vraag; zonder vraag begint een gesprek.")] = None,
    regeling: Annotated[str | None, typer.Option(help="Id van de regeling waarvoor het antwoord moet gelden.")] = None,
    json_: Annotated[bool, typer.Option("--json", help="Toon het hele antwoord als JSON.")] = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Lees regels {id, question, …} van stdin.")] = False,
    llm: Annotated[bool, typer.Option("--llm", help="Laat het ingestelde taalmodel verwoorden.")] = False,
) -> None:
    """Beantwoord een vraag."""
    if regeling is not None:
        keur_regeling(regeling)
    if vraag is None and not jsonl:
        _gesprek(regeling, llm)
        return
    if vraag is not None:
        _request({"question": vraag, "regeling": regeling})
    assistant = _open_assistant(llm)
    try:
        if jsonl:
            for fout, regel in regels():
                schrijf(fout_in(None, "invoer", fout) if fout else _een_vraag(assistant, regel, regeling))
            return
        answer: Answer = assistant.ask(_request({"question": vraag, "regeling": regeling}))
    finally:
        assistant.close()
    schrijf(answer.model_dump(mode="json")) if json_ else print(_leesbaar(answer))


def _een_vraag(assistant: Any, regel: dict[str, Any], regeling: str | None) -> dict[str, Any]:
    """The answer to a line; `regeling` is the regime where the line names none."""
    if regel.get("regeling") is None:
        regel = regel | {"regeling": regeling}
    try:
        antwoord: dict[str, Any] = assistant.ask(_request(regel)).model_dump(mode="json")
    except InvoerFout as fout:
        return fout_in(regel.get("id"), fout.field, fout.message)
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
            "Bronnen:\n"
            + "\n".join(
                f"[{c.marker}] {c.title} – {c.section} ({', '.join(filter(None, [c.document, c.plaats]))})"
                for c in answer.citations
            )
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


def draft(
    bestand: Annotated[str, typer.Argument(help="De e-mail: een .eml- of tekstbestand, of - voor stdin.")],
    docx: Annotated[Path | None, typer.Option(help="Schrijf het concept als Word-bestand.")] = None,
    eml: Annotated[Path | None, typer.Option(help="Schrijf het concept als e-mail (.eml).")] = None,
    regeling: Annotated[str | None, typer.Option(help="Id van de regeling waarvoor het antwoord moet gelden.")] = None,
    ondertekening: Annotated[str, typer.Option(help="De regels waarmee u ondertekent.")] = "",
    json_: Annotated[bool, typer.Option("--json", help="Toon het hele concept als JSON.")] = False,
) -> None:
    """Maak een conceptantwoord op een e-mail."""
    from assistant.drafts.export import als_docx, als_eml, als_tekst
    from assistant.drafts.mail import lees_mail
    from assistant.drafts.reply import maak_concept
    from assistant.models import LANGSTE_MAIL, DraftRequest, vandaag_als_peildatum
    from assistant.settings import Settings
    from tools.invoer import lees

    mail = lees_mail(_inhoud(bestand, 10 * LANGSTE_MAIL))
    if regeling is not None:
        keur_regeling(regeling)
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
    schrijf(concept.model_dump(mode="json")) if json_ else print(als_tekst(concept))


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
