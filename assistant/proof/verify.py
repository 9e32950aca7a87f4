"""Let nothing out that no tool result or cited passage bears: exact values, names of documents, yes and no.

Every sentence is held against all tool results and the passages of its own markers; a sentence without a marker
against all passages. The embedded writer says what its sources say in their own words, so most sentences are found
back whole. What a model wrote is also held to keep to the subject (`streng`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from assistant.models import Citation
from assistant.proof.bindings import Zinsbeeld, beelden, losgeraakt
from assistant.proof.claims import (
    Uiting,
    antwoordt,
    documentnamen,
    eenheden_in,
    markers,
    stammen,
    uitingen,
    zinnen,
    zonder_markers,
)
from assistant.proof.claims import exacte_waarden as exacte_waarden
from knowledge.folding import vouw
from knowledge.store import laad
from tools.envelope import Envelope

ZELFDE = 0.6
"""Share of what a clause is about from which a clause of the proof is about the same."""
GEDRAGEN = 0.4
"""Share from which a clause of the proof can bear a "may", a "must" or a "not"."""
GEGROND = 0.5
"""Share of the words of a sentence by a model that question, draft or proof must hold."""
_CITAAT = re.compile(r"[‘“\"]([^‘’“”\"\n]{3,200})[’”\"]")
_ADRES = re.compile(r"https?://\S+|www\.\S+|\S+@\S+\.\w+")
_NAAM = re.compile(r"(?<=[a-z,;:] )[A-Z][\w'-]*[a-z][\w-]*")
_KAAL = re.compile(r"\d+(?:[.,]\d+)?")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Bezwaar:
    """Something in a sentence that nothing bears."""

    zin: str
    soort: str
    waarde: str
    reden: str


class Bewijs:
    """What proves sentences: tool results and passages; and `ook`, the draft, which only shows what the subject is."""

    def __init__(self, tool_results: Iterable[Envelope], citaties: Iterable[Citation], ook: Sequence[str] = ()) -> None:
        self.waarden: set[str] = set()
        teksten: list[str] = []
        self._delen: list[tuple[str, str]] = []
        eigen = set[int]()
        for envelope in tool_results:
            data = envelope.model_dump(mode="json")
            teksten += _teksten(data)
            self.waarden |= _waarden_in(data)
        self._delen += [(tekst, "") for tekst in teksten if " " in tekst]
        for c in citaties:
            deel = [c.title, c.section, c.quote]
            teksten += deel
            self._delen.append((c.quote, f"{c.title} {c.section}"))
            eigen.add(c.marker)
            self.waarden |= exacte_waarden("\n".join(deel))
        self.waarden |= {f"g:{w[2:6]}" for w in self.waarden if w.startswith("d:") and len(w) == 12}
        self.tekst = _gelijk("\n".join(teksten))
        self.teksten = tuple(teksten)
        self._ook = tuple(ook)
        self._delen += [(_met_bron(tekst, eigen), "") for tekst in self._ook]
        self._beelden: tuple[Zinsbeeld, ...] | None = None
        self._zinnen: frozenset[str] | None = None

    def heeft(self, waarde: str) -> bool:
        """Whether an exact value stands here; a date with a year also proves the day alone, never the other way."""
        if waarde in self.waarden:
            return True
        return waarde.startswith("d:") and len(waarde) == 7 and any(w.endswith(waarde[2:]) for w in self.waarden)

    def zegt(self, zin: str) -> bool:
        """Whether the sentence stands here whole."""
        return (kaal := _gelijk(zonder_markers(zin))) != "" and kaal in self.tekst

    def zegt_zin(self, zin: str) -> bool:
        """Whether it is a whole sentence here, with nothing before or behind it left out."""
        if self._zinnen is None:
            self._zinnen = frozenset(_gelijk(z) for tekst in self.teksten for z in zinnen(tekst))
        return _gelijk(zonder_markers(zin)) in self._zinnen

    def uitingen(self) -> Iterator[tuple[Uiting, bool]]:
        """Everything that is said here, clause by clause, and whether that is proof or the draft.

        A lone word, such as the id of a rule, says nothing.
        """
        for teksten, is_bewijs in ((self.teksten, True), (self._ook, False)):
            for tekst in teksten:
                if " " in tekst:
                    yield from ((uiting, is_bewijs) for uiting in _uitingen(tekst))

    def beelden(self) -> tuple[Zinsbeeld, ...]:
        """Every sentence here, with what binds what in it."""
        if self._beelden is None:
            self._beelden = tuple(beeld for tekst, kop in self._delen for beeld in beelden(tekst, kop))
        return self._beelden

    def onderwerp(self) -> frozenset[str]:
        """Stems of all that may be spoken of: the proof and the draft."""
        return frozenset().union(*(stammen(t) for t in (*self.teksten, *self._ook)))

    def noemt(self, naam: str) -> bool:
        """Whether a name stands in the proof or the draft."""
        gezocht = _gelijk(naam)
        return gezocht in self.tekst or any(gezocht in _gelijk(t) for t in self._ook)


@lru_cache(maxsize=4096)
def _uitingen(tekst: str) -> tuple[Uiting, ...]:
    return tuple(u for zin in zinnen(tekst) for u in uitingen(zin))


@lru_cache(maxsize=1)
def _eigen_zinnen() -> frozenset[str]:
    """The sentences of the knowledge base that stand in no passage: whom to ask."""
    return frozenset(_gelijk(zin) for r in laad().regelingen.values() for zin in zinnen(r.navraag))


@lru_cache(maxsize=8192)
def _gelijk(tekst: str) -> str:
    """Folded, without Markdown and layout, so that a sentence is found back."""
    return re.sub(r"[\s*_|]+", " ", vouw(tekst)).strip(" .:;-")


def _teksten(data: Any) -> list[str]:
    """Every value in a tool result, as text; where a rule stands proves nothing."""
    if isinstance(data, dict):
        return [t for sleutel, deel in data.items() if sleutel != "source" for t in _teksten(deel)]
    if isinstance(data, list):
        return [t for deel in data for t in _teksten(deel)]
    return [str(data)] if data is not None else []


def _met_bron(tekst: str, eigen: set[int]) -> str:
    """The sentences of a draft that name no source, or one of these."""
    regels = ([z for z in zinnen(regel) if not markers(z) or markers(z) & eigen] for regel in tekst.splitlines())
    return "\n".join(" ".join(regel) for regel in regels)


def _waarden_in(data: Any, sleutel: str = "") -> set[str]:
    """Exact values of a tool result; ISO dates also as day and month; a bare number bears the unit of its field."""
    if isinstance(data, dict):
        return {w for naam, deel in data.items() for w in exacte_waarden(naam) | _waarden_in(deel, naam)}
    if isinstance(data, list):
        return {w for deel in data for w in _waarden_in(deel, sleutel)}
    tekst = str(data)
    waarden = exacte_waarden(tekst)
    if _KAAL.fullmatch(tekst):
        eenheden = eenheden_in(sleutel) | ({"euro"} if isinstance(data, str) else set())  # money is a decimal string
        waarden |= {f"e:{w[2:]} {eenheid}" for w in waarden for eenheid in eenheden}
    for m in _ISO.finditer(tekst):
        dag = date.fromisoformat(m[0])
        waarden |= {f"d:{dag.month:02}-{dag.day:02}", f"g:{dag.year}"}
    return waarden


# --- holding a text against its proof ----------------------------------------------------------------------


def onbewezen(tekst: str, tool_results: Iterable[Envelope], citaties: Iterable[Citation]) -> set[str]:
    """What is exact, named or answered with yes or no in a text and borne by nothing; empty when all is proven."""
    bewijs = Bewijs(tool_results, citaties)
    return {b.waarde for zin in zinnen(tekst) for b in bezwaren_tegen(zin, bewijs)}


def bezwaren(tekst: str, tool_results: Iterable[Envelope], citaties: Iterable[Citation]) -> list[Bezwaar]:
    """The sentences that nothing bears, each with the reason; every sentence by its own markers."""
    tools, alle = list(tool_results), list(citaties)
    bewijzen: dict[frozenset[int], Bewijs] = {}
    uit: list[Bezwaar] = []
    for zin in zinnen(tekst):
        eigen = markers(zin)
        if eigen not in bewijzen:
            bewijzen[eigen] = Bewijs(tools, [c for c in alle if not eigen or c.marker in eigen])
        uit += bezwaren_tegen(zin, bewijzen[eigen])
    return uit


def bezwaren_tegen(zin: str, bewijs: Bewijs, *, streng: bool = False) -> list[Bezwaar]:
    """What is wrong with one sentence; `streng` for what a model wrote."""
    uit = [
        Bezwaar(zin, "waarde", w, f"{w[2:]!r} staat niet in de bron van deze zin")
        for w in sorted(exacte_waarden(zin))
        if not bewijs.heeft(w)
    ]
    gezegd = bewijs.zegt_zin(zin) if streng else bewijs.zegt(zin)
    if gezegd or not (streng or bewijs.teksten) or _gelijk(zin) in _eigen_zinnen():
        return uit
    uit += [
        Bezwaar(zin, "naam", n, f"{n!r} wordt in de bron van deze zin niet genoemd")
        for n in sorted(documentnamen(zin))
        if n not in bewijs.tekst.replace("-", "")
    ]
    uit.extend(_ja_nee(zin, bewijs, streng=streng))
    return [*uit, *(b for b in _strenge(zin, bewijs) if not uit or b.soort != "verband")] if streng else uit


def _ja_nee(zin: str, bewijs: Bewijs, *, streng: bool) -> Iterator[Bezwaar]:
    """Answers and verdicts that the proof does not bear; of a plain statement only when a model wrote it."""
    woord = antwoordt(zin)
    gegeven = {antwoordt(t) for t in bewijs.teksten} - {None}
    if woord and woord not in gegeven and (streng or gegeven):
        yield Bezwaar(zin, "ja/nee", woord, f"niets in de bron antwoordt met {woord!r}")
    for uiting in uitingen(zin):
        if not streng and uiting.soort == "feit":
            continue
        if reden := _tegengesproken(uiting, bewijs):
            yield Bezwaar(zin, "oordeel", f"{'niet ' if uiting.ontkend else ''}{uiting.soort}", reden)


def _tegengesproken(uiting: Uiting, bewijs: Bewijs) -> str | None:
    """Why a clause does not hold: the proof says the opposite of the same, or does not speak of it.

    Of clauses that are about all that this one is about, the one with the fewest other words counts.
    """
    zelfde = anders = (0.0, 0.0)
    gedragen = 0.0
    for ander, is_bewijs in bewijs.uitingen():
        samen = len(uiting.over & ander.over)
        raak = (samen / max(1, len(uiting.over)), samen / max(1, len(uiting.over | ander.over)))
        if ander.ontkend != uiting.ontkend:
            anders = max(anders, raak)
        elif ander.soort == uiting.soort:
            zelfde = max(zelfde, raak)
            gedragen = max(gedragen, raak[0] if is_bewijs else 0.0)
    if anders[0] >= ZELFDE and anders > zelfde:
        return "de bron zegt het omgekeerde"
    if (uiting.soort != "feit" or uiting.ontkend) and gedragen < GEDRAGEN:
        return "de bron zegt dit niet"
    return None


def _strenge(zin: str, bewijs: Bewijs) -> Iterator[Bezwaar]:
    for m in _CITAAT.finditer(zin):
        if not bewijs.noemt(m[1]):
            yield Bezwaar(zin, "citaat", m[1], "de woorden tussen aanhalingstekens staan niet in de bron")
    for m in _ADRES.finditer(zin):
        if not bewijs.noemt(m[0].rstrip(".,;)")):
            yield Bezwaar(zin, "adres", m[0], "dit adres staat niet in de bron")
    for m in _NAAM.finditer(zonder_markers(zin)):
        if not bewijs.noemt(m[0]):
            yield Bezwaar(zin, "naam", m[0], f"{m[0]!r} wordt niet genoemd")
    eigen = stammen(zonder_markers(zin))
    if len(eigen & bewijs.onderwerp()) < GEGROND * len(eigen):
        yield Bezwaar(zin, "onderwerp", "", "de zin gaat over iets anders dan de bron")
    elif reden := losgeraakt(zin, bewijs.beelden()):
        yield Bezwaar(zin, "verband", "", reden)
