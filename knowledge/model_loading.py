"""Models of sentence-transformers, which is heavy and optional: loading them, and telling their files apart."""

from __future__ import annotations

import hashlib
import importlib
from pathlib import Path
from typing import Any, Literal

from knowledge.errors import WegwijzerError

_KLEIN = 4_000_000  # files up to this size (settings, vocabulary) count whole, larger ones (weights) by samples
_MONSTERS = 64


def laad_model(soort: Literal["SentenceTransformer", "CrossEncoder"], naam: str, device: str | None) -> Any:
    """A model of sentence-transformers.

    Args:
        soort: its class there.
        naam: its name at Hugging Face, or its folder.
        device: such as `cpu`, `cuda`, `cuda:1`, `mps`; None: a GPU where there is one.

    Raises:
        WegwijzerError: the library is not installed, or there is no such model or device.
    """
    wat = "zoekmodel" if soort == "SentenceTransformer" else "model voor herordening"
    try:
        import sentence_transformers
    except ImportError as error:
        raise WegwijzerError(
            f"Voor het {wat} '{naam}' is het pakket sentence-transformers nodig; installeer het met: "
            "pip install 'wegwijzer-jeugdhulp[sentence-transformers]'."
        ) from error
    # by name: mypy must say the same with and without these libraries
    logging: Any = importlib.import_module("transformers.utils.logging")
    logging.disable_progress_bar()  # a bar a model on stderr, where our own sentences go
    try:
        return getattr(sentence_transformers, soort)(naam, device=device)
    except (OSError, ValueError, RuntimeError, AssertionError, KeyError, TypeError, AttributeError) as error:
        reden = " ".join(str(error).split())[:200]
        vraag = f", en heeft deze computer '{device}'?" if device else "?"
        raise WegwijzerError(
            f"Het {wat} '{naam}' is niet te laden; klopt de naam of het pad{vraag} ({reden})"
        ) from error


def vingerafdruk(naam: str) -> str | None:
    """Hash of the files of a model, other for other weights or settings; None when it is not in a folder."""
    map_ = Path(naam).expanduser()
    if not map_.is_dir():
        return None
    som = hashlib.sha256()
    for pad in sorted(p for p in map_.rglob("*") if p.is_file() and not p.name.startswith(".")):
        grootte = pad.stat().st_size
        som.update(f"{pad.relative_to(map_).as_posix()}\n{grootte}\n".encode())
        with pad.open("rb") as bestand:
            if grootte <= _KLEIN:
                som.update(bestand.read())
                continue
            for n in range(_MONSTERS):
                bestand.seek(n * (grootte // _MONSTERS))
                som.update(bestand.read(4096))
    return som.hexdigest()[:12]
