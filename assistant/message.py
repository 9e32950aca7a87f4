"""Read a message: what is greeting, signature and forwarded mail, and which separate questions it asks.

A question is split off only when something says so: a number, an opener ("tot slot"), another subject, another case.
When in doubt it stays one question. Sentences of fact go with the questions they belong to. The words stand in
`knowledge/woordenschat/bericht.yaml`; only shapes (lines, lists, question marks) stand here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.dates_relative import verschuift
from assistant.forms import FORMULIEREN
from assistant.forms.aanbieders import lees_toewijzingen
from assistant.forms.provider_doubt import meer_mensen
from assistant.message_cases import Geval, lees_gevallen, lees_stapelgevallen
from assistant.message_facts import mutaties_in, onderwerp_van, plaatsen_in, slots_van
from assistant.message_parts import Delen, Zin, lees_delen, lees_naam, lees_zinnen, zonder_nummer
from knowledge.conversation_words import laad_gesprekswoorden
from knowledge.message_words import Berichtwoorden, laad_berichtwoorden
from knowledge.vocabulary import vouw
from tools.envelope import opsomming

_TERUG = 3
"""So many sentences of a question are held against the next one."""
_LANGSTE_AANLOOP = 30
_EIGEN_VRAAG = 2
"""With so many words of content that the question before it has not, a sentence asks something of its own."""
_EIGEN_ZELFDE = 4
"""The same for a sentence that is for the same tool."""
_ITEM = "\n- "
"""Before a fact that stands in a list, until its cases are told apart."""
_ALTIJD = frozenset({"profielen", "intensiteiten", "segmenten", "gericht_op", "verwijzer"})
"""Facts that can make an answer another one, whichever tool gives it."""
_TE_VERANDEREN = (
    "profielen", "segmenten", "verwijzer", "gericht_op", "moment", "soort_aanbieder", "zelfde_aanbieder",
    "eerder_gewijzigd", "contract_2022", "datums", "bedragen",
)  # fmt: skip
"""Facts that a question can put otherwise: "en als het profiel 3 was?"."""
_EN = re.compile(r"(?:en|and)\b")
_VRAAGDEEL = re.compile(r"[\s,:]*\w+[\s\w]")
_POSTCODE = re.compile(r"\b\d{4} ?[A-Z]{2}\b")
_VERSTE = 40
"""So many sentences are searched for the facts of a case."""


@dataclass(frozen=True)
class Deelvraag:
    """One question of a message.

    Attributes:
        tekst: the question as it stands.
        context: the facts that belong to it, sentence by sentence.
        zelfstandig: facts and question as one text that can be answered by itself.
        vervolg: it points back to the question before it, and is to be read as the next turn of a conversation.
    """

    tekst: str
    context: tuple[str, ...]
    zelfstandig: str
    vervolg: bool = False


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
    """

    vragen: tuple[Deelvraag, ...]
    aanhef: str = ""
    afsluiting: str = ""
    afzender: str | None = None
    kop: str = ""
    eerder: str = ""
    onderwerp: str = ""


def kale_vraag(tekst: str) -> str:
    """A question as it can stand in a heading: without its number and the words that tie it to what comes before it."""
    woorden = laad_berichtwoorden()
    zonder = _zonder_aanloop(_zonder_telling(zonder_nummer(tekst), woorden), woorden)
    plat = vouw(zonder)
    begin = woorden.vraagzin.search(plat, 0, _LANGSTE_AANLOOP) or woorden.nieuw_begin.match(plat)
    if begin and len(plat) == len(zonder) and _VRAAGDEEL.match(plat, begin.end()):
        zonder = zonder[begin.end() :].strip(" ,:")
    zonder = re.sub(r"[\s,;]+(?:en|and)$", "", zonder)
    return f"{zonder[:1].upper()}{zonder[1:]}"


def noemt_plaats(tekst: str) -> bool:
    """Whether a text names a place of one of our regimes."""
    return bool(plaatsen_in(tekst))


def als_naam(tekst: str) -> str | None:
    """The text when it reads as the name of a person, else None."""
    return lees_naam(tekst, laad_berichtwoorden())


def lees_bericht(tekst: str) -> Bericht:
    """The questions of a message, each with its facts, and what stands around them. Never fails."""
    woorden = laad_berichtwoorden()
    delen = lees_delen(tekst, woorden)
    zinnen = lees_zinnen(delen.tekst, woorden)
    door = [z for z in zinnen if z.vraag and _vraagt_om_antwoord(z.tekst, woorden)]
    if door and any(z.vraag for z in zinnen if z not in door):
        delen.kop = "\n".join([*filter(None, [delen.kop]), *(z.tekst for z in door)])
        zinnen = [z for z in zinnen if z not in door]
        for z in door:
            delen.tekst = delen.tekst.replace(z.tekst, "", 1).strip()
    groepen = _groepen(zinnen, woorden)
    if len(groepen) <= 1:
        vragen: tuple[Deelvraag, ...] = (_heel(zinnen, delen, tekst, woorden),)
    else:
        vragen = _verdeeld(zinnen, groepen, delen, woorden)
    vragen = tuple(deel for n, vraag in enumerate(vragen) for deel in _per_geval(vraag, n == 0, woorden))
    if len(groepen) > 1:
        vragen = tuple(replace(v, zelfstandig=v.zelfstandig.replace(_ITEM, " ").strip()) for v in vragen)
    return Bericht(vragen, delen.aanhef, delen.afsluiting, delen.afzender, delen.kop, delen.eerder, delen.onderwerp)


def _vraagt_om_antwoord(tekst: str, woorden: Berichtwoorden) -> bool:
    """Whether a sentence asks for the answer to what others ask, and nothing itself."""
    if not woorden.doorsturen.search(vouw(tekst)):
        return False
    slots = slots_van(tekst)
    return not (onderwerp_van(tekst).sterk or slots.profielen or slots.codes or slots.segmenten)


def _per_geval(vraag: Deelvraag, eerste: bool, woorden: Berichtwoorden) -> tuple[Deelvraag, ...]:
    """The question of each of the cases, where it tells them apart; of one where it names only that one."""
    gevallen = _gevallen(vraag.zelfstandig)
    if not gevallen:
        return (vraag,)
    in_vraag = _gevallen(vraag.tekst)
    gevraagd = [g for g in gevallen if not in_vraag and _noemt(vraag.tekst, g.naam)]
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
def _gevallen(tekst: str) -> tuple[Geval, ...]:
    """The cases of a text; by segment only where it does not ask which segments go together."""
    if "stapelen" in _tools(tekst):
        naast = lees_stapelgevallen(tekst, _stapelt, laad_berichtwoorden(), meer=meer_mensen((tekst,)))
        if naast:
            return naast
    gevallen = lees_gevallen(tekst, slots_van, laad_berichtwoorden())
    alleen_segment = bool(gevallen) and gevallen[0].velden == {"segmenten"}
    return () if alleen_segment and "stapelen" in _tools(tekst) else gevallen


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
    return Deelvraag(kop, vraag.context, f"{erbij}{geval.tekst[:1].upper()}{geval.tekst[1:]}")


def _noemt(vraag: str, naam: str) -> bool:
    """Whether a question names a case: "en bij de jongste?"."""
    kern = re.sub(r"^(?:(?:bij|voor|van|met|in|for|of|with|de|het|een|the)\s+)+", "", vouw(naam))
    if len(kern) == 1:
        return bool(re.search(rf"(?<![\w'’]){re.escape(kern.upper())}(?!\w)", vraag))
    return bool(re.search(rf"\b{re.escape(kern)}(?![a-z0-9])", vouw(vraag)))


def _telt_geval(vraag: Deelvraag, gevallen: Sequence[Geval], eerste: bool, woorden: Berichtwoorden) -> bool:
    """Whether the answer to a question can differ between the cases: then it is for what they differ in.

    Where a question only names the conditions itself, one passage can answer for all, unless a tool decides on them.
    """
    if gevallen[0].voorwaarde:
        beslist = onderwerp_van(vraag.zelfstandig).sterk
        return any(_feiten_voor(tool) & gevallen[0].velden for tool in beslist)
    tools, plat = _tools(vraag.tekst), vouw(vraag.tekst)
    if tools:
        return any((_ALTIJD | (_feiten_voor(tool) or gevallen[0].velden)) & gevallen[0].velden for tool in tools)
    return eerste or woorden.leunt(plat) or bool(woorden.meer_gevallen.search(plat))


def _feiten_voor(tool: str) -> frozenset[str]:
    """The facts that the form of a tool can use; none where it reads names only."""
    return FORMULIEREN[tool].feiten if tool in FORMULIEREN else frozenset()


def _tools(tekst: str) -> frozenset[str]:
    """The tools for which a text has signs."""
    onderwerp = onderwerp_van(tekst)
    return onderwerp.sterk | onderwerp.zwak


# --- which sentences ask, and which of them ask one thing ------------------------------------------------------


def _groepen(zinnen: list[Zin], woorden: Berichtwoorden) -> list[tuple[int, ...]]:
    """The places of the asking sentences, grouped by what they ask."""
    plekken = [i for i, z in enumerate(zinnen) if z.vraag]
    namen = [g.naam for g in _gevallen("\n".join(z.tekst for z in zinnen))] if plekken[1:] else []
    groepen: list[list[int]] = []
    for plek in plekken:
        eigen = bool(groepen) and _noemt_geval(zinnen[groepen[-1][-1]].tekst, zinnen[plek].tekst, namen)
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
    if zin.item is not None and eerder.item is not None and zin.item != eerder.item:
        return True
    if any(woorden.feit_volgende_begin.match(vouw(z.tekst)) for z in tussen):
        return True
    if _veronderstelt(zinnen, plek, woorden) or _vraagt_na_geval(zinnen, vorige, plek, woorden):
        return True
    leunt = woorden.leunt(plat)
    opent = woorden.nieuw_begin.match(plat)
    if woorden.vorige_begin.match(plat) and not opent:
        return False
    if len(_woorden(plat)) < woorden.kortste_vraag or (leunt and zin.deel):
        return False
    vorige = vorige[-_TERUG:]
    oud, nieuw = onderwerp_van(" ".join(zinnen[i].tekst for i in vorige)), onderwerp_van(_zonder_opener(plat, woorden))
    ander_geval = _andere_inhoud(zinnen, vorige, plek)
    if _zonder_werkwoord(plat, woorden):
        return ander_geval and _aangevuld(eerder.tekst, zin.tekst, woorden) is not None
    if _elders(zinnen[:plek], zin):
        return True
    eigen = _eigen_woorden(zinnen, vorige, plek, woorden)
    if oud.sterk & nieuw.sterk:
        return ander_geval or eigen >= _EIGEN_ZELFDE
    if ander_geval or (oud.sterk and nieuw.sterk and (not leunt or _heeft_geval(zinnen[:plek]))):
        return True
    begrip = not leunt and woorden.begrip_begin.match(plat)
    return eigen >= (1 if opent or begrip else _EIGEN_VRAAG)


def _veronderstelt(zinnen: list[Zin], plek: int, woorden: Berichtwoorden) -> bool:
    """Whether a question puts another case than the one told before it: "en als het de gemeente was?"."""
    plat = vouw(zinnen[plek].tekst)
    if _verschuift(plat):
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


def _verschuift(plat: str) -> bool:
    """Whether a question is of a case on another day than the one before it: "en die een maand later begon?"."""
    return _EN.match(plat) is not None and verschuift(plat)


def _vraagt_na_geval(zinnen: list[Zin], vorige: list[int], plek: int, woorden: Berichtwoorden) -> bool:
    """Whether a question first tells of something else that may happen: "en als een kind verhuist, wie meldt dat"."""
    plat = vouw(zinnen[plek].tekst)
    opent = woorden.veronderstelling_begin.match(plat) and woorden.aanloop.match(plat)
    vraag = woorden.vraagt_nu.search(plat) if opent else None
    if vraag is None:
        return False
    toen = _inhoud(" ".join(zinnen[i].tekst for i in vorige[-_TERUG:]), woorden)
    return len(_inhoud(plat[: vraag.start()], woorden) - toen) >= _EIGEN_VRAAG


def _noemt_geval(eerder: str, tekst: str, namen: Sequence[str]) -> bool:
    """Whether a question is for one of the cases, and the one before it is not for that one alone."""
    nu, toen = ([naam for naam in namen if _noemt(t, naam)] for t in (tekst, eerder))
    return len(nu) == 1 and nu != toen


def _elders(eerder: list[Zin], zin: Zin) -> bool:
    """Whether a sentence names a place, and not one that was named before it."""
    hier = set(plaatsen_in(zin.tekst))
    toen = {p for z in eerder[-_TERUG - 1 :] for p in plaatsen_in(z.tekst)} if hier else set()
    return bool(toen) and not hier & toen


def _heeft_geval(zinnen: list[Zin]) -> bool:
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


def _zonder_werkwoord(plat: str, woorden: Berichtwoorden) -> bool:
    vormen = (woorden.persoonsvorm.search(plat), woorden.vraag_begin.match(plat), woorden.vraagzin.search(plat))
    return not any(vormen)


def _aangevuld(eerder: str, tekst: str, woorden: Berichtwoorden) -> str | None:
    """A question without a verb ("en voor profiel 3?") with words of the one before it; None when they don't fit."""
    plat, toen = vouw(tekst), vouw(eerder)
    begin = woorden.voorzetsel_begin.match(plat)
    if begin is None or len(plat) != len(tekst) or len(toen) != len(eerder):
        return None
    plek = max((m.start() for m in re.finditer(rf"\b{re.escape(begin['voorzetsel'])}\b", toen)), default=0)
    return f"{eerder[:plek]}{tekst[begin.start('voorzetsel') :]}" if plek else None


def _eigen_woorden(zinnen: list[Zin], vorige: list[int], plek: int, woorden: Berichtwoorden) -> int:
    """How many words of content a question has that the one before it has not."""
    eerder = _inhoud(" ".join(zinnen[i].tekst for i in vorige), woorden)
    return len(_inhoud(zinnen[plek].tekst, woorden) - eerder)


def _inhoud(tekst: str, woorden: Berichtwoorden) -> set[str]:
    return set(re.findall(r"[a-z0-9]{4,}", vouw(tekst))) - woorden.holle_woorden


def _zonder_opener(plat: str, woorden: Berichtwoorden) -> str:
    treffer = woorden.nieuw_begin.match(plat)
    return plat[treffer.end() :] if treffer else plat


def _zonder_aanloop(tekst: str, woorden: Berichtwoorden) -> str:
    """A question without the words that tie it to the one before it: "daarnaast vroeg ik mij af"."""
    plat = vouw(tekst)
    opener = woorden.nieuw_begin.match(plat)
    zin = woorden.vraagzin.search(plat, 0, opener.end() + _LANGSTE_AANLOOP) if opener else None
    treffer = zin or woorden.aanloop.match(plat)
    return tekst[treffer.end() :].strip() if treffer and len(plat) == len(tekst) else tekst


def _zonder_telling(tekst: str, woorden: Berichtwoorden) -> str:
    """A question without the words that count it: "vraag 2:", "ten eerste"."""
    treffer = woorden.tel_begin.match(vouw(tekst))
    rest = tekst[treffer.end() :].strip() if treffer and len(vouw(tekst)) == len(tekst) else ""
    return rest or tekst


def _woorden(plat: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", plat)


# --- which facts go with which question -------------------------------------------------------------------------


def _heel(zinnen: list[Zin], delen: Delen, tekst: str, woorden: Berichtwoorden) -> Deelvraag:
    """The whole message as one question."""
    vraag = [z.tekst for z in zinnen if z.vraag] or [z.tekst for z in zinnen]
    context = [z.tekst for z in zinnen if not z.vraag] if any(z.vraag for z in zinnen) else []
    geheel = delen.tekst.strip() or tekst.strip()
    erbij = _plaats_erbij([geheel], delen, woorden)
    return Deelvraag(" ".join(vraag) or geheel, (*erbij, *context), "\n".join([*erbij, geheel]) if erbij else geheel)


def _verdeeld(
    zinnen: list[Zin], groepen: list[tuple[int, ...]], delen: Delen, woorden: Berichtwoorden
) -> tuple[Deelvraag, ...]:
    bij = _feiten(zinnen, groepen, woorden)
    vreemd = [_van_een_ander(zinnen, groep, bij[n], woorden) for n, groep in enumerate(groepen)]
    wees = set().union(*bij) - set().union(*(b - v for b, v in zip(bij, vreemd, strict=True)))
    bij = [b - (v - wees) for b, v in zip(bij, vreemd, strict=True)]  # what contradicts all is kept, but not asked
    eigen = [[zinnen[i].tekst for i in sorted({*groep, *bij[n]})] for n, groep in enumerate(groepen)]
    plaatsen = plaatsen_in(" ".join(t for rij in eigen for t in rij)) or _plaatsen_rondom(delen)
    uit: list[Deelvraag] = []
    for n, groep in enumerate(groepen):
        vraag = " ".join(zinnen[i].tekst for i in groep)
        geval, gewijzigd = _geval(eigen, n, vraag, woorden)
        feiten = [i for i in sorted(bij[n]) if not (gewijzigd and slots_van(zinnen[i].tekst).intensiteiten)]
        zonder = not plaatsen_in(" ".join(zinnen[i].tekst for i in (*groep, *feiten)))
        erbij = [woorden.plaatszin.format(waarde=opsomming(list(plaatsen)))] if plaatsen and zonder else []
        erbij += _jaar_erbij(zinnen, groep, feiten, vreemd[n], woorden)
        erbij += geval
        heel = {i: _los(zinnen[i], i == groep[0], woorden) for i in sorted({*groep, *feiten} - (vreemd[n] & wees))}
        if n and _zonder_werkwoord(vouw(vraag), woorden):
            vorige = zinnen[groepen[n - 1][-1]].los(True)
            heel[groep[0]] = _aangevuld(vorige, heel[groep[0]], woorden) or heel[groep[0]]
        heel[groep[0]] = _zonder_telling(heel[groep[0]], woorden)
        if n:
            heel[groep[0]] = _zonder_aanloop(heel[groep[0]], woorden)
        lijst = {i for i in heel if i not in groep and zonder_nummer(zinnen[i].tekst) != zinnen[i].tekst}
        regels = [(_ITEM if i in lijst else " ", z) for i, z in heel.items()]
        geheel = "".join(f"{voor}{z[:1].upper()}{z[1:]}" for voor, z in [*((" ", z) for z in erbij), *regels]).strip()
        vervolg = n > 0 and not geval and _gaat_verder(zinnen[groepen[n - 1][-1]].tekst, vraag, bool(erbij), woorden)
        if n and _veronderstelt(zinnen, groep[0], woorden):
            heel[groep[0]] = zinnen[groep[0]].tekst if _verschuift(vouw(vraag)) else heel[groep[0]]
            vervolg, geheel = True, " ".join([*erbij, *(heel[i] for i in groep)])
        uit.append(Deelvraag(vraag, (*erbij, *(zinnen[i].tekst for i in feiten)), geheel, vervolg))
    return tuple(uit)


def _gaat_verder(vorige: str, vraag: str, met_plaats: bool, woorden: Berichtwoorden) -> bool:
    """Whether a question points back to the one before it, and not to what it says first itself or to its place."""
    plat = woorden.verwijst_plaats.sub(" ", vouw(vraag)) if met_plaats else vouw(vraag)
    eerst, *rest = re.split(r"[,:;]\s+", plat, maxsplit=1)
    eigen = _inhoud(eerst, woorden) - _inhoud(vorige, woorden) if rest else set()
    return len(_woorden(plat)) <= woorden.kortste_vraag or woorden.leunt(eerst if eigen else plat)


def _jaar_erbij(
    zinnen: list[Zin], groep: Sequence[int], feiten: Sequence[int], weg: set[int], woorden: Berichtwoorden
) -> list[str]:
    """The year of facts that are not for a question, where that has none of its own: the time is the same for all."""
    eigen = slots_van(" ".join(zinnen[i].tekst for i in (*groep, *feiten))).jaren
    jaren = () if eigen else slots_van(" ".join(zinnen[i].tekst for i in sorted(weg))).jaren
    return [woorden.jaarzin.format(waarde=jaren[0])] if len(jaren) == 1 else []


def _los(zin: Zin, eerste: bool, woorden: Berichtwoorden) -> str:
    """A sentence by itself; a later part of a sentence without the word that joined it to the part before."""
    treffer = woorden.nieuw_begin.match(vouw(zin.tekst)) if eerste and zin.deel and zin.aanloop else None
    return (replace(zin, tekst=zin.tekst[treffer.end() :].strip()) if treffer else zin).los(eerste)


def _feiten(zinnen: list[Zin], groepen: list[tuple[int, ...]], woorden: Berichtwoorden) -> list[set[int]]:
    """Per question the places of the facts that belong to it."""
    bij: list[set[int]] = [set() for _ in groepen]
    van = {plek: n for n, groep in enumerate(groepen) for plek in groep}
    laatste = max(van)
    items = [zinnen[groep[0]].item for groep in groepen]
    for plek in range(len(zinnen)):
        if plek in van:
            continue
        vorige = max((n for p, n in van.items() if p < plek), default=None)
        volgende = min((n for p, n in van.items() if p > plek), default=None)
        for n in _eigenaars(zinnen, plek, vorige, volgende, laatste, woorden, items):
            bij[n].add(plek)
    return bij


def _van_een_ander(zinnen: list[Zin], groep: tuple[int, ...], feiten: set[int], woorden: Berichtwoorden) -> set[int]:
    """The facts that are not of the case of a question: another client came in between, or it is about other things."""
    begin = max((i for i in feiten if woorden.feit_volgende_begin.match(vouw(zinnen[i].tekst))), default=0)
    vraag = " ".join(zinnen[i].tekst for i in groep)
    return {
        i
        for i in feiten
        if (i < begin and _heeft_geval([zinnen[i]]))
        or _spreekt_tegen(zinnen[i].tekst, vraag, woorden, ervoor=i == groep[0] - 1)
    }


def _spreekt_tegen(feit: str, vraag: str, woorden: Berichtwoorden, *, ervoor: bool) -> bool:
    """Whether a fact is about another profile or another intensity than a question names, or about another subject.

    What is told right before a question (`ervoor`) is told for it, whatever its subject.
    """
    hier, daar = set(plaatsen_in(vraag)), set(plaatsen_in(feit))
    if hier and daar - hier:
        return True
    onderwerp, ander = onderwerp_van(_zonder_opener(vouw(vraag), woorden)), onderwerp_van(feit)
    zelf = onderwerp.sterk or (frozenset() if woorden.leunt(vouw(vraag)) else onderwerp.zwak)
    over = ander.sterk or (ander.zwak if mutaties_in(feit) else frozenset())  # a change that is named makes it sure
    if not ervoor and zelf and over and not zelf & over:
        return True
    eigen, zijn = slots_van(vraag), slots_van(feit)
    if not eigen.profielen or not zijn.profielen:
        return False
    if not set(eigen.profielen) & set(zijn.profielen):
        return True
    verandert = "verzoek_om_wijziging" in onderwerp.sterk or eigen.intensiteit_naar is not None
    anders = eigen.intensiteiten and zijn.intensiteiten and not set(eigen.intensiteiten) & set(zijn.intensiteiten)
    return bool(anders) and not verandert


def _eigenaars(
    zinnen: list[Zin],
    plek: int,
    vorige: int | None,
    volgende: int | None,
    laatste: int,
    woorden: Berichtwoorden,
    items: list[tuple[int, int] | None],
) -> Sequence[int]:
    """The questions that a sentence of fact belongs to."""
    zin, plat = zinnen[plek], vouw(zinnen[plek].tekst)
    if zin.item is not None and (eigen := [n for n, item in enumerate(items) if item == zin.item]):
        return eigen
    if vorige is None:
        ander = woorden.feit_volgende_begin.match(plat)
        return [volgende] if ander and volgende is not None else range(len(items))
    if volgende is None:
        los = zin.item is None and zin.alinea != zinnen[laatste].alinea
        return range(len(items)) if los else [vorige]
    if vorige == volgende or woorden.feit_vorige_begin.match(plat):
        return [vorige]
    naar_vorige = next((z.alinea for z in reversed(zinnen[:plek]) if z.vraag), None) == zin.alinea
    naar_volgende = next((z.alinea for z in zinnen[plek:] if z.vraag), None) == zin.alinea
    return [vorige] if naar_vorige and not naar_volgende else [volgende]


def _geval(eigen: list[list[str]], n: int, vraag: str, woorden: Berichtwoorden) -> tuple[list[str], bool]:
    """For a question that points back and leaves out the case: the case of the question before it.

    Also whether the facts that it shares with that question no longer hold, because that question changes them.
    """
    if slots_van(vraag).profielen or not woorden.leunt(vouw(vraag)):
        return [], False
    eerder = [s for s in (slots_van(" ".join(rij)) for rij in eigen[max(0, n - _TERUG) : n]) if s.profielen]
    if not eerder:
        return [], False
    slots = eerder[-1]
    naar = slots.intensiteit_naar
    if len(slots.profielen) != 1 or (naar is None and slots_van(" ".join(eigen[n])).profielen):
        return [], False
    waarden = [f"profiel {slots.profielen[0]}", *([naar.replace("_", " ")] if naar else [])]
    waarden += [
        w for veld, woord in woorden.gevalswoorden.items() if (w := woord.get(getattr(slots, veld, None) or ""))
    ]
    return [woorden.gevalszin.format(waarde=", ".join(waarden))], naar is not None


# --- places ------------------------------------------------------------------------------------------------------


def _plaats_erbij(teksten: list[str], delen: Delen, woorden: Berichtwoorden) -> list[str]:
    plaatsen = () if plaatsen_in(" ".join(teksten)) else _plaatsen_rondom(delen)
    return [woorden.plaatszin.format(waarde=opsomming(list(plaatsen)))] if plaatsen else []


def _plaatsen_rondom(delen: Delen) -> Sequence[str]:
    """The places of the subject and the mail before it, or else of the signature; not of an address there."""
    ondertekening = "\n".join(regel for regel in delen.afsluiting.splitlines() if not _POSTCODE.search(regel))
    return plaatsen_in(f"{delen.onderwerp} {delen.eerder}".strip()) or plaatsen_in(ondertekening)
