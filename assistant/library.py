"""The passages of the knowledge base and the index that holds them, for whoever searches without asking."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from assistant.models import Treffer
from assistant.settings import Settings
from knowledge.documents import Passage, read_article
from knowledge.index import KENNISBANK, Hit, Index, Opties, Progress
from knowledge.store import KENNISMAP, laad


def kennis_passages(map: Path = KENNISMAP) -> list[Passage]:
    """Every section of every article, with its example questions; one process reads a folder once."""
    return list(_passages(map))


@lru_cache(maxsize=2)
def _passages(map: Path) -> tuple[Passage, ...]:
    return tuple(
        passage
        for pad in sorted((map / "bronnen").glob("*.md"))
        for passage in read_article(pad, map / "onderwerpen" / f"{pad.stem}.yaml")
    )


def index_in(map_: Path, settings: Settings) -> Index:
    """The index in a folder, opened as the settings say.

    Raises:
        WegwijzerError: the settings name no embedding model, or no server.
    """
    opties = Opties(settings.chroma, settings.reranker, settings.device)
    return Index.open(map_, settings.embedding, cache_dir=settings.cache, opties=opties)


def open_index(settings: Settings, progress: Callable[[Progress], None] | None = None) -> Index:
    """The default index, brought up to date with the knowledge base; the first time that takes a while.

    Raises:
        KennisFout: the knowledge base is not whole.
        WegwijzerError: the index can't be read or written.
    """
    kennis = laad()
    index = index_in(settings.index, settings)
    index.sync(kennis_passages(kennis.map), bron=KENNISBANK, progress=progress)
    return index


def anker(passage: Passage) -> str:
    """The anchor of a passage of a user's file, which may have many below one heading; articles go by headings."""
    return f"passage-{passage.id}" if passage.herkomst == "gebruiker" else ""


def bladplaats(passage: Passage) -> str:
    """The slide, page or sheet of a passage of a user's file; empty where there are none, and for articles."""
    return (passage.plaats or "") if passage.herkomst == "gebruiker" else ""


def als_treffer(hit: Hit) -> Treffer:
    """A hit as the outside sees it."""
    passage = hit.passage
    return Treffer(
        document=passage.document,
        title=passage.titel,
        section=passage.section,
        regeling=passage.regeling,
        text=passage.text,
        score=round(hit.score, 4),
        plaats=bladplaats(passage),
        datum=passage.datum or "",
        uitgever=passage.uitgever or "",
        eigen=passage.herkomst == "gebruiker",
        anker=anker(passage),
        woord=hit.lexical is not None,
    )
