"""Vectors that come with the program, so that a first start need not wait for the model to make them.

They are those of the knowledge base under the default model, made by `python -m evals.meeleveren`. A text that is not
among them, or another model, only takes the time of embedding it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

BESTAND = Path(__file__).parent / "vectoren.npz"
_SLEUTEL = 16
"""Bytes of its hash by which a text is known."""


def shipped(model: str, kind: str, texts: Iterable[str], path: Path = BESTAND) -> dict[str, Vectors]:
    """The unit vectors of those texts that came with the program, by text.

    Args:
        model: the `model_id` that they are wanted of.
        kind: `passage` or `query`.
        texts: the texts.
        path: the file; none there, no vectors.
    """
    import numpy as np

    plekken, rijen = _gelezen(path, model).get(kind, ({}, np.zeros((0, 0), dtype=np.float16)))
    gevonden = {text: plekken[sleutel] for text in texts if (sleutel := _sleutel(text)) in plekken}
    return {text: _eenheid(rijen[plek]) for text, plek in gevonden.items()}


def ship(model: str, vectors: Mapping[str, Mapping[bytes, bytes]], path: Path = BESTAND) -> int:
    """Write the file; how many vectors it has.

    Args:
        model: the `model_id` of the vectors.
        vectors: kind -> SHA-256 of a text -> its vector as float32 bytes.
        path: the file.
    """
    import numpy as np

    reeksen: dict[str, NDArray[np.generic]] = {"model": np.array(model)}
    for kind, per_tekst in vectors.items():
        volgorde = sorted(per_tekst)
        sleutels = b"".join(hash_[:_SLEUTEL] for hash_ in volgorde)
        reeksen[f"{kind}_sleutels"] = np.frombuffer(sleutels, dtype=np.uint8).reshape(-1, _SLEUTEL)
        rijen = np.stack([np.frombuffer(per_tekst[hash_], dtype=np.float32) for hash_ in volgorde])
        reeksen[f"{kind}_rijen"] = rijen.astype(np.float16)
    np.savez_compressed(path, **reeksen)  # type: ignore[arg-type]
    return sum(map(len, vectors.values()))


@lru_cache(maxsize=1)
def _gelezen(path: Path, model: str) -> dict[str, tuple[dict[bytes, int], NDArray[np.float16]]]:
    """Kind -> the place of every text, and the vectors; nothing for another model or where the file can't be read."""
    import numpy as np

    onleesbaar = (OSError, ValueError, EOFError, KeyError, BadZipFile)
    with suppress(*onleesbaar), path.open("rb") as bestand, np.load(bestand, allow_pickle=False) as archief:
        if str(archief["model"]) == model:
            kinds = [naam.removesuffix("_rijen") for naam in archief.files if naam.endswith("_rijen")]
            return {kind: (_plekken(archief[f"{kind}_sleutels"]), archief[f"{kind}_rijen"]) for kind in kinds}
    return {}


def _plekken(sleutels: Sequence[NDArray[np.uint8]]) -> dict[bytes, int]:
    return {sleutel.tobytes(): plek for plek, sleutel in enumerate(sleutels)}


def _eenheid(rij: NDArray[np.float16]) -> Vectors:
    """In full, and of length 1 again."""
    import numpy as np

    heel = rij.astype(np.float32)
    heel /= np.linalg.norm(heel)
    return heel


def _sleutel(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "replace")).digest()[:_SLEUTEL]
