"""What somebody asks who does not know the words yet: little to go by, but no reason to refuse."""

from __future__ import annotations

import pytest
from assistant_support import AZ, WF, ZW, ask, faults, verdicts

from assistant.service import Assistant


@pytest.mark.parametrize(
    "vraag",
    ["Wat is het verschil tussen wonen en verblijf?", "Moet een kind altijd het huis uit?",
     "Hoe beëindig ik een traject?",
     "Mag ik met een ander bureau samen een plan maken?", "Wie schrijft het verslag?", "Wie bepaalt de zwaarte?",
     "Waarom zijn er drie soorten?", "Hoe lever ik iets in?", "Wij stoppen ermee, hoe geven we dat door?",
     "Hoe meld ik iemand af?", "Mag ik een collega inzetten?", "Wie belt de ouders?", "Hoe sluit ik een dossier?",
     "Met wie moet ik overleggen?", "Wat gebeurt er bij een fout?", "Hoe kom ik in aanmerking?"],
)  # fmt: skip
def test_a_word_of_the_field_is_asked_after_and_not_refused(assistant: Assistant, vraag: str) -> None:
    assert ask(assistant, vraag).status == "clarify"


@pytest.mark.parametrize(
    "vraag",
    ["Wat is er nieuw?", "Hoe zit het met de regels?", "Wie is verantwoordelijk?", "Wanneer hoor ik iets?",
     "Kunt u het uitleggen?", "Wat is belangrijk om te weten?", "Hoe moet ik beginnen?",
     "Wat wordt er van mij verwacht?",
     "Waar begin ik?"],
)  # fmt: skip
def test_a_question_that_says_nothing_is_asked_back(assistant: Assistant, vraag: str) -> None:
    assert ask(assistant, vraag).status == "clarify"


@pytest.mark.parametrize(
    "vraag", ["Hoe wordt onze kwaliteit gemeten?", "Hoe wordt gecontroleerd of wij goed werk leveren?"]
)
def test_what_no_document_measures_is_said_to_be_missing(assistant: Assistant, vraag: str) -> None:
    assert ask(assistant, vraag).status == "abstain"


@pytest.mark.parametrize(
    ("vraag", "regeling"),
    [("Hoe zit het met inflatiecorrectie in Hoorn?", WF), ("Wat is de reistijdvergoeding in Zaandam?", ZW)],
)  # fmt: skip
def test_an_unknown_word_of_the_field_gets_the_nearest_passage(assistant: Assistant, vraag: str, regeling: str) -> None:
    antwoord = ask(assistant, vraag)
    assert (antwoord.status, antwoord.regelingen) == ("abstain", [regeling])
    assert antwoord.citations
    assert faults(antwoord) == []


@pytest.mark.parametrize(
    "vraag",
    ["Wat eten we vanavond?", "Waar kan ik parkeren?", "Hoe oud is de koning?", "Welke hond past bij mij?",
     "Waar ligt Australië?", "Hoe oud zijn jullie?", "Hoe is het weer?", "Wat kan jij zoal?",
     "Hoe laat gaat de trein naar Zaandam?"],
)  # fmt: skip
def test_another_field_is_refused(assistant: Assistant, vraag: str) -> None:
    assert ask(assistant, vraag).status == "refused"


@pytest.mark.parametrize(
    "vraag",
    ["Ik kan niet inloggen in het portaal", "Wat kan ik in het portaal zelf wijzigen?",
     "Mag een client bij mij blijven?", "Valt bijles onder de jeugdwet?"],
)  # fmt: skip
def test_words_that_one_passage_happens_to_have_tell_no_region(assistant: Assistant, vraag: str) -> None:
    antwoord = ask(assistant, vraag)
    assert antwoord.status in {"clarify", "abstain"}
    assert antwoord.regelingen == []


@pytest.mark.parametrize(
    "vraag",
    ["Wij leverden in 2014 geen OHW. Moet een groepspraktijk OHW aanleveren?",
     "Wij leverden in 2014 geen OHW, moet een groepspraktijk OHW aanleveren?",
     "In 2013 was er nog geen OHW. Moet een instelling nu OHW aanleveren?"],
)  # fmt: skip
def test_a_year_that_is_only_told_is_not_the_year_asked_of(assistant: Assistant, vraag: str) -> None:
    antwoord = ask(assistant, vraag)
    assert (antwoord.status, antwoord.regelingen) == ("answered", [AZ])
    assert verdicts(antwoord) == set()


def test_a_second_change_is_not_said_to_have_been_made(assistant: Assistant) -> None:
    antwoord = ask(assistant, "Kan ik met 317 eerst afschalen en later weer opschalen?")
    assert verdicts(antwoord) == {("verzoek_om_wijziging", "niet_toegestaan")}
    assert "tweede wijziging" in antwoord.answer
    assert "is al eens" not in antwoord.answer
