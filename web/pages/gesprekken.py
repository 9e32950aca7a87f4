"""The conversations: listed, searched, renamed, removed, shared by a link; and a form to judge an answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from tools.invoer import lees
from web.asking import store, unknown_conversation
from web.formdata import fields
from web.judging import Judgement, keep
from web.page import show
from web.store import Conversation, ConversationRow, Store
from web.store.conversations import PAGE
from web.turns import turns, words

router = APIRouter()


@dataclass(frozen=True)
class ListPage:
    """What `gesprekken.html` shows."""

    rijen: list[ConversationRow]
    totaal: int
    q: str
    pagina: int
    verwijderd: str
    """Id of the conversation that was just removed."""

    @property
    def paginas(self) -> int:
        """How many pages there are."""
        return -(-self.totaal // PAGE)

    def adres(self, pagina: int) -> str:
        """Another page of the same search."""
        return f"?{urlencode({'q': self.q, 'pagina': pagina})}"


@router.get("/gesprekken")
def overview(request: Request, q: str = "", pagina: int = 1, verwijderd: str = "") -> Response:
    """The conversations, or those in which some words stand."""
    pagina = min(max(pagina, 1), 10_000)
    rows, total = store(request).conversations.find(q[:200], start=(pagina - 1) * PAGE)
    page = ListPage(rows, total, q[:200], pagina, verwijderd)
    return show(request, "gesprekken.html", {"page": page})


@router.post("/gesprekken/{id}")
async def change(request: Request, id: str) -> Response:
    """Do what a button of the page says (`actie`, see `_ACTIONS`); `waarde` goes with it."""
    form = await fields(request)
    action = _ACTIONS.get(form.get("actie", ""))
    if action is None:
        raise HTTPException(422, "Deze knop bestaat niet.")
    to = await run_in_threadpool(action, store(request), id, form.get("waarde", ""))
    if to is None:
        raise unknown_conversation()
    return RedirectResponse(to, 303)


def _rename(kept: Store, id_: str, title: str) -> str | None:
    if not title.strip():
        return f"/gesprekken#g-{id_}"
    return f"/gesprekken#g-{id_}" if kept.conversations.rename(id_, title) else None


def _remove(kept: Store, id_: str, _value: str) -> str | None:
    return f"/gesprekken?verwijderd={id_}" if kept.conversations.remove(id_) else None


def _bring_back(kept: Store, id_: str, _value: str) -> str | None:
    return f"/gesprekken#g-{id_}" if kept.conversations.bring_back(id_) else None


def _share(kept: Store, id_: str, _value: str) -> str | None:
    return f"/gesprekken/{id_}/delen" if kept.shares.share(id_) else None


def _withdraw(kept: Store, id_: str, share: str) -> str | None:
    return f"/gesprekken/{id_}/delen" if kept.shares.withdraw(share, id_) else None


_ACTIONS: dict[str, Callable[[Store, str, str], str | None]] = {
    "hernoem": _rename,
    "verwijder": _remove,
    "terug": _bring_back,
    "deel": _share,
    "trek_in": _withdraw,
}


@router.get("/gesprekken/{id}/delen")
def shares(request: Request, id: str) -> Response:
    """The links to a conversation."""
    kept = store(request)
    found = kept.conversations.conversation(id)
    if found is None:
        raise unknown_conversation()
    base = str(request.base_url)
    links = [(share, f"{base}gedeeld/{quote(share.id)}") for share in kept.shares.of(id)]
    return show(request, "delen.html", {"gesprek": found, "links": links})


@router.get("/gedeeld/{id}")
def shared(request: Request, id: str) -> Response:
    """What a link shows: the conversation as it was, only to read."""
    found: Conversation | None = store(request).shares.read(id)
    if found is None:
        raise HTTPException(
            404, "Deze link werkt niet (meer): wie hem deelde heeft hem ingetrokken, of hij klopt niet."
        )
    context = {"gesprek": found, "beurten": turns(request, found.messages, readonly=True), "woorden": words(request)}
    return show(request, "gedeeld.html", context)


@router.post("/gesprekken/{id}/berichten/{message_id}/oordeel")
async def judge(request: Request, id: str, message_id: str) -> Response:
    """Keep what someone thinks of an answer: `duim`, and when that is `down` also `reden` and `verwacht`."""
    form = await fields(request)
    given = {"id": message_id, "thumb": form.get("duim", "")}
    if given["thumb"] == "down":
        given |= {"reason": form.get("reden", ""), "expected": form.get("verwacht", "")}
    await keep(request, lees(Judgement, given))
    return RedirectResponse(f"/gesprekken/{id}#b-{message_id}", 303)
