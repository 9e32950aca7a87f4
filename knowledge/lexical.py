"""The lexical leg: a tantivy index on the terms of `knowledge.text`.

The index is derived data and cheap to make, so it is built anew for each generation: compounds are split by
the words of all passages in it, whichever came first, and the same passages give the same scores.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from knowledge.documents import Passage
from knowledge.synonyms import laad_synoniemen
from knowledge.terms import Termen, Termenlijst
from knowledge.text import LANGSTE_WOORD, Analyse, Splitser

_WOORDEN = "woorden.json"
_VELDEN = {"kop": 1.0, "tekst": 1.0, "vragen": 0.6, "delen": 0.5}
"""Fields with stems, and how much a word counts there."""

_ANDERS = 0.5  # weight of another word for the same against the word itself
_DEEL = 0.45  # weight of a part of a compound in the question against a whole word
_FOUTJE = 0.6  # weight of a word that is one letter away from the unknown word in the question
_OPTIE = "freq"
_JAAR = re.compile(r"(19|20)\d\d")


def build(directory: Path, rijen: Iterable[tuple[int, str, Passage]], termen: Termenlijst | None = None) -> None:
    """Write the index of these passages.

    Args:
        directory: an empty folder.
        rijen: number, collection and passage, in a fixed order.
        termen: where the terms of passages are kept.
    """
    import tantivy

    termen = termen or Termenlijst()
    alle = list(rijen)
    splitser = Splitser((woord for *_, passage in alle for woord in termen.woordenschat(passage)))
    index = tantivy.Index(_schema(), path=str(directory))
    schrijver = index.writer(heap_size=64_000_000, num_threads=1)
    for nummer, collectie, passage in alle:
        schrijver.add_document(_document(nummer, collectie, termen.van(passage), splitser))
    schrijver.commit()
    schrijver.wait_merging_threads()
    (directory / _WOORDEN).write_text(json.dumps(splitser.to_data(), ensure_ascii=False), encoding="utf-8")


def _document(nummer: int, collectie: str, termen: Termen, splitser: Splitser) -> Any:
    import tantivy

    velden = {
        "collectie": [collectie],
        "kop": termen.kop.stammen,
        "tekst": termen.tekst.stammen,
        "vragen": [s for a in termen.vragen for s in a.stammen],
        "delen": [d for a in termen.delen for w in a.woorden for d in splitser.delen(w)],
        "kopcodes": termen.kop.codes,
        "codes": [c for a in termen.delen for c in a.codes],
        "deelcodes": [c for a in termen.delen for c in a.deelcodes],
    }
    document = tantivy.Document()
    document.add_unsigned("nr", nummer)
    for veld, inhoud in velden.items():
        document.add_text(veld, " ".join(inhoud))
    return document


def _schema() -> Any:
    import tantivy

    schema = tantivy.SchemaBuilder()
    schema.add_unsigned_field("nr", stored=True, fast=True)
    schema.add_text_field("collectie", tokenizer_name="raw", index_option="basic")
    for veld in (*_VELDEN, "kopcodes", "codes", "deelcodes"):
        schema.add_text_field(veld, tokenizer_name="whitespace", index_option=_OPTIE)
    return schema.build()


class LexicalIndex:
    """A built lexical index, opened for searching; safe in threads.

    Args:
        directory: where `build` wrote it.
    """

    def __init__(self, directory: Path) -> None:
        import tantivy

        self._index = tantivy.Index.open(str(directory))
        self._schema = self._index.schema
        self._searcher = self._index.searcher()
        self._splitser = Splitser.from_data(json.loads((directory / _WOORDEN).read_text(encoding="utf-8")))

    def search(self, termen: Analyse, collecties: Sequence[str] | None, k: int) -> list[tuple[int, float]]:
        """Numbers of the best passages with their BM25 score, best first.

        Args:
            termen: the terms of the question.
            collecties: only passages in these; None: all.
            k: at most this many.
        """
        from tantivy import Occur, Query

        clausules = self._clausules(termen)
        if not clausules or not self._searcher.num_docs:
            return []
        vraag = Query.boolean_query([(Occur.Should, clausule) for clausule in clausules])
        if collecties is not None:
            binnen = Query.const_score_query(Query.term_set_query(self._schema, "collectie", list(collecties)), 0.0)
            vraag = Query.boolean_query([(Occur.Must, vraag), (Occur.Must, binnen)])
        hits = self._searcher.search(vraag, limit=k, count=False).hits
        nummers = self._searcher.fast_field_values("nr", [adres for _, adres in hits])
        return [(int(nummer or 0), float(score)) for nummer, (score, _) in zip(nummers, hits, strict=True)]

    def _clausules(self, termen: Analyse) -> list[Any]:
        clausules: list[Any] = []
        gewichten: dict[tuple[str, str], float] = {}

        def tel(veld: str, term: str, gewicht: float) -> None:
            gewichten[veld, term] = max(gewicht, gewichten.get((veld, term), 0.0))

        for woord, stam in zip(termen.woorden, termen.stammen, strict=True):
            delen = self._splitser.delen(woord)
            if not delen and not self._bekend(stam):
                clausules.extend(self._bijna(stam))
                continue
            for veld, gewicht in _VELDEN.items():
                tel(veld, stam, gewicht)
                for deel in delen:
                    tel(veld, deel, _DEEL * gewicht)
        for code in termen.codes:
            tel("codes", code, 3.0 if len(code) > 1 else 1.0)
            tel("kopcodes", code, 2.0 if len(code) > 1 else 0.5)
            tel("deelcodes", code, 1.5)
        for code in termen.deelcodes:
            if not termen.alleen_codes:
                tel("codes", code, 1.0)
                tel("deelcodes", code, 0.5)
            elif not _JAAR.fullmatch(code):  # somebody who types a code or date means that one
                tel("codes", code, 1.0)
        for anders in () if termen.alleen_codes else laad_synoniemen().anders(termen):
            for stam in anders.stammen:
                for veld, gewicht in _VELDEN.items():
                    tel(veld, stam, _ANDERS * gewicht / len(anders.stammen))
            for code in anders.codes:
                tel("codes", code, _ANDERS * 3.0)
        clausules.extend(self._term(veld, term, gewicht) for (veld, term), gewicht in gewichten.items())
        return clausules

    def _term(self, veld: str, term: str, gewicht: float) -> Any:
        from tantivy import Query

        return Query.boost_query(Query.term_query(self._schema, veld, term, _OPTIE), gewicht)

    def _bekend(self, stam: str) -> bool:
        return any(self._searcher.doc_freq(veld, stam) for veld in _VELDEN)

    def _bijna(self, stam: str) -> list[Any]:
        """Words of the index that differ one letter (two in a long word) from a word it does not have."""
        from tantivy import Query

        if not 5 <= len(stam) <= LANGSTE_WOORD:
            return []
        afstand = 2 if len(stam) >= 9 else 1
        return [
            Query.boost_query(Query.fuzzy_term_query(self._schema, veld, stam, distance=afstand), gewicht * _FOUTJE)
            for veld, gewicht in _VELDEN.items()
        ]
