"""Which of two intensities or profiles is the one of now, and which is wished, by the words around them.

"Aan wie perspectief is toegewezen; per 1 oktober achten wij intensief passend": the order tells nothing, nor does a
word that stands far away. Which words say so stands in `knowledge/woordenschat/intensiteit.yaml`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from assistant.text.clauses import ZINSEINDE
from knowledge.intensity_words import laad_intensiteitwoorden

Plek = tuple[int, int, str]
"""Where an intensity begins and ends, and its name."""
_VERSTE = 60
"""So many signs a word stands at most from the intensity that it is said of."""
_KOMMA = 10
"""So many signs a comma counts for."""
_ZACHT = 6
"""Signs over which a word loses half of its weight."""
_VLAKBIJ = 0.45
"""The weight of a word some seven signs away."""
_VERSCHIL = 0.05
"""How much more must speak for one than for the other."""


def gewenste(tekst: str, plekken: Sequence[Plek]) -> str | None:
    """The one of two intensities that is wished; None where the words do not tell, or say it of both.

    Args:
        tekst: a folded text.
        plekken: where it names an intensity, in order.
    """
    namen = list(dict.fromkeys(naam for _, _, naam in plekken))
    if len(namen) != 2:
        return None
    tekst = _zonder_eerdere_vraag(tekst, plekken)
    balans: dict[str, float] = defaultdict(float)
    for naam, nu, wens in _wegingen(tekst, plekken):
        balans[naam] += wens - nu
    een, ander = namen
    verschil = balans[een] - balans[ander]
    if abs(verschil) < _VERSCHIL:
        return None
    return een if verschil > 0 else ander


def enkel_eerder_gevraagd(tekst: str, plekken: Sequence[Plek]) -> bool:
    """Whether of two intensities one was asked for before, and neither is wished now: that may have come, or not.

    Args:
        tekst: a folded text.
        plekken: where it names an intensity, in order.
    """
    if len({naam for _, _, naam in plekken}) != 2:
        return False
    kaal = _zonder_eerdere_vraag(tekst, plekken)
    return kaal != tekst and all(wens == 0 for _, _, wens in _wegingen(kaal, plekken))


def _zonder_eerdere_vraag(tekst: str, plekken: Sequence[Plek]) -> str:
    """A text, as long as it was, without the words by which something was asked for before."""
    w, een_woord = laad_intensiteitwoorden(), tekst
    for begin, eind, _ in plekken:
        een_woord = f"{een_woord[:begin]}{'x' * (eind - begin)}{een_woord[eind:]}"
    tekens = list(tekst)
    for m in w.eerder_gevraagd.finditer(een_woord):
        for vraag in w.vraagwoord.finditer(een_woord, *m.span()):
            tekens[vraag.start() : vraag.end()] = " " * len(vraag[0])
    return "".join(tekens)


def oud_en_nieuw(tekst: str, plekken: Sequence[Plek]) -> tuple[str, str] | None:
    """The one of now and the wished one of two profiles, where words right beside each say so; None elsewhere.

    Profiles are named for many reasons, so that a word at some distance says nothing of them, nor does a sentence that
    asks, denies or tells of somebody else's wish.

    Args:
        tekst: a folded text.
        plekken: where it names a profile, in order.
    """
    namen = list(dict.fromkeys(naam for _, _, naam in plekken))
    if len(namen) != 2:
        return None
    nu: dict[str, float] = defaultdict(float)
    wens: dict[str, float] = defaultdict(float)
    for naam, gewicht_nu, gewicht_wens in _wegingen(tekst, plekken):
        nu[naam], wens[naam] = max(nu[naam], gewicht_nu), max(wens[naam], gewicht_wens)
    if any(_van_een_ander(tekst, plek) for plek in plekken):
        return None
    een, ander = namen
    for oud, nieuw in ((een, ander), (ander, een)):
        if min(nu[oud], wens[nieuw]) >= _VLAKBIJ and nu[oud] > wens[oud] and wens[nieuw] > nu[nieuw]:
            return oud, nieuw
    return None


def _van_een_ander(tekst: str, plek: Plek) -> bool:
    """Whether the sentence around a profile asks, denies, or names somebody beside the client."""
    begin = max((m.end() for m in ZINSEINDE.finditer(tekst, 0, plek[0])), default=0)
    eind = ZINSEINDE.search(tekst, plek[1])
    zin = tekst[begin : eind.end() if eind else len(tekst)]
    return zin.endswith("?") or laad_intensiteitwoorden().van_een_ander.search(zin) is not None


def _wegingen(tekst: str, plekken: Sequence[Plek]) -> Iterator[tuple[str, float, float]]:
    """Of each place what it names, and how much the words between its neighbours say that it is of now, and wished."""
    for i, (begin, eind, naam) in enumerate(plekken):
        vorige = plekken[i - 1][1] if i else 0
        volgende = plekken[i + 1][0] if i + 1 < len(plekken) else len(tekst)
        om = tekst[max(vorige, begin - _VERSTE) : begin], tekst[eind : min(volgende, eind + _VERSTE)]
        yield naam, *_gewichten(*om)


def _gewichten(voor: str, na: str) -> tuple[float, float]:
    """How much says that something is the one of now, and that it is wished, by what stands before and after it."""
    w = laad_intensiteitwoorden()
    voor, na = w.tegenover.split(ZINSEINDE.split(voor)[-1])[-1], w.tegenover.split(ZINSEINDE.split(na)[0])[0]
    nu = max(_ervoor(w.nu_ervoor, voor), _erna(w.nu_erna, na))
    return nu, max(_ervoor(w.wens_ervoor, voor), _erna(w.wens_erna, na))


def _ervoor(woorden: re.Pattern[str], voor: str) -> float:
    return max((_weegt(voor[m.end() :]) for m in woorden.finditer(voor)), default=0.0)


def _erna(woorden: re.Pattern[str], na: str) -> float:
    return max((_weegt(na[: m.start()]) for m in woorden.finditer(na)), default=0.0)


def _weegt(tussen: str) -> float:
    return 1 / (1 + (len(tussen.strip()) + _KOMMA * tussen.count(",")) / _ZACHT)
