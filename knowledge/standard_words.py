"""How people ask about the message standard (`woordenschat/standaard.yaml`).

Only patterns, all for folded text; what follows from a match is decided in `assistant.standard`.
"""

from __future__ import annotations

from pydantic import Field

from knowledge.models import Model
from knowledge.word_lists import Termen, lezer


class Standaardwoorden(Model):
    """The file `standaard.yaml`."""

    standaard: Termen = Field(description="The standard.")
    bestand: Termen = Field(description="A message as a file.")
    bericht: Termen = Field(description="Before or after the number of a message.")
    nakijken: Termen = Field(description="Somebody wants a message looked at, or tells that it was found wrong.")


laad_standaardwoorden = lezer(Standaardwoorden, "standaard.yaml")
