"""The figures as a picture: a dot a system with its interval, readable in grey; a small SVG, written by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from evals.zoeken.maten import Schatting
from evals.zoeken.meting import Deelmeting

_MATEN = ("nDCG@10", "recall@5", "MRR")
_NAMEN, _VAK, _TUSSEN, _RIJ, _BOVEN, _ONDER = 195, 210, 32, 26, 52, 24
_STIJL = """
text { font: 12px system-ui, sans-serif; fill: #222 } .n { text-anchor: end } .g, .s { text-anchor: middle }
.s { font-size: 10px; fill: #555 } .r { stroke: #ddd } .l { stroke: #555; stroke-width: 1.5 }
.e { fill: #000 } .p { fill: #fff; stroke: #555; stroke-width: 1.5 }
"""


@dataclass(frozen=True)
class Rij:
    """A system in the picture: its name, whether it is ours, and its score for each metric."""

    naam: str
    eigen: bool
    scores: Mapping[str, Schatting]


def teken(deel: Deelmeting, pad: Path) -> Path:
    """Draw the scores of a part as SVG."""
    rijen = [Rij(u.stelsel, u.eigen, {maat: deel.schatting(u, maat) for maat in _MATEN}) for u in deel.uitslagen]
    pad.write_text(svg(f"{deel.deel}: {len(deel.vragen)} vragen", rijen), encoding="utf-8")
    return pad


def svg(titel: str, rijen: Sequence[Rij]) -> str:
    """A panel a metric, from 0 to 1, with a line a system."""
    breed = _NAMEN + len(_MATEN) * (_VAK + _TUSSEN)
    hoog = _BOVEN + len(rijen) * _RIJ + _ONDER
    uitleg = "95%-interval; rondje: Wegwijzer, vierkant: ander stelsel"
    regels = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {breed} {hoog}" width="{breed}" role="img">',
        f"<title>{escape(titel)}; de getallen staan in de tabel</title>",
        f"<style>{_STIJL}</style>",
        f'<rect width="{breed}" height="{hoog}" fill="#fff"/>',
        f'<text x="8" y="18">{escape(titel)} ({uitleg})</text>',
        *(f'<text class="n" x="{_NAMEN - 10}" y="{_y(n) + 4}">{escape(r.naam)}</text>' for n, r in enumerate(rijen)),
    ]
    for nummer, maat in enumerate(_MATEN):
        regels += _vak(_NAMEN + nummer * (_VAK + _TUSSEN), maat, rijen)
    return "\n".join([*regels, "</svg>", ""])


def _y(rij: int) -> int:
    return _BOVEN + rij * _RIJ + _RIJ // 2


def _vak(links: int, maat: str, rijen: Sequence[Rij]) -> list[str]:
    """The grid of one metric, its name above it, and its dots."""
    onder = _BOVEN + len(rijen) * _RIJ
    regels = [f'<text class="g" x="{links + _VAK // 2}" y="{_BOVEN - 8}">{maat}</text>']
    for vijfde in range(6):
        x = links + _VAK * vijfde // 5
        regels.append(f'<path class="r" d="M{x} {_BOVEN}V{onder}"/>')
        regels.append(f'<text class="s" x="{x}" y="{onder + 14}">{_getal(vijfde / 5, 1)}</text>')
    for nummer, rij in enumerate(rijen):
        regels += _punt(links, _y(nummer) + 3, rij.scores[maat], eigen=rij.eigen)
    return regels


def _punt(links: int, y: int, score: Schatting, *, eigen: bool) -> list[str]:
    laag, x, hoog = (round(links + _VAK * waarde, 1) for waarde in (score.laag, score.waarde, score.hoog))
    punt = f'<circle class="e" cx="{x}" cy="{y}" r="4"/>'
    if not eigen:
        punt = f'<rect class="p" x="{x - 3.5:.1f}" y="{y - 3.5}" width="7" height="7"/>'
    return [
        f'<path class="l" d="M{laag} {y}H{hoog}M{laag} {y - 3}v6M{hoog} {y - 3}v6"/>{punt}'
        f'<text class="s" x="{x}" y="{y - 7}">{_getal(score.waarde, 2)}</text>'
    ]


def _getal(waarde: float, cijfers: int) -> str:
    return f"{waarde:.{cijfers}f}".replace(".", ",")
