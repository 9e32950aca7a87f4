"""What a message says is not of the case that it asks about is not read; what it asks about stays."""

from __future__ import annotations

from datetime import date

import pytest
from assistant_support import ask

from assistant.message.reader import lees_bericht
from assistant.models import AskRequest
from assistant.reading.told import slots_van
from assistant.service import Assistant


def _gelezen(tekst: str) -> str:
    return " ".join(vraag.zelfstandig for vraag in lees_bericht(tekst).vragen)


@pytest.mark.parametrize(
    ("tekst", "weg", "blijft"),
    [
        (
            "Een jongen uit Medemblik heeft segment C bij Parlan. Zijn zusje krijgt segment V, maar om haar gaat het "
            "nu niet. Mag B daarnaast?",
            "segment V",
            "segment C",
        ),
        (
            "Vorige maand vroeg uw collega iets over profiel 4; dat betrof een ander kind. Wat is in Opmeer de code "
            "van profiel 2, perspectief?",
            "profiel 4",
            "profiel 2",
        ),
        (
            "Noor is al afgehandeld, die startte op 3 maart 2024. Voor Finn: start 9 juli 2025. Geldt in Hoorn voor "
            "Finn, anders dan voor Noor, het oude contract?",
            "geen",
            "9 juli 2025",
        ),
        (
            "Die met profiel 6 zijn al geregeld. Blijft over een meisje uit Koggenland met profiel 2, verwezen door de "
            "huisarts, eerste aanvraag. Welk document?",
            "profiel 6",
            "profiel 2",
        ),
        (
            "Mijn collega had voor haar cliënt een start op 4 mei 2023. Bij mij gaat het om een start op 8 juli 2025 "
            "in Enkhuizen. Is dat uitdienen?",
            "4 mei 2023",
            "8 juli 2025",
        ),
        (
            "hoorn. m'n collega heeft voor zijn client profiel 1, die van mij heeft profiel 3, intensief. welke code?",
            "profiel 1",
            "profiel 3",
        ),
        (
            "Casus Hoorn\nlopend: segment B, Parlan\nbeëindigd: segment V, Levvel\ngevraagd: segment C, Parlan\n"
            "Mag dat naast elkaar?",
            "segment V",
            "segment B",
        ),
        (
            "De vorige keer ging het fout: op 5 mei 2016 ingestuurd en afgekeurd. Nu willen we op 12 juni 2016 het OHW "
            "van onze groepspraktijk in Zaandam insturen. Mag dat?",
            "5 mei 2016",
            "12 juni 2016",
        ),
        (
            "Ik had een concept gemaakt met ingang 4 april 2025. Dat concept is ingetrokken. Mag in Hoorn bij "
            "profiel 1 de wijziging van perspectief naar intensief per 1 mei 2026?",
            "4 april 2025",
            "1 mei 2026",
        ),
        (
            "Gemeente Opmeer:\n- Tim, profiel 4: loopt door\n- Lot, profiel 2: van PE naar IN per 1 mei 2026\n"
            "Mijn vraag gaat alleen over Lot: mag dat?",
            "profiel 4",
            "profiel 2",
        ),
    ],
)
def test_what_is_said_not_to_be_asked_is_left_out(tekst: str, weg: str, blijft: str) -> None:
    gelezen = _gelezen(tekst)
    assert weg not in gelezen
    assert blijft in gelezen


@pytest.mark.parametrize(
    ("tekst", "profielen"),
    [
        ("Hoorn. Jip heeft profiel 1, Roos profiel 4. Voor Roos willen we naar perspectief. Mag dat?", (4,)),
        (
            "Twee kinderen in Hoorn: Jip (profiel 2) en Roos (profiel 3). Roos moet per 1 mei naar intensief. Mag dat?",
            (3,),
        ),
        ("Jip heeft profiel 1 en Roos heeft profiel 2. Graag Jip omzetten. Roos blijft zo. Kan dat in Hoorn?", (1,)),
        ("De zus heeft profiel 3, Jip heeft profiel 2. Wij verzoeken voor Jip perspectief. Mag het in Hoorn?", (2,)),
        ("Jip heeft profiel 1, Roos profiel 4. Voor Roos en Jip willen we naar perspectief. Mag dat in Hoorn?", (1, 4)),
        ("Jip heeft profiel 1, Roos profiel 4, allebei willen we naar perspectief, Roos eerst. Mag dat?", (1, 4)),
        ("Petra zegt dat profiel 3 past, Roos heeft profiel 2. Wij willen Roos omzetten. Mag dat in Hoorn?", (3, 2)),
    ],
)
def test_of_several_people_with_a_profile_the_one_counts_for_whom_something_is_wished(
    tekst: str, profielen: tuple[int, ...]
) -> None:
    gelezen = slots_van(_gelezen(tekst))
    assert gelezen.profielen == profielen


def test_the_one_whom_a_message_is_about_is_not_settled_with_the_other() -> None:
    gelezen = _gelezen(
        "Jip heeft profiel 2; dat van Jip is afgehandeld, het gaat mij nu om Roos. Roos zit in profiel 1. Welke code?"
    )
    assert "Roos zit in profiel 1" in gelezen
    assert "profiel 2" not in gelezen


@pytest.mark.parametrize(
    "tekst",
    [
        "Haar broer heeft segment V. Mag hij in Hoorn ook segment B?",
        "De verwijzing door de huisarts is al geregeld. Welk document is er in Hoorn nodig bij profiel 5?",
        "Mijn collega heeft een cliënt met profiel 3. Mijn vraag: mag die in Hoorn per 1 mei 2026 naar intensief?",
        "Sem start op 3 mei 2025, Isa op 4 juli 2025, gemeente Hoorn. Vallen ze allebei onder het oude contract?",
        "Wij declareerden € 5.880 van € 8.400, de factuur van de tolk staat daar los van. Moeten we iets melden?",
        "Het verzoek van mei is ingetrokken. Mag in Hoorn bij profiel 1 perspectief naar intensief per 1 mei 2026?",
    ],
)
def test_what_may_be_asked_stays(tekst: str) -> None:
    for deel in tekst.replace("?", ".").split("."):
        assert deel.split()[-1] in _gelezen(tekst) if deel.split() else True


def test_the_place_stays_where_only_an_aside_names_it() -> None:
    gelezen = _gelezen(
        "Mijn collega had voor een kind uit Enkhuizen profiel 1. Bij mij gaat het om profiel 3, intensief. Welke code?"
    )
    assert "Enkhuizen" in gelezen
    assert "profiel 1" not in gelezen


def test_the_verdict_is_of_the_one_who_is_asked_about(assistant: Assistant) -> None:
    answer = ask(
        assistant,
        "Medemblik: een meisje heeft segment B van Parlan en krijgt er segment C bij van Levvel. Haar tweelingbroer "
        "heeft segment V, dat is een apart dossier. Mag dat tegelijk?",
    )
    assert [t["segment"] for t in answer.tool_results[0].input["toewijzingen"]] == ["B", "C"]


@pytest.mark.parametrize(
    ("tekst", "weg", "blijft"),
    [
        (
            "Hoorn, start 3 mei 2025, o nee sorry, dat is zijn broer, hij begon op 9 juli 2025. Oud contract?",
            "3 mei",
            "9 juli",
        ),
        ("Hoorn, profiel 1, oeps, ik bedoel profiel 4, intensief. Welke code?", "profiel 1", "profiel 4"),
        ("Hoorn, profiel 2 (nee wacht, 3), intensief. Welke code?", "profiel 2", "profiel 3"),
        (
            "Budget 8.400, nee sorry, dat was vorig jaar, het is 9.600. Gedeclareerd 7.200, Aalsmeer. Melden?",
            "8.400",
            "9.600",
        ),
        ("Op 1 mei 2026, niet op 4 april 2026 zoals in de brief stond. Mag dat in Hoorn?", "4 april", "1 mei"),
        (
            "Het is profiel 2 (in de mail stond profiel 6, fout), intensief, Hoorn. Welke code?",
            "profiel 6",
            "profiel 2",
        ),
        (
            "Per 3 mei 2026. Foutje, dat is mijn verjaardag; het moet 1 juni 2026 zijn. Mag dat in Hoorn?",
            "3 mei",
            "1 juni 2026",
        ),
        ("Mag B in Hoorn met C, nee wacht, C is van zijn zus. Ik bedoel B met V?", "C", "B met V"),
    ],
)
def test_a_value_that_is_taken_back_goes(tekst: str, weg: str, blijft: str) -> None:
    gelezen = _gelezen(tekst)
    assert weg not in gelezen.split("Hoorn met")[-1]
    assert blijft in gelezen


@pytest.mark.parametrize(
    "tekst",
    [
        "Profiel 1 klopt niet meer en moet profiel 2 worden. Mag dat in Hoorn?",
        "Mag dat in Hoorn per 1 mei 2026? Sorry, en kan het ook per 1 juni 2026?",
        "Op 1 mei stond er 3.700 op de teller, op 1 juni 3.800. Moeten we in Hoorn melden?",
        "Op 1 mei gaf ik door dat hij verhuisde; hij begint op 1 juni. Mag dat in Hoorn?",
    ],
)
def test_a_change_or_a_second_question_puts_nothing_right(tekst: str) -> None:
    gelezen = _gelezen(tekst)
    assert all(w in gelezen for w in ("rofiel 1", "rofiel 2") if "rofiel" in tekst)
    assert all(w in gelezen for w in ("1 mei", "1 juni") if "mei" in tekst)


def test_facts_between_a_value_and_what_puts_it_right_stay() -> None:
    gelezen = _gelezen(
        "Hoorn, profiel 2, PE naar IN, 1 februari 2026. O nee, ik zie nu dat het profiel 3 is. Mag deze 317?"
    )
    assert "profiel 3, PE naar IN, 1 februari 2026" in gelezen
    assert "profiel 2" not in gelezen


def test_a_row_of_a_table_is_read_with_its_heads(assistant: Assistant) -> None:
    answer = ask(
        assistant,
        "| naam | ingang toewijzing | verslag |\n|---|---|---|\n| Tim | 3 mei 2024 | 4 mei 2023 |\n"
        "| Lot | 9 juli 2025 | 5 juni 2024 |\n\nValt Lot in Hoorn onder het oude contract dat we uitdienen?",
    )
    assert [t.input.get("startdatum") for t in answer.tool_results] == ["2025-07-09"]


def test_a_table_of_now_and_wished_gives_both(assistant: Assistant) -> None:
    answer = assistant.ask(
        AskRequest(
            id="x",
            question="| gegeven | huidig | gewenst |\n|---|---|---|\n| profiel | 3 | 3 |\n| intensiteit | DL | DZ |\n\n"
            "Gemeente Hoorn, per 1 mei 2026. Mag deze 317?",
            peildatum=date(2026, 2, 1),
        )
    )
    gelezen = answer.tool_results[0].input
    assert (gelezen["profiel"], gelezen["intensiteit"], gelezen["nieuwe_intensiteit"]) == (
        3,
        "duurzaam_licht",
        "duurzaam_zwaar",
    )


def test_rows_that_have_ended_are_no_allocations() -> None:
    gelezen = _gelezen(
        "Hoorn.\n\nsegment\taanbieder\tstatus\nB\tParlan\tloopt\nV\tLevvel\tbeëindigd\nC\tParlan\tnieuw\n\n"
        "Mag dat naast elkaar?"
    )
    assert "segment B, aanbieder Parlan" in gelezen
    assert "segment C" in gelezen
    assert "segment V" not in gelezen
