"""Product codes: the four that exist, the 28 that only follow the pattern, and those that break it."""

from __future__ import annotations

from itertools import product

import pytest

LETTERS = {"PE": "perspectief", "IN": "intensief", "DL": "duurzaam_licht", "DZ": "duurzaam_zwaar"}
TABEL = {
    "501PE": (1, "perspectief", "1PE Ontwikkeling psychosociaal"),
    "501IN": (1, "intensief", "1IN Ontwikkeling psychosociaal"),
    "504DL": (4, "duurzaam_licht", "4DL begeleiding Jeugdigen met beperkingen"),
    "504DZ": (4, "duurzaam_zwaar", "4DZ begeleiding Jeugdigen met beperkingen"),
}


def rij(code: str) -> dict[str, object]:
    profiel, intensiteit, omschrijving = TABEL[code]
    return {
        "code": code,
        "categorie": "50",
        "profiel": profiel,
        "intensiteit": intensiteit,
        "omschrijving": omschrijving,
        "eenheid": "stuks",
        "frequentie": "per maand",
    }


@pytest.mark.parametrize("code", TABEL)
def test_elke_code_in_veel_spellingen(run, code):
    c, p, i = code[:2], code[2], code[3:]
    for spelling in (
        code,
        code.lower(),
        f"{c}{p} {i}",
        f" {c} {p} {i} ",
        f"{c}-{p}-{i}",
        f"{c}{p}-{i.lower()}",
        f"{c}.{p}.{i}",
        f"{c}{p}\t{i}",
        " - ".join(code),
    ):
        uit = run("productcode", code=spelling)
        assert (uit.verdict, uit.regeling, uit.data) == (
            "gevonden",
            "westfriesland-2025",
            {"codes": [rij(code)]},
        )
        assert uit.input == {"code": code}


@pytest.mark.parametrize("code", TABEL)
@pytest.mark.parametrize("voluit", [True, False])
def test_elke_code_bij_profiel_en_intensiteit(run, code, voluit):
    profiel, intensiteit, _ = TABEL[code]
    uit = run("productcode", profiel=profiel, intensiteit=intensiteit if voluit else code[3:])
    assert (uit.verdict, uit.data["codes"]) == ("gevonden", [rij(code)])


def test_alle_32_codes_van_het_patroon(run):
    for profiel, (letters, intensiteit) in product(range(1, 9), LETTERS.items()):
        code = f"50{profiel}{letters}"
        uit = run("productcode", code=code)
        paar = run("productcode", profiel=profiel, intensiteit=letters)
        if code in TABEL:
            assert uit.verdict == paar.verdict == "gevonden"
            continue
        for u in (uit, paar):
            assert u.verdict == "niet_gevonden", code
            assert u.data["patroon"] == {"categorie": "50", "profiel": profiel, "intensiteit": intensiteit}
            assert u.data["codes"] == []
            assert "volledige productcodelijst" in u.conclusion, "it must be checked in the full list"
            assert all(c.outcome != "voldaan" for c in u.checks), "never presented as existing"
        assert uit.data["suggesties"]
        assert set(uit.data["suggesties"]) <= set(TABEL)


@pytest.mark.parametrize(
    "code",
    [
        "500PE",
        "509PE",
        "510PE",
        "5011PE",
        "401PE",
        "511IN",
        "501PX",
        "50PE",
        "501",
        "PE",
        "501PE1",
        "x",
        "5O1PE",
    ],
)
def test_codes_die_het_patroon_breken(run, code):
    uit = run("productcode", code=code)
    assert uit.verdict == "niet_gevonden"
    assert "patroon" not in uit.data
    assert uit.data["codes"] == []
    assert set(uit.data["suggesties"]) <= set(TABEL)
    assert uit.data["suggesties"]
    assert [c.outcome for c in uit.checks] == ["onbekend"], "nothing is forbidden: there is no such code"


@pytest.mark.parametrize(("code", "dichtbij"), [("501PX", "501PE"), ("401IN", "501IN"), ("50 4D Z 1", "504DZ")])
def test_de_dichtstbijzijnde_code_staat_vooraan(run, code, dichtbij):
    assert run("productcode", code=code).data["suggesties"][0] == dichtbij


@pytest.mark.parametrize(
    ("zoek", "codes"),
    [
        ("psychosociaal", ["501PE", "501IN"]),
        ("Psychosociale ontwikkeling", ["501PE", "501IN"]),
        ("begeleiding beperking", ["504DL", "504DZ"]),
        ("duurzaam licht", ["504DL"]),
        ("504dz", ["504DZ"]),
    ],
)
def test_zoeken_op_woorden(run, zoek, codes):
    uit = run("productcode", zoek=zoek)
    assert (uit.verdict, [c["code"] for c in uit.data["codes"]]) == ("gevonden", codes)


@pytest.mark.parametrize("zoek", ["pleegzorg", "verblijf", "de code van", "???", "501DL", "502PE"])
def test_woorden_die_nergens_bij_passen(run, zoek):
    uit = run("productcode", zoek=zoek)
    assert (uit.verdict, uit.data["codes"]) == ("niet_gevonden", [])


@pytest.mark.parametrize(
    ("invoer", "missing"),
    [({}, ["code"]), ({"profiel": 1}, ["intensiteit"]), ({"intensiteit": "DL"}, ["profiel"])],
)
def test_onvolledige_vragen(run, invoer, missing):
    uit = run("productcode", **invoer)
    assert (uit.verdict, uit.missing) == ("gegevens_ontbreken", missing)


@pytest.mark.parametrize("code", ["501PE", "507PE", "999"])
def test_dat_de_tabel_een_voorbeeld_is_staat_erbij(run, code):
    assert any("vier codes" in noot for noot in run("productcode", code=code).notes)


@pytest.mark.parametrize(
    "streep", [*"- \u00a0\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d\u00ad\u200b", " \u2013 "]
)
@pytest.mark.parametrize("code", TABEL)
def test_no_kind_of_hyphen_or_space_matters(run, code, streep):
    for spelling in (f"{code[:3]}{streep}{code[3:]}", streep.join(code.lower())):
        uit = run("productcode", code=spelling)
        assert (uit.verdict, uit.data["codes"]) == ("gevonden", [rij(code)])
