"""Let the model put an unclear question into clear Dutch; code keeps of that only what the user's own words bear.

Only a question that the embedded reading could not answer comes here. The model adds no fact: what it names must stand
in the question, and a rewriting that brings a new value, loses or adds a "not", or means something else is dropped.
"""

from __future__ import annotations

import logging
import math
import re
from collections.abc import Callable

from pydantic import BaseModel, ConfigDict, Field
from rapidfuzz import fuzz, process

from assistant.forms.table import FORMULIEREN
from assistant.llm.model import ModelFout, Taalmodel
from assistant.llm.prompts import prompt
from assistant.proof.claims import exacte_waarden
from knowledge.folding import vouw
from knowledge.proof_words import laad_bewijswoorden
from knowledge.store import Kennisbank

logger = logging.getLogger(__name__)
LANGSTE_VRAAG = 1500
ZELFDE_VRAAG = 0.9
"""Cosine from which a rewritten question still asks the same."""
LIJKT = 85
"""How much, of a hundred, a word of the user must look like a term to bear it."""
Waarden = dict[str, dict[str, list[str]]]
"""Input -> value -> terms that mean it."""


class Waarde(BaseModel):
    """A known value that the question names."""

    model_config = ConfigDict(extra="ignore")

    soort: str = Field(description="Naam van het gegeven, uit de lijst.")
    waarde: str = Field(description="Een van de waarden die de lijst daarbij noemt.")


class Lezing(BaseModel):
    """How the model reads a question."""

    model_config = ConfigDict(extra="ignore")

    vraag: str = Field(description="De vraag in één of twee duidelijke Nederlandse zinnen, met dezelfde betekenis.")
    regeling: str | None = Field(default=None, description="Id van de regeling die de vraag noemt, of null.")
    tool: str | None = Field(default=None, description="Naam van de vaste regel waar de vraag over gaat, of null.")
    waarden: list[Waarde] = Field(default=[], description="Gegevens die de vraag noemt.")


class Herlezer:
    """Reads a question a second time with a model; thread-safe.

    Args:
        model: the model.
        kennis: for the regimes and how people name them.
        waarden: the values that a question may name.
        tools: for each tool the terms that point to it.
        vector: embeds a question.
    """

    def __init__(
        self,
        model: Taalmodel,
        kennis: Kennisbank,
        waarden: Waarden,
        tools: dict[str, list[str]],
        vector: Callable[[str], list[float]],
    ) -> None:
        self._model = model
        self._kennis = kennis
        self._waarden = waarden
        self._tools = tools
        self._vector = vector

    def herlees(self, vraag: str) -> str | None:
        """Another text for the same question; None when there is none that the question bears."""
        if self._model.rust or len(vraag) > LANGSTE_VRAAG:
            return None
        opdracht = prompt(
            "lezing_opdracht",
            vraag=vraag,
            regelingen="\n".join(f"- {id_}: {r.regio}" for id_, r in self._kennis.regelingen.items()),
            tools=", ".join(FORMULIEREN),
            waarden="\n".join(f"- {soort}: {', '.join(w)}" for soort, w in self._waarden.items()),
        )
        try:
            lezing = self._model.lees([("system", prompt("lezing")), ("user", opdracht)], Lezing)
        except ModelFout:
            return None
        return self._houdbaar(vraag, lezing)

    def _houdbaar(self, vraag: str, lezing: Lezing) -> str | None:
        """What of a reading the question bears: the clear text, with the terms of what it names."""
        herschreven = lezing.vraag.strip()
        if not self._zelfde(vraag, herschreven):
            logger.info("Herschreven vraag van het taalmodel niet gebruikt")
            herschreven = vraag
        woorden = re.findall(r"[a-z0-9-]+", vouw(vraag))
        gedragen = (_gedragen(termen, woorden) for termen in self._termen(lezing))
        erbij = [term for term in gedragen if term is not None and term not in vouw(herschreven)]
        tekst = " ".join([herschreven, *(f"({t})" for t in erbij)])
        return tekst if tekst != vraag else None

    def _zelfde(self, vraag: str, ander: str) -> bool:
        if not ander or len(ander) > 2 * len(vraag) + 80 or exacte_waarden(ander) - exacte_waarden(vraag):
            return False
        nee = laad_bewijswoorden().ontkenning
        if len(nee.findall(vouw(vraag))) != len(nee.findall(vouw(ander))):
            return False
        return _cosinus(self._vector(vraag), self._vector(ander)) >= ZELFDE_VRAAG

    def _termen(self, lezing: Lezing) -> list[list[str]]:
        """For each thing the model named, the terms by which people name it."""
        uit = []
        if lezing.regeling in self._kennis.regelingen:
            regeling = self._kennis.regelingen[lezing.regeling]
            uit.append(regeling.plaatsnamen)
        if lezing.tool in self._tools:
            uit.append(self._tools[lezing.tool])
        uit += [self._waarden.get(w.soort, {}).get(w.waarde, []) for w in lezing.waarden]
        return [termen for termen in uit if termen]


def _gedragen(termen: list[str], woorden: list[str]) -> str | None:
    """The term that the words of the user come nearest to; None when they are too far from all."""
    for term in (vouw(t) for t in termen if "*" not in t):
        breed = len(term.split())
        groepen = [" ".join(woorden[i : i + breed]) for i in range(len(woorden) - breed + 1)]
        if process.extractOne(term, groepen, scorer=fuzz.ratio, score_cutoff=LIJKT):
            return term
    return None


def _cosinus(a: list[float], b: list[float]) -> float:
    return sum(x * y for x, y in zip(a, b, strict=True)) / (math.hypot(*a) * math.hypot(*b) or 1.0)
