"""Which facts of a message go with which of its questions, so that each can be answered by itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.message.cases.questions import tools_van
from assistant.message.groups import TERUG, heeft_geval, veronderstelt, verschuift_de_dag
from assistant.message.parts import Delen
from assistant.message.question import (
    Deelvraag,
    aangevuld,
    inhoud_van,
    woorden_van,
    zonder_aanloop,
    zonder_opener,
    zonder_telling,
    zonder_werkwoord,
)
from assistant.message.sentences import Zin, zonder_nummer
from assistant.reading.told import geeft_feiten, mutaties_in, onderwerp_van, plaatsen_in, slots_van
from knowledge.folding import vouw, vouw_even_lang
from knowledge.message_words import Berichtwoorden
from tools.envelope import opsomming

FEIT_IN_LIJST = "\n- "
"""Before a fact that stands in a list, until its cases are told apart."""
_EIGEN_ONDERWERP = 2
"""So many words of its own make what is asked something else than what was told."""
_POSTCODE = re.compile(r"\b\d{4} ?[A-Z]{2}\b")


def hele_vraag(zinnen: list[Zin], delen: Delen, tekst: str, woorden: Berichtwoorden) -> Deelvraag:
    """The whole message as one question."""
    vraag = [z.tekst for z in zinnen if z.vraag] or [z.tekst for z in zinnen]
    context = [z.tekst for z in zinnen if not z.vraag] if any(z.vraag for z in zinnen) else []
    geheel = delen.tekst.strip() or tekst.strip()
    erbij = _plaats_erbij([geheel], delen, woorden)
    zelf = "\n".join([*erbij, geheel]) if erbij else geheel
    gevraagd = tuple(z.tekst for z in zinnen if z.vraag)
    return Deelvraag(" ".join(vraag) or geheel, (*erbij, *context), zelf, delen=gevraagd)


def verdeel(
    zinnen: list[Zin], groepen: list[tuple[int, ...]], delen: Delen, woorden: Berichtwoorden
) -> tuple[Deelvraag, ...]:
    """The questions of a message that asks several, each with its facts."""
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
        feiten = [i for i in feiten if not _telt_op(zinnen[i], woorden)]
        zonder = not plaatsen_in(" ".join(zinnen[i].tekst for i in (*groep, *feiten)))
        eerder = next((p for rij in eigen[:n][::-1] if (p := plaatsen_in(" ".join(rij)))), plaatsen)
        erbij = [woorden.plaatszin.format(waarde=opsomming(list(eerder)))] if plaatsen and zonder else []
        erbij += _jaar_erbij(zinnen, groep, feiten, vreemd[n], woorden)
        erbij += geval
        heel = {i: _los(zinnen[i], i == groep[0], woorden) for i in sorted({*groep, *feiten} - (vreemd[n] & wees))}
        if n and zonder_werkwoord(vouw(vraag), woorden):
            vorige = zinnen[groepen[n - 1][-1]].los(True)
            heel[groep[0]] = aangevuld(vorige, heel[groep[0]], woorden) or heel[groep[0]]
        heel[groep[0]] = zonder_telling(heel[groep[0]], woorden)
        if n:
            heel[groep[0]] = zonder_aanloop(heel[groep[0]], woorden)
        lijst = {i for i in heel if i not in groep and zonder_nummer(zinnen[i].tekst) != zinnen[i].tekst}
        regels = [(FEIT_IN_LIJST if i in lijst else " ", z) for i, z in heel.items()]
        geheel = "".join(f"{voor}{z[:1].upper()}{z[1:]}" for voor, z in [*((" ", z) for z in erbij), *regels]).strip()
        geeft = [z.tekst for z in zinnen[groepen[n - 1][-1] + 1 : groep[0]] if n and geeft_feiten(z.tekst)]
        los = bool(geeft) and (not woorden.leunt(vouw(geeft[0])) or any(slots_van(g).bedragen for g in geeft))
        vorige, begin = (zinnen[i].tekst for i in (groepen[n - 1][-1], groep[0]))
        vervolg = n > 0 and not geval and not los and _gaat_verder(vorige, begin, bool(erbij), woorden)
        if n and veronderstelt(zinnen, groep[0], woorden):
            heel[groep[0]] = zinnen[groep[0]].tekst if verschuift_de_dag(vouw(vraag)) else heel[groep[0]]
            vervolg, geheel = True, " ".join([*erbij, *(heel[i] for i in groep)])
        gevraagd = tuple(zinnen[i].tekst for i in groep)
        uit.append(Deelvraag(vraag, (*erbij, *(zinnen[i].tekst for i in feiten)), geheel, vervolg, gevraagd))
    return tuple(uit)


def _heeft_bedrag(zin: Zin, item: tuple[int, int] | None) -> bool:
    """Whether a sentence of an item of a list gives an amount."""
    return item is not None and zin.item == item and bool(slots_van(zin.tekst).bedragen)


def _telt_op(zin: Zin, woorden: Berichtwoorden) -> bool:
    """Whether a sentence only says that there are more cases, which a question of one of them can do without."""
    return _zegt_niets([zin]) and bool(woorden.meer_gevallen.search(vouw(zin.tekst)))


def _staat_ervoor(zinnen: list[Zin], plek: int, vraag: int) -> bool:
    """Whether a sentence stands before a question, with nothing between them that says or asks anything.

    What stands above a list stands before each of its items, but for one that names a case of its own.
    """
    item = zinnen[vraag].item
    if item is not None and zinnen[plek].item is None and not heeft_geval([zinnen[vraag]]):
        eerste = next(n for n, z in enumerate(zinnen) if z.item is not None and z.item[0] == item[0])
        if plek < eerste and not any(z.vraag for z in zinnen[plek:eerste]):
            return True
    return plek < vraag and _zegt_niets(zinnen[plek + 1 : vraag])


def _zegt_niets(zinnen: Sequence[Zin]) -> bool:
    """Whether sentences ask nothing, give no fact and are about no tool: "ik heb twee vragen:"."""
    return not any(z.vraag or geeft_feiten(z.tekst) or tools_van(z.tekst) for z in zinnen)


def _gaat_verder(vorige: str, vraag: str, met_plaats: bool, woorden: Berichtwoorden) -> bool:
    """Whether a question points back to the one before it, and not to what it says first itself or to its place."""
    plat = woorden.verwijst_plaats.sub(" ", vouw(vraag)) if met_plaats else vouw(vraag)
    eerst, *rest = re.split(r"[,:;]\s+", plat, maxsplit=1)
    eigen = inhoud_van(eerst, woorden) - inhoud_van(vorige, woorden) if rest else set()
    return len(woorden_van(plat)) <= woorden.kortste_vraag or woorden.leunt(eerst if eigen else plat)


def _jaar_erbij(
    zinnen: list[Zin], groep: Sequence[int], feiten: Sequence[int], weg: set[int], woorden: Berichtwoorden
) -> list[str]:
    """The year of facts that are not for a question, where that has none of its own: the time is the same for all."""
    eigen = slots_van(" ".join(zinnen[i].tekst for i in (*groep, *feiten))).jaren
    jaren = () if eigen else slots_van(" ".join(zinnen[i].tekst for i in sorted(weg))).jaren
    return [woorden.jaarzin.format(waarde=jaren[0])] if len(jaren) == 1 else []


def _los(zin: Zin, eerste: bool, woorden: Berichtwoorden) -> str:
    """A sentence by itself; a later part of a sentence without the word that joined it to the part before."""
    treffer = woorden.nieuw_begin.match(vouw_even_lang(zin.tekst)) if eerste and zin.deel and zin.aanloop else None
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
        if (i < begin and heeft_geval([zinnen[i]]))
        or _spreekt_tegen(zinnen[i].tekst, vraag, woorden, ervoor=_staat_ervoor(zinnen, i, groep[0]))
        or (slots_van(zinnen[i].tekst).bedragen and _rekent_niet(zinnen, i, groep, feiten, woorden))
    }


def _rekent_niet(
    zinnen: list[Zin], feit: int, groep: tuple[int, ...], feiten: set[int], woorden: Berichtwoorden
) -> bool:
    """Whether a question does nothing with an amount: its item has its own, or it asks whom a rule is for, or other."""
    vraag, item = " ".join(zinnen[i].tekst for i in groep), zinnen[groep[0]].item
    plat = vouw(vraag)
    if zinnen[feit].item == item and item is not None:
        return False
    if slots_van(vraag).bedragen or any(_heeft_bedrag(zinnen[i], item) for i in feiten):
        return item is not None
    if woorden.ook_voor.search(plat) and woorden.naast_profielen.search(plat):
        return True
    if item is None or item[1] == 1:
        return False
    eigen = inhoud_van(vraag, woorden) - inhoud_van(zinnen[feit].tekst, woorden)
    return len(eigen) >= _EIGEN_ONDERWERP and not tools_van(vraag) and not woorden.leunt(plat)


def _spreekt_tegen(feit: str, vraag: str, woorden: Berichtwoorden, *, ervoor: bool) -> bool:
    """Whether a fact is about another profile or another intensity than a question names, or about another subject.

    What is told right before a question (`ervoor`) is told for it, whatever its subject.
    """
    hier, daar = set(plaatsen_in(vraag)), set(plaatsen_in(feit))
    if hier and daar - hier:
        return True
    onderwerp, ander = onderwerp_van(zonder_opener(vouw(vraag), woorden)), onderwerp_van(feit)
    zelf = onderwerp.sterk or (frozenset() if woorden.leunt(vouw(vraag)) else onderwerp.zwak)
    over = ander.sterk or (ander.zwak if mutaties_in(feit) else frozenset())  # a change that is named makes it sure
    if not ervoor and zelf and over and not zelf & over:
        return True
    eigen, zijn = slots_van(vraag), slots_van(feit)
    naast = woorden.naast_profielen
    if not eigen.profielen and zijn.profielen and naast.search(vouw(vraag)) and not naast.search(vouw(feit)):
        return True
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
    if plek == 1 and vorige == 0 and _vraagt_vooruit(zinnen[0], woorden):
        return [vorige, volgende]
    naar_vorige = next((z.alinea for z in reversed(zinnen[:plek]) if z.vraag), None) == zin.alinea
    naar_volgende = next((z.alinea for z in zinnen[plek:] if z.vraag), None) == zin.alinea
    return [vorige] if naar_vorige and not naar_volgende else [volgende]


def _vraagt_vooruit(zin: Zin, woorden: Berichtwoorden) -> bool:
    """Whether a question with which a message begins says nothing itself: "mag dit?", and then what."""
    plat = vouw(zin.tekst)
    return woorden.leunt(plat) and not geeft_feiten(zin.tekst) and not inhoud_van(plat, woorden)


def _geval(eigen: list[list[str]], n: int, vraag: str, woorden: Berichtwoorden) -> tuple[list[str], bool]:
    """For a question that points back and leaves out the case: the case of the question before it.

    Also whether the facts that it shares with that question no longer hold, because that question changes them.
    """
    if slots_van(vraag).profielen or not woorden.leunt(vouw(vraag)):
        return [], False
    gedeeld = {zin for rij in eigen[:n] for zin in rij}
    los = slots_van(" ".join(zin for zin in eigen[n] if zin not in gedeeld))
    if los.profielen or los.segmenten:
        return [], False
    eerder = [s for s in (slots_van(" ".join(rij)) for rij in eigen[max(0, n - TERUG) : n]) if s.profielen]
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


def _plaats_erbij(teksten: list[str], delen: Delen, woorden: Berichtwoorden) -> list[str]:
    plaatsen = () if plaatsen_in(" ".join(teksten)) else _plaatsen_rondom(delen)
    return [woorden.plaatszin.format(waarde=opsomming(list(plaatsen)))] if plaatsen else []


def _plaatsen_rondom(delen: Delen) -> Sequence[str]:
    """The places of the subject and the mail before it, of its headers, or else of the signature; not of an address."""
    ondertekening = "\n".join(regel for regel in delen.afsluiting.splitlines() if not _POSTCODE.search(regel))
    rondom = (f"{delen.onderwerp} {delen.eerder}".strip(), delen.kop, ondertekening)
    return next(filter(None, map(plaatsen_in, rondom)), ())
