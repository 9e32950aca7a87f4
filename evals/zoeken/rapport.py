"""The figures as Markdown for people and as JSON for programs; of a meet part nothing but figures."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from evals.zoeken.maten import MATEN, Schatting
from evals.zoeken.meting import GROEPEN, Deelmeting, Groep, Zoekmeting
from evals.zoeken.vragen import is_meetdeel


def tabel(meting: Zoekmeting, *, met_missers: bool = False) -> str:
    """The report of a run as Markdown.

    Args:
        meting: the run.
        met_missers: also name the questions of the ontwikkel parts that our own index missed.
    """
    regels = [
        f"Corpus: {meting.bestanden} bestanden, {meting.passages} passages; zoekmodel {meting.model}. "
        "Per vraag tellen de eerste tien verschillende bestanden; tussen haakjes het 95%-interval.",
    ]
    regels += [f"- niet gemeten: {naam}: {reden}" for naam, reden in meting.ontbreekt]
    if meting.overgeslagen:
        regels.append(f"- niet ingelezen: {len(meting.overgeslagen)} bestanden")
        regels += [f"  - {bestand}: {reden}" for bestand, reden in meting.overgeslagen[:10]]
    for deel in meting.delen:
        regels += ["", f"## {deel.deel} ({len(deel.vragen)} vragen)", "", *_hoofdtabel(deel)]
        for groep in GROEPEN:
            regels += ["", *_groepstabel(deel, groep)]
        if met_missers and not is_meetdeel(deel.deel):
            regels += ["", *_missers(deel)]
    return "\n".join(regels)


def als_json(meting: Zoekmeting) -> str:
    """The figures of a run as JSON."""
    data = {
        "model": meting.model,
        "bestanden": meting.bestanden,
        "passages": meting.passages,
        "overgeslagen": [{"bestand": b, "reden": r} for b, r in meting.overgeslagen],
        "niet_gemeten": [{"stelsel": s, "reden": r} for s, r in meting.ontbreekt],
        "delen": {deel.deel: _deel_json(deel) for deel in meting.delen},
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def schrijf(meting: Zoekmeting, map: Path, *, met_missers: bool = False) -> list[Path]:
    """Write the report, the figures and a picture a part into a folder; the files written."""
    from evals.zoeken.beeld import teken

    map.mkdir(parents=True, exist_ok=True)
    beelden = [teken(deel, map / f"zoeken-{deel.deel}.svg") for deel in meting.delen]
    tekst = "# Zoekmeting\n\n" + tabel(meting, met_missers=met_missers) + "\n"
    for deel, beeld in zip(meting.delen, beelden, strict=True):
        kop = f"## {deel.deel} ({len(deel.vragen)} vragen)\n"
        tekst = tekst.replace(kop, f"{kop}\n![Scores per stelsel op {deel.deel}]({beeld.name})\n")
    (map / "zoeken.md").write_text(tekst, encoding="utf-8")
    (map / "zoeken.json").write_text(als_json(meting), encoding="utf-8")
    return [map / "zoeken.md", map / "zoeken.json", *beelden]


def _hoofdtabel(deel: Deelmeting) -> list[str]:
    rijen = [["stelsel", *MATEN, "Wegwijzer beter in nDCG@10", "in recall@5"]]
    for nummer, uitslag in enumerate(deel.uitslagen):
        scores = [_interval(deel.schatting(uitslag, maat)) for maat in MATEN]
        beter = [_verschil(deel.verschil(uitslag, maat)) if nummer else "" for maat in ("nDCG@10", "recall@5")]
        rijen.append([uitslag.stelsel, *scores, *beter])
    return _rijen(rijen)


def _groepstabel(deel: Deelmeting, groep: Groep) -> list[str]:
    waarden = deel.waarden(groep)
    aantal = {w: sum(getattr(v, groep) == w for v in deel.vragen) for w in waarden}
    rijen = [[f"nDCG@10 / recall@5 per {groep}", *(f"{w} ({aantal[w]})" for w in waarden)]]
    for uitslag in deel.uitslagen:
        cellen = [
            " / ".join(f"{deel.schatting(uitslag, maat, groep, w).waarde:.2f}" for maat in ("nDCG@10", "recall@5"))
            for w in waarden
        ]
        rijen.append([uitslag.stelsel, *cellen])
    return _rijen(rijen)


def _missers(deel: Deelmeting) -> list[str]:
    regels = ["Zonder antwoord in de eerste vijf bestanden:", ""]
    for vraag in deel.missers():
        regels.append(f"- **{vraag.id}** ({vraag.wijze}) {vraag.vraag!r}")
        regels.append(f"  - verwacht: {', '.join(sorted(vraag.antwoorden))}")
        regels.append(f"  - gevonden: {', '.join(deel.eigen.gevonden[vraag.id])}")
    return regels if len(regels) > 2 else []


def _deel_json(deel: Deelmeting) -> dict[str, Any]:
    return {
        "vragen": len(deel.vragen),
        "stelsels": [
            {
                "stelsel": u.stelsel,
                "eigen": u.eigen,
                "scores": {maat: asdict(deel.schatting(u, maat)) for maat in MATEN},
                "wegwijzer_beter": {maat: asdict(deel.verschil(u, maat)) for maat in MATEN},
                "groepen": {
                    groep: {
                        waarde: {maat: asdict(deel.schatting(u, maat, groep, waarde)) for maat in MATEN}
                        for waarde in deel.waarden(groep)
                    }
                    for groep in GROEPEN
                },
            }
            for u in deel.uitslagen
        ],
    }


def _interval(s: Schatting) -> str:
    return f"{s.waarde:.2f} ({s.laag:.2f}–{s.hoog:.2f})"


def _verschil(s: Schatting) -> str:
    return f"{s.waarde:+.2f} ({s.laag:+.2f} tot {s.hoog:+.2f})"


def _rijen(rijen: Sequence[Sequence[str]]) -> list[str]:
    kop, *rest = ["| " + " | ".join(rij) + " |" for rij in rijen]
    return [kop, "| " + " | ".join("---" for _ in rijen[0]) + " |", *rest]
