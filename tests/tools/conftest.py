"""Run a tool on the built-in knowledge base, or look at the error that wrong input gives."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from knowledge.artikelen import artikelbestanden, lees_artikel
from knowledge.errors import InvoerFout
from knowledge.store import KENNISMAP, Kennisbank, laad
from tools.envelope import Envelope
from tools.registry import voer_uit


@pytest.fixture(scope="session")
def kennis() -> Kennisbank:
    return laad()


@pytest.fixture(scope="session")
def run(kennis: Kennisbank) -> Callable[..., Envelope]:
    """Run a tool by name with the fields of its input."""

    def _run(naam: str, **velden: Any) -> Envelope:
        return voer_uit(naam, velden, kennis)

    return _run


@pytest.fixture(scope="session")
def fout(kennis: Kennisbank) -> Callable[[str, Any], InvoerFout]:
    """The error that an input must give."""

    def _fout(naam: str, data: Any) -> InvoerFout:
        with pytest.raises(InvoerFout) as gevangen:
            voer_uit(naam, data, kennis)
        return gevangen.value

    return _fout


@pytest.fixture(scope="session")
def passages() -> set[tuple[str, str]]:
    """Every (document, heading) of the articles that has text below it: what a source may point to."""
    gevonden = set()
    for pad in artikelbestanden(KENNISMAP):
        artikel, fouten = lees_artikel(pad)
        assert artikel is not None, fouten
        gevonden |= {(pad.stem, sectie.kop) for sectie in artikel.secties if sectie.tekst}
    return gevonden
