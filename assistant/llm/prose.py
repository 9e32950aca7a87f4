"""Let the model word the explanation, sentence by sentence; a sentence goes out once it is proven, and never before.

The head is written by code and goes out at once. When a sentence does not hold, the model gets one chance to go on
better from the last sentence that did; after that the embedded answer stands.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from contextlib import closing

from assistant.llm.model import Bericht, ModelFout, Taalmodel
from assistant.llm.parts import Indeling, deel_in
from assistant.llm.prompts import prompt, versie
from assistant.llm.slots import Vakken
from assistant.models import Answer
from assistant.proof.claims import markers, zinnen
from assistant.proof.verify import Bewijs, bezwaren_tegen

logger = logging.getLogger(__name__)
LANGSTE_OPDRACHT = 9000
"""Longest draft that is given to a model, in characters."""
LANGSTE_VRAAG = 1500
POGINGEN = 2
_OPMAAK = re.compile(r"^\s*(?:#|>|```|\||---)|```")
_ZIN_AF = re.compile(r"[.!?][\"'’”)]*(?:\s*\[\d+\])*\s+(?=[^\s\[a-z])|\n+")
_LIJSTNUMMER = re.compile(r"\s*\d+\.\s*")
_AFGEMAAKT = re.compile(r"[.!?:][\"'’”)]*(?:\s*\[\d+\])*$|\[\d+\]$")
_REGELBEGIN = re.compile(r"^\s*(?:[-*]|\d+\.)\s+")


def _tussen(zin: str) -> str:
    return "\n" if _REGELBEGIN.match(zin) else " "


class Proza:
    """Words answers anew with a model; thread-safe."""

    def __init__(self, model: Taalmodel, regeling_naam: Callable[[str | None], str]) -> None:
        self._model = model
        self._naam = regeling_naam

    def verwoord(self, vraag: str, answer: Answer, meld: Callable[[str], None] = lambda _: None) -> Answer:
        """The answer in the words of the model; the same answer when that can't be, or does not hold.

        Args:
            vraag: the question, without personal data.
            answer: the embedded answer, verified.
            meld: gets every piece of text the moment it may be seen.
        """
        indeling = deel_in(answer, self._naam(answer.regelingen[0] if answer.regelingen else None))
        if indeling is None or self._model.rust or len(indeling.vrij) > LANGSTE_OPDRACHT:
            return answer
        meld(indeling.kop)
        ronde = _Ronde(vraag[:LANGSTE_VRAAG], answer, indeling, meld)
        try:
            klaar = self._schrijf(ronde)
        except ModelFout as fout:
            _meld_terugval([str(fout)], ronde, answer)
            return answer
        if not klaar:
            _meld_terugval(ronde.redenen, ronde, answer)
            return answer
        for blok in indeling.vast:
            meld(f"\n\n{blok}")
        nieuw = answer.model_copy(update={"answer": indeling.samen(ronde.tekst), "writer": "llm"})
        return self.met_versie(nieuw)

    def met_versie(self, answer: Answer) -> Answer:
        """The answer with the model and the prompts that had a part in it."""
        versies = answer.versions.model_copy(update={"model": self._model.naam, "prompt": versie()})
        return answer.model_copy(update={"versions": versies})

    def _schrijf(self, ronde: _Ronde) -> bool:
        """Whether a text came about that holds as a whole."""
        for poging in range(1, POGINGEN + 1):
            with closing(self._model.schrijf(ronde.berichten())) as stroom:
                if ronde.lees(stroom):
                    return True
            logger.info("Poging %d van het taalmodel afgekeurd: %s", poging, _soorten(ronde.redenen))
        return False


class _Ronde:
    """One answer on its way: what the model gets, and the judging of each sentence."""

    def __init__(self, vraag: str, answer: Answer, indeling: Indeling, meld: Callable[[str], None]) -> None:
        self.zinnen: list[str] = []
        self.redenen: list[str] = []
        self._vraag = vraag
        self._answer = answer
        self._indeling = indeling
        self._meld = meld
        self._vakken = Vakken(answer.tool_results)
        self._kop = self._vakken.neem(indeling.kop)
        self._concept = self._vakken.neem(indeling.vrij)
        self._bewijzen: dict[frozenset[int], Bewijs] = {}
        self._bekend = frozenset(c.marker for c in answer.citations)

    @property
    def tekst(self) -> str:
        """The sentences that held, as one text; a list keeps its lines."""
        return "".join(zin if not nr else _tussen(zin) + zin for nr, zin in enumerate(self.zinnen))

    def berichten(self) -> list[Bericht]:
        """What the model gets to read; the second time with what was wrong."""
        opdracht = prompt(
            "proza_opdracht",
            vraag=re.sub(r"[{}]", " ", self._vraag),
            begin=self._kop,
            concept=self._concept,
            feiten=self._vakken.lijst(),
            bronnen=" ".join(f"[{n}]" for n in sorted(markers(self._indeling.vrij))),
        )
        uit: list[Bericht] = [("system", prompt("proza")), ("user", opdracht)]
        if self.redenen:
            herstel = prompt("herstel", redenen="\n".join(f"- {r}" for r in self.redenen))
            uit += [("assistant", self.tekst or "(nog niets)"), ("user", herstel)]
        return uit

    def lees(self, stroom: Iterator[str]) -> bool:
        """Take sentences for as long as they hold; whether the text is whole then."""
        herstel, self.redenen = bool(self.redenen), []
        for ruw in _in_zinnen(stroom):
            zin, vreemd = self._vakken.vul(ruw)
            if herstel and zin in self.zinnen:
                continue  # it begins anew; what holds stands already
            self.redenen = [f"vak: {naam!r} bestaat niet" for naam in vreemd] or self._fouten(zin)
            if self.redenen:
                return False
            scheiding = _tussen(zin) if self.zinnen else (" " if self._indeling.bij_kop else "\n\n")
            self.zinnen.append(zin)
            self._meld(scheiding + zin)
        weg = sorted(self._indeling.markers - markers(self.tekst))
        self.redenen = [f"bron: verwijs ook naar [{n}]" for n in weg]
        if not self.zinnen:
            self.redenen = ["leeg: er kwam geen tekst"]
        return not self.redenen

    def _fouten(self, zin: str) -> list[str]:
        eigen = markers(zin)
        if vreemd := sorted(eigen - self._bekend):
            return [f"bron: [{vreemd[0]}] bestaat niet"]
        if _OPMAAK.search(zin):
            return ["opmaak: alleen lopende tekst"]
        if not _AFGEMAAKT.search(zin):
            return ["afgebroken: de zin is niet af"]
        if zin in self.zinnen:
            return ["herhaling: deze zin staat er al"]
        return [f"{b.soort}: {b.reden}" for b in bezwaren_tegen(zin, self._bewijs(eigen), streng=True)]

    def _bewijs(self, eigen: frozenset[int]) -> Bewijs:
        """What bears a sentence: the tools, and only the passages it cites."""
        if eigen not in self._bewijzen:
            citaties = [c for c in self._answer.citations if c.marker in eigen]
            ook = (self._indeling.kop, self._indeling.vrij)
            self._bewijzen[eigen] = Bewijs(self._answer.tool_results, citaties, ook)
        return self._bewijzen[eigen]


def _in_zinnen(stroom: Iterator[str]) -> Iterator[str]:
    """Whole sentences out of pieces of text, the moment they are whole."""
    buffer = ""
    for stuk in stroom:
        buffer += stuk
        begin = 0
        while m := _ZIN_AF.search(buffer, begin):
            if _LIJSTNUMMER.fullmatch(buffer[: m.end()]):
                begin = m.end()
                continue
            zin, buffer, begin = buffer[: m.end()].strip(), buffer[m.end() :], 0
            if zin:
                yield zin
    yield from zinnen(buffer)


def _soorten(redenen: list[str]) -> list[str]:
    """The kinds of reasons, without any word of a text."""
    return sorted({r.partition(":")[0] for r in redenen})


def _meld_terugval(redenen: list[str], ronde: _Ronde, answer: Answer) -> None:
    logger.warning(
        "Het antwoord van de vaste schrijver gaat uit (antwoord %s): %s",
        answer.id,
        ", ".join(_soorten(redenen)),
        extra={
            "antwoord": answer.id,
            "redenen": _soorten(redenen),
            "zinnen_goed": len(ronde.zinnen),
            "regelingen": answer.regelingen,
        },
    )
