"""The signal budget: exact at the threshold, money in every spelling, only for Ambulant."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tools.invoer import lees_bedrag
from tools.registry import voer_uit

AMBULANT = [
    "Behandeling ambulant",
    "Individuele begeleiding",
    "Systeembehandeling",
    "Systeembegeleiding",
    "Diagnostiek",
    "Persoonlijke verzorging",
    "Behandeling groep",
    "Begeleiding groep",
    "Daghulp",
]
ANDERE = [
    "Pleegzorg regulier",
    "Pleegzorg deeltijd",
    "Gezinshuizen",
    "Logeren",
    "Ouder en kind plekken – verblijf en opvoedondersteuning",
    "Ouder en kind plekken – alleen opvoedondersteuning",
    "Verblijf open – groepswonen",
    "Verblijf open – bijv. kamertraining/woonbegeleiding",
    "Verblijf besloten – bijv. driemileuvoorziening",
    "Verblijf gesloten – Jeugdzorg Plus",
    "GGZ-verblijf",
    "Crisis ambulant",
    "Crisisopvang",
    "Crisis noodbed",
    "Crisis pleegzorg",
    "Ernstige Enkelvoudige Dyslexie – Diagnostiek",
    "Ernstige Enkelvoudige Dyslexie – Behandeling",
]
CENTEN = st.integers(1, 10**12)


def euros(centen: int) -> str:
    return f"{centen // 100}.{centen % 100:02}"


@given(CENTEN, st.fractions(0, 2, max_denominator=10**6))
@example(10_000_00, Fraction(3, 4))
@settings(deadline=None, max_examples=300)
def test_drempel_precies_voor_het_afronden(budget, deel):
    gedeclareerd = int(budget * deel)
    uit = voer_uit(
        "signaalbudget", {"product": "Daghulp", "budget": euros(budget), "gedeclareerd": euros(gedeclareerd)}
    )
    assert uit.verdict == ("niet_toegestaan" if gedeclareerd > budget else "berekend")
    assert uit.data["drempel_bereikt"] is (gedeclareerd * 4 >= budget * 3)
    assert isinstance(uit.data["resterend"], str)
    assert Decimal(uit.data["resterend"]) == Decimal(budget - gedeclareerd) / 100
    assert abs(uit.data["percentage"] - gedeclareerd * 100 / budget) < 0.0101
    assert (uit.data["percentage"] >= 75) == uit.data["drempel_bereikt"], "never 75 % while it is not reached"
    assert uit.data["soort_budget"] == "signaalbudget"
    assert {c.rule: c.outcome for c in uit.checks}["maximum"] == ("geschonden" if gedeclareerd > budget else "voldaan")


@given(CENTEN)
@settings(deadline=None, max_examples=150)
def test_een_cent_onder_de_drempel(vierden):
    budget, drempel = vierden * 4, vierden * 3
    for gedeclareerd, bereikt in ((drempel - 1, False), (drempel, True), (drempel + 1, True)):
        invoer = {"product": "Diagnostiek", "budget": euros(budget), "gedeclareerd": euros(gedeclareerd)}
        assert voer_uit("signaalbudget", invoer).data["drempel_bereikt"] is bereikt


@pytest.mark.parametrize(
    ("tekst", "bedrag"),
    [
        ("35.000", "35000"),
        ("35000", "35000"),
        ("35.000,50", "35000.50"),
        ("35000,5", "35000.5"),
        ("35,50", "35.50"),
        ("35.50", "35.50"),
        ("35.5", "35.5"),
        ("1.234.567,89", "1234567.89"),
        ("€ 7.500", "7500"),
        ("7.500 euro", "7500"),
        ("EUR 7500", "7500"),
        ("7.500,-", "7500"),
        ("7.500,--", "7500"),
        ("7 500", "7500"),
        ("0", "0"),
        ("0,01", "0.01"),
        ("0.500", "0.5"),
        ("-5", "-5"),
        ("+5", "5"),
        ("€7.500,00", "7500"),
    ],
)
def test_bedragen_zoals_mensen_ze_schrijven(tekst, bedrag):
    assert lees_bedrag(tekst) == Decimal(bedrag)


@pytest.mark.parametrize(
    "tekst",
    [
        "",
        "veel",
        "1,000.50",
        "1.00.000",
        "1,000",
        "12.34.56",
        "1e5",
        "NaN",
        "Infinity",
        "--5",
        "1.000.00",
        "0x10",
        "7500" + " " * 60 + "9",
        "9" * 1_000_000,
    ],
)
def test_wat_geen_bedrag_is(tekst):
    with pytest.raises(ValueError, match="geen bedrag"):
        lees_bedrag(tekst)


@given(CENTEN)
@settings(deadline=None, max_examples=150)
def test_elke_nederlandse_spelling_is_hetzelfde_bedrag(centen):
    heel, rest = divmod(centen, 100)
    punten = f"{heel:,}".replace(",", ".")
    for tekst in (f"{heel},{rest:02}", f"{heel}.{rest:02}", f"{punten},{rest:02}", f"€ {punten},{rest:02}"):
        assert lees_bedrag(tekst) == Decimal(centen) / 100


@pytest.mark.parametrize("product", AMBULANT)
def test_alle_producten_van_ambulant(run, product):
    uit = run("signaalbudget", product=product, budget="10.000", gedeclareerd="7.500")
    assert (uit.verdict, uit.regeling) == ("berekend", "amstelveen-aalsmeer-2022")
    assert uit.data | {"wat_nu": None, "drempel": None} == {
        "percentage": 75,
        "drempel_bereikt": True,
        "resterend": "2500.00",
        "soort_budget": "signaalbudget",
        "wat_nu": None,
        "drempel": None,
    }
    assert len(uit.data["wat_nu"]) == 2, "two ways from the threshold on"


@pytest.mark.parametrize("product", ANDERE)
@pytest.mark.parametrize("geld", [{}, {"budget": "100", "gedeclareerd": "500"}])
def test_alle_producten_buiten_ambulant(run, product, geld):
    uit = run("signaalbudget", product=product, **geld)
    assert (uit.verdict, uit.missing) == ("niet_van_toepassing", [])


def test_boven_het_budget_mag_niet_hoe_weinig_ook(run):
    uit = run("signaalbudget", product="Daghulp", budget="10.000", gedeclareerd="10.000,01")
    assert uit.verdict == "niet_toegestaan"
    assert uit.data["resterend"] == "-0.01"
    assert "€ 0,01" in uit.conclusion
    op = run("signaalbudget", product="Daghulp", budget="10.000", gedeclareerd="10.000")
    assert (op.verdict, op.data["resterend"]) == ("berekend", "0.00")


def test_boven_het_budget_beslist_ook_zonder_product(run):
    assert run("signaalbudget", budget="100", gedeclareerd="101").verdict == "niet_toegestaan"


@pytest.mark.parametrize(
    ("zeer_complex", "soort"), [(True, "maatwerkbudget"), (False, "signaalbudget"), ("ja", "maatwerkbudget")]
)
def test_zeer_complexe_zorg_heeft_een_maatwerkbudget(run, zeer_complex, soort):
    uit = run("signaalbudget", product="Daghulp", budget=100, gedeclareerd=10.5, zeer_complex=zeer_complex)
    assert uit.data["soort_budget"] == soort
    assert any(c.rule == "zeer_complex" for c in uit.checks) == (soort == "maatwerkbudget")


@pytest.mark.parametrize(
    ("invoer", "missing"),
    [
        ({}, ["product", "budget", "gedeclareerd"]),
        ({"product": "Daghulp"}, ["budget", "gedeclareerd"]),
        ({"product": "Daghulp", "budget": "5"}, ["gedeclareerd"]),
        ({"product": "Daghulp", "gedeclareerd": "5"}, ["budget"]),
        ({"budget": "10", "gedeclareerd": "5"}, ["product"]),
    ],
)
def test_onvolledige_vragen(run, invoer, missing):
    uit = run("signaalbudget", **invoer)
    assert (uit.verdict, uit.missing) == ("gegevens_ontbreken", missing)


@pytest.mark.parametrize("product", ["behandeling", "paardrijden"])
def test_een_product_dat_niet_vaststaat_wordt_gevraagd(run, product):
    uit = run("signaalbudget", product=product, budget="10", gedeclareerd="5")
    assert (uit.verdict, uit.missing) == ("niet_gevonden", ["product"])
    assert "drempel_bereikt" not in uit.data


WOORDEN = sorted({w for naam in (*AMBULANT, *ANDERE) for w in re.findall(r"[a-zA-Z]{5,}", naam)})


@pytest.mark.parametrize("woord", WOORDEN)
def test_a_part_of_a_name_decides_when_all_products_that_have_it_are_outside_ambulant(run, woord):
    uit = run("signaalbudget", product=woord, budget="100", gedeclareerd="80")
    treffers = run("product", regeling="amstelveen-aalsmeer-2022", zoek=woord).data["producten"]
    if all(t["categorie"] != "Ambulant" for t in treffers):
        assert (uit.verdict, uit.missing) == ("niet_van_toepassing", [])
        assert {c.outcome for c in uit.checks} == {"voldaan"}
    else:
        assert uit.verdict != "niet_van_toepassing"


def test_foster_care_is_outside_ambulant_whichever_product_it_is(run):
    uit = run("signaalbudget", product="pleegzorg", budget="100", gedeclareerd="80")
    assert (uit.verdict, uit.data) == ("niet_van_toepassing", {"categorieen": ["verblijf", "crisis"]})
    assert "Verblijf of Crisis" in uit.conclusion


@pytest.mark.parametrize(
    ("gedeclareerd", "deel"),
    [("5000,01", "iets meer dan 100%"), ("4999,99", "iets minder dan 100%"), ("5000", "is 100%")],
)
def test_all_of_a_budget_is_only_said_when_it_is_so_to_the_cent(run, gedeclareerd, deel):
    assert deel in run("signaalbudget", product="Daghulp", budget="5000", gedeclareerd=gedeclareerd).conclusion


def test_the_steps_of_the_signal_budget_are_not_told_of_a_tailored_budget(run):
    geld = {"product": "Daghulp", "budget": "100", "gedeclareerd": "80"}
    gewoon, maatwerk = run("signaalbudget", **geld), run("signaalbudget", **geld, zeer_complex=True)
    assert any(c.rule == "vanaf_drempel" for c in gewoon.checks)
    assert not any(c.rule == "vanaf_drempel" for c in maatwerk.checks)
    assert (maatwerk.verdict, maatwerk.data["drempel_bereikt"], maatwerk.data["wat_nu"]) == ("berekend", True, [])
    assert gewoon.data["wat_nu"][0] not in maatwerk.conclusion
    assert "staat er niet" in maatwerk.conclusion
