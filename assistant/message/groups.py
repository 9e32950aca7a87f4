"""Which sentences of a message ask one thing.

A question is split off only when something says so: a number, an opener ("tot slot"), another subject, another case.
When in doubt it stays one question.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.message.cases.questions import gevallen_in, noemt
from assistant.message.question import aangevuld, inhoud_van, woorden_van, zonder_opener, zonder_werkwoord
from assistant.message.sentences import Zin
from assistant.reading.days.relative import verschuift
from assistant.reading.told import mutaties_in, onderwerp_van, plaatsen_in, slots_van
from knowledge.conversation_words import laad_gesprekswoorden
from knowledge.folding import vouw
from knowledge.message_words import Berichtwoorden

TERUG = 3
"""So many sentences of a question are held against the next one."""
_EIGEN_VRAAG = 2
"""With so many words of content that the question before it has not, a sentence asks something of its own."""
_EIGEN_ZELFDE = 4
"""The same for a sentence that is for the same tool."""
_TE_VERANDEREN = (
    "profielen", "segmenten", "verwijzer", "gericht_op", "moment", "soort_aanbieder", "zelfde_aanbieder",
    "eerder_gewijzigd", "contract_2022", "datums", "bedragen",
)  # fmt: skip
"""Facts that a question can put otherwise: "en als het profiel 3 was?"."""
_EN = re.compile(r"(?:en|and)\b")
_VERSTE = 40
"""So many sentences are searched for the facts of a case."""


def groepen_van(zinnen: list[Zin], woorden: Berichtwoorden, kinderen: Sequence[str] = ()) -> list[tuple[int, ...]]:
    """The places of the asking sentences, grouped by what they ask; `kinderen` are the names of the cases, if known."""
    plekken = [i for i, z in enumerate(zinnen) if z.vraag]
    alles = "\n".join(z.tekst for z in zinnen)
    namen = [*kinderen] or ([g.naam for g in gevallen_in(alles)] if plekken[1:] else [])
    groepen: list[list[int]] = []
    for plek in plekken:
        vorige = groepen[-1][-1] if groepen else plek
        tot_hier = " ".join(z.tekst for z in zinnen[vorige + 1 : plek + 1])
        eigen = vorige < plek and _noemt_geval(zinnen[vorige].tekst, tot_hier, namen)
        if groepen and not eigen and not _is_nieuw(zinnen, groepen[-1], plek, woorden):
            groepen[-1].append(plek)
        else:
            groepen.append([plek])
    return [tuple(g) for g in groepen]


def _is_nieuw(zinnen: list[Zin], vorige: list[int], plek: int, woorden: Berichtwoorden) -> bool:
    """Whether the sentence asks something else than the ones before it."""
    zin, eerder = zinnen[plek], zinnen[vorige[-1]]
    plat = vouw(zin.tekst)
    tussen = zinnen[vorige[-1] + 1 : plek]
    if zin.item is not None and zin.item != eerder.item:
        return True
    if any(woorden.feit_volgende_begin.match(vouw(z.tekst)) for z in tussen):
        return True
    if veronderstelt(zinnen, plek, woorden) or _vraagt_na_geval(zinnen, vorige, plek, woorden):
        return True
    leunt = woorden.leunt(plat)
    opent = woorden.nieuw_begin.match(plat)
    if woorden.vorige_begin.match(plat) and not opent:
        return False
    if len(woorden_van(plat)) < woorden.kortste_vraag:
        return False
    vorige = vorige[-TERUG:]
    oud, nieuw = onderwerp_van(" ".join(zinnen[i].tekst for i in vorige)), onderwerp_van(zonder_opener(plat, woorden))
    if leunt and zin.deel:
        ander = oud.sterk and nieuw.sterk and not oud.sterk & nieuw.sterk
        return bool(ander) and woorden.open_vraagwoord.search(" ".join(plat.split()[:2])) is not None
    ander_geval = _andere_inhoud(zinnen, vorige, plek)
    if zonder_werkwoord(plat, woorden):
        return ander_geval and aangevuld(eerder.tekst, zin.tekst, woorden) is not None
    if _elders(zinnen[:plek], zin):
        return True
    eigen = _eigen_woorden(zinnen, vorige, plek, woorden)
    if oud.sterk & nieuw.sterk:
        return ander_geval or eigen >= _EIGEN_ZELFDE
    if ander_geval or (oud.sterk and nieuw.sterk and (not leunt or heeft_geval(zinnen[:plek]))):
        return True
    begrip = not leunt and woorden.begrip_begin.match(plat)
    return eigen >= (1 if opent or begrip else _EIGEN_VRAAG)


def veronderstelt(zinnen: list[Zin], plek: int, woorden: Berichtwoorden) -> bool:
    """Whether a question puts another case than the one told before it: "en als het de gemeente was?"."""
    plat = vouw(zinnen[plek].tekst)
    if verschuift_de_dag(plat):
        return any(slots_van(z.tekst).datums for z in zinnen[max(0, plek - _VERSTE) : plek])
    if not woorden.veronderstelling_begin.match(plat):
        return False
    nu, toen = (
        slots_van(zinnen[plek].tekst),
        slots_van(" ".join(z.tekst for z in zinnen[max(0, plek - _VERSTE) : plek])),
    )
    paren = [(getattr(nu, veld), getattr(toen, veld)) for veld in _TE_VERANDEREN]
    duurzaam = laad_gesprekswoorden().duurzaam
    nu_zo = {naam for naam, woord in duurzaam.items() if woord.search(plat)}
    toen_zo = {*toen.intensiteiten} & {*duurzaam}
    return any(a and b and a != b for a, b in [*paren, (nu_zo, toen_zo)])


def verschuift_de_dag(plat: str) -> bool:
    """Whether a question is of a case on another day than the one before it: "en die een maand later begon?"."""
    return _EN.match(plat) is not None and verschuift(plat)


def _vraagt_na_geval(zinnen: list[Zin], vorige: list[int], plek: int, woorden: Berichtwoorden) -> bool:
    """Whether a question first tells of something else that may happen: "en als een kind verhuist, wie meldt dat"."""
    plat = vouw(zinnen[plek].tekst)
    opent = woorden.veronderstelling_begin.match(plat) and woorden.aanloop.match(plat)
    vraag = woorden.vraagt_nu.search(plat) if opent else None
    if vraag is None:
        return False
    toen = inhoud_van(" ".join(zinnen[i].tekst for i in vorige[-TERUG:]), woorden)
    return len(inhoud_van(plat[: vraag.start()], woorden) - toen) >= _EIGEN_VRAAG


def _noemt_geval(eerder: str, tekst: str, namen: Sequence[str]) -> bool:
    """Whether a question is for one of the cases, and the one before it is not for that one alone."""
    nu, toen = ([naam for naam in namen if noemt(t, naam)] for t in (tekst, eerder))
    return len(nu) == 1 and nu != toen


def _elders(eerder: list[Zin], zin: Zin) -> bool:
    """Whether a sentence names a place, and not one that was named before it."""
    hier = set(plaatsen_in(zin.tekst))
    toen = {p for z in eerder[-TERUG - 1 :] for p in plaatsen_in(z.tekst)} if hier else set()
    return bool(toen) and not hier & toen


def heeft_geval(zinnen: list[Zin]) -> bool:
    """Whether facts of a case were given: one tool then answers what is asked of it."""
    alle = (slots_van(z.tekst) for z in zinnen[:_VERSTE])
    return any(s.profielen or s.codes or s.bedragen or s.segmenten or s.contract_2022 for s in alle)


def _andere_inhoud(zinnen: list[Zin], vorige: list[int], plek: int) -> bool:
    """Whether a question has a case of its own: a fact of a kind that the one before it gives too, but another one."""
    toen = slots_van(" ".join(zinnen[i].tekst for i in vorige))
    tekst = " ".join(z.tekst for z in zinnen[vorige[-1] + 1 : plek + 1])
    nu = slots_van(tekst)
    mutaties = (mutaties_in(" ".join(zinnen[i].tekst for i in vorige)), mutaties_in(tekst))
    velden = ("profielen", "codes", "bedragen", "segmenten")
    paren = (*((getattr(toen, v), getattr(nu, v)) for v in velden), mutaties)
    return any(a and b and not set(a) & set(b) for a, b in paren)


def _eigen_woorden(zinnen: list[Zin], vorige: list[int], plek: int, woorden: Berichtwoorden) -> int:
    """How many words of content a question has that the one before it has not."""
    eerder = inhoud_van(" ".join(zinnen[i].tekst for i in vorige), woorden)
    return len(inhoud_van(zinnen[plek].tekst, woorden) - eerder)
