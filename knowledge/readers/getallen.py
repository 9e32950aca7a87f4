"""Values of cells as a Dutch reader sees them: 1-7-2025, 0,3, 30%, € 1.234,50, 00123."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal

_MAANDEN = "januari februari maart april mei juni juli augustus september oktober november december".split()  # noqa: SIM905
_NIET_GETOOND = re.compile(r"\[(?!\$)[^\]]*\]|\\(.)|_.|\*.")
_VALUTA = re.compile(r"\[\$([^\]-]*)(?:-[^\]]*)?\]")


def toon(waarde: object, opmaak: str = "General") -> str:
    """The value of a cell as text.

    Args:
        waarde: text, number, date, time, boolean, or None.
        opmaak: the number format of the cell, in Excel's language.
    """
    if waarde is None:
        return ""
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, (datetime, date, time)):
        return _moment(waarde, opmaak.lower())
    if isinstance(waarde, timedelta):
        minuten = round(waarde.total_seconds() / 60)
        return f"{minuten // 60}:{minuten % 60:02}"
    if isinstance(waarde, (int, float, Decimal)):
        return _getal(waarde, opmaak.split(";")[0])
    text = str(waarde).strip()
    return (
        ""
        if re.fullmatch(
            r"#(?:N/[AB]|REF!|VERW!|NAME\?|NAAM\?|DIV/0!|DEEL/0!|VALUE!|WAARDE!|NUM!|GETAL!|NULL!|LEEG!)", text
        )
        else text
    )


def _moment(waarde: datetime | date | time, opmaak: str) -> str:
    """A date or time with only those parts that the format shows."""
    if isinstance(waarde, time):
        return f"{waarde.hour}:{waarde.minute:02}"
    letters = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", opmaak)
    dag, maand = "d" in letters or "m" not in letters, "m" in letters
    heeft_tijd = "h" in letters or "u" in letters
    klok = f"{waarde.hour}:{waarde.minute:02}" if isinstance(waarde, datetime) else ""
    if heeft_tijd and not re.search(r"[yjd]", letters):
        return klok
    if maand and not dag:
        datum = f"{_MAANDEN[waarde.month - 1]} {waarde.year}"
    elif re.fullmatch(r"\W*[yj]+\W*", letters):
        datum = str(waarde.year)
    else:
        datum = f"{waarde.day}-{waarde.month}-{waarde.year}"
    return f"{datum} {klok}" if klok and klok != "0:00" else datum


def _getal(waarde: float | Decimal, opmaak: str) -> str:
    """A number with the zeros, decimals, thousands, percent sign and currency of its format."""
    kaal = _VALUTA.sub(lambda m: f'"{m[1]}"', opmaak)
    los = re.findall(r'"([^"]*)"', kaal)
    masker = _NIET_GETOOND.sub("", re.sub(r'"[^"]*"', "", kaal))
    if "E" in masker.upper() or "/" in masker or not re.search(r"[0#]", masker):
        return nl(waarde)
    procent = masker.count("%")
    heel, _, rest = masker.partition(".")
    decimalen = len(re.findall(r"[0?]", rest)), len(re.findall(r"[0#?]", rest))
    duizend = "," in heel.rstrip(",")
    text = nl(float(waarde) * 100**procent, *decimalen, duizend=duizend, breedte=heel.count("0"))
    valuta = "€ " if "€" in masker or "€" in los else ""
    achter = "".join(
        deel for deel in los if deel.strip() and deel.strip() != "€" and kaal.index(f'"{deel}"') > kaal.find("0")
    )
    return f"{valuta}{text}{'%' * procent}{achter}"


def nl(waarde: float | Decimal, minst: int = 0, meest: int = 10, *, duizend: bool = False, breedte: int = 1) -> str:
    """A number in Dutch: a decimal comma, and only when asked points between thousands.

    Args:
        waarde: the number.
        minst: at least this many decimals.
        meest: at most this many; what a computer adds beyond the fifteenth digit is left out.
        duizend: points between thousands.
        breedte: at least this many digits before the comma.
    """
    getal = float(waarde)
    if getal != getal or abs(getal) == float("inf"):
        return ""
    cijfers = f"{abs(float(f'{getal:.15g}')):.{meest}f}"
    heel, _, rest = cijfers.partition(".")
    while len(rest) > minst and rest.endswith("0"):
        rest = rest[:-1]
    heel = heel.zfill(breedte)
    if duizend:
        heel = f"{int(heel):,}".replace(",", ".")
    teken = "-" if getal < 0 and (heel.strip("0.") or rest.strip("0")) else ""
    return f"{teken}{heel},{rest}" if rest else f"{teken}{heel}"
