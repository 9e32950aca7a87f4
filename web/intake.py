"""Work on the documents of users, one task after another, in a thread of its own.

A task stands in a file beside the documents until it is done, so that a server that stops halfway (or fails) takes it
up again when it starts. What came of it can be asked for as long as the server runs.
"""

from __future__ import annotations

import json
import logging
import threading
import uuid
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from queue import SimpleQueue
from time import monotonic
from typing import TYPE_CHECKING, Any, Literal

from assistant.documents import lees_opgave, neem_op
from assistant.progress import Tempo
from assistant.settings import Settings
from knowledge.catalogue import lees_standen
from knowledge.errors import InvoerFout, WegwijzerError
from knowledge.halfway import vergeet
from knowledge.ingest import Afgebroken, IngestReport, verwijder
from knowledge.intake import GEBLEVEN
from knowledge.kenmerken import Kenmerken
from knowledge.readers.isolation import breek_lezen_af
from knowledge.sources import toonbaar, vind_bronnen
from knowledge.storage import write_atomically
from web.opening import Opening
from web.uploads import COMING, names

if TYPE_CHECKING:
    from knowledge.index import Index, Progress

logger = logging.getLogger(__name__)

Kind = Literal["opnemen", "verwijderen", "herlezen"]
"""Take files of the folder in; take files or other sources out; read everything that changed."""
State = Literal["wacht", "bezig", "klaar", "mislukt", "gestopt"]
KEPT = 100
"""How many tasks are remembered after they ended."""
STOP_TIME = 10.0
"""Seconds that a stop waits for the task that is going on."""
DROPPED = "het is verwijderd voordat het was opgenomen"
_MAP = ".taken"


@dataclass
class Task:
    """Something to do.

    Attributes:
        kind: what.
        files: names of files in the folder, in order; when taking out also whole paths of other sources.
        options: what was said of them.
        left_out: files that were not even kept: `bestand` and `reden`.
        step: what it is doing (Dutch), with `done` of `total`.
        pace: how fast that goes and how long it still takes (Dutch); empty while that is not known.
        phase: what it is doing, without the name of the file.
        dropped: those of its files that are to be removed before they are in.
        called_off: whether somebody stopped it; what it was to do is kept until somebody lets it go on.
        report: what came of it.
        problem: why it did not succeed.
    """

    kind: Kind
    files: list[str] = field(default_factory=list)
    options: dict[str, str] = field(default_factory=dict)
    left_out: list[dict[str, str]] = field(default_factory=list)
    id: str = field(default_factory=lambda: uuid.uuid4().hex)
    called_off: bool = False
    state: State = "wacht"
    step: str = ""
    done: int = 0
    total: int = 0
    pace: str = ""
    phase: str = ""
    dropped: set[str] = field(default_factory=set)
    report: IngestReport | None = None
    problem: str = ""
    ended: threading.Event = field(default_factory=threading.Event)

    def as_dict(self) -> dict[str, Any]:
        """What is kept of it in a file."""
        return {name: getattr(self, name) for name in ("kind", "files", "options", "left_out", "id", "called_off")}

    @property
    def can_stop(self) -> bool:
        """Whether stopping it means something: what takes documents out is done at once."""
        return self.kind != "verwijderen" and not self.called_off and not self.ended.is_set()


class Tasks:
    """The tasks on the documents of one data folder.

    Args:
        opening: of the assistant, whose index is made to follow.
        settings: for the folders.
    """

    def __init__(self, opening: Opening, settings: Settings) -> None:
        self._opening = opening
        self.folder = settings.documenten.resolve()
        self._index_folder = settings.index
        self._known: OrderedDict[str, Task] = OrderedDict()
        self._queue: SimpleQueue[Task | None] = SimpleQueue()
        self._stopped = threading.Event()
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._work, name="wegwijzer-documenten", daemon=True)

    def begin(self) -> None:
        """Take up what an earlier run of the server left; returns at once."""
        for half in self.folder.glob(COMING):
            half.unlink(missing_ok=True)
        for path in sorted((self.folder / _MAP).glob("*.json"), key=lambda p: p.stat().st_mtime_ns):
            try:
                self._take_up(Task(**json.loads(path.read_text(encoding="utf-8"))))
            except (OSError, ValueError, TypeError):
                logger.exception("Een taak is niet te lezen: %s", path.name)
        self._thread.start()

    def add(self, task: Task) -> Task:
        """Do this in its turn; it is kept when this returns.

        Raises:
            WegwijzerError: the disk refuses.
        """
        self._keep(task)
        if task.kind == "verwijderen":
            self._drop(set(task.files))
        self._forget(set(task.files))
        self._put(task)
        return task

    def _keep(self, task: Task) -> None:
        try:
            self._path(task).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_atomically(self._path(task), json.dumps(task.as_dict(), ensure_ascii=False))
        except OSError as error:
            raise WegwijzerError(f"De opdracht kon niet worden bewaard ({error.strerror}); maak ruimte.") from error

    def stop(self, task: Task) -> None:
        """Call a task off; what it was to do is kept, for when somebody lets it go on.

        Raises:
            WegwijzerError: the disk refuses.
        """
        with self._lock:
            if not task.can_stop:
                return
            task.called_off = True
            if task.kind == "opnemen":
                self._keep(task)
            else:  # nothing was said that would be lost
                self._path(task).unlink(missing_ok=True)
            if task.state == "bezig":
                breek_lezen_af()
            else:
                self._end(task, "gestopt")

    def resume(self, task: Task) -> None:
        """Do in its turn what did not succeed or was stopped, when it is still to be done.

        Raises:
            WegwijzerError: the disk refuses.
        """
        with self._lock:
            if task.state not in ("mislukt", "gestopt") or not self._path(task).exists():
                return
            task.called_off = False
            self._keep(task)
            task.state, task.problem, task.step, task.phase, task.done, task.total = "wacht", "", "", "", 0, 0
            task.ended.clear()
            self._queue.put(task)

    def stopped(self) -> list[Task]:
        """The tasks that somebody stopped, and that can go on."""
        return [task for task in list(self._known.values()) if task.state == "gestopt" and self._path(task).exists()]

    def _forget(self, files: set[str]) -> None:
        """Of what was stopped do nothing more with these files: something newer is said of them."""
        for task in self.stopped():
            if files.isdisjoint(task.files):
                continue
            task.files = [name for name in task.files if name not in files]
            if task.files:
                self._keep(task)
            else:
                self._path(task).unlink(missing_ok=True)

    def _drop(self, files: set[str]) -> None:
        """Take in nothing more of these files: they are to be removed."""
        for task in self.busy():
            if task.kind == "opnemen":
                task.dropped |= files.intersection(task.files)

    def retry(self) -> None:
        """Do again, in their turn, what did not succeed or was stopped, and is still to be done."""
        for task in list(self._known.values()):
            self.resume(task)

    def get(self, id_: str) -> Task | None:
        """A task by its id; None when it is not known (any more)."""
        return self._known.get(id_)

    def busy(self) -> list[Task]:
        """The tasks that are not done."""
        return [task for task in list(self._known.values()) if not task.ended.is_set()]

    def close(self) -> None:
        """Stop; what is not done is taken up at the next start."""
        self._stopped.set()
        self._queue.put(None)
        if self._thread.ident is not None:
            self._thread.join(STOP_TIME)

    def _path(self, task: Task) -> Path:
        return self.folder / _MAP / f"{task.id}.json"

    def _take_up(self, task: Task) -> None:
        """What an earlier run left: what somebody stopped stays so."""
        if task.called_off:
            self._known[task.id] = task
            self._end(task, "gestopt")
        else:
            self._put(task)

    @staticmethod
    def _end(task: Task, state: State) -> None:
        task.state = state
        task.ended.set()

    def _put(self, task: Task) -> None:
        self._known[task.id] = task
        while len(self._known) > KEPT and next(iter(self._known.values())).ended.is_set():
            self._known.popitem(last=False)
        self._queue.put(task)

    # --- in the thread -------------------------------------------------------------------------------------

    def _work(self) -> None:
        while (task := self._queue.get()) is not None and not self._stopped.is_set():
            while not self._opening.wait(0.5) and self._opening.stand.state == "opening":
                if self._stopped.is_set():
                    return
            self._do(task)

    def _do(self, task: Task) -> None:
        with self._lock:
            if task.ended.is_set():  # stopped while it waited
                return
            task.state = "bezig"
        try:
            task.report = _KINDS[task.kind](self, task, self._opening.assistent.index)
        except Afgebroken:
            if self._stopped.is_set():
                return  # the server stops
            state: State = "gestopt"
        except InvoerFout as error:  # it would go wrong again
            state, task.problem = "mislukt", f"{error}."
            self._path(task).unlink(missing_ok=True)
        except WegwijzerError as error:
            state, task.problem = "mislukt", str(error)
        except Exception:
            logger.exception("Een taak met documenten is niet af")
            state, task.problem = "mislukt", "Er ging iets mis; kijk in het venster waar de server draait."
        else:
            state = "klaar"
            self._path(task).unlink(missing_ok=True)
        with self._lock:
            self._end(task, state)

    def _follow(self, task: Task) -> Callable[[Progress], None]:
        measure = Tempo()

        def tell(progress: Progress) -> None:
            task.phase = progress.fase
            task.step = f"Leest {progress.bestand}" if progress.bestand else progress.fase
            task.done, task.total = progress.gedaan, progress.totaal
            task.pace = measure(progress, monotonic()).tempo

        return tell

    def _ingest(
        self,
        task: Task,
        index: Index,
        paths: Sequence[Path | str],
        said: Kenmerken,
        called_off: Callable[[], bool] = lambda: False,
    ) -> IngestReport:
        if not paths:
            return IngestReport()

        def stop() -> bool:
            return self._stopped.is_set() or task.called_off or called_off()

        report = neem_op(paths, index, said, self._follow(task), stop=stop, nu=datetime.now(UTC))
        report.meldingen = [m.replace(f"{self.folder}/", "") for m in report.meldingen]
        return report

    def _take_in(self, task: Task, index: Index) -> IngestReport:
        """What is removed before it is in, is left out; the others are begun anew then."""
        said = lees_opgave(task.options)
        while True:
            wanted = set(task.files) - task.dropped
            there = [self.folder / name for name in task.files if name in wanted and (self.folder / name).is_file()]
            try:
                report = self._ingest(task, index, there, said, partial(_dropped, task, wanted))
            except Afgebroken:
                if self._stopped.is_set() or task.called_off:
                    raise
                continue
            gone = [{"bestand": name, "reden": DROPPED} for name in task.files if name not in wanted]
            report.overgeslagen = [*report.overgeslagen, *gone]
            return report

    def _take_out(self, task: Task, index: Index) -> IngestReport:
        """The file goes first: what is broken off then is made whole by doing it again."""
        vergeet(self._index_folder)
        known = {stand.bron.naam for stand in lees_standen(self._index_folder)}
        paths = []
        for name in task.files:
            own = self.folder / name
            if own.parent == self.folder:
                own.unlink(missing_ok=True)
            paths += [path for path in {toonbaar(str(own)), name} if path in known]
        return verwijder(paths, index, self._follow(task)) if paths else IngestReport()

    def _read_again(self, task: Task, index: Index) -> IngestReport:
        """Everything that was brought in before, and what is in the folder; what is gone is said and stays."""
        paths = {toonbaar(str(self.folder / name)): None for name in names(self.folder)}
        paths |= dict.fromkeys(stand.bron.naam for stand in lees_standen(self._index_folder))
        there, gone = [], []
        for path in paths:
            try:
                there += [str(bron.pad) for bron in vind_bronnen([path])]
            except InvoerFout as error:
                gone.append(f"{error.message[:1].upper()}{error.message[1:]}. Wat eruit is opgenomen, blijft.")
        report = self._ingest(task, index, there, Kenmerken())
        report.meldingen = gone + [m for m in report.meldingen if GEBLEVEN not in m]
        return report


def _dropped(task: Task, wanted: set[str]) -> bool:
    """Whether any of these files is to be removed by now."""
    return not wanted.isdisjoint(task.dropped)


_KINDS: dict[Kind, Callable[[Tasks, Task, Index], IngestReport]] = {
    "opnemen": Tasks._take_in,
    "verwijderen": Tasks._take_out,
    "herlezen": Tasks._read_again,
}


def outcome(task: Task) -> dict[str, Any]:
    """What came of a task, as `wegwijzer ingest --json` tells it; files that were not kept are left out too."""
    report = task.report or IngestReport()
    return asdict(report) | {"overgeslagen": task.left_out + report.overgeslagen}
