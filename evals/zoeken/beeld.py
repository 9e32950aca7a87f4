"""The figures as a picture: a dot a system with its interval, readable in grey."""

from __future__ import annotations

from pathlib import Path

from evals.zoeken.meting import Deelmeting

_MATEN = ("nDCG@10", "recall@5", "MRR")


def teken(deel: Deelmeting, pad: Path) -> Path | None:
    """Draw the scores of a part as SVG; None without matplotlib."""
    try:
        import matplotlib
    except ImportError:
        return None
    matplotlib.use("Agg")
    from matplotlib import pyplot as plt

    volgorde = list(reversed(deel.uitslagen))
    with plt.rc_context({"svg.hashsalt": deel.deel, "font.size": 9}):
        figuur, assen = plt.subplots(
            1, len(_MATEN), sharey=True, figsize=(3.2 * len(_MATEN), 0.36 * len(volgorde) + 1.1), squeeze=False
        )
        for as_, maat in zip(assen[0], _MATEN, strict=True):
            for hoogte, uitslag in enumerate(volgorde):
                s = deel.schatting(uitslag, maat)
                as_.errorbar(
                    s.waarde,
                    hoogte,
                    xerr=[[s.waarde - s.laag], [s.hoog - s.waarde]],
                    fmt="o" if uitslag.eigen else "s",
                    color="black" if uitslag.eigen else "0.45",
                    markerfacecolor="black" if uitslag.eigen else "white",
                    capsize=3,
                    linewidth=1.1,
                )
                as_.annotate(f"{s.waarde:.2f}", (s.waarde, hoogte), (0, 5), textcoords="offset points", ha="center")
            as_.set_title(maat)
            as_.set_xlim(0, 1.02)
            as_.set_ylim(-0.5, len(volgorde) - 0.3)
            as_.grid(axis="x", color="0.88")
            as_.set_axisbelow(True)
        assen[0][0].set_yticks(range(len(volgorde)), [u.stelsel for u in volgorde])
        figuur.suptitle(f"{deel.deel}: {len(deel.vragen)} vragen, 95%-interval (rondje: Wegwijzer, vierkant: peer)")
        figuur.tight_layout()
        figuur.savefig(pad, metadata={"Date": None})
        plt.close(figuur)
    return pad
