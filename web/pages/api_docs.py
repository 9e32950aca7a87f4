"""The list of API addresses, from the OpenAPI document."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from web.page import show

router = APIRouter()


@router.get("/api/docs")
async def api_docs(request: Request) -> Response:
    """The addresses of the API, from its OpenAPI document."""
    schema = request.app.openapi()
    operaties = [
        {"method": method.upper(), "path": path, **operatie}
        for path, methoden in schema["paths"].items()
        for method, operatie in methoden.items()
    ]
    return show(request, "api.html", {"operaties": operaties, "schemas": schema["components"]["schemas"]})
