"""Understand the question: what kind it is, which slots it gives, and whether it leans on an earlier turn."""

from __future__ import annotations

import re
from datetime import date

from assistant.forms import Vraag, maak_vraag, met_nieuwe_stand
from assistant.slots import lees_slots
from assistant.spelling import Spelling
from assistant.state import Interpretatie, Soort
from assistant.text import kern, zoektekst
from knowledge.vocabulary import Woordenschat, vouw

_VERVOLGBEGIN = re.compile(
    r"^\W*(?:en\b|maar\b|nee\b|ja\b|oke?\b|okay\b|of\b|dan\b|toch\b|wat als|stel\b|and\b|what (?:if|about)|dus\b|"
    r"voor (?:profiel|segment)|bij (?:een |profiel)|als (?:het|ik|wij|we|de|dat)\b)"
)
_VOEGT_TOE = re.compile(r"\b(?:ook nog|ook|erbij|daarbij|daarnaast|also|as well)\b")
_VERWIJST = re.compile(r"\b(?:dat|die|dit|deze|daar\w*|het|dan|zelfde|that|it|those)\b")


LANGSTE_LEZING = 4000
"""Of a longer message the begin and the last thousand characters are read for slots; patterns grow slow on more."""


class Interpreter:
    """The embedded interpreter: vocabulary and shapes, no model."""

    def __init__(self, schat: Woordenschat, spelling: Spelling) -> None:
        self._schat = schat
        self._spelling = spelling

    def _lees(self, tekst: str, peildatum: date | None) -> Vraag:
        plat = self._plat(tekst)
        return maak_vraag(
            plat,
            self._plat(kern(tekst)),
            lees_slots(plat, self._schat, peildatum),
            self._schat,
        )

    def _plat(self, tekst: str) -> str:
        """Folded, abbreviations in full, typing errors mended."""
        kort = re.sub(r"\S{80,}", lambda m: m[0][:80], tekst)  # no word is that long; patterns would crawl over it
        if len(kort) > LANGSTE_LEZING:
            kort = f"{kort[: LANGSTE_LEZING - 1000]} {kort[-1000:]}"
        return self._spelling.verbeter(self._schat.voluit(vouw(kort)))

    def _soort(self, tekst: str, vraag: Vraag) -> Soort:
        plat = vouw(re.sub(r"\S{80,}", lambda m: m[0][:80], tekst))
        if self._schat.aanval.search(plat):
            return "aanval"
        if self._schat.buiten.search(vouw(kern(tekst))) and not vraag.sterk:
            return "buiten"
        woorden = re.findall(r"[a-z0-9]+", plat)
        rest = self._schat.begroeting.sub(" ", plat)
        if len(woorden) <= 6 and not re.findall(r"[a-z0-9]{3,}", rest):
            return "groet"
        return "vraag"

    def _leunt(self, tekst: str, vraag: Vraag, vorige_antwoord: str) -> bool:
        """Whether a turn only makes sense after the one before it."""
        plat = vouw(tekst).strip()
        woorden = re.findall(r"[a-z0-9]+", plat)
        if _VERVOLGBEGIN.match(plat) and len(woorden) <= 25:
            return True
        if len(woorden) <= 4:
            return True
        if vorige_antwoord.rstrip().endswith("?") and len(woorden) <= 14 and not plat.endswith("?"):
            return True
        return len(woorden) <= 9 and bool(_VERWIJST.search(plat)) and not vraag.sterk

    def interpreteer(self, tekst: str, beurten: list[tuple[str, str]], peildatum: date | None = None) -> Interpretatie:
        """Read the question in the light of the earlier turns (question, answer), oldest first."""
        nu = self._lees(tekst, peildatum)
        soort = self._soort(tekst, nu)
        keten: list[str] = []
        vraag = nu
        leunt = bool(beurten) and self._leunt(tekst, nu, beurten[-1][1])
        if leunt:
            vraag, keten = self._samen(tekst, nu, beurten, peildatum)
        zoek = " ".join([*keten, zoektekst(tekst)])[-700:]
        return Interpretatie(
            soort=soort,
            vraag=vraag,
            zoektekst=self._verrijk(zoek),
            vervolg=leunt,
            eerdere=tuple(vouw(f"{v}\n{a}") for v, a in beurten),
            origineel=tekst,
        )

    def _samen(
        self, tekst: str, nu: Vraag, beurten: list[tuple[str, str]], peildatum: date | None
    ) -> tuple[Vraag, list[str]]:
        """The question with what it leans on: back to the first turn that stands by itself."""
        begin = len(beurten) - 1
        while begin > 0 and self._leunt(
            beurten[begin][0], self._lees(beurten[begin][0], peildatum), beurten[begin - 1][1]
        ):
            begin -= 1
        eerdere = [v for v, _ in beurten[begin:]]
        slots = self._lees(eerdere[0], peildatum).slots
        for volgende in eerdere[1:]:
            slots = self._lees(volgende, peildatum).slots.over(slots)
        slots = nu.slots.over(slots) if not _VOEGT_TOE.search(vouw(tekst)) else nu.slots.bij(slots)
        if not nu.slots.bedragen:
            slots = met_nieuwe_stand(slots, self._plat(tekst))
        oud = " ".join(eerdere)
        plat = self._plat(f"{oud} {tekst}")
        kern_plat = self._plat(f"{kern(eerdere[0])} {tekst}")
        return maak_vraag(plat, kern_plat, slots, self._schat), [zoektekst(v) for v in eerdere]

    def _verrijk(self, zoek: str) -> str:
        """The search text with other words for what is in it, and its typing errors mended."""
        plat = self._plat(zoek)
        erbij = [
            naar
            for van, naar in self._schat.synoniemen.items()
            if re.search(rf"(?<![a-z]){re.escape(van)}(?![a-z])", plat)
        ]
        verbeterd = plat if plat != vouw(zoek) else zoek
        return " ".join([verbeterd, *dict.fromkeys(erbij)])
