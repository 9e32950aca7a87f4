"""Whether a tool that ran answers what is asked: with the facts of a case something else may be asked of it.

"Profiel 1, per 1 februari van perspectief naar intensief: moeten beide ouders tekenen?" has all that the tool for a
change needs, and asks what no source tells. What was learned of tools and of documents tells such questions apart; the
weights are fitted on development questions (`python -m evals.ijken`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from assistant.forms import Kandidaat, Vraag
from assistant.learned.calibration import laad_ijking
from assistant.learned.judge import Kenmerken
from knowledge.folding import vouw
from knowledge.tool_questions import GEEN
from tools.envelope import Envelope

BESTAND = Path(__file__).with_name("ijking_beslishulpen.yaml")
OPGEZOCHT = frozenset({"gevonden", "niet_gevonden", "berekend"})
"""Verdicts that give a fact, not a judgement."""
ZONDER_OORDEEL = 0.4
"""Chance from which a question is beside a tool that judges cases and can only ask for more: silence takes no verdict
away there."""


@dataclass(frozen=True)
class Ernaast:
    """What tells whether a tool answers a question.

    Attributes:
        open: the chance that the documents leave it open, by what was measured of them.
        kans: how likely it is for this tool.
        geen: how likely it is for none.
        mist: whether it asks for something (a price, …) of which the tool has no word.
        zekerheid: how sure the form is that the tool fits.
        vraagt: whether the tool can only ask for what is missing.
        opgezocht: whether it looked something up or counted.
    """

    open: float
    kans: float
    geen: float
    mist: bool
    zekerheid: float
    vraagt: bool
    opgezocht: bool

    @property
    def waarden(self) -> dict[str, float]:
        """The features by name, as numbers."""
        return {naam: float(waarde) for naam, waarde in asdict(self).items()}

    @property
    def ernaast(self) -> bool:
        """Whether the question is beside what the tool tells."""
        ijking = laad_ijking(BESTAND)
        return ijking.kans(self.waarden) >= ijking.drempel

    @property
    def geen_geval(self) -> bool:
        """Whether it is not the case that a tool would judge with more facts, but something beside it."""
        return self.ernaast or (self.vraagt and laad_ijking(BESTAND).kans(self.waarden) >= ZONDER_OORDEEL)


def meet(
    vraag: Vraag,
    resultaten: tuple[tuple[Kandidaat, Envelope], ...],
    kenmerken: Kenmerken,
    mist: Callable[[str, str], bool],
) -> Ernaast:
    """Measure a question against what the tools said of it.

    Args:
        vraag: the question.
        resultaten: of one tool, once or more; not empty.
        kenmerken: what the documents have of it.
        mist: `Judge.mist`.
    """
    kandidaat = resultaten[0][0]
    verdicts = {e.verdict for _, e in resultaten}
    return Ernaast(
        open=kenmerken.open,
        kans=vraag.kans(kandidaat.tool),
        geen=vraag.kans(GEEN),
        mist=mist(vraag.kern, gezegd([e for _, e in resultaten])),
        zekerheid=kandidaat.zekerheid,
        vraagt="gegevens_ontbreken" in verdicts,
        opgezocht=bool(verdicts & OPGEZOCHT),
    )


def gezegd(envelopes: list[Envelope]) -> str:
    """What tools say, folded: their conclusions, steps, rules and notes."""
    return vouw(" ".join(tekst for e in envelopes for tekst in _teksten(e)))


def _teksten(envelope: Envelope) -> list[str]:
    stappen = (str(stap["tekst"]) for stap in envelope.data.get("stappen") or ())
    return [envelope.conclusion, *stappen, *(c.explanation for c in envelope.checks), *envelope.notes]
