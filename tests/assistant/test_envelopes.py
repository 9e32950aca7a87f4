"""What stands around a question changes nothing of its answer: greeting, signature, headers, small print."""

from __future__ import annotations

import pytest
from assistant_support import AA, WF, ZW, ask

from assistant.models import Answer
from assistant.service import Assistant

OMHULSELS = {
    "handtekening": """Goedemiddag,

{vraag}

Met vriendelijke groet,

Petra Bakker
Senior consulent
T 0299-658585 | p.bakker@voorbeeld.nl
Kerkstraat 12, 1141 GV
Aanwezig op maandag en donderdag""",
    "kop en kleine letters": """Van: J. Smit <j.smit@zorg.example>
Verzonden: dinsdag 4 november
Aan: info
Onderwerp: vraag

L.S.,

{vraag}

Hoogachtend,
J. Smit

Dit bericht is vertrouwelijk en alleen bestemd voor de geadresseerde. Mocht u dit bericht ten onrechte ontvangen, \
neem dan contact op met de afzender.""",
    "terugbellen": "{vraag} Bel me gerust op 06-12345678 of mail naar k.devries@praktijk.example.",
    "telefoon": """Hoi,

{vraag}

Groetjes, Sanne

Verzonden vanaf mijn iPhone""",
}
VRAGEN = [
    "Wat is het doel van het aanleveren van onderhanden werk?",
    "Wanneer loopt een hersteltraject in Zaandam af dat op 1 maart 2021 begon?",
    "Hoe lang duurt crisishulp in Aalsmeer?",
    "Welke code hoort in Opmeer bij profiel 4 duurzaam zwaar?",
    "Mag in Hoorn segment B naast segment V?",
    "Hoeveel gemeenten doen mee aan de aanbesteding in Zaanstreek-Waterland?",
    "Wie is er bij Amstelveen het aanspreekpunt als er meer aanbieders in een gezin werken?",
]


def _kern(answer: Answer) -> tuple[object, ...]:
    uitkomsten = [(e.tool, e.verdict) for e in answer.tool_results]
    return answer.status, answer.regelingen, uitkomsten, [c.section for c in answer.citations[:1]]


@pytest.mark.parametrize("omhulsel", OMHULSELS.values(), ids=OMHULSELS)
@pytest.mark.parametrize("vraag", VRAGEN)
def test_a_question_in_a_mail_is_answered_as_the_bare_question(assistant: Assistant, vraag: str, omhulsel: str) -> None:
    assert _kern(ask(assistant, omhulsel.format(vraag=vraag))) == _kern(ask(assistant, vraag))


@pytest.mark.parametrize(
    ("ondertekening", "regeling"),
    [
        ("Joost (zorgadministratie, Opmeer)", [WF]),
        ("Marieke, gemeente Medemblik", [WF]),
        ("Wim\nGemeente Amstelveen", [AA]),
    ],
)
def test_a_signature_tells_the_region_when_nothing_else_does(
    assistant: Assistant, ondertekening: str, regeling: list[str]
) -> None:
    mail = "Beste collega,\n\n{}\n\nMet vriendelijke groet,\n{}"
    assert ask(assistant, mail.format("Wie mag er verwijzen naar verblijf?", ondertekening)).regelingen == regeling
    elders = ask(assistant, mail.format("Wie mag er in Zaanstad verwijzen naar verblijf?", ondertekening))
    assert elders.regelingen == [ZW]
