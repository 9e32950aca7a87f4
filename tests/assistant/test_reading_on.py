"""What an answer from the documents adds to read on: the begin of the passages that come next."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from assistant_support import ask, sections

from assistant.answer.wording import ZIE_OOK
from assistant.line.within import kop_en_tekst
from assistant.line.write import LANGSTE_BEGIN, LANGSTE_LIJST, Writer
from assistant.proof.verify import onbewezen
from assistant.service import Assistant
from knowledge.documents import Passage
from knowledge.index import Hit

LIJST = ("- ", "|")
GEMEENTEN = ["Beemster", "Edam-Volendam", "Landsmeer", "Purmerend", "Oostzaan", "Waterland", "Wormerland", "Zaanstad"]


def te_lezen(tekst: str) -> list[str]:
    """The paragraphs of an answer from the first that is there to read on."""
    alineas = tekst.split("\n\n")
    eerste = next((n for n, a in enumerate(alineas) if a.startswith(ZIE_OOK)), len(alineas))
    return alineas[eerste:]


@pytest.mark.parametrize(
    ("vraag", "feiten"),
    [
        (
            "Welke gemeenten tekenden eigenlijk voor het persbericht over de aanbesteding specialistische jeugdhulp "
            "2022 in Zaanstreek-Waterland?",
            GEMEENTEN,
        ),
        ("What is an 'arrangement' in segment B in Westfriesland and how is it paid?", ["vast bedrag per maand"]),
        (
            "Hoe lang was de looptijd van de overeenkomst voor vrijgevestigde groepspraktijken en voor zelfstandigen "
            "in Amsterdam-Amstelland, en wanneer liepen die af?",
            ["één jaar", "31 december 2017"],
        ),
        (
            "Welke looptijd had de overeenkomst Jeugd-GGZ in Amsterdam voor een groepspraktijk, hoe lang voor een "
            "zelfstandige, en op welke dag was het voor allebei klaar?",
            ["twee jaar", "31 december 2017"],
        ),
    ],
)
def test_what_the_best_passage_lacks_stands_in_the_next(assistant: Assistant, vraag: str, feiten: list[str]) -> None:
    answer = ask(assistant, vraag)
    assert answer.status == "answered"
    assert not onbewezen(answer.answer, answer.tool_results, answer.citations)
    for feit in feiten:
        assert feit in answer.answer


def test_it_comes_last_and_is_of_the_same_regime(assistant: Assistant) -> None:
    answer = ask(assistant, "Wat is een signaalbudget in Aalsmeer?")
    slot = te_lezen(answer.answer)
    assert 1 <= sum(a.startswith(ZIE_OOK) for a in slot) <= 2
    assert "maximum dat een aanbieder" in answer.answer.split(ZIE_OOK)[0]
    assert {c.regeling for c in answer.citations} == {"amstelveen-aalsmeer-2022"}


def test_who_asks_several_things_gets_no_more_than_may_be_asked_for(assistant: Assistant) -> None:
    vragen = ["Wat is een signaalbudget in Aalsmeer?", "Hoe lang lopen de contracten in Westfriesland?"]
    los = [sum(a.startswith(ZIE_OOK) for a in te_lezen(ask(assistant, vraag).answer)) for vraag in vragen]
    samen = ask(assistant, f"1. {vragen[0]}\n2. {vragen[1]}").answer.count(ZIE_OOK)
    assert samen < sum(los)


def test_the_begin_of_every_passage_is_short_and_whole() -> None:
    for (_, kop), heel in sections().items():
        if not (tekst := heel.strip()):  # a title with its own sections below it
            continue
        begin = re.sub(r" ?\[1\]", "", Writer.zie_ook(kop, tekst, "[1]"))
        if begin == f"{ZIE_OOK}{kop}’.":  # nothing but a sentence that announces what is too long
            assert _kaal(tekst).split(".")[0].partition(":")[1] or tekst.startswith(LIJST), kop
            continue
        alineas = begin.removeprefix(f"{ZIE_OOK}{kop}’: ").split("\n\n")
        zinnen = "\n\n".join(a for a in alineas if not a.startswith(LIJST))
        assert 0 < len(zinnen) <= LANGSTE_BEGIN + 2, kop
        assert not [a for a in alineas if _kaal(a.removesuffix(" …")) not in _kaal(tekst)], kop
        lijsten = [a for a in alineas if a.startswith(LIJST)]
        assert all(a in tekst.split("\n\n") and len(a) <= LANGSTE_LIJST for a in lijsten), kop


def _kaal(tekst: str) -> str:
    return " ".join(tekst.split())


def test_a_table_to_read_on_stands_below_its_heading_and_a_long_one_not_at_all() -> None:
    tabel = "| Toeslag | Bedrag |\n| --- | --- |\n| Eiland | € 5 |"
    assert Writer.zie_ook("Toeslagen", tabel, "[1]") == f"{ZIE_OOK}Toeslagen’: [1]\n\n{tabel}"
    lang = tabel + "\n| Eiland | € 5 |" * 50
    assert Writer.zie_ook("Toeslagen", lang, "[1]") == f"{ZIE_OOK}Toeslagen’. [1]"
    assert Writer.zie_ook("Toeslagen", f"Er zijn er vijf. Dit zijn ze:\n\n{lang}", "[1]") == (
        f"{ZIE_OOK}Toeslagen’: Er zijn er vijf. [1]"
    )
    assert Writer.zie_ook("Toeslagen", f"Dit zijn ze:\n\n{lang}", "[1]") == f"{ZIE_OOK}Toeslagen’. [1]"


def test_bold_words_in_a_sentence_are_no_heading() -> None:
    passage = Passage("x", "a.md", "Titel", "Kop", ("Kop",), "**Geen** vergoeding.", None, "gebruiker", "a.md")
    stuk = Hit(passage, 1.0, None, None)
    assert kop_en_tekst(stuk) == ("Kop", "**Geen** vergoeding.")
    anders = Hit(replace(passage, text="**Reistijd**\n\n**Geen** vergoeding."), 1.0, None, None)
    assert kop_en_tekst(anders) == ("Reistijd", "**Geen** vergoeding.")


def test_who_asks_for_a_difference_reads_what_each_is(assistant: Assistant) -> None:
    answer = ask(assistant, "Wat is het verschil tussen profiel 2 en profiel 7 in Hoorn?")
    koppen = [c.section.partition(":")[0] for c in answer.citations]
    assert {"Profiel 2", "Profiel 7"} <= set(koppen[:2])
