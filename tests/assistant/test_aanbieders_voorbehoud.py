"""A certain wrong verdict is worse than an open one: where a story tells of more, no provider is read out of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.forms import kandidaten, maak_vraag
from assistant.reading.providers.allocations import lees_toewijzingen
from assistant.reading.slots import lees_slots
from knowledge.folding import vouw
from knowledge.store import laad
from knowledge.vocabulary import laad_woordenschat


def bekend(*beurten: str) -> list[str]:
    """The providers that are taken to be known."""
    return [t.aanbieder for t in lees_toewijzingen(beurten) if t.aanbieder]


def rijen(*beurten: str) -> list[tuple[str, str | None]]:
    return [(t.segment, t.aanbieder) for t in lees_toewijzingen(beurten)]


@pytest.mark.parametrize(
    "verhaal",
    [
        "Sem krijgt B van Kroonwerk en Lotte krijgt B van Kroonwerk. Mag dat?",
        "Sem heeft B bij Kroonwerk en Lotte heeft ook B bij Kroonwerk. Mag dat?",
        "B voor Sem bij Kroonwerk en B voor Lotte bij Kroonwerk, mag dat?",
        "Mijn zusje heeft C bij Havenlicht en ik heb C bij Havenlicht. Mag dat?",
        "Een jongen heeft B bij Havenlicht. Zijn broer heeft ook B bij Havenlicht. Mag dat?",
        "De jongste heeft B bij Kroonwerk, de oudste B bij Kroonwerk.",
        "Sem (9) krijgt B bij Kroonwerk. Lotte (12) krijgt ook B bij Kroonwerk. Mag dat?",
        "Kind 1: B bij Kroonwerk, kind 2: B bij Kroonwerk. Mag dat?",
        "Hij krijgt C van Kroonwerk en zij krijgt C van Kroonwerk. Mag dat naast elkaar?",
        "Vader heeft B bij Kroonwerk en zijn zoon heeft ook B bij Kroonwerk.",
        "Moeder is net verhuisd en krijgt C bij ons, het kind krijgt B bij ons. Mag dat naast elkaar?",
        "Moeder is net verhuisd naar Hoorn, krijgt C bij Kroonwerk. Het kind krijgt B bij Kroonwerk. Mag dat?",
        "Vader is onlangs verhuisd. Hij krijgt C bij ons, het kind krijgt B bij ons. Mag dat?",
        "Zijn zus krijgt geen V maar B bij Kroonwerk, hij krijgt B bij Kroonwerk. Mag dat?",
        "Haar broer heeft geen verblijf, wel B bij Kroonwerk. Zij krijgt B bij Kroonwerk. Mag dat?",
    ],
)
def test_two_persons_are_not_stacked(verhaal):
    assert bekend(verhaal) == []


@pytest.mark.parametrize(
    "verhaal",
    [
        "Hij is net verhuisd en krijgt B bij Kroonwerk en C bij Kroonwerk. Mag dat?",
        "Moeder is net verhuisd en Sem krijgt B bij Kroonwerk en C bij Kroonwerk. Mag dat?",
        "Zijn zus krijgt geen V, hij krijgt B bij Kroonwerk en C bij Kroonwerk. Mag dat?",
        "Het kind krijgt geen V maar B bij Kroonwerk en C bij Kroonwerk. Mag dat?",
    ],
)
def test_who_moved_or_gets_nothing_is_no_second_person(verhaal):
    assert bekend(verhaal) == ["Kroonwerk", "Kroonwerk"]


@pytest.mark.parametrize(
    "verhaal",
    [
        "B van Kroonwerk stopt op 1 maart, daarna start B bij Kroonwerk opnieuw. Mag dat?",
        "C bij Kroonwerk tot 1 april. Vanaf 1 april B bij Kroonwerk. Mag dat?",
        "C bij Kroonwerk en B bij Kroonwerk, na elkaar. Mag dat?",
        "Eerst B bij Kroonwerk, dan C bij Kroonwerk. Mag dat?",
        "Vorig jaar had hij B bij Kroonwerk. Nu B bij Kroonwerk. Kan dat?",
        "Een meisje stapt over van B bij Kroonwerk naar C bij Kroonwerk. Mag dat?",
        "De B bij Kroonwerk wordt omgezet naar C bij Kroonwerk. Mag dat?",
        "In plaats van B bij Kroonwerk komt C bij Kroonwerk. Mag dat?",
        "B bij Kroonwerk wordt vervangen door C bij Kroonwerk. Mag dat?",
        "B bij Kroonwerk wordt verlengd met B bij Kroonwerk. Mag dat?",
    ],
)
def test_one_after_the_other_is_not_side_by_side(verhaal):
    assert bekend(verhaal) == []


@pytest.mark.parametrize(
    "verhaal",
    [
        "De B is overgenomen van Kroonwerk door Havenlicht. Mag C bij Kroonwerk ernaast?",
        "De B was bij Kroonwerk en is nu bij Havenlicht. Mag C bij Havenlicht ernaast?",
    ],
)
def test_what_was_taken_over_stays_open(verhaal):
    assert len(bekend(verhaal)) < 2


def ingevuld(*beurten: str) -> list[dict[str, str]]:
    """What the form of the tool fills by the words of the turns alone."""
    schat = laad_woordenschat()
    plat = vouw(" ".join(beurten))
    vraag = replace(
        maak_vraag(plat, plat, lees_slots(plat, schat), schat), beurten=beurten, sterk=frozenset(), zwak=frozenset()
    )
    gevonden = [k for k in kandidaten(vraag, laad().regelingen["westfriesland-2025"]) if k.tool == "stapelen"]
    return gevonden[0].invoer.get("toewijzingen", []) if gevonden else []


@pytest.mark.parametrize(
    "vraag",
    [
        "Mag de einddatum van C bij Kroonwerk verschuiven nu B bij Havenlicht ook loopt?",
        "Mag het profiel van B bij Kroonwerk veranderen terwijl C bij Havenlicht ook loopt?",
        "Mag Kroonwerk factureren voor B als Havenlicht C levert?",
        "Mag B van Kroonwerk in oktober ingaan terwijl C van Havenlicht ook loopt?",
        "Kan Kroonwerk voor B bellen als Havenlicht C levert?",
    ],
)
def test_another_question_is_not_answered(vraag):
    assert ingevuld(vraag) == []


def test_side_by_side_without_a_word_of_stacking_is_answered():
    assert len(ingevuld("B bij Kroonwerk en tegelijk C bij Havenlicht, kan dat?")) == 2


@pytest.mark.parametrize(
    ("verhaal", "hoeveel"),
    [
        ("B bij Route 5 en C bij Route 6.", 2),
        ("B bij Route5 en C bij Route 5.", 1),
        ("B bij Baken 12 en een tweede B bij Baken12.", 1),
    ],
)
def test_a_number_belongs_to_the_name(verhaal, hoeveel):
    namen = bekend(verhaal)
    assert len(namen) == 2
    assert len(set(namen)) == hoeveel


@pytest.mark.parametrize(
    ("een", "ander"),
    [
        ("Zorggroep Zuid", "Praktijk Zuid"),
        ("Stichting Pietersen", "Praktijk Pietersen"),
        ("Kaagpolder Zorg", "Zorggroep Kaagpolder"),
        ("Medemblik Zorg", "Zorggroep Medemblik"),
        ("Baken7", "Baken7 Jeugd"),
        ("baken7", "baken7 jeugd"),
        ("GGZ Zuid-Holland-Zuid", "GGZ ZHZ"),
        ("Zuid Holland Midden", "ZHM"),
        ("Bond des Levens", "BdL"),
        ("Goed Wonen", "GoedWonen"),
        ("Kroonwerk Hoorn", "Kroonwerk Enkhuizen"),
    ],
)
def test_names_that_may_be_one_are_not_told_apart(een, ander):
    for a, b in ((een, ander), (ander, een)):
        assert len(bekend(f"B bij {a} en een tweede B bij {b}.")) < 2


def test_a_bare_name_is_that_with_its_kind():
    assert len(set(bekend("B bij De Veste en een tweede B bij Stichting De Veste."))) == 1


@pytest.mark.parametrize(
    "erbij",
    [
        "Kroonwerk en Havenlicht zijn gefuseerd.",
        "Havenlicht is een handelsnaam van Kroonwerk.",
        "Kroonwerk is een dochter van Havenlicht.",
        "Het is één concern.",
        "Havenlicht is onderaannemer van Kroonwerk.",
        "Wij vermoeden dat dit zo is.",
        "Ik denk dat het zo loopt.",
        "Volgens mij loopt het zo.",
    ],
)
def test_related_or_doubtful_providers_stay_open(erbij):
    assert rijen(f"B bij Kroonwerk en een tweede B bij Havenlicht. {erbij}") == [("B", None), ("B", None)]


@pytest.mark.parametrize(
    "verhaal",
    [
        "B bij Kroonwerk is aangevraagd maar afgewezen. Mag B bij Havenlicht?",
        "Hij staat op de wachtlijst van Kroonwerk voor B. Mag nu B bij Kroonwerk ernaast?",
        "Het is niet zo dat Kroonwerk B en C levert; Havenlicht doet C.",
    ],
)
def test_what_does_not_run_is_not_counted(verhaal):
    assert len(bekend(verhaal)) < 2


@pytest.mark.parametrize(
    ("verhaal", "naam"),
    [
        ("Mag Havenlicht naast de B van Kroonwerk ook C leveren?", "Havenlicht"),
        ("Omdat Havenlicht C levert wil Kroonwerk B leveren.", "Havenlicht"),
        ("Wij zien dat Havenlicht C levert en dat Kroonwerk B levert.", "Havenlicht"),
        ("C bij Praktijk De Boer en B bij Kroonwerk.", "Praktijk De Boer"),
    ],
)
def test_a_name_is_shown_as_it_is(verhaal, naam):
    assert naam in bekend(verhaal)
    assert set(bekend(verhaal)) <= {naam, "Kroonwerk"}


def test_a_referral_is_no_allocation():
    verhaal = "Huisarts Pietersen verwees naar C, en praktijk Pietersen levert C. Mag daar nog een C bij?"
    assert [s for s, _ in rijen(verhaal)] == ["C", "C"]


@pytest.mark.parametrize(
    "spreker",
    ["Wij zijn de gemeente Opmeer.", "Ik ben consulent in Hoorn.", "Wij zijn het wijkteam.", "Ik werk bij de toegang."],
)
def test_a_municipality_is_no_provider(spreker):
    verhaal = f"{spreker} Wij hebben een C toegewezen. Mag er bij ons nog een C bij?"
    assert bekend(verhaal) == []


@pytest.mark.parametrize("later", ["En C?", "En met V?", "En een V?", "En hoe zit dat met segment V?"])
def test_a_bare_later_turn_takes_no_provider_of_an_older_one(later):
    uit = rijen("Mag B bij Kroonwerk naast B bij Havenlicht?", later)
    assert all(wie is None for s, wie in uit if s != "B")


def test_a_provider_of_a_later_turn_is_not_given_to_an_older_row():
    uit = dict(rijen("Mag B bij Kroonwerk naast C?", "En V bij Havenlicht?"))
    assert uit.get("C") is None


def test_whose_of_two_providers_stays_is_not_sure():
    assert rijen("Mag B bij Kroonwerk naast B bij Havenlicht?", "En als C bij Kroonwerk loopt?") == [
        ("B", None),
        ("C", "Kroonwerk"),
    ]


def test_a_provider_stays_where_all_have_the_same():
    assert bekend("Mag B bij Kroonwerk naast V bij Kroonwerk?", "En C bij Kroonwerk?") == ["Kroonwerk", "Kroonwerk"]


def test_whose_allocation_it_is_is_not_who_delivers_it():
    verhaal = "De B van Lotte loopt bij Kroonwerk. Mag er een tweede B bij Kroonwerk naast?"
    assert bekend(verhaal) == ["Kroonwerk", "Kroonwerk"]


def test_without_any_sign_of_side_by_side_nothing_is_filled():
    assert ingevuld("Van B bij Kroonwerk naar C bij Kroonwerk, mag dat?") == []
