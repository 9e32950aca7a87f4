"""A message of the standard that was pasted in the chat: it is not read here, and there is a tool that does."""

from __future__ import annotations

import re

from assistant.answer.standard import ADRES
from assistant.models import Answer

_IJW = re.compile(r"<[^<>]{0,2000}istandaarden\.nl/i(?:jw|wmo)/", re.IGNORECASE)
_WIJST = (
    "In uw vraag staat een bericht als XML; de chat leest dat niet. Laat het nakijken met de beslishulp ‘Bericht "
    f"controleren’: {ADRES}. Zet een bericht over een cliënt niet in de chat."
)


def met_beslishulp(vraag: str, antwoord: Answer) -> Answer:
    """The answer, with where a message is checked in front when there is one in the question."""
    if not _IJW.search(vraag):
        return antwoord
    return antwoord.model_copy(update={"answer": f"{_WIJST}\n\n{antwoord.answer}"})
