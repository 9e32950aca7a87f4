"""What a message says is the same for another child: "voor Sofie hetzelfde, alleen per 15 oktober".

The words that say so make place for the facts that they stand for: of each kind the nearest ones that were told before,
but for the kinds that are told otherwise. Only where somebody is named for whom it holds, and never for who delivers
what. The words stand in `knowledge/woordenschat/bericht.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.message.cases.facts import soorten_in
from assistant.message.cases.names import namen_in
from assistant.message.sentences import splits
from assistant.reading.days.dates import vind_datums
from assistant.reading.told import slots_van
from knowledge.conversation_words import laad_gesprekswoorden
from knowledge.folding import vouw, vouw_even_lang
from knowledge.message_words import Berichtwoorden

_NIET = frozenset({"segmenten", "bedragen", "codes", "contract_2022"})
"""What is told with these is more than one value: who delivers it, what it is the amount of."""


def met_gelijke(tekst: str, woorden: Berichtwoorden) -> str:
    """A text in which every child for whom the same holds has those facts."""
    if not woorden.evenzo.search(vouw_even_lang(tekst)):
        return tekst
    zinnen = [zin for regel in tekst.split("\n") for zin in splits(regel, woorden)]
    plek = 0
    for n, zin in enumerate(zinnen):
        begin = tekst.find(zin, plek)
        if begin < 0:
            continue
        nieuw = _voluit(zin, zinnen[:n], zinnen[n + 1 :], woorden)
        tekst = f"{tekst[:begin]}{nieuw}{tekst[begin + len(zin) :]}"
        zinnen[n], plek = nieuw, begin + len(nieuw)
    return tekst


def _voluit(zin: str, eerder: Sequence[str], later: Sequence[str], woorden: Berichtwoorden) -> str:
    """A sentence that says that the same holds for somebody, with what it stands for; another one as it is."""
    m = woorden.evenzo.search(vouw_even_lang(zin))
    if m is None or _NIET & soorten_in(" ".join(eerder)):
        return zin
    namen = namen_in(zin, woorden)
    if not namen and not woorden.verwant_geval.search(vouw(zin)) and not woorden.gevalsnamen.patroon.search(vouw(zin)):
        return zin
    zelf = [z for z in later if {*namen_in(z, woorden)} & {*namen}]
    feiten = [*_feiten(eerder, soorten_in(" ".join([zin[: m.start()], zin[m.end() :], *zelf])), woorden)]
    if not feiten:
        return zin
    voor, na = zin[: m.start()].rstrip(" ,"), zin[m.end() :].strip(" ,")
    heel = f"{voor} {', '.join(feiten)}{', ' if re.search(r'[a-z0-9]', vouw(na)) else ''}{na}"
    vraagt_mee = woorden.voorzetsel_begin.match(vouw_even_lang(zin)) and eerder[-1].rstrip().endswith("?")
    return f"{heel.rstrip(' .?')}?" if vraagt_mee else heel


def _feiten(eerder: Sequence[str], behalve: frozenset[str], woorden: Berichtwoorden) -> Iterator[str]:
    """The nearest facts of each kind, in words."""

    def dichtbij(soort: str) -> str | None:
        return next((z for z in reversed(eerder) if soort in soorten_in(z)), None) if soort not in behalve else None

    if (zin := dichtbij("profielen")) and len({*slots_van(zin).profielen}) == 1:
        yield f"profiel {slots_van(zin).profielen[0]}"
    if zin := dichtbij("intensiteiten"):
        slots = slots_van(zin)
        van = [i for i in slots.intensiteiten if i != slots.intensiteit_naar]
        if slots.intensiteit_naar and len(van) == 1:
            yield f"van {van[0].replace('_', ' ')} naar {slots.intensiteit_naar.replace('_', ' ')}"
    if (zin := dichtbij("datums")) and len(dagen := vind_datums(vouw_even_lang(zin))) == 1:
        voor = re.search(r"[\w]+(?:\s+van)?\s*:?\s*$", zin[: dagen[0].begin])
        yield f"{voor[0] if voor else 'per '}{zin[dagen[0].begin : dagen[0].eind]}"
    wijzigt = dichtbij("intensiteiten") or "intensiteiten" in behalve
    for soort, namen in woorden.gevalswoorden.items() if not wijzigt else ():
        if (zin := dichtbij(soort)) and (naam := namen.get(getattr(slots_van(zin), soort))):
            yield naam
    for vorm in laad_gesprekswoorden().antwoorden:
        if vorm.ja and vorm.nee and (zin := dichtbij(vorm.slot)):
            ja = getattr(slots_van(zin), vorm.slot) == getattr(slots_van(vorm.ja), vorm.slot)
            yield vorm.ja if ja else vorm.nee
