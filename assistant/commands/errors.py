"""What is wrong with a command, as one Dutch sentence: the parser of the command line says it in English."""

from __future__ import annotations

import re

_MELDINGEN: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"range (-?\d+)<=x<=(-?\d+)"), "kies een getal van {0} tot en met {1}"),
    (re.compile(r"greater than or equal to (-?\d+)|range x>=(-?\d+)"), "moet {0} of hoger zijn"),
    (re.compile(r"less than or equal to (-?\d+)|range x<=(-?\d+)"), "mag hoogstens {0} zijn"),
    (re.compile(r"valid (?:integer|int)\b"), "geen heel getal"),
)
"""What the parser says of a value, and what the user reads."""
_TUSSEN_AANHALING = re.compile(r"['‘\"]([^'’\"]*)['’\"]")
_TUSSEN_HAAKJES = re.compile(r"\(([^()]*)\)\s*$")


def nederlands(fout: Exception, opdrachten: list[str]) -> str:
    """One sentence on a wrong command.

    Args:
        fout: what the parser raised.
        opdrachten: the commands that there are.
    """
    soorten = {soort.__name__ for soort in type(fout).__mro__}
    engels = str(getattr(fout, "message", "") or fout)
    return f"{_wat(soorten, fout, engels, opdrachten)[:300]}; zie wegwijzer {_opdracht(fout)}--help."


def _wat(soorten: set[str], fout: Exception, engels: str, opdrachten: list[str]) -> str:
    optie = getattr(fout, "option_name", None)
    if "NoSuchOption" in soorten:
        return f"{optie}: deze optie bestaat niet"
    if "BadOptionUsage" in soorten:
        geen = "does not take" in engels
        return f"{optie}: {'hierbij hoort geen waarde' if geen else 'geef hierbij een waarde'}"
    if "MissingParameter" in soorten:
        return f"{_naam(fout)}: dit ontbreekt"
    if "BadParameter" in soorten:
        return f"{_naam(fout)}: {_melding(engels)}"
    if engels.startswith("No such command"):
        genoemd = _TUSSEN_AANHALING.search(engels)
        wat = f"{genoemd[1][:60]!r} is geen opdracht" if genoemd else "deze opdracht bestaat niet"
        return f"{wat}; kies uit {', '.join(opdrachten)}"
    if "unexpected extra argument" in engels:
        over = _TUSSEN_HAAKJES.search(engels)
        return f"dit staat er te veel: {over[1] if over else 'een argument'}"
    return "deze opdracht klopt niet"


def _naam(fout: Exception) -> str:
    """How the user writes what is wrong: `--k`, or the name of an argument."""
    param = getattr(fout, "param", None)
    opties = [o for o in getattr(param, "opts", []) if o.startswith("-")]
    return max(opties, key=len) if opties else str(getattr(param, "name", None) or "invoer")


def _melding(engels: str) -> str:
    for patroon, zin in _MELDINGEN:
        if m := patroon.search(engels):
            return zin.format(*(deel for deel in m.groups() if deel is not None))
    return "deze waarde past hier niet"


def _opdracht(fout: Exception) -> str:
    """The command that it is about, for its help; empty where that is not known."""
    naam = str(getattr(getattr(fout, "ctx", None), "info_name", None) or "")
    return f"{naam} " if naam.isalpha() and naam != "wegwijzer" else ""
