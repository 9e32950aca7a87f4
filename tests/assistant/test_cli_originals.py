"""With the original documents beside the articles, an answer cites the passage of the original too.

The originals are not part of the project: name their folder in WEGWIJZER_ORIGINELEN to run this.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from knowledge.store import laad

ORIGINELEN = os.environ.get("WEGWIJZER_ORIGINELEN", "")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not ORIGINELEN, reason="WEGWIJZER_ORIGINELEN names no folder with the original documents"),
]

VRAGEN = {
    "westfriesland-2025": [
        "Welke rol heeft de lokale toegang bij het vervolgdeel in Westfriesland?",
        "Mogen in Westfriesland twee toewijzingen in segment B naast elkaar bij verschillende aanbieders?",
        "Wat is in Westfriesland de ingangsdatum van een wijziging met een 317-bericht?",
    ],
    "zaanstreek-waterland-2022": [
        "Mag in Zaanstreek-Waterland zorgverzwaring via het uitvraagformulier?",
        "Wat gebeurt er in Zaanstreek-Waterland met de laatste 30% bij herstel?",
        "Wat verwachten de gemeenten van Zaanstreek-Waterland van de nieuwe aanbesteding, en wanneer is de publicatie?",
    ],
    "amstelveen-aalsmeer-2022": [
        "Hoe lang duurt crisishulp in Amstelveen hoogstens?",
        "Wat gebeurt er in Amstelveen bij 75% van het signaalbudget?",
        "Welke producten vallen in Aalsmeer onder dyslexie?",
    ],
    "amsterdam-zaanstreek-2015-2017": [
        "Wanneer levert een groepspraktijk in Amsterdam-Amstelland onderhanden werk aan?",
        "Via welke route declareren vrijgevestigden in Amsterdam-Amstelland bij VECOZO?",
        "Kunnen wij in het Regioportaal van Amsterdam-Amstelland zelf een hoofdbehandelaar toevoegen aan ons contract?",
    ],
}


@pytest.fixture(scope="module")
def beside(built: Path, copy_cache: Callable[[Path], None], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the data folder, for the originals beside the articles."""
    folder = tmp_path_factory.mktemp("originelen")
    copy_cache(folder)
    shutil.copytree(built / "index", folder / "index")
    return folder


def _ingest(cli: Any, data: Path) -> dict[str, Any]:
    klaar = cli("ingest", ORIGINELEN, "--json", data=data)
    assert klaar.code == 0, klaar.stderr
    verslag: dict[str, Any] = json.loads(klaar.stdout)
    assert verslag["overgeslagen"] == []
    return verslag


def _words(text: str) -> str:
    """The words alone: list marks, table lines and tags are written anew when a document is read."""
    return " ".join(re.findall(r"\w+", re.sub(r"<[^>]+>", " ", text)))


def test_answers_cite_the_original_beside_the_article(cli: Any, beside: Path) -> None:
    bestanden = {p.relative_to(ORIGINELEN).as_posix() for p in Path(ORIGINELEN).rglob("*") if p.is_file()}
    eerst = _ingest(cli, beside)
    assert (eerst["bestanden"], eerst["nieuw"]) == (len(bestanden), len(bestanden))
    dan = _ingest(cli, beside)
    assert (dan["nieuw"], dan["gewijzigd"], dan["verwijderd"]) == (0, 0, 0)
    assert dan["ongewijzigd"] == len(bestanden)
    assert dan["passages"] == eerst["passages"]

    regels = [{"id": f"{r}/{i}", "question": v} for r, vragen in VRAGEN.items() for i, v in enumerate(vragen)]
    klaar = cli("ask", "--jsonl", text="\n".join(map(json.dumps, regels)), data=beside)
    assert klaar.code == 0
    answers = [json.loads(r) for r in klaar.lines]
    met = dict.fromkeys(VRAGEN, 0)
    for answer in answers:
        regeling = answer["id"].split("/")[0]
        assert answer["status"] == "answered", answer["id"]
        assert answer["regelingen"] == [regeling]
        documenten = {c["document"] for c in answer["citations"]}
        assert documenten & set(laad().regelingen[regeling].documenten), answer["id"]
        originelen = [c for c in answer["citations"] if c["document"] in bestanden]
        for c in originelen:
            assert c["regeling"] in (regeling, None)
            heel = _words((Path(ORIGINELEN) / c["document"]).read_text(encoding="utf-8", errors="replace"))
            assert c["quote"].strip()
            assert _words(c["quote"].splitlines()[0])[:60] in heel
        met[regeling] += bool(originelen)
    assert min(met.values()) >= 2, met


def test_every_original_belongs_to_a_regime(cli: Any, beside: Path) -> None:
    _ingest(cli, beside)
    klaar = cli("search", "jeugdhulp contract gemeente aanbieder", "--k", "100", "--json", data=beside)
    herkend = {p["document"]: p["regeling"] for p in json.loads(klaar.stdout)}
    originelen = {d: r for d, r in herkend.items() if (Path(ORIGINELEN) / d).is_file()}
    assert originelen
    assert set(originelen.values()) <= set(laad().regelingen)
