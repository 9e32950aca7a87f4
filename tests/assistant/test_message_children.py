"""Messages about several children: each is a case of its own, and no fact of one reaches another."""

from __future__ import annotations

import pytest
from assistant_support import ask

from assistant.message.reader import lees_bericht
from assistant.service import Assistant

DRIE = """Wij hebben drie jeugdigen in zorg uit de gemeente Hoorn:

- Daan (profiel 3, nu perspectief) willen we per 1 januari 2026 naar intensief. Dit is nog niet eerder gewijzigd.
- Sofie (profiel 6, nu perspectief) willen we per dezelfde datum ook naar intensief.
- Noor heeft dagbesteding en wordt verwezen door de huisarts, het gaat om een verlenging.

Mag dat voor Daan en Sofie? En welk formulier moeten we voor Noor aanleveren?"""


def _per_naam(tekst: str) -> dict[str, list[str]]:
    uit: dict[str, list[str]] = {}
    for deel in lees_bericht(tekst).vragen:
        naam, _, rest = deel.tekst.partition(": ")
        uit.setdefault(naam if rest else "", []).append(deel.zelfstandig)
    return uit


def test_each_question_goes_to_the_children_that_it_names() -> None:
    delen = _per_naam(DRIE)
    assert list(delen) == ["Daan", "Sofie", "Noor"]
    (daan,), (sofie,), (noor,) = delen.values()
    assert "profiel 3" in daan
    assert "niet eerder gewijzigd" in daan
    assert "huisarts" not in daan
    assert "profiel 6" in sofie
    assert "1 januari 2026" in sofie
    assert "eerder gewijzigd" not in sofie
    assert "huisarts" in noor
    assert "profiel" not in noor
    assert all("Hoorn" in deel for deel in (daan, sofie, noor))


@pytest.mark.parametrize(
    ("tekst", "eigen"),
    [
        (
            "Daan (profiel 3) en Sofie (profiel 6) willen we in Hoorn allebei per 1 mei 2026 van perspectief naar "
            "intensief zetten. Mag dat voor Daan en Sofie?",
            {"Daan": "profiel 3", "Sofie": "profiel 6"},
        ),
        (
            "Voor Sem willen we per 1 mei 2026 van PE naar IN, voor Noor per 1 juli 2026 van DL naar DZ. Sem heeft "
            "profiel 2, Noor profiel 6. Gemeente Medemblik. Kan dat met een 317?",
            {"Sem": "profiel 2", "Noor": "profiel 6"},
        ),
        (
            "In Opmeer hebben wij twee wijzigingen:\n\nSem, profiel 2: van perspectief naar intensief per 1 mei 2026\n"
            "Noor, profiel 6: van duurzaam licht naar perspectief per 1 juli 2026\n\nKan dit met een VOW?",
            {"Sem": "1 mei 2026", "Noor": "1 juli 2026"},
        ),
        (
            "1) Sem, profiel 2, PE naar IN per 1 mei 2026 2) Noor, profiel 6, DL naar PE per 1 juli 2026. Hoorn. Mogen "
            "deze 317's?",
            {"Sem": "1 mei 2026", "Noor": "1 juli 2026"},
        ),
        (
            "Broer en zus uit Koggenland. Hij: profiel 2, van perspectief naar intensief per 1 mei 2026. Zij: profiel "
            "4, van duurzaam licht naar duurzaam zwaar per 1 mei 2026. Mag dat met een 317?",
            {"Hij": "profiel 2", "Zij": "profiel 4"},
        ),
        (
            "In Zaanstad: Mila is begonnen op 3 maart 2021 en Joris op 15 juni 2021, allebei herstel. Wat is de "
            "einddatum?",
            {"Mila": "3 maart 2021", "Joris": "15 juni 2021"},
        ),
        (
            "| naam | profiel | nu | wens | per |\n| Tess | 1 | duurzaam licht | duurzaam zwaar | 1-4-2026 |\n"
            "| Rik | 4 | perspectief | duurzaam zwaar | 2-4-2026 |\nMogen deze allebei via een 317 in Hoorn?",
            {"Tess": "1-4-2026", "Rik": "2-4-2026"},
        ),
        (
            "Cliënt A: duurzaam, segment B. Cliënt B: duurzaam, segment C. Cliënt C: herstel. Wij zaten in 2021 in het "
            "contract en hebben in 2022 alleen segment B. Regio Zaanstreek-Waterland. Welke procedure per cliënt?",
            {"Cliënt A": "duurzaam, segment B", "Cliënt B": "duurzaam, segment C", "Cliënt C": "herstel"},
        ),
        (
            "Bij Levvel zit Daan met profiel 3 en bij Parlan zit Sofie met profiel 5. Daan is intensief, Sofie "
            "perspectief. Welke codes horen daarbij in Hoorn?",
            {"Daan": "intensief", "Sofie": "perspectief"},
        ),
        (
            "Two children in Hoorn: Emma (profile 3) moves from perspectief to intensief on 1 May 2026, Noah (profile "
            "6) from perspectief to intensief on the same date. Is that allowed for Emma and Noah?",
            {"Emma": "profile 3", "Noah": "profile 6"},
        ),
        (
            "Fatima (profiel 3) zit in perspectief en willen we per 1 mei 2026 naar intensief. Voor haar broer Omar "
            "geldt profiel 6, ook van perspectief naar intensief per 1 mei 2026. Gemeente Stede Broec. Mag dat?",
            {"Fatima": "profiel 3", "Omar": "profiel 6"},
        ),
        (
            "Hoorn. Jan: profiel 3, van PE naar IN per 1 mei 2026, nog niet eerder gewijzigd. Piet: profiel 3, van PE "
            "naar IN per 1 mei 2026, al een keer gewijzigd. Mag het?",
            {"Jan": "nog niet eerder", "Piet": "al een keer"},
        ),
    ],
)
def test_no_fact_of_one_child_reaches_another(tekst: str, eigen: dict[str, str]) -> None:
    delen = _per_naam(tekst)
    assert list(delen) == list(eigen)
    for naam, teksten in delen.items():
        for ander, feit in eigen.items():
            assert all((feit in t) == (ander == naam) for t in teksten), (naam, feit)


@pytest.mark.parametrize(
    "tekst",
    [
        "Volgens mijn collega Karin mag profiel 3 van perspectief naar intensief, maar Peter denkt dat dat alleen bij "
        "profiel 5 kan. Het gaat om Hoorn, profiel 3, per 1 mei 2026. Wie heeft gelijk?",
        "Karin zegt dat profiel 3 mag, Peter zegt dat profiel 6 ook mag. Klopt dat in Hoorn?",
        "Parlan levert segment B en Horizon levert segment C aan hetzelfde kind in Hoorn. Mag dat?",
        "Karin Jansen (zorgadministratie) en Peter Smit (behandelaar) vragen: mag een jeugdige met profiel 3 in Hoorn "
        "per 1 mei 2026 van perspectief naar intensief?",
        "Profiel: 3. Intensiteit: perspectief. Ingangsdatum: 1 mei 2026. Gemeente: Hoorn. Mag dat naar intensief?",
        "Daan heeft profiel 3 en gaat per 1 mei 2026 van perspectief naar intensief. Hoorn. Mag dat?\n\nGroet,\nKarin",
        "Beste Sofie, Daan heeft profiel 3 en gaat per 1 mei 2026 van perspectief naar intensief in Hoorn. Mag dat?",
    ],
)
def test_opinions_providers_colleagues_and_labels_are_no_children(tekst: str) -> None:
    (deel,) = lees_bericht(tekst).vragen
    assert "profiel 3" in deel.zelfstandig.lower() or "Parlan" in deel.zelfstandig or "Profiel: 3" in deel.zelfstandig


def test_a_question_without_a_verb_is_the_one_before_it_of_another_child() -> None:
    delen = _per_naam(
        "Wij begeleiden in Hoorn twee cliënten.\n- Tim: profiel 2, nu perspectief, gewenst intensief per 1 mei 2026\n"
        "- Eva: profiel 5, nu intensief, gewenst perspectief per 1 mei 2026\nMag dat voor Tim? En voor Eva?"
    )
    assert list(delen) == ["Tim", "Eva"]
    assert delen["Eva"][0].endswith("Mag dat voor Eva?")


def test_what_is_asked_of_none_of_them_is_asked_once() -> None:
    delen = _per_naam(
        "Sem heeft profiel 2, Noor profiel 6. Allebei in Hoorn per 1 mei 2026 van perspectief naar intensief. Mag dat? "
        "Hoeveel aanbieders zijn er voor segment C?"
    )
    assert list(delen) == ["Sem", "Noor", ""]
    assert "profiel" not in delen[""][0]


@pytest.mark.parametrize(
    ("tekst", "uitkomsten"),
    [
        (
            "Daan (profiel 3) en Sofie (profiel 6) willen we in Hoorn allebei per 1 mei 2026 van perspectief naar "
            "intensief zetten. Mag dat voor Daan en Sofie?",
            [3, 6],
        ),
        (
            "Tim uit Hoorn heeft profiel 3 en gaat per 1 mei 2026 van perspectief naar intensief. Zijn zus Eva heeft "
            "profiel 6 en gaat per dezelfde datum ook van perspectief naar intensief. Mag dat?",
            [3, 6],
        ),
    ],
)
def test_each_child_gets_a_verdict_of_its_own(assistant: Assistant, tekst: str, uitkomsten: list[int]) -> None:
    antwoord = ask(assistant, tekst)
    profielen = [int(str(e.input["profiel"])) for e in antwoord.tool_results]
    assert profielen == uitkomsten
    assert [e.verdict for e in antwoord.tool_results] == ["voorwaardelijk", "niet_toegestaan"]


def test_a_child_of_which_too_little_is_told_is_asked_about(assistant: Assistant) -> None:
    antwoord = ask(
        assistant,
        "Max heeft profiel 2 en gaat per 1 mei 2026 van perspectief naar intensief in Hoorn. Van Roos weten we het "
        "profiel nog niet. Mag het voor Max en Roos?",
    )
    assert "Roos: " in antwoord.answer
    assert len([e for e in antwoord.tool_results if e.verdict == "voorwaardelijk"]) == 1


@pytest.mark.parametrize(
    "tekst",
    [
        "Tim heeft profiel 2, perspectief. Parlan wil intensief per 1 oktober 2025. Hoorn, eerste keer. Mag dat?",
        "Daan zit nu in profiel 2 perspectief. (Moeder) Linda wil per 1 oktober 2025 intensief. Hoorn. Mag dat?",
        "Levi zit in profiel 2. Zijn ouders Noor en Esra willen per 1 november 2025 intensief in plaats van "
        "perspectief, Hoorn. Mag dat?",
        "Met Tom besproken op 10 september 2025: Daan, profiel 2, van perspectief naar intensief per 1 oktober 2025. "
        "Mag dat in Hoorn?",
        "Esra (gemeente) verwijst Levi, profiel 2, aanvraag, Hoorn. Noor (huisarts) was eerst gevraagd. Welk document?",
        "Amina heeft een budget van 5.000 euro. Tom heeft daarvan 4.000 euro gedeclareerd. Ambulante begeleiding, "
        "Aalsmeer. Drempel bereikt?",
        "Signaalbudget Aalsmeer, Amina. Budget: 5.000. Bea boekte 1.000 in mei, Tom boekte 3.000 in juni. Drempel "
        "bereikt?",
        "Herstel in Purmerend: Sofie begon op 1 maart 2021. Eva is haar behandelaar sinds 1 juni 2021. Wat is de "
        "einddatum?",
        "Sofie is sinds 1 mei 2025 in zorg. Tom is sinds 1 augustus 2025 haar begeleider. Valt ze in Hoorn onder het "
        "oude contract?",
        "Sofie heeft segment B. Moeder wil segment C bij Horizon. Mag dat in Hoorn?",
        "Noor heeft segment B bij ons, Parlan start met segment C. Mag dat in Hoorn?",
        "School De Regenboog start 25 augustus 2025. Youssef heeft profiel 2 en begint 1 september 2025. Oud contract?",
    ],
)
def test_whoever_wishes_treats_calls_or_refers_is_no_child(tekst: str) -> None:
    """A day, an amount, a wish or a referrer beside a name makes no second case of a message about one child."""
    assert len(lees_bericht(tekst).vragen) == 1


@pytest.mark.parametrize("teken", ["…", "½", "™"])
def test_a_sign_that_folds_to_more_than_one_keeps_children_apart(teken: str) -> None:
    delen = _per_naam(
        f"Daan (profiel 3) {teken} gaat in Hoorn per 1 mei 2026 van perspectief naar intensief en Sofie (profiel 6) "
        f"{teken} per 1 juni 2026 van duurzaam licht naar duurzaam zwaar. Mag dat met een 317?"
    )
    (daan,), (sofie,) = delen["Daan"], delen["Sofie"]
    assert "1 mei" in daan
    assert "profiel 6" not in daan
    assert "1 juni" in sofie
    assert "profiel 3" not in sofie
