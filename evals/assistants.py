"""Whom to ask: the assistant on the usual index, one on an index of its own with documents of `vragen/` in it, or one
that did not learn from the question."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from assistant.documents import neem_op
from assistant.library import index_in, kennis_passages
from assistant.service import Assistant, Voortgang
from assistant.settings import Settings
from evals.questions import VRAGEN, Item
from evals.vouwen import ids_van, vouw_van
from knowledge.errors import WegwijzerError
from knowledge.index import KENNISBANK
from knowledge.kenmerken import Kenmerken
from knowledge.store import laad

_OPGENOMEN = datetime(2026, 1, 1, tzinfo=UTC)
"""When such documents count as ingested: always the same, so that two runs are."""


class Assistenten:
    """Opens each assistant when it is first needed, and closes them all at the end."""

    def __init__(
        self,
        settings: Settings | None = None,
        progress: Voortgang | None = None,
        *,
        gewoon: Assistant | None = None,
        ongeleerd: bool = False,
        kennis: Path | None = None,
    ) -> None:
        """Args:
        settings: as for `Assistant.open`.
        progress: as for `Assistant.open`.
        gewoon: an open assistant on the usual index; it is not closed here.
        ongeleerd: ask what is learned from of an assistant that did not learn from it.
        kennis: folder of an index with the knowledge base and nothing else, which those with documents begin as;
            None: each of them is built anew.
        """
        self._settings = settings or Settings()
        self._progress = progress
        self._ongeleerd = ongeleerd
        self._kennis = kennis
        self._open: dict[str | int | None, Assistant] = {None: gewoon} if gewoon else {}
        self._einde = ExitStack()

    def __enter__(self) -> Assistenten:
        return self

    def __exit__(
        self, soort: type[BaseException] | None, fout: BaseException | None, spoor: TracebackType | None
    ) -> None:
        self._einde.close()

    def voor(self, item: Item) -> Assistant:
        """The assistant that an item is for.

        Raises:
            WegwijzerError: the index can't be read or written, or a document is left out of it.
        """
        if item.documenten:
            return self.met(item.documenten)
        vouw = vouw_van(item.id) if self._ongeleerd else None
        return self._een(vouw, lambda: self._zonder(vouw))

    def met(self, documenten: str) -> Assistant:
        """The assistant that has also read the documents of this folder of `vragen/`.

        Raises:
            WegwijzerError: the index can't be read or written, or a document is left out of it.
        """
        return self._een(documenten, lambda: self._met(documenten))

    def _een(self, wie: str | int | None, maak: Callable[[], Assistant]) -> Assistant:
        if wie not in self._open:
            self._open[wie] = maak()
            self._einde.callback(self._open[wie].close)
        return self._open[wie]

    def _zonder(self, vouw: int | None) -> Assistant:
        ongeleerd = frozenset[str]() if vouw is None else ids_van(vouw)
        return Assistant.open(self._settings, self._progress, ongeleerd=ongeleerd)

    def _met(self, documenten: str) -> Assistant:
        map_ = Path(self._einde.enter_context(tempfile.TemporaryDirectory(prefix="wegwijzer-eval-")))
        if self._kennis:
            shutil.copytree(self._kennis, map_, dirs_exist_ok=True)
        index = index_in(map_, self._settings)  # the cache is the usual one: only these documents are embedded
        index.sync(kennis_passages(laad().map), bron=KENNISBANK, progress=self._progress)
        verslag = neem_op([VRAGEN / documenten], index, Kenmerken(), self._progress, nu=_OPGENOMEN)
        if verslag.overgeslagen or not verslag.nieuw:
            raise WegwijzerError(f"Niet alle documenten van {documenten} zijn opgenomen: {verslag.overgeslagen}.")
        return Assistant.open(self._settings, index=index)
