"""One process that loads the model, opens an index and answers a question, and says how much memory it has.

python -m evals.bench.proces VRAAG [INDEX CACHE]
"""

from __future__ import annotations

import json
import sys
from pathlib import Path


def geheugen(pid: int | str = "self") -> dict[str, int]:
    """Bytes of memory that a process has (Linux): at its peak and now in all, its own, and of files mapped into it.

    What counts is the peak: some kernels take back pages of files at once, whether a process uses them or not.
    """
    regels = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    velden = dict(regel.split(":", 1) for regel in regels if regel.startswith(("VmHWM", "VmRSS", "RssAnon", "RssFile")))
    return {naam: int(waarde.split()[0]) * 1024 for naam, waarde in velden.items()}


def main(vraag: str, index: str | None = None, cache: str | None = None) -> None:
    """Answer one question, or (without an index) embed it."""
    gevonden = 0
    if index is None:
        from knowledge.embedding import get_embeddings

        get_embeddings().embed_query(vraag)
    else:
        from knowledge.index import Index

        geopend = Index.open(Path(index), cache_dir=Path(cache or index))
        gevonden = len(geopend.search(vraag))
    print(json.dumps({"gevonden": gevonden, **geheugen()}))


if __name__ == "__main__":
    main(*sys.argv[1:])
