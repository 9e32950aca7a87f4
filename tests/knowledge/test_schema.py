"""The JSON Schema that ships is the one of the models, and every regime file follows it."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
import yaml

from knowledge.schema import SCHEMABESTAND, schema_json
from knowledge.store import KENNISMAP

jsonschema = pytest.importorskip("jsonschema")


def als_json(waarde: Any) -> Any:
    """YAML data as JSON has them: a date is text."""
    if isinstance(waarde, dict):
        return {str(k): als_json(v) for k, v in waarde.items()}
    if isinstance(waarde, list):
        return [als_json(v) for v in waarde]
    return waarde.isoformat() if isinstance(waarde, date) else waarde


def test_het_bestand_is_dat_van_de_modellen():
    assert SCHEMABESTAND.read_text(encoding="utf-8") == schema_json(), "run `python -m knowledge.schema`"


def test_het_schema_is_vast_en_nederlands_betiteld():
    assert schema_json() == schema_json()
    assert schema_json().endswith("}\n")
    schema = json.loads(schema_json())
    assert schema["title"] == "Regeling van de Wegwijzer Jeugdhulp"
    jsonschema.Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("pad", sorted((KENNISMAP / "regelingen").glob("*.yaml")), ids=lambda pad: pad.stem)
def test_elke_regeling_volgt_het_schema(pad):
    data = als_json(yaml.safe_load(pad.read_text(encoding="utf-8")))
    controle = jsonschema.Draft202012Validator(json.loads(schema_json()))
    assert [f"{list(f.absolute_path)}: {f.message[:80]}" for f in controle.iter_errors(data)] == []
    assert pad.read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=../schema/regeling.schema.json")


@pytest.mark.parametrize("fout", [{"onbekend": 1}, {"gecontroleerd_op": 5}, {"documenten": []}, {"naam": None}])
def test_een_fout_valt_buiten_het_schema(fout):
    data = als_json(yaml.safe_load((KENNISMAP / "regelingen" / "westfriesland-2025.yaml").read_text(encoding="utf-8")))
    controle = jsonschema.Draft202012Validator(json.loads(schema_json()))
    assert not controle.is_valid(data | fout)
