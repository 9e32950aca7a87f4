"""Questions to go on with: those of the example questions that the sections beside the cited ones answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.models import Answer
from knowledge.documents import Passage
from knowledge.folding import vouw

MOST = 3
_NEARBY = (1, -1, 2, 3)
"""Where to look, counted in sections from the cited one: reading on first."""


class Suggester:
    """Suggests from the example questions of the articles.

    Args:
        passages: the sections of every article, in their order, with their example questions.
    """

    def __init__(self, passages: Sequence[Passage]) -> None:
        first: dict[tuple[str, str], Passage] = {}
        for passage in passages:
            first.setdefault((passage.document, passage.section), passage)
        self._sections = list(first.values())
        self._place = {key: place for place, key in enumerate(first)}

    def suggest(self, answer: Answer, asked: Sequence[str] = (), most: int = MOST) -> list[str]:
        """What one could ask next; nothing where the answer itself asks something, or no article is cited.

        Args:
            answer: the answer.
            asked: the questions of the conversation so far, which are not suggested again.
            most: how many at most.
        """
        if answer.clarification is not None:
            return []
        seen, found = {vouw(q) for q in asked}, list[str]()
        for passage in self._beside(_cited(answer)):
            question = next((q for q in passage.vragen if q not in passage.onbeantwoord), "")
            if question and vouw(question) not in seen:
                seen.add(vouw(question))
                found.append(question)
            if len(found) == most:
                break
        return found

    def _beside(self, cited: Sequence[tuple[str, str]]) -> Iterator[Passage]:
        """The sections near the first cited one, then near the second, and so on; none that is cited itself."""
        for key in cited:
            for step in _NEARBY if key in self._place else ():
                place = self._place[key] + step
                if not 0 <= place < len(self._sections):
                    continue
                there = self._sections[place]
                if there.document == key[0] and (there.document, there.section) not in cited:
                    yield there


def _cited(answer: Answer) -> list[tuple[str, str]]:
    """The sections that the answer leans on, most important first."""
    checks = [(c.source.document, c.source.section) for e in answer.tool_results for c in e.checks]
    return list(dict.fromkeys([*((c.document, c.section) for c in answer.citations), *checks]))
