"""Words that say what a day in a message is the day of (`woordenschat/dagrollen.yaml`).

Only data and the compiled patterns, all for folded text; what follows from a match is decided in
`assistant.reading.days.roles`.
"""

from __future__ import annotations

from pydantic import Field

from knowledge.models import Model
from knowledge.word_lists import Begin, Termen, VlakVoor, Woorden, lezer


class Dagwoorden(Model):
    """The file `dagrollen.yaml`."""

    ingang: Termen = Field(description="A start that is asked for or told.")
    wijziging: Termen = Field(
        description="A change: a start too, where no end is told of in the same part of a sentence."
    )
    vanaf: VlakVoor = Field(description="Right before a day: a start, while nothing else is told of it.")
    loopt: Termen = Field(description="Something that runs already has begun.")
    lopend: Termen = Field(description="With a word for a start: that of what runs already.")
    loopt_erna: Begin = Field(description="After the day that something is called by: on which other day it begins.")
    einde: Termen = Field(description="An end.")
    anders: Termen = Field(description="Something else that happens on a day.")
    besluit: Termen = Field(description="What was agreed or asked: a day from which that is to hold is a start.")
    afgekeurd: Termen = Field(description="What was refused: a day from which it was to hold, where no other is told.")
    start_erna: Begin = Field(description="Right after a day: it is a start, of whatever was agreed.")
    die_dag: Termen = Field(description="A start on the day that was just named.")
    opgegeven: VlakVoor = Field(description="Right before a day that is given up for another.")
    opgegeven_erna: Begin = Field(description="Right after such a day.")
    zonder_eigen_dag: Woorden = Field(description='Words before "van" and a day that name no event.')


laad_dagwoorden = lezer(Dagwoorden, "dagrollen.yaml")
