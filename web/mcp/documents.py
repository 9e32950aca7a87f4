"""Documents for a foreign assistant to read: the articles of the knowledge base, and own documents by their name."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote, unquote

from anyio import to_thread

from assistant.models import DocumentView
from knowledge.artikelen import Voorwerk, lees_artikel
from knowledge.errors import InvoerFout, KennisFout
from knowledge.store import KENNISMAP
from web.mcp.on_demand import Source, Tell

PREFIX = "wegwijzer://documenten/"


def uri(document: str) -> str:
    """The address of a document."""
    return PREFIX + quote(document)


@lru_cache(maxsize=1)
def articles() -> dict[str, tuple[Voorwerk, str]]:
    """The front matter and the whole Markdown of every article, by id.

    Raises:
        KennisFout: an article can't be read.
    """
    found = {}
    for path in sorted((KENNISMAP / "bronnen").glob("*.md")):
        article, faults = lees_artikel(path)
        if article is None:
            raise KennisFout(faults)
        found[article.voorwerk.document] = (article.voorwerk, path.read_text(encoding="utf-8"))
    return found


async def read(address: str, source: Source, tell: Tell) -> str:
    """The Markdown of a document.

    Raises:
        InvoerFout: there is none of this address.
        KennisFout: the articles can't be read.
        NogNietKlaar: an own document is asked for, and the assistant can't be opened.
    """
    if not address.startswith(PREFIX):
        raise InvoerFout("uri", f"{address[:200]!r} begint niet met {PREFIX}")
    document = unquote(address.removeprefix(PREFIX))
    known = await to_thread.run_sync(articles)
    if document in known:
        return known[document][1]
    assistent = await source.assistent(tell)
    view = await to_thread.run_sync(assistent.document, document)
    if view is None:
        raise InvoerFout("uri", f"er is geen document {document[:200]!r}")
    return _markdown(view)


def _markdown(view: DocumentView) -> str:
    parts = [f"# {view.title}"]
    for section in view.secties:
        parts += [*([f"## {section.section}"] if section.section != view.title else []), section.text]
    return "\n\n".join(parts) + "\n"
