"""Who refers, in all the ways in which a story tells it: never the one to whom something goes, never a guess."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.reading.referral import lees_verwijzer
from assistant.reading.slots import lees_slots
from knowledge.folding import vouw
from knowledge.vocabulary import laad_woordenschat

GEMEENTE = ("de gemeente", "de gemeente Hoorn", "onze consulent", "het wijkteam", "het loket", "de lokale toegang")
EXTERN = (
    "de huisarts",
    "een kinderarts",
    "de jeugdarts",
    "een medisch specialist",
    "de gezinsvoogd",
    "de kinderrechter",
)
PARTIJEN = [*((p, "gemeente") for p in GEMEENTE), *((p, "extern") for p in EXTERN)]
partij = st.sampled_from(PARTIJEN)


def verwijzer(tekst: str) -> str | None:
    return lees_slots(vouw(tekst), laad_woordenschat()).verwijzer


@pytest.mark.parametrize(
    ("tekst", "verwacht"),
    [
        ("Kind met profiel 4, gemeente Stede Broec heeft zelf verwezen.", "gemeente"),
        ("Profiel 3 zegt de gemeente Opmeer, die de verwijzer is.", "gemeente"),
        ("Wij plaatsen als gemeente zelf een meisje op een boerderij.", "gemeente"),
        ("Wij als wijkteam sturen haar door.", "gemeente"),
        ("Ik stuur hem zelf door vanuit het wijkteam.", "gemeente"),
        ("De kinderarts heeft hem bij hen neergelegd, niet wij.", "extern"),
        ("Het kind kwam via de gezinsvoogd bij ons binnengekomen.", "extern"),
        ("De huisarts stuurde haar. Voert iemand vanuit de lokale toegang de regie?", "extern"),
        ("Kind uit de gemeente Hoorn, verwezen door de huisarts.", "extern"),
        ("Welk formulier moet naar de gemeente? De jeugdarts heeft verwezen.", "extern"),
        ("De gemeente stuurde ons het formulier, maar de huisarts had verwezen.", "extern"),
        ("Omdat de huisarts direct mag verwijzen, hoeven wij het wijkteam niet te bellen.", "extern"),
        ("Omdat de huisarts uit Hoorn ook meteen naar verblijf mag verwijzen, bel ik het wijkteam niet.", "extern"),
        ("De huisarts van dit kind heeft het na overleg met de gemeente naar ons verwezen.", "extern"),
        ("Profiel 5 gemeente Hoorn verwezen door huisarts.", "extern"),
        ("De huisarts verwees hem. Uiteindelijk kwam de verwijzing van de gemeente.", "gemeente"),
        ("De gemeente zou verwijzen. De huisarts heeft verwezen.", "extern"),
        ("De ouders gingen naar de gemeente Koggenland, en die heeft hen doorverwezen.", "gemeente"),
        ("Hij is verwezen, niet door de huisarts.", None),
        ("De huisarts heeft niet verwezen, dat was de gemeente.", "gemeente"),
        ("Via een verwijzer van buiten de gemeente.", "extern"),
        ("Is de gemeente de verwijzer of de huisarts?", None),
        ("Wij weten niet of de huisarts of de gemeente heeft verwezen.", None),
        ("Wie verwijst: de gemeente of een externe verwijzer?", None),
        ("Wat moeten we naar de gemeente sturen?", None),
        ("De gemeente vraagt een formulier.", None),
    ],
)
def test_a_story_tells_who_refers(tekst: str, verwacht: str | None) -> None:
    assert verwijzer(tekst) == verwacht


@given(wie=partij)
def test_whoever_refers_is_the_referrer(wie: tuple[str, str]) -> None:
    naam, waarde = wie
    for zin in ("{} heeft verwezen", "verwezen door {}", "{} verwees ons dit kind", "{} stuurde hem vorige week door"):
        assert verwijzer(f"Een jongen van 9. {zin.format(naam)}. Wat nu?") == waarde


@given(een=partij, ander=partij)
def test_what_is_put_right_counts(een: tuple[str, str], ander: tuple[str, str]) -> None:
    for zin in (
        "Niet {0} maar {1} heeft verwezen.",
        "Eerst zou {0} verwijzen. Uiteindelijk heeft {1} de verwijzing geschreven.",
        "{1} heeft verwezen naar {0}.",
    ):
        assert verwijzer(zin.format(een[0], ander[0])) == ander[1], zin


@given(een=partij, ander=partij)
def test_one_of_two_stays_open(een: tuple[str, str], ander: tuple[str, str]) -> None:
    if een[1] != ander[1]:
        assert verwijzer(f"Onduidelijk is of {een[0]} of {ander[0]} heeft verwezen.") is None
        assert verwijzer(f"{een[0]} heeft verwezen. {ander[0]} heeft verwezen.") is None


@given(tekst=st.text(st.sampled_from("abcd ,.?!\n"), max_size=40), wie=st.lists(partij, max_size=4))
@settings(max_examples=150)
def test_any_text_is_read_and_keeps_its_length(tekst: str, wie: list[tuple[str, str]]) -> None:
    heel = vouw(tekst.join(f" {naam} verwees niet " for naam, _ in wie))
    gelezen = lees_verwijzer(heel)
    assert gelezen.waarde in {None, "gemeente", "extern"}
    assert len(gelezen.rest) == len(heel)


@pytest.mark.parametrize(
    ("tekst", "verwacht"),
    [
        ("Onze eigen toegang in Opmeer heeft het meisje verwezen", "gemeente"),
        ("De verwijzing komt van de toegang", "gemeente"),
        ("wij als toegang hebben hem zelf verwezen", "gemeente"),
        ("De huisarts heeft verwezen en het plan gaat naar de toegang", "extern"),
        ("Heeft de aanbieder toegang tot het portaal nodig? De kinderarts verwees", "extern"),
        # not the municipality: somebody outside it, where that is told for certain
        ("Hij is niet door de gemeente verwezen", "extern"),
        ("Niet de gemeente heeft verwezen", "extern"),
        ("Niet door de gemeente maar door de consulent verwezen", "gemeente"),
        ("Is hij niet door de gemeente verwezen?", None),
        ("Of ze niet door de gemeente verwezen is weet ik niet", None),
        ("Hij is nog niet door de gemeente verwezen", None),
        ("Er is geen verwijzing van de gemeente", None),
    ],
)
def test_the_access_is_the_municipality_and_whoever_else_is_not(tekst: str, verwacht: str | None) -> None:
    """Its own access refers for the municipality; who is denied to have done so did not."""
    assert verwijzer(tekst) == verwacht
