"""What people say of contracts by year, and what they deny in favour of something else."""

from __future__ import annotations

import pytest

from assistant.contracts import Jaarcontract, lees_contracten
from assistant.slots import Slots, lees_slots
from knowledge.vocabulary import laad_woordenschat, vouw

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
    ],
)
def test_contracts_by_year(
    tekst: str, in_2021: tuple[str, ...] | str | None, in_2022: tuple[str, ...] | str | None
) -> None:
    def als(waarde: tuple[str, ...] | str | None) -> Jaarcontract:
        return Jaarcontract() if waarde is None else GEEN if waarde == "geen" else Jaarcontract(True, tuple(waarde))

    assert _contracten(tekst) == (als(in_2021), als(in_2022))


def _slots(tekst: str) -> Slots:
    return lees_slots(vouw(tekst), laad_woordenschat())


def test_what_is_denied_for_another_of_its_kind_is_no_value() -> None:
    datums = _slots("Het recht ging niet in op 1 maart 2021 maar op 9 maart 2021.").datums
    assert [d.als_datum().isoformat() for d in datums if (d.als_datum())] == ["2021-03-09"]  # type: ignore[union-attr]
    assert _slots("Het is niet profiel 2 maar profiel 3.").profielen == (3,)
    assert _slots("Niet twee keer B maar B met V.").segmenten == ("B", "V")
    assert _slots("De verwijzer is niet de gemeente maar de huisarts.").verwijzer == "extern"


def test_a_denial_without_another_value_takes_nothing_away() -> None:
    assert _slots("We willen niet opschalen maar dat kind met profiel 3 wel helpen.").profielen == (3,)


@pytest.mark.parametrize("tekst", ["Het gaat om duurzame cliënten, niet om herstel.", "Duurzaam, geen herstel."])
def test_a_denied_goal_is_no_goal(tekst: str) -> None:
    assert _slots(tekst).gericht_op == "duurzaam"
