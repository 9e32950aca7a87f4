"""The 317: the product of all inputs against the words of the contract."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

import pytest

INTENSITEITEN = ["perspectief", "intensief", "duurzaam_licht", "duurzaam_zwaar"]
DAGEN = ["2025-06-01", "2025-06-30", "2025-07-01", "2025-07-02", "2025-08-01", "2026-01-31", "2028-02-01"]
EINDDATUMS: list[tuple[str | None, str | None]] = [
    (None, None),
    ("2026-12-31", None),
    (None, "2026-12-31"),
    ("2026-12-31", "2026-12-31"),
    ("2026-12-31", "2027-06-30"),
]
NODIG = ["profiel", "intensiteit", "nieuwe_intensiteit", "ingangsdatum"]


def regels(invoer: dict[str, Any]) -> dict[str, str]:
    """Outcome of each rule by the contract; an input that is not given leaves its rule open."""
    profiel, van, naar = (invoer.get(k) for k in ("profiel", "intensiteit", "nieuwe_intensiteit"))
    dag = date.fromisoformat(invoer["ingangsdatum"]) if "ingangsdatum" in invoer else None

    def als(bekend: bool, goed: bool) -> str:
        return ("voldaan" if goed else "geschonden") if bekend else "onbekend"

    nieuw, eind = invoer.get("nieuw_profiel"), invoer.get("nieuwe_einddatum")
    samen = [{"perspectief", "intensief"}, {"duurzaam_licht", "duurzaam_zwaar"}]
    return {
        "profiel": als(nieuw is None or profiel is not None, nieuw in (None, profiel)),
        "profielen": als(profiel is not None, profiel in (1, 2, 3, 4)),
        "groepen": als(van is not None and naar is not None, {van, naar} in samen),
        "vanaf": als(dag is not None, dag is not None and dag >= date(2025, 7, 1)),
        "dag_van_de_maand": als(dag is not None, dag is not None and dag.day == 1),
        "eenmalig": als("eerder_gewijzigd" in invoer, invoer.get("eerder_gewijzigd") is False),
        "looptijd": als(eind is None or "einddatum" in invoer, eind in (None, invoer.get("einddatum"))),
    }


def oordeel(invoer: dict[str, Any]) -> tuple[str, list[str]]:
    """Verdict and missing inputs: one violation decides; only `eerder_gewijzigd` open is a condition."""
    uitkomsten = regels(invoer)
    if "geschonden" in uitkomsten.values():
        return "niet_toegestaan", []
    ontbreekt = [veld for veld in NODIG if veld not in invoer]
    if uitkomsten["eenmalig"] == "onbekend":
        ontbreekt.append("eerder_gewijzigd")
    if uitkomsten["looptijd"] == "onbekend":
        ontbreekt.append("einddatum")
    if not ontbreekt:
        return "toegestaan", []
    return ("voorwaardelijk" if ontbreekt == ["eerder_gewijzigd"] else "gegevens_ontbreken"), ontbreekt


def controleer(run: Any, velden: dict[str, Any]) -> None:
    invoer = {k: v for k, v in velden.items() if v is not None}
    uit = run("verzoek_om_wijziging", **invoer)
    assert {c.rule: c.outcome for c in uit.checks} == regels(invoer), invoer
    assert (uit.verdict, uit.missing) == oordeel(invoer), invoer
    assert uit.input == invoer


@pytest.mark.parametrize("profiel", range(1, 9))
def test_elke_combinatie_van_een_volledig_verzoek(run, profiel):
    for van, naar, dag, eerder, nieuw, (eind, nieuw_eind) in product(
        INTENSITEITEN, INTENSITEITEN, DAGEN, (None, False, True), (None, profiel, profiel % 8 + 1), EINDDATUMS
    ):
        velden = {"profiel": profiel, "intensiteit": van, "nieuwe_intensiteit": naar, "ingangsdatum": dag}
        velden |= {"eerder_gewijzigd": eerder, "nieuw_profiel": nieuw, "einddatum": eind}
        controleer(run, velden | {"nieuwe_einddatum": nieuw_eind})


def test_elk_onvolledig_verzoek_noemt_wat_ontbreekt(run):
    for profiel, van, naar, dag, eerder, nieuw, (eind, nieuw_eind) in product(
        (None, 1, 5),
        (None, "perspectief"),
        (None, "intensief", "duurzaam_zwaar"),
        (None, "2025-07-01", "2025-07-02"),
        (None, False, True),
        (None, 1),
        EINDDATUMS,
    ):
        velden = {"profiel": profiel, "intensiteit": van, "nieuwe_intensiteit": naar, "ingangsdatum": dag}
        velden |= {"eerder_gewijzigd": eerder, "nieuw_profiel": nieuw, "einddatum": eind}
        controleer(run, velden | {"nieuwe_einddatum": nieuw_eind})


GOED = {"profiel": 1, "intensiteit": "PE", "nieuwe_intensiteit": "IN", "ingangsdatum": "2025-09-01"}


@pytest.mark.parametrize(
    ("spelling", "intensiteit"),
    [
        ("PE", "perspectief"),
        ("pe", "perspectief"),
        (" Perspectief ", "perspectief"),
        ("IN", "intensief"),
        ("Intensief", "intensief"),
        ("DL", "duurzaam_licht"),
        ("duurzaam licht", "duurzaam_licht"),
        ("Duurzaam-Licht", "duurzaam_licht"),
        ("dz", "duurzaam_zwaar"),
        ("duurzaamzwaar", "duurzaam_zwaar"),
        ("DUURZAAM_ZWAAR", "duurzaam_zwaar"),
    ],
)
def test_een_intensiteit_mag_als_code_en_voluit(run, spelling, intensiteit):
    uit = run("verzoek_om_wijziging", **GOED | {"intensiteit": spelling})
    assert uit.input["intensiteit"] == intensiteit


@pytest.mark.parametrize("spelling", ["501PE", "P1E", "PE!", "in/pe", "", "perspectief" + " " * 60 + "intensief"])
def test_wat_op_een_intensiteit_lijkt_is_er_nog_geen(fout, spelling):
    assert fout("verzoek_om_wijziging", GOED | {"intensiteit": spelling}).field == "intensiteit"


def test_alle_regels_staan_erbij_ook_na_de_eerste_overtreding(run):
    uit = run(
        "verzoek_om_wijziging",
        profiel=6,
        nieuw_profiel=2,
        intensiteit="PE",
        nieuwe_intensiteit="DZ",
        ingangsdatum="2025-06-15",
        eerder_gewijzigd=True,
        einddatum="2026-01-01",
        nieuwe_einddatum="2027-01-01",
    )
    assert [c.outcome for c in uit.checks] == ["geschonden"] * 7
    assert len({(c.source.document, c.source.section) for c in uit.checks}) == 7
    assert uit.conclusion.startswith("Nee")


def test_een_verkeerde_dag_krijgt_de_dagen_erbij_die_wel_mogen(run):
    uitleg = {
        c.rule: c.explanation for c in run("verzoek_om_wijziging", **GOED | {"ingangsdatum": "2025-09-15"}).checks
    }["dag_van_de_maand"]
    assert "1 september 2025" in uitleg
    assert "1 oktober 2025" in uitleg


def test_dagen_voor_de_eerste_mogelijke_worden_niet_aangeraden(run):
    uit = run("verzoek_om_wijziging", **GOED | {"ingangsdatum": "2025-06-15"})
    uitleg = next(c.explanation for c in uit.checks if c.rule == "dag_van_de_maand")
    assert "1 juli 2025" in uitleg
    assert "1 juni 2025" not in uitleg


def test_de_leeswijze_van_eenmalig_staat_erbij(run):
    assert any("eenmalig" in noot for noot in run("verzoek_om_wijziging", **GOED).notes)
    assert not any("eenmalig" in noot for noot in run("verzoek_om_wijziging", **GOED, eerder_gewijzigd=False).notes)


@pytest.mark.parametrize(("profiel", "erbij"), [(1, False), (4, False), (5, True), (8, True)])
def test_wat_open_is_over_andere_profielen_staat_bij_die_profielen(run, profiel, erbij):
    noten = run("verzoek_om_wijziging", **GOED | {"profiel": profiel}).notes
    assert any("profiel 5 tot en met 8" in noot for noot in noten) == erbij


@pytest.mark.parametrize("eerder", [None, False])
def test_a_change_after_the_end_is_not_told_to_be_fine_without_a_word_on_the_days(run, eerder):
    velden = GOED | {"eerder_gewijzigd": eerder} if eerder is not None else GOED
    uit = run("verzoek_om_wijziging", **velden, einddatum="2025-08-31")
    assert "1 september 2025 ligt na de einddatum van de toewijzing (31 augustus 2025)" in uit.conclusion
    assert "ligt na" not in run("verzoek_om_wijziging", **velden, einddatum="2025-09-01").conclusion
