"""Read a message: what is greeting, signature and forwarded mail, and which separate questions it asks.

Sentences of fact go with the questions they belong to. The words stand in `knowledge/woordenschat/bericht.yaml`; only
shapes (lines, lists, question marks) stand here and in the modules beside it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.message.asides import zonder_terzijde
from assistant.message.cases.children import lees_kinderen
from assistant.message.cases.questions import gevallen_in, per_geval
from assistant.message.children import per_kind
from assistant.message.context import FEIT_IN_LIJST, hele_vraag, verdeel
from assistant.message.groups import groepen_van
from assistant.message.likewise import met_gelijke
from assistant.message.parts import Delen, lees_delen, lees_naam
from assistant.message.question import Deelvraag, inhoud_van
from assistant.message.repairs import met_herstel
from assistant.message.respectively import met_verdeling
from assistant.message.sentences import Zin, lees_zinnen
from assistant.message.tables import tabellen_als_zinnen
from assistant.reading.told import onderwerp_van, plaatsen_in, slots_van
from knowledge.folding import vouw
from knowledge.message_words import Berichtwoorden, laad_berichtwoorden


@dataclass(frozen=True)
class Bericht:
    """A message.

    Attributes:
        vragen: its questions, in order; at least one.
        aanhef: the greeting, as it stands.
        afsluiting: closing, signature and small print, as they stand.
        afzender: the name below the message, where it reads as a person's.
        kop: lines around a forwarded mail that ask nothing: headers, separators, the forwarder's own words.
        eerder: older mail quoted below the message.
        onderwerp: the subject that a header names.
        vraagt: whether it asks or wants anything; where it does not, its one question is the whole text.
    """

    vragen: tuple[Deelvraag, ...]
    aanhef: str = ""
    afsluiting: str = ""
    afzender: str | None = None
    kop: str = ""
    eerder: str = ""
    onderwerp: str = ""
    vraagt: bool = True


def noemt_plaats(tekst: str) -> bool:
    """Whether a text names a place of one of our regimes."""
    return bool(plaatsen_in(tekst))


def als_naam(tekst: str) -> str | None:
    """The text when it reads as the name of a person, else None."""
    return lees_naam(tekst, laad_berichtwoorden())


def lees_bericht(tekst: str) -> Bericht:
    """The questions of a message, each with its facts, and what stands around them. Never fails."""
    woorden = laad_berichtwoorden()
    delen = lees_delen(tabellen_als_zinnen(tekst), woorden)
    delen.tekst = zonder_terzijde(met_verdeling(met_gelijke(met_herstel(delen.tekst), woorden), woorden), woorden)
    zinnen = lees_zinnen(delen.tekst, woorden)
    door = [z for z in zinnen if z.vraag and _vraagt_om_antwoord(z.tekst, woorden)]
    if door and any(z.vraag for z in zinnen if z not in door):
        delen.kop = "\n".join([*filter(None, [delen.kop]), *(z.tekst for z in door)])
        zinnen = [z for z in zinnen if z not in door]
        for z in door:
            delen.tekst = delen.tekst.replace(z.tekst, "", 1).strip()
    zinnen = _zonder_aankondiging(zinnen, woorden)
    kinderen = lees_kinderen(zinnen, delen.tekst, woorden, gevallen_in)
    groepen = groepen_van(zinnen, woorden, kinderen.namen if kinderen else ())
    if kinderen and (vragen := per_kind(kinderen, zinnen, groepen, delen, woorden)):
        return _met_delen(vragen, delen, zinnen, woorden)
    if len(groepen) <= 1:
        vragen = (hele_vraag(zinnen, delen, tekst, woorden),)
    else:
        vragen = verdeel(zinnen, groepen, delen, woorden)
    vragen = tuple(deel for n, vraag in enumerate(vragen) for deel in per_geval(vraag, n == 0, woorden))
    if len(groepen) > 1:
        vragen = tuple(replace(v, zelfstandig=v.zelfstandig.replace(FEIT_IN_LIJST, " ").strip()) for v in vragen)
    return _met_delen(vragen, delen, zinnen, woorden)


def _met_delen(vragen: tuple[Deelvraag, ...], delen: Delen, zinnen: list[Zin], woorden: Berichtwoorden) -> Bericht:
    """The message: what it asks, and what stands around that."""
    rondom = (delen.aanhef, delen.afsluiting, delen.afzender, delen.kop, delen.eerder, delen.onderwerp)
    return Bericht(vragen, *rondom, vraagt=not (delen.aanhef or delen.afsluiting) or _wil_iets(zinnen, woorden))


def _wil_iets(zinnen: list[Zin], woorden: Berichtwoorden) -> bool:
    """Whether the sentences of a mail ask, or may want something: a wish, or words without a verb."""
    vertelt = (woorden.persoonsvorm, woorden.gevalswerkwoord)

    def zegt_alleen(plat: str) -> bool:
        return bool(woorden.beleefd_begin.match(plat)) or any(p.search(plat) for p in vertelt)

    return any(z.vraag or woorden.wens.search(vouw(z.tekst)) or not zegt_alleen(vouw(z.tekst)) for z in zinnen)


def _vraagt_om_antwoord(tekst: str, woorden: Berichtwoorden) -> bool:
    """Whether a sentence asks for the answer to what others ask, and nothing itself."""
    if not woorden.doorsturen.search(vouw(tekst)):
        return False
    slots = slots_van(tekst)
    return not (onderwerp_van(tekst).sterk or slots.profielen or slots.codes or slots.segmenten)


def _zonder_aankondiging(zinnen: list[Zin], woorden: Berichtwoorden) -> list[Zin]:
    """The sentences; one that only announces those that ask ("graag hoor ik het volgende") is no question."""

    def kondigt_aan(zin: Zin) -> bool:
        begin = woorden.vraagzin.search(vouw(zin.tekst)) if zin.vraag and zin.item is None else None
        inhoud = inhoud_van(vouw(zin.tekst)[begin.end() :], woorden) - woorden.aankondigingen if begin else {""}
        return not inhoud and not zin.tekst.rstrip().endswith("?") and not woorden.leunt(vouw(zin.tekst))

    laatste = max((n for n, z in enumerate(zinnen) if z.vraag), default=0)
    return [replace(z, vraag=False) if n < laatste and kondigt_aan(z) else z for n, z in enumerate(zinnen)]
