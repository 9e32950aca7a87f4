"""Gather what is served of the NL Design System: the components in use, and of the theme the tokens they read.

Run by `make setup` after `npm ci`. Writes one stylesheet, `static/nlds/nlds.css`, in the layer `nlds`; the pages also
work without it, in the plain look of `static/style.css`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import yaml

HIER = Path(__file__).parent
NODE_MODULES = HIER / "node_modules"
DOEL = HIER / "static" / "nlds" / "nlds.css"
LIJST = HIER / "componenten.yaml"

_OPMERKING = re.compile(r"/\*.*?\*/", re.S)
_TOKEN = re.compile(r"^\s*(--[\w-]+):\s*([^;]+);", re.M)
_GEBRUIK = re.compile(r"var\(\s*(--[\w-]+)")
_KOP = """\
/* Gathered from @utrecht/component-library-css and @nl-design-system-community/ma-design-tokens, both EUPL-1.2,
   (c) Frameless B.V., Gemeente Utrecht and the NL Design System community. Made by web/nlds.py; do not edit. */
"""


def stylesheet(node_modules: Path = NODE_MODULES) -> str:
    """The stylesheet, from the packages in a folder `node_modules`.

    Raises:
        FileNotFoundError: a package is not there.
    """
    lijst = yaml.safe_load(LIJST.read_text(encoding="utf-8"))
    delen = [_lees(node_modules / f"@utrecht/{naam}-css/dist/index.css") for naam in lijst["componenten"]]
    licht, donker = (tokens(_lees(node_modules / lijst["thema"][kleur])) for kleur in ("licht", "donker"))
    licht |= {f"--{naam}": waarde for naam, waarde in lijst["aanpassingen"].items()}
    waarden = {naam: f"{licht.get(naam, '')} {donker.get(naam, '')}" for naam in licht | donker}
    gebruikt = reach([*delen, _lees(HIER / "static" / "style.css")], waarden)
    dag, nacht = _blok(licht, gebruikt), _blok(donker, gebruikt)
    return "\n".join(
        [
            _KOP + "@layer nlds {",
            f":root {{ {dag} }}",
            f'@media screen and (prefers-color-scheme: dark) {{ :root:not([data-kleur="licht"]) {{ {nacht} }} }}',
            f'@media screen {{ :root[data-kleur="donker"] {{ {nacht} }} }}',
            *delen,
            "}\n",
        ]
    )


def tokens(css: str) -> dict[str, str]:
    """Design tokens of a theme: name with two hyphens -> value."""
    return {naam: waarde.strip() for naam, waarde in _TOKEN.findall(css)}


def reach(css: Iterable[str], definities: Mapping[str, str]) -> set[str]:
    """The tokens that stylesheets read, with those that their values read in turn."""
    open_ = [naam for deel in css for naam in _GEBRUIK.findall(deel)]
    bereikt: set[str] = set()
    while open_:
        naam = open_.pop()
        if naam in definities and naam not in bereikt:
            bereikt.add(naam)
            open_ += _GEBRUIK.findall(definities[naam])
    return bereikt


def _lees(pad: Path) -> str:
    tekst = _OPMERKING.sub("", pad.read_text(encoding="utf-8").replace('@charset "UTF-8";', ""))
    return re.sub(r"\n\s*\n+", "\n", tekst).strip()


def _blok(definities: Mapping[str, str], gebruikt: set[str]) -> str:
    return " ".join(f"{naam}: {waarde};" for naam, waarde in sorted(definities.items()) if naam in gebruikt)


def main() -> int:
    """Write the stylesheet; exit status 1 when the packages are not there."""
    try:
        css = stylesheet()
    except FileNotFoundError as fout:
        sys.stderr.write(f"{fout.filename} is not there; run `npm ci` in web/ first.\n")
        return 1
    DOEL.parent.mkdir(parents=True, exist_ok=True)
    DOEL.write_text(css, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
