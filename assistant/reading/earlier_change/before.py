"""A change that is behind us, told beside the one that is wished: "graag naar perspectief; in juli is al opgeschaald".

What it went to is what the allocation has now, whichever of the two is told first. Told alone it is no earlier change:
then it may be the one that is asked about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.reading.earlier_change.story import Intensiteiten, is_gedaan
from knowledge.earlier_change_words import laad_wijzigingswoorden

_ZINSEINDE = re.compile(r"[.;!?\n](?!\w)")
_DEEL = re.compile(r"[.;:!?\n](?!\w)|[,()]|\b(?:maar|terwijl|en nu|but|while)\b")
"""Where what is told of one change may end."""


@dataclass(frozen=True)
class Wissel:
    """The change that is wished, beside one that was made before.

    Attributes:
        intensiteiten: the one of now, and the one that is wished.
        naar: the one that is wished.
        zeker: whether nothing doubts or takes back that there was one before.
    """

    intensiteiten: tuple[str, ...]
    naar: str
    zeker: bool


def naast_eerdere(tekst: str, intensiteiten: Intensiteiten) -> Wissel | None:
    """The change that a folded text wishes, where it tells of one that was made too; None where it does not.

    Args:
        tekst: the text.
        intensiteiten: reads which intensities a piece of text names, and towards which it goes.
    """
    woorden = laad_wijzigingswoorden()
    grenzen = [0, *(plek for m in _DEEL.finditer(tekst) for plek in m.span()), len(tekst)]
    plekken = list(zip(grenzen[::2], grenzen[1::2], strict=True))
    toen = [(a, b) for a, b in plekken if is_gedaan(tekst[a:b], woorden, intensiteiten)]
    if not toen:
        return None
    randen = [0, *(plek for deel in toen for plek in deel), len(tekst)]
    rest = " ".join(tekst[a:b] for a, b in zip(randen[::2], randen[1::2], strict=True))
    genoemd, naar = intensiteiten(rest)
    _, nu = intensiteiten(tekst[slice(*toen[-1])])
    if naar is None or nu is None or not woorden.wil.search(rest):
        return None
    twijfel = (woorden.onzeker, woorden.weerlegd, woorden.mislukt, woorden.vergissing, woorden.hier_niet)
    zeker = not any(p.search(tekst) for p in (*twijfel, woorden.andere_toewijzing))
    zeker = zeker and not any(woorden.ontkent.search(zin) for zin in [_zin(tekst, *deel) for deel in toen])
    if len(genoemd) > 1:
        return Wissel(genoemd, naar, zeker)
    return Wissel((nu, naar), naar, zeker) if nu != naar else None


def _zin(tekst: str, begin: int, eind: int) -> str:
    """The sentence around a part of a text."""
    return _ZINSEINDE.split(tekst[:begin])[-1] + tekst[begin:eind] + _ZINSEINDE.split(tekst[eind:])[0]
