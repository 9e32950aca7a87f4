"""Put the facts of a turn together with those of before: what is new replaces what it is about, the rest stays.

Pure functions on slots. "None" is a value: who says to have no contract overrules the contract named before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from functools import lru_cache
from typing import Any

from assistant.conversation.turns import heeft
from assistant.forms import FORMULIEREN, is_rest, rollen
from assistant.reading.amounts.roles import lees_rollen
from assistant.reading.contracts.segments import LETTER, ZONDER_SEGMENT, vervallen_segmenten
from assistant.reading.days.dates import Datumvondst
from assistant.reading.days.relative import verschoven
from assistant.reading.products.codes import lees_codes
from assistant.reading.slots import Slots
from assistant.reading.told import slots_van
from knowledge.conversation_words import Gesprekswoorden
from knowledge.numbers import RANGWOORDEN
from tools.datum import MAANDEN, maandnummer
from tools.invoer import lees_bedrag

AANBIEDER = ("soort_aanbieder", "contract_2021", "gecontracteerd_2021", "contract_2022", "contract_2022_wel")
"""What holds for whoever asks, whichever client it is about."""
CLIENT = ("profielen", "profiel_fout", "dagbesteding", "verwijzer")
"""What holds for a client, whatever is asked."""
GEVAL = (*CLIENT, "intensiteiten", "segmenten", "gericht_op", "zeer_complex", "jaren")
"""What holds for an allocation, whatever is asked; days and amounts mean something else in each question."""
JA_NEE = ("gecontracteerd_2021", "zelfde_aanbieder", "eerder_gewijzigd", "zeer_complex")
"""What is so or not."""
_KAAL = re.compile(
    r"\s*(?:(?:nee|no|en|of|or|and|dan|het is|is)\s+)*(?:(?P<profiel>[1-8])|(?P<segment>[bcv]))\s*(?:dan|toch)?\s*"
)
_KORTE_BEURT = 10
"""Words of the longest turn in which a month or the number of a day takes the place of a day."""
_RANGDAG = {woord: dag for woord, dag in RANGWOORDEN.items() if 1 <= dag <= 31}
_RANG = re.compile(
    rf"\bde\s+(?P<rang>{'|'.join(sorted(_RANGDAG, key=len, reverse=True))})(?=\s*(?:[?.,!]|$)|\s+(?:van|dan)\b)"
)
_MAAND = re.compile(rf"(?<![\w-])(?P<begin>begin\s+)?(?P<maand>{'|'.join(MAANDEN)})(?!\w|\s+\d)")
_ZINEIND = re.compile(r"(?:[.!?;]|\n)\s")
_ZINSDEEL = re.compile(r"[.!?;,:]\s|\n")
_EINDEN = re.compile(r"\b(?:einddatum|eindigt|loopt tot|loopt af|tot en met|t m|end date)\b")
_ROND = {"budget": "budget |", "gedeclareerd": "gedeclareerd |", "rest": "nog | over"}
"""The words around an amount of which it is known what it is."""
_OP = re.compile(r"\b(?:op|naar|tot|budget|budget is)\s+$")
_KAAL_BEDRAG = re.compile(r"(?<![\d.,/-])(\d{1,3}(?:\.\d{3})+(?:,\d{2})?|\d{3,6}(?:,\d{2})?)(?![\d%]|[.,/-]\d|\s*%)")


@dataclass(frozen=True)
class Manier:
    """How a turn stands to the facts of before.

    Attributes:
        plat: its folded text.
        vorige: what the turn before it told.
        corrigeert: it puts the last of them right.
        voegt_toe: it adds to them.
        onderwerp: the tools that the conversation is about.
    """

    plat: str
    vorige: Slots | None = None
    corrigeert: bool = False
    voegt_toe: bool = False
    onderwerp: frozenset[str] = frozenset()


def gegeven(slots: Slots) -> frozenset[str]:
    """The names of the facts that were told."""
    geen_feit = ("peildatum", "open")
    return frozenset(f.name for f in fields(slots) if f.name not in geen_feit and getattr(slots, f.name) != f.default)


def bruikbaar(tools: Iterable[str]) -> frozenset[str]:
    """The names of the facts that the forms of these tools can do something with."""
    return frozenset().union(*(FORMULIEREN[tool].feiten for tool in tools if tool in FORMULIEREN))


def alleen(slots: Slots, namen: Iterable[str]) -> Slots:
    """Only these facts; of a change in intensity what it is changed into."""
    gekozen = Slots(peildatum=slots.peildatum, **{naam: getattr(slots, naam) for naam in namen})
    return replace(gekozen, intensiteiten=gekozen.intensiteiten[-1:])


def samen(oud: Slots, nieuw: Slots, manier: Manier, woorden: Gesprekswoorden) -> Slots:
    """The facts after a turn that goes on with the same question."""
    oud = _zonder_ontkende_codes(oud, nieuw, manier)
    nieuw = _gelezen_bij(oud, nieuw, manier, woorden)
    leeg: tuple[object, ...] = (None, False)
    waarden = {f.name: getattr(oud, f.name) for f in fields(nieuw)}
    waarden |= {
        f.name: waarde
        for f in fields(nieuw)
        if (waarde := getattr(nieuw, f.name)) not in leeg and (waarde != () or f.name == "contract_2022")
    }
    waarden |= _profiel(oud, nieuw, manier, woorden) | _contract(oud, nieuw, manier)
    waarden["intensiteiten"], waarden["intensiteit_naar"] = _intensiteiten(oud, nieuw)
    waarden["segmenten"] = _segmenten(oud, nieuw, manier, woorden)
    waarden["datums"] = _datums(oud, nieuw, manier, woorden)
    waarden["bedragen"] = _bedragen(oud, nieuw, manier, woorden)
    waarden["open"] = _open(oud, nieuw, manier)
    waarden |= {f.name: f.default for f in fields(nieuw) if f.name in waarden["open"] - oud.open}
    return Slots(**waarden)


def _zonder_ontkende_codes(oud: Slots, nieuw: Slots, manier: Manier) -> Slots:
    """The facts of before without the codes that a turn names and gives no fact of: "ik zoek niet 504DL"."""
    weg = {*lees_codes(manier.plat)} - {*nieuw.codes} if oud.codes else set[str]()
    if not weg & {*oud.codes}:
        return oud
    codes = tuple(code for code in oud.codes if code not in weg)
    gelezen = [slots_van(code) for code in weg]
    blijft: dict[str, Any] = {
        naam: tuple(w for w in getattr(oud, naam) if all(w not in getattr(s, naam) for s in gelezen))
        for naam in ("profielen", "intensiteiten")
    }
    return replace(oud, codes=codes, **blijft)


def _open(oud: Slots, nieuw: Slots, manier: Manier) -> frozenset[str]:
    """What is in doubt after a turn; beside a client's segment that is known, in talk of contracts, it is theirs."""
    anders = nieuw.open
    if "segmenten" in anders and oud.segmenten and "conversie" in manier.onderwerp:
        anders = anders - {"segmenten"} | {"contract_2022"}
    return (oud.open - gegeven(nieuw)) | anders


def _gelezen_bij(oud: Slots, nieuw: Slots, manier: Manier, woorden: Gesprekswoorden) -> Slots:
    """The facts of a turn that can only be read beside those of before: "nee, 6", "en licht?", "dat was wel zo"."""
    if m := _kaal(manier.plat, woorden.correctie):
        if m["profiel"] and oud.profielen and not nieuw.profielen:
            return replace(nieuw, profielen=(int(m["profiel"]),))
        if m["segment"] and oud.segmenten and not nieuw.segmenten and nieuw.contract_2022 is None:
            return replace(nieuw, segmenten=(m["segment"].upper(),))
    if not nieuw.segmenten and oud.segmenten and ("stapelen" in manier.onderwerp or _komt_naast(oud, manier)):
        nieuw = replace(nieuw, segmenten=_kale_segmenten(manier.plat))
    if not nieuw.intensiteiten and any(i in woorden.duurzaam for i in oud.intensiteiten):
        gevonden = tuple(i for i, p in woorden.duurzaam.items() if heeft(p, manier.plat))
        nieuw = replace(nieuw, intensiteiten=gevonden)
    over_contract = "conversie" in manier.onderwerp or "stapelen" not in manier.onderwerp
    erbij: tuple[str, ...] = ()
    if over_contract and oud.contract_2022 is not None and nieuw.contract_2022 is None:
        erbij = _erbij(nieuw, manier, woorden)
        if not erbij and oud.contract_2022 and len(nieuw.segmenten) > 1 and "conversie" in manier.onderwerp:
            nieuw = replace(nieuw, segmenten=(), contract_2022=tuple(sorted(nieuw.segmenten)))  # "en met B en C?"
    if erbij:
        contract = tuple(sorted({*(oud.contract_2022 or ()), *erbij}))  # "en als ze er V bij gunnen?"
        nieuw = replace(nieuw, segmenten=(), contract_2022=contract)
    if manier.vorige is not None and heeft(woorden.andersom, manier.plat):
        gezegd = [naam for naam in JA_NEE if getattr(manier.vorige, naam) and not getattr(nieuw, naam)]
        if len(gezegd) == 1:
            anders: dict[str, Any] = {gezegd[0]: "nee" if getattr(oud, gezegd[0]) == "ja" else "ja"}
            nieuw = replace(nieuw, **anders)
    return nieuw


def _naast_elkaar(oud: Slots, manier: Manier) -> bool:
    """Whether the segments of before stand beside each other, also without a word of stacking."""
    return "conversie" not in manier.onderwerp and len(oud.segmenten) > 1


def _komt_naast(oud: Slots, manier: Manier) -> bool:
    """Whether a turn puts a segment beside those, without a word of stacking: "en als V er wel bij komt?"."""
    return manier.voegt_toe and "stapelen" not in manier.onderwerp and _naast_elkaar(oud, manier)


def _erbij(nieuw: Slots, manier: Manier, woorden: Gesprekswoorden) -> tuple[str, ...]:
    """The segments that a turn puts beside those of the contract; where it names none as such, its single letters."""
    if heeft(woorden.contract_erbij, manier.plat):
        return nieuw.segmenten or _kale_segmenten(manier.plat)
    kort = "conversie" in manier.onderwerp and heeft(woorden.segment_erbij, manier.plat)
    return nieuw.segmenten or _kale_segmenten(manier.plat) if kort else ()


@lru_cache(maxsize=2048)
def _kale_segmenten(plat: str) -> tuple[str, ...]:
    return tuple(m[0].upper() for m in LETTER.finditer(plat))


@lru_cache(maxsize=2048)
def _kaal(plat: str, correctie: re.Pattern[str]) -> re.Match[str] | None:
    return _KAAL.fullmatch(re.sub(r"[^a-z0-9 ]", " ", correctie.sub(" ", plat)))


def _profiel(oud: Slots, nieuw: Slots, manier: Manier, woorden: Gesprekswoorden) -> dict[str, object]:
    """A profile, a code and day activities each take the place of the other; one that is wished of what was wished.

    What was wished stays where a turn puts the profile right; of another case ("en bij profiel 3?") it was not told.
    """
    uit: dict[str, object] = {}
    gewenst = len(nieuw.profielen) == 1 and oud.profielen and nieuw.nieuw_profiel is None
    if gewenst and heeft(woorden.profiel_gewenst, manier.plat):
        return {"profielen": oud.profielen, "nieuw_profiel": nieuw.profielen[0]}
    if nieuw.profielen or nieuw.profiel_fout:
        uit |= {"profielen": nieuw.profielen, "profiel_fout": nieuw.profiel_fout, "dagbesteding": nieuw.dagbesteding}
        uit["nieuw_profiel"] = nieuw.nieuw_profiel or (oud.nieuw_profiel if _zegt_profiel(manier) else None)
    elif nieuw.dagbesteding and not oud.dagbesteding:
        uit |= {"profielen": (), "profiel_fout": None}
    if nieuw.profielen or nieuw.intensiteiten or nieuw.codes:
        uit["codes"] = nieuw.codes
    return uit


def _zegt_profiel(manier: Manier) -> bool:
    """Whether a turn tells or puts right what the profile is, and does not ask how it would be with another."""
    gevraagd = re.search(r"\b(?:bij|voor|met|in|of) (?:een )?profiel[^.!?;\n]*\?", manier.plat) is not None
    return manier.corrigeert or not gevraagd


def _contract(oud: Slots, nieuw: Slots, manier: Manier) -> dict[str, object]:
    if nieuw.contract_2022 is None:
        weg = nieuw.contract_2022_wel == "ja" and oud.contract_2022 == ()
        return {"contract_2022": None} if weg else {}
    if manier.voegt_toe and nieuw.contract_2022 and oud.contract_2022:
        return {"contract_2022": tuple(sorted({*oud.contract_2022, *nieuw.contract_2022}))}
    return {"contract_2022_wel": nieuw.contract_2022_wel}


def _intensiteiten(oud: Slots, nieuw: Slots) -> tuple[tuple[str, ...], str | None]:
    """From and towards: a turn that names one of the two leaves the other as it was."""
    van_oud = tuple(i for i in oud.intensiteiten if i != oud.intensiteit_naar)[:1]
    if not nieuw.intensiteiten:
        return oud.intensiteiten, oud.intensiteit_naar
    if len(nieuw.intensiteiten) > 1:
        return nieuw.intensiteiten, nieuw.intensiteit_naar
    if nieuw.intensiteit_naar:
        van = tuple(i for i in van_oud if i != nieuw.intensiteit_naar)
        return (*van, nieuw.intensiteit_naar), nieuw.intensiteit_naar
    if oud.intensiteit_naar and nieuw.intensiteiten[0] != oud.intensiteit_naar:
        return (*nieuw.intensiteiten, oud.intensiteit_naar), oud.intensiteit_naar
    return nieuw.intensiteiten, None


def _segmenten(oud: Slots, nieuw: Slots, manier: Manier, woorden: Gesprekswoorden) -> tuple[str, ...]:
    """Of those that are stacked one can be replaced, one can come beside them, or one can be left out."""
    naast = "stapelen" in manier.onderwerp or _naast_elkaar(oud, manier)
    if naast and (weg := vervallen_segmenten(manier.plat, woorden)) and all(oud.segmenten.count(s) == 1 for s in weg):
        blijft = tuple(s for s in oud.segmenten if s not in weg)
        erbij = tuple(s for s in nieuw.segmenten or _kale_segmenten(manier.plat) if s not in (*weg, *blijft))
        return (*blijft, *erbij)
    if _komt_naast(oud, manier) and len(nieuw.segmenten) == 1:
        return (*oud.segmenten, *(s for s in nieuw.segmenten if s not in oud.segmenten))
    if naast and {*nieuw.segmenten} < {*oud.segmenten} and ZONDER_SEGMENT.search(manier.plat):
        return oud.segmenten  # "zonder V bij Parlan, maar V bij Horizon"
    if not nieuw.segmenten or len(nieuw.segmenten) > 1 or "stapelen" not in manier.onderwerp:
        return nieuw.segmenten or oud.segmenten
    if manier.voegt_toe:
        return (*oud.segmenten, *nieuw.segmenten)
    if len(oud.segmenten) > 1:
        return (*oud.segmenten[:-1], *nieuw.segmenten)
    return (*oud.segmenten, *nieuw.segmenten) if not manier.corrigeert else nieuw.segmenten


# --- days --------------------------------------------------------------------------------------------------------


def _datums(oud: Slots, nieuw: Slots, manier: Manier, woorden: Gesprekswoorden) -> tuple[Datumvondst, ...]:
    """A day takes the place of the day in the same part: that of an end or any other."""
    eigen = [d for d in nieuw.datums if not (oud.datums and _terzijde(d, woorden))]
    if not eigen:
        return oud.datums if nieuw.datums else _andere_dag(_verschoven(oud.datums, manier.plat), manier.plat, woorden)
    vol = tuple(_aangevuld(_in_rol(d, eigen, manier.plat, woorden), oud.datums) for d in eigen)
    vast = tuple(d for d in oud.datums if not d.is_peildatum)
    if vast and all(d.is_peildatum for d in vol) and heeft(woorden.vanaf_vandaag, manier.plat):
        return (*vast, *vol)
    if len(vast) == len(vol) == 1 and heeft(woorden.telt_vanaf, manier.plat) and _later(vol[0], vast[0]):
        return (*vast, *vol)  # from which day is counted, not another one for the case
    einden = [d for d in oud.datums if _is_einde(d, woorden)]
    if len(vol) == len(einden) == 1 and heeft(woorden.einde_nu, vol[0].ervoor) and "nu" not in einden[0].ervoor.split():
        return (*oud.datums, *vol)  # the end of now beside the one that is wished
    parten = {_is_einde(d, woorden) for d in vol}
    return (*(d for d in oud.datums if _is_einde(d, woorden) not in parten), *vol)


def _verschoven(datums: tuple[Datumvondst, ...], plat: str) -> tuple[Datumvondst, ...]:
    """The one day of before, earlier or later by as much as a turn says: "en een die een week eerder begon?"."""
    oud = datums[0].als_datum() if len(datums) == 1 else None
    nieuw = verschoven(plat, oud) if oud else None
    return (replace(datums[0], dag=nieuw.day, maand=nieuw.month, jaar=nieuw.year),) if nieuw else datums


def _andere_dag(datums: tuple[Datumvondst, ...], plat: str, woorden: Gesprekswoorden) -> tuple[Datumvondst, ...]:
    """The one start of before where a short turn names another day of its month, or another month.

    A month by itself keeps a day that is the first; another day is not known then, and neither is a month that has
    passed: "doe dan maar oktober".
    """
    starts = [d for d in datums if not _is_einde(d, woorden) and d.maand is not None]
    if len(starts) != 1 or len(plat.split()) > _KORTE_BEURT:
        return datums
    oud = starts[0]
    rang, maand = _RANG.search(plat), _MAAND.search(plat)
    dag = _RANGDAG[rang["rang"]] if rang else 1 if maand and (oud.dag == 1 or maand["begin"]) else None
    if maand:
        nummer = maandnummer(maand["maand"])
        nieuw = replace(oud, dag=dag, maand=nummer) if dag and nummer and nummer >= (oud.maand or 0) else None
    elif rang:
        volgt = heeft(woorden.maand_erna, plat) and oud.maand is not None
        jaar = oud.jaar + 1 if volgt and oud.maand == 12 and oud.jaar is not None else oud.jaar
        nieuw = replace(oud, dag=dag or 1, maand=(oud.maand or 0) % 12 + 1 if volgt else oud.maand, jaar=jaar)
    else:
        return datums
    if nieuw is not None and nieuw.jaar is not None and nieuw.als_datum() is None:
        nieuw = None
    return tuple(e for d in datums if (e := nieuw if d is oud else d) is not None)


def _later(een: Datumvondst, ander: Datumvondst) -> bool:
    dagen = een.als_datum(), ander.als_datum()
    return dagen[0] is not None and dagen[1] is not None and dagen[0] > dagen[1]


def _terzijde(dag: Datumvondst, woorden: Gesprekswoorden) -> bool:
    """Whether a day is told of something else than what is asked: the words for that stand nearer than those for it."""
    voor, na = _ZINSDEEL.split(dag.ervoor)[-1], _ZINSDEEL.split(dag.erna)[0]

    def afstand(p: re.Pattern[str]) -> int:
        plekken = [len(voor) - m.end() for m in p.finditer(voor)] + [m.start() for m in p.finditer(na)]
        return min(plekken, default=2 * len(dag.ervoor) + 100)

    return afstand(woorden.dag_terzijde) < afstand(woorden.dag_gevraagd)


def _in_rol(dag: Datumvondst, alle: list[Datumvondst], plat: str, woorden: Gesprekswoorden) -> Datumvondst:
    """A day with only its own sentence before it; the one day of a turn about an end alone is that end."""
    zin = _ZINEIND.split(dag.ervoor)[-1]
    over_einde = (
        len(alle) == 1 and heeft(woorden.einde, plat) and not heeft(woorden.dag_gevraagd, _EINDEN.sub(" ", plat))
    )
    if over_einde and not _is_einde(dag, woorden) and not dag.is_peildatum:
        return replace(dag, ervoor="einddatum ")
    return dag if zin == dag.ervoor else replace(dag, ervoor=zin)


def _is_einde(dag: Datumvondst, woorden: Gesprekswoorden) -> bool:
    return heeft(woorden.einde, dag.ervoor[-18:])


def _aangevuld(dag: Datumvondst, eerder: tuple[Datumvondst, ...]) -> Datumvondst:
    """A day with the month and the year of the day before it where it names none ("en op de 12e?")."""
    vorige = next((d for d in reversed(eerder) if d.maand is not None), None)
    if vorige is None or dag.fout or dag.jaar is not None:
        return dag
    vol = replace(dag, maand=dag.maand or vorige.maand, jaar=vorige.jaar)
    bestaat = vol.jaar is None or vol.als_datum() is not None
    return vol if bestaat else replace(vol, fout=f"{vol.dag}-{vol.maand}-{vol.jaar}")


# --- amounts -----------------------------------------------------------------------------------------------------


@lru_cache(maxsize=2048)
def kale_bedragen(plat: str) -> tuple[tuple[Decimal, str], ...]:
    """Bare numbers that are amounts where the conversation is about money, with the words around them."""
    uit = []
    for m in _KAAL_BEDRAG.finditer(plat):
        if re.fullmatch(r"20[0-4]\d", m[1]) and not (m[1] == "2000" and _OP.search(plat[: m.start()])):
            continue  # a year
        rond = f"{plat[max(0, m.start() - 45) : m.start()]}|{plat[m.end() : m.end() + 30]}"
        uit.append((lees_bedrag(m[1]), rond))
    return tuple(uit)


def _bedragen(oud: Slots, nieuw: Slots, manier: Manier, woorden: Gesprekswoorden) -> tuple[tuple[Decimal, str], ...]:
    """An amount takes the place of the one in the same part: the budget, what was declared, or what is left."""
    over_geld = bool(oud.bedragen) or "signaalbudget" in manier.onderwerp
    bedragen = nieuw.bedragen or (kale_bedragen(manier.plat) if over_geld else ())
    bedragen = _van_het_geval(tuple(b for b in bedragen if not _geen_stand(b[1], woorden)), oud)
    weg = manier.corrigeert and heeft(woorden.bedragen_weg, manier.plat)
    if not bedragen:
        return () if weg else oud.bedragen
    bekend = {} if weg else _per_rol(oud.bedragen, woorden)
    if len(bedragen) > 1:
        return bedragen
    if "gedeclareerd" in bekend and heeft(woorden.komt_erbij, manier.plat):
        bedragen = ((bedragen[0][0] + bekend["gedeclareerd"], "gedeclareerd |"),)
    (gelezen,) = lees_rollen(bedragen)
    rol = (
        ("rest" if is_rest(bedragen[0][1]) else gelezen)
        or _rol(bedragen[0][1], woorden)
        or _rol(f"{manier.plat} |", woorden)
        or _open_rol(bekend, manier)
    )
    if rol is None:
        return bedragen
    tegen = {"rest": "gedeclareerd", "gedeclareerd": "rest"}
    ander = {r: b for r, b in bekend.items() if r not in (rol, tegen.get(rol))}
    return (*((b, _ROND[r]) for r, b in ander.items()), (bedragen[0][0], _ROND[rol]))


def _van_het_geval(bedragen: tuple[tuple[Decimal, str], ...], oud: Slots) -> tuple[tuple[Decimal, str], ...]:
    """The amounts of a turn but for those of another time, another child or a bill, beside what is known."""
    if not oud.bedragen:
        return bedragen
    return tuple(b for b, rol in zip(bedragen, lees_rollen(bedragen), strict=True) if rol != "anders")


def _geen_stand(rond: str, woorden: Gesprekswoorden) -> bool:
    """Whether an amount is something else: "ons tarief is 40"."""
    return heeft(woorden.geen_stand, _ZINSDEEL.split(rond.partition("|")[0])[-1])


def _open_rol(bekend: dict[str, Decimal], manier: Manier) -> str | None:
    """The part of an amount that does not say so: the last one when it is corrected, else the one that moves."""
    if not bekend:
        return None
    if manier.corrigeert:
        return list(bekend)[-1]
    return "gedeclareerd" if "budget" in bekend else "budget"


def _per_rol(bedragen: tuple[tuple[Decimal, str], ...], woorden: Gesprekswoorden) -> dict[str, Decimal]:
    """The budget and what was declared or is left, the last said last."""
    gelezen = [(rol, b) for rol, (b, _) in zip(lees_rollen(bedragen), bedragen, strict=True) if rol != "anders"]
    if len(gelezen) > 1 and None not in dict(gelezen) and len(dict(gelezen)) == len({*gelezen}):
        return {str(rol): b for rol, b in gelezen}
    if len(bedragen) == 1:
        rol = _rol(bedragen[0][1], woorden)
        return {rol: bedragen[0][0]} if rol else {}
    over = [is_rest(rond) for _, rond in bedragen]
    if over == [True, False] or over == [False, True]:
        return {"budget": bedragen[over.index(False)][0], "rest": bedragen[over.index(True)][0]}
    paar = rollen(list(bedragen))
    if paar is None:
        return {}
    namen = {paar[0]: "budget", paar[1]: "gedeclareerd"}
    return {namen[i]: bedragen[i][0] for i in sorted(namen)}


def _rol(rond: str, woorden: Gesprekswoorden) -> str | None:
    """What the words around an amount make of it; the nearest counts."""
    voor, _, na = rond.partition("|")
    afstand: dict[str, int] = {}
    for rol, p in (("budget", woorden.budget), ("gedeclareerd", woorden.gebruikt)):
        plekken = [len(voor) - m.end() for m in p.finditer(voor)] + [m.start() for m in p.finditer(na)]
        if plekken:
            afstand[rol] = min(plekken)
    return min(afstand, key=lambda r: afstand[r]) if afstand else None
