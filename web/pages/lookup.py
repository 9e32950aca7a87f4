"""Looking up without a question: product codes, the products, the stacking matrix and the access overview."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from knowledge.errors import InvoerFout, KennisFout
from knowledge.models import INTENSITEIT_NAMEN, Cel, Contractvorm, Productcode, Regeling, Stapelpaar, Toegangsrij
from knowledge.store import laad
from tools import registry
from tools.envelope import Envelope
from web import preferences, wording
from web.language import teksten
from web.page import regelingen, show

router = APIRouter()

LANGSTE = 200
"""Longest text to look for, in characters."""


@dataclass(frozen=True)
class Zoekvraag:
    """What is looked for among the product codes; empty fields leave everything in."""

    q: str = ""
    regeling: str = ""
    profiel: str = ""
    intensiteit: str = ""


@dataclass(frozen=True)
class Coderij:
    """A product code of a regime, decoded."""

    regeling: Regeling
    code: Productcode
    intensiteit: str
    profiel: str
    """What the regime says of the profile."""


@dataclass(frozen=True)
class Ontleding:
    """A code that is not in the table, taken apart by the pattern."""

    envelope: Envelope
    delen: tuple[tuple[str, str, str], ...] = ()
    """(characters, what they stand for, their meaning)."""
    suggesties: tuple[str, ...] = ()


@router.get("/opzoeken")
async def codes(
    request: Request, q: str = "", regeling: str = "", profiel: str = "", intensiteit: str = ""
) -> Response:
    """The product codes."""
    vraag = Zoekvraag(q.strip()[:LANGSTE], regeling, profiel, intensiteit)
    return await run_in_threadpool(_codes, request, vraag)


@router.get("/opzoeken/producten")
async def producten(request: Request) -> Response:
    """The catalogue of every regime that has one."""
    return await run_in_threadpool(lambda: show(request, "producten.html", {"regelingen": _met("catalogus")}))


@router.get("/opzoeken/stapelen")
async def stapelen(request: Request) -> Response:
    """The stacking matrix of every regime that has one."""
    tabellen = await run_in_threadpool(lambda: [matrix(r) for r in _met("stapelen")])
    return show(request, "stapelen.html", {"tabellen": tabellen})


@router.get("/opzoeken/toegang")
async def toegang(request: Request) -> Response:
    """The access overview of every regime that has one."""
    return await run_in_threadpool(
        lambda: show(request, "toegang.html", {"regelingen": _met("toegang"), "cellen": _cellen})
    )


# --- product codes


def _codes(request: Request, vraag: Zoekvraag) -> Response:
    met_codes = _met("productcodes")
    alle = [_rij(r, code) for r in met_codes for code in (r.productcodes.codes if r.productcodes else [])]
    gevonden = [rij for rij in alle if _past(rij, vraag)]
    ontleding = None
    if vraag.q:
        bij_woorden = {(r.regeling.regeling, r.code.code) for r in gevonden if _bevat(r, vraag.q)}
        envelope = _vraag_de_tool(vraag)
        genoemd = {c["code"] for c in envelope.data.get("codes", [])} if envelope else set()
        gevonden = [r for r in gevonden if (r.regeling.regeling, r.code.code) in bij_woorden or r.code.code in genoemd]
        if envelope and not gevonden:
            ontleding = _ontleed(envelope, met_codes)
    context = {
        "vraag": vraag,
        "rijen": gevonden,
        "totaal": len(alle),
        "ontleding": ontleding,
        "regelingen": met_codes,
        "profielen": sorted({r.code.profiel for r in alle} | {p for r in met_codes for p in _profielen(r)}),
        "intensiteiten": INTENSITEIT_NAMEN,
        "woorden": wording.tables(teksten(preferences.lees(request).taal), regelingen()),
    }
    return show(request, "opzoeken.html", context)


def _rij(regeling: Regeling, code: Productcode) -> Coderij:
    profiel = next((p.omschrijving for p in regeling.profielen if p.nummer == code.profiel), "")
    return Coderij(regeling, code, INTENSITEIT_NAMEN[code.intensiteit], profiel)


def _past(rij: Coderij, vraag: Zoekvraag) -> bool:
    return (
        vraag.regeling in ("", rij.regeling.regeling)
        and vraag.profiel in ("", str(rij.code.profiel))
        and vraag.intensiteit in ("", rij.code.intensiteit)
    )


def _bevat(rij: Coderij, q: str) -> bool:
    """Whether the beginning of the code, or every word in what is said of it, is there."""
    if rij.code.code.casefold().startswith("".join(q.casefold().split())):
        return True
    tekst = f"{rij.code.code} {rij.code.omschrijving} profiel {rij.code.profiel} {rij.intensiteit}".casefold()
    return all(woord in tekst for woord in q.casefold().split())


def _vraag_de_tool(vraag: Zoekvraag) -> Envelope | None:
    """What the tool makes of it: as a code when it has a digit, else as words; None when it cannot be either."""
    regeling = {"regeling": vraag.regeling} if vraag.regeling else {}
    als_code = any(teken.isdigit() for teken in vraag.q) and len(vraag.q) <= 12
    try:
        return registry.voer_uit("productcode", {"code" if als_code else "zoek": vraag.q, **regeling})
    except InvoerFout:
        return None


def _ontleed(envelope: Envelope, met_codes: Iterable[Regeling]) -> Ontleding:
    suggesties = tuple(str(s) for s in envelope.data.get("suggesties", []))
    patroon = envelope.data.get("patroon")
    if not patroon:
        return Ontleding(envelope, suggesties=suggesties)
    einden = [r.productcodes.patroon.intensiteiten for r in met_codes if r.productcodes]
    letters = next((k for deel in einden for k, naam in deel.items() if naam == patroon["intensiteit"]), "")
    delen = (
        (str(patroon["categorie"]), "categorie", ""),
        (str(patroon["profiel"]), "profiel", ""),
        (letters, "intensiteit", INTENSITEIT_NAMEN[patroon["intensiteit"]]),
    )
    return Ontleding(envelope, delen, suggesties)


def _profielen(regeling: Regeling) -> list[int]:
    return regeling.productcodes.patroon.profielen if regeling.productcodes else []


# --- tables


@dataclass(frozen=True)
class Matrixcel:
    """What the matrix says of two segments, and where the check for them is."""

    paar: Stapelpaar | None
    adres: str


@dataclass(frozen=True)
class Matrix:
    """The stacking matrix of a regime: a row and a column for every segment."""

    regeling: Regeling
    segmenten: dict[str, str]
    rijen: dict[str, dict[str, Matrixcel]]
    vormen: list[Contractvorm]
    opmerkingen: list[str]


def matrix(regeling: Regeling) -> Matrix:
    """The stacking matrix, both halves filled from its pairs."""
    regels = regeling.stapelen
    assert regels is not None
    paren = {frozenset(rij.paar): rij for rij in regels.matrix}
    rijen = {
        een: {
            twee: Matrixcel(paren.get(frozenset((een, twee))), _stapeladres(regeling.regeling, een, twee))
            for twee in regels.segmenten
        }
        for een in regels.segmenten
    }
    return Matrix(regeling, regels.segmenten, rijen, regels.contractvormen, regels.opmerkingen)


def _stapeladres(regeling: str, een: str, twee: str) -> str:
    velden = {"regeling": regeling, "toewijzingen.0.segment": een, "toewijzingen.1.segment": twee}
    return f"/beslishulpen/stapelen?{urlencode(velden)}"


def _cellen(regeling: Regeling, rij: Toegangsrij) -> list[tuple[Cel, str]]:
    """The cells of a row of the access overview, each with the address of its check."""
    return [
        (cel, f"/beslishulpen/toegang?{urlencode(velden)}")
        for verwijzer, cellen in (("gemeente", rij.gemeente), ("extern", rij.extern))
        for moment, cel in cellen.items()
        for velden in [
            {"regeling": regeling.regeling, "profiel": rij.profiel, "verwijzer": verwijzer, "moment": moment}
        ]
    ]


def _met(onderdeel: str) -> list[Regeling]:
    """The regimes that have a part; none while the knowledge base does not load (the state says so)."""
    try:
        return laad().met(onderdeel)
    except KennisFout:
        return []
