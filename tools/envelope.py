"""The one envelope in which every tool answers, and the order of its verdicts."""

from __future__ import annotations

import re
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from knowledge.models import Bron

Verdict = Literal[
    "toegestaan",
    "niet_toegestaan",
    "voorwaardelijk",
    "gegevens_ontbreken",
    "niet_beschreven",
    "niet_van_toepassing",
    "gevonden",
    "niet_gevonden",
    "berekend",
]
Outcome = Literal["voldaan", "geschonden", "onbekend"]
NOG_MOGELIJK = "nog_mogelijk"
"""The rule of a check that tells what a verdict without enough input still leaves possible."""


class Check(BaseModel):
    """One rule that was applied, with its outcome and its place in the source."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rule: str = Field(description="Short id of the rule.")
    outcome: Outcome
    explanation: str = Field(description="Why, in plain Dutch.")
    source: Bron


class Uitkomst(BaseModel):
    """What a tool decides; the registry adds name, regime and input."""

    model_config = ConfigDict(extra="forbid")

    verdict: Verdict
    conclusion: str = Field(description="One Dutch sentence with the verdict and its reason.")
    checks: list[Check] = []
    data: dict[str, Any] = {}
    missing: list[str] = Field(default=[], description="Names of inputs that would decide it.")
    notes: list[str] = Field(default=[], description="Caveats of the source, in Dutch.")
    regeling: str | None = Field(
        default=None, description="The regime whose rules were applied, from a tool that is not of one regime."
    )


class Envelope(BaseModel):
    """The answer of a tool."""

    model_config = ConfigDict(extra="forbid")

    tool: str
    regeling: str | None
    input: dict[str, Any] = Field(description="The input as understood.")
    verdict: Verdict
    conclusion: str
    checks: list[Check]
    data: dict[str, Any]
    missing: list[str]
    notes: list[str]


def oordeel(checks: list[Check]) -> Verdict:
    """The verdict of a set of checks: one violated rule decides, then what is unknown, else allowed."""
    uitkomsten = {check.outcome for check in checks}
    if "geschonden" in uitkomsten:
        return "niet_toegestaan"
    return "voorwaardelijk" if "onbekend" in uitkomsten else "toegestaan"


def een_zin(*delen: str) -> str:
    """Join sentences into one: semicolons between them, one full stop at the end."""
    schoon = [deel.strip().removesuffix(".").replace(". ", "; ") for deel in delen if deel.strip()]
    zin = re.sub(r"; ([A-Z])(?=[a-zé])", lambda m: f"; {m[1].lower()}", "; ".join(schoon))
    return zin + "."


def opsomming(delen: list[str], woord: str = "en") -> str:
    """Join with commas and a last `woord`: `a, b en c`."""
    if len(delen) <= 1:
        return "".join(delen)
    return f"{', '.join(delen[:-1])} {woord} {delen[-1]}"
