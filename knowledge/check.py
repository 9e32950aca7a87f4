"""Is the knowledge base whole? Every fault at once, each with file and line.

Here: files load, every source resolves to a section, articles and subject files fit together, dates
are possible.
What needs the tools (examples, decision tables) is in `tools.proef`.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from knowledge.artikelen import PLAATS, Artikel, lees_artikel
from knowledge.errors import Fout, KennisFout
from knowledge.ijw import BESTAND, MAP, lees_standaard
from knowledge.models import Bron, Geldig, Model, Regel, Regeling
from knowledge.practice import lees_praktijkbestand, praktijkbestanden
from knowledge.store import laad_regeling
from knowledge.yaml_file import lees_bestand, regel_van

Pad = tuple[str | int, ...]


def _wandel(waarde: Any, pad: Pad = ()) -> Iterator[tuple[Pad, Any]]:
    """Every model below `waarde`, with its path."""
    if isinstance(waarde, Model):
        yield pad, waarde
        for naam in type(waarde).model_fields:
            yield from _wandel(getattr(waarde, naam), (*pad, naam))
    elif isinstance(waarde, dict):
        for sleutel, deel in waarde.items():
            yield from _wandel(deel, (*pad, sleutel))
    elif isinstance(waarde, list | tuple):
        for nummer, deel in enumerate(waarde):
            yield from _wandel(deel, (*pad, nummer))


def controleer(map: Path, vandaag: date) -> tuple[dict[str, Regeling], list[Fout]]:
    """Check a knowledge folder; the regimes that load, and every fault.

    `vandaag` is the day against which `gecontroleerd_op` may not lie ahead.
    """
    artikelen, fouten = _artikelen(map, "bronnen")
    regelingen: dict[str, Regeling] = {}
    for pad in sorted((map / "regelingen").glob("*.yaml")):
        regeling, nieuw = laad_regeling(pad)
        fouten += nieuw
        if regeling is not None:
            regelingen[regeling.regeling] = regeling
            fouten += _regeling(pad, regeling, artikelen, vandaag)
    if not regelingen and not fouten:
        fouten.append(Fout("regelingen", 1, "er staat geen enkele regeling in deze map"))
    for naam, artikel in artikelen.items():
        pad, van = map / "bronnen" / f"{naam}.md", artikel.voorwerk.regeling
        if van in regelingen and naam not in regelingen[van].documenten:
            melding = f"regeling: dit artikel staat niet bij documenten van {van}"
            fouten.append(Fout(f"bronnen/{naam}.md", _voorwerkregel(pad, "regeling"), melding))
        elif van is None or (van not in regelingen and not (map / "regelingen" / f"{van}.yaml").exists()):
            fouten.append(
                Fout(f"bronnen/{naam}.md", _voorwerkregel(pad, "regeling"), f"regeling: {van!r} bestaat niet")
            )
        fouten += _artikel(pad, artikel, vandaag)
        fouten += _onderwerpen(map, naam, artikel)
    for pad in sorted((map / "onderwerpen").glob("*.yaml")):
        if not (map / "bronnen" / f"{pad.stem}.md").exists():
            fouten.append(Fout(f"onderwerpen/{pad.name}", 1, "bij dit bestand hoort geen artikel"))
    return regelingen, fouten + _praktijkvragen(map, artikelen) + _standaard(map, artikelen, vandaag)


@cache
def codehash() -> str:
    """A short hash of the code that checks; what passed under other code may not pass now."""
    som = hashlib.sha256()
    for pad in sorted(Path(__file__).parent.glob("*.py")):
        som.update(pad.read_bytes())
    return som.hexdigest()[:12]


def _praktijkvragen(map: Path, artikelen: Mapping[str, Artikel]) -> list[Fout]:
    """Questions of practice name a section that is there."""
    fouten = list[Fout]()
    koppen = {naam: {sectie.kop for sectie in artikel.secties} for naam, artikel in artikelen.items()}
    for naam in praktijkbestanden(map):
        try:
            vragen = lees_praktijkbestand(naam, map)
        except KennisFout as fout:
            fouten += fout.fouten
            continue
        tekst = (map / "woordenschat" / naam).read_text(encoding="utf-8")
        for nummer, vraag in enumerate(vragen):
            if vraag.document and vraag.sectie not in koppen.get(vraag.document, ()):
                melding = f"{nummer}: in {vraag.document} staat geen kop {vraag.sectie!r}"
                fouten.append(Fout(f"woordenschat/{naam}", regel_van(tekst, (nummer, "sectie")), melding))
    return fouten


def _artikelen(map: Path, deel: str) -> tuple[dict[str, Artikel], list[Fout]]:
    artikelen, fouten = {}, list[Fout]()
    for pad in sorted((map / deel).glob("*.md")):
        artikel, nieuw = lees_artikel(pad)
        fouten += nieuw
        if artikel is not None:
            artikelen[pad.stem] = artikel
    return artikelen, fouten


def _standaard(map: Path, van_regelingen: Mapping[str, Artikel], vandaag: date) -> list[Fout]:
    """The message standards: articles of no regime, and data of which every source resolves to one of them."""
    artikelen, fouten = _artikelen(map, MAP)
    for naam, artikel in artikelen.items():
        pad = map / MAP / f"{naam}.md"
        fouten += _artikel(pad, artikel, vandaag)
        if artikel.voorwerk.regeling is not None:
            melding = "regeling: een standaard hoort bij geen regeling; schrijf null"
            fouten.append(Fout(f"{MAP}/{pad.name}", _voorwerkregel(pad, "regeling"), melding))
        if naam in van_regelingen:
            fouten.append(Fout(f"{MAP}/{pad.name}", 2, f"document: {naam!r} is er al bij de bronnen"))
    pad = map / MAP / BESTAND
    if not pad.exists():
        return fouten
    standaard, nieuw = lees_standaard(pad)
    fouten += nieuw
    if standaard is None:
        return fouten
    fouten += _bronnen(pad, standaard, artikelen)
    if standaard.gecontroleerd_op > vandaag:
        regel = regel_van(pad.read_text(encoding="utf-8"), ("gecontroleerd_op",))
        fouten.append(Fout(f"{MAP}/{BESTAND}", regel, "gecontroleerd_op: ligt in de toekomst"))
    return fouten


def _bronnen(pad: Path, geheel: Model, artikelen: Mapping[str, Artikel]) -> list[Fout]:
    """Sources in a file that do not resolve to a section with text."""
    tekst, fouten = pad.read_text(encoding="utf-8"), list[Fout]()
    for plek, waarde in _wandel(geheel):
        if not isinstance(waarde, Bron):
            continue
        if melding := _onvindbaar(waarde, artikelen, pad.parent / f"{waarde.document}.md"):
            waar = ".".join(map(str, plek))
            fouten.append(Fout(f"{pad.parent.name}/{pad.name}", regel_van(tekst, plek), f"{waar}: {melding}"))
    return fouten


def _onvindbaar(bron: Bron, artikelen: Mapping[str, Artikel], bestand: Path) -> str | None:
    """Why a source does not resolve; None when it does."""
    artikel = artikelen.get(bron.document)
    if artikel is None:  # an article that is there but does not load has its own fault
        return None if bestand.exists() else f"het artikel {bron.document!r} bestaat niet"
    if bron.section not in artikel.koppen:
        return f"de kop {bron.section!r} staat niet in {bron.document}"
    if not any(s.kop == bron.section and s.tekst for s in artikel.secties):
        return f"onder de kop {bron.section!r} van {bron.document} staat geen tekst"
    return None


def _voorwerkregel(pad: Path, veld: str) -> int:
    """The line of a field in the front matter of an article."""
    regels = pad.read_text(encoding="utf-8").splitlines()
    return next((nummer for nummer, regel in enumerate(regels, 1) if regel.startswith(f"{veld}:")), 1)


def _artikel(pad: Path, artikel: Artikel, vandaag: date) -> list[Fout]:
    fouten, bestand = list[Fout](), f"{pad.parent.name}/{pad.name}"
    if artikel.voorwerk.gecontroleerd_op > vandaag:
        regel = _voorwerkregel(pad, "gecontroleerd_op")
        fouten.append(Fout(bestand, regel, "gecontroleerd_op: ligt in de toekomst"))
    aantallen = Counter(sectie.kop for sectie in artikel.secties)
    for sectie in artikel.secties:
        if aantallen[sectie.kop] > 1:
            fouten.append(Fout(bestand, sectie.regel, f"de kop {sectie.kop!r} staat er meer dan eens"))
        if sectie.tekst and not sectie.plaats:
            fouten.append(Fout(bestand, sectie.regel, f"onder {sectie.kop!r} ontbreekt de regel {PLAATS}"))
    return fouten


def _regeling(pad: Path, regeling: Regeling, artikelen: dict[str, Artikel], vandaag: date) -> list[Fout]:
    tekst = pad.read_text(encoding="utf-8")
    bestand = f"{pad.parent.name}/{pad.name}"
    fouten = []

    def fout(plek: Pad, melding: str) -> None:
        fouten.append(Fout(bestand, regel_van(tekst, plek), f"{'.'.join(map(str, plek))}: {melding}"))

    bronnen = pad.parent.parent / "bronnen"
    for nummer, document in enumerate(regeling.documenten):
        if not (bronnen / f"{document}.md").exists():
            fout(("documenten", nummer), f"het artikel {document!r} bestaat niet")
    for plek, waarde in _wandel(regeling):
        if isinstance(waarde, Bron) and (melding := _onvindbaar(waarde, artikelen, bronnen / f"{waarde.document}.md")):
            fout(plek, melding)
        if isinstance(waarde, Regel) and waarde.gecontroleerd_op > vandaag:
            fout((*plek, "gecontroleerd_op"), "ligt in de toekomst")
        if isinstance(waarde, Geldig) and len(plek) > 1 and not _binnen(waarde, regeling.geldig):
            fout(plek, "valt buiten de periode van de regeling")
    if regeling.gecontroleerd_op > vandaag:
        fout(("gecontroleerd_op",), "ligt in de toekomst")
    fouten += _verwijzingen(regeling, bestand, tekst)
    return fouten


def _binnen(deel: Geldig, geheel: Geldig) -> bool:
    te_vroeg = geheel.van and deel.van and deel.van < geheel.van
    te_laat = geheel.tot and (deel.tot is None or deel.tot > geheel.tot)
    return not te_vroeg and not te_laat


def _verwijzingen(regeling: Regeling, bestand: str, tekst: str) -> list[Fout]:
    """Names that must exist elsewhere in the same file."""
    fouten = []

    def fout(plek: Pad, melding: str) -> None:
        fouten.append(Fout(bestand, regel_van(tekst, plek), f"{'.'.join(map(str, plek))}: {melding}"))

    if codes := regeling.productcodes:
        for nummer, aantal in Counter(c.code for c in codes.codes).items():
            if aantal > 1:
                fout(("productcodes", "codes"), f"de code {nummer} staat er {aantal} keer")
        for i, code in enumerate(codes.codes):
            letters = next((k for k, v in codes.patroon.intensiteiten.items() if v == code.intensiteit), None)
            if code.code != f"{code.categorie}{code.profiel}{letters}" or code.categorie != codes.patroon.categorie:
                fout(
                    ("productcodes", "codes", i),
                    f"{code.code} past niet bij categorie, profiel en intensiteit",
                )
            if code.profiel not in codes.patroon.profielen:
                fout(("productcodes", "codes", i, "profiel"), f"profiel {code.profiel} bestaat niet")
    if stapelen := regeling.stapelen:
        paren = Counter(tuple(sorted(rij.paar)) for rij in stapelen.matrix)
        segmenten = sorted(stapelen.segmenten)
        verwacht = {tuple(sorted((a, b))) for a in segmenten for b in segmenten}
        for paar in sorted(verwacht - set(paren)):
            fout(("stapelen", "matrix"), f"het paar {' met '.join(paar)} ontbreekt")
        for paar, aantal in paren.items():
            if paar not in verwacht:
                fout(("stapelen", "matrix"), f"het paar {' met '.join(paar)} noemt een onbekend segment")
            elif aantal > 1:
                fout(("stapelen", "matrix"), f"het paar {' met '.join(paar)} staat er {aantal} keer")
        for i, vorm in enumerate(stapelen.contractvormen):
            if not set(vorm.segmenten) <= set(segmenten):
                fout(("stapelen", "contractvormen", i), "noemt een onbekend segment")
    if catalogus := regeling.catalogus:
        plekken: dict[str, Pad] = {}
        for i, categorie in enumerate(catalogus.categorieen):
            for j, product in enumerate(categorie.producten):
                plek = ("catalogus", "categorieen", i, "producten", j)
                if plekken.setdefault(" ".join(product.casefold().split()), plek) != plek:
                    fout(plek, f"het product {product!r} staat er meer dan eens")
        for naam, aantal in Counter(c.id for c in catalogus.categorieen).items():
            if aantal > 1:
                fout(("catalogus", "categorieen"), f"de categorie {naam!r} staat er {aantal} keer")
    if toegang := regeling.toegang:
        profielen = Counter(str(rij.profiel) for rij in toegang.rijen)
        for profiel in regeling.profielen:
            if str(profiel.nummer) not in profielen:
                fout(("toegang", "rijen"), f"profiel {profiel.nummer} ontbreekt")
        for i, rij in enumerate(toegang.rijen):
            if profielen[str(rij.profiel)] > 1:
                fout(("toegang", "rijen", i), f"profiel {rij.profiel} staat er meer dan eens")
            for wie, cellen in (("gemeente", rij.gemeente), ("extern", rij.extern)):
                if set(cellen) != {"aanvraag", "verlenging"}:
                    fout(("toegang", "rijen", i, wie), "moet aanvraag en verlenging hebben")
            noten = [c.voetnoot for c in [*rij.gemeente.values(), *rij.extern.values()]] + [rij.regie.voetnoot]
            for noot in noten:
                if noot is not None and noot not in toegang.voetnoten:
                    fout(("toegang", "rijen", i), f"het voetnootteken {noot} staat niet bij voetnoten")
    if budget := regeling.signaalbudget:
        categorieen = {c.id for c in regeling.catalogus.categorieen} if regeling.catalogus else set()
        if budget.categorie not in categorieen:
            fout(("signaalbudget", "categorie"), f"{budget.categorie!r} staat niet in de catalogus")
    if werk := regeling.onderhanden_werk:
        if werk.van_dag > werk.tot_en_met_dag:
            fout(("onderhanden_werk", "van_dag"), "ligt na tot_en_met_dag")
        if werk.laatste_levering.day != 1:
            fout(("onderhanden_werk", "laatste_levering"), "moet de eerste dag van een maand zijn")
    if wijziging := regeling.verzoek_om_wijziging:
        namen = [naam for groep in wijziging.groepen for naam in groep]
        if len(namen) != len(set(namen)):
            fout(("verzoek_om_wijziging", "groepen"), "een intensiteit staat in meer dan één groep")
        if not set(wijziging.profielen) <= set(wijziging.alle_profielen):
            fout(("verzoek_om_wijziging", "profielen"), "noemt een profiel dat niet bestaat")
    return fouten


def _onderwerpen(map: Path, naam: str, artikel: Artikel) -> list[Fout]:
    pad = map / "onderwerpen" / f"{naam}.yaml"
    if not pad.exists():
        return []
    bestand = f"onderwerpen/{pad.name}"
    tekst, data, fouten = lees_bestand(pad)
    if fouten:
        return [Fout(bestand, f.regel, f.melding) for f in fouten]
    if not isinstance(data, dict) or set(data) != {"document", "secties"} or not isinstance(data["secties"], list):
        return [Fout(bestand, 1, "verwacht: document en secties")]
    if data["document"] != naam:
        fouten.append(Fout(bestand, 1, f"document: moet {naam!r} zijn"))
    for i, rij in enumerate(data["secties"]):
        plek = ("secties", i)
        if not _is_onderwerp(rij):
            fouten.append(Fout(bestand, regel_van(tekst, plek), "verwacht: sectie, vragen en onbeantwoord"))
        elif str(rij["sectie"]) not in artikel.koppen:
            fouten.append(Fout(bestand, regel_van(tekst, plek), f"de kop {rij['sectie']!r} staat niet in {naam}"))
    return fouten


def _is_onderwerp(rij: Any) -> bool:
    lijsten = ("vragen", "onbeantwoord")
    return (
        isinstance(rij, dict)
        and set(rij) == {"sectie", *lijsten}
        and all(isinstance(rij[naam], list) and all(isinstance(v, str) for v in rij[naam]) for naam in lijsten)
    )
