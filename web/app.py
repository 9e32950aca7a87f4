"""The application factory: wiring only."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.concurrency import run_in_threadpool
from starlette.staticfiles import StaticFiles
from starlette.templating import Jinja2Templates

from web import api, pages, problems, rendering, wording
from web.guard import Guard
from web.opening import Opener, Opening, open_assistent

_MAP = Path(__file__).parent


def create_app(opener: Opener = open_assistent) -> FastAPI:
    """Make the application.

    Args:
        opener: opens the assistant; called in a thread of its own when the server starts.
    """
    opening = Opening(opener)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        opening.start()
        try:
            yield
        finally:
            await run_in_threadpool(opening.close)

    app = FastAPI(
        title="Wegwijzer Jeugdhulp",
        description="Exacte antwoorden op vragen over contracten voor jeugdhulp, met hun bron.",
        version="1",
        lifespan=lifespan,
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    app.state.opening = opening
    app.state.templates = Jinja2Templates(env=_environment())
    app.add_middleware(Guard)
    problems.install(app)
    app.include_router(pages.router)
    app.include_router(api.router, responses=api.PROBLEMS)
    app.mount("/static", StaticFiles(directory=_MAP / "static"), name="static")
    _with_problem_schema(app)
    return app


def _environment() -> Environment:
    env = Environment(
        loader=FileSystemLoader(_MAP / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals.update(
        source_url=rendering.source_url,
        quote_html=rendering.quote_html,
        regelnaam=wording.regelnaam,
    )
    return env


def _with_problem_schema(app: FastAPI) -> None:
    origineel = app.openapi

    def openapi() -> dict[str, Any]:
        schema = origineel()
        schema.setdefault("components", {}).setdefault("schemas", {})["Problem"] = api.problem_schema()
        return schema

    app.openapi = openapi  # type: ignore[method-assign]
