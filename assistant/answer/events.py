"""An answer while it is being made, as events: `status`, `tool_result`, `passages`, `token`, then `final`.

Words go out the moment they are verified: with a language model sentence by sentence, otherwise all at once. `final`
holds, whatever was shown before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from assistant.models import Answer, Event

STAPPEN = {
    "guard": "Ik kijk of er persoonsgegevens in staan",
    "split": "Ik zoek de vragen in het bericht",
    "whom": "Ik vraag over wie het gaat",
    "interpret": "Ik lees de vraag",
    "scope": "Ik bepaal om welke regio het gaat",
    "tools": "Ik pas de regels toe",
    "retrieve": "Ik zoek de passages",
    "write": "Ik schrijf het antwoord",
    "verify": "Ik controleer elk feit",
    "reread": "Ik lees de vraag nog eens",
    "phrase": "Ik verwoord het antwoord",
    "next": "Ik ga naar de volgende vraag",
    "join": "Ik zet de antwoorden bij elkaar",
}
"""Step of the line -> what the user reads while it runs."""


def als_events(delen: Iterable[tuple[str, Any]], afronden: Callable[[Answer], Answer]) -> Iterator[Event]:
    """The events of one message.

    Args:
        delen: what the line gives: (`updates`, what a step adds) and (`custom`, a piece of verified text).
        afronden: completes the answer with versions and timings.
    """
    answer: Answer | None = None
    gezien = ""
    for soort, deel in delen:
        if soort == "custom":
            assert answer is not None
            if not gezien:
                yield _passages(answer)
            gezien += deel["text"]
            yield from _woorden(deel["text"])
            continue
        for stap, nieuw in deel.items():
            yield Event(event="status", data={"step": stap, "text": STAPPEN[stap]})
            for _, envelope in (nieuw or {})["tools"].resultaten if stap == "tools" else ():
                yield Event(event="tool_result", data=envelope.model_dump(mode="json"))
            answer = (nieuw or {}).get("answer", answer)
    assert answer is not None
    klaar = afronden(answer)
    if not gezien:
        yield _passages(klaar)
    if klaar.answer.startswith(gezien):
        yield from _woorden(klaar.answer[len(gezien) :])
    yield Event(event="final", data=klaar.model_dump(mode="json"))


def _passages(answer: Answer) -> Event:
    return Event(event="passages", data={"passages": [c.model_dump(mode="json") for c in answer.citations]})


def _woorden(tekst: str) -> Iterator[Event]:
    for stuk in re.findall(r"\s*\S+\s*", tekst):
        yield Event(event="token", data={"text": stuk})
