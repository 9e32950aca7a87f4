"""The script of the page takes out the same as the server, and keeps no more than that."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
import yaml
from web_support import ScriptedAssistant

from knowledge.redaction import verwijder

pytestmark = pytest.mark.browser
pytest.importorskip("playwright.sync_api")

from playwright.sync_api import Page, expect  # noqa: E402

BERICHTEN = Path(__file__).parent.parent / "knowledge" / "berichten_met_persoonsgegevens.yaml"
REDACT = """async (texts) => {
  const { redactor } = await import("/static/redaction.js");
  const redact = redactor(JSON.parse(document.getElementById("weglaten").textContent));
  return texts.map(redact);
}"""


def _verknipt(teksten: list[str]) -> list[str]:
    """Pieces of the messages set one behind another, with signs of other scripts between them."""
    kans = random.Random(4)
    tussen = ["", " ", "\n", "\r\n", " | ", "\u2028", "é", "😀", "\u200b", "\t", "…", "٣", "𝟕", "½", "\x00"]
    stukken = [t[(a := kans.randrange(len(t))) : a + 60] for t in teksten for _ in range(4)]
    return ["".join(kans.choice(stukken) + kans.choice(tussen) for _ in range(3)) for _ in range(600)]


def test_the_script_gives_what_the_server_gives(visit: Any) -> None:
    teksten = [bericht["tekst"] for bericht in yaml.safe_load(BERICHTEN.read_text(encoding="utf-8"))]
    teksten += _verknipt(teksten)
    teksten += [f"Ali Haddad {dag}" for dag in ("01-03-2019", "01-03-2023", "02-03-2023", "1-1-2014", "1-1-2016")]
    teksten += ["ingangsdatum 1-7-2025, geboren op 3-4-2012", "startdatum 1-7-2025 geboren 3-4-2012 Anna Bos"]
    teksten += ["Anja Bos te Hoorn (3 jaar), Anja belt", "moeder Jan Bos op Kerklaan 12, geb. 3-4-2012, Jan"]
    teksten += ["Bos (06-12345678) en Vos (0229 123456)", "bel ((020) 765 43 21) of (06) 12345678"]
    teksten += ["Noor Visser 01022015, bel o6-12345678", "BSN123456782", "Anna Bos 45671234"]
    page: Page = visit().open()
    gelezen = page.evaluate(REDACT, teksten)
    verschil = [(t, s, b) for t, b in zip(teksten, gelezen, strict=True) if (s := verwijder(t)[0]) != b]
    assert verschil == []


def test_the_browser_keeps_no_personal_data(visit: Any, assistant: ScriptedAssistant) -> None:
    page: Page = visit().open()
    box = page.get_by_role("textbox", name="Uw vraag")
    vraag = "Jan de Vries, geb. 3-4-2012, bsn 123456782, bel 06-12345678 of mail a@voorbeeld.nl"
    gegevens = ["Vries", "3-4-2012", "123456782", "12345678", "voorbeeld.nl"]

    def bewaard() -> str:
        return str(page.evaluate("JSON.stringify({ ...sessionStorage, ...localStorage })"))

    box.fill(f"{vraag}, wacht")
    assert "[BSN verwijderd]" in bewaard()
    page.get_by_role("button", name="Vraag stellen").click()
    expect(page.get_by_role("button", name="Stop")).to_be_visible()
    assert not [g for g in gegevens if g in bewaard()]
    assistant.go_on.set()
    expect(page.locator(".beurt h2")).to_contain_text("[BSN verwijderd]")
    assert not [g for g in gegevens if g in bewaard() + page.locator("body").inner_text()]
