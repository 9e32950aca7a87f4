"""The prompts: Markdown files in `prompts/`, with `$name` where something is filled in; their version is their hash."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from pathlib import Path
from string import Template

PROMPTS = Path(__file__).parent / "prompts"


@lru_cache(maxsize=16)
def _lees(naam: str) -> Template:
    return Template((PROMPTS / f"{naam}.md").read_text(encoding="utf-8").strip())


@lru_cache(maxsize=1)
def versie() -> str:
    """A short hash of every prompt."""
    hasj = hashlib.sha256()
    for pad in sorted(PROMPTS.glob("*.md")):
        hasj.update(pad.name.encode())
        hasj.update(pad.read_bytes())
    return hasj.hexdigest()[:12]


def prompt(naam: str, **invulling: str) -> str:
    """A prompt with its places filled in; what is filled in cannot end its own place or pass for a slot."""
    return _lees(naam).substitute({sleutel: als_gegeven(waarde) for sleutel, waarde in invulling.items()})


def als_gegeven(tekst: str) -> str:
    """A text without the signs by which the prompts set data apart."""
    return re.sub(r"[<>]", " ", tekst)
