"""The chat in a frame on other websites: only on those that `WEGWIJZER_INBEDDEN` names."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

import web
from web.headers import EMBEDDED, EMBEDDING
from web.language import TALEN, teksten
from web.pages.chat import Place, answer_form, chat_page

_SCRIPT = Path(web.__file__).parent / "static" / "inbedden.js"
_TEXTS = "/* texts */ {}"


def _allowed(request: Request) -> None:
    if not request.app.state.settings.inbedden_op:
        raise HTTPException(
            404, "Inbedden staat uit. Noem in WEGWIJZER_INBEDDEN de websites die de chat mogen tonen, en start opnieuw."
        )


router = APIRouter(dependencies=[Depends(_allowed)])


@router.get(EMBEDDING)
def script() -> Response:
    """What a script tag on another website loads."""
    texts = {taal: {name: teksten(taal)(f"inbedden.{name}") for name in ("knop", "sluit", "titel")} for taal in TALEN}
    made = _SCRIPT.read_text(encoding="utf-8").replace(_TEXTS, json.dumps(texts, ensure_ascii=False))
    return Response(made, media_type="text/javascript; charset=utf-8", headers={"Cache-Control": "no-cache"})


@router.get(EMBEDDED)
def empty(request: Request) -> Response:
    """The chat, empty."""
    return chat_page(request, None, _place(request))


@router.get(EMBEDDED + "/{id}")
def conversation(request: Request, id: str) -> Response:
    """A conversation."""
    return chat_page(request, id, _place(request))


@router.post(EMBEDDED)
async def ask_by_form(request: Request) -> Response:
    """Ask what a plain form holds."""
    return await answer_form(request, _place(request))


def _place(request: Request) -> Place:
    """Where the pages are; language and colours go along in the address, since a frame gets no cookies."""
    chosen = {name: request.query_params[name] for name in ("taal", "kleur") if name in request.query_params}
    return Place("inbedden.html", EMBEDDED, EMBEDDED, f"?{urlencode(chosen)}" if chosen else "")
