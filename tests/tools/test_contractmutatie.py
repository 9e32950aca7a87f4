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

TEKSTEN = {
    "hoofdbehandelaar_toevoegen": "een hoofdbehandelaar toevoegen",
    "agb_code": "de AGB-code",
    "budgetplafond": "een hoger budgetplafond",
    "producten": "een extra product",
    "plaatsen": "een tweede locatie",
}
NOEMT = {
    "hoofdbehandelaar_toevoegen": ["hoofdbehandelaar"],
    "agb_code": ["AGB-codes"],
    "budgetplafond": ["budgetplafond"],
    "producten": ["producten"],
    "plaatsen": ["plaatsen"],
}
TUSSEN = [" en ", ", ", " en ook ", "; ", " plus "]


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
        ("hoofdbehandelar toevoegen", "hoofdbehandelaar_toevoegen"),
        ("Hoofd-behandelaar toevoegen", "hoofdbehandelaar_toevoegen"),
        ("een extra hoofd behandelaar", "hoofdbehandelaar_toevoegen"),
        ("een wijziging: hoofdbehandelaar toevoegen", "hoofdbehandelaar_toevoegen"),
        ("hoger budgetplafon", "budgetplafond"),
        ("niet het budgetplafond maar de producten", "producten"),
        ("ons telefoonnummer niet, maar wel het budgetplafond", "budgetplafond"),
        ("waarom kan ik niet de AGB-code wijzigen", "agb_code"),
        ("AGB-code van de vestiging wijzigen", "agb_code"),
        ("een tweede locatie met een eigen telefoonnummer", "plaatsen"),
        ("wij willen alleen een nieuwe locatie", "plaatsen"),
        ("het telefoonnummer en een nieuwe locatie", "plaatsen"),
        ("het telefoonnummer van de praktijk, en de locatie wijzigen", "plaatsen"),
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
        "een plaatsvervanger aanmelden",
        "productie verhogen",
        "ons productieplafond",
        "de hoofdbehandelaar wijzigen",
        "vervangen van de hoofdbehandelaar",
        "een andere hoofdbehandelaar",
        "ik wil niet het budgetplafond wijzigen maar mijn telefoonnummer",
        "mijn telefoonnummer, niet het budgetplafond",
        "e-mailadres wijzigen van onze vestiging",
        "het postadres van onze locatie wijzigen",
        "contactpersoon van de vestiging wijzigen",
        "onze vestiging krijgt een ander telefoonnummer",
        "wij willen géén nieuwe locatie, alleen een ander telefoonnummer",
        "naam van een product corrigeren op onze factuur",
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


GEGEVENS = ["e-mailadres", "postadres", "telefoonnummer", "contactpersoon", "website"]


@given(
    st.sampled_from(GEGEVENS),
    st.sampled_from(["onze", "de", "uw"]),
    st.sampled_from(["locatie", "vestiging", "nevenvestiging", "dependance"]),
    st.sampled_from(["het {g} van {b} {p} wijzigen", "ander {g} voor {b} {p}", "{b} {p} heeft een ander {g}"]),
)
@settings(deadline=None, max_examples=100)
def test_what_belongs_to_a_place_is_not_the_place(gegeven, bezit, plaats, zin):
    """The source speaks of the places where one is contracted, not of how they are reached."""
    wijziging = zin.format(g=gegeven, b=bezit, p=plaats)
    assert voer_uit("contractmutatie", {"wijziging": wijziging}).verdict == "niet_beschreven"
    beide = voer_uit("contractmutatie", {"wijziging": f"{wijziging} en een tweede locatie"})
    assert (beide.verdict, beide.data["wijziging"]) == ("niet_toegestaan", "plaatsen")


@given(st.lists(st.sampled_from(sorted(TEKSTEN)), min_size=2, max_size=5, unique=True), st.sampled_from(TUSSEN))
@settings(deadline=None, max_examples=100)
def test_each_change_of_one_text_is_judged(namen, tussen):
    uit = voer_uit("contractmutatie", {"wijziging": tussen.join(TEKSTEN[n] for n in namen)})
    assert uit.verdict == "niet_toegestaan"
    assert [c.rule for c in uit.checks] == [w["wijziging"] for w in uit.data["wijzigingen"]] == namen
    assert (uit.data["wijziging"], uit.data["soort"]) == (namen[0], SOORT[namen[0]])
    assert {w["wijziging"]: w["soort"] for w in uit.data["wijzigingen"]} == {n: SOORT[n] for n in namen}
    assert all(woord in uit.conclusion for n in namen for woord in NOEMT[n])
    assert uit.conclusion.count("Regionaal Ondersteuningsteam") == any(SOORT[n] == "niet_zelf" for n in namen)
