"""Which days of a change request are ends, and so not the first day of the change."""

from __future__ import annotations

import pytest

from assistant.models import AskRequest
from assistant.service import Assistant


@pytest.mark.parametrize(
    ("vraag", "nu", "nieuw"),
    [
        (
            "Hoorn, profiel 3 intensief. De toewijzing stopt op 30 april 2026 en wij willen die met een 317 oprekken "
            "tot 31 juli 2026. Kan dat?",
            "2026-04-30",
            "2026-07-31",
        ),
        (
            "Opmeer: mag ik via een verzoek om wijziging een toewijzing profiel 4 duurzaam licht die op 28 februari "
            "2026 afloopt laten doorlopen tot 31 mei 2026?",
            "2026-02-28",
            "2026-05-31",
        ),
        (
            "Wij willen in Medemblik een toewijzing (profiel 2, intensief) verlengen tot 30 september 2026 met een "
            "317. Nu houdt die op 30 juni 2026 op. Kan dat?",
            "2026-06-30",
            "2026-09-30",
        ),
        (
            "mag in hoorn de einddatum met een 317 opgerekt worden? staat nu op 31-12-2025, moet 31-3-2026 worden, "
            "profiel 1 perspectief",
            "2025-12-31",
            "2026-03-31",
        ),
    ],
)
def test_an_end_that_moves_is_no_first_day(assistant: Assistant, vraag: str, nu: str, nieuw: str) -> None:
    """Whichever of the two ends is told first, the answer is that the term stays."""
    antwoord = assistant.ask(AskRequest(id="t", question=vraag))
    (uitslag,) = antwoord.tool_results
    assert uitslag.tool == "verzoek_om_wijziging"
    assert (uitslag.input.get("einddatum"), uitslag.input.get("nieuwe_einddatum")) == (nu, nieuw)
    assert uitslag.input.get("ingangsdatum") is None
    assert {c.rule for c in uitslag.checks if c.outcome == "geschonden"} == {"looptijd"}


@pytest.mark.parametrize(
    ("vraag", "ingang"),
    [
        (
            "Hoorn, profiel 2, nu perspectief. De toewijzing stopt op 31 december 2026. Mag ik per 1 maart 2026 met "
            "een 317 naar intensief? Er is niet eerder gewijzigd.",
            "2026-03-01",
        ),
        (
            "Opmeer. Het contract van de school loopt tot 31 juli 2026. De toewijzing is verlengd tot 30 september "
            "2026. Mogen we per 1 maart 2026 naar intensief vanuit perspectief, profiel 1? Eerste keer, via 317.",
            "2026-03-01",
        ),
        (
            "Hoorn: de toewijzing is eerder al verlengd van 31 maart 2026 tot 30 juni 2026. Mag ik profiel 2 nu per "
            "1 mei 2026 afschalen van intensief naar perspectief met een 317?",
            "2026-05-01",
        ),
    ],
)
def test_an_end_beside_a_change_of_intensity_moves_nothing(assistant: Assistant, vraag: str, ingang: str) -> None:
    """Nor does one that was moved before."""
    (uitslag,) = assistant.ask(AskRequest(id="t", question=vraag)).tool_results
    assert uitslag.verdict in {"toegestaan", "voorwaardelijk"}
    assert uitslag.input.get("ingangsdatum") == ingang
    assert uitslag.input.get("nieuwe_einddatum") is None


def test_the_last_day_alone_is_not_the_first_of_the_change(assistant: Assistant) -> None:
    """From when the change holds is asked for."""
    vraag = (
        "Hoorn, profiel 2. De toewijzing houdt op 31 maart 2026 op. Mag ik met een 317 van perspectief naar intensief?"
    )
    (uitslag,) = assistant.ask(AskRequest(id="t", question=vraag)).tool_results
    assert "ingangsdatum" in uitslag.missing
