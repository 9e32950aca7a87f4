"""What people say of contracts by year, and what they deny in favour of something else."""

from __future__ import annotations

from datetime import date

import pytest
from assistant_support import ask

from assistant.reading.contracts.years import Jaarcontract, lees_contracten
from assistant.reading.slots import Slots, lees_slots
from assistant.service import Assistant
from knowledge.folding import vouw
from knowledge.vocabulary import laad_woordenschat

GEEN = Jaarcontract(wel=False)


def _contracten(tekst: str) -> tuple[Jaarcontract, Jaarcontract]:
    per_jaar = lees_contracten(vouw(tekst), laad_woordenschat())
    return per_jaar[2021], per_jaar[2022]


@pytest.mark.parametrize(
    ("tekst", "in_2021", "in_2022"),
    [
        ("Wij zaten in 21 al in C en mogen in 22 weer gewoon C doen.", ("C",), ("C",)),
        ("Contract 2021 = B. Contract 2022 = alleen V.", ("B",), ("V",)),
        ("We zijn in 2021 en 2022 uitsluitend voor segment B gecontracteerd.", ("B",), ("B",)),
        (
            "In 2021 hadden we B, voor 2022 kregen we B en C.",
            ("B",),
            ("B", "C"),
        ),
        ("Voor 2022 hebben wij geen segment C, wel B.", None, ("B",)),
        ("We had a contract in 2021 and got segments C and V for 2022.", (), ("C", "V")),
        ("In 2021 een contract voor C, per 2022 niet meer.", ("C",), "geen"),
        ("In 2021 hadden we niks, per 2022 wel een contract voor C.", "geen", ("C",)),
        ("Het kind uit 2021 kreeg B, en in 2022 is er hulp.", None, None),
        ("We hadden C in 2021 en voor het nieuwe jaar is ons C plus V gegund.", ("C",), ("C", "V")),
        ("Dit jaar hebben we alleen B, volgend jaar doen we B en V.", ("B",), ("B", "V")),
        ("Zorgboerderij (nu C, volgend jaar ook alleen C)", ("C",), ("C",)),
        ("Momenteel contract voor C, per 2022 V en C.", ("C",), ("C", "V")),
        ("Zowel nu als in 2022 hebben wij alleen B.", ("B",), ("B",)),
        ("Zij zijn nu en in 2022 gecontracteerd voor alleen C.", ("C",), ("C",)),
        ("In 2021 hadden wij geen contract. Per januari '22 wel, segment C.", "geen", ("C",)),
        ("In 2021 hadden we B. In 2022 hebben we ook V.", ("B",), ("B", "V")),
        ("In 2021 hadden we C, in 2022 ook C.", ("C",), ("C",)),
        ("We hadden B in 2021. In 2022 ook, samen met V.", ("B",), None),
        ("Of ze dit jaar een contract hadden, weet ik niet. Voor 2022 kregen ze B.", None, ("B",)),
        ("Wij hebben in 2021 een contract voor B en in 2022 ook voor segment C.", ("B",), ("B", "C")),
        ("Wij hebben in 2021 segment B, in 2022 ook segment C.", ("B",), ("B", "C")),
        ("We hadden in 2021 B, in 2022 ook, plus V.", ("B",), ("B", "V")),
        ("We hadden in 2021 B, in 2022 ook, en dan komt V erbij.", ("B",), ("B", "V")),
        ("In 2021 hadden we B en C. In 2022 ook V maar geen C meer.", ("B", "C"), ("B", "V")),
        ("In 2021 hadden we B en C, in 2022 ook B.", ("B", "C"), ("B",)),
        ("Nu hebben wij niets, vanaf 2022 hebben wij contract B.", "geen", ("B",)),
        ("Wij hebben in 2022 contract B. Nu nog niets.", "geen", ("B",)),
        ("We doen nu nog geen jeugdhulp in de regio, vanaf januari 2022 contract B.", "geen", ("B",)),
        ("Contract in 2022 voor B; daarvoor hadden we in de regio geen contract.", "geen", ("B",)),
        ("Dit jaar deden we niet mee, 2022 contract B.", "geen", ("B",)),
        ("Tot nu toe hebben we geen contract, per 2022 wel voor B.", "geen", ("B",)),
        ("In 2022 hebben we contract B, maar nu kunnen wij niet verder.", None, ("B",)),
        ("Het product staat nu niet in ons contract.", None, None),
        ("Moeten wij nu iets doen met ons contract voor C?", None, None),
    ],
)
def test_contracts_by_year(
    tekst: str, in_2021: tuple[str, ...] | str | None, in_2022: tuple[str, ...] | str | None
) -> None:
    def als(waarde: tuple[str, ...] | str | None) -> Jaarcontract:
        return Jaarcontract() if waarde is None else GEEN if waarde == "geen" else Jaarcontract(True, tuple(waarde))

    assert _contracten(tekst) == (als(in_2021), als(in_2022))


@pytest.mark.parametrize(
    "tekst",
    [
        "De buurorganisatie heeft in 2021 B, wij hebben in 2022 ook C.",
        "Onze collega-aanbieder had in 2021 C, wij krijgen in 2022 ook V.",
        "Duurzame zorg in segment B. In 2021 hadden we een contract, in 2022 ook C.",
        "In 2021 hadden we B, ook in 2022 een contract met C.",
    ],
)
def test_segments_that_come_to_nobody_knows_what_are_left_open(tekst: str) -> None:
    assert _contracten(tekst)[1].open
    assert _slots(tekst).contract_2022 is None


@pytest.mark.parametrize(
    ("tekst", "al"),
    [
        ("wij hebben alleen voor 2022 contract B, duurzame cliënt in segment B. Procedure?", None),
        ("duurzame cliënt in segment B. Wij hebben contract B voor 2022. Procedure?", None),
        ("dit jaar deden we niet mee, 2022 contract B, duurzame cliënt in segment B. Procedure?", False),
        ("voor 2022 contract B, onze duurzame cliënt in segment B loopt door. Procedure?", True),
    ],
)
def test_a_contract_of_2021_is_only_taken_of_care_that_runs(assistant: Assistant, tekst: str, al: bool | None) -> None:
    (envelope,) = ask(assistant, f"Zaanstreek-Waterland: {tekst}").tool_results
    assert envelope.input.get("gecontracteerd_2021") is al
    assert (envelope.verdict == "gegevens_ontbreken") is (al is None)


def test_next_year_is_another_one_for_who_asks_later() -> None:
    tekst, schat = vouw("Nu hebben wij B, volgend jaar alleen C."), laad_woordenschat()
    assert lees_contracten(tekst, schat, date(2021, 11, 1))[2022].segmenten == ("C",)
    assert lees_contracten(tekst, schat, date(2024, 11, 1))[2022].segmenten == ()


def _slots(tekst: str) -> Slots:
    return lees_slots(vouw(tekst), laad_woordenschat())


def test_what_is_denied_for_another_of_its_kind_is_no_value() -> None:
    datums = _slots("Het recht ging niet in op 1 maart 2021 maar op 9 maart 2021.").datums
    assert [d.als_datum().isoformat() for d in datums if (d.als_datum())] == ["2021-03-09"]  # type: ignore[union-attr]
    assert _slots("Het is niet profiel 2 maar profiel 3.").profielen == (3,)
    assert _slots("Niet twee keer B maar B met V.").segmenten == ("B", "V")
    assert _slots("De verwijzer is niet de gemeente maar de huisarts.").verwijzer == "extern"


@pytest.mark.parametrize(
    ("tekst", "profielen", "segmenten"),
    [
        ("Het is niet profiel 3 maar 4, intensief.", (4,), ()),
        ("De toewijzing is niet segment C maar B.", (), ("B",)),
        ("Niet profiel 3 maar drie weken te laat.", (), ()),
    ],
)
def test_a_value_takes_the_name_of_the_denied_one(
    tekst: str, profielen: tuple[int, ...], segmenten: tuple[str, ...]
) -> None:
    slots = _slots(tekst)
    assert (slots.profielen, slots.segmenten) == (profielen, segmenten)


@pytest.mark.parametrize(
    ("tekst", "al"),
    [
        ("Wij waren in 2021 niet zonder contract.", "ja"),
        ("In 2021 hebben we nooit zonder een contract gezeten.", "ja"),
        ("In 2021 zaten we zonder contract.", "nee"),
        ("2021 zaten we er ook al in.", "ja"),
        ("In 2021 deden wij niet mee, in 2022 B.", "nee"),
        ("In 2021 zaten we er nog niet bij, in 2022 B.", "nee"),
        ("In 2021 zaten wij met de handen in het haar.", None),
    ],
)
def test_having_part_in_the_contracts_of_a_year(tekst: str, al: str | None) -> None:
    slots = _slots(tekst)
    assert (slots.gecontracteerd_2021, slots.contract_2021) == (al, ())


def test_a_contract_by_two_denials_is_none_of_a_newcomer(assistant: Assistant) -> None:
    vraag = (
        "Niet herstel maar duurzaam licht, niet segment C maar B, Edam-Volendam. In 2022 hebben wij geen C en geen V,"
        " alleen B. In 2021 zaten we niet zonder contract. Wat gebeurt er?"
    )
    (envelope,) = ask(assistant, vraag).tool_results
    assert envelope.input == {
        "gericht_op": "duurzaam",
        "segment": "B",
        "gecontracteerd_2021": True,
        "contract_2022": ["B"],
    }


@pytest.mark.parametrize(
    "erbij", ["En als zij er voor 2022 ook nog V bij hebben?", "En als ze er dan toch V bij kregen?"]
)
def test_a_segment_comes_beside_the_contract_in_a_later_turn(assistant: Assistant, erbij: str) -> None:
    eerst = "Aanbieder in Oostzaan, in 2021 gecontracteerd, in 2022 alleen B. Duurzaam zwaar in segment B. Procedure?"
    (envelope,) = ask(assistant, erbij, (eerst, "De procedure is ‘duurzaam, alleen segment B in 2022’.")).tool_results
    assert envelope.input["contract_2022"] == ["B", "V"]


def test_the_first_sentence_of_an_answer_answers(assistant: Assistant) -> None:
    eerst = "Duurzaam licht in segment B, gemeente Waterland, in 2021 een contract. Krijgen we de toewijzing vanzelf?"
    wedervraag = "Dat hangt af van uw contract. Voor welke segmenten bent u in 2022 gecontracteerd?"
    antwoord = ask(assistant, "B, en vanaf gisteren ook V. Ik heb het net zwart op wit gezien.", (eerst, wedervraag))
    assert antwoord.tool_results[0].input["contract_2022"] == ["B", "V"]


def test_a_denial_without_another_value_takes_nothing_away() -> None:
    assert _slots("We willen niet opschalen maar dat kind met profiel 3 wel helpen.").profielen == (3,)


@pytest.mark.parametrize("tekst", ["Het gaat om duurzame cliënten, niet om herstel.", "Duurzaam, geen herstel."])
def test_a_denied_goal_is_no_goal(tekst: str) -> None:
    assert _slots(tekst).gericht_op == "duurzaam"


def test_the_segment_of_a_contract_is_none_of_a_client() -> None:
    slots = _slots("Vanaf januari 2022 hebben wij segment C. Het gaat om een duurzame jongere.")
    assert (slots.segmenten, slots.contract_2022) == ((), ("C",))


def test_what_runs_now_is_no_contract_for_2022() -> None:
    slots = _slots("Een aanbieder, nu gecontracteerd voor segment C, wil weten wat er in 2022 gebeurt.")
    assert (slots.contract_2022, slots.contract_2021, slots.gecontracteerd_2021) == (None, ("C",), "ja")


@pytest.mark.parametrize(
    "tekst",
    [
        "Zijn zus zit op duurzaam licht in C.",
        "De cliënt zit dit jaar in C.",
        "Hij heeft C-perspectief.",
        "Traject in C.",
    ],
)
def test_the_segment_of_a_client_without_the_word(tekst: str) -> None:
    assert _slots(tekst).segmenten == ("C",)


def test_a_code_of_letters_before_an_allocation_is_an_intensity() -> None:
    assert _slots("Wij hebben vier IN-trajecten die eindigen.").intensiteiten == ("intensief",)
    assert _slots("Wij hebben ze in trajecten geplaatst.").intensiteiten == ()
