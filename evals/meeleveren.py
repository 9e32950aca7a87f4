"""Make `knowledge/vectoren.npz`: the vectors that a first start and the first documents of the message standard need,
so that they need not wait for the model.

    python -m evals.meeleveren

To be run after the articles, example questions or vocabulary changed; without it those take longer, no more.
What the file has already is taken from it, only new texts are embedded.
"""

from __future__ import annotations

import sqlite3
import sys
from collections import defaultdict
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.progress import Voortgangsmelder
from assistant.service import Assistant
from assistant.settings import Settings
from knowledge.embedding import EmbeddingCache, embed_texts, get_embeddings, model_id
from knowledge.search_questions import laad_zoekvragen
from knowledge.shipped import BESTAND, ship


def nodig(data: Path) -> dict[str, dict[bytes, bytes]]:
    """Start on an empty folder; kind -> hash -> vector of all texts that it took, and of the search questions.

    Args:
        data: an empty folder.
    """
    with Voortgangsmelder() as melden:
        Assistant.open(Settings(data=data), progress=melden).close()
    cache = EmbeddingCache(data / "cache" / "vectors.sqlite")
    embed_texts(get_embeddings(), model_id(), "query", [v.vraag for v in laad_zoekvragen()], cache)
    vectoren: dict[str, dict[bytes, bytes]] = defaultdict(dict)
    with closing(sqlite3.connect(cache.path)) as db:
        for kind, hash_, vector in db.execute("SELECT kind, hash, vector FROM vectors WHERE model = ?", (model_id(),)):
            vectoren[kind][hash_] = vector
    return vectoren


def main() -> int:
    """Write the file."""
    with TemporaryDirectory() as map_:
        aantal = ship(model_id(), nodig(Path(map_)))
    print(f"{aantal} vectoren in {BESTAND.name}, {BESTAND.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
