"""The report as a page: everything in it, readable for all, and of held-out parts only totals."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from evals_support import GEHEIM
from lxml import html

from evals.outcome import uitslag
from evals.report import verslag

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from evals.judging import Oordeel
    from evals.outcome import Uitslag

    Meting = list[tuple[str, list[Oordeel]]]


@pytest.fixture(scope="module")
def pagina(meting: Meting, uitslag_: Uitslag) -> str:
    # enough questions for the reliability curve
    return verslag([*meting, ("ontwikkel-99", [meting[0][1][3]] * 20)], uitslag_)


@pytest.fixture(scope="module")
def boom(pagina: str) -> Any:
    return html.fromstring(pagina)


def tekst(boom: Any, kiezer: str) -> list[str]:
    return [" ".join(e.text_content().split()) for e in boom.xpath(kiezer)]


def test_of_a_held_out_part_only_totals_are_shown(pagina: str, meting: Meting) -> None:
    assert "meet-98" in pagina
    for verboden in (GEHEIM, "burgemeester", "blauwe zee", "geheim-1", "geheim-2"):
        assert verboden not in pagina
    for o in meting[1][1]:
        assert o.answer.answer not in pagina


def test_of_a_part_to_learn_from_each_failure_is_shown_with_its_steps(boom: Any) -> None:
    koppen = tekst(boom, "//section[@aria-labelledby='fouten']/details/summary")
    assert koppen[0] == "leer-2 (ontwikkel-98, gewoon) feit"
    assert not any("leer-1" in kop for kop in koppen)
    stappen = tekst(boom, "(//section[@aria-labelledby='fouten']/details)[1]/details/summary")
    assert {"Vraag lezen", "Regeling bepalen", "Regels toepassen", "Elk feit controleren"} <= set(stappen)
    assert "feit: paars" in tekst(boom, "(//section[@aria-labelledby='fouten']/details)[1]/ul/li")


def test_a_text_is_never_read_as_markup(pagina: str) -> None:
    assert "&lt;b&gt;Vet&lt;/b&gt;" in pagina
    assert "<b>Vet" not in pagina


def test_the_figures_are_there(boom: Any, pagina: str) -> None:
    assert tekst(boom, "//h2")[:2] == ["Meetdelen", "Ontwikkeldelen"]
    assert "1 van 2, 95%-interval" in pagina
    rij = tekst(boom, "//section[@aria-labelledby='meet']//table[caption='Per deel']/tbody/tr/*")
    assert rij[:4] == ["meet-98", "1", "2", "50,0%"]
    matrix = boom.xpath("(//table[@class='verwarring'])[1]/tbody/tr")
    assert len(matrix) == 4
    assert sum(int(cel.text_content()) for r in matrix for cel in r.xpath("./td")) == 2


def test_everything_is_in_the_page_itself(boom: Any) -> None:
    assert boom.xpath("//script | //link | //img | //iframe | //object") == []
    assert "url(" not in boom.xpath("//style")[0].text


def test_it_can_be_read_by_all(boom: Any) -> None:
    assert boom.get("lang") == "nl"
    ids = boom.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert all(verwijzing[1:] in ids for verwijzing in boom.xpath("//a/@href"))
    assert all(verwijzing in ids for verwijzing in boom.xpath("//@aria-labelledby"))
    for tabel in boom.xpath("//table"):
        assert tabel.xpath(".//th[@scope]")
    for plaat in boom.xpath("//svg"):
        assert plaat.get("aria-hidden") == "true" or (plaat.get("role") == "img" and plaat.get("aria-label"))
    for schuif in boom.xpath("//*[@tabindex='0']"):
        assert schuif.get("role") == "region"
        assert schuif.get("aria-label")
    niveaus = [int(kop.tag[1]) for kop in boom.xpath("//h1 | //h2 | //h3")]
    assert niveaus[0] == 1
    assert all(b - a <= 1 for a, b in pairwise(niveaus))


def test_the_curve_holds_every_class(boom: Any) -> None:
    kromme = boom.xpath("//svg[@role='img']")
    assert len(kromme) == 1
    assert len(kromme[0].xpath("./circle")) == len(kromme[0].xpath("./rect")) == 8


def test_dots_stand_where_the_share_is(boom: Any) -> None:
    stip = boom.xpath("//section[@aria-labelledby='meet']//table[caption='Per deel']//circle")[0]
    assert stip.get("cx") == "50.00%"


def test_a_run_with_only_held_out_parts_has_no_failures_to_show(meting: Meting, uitslag_: Uitslag) -> None:
    pagina = verslag(meting[1:], uitslag_)
    assert "Meetdelen" in pagina
    assert "<details" not in pagina
    assert "Ontwikkeldelen" not in pagina


def test_the_outcome_holds_no_text(meting: Meting, uitslag_: Uitslag) -> None:
    assert uitslag(meting, uitslag_.gemeten_op) == uitslag_
    als_json = uitslag_.model_dump_json()
    for o in [o for _, oordelen in meting for o in oordelen]:
        assert o.vraag.beurten[-1] not in als_json
        assert o.answer.answer not in als_json
    assert "blauwe zee" not in als_json
    assert [(r.id, r.deel, r.goed, r.fouten) for r in uitslag_.regels][1] == ("leer-2", "ontwikkel-98", False, ["feit"])


# --- in a browser -------------------------------------------------------------------------------------------


@pytest.mark.browser
@pytest.mark.parametrize("breedte", [360, 1280])
@pytest.mark.parametrize("kleuren", ["light", "dark"])
def test_it_fits_the_screen_in_light_and_dark(
    browser: Browser, pagina: str, tmp_path: Path, breedte: int, kleuren: Any
) -> None:
    bestand = tmp_path / "rapport.html"
    bestand.write_text(pagina, encoding="utf-8")
    context = browser.new_context(viewport={"width": breedte, "height": 800}, color_scheme=kleuren)
    page = context.new_page()
    klachten: list[str] = []
    page.on("console", lambda m: klachten.append(m.text))
    page.on("request", lambda r: klachten.append(r.url) if not r.url.startswith("file:") else None)
    page.goto(bestand.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert klachten == []
    kleur, vlak = (f"getComputedStyle({waar})" for waar in ("document.querySelector('.zacht')", "document.body"))
    assert _contrast(page.evaluate(f"[{vlak}.color, {vlak}.backgroundColor]")) >= 7
    assert _contrast(page.evaluate(f"[{kleur}.color, {vlak}.backgroundColor]")) >= 4.5
    context.close()


def _contrast(kleuren: list[str]) -> float:
    """WCAG contrast of two CSS colours."""

    def licht(kleur: str) -> float:
        delen = [int(d) / 255 for d in re.findall(r"\d+", kleur)[:3]]
        lineair = [d / 12.92 if d <= 0.03928 else ((d + 0.055) / 1.055) ** 2.4 for d in delen]
        return 0.2126 * lineair[0] + 0.7152 * lineair[1] + 0.0722 * lineair[2]

    donker, helder = sorted(map(licht, kleuren))
    return (helder + 0.05) / (donker + 0.05)
