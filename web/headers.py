"""The security headers that every answer of the server carries, errors included."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

EMBEDDED = "/inbedden"
"""The page that other websites may show in a frame, and the pages below it."""
EMBEDDING = "/inbedden.js"
"""The script by which they do."""

HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def headers_for(path: str, embedded_on: Sequence[str]) -> Mapping[str, str]:
    """The headers of an answer.

    Args:
        path: what was asked for.
        embedded_on: origins of the websites that may embed the chat.
    """
    if not embedded_on or not (path in (EMBEDDED, EMBEDDING) or path.startswith(f"{EMBEDDED}/")):
        return HEADERS
    policy = HEADERS["Content-Security-Policy"]
    framed = policy.replace("frame-ancestors 'none'", f"frame-ancestors {' '.join(embedded_on)}")
    return {**HEADERS, "Content-Security-Policy": framed, "Cross-Origin-Resource-Policy": "cross-origin"}
