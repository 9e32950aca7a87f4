"""Management of the knowledge base: what is in it, what it leaves open, and whether it is whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import Response

from knowledge.artikelen import Artikel, lees_artikel
from knowledge.errors import Fout, KennisFout
from knowledge.models import Regel, Regeling
from knowledge.store import KENNISMAP, Kennisbank, laad, versie
from knowledge.yaml_file import lees_bestand
from tools import registry
from tools.proef import controleer_alles
from web.access import gate
from web.nodes import Node, is_empty, node
from web.page import show
from web.usage import Gebruik, gebruik
from web.wording import regelnaam

router = APIRouter()

_ABOUT = ("regeling", "naam", "regio", "geldig", "gecontroleerd_op", "documenten")
"""Fields of a regime that its page says on top."""
_OF_A_RULE = ("bron", "geldig", "gecontroleerd_op", "opmerkingen", "voorbeelden")


@dataclass(frozen=True)
class Part:
    """A part of a regime: the rules of a tool, or something else."""

    name: str
    tool: str | None
    """The tool that decides on it."""
    tool_title: str
    rule: Regel
    examples: int
    content: Node


@dataclass(frozen=True)
class ArticleRow:
    """An article in the list."""

    id: str
    article: Artikel
    questions: int
    """Example questions that it answers."""
    silent: int
    """Example questions to which it says that the source is silent."""


@dataclass(frozen=True)
class Topic:
    """A section with its example questions."""

    section: str
    questions: tuple[str, ...]
    silent: tuple[str, ...]


@router.get("/beheer/kennisbank")
async def overview(request: Request) -> Response:
    """What there is, and every fault."""
    return await run_in_threadpool(_overview, request)


@router.get("/beheer/kennisbank/regelingen/{id}")
async def regime(request: Request, id: str) -> Response:
    """All that a regime says."""
    return await run_in_threadpool(_regime, request, id)


@router.get("/beheer/kennisbank/artikelen/{id}")
async def article(request: Request, id: str) -> Response:
    """The topics of an article, what it leaves open, and where it is used."""
    return await run_in_threadpool(_article, request, id)


def _overview(request: Request) -> Response:
    kennis = _kennis()
    context = {
        "fouten": faults(KENNISMAP),
        "versie": versie(KENNISMAP),
        "regelingen": [(r, _parts(r)) for r in kennis.regelingen.values()] if kennis else [],
        "artikelen": _articles(KENNISMAP),
    }
    return _show(request, "beheer_kennisbank.html", context)


def _regime(request: Request, id_: str) -> Response:
    kennis = _kennis()
    found = kennis.regelingen.get(id_) if kennis else None
    if found is None:
        raise HTTPException(404, f"Er is geen regeling {id_[:100]!r} die geladen is.")
    rest = {n: getattr(found, n) for n in type(found).model_fields if n not in _ABOUT and not _is_part(found, n)}
    context = {
        "regeling": found,
        "delen": _parts(found),
        "overig": [(regelnaam(n), node(v)) for n, v in rest.items() if not is_empty(v)],
    }
    return _show(request, "beheer_regeling.html", context)


def _article(request: Request, id_: str) -> Response:
    path = next((p for p in (KENNISMAP / "bronnen").glob("*.md") if p.stem == id_), None)
    found = lees_artikel(path)[0] if path else None
    if found is None:
        raise HTTPException(404, f"Er is geen artikel {id_[:100]!r}.")
    kennis = _kennis()
    uses: dict[str, list[Gebruik]] = gebruik(kennis, id_) if kennis else {}
    context = {"id": id_, "artikel": found, "onderwerpen": topics(KENNISMAP, id_), "gebruik": uses}
    return _show(request, "beheer_artikel.html", context)


def _show(request: Request, template: str, context: dict[str, Any]) -> Response:
    return show(request, template, {**context, "afmelden": gate(request).has_password})


def _kennis() -> Kennisbank | None:
    """The knowledge base; None while it does not load, and then the faults say why."""
    try:
        return laad()
    except KennisFout:
        return None


def faults(folder: Path) -> list[Fout]:
    """Every fault of a knowledge folder, as `wegwijzer check` finds them; looked for again when a file changed."""
    files = [p for kind in ("*/*.yaml", "*/*.md", "*/*/*.yaml") for p in folder.glob(kind)]
    stamp = tuple(sorted((str(p), p.stat().st_mtime_ns) for p in files))
    return list(_faults(folder, datetime.now(UTC).date().isoformat(), stamp))


@lru_cache(maxsize=4)
def _faults(folder: Path, _day: str, _stamp: tuple[tuple[str, int], ...]) -> tuple[Fout, ...]:
    return tuple(controleer_alles(folder, datetime.now(UTC).date()))


def topics(folder: Path, article: str) -> list[Topic]:
    """The sections of an article with their example questions; none where the file does not load."""
    path = folder / "onderwerpen" / f"{article}.yaml"
    data = lees_bestand(path)[1] if path.exists() else None
    rows = data.get("secties") if isinstance(data, dict) else None
    return [
        Topic(str(r.get("sectie", "")), _texts(r.get("vragen")), _texts(r.get("onbeantwoord")))
        for r in (rows if isinstance(rows, list) else [])
        if isinstance(r, dict)
    ]


def _texts(values: Any) -> tuple[str, ...]:
    return tuple(str(v) for v in values) if isinstance(values, list) else ()


def _articles(folder: Path) -> list[ArticleRow]:
    rows = []
    for path in sorted((folder / "bronnen").glob("*.md")):
        found = lees_artikel(path)[0]
        if found is not None:
            about = topics(folder, path.stem)
            rows.append(
                ArticleRow(path.stem, found, sum(len(t.questions) for t in about), sum(len(t.silent) for t in about))
            )
    return rows


def _is_part(regeling: Regeling, name: str) -> bool:
    return isinstance(getattr(regeling, name), Regel)


def _parts(regeling: Regeling) -> list[Part]:
    tools = {part: n for n in registry.namen() if (part := registry.tool(n).onderdeel)}
    return [
        _part(name, tools.get(name), getattr(regeling, name))
        for name in type(regeling).model_fields
        if _is_part(regeling, name)
    ]


def _part(name: str, tool: str | None, rule: Regel) -> Part:
    content = {n: getattr(rule, n) for n in type(rule).model_fields if n not in _OF_A_RULE}
    title = registry.tool(tool).titel if tool else ""
    return Part(regelnaam(name), tool, title, rule, len(getattr(rule, "voorbeelden", [])), node(content))
