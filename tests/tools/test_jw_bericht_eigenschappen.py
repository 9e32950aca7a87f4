"""Made-up valid messages of every size break no rule, and each single violation gives its own rule."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from jw_berichten import JW315, JW317, anders, na, stuk, zonder

from tools.registry import voer_uit

CATEGORIEEN = ["31", "41", "45", "46", "49", "51", "54", "55"]
DAG = date(2026, 11, 16)


def geschonden(xml: str) -> set[str]:
    uit = voer_uit("jw_bericht", {"xml": xml})
    return {check.rule for check in uit.checks if check.outcome == "geschonden"}


def omvang(trek: st.DataObject) -> str:
    eenheid = trek.draw(st.sampled_from(["01", "04", "14", "16", "82", "83", "84"]))
    frequentie = trek.draw(st.sampled_from(["2", "4", "6"] + (["1"] if eenheid in {"01", "04", "82"} else [])))
    volume = trek.draw(st.integers(1, 99_999_999))
    delen = (("Volume", volume), ("Eenheid", eenheid), ("Frequentie", frequentie))
    return f"<m:Omvang>{''.join(f'<ijw:{naam}>{waarde}</ijw:{naam}>' for naam, waarde in delen)}</m:Omvang>"


def periode(trek: st.DataObject) -> tuple[date, date]:
    begin = DAG + timedelta(days=trek.draw(st.integers(1, 2000)))
    return begin, begin + timedelta(days=trek.draw(st.integers(0, 1000)))


def inhoud(trek: st.DataObject, categorie: str) -> tuple[str, str]:
    """Product, and size or budget: one of the four shapes but the generic one, that collides with all others."""
    soort = trek.draw(st.sampled_from(["specifiek", "aspecifiek", "budget"]))
    code = trek.draw(st.text("ABC123", min_size=1, max_size=5)) if soort == "specifiek" else None
    product = f"<ijw:Code>{code}</ijw:Code>" if code else ""
    bedrag = f"<m:Budget>{trek.draw(st.integers(0, 99_999_999))}</m:Budget>"
    rest = {"specifiek": "", "aspecifiek": "", "budget": bedrag}[soort]
    return (
        f"<m:Product><ijw:Categorie>{categorie}</ijw:Categorie>{product}</m:Product>",
        omvang(trek) if soort == "specifiek" else rest,
    )


def vow(trek: st.DataObject) -> str:
    """A valid JW317."""
    nummers = trek.draw(st.lists(st.integers(0, 999_999_999), min_size=2, max_size=6, unique=True))
    knip = trek.draw(st.integers(0, len(nummers) - 1))
    gelijk = "".join(
        f"<m:OngewijzigdProduct><m:ToewijzingNummer>{n}</m:ToewijzingNummer></m:OngewijzigdProduct>"
        for n in nummers[:knip]
    )
    te_wijzigen = ""
    for nummer in nummers[knip:]:
        van, tot = periode(trek)
        te_wijzigen += (
            f"<m:TeWijzigenProduct><m:ToewijzingNummer>{nummer}</m:ToewijzingNummer>"
            f"<m:GewensteIngangsdatum>{van}</m:GewensteIngangsdatum><m:Einddatum>{tot}</m:Einddatum>"
            f"{omvang(trek)}</m:TeWijzigenProduct>"
        )
    nieuw = ""
    for categorie in trek.draw(st.lists(st.sampled_from(CATEGORIEEN), min_size=1, max_size=4, unique=True)):
        product, rest = inhoud(trek, categorie)
        van, tot = periode(trek)
        nieuw += (
            f"<m:NieuwProduct>{product}<m:GewensteIngangsdatum>{van}</m:GewensteIngangsdatum>"
            f"<m:Einddatum>{tot}</m:Einddatum>{rest}</m:NieuwProduct>"
        )
    groepen = f"<m:TeWijzigenProducten>{te_wijzigen}</m:TeWijzigenProducten>"
    groepen += f"<m:NieuweProducten>{nieuw}</m:NieuweProducten>"
    if gelijk:
        groepen = f"<m:OngewijzigdeProducten>{gelijk}</m:OngewijzigdeProducten>{groepen}"
    leeg = zonder(zonder(zonder(JW317, "OngewijzigdeProducten"), "TeWijzigenProducten"), "NieuweProducten")
    return na(leeg, "RedenVerzoek", groepen)


def vot(trek: st.DataObject) -> str:
    """A valid JW315."""
    producten = ""
    for nummer, categorie in enumerate(
        trek.draw(st.lists(st.sampled_from(CATEGORIEEN), min_size=1, max_size=4, unique=True))
    ):
        product, rest = inhoud(trek, categorie)
        van, tot = periode(trek)
        producten += (
            f"<m:AangevraagdProduct><m:ReferentieAanbieder>R{nummer}</m:ReferentieAanbieder>{product}"
            f"<m:ToewijzingIngangsdatum>{van}</m:ToewijzingIngangsdatum>"
            f"<m:ToewijzingEinddatum>{tot}</m:ToewijzingEinddatum>{rest}"
            "<m:Verwijzer><ijw:Type>01</ijw:Type></m:Verwijzer></m:AangevraagdProduct>"
        )
    return JW315.replace(stuk(JW315, "AangevraagdProduct"), producten)


def _zonder_bestaande(xml: str) -> str:
    kaal = zonder(xml, "OngewijzigdeProducten") if "OngewijzigdeProducten" in xml else xml
    return zonder(kaal, "TeWijzigenProducten")


def met(oud: str, nieuw: str) -> Callable[[str], str]:
    return lambda xml: anders(xml, oud, nieuw)


BEIDE: dict[str, Callable[[str], str]] = {
    "CS002": met("999900006", "999900007"),
    "OP079": met("999900006", "000000000"),
    "RS037": met("999900006", "99990000X"),
    "RS017": met("26000", "2" * 20),
    "RS048": met("1.0.0", "1.0"),
    "RS032": met("2026-11-16", "2026-11-16Z"),
    "RS035": met("0384", "38A4"),
    "RS036": met("99887766", "9988776X"),
    "CS025": met("<m:BerichtVersie>3", "<m:BerichtVersie>4"),
    "CS015": met("<m:BerichtSubversie>2", "<m:BerichtSubversie>3"),
    "JZ020": lambda xml: xml.replace(stuk(xml, "Categorie"), "<ijw:Categorie>39</ijw:Categorie>", 1),
    "structuur": lambda xml: zonder(xml, "Ontvanger"),
}
ALLEEN_317: dict[str, Callable[[str], str]] = {
    "TR352": _zonder_bestaande,
    "TR101": lambda xml: na(xml, "TeWijzigenProduct", stuk(xml, "TeWijzigenProduct")),
    "TR410": lambda xml: na(xml, "NieuwProduct", stuk(xml, "NieuwProduct")),
    "CD077": lambda xml: na(xml, "Omvang", "<m:Budget>1</m:Budget>"),
    "WJ756": lambda xml: xml.replace(stuk(xml, "Eenheid"), "<ijw:Eenheid>02</ijw:Eenheid>", 1),
    "WMO757": lambda xml: xml.replace(stuk(xml, "Frequentie"), "<ijw:Frequentie>5</ijw:Frequentie>", 1),
    "RS005": lambda xml: xml.replace(stuk(xml, "Volume"), "<ijw:Volume>123456789</ijw:Volume>", 1),
    "CS003": lambda xml: xml.replace(stuk(xml, "Einddatum"), "<m:Einddatum>2026-11-01</m:Einddatum>", 1),
    "TR380": lambda xml: xml.replace(
        stuk(stuk(xml, "NieuwProduct"), "GewensteIngangsdatum"),
        "<m:GewensteIngangsdatum>2026-11-16</m:GewensteIngangsdatum>",
    ),
}
ALLEEN_315: dict[str, Callable[[str], str]] = {
    "TR383": lambda xml: na(xml, "AangevraagdProduct", stuk(xml, "AangevraagdProduct")),
    "TR386": lambda xml: na(xml, "AangevraagdProduct", stuk(xml, "AangevraagdProduct").replace(">R0<", ">R9<")),
    "CD043": lambda xml: na(xml, "ReferentieAanbieder", "<m:BeschikkingNummer>1</m:BeschikkingNummer>"),
    "CD068": lambda xml: na(xml, "Type", "<ijw:ZorgverlenerCode>01000000</ijw:ZorgverlenerCode>"),
    "CD067": met("<ijw:Type>01", "<ijw:Type>03"),
    "TR134": met("2014-05-09", "2027-01-01"),
    "TR002": met("2014-05-09", "1899-01-01"),
    "RS033": met("Voorbeeldnaam", "  "),
}


@settings(max_examples=60)
@given(st.data())
def test_a_valid_message_breaks_no_rule(trek: st.DataObject) -> None:
    assert geschonden(vow(trek)) == set()
    assert geschonden(vot(trek)) == set()


@settings(max_examples=150)
@given(st.sampled_from(sorted(BEIDE | ALLEEN_317)), st.data())
def test_one_violation_of_a_jw317_gives_its_rule(regel: str, trek: st.DataObject) -> None:
    assert regel in geschonden((BEIDE | ALLEEN_317)[regel](vow(trek)))


@settings(max_examples=150)
@given(st.sampled_from(sorted(BEIDE | ALLEEN_315)), st.data())
def test_one_violation_of_a_jw315_gives_its_rule(regel: str, trek: st.DataObject) -> None:
    assert regel in geschonden((BEIDE | ALLEEN_315)[regel](vot(trek)))
