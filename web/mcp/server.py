"""The server of the Model Context Protocol, whatever carries it."""

from __future__ import annotations

import logging
from functools import lru_cache
from importlib.metadata import version
from typing import Any

import mcp_types as types
from anyio import to_thread
from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel import Server
from mcp.shared.exceptions import MCPError
from pydantic import BaseModel

from knowledge.errors import InvoerFout, WegwijzerError
from web.mcp import documents, tools
from web.mcp.on_demand import Source, Tell

logger = logging.getLogger(__name__)

INSTRUCTIONS = (
    "De Wegwijzer Jeugdhulp beantwoordt vragen over Nederlandse contracten voor jeugdhulp, exact en met bronnen. "
    "Gebruik vraag voor een vraag in gewone taal, een beslishulp als de gegevens bekend zijn, en zoek om passages te "
    "lezen. Wat in de ene regio geldt, geldt niet in de andere: noem de regeling van het antwoord. Neem codes, datums, "
    "bedragen, percentages en het oordeel letterlijk over en vul nooit in wat er niet staat; ontbreekt een gegeven "
    "(missing, clarify), vraag het dan. Stuur geen persoonsgegevens mee."
)
_READ_ONLY = types.ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)
Context = ServerRequestContext[Any, Any]


def make_server(source: Source) -> Server[Any]:
    """The server with all its tools and documents.

    Args:
        source: gives the assistant, when something needs it.
    """

    @lru_cache(maxsize=1)
    def offers() -> dict[str, tools.Offer]:
        return tools.offers(source)

    async def list_tools(_ctx: Context, _params: types.PaginatedRequestParams | None) -> types.ListToolsResult:
        offered = await to_thread.run_sync(offers)
        return types.ListToolsResult(tools=[_as_tool(offer) for offer in offered.values()])

    async def call_tool(ctx: Context, params: types.CallToolRequestParams) -> types.CallToolResult:
        offered = await to_thread.run_sync(offers)
        offer = offered.get(params.name)
        if offer is None:
            return _error(f"tool: {params.name[:60]!r} is geen tool; kies uit {', '.join(offered)}.")
        try:
            return _result(await offer.run(params.arguments or {}, _teller(ctx)))
        except InvoerFout as fault:
            return _error(f"{fault.field}: {fault.message}.")
        except WegwijzerError as fault:
            return _error(str(fault))
        except Exception as fault:
            logger.exception("%s ging niet goed", params.name)
            return _error(f"Er ging iets mis in {params.name} ({type(fault).__name__}).")

    async def list_resources(_ctx: Context, _params: types.PaginatedRequestParams | None) -> types.ListResourcesResult:
        known = await to_thread.run_sync(documents.articles)
        return types.ListResourcesResult(
            resources=[
                types.Resource(
                    name=document,
                    title=head.titel,
                    uri=documents.uri(document),
                    description=f"Artikel van de kennisbank over {head.regeling}.",
                    mime_type="text/markdown",
                    size=len(text.encode()),
                )
                for document, (head, text) in known.items()
            ]
        )

    async def list_templates(
        _ctx: Context, _params: types.PaginatedRequestParams | None
    ) -> types.ListResourceTemplatesResult:
        template = types.ResourceTemplate(
            name="document",
            title="Document",
            uri_template=f"{documents.PREFIX}{{+document}}",
            description="Een document met de naam uit document van een bron of passage, ook een eigen document.",
            mime_type="text/markdown",
        )
        return types.ListResourceTemplatesResult(resource_templates=[template])

    async def read_resource(ctx: Context, params: types.ReadResourceRequestParams) -> types.ReadResourceResult:
        try:
            text = await documents.read(params.uri, source, _teller(ctx))
        except InvoerFout as fault:
            message = f"{fault.field}: {fault.message}."
            raise MCPError(types.INVALID_PARAMS, message, {"uri": params.uri}) from None
        except WegwijzerError as fault:
            raise MCPError(types.INTERNAL_ERROR, str(fault)) from None
        return types.ReadResourceResult(
            contents=[types.TextResourceContents(uri=params.uri, mime_type="text/markdown", text=text)]
        )

    return Server(
        "wegwijzer-jeugdhulp",
        version=version("wegwijzer-jeugdhulp"),
        title="Wegwijzer Jeugdhulp",
        instructions=INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
        on_list_resources=list_resources,
        on_list_resource_templates=list_templates,
        on_read_resource=read_resource,
    )


def _as_tool(offer: tools.Offer) -> types.Tool:
    return types.Tool(
        name=offer.name,
        title=offer.title,
        description=offer.description,
        input_schema=offer.input_schema,
        output_schema=offer.output.model_json_schema(mode="serialization"),
        annotations=_READ_ONLY,
    )


def _teller(ctx: Context) -> Tell:
    """Tells the progress of this request, if whoever asked wants to know."""
    told = 0

    async def tell(text: str) -> None:
        nonlocal told
        told += 1
        await ctx.session.report_progress(told, message=text)

    return tell


def _result(output: BaseModel) -> types.CallToolResult:
    return types.CallToolResult(
        content=[types.TextContent(text=output.model_dump_json())],
        structured_content=output.model_dump(mode="json"),
    )


def _error(message: str) -> types.CallToolResult:
    return types.CallToolResult(content=[types.TextContent(text=message)], is_error=True)
