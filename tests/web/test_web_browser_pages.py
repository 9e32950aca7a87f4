"""Looking up, checking and reading in a real browser: without scripts, by keyboard, narrow, in both colours."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jw_berichten import JW315, JW317, anders
from playwright.sync_api import expect
from web_support import DOCUMENT, SECTIE

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def menu(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name=name).click()


@pytest.mark.parametrize("width", [320, 1280])
def test_without_scripts_from_the_menu_to_a_verdict_and_its_source(visit: Any, width: int) -> None:
    page = visit(java_script_enabled=False, viewport={"width": width, "height": 700}).open()
    menu(page, "Beslishulpen")
    page.get_by_role("link", name="Stapelen van toewijzingen").click()
    page.get_by_role("button", name="Rij toevoegen").click()
    for number, segment in enumerate("BCV"):
        page.get_by_label("Segment").nth(number).select_option(segment)
    page.get_by_role("button", name="Rij 3 verwijderen").click()
    expect(page.get_by_label("Segment")).to_have_count(2)
    page.get_by_label("Aanbieder").nth(0).fill("De Brug")
    page.get_by_label("Aanbieder").nth(1).fill("De Brug")
    page.get_by_role("button", name="Bekijk de uitkomst").click()
    expect(page.get_by_role("heading", name="Niet toegestaan")).to_be_in_viewport()
    assert "toewijzingen.1.aanbieder=De+Brug" in page.url
    page.get_by_label("Aanbieder").nth(1).fill("De Weg")
    page.get_by_role("button", name="Bekijk de uitkomst").click()
    expect(page.get_by_role("heading", name="Toegestaan", exact=True)).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Niet toegestaan")).to_be_visible()
    source = page.get_by_role("link", name="Bron: Stapelen van segment B met segment C")
    expect(source).to_have_attribute("href", f"/bronnen/{DOCUMENT}#Stapelen-van-segment-B-met-segment-C")


def test_codes_are_looked_up_while_typing(visit: Any) -> None:
    page = visit(permissions=["clipboard-read", "clipboard-write"]).open("/opzoeken")
    page.get_by_label("Code of woorden").press_sequentially("504d", delay=20)
    expect(page.get_by_role("status")).to_have_text("2 codes gevonden van de 4 in de tabel.")
    page.get_by_label("Intensiteit").select_option("Duurzaam zwaar")
    expect(page.get_by_role("status")).to_have_text("1 code gevonden van de 4 in de tabel.")
    assert page.url.endswith("/opzoeken?q=504d&intensiteit=duurzaam_zwaar")
    page.get_by_role("button", name="Kopieer 504DZ").click()
    expect(page.locator("[data-kopieer]")).to_have_text("Gekopieerd")
    assert page.evaluate("navigator.clipboard.readText()") == "504DZ"
    page.get_by_label("Code of woorden").fill("508IN")
    expect(page.locator(".ontleding")).to_contain_text("intensiteit: intensief")
    page.reload()
    expect(page.get_by_label("Code of woorden")).to_have_value("508IN")


def test_without_scripts_codes_are_looked_up_by_the_form(visit: Any) -> None:
    page = visit(java_script_enabled=False).open("/opzoeken")
    page.get_by_label("Code of woorden").fill("501")
    page.get_by_label("Intensiteit").select_option("Intensief")
    page.get_by_role("button", name="Zoeken").click()
    expect(page.locator(".codes > li")).to_have_count(1)
    expect(page.get_by_role("button", name="Kopieer")).to_have_count(0)


def test_by_keyboard_alone_from_the_top_of_a_page_to_a_verdict(visit: Any) -> None:
    page = visit().open("/beslishulpen/einddatum_herstel")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")  # the way up
    page.keyboard.press("Tab")
    expect(page.get_by_label("Ingangsdatum")).to_be_focused()
    page.keyboard.type("1-5-2021")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Berekend")).to_be_visible()
    expect(page.locator(".kenmerken")).to_contain_text("1 november 2022")


def test_enter_asks_for_the_outcome_and_adds_no_row(visit: Any) -> None:
    page = visit().open("/beslishulpen/stapelen")
    page.get_by_label("Segment").nth(0).select_option("B")
    page.get_by_label("Segment").nth(1).select_option("V")
    page.get_by_label("Aanbieder").nth(1).fill("De Brug")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Toegestaan", exact=True)).to_be_visible()
    expect(page.get_by_label("Segment")).to_have_count(2)
    expect(page.get_by_role("button", name="Bekijk de uitkomst")).to_have_count(1)


@pytest.mark.parametrize(
    ("tool", "field"), [("toegang", "Profiel"), ("stapelen", "Segment"), ("einddatum_herstel", "Ingangsdatum")]
)
def test_an_empty_form_says_what_is_needed_and_one_can_type_at_once(visit: Any, tool: str, field: str) -> None:
    page = visit().open(f"/beslishulpen/{tool}")
    page.get_by_role("button", name="Bekijk de uitkomst").click()
    expect(page.get_by_role("heading", name="Er ontbreken gegevens")).to_be_visible()
    expect(page.get_by_text("Vul nog in:")).to_be_visible()
    expect(page.get_by_label(field).first).to_be_focused()


def test_a_form_without_anything_needed_has_its_outcome_when_it_is_sent_empty(visit: Any) -> None:
    page = visit().open("/beslishulpen/uitdienen")
    page.get_by_role("button", name="Bekijk de uitkomst").click()
    expect(page.get_by_role("heading", name="Berekend")).to_be_visible()


def test_the_address_to_share_has_only_what_was_filled_in(visit: Any) -> None:
    page = visit(permissions=["clipboard-read", "clipboard-write"]).open("/beslishulpen/toegang")
    page.get_by_label("Profiel").select_option("8")
    page.get_by_role("button", name="Bekijk de uitkomst").click()
    page.get_by_role("button", name="Kopieer de link").click()
    expect(page.get_by_role("button", name="Gekopieerd")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").endswith("/beslishulpen/toegang?profiel=8#uitkomst")


def test_what_is_wrong_is_in_view_on_a_narrow_screen_too(visit: Any) -> None:
    page = visit(viewport={"width": 360, "height": 640}, expect_complaints=True).open("/beslishulpen/uitdienen")
    page.get_by_label("Startdatum").fill("31-2-2025")
    page.get_by_label("Peildatum").fill("ooit")
    page.get_by_role("button", name="Bekijk de uitkomst").click()
    faults = page.get_by_role("alert")
    expect(faults.get_by_role("link")).to_have_count(2)
    expect(faults).to_be_in_viewport()
    faults.get_by_role("link", name="Peildatum").click()
    expect(page.get_by_label("Peildatum")).to_be_focused()
    expect(page.get_by_label("Peildatum")).to_have_attribute("aria-invalid", "true")


def test_the_path_shows_where_one_is_and_leads_on(visit: Any) -> None:
    page = visit().open("/beslishulpen/conversie")
    path = page.get_by_role("region", name="Het beslispad")
    path.get_by_role("link", name="Herstel").click()
    expect(path.locator(".gekozen")).to_have_count(1)
    path.get_by_role("listitem").filter(has=page.get_by_role("heading", name="Gecontracteerd 2021")).get_by_role(
        "link", name="Ja"
    ).click()
    expect(page.get_by_role("heading", name="Gevonden")).to_be_visible()
    expect(path.locator(".gekozen")).to_have_count(2)
    expect(path).to_contain_text("Dit maakt hier geen verschil.")
    expect(page.get_by_label("Gericht op")).to_have_value("herstel")


def test_a_cell_lights_up_its_row_and_column(visit: Any) -> None:
    page = visit().open("/opzoeken/stapelen")
    corner, cell = (
        page.locator("tbody tr").nth(1).locator("td").nth(1),
        page.locator("tbody tr").nth(2).locator("td").nth(1),
    )
    plain = corner.evaluate("e => getComputedStyle(e).backgroundColor")
    cell.hover()
    assert corner.evaluate("e => getComputedStyle(e).backgroundColor") != plain
    page.mouse.move(0, 0)
    assert corner.evaluate("e => getComputedStyle(e).backgroundColor") == plain
    cell.get_by_role("link").focus()
    assert corner.evaluate("e => getComputedStyle(e).backgroundColor") != plain
    page.keyboard.press("Enter")
    expect(page.locator(".oordeel")).to_be_visible()


def test_from_a_search_to_the_marked_passage(visit: Any) -> None:
    page = visit().open("/bronnen")
    page.get_by_label("Zoek in alle documenten").fill("toewijzing")
    page.keyboard.press("Enter")
    page.get_by_role("link", name=SECTIE).first.click()
    expect(page.locator(".sectie:target h3")).to_have_text(SECTIE)
    expect(page.locator(".sectie:target mark")).to_have_text(["toewijzingen"])
    page.get_by_role("link", name="Zonder markering").click()
    expect(page.locator("mark")).to_have_count(0)


def test_colours_change_at_once_and_stay(visit: Any) -> None:
    page = visit(color_scheme="light").open("/opzoeken")
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.get_by_label("Code of woorden").fill("50")
    page.get_by_role("link", name="Donkere kleuren").click()
    dark = page.evaluate(ground)
    assert dark != light
    expect(page.get_by_label("Code of woorden")).to_have_value("50")
    expect(page.get_by_role("link", name="Lichte kleuren")).to_be_focused()
    page.goto(page.url)
    assert page.evaluate(ground) == dark
    page.get_by_role("link", name="Lichte kleuren").click()
    assert page.evaluate(ground) == light


def test_a_device_that_asks_for_dark_can_have_light_without_scripts(visit: Any) -> None:
    page = visit(color_scheme="dark", java_script_enabled=False).open("/beslishulpen")
    expect(page.get_by_role("link", name="Donkere kleuren")).to_be_hidden()
    page.get_by_role("link", name="Lichte kleuren").click()
    expect(page.get_by_role("link", name="Donkere kleuren")).to_be_visible()
    menu(page, "Bronnen")
    expect(page.get_by_role("link", name="Donkere kleuren")).to_be_visible()


def test_another_language_stays(visit: Any) -> None:
    page = visit().open("/opzoeken?q=504")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Product codes")
    expect(page.get_by_label("Code or words")).to_have_value("504")
    page.get_by_role("navigation", name="Main menu").get_by_role("link", name="Checks").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_the_menu_on_a_narrow_screen_opens_and_closes_by_keyboard(visit: Any) -> None:
    page = visit(viewport={"width": 320, "height": 640}).open("/bronnen")
    link = page.get_by_role("link", name="Opzoeken")
    expect(link).to_be_hidden()
    button = page.get_by_role("button", name="Menu")
    button.press("Enter")
    expect(link).to_be_visible()
    link.focus()
    page.keyboard.press("Escape")
    expect(link).to_be_hidden()
    expect(button).to_be_focused()


def test_a_page_on_paper_has_the_answer_and_not_the_controls(visit: Any) -> None:
    page = visit(color_scheme="dark").open("/beslishulpen/toegang?profiel=8&verwijzer=extern&moment=aanvraag")
    page.emulate_media(media="print")
    expect(page.locator(".oordeel")).to_be_visible()
    for part in (".balk", ".formulier", ".voet"):
        expect(page.locator(part)).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


JUMPS = """
window.jumps = 0;
new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.jumps += entry.value; })
  .observe({ type: "layout-shift", buffered: true });
"""
TRANSFERRED = """
Object.fromEntries(performance.getEntries().filter((e) => "transferSize" in e).map((e) => [e.name, e.transferSize]))
"""


@pytest.mark.parametrize("path", ["/", "/opzoeken", "/beslishulpen/conversie", f"/bronnen/{DOCUMENT}"])
def test_a_first_visit_is_light_and_nothing_jumps(visit: Any, path: str) -> None:
    bezoek = visit()
    page = bezoek.context.new_page()
    page.add_init_script(JUMPS)
    page.goto(bezoek.url + path, wait_until="networkidle")
    sizes: dict[str, int] = page.evaluate(TRANSFERRED)
    assert 0 < sum(sizes.values()) <= 100_000, sizes
    assert page.evaluate("window.jumps") < 0.1
    page.goto(bezoek.url + path, wait_until="networkidle")
    again: dict[str, int] = page.evaluate(TRANSFERRED)
    assert [name for name, size in again.items() if size and "/static/v-" in name] == []


def test_the_pages_work_in_their_plain_look(visit: Any, browser: Any) -> None:
    bezoek = visit(viewport={"width": 320, "height": 700})
    bezoek.context.route("**/nlds.css", lambda route: route.fulfill(body="", content_type="text/css"))
    page = bezoek.open("/beslishulpen/signaalbudget")
    page.get_by_label("Product").fill("Individuele begeleiding")
    page.get_by_label("Budget", exact=True).fill("1.000")
    page.get_by_label("Gedeclareerd").fill("800")
    page.get_by_role("button", name="Bekijk de uitkomst").click()
    expect(page.get_by_role("heading", name="Berekend")).to_be_visible()
    page.wait_for_load_state()  # with its stylesheets
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_message_is_checked_from_a_file(visit: Any, tmp_path: Path) -> None:
    page = visit().open("/beslishulpen/jw_bericht")
    (tmp_path / "goed.xml").write_text(JW315.replace("UTF-8", "ISO-8859-1"), encoding="latin-1")
    (tmp_path / "fout.xml").write_bytes(JW315.replace("Voorbeeldnaam", "André").encode("latin-1"))
    page.get_by_label("Of kies een bestand").set_input_files(tmp_path / "fout.xml")
    expect(page.get_by_text("Dit bestand is niet te lezen")).to_be_visible()
    (tmp_path / "leeg.xml").write_text(" \n")
    page.get_by_label("Of kies een bestand").set_input_files(tmp_path / "leeg.xml")
    expect(page.get_by_text("Dit bestand is leeg. Kies een ander bestand.")).to_be_visible()
    page.get_by_label("Of kies een bestand").set_input_files(tmp_path / "goed.xml")
    expect(page.get_by_label("Bericht (XML)")).to_have_value(re.compile("<m:Bericht"))
    expect(page.get_by_text("Dit bestand is niet te lezen")).to_be_hidden()
    page.get_by_role("button", name="Bekijk de uitkomst").click()
    expect(page.get_by_role("heading", name="Toegestaan", exact=True)).to_be_visible()
    expect(page.get_by_text("OP192")).to_be_visible()


def test_without_scripts_a_message_is_pasted(visit: Any) -> None:
    page = visit(java_script_enabled=False).open("/beslishulpen/jw_bericht")
    expect(page.get_by_label("Of kies een bestand")).to_be_hidden()
    page.get_by_label("Bericht (XML)").fill(JW317.replace("999900006", "999900007"))
    page.get_by_role("button", name="Bekijk de uitkomst").click()
    expect(page.get_by_role("heading", name="Niet toegestaan")).to_be_visible()
    assert "9999" not in page.url


LONG = JW317.replace("<m:Client>", f"<!-- {'x' * 4000} --><m:Client>").replace("\n", "")
FAULTS = anders(anders(JW317, "<ijw:Eenheid>82", "<ijw:Eenheid>x", 2), "999900006", "999900007")


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("xml", [LONG, FAULTS])
def test_a_message_makes_the_page_no_wider_and_its_faults_come_first(visit: Any, width: int, xml: str) -> None:
    page = visit(viewport={"width": width, "height": 800}).open("/beslishulpen/jw_bericht")
    area = page.get_by_label("Bericht (XML)")
    empty = area.bounding_box()
    assert empty
    assert empty["height"] > 150
    area.fill(xml)
    filled = area.bounding_box()
    assert filled
    assert filled["width"] == empty["width"]
    page.get_by_role("button", name="Bekijk de uitkomst").click()
    expect(page.get_by_role("heading", name="Regels die zijn nagegaan")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    outcomes = page.locator(".uitkomst:visible").all_inner_texts()
    assert [o for o in outcomes if o == "Niet voldaan"] == outcomes[: 3 if xml is FAULTS else 0]
    assert "Voldaan" not in outcomes
    page.get_by_text(re.compile(r"^\d+ regels waaraan is voldaan$")).click()
    expect(page.locator(".uitkomst:visible", has_text=re.compile("^Voldaan$")).first).to_be_visible()
    expect(page.get_by_text("TR349", exact=True)).to_be_hidden()
    page.get_by_text("Niet getoetst (16)").click()
    expect(page.get_by_text("TR349", exact=True)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_few_rules_are_all_in_view(visit: Any) -> None:
    page = visit().open("/beslishulpen/stapelen?toewijzingen.0.segment=B&toewijzingen.1.segment=V")
    expect(page.locator(".uitkomst", has_text="Voldaan").first).to_be_visible()
    expect(page.locator("details.vouw")).to_have_count(0)
