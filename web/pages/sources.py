"""The sources: what there is, searching in it, and reading one document."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Request
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from assistant.models import SectieView, Treffer
from knowledge.errors import KennisFout, WegwijzerError
from knowledge.store import laad
from web import rendering
from web.api import onbekend_document, opening
from web.documents import Documentrij, artikelen, eigen_documenten
from web.highlight import Zoekwoorden, fragment, markeer_html
from web.opening import Assistent
from web.outside import is_outside
from web.page import regelingen, show
from web.problems import Problem, describe
from web.usage import Gebruik, gebruik

router = APIRouter()

AANTAL = 20
"""How many passages a search shows."""
PER_PAGINA = 100
"""How many of the documents that were added are on one page of the list."""
LANGSTE = 2000
"""Longest text to look for, in characters."""


@dataclass(frozen=True)
class Hit:
    """A passage that was found."""

    treffer: Treffer
    adres: str
    fragment: Markup


@dataclass
class SourcesPage:
    """What `bronnen.html` shows."""

    regelingen: dict[str, str]
    """Id -> name of every regime."""
    artikelen: list[Documentrij]
    eigen: list[Documentrij]
    aantal_eigen: int
    pagina: int
    paginas: int
    q: str = ""
    regeling: str = ""
    hits: list[Hit] = field(default_factory=list)
    probleem: Problem | None = None

    @property
    def zonder_woorden(self) -> bool:
        """Whether what was found is only near in meaning: no word of the question is in any of it."""
        return bool(self.hits) and not any(hit.treffer.woord for hit in self.hits)


@router.get("/bronnen")
async def overview(request: Request, q: str = "", regeling: str = "", pagina: str = "1") -> Response:
    """Every document, and what was found when something was looked for."""
    page = await run_in_threadpool(_lijst, int(pagina) if re.fullmatch("[1-9][0-9]{0,5}", pagina) else 1)
    if is_outside(request):
        page.eigen, page.aantal_eigen, page.pagina, page.paginas = [], 0, 1, 0
    page.q, page.regeling = q.strip()[:LANGSTE], regeling
    if page.q:
        try:
            assistent = opening(request).assistent
            hits = await run_in_threadpool(_zoek, assistent, page.q, regeling)
            page.hits = [hit for hit in hits if not (is_outside(request) and hit.treffer.eigen)]
        except WegwijzerError as fout:
            page.probleem = describe(fout)
    return show(request, "bronnen.html", {"page": page}, page.probleem.status if page.probleem else 200)


def _lijst(pagina: int) -> SourcesPage:
    eigen, aantal = eigen_documenten((pagina - 1) * PER_PAGINA, PER_PAGINA)
    try:
        rijen = artikelen(laad())
    except KennisFout:
        rijen = []  # the state of the server says so
    return SourcesPage(regelingen(), rijen, eigen, aantal, pagina, -(-aantal // PER_PAGINA))


def _zoek(assistent: Assistent, q: str, regeling: str) -> list[Hit]:
    zoek = Zoekwoorden(q)
    treffers = assistent.search(q, k=AANTAL, regeling=regeling or None)
    return [Hit(t, _adres(t, q), fragment(t.text, zoek)) for t in treffers]


def _adres(treffer: Treffer, q: str) -> str:
    pad = f"/bronnen/{quote(treffer.document, safe='/')}"
    plek = treffer.anker or rendering.anchor(treffer.section)
    return f"{pad}?{urlencode({'q': q})}#{quote(plek, safe='')}"


@router.get("/bronnen/{document:path}")
async def source(request: Request, document: str, q: str = "", passage: str = "") -> Response:
    """One document for reading; `q` marks words, `passage` (the anchor of a section) a section."""
    assistent = opening(request).assistent
    bron = await run_in_threadpool(assistent.document, document)
    if bron is None or (is_outside(request) and bron.eigen):
        raise onbekend_document(document)
    namen = await run_in_threadpool(regelingen)
    context = {
        "bron": bron,
        "regeling": namen.get(bron.regeling or "", bron.regeling),
        "secties": await run_in_threadpool(_secties, bron.secties, q[:LANGSTE], passage),
        "gebruik": await run_in_threadpool(_gebruik, document),
        "q": q[:LANGSTE],
    }
    return show(request, "bron.html", context)


def _gebruik(document: str) -> dict[str, list[Gebruik]]:
    try:
        return gebruik(laad(), document)
    except KennisFout:
        return {}


@dataclass(frozen=True)
class Leessectie:
    """A section on the reading page; `groep` only where a new group of sections begins."""

    id: str
    kop: str
    groep: str | None
    html: Markup
    plaats: str
    aangewezen: bool
    """Whether the address points at it."""
    anker: str
    """A second id, of the passage by itself; empty where the heading is enough."""


def _secties(secties: list[SectieView], q: str, passage: str) -> list[Leessectie]:
    zoek = Zoekwoorden(q)
    gezien: dict[str, int] = {}
    vorige: str | None = None
    resultaat = []
    for sectie in secties:
        basis = rendering.anchor(sectie.section)
        gezien[basis] = gezien.get(basis, 0) + 1
        id_ = basis if gezien[basis] == 1 else f"{basis}-{gezien[basis]}"
        groep = next((kop for kop in reversed(sectie.pad) if kop != sectie.section), None)
        nieuw = groep if groep != vorige else None
        vorige = groep
        html = rendering.document_html(sectie.text)
        html = markeer_html(html, zoek) if q else html
        aangewezen = bool(passage) and passage in {id_, sectie.section, sectie.anker}
        resultaat.append(Leessectie(id_, sectie.section, nieuw, html, sectie.plaats, aangewezen, sectie.anker))
    return resultaat
