"""Terms as one pattern: the same finds, whatever way the pattern tells its terms apart."""

from __future__ import annotations

import re

import pytest

from knowledge.folding import patroon, vouw

_GEMEENTEN = [
    *("'s-Gravenhage", "Aa en Hunze", "Aalsmeer", "Aalten", "Almere", "Amstelveen", "Amsterdam", "Amersfoort"),
    *("Baarn", "Berg en Dal", "Bergen", "Bergen op Zoom", "Beverwijk", "Castricum", "Delft", "Edam-Volendam", "Ede"),
    *("Goes", "Haarlem", "Hoorn", "Katwijk", "Leiden", "Medemblik", "Noordwijk", "Oostzaan", "Purmerend", "Zaanstad"),
]
_LIJSTEN = [
    ["beschikking"],
    ["plan", "plan van aanpak", "planning", "prijs"],
    ["toewijzing*", "toewijs*", "dbc", "*bedrag", "€"],
    ["profiel #", "* dagdelen", "schaal ** op"],
    _GEMEENTEN,
]
_TEKSTEN = [
    "Welke planning hoort bij het plan van aanpak, en welke prijs? Geen bouwplan.",
    "De toewijzingen zijn toegewezen; het totaalbedrag is €20 en het bedrag per DBC-traject staat in de beschikking.",
    "Profiel 4, 6 dagdelen. Schaal de zorg weer op.",
    "Amsterdam-Zuid, Bergen op Zoom, bergen, Nieuw-Amsterdam, Amsterdammers en 's-Gravenhage; Ede/Edam-Volendam.",
    "2amsterdam amsterdam2 (amsterdam) aalsmeer,aalten",
    "",
]


def _eenvoudig(termen: list[str]) -> re.Pattern[str]:
    """One alternative a term, longest first."""
    joker = {"#": r"\d+", "*": r"[^\s\-/(),]+", "**": r"[^\s.?!\-/(),]+(?:[\s\-/(),]+[^\s.?!\-/(),]+){0,7}?"}
    delen = []
    for term in sorted(map(vouw, termen), key=lambda t: (-len(t), t)):
        vrij = re.match(r"\*[a-z0-9]", term) is not None
        woorden = [
            joker.get(w) or re.escape(w.removesuffix("*")) + "[a-z0-9]*" * w.endswith("*")
            for w in re.split(r"[\s-]+", term[1:] if vrij else term)
        ]
        heel = re.search("[a-z0-9]", term) is not None
        delen.append(("(?<![a-z0-9])" if heel and not vrij else "", r"[\s\-/(),]+".join(woorden), heel, vrij))
    volgorde = sorted(delen, key=lambda d: (not d[2], d[3]))
    return re.compile("|".join(f"{voor}(?:{d}){'(?![a-z0-9])' if heel else ''}" for voor, d, heel, _ in volgorde))


@pytest.mark.parametrize("termen", _LIJSTEN, ids=lambda termen: termen[0])
@pytest.mark.parametrize("tekst", _TEKSTEN, ids=range(len(_TEKSTEN)))
def test_a_pattern_finds_what_one_alternative_a_term_finds(termen: list[str], tekst: str) -> None:
    plat = vouw(tekst)
    assert [m.span() for m in patroon(termen).finditer(plat)] == [m.span() for m in _eenvoudig(termen).finditer(plat)]


@pytest.mark.parametrize("termen", _LIJSTEN, ids=lambda termen: termen[0])
@pytest.mark.parametrize("ervoor", ["", " ", "-", "x", "2"], ids=["begin", "spatie", "streepje", "letter", "cijfer"])
@pytest.mark.parametrize("erna", ["", " ", "-", "x", "2"], ids=["eind", "spatie", "streepje", "letter", "cijfer"])
def test_every_term_is_found_as_a_whole_word_only(termen: list[str], ervoor: str, erna: str) -> None:
    patronen = patroon(termen), _eenvoudig(termen)
    for term in termen:
        woorden = vouw(term).replace("**", "een twee").replace("*", "xy").replace("#", "12")
        nieuw, eenvoudig = (p.search(f"{ervoor}{woorden}{erna}") for p in patronen)
        assert (nieuw and nieuw.span()) == (eenvoudig and eenvoudig.span()), term


def test_inside_another_pattern_a_pattern_means_the_same() -> None:
    p = re.compile(rf"(?:in\s+)?{patroon(_GEMEENTEN).pattern}:?", re.IGNORECASE)
    assert [m[0] for m in p.finditer("In Hoorn: en Purmerend, niet in Hoornaar")] == ["In Hoorn:", "Purmerend"]


def test_no_term_is_found_nowhere() -> None:
    assert patroon([]).search("iets") is None
