"""A question about the message standard itself: the chat does not search that, but can say where it is answered.

What a rule or a code list of the standard is, `knowledge/berichten` tells; a message is checked by a tool. A question
that a tool or a document of the user answered keeps its answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from assistant.answer.sources import Artikelen
from assistant.models import Answer, Citation
from knowledge.folding import vouw
from knowledge.ijw import Standaard, laad_standaard
from knowledge.models import Bron
from knowledge.standard_words import laad_standaardwoorden
from tools.envelope import opsomming

ADRES = "/beslishulpen/jw_bericht"
"""Where a message is checked; the pages make a link of it."""
_MEESTE_NUMMERS = 3
"""How many rules and code lists are told of."""
_MEESTE_CODES = 10
_LANGSTE_CITAAT = 600


class Standaardwijzer:
    """Points questions about the standard to the tool and the article.

    Args:
        map: the folder of the knowledge base.
        artikelen: its articles.
    """

    def __init__(self, map: Path, artikelen: Artikelen) -> None:
        self._map = map
        self._artikelen = artikelen

    def wijs(self, vraag: str, antwoord: Answer) -> Answer:
        """The answer, or where a question about the standard is answered."""
        if antwoord.tool_results or any(self._artikelen.artikel(c.document) is None for c in antwoord.citations):
            return antwoord
        tekst = vouw(vraag)
        if nummers := list(dict.fromkeys(f"{m[1]}{m[2]}".upper() for m in self._nummer.finditer(tekst))):
            return self._over_nummers(nummers, antwoord)
        woorden = laad_standaardwoorden(self._map)
        beantwoord = antwoord.status == "answered"
        genoemd = bool(woorden.naam.search(tekst))
        over = bool(woorden.standaard.search(tekst)) or (genoemd and antwoord.status != "clarify")
        met_code = bool(self._jw.search(tekst))
        bericht = genoemd or over or met_code or woorden.bestand.search(tekst) or self._genummerd.search(tekst)
        gevraagd = woorden.voorleggen if beantwoord else woorden.nakijken
        if bericht and gevraagd.search(tekst) and not woorden.door_ander.search(tekst):
            return self._antwoord(antwoord, "answered", [self._verwijzing], [self._standaard.bron_soort_bericht])
        if not beantwoord and (over or self._andere_jw.search(tekst)):
            return self._niet_hier(antwoord)
        if antwoord.status == "refused" and met_code:
            return self._niet_hier(antwoord)
        return antwoord

    def _over_nummers(self, nummers: list[str], antwoord: Answer) -> Answer:
        zinnen, bronnen = [], list[Bron]()
        for nummer in nummers[:_MEESTE_NUMMERS]:
            regel, lijst = self._standaard.regels.get(nummer), self._standaard.codelijsten.get(nummer)
            if regel is not None:
                zin, bron = f"{nummer} is een regel voor de {opsomming(regel.berichten)}: {regel.eis}", regel.bron
            elif lijst is not None:
                codes = ", ".join(f"{code} ({naam})" for code, naam in lijst.codes.items())
                wat = f": {codes}" if len(lijst.codes) <= _MEESTE_CODES else ""
                zin, bron = f"{nummer} is de codelijst ‘{lijst.naam}’{wat}.", lijst.bron
            else:
                continue
            bronnen += [] if bron in bronnen else [bron]
            zinnen.append(f"{zin} [{bronnen.index(bron) + 1}]")
        if not zinnen:
            return self._niet_hier(antwoord)
        return self._antwoord(antwoord, "answered", [*zinnen, f"\n\n{self._beslishulp}"], bronnen, nummers)

    def _niet_hier(self, antwoord: Answer) -> Answer:
        zin = "Dat gaat over de landelijke standaard voor berichten, en die doorzoekt de chat niet."
        return self._antwoord(antwoord, "abstain", [zin, self._verwijzing], [self._standaard.bron_soort_bericht])

    @property
    def _beslishulp(self) -> str:
        welke = opsomming(list(self._standaard.berichten), "of")
        return f"Een {welke} kunt u laten nakijken met de beslishulp ‘Bericht controleren’: {ADRES}."

    @property
    def _verwijzing(self) -> str:
        return f"{self._beslishulp} Welke regels er zijn, staat in het artikel over deze berichten. [1]"

    def _antwoord(
        self, antwoord: Answer, status: str, zinnen: list[str], bronnen: list[Bron], nummers: Sequence[str] = ()
    ) -> Answer:
        return antwoord.model_copy(
            update={
                "status": status,
                "answer": " ".join(zinnen).replace(" \n", "\n"),
                "citations": [self._citaat(n, bron, nummers) for n, bron in enumerate(bronnen, 1)],
                "regelingen": [],
                "clarification": None,
            }
        )

    def _citaat(self, nummer: int, bron: Bron, over: Sequence[str]) -> Citation:
        artikel, sectie = self._artikelen.artikel(bron.document), self._artikelen.sectie(bron.document, bron.section)
        assert artikel is not None
        assert sectie is not None
        regels = [regel for regel in sectie.tekst.splitlines() if any(naam in regel for naam in over)]
        citaat = "\n".join(regels) if regels else sectie.tekst[:_LANGSTE_CITAAT]
        return Citation(
            marker=nummer,
            document=bron.document,
            title=artikel.voorwerk.titel,
            section=bron.section,
            regeling=artikel.voorwerk.regeling,
            quote=citaat,
        )

    # --- what names a part of the standard, for folded text

    @cached_property
    def _standaard(self) -> Standaard:
        return laad_standaard(self._map)

    @cached_property
    def _nummer(self) -> re.Pattern[str]:
        """The number of a rule or a code list: the letters of one that is known, and three digits."""
        namen = [*self._standaard.regels, *self._standaard.codelijsten]
        letters = {vouw(naam[:-3]) for naam in namen if re.fullmatch(r"[A-Z]+\d{3}", naam)}
        return re.compile(rf"\b({'|'.join(sorted(letters))})-?(\d{{3}})\b")

    @cached_property
    def _jw(self) -> re.Pattern[str]:
        return _met_letters([*self._standaard.soorten_bericht])

    @cached_property
    def _andere_jw(self) -> re.Pattern[str]:
        """A message that is not checked; what contracts say of messages is of those that are."""
        return _met_letters([naam for naam in self._standaard.soorten_bericht if naam not in self._standaard.berichten])

    @cached_property
    def _genummerd(self) -> re.Pattern[str]:
        nummers = "|".join(naam[-3:] for naam in self._standaard.soorten_bericht)
        bericht = laad_standaardwoorden(self._map).bericht.pattern
        return re.compile(rf"\b(?:{nummers})[ -]?(?:{bericht})|(?:{bericht})\s(?:{nummers})\b")


def _met_letters(namen: list[str]) -> re.Pattern[str]:
    nummers = "|".join(naam[-3:] for naam in namen)
    letters = vouw(namen[0][:-3])
    return re.compile(rf"\b{letters}[ -]?(?:{nummers})(?:\b|(?=bericht))")
