"""What a foreign assistant can call: every rule of the registry, `zoek` and `vraag`.

A new rule in the registry is offered by itself.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from anyio import from_thread, to_thread
from pydantic import BaseModel, Field

from assistant.models import LANGSTE_VRAAG, Answer, AskRequest, Treffer, vandaag_als_peildatum
from knowledge.store import laad
from tools import registry
from tools.envelope import Envelope
from tools.invoer import Invoer, lees, lees_json
from web.mcp.on_demand import Source, Tell
from web.opening import Assistent

Run = Callable[[dict[str, Any], Tell], Awaitable[BaseModel]]


class SearchRequest(Invoer):
    """What to look for."""

    question: str = Field(min_length=1, max_length=LANGSTE_VRAAG, description="Woorden, een code of een vraag.")
    k: int = Field(default=10, strict=True, ge=1, le=100, description="Hoeveel passages.")


class Passages(BaseModel):
    """Passages, the best first."""

    passages: list[Treffer]


@dataclass(frozen=True)
class Offer:
    """Something that can be called.

    Attributes:
        name: how it is called.
        title: what people read.
        description: what it is for.
        input_schema: JSON Schema of its input.
        output: model of what it gives.
        run: runs it on raw input; raises InvoerFout for wrong input, WegwijzerError for a fault of ours.
    """

    name: str
    title: str
    description: str
    input_schema: dict[str, Any]
    output: type[BaseModel]
    run: Run


def offers(source: Source) -> dict[str, Offer]:
    """Everything that can be called, by name."""
    search = Offer(
        name="zoek",
        title="Zoeken in de documenten",
        description="Zoekt passages in de kennisbank en in eigen documenten, op betekenis en op woorden; de beste "
        "eerst. Persoonsgegevens worden eerst uit de zoektekst gehaald.",
        input_schema=SearchRequest.model_json_schema(),
        output=Passages,
        run=partial(_search, source),
    )
    ask = Offer(
        name="vraag",
        title="Een vraag beantwoorden",
        description="Beantwoordt een vraag over contracten voor jeugdhulp, met bronnen. status zegt of er een antwoord "
        "is (answered), of er een gegeven ontbreekt (clarify), of de documenten het niet zeggen (abstain) of dat de "
        "vraag hier niet hoort (refused). Neem codes, datums, bedragen en het oordeel letterlijk over, met hun bron.",
        input_schema=AskRequest.model_json_schema(),
        output=Answer,
        run=partial(_ask, source),
    )
    rules = [_rule(registry.tool(name)) for name in registry.namen()]
    return {offer.name: offer for offer in (*rules, search, ask)}


def _rule(tool: registry.Tool) -> Offer:
    async def run(data: dict[str, Any], _tell: Tell) -> Envelope:
        return await to_thread.run_sync(
            lambda: registry.voer_uit(tool.naam, lees_json(json.dumps(data), tool.grootste_invoer))
        )

    return Offer(tool.naam, tool.titel, tool.beschrijving, tool.schema(), Envelope, run)


async def _search(source: Source, data: dict[str, Any], tell: Tell) -> Passages:
    request = lees(SearchRequest, data)
    await to_thread.run_sync(_check_regime, request.regeling)
    found = (await source.assistent(tell)).search
    return Passages(
        passages=await to_thread.run_sync(lambda: found(request.question, k=request.k, regeling=request.regeling))
    )


async def _ask(source: Source, data: dict[str, Any], tell: Tell) -> Answer:
    request = vandaag_als_peildatum(lees(AskRequest, data))
    await to_thread.run_sync(_check_regime, request.regeling)
    assistent = await source.assistent(tell)
    gone = threading.Event()
    try:
        return await to_thread.run_sync(_follow, assistent, request, tell, gone, abandon_on_cancel=True)
    finally:
        gone.set()


def _check_regime(regeling: str | None) -> None:
    """Refuse an unknown regime before the assistant is opened."""
    if regeling is not None:
        laad().regeling(regeling)


def _follow(assistent: Assistent, request: AskRequest, tell: Tell, gone: threading.Event) -> Answer:
    """The answer, telling of every step; gives up once nobody waits for it."""
    final: dict[str, Any] = {}
    for event in assistent.stream(request):
        if gone.is_set():
            break
        if event.event == "status":
            from_thread.run(tell, f"{event.data['text']}.")
        final = event.data
    return Answer.model_validate(final)
