"""Messages that ask the same of two cases, and parts that point back."""

from __future__ import annotations

import pytest

from assistant.message.reader import lees_bericht


def _delen(tekst: str) -> list[str]:
    return [deel.zelfstandig for deel in lees_bericht(tekst).vragen]


def test_two_cases_get_the_question_each_with_their_own_facts() -> None:
    een, ander = _delen(
        "Twee kinderen in Zaanstad. Bij de een is het recht ingegaan op 10 maart 2021, bij de ander op 1 juli 2021. "
        "Wat worden de einddatums?"
    )
    assert "10 maart" in een
    assert "1 juli" not in een
    assert "einddatums" in een
    assert "Zaanstad" in een
    assert "1 juli" in ander
    assert "10 maart" not in ander
    assert "einddatums" in ander
    assert "Zaanstad" in ander


def test_the_heading_names_the_case() -> None:
    bericht = lees_bericht(
        "Kind 1: profiel 3, van perspectief naar intensief. Kind 2: profiel 6, van intensief naar perspectief. "
        "Mag dat met een 317?"
    )
    assert [deel.tekst.split(":")[0] for deel in bericht.vragen] == ["Kind 1", "Kind 2"]


@pytest.mark.parametrize(
    "tekst",
    [
        "Mag segment B bij de ene aanbieder en C bij de andere aanbieder?",
        "De een zegt dat het mag, de ander niet. Mag een 317 voor profiel 3?",
        "Profiel 3, de eerste wijziging. Mag dat per 1 mei 2026?",
    ],
)
def test_parties_and_opinions_are_no_cases(tekst: str) -> None:
    assert len(lees_bericht(tekst).vragen) == 1


@pytest.mark.parametrize(
    ("tekst", "aantal"),
    [
        ("Hoe lang mogen wij de oude contracten uitdienen? En welk tarief krijgen wij in die periode?", 2),
        ("Moet ik zelf iets doen? En zo ja, wanneer?", 1),
        ("Het is 23 mei 2016. 1. OHW nog niet ingestuurd, kan dat nog? 2. Kan een vestiging in het contract erbij?", 2),
        ("Kan ik de AGB-code zelf wijzigen? En we willen een extra product in het contract, kan dat nu?", 2),
    ],
)
def test_what_asks_something_of_its_own_is_a_question(tekst: str, aantal: int) -> None:
    assert len(lees_bericht(tekst).vragen) == aantal


def test_a_part_that_points_back_is_read_as_the_next_turn() -> None:
    _, tweede = lees_bericht(
        "Onder welke categorie valt een ouder-kindplek in Aalsmeer? Welke gemeente betaalt de aanbieder dat dan?"
    ).vragen
    assert tweede.vervolg


# --- the ways by which cases are told apart -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tekst", "eigen"),
    [
        (
            "Drie kinderen op herstel in Purmerend: de oudste ging van start op 3 maart 2021, de middelste op 4 april "
            "2021 en de jongste op 6 mei 2021. Tot wanneer loopt het?",
            ["3 maart", "4 april", "6 mei"],
        ),
        (
            "Bij J. ging het recht op herstel in op 1 maart 2021, bij M. op 9 april 2021. Wat zijn de einddatums?",
            ["1 maart", "9 april"],
        ),
        (
            "K. heeft profiel 2 en L. heeft profiel 7. Welk document hoort bij een verlenging via de huisarts?",
            ["profiel 2", "profiel 7"],
        ),
        (
            "Kind 1 heeft profiel 3. De huisarts verwees. Kind 2 heeft profiel 5. De gemeente verwees. Welk document?",
            ["3. De huisarts", "5. De gemeente"],
        ),
        (
            "We hebben twee dossiers in Hoorn:\n- jongen, profiel 3, huisarts verwijst\n- meisje, profiel 8, gemeente "
            "verwijst\nWelk document hoort erbij?",
            ["profiel 3", "profiel 8"],
        ),
        (
            "Wij zitten met twee gevallen: (a) profiel 3 naar intensief, (b) profiel 6 naar perspectief. Kan een 317?",
            ["profiel 3", "profiel 6"],
        ),
        (
            "Eén jongere is duurzaam in segment C, één is herstel in segment C. Wij hebben nog contract C. Wat nu?",
            ["duurzaam in", "herstel in"],
        ),
        (
            "Een kind met profiel 2 en een kind met profiel 4 gaan naar intensief. Mag dat voor elk met een 317?",
            ["profiel 2", "profiel 4"],
        ),
        (
            "Welk document is nodig bij profiel 5 als de jeugdarts verwijst, en welk als de gemeente verwijst?",
            ["jeugdarts", "gemeente"],
        ),
        (
            "Wat stuur ik mee bij profiel 8 via de huisarts, zowel bij een eerste aanvraag als bij een verlenging?",
            ["aanvraag", "verlenging"],
        ),
        (
            "Bij een groepspraktijk: wanneer moet het onderhanden werk binnen zijn, en bij een zelfstandige?",
            ["groepspraktijk", "zelfstandige"],
        ),
        (
            "Startdatum 3 mei 2025 en startdatum 5 augustus 2025, allebei B in Hoorn. Welk contract geldt?",
            ["3 mei", "5 augustus"],
        ),
        (
            "Twee trajecten herstel in Zaanstad, ingegaan op 3 maart en 5 mei 2021. Wat zijn de einddatums?",
            ["3 maart 2021", "5 mei 2021"],
        ),
        (
            "Zus en broer, allebei herstel in Wormerland. Recht van zus ging in op 3 maart 2021, dat van broer op "
            "5 mei 2021. Tot wanneer loopt het bij ieder?",
            ["3 maart", "5 mei"],
        ),
        (
            "Voor twee collega's uit Hoorn: (a) gemeente verwees, profiel 3, eerste keer; (b) de jeugdarts verwees, "
            "profiel 5, verlenging. Welk document bij a en welk bij b?",
            ["profiel 3", "profiel 5"],
        ),
        (
            "One client started recovery on 3 March 2021, the other on 5 May 2021. What are the end dates in Zaanstad?",
            ["3 March", "5 May"],
        ),
    ],
)
def test_each_case_gets_its_own_facts_and_not_those_of_another(tekst: str, eigen: list[str]) -> None:
    delen = _delen(tekst)
    assert len(delen) == len(eigen)
    for deel, feit in zip(delen, eigen, strict=True):
        assert feit in deel
        assert not any(ander in deel for ander in eigen if ander != feit)


@pytest.mark.parametrize(
    "tekst",
    [
        "Wat gebeurt er tussen 1 maart en 5 april 2017 met het onderhanden werk van beide praktijken?",
        "Jan heeft B bij de ene en C bij de andere. Mag dat naast elkaar?",
        "Het recht ging in op 3 maart 2021 en de toewijzing loopt tot 31 december 2021. Wat is de einddatum?",
        "Hoe lang liepen de overeenkomsten voor groepspraktijken en voor zelfstandigen?",
        "Wij zijn in 2022 gecontracteerd voor segment B en voor segment V. Krijgen wij het uitvraagbestand voor onze "
        "duurzame cliënten uit Zaanstad?",
        "De ene toewijzing is in segment B, de andere in segment C. Mag dat naast elkaar bij dezelfde aanbieder?",
        "- ingangsdatum recht 3 maart 2021\n- einddatum 31-12-2021\nWat wordt de nieuwe einddatum?",
        "Vitamine B. Bij ons in segment B. Mag dat?",
    ],
)
def test_facts_of_one_case_are_not_taken_apart(tekst: str) -> None:
    assert len(_delen(tekst)) == 1


def test_what_stands_behind_the_cases_holds_for_all() -> None:
    een, ander = _delen("Wat is de code voor profiel 4 zwaar en voor profiel 3 perspectief in Medemblik?")
    assert een == "Wat is de code voor profiel 4 zwaar in Medemblik?"
    assert ander == "Wat is de code voor profiel 3 perspectief in Medemblik?"


def test_a_profile_named_with_one_condition_holds_for_the_other() -> None:
    _, ander = _delen("Als de huisarts verwijst bij profiel 3, wat moet er dan mee en als de gemeente verwijst?")
    assert "profiel 3" in ander
    een, _ = _delen(
        "Welk document hoort er bij een verwijzing door de huisarts en bij een door de gemeente (profiel 3)?"
    )
    assert "profiel 3" in een


def test_brackets_behind_the_last_case_hold_for_all() -> None:
    delen = _delen(
        "Van één kind loopt het recht sinds 2 februari 2021, van een ander kind sinds 5 mei 2021 en van het derde "
        "sinds 8 juli 2021 (Landsmeer, herstel). Wat is de einddatum?"
    )
    assert len(delen) == 3
    assert all("(Landsmeer, herstel)" in deel for deel in delen)


def test_a_place_that_one_case_names_holds_for_the_other() -> None:
    een, ander = _delen("De eerste begon op 3 mei 2025 in Hoorn, de tweede op 5 juli 2025. Welk contract geldt?")
    assert "Hoorn" in een
    assert "Hoorn" in ander


def test_a_question_that_names_one_case_is_for_that_one() -> None:
    delen = _delen(
        "Twee cliënten in Hoorn:\n- jongen, profiel 3, verlenging via de huisarts\n- meisje, profiel 8, verlenging via "
        "de gemeente\nWelk document hoort bij elk? En wie voert bij het meisje de regie?"
    )
    assert len(delen) == 3
    assert "profiel 8" in delen[2]
    assert "profiel 3" not in delen[2]


def test_a_question_on_which_the_cases_make_no_difference_is_asked_once() -> None:
    delen = _delen(
        "Bij N. ging herstel in op 2 februari 2021, bij O. op 9 juni 2021. Welke einddatums horen daarbij, en waar "
        "vind ik het contactformulier van de regio Zaanstreek-Waterland?"
    )
    assert len(delen) == 3
    assert "contactformulier" in delen[2]


# --- questions that go on -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "tweede",
    [
        "En als de gemeente verwijst?",
        "En wat als de gemeente verwijst?",
        "Stel dat de gemeente verwees, wat dan?",
    ],
)
def test_another_case_put_is_read_as_the_next_turn_without_the_first_facts(tweede: str) -> None:
    een, ander = lees_bericht(
        f"Kind uit Hoorn, profiel 3, eerste aanvraag, verwezen door de huisarts. Welk document is nodig? {tweede}"
    ).vragen
    assert "huisarts" in een.zelfstandig
    assert ander.vervolg
    assert "huisarts" not in ander.zelfstandig


@pytest.mark.parametrize(
    "tweede",
    [
        "En kunnen wij het rekeningnummer zelf wijzigen, want dat klopt niet meer?",
        "En onze directeur vroeg naar het budgetplafond, mag dat omhoog?",
        "En waar vind ik de tarieven die wij moeten gebruiken?",
    ],
)
def test_what_a_question_points_to_in_its_own_words_makes_it_no_next_turn(tweede: str) -> None:
    een, ander = lees_bericht(f"Wij zijn een groepspraktijk. Wanneer moet het OHW binnen zijn? {tweede}").vragen
    assert not een.vervolg
    assert not ander.vervolg


def test_two_who_are_called_by_their_first_names_are_two_cases() -> None:
    een, ander = _delen(
        "Twee jongeren in Purmerend, wij hebben in 2021 en 2022 alleen B. Tess zit op intensief, Milan krijgt duurzaam "
        "licht in segment B. Wat gebeurt er met Tess en wat met Milan?"
    )
    assert "intensief" in een
    assert "duurzaam" not in een
    assert "duurzaam" in ander
    assert "intensief" not in ander
    assert "alleen B" in een
    assert "alleen B" in ander


def test_one_first_name_or_equal_facts_are_one_case() -> None:
    assert len(_delen("Twee vragen: Tess zit op intensief in segment B. Wat gebeurt er met haar?")) == 1
    assert len(_delen("Twee kinderen: Tess zit op intensief, Milan zit op intensief. Wat gebeurt er met ze?")) == 1


BUDGET = "In Amstelveen is een signaalbudget van € 12.000 afgegeven. Inmiddels is € 9.240,50 gedeclareerd."


def test_what_stands_above_a_list_is_of_its_first_item_too() -> None:
    eerste, *_ = _delen(f"{BUDGET}\n1. Moeten wij nu al iets doen?\n2. Geldt het ook voor dagbesteding?")
    assert "12.000" in eerste
    assert "9.240,50" in eerste


@pytest.mark.parametrize(
    "item",
    ["Geldt het signaalbudget ook voor dagbesteding?", "Wanneer wordt de factuur betaald?"],
)
def test_amounts_are_not_of_an_item_that_asks_something_else(item: str) -> None:
    eerste, tweede = _delen(f"{BUDGET}\n1. Moeten wij nu al iets doen?\n2. {item}")
    assert "12.000" in eerste
    assert "12.000" not in tweede
    assert "Amstelveen" in tweede


def test_an_item_with_amounts_of_its_own_has_only_those() -> None:
    _, tweede = lees_bericht(
        f"{BUDGET}\n1. Moeten wij nu al iets doen?\n"
        "2. Voor een tweede cliënt is het budget € 8.000 en gedeclareerd € 8.150. Wat betekent dat?"
    ).vragen
    assert "8.150" in tweede.zelfstandig
    assert "12.000" not in tweede.zelfstandig
    assert not tweede.vervolg
