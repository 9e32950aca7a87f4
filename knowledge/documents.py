"""Passages: the pieces of documents that are found, cited and shown.

Two kinds of document become passages: the articles of the knowledge base (`read_article`, one passage a
section) and the files of users (`read_file`, cut along their own structure by `knowledge.sections`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Literal

import yaml

from knowledge import readers
from knowledge.decoding import LeesFout
from knowledge.errors import WegwijzerError
from knowledge.kenmerken import Kenmerken, split_front_matter, uit_front_matter
from knowledge.markdown_sections import markdown_sections
from knowledge.pieces import Piece
from knowledge.yaml_file import lees_vlot

Herkomst = Literal["kennisbank", "gebruiker"]

GROOTSTE_BESTAND = 50 * 1024 * 1024
"""A larger file is reported and left out."""

BEGIN = "(begin van het document)"
"""Stands for the heading of text above the first heading."""

LEZER_VERSIE = 5
"""Raise this when a reader gives other passages for the same file, so that unchanged files are read again."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a document that can be understood, found and cited by itself.

    Attributes:
        id: stable hash of document, place and text; the same passage keeps it for ever.
        document: id of the article, or the path of the user's file below the folder given.
        titel: title of the document.
        section: nearest heading (the title where there is none).
        pad: the headings above the text, outermost first, `section` last.
        text: the text itself, Markdown.
        regeling: the contract regime it holds for; None when it holds for none or any.
        herkomst: whether it comes with the knowledge base or from a user's file.
        bestand: path of the file.
        volgnummer: place in the document, from 0.
        datum: date of the document, ISO.
        van: first day of the period it is about, ISO.
        tot: last day of that period, ISO.
        uitgever: who published the document.
        plaats: where this stands: in the original source (articles), or the page, slide or sheet (files).
        onderwerp: what the document is about, in one line.
        vragen: questions of users that lead to this passage.
        onbeantwoord: those among them to which it only says that the source is silent.
    """

    id: str
    document: str
    titel: str
    section: str
    pad: tuple[str, ...]
    text: str
    regeling: str | None
    herkomst: Herkomst
    bestand: str
    volgnummer: int = 0
    datum: str | None = None
    van: str | None = None
    tot: str | None = None
    uitgever: str | None = None
    plaats: str | None = None
    onderwerp: str | None = None
    vragen: tuple[str, ...] = ()
    onbeantwoord: tuple[str, ...] = ()

    @property
    def kop(self) -> str:
        """Title and headings in one line: what a reader sees above the text."""
        return " > ".join(dict.fromkeys((self.titel, *self.pad)))

    @property
    def zoektekst(self) -> str:
        """What is embedded: the text with title, headings and subject of the document in front."""
        onderwerp = f"\n{self.onderwerp}" if self.onderwerp else ""
        return f"{self.kop}{onderwerp}\n{self.text}"

    def to_json(self) -> str:
        """The passage as one line of JSON, the same for equal passages."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @classmethod
    def from_json(cls, line: str) -> Passage:
        """The passage that `to_json` wrote; also one of before a field was added or dropped."""
        bekend = {veld.name for veld in fields(cls)}
        data: dict[str, Any] = {
            naam: tuple(waarde) if isinstance(waarde, list) else waarde
            for naam, waarde in json.loads(line).items()
            if naam in bekend
        }
        return cls(**data)


def passage_id(document: str, pad: Iterable[str], text: str, herhaling: int = 0) -> str:
    """The id of a passage: the same document, place and text give the same id.

    Args:
        document: id of the document.
        pad: heading path.
        text: the text.
        herhaling: how many earlier passages of the document have the same place and text.
    """
    inhoud = json.dumps([document, list(pad), text, herhaling], ensure_ascii=False)
    return hashlib.sha256(inhoud.encode("utf-8", "surrogatepass")).hexdigest()[:16]


# --- articles of the knowledge base ------------------------------------------------------------------------

_PLAATS = "*Plaats in de bron:*"


def read_article(path: Path, onderwerpen_path: Path | None) -> list[Passage]:
    """The passages of one article of the knowledge base, one a section.

    Args:
        path: the article, Markdown with front matter.
        onderwerpen_path: YAML with questions that each section answers; None or a missing file: no questions.

    Raises:
        WegwijzerError: the article or the questions do not have the agreed shape.
    """
    try:
        data, body, _ = split_front_matter(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise WegwijzerError(f"Het artikel {path.name} is niet te lezen: {error}") from error
    kenmerken = uit_front_matter(data)
    document = str(data.get("document") or path.stem)
    vragen = _lees_vragen(onderwerpen_path)
    sections = markdown_sections(body)
    titel = kenmerken.titel or sections.titel or document
    passages: list[Passage] = []
    for piece in sections.whole():
        text, plaats = _splits_plaats(piece.text)
        if not text or (piece.has_children and plaats is None):
            continue
        section = piece.pad[-1] if piece.pad else titel
        beantwoord, onbeantwoord = vragen.pop(section, ((), ()))
        passages.append(
            Passage(
                id=passage_id(document, piece.pad, text),
                document=document,
                titel=titel,
                section=section,
                pad=piece.pad,
                text=text,
                regeling=kenmerken.regeling,
                herkomst="kennisbank",
                bestand=path.name,
                volgnummer=len(passages),
                datum=kenmerken.datum,
                van=kenmerken.van,
                tot=kenmerken.tot,
                uitgever=kenmerken.uitgever,
                plaats=plaats,
                vragen=beantwoord + onbeantwoord,
                onbeantwoord=onbeantwoord,
            )
        )
    if vragen:
        namen = ", ".join(f"'{naam}'" for naam in vragen)
        waar = onderwerpen_path.name if onderwerpen_path else path.name
        raise WegwijzerError(f"{waar} noemt secties die {path.name} niet heeft: {namen}.")
    return passages


def _splits_plaats(text: str) -> tuple[str, str | None]:
    """The text of a section without its place line, and the place."""
    lines = text.split("\n")
    for number in range(len(lines) - 1, -1, -1):
        if lines[number].strip().startswith(_PLAATS):
            plaats = " ".join(" ".join(lines[number:]).strip().removeprefix(_PLAATS).split())
            return "\n".join(lines[:number]).strip(), plaats or None
    return text.strip(), None


def _regels(waarden: list[str]) -> tuple[str, ...]:
    return tuple(" ".join(str(v).split()) for v in waarden)


def _lees_vragen(path: Path | None) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """By section: the questions that it answers, and those on which it says that the source is silent."""
    if path is None or not path.exists():
        return {}
    try:
        data = lees_vlot(path.read_text(encoding="utf-8")) or {}
        secties = data.get("secties") or []
        return {str(s["sectie"]): (_regels(s["vragen"]), _regels(s.get("onbeantwoord") or [])) for s in secties}
    except (OSError, yaml.YAMLError, AttributeError, KeyError, TypeError) as error:
        raise WegwijzerError(f"De vragen in {path.name} zijn niet te lezen: {error}") from error


# --- files of users ----------------------------------------------------------------------------------------


def read_file(
    path: Path,
    root: Path | None,
    opgave: Kenmerken | str | None = None,
    *,
    inhoud: bytes | None = None,
    meld: Callable[[str], None] | None = None,
) -> list[Passage]:
    """The passages of one file of a user.

    Args:
        path: the file.
        root: the folder that was given; `document` is the path below it. None: the file's name.
        opgave: what the user says of it, which goes before what the file says of itself; a plain string is the
            regime.
        inhoud: the bytes of the file, when they have been read already.
        meld: is told what the user must know of the file, such as a hidden sheet.

    Raises:
        LeesFout: there is no reader for it, it is empty, too large, binary, or cannot be read.
    """
    document = path.name if root is None else path.relative_to(root).as_posix()
    gelezen = readers.lees(lees_bytes(path, document) if inhoud is None else inhoud, document)
    if meld:
        for melding in gelezen.meldingen:
            meld(melding)
    if not isinstance(opgave, Kenmerken):
        opgave = Kenmerken(regeling=opgave)
    sections, kenmerken = gelezen.sections, opgave.aangevuld(gelezen.kenmerken)
    pieces = sections.pieces()
    if not pieces:
        raise LeesFout(document, "er staat geen leesbare tekst in")
    titel = kenmerken.titel or sections.titel or _titel_uit_naam(path) or sections.eerste_kop or path.stem
    basis = Passage(
        id="",
        document=document,
        titel=titel,
        section=titel,
        pad=(),
        text="",
        regeling=kenmerken.regeling,
        herkomst="gebruiker",
        bestand=str(path),
        datum=kenmerken.datum or sections.datum,
        van=kenmerken.van,
        tot=kenmerken.tot,
        uitgever=kenmerken.uitgever,
        onderwerp=kenmerken.onderwerp,
    )
    return _nummer(basis, pieces, zonder_kop=titel if sections.titel or not sections.eerste_kop else BEGIN)


def lees_bytes(path: Path, document: str) -> bytes:
    """The bytes of a file.

    Raises:
        LeesFout: the file is too large or cannot be read.
    """
    try:
        grootte = path.stat().st_size
        if grootte > GROOTSTE_BESTAND:
            raise LeesFout(document, f"het bestand is te groot ({grootte // 2**20} MB, hoogstens 50 MB)")
        return path.read_bytes()
    except PermissionError as error:
        raise LeesFout(document, "u hebt geen rechten om dit bestand te lezen") from error
    except OSError as error:
        raise LeesFout(document, f"het bestand is niet te lezen ({error.strerror or error})") from error


def _nummer(basis: Passage, pieces: list[Piece], zonder_kop: str) -> list[Passage]:
    gezien: dict[tuple[tuple[str, ...], str], int] = {}
    passages = []
    for nummer, piece in enumerate(pieces):
        herhaling = gezien.get((piece.pad, piece.text), 0)
        gezien[piece.pad, piece.text] = herhaling + 1
        passages.append(
            replace(
                basis,
                id=passage_id(basis.document, piece.pad, piece.text, herhaling),
                section=piece.pad[-1] if piece.pad else zonder_kop,
                pad=piece.pad,
                text=piece.text,
                volgnummer=nummer,
                plaats=piece.plaats,
            )
        )
    return passages


def _titel_uit_naam(path: Path) -> str | None:
    """The file name as a title, when it reads as one (two words or more)."""
    stam = path.stem if path.suffix.lower() in readers.soorten() else path.name  # "versie-3.2" has no extension
    woorden = stam.replace("_", " ").replace("-", " ").split()
    if sum(woord.isalpha() and len(woord) > 2 for woord in woorden) < 2:
        return None
    titel = " ".join(woorden)
    return titel[0].upper() + titel[1:]


# --- which regime ------------------------------------------------------------------------------------------

RegelingHerkenning = Mapping[str, float]
"""Terms that point to one regime -> how strongly (1.0: names it)."""


@dataclass(frozen=True)
class Herkenning:
    """The outcome of recognising the regime of a text.

    Attributes:
        regeling: the regime, None when nothing or more than one thing points somewhere.
        scores: score of every regime that something points to, the best first.
    """

    regeling: str | None
    scores: dict[str, float] = field(default_factory=dict)


def herken_regeling(text: str, herkenning: Mapping[str, RegelingHerkenning]) -> str | None:
    """The contract regime that a text is about; None when that is not clear.

    A letterhead does not count: the same site publishes for several regions.

    Args:
        text: the whole text of a document.
        herkenning: for each regime the terms that point to it, with their weight.
    """
    return score_regelingen(text, herkenning).regeling


def score_regelingen(text: str, herkenning: Mapping[str, RegelingHerkenning]) -> Herkenning:
    """As `herken_regeling`, with the scores."""
    from knowledge.recognition import score_terms

    scores = score_terms(text, herkenning)
    geordend = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    if not geordend or geordend[0][1] < 1.0:
        return Herkenning(None, dict(geordend))
    tweede = geordend[1][1] if len(geordend) > 1 else 0.0
    return Herkenning(geordend[0][0] if geordend[0][1] >= 1.4 * tweede else None, dict(geordend))
