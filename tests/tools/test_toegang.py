"""Access overview: all 9 x 2 x 2 cells and every partial input against the overview, written out here."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

PROFIELEN: list[int | str] = [1, 2, 3, 4, 5, 6, 7, 8, "dagbesteding"]
VERWIJZERS, MOMENTEN = ["gemeente", "extern"], ["aanvraag", "verlenging"]


def document(profiel: int | str, verwijzer: str, moment: str) -> str:
    if verwijzer == "gemeente" or profiel == 8:
        return "perspectiefplan" if moment == "aanvraag" else "vervolgdeel"
    return "geen" if profiel in (1, 2, 3, 4) else "aanvraagformulier"


def voetnoten(profiel: int | str, verwijzer: str, moment: str) -> list[str]:
    tekens = ["*"] if (profiel, verwijzer, moment) == (8, "extern", "aanvraag") else []
    return tekens + (["**"] if profiel in (5, 6, 7) else ["***"] if profiel == "dagbesteding" else [])


def test_elke_cel_van_het_overzicht(run):
    for profiel, verwijzer, moment in product(PROFIELEN, VERWIJZERS, MOMENTEN):
        uit = run("toegang", profiel=profiel, verwijzer=verwijzer, moment=moment)
        assert uit.verdict == "gevonden"
        assert uit.data["document"] == document(profiel, verwijzer, moment), uit.input
        assert uit.data["regie"] == ("ja" if profiel == 8 else "nee"), uit.input
        assert [n["teken"] for n in uit.data["voetnoten"]] == voetnoten(profiel, verwijzer, moment), uit.input


@pytest.mark.parametrize(
    "invoer",
    [(8, "extern", "aanvraag"), (6, "gemeente", "aanvraag"), ("dagbesteding", "extern", "verlenging")],
)
def test_een_voetnoot_zonder_tekst_wordt_precies_zo_gemeld(run, invoer):
    uit = run("toegang", **dict(zip(("profiel", "verwijzer", "moment"), invoer, strict=True)))
    for noot in uit.data["voetnoten"]:
        assert noot["tekst"] is None
        assert f"voetnootteken {noot['teken']}," in noot["uitleg"]
        assert "geeft de tekst van die voetnoot niet" in noot["uitleg"]
        assert noot["uitleg"] in uit.notes


def mogelijk(deel: dict[str, Any]) -> list[dict[str, Any]]:
    keuzes = {"profiel": PROFIELEN, "verwijzer": VERWIJZERS, "moment": MOMENTEN}
    rijen = product(*([deel[k]] if k in deel else v for k, v in keuzes.items()))
    return [dict(zip(keuzes, rij, strict=True)) for rij in rijen]


def antwoord(geval: dict[str, Any]) -> tuple[str, bool]:
    return document(**geval), geval["profiel"] == 8


def test_een_onvolledige_vraag_noemt_alleen_wat_het_antwoord_nog_verandert(run):
    for waarden in product([None, *PROFIELEN], [None, *VERWIJZERS], [None, *MOMENTEN]):
        deel = {k: w for k, w in zip(("profiel", "verwijzer", "moment"), waarden, strict=True) if w is not None}
        nodig = [
            veld
            for veld in ("profiel", "verwijzer", "moment")
            if veld not in deel
            and any(
                antwoord(geval) != antwoord(ander)
                for geval in mogelijk(deel)
                for ander in mogelijk({k: w for k, w in geval.items() if k != veld})
            )
        ]
        uit = run("toegang", **deel)
        assert uit.missing == nodig, deel
        assert uit.verdict == ("gegevens_ontbreken" if nodig else "gevonden"), deel
        if not nodig:
            assert {uit.data["document"]} == {document(**geval) for geval in mogelijk(deel)}, deel
        if "profiel" in deel:
            assert uit.data["regie"] == ("ja" if deel["profiel"] == 8 else "nee"), deel


def test_een_voetnoot_die_van_de_verwijzer_afhangt_blijft_in_zicht(run):
    uit = run("toegang", profiel=8, moment="aanvraag")
    assert uit.data["document"] == "perspectiefplan"
    assert [n["teken"] for n in uit.data["voetnoten"]] == ["*"]
    assert "verwijzer extern" in uit.data["voetnoten"][0]["uitleg"]


@pytest.mark.parametrize("profiel", ["3", " 3 ", 3])
def test_een_profiel_mag_als_tekst(run, profiel):
    assert (
        run("toegang", profiel=profiel, verwijzer="Gemeente", moment=" AANVRAAG ").data["document"] == "perspectiefplan"
    )


def test_dagbesteding_met_hoofdletter(run):
    assert run("toegang", profiel="Dagbesteding").input == {"profiel": "dagbesteding"}
