"""The pages, a module each group; `router` has them all."""

from __future__ import annotations

from fastapi import APIRouter

from web.pages import api_docs, beheer, chat, concepten, gesprekken, inbedden, lookup, sources, tools

router = APIRouter(include_in_schema=False)
for _groep in (chat, gesprekken, lookup, tools, sources, concepten, beheer, inbedden, api_docs):
    router.include_router(_groep.router)
