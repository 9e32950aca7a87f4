"""HTML that is pasted in a message is read as what its reader sees."""

from __future__ import annotations

import pytest
from assistant_support import ask

from assistant.service import Assistant
from assistant.text.markup import zonder_opmaak

_TABEL = (
    '<table border="1"><tr><th>Cliënt</th><th>Profiel</th><th>Van</th><th>Naar</th><th>Ingang</th></tr>'
    "<tr><td>Daan</td><td>3</td><td>PE</td><td>IN</td><td>1-3-2026</td></tr>"
    "<tr><td>Sofie</td><td>2</td><td>IN</td><td>PE</td><td>15-4-2026</td></tr></table>\nHoorn. Mag dit met een 317?"
)
_LIJST = (
    "<p>Hoi,</p><ul><li>Daan: profiel 3, PE naar IN per 1-3-2026</li>"
    "<li>Sofie: profiel 2, IN naar PE per 15-4-2026</li></ul><p>Gemeente Hoorn. Mag dit met een 317?</p>"
)


@pytest.mark.parametrize("tekst", [_TABEL, _LIJST, _TABEL.replace("><", ">\n<")])
def test_rows_and_items_are_children_with_their_own_facts(assistant: Assistant, tekst: str) -> None:
    gelezen = [e.input for e in ask(assistant, tekst).tool_results if e.tool == "verzoek_om_wijziging"]
    vier = [(i["profiel"], i["intensiteit"], i["nieuwe_intensiteit"], str(i["ingangsdatum"])) for i in gelezen]
    assert vier == [(3, "perspectief", "intensief", "2026-03-01"), (2, "intensief", "perspectief", "2026-04-15")]


@pytest.mark.parametrize(
    ("html", "tekst"),
    [
        ("<div>Cli&euml;nt krijgt B.<br>Mag&nbsp;dat?</div>", "Cliënt krijgt B.\nMag dat?"),
        ("Eerste regel\n<b>vet</b> en <i>schuin</i>\nderde", "Eerste regel\nvet en schuin\nderde"),
    ],
)
def test_tags_go_and_lines_stay(html: str, tekst: str) -> None:
    assert zonder_opmaak(html) == tekst


@pytest.mark.parametrize(
    "tekst",
    [
        "Als x < 3 en y > 4, wat dan?",
        "Ga van <profiel 2> naar <profiel 3>",
        "mail aan <a@b.nl> en <c@d.nl>",
        "<bericht><header><berichtCode>317</berichtCode></header></bericht>",
        "wat betekent <br> in het bestand?",
    ],
)
def test_other_angle_brackets_stay(tekst: str) -> None:
    assert zonder_opmaak(tekst) == tekst
