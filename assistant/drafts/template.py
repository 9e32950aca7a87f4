"""The templates of a reply: Jinja2 in a sandbox, from the municipality's own folder first, else from `sjablonen/`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from knowledge.errors import WegwijzerError

SJABLONEN = Path(__file__).parent / "sjablonen"


class SjabloonFout(WegwijzerError):
    """A template of the municipality's own does not work."""


class Sjablonen:
    """The templates; those in `eigen` come before the built-in ones of the same name.

    Raises:
        SjabloonFout: `eigen` is no folder.
    """

    def __init__(self, eigen: Path | None = None) -> None:
        if eigen is not None and not eigen.is_dir():
            raise SjabloonFout(f"De map met sjablonen bestaat niet: {eigen}; zet WEGWIJZER_SJABLONEN op een map.")
        mappen = [SJABLONEN] if eigen is None else [eigen, SJABLONEN]
        self._env = ImmutableSandboxedEnvironment(
            loader=FileSystemLoader(mappen),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            autoescape=False,  # the text is Markdown; what becomes HTML is escaped there
        )

    def vul(self, naam: str, gegevens: Mapping[str, Any]) -> str:
        """A filled template, without empty lines too many.

        Raises:
            SjabloonFout: the template does not work; with file and line.
        """
        try:
            tekst = self._env.get_template(f"{naam}.j2").render(gegevens)
        except TemplateSyntaxError as fout:
            plek = f"{Path(fout.filename or fout.name or naam).name}:{fout.lineno}"
            raise SjabloonFout(f"Het sjabloon klopt niet, zie {plek}: {fout.message}.") from None
        except UnicodeDecodeError:
            raise SjabloonFout(f"Het sjabloon {naam}.j2 is geen UTF-8-tekst; sla het zo op.") from None
        except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as fout:
            raise SjabloonFout(f"Het sjabloon {naam}.j2 is niet in te vullen: {fout}.") from None
        return re.sub(r"\n{3,}", "\n\n", tekst).strip()
