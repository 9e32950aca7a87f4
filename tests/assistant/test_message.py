"""A message is read for its questions: what splits, what stays whole, which facts go along, and what is left out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.message.parts import lees_delen
from assistant.message.question import kale_vraag
from assistant.message.reader import Bericht, lees_bericht
from evals.questions import delen, lees_vragen
from knowledge.errors import KennisFout
from knowledge.message_words import laad_berichtwoorden
from knowledge.store import KENNISMAP

DOORGESTUURD = """Beste collega,

Kun jij onderstaande mail beantwoorden?

Van: Jan Jansen <jan@voorbeeld.nl>
Verzonden: maandag 3 maart 2026 10:00
Aan: info@voorbeeld.nl
Onderwerp: RE: vragen over Westfriesland

Geachte heer/mevrouw,

Wij hebben een cliënt met profiel 4, duurzaam licht. Mag die naar duurzaam zwaar per 1 juli 2026? Daarnaast vroeg ik
mij af welke documenten nodig zijn voor een verlenging van profiel 3 via de huisarts.

Met vriendelijke groet,

Jan Jansen
Stichting De Linde

Disclaimer: de informatie in dit bericht is vertrouwelijk.
"""


def vragen(tekst: str) -> list[str]:
    return [v.tekst for v in lees_bericht(tekst).vragen]


def zelfstandig(tekst: str) -> list[str]:
    return [v.zelfstandig for v in lees_bericht(tekst).vragen]


# --- what splits --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tekst", "aantal"),
    [
        ("Mag B en C naast elkaar? En wat is de code voor profiel 4 zwaar? Tot slot: wanneer moet alles om zijn?", 3),
        ("mag b en c naast elkaar? en wat is de code voor profiel 4 zwaar? tot slot: hoe zet ik een oude om?", 3),
        ("Ik wil graag weten of B en C naast elkaar mogen, en daarnaast hoe ik een oude toewijzing omzet.", 2),
        ("Kunt u aangeven wie de regie voert bij profiel 8, en wat de productcode is voor profiel 8 intensief?", 2),
        ("Ik heb drie vragen:\n1. Wat is de code voor profiel 4 zwaar?\n2. Mag B naast C\n3. Wie is de verwijzer?", 3),
        ("Hallo, 1) wat is de code voor profiel 4 zwaar 2) mag B naast C 3) wanneer moeten oude om zijn?", 3),
        ("Vraag 1: Wie voert de regie bij profiel 8?\nVraag 2: Welke gemeenten horen bij Westfriesland?", 2),
        ("- Wat is de code voor profiel 4 zwaar?\n- Mag B naast C bij dezelfde aanbieder?", 2),
        ("hoi, twee dingen, 1: wie voert de regie bij profiel 8 en 2: wat is de code voor profiel 1 intensief", 2),
        ("Hallo, vraag 1 wat is de code voor profiel 4 zwaar, vraag 2 mag B naast C", 2),
        ("ten eerste wat is de code van profiel 4 zwaar, ten tweede mag B naast C, ten derde wie voert de regie", 3),
        ("a) hoe lang duurt crisishulp in Aalsmeer b) wie mag verwijzen naar verblijf", 2),
        ("Twee dingen. 1. hoe lang duurt crisishulp in Aalsmeer 2. wie mag verwijzen naar verblijf?", 2),
        ("Ik wil graag weten: a. welke gemeenten meedoen, b. sinds wanneer en c. wie de regie voert bij profiel 8.", 3),
        ("vraag a: wat is een arrangement; vraag b: hoeveel aanbieders zijn er in segment B", 2),
        ("Hoe lang liep ons contract, moesten wij OHW aanleveren, en hoe dienden wij de declaraties in?", 3),
        ("Welke code hoort bij profiel 2 intensief, en waar staat het evaluatieformulier van de regio?", 2),
        ("Krijgen wij een uitvraagbestand? en als het kind zwaardere zorg wil, bij wie moet ik dat dan melden", 2),
        ("Mag B naast C in Hoorn? en hoeveel dagen heb ik om de toewijzing om te zetten", 2),
        ("Onze toewijzingen zijn V en C. Mogen V en C samen bij een kind? En mogen wij B leveren naast V?", 2),
        ("(a) wie voert de regie bij profiel 8, en (b) wat is de code voor profiel 1 intensief?", 2),
        ("Wat is het signaalbudget in Amstelveen? En wat is de code voor profiel 2 intensief in Hoorn?", 2),
        ("Tot wanneer kunnen wij het onderhanden werk aanleveren? En kunnen wij het budgetplafond ophogen?", 2),
        ("Wat is de code voor profiel 4 zwaar? En voor profiel 3 licht?", 2),
        ("Can a provider hold both B and C at the same time? And which product code belongs to profile 4 heavy?", 2),
        (
            "Cliënt A heeft profiel 4 DL. Mag die naar DZ per 1 januari 2027?\n\n"
            "Een andere cliënt heeft bij ons segment B. Mag C daarnaast bij ons?",
            2,
        ),
        ("Moet ik als zelfstandige OHW aanleveren? En kan ik dit jaar mijn budgetplafond nog laten ophogen?", 2),
        ("Wie mag in Amstelveen naar verblijf verwijzen, en met welk bericht schaalt men in Hoorn op?", 2),
        ("Cliënt in Hoorn, profiel 4. Wat is de code voor DZ? En wie verwijst in Amstelveen naar verblijf?", 2),
        (DOORGESTUURD, 2),
        ("Mag je segment A en segment B stapelen? En wat is een signaalbudget?", 2),
        ("Mag segment B naast segment V? En wat is een arrangement?", 2),
        ("Mag segment B met segment C? Wat is het signaalbudget in Amstelveen?", 2),
        ("Welke productcodes staan er in de tabel?\n\nWat is het signaalbudget in Amstelveen?", 2),
    ],
)
def test_several_questions_are_found(tekst: str, aantal: int) -> None:
    assert len(vragen(tekst)) == aantal, vragen(tekst)


@pytest.mark.parametrize(
    "tekst",
    [
        "Mag dat of niet?",
        "Wat is de code voor profiel 1. Dat is alles, profiel 2. Daar vraag ik later naar.",
        "Welk deel van de hulp valt binnen het budget en waar is de rest voor bedoeld?",
        "Kan dit? Of moet ik een 315 sturen?",
        "Profiel 4 mag altijd naar zwaar. Klopt dat?",
        "Welke code? Profiel 4 dus.",
        "Wat is de code voor profiel 4 duurzaam zwaar? Of moet ik de conversie afwachten?",
        "Mogen B en C naast elkaar bij dezelfde aanbieder?",
        "Mag B naast C? Het gaat om profiel 3.",
        "Mag B naast C? En wat is de reden?",
        "Wat is een arrangement? En wat betekent dat voor ons?",
        "Mag dit kind naar zwaar? Wat is het dan?",
        "Moet ik 1) uitdienen of 2) omzetten?",
        "Wat is de code bij:\n1. profiel 4\n2. duurzaam zwaar",
        "Mag een groepspraktijk op 24 november nog aanleveren? Zo nee, wanneer is het eerstvolgende moment?",
        "Cliënt uit Hoorn, profiel 4, via de huisarts. Welk document moet erbij en wie heeft de regie?",
        "Ons budget is 12.500 euro en 8.750 is gedeclareerd. Hoeveel procent is dat? Moeten wij al bellen?",
        "Voert de lokale toegang de regie bij profiel 5, wanneer de gemeente verwijst voor een nieuwe aanvraag?",
        "code profiel 1 perspectief segment b westfriesland??",
        "504dz",
        "",
        "   \n\n ",
    ],
)
def test_one_question_stays_whole(tekst: str) -> None:
    assert len(vragen(tekst)) == 1
    assert zelfstandig(tekst) == [tekst.strip()]


def test_what_is_asked_in_one_sentence_stays_whole() -> None:
    alle = [
        v
        for deel in delen()
        if deel.startswith("ontwikkel")
        for v in lees_vragen(deel)
        if v.manier != "meervoudig" and v.vraag.count("?") <= 1
    ]
    gesplitst = [v.id for v in alle if len(lees_bericht(v.vraag).vragen) > 1]
    assert len(alle) > 500
    assert len(gesplitst) <= 0.015 * len(alle), gesplitst


# --- facts --------------------------------------------------------------------------------------------------


def test_facts_before_all_questions_go_with_each() -> None:
    feit = "Wij hebben een cliënt met profiel 4 DL in Hoorn."
    bericht = lees_bericht(f"{feit} Wat is de code?\n\nVerder: voert de lokale toegang de regie?")
    assert [v.context for v in bericht.vragen] == [(feit,), (feit,)]
    assert all(v.zelfstandig.startswith(feit) for v in bericht.vragen)


def test_an_elaboration_belongs_to_the_question_before_it() -> None:
    eerste, tweede = zelfstandig(
        "Wat is de code voor profiel 4?\nHet gaat om duurzaam zwaar.\n\nMag B naast C bij ons lopen?"
    )
    assert "duurzaam zwaar" in eerste
    assert "duurzaam zwaar" not in tweede


def test_a_next_case_leaves_the_first_one_behind() -> None:
    eerste, tweede = zelfstandig(
        "Cliënt A heeft profiel 4 DL. Mag die naar DZ per 1 januari 2027?\n\n"
        "Een andere cliënt heeft bij ons segment B. Mag C daarnaast bij ons?"
    )
    assert "segment B" not in eerste
    assert "profiel 4" not in tweede


def test_a_fact_about_another_profile_does_not_go_along() -> None:
    eerste, tweede = zelfstandig(DOORGESTUURD)
    assert "profiel 4" in eerste
    assert "profiel 3" not in eerste
    assert "profiel 3" in tweede
    assert "profiel 4" not in tweede


def test_facts_below_a_list_go_with_every_item() -> None:
    teksten = zelfstandig("1. Wat is de code?\n2. Mag B naast C?\n\nHet gaat om profiel 4 zwaar in Hoorn.")
    assert all("profiel 4 zwaar in Hoorn" in t for t in teksten)


def test_a_place_named_once_goes_with_all() -> None:
    teksten = zelfstandig("Mag B naast C in Medemblik? En wat is de code voor profiel 4 zwaar?")
    assert "Medemblik" in teksten[1]


def test_places_of_their_own_are_left_alone() -> None:
    eerste, tweede = zelfstandig(
        "Wat is het signaalbudget in Amstelveen? En wat is de code voor profiel 2 IN in Hoorn?"
    )
    assert "Hoorn" not in eerste
    assert "Amstelveen" not in tweede


def test_a_place_in_the_subject_or_below_counts_when_the_text_has_none() -> None:
    met_onderwerp = "Onderwerp: vraag Westfriesland\n\nMag B naast C bij dezelfde aanbieder?"
    assert "Westfriesland" in zelfstandig(met_onderwerp)[0]
    assert "Westfriesland" not in zelfstandig(f"{met_onderwerp} Wij werken in Aalsmeer.")[0]


def test_a_question_that_points_back_gets_what_the_change_leads_to() -> None:
    _, tweede = zelfstandig(
        "Cliënt heeft profiel 4 duurzaam licht. Mag ik met een VOW naar duurzaam zwaar per 1 oktober 2025? "
        "En welke productcode wordt het dan?"
    )
    assert "profiel 4, duurzaam zwaar" in tweede
    assert "duurzaam licht" not in tweede


def test_a_question_without_a_verb_gets_that_of_the_one_before_it() -> None:
    assert zelfstandig("Wat is de code voor profiel 4 zwaar? En voor profiel 3 licht?") == [
        "Wat is de code voor profiel 4 zwaar?",
        "Wat is de code voor profiel 3 licht?",
    ]


def test_facts_of_another_place_do_not_go_along() -> None:
    eerste, tweede = zelfstandig(
        "Wij werken in Westfriesland en in Amstelveen. Krijgen wij in Amstelveen een signaalbudget? "
        "Hoe lang is de uitdientermijn in Westfriesland?"
    )
    assert "Westfriesland" not in eerste
    assert "Amstelveen" not in tweede


@pytest.mark.parametrize(
    "tekst",
    [
        "Mag B naast C in Medemblik? En wat is de code voor profiel 4 zwaar? Tot slot: hoe zet ik een oude om?",
        DOORGESTUURD,
    ],
)
def test_what_stands_by_itself_is_one_question(tekst: str) -> None:
    for deel in zelfstandig(tekst):
        assert zelfstandig(deel) == [deel]


@pytest.mark.parametrize(
    ("tekst", "kaal"),
    [
        ("2. Mag B naast C?", "Mag B naast C?"),
        ("Tot slot: voor welke datum?", "Voor welke datum?"),
        ("En wat is dan de code?", "Wat is dan de code?"),
        ("Daarnaast vroeg ik mij af wat de code is.", "Wat de code is."),
        ("Verder.", "Verder."),
        ("", ""),
    ],
)
def test_a_question_for_a_heading_has_no_run_up(tekst: str, kaal: str) -> None:
    assert kale_vraag(tekst) == kaal


# --- what stands around -------------------------------------------------------------------------------------


def test_greeting_closing_and_name_are_set_apart() -> None:
    tekst = "Geachte heer,\n\nMag B naast C?\n\nAlvast bedankt!\nMet vriendelijke groet,\nEls de Wit\nDe Linde"
    bericht, rondom = lees_bericht(tekst), lees_delen(tekst, laad_berichtwoorden())
    assert vragen("Geachte heer,\n\nMag B naast C?") == ["Mag B naast C?"]
    assert rondom.aanhef == "Geachte heer,"
    assert bericht.afzender == "Els de Wit"
    assert bericht.vragen[0].zelfstandig == "Mag B naast C?"
    assert "De Linde" in rondom.afsluiting
    assert "Alvast bedankt!" in rondom.afsluiting


@pytest.mark.parametrize(
    ("onder", "naam"),
    [
        ("Groet, Anneke", "Anneke"),
        ("Mvg\nJ. van den Berg-Smit\nteammanager", "J. van den Berg-Smit"),
        ("Met vriendelijke groet,\nzorgadministratie", None),
        ("Groeten,\nTeam Jeugd", None),
        ("Groet,\nStichting De Brug", None),
        ("Hartelijke groet,\nde cliëntadministratie", None),
        ("Kind regards,\nEmma O'Neill", "Emma O'Neill"),
        ("Vriendelijke groet,\n\nFatima El Amrani | consulent jeugd", "Fatima El Amrani"),
        ("Groet,\n06-12345678", None),
    ],
)
def test_only_a_person_is_a_sender(onder: str, naam: str | None) -> None:
    assert lees_bericht(f"Hallo,\n\nMag B naast C?\n\n{onder}").afzender == naam


def test_a_forwarded_mail_is_read_and_its_headers_are_not() -> None:
    bericht = lees_bericht(DOORGESTUURD)
    assert bericht.afzender == "Jan Jansen"
    assert "Kun jij onderstaande mail" in bericht.kop
    assert "Verzonden:" in bericht.kop
    assert not any("Verzonden" in v.zelfstandig or "Disclaimer" in v.zelfstandig for v in bericht.vragen)


def test_quoted_mail_is_the_message_when_nothing_is_asked_above_it() -> None:
    bericht = lees_bericht("Zie onderstaande.\n\n> Beste,\n> Mag B naast C?\n> Groet, Els")
    assert [v.tekst for v in bericht.vragen] == ["Mag B naast C?"]
    assert bericht.afzender == "Els"


def test_older_mail_below_a_question_is_not_asked_again() -> None:
    bericht = lees_bericht(
        "Dank voor het antwoord. Wat is de code voor profiel 3 perspectief?\n\nGroet,\nEls\n\n"
        "Op 3 maart 2026 schreef Loket Jeugd:\n> Beste Els,\n> Mag ik weten of B naast C loopt?"
    )
    assert len(bericht.vragen) == 1
    assert "B naast C" in bericht.eerder
    assert "B naast C" not in bericht.vragen[0].zelfstandig


def test_a_postscript_opens_the_message_again() -> None:
    tekst = "Mag B naast C bij ons?\n\nGroet,\nEls\n\nPS: kunt u aangeven wat de code is voor profiel 4 zwaar."
    assert len(vragen(tekst)) == 2


def test_the_words_of_whoever_passes_a_mail_on_are_no_question() -> None:
    bericht = lees_bericht('Kun je mij helpen met een antwoord?\n"Wij hebben profiel 1. Welk document hoort daarbij?"')
    assert len(bericht.vragen) == 1
    assert "helpen met een antwoord" in bericht.kop


@pytest.mark.parametrize(
    "meta",
    [
        "Wat antwoord ik op beide vragen?",
        "Hoe zal ik hierop reageren?",
        "Kunt u deze vragen voor mij beantwoorden?",
        "Wat kan ik die mevrouw terugschrijven?",
        "Help je me aan een antwoord?",
        "How should I reply to this?",
    ],
)
@pytest.mark.parametrize("eerst", [True, False])
def test_a_question_for_an_answer_is_dropped_where_others_are_asked(meta: str, eerst: bool) -> None:
    mail = '"Mag B naast C bij ons? En welke code hoort bij profiel 4 zwaar?"'
    alle = zelfstandig(f"{meta} Zij schreef: {mail}" if eerst else f"Zij schreef: {mail} {meta}")
    assert len(alle) == 2
    assert "B naast C" in alle[0]
    assert "profiel 4 zwaar" in alle[1]
    assert not any(meta in tekst for tekst in alle)


def test_a_question_for_an_answer_counts_when_it_is_all_that_is_asked() -> None:
    assert vragen("Wat antwoord ik een ouder die B naast C wil?") == ["Wat antwoord ik een ouder die B naast C wil?"]


def test_the_subject_named_before_the_first_question_goes_with_the_later_ones() -> None:
    _, tweede = zelfstandig(
        "het perspectiefplan in Hoorn, wie schrijft dat en hoeveel bladzijden mag een bijlage tellen?"
    )
    assert "perspectiefplan" in tweede


def test_a_number_in_words_does_not_stand_in_the_heading() -> None:
    assert kale_vraag("vraag twee: mag B naast C?") == "Mag B naast C?"
    assert kale_vraag("Ten eerste wat is de code, en") == "Wat is de code"


def test_a_short_form_ends_no_sentence() -> None:
    bericht = lees_bericht("Dat geldt voor Zaanstreek e.o. Purmerend ook. Mag dhr. Jansen B naast C leveren?")
    assert bericht.vragen[0].tekst == "Mag dhr. Jansen B naast C leveren?"
    assert bericht.vragen[0].context == ("Dat geldt voor Zaanstreek e.o. Purmerend ook.",)


# --- whatever comes -----------------------------------------------------------------------------------------

_STUKKEN = [
    "Geachte heer,", "Met vriendelijke groet,", "Els de Wit", "Mag B naast C?", "wat is de code voor profiel 4 zwaar",
    "Het gaat om profiel 3 in Hoorn.", "Tot slot: wie voert de regie?", "1) eerste", "2. tweede vraag?", "> citaat",
    "Van: Jan", "Onderwerp: RE: vraag", "", "Disclaimer: vertrouwelijk", "en daarnaast hoe lang dat duurt",
    "Een andere cliënt heeft B.", "PS: mag dat ook?", "-----Oorspronkelijk bericht-----", "Op 3 mei schreef Jan:",
    "Kun je mij helpen met een antwoord?", "€ 1.250,00 gedeclareerd?", "…", "(a) wat, en (b) hoe is het?",
]  # fmt: skip


def _woorden(tekst: str) -> set[str]:
    return set(re.findall(r"[^\W_]{4,}", tekst.lower()))


def _alles(bericht: Bericht) -> set[str]:
    delen = [bericht.aanhef, bericht.afsluiting, bericht.kop, bericht.eerder]
    delen += [t for v in bericht.vragen for t in (v.tekst, *v.context, v.zelfstandig)]
    return _woorden("\n".join(delen))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(_STUKKEN), max_size=14), st.sampled_from(["\n", "\n\n", " ", "\r\n"]))
def test_nothing_of_a_message_gets_lost(stukken: list[str], tussen: str) -> None:
    tekst = tussen.join(stukken)
    bericht = lees_bericht(tekst)
    assert bericht.vragen
    assert _woorden(tekst) <= _alles(bericht)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_rubbish_is_one_message_or_more(tekst: str) -> None:
    assert lees_bericht(tekst).vragen


@pytest.mark.parametrize(
    "tekst",
    [
        "a" * 10_000,
        "? " * 5_000,
        "1) 2) " * 1_700,
        "> " * 5_000,
        "\n" * 10_000,
        "en wat is het, " * 650,
        "..?!" * 2_500,
    ],
)
def test_ten_thousand_characters_are_read(tekst: str) -> None:
    assert lees_bericht(tekst).vragen


# --- the file of words --------------------------------------------------------------------------------------


def test_a_broken_file_of_words_is_named_with_its_line(tmp_path: Path) -> None:
    goed = (KENNISMAP / "woordenschat" / "bericht.yaml").read_text(encoding="utf-8")
    (tmp_path / "woordenschat").mkdir()
    fout = re.sub(r"(?m)^groeten: .*$", "groeten: []", goed).replace("Regio: {waarde}.", "Regio.", 1)
    (tmp_path / "woordenschat" / "bericht.yaml").write_text(fout, encoding="utf-8")
    with pytest.raises(KennisFout) as gevangen:
        laad_berichtwoorden(tmp_path)
    plekken = {str(f).split(" ")[0].rsplit(":", 1)[0] for f in gevangen.value.fouten}
    assert all(p.startswith("woordenschat/bericht.yaml:") for p in plekken)
    assert len(gevangen.value.fouten) == 2


def test_a_change_that_is_named_is_no_fact_for_another_subject_but_its_year_is() -> None:
    tekst = "Wij willen in 2016 de AGB-code wijzigen. Mag ik dat zelf? En wanneer leveren we onderhanden werk aan?"
    eerste, tweede = lees_bericht(tekst).vragen
    assert "AGB-code" in eerste.zelfstandig
    assert "AGB-code" not in tweede.zelfstandig
    assert "2016" in tweede.zelfstandig


# --- items, announcements and names ----------------------------------------------------------------------------------

WIJZIGING = "Kan het meisje met een 317 per 1 mei 2026 van intensief naar perspectief?"
NAAST = "Voor hetzelfde meisje vraagt een tweede aanbieder segment B aan. Mag dat naast elkaar?"


@pytest.mark.parametrize(
    "tekst",
    [
        f"Drie vragen:\n\n1. {WIJZIGING}\n\n2. {NAAST}\n\n3. Wat is de code voor medicatiecontrole?",
        f"a) {WIJZIGING}\n\nDat is nog niet eerder gebeurd.\n\nb) {NAAST}\n\nc) Wat is de code voor medicatiecontrole?",
        f"Vraag 1\n{WIJZIGING}\n\nVraag 2\n{NAAST}\n\nVraag 3\nWat is de code voor medicatiecontrole?",
        f"- {WIJZIGING}\n\n- {NAAST}\n\n- Wat is de code voor medicatiecontrole?",
        f"- {WIJZIGING}\n- {NAAST}\n- de productcode voor medicatiecontrole",
    ],
)
def test_an_item_is_a_question_of_its_own(tekst: str) -> None:
    """Also below an empty line, and where it only names what is wanted; a fact in an item is for that item."""
    gevonden = zelfstandig(f"Goedemorgen,\n\n{tekst}\n\nGroet,\nIlse")
    assert len(gevonden) == 3
    assert [("317" in z, "segment B" in z, "medicatiecontrole" in z) for z in gevonden] == [
        (True, False, False), (False, True, False), (False, False, True),
    ]  # fmt: skip


def test_facts_in_a_list_are_not_asked() -> None:
    lijst = "1. Een kind in Hoorn, profiel 3\n2. Via de huisarts\n3. Welk document hoort daarbij?\n4. Mag ze naar V?"
    assert vragen(lijst)[0] == "3. Welk document hoort daarbij?"
    assert "Een kind in Hoorn, profiel 3" in zelfstandig(lijst)[0]


@pytest.mark.parametrize(
    "aankondiging",
    ["Graag horen wij het volgende.", "Kunt u aangeven:", "De vergadering liep uit, dus nu pas mijn vraag."],
)
def test_what_announces_questions_asks_nothing(aankondiging: str) -> None:
    items = ["- wie de regie voert bij profiel 8", "- welk document er bij een verlenging ligt"]
    assert vragen("\n".join([aankondiging, *items])) == items


def test_a_profile_is_not_of_a_product_that_has_none() -> None:
    mail = "Voor een kind in Hoorn (profiel 2, intensief):\n1. Mag B naast V?\n2. Welke code hoort bij dagbesteding?"
    eerste, tweede = zelfstandig(mail)
    assert "profiel 2" in eerste
    assert "profiel 2" not in tweede
    assert "Hoorn" in tweede


def test_a_case_with_facts_of_its_own_takes_none_over() -> None:
    mail = (
        "Casus 1: jongen, Medemblik, profiel 1 intensief, wil per 1 mei 2026 naar perspectief. Kan dat via een 317?\n"
        "Casus 2: meisje uit Medemblik, profiel 6 duurzaam licht, wil per 9 mei 2026 naar duurzaam zwaar. Kan dat ook?"
    )
    laatste = zelfstandig(mail)[-1]
    assert "profiel 6 duurzaam licht" in laatste
    assert "9 mei 2026" in laatste
    assert "profiel 1" not in laatste


def test_each_of_two_cases_gets_its_own_question() -> None:
    mail = (
        "Ik heb twee cliënten in Purmerend. De eerste heeft een hersteltraject vanaf 3 mei 2021; ik wil graag weten "
        "wanneer dat eindigt. De tweede zit in een duurzaam traject in segment B. Hoe moeten we die omzetten?"
    )
    eerste, tweede = zelfstandig(mail)
    assert "3 mei 2021" in eerste
    assert "duurzaam" not in eerste
    assert "duurzaam traject" in tweede
    assert "3 mei 2021" not in tweede


def test_a_place_goes_with_what_is_asked_after_it() -> None:
    mail = "Wat is de code voor profiel 4 licht in Hoorn? Verder zoek ik het tarief. Wie verwijst in Amstelveen?"
    assert "Hoorn" in zelfstandig(mail)[1]
    assert "Amstelveen" not in zelfstandig(mail)[1]


def test_what_is_told_before_the_announcement_of_questions_is_for_the_first() -> None:
    mail = "Signaalbudget van 4.000 in Aalsmeer, 3.100 gedeclareerd. Twee vragen:\n1) Moeten we nu iets doen?"
    assert "3.100" in zelfstandig(f"{mail}\n2) Wie betaalt dat?")[0]


def test_a_name_below_thanks_is_no_fact() -> None:
    bericht = lees_bericht("Hoi,\n\nMag B naast C?\nEn wie verwijst bij profiel 3?\n\nThx, Lot")
    assert bericht.afzender == "Lot"
    assert not any("Lot" in v.zelfstandig for v in bericht.vragen)


@pytest.mark.parametrize(
    ("tekst", "vraag", "erbij"),
    [
        (
            "Ten eerste wensen wij een hoofdbehandelaar toe te voegen. Is dat mogelijk?\nTen tweede zijn wij "
            "voornemens het onderhanden werk aan te leveren op 22 mei 2016. Bestaat daartegen bezwaar?",
            "Bestaat daartegen bezwaar?",
            "op 22 mei 2016. Bestaat daartegen bezwaar?",
        ),
        (
            "Ten eerste willen wij naar intensief. Kan dat?\nTen tweede hebben wij een kind met profiel 4 in zorg. "
            "Mag daarvoor segment C erbij?",
            "Mag daarvoor segment C erbij?",
            "profiel 4 in zorg. Mag daarvoor",
        ),
        (
            "Hallo,\n\nKan iemand mij vertellen of dit mag? Wij willen er een tweede traject naast zetten bij een "
            "andere aanbieder. En moeten we dan een nieuw plan maken?",
            "Kan iemand mij vertellen of dit mag?",
            "een tweede traject naast zetten",
        ),
    ],
)
def test_a_question_that_only_points_goes_with_the_sentence_beside_it(tekst: str, vraag: str, erbij: str) -> None:
    (deel,) = [v for v in lees_bericht(tekst).vragen if v.tekst == vraag]
    assert erbij in deel.zelfstandig


@pytest.mark.parametrize("slot", ["In afwachting van uw reactie,", "Alvast bedankt,", "Graag uw reactie."])
@pytest.mark.parametrize("onder", ["K. de Vries\nZorgpunt BV", "Els Bos\nzorgadministrateur\nPraktijk De Kade"])
def test_a_signature_below_a_polite_line_goes_with_no_question(slot: str, onder: str) -> None:
    tekst = f"Beste,\n\n1. Moeten wij nu iets doen?\n2. Wanneer wordt betaald?\n\n{slot}\n{onder}"
    bericht = lees_bericht(tekst)
    assert bericht.afzender == onder.splitlines()[0]
    assert not [v for v in bericht.vragen if any(regel in v.zelfstandig for regel in onder.splitlines())]


@pytest.mark.parametrize(
    "tekst",
    [
        "Daan is van perspectief naar intensief gegaan.\nNoor\nprofiel 4 duurzaam zwaar",
        "Welke codes horen daarbij?\nNoor\nprofiel 4, duurzaam zwaar",
    ],
)
def test_lines_with_facts_are_no_signature(tekst: str) -> None:
    assert "profiel 4" in " ".join(v.zelfstandig for v in lees_bericht(f"Beste,\n\n{tekst}").vragen)


@pytest.mark.parametrize(
    ("tekst", "vraagt"),
    [
        ("Bedankt voor het gesprek. De overeenkomst heb ik getekend teruggestuurd.", False),
        ("De stukken zijn vandaag verstuurd naar uw collega.", False),
        ("Ik kan de code voor profiel 4 niet vinden.", True),
        ("Code profiel 4 duurzaam zwaar", True),
        ("Wij zoeken het formulier voor een verlenging.", True),
        ("Graag de lijst met productcodes.", True),
        ("Het is ons onduidelijk tot wanneer oude indicaties lopen.", True),
        ("Mag segment B naast segment C?", True),
    ],
)
def test_a_mail_that_wants_nothing_is_told_apart(tekst: str, vraagt: bool) -> None:
    assert lees_bericht(f"Beste Ilse,\n\n{tekst}\n\nGroet, Peter").vraagt is vraagt


def test_a_text_that_is_no_mail_always_asks() -> None:
    assert lees_bericht("De overeenkomst heb ik getekend teruggestuurd.").vraagt
