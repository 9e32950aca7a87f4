"""Personal data is gone after the first step: no later step, and nothing that keeps their state, sees it."""

from __future__ import annotations

from datetime import date

from assistant.models import AskRequest, Turn
from assistant.service import Assistant

GEGEVENS = ["123456782", "Sanne", "Bakker", "14-02-2010", "a.jansen", "12345678"]
VRAAG = (
    "Sanne Bakker (14-02-2010, BSN 123456782) in Hoorn heeft profiel 3 perspectief. "
    "Mag een 317 naar intensief per 1-9-2025? Mail a.jansen@voorbeeld.nl of bel 06-12345678."
)


def _request(vraag: str, *eerder: Turn) -> AskRequest:
    return AskRequest(question=vraag, history=list(eerder), peildatum=date(2025, 8, 1))


def test_no_step_adds_personal_data_and_the_kinds_are_told(assistant: Assistant) -> None:
    verloop = assistant.volg(_request(VRAAG))
    assert [g for g in GEGEVENS if g in repr(verloop.stappen)] == []
    assert verloop.answer.redacted == ["bsn", "geboortedatum", "e-mail", "telefoon"]
    assert verloop.answer.tool_results[0].input["ingangsdatum"] == "2025-09-01"


def test_the_conversation_is_cleaned_too(assistant: Assistant) -> None:
    verloop = assistant.volg(_request("En per 1-10-2025?", Turn(question=VRAAG, answer="Dat mag voor Sanne Bakker.")))
    assert [g for g in ("123456782", "14-02-2010", "a.jansen", "12345678") if g in repr(verloop.stappen)] == []
    assert verloop.answer.redacted == ["bsn", "geboortedatum", "e-mail", "telefoon"]
