"""Passages by what they belong to, a term or a document: which of those that were found, and which come first.

As arrays: a term can have a thousand passages, and a search must not walk through all of them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Nummers = NDArray[np.int32]

_BESTAND = "groepen.npz"


def schrijf(directory: Path, groepen: Sequence[Collection[tuple[int, str]]]) -> None:
    """Write groups of passages.

    Args:
        directory: where to.
        groepen: of each group the number and the collection of its passages.
    """
    import numpy as np

    namen = sorted({naam for groep in groepen for _, naam in groep})
    code = {naam: plek for plek, naam in enumerate(namen)}
    rijen = [(nummer, code[naam]) for groep in groepen for nummer, naam in sorted(groep)]
    nummers, codes = np.array(rijen, dtype=np.int32).reshape(-1, 2).T
    grenzen = np.cumsum([0, *map(len, groepen)], dtype=np.int32)
    np.savez(directory / _BESTAND, nummers=nummers, codes=codes, grenzen=grenzen, namen=np.array(namen, dtype=np.str_))


class Groepen:
    """Groups of passages; safe in threads.

    Args:
        directory: where `schrijf` wrote them.
    """

    def __init__(self, directory: Path) -> None:
        import numpy as np

        with np.load(directory / _BESTAND, allow_pickle=False) as archief:
            self._nummers, self._codes = archief["nummers"].copy(), archief["codes"].copy()
            self._grenzen, self._namen = archief["grenzen"], archief["namen"].tolist()
        volgorde = np.argsort(self._nummers, kind="stable")
        self._op_nummer: Nummers = self._nummers[volgorde]
        groep = np.repeat(np.arange(len(self), dtype=np.int32), np.diff(self._grenzen))
        self._groep: Nummers = groep[volgorde]

    def __len__(self) -> int:
        return len(self._grenzen) - 1

    def aantallen(self) -> Nummers:
        """How many passages each group has."""
        import numpy as np

        aantallen: Nummers = np.diff(self._grenzen)
        return aantallen

    def van(self, nummers: Sequence[int]) -> dict[int, list[int]]:
        """Of every group that has one of these passages, those that it has; in the order in which they are given."""
        import numpy as np

        uit: dict[int, list[int]] = {}
        gezocht = np.asarray(nummers, dtype=np.int32)
        begin, eind = (np.searchsorted(self._op_nummer, gezocht, kant).tolist() for kant in ("left", "right"))
        for nummer, van, tot in zip(nummers, begin, eind, strict=True):
            for groep in self._groep[van:tot].tolist():
                uit.setdefault(groep, []).append(nummer)
        return uit

    def eerste(self, groep: int, aantal: int, collecties: Collection[str] | None = None) -> list[int]:
        """The passages of a group with the lowest numbers.

        Args:
            groep: which group.
            aantal: how many, at most.
            collecties: only passages in these; None: all.
        """
        import numpy as np

        deel = slice(self._grenzen[groep], self._grenzen[groep + 1])
        nummers: Nummers = self._nummers[deel]
        if collecties is not None and not set(self._namen) <= set(collecties):
            gewenst = [plek for plek, naam in enumerate(self._namen) if naam in collecties]
            nummers = nummers[np.isin(self._codes[deel], gewenst)]
        eerste: list[int] = nummers[:aantal].tolist()
        return eerste
