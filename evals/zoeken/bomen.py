"""Learning the trees of `knowledge.document_order`: gradient boosting with one question a level."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from knowledge.kept import Reeksen

    Matrix = NDArray[np.floating]

VAKJES = 48
"""Into how many parts the values of a feature are cut."""
DIEPTE = 5
STAP = 0.08
"""What share of what a tree found is taken over."""
TEUGEL = 20.0
"""Rows that a leaf must have before it says much."""


def leer(tabel: Matrix, doel: Matrix, aantal: int, diepte: int = DIEPTE) -> Reeksen:
    """The trees that foretell a value from features.

    Args:
        tabel: the features, a row each.
        doel: the value, by row.
        aantal: how many trees.
        diepte: how many questions each asks.
    """
    import numpy as np

    grenzen = [np.unique(np.quantile(kolom, np.linspace(0, 1, VAKJES + 1)[1:-1])) for kolom in tabel.T]
    vakken = np.stack([np.searchsorted(g, k, "left") for g, k in zip(grenzen, tabel.T, strict=True)], axis=1)
    begin = float(doel.mean())
    rest = (doel - begin).astype(np.float64)
    kenmerk, grens, blad = (
        np.zeros((aantal, diepte), np.int16),
        np.zeros((aantal, diepte), np.float32),
        np.zeros((aantal, 2**diepte), np.float32),
    )
    for boom in range(aantal):
        plek = np.zeros(len(tabel), np.int64)
        for laag in range(diepte):
            beste = (-1.0, 0, 0)
            groepen = 2**laag
            for nr, snede in enumerate(grenzen):
                breed = len(snede) + 1
                vak = plek * breed + vakken[:, nr]
                som = np.bincount(vak, rest, groepen * breed).reshape(groepen, breed).cumsum(1)
                tel = np.bincount(vak, minlength=groepen * breed).reshape(groepen, breed).cumsum(1)
                links, n = som[:, :-1], tel[:, :-1]
                winst = links**2 / (n + TEUGEL) + (som[:, -1:] - links) ** 2 / (tel[:, -1:] - n + TEUGEL)
                totaal = winst.sum(0)
                if len(totaal) and totaal.max() > beste[0]:
                    beste = (float(totaal.max()), nr, int(totaal.argmax()))
            _, nr, snijpunt = beste
            kenmerk[boom, laag], grens[boom, laag] = nr, grenzen[nr][snijpunt]
            plek = 2 * plek + (vakken[:, nr] > snijpunt)
        waarde = np.bincount(plek, rest, 2**diepte) / (np.bincount(plek, minlength=2**diepte) + TEUGEL)
        blad[boom] = STAP * waarde
        rest -= STAP * waarde[plek]
    return {"kenmerk": kenmerk, "grens": grens, "blad": blad, "begin": np.float32(begin).reshape(1)}
