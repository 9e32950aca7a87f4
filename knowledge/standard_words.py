"""How people ask about the message standard (`woordenschat/standaard.yaml`).

Only patterns, all for folded text; what follows from a match is decided in `assistant.answer.standard`.
"""

from __future__ import annotations

from pydantic import Field

from knowledge.models import Model
from knowledge.word_lists import Termen, lezer


class Standaardwoorden(Model):
    """The file `standaard.yaml`."""

    standaard: Termen = Field(description="The standard, or a part of it: what is asked is about it.")
    naam: Termen = Field(description="Its name alone, which may stand for how messages are sent.")
    bestand: Termen = Field(description="A message as a file.")
    bericht: Termen = Field(description="Before or after the number of a message.")
    nakijken: Termen = Field(description="Somebody wants a message looked at, or tells that it was found wrong.")
    voorleggen: Termen = Field(description="Somebody surely wants to have a message looked at here.")
    door_ander: Termen = Field(description="Another looks at messages: that is how a contract is carried out.")


laad_standaardwoorden = lezer(Standaardwoorden, "standaard.yaml")
