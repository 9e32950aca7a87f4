"""What a story takes back, puts beside something else or says of another thing makes no certain verdict."""

from __future__ import annotations

import pytest
from assistant_support import ask

from assistant.reading.slots import Slots, lees_slots
from assistant.service import Assistant
from knowledge.folding import vouw
from knowledge.vocabulary import laad_woordenschat


def _slots(tekst: str) -> Slots:
    return lees_slots(vouw(tekst), laad_woordenschat())


@pytest.mark.parametrize(
    "tekst",
    [
        "Collega mailde: > Eerder gewijzigd: nee. Maar dat is onjuist, het is vorig jaar al gewijzigd.",
        'In het formulier staat "eerder gewijzigd: ja", maar dat is een fout.',
        "Eerder verzoek: geen bezwaar, doorgevoerd.",
        "Eerder gewijzigd: 0 in dit jaar, 1 in vorig jaar.",
        "De eerste 317: nee gekregen van de gemeente.",
        "Dit is niet de eerste wijziging.",
        "Eerder gewijzigd n.v.t.",
        "Eerder gewijzigd ja/nee:",
        "Eerder gewijzigd ja [ ] nee [x]",
    ],
)
def test_a_field_that_is_no_plain_answer_stays_open(tekst: str) -> None:
    assert _slots(tekst).eerder_gewijzigd is None


@pytest.mark.parametrize(
    "tekst",
    [
        "De gemeente heeft het kind niet naar ons verwezen maar naar Parlan.",
        "De gemeente verwees niet op tijd.",
        "Het wijkteam heeft niet eerder verwezen.",
        "Ouders zijn niet door de gemeente verwezen, ze kwamen zelf.",
    ],
)
def test_a_denial_of_something_else_makes_no_external_referrer(tekst: str) -> None:
    assert _slots(tekst).verwijzer != "extern"


@pytest.mark.parametrize(
    "tekst",
    [
        "In 2021 deden wij mee aan de aanbesteding maar kregen geen contract. Voor 2022 hebben we contract B.",
        "In 2021 zaten we er al in met de gemeente om tafel, maar zonder contract. Voor 2022 contract B.",
        "In 2021 deden we mee met de aanbesteding. We hebben voor 2022 een contract voor B.",
    ],
)
def test_taking_part_is_no_contract(tekst: str) -> None:
    assert _slots(tekst).gecontracteerd_2021 != "ja"


@pytest.mark.parametrize(
    ("tekst", "segmenten"),
    [
        ("Mag segment B bij ons zonder problemen naast segment C bij een andere aanbieder?", ("B", "C")),
        ("Mag er zonder wachttijd segment C naast segment B?", ("C", "B")),
    ],
)
def test_without_something_else_leaves_the_segments(tekst: str, segmenten: tuple[str, ...]) -> None:
    assert _slots(tekst).segmenten == segmenten


@pytest.mark.parametrize(
    "tekst",
    [
        "In het systeem staat segment B bij Parlan. In de brief staat segment C bij Levvel. "
        "Kunnen die twee toewijzingen in Hoorn tegelijk lopen?",
        "Moeder zegt dat B bij Parlan loopt en de voogd zegt dat C bij Levvel loopt. Mogen B en C in Hoorn samen?",
    ],
)
def test_two_sources_of_two_allocations_are_no_doubt(assistant: Assistant, tekst: str) -> None:
    assert [(e.tool, e.verdict) for e in ask(assistant, tekst).tool_results] == [("stapelen", "toegestaan")]


@pytest.mark.parametrize(
    "tekst",
    [
        "Gecontracteerd in 2021. Contract 2022: B. Tarieven voor B nog onbekend. Duurzaam, segment B.",
        "Gecontracteerd in 2021, voor 2022 voor B. Hoe de overgang van B gaat is nog onduidelijk. Duurzaam, segment B.",
    ],
)
def test_something_else_that_is_not_known_leaves_the_contract(tekst: str) -> None:
    assert _slots(tekst).contract_2022 == ("B",)


@pytest.mark.parametrize(
    ("tekst", "profielen"),
    [
        ("Het is niet profiel 3 maar 4 maanden geleden gestart. Profiel 2.", (2,)),
        ("Als cijfer voor de samenwerking is het een 8, over een profiel is niets gezegd.", ()),
        ("Volgens het plan profiel 5, volgens de huisarts 3 keer per week.", (5,)),
    ],
)
def test_a_number_of_something_else_is_no_profile(tekst: str, profielen: tuple[int, ...]) -> None:
    assert _slots(tekst).profielen == profielen


@pytest.mark.parametrize(
    ("tekst", "van", "naar"),
    [
        ("Geen intensief meer nodig: profiel 2, naar perspectief.", "intensief", "perspectief"),
        ("Geen perspectief meer maar intensief, profiel 2.", "perspectief", "intensief"),
    ],
)
def test_what_is_no_longer_needed_is_what_it_changes_from(tekst: str, van: str, naar: str) -> None:
    assert _slots(tekst).intensiteiten == (van, naar)


@pytest.mark.parametrize("werkwoord", ["opschuiven", "verschuiven", "verplaatsen"])
def test_the_days_of_an_end_that_moves_are_no_start(assistant: Assistant, werkwoord: str) -> None:
    answer = ask(
        assistant,
        f"Profiel 1 in Hoorn, van PE naar IN per 1 mei 2026, en de einddatum {werkwoord} van 30 juni 2026 naar "
        "31 december 2026. Nog niet eerder gewijzigd. Mag dat?",
    )
    invoer = answer.tool_results[0].input
    assert (invoer["ingangsdatum"], invoer["einddatum"], invoer["nieuwe_einddatum"]) == (
        "2026-05-01",
        "2026-06-30",
        "2026-12-31",
    )
