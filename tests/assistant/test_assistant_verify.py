"""Nothing exact gets out that no tool result or cited passage bears."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assistant.models import Citation
from assistant.proof.verify import Bewijs, bezwaren, bezwaren_tegen, onbewezen
from knowledge.models import Bron
from tools.envelope import Check, Envelope
from tools.registry import voer_uit

MAANDEN = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]


def citatie(quote: str, section: str = "Kop") -> Citation:
    return Citation(marker=1, document="wf-segment-b-2025", title="Titel", section=section, regeling=None, quote=quote)


def envelope(**velden: object) -> Envelope:
    basis = {
        "tool": "uitdienen",
        "regeling": "westfriesland-2025",
        "input": {},
        "verdict": "berekend",
        "conclusion": "Dat is berekend.",
        "checks": [],
        "data": {},
        "missing": [],
        "notes": [],
    }
    return Envelope.model_validate(basis | velden)


def mist(tekst: str, *quotes: str, tools: list[Envelope] | None = None) -> set[str]:
    return onbewezen(tekst, tools or [], [citatie(q) for q in quotes])


@pytest.mark.parametrize(
    "tekst",
    [
        "De code is 507DZ.",
        "De code is 507dz.",
        "Het gaat in op 2 juli 2025.",
        "Het gaat in op 2-7-2025.",
        "Het gaat in op 2025-07-02.",
        "Het gaat in op 1 juli 2026.",
        "Het gaat in op 1 augustus.",
        "Het kost € 35.001.",
        "Het kost € 35.000,50.",
        "Het is 76%.",
        "Het is 76 procent.",
        "Het duurt 19 maanden.",
        "Het geldt vanaf 2024.",
        "Het is profiel 7.",
        "Bel 0229-123456.",
        "Stuur een 303-bericht.",
    ],
)
def test_what_nothing_bears_is_found(tekst: str) -> None:
    bewijs = "Code 504DZ gaat in op 1 juli 2025, kost € 35.000, is 75% en duurt 18 maanden bij profiel 4 (317-bericht)."
    assert mist(tekst, bewijs)


@pytest.mark.parametrize(
    ("tekst", "bewijs"),
    [
        ("De code is 504DZ.", "504DZ"),
        ("De code is 504dz.", "504DZ"),
        ("Het gaat in op 1 juli 2025.", "vanaf 1-7-2025"),
        ("Het gaat in op 1-7-2025.", "vanaf 1 juli 2025"),
        ("Het gaat in op 2025-07-01.", "vanaf 01/07/2025"),
        ("Het gaat in op 1 juli.", "vanaf 1 juli 2025"),
        ("Het gaat in op 1 juli.", "vanaf 1 juli"),
        ("Het geldt vanaf 2025.", "vanaf 1 juli 2025"),
        ("Het kost € 35.000.", "35000 euro"),
        ("Het kost 35.000,00 euro.", "€ 35.000,-"),
        ("Het is 75%.", "75 procent"),
        ("Het is 75 %.", "75%"),
        ("Het duurt **18** maanden [1].", "18 maanden"),
        ("Er is niets exacts.", ""),
        ("Zie [1] en [23].", ""),
        ("1. Eerst dit\n2. Dan dat", ""),
    ],
)
def test_a_proven_fact_in_another_spelling_is_accepted(tekst: str, bewijs: str) -> None:
    assert mist(tekst, bewijs) == set()


def test_a_date_of_which_the_source_names_no_year_proves_no_year() -> None:
    assert mist("Dat is vanaf 15 november.", "vanaf 15 november") == set()
    assert mist("Dat is vanaf 15 november 2021.", "vanaf 15 november")


def test_a_tool_result_is_proof() -> None:
    uitkomst = voer_uit("einddatum_herstel", {"ingangsdatum": "2020-08-15"})
    assert mist("De einddatum is 15 februari 2022, 18 maanden na 15-8-2020.", tools=[uitkomst]) == set()
    assert mist("De einddatum is 16 februari 2022.", tools=[uitkomst])


def test_a_value_deep_in_the_data_is_proof() -> None:
    uitkomst = envelope(data={"stappen": [{"datum": "2021-11-15", "n": 3, "bedrag": "1234.50"}]})
    assert mist("Op 15 november 2021 waren er 3 stappen, voor € 1.234,50.", tools=[uitkomst]) == set()


def test_the_source_of_a_check_is_no_proof_of_its_text() -> None:
    check = Check(
        rule="r",
        outcome="voldaan",
        explanation="Dat klopt.",
        source=Bron(document="zw-conversie-2022", section="Huidige SPIC's verlengen tot 31 december 2022"),
    )
    uitkomst = envelope(checks=[check.model_dump()])
    assert mist("Het eindigt op 30 november 2022.", tools=[uitkomst])


def test_the_title_and_heading_of_a_citation_are_proof() -> None:
    assert onbewezen("Het is 504DZ.", [], [citatie("Dat is zo.", section="Productcode 504DZ")]) == set()


DAGEN = st.dates(date(2000, 1, 1), date(2099, 12, 31))
VORMEN = (
    lambda d: f"{d.day} {MAANDEN[d.month - 1]} {d.year}",
    lambda d: f"{d.day}-{d.month}-{d.year}",
    lambda d: d.isoformat(),
    lambda d: f"{d.day} {MAANDEN[d.month - 1]}",
)


@given(
    bewezen=st.lists(DAGEN, max_size=4), dag=DAGEN, vorm=st.sampled_from(VORMEN), bewijsvorm=st.sampled_from(VORMEN[:3])
)
def test_any_date_that_is_not_in_the_evidence_is_found(
    bewezen: list[date], dag: date, vorm: object, bewijsvorm: object
) -> None:
    assume(all((d.month, d.day) != (dag.month, dag.day) for d in bewezen))
    bewijs = "; ".join(bewijsvorm(d) for d in bewezen)  # type: ignore[operator]
    tekst = f"De wijziging gaat in op {vorm(dag)}, en dat is de regel."  # type: ignore[operator]
    assert mist(tekst, bewijs), (tekst, bewijs)
    assert mist(tekst, tools=[envelope(data={"datums": [d.isoformat() for d in bewezen]})])


@given(dag=DAGEN, ander=st.integers(2000, 2099), vorm=st.sampled_from(VORMEN[:3]))
def test_the_same_day_of_another_year_is_found(dag: date, ander: int, vorm: object) -> None:
    assume(ander != dag.year and (dag.month, dag.day) != (2, 29))
    assert mist(f"Het gaat in op {vorm(dag)}.", f"Het gaat in op {vorm(dag.replace(year=ander))}.")  # type: ignore[operator]


@given(dag=DAGEN, vorm=st.sampled_from(VORMEN), bewijsvorm=st.sampled_from(VORMEN[:3]))
def test_a_date_that_is_in_the_evidence_is_accepted(dag: date, vorm: object, bewijsvorm: object) -> None:
    tekst = f"De wijziging gaat in op {vorm(dag)}, en dat is de regel."  # type: ignore[operator]
    assert mist(tekst, bewijsvorm(dag)) == set()  # type: ignore[operator]


@given(getal=st.integers(0, 10_000_000), bewezen=st.lists(st.integers(0, 10_000_000), max_size=5))
def test_any_number_that_is_not_in_the_evidence_is_found(getal: int, bewezen: list[int]) -> None:
    tekst = f"Het zijn er {getal:,} in totaal.".replace(",", ".")
    bewijs = " en ".join(str(n) for n in bewezen)
    assert bool(mist(tekst, bewijs)) == (getal not in bewezen)


@given(code=st.from_regex(r"50[1-8](PE|IN|DL|DZ)", fullmatch=True))
def test_any_code_is_found_unless_it_is_the_one_in_the_evidence(code: str) -> None:
    assert bool(mist(f"De code is {code}.", "De code is 504DZ, voor profiel 1 tot en met 8.")) == (code != "504DZ")


# --- numbers in words, units, names, yes and no ------------------------------------------------------------


@pytest.mark.parametrize(
    ("tekst", "bewijs"),
    [
        ("Het duurt achttien maanden.", "18 maanden"),
        ("Het duurt 18 maanden.", "achttien maanden"),
        ("Het zijn tweeëntwintig dagen.", "22 dagen"),
        ("Het duurt één jaar.", "de termijn is 1 jaar"),
        ("Het gaat in op de tiende.", "vanaf de 10e"),
        ("Het is 75 procent.", "75%"),
        ("Het kost 35.000 euro.", "€ 35.000"),
        ("Gebruik het aanvraagformulier.", "een aanvraagformulier"),
        ("Gebruik de aanvraagformulieren.", "een aanvraagformulier"),
    ],
)
def test_the_same_in_other_words_is_proof(tekst: str, bewijs: str) -> None:
    assert mist(tekst, bewijs) == set()


@pytest.mark.parametrize(
    ("tekst", "bewijs"),
    [
        ("Het duurt negentien maanden.", "18 maanden"),
        ("Het duurt achttien weken.", "18 maanden"),
        ("Het is 18%.", "18 maanden"),
        ("Het kost € 18.", "18 maanden"),
        ("Het moet binnen een week.", "binnen een maand"),
        ("Het is de derde keer.", "de tweede keer"),
        ("Het duurt anderhalf jaar.", "1 jaar"),
        ("Gebruik het intakeformulier.", "een aanvraagformulier"),
        ("Stuur een uitvraagbestand.", "een aanvraagformulier"),
    ],
)
def test_another_number_unit_or_form_is_found(tekst: str, bewijs: str) -> None:
    assert mist(tekst, bewijs)


MAG_NIET = "Segment B met segment C mag niet bij dezelfde aanbieder. Een aanvraagformulier is niet nodig."


@pytest.mark.parametrize(
    "tekst",
    [
        "Segment B met segment C mag bij dezelfde aanbieder.",
        "Segment B met segment C is toegestaan bij dezelfde aanbieder.",
        "Een aanvraagformulier is nodig.",
        "Een aanvraagformulier is verplicht.",
    ],
)
def test_a_verdict_turned_round_is_found(tekst: str) -> None:
    assert mist(tekst, MAG_NIET)


@pytest.mark.parametrize(
    "tekst",
    [
        "Segment B met segment C is bij dezelfde aanbieder verboden.",
        "Dezelfde aanbieder mag segment B met segment C niet combineren.",
        "Een aanvraagformulier is overbodig.",
        "Mag segment B met segment C bij dezelfde aanbieder?",
    ],
)
def test_the_same_verdict_in_other_words_is_proven(tekst: str) -> None:
    assert mist(tekst, MAG_NIET) == set()


def test_an_answer_of_yes_must_be_the_one_of_the_tool() -> None:
    nee = [envelope(verdict="niet_toegestaan", conclusion="Nee, dat mag niet.")]
    assert mist("Ja, dat is zo geregeld.", tools=nee) == {"ja"}
    assert mist("Nee, dat is zo niet geregeld.", tools=nee) == set()


def test_a_sentence_is_held_against_its_own_source() -> None:
    een, twee = citatie("Er zijn 54 aanbieders."), citatie("Er zijn 7 gemeenten.").model_copy(update={"marker": 2})
    assert bezwaren("Er zijn 54 aanbieders. [1] Er zijn 7 gemeenten. [2]", [], [een, twee]) == []
    fout = bezwaren("Er zijn 54 aanbieders. [2] Er zijn 7 gemeenten. [2]", [], [een, twee])
    assert [(b.zin, b.soort, b.waarde) for b in fout] == [("Er zijn 54 aanbieders. [2]", "waarde", "g:54")]
    assert "54" in fout[0].reden


@pytest.mark.parametrize(
    ("tekst", "soort"),
    [
        ("Aanbieders van Parnassia leveren jeugdhulp in segment B.", "naam"),
        ("Aanbieders staan op www.jeugdhulp-b.nl in segment B.", "adres"),
        ("Aanbieders in segment B heten ‘de vaste kern’.", "citaat"),
        ("De supermarkt is op zondag open voor boodschappen.", "onderwerp"),
        ("Aanbieders in segment B leveren geen jeugdhulp.", "oordeel"),
    ],
)
def test_a_model_is_also_held_to_names_addresses_quotes_and_the_subject(tekst: str, soort: str) -> None:
    bewijs = Bewijs([], [citatie("Aanbieders in segment B leveren specialistische jeugdhulp.")])
    assert soort in {b.soort for b in bezwaren_tegen(tekst, bewijs, streng=True)}
    assert bezwaren_tegen("In segment B leveren aanbieders jeugdhulp.", bewijs, streng=True) == []


def test_a_bare_number_of_a_tool_bears_the_unit_of_its_field() -> None:
    uitkomst = [envelope(data={"percentage": "75", "dagen_resterend": 211})]
    assert mist("Het is 75%, nog 211 dagen.", tools=uitkomst) == set()
    assert mist("Het is 211%.", tools=uitkomst)


# --- what a model binds otherwise ---------------------------------------------------------------------------

VERBAND = (
    "In segment B zijn 54 aanbieders gecontracteerd (stand 8 mei 2025). "
    "Voor segment V en segment C geeft de bron geen aantal aanbieders. "
    "Doorlopende indicaties moeten vóór 30 juni 2026 zijn omgezet. De betaling is per maand. "
    "De einddatum van een hersteltraject ligt 18 maanden na de ingangsdatum. "
    "De aanbieder stuurt de gemeente een bericht. Signaalbudgetten gelden alleen voor ambulante hulp. "
    "Een toewijzing gaat van perspectief naar intensief, mits de gemeente akkoord is. "
    "De overeenkomst duurt twee jaar voor groepspraktijken en één jaar voor zelfstandigen."
)


def verband(tekst: str) -> bool:
    """Whether a sentence by a model is refused."""
    return bool(bezwaren_tegen(tekst, Bewijs([], [citatie(VERBAND)]), streng=True))


@pytest.mark.parametrize(
    "tekst",
    [
        "In segment C zijn 54 aanbieders gecontracteerd.",
        "Doorlopende indicaties moeten na 30 juni 2026 zijn omgezet.",
        "Doorlopende indicaties moeten vanaf 30 juni 2026 zijn omgezet.",
        "De betaling is per week.",
        "De betaling is wekelijks.",
        "De einddatum van een duurzaam traject ligt 18 maanden na de ingangsdatum.",
        "De einddatum van een hersteltraject ligt 18 maanden vóór de ingangsdatum.",
        "De gemeente stuurt de aanbieder een bericht.",
        "De aanbieder stuurt elke gemeente een bericht.",
        "Signaalbudgetten gelden voor ambulante hulp.",
        "Een toewijzing gaat van intensief naar perspectief, mits de gemeente akkoord is.",
        "Een toewijzing gaat van perspectief naar intensief.",
        "De overeenkomst duurt één jaar voor groepspraktijken en twee jaar voor zelfstandigen.",
        "In segment B zijn 54 aanbieders gecontracteerd, en daarvoor krijgen zij een toeslag.",
    ],
)
def test_a_fact_bound_to_something_else_is_refused(tekst: str) -> None:
    assert verband(tekst)


@pytest.mark.parametrize(
    "tekst",
    [
        "Er zijn in segment B 54 aanbieders gecontracteerd.",
        "54 aanbieders hebben in segment B een contract.",
        "Vóór 30 juni 2026 moeten doorlopende indicaties zijn omgezet.",
        "Kort gezegd: de betaling is per maand.",
        "De betaling is maandelijks.",
        "Signaalbudgetten gelden uitsluitend voor ambulante hulp.",
        "Mits de gemeente akkoord is, gaat een toewijzing van perspectief naar intensief.",
        "Voor groepspraktijken duurt de overeenkomst twee jaar en voor zelfstandigen één jaar.",
    ],
)
def test_the_same_bound_alike_in_other_words_is_accepted(tekst: str) -> None:
    assert not verband(tekst)
