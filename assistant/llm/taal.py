"""Everything that the line uses of a language model."""

from __future__ import annotations

from collections.abc import Callable

from assistant.llm.model import Taalmodel
from assistant.llm.prose import Proza
from assistant.llm.reread import Herlezer
from knowledge.store import Kennisbank
from knowledge.vocabulary import laad_woordenschat


class Taal:
    """The two things a model does: word an answer, and read an unclear question again."""

    def __init__(self, model: Taalmodel, proza: Proza, herlezer: Herlezer) -> None:
        self.model = model
        self.verwoord = proza.verwoord
        self.herlees = herlezer.herlees
        self.gelezen = proza.met_versie


def maak_taal(model: Taalmodel, kennis: Kennisbank, vector: Callable[[str], list[float]]) -> Taal:
    """What the line uses of this model; `vector` embeds a question."""
    schat = laad_woordenschat(kennis.map)
    tools = {naam: signalen.sterk for naam, signalen in schat.bedoelingen.items()}

    def regeling_naam(id_: str | None) -> str:
        regeling = kennis.regelingen.get(id_ or "")
        return regeling.naam if regeling else "alle regio's"

    return Taal(model, Proza(model, regeling_naam), Herlezer(model, kennis, schat.waardetermen, tools, vector))
