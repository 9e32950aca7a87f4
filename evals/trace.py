"""What every step did, in words: from the outcome of `Assistant.volg` to lines and tables for a report."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from assistant.learned.judge import Kenmerken
from assistant.proof.verify import onbewezen
from assistant.service import Stap, Verloop

_HITS = 6
"""Passages that are shown."""


@dataclass(frozen=True)
class Tabel:
    """A table: its column names, and rows as long as those."""

    kop: tuple[str, ...]
    rijen: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Stapverslag:
    """What one step did.

    Attributes:
        naam: the step.
        regels: pairs of a label and its value.
        tabel: what is better read as a table.
        tekst: a longer text.
    """

    naam: str
    regels: tuple[tuple[str, str], ...] = ()
    tabel: Tabel | None = None
    tekst: str = ""


@dataclass(frozen=True)
class Spoor:
    """What is kept of a run.

    Attributes:
        stappen: every step; empty where nobody may look.
        gevangen: what stood in the draft and was proven by nothing, so that the check took it out.
        kans: the chance that the documents answer it; None when nothing was searched for, or a fixed rule decided.
    """

    stappen: tuple[Stapverslag, ...]
    gevangen: frozenset[str]
    kans: float | None


def spoor(verloop: Verloop, *, met_stappen: bool) -> Spoor:
    """What to keep of a run."""
    concepten = [stap.nieuw["answer"] for stap in verloop.stappen if stap.naam == "write"]
    gevangen = {w for a in concepten for w in onbewezen(a.answer, a.tool_results, a.citations)}
    gezocht = [stap.kenmerken for stap in verloop.stappen if stap.kenmerken]
    return Spoor(
        stappen=tuple(_bekijk(verloop)) if met_stappen else (),
        gevangen=frozenset(gevangen),
        kans=1 - gezocht[0].open if len(gezocht) == 1 and not verloop.answer.tool_results else None,
    )


def _bekijk(verloop: Verloop) -> Iterator[Stapverslag]:
    for stap in verloop.stappen:
        if stap.naam in _STAPPEN:
            yield _STAPPEN[stap.naam](stap)
        if stap.kenmerken:
            yield _oordeel(stap.kenmerken)


def _guard(stap: Stap) -> Stapverslag:
    weg = ", ".join(stap.nieuw.get("redacted", [])) or "niets"
    return Stapverslag("guard", (("weggehaald", weg),))


def _split(stap: Stap) -> Stapverslag:
    vragen = stap.nieuw.get("vragen", [])
    return Stapverslag("split", tuple((f"vraag {n}", vraag.zelfstandig) for n, vraag in enumerate(vragen, 1)))


def _interpret(stap: Stap) -> Stapverslag:
    gelezen = stap.nieuw["interpretatie"]
    vraag = gelezen.vraag
    slots = {naam: waarde for naam, waarde in asdict(vraag.slots).items() if waarde not in (None, (), False)}
    regels = [
        ("soort", gelezen.soort),
        ("leunt op een eerdere beurt", "ja" if gelezen.vervolg else "nee"),
        ("gezocht met", gelezen.zoektekst),
        ("sterke tekens", ", ".join(sorted(vraag.sterk)) or "geen"),
        ("zwakke tekens", ", ".join(sorted(vraag.zwak)) or "geen"),
        *((f"gelezen: {naam}", _kort(waarde)) for naam, waarde in slots.items()),
    ]
    return Stapverslag("interpret", tuple(regels))


def _scope(stap: Stap) -> Stapverslag:
    scope = stap.nieuw["scope"]
    bewijs = sorted(stap.bewijs.items(), key=lambda rij: -rij[1])
    regels = [
        ("regelingen", ", ".join(scope.regelingen) or "nog geen"),
        ("door de gebruiker genoemd", "ja" if scope.expliciet else "nee"),
        ("bewijs uit de woorden", ", ".join(f"{naam} {punten:.1f}" for naam, punten in bewijs)),
    ]
    if scope.vreemd:
        regels.append(("onbekende plaats", scope.vreemd))
    if scope.keuzes:
        regels.append(("keuzes", ", ".join(scope.keuzes)))
    return Stapverslag("scope", tuple(regels))


def _tools(stap: Stap) -> Stapverslag:
    ronde = stap.nieuw["tools"]
    gelopen = [
        (k.tool, k.regeling, f"{k.zekerheid:.2f}", _kort(e.input), e.verdict, e.conclusion) for k, e in ronde.resultaten
    ]
    fout = [(k.tool, k.regeling, f"{k.zekerheid:.2f}", _kort(k.invoer), "geweigerd", m) for k, m in ronde.invoerfouten]
    kop = ("beslishulp", "regeling", "zekerheid", "invoer", "uitkomst", "zin")
    rijen = tuple(gelopen + fout)
    return Stapverslag("tools", (("gelopen", str(len(gelopen))),), Tabel(kop, rijen) if rijen else None)


def _retrieve(stap: Stap) -> Stapverslag:
    hits = stap.nieuw.get("hits", [])
    kop = ("document", "kop", "score", "betekenis", "woorden", "voorbeeldvraag")
    rijen = tuple(
        (h.passage.document, h.passage.section, *(_score(s) for s in (h.score, h.dense, h.lexical, h.vraag_score)))
        for h in hits[:_HITS]
    )
    return Stapverslag("retrieve", (("gevonden", str(len(hits))),), Tabel(kop, rijen) if rijen else None)


def _oordeel(k: Kenmerken) -> Stapverslag:
    getallen = {
        "dichtstbijzijnde beantwoorde voorbeeldvraag": k.nabij.beantwoord,
        "dichtstbijzijnde onbeantwoorde voorbeeldvraag": k.nabij.onbeantwoord,
        "neiging van de voorbeeldvragen (1: open)": k.nabij.neiging,
        "dekking van de woorden": k.dekking,
        "grootste woord dat ontbreekt": k.grootste_gat,
        "woorden uit het domein": k.domein,
        "onbekende woorden": k.onbekend,
        "betekenis van de beste passage": k.tekst,
        "kans dat de documenten het open laten": k.open,
    }
    regels = [(naam, f"{waarde:.3f}") for naam, waarde in getallen.items()]
    tekens = {"vraagt wat de passage niet heeft": k.mist, "Engels": k.engels}
    return Stapverslag("oordeel", (*regels, *((naam, "ja" if waar else "nee") for naam, waar in tekens.items())))


def _write(stap: Stap) -> Stapverslag:
    answer = stap.nieuw["answer"]
    mist = sorted(onbewezen(answer.answer, answer.tool_results, answer.citations))
    regels = (("status", answer.status), ("onbewezen in het concept", ", ".join(mist) or "niets"))
    return Stapverslag("write", regels, tekst=answer.answer)


def _reread(stap: Stap) -> Stapverslag:
    return Stapverslag("reread", (("gelezen als", stap.nieuw.get("lezing") or "niet anders"),))


def _nagekeken(stap: Stap) -> Stapverslag:
    """Of the last steps only what they changed."""
    if "answer" not in stap.nieuw:
        return Stapverslag(stap.naam, (("veranderd", "nee"),))
    answer = stap.nieuw["answer"]
    return Stapverslag(stap.naam, (("veranderd", "ja"), ("status", answer.status)), tekst=answer.answer)


_STAPPEN: dict[str, Callable[[Stap], Stapverslag]] = {
    "guard": _guard,
    "split": _split,
    "whom": _nagekeken,
    "interpret": _interpret,
    "scope": _scope,
    "tools": _tools,
    "retrieve": _retrieve,
    "write": _write,
    "verify": _nagekeken,
    "reread": _reread,
    "phrase": _nagekeken,
    "join": _nagekeken,
}


def _score(waarde: float | None) -> str:
    return "–" if waarde is None else f"{waarde:.3f}"


def _kort(waarde: Any) -> str:
    """A value without the braces and nulls of its type."""
    if isinstance(waarde, dict):
        return ", ".join(f"{naam}: {_kort(w)}" for naam, w in waarde.items() if w not in (None, (), [], False))
    if isinstance(waarde, list | tuple):
        return ", ".join(_kort(w) for w in waarde)
    return "ja" if waarde is True else str(waarde)
