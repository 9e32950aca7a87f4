"""What a piece of a message tells: the facts, the tools it has signs for, the places and the changes it names."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from assistant.reading.products.intensity_letters import letters_voluit
from assistant.reading.slots import Slots, lees_slots
from knowledge.folding import patroon, vouw
from knowledge.store import laad
from knowledge.vocabulary import laad_woordenschat
from tools.contractmutatie import herken


@dataclass(frozen=True)
class Onderwerp:
    """The tools for which a question has strong signs, and those for which it has weak ones."""

    sterk: frozenset[str]
    zwak: frozenset[str]


_MAAKT_STERK: dict[str, Callable[[Slots], bool]] = {
    "productcode": lambda _: True,
    "stapelen": lambda s: len(s.segmenten) > 1,
    "signaalbudget": lambda s: bool(s.bedragen),
    "verzoek_om_wijziging": lambda s: len(s.intensiteiten) > 1,
}
"""Tool -> the inputs beside which a weak sign of it is as good as a strong one."""


@lru_cache(maxsize=512)
def onderwerp_van(tekst: str) -> Onderwerp:
    """The tools for which a text has signs."""
    schat = laad_woordenschat()
    plat = schat.voluit(vouw(letters_voluit(tekst)))
    sterk = {tool for tool, p in schat.sterk.items() if p.search(plat)}
    zwak = {tool for tool, p in schat.zwak.items() if p.search(plat)} - sterk
    if not sterk:
        slots = lees_slots(plat, schat)
        sterk = {tool for tool in zwak if tool in _MAAKT_STERK and _MAAKT_STERK[tool](slots)}
        if not sterk | zwak and len(slots.segmenten) > 1 and slots.contract_2022 is None:
            sterk = {"stapelen"}  # "mag B met C?": two segments and nothing else that asks
    return Onderwerp(frozenset(sterk), frozenset(zwak))


@lru_cache(maxsize=512)
def slots_van(tekst: str) -> Slots:
    """The facts that a text gives."""
    schat = laad_woordenschat()
    return lees_slots(schat.voluit(vouw(letters_voluit(tekst))), schat)


def geeft_feiten(tekst: str) -> bool:
    """Whether a text gives a fact of a case."""
    return slots_van(tekst) != Slots()


def noemt_gevraagd(tekst: str) -> bool:
    """Whether a text names what people ask for and documents may be silent on: a price, a waiting time."""
    plat = vouw(tekst)
    return any(g.vraag.search(plat) for g in laad_woordenschat().gevraagd)


@lru_cache(maxsize=512)
def mutaties_in(tekst: str) -> frozenset[str]:
    """The changes to a contract that a text names."""
    regels = [r.contractmutatie for r in laad().regelingen.values() if r.contractmutatie]
    return frozenset(gevonden[0] for r in regels if (gevonden := herken(vouw(tekst), r)))


@lru_cache(maxsize=1)
def _namen() -> tuple[re.Pattern[str], dict[str, str]]:
    namen = [n for r in laad().regelingen.values() for n in [*r.plaatsnamen, *r.herkenning.gedeelde_gebieden]]
    return patroon(namen), {vouw(n): n for n in namen}


@lru_cache(maxsize=512)
def plaatsen_in(tekst: str) -> tuple[str, ...]:
    """The places of our regimes that a text names, as the regimes spell them."""
    p, namen = _namen()
    schat = laad_woordenschat()
    gevonden = dict.fromkeys(m[0] for m in p.finditer(schat.voluit(vouw(tekst))))
    return tuple(namen.get(g, g.title()) for g in gevonden)
