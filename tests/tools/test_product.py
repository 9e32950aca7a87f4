"""The catalogues: 26 products in four categories, and the components of Westfriesland."""

from __future__ import annotations

import pytest

AA = "amstelveen-aalsmeer-2022"
CATALOGUS = {
    "Ambulant": [
        "Behandeling ambulant",
        "Individuele begeleiding",
        "Systeembehandeling",
        "Systeembegeleiding",
        "Diagnostiek",
        "Persoonlijke verzorging",
        "Behandeling groep",
        "Begeleiding groep",
        "Daghulp",
    ],
    "Verblijf": [
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
    ],
    "Crisis": ["Crisis ambulant", "Crisisopvang", "Crisis noodbed", "Crisis pleegzorg"],
    "Dyslexie": [
        "Ernstige Enkelvoudige Dyslexie – Diagnostiek",
        "Ernstige Enkelvoudige Dyslexie – Behandeling",
    ],
}
PRODUCTEN = [(c, p) for c, namen in CATALOGUS.items() for p in namen]
COMPONENTEN = ["Vervoerscomponent", "Medicatiecontrole", "Dagbesteding"]


def test_het_zijn_er_26():
    assert len(PRODUCTEN) == 26


@pytest.mark.parametrize(("categorie", "naam"), PRODUCTEN)
@pytest.mark.parametrize("spel", [str, str.upper, str.lower, lambda naam: f"  {naam} "])
def test_elk_product_op_zijn_naam_en_geen_ander(run, categorie, naam, spel):
    uit = run("product", zoek=spel(naam))
    assert (uit.verdict, uit.regeling) == ("gevonden", AA)
    assert uit.data["producten"] == [{"product": naam, "categorie": categorie}]
    assert [c["naam"] for c in uit.data["categorieen"]] == [categorie]


@pytest.mark.parametrize("categorie", CATALOGUS)
def test_elke_categorie_met_haar_producten(run, categorie):
    for spelling in (categorie, categorie.upper(), f" {categorie.lower()} "):
        uit = run("product", categorie=spelling)
        assert (uit.verdict, uit.regeling) == ("gevonden", AA)
        assert [p["product"] for p in uit.data["producten"]] == CATALOGUS[categorie]


@pytest.mark.parametrize(
    ("categorie", "verwijzers", "langste_duur", "signaalbudget"),
    [
        ("Ambulant", None, None, True),
        ("Verblijf", ["lokaal team", "GI"], None, False),
        ("Crisis", None, "6 weken", False),
        ("Dyslexie", None, None, False),
    ],
)
def test_wat_voor_een_categorie_geldt_en_wat_de_bron_niet_zegt(run, categorie, verwijzers, langste_duur, signaalbudget):
    uit = run("product", categorie=categorie)
    kenmerken = uit.data["categorieen"][0]["kenmerken"]
    assert kenmerken == {
        "verwijzers": verwijzers,
        "langste_duur": langste_duur,
        "signaalbudget": signaalbudget,
    }
    open_ = {c.rule.split("_", 1)[1] for c in uit.checks if c.outcome == "onbekend"}
    assert open_ == {naam for naam, waarde in kenmerken.items() if waarde is None}


@pytest.mark.parametrize("naam", COMPONENTEN)
def test_de_componenten_van_westfriesland(run, naam):
    uit = run("product", zoek=naam)
    assert (uit.verdict, uit.regeling) == ("gevonden", "westfriesland-2025")
    assert [p["product"] for p in uit.data["producten"]] == [naam]


@pytest.mark.parametrize(
    ("zoek", "producten"),
    [
        ("noodbed", ["Crisis noodbed"]),
        ("pleegzorg", ["Pleegzorg regulier", "Pleegzorg deeltijd", "Crisis pleegzorg"]),
        ("gezinshuis", ["Gezinshuizen"]),
        ("dyslexie behandeling", ["Ernstige Enkelvoudige Dyslexie – Behandeling"]),
        ("diagnostek", ["Diagnostiek", "Ernstige Enkelvoudige Dyslexie – Diagnostiek"]),
    ],
)
def test_delen_van_namen_en_een_tikfout(run, zoek, producten):
    assert [p["product"] for p in run("product", zoek=zoek, regeling=AA).data["producten"]] == producten


def test_zoeken_binnen_een_categorie(run):
    uit = run("product", zoek="behandeling", categorie="dyslexie")
    assert [p["product"] for p in uit.data["producten"]] == ["Ernstige Enkelvoudige Dyslexie – Behandeling"]


@pytest.mark.parametrize("invoer", [{"zoek": "paardrijden"}, {"categorie": "vervoer per taxi"}, {"zoek": "de"}])
def test_wat_er_niet_is_wordt_niet_gevonden(run, invoer):
    uit = run("product", regeling=AA, **invoer)
    assert (uit.verdict, uit.data["producten"]) == ("niet_gevonden", [])
    overal = run("product", **invoer)
    assert (overal.verdict, overal.regeling) == ("niet_gevonden", None)
    assert len({c.source.document for c in overal.checks}) == 2, "both catalogues were searched"


def test_zonder_zoekwoord_ontbreekt_dat(run):
    uit = run("product", regeling=AA)
    assert (uit.verdict, uit.missing) == ("gegevens_ontbreken", ["zoek"])
    assert uit.data["categorieen"] == list(CATALOGUS)


@pytest.mark.parametrize("invoer", [{"zoek": "paardrijden"}, {"categorie": "xyz"}])
def test_what_no_regime_has_is_told_of_every_regime(run, invoer):
    uit = run("product", **invoer)
    assert (uit.verdict, uit.regeling) == ("niet_gevonden", None)
    assert "Amstelveen en Aalsmeer" in uit.conclusion
    assert "Westfriesland" in uit.conclusion
