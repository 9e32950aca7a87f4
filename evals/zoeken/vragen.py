"""The judged questions in `vragen/`: which files of a corpus answer them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from knowledge.errors import InvoerFout
from knowledge.yaml_file import lees_vlot

VRAGEN = Path(__file__).parent / "vragen"
DELEN = (
    "ijw-ontwikkel",
    "ijw-ontwikkel-2",
    "ijw-ontwikkel-3",
    "ijw-ontwikkel-4",
    "ijw-ontwikkel-5",
    "ijw-ontwikkel-6",
    "ijw-meet",
)
"""`…-ontwikkel…` is there to learn from; of `…-meet` only figures are ever shown."""

Oordeel = Annotated[int, Field(ge=1, le=2)]


class ZoekVraag(BaseModel):
    """One question with the files that answer it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    vraag: str = Field(min_length=1)
    soort: Literal["regel", "codelijst", "element", "processtap", "overig"] = Field(description="What is asked for.")
    wijze: Literal["naam", "parafrase", "nummer"] = Field(description="How it is asked for.")
    goed: dict[str, Oordeel] = Field(
        description="File (path below the folder of the corpus) -> 2: it answers the question, 1: it helps."
    )

    @property
    def antwoorden(self) -> set[str]:
        """The files that answer it by themselves."""
        return {bestand for bestand, oordeel in self.goed.items() if oordeel == 2}


def is_meetdeel(deel: str) -> bool:
    """Whether of this part only figures may be shown."""
    return "ontwikkel" not in deel


def lees_zoekvragen(deel: str, map: Path = VRAGEN) -> list[ZoekVraag]:
    """The questions of one part."""
    data: Any = lees_vlot((map / f"{deel}.yaml").read_text(encoding="utf-8"))
    return TypeAdapter(list[ZoekVraag]).validate_python(data)


def controleer_corpus(corpus: Path, vragen: Sequence[ZoekVraag]) -> None:
    """See that every judged file is there.

    Raises:
        InvoerFout: it is another folder than the questions are about.
    """
    genoemd = {bestand for vraag in vragen for bestand in vraag.goed}
    mist = sorted(bestand for bestand in genoemd if not (corpus / bestand).is_file())
    if mist:
        raise InvoerFout(
            "corpus",
            f"in '{corpus}' staan {len(mist)} van de {len(genoemd)} bestanden waar de vragen over gaan niet "
            f"(zoals '{mist[0]}'); geef de map met het corpus iJw 3.2",
        )
