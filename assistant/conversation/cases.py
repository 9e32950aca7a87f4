"""The cases of a conversation: after a message on several children a later turn goes on with those that it is of.

Each child has a conversation of its own: what the message told of it, and of every later turn what is of it. A turn is
of the children that it names, of all where it says so ("voor allebei"), and where it only gives a fact right after a
turn on them. A fact of which each child has another one may be of any of them: that is asked. It depends on the turns
alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from assistant.conversation.turns import is_dank
from assistant.message.cases.children import MEESTE_KINDEREN
from assistant.message.cases.facts import SOORTEN, soorten_in, verschilt, waarde
from assistant.message.cases.names import vreemde_naam
from assistant.message.cases.questions import kern_van
from assistant.message.cases.shares import deel_van, verdeeld
from assistant.message.question import Deelvraag
from assistant.message.reader import lees_bericht
from assistant.message.sentences import lees_zinnen
from assistant.reading.days.dates import vind_datums
from assistant.reading.told import onderwerp_van, slots_van
from knowledge.conversation_words import Gesprekswoorden, laad_gesprekswoorden
from knowledge.folding import vouw, vouw_even_lang
from knowledge.message_words import laad_berichtwoorden

Gesprek = list[tuple[str, str]]
_LANGSTE = 40
"""Words of a turn that goes on with children without saying of which."""
_NIET_NA = re.compile(r"\s+(?:dus\s+|juist\s+)?(?:niet|not)\b")
"""After the name of who is left out: "Sofie niet"."""
_MEER = 2
"""So many children are to be told apart."""
_LANGSTE_ANTWOORD = 4
"""Words of an answer to what was asked back, without a fact that we know: "nee, nooit"."""


_IN_EENS = 50
"""Turns that are read one after the other at most before what was read is kept."""


@dataclass(frozen=True)
class _Gevallen:
    """The children that a conversation is about.

    Attributes:
        gesprekken: the turns of each.
        nu: whether the last turn was of them.
        wacht: a turn with a fact of which it was asked whose it is.
        samen: whether the last turn told all of them the same.
    """

    gesprekken: Mapping[str, Gesprek] = field(default_factory=dict)
    nu: bool = False
    wacht: str = ""
    samen: bool = False


def per_geval(gesprek: Sequence[tuple[str, str]], tekst: str) -> list[tuple[Deelvraag, Gesprek]]:
    """The questions of a turn for each of the children told of before, with its own conversation; none for no child.

    Args:
        gesprek: the earlier turns with their answers, oldest first.
        tekst: the turn.
    """
    gevallen = _gevallen(gesprek)
    uit = []
    if weg := _weggelaten(gevallen, tekst):
        for naam in (n for n in gevallen.gesprekken if n not in weg):
            *eerder, (deel, _) = gevallen.gesprekken[naam]
            uit.append((Deelvraag(f"{naam}: {deel}", (), deel, delen=(deel,), geval=naam), eerder))
        return uit
    for naam, deel in _van_wie(gevallen, tekst).items():
        vraag_ = Deelvraag(f"{naam}: {deel}", (), deel, delen=(deel,), geval=naam)
        uit.append((vraag_, [*gevallen.gesprekken[naam]]))
    return uit


def voor_wie(gesprek: Sequence[tuple[str, str]], tekst: str) -> tuple[str, ...]:
    """The children of whom one has what a turn tells, where it does not say which; none where that is clear.

    Args:
        gesprek: the earlier turns with their answers, oldest first.
        tekst: the turn.
    """
    gevallen = _gevallen(gesprek)
    if open_ := _nog_te_kiezen(gevallen, tekst):
        return open_
    return tuple(gevallen.gesprekken) if _is_van_onbekende(gevallen, tekst) else ()


def _gevallen(gesprek: Sequence[tuple[str, str]]) -> _Gevallen:
    """The children after these turns; what was read of them before is read once."""
    beurten = tuple(gesprek)
    for plek in range(_IN_EENS, len(beurten), _IN_EENS):
        _na(beurten[:plek])
    return _na(beurten)


@lru_cache(maxsize=512)
def _na(gesprek: tuple[tuple[str, str], ...]) -> _Gevallen:
    """The children after these turns."""
    if not gesprek:
        return _Gevallen()
    *eerder, (vraag, antwoord) = gesprek
    return _verder(_na(tuple(eerder)), eerder, vraag, antwoord)


def _verder(gevallen: _Gevallen, eerder: Gesprek, vraag: str, antwoord: str) -> _Gevallen:
    """One turn further."""
    if is_dank(vouw(vraag), laad_gesprekswoorden()):
        return gevallen
    if _nog_te_kiezen(gevallen, vraag):
        return gevallen
    if weg := _weggelaten(gevallen, vraag):
        blijft = {n: g[:-1] if n in weg and gevallen.samen else g for n, g in gevallen.gesprekken.items()}
        return _Gevallen(blijft, nu=True)
    if van := _van_wie(gevallen, vraag):
        erbij = {naam: [(deel, _deel_van(antwoord, naam))] for naam, deel in van.items()}
        verder = {n: [*g, *erbij.get(n, [])] for n, g in gevallen.gesprekken.items()}
        samen = len(van) == len(verder) and {*van.values()} == {vraag}
        return _Gevallen(verder, nu=True, samen=samen)
    if _is_van_onbekende(gevallen, vraag):
        return replace(gevallen, wacht=vraag)
    verteld: dict[str, Gesprek] = {}
    for deelvraag in lees_bericht(vraag).vragen:
        if deelvraag.geval and not vind_datums(vouw_even_lang(deelvraag.geval)):
            beurt = (deelvraag.zelfstandig, _deel_van(antwoord, deelvraag.geval))
            verteld.setdefault(deelvraag.geval, [*eerder]).append(beurt)
    nieuw = 1 < len(verteld) <= MEESTE_KINDEREN
    return _Gevallen(verteld if nieuw else gevallen.gesprekken, nu=nieuw)


def _deel_van(antwoord: str, naam: str) -> str:
    """What an answer says below the headings of a child; all of it where it has none."""
    stukken = re.split(r"(?m)^\*\*(.+)\*\*$", antwoord)
    koppen, teksten = stukken[1::2], stukken[2::2]
    for plek in range(len(teksten) - 2, -1, -1):  # a heading right below another one: one answer for both
        teksten[plek] = teksten[plek] if teksten[plek].strip() else teksten[plek + 1]
    eigen = [t for k, t in zip(koppen, teksten, strict=True) if k.startswith(f"{naam}: ")]
    return "\n".join(eigen).strip() or antwoord


def _van_wie(gevallen: _Gevallen, tekst: str) -> dict[str, str]:
    """The children that a turn is of, each with its part of it; none when it is of none, or of another one."""
    namen = {naam: kern_van(naam) for naam in gevallen.gesprekken}
    woorden, gesprekswoorden = laad_berichtwoorden(), laad_gesprekswoorden()
    plat = vouw(tekst)
    if not namen or is_dank(plat, gesprekswoorden):
        return {}
    verwant = woorden.verwant_geval.search(plat)
    if verwant and not any(kern in verwant[0] for kern in namen.values()):
        return {}
    if gesprekswoorden.ander_geval.search(plat) or vreemde_naam(tekst, [*namen.values()], woorden):
        return {}
    zinnen = lees_zinnen(tekst, woorden)
    stukken, genoemd = verdeeld(zinnen, tekst, [*namen.values()], woorden)
    bij_naam = frozenset[str]().union(*genoemd)
    if _nog_te_kiezen(gevallen, tekst):
        return {}
    if gevallen.wacht and (gekozen := _gekozen(gevallen, tekst)):
        return {naam: f"{naam}: {gevallen.wacht}" for naam in gekozen}
    kiest = not soorten_in(tekst) and len(plat.split()) <= _LANGSTE_ANTWOORD
    if gevallen.wacht and kiest and not gesprekswoorden.ontkent.search(plat):
        allen = bool(woorden.meer_gevallen.search(plat))
        if bij_naam or allen:
            return {naam: f"{naam}: {gevallen.wacht}" for naam, kern in namen.items() if allen or kern in bij_naam}
    if bij_naam:
        rijen = {
            naam: [d for zin, rij in zip(zinnen, stukken, strict=True) if (d := deel_van(zin, rij, kern))]
            for naam, kern in namen.items()
            if kern in bij_naam
        }
        delen = {naam: " ".join(d.tekst for d in rij) for naam, rij in rijen.items() if rij}
        return {naam: _volgens(deel, namen[naam], delen, gesprekswoorden) for naam, deel in delen.items()}
    if len(plat.split()) > _LANGSTE or gesprekswoorden.nieuwe_vraag.search(plat):
        return {}
    feiten = soorten_in(tekst)
    van_alle = feiten and (woorden.meer_gevallen.search(plat) or (gevallen.nu and not _is_van_een(gevallen, tekst)))
    antwoord = gevallen.nu and not feiten and len(plat.split()) <= _LANGSTE_ANTWOORD
    if any(zin.vraag for zin in zinnen):
        return dict.fromkeys(namen, tekst) if van_alle and _gaat_verder(tekst) else {}
    return dict.fromkeys(namen, tekst) if van_alle or antwoord else {}


def _gekozen(gevallen: _Gevallen, tekst: str) -> tuple[str, ...]:
    """The children that a turn of nothing but names picks, those left out apart; none where it says more than that."""
    woorden, rest = laad_gesprekswoorden(), vouw(tekst)
    plek = {naam: re.compile(rf"(?<![\w-]){re.escape(vouw(kern_van(naam)))}(?![\w-])") for naam in gevallen.gesprekken}
    genoemd = {naam: m for naam, p in plek.items() if (m := p.search(rest))}
    kaal = woorden.bevestigt_of_ontkent.sub(" ", rest)
    for patroon in plek.values():
        kaal = patroon.sub(" ", kaal)
    if not genoemd or re.search(r"[a-z0-9]", kaal):
        return ()
    weg = {
        n for n, m in genoemd.items() if woorden.sluit_uit.search(rest, 0, m.start()) or _NIET_NA.match(rest, m.end())
    }
    wel = {*genoemd} - weg
    return tuple(n for n in gevallen.gesprekken if (n in wel if wel else n not in weg))


def _nog_te_kiezen(gevallen: _Gevallen, tekst: str) -> tuple[str, ...]:
    """The children among whom is still to be chosen, where a turn only says of whom a fact is not: "niet Sofie"."""
    gekozen = _gekozen(gevallen, tekst) if gevallen.wacht else ()
    genoemd = any(vouw(kern_van(naam)) in vouw(tekst) for naam in gekozen)
    alle_anderen = laad_gesprekswoorden().op_na.search(vouw(tekst))
    return () if genoemd or alle_anderen or len(gekozen) < _MEER else gekozen


def _weggelaten(gevallen: _Gevallen, tekst: str) -> frozenset[str]:
    """The children that a turn leaves out by name, right after one on all of them: "niet Sofie"; none where it asks."""
    gekozen = _gekozen(gevallen, tekst) if gevallen.nu and not gevallen.wacht and "?" not in tekst else ()
    genoemd = {naam for naam in gevallen.gesprekken if vouw(kern_van(naam)) in vouw(tekst)}
    weg = frozenset({*gevallen.gesprekken} - {*gekozen}) & genoemd
    return weg if gekozen else frozenset()


def _gaat_verder(tekst: str) -> bool:
    """Whether a question only puts another case of what was asked: "en als het per 15 mei wordt?"."""
    woorden, plat = laad_berichtwoorden(), vouw(tekst)
    mee = woorden.veronderstelling_begin.match(plat) or woorden.aanloop.match(plat)
    return bool(mee) and not onderwerp_van(tekst).sterk


def _is_van_onbekende(gevallen: _Gevallen, tekst: str) -> bool:
    """Whether a turn right after one on the children gives a fact of one of them, and does not say of which."""
    woorden, gesprekswoorden, plat = laad_berichtwoorden(), laad_gesprekswoorden(), vouw(tekst)
    namen = [kern_van(naam) for naam in gevallen.gesprekken]
    elders = (
        gesprekswoorden.ander_geval.search(plat)
        or gesprekswoorden.nieuwe_vraag.search(plat)
        or woorden.meer_gevallen.search(plat)
        or woorden.verwant_geval.search(plat)
        or vreemde_naam(tekst, namen, woorden)
    )
    if not gevallen.nu or elders or len(plat.split()) > _LANGSTE or not _is_van_een(gevallen, tekst):
        return False
    zinnen = lees_zinnen(tekst, woorden)
    if any(verdeeld(zinnen, tekst, namen, woorden)[1]):
        return False
    return _gaat_verder(tekst) or not any(zin.vraag for zin in zinnen)


def _volgens(deel: str, kern: str, delen: dict[str, str], woorden: Gesprekswoorden) -> str:
    """What is told of a child; a bare yes or no ("bij Sofie niet") as what is told of another one, or its opposite."""
    rest = vouw(deel).replace(vouw(kern), " ")
    if soorten_in(deel) or re.search(r"[a-z0-9]", woorden.bevestigt_of_ontkent.sub(" ", rest)):
        return deel
    for ander in delen.values():
        for vorm in woorden.antwoorden:
            vorig = getattr(slots_van(ander), vorm.slot)
            if vorm.ja is None or vorm.nee is None or vorig is None:
                continue
            ja = vorig == getattr(slots_van(vorm.ja), vorm.slot) if woorden.ook.search(rest) else None
            ja = not woorden.ontkent.search(rest) if ja is None else ja
            return f"{deel.rstrip(' .')}: {vorm.ja if ja else vorm.nee}."
    return deel


def _is_van_een(gevallen: _Gevallen, tekst: str) -> bool:
    """Whether a turn gives a fact of a kind of which each child has another one: it does not say of whom it is."""
    nu = slots_van(tekst)
    eerder = [slots_van(" ".join(vraag for vraag, _ in g)) for g in gevallen.gesprekken.values()]
    soorten = [s for s in SOORTEN if getattr(nu, s)]
    return any(verschilt([waarde(getattr(slots, s)) for slots in eerder]) for s in soorten)
