"""What a text denies is no fact: "geen profiel 8: het is een 7"."""

from __future__ import annotations

import pytest

from assistant.models import AskRequest
from assistant.reading.slots import lees_slots
from assistant.service import Assistant
from knowledge.folding import vouw
from knowledge.vocabulary import laad_woordenschat


@pytest.mark.parametrize(
    ("tekst", "profielen"),
    [
        ("Geen profiel 5, maar profiel 6.", (6,)),
        ("Hij heeft geen profiel 4. Het is een 3.", (3,)),
        ("Het is geen profiel 8 maar een 7", (7,)),
        ("Het gaat niet om profiel 5 maar om 6.", (6,)),
        ("Niet profiel 5 en niet profiel 6, wel profiel 7", (7,)),
        ("Geen profiel 1 t/m 4 maar een 5", (5,)),
        ("Het profiel? Dat is een 5.", (5,)),
        ("Qua profiel is het een 6", (6,)),
        ("Profiel: 3. Ingang: 1-12-2025.", (3,)),
        ("Het profiel is 5, niet 6.", (5,)),
        ("Geen profiel 8 in elk geval.", ()),
        # asked, not denied
        ("Mag een 317 niet voor profiel 5?", (5,)),
        ("Waarom hoeft het bij profiel 8 niet?", (8,)),
        # no profile
        ("Het is een 7 op een schaal van tien.", ()),
        ("Het profiel is 1 juli gewijzigd.", ()),
        ("Het profiel is bekend. Het is een 4 jaar oude indicatie.", ()),
    ],
)
def test_a_denied_profile_is_none_and_a_bare_number_may_be_one(tekst: str, profielen: tuple[int, ...]) -> None:
    """A bare number is one where profiles are what is spoken of."""
    assert lees_slots(vouw(tekst), laad_woordenschat()).profielen == profielen


@pytest.mark.parametrize(
    ("tekst", "intensiteiten"),
    [
        ("Mag hij niet intensief worden? Nu perspectief.", ("perspectief", "intensief")),
        ("Waarom kan ik niet perspectief naar intensief wijzigen?", ("perspectief", "intensief")),
        ("Graag IN wijzigen in PE.", ("intensief", "perspectief")),
        ("PE wijzigen in IN", ("perspectief", "intensief")),
        ("Wat vul ik in? Wijzigen in plaats van stoppen.", ()),
    ],
)
def test_intensities_are_read_by_their_letters(tekst: str, intensiteiten: tuple[str, ...]) -> None:
    assert lees_slots(vouw(tekst), laad_woordenschat()).intensiteiten == intensiteiten


@pytest.mark.parametrize(
    ("vraag", "invoer"),
    [
        (
            "Verlenging in Opmeer, door de jeugdarts verwezen. Geen profiel 8 en geen dagbesteding: het is een 6. "
            "Welk formulier hoort daarbij?",
            [{"profiel": 6, "verwijzer": "extern", "moment": "verlenging"}],
        ),
        (
            "Hoorn: welke stukken leg ik klaar? Het gaat om een 4, de hulp moet langer duren, en onze eigen toegang "
            "heeft hem verwezen.",
            [{"profiel": 4, "verwijzer": "gemeente", "moment": "verlenging"}],
        ),
        (
            "profiel 7, gemeente Medemblik verwijst. wat is het startformulier, wat is er bij verlengen nodig, wie "
            "doet de regie?",
            [
                {"profiel": 7, "verwijzer": "gemeente", "moment": "aanvraag"},
                {"profiel": 7, "verwijzer": "gemeente", "moment": "verlenging"},
            ],
        ),
    ],
)
def test_the_documents_are_those_of_what_is_so(
    assistant: Assistant, vraag: str, invoer: list[dict[str, object]]
) -> None:
    """Never those of what is denied, and those of both moments where both are asked."""
    antwoord = assistant.ask(AskRequest(id="t", question=vraag))
    assert [t.input for t in antwoord.tool_results if t.tool == "toegang"] == invoer


@pytest.mark.parametrize(
    ("vraag", "verdict", "segmenten"),
    [
        (
            "Hoorn. De tweede toewijzing is geen C en ook geen B, maar V. Dezelfde aanbieder doet al B. Kan dat zo?",
            "toegestaan",
            {"B", "V"},
        ),
        (
            "Er loopt een B in Hoorn en er komt een tweede B bij. Kunnen we die toekennen?\n\n"
            "Groet, Els (lokale toegang)\n\nPS allebei zijn van Het Anker.",
            "niet_toegestaan",
            {"B"},
        ),
        (
            "We hebben al een B lopen in Hoorn en er moet een tweede B bij. Kunnen we die toekennen?\n\n"
            "PS beide zijn van Het Anker.",
            "niet_toegestaan",
            {"B"},
        ),
    ],
)
def test_stacking_counts_what_is_told_not_what_is_denied(
    assistant: Assistant, vraag: str, verdict: str, segmenten: set[str]
) -> None:
    """Who grants an allocation does not deliver it; who delivers both may stand in a postscript."""
    stapelen = [t for t in assistant.ask(AskRequest(id="t", question=vraag)).tool_results if t.tool == "stapelen"]
    assert [t.verdict for t in stapelen] == [verdict]
    assert {r["segment"] for r in stapelen[0].input["toewijzingen"]} == segmenten


@pytest.mark.parametrize(
    "vraag",
    [
        "Kan een aanbieder in Hoorn alleen V leveren, zonder B of C erbij?",
        "Mag een organisatie in Opmeer segment B doen zonder dat ze er ook V bij levert?",
    ],
)
def test_one_segment_without_another_is_no_stack(assistant: Assistant, vraag: str) -> None:
    """The documents tell which segments one contract may have."""
    assert not [t for t in assistant.ask(AskRequest(id="t", question=vraag)).tool_results if t.tool == "stapelen"]
