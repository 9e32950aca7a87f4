"""What a verdict that misses an input does tell: what is certain already, and which input to ask for first."""

from __future__ import annotations

from knowledge.store import Kennisbank
from tools.envelope import NOG_MOGELIJK, Check, Envelope
from tools.invoer import lees
from tools.registry import tool, voer_uit
from tools.splitsing import volgorde


def vraag_eerst(envelope: Envelope, kennis: Kennisbank) -> list[str]:
    """The missing inputs, the one that tells most first; none that makes no difference.

    A tool without a finite table keeps its own order.
    """
    gekozen = tool(envelope.tool)
    if gekozen.gevallen is None or envelope.regeling is None:
        return envelope.missing
    invoer = lees(gekozen.invoer, envelope.input | {"regeling": envelope.regeling})
    velden = [veld for veld in gekozen.gemak if getattr(invoer, veld) is None]
    return volgorde(gekozen.gevallen(invoer, kennis.regeling(envelope.regeling)), velden)


def staat_vast(envelope: Envelope, kennis: Kennisbank) -> list[Check]:
    """The rules that the input meets and what it leaves possible; not what holds of every input."""
    if envelope.regeling is None:
        return []
    altijd = voer_uit(envelope.tool, {"regeling": envelope.regeling}, kennis).checks
    return [
        check
        for check in envelope.checks
        if (check.outcome == "voldaan" or check.rule == NOG_MOGELIJK) and check not in altijd
    ]
