"""The parts of a message: greeting, closing, headers of forwarded mail, quoted mail."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from email.utils import parseaddr

from assistant.message.sentences import lees_zinnen
from assistant.reading.told import geeft_feiten
from assistant.text.sentences import zinnen
from knowledge.folding import vouw, vouw_even_lang
from knowledge.message_words import Berichtwoorden

_CITAAT = re.compile(r"^\s*(?:>\s?)+")
_ADRES_ERNA = re.compile(r"\s*[<‹«\[({][^<>‹›«»]*[>›»\])}]?\s*$")
"""An address after a name, in whatever brackets."""
_LANGSTE_AANHEF = 60
_LANGSTE_BELEEFDHEID = 9
_LANGSTE_NAAM = 5
_LANGSTE_ONDERTEKENING = 4
_LANGSTE_ONDERTEKENINGSREGEL = 6


@dataclass
class Delen:
    """A message in parts; `tekst` is what is left to be read."""

    tekst: str = ""
    aanhef: str = ""
    afsluiting: str = ""
    afzender: str | None = None
    kop: str = ""
    eerder: str = ""
    onderwerp: str = ""


@dataclass
class _Stapel:
    """Lines as they are sorted."""

    tekst: list[str] = field(default_factory=list)
    aanhef: list[str] = field(default_factory=list)
    afsluiting: list[str] = field(default_factory=list)
    kop: list[str] = field(default_factory=list)
    namen: list[str] = field(default_factory=list)
    onderwerpen: list[str] = field(default_factory=list)


def lees_delen(tekst: str, woorden: Berichtwoorden) -> Delen:
    """Sort the lines of a message; no line is lost."""
    regels = [r.rstrip() for r in tekst.replace("\r\n", "\n").replace("\r", "\n").expandtabs(4).split("\n")]
    eigen, lager, kop = _lagen(regels, woorden)
    boven = _sorteer(eigen, woorden)
    onder = _sorteer(lager, woorden) if lager else None
    if onder is not None and _stuurt_door(boven, woorden):
        delen = _delen(onder)
        delen.kop = _blok([*boven.kop, *boven.aanhef, *boven.tekst, *boven.afsluiting, *kop, *onder.kop])
        delen.onderwerp = " ".join([*boven.onderwerpen, *onder.onderwerpen])
        delen.afzender = _naam(onder, woorden)
        return delen
    delen = _delen(boven)
    delen.afzender = _naam(boven, woorden)
    delen.onderwerp = " ".join(boven.onderwerpen + (onder.onderwerpen if onder else []))
    delen.eerder = _blok([*kop, *lager])
    return delen


def _blok(regels: list[str]) -> str:
    return "\n".join(regels).strip()


def _delen(stapel: _Stapel) -> Delen:
    return Delen(
        tekst=_blok(stapel.tekst),
        aanhef=_blok(stapel.aanhef),
        afsluiting=_blok(stapel.afsluiting),
        kop=_blok(stapel.kop),
    )


def _lagen(regels: list[str], woorden: Berichtwoorden) -> tuple[list[str], list[str], list[str]]:
    """The message itself, the mail quoted or forwarded below it, and the lines between them."""
    for n, regel in enumerate(regels):
        plat = vouw_even_lang(regel)
        if woorden.scheiding.match(plat) or woorden.citaatinleiding.match(plat) or _CITAAT.match(regel):
            rest = regels[n + (0 if _CITAAT.match(regel) else 1) :]
            if not _blok(rest):
                break
            tussen = [] if _CITAAT.match(regel) else [regel]
            return regels[:n], [_CITAAT.sub("", r) for r in rest], tussen
        kop = sum(bool(woorden.kopregel.match(vouw(r))) for r in regels[n : n + 4])
        boven = [r for r in regels[:n] if not woorden.kopregel.match(vouw_even_lang(r))]
        if kop >= 2 and woorden.kopregel.match(plat) and _blok(boven):
            return regels[:n], regels[n:], []
    return regels, [], []


def _stuurt_door(boven: _Stapel, woorden: Berichtwoorden) -> bool:
    """Whether the upper message only passes the lower one on."""
    zinnen = lees_zinnen(_blok(boven.tekst), woorden)
    vragen = [z for z in zinnen if z.vraag]
    return not vragen or (len(vragen) == 1 and bool(woorden.doorsturen.search(vouw(vragen[0].tekst))))


def _sorteer(regels: list[str], woorden: Berichtwoorden) -> _Stapel:
    """Which lines greet, ask, take leave."""
    stapel, gesloten, in_kop = _Stapel(), False, True
    for regel in regels:
        plat = vouw_even_lang(regel)
        if not plat.strip():
            (stapel.afsluiting if gesloten else stapel.tekst).append("")
            continue
        if in_kop and woorden.kopregel.match(plat):
            _kopregel(regel, plat, stapel, woorden)
            continue
        in_kop = in_kop and (woorden.scheiding.match(plat) is not None)
        if in_kop:
            stapel.kop.append(regel)
        elif woorden.kleine_letters_begin.match(plat):
            gesloten = True
            stapel.afsluiting.append(regel)
        elif gesloten and not _heropent(plat, woorden):
            stapel.afsluiting.append(regel)
        else:
            gesloten = _gewone_regel(regel, plat, stapel, woorden)
    if not gesloten:
        _onderaan(stapel, woorden)
    return stapel


def _onderaan(stapel: _Stapel, woorden: Berichtwoorden) -> None:
    """Take the name of who writes from the end of a text that nothing closes; a name alone is no message."""
    gevuld = [n for n, regel in enumerate(stapel.tekst) if regel.strip()]
    if len(gevuld) < 2 or not (stapel.aanhef or stapel.afsluiting):
        return
    for begin in gevuld[: -_LANGSTE_ONDERTEKENING - 1 : -1]:
        regels = [regel for regel in stapel.tekst[begin:] if regel.strip()]
        if begin == gevuld[0] or not all(_kan_ondertekening(regel, woorden) for regel in regels):
            break
        if len(regels) > 1 and lees_naam(regels[0], woorden):
            stapel.afsluiting += regels
            del stapel.tekst[begin:]
            return
    laatste = stapel.tekst[gevuld[-1]]
    *bedankt, naam = laatste.rsplit(",", 1)
    if (not bedankt or woorden.beleefd_begin.match(vouw(laatste))) and lees_naam(naam, woorden):
        stapel.afsluiting.append(laatste)
        del stapel.tekst[gevuld[-1] :]


def _kan_ondertekening(regel: str, woorden: Berichtwoorden) -> bool:
    """Whether a line at the end can be of a signature: a few words that tell and ask nothing, an address, a number."""
    plat = vouw(regel)
    zegt = (woorden.persoonsvorm, woorden.vraagzin, woorden.wens)
    kort = len(plat.split()) <= _LANGSTE_ONDERTEKENINGSREGEL and regel.lstrip()[0].isalnum()
    return (
        kort
        and not re.search(r"[?;:.!]\s*$", plat)
        and not any(p.search(plat) for p in zegt)
        and not geeft_feiten(regel)
    )


def _heropent(plat: str, woorden: Berichtwoorden) -> bool:
    """Whether a line below the closing belongs to the message after all."""
    return bool(woorden.naschrift_begin.match(plat)) or (bool(re.search(r"\?\W*$", plat)) and "http" not in plat)


def _kopregel(regel: str, plat: str, stapel: _Stapel, woorden: Berichtwoorden) -> None:
    stapel.kop.append(regel)
    waarde = regel.split(":", 1)[1].strip()
    if woorden.onderwerp.match(plat):
        voor = woorden.onderwerpvoorvoegsel.match(vouw_even_lang(waarde))
        stapel.onderwerpen.append(waarde[voor.end() :].strip() if voor else waarde)
    elif woorden.afzender.match(plat):
        stapel.namen.append(naam_in_kop(waarde))


def naam_in_kop(waarde: str) -> str:
    """The name in a header that names a person, however the address beside it is bracketed, family name last."""
    kaal = _ADRES_ERNA.sub("", waarde).strip()
    naam = (parseaddr(waarde)[0] if kaal == waarde.strip() else kaal.strip("\"' ")) or waarde
    achter, komma, voor = naam.partition(",")
    return f"{voor.strip()} {achter.strip()}" if komma and "," not in voor and voor.strip() else naam


def _gewone_regel(regel: str, plat: str, stapel: _Stapel, woorden: Berichtwoorden) -> bool:
    """Put one line of text where it belongs; whether the message is closed by it."""
    if not _blok(stapel.tekst) and (treffer := woorden.aanhef_begin.match(plat)):
        rest = _na_aanhef(regel, treffer.end())
        if rest is not None:
            stapel.aanhef.append(regel[: len(regel) - len(rest)].strip() if rest else regel)
            if rest:
                stapel.tekst.append(rest)
            return False
    if woorden.groet_begin.match(plat) and len(plat) <= _LANGSTE_AANHEF and "?" not in plat and _blok(stapel.tekst):
        stapel.afsluiting.append(regel)
        return True
    alle = zinnen(regel)
    vraagt = next((n for n in range(len(alle), 0, -1) if not _beleefd(vouw(alle[n - 1]), woorden)), 0)
    plek = regel.rfind(alle[vraagt]) if vraagt < len(alle) else len(regel)
    stapel.afsluiting += [regel[plek:]] if plek < len(regel) else []
    stapel.tekst += [regel[:plek].rstrip()] if plek else []
    return False


def _beleefd(plat: str, woorden: Berichtwoorden) -> bool:
    """Whether a sentence has no fact and no question: thanks, or where to call back."""
    kort = len(plat.split()) <= _LANGSTE_BELEEFDHEID and "?" not in plat
    return kort and woorden.beleefd_begin.match(plat) is not None


def _na_aanhef(regel: str, eind: int) -> str | None:
    """What follows the greeting in its line; None when the line does not greet after all."""
    kort = len(regel) <= _LANGSTE_AANHEF and "?" not in regel
    if kort and regel.rstrip()[-1] in ",!":
        return ""
    treffer = re.match(r"[^,.!?:]{0,45}([,!]|\.(?=\s|$))\s*", regel[eind:])
    if treffer is not None:
        return regel[eind + treffer.end() :]
    return "" if kort and len(regel[eind:].split()) <= 5 else None


def _naam(stapel: _Stapel, woorden: Berichtwoorden) -> str | None:
    """The person who signs; else the one whom a header names."""
    for regel in stapel.afsluiting:
        plat = vouw_even_lang(regel)
        treffer = woorden.groet_begin.match(plat)
        rest = regel[treffer.end() :] if treffer else regel
        for deel in re.split(r"[,|/]", rest):
            naam = lees_naam(deel, woorden)
            if naam and not woorden.beleefd_begin.match(vouw(deel)):
                return naam
    return next((n for kandidaat in stapel.namen if (n := lees_naam(kandidaat, woorden))), None)


def lees_naam(tekst: str, woorden: Berichtwoorden) -> str | None:
    """The text when it reads as the name of a person: one to five words with capitals, nothing else."""
    schoon = re.sub(r"\([^)]*\)", " ", tekst).strip(" \t.,;:!\"'’”“-–*")
    delen = schoon.split()
    zonder = [d for d in delen if vouw(d).rstrip(".") not in woorden.tussenvoegsels]
    if not 1 <= len(delen) <= _LANGSTE_NAAM or woorden.geen_naam.search(vouw(" ".join(zonder))):
        return None
    for deel in delen:
        if vouw(deel).rstrip(".") in woorden.tussenvoegsels:
            continue
        if (
            not re.fullmatch(r"(?:[^\W\d_]\.)+|[^\W\d_][^\W\d_'’\-]*(?:[-'’][^\W\d_]+)*\.?", deel)
            or not deel[0].isupper()
        ):
            return None
    return schoon if any(vouw(d).rstrip(".") not in woorden.tussenvoegsels for d in delen) else None
