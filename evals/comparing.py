"""Compare two runs question by question: what was gained and lost, by group, and whether that may be chance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import comb

from evals.outcome import Regel, Uitslag
from evals.questions import is_meetdeel

_Paar = tuple[Regel, Regel]
_KLEINSTE_KANS = 0.001
"""A smaller chance is not written out."""


@dataclass(frozen=True)
class Verschil:
    """Pairs of the same questions in an old and a new run; `veranderd`: the ids that asked something else then."""

    paren: tuple[_Paar, ...]
    veranderd: tuple[Regel, ...] = ()

    @property
    def gewonnen(self) -> list[Regel]:
        """Wrong before, right now."""
        return [nieuw for oud, nieuw in self.paren if nieuw.goed and not oud.goed]

    @property
    def verloren(self) -> list[Regel]:
        """Right before, wrong now."""
        return [nieuw for oud, nieuw in self.paren if oud.goed and not nieuw.goed]

    @property
    def p(self) -> float:
        """Chance of a difference at least this large when both runs were equally good (McNemar, exact, two-sided)."""
        return mcnemar(len(self.gewonnen), len(self.verloren))


def mcnemar(gewonnen: int, verloren: int) -> float:
    """Exact two-sided p-value of McNemar's test, from the discordant pairs."""
    n = gewonnen + verloren
    staart = sum(comb(n, i) for i in range(min(gewonnen, verloren) + 1))
    return min(1.0, staart / 2.0 ** (n - 1))


def vergelijk(oud: Uitslag, nieuw: Uitslag) -> Verschil:
    """The questions that stand in both runs; a part may have been renamed, so the id tells."""
    voor = {regel.id: regel for regel in oud.regels}
    zelfde, anders = list[_Paar](), list[Regel]()
    for regel in nieuw.regels:
        toen = voor.get(regel.id)
        if toen is None:
            continue
        if toen.tekst and regel.tekst and toen.tekst != regel.tekst:
            anders.append(regel)
        else:
            zelfde.append((toen, regel))
    return Verschil(tuple(zelfde), tuple(anders))


def tabel(oud: Uitslag, nieuw: Uitslag) -> str:
    """The comparison as Markdown; questions by id, of held-out parts only how many."""
    v = vergelijk(oud, nieuw)
    aantal = len(v.paren)
    waren, zijn = (sum(paar[i].goed for paar in v.paren) for i in (0, 1))
    regels = [
        f"## {aantal} vragen in beide metingen: {waren} goed, nu {zijn} goed",
        "",
        f"- gewonnen: {len(v.gewonnen)}{_ids(v.gewonnen)}",
        f"- verloren: {len(v.verloren)}{_ids(v.verloren)}",
        f"- kans op zo'n verschil door toeval (McNemar, exact): {_kans(v.p)}",
        f"- dezelfde id maar een andere tekst, niet vergeleken: {len(v.veranderd)}{_ids(v.veranderd)}",
        f"- alleen in de oude meting: {len(oud.regels) - aantal - len(v.veranderd)}, "
        f"alleen in de nieuwe: {len(nieuw.regels) - aantal - len(v.veranderd)}",
        *_versies(oud, nieuw),
    ]
    if not aantal:
        return "\n".join([*regels, "", "**Let op:** de metingen hebben geen vraag gemeen; er is niets te vergelijken."])
    regels += [
        "",
        *_standen(v.paren),
        "",
        "| groep | waarde | vragen | oud goed | nieuw goed | gewonnen | verloren | p |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for (groep, waarde), deel in _per_groep(v.paren).items():
        goed = [sum(paar[i].goed for paar in deel.paren) for i in (0, 1)]
        cellen = [len(deel.paren), *goed, len(deel.gewonnen), len(deel.verloren), _kans(deel.p)]
        regels.append(f"| {groep} | {waarde} | {' | '.join(map(str, cellen))} |")
    regels += ["", "De kansen per groep zijn niet verbeterd voor het aantal groepen."]
    return "\n".join(regels)


def _kans(p: float) -> str:
    return "< 0,001" if p < _KLEINSTE_KANS else f"{p:.3f}".replace(".", ",")


def _versies(oud: Uitslag, nieuw: Uitslag) -> list[str]:
    """What ran in both runs: knowledge, index and code, and the days."""
    paren = zip(oud.versies.model_dump().items(), nieuw.versies.model_dump().values(), strict=True)
    verschil = [f"{naam} {toen} → {nu}" if toen != nu else f"{naam} {nu}" for (naam, toen), nu in paren]
    return [f"- gemeten op {oud.gemeten_op} en {nieuw.gemeten_op}; {'; '.join(verschil)}"]


def _standen(paren: Sequence[_Paar]) -> list[str]:
    """Per run what weighs most beside right and wrong, over the questions in both."""
    kanten = [[paar[i] for paar in paren] for i in (0, 1)]
    rijen = [
        ("onbewezen", [str(sum("onbewezen" in r.fouten for r in kant)) for kant in kanten]),
        ("verkeerde regeling", [str(sum("regeling" in r.fouten for r in kant)) for kant in kanten]),
        ("onthouding (F1)", [_onthouding(kant) for kant in kanten]),
    ]
    koppen = ["| stand | oud | nieuw |", "| --- | --- | --- |"]
    return [*koppen, *(f"| {naam} | {' | '.join(waarden)} |" for naam, waarden in rijen)]


def _onthouding(regels: Sequence[Regel]) -> str:
    """F1 of abstaining; a dash where nothing abstained and nothing had to."""
    raak = sum(r.verwacht == r.gegeven == "abstain" for r in regels)
    mis = sum((r.verwacht == "abstain") != (r.gegeven == "abstain") for r in regels)
    return f"{2 * raak / (2 * raak + mis):.3f}".replace(".", ",") if raak + mis else "–"


def _ids(regels: Sequence[Regel]) -> str:
    """The ids of questions that one may look at, and how many others there are."""
    namen = [regel.id for regel in regels if not is_meetdeel(regel.deel)]
    verborgen = len(regels) - len(namen)
    if verborgen:
        namen.append(f"{verborgen} in meetdelen")
    return f" ({', '.join(namen)})" if namen else ""


def _per_groep(paren: Sequence[_Paar]) -> dict[tuple[str, str], Verschil]:
    per: dict[tuple[str, str], list[_Paar]] = defaultdict(list)
    for paar in paren:
        for groep, waarde in {"deel": paar[1].deel, **paar[1].groepen}.items():
            per[groep, waarde].append(paar)
    volgorde = {groep: i for i, groep in enumerate(["deel", *paren[0][1].groepen])} if paren else {}
    return {sleutel: Verschil(tuple(per[sleutel])) for sleutel in sorted(per, key=lambda s: (volgorde[s[0]], s[1]))}
