"""Which passage explains a verdict: not one on another outcome of the same rules, nor on another code or profile."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from assistant.forms import FORMULIEREN
from assistant.proof.claims import exacte_waarden
from knowledge.documents import Passage
from knowledge.models import Regeling
from tools.envelope import Envelope

_ALTERNATIEVEN = {"procedures", "tabel", "matrix", "codes"}
"""Parts of a block of rules of which one row holds for a case, and the others don't."""
_SOORTEN = ("c:", "g:")
"""What a heading may tell of another case: a code, or a number such as that of a profile."""


def past_bij(passage: Passage, vraag: str, envelopes: Sequence[Envelope], regeling: Regeling) -> bool:
    """Whether a passage explains these verdicts.

    Args:
        passage: an article passage.
        vraag: the question as it was read.
        envelopes: what the tools said; not empty.
        regeling: the regime that holds.
    """
    uitleg = (tekst for e in envelopes for tekst in (e.conclusion, *(c.explanation for c in e.checks)))
    gezegd = " ".join([vraag, *uitleg])
    in_kop = {w for w in exacte_waarden(passage.section) if w.startswith(_SOORTEN)}
    vreemd = in_kop and in_kop.isdisjoint(exacte_waarden(gezegd))
    plaats = f"{passage.document}#{passage.section}"
    beslist = [e for e in envelopes if e.verdict != "gegevens_ontbreken"]  # the others may still come out
    return not vreemd and not any(_van_andere_uitkomst(plaats, e, regeling) for e in beslist)


def _van_andere_uitkomst(plaats: str, envelope: Envelope, regeling: Regeling) -> bool:
    """Whether the rules of the tool lean on a place for what did not come out."""
    formulier = FORMULIEREN.get(envelope.tool)
    blok = getattr(regeling, formulier.onderdeel) if formulier else None
    if blok is None:
        return False
    eigen = {*_bronnen(blok.bron.model_dump()), *_bronnen(envelope.model_dump())}
    return plaats in set(_bronnen(blok.model_dump(include=_ALTERNATIEVEN))) - eigen


def _bronnen(waarde: Any) -> Iterator[str]:
    """Every place in the sources that is named in nested data."""
    if isinstance(waarde, dict):
        if {"document", "section"} <= waarde.keys():
            yield f"{waarde['document']}#{waarde['section']}"
        for deel in waarde.values():
            yield from _bronnen(deel)
    elif isinstance(waarde, list | tuple):
        for deel in waarde:
            yield from _bronnen(deel)
