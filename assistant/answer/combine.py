"""Several answers in one: each under its own question, citations numbered through, the first open question asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.answer.wording import AANGENOMEN, LET_OP
from assistant.models import Answer, Citation, Timings
from assistant.proof.verify import onbewezen
from assistant.text.sentences import kort
from tools.envelope import Envelope

MEESTE_VRAGEN = 8
"""More questions in one message are left for a next one."""
_MARKER = re.compile(r"\[(\d+)\]")
_LANGSTE_KOP = 110
_VOLGENDE = "Uw volgende vraag"


def combineer(delen: Sequence[tuple[str, Answer]], overig: int = 0) -> Answer:
    """Join answers, in order.

    Args:
        delen: each question, redacted and as it can stand above its answer, with that answer; at least one.
        overig: how many questions were left unanswered.
    """
    citaties: list[Citation] = []
    groepen = _per_antwoord(delen)
    los = zonder_herhaalde([_hernummerd(antwoord, citaties) for _, antwoord in groepen])
    teksten = [
        "\n\n".join([*(f"**{kop}**" for kop in koppen), tekst]) for (koppen, _), tekst in zip(groepen, los, strict=True)
    ]
    if overig:
        teksten.append(f"Uw bericht bevat nog {'één vraag' if overig == 1 else 'meer vragen'}; stuur die apart.")
    antwoorden = [antwoord for _, antwoord in groepen]
    statussen = [a.status for a in antwoorden]
    status = next(s for s in ("answered", "clarify", "abstain", "refused") if s in statussen)
    geschreven = next((a for a in antwoorden if a.writer == "llm"), antwoorden[-1])
    return antwoorden[-1].model_copy(
        update={
            "status": status,
            "answer": "\n\n".join(teksten),
            "citations": citaties,
            "tool_results": _toolresultaten(delen, antwoorden),
            "regelingen": list(dict.fromkeys(r for a in antwoorden for r in a.regelingen)),
            "clarification": next((a.clarification for a in antwoorden if a.clarification), None),
            "writer": geschreven.writer,
            "versions": geschreven.versions,
            "timings_ms": Timings(
                embed=round(sum(a.timings_ms.embed for a in antwoorden), 2),
                retrieve=round(sum(a.timings_ms.retrieve for a in antwoorden), 2),
            ),
        }
    )


def _toolresultaten(delen: Sequence[tuple[str, Answer]], gegeven: Sequence[Answer]) -> list[Envelope]:
    """What the tools said, in order; of an answer that is given once for two questions, what was read of each."""
    uit: list[Envelope] = []
    for _, antwoord in delen:
        eerste = any(antwoord is a for a in gegeven)
        uit += [e for e in antwoord.tool_results if eerste or all((e.tool, e.input) != (b.tool, b.input) for b in uit)]
    return uit


def zonder_herhaalde(teksten: Sequence[str]) -> list[str]:
    """Answers of one message, each without the notes and assumptions that one before it gave already."""
    gezegd: set[str] = set()
    return ["\n\n".join(_nieuwe_alineas(tekst, gezegd)) for tekst in teksten]


def _nieuwe_alineas(tekst: str, gezegd: set[str]) -> Iterator[str]:
    """The paragraphs of an answer without the notes that were given before; adds its own to `gezegd`."""
    alineas = re.split(r"\n{2,}", tekst)
    toen = frozenset(gezegd)
    for alinea in alineas:
        if alinea.startswith(LET_OP):
            kop, *regels = alinea.splitlines()
            nieuw = [regel for regel in regels if regel not in toen]
            gezegd.update(regels)
            if nieuw:
                yield "\n".join([kop, *nieuw])
        elif AANGENOMEN not in alinea:
            yield alinea
        elif alinea not in toen:
            gezegd.add(alinea)
            yield alinea


def _per_antwoord(delen: Sequence[tuple[str, Answer]]) -> list[tuple[list[str], Answer]]:
    """The answers with the headings above them; an answer that two questions got is given once."""
    groepen: list[tuple[list[str], Answer]] = []
    for plek, (vraag, antwoord) in enumerate(delen):
        zelfde = next((koppen for koppen, a in groepen if a.answer == antwoord.answer), None)
        if zelfde is None:
            groepen.append(([_kop(plek, vraag, antwoord)], antwoord))
        elif (kop := _kop(plek, vraag, antwoord)) != _VOLGENDE:
            zelfde.append(kop)
    return groepen


def _kop(plek: int, vraag: str, antwoord: Answer) -> str:
    """The question above its answer; not in its own words where they hold something exact that nothing bears."""
    zin = kort(vraag, _LANGSTE_KOP)
    if zin and not onbewezen(zin, antwoord.tool_results, antwoord.citations):
        return zin
    return "Uw vraag" if plek == 0 else _VOLGENDE


def _hernummerd(antwoord: Answer, citaties: list[Citation]) -> str:
    """The text with its markers in the numbering of the whole; adds what it cites to `citaties`."""
    nieuw: dict[str, int] = {}
    for citatie in antwoord.citations:
        gelijk = next((c for c in citaties if (c.document, c.section, c.quote) == _plek(citatie)), None)
        if gelijk is None:
            gelijk = citatie.model_copy(update={"marker": len(citaties) + 1})
            citaties.append(gelijk)
        nieuw[str(citatie.marker)] = gelijk.marker
    return _MARKER.sub(lambda m: f"[{nieuw[m[1]]}]" if m[1] in nieuw else m[0], antwoord.answer)


def _plek(citatie: Citation) -> tuple[str, str, str]:
    return citatie.document, citatie.section, citatie.quote
