"""Fill the input of each tool from slots: which tool fits a question, with which input, and how surely.

A form says nothing about the answer. It gives None when the question is not for its tool, so that the documents
answer. The words that point to a tool stand in the vocabulary.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from assistant.dates import Datumvondst
from assistant.slots import Slots
from knowledge.models import Catalogus, Regeling
from knowledge.vocabulary import Woordenschat, vouw
from tools.contractmutatie import herken, noemt_anders
from tools.conversie import contract_maakt_niet_uit
from tools.tekst import lijkt_op

Invoer = dict[str, Any]


@dataclass(frozen=True)
class Kandidaat:
    """A tool that fits the question.

    Attributes:
        tool: its name.
        invoer: what the text gives of its input.
        zekerheid: from 0 to 1, how surely the question is for this tool.
        regeling: the regime whose rules it reads.
        gevraagd: rule ids asked for, when only a part of the tool's answer is asked.
        aannames: Dutch sentences on what was taken as given.
        alleen_beslissend: the input is so thin that only a verdict counts, not a question back.
    """

    tool: str
    invoer: Invoer
    zekerheid: float
    regeling: str
    gevraagd: tuple[str, ...] = ()
    aannames: tuple[str, ...] = ()
    alleen_beslissend: bool = False


@dataclass(frozen=True)
class Vraag:
    """A question as the forms see it: folded text, slots, signs.

    `sterk` and `zwak` hold the tools for which the text has signs; `kern` is the part that asks; `eigen` says that it
    is about one client or allocation of the reader, `feit` that it asks who, where, when, why or how many. `kansen` has
    for every tool (and for none, `GEEN`) how likely the question is for it, once that is known.
    """

    tekst: str
    kern: str
    slots: Slots
    sterk: frozenset[str]
    zwak: frozenset[str]
    algemeen: bool
    geval: bool
    eigen: bool
    feit: bool
    kansen: Mapping[str, float] = field(default_factory=dict)

    def kans(self, tool: str) -> float:
        """How likely it is for this tool; a half while that is not known."""
        return self.kansen.get(tool, 0.5)

    def signaal(self, tool: str) -> float:
        """1 for a strong sign, 0.5 for a weak one, else 0."""
        return 1.0 if tool in self.sterk else 0.5 if tool in self.zwak else 0.0


def maak_vraag(tekst: str, kern: str, slots: Slots, schat: Woordenschat) -> Vraag:
    """Collect the signs of a folded question."""
    return Vraag(
        tekst=tekst,
        kern=kern,
        slots=slots,
        sterk=frozenset(t for t, p in schat.sterk.items() if p.search(tekst)),
        zwak=frozenset(t for t, p in schat.zwak.items() if p.search(tekst)),
        algemeen=bool(schat.algemeen.search(kern)),
        geval=bool(schat.geval.search(tekst)),
        eigen=bool(schat.eigen_geval.search(tekst)),
        feit=bool(schat.feitvraag.search(kern)),
    )


def _jaar_voor(dag: Datumvondst, vraag: Vraag, regeling: Regeling) -> tuple[date | None, tuple[str, ...]]:
    """A date without a year, with a year that the question or the regime leaves no choice in; and what was assumed."""
    if dag.jaar is not None:
        return dag.als_datum(), ()
    jaren = [j for j in vraag.slots.jaren if regeling.geldig.van is None or j >= regeling.geldig.van.year]
    if len(jaren) == 1:
        return dag.als_datum(jaren[0]), ()
    peil, geldig = vraag.slots.peildatum, regeling.geldig
    if peil is not None and (geldig.van is None or geldig.van <= peil) and (geldig.tot is None or peil <= geldig.tot):
        jaar = peil.year
        return dag.als_datum(jaar), (f"U noemt geen jaar; hier is {jaar} genomen.",)
    return None, ()


def _met_rol(datums: tuple[Datumvondst, ...], rol: str) -> list[Datumvondst]:
    return [d for d in datums if re.search(rol, d.ervoor[-28:])]


def _tekst_datum(dag: Datumvondst, gevonden: date | None) -> str | None:
    """What goes into the tool: an ISO date, or the impossible date as typed so that the tool refuses it."""
    return dag.fout or (gevonden.isoformat() if gevonden else None)


# --- one form a tool -----------------------------------------------------------------------------------------


def _productcode(vraag: Vraag, regeling: Regeling) -> list[Kandidaat]:
    slots, signaal = vraag.slots, vraag.signaal("productcode")
    tabel = regeling.productcodes
    assert tabel is not None
    volgt = re.compile(rf"{tabel.patroon.categorie}\d({'|'.join(tabel.patroon.intensiteiten)})")
    kaal = len(vraag.tekst.split()) <= 3  # hardly more than the code itself
    codes = [c for c in slots.codes if volgt.fullmatch(c) or signaal or kaal]
    if codes and not (slots.intensiteit_naar and "verzoek_om_wijziging" in vraag.sterk):
        return [Kandidaat("productcode", {"code": c}, 0.9 + 0.05 * signaal, regeling.regeling) for c in codes[:4]]
    if signaal < 1 and not (signaal and (slots.profielen or slots.intensiteiten)):
        return []
    if slots.profielen and slots.intensiteiten:
        return [
            Kandidaat("productcode", {"profiel": p, "intensiteit": i}, 0.6 + 0.35 * signaal, regeling.regeling)
            for p in slots.profielen[:2]
            for i in slots.intensiteiten[:2]
        ]
    if slots.profielen:
        return [Kandidaat("productcode", {"profiel": slots.profielen[0]}, 0.7, regeling.regeling)]
    if slots.intensiteiten and _EEN_CODE.search(vraag.kern):
        return [Kandidaat("productcode", {"intensiteit": slots.intensiteiten[0]}, 0.7, regeling.regeling)]
    if _EEN_CODE.search(vraag.kern) and vraag.geval:
        return [Kandidaat("productcode", {}, 0.7, regeling.regeling)]
    return []


_EEN_CODE = re.compile(r"\b(?:welke|wat is de|wat wordt de|which|what is the)\s(?:\w+\s)?(?:product\s?)?code\b")
"""Asks for one code, not about codes."""


@lru_cache(maxsize=65536)
def _is_woord(deel: str, woord: str) -> bool:
    """Whether a word of running text is this part of a name: but for its ending or a typing error, or in a compound."""
    if lijkt_op(deel, woord):
        return len(woord) >= len(deel) - 3  # "gezin" is not "gezinshuizen"
    stam = deel if len(deel) < 6 else deel[:-3]
    return len(stam) >= 4 and len(woord) >= len(stam) + 4 and (woord.startswith(stam) or woord.endswith(deel))


def _staat_bijeen(delen: list[str], woorden: list[str], los: set[str]) -> bool:
    """Whether all words of a name stand in a text, not more than a few words apart."""
    plekken = [[i for i, w in enumerate(woorden) if w == d or (w in los and _is_woord(d, w))] for d in delen]
    if not plekken or not all(plekken):
        return False
    return any(all(any(abs(plek - begin) < len(delen) + 3 for plek in rij) for rij in plekken) for begin in plekken[0])


def namen_in(tekst: str, catalogus: Catalogus) -> list[str]:
    """Products named in a folded text: every telling word of the name, else a word that only this product has."""
    categorieen = tuple((c.naam, *c.synoniemen) for c in catalogus.categorieen)
    return list(_namen_in(tekst, categorieen, tuple(p for c in catalogus.categorieen for p in c.producten)))


@lru_cache(maxsize=4096)
def _namen_in(tekst: str, categorieen: tuple[tuple[str, ...], ...], producten: tuple[str, ...]) -> tuple[str, ...]:
    categorienamen = {vouw(naam) for namen in categorieen for naam in namen}
    woorden = [w for w in re.findall(r"[a-z0-9]+", tekst) if len(w) > 2]
    los = [w for w in woorden if w not in categorienamen]
    delen_van = {
        product: [d for d in re.findall(r"[a-z0-9]+", vouw(product)) if d not in {"en", "of", "bijv", "alleen"}]
        for product in producten
    }
    vrij = set(los)
    heel = [(len(delen), product) for product, delen in delen_van.items() if _staat_bijeen(delen, woorden, vrij)]
    if heel:
        meeste = max(n for n, _ in heel)
        return tuple(p for n, p in heel if n == meeste)
    komt_voor = Counter(d for delen in delen_van.values() for d in set(delen))
    return tuple(
        product
        for product, delen in delen_van.items()
        if any(komt_voor[d] == 1 and len(d) >= 8 and d in los for d in delen)
    )


def _categorie_in(tekst: str, catalogus: Catalogus) -> str | None:
    woorden = re.findall(r"[a-z0-9\-]+", tekst)
    for categorie in catalogus.categorieen:
        for naam in [categorie.naam, categorie.id, *categorie.synoniemen]:
            gezocht = vouw(naam)
            if gezocht in tekst if " " in gezocht else gezocht in woorden:
                return categorie.id
    return None


_KENMERKVRAGEN = {
    "verwijzers": re.compile(r"verwij[sz]|verwez|doorstur|doorgestuurd|refer"),
    "langste_duur": re.compile(r"hoe lang|hoelang|maximaal|maximum duur|langste|how long|duur\b|duren"),
    "signaalbudget": re.compile(
        r"\b(?:geldt|gelden|heeft|hebben|is er|zit|hoort|krijgt|met)\b.*signaalbudget|signaalbudget of"
    ),
}
"""What holds for a category <- how people ask for it."""


def _product(vraag: Vraag, regeling: Regeling) -> list[Kandidaat]:
    catalogus = regeling.catalogus
    assert catalogus is not None
    namen = namen_in(vraag.kern, catalogus) or namen_in(vraag.tekst, catalogus)
    categorie_ids = [c.id for c in catalogus.categorieen if namen and namen[0] in c.producten]
    genoemd = _categorie_in(vraag.kern, catalogus) or _categorie_in(vraag.tekst, catalogus)
    opsomming = re.search(r"welke (?:\w+ )?producten|which products|alle producten", vraag.kern)
    gevraagd = [] if opsomming else [k for k, woorden in _KENMERKVRAGEN.items() if woorden.search(vraag.kern)]
    for id_ in categorie_ids or ([genoemd] if genoemd else []):
        kenmerken = next(c.kenmerken for c in catalogus.categorieen if c.id == id_)
        regels = tuple(f"{id_}_{k.naam}" for k in kenmerken if k.naam in gevraagd)
        if regels and not vraag.slots.bedragen:
            invoer: Invoer = {"zoek": namen[0]} if categorie_ids else {"categorie": id_}
            return [Kandidaat("product", invoer, 0.75, regeling.regeling, regels)]
    rest = re.sub("|".join(re.escape(vouw(n)) for n in namen) or "(?!)", " ", vraag.kern)
    deelt_in = re.search(r"\b(?:valt|vallen|hoort|horen|behoor\w*|categorie|category)\b", vraag.kern) or (
        re.search(r"\b(?:is|zijn)\b", vraag.kern) and _categorie_in(rest, catalogus)
    )
    if namen and len(catalogus.categorieen) > 1 and deelt_in and not opsomming:
        return [Kandidaat("product", {"zoek": n}, 0.8, regeling.regeling) for n in namen[:3]]
    lijst = re.search(r"\b(?:welke|wat voor|noem|overzicht|lijst|alle)\b", vraag.kern)
    if "product" not in vraag.sterk and not ("product" in vraag.zwak and lijst):
        return []
    if namen and not re.search(r"welke producten|which products", vraag.kern):
        return [Kandidaat("product", {"zoek": n}, 0.8, regeling.regeling) for n in namen[:2]]
    categorie = genoemd
    if categorie is None and len(catalogus.categorieen) == 1 and re.search(r"component", vraag.kern):
        categorie = catalogus.categorieen[0].id
    if categorie:
        return [Kandidaat("product", {"categorie": categorie}, 0.85, regeling.regeling)]
    return []


_LOSSE_LETTER = re.compile(
    r"(?<!(?<!andere )aanbieder )(?<!organisatie )(?<!instelling )(?<![a-z0-9'@.\-])([bcv])(?![a-z0-9'\-])"
)


def _losse_letters(tekst: str) -> set[str]:
    """The segments whose letter stands in a text, but for those that name a provider."""
    return {m[1].upper() for m in _LOSSE_LETTER.finditer(tekst)}


_NOG_IETS = re.compile(
    r"\b(?:nog een|nog eens een|een andere|een extra|another|an extra)\s+(?:toewijzing|indicatie|arrangement|traject"
    r"|allocation)\b"
    r"(?!\s+(?:in\s+|van\s+|voor\s+|for\s+)?(?:segment\s+)?[bcv]\b)"
)
"""A second allocation of which it isn't said what it is."""


_TWEE = re.compile(
    r"\b(?:twee|2|dubbel\w*|nog een|nog eens|tweede|meerdere|both|two|keer|allebei|beide"
    r"|een andere?|andere (?:zorg)?(?:aanbieder|organisatie|instelling|partij|club)\w*)\b"
)
"""Says that there are two, of which one segment is named."""


def _stapelen(vraag: Vraag, regeling: Regeling) -> list[Kandidaat]:
    slots, signaal = vraag.slots, vraag.signaal("stapelen")
    if len(slots.met_naam) >= 2:
        rijen: list[Invoer] = [{"segment": s, "aanbieder": f"aanbieder {naam}"} for s, naam in slots.met_naam]
        return [Kandidaat("stapelen", {"toewijzingen": rijen[:6]}, 0.9, regeling.regeling)]
    segmenten = list(slots.segmenten)
    if len(segmenten) < 2 and signaal:
        segmenten += [s for s in slots.segmentwoorden if s not in segmenten]
    if slots.contract_2022 and "conversie" not in vraag.sterk:
        segmenten += [s for s in slots.contract_2022 if s not in segmenten]
    if len(segmenten) == 1 and _NOG_IETS.search(vraag.tekst):
        return [Kandidaat("stapelen", {}, 0.7, regeling.regeling)]
    if len(segmenten) == 1 and _TWEE.search(vraag.tekst):
        segmenten = [*segmenten, *(_losse_letters(vraag.tekst) - set(segmenten) or set(segmenten))]
    samen = slots.zelfde_aanbieder or re.search(
        r"\b(?:twee|2)\s*(?:x|keer|maal)?\s*(?:segment\w*\s*)?[bcv]\b", vraag.tekst
    )
    if not signaal and samen and len(segmenten) >= 2 and "conversie" not in vraag.sterk:
        signaal = 0.5
    if not signaal or (signaal < 1 and len(segmenten) < 2):
        return []
    if len(segmenten) < 2:
        gevraagd = re.search(r"\b(?:mag|mogen|kan|kunnen|is dat|may|can|toegestaan)\b", vraag.kern)
        waarvan = re.search(r"toewijzing|indicatie|arrangement|traject|segment|stapel|allocation|stack", vraag.kern)
        if vraag.algemeen or not gevraagd or not waarvan:
            return []
        return [Kandidaat("stapelen", {}, 0.6, regeling.regeling)]
    rijen = [{"segment": s} for s in segmenten[:6]]
    if slots.zelfde_aanbieder == "ja":
        rijen = [r | {"aanbieder": "dezelfde aanbieder"} for r in rijen]
    elif slots.zelfde_aanbieder == "nee":
        rijen = [r | {"aanbieder": f"aanbieder {i}"} for i, r in enumerate(rijen, 1)]
    return [Kandidaat("stapelen", {"toewijzingen": rijen}, 0.65 + 0.3 * signaal, regeling.regeling)]


def _verzoek_om_wijziging(vraag: Vraag, regeling: Regeling) -> list[Kandidaat]:
    slots, signaal = vraag.slots, vraag.signaal("verzoek_om_wijziging")
    wisselt = slots.intensiteit_naar is not None and len(slots.intensiteiten) == 2
    if not signaal and not wisselt:
        return []
    regels = regeling.verzoek_om_wijziging
    assert regels is not None
    invoer: Invoer = {}
    if slots.profielen:
        invoer["profiel"] = slots.profielen[0]
    elif slots.profiel_fout:
        invoer["profiel"] = slots.profiel_fout
    if slots.nieuw_profiel is not None:
        invoer["nieuw_profiel"] = slots.nieuw_profiel
    if len(slots.intensiteiten) >= 2:
        invoer["intensiteit"], invoer["nieuwe_intensiteit"] = slots.intensiteiten[0], slots.intensiteiten[-1]
    elif len(slots.intensiteiten) == 1:
        invoer["nieuwe_intensiteit" if slots.intensiteit_naar else "intensiteit"] = slots.intensiteiten[0]
    aannames: tuple[str, ...] = ()
    einden = _met_rol(
        slots.datums,
        r"(einddatum|eind\w*|loopt\w* (?:nu )?(?:tot|af)|tot en met|t/m|tot|verleng\w*)\D{0,14}$",
    )
    ingang = _met_rol(
        slots.datums,
        r"(ingangsdatum|ingaan\w*|ingaat|per|vanaf|met ingang van|op|from|starting|as of|start\w*)\D{0,14}$",
    )
    dagen = [d for d in ingang if d not in einden] or [d for d in slots.datums if d not in einden]
    if dagen:
        dag = dagen[-1] if len(dagen) > 1 and dagen[-1].maand is not None else dagen[0]
        gevonden, aannames = _jaar_voor(dag, vraag, regeling)
        invoer["ingangsdatum"] = _tekst_datum(dag, gevonden)
    if len(einden) == 1 and "einddatum" in vraag.tekst:  # "de einddatum gaat van … naar …"
        naar = _met_rol(slots.datums, r"\b(?:naar|wordt)\s*$")
        einden += [d for d in naar if d.begin > einden[0].begin][:1]
    dagen = [d for d in dagen if d not in einden]
    if len(einden) == 2 and re.search(r"\bnaar\b|nieuwe eind|verleng|wordt", vraag.tekst):
        for veld, dag in zip(("einddatum", "nieuwe_einddatum"), einden, strict=True):
            gevonden, _ = _jaar_voor(dag, vraag, regeling)
            invoer[veld] = _tekst_datum(dag, gevonden)
    elif len(einden) == 1:
        gevonden, _ = _jaar_voor(einden[0], vraag, regeling)
        invoer["einddatum"] = _tekst_datum(einden[0], gevonden)
    if slots.eerder_gewijzigd and invoer:
        invoer["eerder_gewijzigd"] = slots.eerder_gewijzigd == "ja"
    invoer = {k: v for k, v in invoer.items() if v is not None}
    delen = [
        "profiel" in invoer,
        "nieuwe_intensiteit" in invoer,
        "ingangsdatum" in invoer or bool(dagen),
        "nieuw_profiel" in invoer,
    ]
    mag = re.search(r"\b(?:mag|mogen|kan|kunnen|may|can)\b", vraag.kern)
    dun = sum(delen) < 2 and not wisselt and not (signaal == 1 and delen[2] and mag)
    if (dun and not (signaal == 1 and mag and any(delen))) or not invoer:
        return []
    return [
        Kandidaat(
            "verzoek_om_wijziging",
            invoer,
            0.6 + 0.15 * signaal + 0.08 * min(sum(delen), 3),
            regeling.regeling,
            (),
            aannames,
            alleen_beslissend=dun,
        )
    ]


def _zonder(segmenten: Sequence[str], contract: Sequence[str]) -> Iterable[str]:
    """The segments but for those that the text names as contracted."""
    return (Counter(segmenten) - Counter(contract)).elements()


def _conversie(vraag: Vraag, regeling: Regeling) -> list[Kandidaat]:
    slots, signaal = vraag.slots, vraag.signaal("conversie")
    regels = regeling.conversie
    assert regels is not None
    if not signaal:
        return []
    doel = slots.gericht_op
    if doel is None:
        doelen = {d for d, namen in regels.gericht_op.items() if any(i in namen for i in slots.intensiteiten)}
        doel = doelen.pop() if len(doelen) == 1 else None
    invoer: Invoer = {}
    if doel:
        invoer["gericht_op"] = doel
    van_client = (
        {*slots.segmenten} if len({*slots.segmenten}) == 1 else {*_zonder(slots.segmenten, slots.contract_2021)}
    )
    if len(van_client) == 1 and van_client <= {*regels.segmenten}:
        (invoer["segment"],) = van_client
    aannames: tuple[str, ...] = ()
    if doel == "duurzaam" and not slots.segmenten and len(slots.contract_2021) == 1:
        (invoer["segment"],) = slots.contract_2021
        aannames = (f"U noemt geen segment; hier is {invoer['segment']} genomen, waarvoor u in 2021 een contract had.",)
    if slots.contract_2022 is not None:
        invoer["contract_2022"] = list(slots.contract_2022)
    if slots.gecontracteerd_2021 is not None:
        invoer["gecontracteerd_2021"] = slots.gecontracteerd_2021 == "ja"
    naar_procedure = re.search(
        r"procedure|conver|omzet|omgezet|stappen|wat gebeurt|wat moet|wat nu|what"
        r"|hoe (?:gaat|ging|loopt|liep|werkt|nu|verder)|via welke weg|overgang|overgezet",
        vraag.kern,
    )
    if signaal < 1 and len(invoer) < 3 and not naar_procedure and not vraag.eigen:
        return []
    if len(invoer) < (1 if slots.contract_2022_wel else 2) and (
        vraag.algemeen or not (doel and signaal == 1 and vraag.geval and naar_procedure)
    ):
        return []
    if slots.gecontracteerd_2021 == "nee" and slots.contract_2022_wel and slots.contract_2022 is None:
        if not contract_maakt_niet_uit(invoer, regels):
            return []  # the documents say what there is to say
        invoer["contract_2022"] = list(regels.contractsegmenten)
        aannames += ("U noemt niet voor welke segmenten het contract voor 2022 is; hier maakt dat niet uit.",)
    if "gecontracteerd_2021" not in invoer and (doel or "segment" in invoer):
        invoer["gecontracteerd_2021"] = True
        aannames += (
            "Hier is aangenomen dat de aanbieder in 2021 een contract had, omdat het om een lopende toewijzing gaat.",
        )
    return [
        Kandidaat(
            "conversie",
            invoer,
            0.45 + 0.15 * signaal + 0.1 * min(len(invoer), 4),
            regeling.regeling,
            (),
            aannames,
        )
    ]


def _einddatum_herstel(vraag: Vraag, regeling: Regeling) -> list[Kandidaat]:
    slots = vraag.slots
    if "einddatum_herstel" not in vraag.sterk or slots.gericht_op == "duurzaam":
        return []
    ingang = _met_rol(
        slots.datums,
        r"(ingang\w*|ingegaan|ging in|gestart|start\w*|begon\w*|sinds|vanaf|per|op|recht\w*|from|began)\D{0,16}$",
    )
    eind = _met_rol(slots.datums, r"(einddatum|eind\w*|tot|t/m|tot en met|loopt\w*|aflo\w*|until)\D{0,10}$")
    dagen = [d for d in ingang or slots.datums if d not in eind]
    if not dagen:
        if (
            re.search(r"\b(?:deze|dit|onze|mijn|ons|het traject|client|een (?:\w+ )?hersteltraject)\b", vraag.kern)
            and slots.gericht_op == "herstel"
        ):
            return [Kandidaat("einddatum_herstel", {}, 0.55, regeling.regeling)]
        return []
    dag = dagen[0]
    gevonden, aannames = _jaar_voor(dag, vraag, regeling)
    waarde = _tekst_datum(dag, gevonden)
    return [
        Kandidaat(
            "einddatum_herstel",
            {"ingangsdatum": waarde} if waarde else {},
            0.9,
            regeling.regeling,
            (),
            aannames,
        )
    ]


def _toegang(vraag: Vraag, regeling: Regeling) -> list[Kandidaat]:
    slots, signaal = vraag.slots, vraag.signaal("toegang")
    gegeven = [slots.profielen or slots.dagbesteding, slots.verwijzer, slots.moment]
    genoeg = all(gegeven) or (gegeven[0] and gegeven[1] and re.search(r"\bwat\b|\bwelke?\b|\bmoet", vraag.kern))
    if genoeg and "verzoek_om_wijziging" not in vraag.sterk:
        signaal = max(signaal, 0.5)  # nothing else asks for these three together
    if not signaal:
        return []
    profiel: int | str | None = "dagbesteding" if slots.dagbesteding and not slots.profielen else None
    if slots.profielen:
        profiel = slots.profielen[0]
    elif slots.profiel_fout:
        profiel = slots.profiel_fout
    invoer: Invoer = {
        k: v
        for k, v in (("profiel", profiel), ("verwijzer", slots.verwijzer), ("moment", slots.moment))
        if v is not None
    }
    regie = bool(re.search(r"\bregi\w*|case management", vraag.tekst))
    document = bool(
        re.search(
            r"perspectiefplan|vervolgdeel|formulier|document|papier|aanlever|welk plan|nodig|indienen|invul|form\b",
            vraag.tekst,
        )
    )
    eigen_vraag = vraag.eigen and re.search(r"\b(?:heb|hebben|moet|moeten|welke?|wat|do|need)\b", vraag.kern)
    aan_de_beurt = document and (
        len(invoer) == 2 or re.search(r"\bwelk|\bwat\b", vraag.kern) if invoer else eigen_vraag
    )
    if profiel is None and not aan_de_beurt:
        return []
    if profiel is not None and len(invoer) == 1 and not regie and vraag.algemeen and not document:
        return []
    gevraagd = ("regie",) if regie and not document and "moment" not in invoer else ()
    aannames: tuple[str, ...] = ()
    if slots.verwijzer == "extern" and re.search(
        r"huisarts|jeugdarts|specialist|kinderarts|general practitioner", vraag.tekst
    ):
        aannames = (
            "De bron zegt niet wie een externe verwijzer is; hier is de genoemde verwijzer als extern gelezen.",
        )
    zekerheid = 0.5 + 0.15 * signaal + 0.1 * len(invoer)
    profielen = slots.profielen[:4] or (profiel,)
    return [
        Kandidaat(
            "toegang",
            invoer | ({"profiel": p} if p is not None else {}),
            zekerheid,
            regeling.regeling,
            gevraagd,
            aannames,
        )
        for p in profielen
    ]


_BEGON = r"(start\w*|gestart|begon\w*|ingegaan|ingang\w*|sinds)\D{0,16}$"
_START = r"(start\w*|gestart|begon\w*|ingegaan|ingang\w*|sinds|vanaf|van|op|per|met)\D{0,16}$"


def _uitdienen(vraag: Vraag, regeling: Regeling) -> list[Kandidaat]:
    slots = vraag.slots
    if "uitdienen" not in vraag.sterk and not ("uitdienen" in vraag.zwak and slots.datums):
        return []
    rol = r"(gerekend|vandaag|peildatum|het is|nu is het|het is nu|is het|reken\w*)\D{0,14}$"
    peil = _met_rol(slots.datums, rol) or [d for d in slots.datums if d.is_peildatum]
    grenzen = _met_rol(slots.datums, r"\b(?:voor|before)\s*(?:de\s*)?$")  # "van voor 1 juli 2025" is no start
    if not peil and re.search(r"hoeveel (?:dagen|tijd|weken)|hoe lang heb|how many days", vraag.tekst):
        vrij = [d for d in slots.datums if d not in grenzen]
        peil = [
            d
            for d in _met_rol(tuple(vrij), r"\b(?:op|vanaf|per|on|from)\s*$")
            if not _met_rol((d,), r"(start\w*|gestart|begon\w*|ingegaan|ingang\w*|sinds)\D{0,16}$")
        ]
    anders = [d for d in slots.datums if d not in [*peil, *grenzen] and (d.jaar, d.maand, d.dag) != (2026, 6, 30)]
    start = _met_rol(tuple(anders), _START) or anders
    invoer: Invoer = {}
    aannames: tuple[str, ...] = ()
    if start:
        gevonden, aannames = _jaar_voor(start[0], vraag, regeling)
        invoer["startdatum"] = _tekst_datum(start[0], gevonden)
    if peil:
        gevonden, _ = _jaar_voor(peil[-1], vraag, regeling)
        invoer["peildatum"] = _tekst_datum(peil[-1], gevonden)
    elif slots.peildatum is not None and re.search(r"\b(?:vandaag|nu|nog|dagen|resteert|over)\b", vraag.tekst):
        invoer["peildatum"] = slots.peildatum.isoformat()
    invoer = {k: v for k, v in invoer.items() if v is not None}
    oud = re.search(r"uitdien|\boude?\b|nieuwe inkoop|doorlop", vraag.tekst)
    if "startdatum" not in invoer and not peil and (vraag.algemeen or not oud):
        return []
    return [Kandidaat("uitdienen", invoer, 0.85 if invoer else 0.6, regeling.regeling, (), aannames)]


_BUDGETWOORD = re.compile(
    r"budget|potje|toegekend|toegewezen|maximum|plafond|beschikbaar|gekregen|awarded|granted|ceiling"
)
_GEBRUIKWOORD = re.compile(
    r"declar|gebruikt|besteed|verbruikt|uitgegeven|opgemaakt|gefactureerd|ingediend|zitten op|staan op"
    r"|zit op|aan declaraties"
    r"|in rekening|daarvan|verzilverd|\bop\b|used|spent|claimed|billed"
)
_VAN_HET_GEHEEL = re.compile(r"\b(?:van|of|uit) (?:de|het|een|onze|ons|the|a total of|in totaal)?\s*(?:€|eur)?\s*$")


def _nabijheid(woord: re.Pattern[str], rond: str) -> float:
    """How near a word stands to an amount: 1 next to it, less further away, 0 when absent."""
    voor, _, na = rond.partition("|")
    afstanden = [len(voor) - m.end() for m in woord.finditer(voor)] + [m.start() for m in woord.finditer(na)]
    return max((1 / (1 + afstand / 8) for afstand in afstanden), default=0.0)


def rollen(bedragen: list[tuple[Decimal, str]]) -> tuple[int, int] | None:
    """Which amount is the budget and which was declared; None when the text does not tell."""
    beste, keuze = 0.0, None
    for i, (_, rond_i) in enumerate(bedragen[:4]):
        for j, (_, rond_j) in enumerate(bedragen[:4]):
            if i == j:
                continue
            punten = _nabijheid(_BUDGETWOORD, rond_i) + _nabijheid(_GEBRUIKWOORD, rond_j)
            if j == i - 1 and _VAN_HET_GEHEEL.search(rond_i.partition("|")[0]):
                punten += 1.5  # "1.500 van de 2.000"
            if punten > beste:
                beste, keuze = punten, (i, j)
    return keuze


def _signaalbudget(vraag: Vraag, regeling: Regeling) -> list[Kandidaat]:
    slots, signaal = vraag.slots, vraag.signaal("signaalbudget")
    catalogus = regeling.catalogus
    if not signaal or catalogus is None:
        return []
    namen = namen_in(vraag.tekst, catalogus)
    bedragen = list(slots.bedragen)
    if len(bedragen) < 2:
        regels = regeling.signaalbudget
        if "signaalbudget" in vraag.sterk and len(namen) == 1 and regels is not None:
            binnen = any(namen[0] in c.producten for c in catalogus.categorieen if c.id == regels.categorie)
            if not binnen:
                return [Kandidaat("signaalbudget", {"product": namen[0]}, 0.85, regeling.regeling)]
            if not bedragen and re.search(r"\b(?:geldt|heeft|hebben|hoort|krijgt|is er|valt)\b", vraag.kern):
                return [
                    Kandidaat(
                        "product",
                        {"zoek": namen[0]},
                        0.7,
                        regeling.regeling,
                        (f"{regels.categorie}_signaalbudget",),
                    )
                ]
        return []
    paar = rollen(bedragen)
    if paar is None:
        return []
    budget, gedeclareerd = paar
    invoer: Invoer = {"budget": str(bedragen[budget][0]), "gedeclareerd": str(bedragen[gedeclareerd][0])}
    aannames: tuple[str, ...] = ()
    if len(namen) == 1:
        invoer["product"] = namen[0]
    elif categorie := _categorie_in(vraag.tekst, catalogus):
        invoer["product"] = next(c.naam for c in catalogus.categorieen if c.id == categorie)
    elif regeling.signaalbudget is not None:
        invoer["product"] = next(c.naam for c in catalogus.categorieen if c.id == regeling.signaalbudget.categorie)
        aannames = (f"U noemt geen product; hier is een product in de categorie {invoer['product']} genomen.",)
    if slots.zeer_complex == "ja":
        invoer["zeer_complex"] = True
    return [Kandidaat("signaalbudget", invoer, 0.95, regeling.regeling, (), aannames)]


def _onderhanden_werk(vraag: Vraag, regeling: Regeling) -> list[Kandidaat]:
    slots = vraag.slots
    if "onderhanden_werk" not in vraag.sterk:
        return []
    invoer: Invoer = {}
    aannames: tuple[str, ...] = ()
    if slots.soort_aanbieder:
        invoer["soort_aanbieder"] = slots.soort_aanbieder
    if slots.datums:
        dag = next((d for d in slots.datums if d.is_peildatum), slots.datums[0])  # "gisteren vergeten, mag het nu nog?"
        gevonden, aannames = _jaar_voor(dag, vraag, regeling)
        waarde = _tekst_datum(dag, gevonden)
        if waarde:
            invoer["datum"] = waarde
    if "datum" not in invoer and slots.soort_aanbieder != "zelfstandige":
        return []
    return [Kandidaat("onderhanden_werk", invoer, 0.9, regeling.regeling, (), aannames)]


def _contractmutatie(vraag: Vraag, regeling: Regeling) -> list[Kandidaat]:
    regels = regeling.contractmutatie
    assert regels is not None
    if not vraag.signaal("contractmutatie") or "verzoek_om_wijziging" in vraag.sterk:
        return []
    wijzigt = "contractmutatie" in vraag.zwak
    gevonden = herken(vraag.kern, regels) or herken(vraag.tekst, regels)
    if gevonden and wijzigt:
        zekerheid = (
            0.85 if "contractmutatie" in vraag.sterk or re.search("regioportaal|20(15|16|17)", vraag.tekst) else 0.7
        )
        return [Kandidaat("contractmutatie", {"wijziging": gevonden[0]}, zekerheid, regeling.regeling)]
    anders = wijzigt and not gevonden and noemt_anders(vraag.kern, regels)
    zelf = re.search(r"\b(?:zelf|zelfstandig|ik|wij|we|mag|kan)\b", vraag.kern)
    if re.search(r"(?:^|[.!?]\s)\W*(?:wat|welke?|waarom|wie|waar\w*|what|which)\b", vraag.kern):
        return []  # asks for facts, not whether something may be changed
    if anders and not vraag.algemeen:
        return [Kandidaat("contractmutatie", {"wijziging": vraag.kern[:300]}, 0.7, regeling.regeling)]
    if wijzigt and zelf and re.search(r"regioportaal|contract|\brap\b", vraag.tekst) and not vraag.algemeen:
        return [Kandidaat("contractmutatie", {"wijziging": vraag.kern[:300]}, 0.6, regeling.regeling)]
    return []


FORMULIEREN: dict[str, tuple[str, Callable[[Vraag, Regeling], list[Kandidaat]]]] = {
    "productcode": ("productcodes", _productcode),
    "product": ("catalogus", _product),
    "stapelen": ("stapelen", _stapelen),
    "verzoek_om_wijziging": ("verzoek_om_wijziging", _verzoek_om_wijziging),
    "conversie": ("conversie", _conversie),
    "einddatum_herstel": ("einddatum_herstel", _einddatum_herstel),
    "toegang": ("toegang", _toegang),
    "uitdienen": ("uitdienen", _uitdienen),
    "signaalbudget": ("signaalbudget", _signaalbudget),
    "onderhanden_werk": ("onderhanden_werk", _onderhanden_werk),
    "contractmutatie": ("contractmutatie", _contractmutatie),
}
"""Tool -> the part of a regime it reads, and its form."""


_GEWICHT = 0.3
"""Say of what was learned in the order of tools, beside the words and the facts."""


def volgorde(vraag: Vraag) -> Callable[[Kandidaat], float]:
    """The key by which the surest candidate of a question comes first."""
    return lambda kandidaat: -(kandidaat.zekerheid + _GEWICHT * vraag.kans(kandidaat.tool))


def kandidaten(vraag: Vraag, regeling: Regeling) -> list[Kandidaat]:
    """Every tool of a regime that fits the question, surest first."""
    alle = [
        kandidaat
        for onderdeel, vul in FORMULIEREN.values()
        if getattr(regeling, onderdeel) is not None
        for kandidaat in vul(vraag, regeling)
    ]
    return sorted(alle, key=volgorde(vraag))
