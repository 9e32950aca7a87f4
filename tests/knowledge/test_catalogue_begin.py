"""Several who open the list of documents at once, when it is not there yet."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Barrier

from processes import LONGEST

from knowledge.catalogue import Catalogue

WHO = 8


def test_whoever_comes_first_makes_it(tmp_path: Path) -> None:
    for turn in range(10):
        together = Barrier(WHO)

        def look(folder: Path = tmp_path / str(turn), together: Barrier = together) -> int:
            together.wait(LONGEST)
            with closing(Catalogue(folder)) as catalogue:
                return len(catalogue.standen())

        with ThreadPoolExecutor(WHO) as pool:
            assert [f.result() for f in [pool.submit(look) for _ in range(WHO)]] == [0] * WHO
