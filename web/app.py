"""The application factory: wiring only."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.concurrency import run_in_threadpool
from starlette.middleware.gzip import GZipMiddleware
from starlette.templating import Jinja2Templates

from assistant.settings import Settings
from web import adding, api, cards, conversations, language, page, pages, problems, rendering, wording
from web.access import Gate
from web.guard import Guard
from web.intake import Tasks
from web.opening import Assistent, Opener, Opening, Voortgangsmelder, open_assistent
from web.running import Running
from web.static_files import VersionedFiles
from web.store import Store

_MAP = Path(__file__).parent


def create_app(opener: Opener = open_assistent, *, address: str | None = None) -> FastAPI:
    """Make the application.

    Args:
        opener: opens the assistant; called in a thread of its own when the server starts.
        address: by which others on the network reach the chat on other websites; None: only this computer does.

    Raises:
        ValueError: the texts of the interface are not the same in every language.
        WegwijzerError: the settings are wrong.
    """
    if fouten := language.verschillen():
        raise ValueError("; ".join(fouten))
    settings = Settings()
    store = Store(settings.database_url)
    running = Running(store)

    def open_all(melden: Voortgangsmelder) -> Assistent:
        store.open()
        return opener(melden)

    opening = Opening(open_all)
    tasks = Tasks(opening, settings)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        opening.start()
        tasks.begin()
        try:
            yield
        finally:
            await run_in_threadpool(tasks.close)
            await run_in_threadpool(running.close)
            await run_in_threadpool(opening.close)
            await run_in_threadpool(store.close)

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
    app.state.store = store
    app.state.running = running
    app.state.settings = settings
    app.state.tasks = tasks
    app.state.gate = Gate(settings.beheer_wachtwoord.get_secret_value() if settings.beheer_wachtwoord else None)
    app.state.static = VersionedFiles(_MAP / "static", "/static")
    app.state.templates = Jinja2Templates(env=_environment(app.state.static), context_processors=[page.frame])
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=6)  # a stream of events is left alone
    app.add_middleware(Guard, embedded_on=settings.inbedden_op, address=address)
    problems.install(app)
    app.include_router(pages.router)
    app.include_router(api.router, responses=api.PROBLEMS)
    app.include_router(conversations.router, responses=api.PROBLEMS)
    app.include_router(adding.router, responses=api.PROBLEMS)
    app.mount("/static", app.state.static, name="static")
    _with_problem_schema(app)
    return app


def _environment(files: VersionedFiles) -> Environment:
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
        gegevens=cards.gegevens,
        gelezen_uit=cards.gelezen,
        datum=lambda waarde: cards.tekst(str(waarde), "", ""),
        moment=wording.moment,
        grootte=wording.size,
        static=files.url,
        ontwerp=files.has("nlds/nlds.css"),
    )
    return env


def _with_problem_schema(app: FastAPI) -> None:
    origineel = app.openapi

    def openapi() -> dict[str, Any]:
        schema = origineel()
        schema.setdefault("components", {}).setdefault("schemas", {})["Problem"] = api.problem_schema()
        return schema

    app.openapi = openapi  # type: ignore[method-assign]
