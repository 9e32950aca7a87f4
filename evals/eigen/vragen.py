"""The questions on the documents in `stukken`, in two halves.

The mistakes of the second half were read after it had measured.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from knowledge.yaml_file import lees_vlot

VRAGEN = Path(__file__).parent / "vragen"

Helft = Literal["ontwikkel", "meet"]
HELFTEN: tuple[Helft, ...] = ("ontwikkel", "meet")


class Vraag(BaseModel):
    """A question on one document, as its user types it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    vraag: str
    genoemd: bool = Field(default=False, description="Whether it names the region or the document.")
    feiten: tuple[str, ...] = Field(default=(), description="What a right answer holds; none: the document is silent.")
    vormen: tuple[str, ...] = Field(default=(), description="The forms of the document that tell; none: all of them.")


def lees(helft: Helft) -> dict[str, list[Vraag]]:
    """Name of a document -> its questions.

    Raises:
        ValueError: a question is not well-formed (pydantic's ValidationError).
    """
    data = lees_vlot((VRAGEN / f"{helft}.yaml").read_text(encoding="utf-8"))
    return {stuk: [Vraag.model_validate(v) for v in vragen] for stuk, vragen in data.items()}
