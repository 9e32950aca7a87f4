"""The check of a JW317 and a JW315: what is right, and for each way to be wrong the rule that says so."""

from __future__ import annotations

import json

import pytest
from jw_berichten import GEHEIM, JW315, JW317, anders, na, stuk, zonder

from knowledge.ijw import laad_standaard
from knowledge.store import KENNISMAP
from tools.envelope import Envelope
from tools.ijw.regels import REGELS
from tools.registry import voer_uit

BUDGET = "<m:Budget>150000</m:Budget>"
NIEUW = stuk(JW317, "NieuwProduct")
AANGEVRAAGD = stuk(JW315, "AangevraagdProduct")


def toets(xml: str, **velden: str) -> Envelope:
    return voer_uit("jw_bericht", {"xml": xml, **velden})


def geschonden(uit: Envelope) -> list[str]:
    return [check.rule for check in uit.checks if check.outcome == "geschonden"]


def nieuw(code: str = "501IN", van: str = "2027-01-01", tot: str | None = "2027-08-31") -> str:
    ander = NIEUW.replace("501IN", code).replace("2027-01-01", van)
    return ander.replace("2027-08-31", tot) if tot else zonder(ander, "Einddatum")


def met_nieuw(*producten: str) -> str:
    return JW317.replace(NIEUW, "".join(producten))


def aangevraagd(ref: str, code: str = "501PE", van: str = "2026-12-01", tot: str = "2027-11-30") -> str:
    delen = (("VOT-2026-000045", ref), ("501PE", code), ("2026-12-01", van), ("2027-11-30", tot))
    tekst = AANGEVRAAGD
    for oud, nieuw_ in delen:
        tekst = tekst.replace(oud, nieuw_)
    return tekst


def met_aangevraagd(*producten: str) -> str:
    return JW315.replace(AANGEVRAAGD, "".join(producten))


# --- what is right -----------------------------------------------------------------------------------------


def test_a_valid_jw317_of_a_regime_is_allowed_on_what_it_cannot_show():
    uit = toets(JW317)
    assert uit.verdict == "voorwaardelijk"
    assert uit.regeling == "westfriesland-2025"
    assert {c.rule for c in uit.checks if c.outcome == "onbekend"} == {"profiel", "groepen", "eenmalig", "looptijd"}
    assert {"profielen", "vanaf", "dag_van_de_maand"} <= {c.rule for c in uit.checks if c.outcome == "voldaan"}
    assert "op voorwaarde dat" in uit.conclusion
    assert uit.missing == []
    assert "501IN vanaf 1 januari 2027" in next(c for c in uit.checks if c.rule == "vanaf").explanation


def test_a_valid_jw315_is_allowed():
    uit = toets(JW315)
    assert (uit.verdict, uit.regeling) == ("toegestaan", "westfriesland-2025")
    assert {c.outcome for c in uit.checks} == {"voldaan"}
    assert {"in_tabel", "eenheid", "frequentie"} <= {c.rule for c in uit.checks}


@pytest.mark.parametrize(
    ("xml", "conclusion"),
    [
        (JW315, "Ja, deze JW315 is goed: aan alle 50 getoetste regels is voldaan."),
        (
            anders(JW317, "0384", "38"),
            "Nee, deze JW317 voldoet niet aan de regel ‘RS035’: een gemeentecode bestaat uit precies 4 cijfers.",
        ),
        (
            anders(JW317, "2027-01-01", "2027-01-15"),
            "Nee, deze JW317 voldoet niet aan de regel ‘dag van de maand’: de wijziging mag alleen ingaan op de eerste "
            "dag van de maand.",
        ),
        (
            anders(anders(JW317, "0384", "38"), "999900006", "999900007"),
            "Nee, deze JW317 voldoet niet aan 2 regels: RS035 en CS002.",
        ),
        (
            anders(JW315, "501PE", "507PE"),
            "Ja, deze JW315 is goed, op voorwaarde dat de productcode in de volledige productcodelijst staat; "
            "ga dat zelf na.",
        ),
    ],
)
def test_the_conclusion_is_short(xml, conclusion):
    assert toets(xml).conclusion == conclusion


def test_large_numbers_are_written_in_groups():
    uit = toets(anders(JW317, "<ijw:Volume>1", "<ijw:Volume>100000000"))
    assert "hoger dan 99.999.999" in uit.data["fouten"][0]["fout"]
    assert uit.conclusion.endswith("zijn hoogstens 99.999.999.")


def test_every_check_names_its_rule_once_and_its_source(passages):
    for xml in (JW317, JW315):
        uit = toets(xml)
        regels = [c.rule for c in uit.checks]
        assert len(regels) == len(set(regels))
        assert all((c.source.document, c.source.section) in passages for c in uit.checks)


def test_what_one_message_cannot_show_is_listed():
    lijst = {rij["regel"]: rij["waarom"] for rij in toets(JW317).data["niet_getoetst"]}
    historie = {"TR056", "TR304", "TR347", "TR349", "TR350", "TR351", "TR357", "TR361"}
    assert set(lijst) == historie | {"TR373", "TR374", "TR375", "TR411", "TR412", "TR378", "TR381", "TR135"}
    assert all(lijst.values())
    assert set(lijst).isdisjoint(c.rule for c in toets(JW317).checks)
    assert "Niet getoetst zijn 16 regels waarvoor meer nodig is dan dit bericht." in toets(JW317).notes


def test_the_input_is_told_without_what_stands_in_it():
    lengte = f"{len(JW317):,}".replace(",", ".")
    assert toets(JW317).input == {"xml": f"JW317, {lengte} tekens"}
    assert toets(JW315, peildatum="16-11-2026").input["peildatum"] == "2026-11-16"
    for xml in (JW317, JW315):
        tekst = toets(xml).model_dump_json()
        assert not [geheim for geheim in GEHEIM if geheim in tekst]


def test_every_rule_of_one_message_has_a_function_and_the_other_way_round():
    regels = laad_standaard(KENNISMAP).regels
    assert {nr for nr, regel in regels.items() if regel.toets in {"bericht", "peildatum"}} == set(REGELS)


# --- JW317, one change -------------------------------------------------------------------------------------

ZONDER_GROEPEN = zonder(zonder(zonder(JW317, "OngewijzigdeProducten"), "TeWijzigenProducten"), "NieuweProducten")
ALLEEN_ONGEWIJZIGD = zonder(zonder(JW317, "TeWijzigenProducten"), "NieuweProducten")
GELDIG_317 = {
    "only an early end": zonder(JW317, "NieuweProducten"),
    "no unchanged products (history tells)": zonder(JW317, "OngewijzigdeProducten"),
    "an unknown number of an allocation (history tells)": anders(JW317, "700102", "123456"),
    "zeros before a number": anders(JW317, "700102", "000700102"),
    "unit 82 per day": anders(met_nieuw(nieuw("502IN")), "<ijw:Frequentie>4", "<ijw:Frequentie>1", 2),
    "another product beside it": met_nieuw(nieuw(), nieuw("504DL")),
    "an unknown municipality (a list tells)": anders(JW317, "0384", "9999"),
    "code in lower case": anders(JW317, "501IN", "501in"),
    "volume 0": anders(JW317, "<ijw:Volume>1", "<ijw:Volume>0"),
    "a concept version of the schema": JW317.replace("1.0.0", "0.1.0"),
    "the same product after it": met_nieuw(nieuw(tot="2027-02-28"), nieuw(van="2027-03-01")),
    "the change without size (history tells)": zonder(JW317, "Omvang"),
    "a change date in the past (history tells)": anders(JW317, "2026-03-01", "2026-11-01"),
    "comments and instructions": anders(JW317, "<m:Client>", "<!-- x --><?y z?><m:Client>"),
    "the place of the schema": anders(
        JW317,
        "<m:Bericht ",
        '<m:Bericht xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="a b" ',
    ),
    "blanks round a number": anders(JW317, "700102", " 700102\n"),
    "other prefixes": JW317.replace("ijw:", "b:").replace("xmlns:ijw", "xmlns:b"),
    "line ends of Windows": JW317.replace("\n", "\r\n"),
}


@pytest.mark.parametrize("wat", GELDIG_317)
def test_a_jw317_that_breaks_no_rule(wat):
    assert geschonden(toets(GELDIG_317[wat])) == []


FOUT_317: dict[str, tuple[str, list[str]]] = {
    "only unchanged products": (ALLEEN_ONGEWIJZIGD, ["TR353"]),
    "no products at all": (ZONDER_GROEPEN, ["TR352", "TR353"]),
    "only the new product": (
        zonder(zonder(JW317, "OngewijzigdeProducten"), "TeWijzigenProducten"),
        ["TR352"],
    ),
    "a product in a change": (
        anders(JW317, "<m:GewensteIngangsdatum>", stuk(JW317, "Product") + "<m:GewensteIngangsdatum>"),
        ["structuur"],
    ),
    "an empty group": (
        JW317.replace(stuk(JW317, "OngewijzigdeProducten"), "<m:OngewijzigdeProducten/>"),
        ["structuur"],
    ),
    "an allocation twice": (
        na(JW317, "OngewijzigdProduct", stuk(JW317, "OngewijzigdProduct").replace("700102", "0700102")),
        ["TR101"],
    ),
    "a change without date": (zonder(JW317, "GewensteIngangsdatum"), ["structuur"]),
    "an end before its start": (anders(JW317, "2026-12-31", "2026-02-28"), ["CS003"]),
    "a new product on the day of the message": (
        anders(JW317, "2027-01-01", "2026-11-16"),
        ["TR380", "dag_van_de_maand"],
    ),
    "a new product without size": (zonder(JW317, "Omvang", 2), ["CD041"]),
    "a new product without product": (zonder(JW317, "Product"), ["CD079", "CD096"]),
    "a new product without code": (zonder(JW317, "Code"), ["CD096"]),
    "size and budget": (na(JW317, "Omvang", BUDGET, 2), ["CD077", "CD078"]),
    "budget without end": (
        zonder(zonder(na(JW317, "Omvang", BUDGET, 2), "Omvang", 2), "Einddatum", 2).replace(
            "<ijw:Code>501IN</ijw:Code>", ""
        ),
        ["CD075"],
    ),
    "a change with budget without end": (
        zonder(zonder(na(JW317, "Omvang", BUDGET), "Omvang"), "Einddatum"),
        ["CD075"],
    ),
    "per week without end": (
        zonder(anders(JW317, "<ijw:Frequentie>4", "<ijw:Frequentie>2", 2), "Einddatum", 2),
        ["CD076", "frequentie"],
    ),
    "another unit than the table": (anders(JW317, "<ijw:Eenheid>82", "<ijw:Eenheid>04", 2), ["eenheid"]),
    "another frequency than the table": (anders(JW317, "<ijw:Frequentie>4", "<ijw:Frequentie>1", 2), ["frequentie"]),
    "unit 84 per day": (
        anders(anders(JW317, "<ijw:Eenheid>82", "<ijw:Eenheid>84", 2), "<ijw:Frequentie>4", "<ijw:Frequentie>1", 2),
        ["CS338", "frequentie"],
    ),
    "a frequency that is no code": (
        anders(JW317, "<ijw:Frequentie>4", "<ijw:Frequentie>3", 2),
        ["WMO757", "frequentie"],
    ),
    "a category that is no code": (anders(JW317, "<ijw:Categorie>50", "<ijw:Categorie>30"), ["JZ020"]),
    "a reason that is no code": (anders(JW317, "<m:RedenVerzoek>1", "<m:RedenVerzoek>3"), ["WJ758"]),
    "a unit in words": (anders(JW317, "<ijw:Eenheid>82", "<ijw:Eenheid>stuks"), ["RS009", "WJ756"]),
    "the same product overlapping": (met_nieuw(nieuw(), nieuw(van="2027-02-01")), ["TR410"]),
    "the same product twice": (met_nieuw(nieuw(), nieuw()), ["TR101", "TR410"]),
    "a product without code beside one of its category": (
        met_nieuw(nieuw(), zonder(zonder(nieuw(), "Code"), "Omvang")),
        ["TR410"],
    ),
    "a number that is no BSN": (anders(JW317, "999900006", "999900007"), ["CS002"]),
    "eight digits": (anders(JW317, "999900006", "99990000"), ["RS037"]),
    "ten digits": (anders(JW317, "999900006", "9999000060"), ["RS015", "RS037"]),
    "nine zeros": (anders(JW317, "999900006", "000000000"), ["OP079"]),
    "no BSN": (zonder(JW317, "Bsn"), ["structuur"]),
    "version with a zero": (anders(JW317, "<m:BerichtVersie>3", "<m:BerichtVersie>03"), ["CS025"]),
    "another version": (anders(JW317, "<m:BerichtVersie>3", "<m:BerichtVersie>2"), ["CS025"]),
    "another subversion": (anders(JW317, "<m:BerichtSubversie>2", "<m:BerichtSubversie>1"), ["CS015"]),
    "the code of another message": (anders(JW317, "486", "446"), ["RS047"]),
    "a long message code": (anders(JW317, "486", "4860"), ["RS010", "RS047"]),
    "a negative version": (anders(JW317, "<m:BerichtVersie>3", "<m:BerichtVersie>-3"), ["CS025", "RS001"]),
    "a version above 99": (anders(JW317, "<m:BerichtVersie>3", "<m:BerichtVersie>300"), ["CS025", "RS002"]),
    "schema version of two parts": (anders(JW317, "1.0.0", "1.0"), ["RS048"]),
    "a long identification": (anders(JW317, "VOW260001", "VOW2600010000"), ["RS017"]),
    "a blank identification": (anders(JW317, "VOW260001", "   "), ["RS033"]),
    "a long reference": (anders(JW317, "VOW-2026-000123", "V" * 37), ["RS024"]),
    "a long product code": (anders(JW317, "501IN", "501INX"), ["RS012"]),
    "a sender of seven digits": (anders(JW317, "99887766", "9988776"), ["RS036"]),
    "a sender of nine digits": (anders(JW317, "99887766", "998877665"), ["RS014", "RS036"]),
    "a receiver of three digits": (anders(JW317, "0384", "384"), ["RS035"]),
    "a number of an allocation above the limit": (anders(JW317, "700102", "1000000000"), ["RS006"]),
    "a negative number of an allocation": (anders(JW317, "700102", "-1"), ["RS001"]),
    "a number of thousands of digits": (anders(JW317, "700102", "9" * 9000), ["RS006"]),
    "a volume above the limit": (anders(JW317, "<ijw:Volume>1", "<ijw:Volume>100000000"), ["RS005"]),
    "a volume with decimals": (anders(JW317, "<ijw:Volume>1", "<ijw:Volume>1.5"), ["structuur"]),
    "a day with a zone": (anders(JW317, "2026-11-16", "2026-11-16Z"), ["RS032"]),
    "a day with another zone": (anders(JW317, "2026-11-16", "2026-11-16+01:00"), ["RS032"]),
    "a day as people write it": (anders(JW317, "2026-12-31", "31-12-2026"), ["structuur"]),
    "a day that does not exist": (anders(JW317, "2026-12-31", "2026-02-30"), ["structuur"]),
    "groups in another order": (
        JW317.replace(stuk(JW317, "NieuweProducten"), "").replace(
            "<m:TeWijzigenProducten>", stuk(JW317, "NieuweProducten") + "<m:TeWijzigenProducten>"
        ),
        ["structuur"],
    ),
    "two requests": (na(JW317, "Verzoek", stuk(JW317, "Verzoek")), ["structuur"]),
    "two clients": (na(JW317, "Client", stuk(JW317, "Client")), ["structuur"]),
    "a comment in the request": (na(JW317, "RedenVerzoek", "<m:Commentaar>x</m:Commentaar>"), ["structuur"]),
    "text between elements": (anders(JW317, "<m:Verzoek>", "<m:Verzoek>tekst"), ["structuur"]),
    "an attribute": (anders(JW317, "<m:Verzoek>", '<m:Verzoek soort="x">'), ["structuur"]),
    "an element in a value": (anders(JW317, "700102", "<m:X>1</m:X>"), ["structuur"]),
    "the namespace of the message in a composite": (
        JW317.replace("<ijw:Code>501IN</ijw:Code>", "<m:Code>501IN</m:Code>"),
        ["structuur"],
    ),
    "the namespace of the base outside one": (
        JW317.replace("<m:RedenVerzoek>1</m:RedenVerzoek>", "<ijw:RedenVerzoek>1</ijw:RedenVerzoek>"),
        ["structuur"],
    ),
    "part of a size": (zonder(JW317, "Eenheid"), ["structuur"]),
}


@pytest.mark.parametrize("wat", FOUT_317)
def test_a_jw317_that_breaks_rules_names_them(wat):
    xml, regels = FOUT_317[wat]
    uit = toets(xml)
    assert sorted(geschonden(uit)) == sorted(regels)
    assert uit.verdict == "niet_toegestaan"
    assert all(regel.replace("_", " ") in uit.conclusion for regel in regels)
    assert not [geheim for geheim in GEHEIM if geheim in uit.model_dump_json()]


# --- JW315, one change -------------------------------------------------------------------------------------

NAAM = "<ijw:Naam>Huisarts Jansen</ijw:Naam>"
BESCHIKKING = "<m:BeschikkingNummer>12</m:BeschikkingNummer>"
BESCHIKT_OP = "<m:BeschikkingIngangsdatum>2026-12-01</m:BeschikkingIngangsdatum>"
CODE = "<ijw:ZorgverlenerCode>01000000</ijw:ZorgverlenerCode>"


def verwijzer(soort: str, *erbij: str) -> str:
    nieuw_ = f"<m:Verwijzer><ijw:Type>{soort}</ijw:Type>{''.join(erbij)}</m:Verwijzer>"
    return JW315.replace(stuk(JW315, "Verwijzer"), nieuw_)


def geboren(dag: str, gebruik: str = "") -> str:
    erbij = f"<ijw:DatumGebruik>{gebruik}</ijw:DatumGebruik>" if gebruik else ""
    return JW315.replace("<ijw:Datum>2014-05-09</ijw:Datum>", f"<ijw:Datum>{dag}</ijw:Datum>{erbij}")


GELDIG_315 = {
    "a decision with its day": na(na(JW315, "ReferentieAanbieder", BESCHIKKING), "Product", BESCHIKT_OP),
    "a start in the past": anders(JW315, "2026-12-01", "2025-07-01"),
    "the name of the referrer": verwijzer("02", NAAM),
    "the municipality": verwijzer("01"),
    "nobody referred": verwijzer("06", NAAM),
    "day of birth unknown": geboren("2014-05-01", "1"),
    "day and month unknown": geboren("2014-01-01", "2"),
    "all unknown": geboren("1900-01-01", "3"),
    "born today": geboren("2026-11-16"),
    "120 years": geboren("1906-11-16"),
    "everything that is optional": anders(
        anders(JW315, "</ijw:Achternaam>", "</ijw:Achternaam><ijw:Voorvoegsel>van de</ijw:Voorvoegsel>"),
        "</ijw:Geslachtsnaam>",
        "</ijw:Geslachtsnaam><ijw:Voornamen>Jan Piet</ijw:Voornamen><ijw:Voorletters>JP</ijw:Voorletters>",
    ).replace(
        "<m:AangevraagdeProducten>",
        "<m:GezagsdragerBekend>1</m:GezagsdragerBekend><m:Commentaar>x</m:Commentaar><m:AangevraagdeProducten>",
    ),
    "another product": met_aangevraagd(AANGEVRAAGD, aangevraagd("A2", "504DL")),
    "the same product after it": met_aangevraagd(AANGEVRAAGD, aangevraagd("A2", van="2027-12-01", tot="2028-11-30")),
}


@pytest.mark.parametrize("wat", GELDIG_315)
def test_a_jw315_that_breaks_no_rule(wat):
    uit = toets(GELDIG_315[wat])
    assert geschonden(uit) == []
    assert uit.verdict == "toegestaan"


FOUT_315: dict[str, tuple[str, list[str]]] = {
    "a decision without day": (na(JW315, "ReferentieAanbieder", BESCHIKKING), ["CD043"]),
    "a day without decision": (na(JW315, "Product", BESCHIKT_OP), ["CD043"]),
    "code and name of the referrer": (verwijzer("02", NAAM, CODE), ["CD066"]),
    "neither": (verwijzer("05"), ["CD067"]),
    "a code for the municipality": (verwijzer("01", CODE), ["CD068"]),
    "a referrer that is no code": (verwijzer("07"), ["COD327"]),
    "day of birth with an unknown day": (geboren("2014-05-09", "1"), ["CS139"]),
    "day of birth with an unknown month": (geboren("2014-05-01", "2"), ["CS139"]),
    "day of birth that is all unknown": (geboren("1901-01-01", "3"), ["CS139", "TR002"]),
    "use of the day that is no code": (geboren("2014-05-09", "4"), ["COD170"]),
    "more than 120 years": (geboren("1906-11-15"), ["TR002"]),
    "born after the message": (geboren("2026-11-17"), ["TR134"]),
    "one reference twice": (met_aangevraagd(AANGEVRAAGD, aangevraagd("VOT-2026-000045", "504DL")), ["TR101", "TR383"]),
    "the same product overlapping": (met_aangevraagd(AANGEVRAAGD, aangevraagd("A2", van="2027-11-30")), ["TR386"]),
    "an end before its start": (anders(JW315, "2027-11-30", "2026-11-30"), ["CS003"]),
    "a code without size": (zonder(JW315, "Omvang"), ["CD041"]),
    "a size without code": (zonder(JW315, "Code"), ["CD095"]),
    "size and budget": (na(JW315, "Omvang", BUDGET), ["CD077", "CD078"]),
    "budget without end": (
        zonder(zonder(zonder(na(JW315, "Omvang", BUDGET), "Omvang"), "Code"), "ToewijzingEinddatum"),
        ["CD075"],
    ),
    "no product and no budget": (zonder(zonder(JW315, "Product"), "Omvang"), ["CD079"]),
    "sex that is no code": (anders(JW315, "<m:Geslacht>2", "<m:Geslacht>9"), ["COD046"]),
    "a blank name": (anders(JW315, "Voorbeeldnaam", " "), ["RS033"]),
    "a long name": (anders(JW315, "Voorbeeldnaam", "V" * 201), ["RS028"]),
    "initials with dots": (na(JW315, "Geslachtsnaam", "<ijw:Voorletters>J.P.</ijw:Voorletters>"), ["RS045"]),
    "seven initials": (na(JW315, "Geslachtsnaam", "<ijw:Voorletters>ABCDEFG</ijw:Voorletters>"), ["RS013"]),
    "a long prefix": (na(JW315, "Achternaam", "<ijw:Voorvoegsel>van der van</ijw:Voorvoegsel>"), ["RS016"]),
    "a long name of the referrer": (verwijzer("02", f"<ijw:Naam>{'N' * 65}</ijw:Naam>"), ["RS025"]),
    "an empty comment": (na(JW315, "Naam", "<m:Commentaar> </m:Commentaar>"), ["RS031"]),
    "no products": (zonder(JW315, "AangevraagdProduct"), ["structuur"]),
    "no referrer": (zonder(JW315, "Verwijzer"), ["structuur"]),
    "the date of a JW317": (JW315.replace("ToewijzingIngangsdatum", "GewensteIngangsdatum"), ["structuur"]),
    # the regime's own
    "another unit than the table": (anders(JW315, "<ijw:Eenheid>82", "<ijw:Eenheid>04"), ["eenheid"]),
    "another frequency than the table": (anders(JW315, "<ijw:Frequentie>4", "<ijw:Frequentie>2"), ["frequentie"]),
    "unit 84 per day": (
        anders(anders(JW315, "<ijw:Eenheid>82", "<ijw:Eenheid>84"), "<ijw:Frequentie>4", "<ijw:Frequentie>1"),
        ["CS343", "frequentie"],
    ),
}


@pytest.mark.parametrize("wat", FOUT_315)
def test_a_jw315_that_breaks_rules_names_them(wat):
    xml, regels = FOUT_315[wat]
    uit = toets(xml)
    assert sorted(geschonden(uit)) == sorted(regels)
    assert uit.verdict == "niet_toegestaan"
    assert not [geheim for geheim in GEHEIM if geheim in uit.model_dump_json()]


# --- where, how bad ----------------------------------------------------------------------------------------


def test_a_fault_is_told_with_line_and_path():
    uit = toets(anders(JW317, "<ijw:Eenheid>82", "<ijw:Eenheid>x", 2))
    regel = JW317[: JW317.index("<ijw:Eenheid>82", JW317.index("NieuwProduct>"))].count("\n") + 1
    check = next(c for c in uit.checks if c.rule == "WJ756")
    pad = "Bericht/Client/Verzoek/NieuweProducten/NieuwProduct[1]/Omvang/Eenheid"
    assert f"Regel {regel}, {pad}" in check.explanation
    assert {"regel": "WJ756", "plaats": f"regel {regel}, {pad}"}.items() <= uit.data["fouten"][0].items()


def test_level_and_return_code_of_what_is_broken():
    uit = toets(anders(anders(JW317, "999900006", "999900007"), "0384", "38"))
    assert {rij["regel"]: (rij["niveau"], rij["retourcode"]) for rij in uit.data["regels"]} == {
        "RS035": (1, None),
        "CS002": (2, "0001"),
    }


def test_the_rules_go_on_where_the_structure_is_broken():
    assert set(geschonden(toets(zonder(zonder(JW317, "Header"), "Omvang", 2)))) == {"structuur", "CD041"}


def test_what_is_broken_comes_first():
    uitkomsten = [c.outcome for c in toets(anders(JW317, "999900006", "999900007")).checks]
    assert uitkomsten == sorted(uitkomsten, key=["geschonden", "onbekend", "voldaan"].index)


def test_only_with_a_day_the_date_of_the_message_is_tested():
    assert geschonden(toets(JW317, peildatum="2026-11-15")) == ["TR135"]
    assert toets(JW317, peildatum="2026-11-15").data["regels"][0]["retourcode"] == "8848"
    uit = toets(JW317, peildatum="2026-11-16")
    assert ("TR135", "voldaan") in {(c.rule, c.outcome) for c in uit.checks}
    assert "TR135" not in {rij["regel"] for rij in uit.data["niet_getoetst"]}


# --- warnings ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("xml", "woord"),
    [
        (anders(JW317, "700102", "0700101"), "Dezelfde toewijzing"),
        (anders(JW317, "<ijw:Volume>1", "<ijw:Volume>0"), "volume is 0"),
        (anders(JW317, "1.0.0", "0.1.0"), "XsdVersie"),
        (anders(JW317, "501IN", "501in"), "kleine letters"),
        (anders(JW317, "2026-12-31", "2026-12-30"), "gat of een overlap"),
        (zonder(JW317, "Einddatum"), "Zonder einddatum"),
        (
            anders(zonder(met_nieuw(nieuw("502IN")), "Einddatum", 2), "<ijw:Frequentie>4", "<ijw:Frequentie>6", 2),
            "hele looptijd",
        ),
        (anders(JW317, "<ijw:Categorie>50", "<ijw:Categorie>47"), "gecertificeerde instellingen"),
        ("\ufeff" + JW317, "BOM"),
        (anders(JW317, "UTF-8", "ISO-8859-1"), "ISO8859-1"),
        ("\n\n" + JW317, "wit"),
        (anders(JW317, "501IN", "502PE"), "502PE staat niet in de tabel"),
    ],
)
def test_a_warning_without_a_rule_is_a_note(xml, woord):
    uit = toets(xml)
    assert geschonden(uit) == []
    assert [noot for noot in uit.notes if woord in noot]
    assert not [noot for noot in toets(JW317).notes if woord in noot]


def test_lines_count_what_stands_before_the_message():
    xml = "\n\n" + anders(JW317, "<m:RedenVerzoek>1", "<m:RedenVerzoek>7")
    plaats = toets(xml).data["fouten"][0]["plaats"]
    assert plaats.startswith(f"regel {xml[: xml.index('<m:RedenVerzoek>')].count(chr(10)) + 1},")


# --- which message, which regime ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("xml", "wat"),
    [
        (JW317.replace("jw317/schema", "jw301/schema"), "JW301 (toewijzing) van iJw 3.2"),
        (JW317.replace("jw317/schema", "jw323/schema"), "JW323 van iJw 3.2"),
        (JW317.replace("3_2/jw317", "3_1/jw317"), "JW317 van iJw 3.1"),
        (JW317.replace("ijw/3_2/jw317", "iwmo/3_2/wmo317"), "WMO317 van iWmo 3.2"),
        ("<Bericht/>", "zonder naamruimte"),
        ('<Bericht xmlns="urn:x"/>', "andere naamruimte"),
        ("<html><body/></html>", "‘html’"),
        ("<b999900006/>", "andere XML"),
    ],
)
def test_another_message_is_said_to_be_that(xml, wat, passages):
    uit = toets(xml)
    assert uit.verdict == "niet_van_toepassing"
    assert wat in uit.conclusion
    assert uit.regeling is None
    assert geschonden(uit) == []
    assert [(c.source.document, c.source.section) in passages for c in uit.checks] == [True]
    assert uit.input["xml"].startswith("ander bericht, ")
    assert "999900006" not in uit.model_dump_json()


@pytest.mark.parametrize(
    ("code", "van", "regels"),
    [
        ("505IN", "2027-01-01", ["profielen"]),
        ("501IN", "2027-01-15", ["dag_van_de_maand"]),
        ("508DZ", "2027-01-02", ["dag_van_de_maand", "profielen"]),
        ("501in", "2027-01-15", ["dag_van_de_maand"]),
        ("501IN", "9999-12-02", []),
        ("50A01", "2027-01-15", []),
    ],
)
def test_the_rules_of_the_regime_on_a_change(code, van, regels):
    assert sorted(geschonden(toets(met_nieuw(nieuw(code, van, None))))) == regels


def test_a_change_from_before_the_regime():
    xml = anders(met_nieuw(nieuw(van="2025-06-01")), "2026-11-16", "2025-05-01")
    assert geschonden(toets(xml)) == ["vanaf"]


@pytest.mark.parametrize(
    ("van", "regels"), [("2020-01-01", ["contract"]), ("2025-06-30", ["contract"]), ("2025-07-01", [])]
)
def test_a_new_code_is_not_for_an_allocation_under_the_old_contract(van, regels):
    assert geschonden(toets(met_aangevraagd(aangevraagd("VOT-2026-000045", van=van)))) == regels


@pytest.mark.parametrize("bericht", [JW317, JW315])
@pytest.mark.parametrize(
    ("categorie", "code", "woord"),
    [("45", "501PE", "andere categorie"), ("45", "501IN", "andere categorie"), ("50", "501XX", "ander patroon")],
)
@pytest.mark.parametrize("gevraagd", [{}, {"regeling": "westfriesland-2025"}])
def test_half_a_code_of_the_regime_is_said_to_be_not_tested(bericht, categorie, code, woord, gevraagd):
    eigen = "501IN" if bericht == JW317 else "501PE"
    xml = anders(anders(bericht, eigen, code), "<ijw:Categorie>50", f"<ijw:Categorie>{categorie}")
    uit = toets(xml, **gevraagd)
    assert uit.regeling is None
    (noot,) = [n for n in uit.notes if woord in n]
    assert "Westfriesland" in noot
    assert "niet getoetst" in noot


def test_a_code_of_the_regime_or_of_another_needs_no_such_note():
    for xml in (JW317, JW315, anders(anders(JW315, "501PE", "45A01"), "<ijw:Categorie>50", "<ijw:Categorie>45")):
        assert not [n for n in toets(xml).notes if "Let op de productcode" in n]


def test_more_products_have_one_check_a_rule_that_names_those_that_break_it():
    uit = toets(met_nieuw(nieuw(), nieuw("504DL", "2027-01-15"), nieuw("502PE", "2027-02-15")))
    check = next(c for c in uit.checks if c.rule == "dag_van_de_maand")
    assert check.outcome == "geschonden"
    assert "504DL vanaf 15 januari 2027" in check.explanation
    assert "502PE vanaf 15 februari 2027" in check.explanation
    assert "501IN" not in check.explanation


def test_another_regime_or_no_code_of_one_leaves_the_rules_of_the_standard():
    for uit in (
        toets(JW317, regeling="zaanstreek-waterland-2022"),
        toets(anders(JW317, "<ijw:Categorie>50", "<ijw:Categorie>45")),
        toets(zonder(JW317, "NieuweProducten")),
    ):
        assert (uit.verdict, uit.regeling) == ("toegestaan", None)
    noten = toets(JW317, regeling="zaanstreek-waterland-2022").notes
    assert any("zijn niet getoetst" in noot and "Zaanstreek-Waterland" in noot for noot in noten)
    met = toets(JW317, regeling="westfriesland-2025")
    assert met.checks == toets(JW317).checks


def test_a_code_that_is_not_in_the_table_must_be_looked_up():
    uit = toets(anders(JW315, "501PE", "507PE"))
    assert uit.verdict == "voorwaardelijk"
    assert [c.rule for c in uit.checks if c.outcome == "onbekend"] == ["in_tabel"]
    assert "volledige productcodelijst" in uit.conclusion


def test_without_a_message_it_is_asked_for():
    uit = voer_uit("jw_bericht", {})
    assert (uit.verdict, uit.missing, uit.input) == ("gegevens_ontbreken", ["xml"], {})


def test_the_same_message_gives_the_same_outcome():
    assert json.loads(toets(JW317).model_dump_json()) == json.loads(toets(JW317).model_dump_json())
