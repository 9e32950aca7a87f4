"""Read a YAML file strictly: duplicate keys are faults, and every value knows its line.

Reading takes the fast path (libyaml where the wheel has it); lines are looked up only when there is a
fault to report.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from knowledge.errors import Fout

GEEN_UTF8 = "niet te lezen: een teken is geen UTF-8"
"""What is said of a file that is no UTF-8 text."""
_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


_PROBLEMEN = {
    "did not find expected ',' or ']'": "er ontbreekt een komma of een ]",
    "did not find expected ',' or '}'": "er ontbreekt een komma of een }",
    "did not find expected node content": "na een [ of { staat iets dat daar niet hoort",
    "found character that cannot start any token": "een teken dat hier niet mag staan, bijvoorbeeld een tab",
    "mapping values are not allowed in this context": "een dubbele punt die hier niet mag; zet de tekst tussen "
    "aanhalingstekens of kijk naar het inspringen",
    "could not find expected ':'": "na een sleutel ontbreekt de dubbele punt",
    "did not find expected key": "het inspringen of een aanhalingsteken klopt niet",
}
_ANDERS = "controleer inspringen, haakjes en aanhalingstekens"


class _SleutelFout(yaml.constructor.ConstructorError):
    """A key that stands twice or is no word; its `problem` is Dutch."""


class _Strikt(_Base):  # type: ignore[misc]
    """A safe loader that refuses a key that stands twice in one mapping."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        gezien: set[Any] = set()
        for sleutel, _ in node.value:
            naam = sleutel.value
            if not isinstance(sleutel, yaml.ScalarNode):
                raise _SleutelFout(None, None, "een sleutel is geen woord", sleutel.start_mark)
            if naam in gezien:
                raise _SleutelFout(None, None, f"de sleutel {naam!r} staat hier twee keer", sleutel.start_mark)
            gezien.add(naam)
        mapping: dict[Hashable, Any] = super().construct_mapping(node, deep=deep)
        return mapping


def lees_vlot(tekst: str) -> Any:
    """Parse a file that comes with the product: as fast as can be, without looking for faults of writers.

    Raises:
        yaml.YAMLError: it is no YAML.
    """
    return yaml.load(tekst, Loader=_Base)


def lees(tekst: str, naam: str) -> tuple[Any, list[Fout]]:
    """Parse `tekst`; return the data and the faults (either the data are None or the list is empty)."""
    try:
        return yaml.load(tekst, Loader=_Strikt), []
    except yaml.YAMLError as fout:
        plek = getattr(fout, "problem_mark", None)
        probleem = getattr(fout, "problem", None) or ""
        melding = probleem if isinstance(fout, _SleutelFout) else _PROBLEMEN.get(probleem, _ANDERS)
        return None, [Fout(naam, plek.line + 1 if plek else 1, f"geen geldige YAML: {melding}")]
    except ValueError:  # an impossible date such as 2025-02-31
        return None, [Fout(naam, _regel_van_waarde(tekst), "geen bestaande datum")]


def _regel_van_waarde(tekst: str) -> int:
    """The line of the first scalar that can't be constructed."""
    for token in yaml.scan(tekst, Loader=_Base):
        if isinstance(token, yaml.ScalarToken) and token.plain:
            try:
                yaml.load(token.value, Loader=_Base)
            except ValueError:
                return int(token.start_mark.line) + 1
            except yaml.YAMLError:
                continue
    return 1


@lru_cache(maxsize=4)
def _boom(tekst: str) -> yaml.Node | None:
    """The nodes of a file, with where they stand; kept, since a file with one fault often has many."""
    knoop: yaml.Node | None = yaml.compose(tekst, Loader=_Base)
    return knoop


def regel_van(tekst: str, pad: Sequence[str | int]) -> int:
    """The line (from 1) of the value at `pad`, or of its nearest parent that exists."""
    knoop = _boom(tekst)
    regel = 1
    for deel in pad:
        if knoop is None:
            break
        if isinstance(knoop, yaml.MappingNode):
            treffer = next(((s, w) for s, w in knoop.value if s.value == str(deel)), None)
            if treffer is None:
                break
            regel, knoop = treffer[0].start_mark.line + 1, treffer[1]
        elif isinstance(knoop, yaml.SequenceNode) and isinstance(deel, int) and deel < len(knoop.value):
            knoop = knoop.value[deel]
            regel = knoop.start_mark.line + 1
        else:
            break
    return regel


def lees_bestand(pad: Path) -> tuple[str, Any, list[Fout]]:
    """Read and parse a file; a file that is no UTF-8 text is a fault, not a crash."""
    try:
        tekst = pad.read_text(encoding="utf-8")
    except UnicodeDecodeError as fout:
        return "", None, [Fout(pad.name, fout.object.count(b"\n", 0, fout.start) + 1, GEEN_UTF8)]
    except OSError as fout:
        return "", None, [Fout(pad.name, 1, f"niet te lezen: {fout.strerror}")]
    data, fouten = lees(tekst, pad.name)
    return tekst, data, fouten
