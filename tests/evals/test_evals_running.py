"""Asking the real assistant: one by one, with its own answers as the conversation, and with every step kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from evals_support import vraag

from assistant.models import AskRequest
from assistant.settings import Settings
from evals.questions import delen, is_meetdeel, lees, lees_vragen
from evals.running import stel, wisselvallig
from evals.vouwen import VOUWEN, ids_van, vouw_van
from knowledge.practice import laad_praktijkvragen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from assistant.service import Assistant
    from evals.assistants import Assistenten
    from evals.judging import Oordeel

DOCUMENTVRAAG = "Waar bewaar je het papieren dossier van een jeugdige volgens de handreiking dossiervorming?"


def van(meting: list[tuple[str, list[Oordeel]]], id_: str) -> Oordeel:
    return next(o for _, oordelen in meting for o in oordelen if o.vraag.id == id_)


def test_right_and_wrong_are_told_apart(meting: list[tuple[str, list[Oordeel]]]) -> None:
    assert van(meting, "leer-1").goed
    assert van(meting, "leer-2").soorten == ["feit"]


def test_a_conversation_is_asked_turn_by_turn_with_the_real_answers(
    meting: list[tuple[str, list[Oordeel]]], assistant: Assistant
) -> None:
    rondes = van(meting, "leer-3").rondes
    assert [r.vraag for r in rondes] == van(meting, "leer-3").vraag.beurten
    assert rondes[0].answer.status == "refused"  # a greeting
    assert "504DZ" in rondes[-1].answer.answer
    assert van(meting, "leer-3").answer is rondes[-1].answer
    laatste = assistant.ask(van(meting, "leer-3").vraag.request(2, [r.answer for r in rondes[:-1]]))  # type: ignore[union-attr, call-arg, arg-type]
    assert laatste.answer == rondes[-1].answer.answer


def test_following_the_steps_gives_the_same_answer_as_asking(assistant: Assistant) -> None:
    for tekst in ("Mag segment B naast segment V in Hoorn?", "hallo", "Wat is een arrangement, en wat is 504DZ?"):
        request = vraag(vraag=tekst).request()
        gevolgd, gevraagd = assistant.volg(request).answer, assistant.ask(request)
        anders = {"timings_ms"}
        assert gevolgd.model_dump(exclude=anders) == gevraagd.model_dump(exclude=anders)
        assert gevolgd.timings_ms.total > 0


def test_every_step_is_kept_with_what_it_did(meting: list[tuple[str, list[Oordeel]]]) -> None:
    spoor = van(meting, "leer-1").rondes[0].spoor
    assert spoor is not None
    stappen = {stap.naam: stap for stap in spoor.stappen}
    assert {"guard", "interpret", "scope", "tools", "retrieve", "oordeel", "write", "verify"} <= set(stappen)
    assert dict(stappen["interpret"].regels)["gelezen: profielen"] == "4"
    assert "westfriesland-2025" in dict(stappen["scope"].regels)["bewijs uit de woorden"]
    tools, hits = stappen["tools"].tabel, stappen["retrieve"].tabel
    assert tools is not None
    assert tools.rijen[0][0] == "productcode"
    assert "gevonden" in tools.rijen[0]
    assert hits is not None
    assert hits.rijen
    assert all(len(rij) == len(hits.kop) for rij in hits.rijen)
    assert float(dict(stappen["oordeel"].regels)["dekking van de woorden"]) > 0
    assert "504DZ" in stappen["write"].tekst


def test_of_a_part_that_nobody_may_look_into_no_step_is_kept(meting: list[tuple[str, list[Oordeel]]]) -> None:
    assert all(r.spoor is not None and r.spoor.stappen == () for r in van(meting, "geheim-2").rondes)


def test_documents_of_a_question_are_in_an_index_of_their_own(assistenten: Assistenten) -> None:
    zonder, met = (
        stel(assistenten, [vraag(vraag=DOCUMENTVRAAG, documenten=map_)])[0].answer
        for map_ in (None, "vijandige_documenten")
    )
    assert "afgesloten kast" not in zonder.answer
    assert "afgesloten kast" in met.answer


def test_progress_is_told(assistenten: Assistenten) -> None:
    verteld: list[tuple[int, int]] = []
    stel(assistenten, [vraag(), vraag()], melder=lambda gedaan, totaal: verteld.append((gedaan, totaal)))
    assert verteld == [(1, 2), (2, 2)]


def test_the_same_questions_give_the_same_answers(
    meting: list[tuple[str, list[Oordeel]]], assistenten: Assistenten
) -> None:
    eerst = meting[0][1]
    assert wisselvallig(eerst, stel(assistenten, [o.vraag for o in eerst])) == []
    ander = stel(assistenten, [vraag(id="leer-1", vraag="Wat is een arrangement in Westfriesland?")])
    assert wisselvallig(eerst, ander) == ["leer-1"]


def test_an_unknown_folder_of_documents_is_an_error(assistenten: Assistenten) -> None:
    from knowledge.errors import WegwijzerError

    with pytest.raises(WegwijzerError):
        assistenten.met("bestaat_niet")


def test_every_question_to_learn_from_is_in_one_fold() -> None:
    alle = [v.id for deel in delen() if not is_meetdeel(deel) for v in lees(deel)]
    vouwen = [ids_van(nummer) for nummer in range(VOUWEN)]
    assert {sum(id_ in ids for ids in vouwen) for id_ in alle} == {1}
    assert all(len(ids) > len(alle) / (2 * VOUWEN) for ids in vouwen)


@pytest.fixture(scope="module")
def ongeleerd(assistants: Callable[..., Assistenten], data: Path) -> Iterator[Assistenten]:
    """Assistants that did not learn from what they are asked; to open one takes a while."""
    with assistants(Settings(data=data), ongeleerd=True) as alle:
        yield alle


def test_what_is_learned_from_is_asked_of_one_that_did_not(
    real_assistant: Assistant, assistenten: Assistenten, ongeleerd: Assistenten
) -> None:
    eerste, *rest = lees_vragen("ontwikkel")
    zelfde = next(v for v in rest if vouw_van(v.id) == vouw_van(eerste.id))
    assert ongeleerd.voor(eerste) is not real_assistant
    assert ongeleerd.voor(zelfde) is ongeleerd.voor(eerste)
    assert assistenten.voor(eerste) is real_assistant


def test_who_measures_has_not_learned_from_the_question(real_assistant: Assistant, ongeleerd: Assistenten) -> None:
    eerste, *_ = lees_vragen("ontwikkel")
    weggelaten = ids_van(vouw_van(eerste.id))
    geleerd = next(p for p in laad_praktijkvragen() if p.uit in weggelaten and p.document and not p.open)
    keren = [a.volg(AskRequest(question=geleerd.vraag)) for a in (real_assistant, ongeleerd.voor(eerste))]
    met, niet = (next(s.kenmerken for s in v.stappen if s.kenmerken) for v in keren)
    assert met.nabij.beantwoord > niet.nabij.beantwoord
