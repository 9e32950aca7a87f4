"""A question of a message for each of the cases that it tells apart, where the answer can differ between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.forms import FORMULIEREN
from assistant.message.cases.apart import lees_gevallen
from assistant.message.cases.pairs import lees_paren
from assistant.message.cases.source import Geval
from assistant.message.cases.stacks import lees_stapelgevallen
from assistant.message.question import Deelvraag
from assistant.reading.providers.allocations import lees_toewijzingen
from assistant.reading.providers.doubt import meer_mensen
from assistant.reading.told import onderwerp_van, plaatsen_in, slots_van
from knowledge.folding import vouw, vouw_even_lang
from knowledge.message_words import Berichtwoorden, laad_berichtwoorden
from tools.envelope import opsomming

_ALTIJD = frozenset({"profielen", "intensiteiten", "segmenten", "gericht_op", "verwijzer"})
"""Facts that can make an answer another one, whichever tool gives it."""


def per_geval(vraag: Deelvraag, eerste: bool, woorden: Berichtwoorden) -> tuple[Deelvraag, ...]:
    """The question of each of the cases, where it tells them apart; of one where it names only that one."""
    gevallen = gevallen_in(vraag.zelfstandig)
    if not gevallen:
        return (vraag,)
    in_vraag = gevallen_in(vraag.tekst)
    gevraagd = [g for g in gevallen if not in_vraag and noemt(vraag.tekst, g.naam)]
    if not gevraagd and not _telt_geval(vraag, gevallen, eerste, woorden):
        return (vraag,)
    gekozen = gevraagd if len(gevraagd) == 1 else gevallen
    koppen = (
        [g.tekst for g in in_vraag]
        if len(in_vraag) == len(gekozen) and not gekozen[0].los
        else [g.naam if g.los else f"{g.naam}: {vraag.tekst}" for g in gekozen]
    )
    return tuple(_van_geval(vraag, kop, g, woorden) for kop, g in zip(koppen, gekozen, strict=True))


@lru_cache(maxsize=512)
def gevallen_in(tekst: str) -> tuple[Geval, ...]:
    """The cases of a text; by segment only where it does not ask which segments go together."""
    tools = tools_van(tekst)
    if "stapelen" in tools and "conversie" not in tools and (paren := lees_paren(tekst, laad_berichtwoorden())):
        return paren
    if "stapelen" in tools:
        naast = lees_stapelgevallen(tekst, _stapelt, laad_berichtwoorden(), meer=meer_mensen((tekst,)))
        if naast:
            return naast
    gevallen = lees_gevallen(tekst, slots_van, laad_berichtwoorden())
    alleen_segment = bool(gevallen) and gevallen[0].velden == {"segmenten"}
    return () if alleen_segment and "stapelen" in tools else gevallen


def _stapelt(tekst: str) -> tuple[bool, ...]:
    """The allocations that a piece of text tells of: whether it says who delivers each."""
    return tuple(t.aanbieder is not None for t in lees_toewijzingen((tekst,)))


def _van_geval(vraag: Deelvraag, kop: str, geval: Geval, woorden: Berichtwoorden) -> Deelvraag:
    """The question for a case, with the place, and under a condition the profile, that only another part names."""
    plaatsen = plaatsen_in(vraag.zelfstandig) if not plaatsen_in(geval.tekst) else ()
    erbij = f"{woorden.plaatszin.format(waarde=opsomming(list(plaatsen)))} " if plaatsen else ""
    profielen = slots_van(vraag.zelfstandig).profielen
    if geval.voorwaarde and len(profielen) == 1 and not slots_van(geval.tekst).profielen:
        erbij += f"{woorden.gevalszin.format(waarde=f'profiel {profielen[0]}')} "
    zelf = f"{erbij}{geval.tekst[:1].upper()}{geval.tekst[1:]}"
    wie = "" if geval.voorwaarde or geval.los else geval.naam
    return Deelvraag(kop, vraag.context, zelf, delen=vraag.delen, geval=wie)


def kern_van(naam: str) -> str:
    """The name of a case without the small words before it: "voor het meisje" as "meisje"."""
    voor = laad_berichtwoorden().voor_naam.match(vouw_even_lang(naam))
    return naam[voor.end() :] if voor else naam


def noemt(vraag: str, naam: str) -> bool:
    """Whether a question names a case: "en bij de jongste?"."""
    kern = vouw(kern_van(naam))
    if len(kern) == 1:
        return bool(re.search(rf"(?<![\w'’]){re.escape(kern.upper())}(?!\w)", vraag))
    return bool(re.search(rf"\b{re.escape(kern)}(?![a-z0-9])", vouw(vraag)))


def _telt_geval(vraag: Deelvraag, gevallen: Sequence[Geval], eerste: bool, woorden: Berichtwoorden) -> bool:
    """Whether the answer to a question can differ between the cases: then it is for what they differ in.

    Where a question only names the conditions itself, one passage can answer for all, unless a tool decides on them.
    """
    if gevallen[0].voorwaarde:
        beslist = onderwerp_van(vraag.zelfstandig).sterk
        return any(feiten_voor(tool) & gevallen[0].velden for tool in beslist)
    tools, plat = tools_van(vraag.tekst), vouw(vraag.tekst)
    if tools:
        return any((_ALTIJD | (feiten_voor(tool) or gevallen[0].velden)) & gevallen[0].velden for tool in tools)
    return eerste or woorden.leunt(plat) or bool(woorden.meer_gevallen.search(plat))


def feiten_voor(tool: str) -> frozenset[str]:
    """The facts that the form of a tool can use; none where it reads names only."""
    return FORMULIEREN[tool].feiten if tool in FORMULIEREN else frozenset()


def tools_van(tekst: str) -> frozenset[str]:
    """The tools for which a text has signs."""
    onderwerp = onderwerp_van(tekst)
    return onderwerp.sterk | onderwerp.zwak
