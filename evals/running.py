"""Ask questions and conversations of the assistant, and judge what comes back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from assistant.models import Answer
from assistant.service import Assistant
from evals.assistants import Assistenten
from evals.judging import Oordeel, Ronde, beoordeel, beoordeel_gesprek
from evals.questions import Gesprek, Item, Vraag
from evals.trace import spoor

Melder = Callable[[int, int], None]
"""Is told how many items are done, and of how many."""


def stel(
    assistenten: Assistenten, items: Sequence[Item], *, met_stappen: bool = True, melder: Melder | None = None
) -> list[Oordeel]:
    """Ask every item and judge it.

    Args:
        assistenten: whom to ask.
        items: questions and conversations.
        met_stappen: keep what every step did; not for parts that nobody may look into.
        melder: is told of progress.
    """
    oordelen = []
    for nummer, item in enumerate(items, 1):
        oordelen.append(_stel_een(assistenten.voor(item), item, met_stappen))
        if melder:
            melder(nummer, len(items))
    return oordelen


def _stel_een(assistant: Assistant, item: Item, met_stappen: bool) -> Oordeel:
    rondes: list[Ronde] = []
    antwoorden: list[Answer] = []
    for nummer, tekst in enumerate(item.beurten):
        request = item.request() if isinstance(item, Vraag) else item.request(nummer, antwoorden)
        verloop = assistant.volg(request)
        antwoorden.append(verloop.answer)
        rondes.append(Ronde(tekst, verloop.answer, spoor(verloop, met_stappen=met_stappen)))
    oordeel = beoordeel_gesprek(item, antwoorden) if isinstance(item, Gesprek) else beoordeel(item, antwoorden[-1])
    return replace(oordeel, rondes=tuple(rondes))


def wisselvallig(eerst: Iterable[Oordeel], opnieuw: Iterable[Oordeel]) -> list[str]:
    """Ids of items of which some answer reads differently the second time."""
    teksten = {o.vraag.id: [r.answer.answer for r in o.rondes] for o in eerst}
    return [o.vraag.id for o in opnieuw if teksten[o.vraag.id] != [r.answer.answer for r in o.rondes]]
