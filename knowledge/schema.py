"""The JSON Schema of a regime file, for completion in an editor.

`schema/regeling.schema.json` ships it; `python -m knowledge.schema` writes it anew after a
change of the models.
"""

from __future__ import annotations

import json
from pathlib import Path

from knowledge.models import Regeling

SCHEMABESTAND = Path(__file__).parent / "schema" / "regeling.schema.json"
"""Where the schema ships; the first line of every file in `regelingen/` points to it."""


def schema_json() -> str:
    """The schema as text: stable order, indented, with a newline at the end."""
    schema = Regeling.model_json_schema()
    schema["title"] = "Regeling van de Wegwijzer Jeugdhulp"
    schema["description"] = "Eén contractregeling: wat de bronnen zeggen, per onderdeel, elk feit met zijn bron."
    kop = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return json.dumps(kop | dict(sorted(schema.items())), ensure_ascii=False, indent=2) + "\n"


def main() -> None:
    """Write the schema to the file that ships."""
    SCHEMABESTAND.parent.mkdir(exist_ok=True)
    SCHEMABESTAND.write_text(schema_json(), encoding="utf-8")


if __name__ == "__main__":
    main()
