"""The questions of a message for each of the children that it names: those that are of it, with its facts only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.message.cases.children import Kinderen
from assistant.message.cases.facts import soorten_in
from assistant.message.cases.questions import feiten_voor, noemt, tools_van
from assistant.message.cases.shares import met_dag
from assistant.message.context import FEIT_IN_LIJST, hele_vraag, verdeel
from assistant.message.parts import Delen
from assistant.message.question import Deelvraag, aangevuld, zonder_werkwoord
from assistant.message.repairs import waarden_in
from assistant.message.sentences import Zin
from assistant.reading.products.intensity_letters import letters_voluit
from assistant.reading.told import plaatsen_in, slots_van
from knowledge.folding import vouw, vouw_even_lang
from knowledge.message_words import Berichtwoorden
from knowledge.vocabulary import laad_woordenschat
from tools.envelope import opsomming

_VELDEN = {
    "datum": "datums", "profiel": "profielen", "intensiteit": "intensiteiten", "segment": "segmenten",
    "bedrag": "bedragen",
}  # fmt: skip
"""What a value is, and the kind of fact that it gives."""


def per_kind(
    kinderen: Kinderen, zinnen: Sequence[Zin], groepen: Sequence[tuple[int, ...]], delen: Delen, woorden: Berichtwoorden
) -> tuple[Deelvraag, ...]:
    """The questions, child by child, then those that are of none; none where no question is of a child.

    Args:
        kinderen: who is named, and what is told of whom.
        zinnen: the sentences of the message.
        groepen: the places of those that ask, by question.
        delen: the message in its parts.
        woorden: the words of messages.
    """
    van_wie = [_van_wie(kinderen, zinnen, groepen, n, woorden) for n in range(len(groepen))]
    if not any(van_wie):
        return ()
    uit: list[Deelvraag] = []
    zinnen = [met_dag(zin, zinnen[:n], woorden) if not zin.vraag else zin for n, zin in enumerate(zinnen)]
    for naam in (*kinderen.namen, None):
        eigen = [n for n, wie in enumerate(van_wie) if (naam in wie if naam else not wie)]
        if eigen:
            uit += _vragen(kinderen, naam, zinnen, [groepen[n] for n in eigen], groepen, delen, woorden)
    return tuple(uit)


def _van_wie(
    kinderen: Kinderen,
    zinnen: Sequence[Zin],
    groepen: Sequence[tuple[int, ...]],
    n: int,
    woorden: Berichtwoorden,
) -> frozenset[str]:
    """Of which children a question is: those that it names; else those told of so far, if the answer can differ."""
    groep, allen = groepen[n], frozenset(kinderen.namen)
    if genoemd := frozenset[str]().union(*(kinderen.genoemd[i] for i in groep)):
        return genoemd
    tekst = " ".join(zinnen[i].tekst for i in groep)
    plat, tools = vouw(tekst), tools_van(tekst)
    if woorden.meer_gevallen.search(plat):
        return allen
    if tools and not any(not feiten_voor(tool) or feiten_voor(tool) & kinderen.soorten for tool in tools):
        return frozenset()
    if not tools and n and not woorden.leunt(plat):
        return frozenset()
    begin = groepen[n - 1][-1] + 1 if n else 0
    hiervoor = frozenset[str]().union(*kinderen.genoemd[begin : groep[0]])
    verder = frozenset[str]().union(*kinderen.genoemd[groep[-1] + 1 :])
    return hiervoor if hiervoor and verder - hiervoor else allen


def _vragen(
    kinderen: Kinderen,
    naam: str | None,
    zinnen: Sequence[Zin],
    eigen: Sequence[tuple[int, ...]],
    alle: Sequence[tuple[int, ...]],
    delen: Delen,
    woorden: Berichtwoorden,
) -> Iterator[Deelvraag]:
    """The questions of one child, or those of none."""
    gevraagd = {plek for groep in eigen for plek in groep}
    vragend = {plek for groep in alle for plek in groep}
    over: dict[int, Zin] = {}
    for plek, zin in enumerate(zinnen):
        deel = kinderen.deel(plek, zin, naam) if plek in gevraagd or plek not in vragend else None
        if deel is not None:
            over[plek] = _voluit(deel, plek, zinnen, alle, kinderen, naam, woorden)
    nieuw = {plek: n for n, plek in enumerate(over)}
    groepen = [tuple(nieuw[plek] for plek in groep if plek in nieuw) for groep in eigen]
    groepen = [groep for groep in groepen if groep]
    rij = [*over.values()]
    if not groepen:
        return
    if len(groepen) == 1:
        tekst = "".join(f"{' ' if n else ''}{z.los(True)}" for n, z in enumerate(rij))
        vragen: tuple[Deelvraag, ...] = (hele_vraag(rij, replace(delen, tekst=tekst), tekst, woorden),)
    else:
        vragen = verdeel(rij, groepen, delen, woorden)
    for vraag in vragen:
        kop = f"{naam}: {vraag.tekst}" if naam else vraag.tekst
        zelf = vraag.zelfstandig.replace(FEIT_IN_LIJST, " ").strip()
        yield replace(vraag, tekst=kop, zelfstandig=f"{_erbij(zelf, zinnen, woorden)}{zelf}", geval=naam or "")


def _voluit(
    deel: Zin,
    plek: int,
    zinnen: Sequence[Zin],
    groepen: Sequence[tuple[int, ...]],
    kinderen: Kinderen,
    naam: str | None,
    woorden: Berichtwoorden,
) -> Zin:
    """A question without a verb ("en voor Eva?") with the words of the one before it, of which it is another child."""
    n = next((n for n, groep in enumerate(groepen) if groep[0] == plek), 0)
    anders = naam is None or (not noemt(deel.tekst, naam) and bool(soorten_in(zinnen[groepen[n - 1][-1]].tekst)))
    if not n or naam is None or anders or not zonder_werkwoord(vouw(deel.tekst), woorden):
        return deel
    vorige = zinnen[groepen[n - 1][-1]].tekst
    if (heel := aangevuld(vorige, deel.tekst, woorden)) is not None:
        return replace(deel, tekst=heel)
    toen = [ander for ander in kinderen.namen if noemt(vorige, ander)]
    if len(toen) != 1:
        return deel
    heel = vorige.replace(toen[0], naam)
    if eigen := kinderen.eigen(zinnen, naam) | soorten_in(deel.tekst):
        zelf = f"{deel.tekst.rstrip(' ?.')}. " if soorten_in(deel.tekst) else ""
        heel = f"{zelf}{_zonder(letters_voluit(heel), eigen)}"
    return replace(deel, tekst=heel)


def _zonder(tekst: str, soorten: frozenset[str]) -> str:
    """A text without its values of these kinds."""
    gevonden = waarden_in(vouw_even_lang(tekst), laad_woordenschat())
    plekken = [plek for soort, rij in gevonden if _VELDEN.get(soort) in soorten for plek in rij]
    for begin, eind in sorted({*plekken}, reverse=True):
        tekst = f"{tekst[:begin]}{tekst[eind:]}"
    return tekst


def _erbij(tekst: str, zinnen: Sequence[Zin], woorden: Berichtwoorden) -> str:
    """The place and the year that only another part of the message names."""
    heel = " ".join(zin.tekst for zin in zinnen)
    plaatsen = () if plaatsen_in(tekst) else plaatsen_in(heel)
    zin = f"{woorden.plaatszin.format(waarde=opsomming(list(plaatsen)))} " if plaatsen else ""
    jaren = {d.jaar for d in slots_van(heel).datums if d.jaar}
    zonder = any(d.jaar is None for d in slots_van(tekst).datums) and not slots_van(tekst).jaren
    if zonder and len(jaren) == 1:
        zin += f"{woorden.jaarzin.format(waarde=jaren.pop())} "
    return zin
