"""Understand a turn in its conversation: what kind it is, what is asked with which facts, and what to search for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from assistant.conversation.facts import AANBIEDER, GEVAL, alleen, gegeven
from assistant.conversation.threads import Draad, Gesprekslezer
from assistant.conversation.turns import (
    Beurt,
    delen,
    gebieden,
    gebiedsnaam,
    inhoud,
    is_dank,
    is_zin,
    laatste_vraag,
    noemt_mutatie,
    productnamen,
    tools_van,
    vraagt,
    wijst_op_plaats,
    zonder_dank,
    zonder_onveranderd,
    zonder_opnieuw,
)
from assistant.forms import Vraag, maak_vraag
from assistant.line.state import Interpretatie, Soort
from assistant.reading.places import VreemdePlaatsen
from assistant.reading.products.intensity_letters import letters_voluit
from assistant.reading.slots import Slots, lees_slots
from assistant.text.clauses import WAARDE
from assistant.text.sentences import kern, zoektekst
from assistant.text.spelling import Spelling
from knowledge.conversation_words import laad_gesprekswoorden
from knowledge.folding import vouw, vouw_even_lang
from knowledge.message_words import laad_berichtwoorden
from knowledge.store import laad
from knowledge.vocabulary import Woordenschat

LANGSTE_LEZING = 4000
"""Of a longer message the begin and the last thousand characters are read for slots; patterns grow slow on more."""
LANGSTE_ANTWOORD = 6
"""Words of an answer that is read by the question of ours that it answers."""
LANGSTE_ZOEKTEKST = 700
MEESTE_BEURTEN = 8
"""Turns of a thread that are read again for who delivers what."""


class Interpreter:
    """The embedded interpreter: vocabulary and shapes, no model."""

    def __init__(self, schat: Woordenschat, spelling: Spelling) -> None:
        self._schat = schat
        self._spelling = spelling
        self._woorden = laad_gesprekswoorden()
        self._lezer = Gesprekslezer(self._woorden)
        self._vreemd = VreemdePlaatsen(laad(), schat)
        self._lees = lru_cache(maxsize=2048)(self._lees_beurt)
        self._verrijk = lru_cache(maxsize=256)(self._verrijkt)

    def interpreteer(self, tekst: str, beurten: list[tuple[str, str]], peildatum: date | None = None) -> Interpretatie:
        """Read the question in the light of the earlier turns (question, answer), oldest first."""
        eerder = [deel for b in beurten if not self._schat.aanval.search(vouw(b[0])) for deel in _uiteen(*b)]
        antwoorden = [antwoord for _, antwoord in eerder]
        gelezen = self._beurten([*(vraag for vraag, _ in eerder), tekst], antwoorden, peildatum)
        draden = self._lezer.vouw(gelezen, antwoorden)
        nu = gelezen[-1]
        draad = draden[-1] if draden and not nu.dank else Draad((nu,), (len(eerder),), nu.slots)
        vraag = self._vraag(draad)
        plekken = [*(p for p in range(len(eerder)) if p not in draad.plekken), *(p for p in draad.plekken[:-1])]
        return Interpretatie(
            soort=self._soort(tekst, nu),
            vraag=vraag,
            zoektekst=self._verrijk(_zoektekst(draad)),
            vervolg=not draad.los,
            eerdere=tuple(_gevouwen(*eerder[p]) for p in plekken),
            origineel=tekst,
            anders=draad.anders if _nieuw_in(draad) and not _noemt(nu) else None,
            veronderstelt=nu.veronderstelt,
            bevestigt=self._woorden.bevestigt.match(nu.plat.lstrip(" ,.")) is not None,
        )

    def zoekt_zeker(self, tekst: str, beurten: list[tuple[str, str]]) -> str | None:
        """What will be searched for, where a message alone tells that: a question with no turns before it.

        It is what `interpreteer` finds, told before the facts are read.
        """
        w, plat = self._woorden, vouw(_zonder_lange_woorden(tekst))
        anders = self._schat.aanval.search(plat) or self._schat.buiten.search(vouw(kern(tekst)))
        if beurten or anders or is_dank(vouw(_zonder_lange_woorden(letters_voluit(tekst))), w):
            return None
        return self._verrijk(_zonder_begin(zoektekst(tekst), w.dank_begin)[-LANGSTE_ZOEKTEKST - 200 :])

    # --- one turn ------------------------------------------------------------------------------------------------

    def _beurten(self, teksten: Sequence[str], antwoorden: Sequence[str], peildatum: date | None) -> list[Beurt]:
        """Every turn as read; a short one in the light of the question of ours that it answers."""
        uit: list[Beurt] = []
        for plek, tekst in enumerate(teksten):
            gevraagd = laatste_vraag(antwoorden[plek - 1]) if plek else ""
            uit.append(self._lees(tekst, gevraagd, peildatum, later=any(not b.dank for b in uit)))
        return uit

    def _lees_beurt(self, tekst: str, gevraagd: str, peildatum: date | None, *, later: bool) -> Beurt:
        w = self._woorden
        voluit = letters_voluit(tekst)
        heel = vouw(_zonder_lange_woorden(voluit))
        dank = is_dank(heel, w)
        plat = self._plat(zonder_dank(heel, w))
        gesteld = zonder_opnieuw(tekst, w) if later else tekst
        kern_plat = self._plat(zonder_dank(vouw(kern(letters_voluit(gesteld))), w))
        slots = self._slots(zonder_onveranderd(plat, w) if later else plat, gevraagd, peildatum)
        lengte = len(re.findall(r"[a-z0-9]+", plat))
        return Beurt(
            tekst=tekst,
            plat=plat,
            kern=kern_plat,
            zoek=_zonder_begin(zoektekst(gesteld), w.dank_begin),
            slots=slots,
            sterk=frozenset(tool for tool, p in self._schat.sterk.items() if p.search(plat)),
            zwak=frozenset(tool for tool, p in self._schat.zwak.items() if p.search(plat)),
            vraagt=vraagt(gesteld),
            opnieuw=gesteld != tekst,
            zin=is_zin(plat),
            algemeen=bool(self._schat.algemeen.search(kern_plat)),
            vraagwoord=bool(w.vraagwoord_begin.match(kern_plat)),
            inhoud=inhoud(plat),
            lengte=lengte,
            gebieden=gebieden(plat),
            gebiedsnaam=gebiedsnaam(plat),
            elders=self._vreemd.eerste(tekst) is not None,
            dank=dank,
            corrigeert=bool(w.correctie.search(plat)),
            verder=bool(w.vervolg_begin.match(plat)),
            veronderstelt=bool(laad_berichtwoorden().veronderstelling_begin.match(plat)),
            verwijst=bool(w.verwijst.search(w.zelfde_geval.sub(" ", plat))),
            daar=wijst_op_plaats(plat, w),
            zelfde_geval=bool(w.zelfde_geval.search(plat)),
            ander_geval=bool(w.ander_geval.search(plat)),
            een_geval=bool(w.een_geval.search(plat)),
            nieuw=bool(w.nieuwe_vraag.search(plat)),
            terug=bool(w.terug.search(plat)),
        )

    def _slots(self, plat: str, gevraagd: str, peildatum: date | None) -> Slots:
        """The facts of a turn; those of a short answer by what was asked."""
        slots = lees_slots(plat, self._schat, peildatum)
        if not gevraagd or "?" in plat:
            return slots
        if len(plat.split()) > LANGSTE_ANTWOORD:  # what follows may tell nothing: "B en V. De brief ligt voor me."
            plat, _, rest = plat.partition(". ")
            vertelt = WAARDE.search(rest) or gegeven(lees_slots(rest, self._schat, peildatum))
            if len(plat.split()) > LANGSTE_ANTWOORD or vertelt:
                return slots
        for vorm in self._woorden.antwoorden:
            bekend = getattr(slots, vorm.slot) not in ((), None, False) and not vorm.altijd
            if bekend or not vorm.vraag.search(gevraagd):
                continue
            ja_nee = vorm.ja if self._woorden.ja.match(plat) else vorm.nee if self._woorden.nee.match(plat) else None
            if ja_nee or vorm.lees:
                zo = ja_nee or str(vorm.lees).replace("{antwoord}", plat.strip(" ."))
                als_antwoord = lees_slots(zo, self._schat, peildatum)
                if getattr(als_antwoord, vorm.slot) not in (None, False, *([()] if vorm.altijd else [])):
                    return als_antwoord
        return slots

    def _plat(self, tekst: str) -> str:
        """Folded, abbreviations in full, typing errors mended."""
        kort = _zonder_lange_woorden(tekst)
        if len(kort) > LANGSTE_LEZING:
            kort = f"{kort[: LANGSTE_LEZING - 1000]} {kort[-1000:]}"
        return self._spelling.verbeter(self._schat.voluit(vouw(kort)))

    def _soort(self, tekst: str, beurt: Beurt) -> Soort:
        plat = vouw(_zonder_lange_woorden(tekst))
        if self._schat.aanval.search(plat):
            return "aanval"
        if self._schat.wat_je_kan.search(vouw(tekst)):
            return "groet"
        if self._schat.buiten.search(vouw(kern(tekst))) and not beurt.sterk:
            return "buiten"
        if not beurt.dank:
            return "vraag"
        return "dank" if self._schat.bedankt.search(plat) else "groet"

    # --- the thread that it belongs to ---------------------------------------------------------------------------

    def _vraag(self, draad: Draad) -> Vraag:
        """The question of a thread, for the forms: its turns as one text, its facts as they are now."""
        nu = draad.beurten[-1]
        plaats = [f"{draad.gebiedstekst}."] if draad.gebiedstekst and (not draad.los or nu.daar) else []
        tekst = " ".join([*plaats, *(b.plat for b in draad.beurten)])
        vraag = maak_vraag(tekst[-LANGSTE_LEZING:], _kern(draad), draad.slots, self._schat)
        vraag = replace(
            vraag, beurten=tuple(b.tekst[-LANGSTE_LEZING:] for b in _van_dit_geval(draad)[-MEESTE_BEURTEN:])
        )
        if _iets_anders(draad):
            bekend = alleen(draad.slots, (*AANBIEDER, *GEVAL))
            return replace(vraag, sterk=nu.sterk, zwak=nu.zwak, slots=bekend)
        if nu.vraagt and (eigen := nu.sterk & tools_van(draad.gebied)):
            return replace(vraag, sterk=eigen, zwak=vraag.zwak - (vraag.sterk - eigen))
        return vraag

    def _verrijkt(self, zoek: str) -> str:
        """The search text with other words for what is in it, and its typing errors mended."""
        plat = self._plat(zoek)
        erbij = [
            naar
            for van, naar in self._schat.synoniemen.items()
            if van in plat and re.search(rf"(?<![a-z]){re.escape(van)}(?![a-z])", plat)
        ]
        verbeterd = plat if plat != vouw(zoek) else zoek
        return " ".join([verbeterd, *dict.fromkeys(erbij)])


@lru_cache(maxsize=2048)
def _gevouwen(vraag: str, antwoord: str) -> str:
    return vouw(f"{vraag}\n{antwoord}")


def _uiteen(vraag: str, antwoord: str) -> list[tuple[str, str]]:
    """An earlier message as the separate questions that it held; the answer goes with the last."""
    *eerste, laatste = delen(vraag)
    return [*((deel, "") for deel in eerste), (laatste, antwoord)]


def _zonder_lange_woorden(tekst: str) -> str:
    """No word is that long; patterns would crawl over it."""
    return re.sub(r"\S{80,}", lambda m: m[0][:80], tekst)


def _zonder_begin(tekst: str, begin: re.Pattern[str]) -> str:
    """A text without the thanks before it."""
    m = begin.match(vouw_even_lang(tekst))
    return tekst[m.end() :] if m and tekst[m.end() :].strip() else tekst


def _van_dit_geval(draad: Draad) -> tuple[Beurt, ...]:
    """The turns of a thread from the last on that is about another case than those before it."""
    begin = max((i for i, b in enumerate(draad.beurten) if b.ander_geval and b.slots.segmenten), default=0)
    return draad.beurten[begin:]


def _kern(draad: Draad) -> str:
    """What a thread asks: the last turn, with the question and the products that it leaves out."""
    nu = draad.beurten[-1]
    vragen = [b for b in draad.beurten[:-1] if b.vraagt]
    ander = noemt_mutatie(nu.kern) and any(noemt_mutatie(b.kern) for b in vragen)
    if nu.vol or ander:
        return " ".join([*_producten(vragen), nu.kern])
    if (vol := [b for b in vragen[1:] if b.vol]) and nu.vraagt:
        return " ".join([*_producten(vragen), vol[-1].kern, nu.kern])
    return " ".join([*(b.kern for b in vragen[:1]), *(b.kern for b in vragen[1:][-1:] if not nu.vraagt), nu.kern])


def _producten(beurten: Sequence[Beurt]) -> list[str]:
    """The names of products in turns, which a later one only points to."""
    return list(dict.fromkeys(m[0] for b in beurten for m in productnamen().finditer(b.kern)))


def _nieuw_in(draad: Draad) -> frozenset[str]:
    """The words of the last turn that say what it is about, and that were not said before it."""
    return draad.beurten[-1].inhoud - frozenset(w for b in draad.beurten[:-1] for w in b.inhoud)


def _noemt(beurt: Beurt) -> bool:
    """Whether a turn names a product or a change to a contract."""
    return bool(productnamen().search(beurt.plat)) or noemt_mutatie(beurt.plat)


def _iets_anders(draad: Draad) -> bool:
    """Whether the last turn asks for a fact of its own, so that the tool of the question before it is of no use."""
    nu, eerder = draad.beurten[-1], draad.beurten[:-1]
    eigen = nu.vol and nu.algemeen and bool(_nieuw_in(draad))
    return eigen and not nu.geeft and any(b.vraagt for b in eerder) and not nu.sterk & draad.onderwerp


def _zoektekst(draad: Draad) -> str:
    """What to search for: the question, then what was told of it; of a long thread the newest."""
    nu = draad.beurten[-1]
    gebied = f" {naam}" if (not draad.los or nu.daar) and (naam := draad.gebiedsnaam) and naam not in nu.plat else ""
    if _iets_anders(draad):
        return " ".join([*_producten(draad.vragen[:-1]), nu.zoek]) + gebied
    eerder = [b.zoek for b in draad.beurten[:-1]]
    vast = [b.zoek for b in draad.vragen[:1] if b is not nu]
    rest = [z for z in eerder if z not in vast]
    ruimte = LANGSTE_ZOEKTEKST - len(nu.zoek) - sum(map(len, vast))
    while rest and sum(len(z) + 1 for z in rest) > ruimte:
        rest = rest[1:]
    gekozen = [z for z in eerder if z in vast or z in rest]
    return " ".join([*gekozen, nu.zoek])[-LANGSTE_ZOEKTEKST - 200 :] + gebied
