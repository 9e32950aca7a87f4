"""`wegwijzer mcp`: serve the Model Context Protocol over stdin and stdout."""

from __future__ import annotations


def mcp() -> None:
    """Start de server waarmee een eigen assistent de wegwijzer gebruikt (Model Context Protocol)."""
    from web.mcp.stdio import serve

    serve()
