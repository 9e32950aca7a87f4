"""Make `knowledge/woordenschat/praktijk/ontwikkelvragen.yaml`: the development questions, to learn from.

    python -m evals.praktijk

Each comes with the tool that its question set names, or else with the section that answers it or leaves it open: the
passage that came first, where the answer was right. What is held out to measure is never among them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from assistant.service import Assistant, Verloop
from evals.judging import beoordeel
from evals.questions import Vraag, delen, is_meetdeel, lees_vragen
from knowledge.documents import Passage
from knowledge.store import KENNISMAP
from tools.registry import namen

BESTAND = KENNISMAP / "woordenschat" / "praktijk" / "ontwikkelvragen.yaml"
_KOP = """\
# Made by `python -m evals.praktijk` of the development questions in `evals/vragen`. With a tool, that answers them;
# with a section, that answers them or (`open`) leaves them open; with neither, the documents decide. Ids that begin
# with `meet` are of parts that were held out once and are not any more.

"""
_KORTSTE = 6


def leerdelen() -> list[str]:
    """The parts to learn from: single questions in plain circumstances."""
    return [deel for deel in delen() if deel.startswith("ontwikkel") and not is_meetdeel(deel)]


def praktijkvragen(assistant: Assistant, parts: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Every question of these parts that teaches something, each text once."""
    gezien: set[str] = set()
    for vraag in (v for part in parts for v in lees_vragen(part) if _los(v)):
        verloop = assistant.volg(vraag.request())
        tekst = _tekst(verloop)
        doel = _doel(vraag, verloop) if tekst and tekst not in gezien else None
        if tekst and doel is not None:
            gezien.add(tekst)
            yield {"vraag": tekst, **doel, "uit": vraag.id}


def _los(vraag: Vraag) -> bool:
    """Whether it stands by itself and is about a regime."""
    apart = vraag.history or vraag.documenten or vraag.vulling or vraag.manier == "meervoudig"
    return not apart and "refused" not in vraag.statussen and vraag.regeling is not None


def _tekst(verloop: Verloop) -> str | None:
    """What is searched for, of a message with one question and nothing taken out."""
    gelezen = [stap.nieuw["interpretatie"] for stap in verloop.stappen if stap.naam == "interpret"]
    tekst = gelezen[0].zoektekst if len(gelezen) == 1 else ""
    return tekst if len(tekst) >= _KORTSTE and not verloop.answer.redacted else None


def _doel(vraag: Vraag, verloop: Verloop) -> dict[str, Any] | None:
    """The tool or the section; nothing to say of an answer on a tool's subject for which the set names no tool."""
    if vraag.tool:
        return {"beslishulp": vraag.tool}
    open_ = vraag.statussen == ["abstain"]
    if vraag.onderwerp in namen() and not open_:
        return None
    if open_ and vraag.sectie:
        return {"document": vraag.bronnen[0], "sectie": vraag.sectie, "open": True}
    passage = _eerste(verloop)
    if passage is None or passage.regeling != vraag.regeling or verloop.answer.tool_results:
        return {}
    sectie = {"document": passage.document, "sectie": passage.section}
    if open_:
        return {**sectie, "open": True}
    citaten = [c.section for c in verloop.answer.citations[:1]]
    raak = vraag.statussen == ["answered"] and citaten == [passage.section] and beoordeel(vraag, verloop.answer).goed
    return sectie if raak else {}


def _eerste(verloop: Verloop) -> Passage | None:
    """The passage that was judged."""
    gevonden = [stap.nieuw["hits"] for stap in verloop.stappen if stap.kenmerken]
    return next((h.passage for hits in gevonden for h in hits if h.passage.herkomst == "kennisbank"), None)


def schrijf(vragen: Sequence[dict[str, Any]], bestand: Path = BESTAND) -> None:
    """Write the file, by tool and section."""
    rij = sorted(vragen, key=lambda v: tuple(str(v.get(k, "~")) for k in ("beslishulp", "document", "sectie", "open")))
    tekst = yaml.safe_dump(rij, allow_unicode=True, sort_keys=False, width=118)
    bestand.write_text(_KOP + tekst, encoding="utf-8")


def main() -> int:
    """Write the file with what an assistant finds that has not learned from these questions before."""
    assistant = Assistant.open(ongeleerd={v.id for deel in leerdelen() for v in lees_vragen(deel)})
    try:
        vragen = list(praktijkvragen(assistant, leerdelen()))
    finally:
        assistant.close()
    schrijf(vragen)
    print(f"{len(vragen)} vragen in {BESTAND.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
