"""What a plain form sends."""

from __future__ import annotations

from urllib.parse import parse_qs

from fastapi import Request


async def fields(request: Request) -> dict[str, str]:
    """The fields of a form by name, the last value of each; line ends are those of Unix."""
    body = (await request.body()).decode("utf-8", "replace")
    parsed = parse_qs(body, keep_blank_values=True, max_num_fields=100)
    return {name: values[-1].replace("\r\n", "\n") for name, values in parsed.items()}
