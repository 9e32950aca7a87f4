"""Two values of one kind in a message, of which one alone is what is asked of: each is read in its own part."""

from __future__ import annotations

import pytest
from assistant_support import ask, talk, verdicts

from assistant.forms.ends import lees_einden
from assistant.message.cases.facts import waarde
from assistant.reading.days.dates import vind_datums
from assistant.reading.days.rows import met_jaren
from assistant.reading.told import slots_van
from assistant.service import Assistant
from knowledge.folding import vouw


@pytest.mark.parametrize(
    ("tekst", "segmenten", "toen", "nu"),
    [
        ("Duurzaam, segment B. Geen C-contract in 2021 maar wel B, voor 2022 hebben wij B en C.", "B", "B", "BC"),
        ("Duurzame toewijzing. Geen C-contract in 2021 maar wel B. In 2022 alleen B.", "", "B", "B"),
        ("In 2021 geen C-contract maar wel B. In 2022 B en C. Duurzame cliënt.", "", "B", "BC"),
        ("Wij hadden in 2021 geen contract voor C, wel voor B. Voor 2022 B en C. Duurzaam.", "", "B", "BC"),
        ("Geen V-contract in 2021, wel een B-contract; voor 2022 B en V. Duurzame cliënt in B.", "B", "B", "BV"),
        ("Geen contract voor segment C in 2021, B hadden we wel. In 2022 alleen B. Duurzaam.", "", "B", "B"),
        ("C-contract hadden we in 2021 niet, B wel. In 2022 B en C, duurzaam", "", "B", "BC"),
        # one that was there, and an allocation that is called by its letter
        ("Duurzame cliënt. We hebben een B-contract (2021) en een C-contract in 2022.", "", "B", "C"),
        ("In 2021 en 2022 alleen B-contract. Duurzaam, cliënt in C.", "C", "B", "B"),
        ("Mag een B-traject met een C-traject?", "BC", "", None),
    ],
)
def test_a_contract_that_was_not_there_is_no_segment_of_a_client(
    tekst: str, segmenten: str, toen: str, nu: str | None
) -> None:
    """Nor does it say that there was none at all."""
    slots = slots_van(tekst)
    assert (slots.segmenten, slots.contract_2021) == (tuple(segmenten), tuple(toen))
    assert slots.contract_2022 == (tuple(nu) if nu is not None else None)
    assert slots.gecontracteerd_2021 == ("ja" if toen else None)


def test_what_one_contract_of_both_years_is_not_all_of_is_asked() -> None:
    slots = slots_van("In 2021 wel een B-contract maar geen C-contract, in 2022 allebei. Duurzame cliënt.")
    assert (slots.contract_2021, slots.contract_2022) == (("B",), None)


@pytest.mark.parametrize(
    ("tekst", "jaren"),
    [
        ("op 28 december en 4 januari 2017", [2016, 2017]),
        ("18 december, 3 januari en 12 januari 2017", [2016, 2017, 2017]),
        ("op 3 november en 5 februari 2021", [2020, 2021]),
        ("op 28 december 2017 en 4 januari 2017", [2017, 2017]),
        ("op 12 mei en 25 mei 2016", [2016, 2016]),
        ("op 25 mei en 12 mei 2016", [2016, 2016]),
        ("op 1 januari en 1 december 2017", [2017, 2017]),
        ("op 28 december en 4 januari", [None, None]),
    ],
)
def test_a_row_of_days_goes_over_the_end_of_a_year(tekst: str, jaren: list[int | None]) -> None:
    """The year that only the last day has is that of the others, unless they stand nearer in the year before."""
    assert [d.jaar for d in met_jaren(vind_datums(tekst))] == jaren


def test_the_year_of_a_day_before_new_year_is_told(assistant: Assistant) -> None:
    """Each day gets its own verdict, and the answer says which year was taken."""
    antwoord = ask(
        assistant,
        "Amsterdam-Amstelland: wij zijn een groepspraktijk. Onderhanden werk op 28 december en 4 januari 2017?",
    )
    assert [t.input["datum"] for t in antwoord.tool_results] == ["2016-12-28", "2017-01-04"]
    assert "alleen bij de laatste dag" in antwoord.answer


@pytest.mark.parametrize(
    ("vraag", "invoer"),
    [
        (
            "Amsterdam-Amstelland, onderhanden werk: groepspraktijk A wil op 12 mei 2016 aanleveren en instelling B op "
            "25 mei 2016. Kan dat?",
            [("groepspraktijk", "2016-05-12"), ("instelling", "2016-05-25")],
        ),
        (
            "Mogen in Amsterdam-Amstelland instelling Noord op 25 mei 2016 en groepspraktijk Zuid op 12 mei 2016 het "
            "onderhanden werk aanleveren?",
            [("instelling", "2016-05-25"), ("groepspraktijk", "2016-05-12")],
        ),
        (
            "Amsterdam-Amstelland. Instelling X dient het OHW in op 9 mei 2016, instelling Y op 11 mei 2016. Op tijd?",
            [("instelling", "2016-05-09"), ("instelling", "2016-05-11")],
        ),
        (
            "Amsterdam-Amstelland: op 12 mei 2016 levert de groepspraktijk het OHW aan en op 25 mei 2016 de "
            "instelling. Klopt dat zo?",
            [("groepspraktijk", "2016-05-12"), ("instelling", "2016-05-25")],
        ),
        (
            "Amsterdam-Amstelland: wij als zelfstandige op 12 mei 2016 en een instelling op 25 mei 2016, moeten we "
            "OHW aanleveren?",
            [("zelfstandige", "2016-05-12"), ("instelling", "2016-05-25")],
        ),
        # one day that counts
        (
            "Amsterdam-Amstelland: groepspraktijk, vorige maand op 12 april 2016 aangeleverd, nu op 25 mei 2016. Kan "
            "dat met het onderhanden werk?",
            [("groepspraktijk", "2016-05-25")],
        ),
        (
            "Amsterdam-Amstelland, OHW: de instelling heeft op 12 mei 2016 een brief gekregen, de groepspraktijk wil "
            "op 25 mei 2016 aanleveren. Mag dat?",
            [("groepspraktijk", "2016-05-25")],
        ),
    ],
)
def test_each_provider_gets_a_verdict_on_its_own_day(
    assistant: Assistant, vraag: str, invoer: list[tuple[str, str]]
) -> None:
    gelopen = ask(assistant, vraag).tool_results
    if len(invoer) > 1:
        assert [(t.input["soort_aanbieder"], t.input["datum"]) for t in gelopen] == invoer
    else:
        assert [t.input["datum"] for t in gelopen] == [invoer[0][1]]


@pytest.mark.parametrize(
    ("tekst", "nu", "nieuw"),
    [
        ("Loopt tot 31-12-2026. Wij willen graag einddatum 30 juni 2027.", 2026, 2027),
        ("Loopt tot 31-12-2026, graag een nieuwe intensiteit en einddatum 30 juni 2027.", 2026, 2027),
        ("Loopt tot 31-12-2026 en einddatum 30 juni 2027.", 2026, 2027),
        ("De toewijzing eindigt op 31-12-2026 en we vragen als einddatum 30 juni 2027.", 2026, 2027),
        ("Huidige einddatum 31-12-2026, gewenste einddatum 30-6-2027.", 2026, 2027),
        ("Wens: einddatum 30-6-2027. Nu loopt hij tot 31-12-2026.", 2026, 2027),
        ("Einddatum in de toewijzing: 31-12-2026. Einddatum in ons verzoek: 30-6-2027.", 2026, 2027),
        ("Graag verlengen tot 30 juni 2027.", None, 2027),
        # no other end is wished
        ("Loopt tot 31-12-2026, met einddatum 31-12-2026.", 2026, None),
        ("Loopt tot 31-12-2026. Ons contract loopt tot 30 juni 2027.", None, None),
        ("De toewijzing van Daans broer loopt tot 30 juni 2027, die van hem tot 31-12-2026.", None, None),
        ("De oorspronkelijke einddatum was 30-6-2026, nu loopt het tot 31-12-2027.", None, None),
        ("Einddatum behandelplan 1 maart 2026, toewijzing loopt tot 30-6-2027.", None, None),
        ("Einddatum traject 1 maart 2026, toewijzing loopt tot 30-6-2027.", None, None),
    ],
)
def test_of_two_ends_the_one_beside_that_of_now_is_wished(tekst: str, nu: int | None, nieuw: int | None) -> None:
    einden = lees_einden(vouw(tekst), slots_van(tekst).datums)
    assert (einden.nu and einden.nu.jaar, einden.nieuw and einden.nieuw.jaar) == (nu, nieuw)


def test_the_end_of_now_is_asked_and_comes_beside_the_one_that_is_wished(assistant: Assistant) -> None:
    """A day that answers which end there is now, is no first day of the change."""
    eerste, tweede = talk(
        assistant,
        "Westfriesland 317: profiel 3, per 1 november 2025 van perspectief naar intensief, graag verlengen tot 30 juni "
        "2027. Nog niet eerder gewijzigd. Mag dat?",
        "31 december 2026",
    )
    assert eerste.status == "clarify"
    (uitslag,) = tweede.tool_results
    assert (uitslag.input["einddatum"], uitslag.input["nieuwe_einddatum"]) == ("2026-12-31", "2027-06-30")
    assert (uitslag.verdict, uitslag.input["ingangsdatum"]) == ("niet_toegestaan", "2025-11-01")


@pytest.mark.parametrize(
    ("tekst", "intensiteiten", "eerder"),
    [
        (
            "Wij willen per 1 december 2025 naar perspectief; eerder in het jaar is al van perspectief naar intensief "
            "gewijzigd.",
            ("intensief", "perspectief"),
            "ja",
        ),
        (
            "Wij willen per 1 december naar duurzaam zwaar; eerder dit jaar is hij van duurzaam zwaar naar duurzaam "
            "licht gegaan.",
            ("duurzaam_licht", "duurzaam_zwaar"),
            "ja",
        ),
        (
            "Graag per 1 januari terug naar perspectief. In juli is zij opgeschaald van perspectief naar intensief.",
            ("intensief", "perspectief"),
            "ja",
        ),
        (
            "Mag hij per 1 januari 2026 naar intensief? Vorig jaar is er afgeschaald van intensief naar perspectief.",
            ("perspectief", "intensief"),
            "ja",
        ),
        (
            "Eerder is gewijzigd van perspectief naar intensief, nu willen we naar perspectief.",
            ("intensief", "perspectief"),
            "ja",
        ),
        (
            "We willen van duurzaam licht naar duurzaam zwaar wijzigen (op 1 juli 2025 is gewijzigd van duurzaam zwaar "
            "naar duurzaam licht).",
            ("duurzaam_licht", "duurzaam_zwaar"),
            "ja",
        ),
        # no change before, or of another
        ("Per 1 december 2025 is van perspectief naar intensief gewijzigd.", ("perspectief", "intensief"), None),
        ("Van perspectief naar intensief, dat is nog niet eerder gedaan.", ("perspectief", "intensief"), "nee"),
        (
            "Eerder is van perspectief naar intensief gewijzigd, maar dat is afgewezen; nu willen we weer naar "
            "intensief.",
            ("perspectief", "intensief"),
            None,
        ),
    ],
)
def test_a_change_of_before_is_not_the_one_that_is_wished(
    tekst: str, intensiteiten: tuple[str, ...], eerder: str | None
) -> None:
    """Whichever of the two is told last."""
    slots = slots_van(tekst)
    assert (slots.intensiteiten, slots.intensiteit_naar) == (intensiteiten, intensiteiten[-1])
    assert slots.eerder_gewijzigd == eerder


@pytest.mark.parametrize(
    "tekst",
    [
        "Door de gemeente verkeerd opgeschaald van perspectief naar intensief, graag terug naar perspectief.",
        "In juli is per ongeluk opgeschaald van perspectief naar intensief. Wij willen terug naar perspectief.",
        "In juli is ten onrechte opgeschaald van perspectief naar intensief. Wij willen terug naar perspectief.",
    ],
)
def test_a_change_by_mistake_is_no_certain_earlier_one(tekst: str) -> None:
    """Nobody says whether it counts."""
    slots = slots_van(tekst)
    assert (slots.intensiteit_naar, slots.eerder_gewijzigd) == ("perspectief", None)


def test_a_change_of_somebody_else_is_no_earlier_one() -> None:
    tekst = "Wij willen naar intensief. Zijn broer is van intensief naar perspectief gewijzigd."
    assert slots_van(tekst).eerder_gewijzigd is None


@pytest.mark.parametrize(
    ("tekst", "codes"),
    [
        ("Ik zoek niet 504DL in Westfriesland, maar de code voor profiel 1 intensief.", ()),
        ("Welke code heeft profiel 4 zwaar? Ik zoek niet 504DL.", ()),
        ("We bedoelen niet de code 501PE maar die voor profiel 1 intensief.", ()),
        ("504DL bedoel ik niet; welke code is profiel 4 duurzaam zwaar?", ()),
        ("Het gaat mij niet om 504DL, wel om de code van profiel 1 perspectief.", ()),
        ("Ik wil geen 504DL of 504DZ, welke code is profiel 1 intensief?", ()),
        ("Welke code hoort bij profiel 4 duurzaam zwaar, dus niet 504DL?", ()),
        ("Niet 504DL, wat is 501IN?", ("501IN",)),
        # asked of, or told of that very code
        ("Ik zoek 504DL.", ("504DL",)),
        ("Is het niet 504DL?", ("504DL",)),
        ("Waarom is het niet 504DL bij profiel 4?", ("504DL",)),
        ("In Westfriesland staat 504DL niet in ons systeem, wat is dat voor code?", ("504DL",)),
        ("We hebben geen 504DL in de lijst staan, wat betekent die code?", ("504DL",)),
    ],
)
def test_a_code_that_somebody_does_not_look_for_is_none(tekst: str, codes: tuple[str, ...]) -> None:
    slots = slots_van(tekst)
    assert waarde(slots.codes) == codes
    assert codes or "duurzaam_licht" not in slots.intensiteiten


def test_after_a_denied_code_is_asked_which_one_is_meant(assistant: Assistant) -> None:
    """Also in a later turn, where it was looked up before."""
    los = ask(assistant, "Ik zoek niet 504DL")
    later = talk(assistant, "Wat is 504DL in Westfriesland?", "504DL bedoel ik niet", "profiel 1 intensief")
    assert [los.status, later[1].status] == ["clarify", "clarify"]
    assert verdicts(later[2]) == {("productcode", "gevonden")}
    assert "501IN" in later[2].answer
