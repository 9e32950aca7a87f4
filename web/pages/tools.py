"""The tools: a list, and for each a form whose address holds what was filled in, with the verdict below it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlencode

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from knowledge.errors import InvoerFout
from knowledge.store import laad
from tools import registry
from tools.envelope import Envelope
from tools.registry import Tool
from web import paths, preferences, wording
from web.forms import Formulier, Optie, Veld, alleen_rijen, formulier, invoer, tegenspraak, verstuurd
from web.language import teksten
from web.page import regelingen, show

router = APIRouter()
_WEERGAVE = ("taal", "kleur")

Gegeven = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class ToolPage:
    """What `beslishulp.html` shows."""

    tool: Tool
    regelingen: dict[str, str]
    """The regimes that have such rules: id -> name."""
    formulier: Formulier
    gegeven: Gegeven
    uitkomst: Envelope | None = None
    pad: Sequence[paths.Stap] = ()

    def adres(self, veld: Veld, waarden: Sequence[str]) -> str:
        """This page with another answer in a field."""
        velden = {naam: w for naam, w in self.gegeven.items() if naam != veld.naam and any(w)}
        return f"?{urlencode({**velden, veld.naam: waarden}, doseq=True)}"

    def labels(self, namen: Sequence[str]) -> str:
        """The labels of some fields, as one text."""
        labels = {veld.naam: veld.label for veld in self.formulier.velden}
        return ", ".join(labels.get(naam, wording.regelnaam(naam)).lower() for naam in namen)

    def mist(self) -> list[Veld]:
        """The fields that would decide it."""
        namen = self.uitkomst.missing if self.uitkomst else []
        return [veld for veld in self.formulier.velden if veld.naam in namen]


@router.get("/beslishulpen")
async def overview(request: Request) -> Response:
    """Every tool, with the regimes that have such rules."""
    namen = await run_in_threadpool(regelingen)
    tools = [
        (tool, _met_regels(tool, namen) if tool.onderdeel else {}) for tool in map(registry.tool, registry.namen())
    ]
    return show(request, "beslishulpen.html", {"tools": tools})


@router.get("/beslishulpen/{naam}")
async def tool(request: Request, naam: str) -> Response:
    """A form, and its verdict once it was sent; sent empty it says what is needed."""
    return await run_in_threadpool(_pagina, request, naam, _gegeven(str(request.url.query)))


@router.post("/beslishulpen/{naam}")
async def tool_posted(request: Request, naam: str) -> Response:
    """The same for what is too long for an address."""
    body = (await request.body()).decode("utf-8", "replace")
    return await run_in_threadpool(_pagina, request, naam, _gegeven(body))


def _gegeven(tekst: str) -> Gegeven:
    velden = parse_qs(tekst, keep_blank_values=True, errors="replace", max_num_fields=None)
    return {naam: waarden for naam, waarden in velden.items() if naam not in _WEERGAVE}


def _pagina(request: Request, naam: str, gegeven: Gegeven) -> Response:
    gekozen = registry.tool(naam)
    met_regels = _met_regels(gekozen, regelingen())
    form = formulier(gekozen, [Optie(id_, tekst) for id_, tekst in met_regels.items()], gegeven)
    ingevuld = invoer(form.velden, gegeven)
    page = ToolPage(gekozen, met_regels, form, gegeven)
    status = 200
    if (ingevuld or verstuurd(form.velden, gegeven)) and not alleen_rijen(gegeven):
        if fouten := [*tegenspraak(form.velden), *_fouten(naam, ingevuld)]:
            page = ToolPage(gekozen, met_regels, form.met_fouten(fouten), gegeven)
            status = 422
        else:
            uitkomst = registry.voer_uit(naam, ingevuld)
            if not ingevuld and uitkomst.missing:
                form = form.met_vraag(uitkomst.missing[0], uitkomst.conclusion)
            page = ToolPage(gekozen, met_regels, form, gegeven, uitkomst, _pad(request, naam, form, ingevuld))
    elif paths.heeft_pad(naam):
        page = ToolPage(gekozen, met_regels, form, gegeven, None, _pad(request, naam, form, ingevuld))
    woorden = wording.tables(teksten(preferences.lees(request).taal), regelingen())
    return show(request, "beslishulp.html", {"page": page, "woorden": woorden}, status)


def _fouten(naam: str, ingevuld: Mapping[str, Any]) -> list[InvoerFout]:
    """All that is wrong: a tool names the first, so what is wrong is left out until nothing is."""
    over, fouten = dict(ingevuld), []
    while True:
        try:
            registry.voer_uit(naam, over)
        except InvoerFout as fout:
            fouten.append(fout)
            if over.pop(fout.field.split(".")[0], None) is None:
                return fouten
        else:
            return fouten


def _pad(request: Request, naam: str, form: Formulier, ingevuld: Mapping[str, Any]) -> list[paths.Stap]:
    t = teksten(preferences.lees(request).taal)
    return paths.pad(naam, form.velden, ingevuld, ja=t("algemeen.ja"), nee=t("algemeen.nee"))


def _met_regels(gekozen: Tool, namen: dict[str, str]) -> dict[str, str]:
    """The regimes that a tool has rules for (of a standard: all); none while the knowledge base does not load."""
    if not namen:
        return {}
    kennis = laad()
    gevonden = kennis.regelingen.values() if gekozen.onderdeel is None else kennis.met(gekozen.onderdeel)
    return {r.regeling: r.naam for r in gevonden}
