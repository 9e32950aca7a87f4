"""Inputs of tools out of free text: clear phrases, each with the one thing that it says."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.reading.slots import Slots, lees_slots
from knowledge.folding import vouw
from knowledge.vocabulary import laad_woordenschat

PE, IN, DL, DZ = "perspectief", "intensief", "duurzaam_licht", "duurzaam_zwaar"


def slots(tekst: str) -> Slots:
    return lees_slots(vouw(tekst), laad_woordenschat())


@pytest.mark.parametrize(
    ("tekst", "verwacht"),
    [
        ("profiel 3", (3,)),
        ("Profiel 8", (8,)),
        ("profiel vier", (4,)),
        ("ondersteuningsprofiel 7", (7,)),
        ("prof. 2", (2,)),
        ("profile 5", (5,)),
        ("aan het profiel (4) verandert niets", (4,)),
        ("zijn laatste profiel", ()),
        ("profielen 1 t/m 4", (1, 2, 3, 4)),
        ("profiel 1 tot en met 4", (1, 2, 3, 4)),
        ("profiel 2 en 3", (2, 3)),
        ("profiel 2 of profiel 6", (2, 6)),
        ("per 1 januari profiel 2", (2,)),
        ("8 kinderen met profiel 2", (2,)),
        ("profiel 1 in 2026", (1,)),
        ("een profielschets van 3 kinderen", ()),
        ("segment B", ()),
    ],
)
def test_profiles(tekst: str, verwacht: tuple[int, ...]) -> None:
    gelezen = slots(f"Hoe zit dat bij {tekst}?")
    assert gelezen.profielen == verwacht
    assert gelezen.profiel_fout is None


@pytest.mark.parametrize("nummer", ["0", "9", "12", "50"])
def test_a_profile_that_does_not_exist_is_kept_as_a_fault(nummer: str) -> None:
    gelezen = slots(f"Mag dat bij profiel {nummer}?")
    assert gelezen.profielen == ()
    assert gelezen.profiel_fout == nummer


@pytest.mark.parametrize("tekst", ["van profiel 2 naar profiel 3", "van profiel 2 naar 3", "profiel 2 -> 3"])
def test_a_change_of_profile(tekst: str) -> None:
    gelezen = slots(f"Mag het {tekst}?")
    assert (gelezen.profielen, gelezen.nieuw_profiel) == ((2,), 3)


@pytest.mark.parametrize(
    ("tekst", "van", "naar"),
    [
        ("van perspectief naar intensief", PE, IN),
        ("van intensief naar perspectief", IN, PE),
        ("van duurzaam licht naar duurzaam zwaar", DL, DZ),
        ("van duurzaam zwaar terug naar duurzaam licht", DZ, DL),
        ("perspectief -> intensief", PE, IN),
        ("intensief > duurzaam zwaar", IN, DZ),
        ("perspectief → duurzaam licht", PE, DL),
        ("van PE naar IN", PE, IN),
        ("PE > IN", PE, IN),
        ("DL naar DZ", DL, DZ),
        ("van DZ naar DL", DZ, DL),
        ("naar intensief in plaats van perspectief", PE, IN),
        ("naar intensief vanuit perspectief", PE, IN),
        ("from perspectief to intensief", PE, IN),
        ("van perspectief wordt het intensief", PE, IN),
    ],
)
def test_a_change_of_intensity_has_a_direction(tekst: str, van: str, naar: str) -> None:
    gelezen = slots(f"Mag bij profiel 2 een wijziging {tekst} per 1 maart 2026?")
    assert gelezen.intensiteiten == (van, naar)
    assert gelezen.intensiteit_naar == naar


@pytest.mark.parametrize(
    ("tekst", "verwacht"),
    [
        ("perspectief", (PE,)),
        ("intensieve hulp", (IN,)),
        ("duurzaam licht", (DL,)),
        ("duurzame zware hulp", None),
        ("duurzaam zwaar", (DZ,)),
        ("504DZ", (DZ,)),
        ("501 PE", (PE,)),
        ("in de regio", ()),
        ("perspectiefplan", ()),
        ("het staat in de tabel", ()),
    ],
)
def test_one_intensity(tekst: str, verwacht: tuple[str, ...] | None) -> None:
    gelezen = slots(f"Hoe zit het met {tekst} hier?")
    if verwacht is not None:
        assert gelezen.intensiteiten == verwacht
    assert gelezen.intensiteit_naar is None


@pytest.mark.parametrize(
    ("tekst", "verwacht"),
    [
        ("segment B met segment C", ("B", "C")),
        ("segmenten B en V", ("B", "V")),
        ("segment b en c", ("B", "C")),
        ("B en C stapelen", ("B", "C")),
        ("C + C naast elkaar", ("C", "C")),
        ("B/V combineren", ("B", "V")),
        ("B & C tegelijk", ("B", "C")),
        ("segment B", ("B",)),
        ("segm. V", ("V",)),
        ("B-segment", ("B",)),
        ("aanbieder B.V. Zorg", ()),
        ("een kind en een ouder", ()),
        ("programma's c.q. regels", ()),
    ],
)
def test_segments(tekst: str, verwacht: tuple[str, ...]) -> None:
    assert slots(f"Hoe gaat het bij {tekst}?").segmenten == verwacht


@pytest.mark.parametrize(
    ("tekst", "verwacht"),
    [
        ("alleen B", ("B",)),
        ("alleen segment B", ("B",)),
        ("enkel C", ("C",)),
        ("uitsluitend voor V", ("V",)),
        ("een contract voor B en V", ("B", "V")),
        ("een contract voor B&V", ("B", "V")),
        ("een contract B+V", ("B", "V")),
        ("een contract C/V", ("C", "V")),
        ("een contract voor V en C", ("C", "V")),
        ("een contract voor zowel B als V", None),
        ("een contract voor B, V en C", ("B", "C", "V")),
        ("gunning voor B én C", ("B", "C")),
        ("geen contract", ()),
    ],
)
def test_the_contract_of_2022(tekst: str, verwacht: tuple[str, ...] | None) -> None:
    gelezen = slots(f"Wij hebben voor 2022 {tekst} gekregen, in Zaanstreek-Waterland.").contract_2022
    if verwacht is not None:
        assert gelezen == verwacht


def test_no_word_of_a_contract_leaves_it_open() -> None:
    assert slots("Wat gebeurt er met een duurzame toewijzing in segment B?").contract_2022 is None


def test_the_segment_of_the_case_after_the_word_contract_is_that_of_the_case() -> None:
    gelezen = slots("Wij waren in 2021 gecontracteerd, de toewijzing is duurzaam, segment B. Wat nu?")
    assert (gelezen.segmenten, gelezen.contract_2022) == (("B",), None)


def test_the_segment_of_the_case_is_not_the_contract() -> None:
    gelezen = slots("Onze cliënt heeft segment C, en wij zijn voor 2022 gecontracteerd voor B en V.")
    assert (gelezen.segmenten, gelezen.contract_2022) == (("C",), ("B", "V"))


@pytest.mark.parametrize(
    ("tekst", "verwacht"),
    [
        ("504DZ", ("504DZ",)),
        ("504dz", ("504DZ",)),
        ("504 DZ", ("504DZ",)),
        ("504-DZ", ("504DZ",)),
        ("50 4 DZ", ("504DZ",)),
        ("509PX", ("509PX",)),
        ("501PE en 504DL", ("501PE", "504DL")),
        ("18e", ()),
        ("24u", ()),
        ("2022", ()),
    ],
)
def test_codes(tekst: str, verwacht: tuple[str, ...]) -> None:
    assert slots(f"Wat betekent {tekst}?").codes == verwacht


@pytest.mark.parametrize(
    ("tekst", "verwacht"),
    [
        ("€ 35.000", ["35000"]),
        ("€35.000,-", ["35000"]),
        ("35.000 euro", ["35000"]),
        ("€ 1.250,50", ["1250.50"]),
        ("1250,50 euro", ["1250.50"]),
        ("EUR 500", ["500"]),
        ("€ 10.000 waarvan € 7.500 gedeclareerd", ["10000", "7500"]),
        ("een budget van 10000 waarvan 7500 gedeclareerd", ["10000", "7500"]),
        ("geen cent", []),
        ("75%", []),
        ("12 kinderen", []),
    ],
)
def test_amounts(tekst: str, verwacht: list[str]) -> None:
    assert [b for b, _ in slots(f"Het gaat om {tekst}.").bedragen] == [Decimal(v) for v in verwacht]


def test_an_amount_is_no_year_and_a_year_no_amount() -> None:
    gelezen = slots("In 2025 is het signaalbudget € 2.025, er is € 1.500 gedeclareerd.")
    assert gelezen.jaren == (2025,)
    assert [b for b, _ in gelezen.bedragen] == [Decimal(2025), Decimal(1500)]


@pytest.mark.parametrize(
    ("tekst", "slot", "waarde"),
    [
        ("bij dezelfde aanbieder", "zelfde_aanbieder", "ja"),
        ("bij verschillende aanbieders", "zelfde_aanbieder", "nee"),
        ("bij twee verschillende aanbieders", "zelfde_aanbieder", "nee"),
        ("bij één aanbieder", "zelfde_aanbieder", "ja"),
        ("de gemeente is verwijzer", "verwijzer", "gemeente"),
        ("met een externe verwijzer", "verwijzer", "extern"),
        ("verwezen door de huisarts", "verwijzer", "extern"),
        ("bij een verlenging", "moment", "verlenging"),
        ("bij een nieuwe aanvraag", "moment", "aanvraag"),
        ("wij zijn een groepspraktijk", "soort_aanbieder", "groepspraktijk"),
        ("ik ben zzp'er", "soort_aanbieder", "zelfstandige"),
        ("een instelling", "soort_aanbieder", "instelling"),
        ("er is nog niet eerder gewijzigd", "eerder_gewijzigd", "nee"),
        ("er is al eens gewijzigd", "eerder_gewijzigd", "ja"),
        ("het traject is gericht op herstel", "gericht_op", "herstel"),
        ("een duurzame toewijzing", "gericht_op", "duurzaam"),
        ("wij waren in 2021 gecontracteerd", "gecontracteerd_2021", "ja"),
        ("wij waren in 2021 niet gecontracteerd", "gecontracteerd_2021", "nee"),
        ("de hulp is zeer complex", "zeer_complex", "ja"),
        ("wij leveren hulp", "zelfde_aanbieder", None),
        ("wij leveren hulp", "verwijzer", None),
        ("wij leveren hulp", "eerder_gewijzigd", None),
    ],
)
def test_what_words_say(tekst: str, slot: str, waarde: str | None) -> None:
    assert getattr(slots(f"Een vraag: {tekst}, wat nu?"), slot) == waarde


@pytest.mark.parametrize(
    ("tekst", "slot", "niet"),
    [
        ("niet bij dezelfde aanbieder", "zelfde_aanbieder", "ja"),
        ("niet bij dezelfde aanbieder maar bij verschillende aanbieders", "zelfde_aanbieder", "ja"),
        ("niet gericht op herstel", "gericht_op", "herstel"),
        ("er is niet al eens gewijzigd", "eerder_gewijzigd", "ja"),
        ("de hulp is niet zeer complex", "zeer_complex", "ja"),
        ("geen aanvraag maar een verlenging", "moment", "aanvraag"),
        ("wij zijn geen instelling maar een groepspraktijk", "soort_aanbieder", "instelling"),
    ],
)
def test_a_denial_is_not_read_as_its_opposite(tekst: str, slot: str, niet: str) -> None:
    assert getattr(slots(f"Een vraag: {tekst}, wat nu?"), slot) != niet


def test_dates_are_read_with_the_rest() -> None:
    gelezen = slots("317 profiel 4 intensief > duurzaam zwaar per 1-10-2025")
    assert [d.als_datum() for d in gelezen.datums] == [date(2025, 10, 1)]
    assert gelezen.profielen == (4,)


@given(tekst=st.text(max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_without_a_fault(tekst: str) -> None:
    gelezen = slots(tekst)
    assert set(gelezen.profielen) <= set(range(1, 9))
    assert set(gelezen.segmenten) <= {"B", "C", "V"}
    assert set(gelezen.intensiteiten) <= {PE, IN, DL, DZ}


@pytest.mark.parametrize(
    ("tekst", "veld", "waarde"),
    [
        ("De gemeente Opmeer verwees deze keer zelf.", "verwijzer", "gemeente"),
        ("Het wijkteam van Hoorn verwees dit gezin.", "verwijzer", "gemeente"),
        ("Er was voor haar nog geen indicatie.", "moment", "aanvraag"),
        ("Hij kreeg nog nooit hulp.", "moment", "aanvraag"),
        ("Het wordt een tweede termijn.", "moment", "verlenging"),
        ("Kan De Linde beide bieden?", "zelfde_aanbieder", "ja"),
        ("Mag diezelfde organisatie C doen?", "zelfde_aanbieder", "ja"),
        ("Wij hadden in 2021 contract voor C en voor 2022 nergens een contract.", "contract_2022", ()),
        ("In 2021 gecontracteerd voor B, vanaf 2022 nergens meer voor.", "contract_2022", ()),
    ],
)
def test_more_ways_of_saying_it(tekst: str, veld: str, waarde: object) -> None:
    assert getattr(slots(tekst), veld) == waarde


@pytest.mark.parametrize(
    ("tekst", "veld", "waarde"),
    [
        ("Het gaat om profiel 3, oh nee profiel 2.", "profielen", (2,)),
        ("Profiel 6? Foutje, profiel 1 natuurlijk.", "profielen", (1,)),
        ("Verwezen door de huisarts, pardon, door het wijkteam.", "verwijzer", "gemeente"),
        ("Wij zijn een instelling, ik bedoel een groepspraktijk.", "soort_aanbieder", "groepspraktijk"),
        ("Sorry dat ik stoor: profiel 3, en daarna profiel 5.", "profielen", (3, 5)),
        ("Mag profiel 5 naast profiel 4? Sorry, ik heb nog 2 vragen.", "profielen", (5, 4)),
        ("Segment B loopt nog. Sorry dat ik stoor: mag segment C erbij?", "segmenten", ("B", "C")),
        ("Zij heeft segment B en, pardon, wil nu ook segment C erbij.", "segmenten", ("B", "C")),
    ],
)
def test_what_is_put_right_within_a_message_counts_as_put_right(tekst: str, veld: str, waarde: object) -> None:
    assert getattr(slots(tekst), veld) == waarde


def test_a_day_of_another_part_is_not_put_right() -> None:
    gelezen = slots("De startdatum is 3 april 2025, correctie van de einddatum naar 1 juni 2026.")
    assert [(dag.dag, dag.maand) for dag in gelezen.datums] == [(3, 4), (1, 6)]


@pytest.mark.parametrize(
    ("tekst", "bedragen"),
    [
        ("Ons signaalbudget is 12500 euro, sorry 13500 euro.", [13500]),
        ("Het budget is 2000 euro, oeps, we hebben al 2500 euro gedeclareerd.", [2000, 2500]),
        ("Voor tweehonderd clienten is ons signaalbudget 3000 euro.", [3000]),
    ],
)
def test_amounts_are_put_right_whole_or_not_at_all(tekst: str, bedragen: list[int]) -> None:
    assert [int(bedrag) for bedrag, _ in slots(tekst).bedragen] == bedragen


@pytest.mark.parametrize(
    ("tekst", "veld", "waarde"),
    [
        ("Kind uit gemeente Hoorn, huisarts heeft zelf verwezen.", "verwijzer", "extern"),
        ("De gemeente weet niet of de huisarts zelf verwezen heeft.", "verwijzer", "extern"),
        ("Ik heb zelf nog een vraag: mag segment B naast segment C?", "zelfde_aanbieder", None),
        ("De eerste toewijzing loopt af, wat is nodig voor de verlenging?", "moment", "verlenging"),
        ("De eerste aanpassing was in mei, nu willen we opnieuw opschalen.", "eerder_gewijzigd", "ja"),
        ("Wij verliezen in 2022 het contract voor C.", "contract_2022", None),
    ],
)
def test_what_only_looks_like_it_is_not_read_so(tekst: str, veld: str, waarde: object) -> None:
    assert getattr(slots(tekst), veld) == waarde


@pytest.mark.parametrize("tekens", ["-" * 9000, " - " * 3000, "/" * 9000, "(,) " * 2000])
def test_a_row_of_signs_after_a_word_is_read_at_once(tekens: str) -> None:
    assert slots(f"De gemeente {tekens}").verwijzer is None  # a pattern that backtracks never comes to an end


def test_a_day_that_is_put_right() -> None:
    (dag,) = slots("Ingegaan op 5 mei 2021. Nee toch niet: 15 mei 2021.").datums
    assert (dag.dag, dag.maand, dag.jaar) == (15, 5, 2021)


@pytest.mark.parametrize(
    ("tekst", "bedragen"),
    [
        ("Het budget is 7.4k", [7400]),
        ("Het budget is 12 mille", [12000]),
        ("Het budget is achttienhonderd", [1800]),
        ("Er is zevenenhalf duizend toegekend", [7500]),
        ("Er is zeven en een half duizend euro toegekend", [7500]),
        ("Er is anderhalf duizend gedeclareerd", [1500]),
        ("Er waren honderd kinderen en het budget is op", []),
        ("Er kwamen tweehonderd mensen", []),
    ],
)
def test_amounts_in_words(tekst: str, bedragen: list[int]) -> None:
    assert [int(bedrag) for bedrag, _ in slots(tekst).bedragen] == bedragen


def test_next_year_is_the_year_after_the_one_that_is_named() -> None:
    gelezen = slots("Nu (2021) hebben we een contract voor C en komend jaar zijn we alleen voor V gecontracteerd.")
    assert (gelezen.contract_2021, gelezen.contract_2022) == (("C",), ("V",))


@pytest.mark.parametrize(
    ("tekst", "verwacht"),
    [
        ("504 - dz op de factuur", ("504DZ",)),
        ("de code 504 - d z", ("504DZ",)),
        ("Is er 508 in?", ("508IN",)),
        ("declareren op 507 in, kan dat", ("507IN",)),
        ("501 in de tabel", ()),
        ("502 in Hoorn", ()),
        ("op 12-1 in, daarna niet meer", ()),
        ("120 in, 80 uit", ()),
        ("Ik vul bij de productcode 504 in. Klopt dat?", ()),
    ],
)
def test_a_code_with_gaps_is_read_and_a_word_is_not(tekst: str, verwacht: tuple[str, ...]) -> None:
    assert slots(tekst).codes == verwacht


@pytest.mark.parametrize(
    ("tekst", "verwacht"),
    [
        ("De Brug heeft al segment B. Nu willen ze er zelf een tweede segment B naast.", "ja"),
        ("Bij het kind loopt segment B. Nu krijgt het kind ook segment C. Mag dat?", None),
        ("Beste collega's, mag segment B met segment C bij ons ook?", "ja"),
        ("Segment B bij ons en segment C bij collega's", "nee"),
    ],
)
def test_a_greeting_is_no_other_provider_and_who_asks_for_more_is_the_same(tekst: str, verwacht: str | None) -> None:
    assert slots(tekst).zelfde_aanbieder == verwacht
