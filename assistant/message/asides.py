"""What a message says is not of the case that it asks about, left out before any fact is read.

A sentence that is declared settled, withdrawn or somebody else's ("maar om hem gaat het niet", "dat was een ander
kind", "Bram is al afgehandeld"), the client of a colleague beside one's own, an attempt that came to nothing before
this one, and an item of a list or a table that has ended or that is of somebody else than the one who is asked about.
What asks is never left out, nor what is told of somebody whom the question names. The words stand in
`knowledge/woordenschat/terzijde.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise

from assistant.message.repairs import waarden_in
from assistant.message.sentences import loopt_door, splits
from assistant.reading.providers.names import vind_namen
from assistant.reading.told import onderwerp_van, plaatsen_in, slots_van
from knowledge.aside_words import Terzijdewoorden, laad_terzijdewoorden
from knowledge.folding import vouw, vouw_even_lang
from knowledge.message_words import Berichtwoorden
from knowledge.vocabulary import laad_woordenschat
from tools.datum import maandnummer
from tools.envelope import opsomming

_ITEM = re.compile(r"^\s*(?:[-*•·–]|\(?\d{1,2}[.)]|\(?[a-h]\))\s+")
_LABEL = re.compile(r"^\W*(?:\d{1,2}[.)]\s+)?(?P<label>[^\s:,(][^:,(\n]{0,30}?)\s*(?:[:(]|,\s)")
_NAAM = re.compile(r"(?<![\w-])[A-ZÀ-Ý][a-zà-ÿ]+(?:-[A-ZÀ-Ý][a-zà-ÿ]+)?(?![\w-])")
_GENUMMERD = re.compile(r"\b(?:kind|client|jeugdige|jongere|casus|dossier)\s+(?:[a-d]|[1-9])\b(?![./-]\d)")
_LABELREGEL = re.compile(r"[^\W\d_][\w '’()/-]{1,28}:(?:\s|$)")
_KLEIN_BEGIN = re.compile(r"(?<![\w.])(?P<woord>\w{3,})(?P<eind>[.!])\s+(?=[a-z])")
_RIJNUMMER = re.compile(
    r"\b(?:nr|nrs|nummers?|regels?|rij|rijen|no)\b\.?\s*\d{1,2}(?:\s*(?:,|en|of|and)\s*\d{1,2})*(?![\d./-]\d)"
)
_DEEL = re.compile(r"[,;:]\s+(?:(?:en|maar|and|but)\s+)?")
_HEEFT = re.compile(
    r"(?:^\W*|[:,;]\s+|\s(?:en|maar|terwijl)\s+)(?P<naam>[A-ZÀ-Ý][a-zà-ÿ]+)"
    r"(?=\s+(?:heeft|had|krijgt|zit|staat|profiel)\b|:?\s*\(?profiel\b)"
)
"""Somebody of whom the begin of a part tells what he has: "Lars heeft profiel 1, Eva (profiel 4)"."""
_DEEL_VAN_NAAM = re.compile(rf"{_DEEL.pattern}|\s(?:en|maar|terwijl|and|but|while)\s+")
"""Where another part may begin, if it begins with a name."""
_FEITEN = ("datums", "profielen", "segmenten", "bedragen")
_MEESTE_WOORDEN = 3


@dataclass
class _Zin:
    """A sentence of the message, and whether it stays."""

    begin: int
    eind: int
    tekst: str
    plat: str
    vraagt: bool
    item: bool
    weg: bool = False


def zonder_terzijde(tekst: str, woorden: Berichtwoorden) -> str:
    """A text without what it says is not of the case that it asks about; as it is where nothing would be left."""
    lezing = _Lezing(tekst, woorden)
    for regel in _REGELS:
        regel(lezing)
    return lezing.rest()


class _Lezing:
    """A message as it is gone through.

    Attributes:
        tekst: as it stands; parts of sentences may be taken out of it on the way.
        zinnen: its sentences.
        woorden: the words of asides.
    """

    def __init__(self, tekst: str, woorden: Berichtwoorden) -> None:
        self.tekst = tekst
        self.bericht = woorden
        self.woorden = laad_terzijdewoorden()
        self.zinnen = list(_zinnen(tekst, woorden))
        if not any(z.vraagt for z in self.zinnen):
            for z in self.zinnen:
                z.vraagt = bool(woorden.vraag_begin.match(z.plat))

    @property
    def vraag(self) -> str:
        """What asks, folded."""
        return " ".join(z.plat for z in self.zinnen if z.vraagt)

    @property
    def gevraagden(self) -> set[str]:
        """The people whom what asks names."""
        return _personen(self, " ".join(z.tekst for z in self.zinnen if z.vraagt))

    def keer(self, naam: str) -> int:
        """How often a name stands in the message."""
        return len(re.findall(rf"(?<![\w-]){re.escape(naam)}(?![\w-])", self.tekst))

    def blijft(self, behalve: Iterable[_Zin] = ()) -> str:
        """What is left, also without some."""
        zonder = {id(z) for z in behalve}
        return " ".join(z.tekst for z in self.zinnen if not z.weg and id(z) not in zonder)

    def laat_weg(self, zinnen: Iterable[_Zin]) -> None:
        """Leave sentences out that ask nothing."""
        for z in zinnen:
            z.weg = z.weg or not z.vraagt

    def vorige(self, zin: _Zin) -> list[_Zin]:
        """The sentence before one, where it asks nothing."""
        plek = self.zinnen.index(zin)
        return [v for v in self.zinnen[max(0, plek - 1) : plek] if not v.vraagt and not v.weg]

    def rest(self) -> str:
        """The message without what is left out; where it is and what it asks stays said."""
        weg = [z for z in self.zinnen if z.weg]
        if not weg and all(z.tekst == self.tekst[z.begin : z.eind] for z in self.zinnen):
            return self.tekst
        if not any(not z.weg for z in self.zinnen):
            return self.tekst
        uit, plek = [], 0
        for z in self.zinnen:
            uit += [self.tekst[plek : z.begin], "" if z.weg else z.tekst]
            plek = z.eind
        over = re.sub(r"[ \t]{2,}", " ", "".join([*uit, self.tekst[plek:]]))
        over = re.sub(r"\n[ \t]+(?=\n)", "\n", re.sub(r"(?m)^[ \t]+$", "", over)).strip()
        return "\n".join([*_erbij(" ".join(z.tekst for z in weg), over, self.bericht), over])


def _erbij(weg: str, over: str, woorden: Berichtwoorden) -> list[str]:
    """Where the case is, and what is asked of it, where only what is left out says so."""
    uit = []
    if not plaatsen_in(over) and (plaatsen := plaatsen_in(weg)):
        uit.append(woorden.plaatszin.format(waarde=opsomming(list(plaatsen))))
    sterk, ander = onderwerp_van(over).sterk, onderwerp_van(weg).sterk
    if not sterk and len(ander) == 1:
        m = laad_woordenschat().sterk[next(iter(ander))].search(vouw(weg))
        uit += [woorden.gevalszin.format(waarde=m[0])] if m else []
    return uit


def _zinnen(tekst: str, woorden: Berichtwoorden) -> Iterable[_Zin]:
    """The sentences of a text with their places; a line that breaks off goes on in the next."""
    stukken = list[tuple[int, int, bool]]()
    plek, vorige = 0, ""
    for regel in tekst.split("\n"):
        verder = _gaat_door(vorige.strip(), regel.strip())
        begin = plek
        for n, zin in enumerate(z for deel in splits(regel, woorden) for z in _haastig(deel, woorden)):
            a = tekst.index(zin, begin, plek + len(regel))
            begin = a + len(zin)
            item = bool(_ITEM.match(tekst[plek:begin])) or (verder and n == 0 and stukken[-1][2])
            if n == 0 and verder and stukken:
                stukken[-1] = (stukken[-1][0], begin, stukken[-1][2])
            else:
                stukken.append((a, begin, item))
        plek, vorige = plek + len(regel) + 1, regel
    for a, b, item in stukken:
        plat = vouw_even_lang(tekst[a:b])
        stelt = laad_terzijdewoorden().niet_gevraagd.sub(" ", plat)  # "daar gaat mijn vraag niet over" asks nothing
        vraagt = bool(re.search(r"\?\W*$", plat) or woorden.vraagzin.search(stelt) or woorden.omgekeerd.search(stelt))
        yield _Zin(a, b, tekst[a:b], plat, vraagt, item)


def _gaat_door(vorige: str, regel: str) -> bool:
    """Whether a line goes on with the sentence of the one before it; one with a label never does."""
    return bool(vorige) and bool(regel) and not _LABELREGEL.match(regel) and loopt_door(vorige, regel)


def _haastig(zin: str, woorden: Berichtwoorden) -> Iterable[str]:
    """The sentences of hurried writing, that begin without a capital."""
    begin = 0
    for m in _KLEIN_BEGIN.finditer(zin):
        kort = m["woord"].lower()
        if kort not in woorden.afkortingen and maandnummer(kort) is None:
            yield zin[begin : m.end("eind")]
            begin = m.end()
    yield zin[begin:]


# --- people --------------------------------------------------------------------------------------------------------


def _personen(lezing: _Lezing, tekst: str) -> set[str]:
    """The people that a text names, folded: by name, by a number, by what they are to somebody."""
    plat = vouw(tekst)
    uit = {m[0] for m in _GENUMMERD.finditer(plat)} | {m[0] for m in lezing.woorden.verwanten.finditer(plat)}
    namen = [m for m in _NAAM.finditer(tekst) if _begint_niet(tekst, m) or lezing.keer(m[0]) > 1]
    return uit | {naam for m in namen if _is_naam(naam := vouw(m[0]), lezing)}


def _begint_niet(tekst: str, m: re.Match[str]) -> bool:
    """Whether a word has its capital for another reason than that a sentence begins with it."""
    return re.search(r"(?:^|[.!?:\n])[\s\W]*$", tekst[: m.start()]) is None


def _is_naam(naam: str, lezing: _Lezing) -> bool:
    """Whether a folded word with a capital reads as somebody's name."""
    b = lezing.bericht
    gewoon = naam in b.holle_woorden or b.vraag_begin.match(naam) or b.nieuw_begin.match(naam) or b.leunt(naam)
    bekend = naam in laad_woordenschat().woorden or plaatsen_in(naam) or b.geen_naam.search(naam)
    klein = lezing.woorden.bezit.fullmatch(naam) or b.persoon.fullmatch(naam) or b.persoonsvorm.fullmatch(naam)
    ook_klein = re.search(rf"(?<![A-Za-z]){re.escape(naam)}(?![a-z])", lezing.tekst) is not None
    return len(naam) > 1 and not (gewoon or bekend or klein or ook_klein or b.aanhef_begin.match(naam))


def _is_persoon(lezing: _Lezing, label: str) -> bool:
    """Whether the label of an item is somebody."""
    namen = (vouw(m[0]) for m in _NAAM.finditer(label))
    return bool(_personen(lezing, label)) or any(_is_naam(naam, lezing) for naam in namen)


def _begint_met(plat: str, wie: str, woorden: Terzijdewoorden) -> bool:
    """Whether a folded sentence or part begins with somebody: "bij de oudste", "Sem,", "- Isa:"."""
    voor = rf"(?:(?:bij|voor|van|met|en|maar|with|for|of)\s+)?(?:{woorden.bezit.pattern}\s+)?"
    return re.match(rf"\W*(?:\d{{1,2}}[.)]\s+)?{voor}{re.escape(wie)}(?![a-z0-9])", plat) is not None


def _zonder_persoon(lezing: _Lezing, wie: set[str]) -> None:
    """Leave out what is told of people: sentences that begin with one, and parts of sentences that do."""
    for zin in lezing.zinnen:
        if zin.weg or zin.vraagt:
            continue
        delen = [0, *(m.end() for m in _DEEL_VAN_NAAM.finditer(zin.plat))]
        begin = next((d for d in delen for w in wie if _begint_met(zin.plat[d:], w, lezing.woorden)), None)
        if begin is None:
            continue
        ander = [
            d
            for d in delen
            if d > begin
            and any(_begint_met(zin.plat[d:], p, lezing.woorden) for p in _personen(lezing, zin.tekst) - wie)
        ]
        eerst = any(_begint_met(zin.plat, p, lezing.woorden) for p in _personen(lezing, zin.tekst) - wie)
        if begin == 0 and not ander:
            zin.weg = True
        elif ander or eerst:
            _knip(zin, begin, ander[0] if ander else len(zin.plat))


def _knip(zin: _Zin, begin: int, eind: int) -> None:
    zin.tekst = f"{zin.tekst[:begin]}{zin.tekst[eind:]}"
    zin.plat = vouw_even_lang(zin.tekst)


# --- the ways ------------------------------------------------------------------------------------------------------


def _voorbij(lezing: _Lezing) -> None:
    """What a label or the end of an item calls ended or withdrawn, where something else of its kind is told."""
    label = re.compile(rf"\W*(?:\d{{1,2}}[.)]\s+)?{lezing.woorden.voorbij_label.pattern}\s*(?:\([^)\n]*\))?\s*:")
    for zin in lezing.zinnen:
        delen = [m.end() for m in re.finditer(r"(?:^|;\s+)", zin.plat)]
        for begin, eind in reversed(list(zip(delen, [*delen[1:], len(zin.plat)], strict=True))):
            if not zin.vraagt and label.match(zin.plat[begin:eind]) and _elders_ook(lezing, zin):
                if len(delen) == 1:
                    zin.weg = True
                else:
                    _knip(zin, begin, eind)
        delen_ = re.split(r"[,;|]\s*", zin.plat.rstrip(" .)"))
        delen_[-1] = re.split(r"[:(–]\s*|\s-\s", delen_[-1])[-1]
        voorbij = re.compile(rf"(?:status\s*:?\s*|is\s+|al\s+)*{lezing.woorden.voorbij_status.pattern}")
        status = any(voorbij.fullmatch(deel.strip()) for deel in delen_[1:] or delen_)
        if zin.item and not zin.vraagt and status and _elders_ook(lezing, zin):
            zin.weg = True


def _elders_ook(
    lezing: _Lezing, zin: _Zin, soorten: Callable[[Iterable[bool]], bool] = any, tot: int | None = None
) -> bool:
    """Whether what else is told has a fact of a kind that a sentence has, or its begin up to some place."""
    over = "" if tot is None else zin.tekst[tot:]
    hier, rest = slots_van(zin.tekst[:tot]), slots_van(f"{lezing.blijft([zin])} {over}")
    eigen = [f for f in _FEITEN if getattr(hier, f)]
    return not eigen or soorten(bool(getattr(rest, f)) for f in eigen)


def _afgedaan(lezing: _Lezing) -> None:
    """Somebody of whom is said that it is settled, or not asked."""
    gevraagd = lezing.gevraagden
    for zin in lezing.zinnen:
        m = lezing.woorden.afgedaan.search(zin.plat) or lezing.woorden.niet_gevraagd.search(zin.plat)
        over_nu = lezing.woorden.over_nu.search(lezing.woorden.niet_gevraagd.sub(" ", zin.plat))
        if zin.vraagt or m is None or over_nu or _telt_op(zin, m.end()):
            continue
        niet = lezing.woorden.niet_gevraagd.search(zin.plat) is not None
        if not niet and _heeft_al(lezing, zin, m.end()):
            continue
        anderen = gevraagd | _personen(lezing, lezing.blijft([zin]))
        if not niet and not anderen - _personen(lezing, zin.tekst) and not _wijst_aan(zin):
            continue  # it is told of the only one there is
        wie = _personen(lezing, zin.tekst) - gevraagd - _om_wie(lezing, zin)
        if wie & _personen(lezing, zin.tekst) or niet or lezing.woorden.wijst_terug.match(zin.plat):
            if _personen(lezing, zin.tekst) & gevraagd and not niet:
                continue
            los = not slots_van(zin.tekst).datums and not wie
            terug = lezing.vorige(zin) if los and lezing.woorden.wijst_terug.match(zin.plat) else []
            if niet or wie or any(_personen(lezing, v.tekst) - gevraagd for v in terug) or _wijst_aan(zin):
                lezing.laat_weg([zin, *(v for v in terug if niet or _personen(lezing, v.tekst) - gevraagd)])
            _zonder_persoon(lezing, wie)


def _heeft_al(lezing: _Lezing, zin: _Zin, vanaf: int) -> bool:
    """Whether it says what somebody has, beside what is asked for the same one: "voor Isa hebben we al segment B"."""
    rest = zin.plat[vanaf:]
    if not slots_van(rest).segmenten or lezing.woorden.na_heeft.search(rest):
        return False
    elders = _personen(lezing, lezing.blijft([zin]))
    aanbieders = {k for n in vind_namen(lezing.tekst, vouw_even_lang(lezing.tekst)) for k in n.sleutel.split()}
    return not elders - _personen(lezing, zin.tekst) - aanbieders


def _om_wie(lezing: _Lezing, zin: _Zin) -> set[str]:
    """The people whom a sentence says that the message is about."""
    m = lezing.woorden.alleen_over.search(zin.plat)
    return _personen(lezing, re.split(r"[,:;.(?]", zin.tekst[m.end() :])[0]) if m else set()


def _telt_op(zin: _Zin, vanaf: int) -> bool:
    """Whether facts follow a colon in a sentence: "het is al besproken: profiel 1, per 1 mei"."""
    dubbelpunt = zin.plat.find(":", vanaf)
    return dubbelpunt >= 0 and any(getattr(slots_van(zin.plat[dubbelpunt:]), f) for f in _FEITEN)


def _wijst_aan(zin: _Zin) -> bool:
    """Whether a sentence says itself which one it is about: "die met profiel 3"."""
    slots = slots_van(zin.tekst)
    return any(getattr(slots, f) for f in _FEITEN) and re.match(r"\W*(?:die|deze|the one)\b", zin.plat) is not None


def _ander(lezing: _Lezing) -> None:
    """What was of another child, and the sentence before it where it only says so."""
    for zin in lezing.zinnen:
        m = lezing.woorden.was_ander.search(zin.plat)
        if zin.vraagt or m is None or lezing.woorden.over_nu.search(zin.plat):
            continue
        kaal = not re.search(r"[a-z0-9]", zin.plat[: m.start()])
        lezing.laat_weg([zin, *(lezing.vorige(zin) if kaal else [])])


def _vervallen(lezing: _Lezing) -> None:
    """A draft or request that was withdrawn, and what the sentence before tells of it."""
    for zin in lezing.zinnen:
        w = lezing.woorden
        if zin.vraagt or not w.vervallen.search(zin.plat) or w.vervallen.search(lezing.vraag):
            continue
        terug = lezing.vorige(zin) if w.wijst_terug.match(zin.plat) else []
        samen = [zin, *terug]
        van_stuk = any(w.stuk.search(z.plat) for z in samen) and not w.over_nu.search(zin.plat)
        if van_stuk and _elders_ook(lezing, zin, all, _wat_ervoor_kwam(zin, w)) and not _telt_op(zin, 0):
            for z in samen:
                _zonder_waarden(z, _wat_ervoor_kwam(z, w))


def _wat_ervoor_kwam(zin: _Zin, woorden: Terzijdewoorden) -> int | None:
    """Where in a sentence begins what came in the place of what was withdrawn; None where that is not told."""
    delen = [m.end() for m in _DEEL.finditer(zin.plat)]
    return next(
        (
            a
            for a, b in zip(delen, [*delen, len(zin.plat)][1:], strict=True)
            if woorden.vervallen.search(zin.plat, 0, a) and woorden.geldt_nu.search(zin.plat, a, b)
        ),
        None,
    )


def _van_collega(lezing: _Lezing) -> None:
    """The client of a colleague, where the writer comes to his own with facts of the same kinds."""
    w = lezing.woorden
    for n, zin in enumerate(lezing.zinnen):
        m = w.collega.search(zin.plat)
        if zin.vraagt or zin.weg or m is None or not w.hun_client.search(zin.plat, m.start()):
            continue
        eigen = next(
            (e for d in _DEEL.finditer(zin.plat, m.end()) if (e := d.end()) and w.eigen_geval.match(zin.plat, e)), None
        )
        if eigen is not None:
            hier, daar = slots_van(zin.tekst[:eigen]), slots_van(zin.tekst[eigen:] + " " + lezing.blijft([zin]))
            if all(getattr(daar, f) for f in _FEITEN if getattr(hier, f)):
                begin = max((d.end() for d in _DEEL.finditer(zin.plat, 0, m.start())), default=0)
                _knip(zin, begin, eigen)
            continue
        later = any(w.eigen_geval.search(z.plat) for z in lezing.zinnen[n + 1 :])
        if later and any(getattr(slots_van(zin.tekst), f) for f in _FEITEN) and _elders_ook(lezing, zin, all):
            lezing.laat_weg([zin])


def _poging(lezing: _Lezing) -> None:
    """An attempt that came to nothing, where another is told of after it."""
    w = lezing.woorden
    for n, zin in enumerate(lezing.zinnen):
        keer = w.vorige_keer.search(zin.plat) and w.mislukte_poging.search(zin.plat)
        daarna = any(w.deze_keer.search(z.plat) and slots_van(z.tekst).datums for z in lezing.zinnen[n + 1 :])
        if keer and not zin.vraagt and daarna and slots_van(zin.tekst).datums:
            _zonder_waarden(zin)


def _zonder_waarden(zin: _Zin, tot: int | None = None) -> None:
    """Take the values out of a sentence, or of its begin; that something was tried, or withdrawn, stays told."""
    gevonden = (p for _, rij in waarden_in(zin.plat, laad_woordenschat()) for p in rij)
    plekken = [p for p in gevonden if tot is None or p[1] <= tot]
    for begin, eind in sorted(set(plekken), reverse=True):
        if eind <= len(zin.tekst):
            zin.tekst = f"{zin.tekst[:begin]}{zin.tekst[eind:]}"
    zin.plat = vouw_even_lang(zin.tekst)


def _alleen_over(lezing: _Lezing) -> None:
    """Who it is about, where a sentence says so: others to whom a sentence or an item is given are left out."""
    for zin in lezing.zinnen:
        m = lezing.woorden.alleen_over.search(zin.plat)
        if m is None:
            continue
        naam = _om_wie(lezing, zin)
        if (
            naam and not zin.plat.rstrip().endswith("?") and ":" not in zin.tekst[m.end() :]
        ):  # tells, and asks nothing itself
            zin.vraagt = False
            zin.tekst = f"{lezing.woorden.het_gaat_om}{zin.tekst[m.end() :]}"
        if not (wie := naam) or lezing.woorden.allemaal.search(zin.plat):
            continue
        labels = {w for z in lezing.zinnen if z.item for w in _personen(lezing, z.tekst)}
        bekend = {
            p
            for z in lezing.zinnen
            for p in _personen(lezing, z.tekst)
            if p in labels or lezing.woorden.verwanten.fullmatch(p) or _GENUMMERD.fullmatch(p)
        }
        _zonder_persoon(lezing, bekend - wie - lezing.gevraagden)
        if any(z.item and _personen(lezing, z.tekst) & wie for z in lezing.zinnen):
            lezing.laat_weg(z for z in lezing.zinnen if z.item and not _personen(lezing, z.tekst) & wie)


def _een_van_meer(lezing: _Lezing) -> None:
    """One of several people who each have a profile, where only that one is wished something for: the others go.

    A change that is told of somebody is a wish too: "voor Omar geldt profiel 6, ook van perspectief naar intensief".
    """
    w = lezing.woorden
    personen = {p for z in lezing.zinnen for p in _personen(lezing, z.tekst)}
    heeft = {vouw(m["naam"]) for z in lezing.zinnen for m in _HEEFT.finditer(z.tekst)}
    personen |= {naam for naam in heeft if _is_naam(naam, lezing)}
    verteld = [(p, slots_van(deel)) for z in lezing.zinnen for p, deel in _delen_van(z, personen, w)]
    dragers = {p for p, slots in verteld if slots.profielen}
    gewenst = {
        p
        for z in lezing.zinnen
        if (z.vraagt or w.wenst.search(z.plat)) and not z.weg
        for p in dragers
        if re.search(rf"(?<![a-z0-9]){re.escape(p)}(?![a-z0-9])", z.plat)
    }
    gewenst |= {p for p in dragers for z in lezing.zinnen if _wijzigt(z, p, personen, lezing)}
    if len(dragers) > 1 and len(gewenst) == 1 and not w.allemaal.search(" ".join(z.plat for z in lezing.zinnen)):
        _zonder_persoon(lezing, dragers - gewenst)


def _wijzigt(zin: _Zin, wie: str, personen: set[str], lezing: _Lezing) -> bool:
    """Whether a sentence tells a change of somebody; behind a row of people without a verb it is of all of them."""
    delen = [*_delen_van(zin, personen, lezing.woorden)]
    for plek, (p, deel) in enumerate(delen):
        slots = slots_van(deel)
        in_rij = plek > 0 and bool(slots_van(delen[plek - 1][1]).profielen)
        in_rij = in_rij and not lezing.bericht.gevalswerkwoord.search(deel)
        if p == wie and slots.intensiteit_naar and len(slots.intensiteiten) > 1 and not in_rij:
            return True
    return False


def _delen_van(zin: _Zin, personen: set[str], woorden: Terzijdewoorden) -> Iterable[tuple[str, str]]:
    """Who begins a part of a sentence, with what is told from there on until somebody else is named."""
    delen = [0, *(m.end() for m in _DEEL_VAN_NAAM.finditer(zin.plat))]
    begint = [(d, p) for d in delen for p in sorted(personen) if _begint_met(zin.plat[d:], p, woorden)]
    for (begin, wie), (eind, _) in pairwise([*begint, (len(zin.plat), "")]):
        yield wie, zin.plat[begin:eind]


def _nummers(plat: str) -> set[int]:
    """The rows that a folded text names by their number: "nr 2", "nummer 1 en 3"."""
    return {int(n) for m in _RIJNUMMER.finditer(plat) for n in re.findall(r"\d+", m[0])}


def _andere_rijen(lezing: _Lezing) -> None:
    """Items of people whom the question does not name, where it names others of the list."""
    rijen: dict[str, list[_Zin]] = {}
    for zin in lezing.zinnen:
        m = _LABEL.match(zin.tekst) if zin.item and not zin.vraagt else None
        genummerd = m is not None and _nummers(vouw(m["label"])) != set()
        if m and len(m["label"].split()) <= _MEESTE_WOORDEN and (genummerd or _is_persoon(lezing, m["label"])):
            rijen.setdefault(vouw(m["label"]), []).append(zin)
    vraag = lezing.vraag
    nummers = _nummers(vraag)
    genoemd = {
        label
        for label in rijen
        if _nummers(label) & nummers or re.search(rf"(?<![a-z0-9]){re.escape(label)}(?![a-z0-9])", vraag)
    }
    if genoemd and not lezing.woorden.allemaal.search(vraag):
        lezing.laat_weg(z for label, zinnen in rijen.items() if label not in genoemd for z in zinnen)


_REGELS = (_voorbij, _afgedaan, _ander, _vervallen, _van_collega, _poging, _alleen_over, _een_van_meer, _andere_rijen)
