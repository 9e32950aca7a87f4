"""The templates in `sjablonen/`: messages with gaps, and which gap is which input of the tool that they are for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, model_validator

from knowledge.yaml_file import lees_vlot

SJABLONEN = Path(__file__).parent / "sjablonen"
DELEN = ("ontwikkel-1", "ontwikkel-2", "ontwikkel-3", "ontwikkel-4", "ontwikkel-5", "meet-1")
"""`ontwikkel…` is there to learn from; of `meet…` only figures are ever shown."""
GAT = re.compile(r"\{(\w+)\}")
"""A gap; its name with a capital stands for a value with a capital."""


class Sjabloon(BaseModel):
    """Turns of one user with gaps, and what a reader takes from them after the last turn."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    tool: str = Field(description="The tool that the last turn is for.")
    beurten: list[str] = Field(min_length=1, max_length=4)
    waar: dict[str, str | list[str]] = Field(description="Input of the tool -> the gap, or the gaps, with its value.")
    vast: dict[str, Any] = Field(default_factory=dict, description="Input of the tool -> what the words say.")

    @property
    def gaten(self) -> list[str]:
        """The names of the gaps, each once, in order."""
        return list(dict.fromkeys(m[1].lower() for beurt in self.beurten for m in GAT.finditer(beurt)))

    @property
    def rollen(self) -> dict[str, str]:
        """Gap -> the input that it gives; without the gaps that only distract."""
        paren = (
            (naam, gat) for naam, gaten in self.waar.items() for gat in ([gaten] if isinstance(gaten, str) else gaten)
        )
        return {gat.lower(): naam for naam, gat in paren}

    @model_validator(mode="after")
    def _elk_gat_staat_erin(self) -> Sjabloon:
        mist = sorted(set(self.rollen) - set(self.gaten))
        if mist:
            raise ValueError(f"geen beurt heeft {', '.join(mist)}")
        return self


def is_meetdeel(deel: str) -> bool:
    """Whether of this part only figures may be shown."""
    return not deel.startswith("ontwikkel")


def lees_sjablonen(deel: str, map_: Path = SJABLONEN) -> Sequence[Sjabloon]:
    """The templates of one part."""
    data: Any = lees_vlot((map_ / f"{deel}.yaml").read_text(encoding="utf-8"))
    return TypeAdapter(list[Sjabloon]).validate_python(data)
