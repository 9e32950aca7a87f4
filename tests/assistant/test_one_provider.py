"""Whether a text asks if one provider delivers several segments: read only where every word of it is known."""

import pytest

from assistant.models import AskRequest
from assistant.reading.providers.one import segmenten_van_een
from assistant.service import Assistant

VAN_EEN = [
    "Mogen wij als aanbieder zowel segment B en segment C leveren in Westfriesland?",
    "Mogen wij als aanbieder B en C leveren?",
    "Is het mogelijk dat dezelfde organisatie B en C levert?",
    "Is het mogelijk dat dezelfde organisatie B en C levert aan één cliënt?",
    "Mag een ggz-instelling B en C tegelijk leveren?",
    "Wij hebben segment B gegund gekregen in Westfriesland. Kunnen we ook segment C aanbieden?",
    "Kunnen wij ook segment C aanbieden naast B?",
    "Wij hebben een contract voor B, kunnen we er C bij krijgen?",
    "Can a provider hold both segment B and C in Westfriesland?",
    "Mag de aanbieder die B levert ook C leveren aan dezelfde jeugdige?",
    "Mogen wij B en C leveren?",
    "Mag een aanbieder B en C leveren?",
    "Kan één en dezelfde zorgaanbieder in Hoorn zowel B als C aanbieden?",
    "Wij zijn gecontracteerd voor segment C. Mogen wij daarnaast ook B leveren?",
    "Mag de stichting die B uitvoert ook segment V aanbieden?",
    "Kan een jeugdhulporganisatie een contract voor B en C hebben?",
]
NIET_VAN_EEN = [
    "Mag een aanbieder B en een aanbieder C leveren?",
    "Mag een aanbieder B leveren als een andere aanbieder C levert?",
    "Mogen wij B leveren en De Linde C?",
    "Mag een instelling B leveren naast C van een andere instelling?",
    "Mogen twee aanbieders B en C leveren?",
    "Mogen wij B of C leveren?",
    "Kan een cliënt B en C krijgen?",
    "Kunnen wij B en C krijgen?",
    "Mogen wij B naast C leveren?",
    "Mogen wij als gemeente B en C toewijzen?",
    "Wij leveren B. Een cliënt heeft al C. Mogen wij V leveren?",
    "Een cliënt heeft B bij De Linde. Kunnen wij ook C leveren?",
    "Mogen wij niet B en C leveren?",
    "Mag segment B naast segment C?",
    "Mogen we B en C inzetten?",
    "Mag B met C bij verschillende aanbieders?",
    "Wij hebben een contract voor B. Mag een client C hebben?",
    "Mag een instelling B leveren en een stichting C?",
    "Wij leveren B. Mag een andere organisatie ook C leveren?",
]


@pytest.mark.parametrize("vraag", VAN_EEN)
def test_a_question_whether_one_provider_delivers_several_segments_is_read(vraag: str) -> None:
    """By what is asked, or by what was told of a contract before it."""
    assert len(segmenten_van_een(vraag)) == 2


@pytest.mark.parametrize("vraag", NIET_VAN_EEN)
def test_what_names_another_provider_or_a_client_is_not_read_so(vraag: str) -> None:
    """One word that is not known is enough to leave the question to what reads stories."""
    assert segmenten_van_een(vraag) == ()


@pytest.mark.parametrize("vraag", [v for v in VAN_EEN if "V " not in v])
def test_one_provider_cannot_deliver_b_and_c(assistant: Assistant, vraag: str) -> None:
    antwoord = assistant.ask(AskRequest(id="t", question=vraag, regeling="westfriesland-2025"))
    assert [t.verdict for t in antwoord.tool_results] == ["niet_toegestaan"]


@pytest.mark.parametrize(
    "vraag",
    [
        "Wij hebben een contract voor segment B in West-Friesland. Mogen wij ook V leveren?",
        "Wij hebben een contract voor B, kunnen we ook V leveren?",
        "Wij zijn gecontracteerd voor segment C. Mogen wij daarnaast ook V leveren?",
    ],
)
def test_a_contract_for_one_segment_allows_no_other(assistant: Assistant, vraag: str) -> None:
    """It takes a contract for both."""
    antwoord = assistant.ask(AskRequest(id="t", question=vraag, regeling="westfriesland-2025"))
    assert "toegestaan" not in {t.verdict for t in antwoord.tool_results}


def test_contracts_for_both_do(assistant: Assistant) -> None:
    vraag = "Wij hebben contracten voor B en V. Mogen wij beide leveren?"
    antwoord = assistant.ask(AskRequest(id="t", question=vraag, regeling="westfriesland-2025"))
    assert [t.verdict for t in antwoord.tool_results] == ["toegestaan"]


def test_one_provider_can_deliver_b_and_v(assistant: Assistant) -> None:
    """The contract forms know B with V."""
    vraag = "Mag de aanbieder die B levert ook V leveren?"
    antwoord = assistant.ask(AskRequest(id="t", question=vraag, regeling="westfriesland-2025"))
    assert [t.verdict for t in antwoord.tool_results] == ["toegestaan"]
