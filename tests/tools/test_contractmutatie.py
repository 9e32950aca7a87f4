"""Contract changes 2015-2017: the listed ones by id and in free text, and what the source does not list."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tools.registry import voer_uit

SOORT = {
    "hoofdbehandelaar_toevoegen": "niet_zelf",
    "agb_code": "niet_zelf",
    "budgetplafond": "niet_tijdens_contract",
    "producten": "niet_tijdens_contract",
    "plaatsen": "niet_tijdens_contract",
}


@pytest.mark.parametrize("wijziging", SOORT)
def test_elk_id(run, wijziging):
    for spelling in (wijziging, wijziging.upper(), wijziging.replace("_", " "), wijziging.replace("_", "-")):
        uit = run("contractmutatie", wijziging=spelling)
        assert (uit.verdict, uit.regeling) == ("niet_toegestaan", "amsterdam-zaanstreek-2015-2017")
        assert (uit.data["wijziging"], uit.data["soort"]) == (wijziging, SOORT[wijziging])
        if SOORT[wijziging] == "niet_zelf":
            assert "Regionaal Ondersteuningsteam" in uit.data["contact"]
            assert "Regionaal Ondersteuningsteam" in uit.conclusion
        else:
            assert uit.data["contact"] is None


@pytest.mark.parametrize(
    ("tekst", "wijziging"),
    [
        ("We krijgen een nieuwe hoofdbehandelaar", "hoofdbehandelaar_toevoegen"),
        ("een hoofdbehandelaar toevoegen wegens ziekte", "hoofdbehandelaar_toevoegen"),
        ("uitbreiding met een hoofdbehandelaar", "hoofdbehandelaar_toevoegen"),
        ("Kan ik mijn AGB-codes aanpassen?", "agb_code"),
        ("agb code klopt niet", "agb_code"),
        ("graag een hoger budgetplafond", "budgetplafond"),
        ("ons plafond verhogen", "budgetplafond"),
        ("een product erbij", "producten"),
        ("een tweede locatie openen", "plaatsen"),
        ("nieuwe vestiging in Purmerend", "plaatsen"),
    ],
)
def test_vrije_tekst(run, tekst, wijziging):
    uit = run("contractmutatie", wijziging=tekst)
    assert (uit.verdict, uit.data["wijziging"]) == ("niet_toegestaan", wijziging)


@pytest.mark.parametrize(
    "tekst",
    [
        "overig",
        "Overig",
        "een hoofdbehandelaar verwijderen",
        "hoofdbehandelaar gaat uit dienst",
        "haal hoofdbehandelaar weg",
        "ander telefoonnummer",
        "ander e-mailadres in plaats van het oude",
        "rekeningnummer",
        "???",
    ],
)
def test_wat_de_bron_niet_noemt(run, tekst):
    uit = run("contractmutatie", wijziging=tekst)
    assert uit.verdict == "niet_beschreven"
    assert "soort" not in uit.data
    assert any("zelf wijzigen" in noot and "lijst" in noot for noot in uit.notes)


def test_zonder_wijziging_met_de_keuzes(run):
    uit = run("contractmutatie")
    assert (uit.verdict, uit.missing) == ("gegevens_ontbreken", ["wijziging"])
    assert uit.data["keuzes"] == [*SOORT, "overig"]


@given(st.text(min_size=1, max_size=200).filter(str.strip))
@settings(deadline=None, max_examples=200)
def test_willekeurige_tekst_geeft_altijd_een_oordeel(tekst):
    uit = voer_uit("contractmutatie", {"wijziging": tekst})
    assert uit.verdict in {"niet_toegestaan", "niet_beschreven"}
    assert (uit.verdict == "niet_toegestaan") == ("soort" in uit.data)
