"""Spans of OpenTelemetry for every step, when `WEGWIJZER_TRACING` names a collector; nothing is imported otherwise.

A span bears what happened (step, status, regimes, writer, how many questions), never the text of a question, unless
`WEGWIJZER_TRACING_TEKST` says so; that text is the one without personal data.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from assistant.line.state import State
from assistant.settings import Settings
from knowledge.errors import InvoerFout

if TYPE_CHECKING:
    from opentelemetry.sdk.trace.export import SpanExporter
    from opentelemetry.trace import Span, Tracer

NAAM = "wegwijzer"
Functie = Callable[[State], State]


class Spoor:
    """Puts a span around each step."""

    def __init__(self, tracer: Tracer, sluit: Callable[[], None], *, met_tekst: bool = False) -> None:
        self._tracer = tracer
        self._met_tekst = met_tekst
        self.close = sluit

    def stap(self, naam: str, functie: Functie) -> Functie:
        """The step with a span around it."""

        def met_span(state: State) -> State:
            with self._tracer.start_as_current_span(f"{NAAM}.{naam}") as span:
                nieuw = functie(state)
                span.set_attributes(_kenmerken(nieuw or State()))
                if self._met_tekst and naam == "guard":
                    span.set_attribute(f"{NAAM}.vraag", (nieuw or state)["tekst"])
                return nieuw

        return met_span

    def begin(self) -> Span:
        """The span of a whole answer, above those of its steps; whoever begins it ends it."""
        return self._tracer.start_span(f"{NAAM}.antwoord")

    def binnen(self, span: Span) -> AbstractContextManager[Span]:
        """Run steps below that span."""
        from opentelemetry.trace import use_span

        return use_span(span)


def _kenmerken(nieuw: State) -> dict[str, str | int | list[str]]:
    """What may be told of a step: names and counts, no texts."""
    uit: dict[str, str | int | list[str]] = {}
    if "vragen" in nieuw:
        uit[f"{NAAM}.vragen"] = len(nieuw["vragen"])
    if "redacted" in nieuw:
        uit[f"{NAAM}.weggehaald"] = list(nieuw["redacted"])
    if "scope" in nieuw:
        uit[f"{NAAM}.regelingen"] = list(nieuw["scope"].regelingen)
    if "tools" in nieuw:
        uit[f"{NAAM}.tools"] = [f"{e.tool}: {e.verdict}" for _, e in nieuw["tools"].resultaten]
    if "answer" in nieuw:
        uit |= {f"{NAAM}.status": nieuw["answer"].status, f"{NAAM}.writer": nieuw["answer"].writer}
    return uit


def open_spoor(settings: Settings, naar: SpanExporter | None = None) -> Spoor | None:
    """Spans to the collector that is set, or to `naar`; None when neither is there.

    Raises:
        InvoerFout: the packages for it are not installed.
    """
    if settings.tracing is None and naar is None:
        return None
    try:
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor

        if naar is None:
            from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter

            naar = OTLPSpanExporter(endpoint=f"{str(settings.tracing).rstrip('/')}/v1/traces")
    except ImportError as fout:
        hulp = "pip install 'wegwijzer-jeugdhulp[tracing]'"
        raise InvoerFout("WEGWIJZER_TRACING", f"daarvoor ontbreekt een pakket; {hulp}") from fout
    provider = TracerProvider(resource=Resource.create({"service.name": NAAM}))
    provider.add_span_processor(BatchSpanProcessor(naar))
    return Spoor(provider.get_tracer(NAAM), provider.shutdown, met_tekst=settings.tracing_tekst)
