"""Who delivers which allocation, out of stories: any names, orders and spellings; nobody is invented."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.forms import kandidaten, maak_vraag
from assistant.reading.providers.allocations import Toewijzing, lees_toewijzingen
from assistant.reading.providers.names import sleutel
from assistant.reading.slots import lees_slots
from knowledge.folding import vouw
from knowledge.provider_words import laad_aanbiederwoorden
from knowledge.store import laad
from knowledge.vocabulary import laad_woordenschat

ONS, ANDER = "uw eigen organisatie", "een andere aanbieder"
NAMEN = (
    "Zilverberk",
    "De Linde",
    "Havenlicht",
    "'t Kompas",
    "Stichting Kroonwerk",
    "Praktijk Van Dalen",
    "Huize Noordster",
)
KLEIN = ("zilverberk", "havenlicht", "kroonwerk", "polderkliniek", "veerkracht")
SEGMENTEN = ("B", "C", "V")


def paren(*beurten: str) -> list[tuple[str, str | None]]:
    """Each segment with the key of its provider."""
    return [(t.segment, _wie(t)) for t in lees_toewijzingen(beurten)]


def _wie(t: Toewijzing) -> str | None:
    zonder_naam = set(laad_aanbiederwoorden().wie.benaming.values())
    return t.aanbieder if t.aanbieder is None or t.aanbieder in zonder_naam else sleutel(t.aanbieder)


@pytest.mark.parametrize(
    ("verhaal", "verwacht"),
    [
        ("B = De Linde, V = Havenlicht, C = Zilverberk. Mag het?", ["B linde", "V havenlicht", "C zilverberk"]),
        ("Segment B: Kroonwerk. Segment C: Wilgenrijk.", ["B kroonwerk", "C wilgenrijk"]),
        ("De Linde: segment B. Veerkracht: ook segment B.", ["B linde", "B veerkracht"]),
        ("Een kind in Enkhuizen: B (Kroonwerk) + V (Wilgenrijk).", ["B kroonwerk", "V wilgenrijk"]),
        ("c bij kroonwerk en c bij wilgenrijk, hoorn", ["C kroonwerk", "C wilgenrijk"]),
        ("C bij Praktijk Zilverberk en B uit te voeren door Zilverberk zelf.", ["C zilverberk", "B zilverberk"]),
        ("Bij Havenlicht loopt V, bij ons loopt B.", ["V havenlicht", f"B {ONS}"]),
        ("Wij leveren B en een andere aanbieder wil ook een B starten.", [f"B {ONS}", f"B {ANDER}"]),
        ("Kroonwerk levert B en vraagt er zelf nog een B bij.", ["B kroonwerk", "B kroonwerk"]),
        ("Kan Kroonwerk naast de B van Wilgenrijk ook C leveren?", ["B wilgenrijk", "C kroonwerk"]),
        ("Twee B's in Hoorn: Kroonwerk en Wilgenrijk. Mag dat?", ["B kroonwerk", "B wilgenrijk"]),
        (
            "Er loopt B, ook een B en een V. Alle drie, organisaties: Kroonwerk, Wilgenrijk en De Linde.",
            ["B kroonwerk", "B wilgenrijk", "V linde"],
        ),
        (
            "Drie toewijzingen B: twee lopen bij aanbieder De Zon en één bij aanbieder De Maan.",
            ["B zon", "B zon", "B maan"],
        ),
        ("Een tweede B naast de B bij De Linde.", ["B linde", "B None"]),
        ("Mag er naast onze C nog een C van Wilgenrijk komen?", [f"C {ONS}", "C wilgenrijk"]),
        ("B bij ons (Kindzorg Ceder), C bij Kindzorg Ceder.", ["B ceder", "C ceder"]),
        ("Wij, Het Baken, doen B; C gaat via Wilgenrijk.", ["B baken", "C wilgenrijk"]),
        (
            "Two segment C allocations: the first with Polderkliniek, the second with Polderkliniek too.",
            ["C polderkliniek", "C polderkliniek"],
        ),
    ],
)
def test_segments_go_with_who_delivers_them(verhaal, verwacht):
    assert sorted(f"{s} {w}" for s, w in paren(verhaal)) == sorted(verwacht)


@pytest.mark.parametrize(
    ("verhaal", "verwacht"),
    [
        ("B bij De Linde, nee sorry, bij Veerkracht. En C bij De Populier.", ["B veerkracht", "C populier"]),
        (
            "B bij ons, een tweede B ook bij ons... o sorry, die tweede staat op naam van Veerkracht.",
            [f"B {ONS}", "B veerkracht"],
        ),
        ("B bij ons. Nog een B. Die tweede doen wij niet zelf; hij gaat naar De Linde.", [f"B {ONS}", "B linde"]),
        (
            "C van Zilverberk, plus B, niet van Zilverberk maar van een klein praktijkje.",
            ["C zilverberk", f"B {ANDER}"],
        ),
        (
            "B bij Veerkracht. Die willen ook C doen, of nee wacht, dat zou De Populier worden.",
            ["B veerkracht", "C populier"],
        ),
    ],
)
def test_what_is_put_right_takes_the_place_of_what_was_said(verhaal, verwacht):
    assert sorted(f"{s} {w}" for s, w in paren(verhaal)) == sorted(verwacht)


@pytest.mark.parametrize(
    "verhaal",
    [
        "Hij had tot 1 mei B bij ons, maar die is afgesloten. Nu C bij Zilverberk en een tweede C bij Polderkliniek.",
        "Eerder liep er B bij Kroonwerk, die is vorige maand gestopt. Nu C bij Zilverberk en C bij Polderkliniek.",
    ],
)
def test_what_has_ended_does_not_count(verhaal):
    assert paren(verhaal) == [("C", "zilverberk"), ("C", "polderkliniek")]


def test_what_has_not_ended_counts():
    assert paren("B bij Kroonwerk is nog niet afgesloten. C bij Zilverberk.") == [
        ("B", "kroonwerk"),
        ("C", "zilverberk"),
    ]


@pytest.mark.parametrize(
    "verhaal",
    [
        "B bij De Linde. Er komt een B bij, maar men moet nog kiezen: misschien De Linde, misschien Polderkliniek.",
        "B bij De Linde. Een tweede B gaat naar De Linde of naar Polderkliniek.",
        "B van De Linde en misschien nog een B van De Linde.",
        "Een tweede B naast de B die De Linde al heeft. Wie die tweede gaat uitvoeren is nog niet besloten.",
        "B bij De Linde. Moeder wil nog een B, die wil ze snel.",
        "Sofie krijgt B van De Linde. Haar moeder, die bij De Linde werkt, wil ook nog een B aanvragen.",
        "De B is van De Linde. Daan heeft ook een tweede B nodig.",
        "De B is van De Linde. Mag een tweede B niet bij De Linde?",
        "B bij De Linde. Een tweede B bij Veerkracht en Havenlicht.",
        "B bij De Linde. Een tweede B bij Veerkracht. De tweede B is van Havenlicht.",
        "B bij De Linde. Veerkracht vraagt of een tweede B kan.",
    ],
)
def test_what_is_not_sure_stays_open(verhaal):
    assert sorted(paren(verhaal), key=str) == [("B", "linde"), ("B", None)]


@pytest.mark.parametrize(
    ("eerst", "dan", "verwacht"),
    [
        (
            "C van Havenlicht en B van De Linde?",
            "En als Havenlicht die B er óók bij pakt, in plaats van De Linde?",
            ["C havenlicht", "B havenlicht"],
        ),
        (
            "Mag B bij Kroonwerk naast B bij Wilgenrijk?",
            "En als ze allebei bij Kroonwerk zitten?",
            ["B kroonwerk", "B kroonwerk"],
        ),
        (
            "Mag B bij Kroonwerk naast V bij Wilgenrijk?",
            "En als Wilgenrijk er ook nog een B bij doet?",
            ["B kroonwerk", "V wilgenrijk", "B wilgenrijk"],
        ),
        ("B bij ons en C bij ons?", "En als die C naar Kroonwerk gaat?", [f"B {ONS}", "C kroonwerk"]),
        (
            "Twee keer C: een bij Kroonwerk en een bij Wilgenrijk.",
            "Nee sorry, de tweede is ook bij Kroonwerk.",
            ["C kroonwerk", "C kroonwerk"],
        ),
        (
            "V bij Havenlicht en B bij De Linde?",
            "En allebei bij dezelfde stichting?",
            ["V dezelfde aanbieder", "B dezelfde aanbieder"],
        ),
    ],
)
def test_a_later_turn_changes_the_case(eerst, dan, verwacht):
    assert sorted(f"{s} {w}" for s, w in paren(eerst, dan)) == sorted(verwacht)


_EEN, _TWEE = "B bij De Linde en B bij De Eik, mag dat?", "B bij De Linde en V bij De Eik, mag dat?"


@pytest.mark.parametrize(
    ("eerst", "dan"),
    [
        (_EEN, "De Linde belde net, zij willen het ook weten."),
        (_EEN, "De Linde doet dit ook voor andere kinderen."),
        (_EEN, "Ook De Linde wil graag weten hoe het zit."),
        (_EEN, "Deze aanbieder wil het ook weten."),
        (_EEN, "De Linde en De Eik vinden het allebei goed."),
        (_EEN, "De Linde wil van allebei de einddatum weten."),
        (_EEN, "Moet ik De Linde zelf ook een bericht sturen?"),
        (_TWEE, "De Eik zegt dat het ook in Hoorn kan."),
        (_TWEE, "De Eik zelf zegt van wel."),
    ],
)
def test_who_is_but_spoken_of_in_a_later_turn_delivers_nothing_more(eerst, dan):
    assert paren(eerst, dan) == paren(eerst)


@pytest.mark.parametrize(
    "dan",
    [
        "De Linde wil dit ook.",
        "Kan De Linde het ook?",
        "En als De Linde het ook wil weten?",
        "Dat zei men ook bij De Linde.",
    ],
)
def test_who_may_deliver_more_in_a_later_turn_leaves_it_open(dan):
    assert paren(_EEN, dan) == [("B", "linde"), ("B", None)]


@pytest.mark.parametrize(
    ("dan", "wie"),
    [
        ("En als De Linde het ook doet?", "linde"),
        ("En ook bij De Linde?", "linde"),
        ("De Linde levert ze allebei.", "linde"),
        ("En als De Linde ze allebei heeft?", "linde"),
        ("en als Buro Zandloper ze allebei doet?", "buro zandloper"),
        ("en als Zandloper beide levert?", "zandloper"),
    ],
)
def test_who_is_said_to_deliver_all_in_a_later_turn_does(dan, wie):
    assert paren(_EEN, dan) == [("B", wie), ("B", wie)]


def test_a_turn_with_another_combination_begins_anew():
    assert paren("B bij Kroonwerk en V bij Wilgenrijk?", "En C van De Linde met V van Havenlicht?") == [
        ("C", "linde"),
        ("V", "havenlicht"),
    ]


def test_a_segment_alone_takes_the_place_of_the_last():
    assert [s for s, _ in paren("Mag B bij Kroonwerk met V?", "En C?")] == ["B", "C"]


def test_a_story_that_is_told_again_counts_once():
    verhaal = "Er loopt B bij Kroonwerk en er komt nog een B bij Wilgenrijk."
    assert len(paren(f"{verhaal} Mag dat?", f"{verhaal} En mag daar nog een C bij?")) == 3


def test_who_gets_help_delivers_nothing():
    verwacht = [("B", None), ("C", "kroonwerk")]
    assert paren("De B van Sietske loopt. Sietske krijgt ook C van Kroonwerk.") == verwacht


def test_what_is_named_by_its_article_can_be_another_one():
    assert paren("De B van De Linde en de B van Veerkracht.") == [("B", "linde"), ("B", "veerkracht")]


@pytest.mark.parametrize(
    "tekst",
    [
        "Wij hebben V én C onder contract.",
        "Wat is een signaalbudget?",
        "De contactpersoon voor segment B aanbieders in Hoorn is Jan.",
        "Aanbieder B wil een gesprek met organisatie C.",
        "",
    ],
)
def test_a_contract_or_a_letter_of_a_name_is_no_allocation(tekst):
    assert paren(tekst) == []


def ingevuld(*beurten: str) -> list[dict[str, str]]:
    """What the form of the tool fills, without any sign of the tool but the words of the turns."""
    schat = laad_woordenschat()
    plat = vouw(" ".join(beurten))
    vraag = replace(
        maak_vraag(plat, plat, lees_slots(plat, schat), schat), beurten=beurten, sterk=frozenset(), zwak=frozenset()
    )
    gevonden = [k for k in kandidaten(vraag, laad().regelingen["westfriesland-2025"]) if k.tool == "stapelen"]
    return gevonden[0].invoer.get("toewijzingen", []) if gevonden else []


def test_the_form_fills_who_delivers_what_without_a_word_of_stacking():
    verwacht = [
        {"segment": "C", "aanbieder": "Praktijk Zilverberk"},
        {"segment": "B", "aanbieder": "Praktijk Zilverberk"},
    ]
    assert ingevuld("C bij Praktijk Zilverberk en B, uit te voeren door Zilverberk zelf. Kan dat?") == verwacht


def test_the_form_leaves_alone_what_does_not_ask_whether_it_may():
    assert ingevuld("C bij Praktijk Zilverberk en V bij Havenlicht, wie is de contactpersoon?") == []


# --- any names, orders and spellings -----------------------------------------------------------------------------

_VORMEN = (
    "{0} bij {1} en {2} bij {3}. Mag dat in Hoorn?",
    "{0} = {1}, {2} = {3}. Kan dat?",
    "Een kind uit Opmeer krijgt segment {0} van {1} en segment {2} van {3}.",
    "Er loopt een {0}-toewijzing bij {1}. Nu komt er een {2}-traject bij, uit te voeren door {3}.",
    "Bij {1} loopt {0}; bij {3} loopt {2}.",
)
_letters = st.text("abcdefghijklmnopqrstuvwxyz", min_size=5, max_size=9).filter(lambda t: any(k in "aeiou" for k in t))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(_VORMEN), st.permutations(SEGMENTEN), st.permutations(NAMEN), st.sampled_from((str, str.upper)))
def test_any_form_and_any_names_read_alike(vorm, segmenten, namen, zo):
    een, ander, *_ = segmenten
    tekst = vorm.format(een, zo(namen[0]), ander, zo(namen[1]))
    assert paren(tekst) == [(een, sleutel(namen[0])), (ander, sleutel(namen[1]))]


@settings(max_examples=40, deadline=None)
@given(st.permutations(SEGMENTEN), st.permutations(KLEIN))
def test_without_capitals_it_reads_alike(segmenten, namen):
    een, ander, *_ = (s.lower() for s in segmenten)
    tekst = f"{een} bij {namen[0]} en nog n {ander} bij {namen[1]} mag dat"
    assert paren(tekst) == [(een.upper(), namen[0]), (ander.upper(), namen[1])]


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(_VORMEN), st.sampled_from(SEGMENTEN), st.permutations(NAMEN), st.booleans())
def test_swapped_names_are_as_much_the_same(vorm, segment, namen, gelijk):
    een, ander = namen[0], namen[0] if gelijk else namen[1]
    heen, terug = (paren(vorm.format(segment, a, segment, b)) for a, b in ((een, ander), (ander, een)))
    zelfde = [len({w for _, w in p}) < len(p) or len(p) == 1 for p in (heen, terug)]
    assert zelfde == [gelijk, gelijk]


@settings(max_examples=60, deadline=None)
@given(_letters, st.sampled_from(("Stichting {}", "Praktijk {}", "aanbieder {}", "De {}", "{}")))
def test_a_provider_is_the_same_with_and_without_what_it_is_called(naam, zo):
    eerst = zo.format(naam.title())
    assert sleutel(eerst) == sleutel(naam.title()) == sleutel(eerst.upper())


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                *NAMEN,
                "B",
                "C",
                "V",
                "bij",
                "en",
                "nog een",
                "door",
                "ons",
                "ook",
                ".",
                "niet",
                "misschien",
                "of",
                "die",
                "tweede",
                "de",
                "levert",
                "wij",
                ":",
                "(",
                ")",
                "allebei",
                "o nee",
                "Mag",
                "Omdat",
                "dat",
                "Lijn5",
            ]
        ),
        max_size=25,
    )
)
def test_no_provider_is_invented(woorden):
    tekst = " ".join(woorden)
    wie = laad_aanbiederwoorden().wie
    zonder_naam = set(wie.benaming.values())
    for t in lees_toewijzingen((tekst,)):
        assert t.segment in tekst
        assert t.aanbieder is None or t.aanbieder in zonder_naam or t.aanbieder in tekst
        if t.aanbieder and t.aanbieder not in zonder_naam:
            assert vouw(t.aanbieder.split()[0]) not in wie.functiewoord


def test_names_that_differ_by_a_letter_are_not_told_apart():
    for een, ander in combinations(("Zilverberk", "Zilverberg"), 2):
        assert [w for _, w in paren(f"B bij {een} en een tweede B bij {ander}.")] == [sleutel(een), None]
