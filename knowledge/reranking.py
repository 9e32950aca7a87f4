"""A reranker by setting: a CrossEncoder of sentence-transformers reads question and passage together.

It is far slower than the index (a forward pass a passage), so it only puts the first few hits in order.
"""

from __future__ import annotations

import importlib
import threading
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from knowledge.errors import WegwijzerError
from knowledge.model_loading import laad_model
from knowledge.text import analyse

if TYPE_CHECKING:
    from knowledge.index import Hit

EERSTE = 30
"""How many hits are put in order."""


class Reranker:
    """A CrossEncoder, loaded at first use; safe in threads.

    Args:
        name: its name at Hugging Face, or its folder.
        device: what it runs on; None: a GPU where there is one.
    """

    def __init__(self, name: str, device: str | None = None) -> None:
        self._name = name
        self._device = device
        self._slot = threading.Lock()
        self._model: Any = None

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """How well each text answers the question, 0 to 1.

        Raises:
            WegwijzerError: the model can not be loaded, or it does not give one score.
        """
        if not texts:
            return []
        with self._slot:
            if self._model is None:
                self._model = laad_model("CrossEncoder", self._name, self._device)
            nn: Any = importlib.import_module("torch.nn")
            if self._model.num_labels != 1:
                raise WegwijzerError(
                    f"Het model voor herordening '{self._name}' geeft geen enkele score maar "
                    f"{self._model.num_labels}; kies een CrossEncoder die één score geeft."
                )
            waarden = self._model.predict(
                [(question, text) for text in texts], activation_fn=nn.Sigmoid(), show_progress_bar=False
            )
        return [float(waarde) for waarde in waarden]


@lru_cache(maxsize=2)
def get_reranker(name: str | None, device: str | None = None) -> Reranker | None:
    """The reranker of that name, one instance a process; none without a name."""
    return Reranker(name, device) if name else None


def herorden(reranker: Reranker, vraag: str, hits: Sequence[Hit]) -> list[Hit]:
    """The first `EERSTE` hits in the order of the reranker, the rest after them.

    A reranker gives a score of its own kind (`Hit.rerank`). `Hit.score` keeps its meaning for whoever judges by it:
    each place keeps the score that it had. Codes alone are left as they are: those matches are exact.

    Raises:
        WegwijzerError: the model can not be loaded, or it does not give one score.
    """
    if analyse(vraag).alleen_codes:
        return list(hits)
    eerste = list(hits[:EERSTE])
    scores = reranker.scores(vraag, [hit.passage.zoektekst for hit in eerste])
    volgorde = sorted(range(len(eerste)), key=lambda n: (-scores[n], n))
    nieuw = [replace(eerste[n], score=plek.score, rerank=scores[n]) for n, plek in zip(volgorde, eerste, strict=True)]
    return [*nieuw, *hits[EERSTE:]]
