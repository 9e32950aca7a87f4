"""Managing the documents of users: added, listed, replaced, read again, removed; what can't be read is said by name."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from processes import LONGEST, wait_until
from starlette.testclient import TestClient
from web_support import ScriptedAssistant, WithIndex

from assistant.documents import neem_op
from knowledge.catalogue import Catalogue
from knowledge.decoding import LeesFout
from knowledge.index import Index, Progress
from knowledge.ingest import LEZEN, Afgebroken, ingest
from web.app import create_app
from web.intake import Task
from web.uploads import LONGEST_NAME, safe_name

HTML = {"accept": "text/html"}
FIETS = b"# Fietsvergoeding\n\nDe fietsvergoeding voor een begeleider is 23 cent per kilometer.\n"
LUNCH = b"# Lunchregeling\n\nOp woensdag is er soep voor de hele afdeling.\n"
BROKEN = b"PK\x03\x04 kapot"
DAMAGED = "het bestand is beschadigd (de inhoud is niet uit te pakken)"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of its own, empty."""
    folder = tmp_path / "data"
    monkeypatch.setenv("WEGWIJZER_DATA", str(folder))
    return folder


@pytest.fixture
def app(data: Path) -> FastAPI:
    return create_app(lambda melden: WithIndex())


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    with browse(app) as client:
        yield client


def browse(app: FastAPI) -> TestClient:
    here = ("127.0.0.1", 50000)
    client = TestClient(app, base_url="http://127.0.0.1", client=here, raise_server_exceptions=False)
    client.__enter__()
    assert app.state.opening.wait(LONGEST)
    return Closing(client)


class Closing:
    """The client, stopped at the end of a `with`."""

    def __init__(self, client: TestClient) -> None:
        self._client = client

    def __enter__(self) -> TestClient:
        return self._client

    def __exit__(self, *_: object) -> None:
        self._client.__exit__()


def add(client: TestClient, *files: tuple[str, bytes], **options: str) -> dict[str, Any]:
    response = client.post("/api/documents", files=[("bestand", file) for file in files], data=options)
    assert response.status_code == 200, response.text
    outcome: dict[str, Any] = response.json()
    return outcome


def ended(client: TestClient, where: str) -> str:
    """The page of a task, when it has ended."""
    wait_until(lambda: client.get(where).json()["state"] not in ("wacht", "bezig"))
    return client.get(where, headers=HTML).text


def documents(client: TestClient) -> str:
    return client.get("/beheer/documenten", headers=HTML).text


def index(app: FastAPI) -> Index:
    found: Index = app.state.opening.assistent.index
    return found


def kept(data: Path) -> list[str]:
    return sorted(p.name for p in (data / "documenten").iterdir() if not p.name.startswith("."))


def test_what_can_be_read_is_found_and_the_rest_is_said_by_name(client: TestClient, app: FastAPI, data: Path) -> None:
    outcome = add(client, ("fiets.md", FIETS), ("kapot.docx", BROKEN), ("leeg.txt", b""))
    assert (outcome["nieuw"], outcome["passages"]) == (1, 1)
    assert outcome["overgeslagen"] == [
        {"bestand": "kapot.docx", "reden": DAMAGED},
        {"bestand": "leeg.txt", "reden": "het bestand is leeg"},
    ]
    assert kept(data) == ["fiets.md", "kapot.docx", "leeg.txt"]
    assert (data / "documenten" / "fiets.md").read_bytes() == FIETS
    [hit] = index(app).search("fietsvergoeding", k=1)
    assert (hit.passage.document, hit.passage.herkomst) == ("fiets.md", "gebruiker")
    page = documents(client)
    assert "Overgeslagen: <span>" + DAMAGED in page
    assert "Overgeslagen: <span>het bestand is leeg" in page
    assert ">3 documenten<" in page
    assert not list((data / "documenten" / ".taken").iterdir())


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("nieuws.txt", "Nieuws\n\nGeplaatst op 31 februari 2024\n\nEr komt een aanbesteding.\n"),
        ("nieuws.md", '---\ndatum: "2025-02-31"\n---\nEr komt een aanbesteding.\n'),
    ],
)
def test_a_document_with_a_day_that_does_not_exist_is_listed_as_others(
    client: TestClient, name: str, text: str
) -> None:
    add(client, (name, text.encode()))
    assert f">{name}<" in documents(client)


def test_a_document_of_before_with_a_day_that_does_not_exist_is_listed(client: TestClient, app: FastAPI) -> None:
    add(client, ("fiets.md", FIETS))
    with closing(Catalogue(index(app).directory)) as catalogue, catalogue.wijzigen():
        [source] = catalogue.bronnen().values()
        old = [replace(passage, datum="2024-02-31") for passage in catalogue.passages("fiets.md")]
        catalogue.zet_bestand(source, "fiets.md", catalogue.bestanden(source)["fiets.md"], old)
    assert "2024-02-31" in documents(client)


def test_what_was_there_stays_when_more_comes(client: TestClient, app: FastAPI) -> None:
    add(client, ("fiets.md", FIETS))
    add(client, ("lunch.md", LUNCH))
    assert set(index(app).documents("gebruiker")) == {"fiets.md", "lunch.md"}


def test_the_same_name_replaces(client: TestClient, app: FastAPI, data: Path) -> None:
    add(client, ("fiets.md", FIETS))
    outcome = add(client, ("fiets.md", FIETS.replace(b"23", b"24")))
    assert (outcome["nieuw"], outcome["gewijzigd"]) == (0, 1)
    assert "24 cent" in index(app).passages("fiets.md")[0].text
    assert kept(data) == ["fiets.md"]


def test_two_of_one_name_sent_together_are_both_kept(client: TestClient, app: FastAPI, data: Path) -> None:
    """The second gets a number; sent again they replace themselves, and one of them can be removed."""
    both = [("fiets.md", FIETS), ("fiets.md", LUNCH), ("Fiets.md", FIETS + LUNCH), ("fiets (2).md", b"# Twee\n\nTwee.")]
    assert add(client, *both)["overgeslagen"] == []
    names = ["Fiets (3).md", "fiets (2) (2).md", "fiets (2).md", "fiets.md"]
    assert kept(data) == names
    assert "woensdag" in index(app).passages("fiets (2).md")[0].text
    add(client, *both)
    assert kept(data) == names
    client.post("/beheer/documenten/verwijder", data={"naam": "fiets (2).md"}, headers=HTML)
    assert kept(data) == [name for name in names if name != "fiets (2).md"]
    assert "23 cent" in index(app).passages("fiets.md")[0].text


def test_one_of_the_same_name_from_elsewhere_is_told_apart_and_can_be_removed(
    client: TestClient, app: FastAPI, tmp_path: Path
) -> None:
    add(client, ("fiets.md", FIETS))
    elders = tmp_path / "elders" / "fiets.md"
    elders.parent.mkdir()
    elders.write_bytes(FIETS.replace(b"23", b"31"))
    ingest([elders], index(app))
    assert set(index(app).documents("gebruiker")) == {"documenten/fiets.md", "elders/fiets.md"}
    page = documents(client)
    assert "in antwoorden heet dit: <code>documenten/fiets.md</code>" in page
    assert 'href="/bronnen/documenten/fiets.md"' in page
    listed = client.get("/bronnen").text
    assert "(documenten/fiets.md)" in listed
    assert 'href="/bronnen/elders/fiets.md"' in listed
    client.post("/beheer/documenten/verwijder", data={"bron": str(elders)}, headers=HTML)
    assert "23 cent" in index(app).passages("fiets.md")[0].text
    assert "elders" not in documents(client)


def test_what_is_said_of_documents_holds_until_the_form_says_otherwise(client: TestClient, app: FastAPI) -> None:
    add(client, ("fiets.md", FIETS), regeling="westfriesland-2025", datum="1 maart 2026", uitgever="Gemeente Hoorn")
    passage = index(app).passages("fiets.md")[0]
    assert (passage.regeling, passage.datum, passage.uitgever) == ("westfriesland-2025", "2026-03-01", "Gemeente Hoorn")
    assert "1 maart 2026" in documents(client)
    again = add(client, ("fiets.md", FIETS + b"\nEn meer.\n"))
    assert again["meldingen"] == [
        "Voor fiets.md geldt nog wat eerder is opgegeven: uitgever Gemeente Hoorn, datum 2026-03-01, "
        "regeling westfriesland-2025."
    ]
    assert index(app).passages("fiets.md")[0].regeling == "westfriesland-2025"
    client.post("/beheer/documenten", files={"bestand": ("fiets.md", FIETS)}, headers=HTML)
    assert index(app).passages("fiets.md")[0].regeling is None


def test_a_period_can_be_filled_in(client: TestClient, app: FastAPI) -> None:
    page = documents(client)
    assert 'name="van"' in page
    assert 'name="tot"' in page
    add(client, ("fiets.md", FIETS), van="1 april 2026", tot="31-12-2026")
    passage = index(app).passages("fiets.md")[0]
    assert (passage.van, passage.tot) == ("2026-04-01", "2026-12-31")
    assert "1 april 2026 tot en met 31 december 2026" in documents(client)


@pytest.mark.parametrize(
    ("files", "options", "melding"),
    [
        ([("fiets.md", FIETS)], {"datum": "31-2-2026"}, "datum: "),
        ([("fiets.md", FIETS)], {"regeling": "nergens"}, "geen bekende regeling"),
        ([("a.md", FIETS), ("b.md", LUNCH)], {"titel": "Een"}, "een titel kan alleen bij één bestand"),
        ([("fiets.md", FIETS)], {"van": "2026-02-01", "tot": "2026-01-01"}, "ligt voor de eerste"),
        ([], {}, "kies eerst een of meer bestanden"),
        ([(f"{n}.md", b"x") for n in range(201)], {}, "hoogstens 200 bestanden tegelijk"),
    ],
)
def test_wrong_input_keeps_nothing(
    client: TestClient, data: Path, files: list[Any], options: dict[str, str], melding: str
) -> None:
    sent = [("bestand", file) for file in files]
    for path, head in (("/api/documents", {}), ("/beheer/documenten", HTML)):
        response = client.post(path, files=sent or {"bestand": ("", b"")}, data=options, headers=head)
        assert response.status_code == 422
        assert melding in response.text
    assert not (data / "documenten").exists()


def test_what_is_no_form_is_said(client: TestClient) -> None:
    response = client.post("/api/documents", json={"pad": "/etc/passwd"})
    assert response.status_code == 422
    assert response.json()["detail"] == "bestand: stuur de bestanden als formulier (multipart/form-data)."


def test_too_large_is_said_by_name_and_only_here_more_than_a_megabyte_is_taken(client: TestClient, data: Path) -> None:
    outcome = add(client, ("groot.txt", b"x" * (50 * 1024 * 1024 + 1)), ("fiets.md", FIETS))
    assert outcome["overgeslagen"] == [{"bestand": "groot.txt", "reden": "het bestand is groter dan 50 MB"}]
    assert kept(data) == ["fiets.md"]
    huge = {"content-length": str(257 * 1024 * 1024), "content-type": "multipart/form-data; boundary=x"}
    response = client.post("/api/documents", content=b"", headers=huge)
    assert response.status_code == 413
    assert response.json()["detail"] == "Stuur ten hoogste 256 MB. Stuur minder bestanden tegelijk."
    form = {"bestand": ("x", b"y" * 1_100_000)}
    assert client.post("/beheer/documenten/opnieuw", files=form).status_code == 413


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Documenten\\afspraak.docx", "afspraak.docx"),
        ("/etc/../naam.md", "naam.md"),
        ("..", "document"),
        (".htaccess", "htaccess"),
        ("~$lock.docx", "lock.docx"),
        ("regel\r\neinde\x00.md", "regel einde.md"),
        ("cafe\u0301 \u202e.md", "café.md"),
        ("", "document"),
    ],
)
def test_a_name_that_was_sent_is_never_a_path(sent: str, name: str) -> None:
    assert safe_name(sent) == name


def test_a_long_name_keeps_its_extension() -> None:
    name = safe_name("é" * 300 + ".docx")
    assert len(name.encode()) <= LONGEST_NAME
    assert name.endswith("é.docx")
    assert len(safe_name("a." + "b" * 300).encode()) <= LONGEST_NAME


def test_nothing_is_written_outside_the_folder(client: TestClient, data: Path) -> None:
    add(client, ("../../fiets.md", FIETS))
    assert kept(data) == ["fiets.md"]
    assert not list(data.parent.glob("*.md"))


def test_removed_is_gone_from_disk_index_and_list(client: TestClient, app: FastAPI, data: Path) -> None:
    add(client, ("fiets.md", FIETS), ("kapot.docx", BROKEN), ("lunch.md", LUNCH))
    for name in ("fiets.md", "kapot.docx"):
        page = client.post("/beheer/documenten/verwijder", data={"naam": name}, headers=HTML)
        assert '<h1 id="kop" tabindex="-1">Verwijderd</h1>' in page.text
    assert kept(data) == ["lunch.md"]
    assert set(index(app).documents("gebruiker")) == {"lunch.md"}
    page = documents(client)
    assert "lunch.md" in page
    assert "fiets.md" not in page
    assert "kapot.docx" not in page
    for name in ("fiets.md", "../index/CURRENT", ".taken", ""):
        assert client.post("/beheer/documenten/verwijder", data={"naam": name}).status_code == 404


def test_what_came_by_command_is_shown_and_can_be_taken_out(client: TestClient, app: FastAPI, tmp_path: Path) -> None:
    folder = tmp_path / "map"
    folder.mkdir()
    (folder / "lunch.md").write_bytes(LUNCH)
    (folder / "leeg.txt").touch()
    ingest([folder], index(app))
    page = documents(client)
    assert f">{folder}</h3>" in page
    assert "<summary>1 bestand niet gelezen</summary>" in page
    assert "<strong>leeg.txt</strong>: het bestand is leeg." in page
    client.post("/beheer/documenten/verwijder", data={"bron": str(folder)}, headers=HTML)
    assert index(app).documents("gebruiker") == {}
    assert (folder / "lunch.md").exists()


def test_a_plain_form_ends_at_what_came_of_it(client: TestClient) -> None:
    files = [("bestand", ("fiets.md", FIETS)), ("bestand", ("kapot.docx", BROKEN))]
    page = client.post("/beheer/documenten", files=files, headers=HTML)
    assert page.url.path.startswith("/beheer/documenten/taken/")
    assert "1 document is opgenomen" in page.text
    assert "1 bestand is overgeslagen" in page.text
    assert f"<strong>kapot.docx</strong>: {DAMAGED}." in page.text
    assert client.get("/beheer/documenten/taken/weg", headers=HTML).status_code == 404


def test_who_need_not_wait_is_told_where_to_look(client: TestClient) -> None:
    response = client.post(
        "/api/documents", files={"bestand": ("fiets.md", FIETS)}, headers={"Prefer": "respond-async"}
    )
    assert response.status_code == 202
    while (state := client.get(response.headers["location"]).json())["state"] in ("wacht", "bezig"):
        pass
    assert (state["state"], state["files"]) == ("klaar", ["fiets.md"])


def test_reading_again_takes_what_changed_and_says_what_is_gone(
    client: TestClient, app: FastAPI, data: Path, tmp_path: Path
) -> None:
    add(client, ("fiets.md", FIETS), uitgever="Gemeente Hoorn")
    gone = tmp_path / "weg.md"
    gone.write_bytes(LUNCH)
    ingest([gone], index(app))
    gone.unlink()
    (data / "documenten" / "fiets.md").write_bytes(FIETS.replace(b"23", b"25"))
    (data / "documenten" / "nieuw.md").write_bytes(b"# Parkeren\n\nParkeren kan achter het gebouw.\n")
    assert "Nog niet verwerkt" in documents(client)
    page = client.post("/beheer/documenten/opnieuw", headers=HTML).text
    assert "2 bestanden bekeken: 1 nieuw, 1 gewijzigd, 0 ongewijzigd, 0 verwijderd." in page
    assert f"&#39;{gone}&#39; bestaat niet" in page
    assert "geldt nog wat eerder" not in page
    assert set(index(app).documents("gebruiker")) == {"fiets.md", "nieuw.md", "weg.md"}
    passage = index(app).passages("fiets.md")[0]
    assert ("25 cent" in passage.text, passage.uitgever) == (True, "Gemeente Hoorn")


def test_what_was_left_by_a_server_that_stopped_is_done_at_the_next_start(data: Path) -> None:
    folder = data / "documenten"
    folder.mkdir(parents=True)
    (folder / "fiets.md").write_bytes(FIETS)
    (folder / ".0123.tmp").write_bytes(b"half")
    before = create_app(lambda melden: WithIndex())  # never started: what it was told to do is only kept
    before.state.tasks.add(Task("opnemen", ["fiets.md"], {"uitgever": "Gemeente Hoorn"}))
    app = create_app(lambda melden: WithIndex())
    with browse(app) as client:
        [task] = app.state.tasks._known.values()
        assert task.ended.wait(LONGEST)
        assert index(app).passages("fiets.md")[0].uitgever == "Gemeente Hoorn"
        assert "Gemeente Hoorn" in documents(client)
    assert not list((folder / ".taken").iterdir())
    assert not (folder / ".0123.tmp").exists()


def test_removing_calls_off_what_is_being_taken_in(
    client: TestClient, app: FastAPI, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file that takes long is left out, those beside it are taken in, and the removal need not wait."""
    begun = threading.Event()

    def slow(paths: Any, index: Any, said: Any, progress: Any, *, stop: Callable[[], bool], nu: Any) -> Any:
        names = [Path(path).name for path in paths]
        progress(Progress(LEZEN, 0, len(names), names[0]))
        begun.set()
        until = time.monotonic() + LONGEST
        while "groot.csv" in names and not stop() and time.monotonic() < until:
            time.sleep(0.01)
        if stop():
            raise Afgebroken("")
        return neem_op(paths, index, said, progress, stop=stop, nu=nu)

    monkeypatch.setattr("web.intake.neem_op", slow)
    files = [("bestand", ("groot.csv", b"a;b\n1;2\n")), ("bestand", ("fiets.md", FIETS))]
    task = app.state.tasks.get(client.post("/beheer/documenten", files=files).json()["id"])
    assert begun.wait(LONGEST)
    state = client.get(f"/beheer/documenten/taken/{task.id}").json()
    assert (state["step"], state["done"], state["total"], state["state"]) == ("Leest groot.csv", 0, 2, "bezig")
    assert "0 van 2" in client.get(f"/beheer/documenten/taken/{task.id}", headers=HTML).text
    client.post("/beheer/documenten/verwijder", data={"naam": "groot.csv"}, headers=HTML)
    assert task.ended.wait(LONGEST)
    assert kept(data) == ["fiets.md"]
    assert "23 cent" in index(app).passages("fiets.md")[0].text
    page = client.get(f"/beheer/documenten/taken/{task.id}", headers=HTML).text
    assert "het is verwijderd voordat het was opgenomen" in page


@pytest.fixture
def endless(monkeypatch: pytest.MonkeyPatch) -> tuple[threading.Event, threading.Event]:
    """Taking in that has begun, and goes on until it is stopped; afterwards (the second is set) it is as always."""
    begun, free = threading.Event(), threading.Event()

    def slow(paths: Any, index: Any, said: Any, progress: Any, *, stop: Callable[[], bool], nu: Any) -> Any:
        progress(Progress(LEZEN, 1, len(paths), Path(paths[0]).name))
        begun.set()
        until = time.monotonic() + LONGEST
        while not free.is_set() and time.monotonic() < until:
            if stop():
                raise Afgebroken("")
            time.sleep(0.01)
        return neem_op(paths, index, said, progress, stop=stop, nu=nu)

    monkeypatch.setattr("web.intake.neem_op", slow)
    return begun, free


def test_what_is_stopped_is_not_in_and_goes_on_when_asked(
    client: TestClient, app: FastAPI, data: Path, endless: tuple[threading.Event, threading.Event]
) -> None:
    """Nothing half: what had been added stays, what is said of the files is kept, and going on takes them in."""
    begun, free = endless
    free.set()
    add(client, ("lunch.md", LUNCH))
    free.clear()
    begun.clear()
    files = [("bestand", ("lunch.md", LUNCH + b"\nEn brood.\n")), ("bestand", ("fiets.md", FIETS))]
    sent = client.post("/beheer/documenten", files=files, data={"uitgever": "Gemeente Hoorn"})
    where = sent.json()["adres"]
    assert begun.wait(LONGEST)
    assert f'action="{where}/stop"' in documents(client)
    page = client.post(f"{where}/stop", headers=HTML).text
    assert client.get(where).json()["state"] == "gestopt"
    assert "Gestopt</h1>" in page
    assert "2 bestanden zijn niet opgenomen" in page
    said = re.sub("<[^>]+>", "", page)
    assert "lunch.md: de vorige versie blijft te vinden" in said
    assert "fiets.md: de vorige" not in said
    assert set(index(app).documents("gebruiker")) == {"lunch.md"}
    assert "brood" not in index(app).passages("lunch.md")[0].text
    listed = documents(client)
    assert "Gestopt: 2 bestanden zijn niet opgenomen" in listed
    free.set()
    client.post(f"{where}/verder", headers=HTML)
    assert "2 documenten zijn opgenomen" in ended(client, where)
    assert index(app).passages("fiets.md")[0].uitgever == "Gemeente Hoorn"
    assert '/verder"' not in documents(client)


def test_what_waits_can_be_stopped_too_and_reading_again_takes_it_up(
    client: TestClient, app: FastAPI, endless: tuple[threading.Event, threading.Event]
) -> None:
    begun, free = endless
    one = client.post("/beheer/documenten", files={"bestand": ("fiets.md", FIETS)}).json()["adres"]
    assert begun.wait(LONGEST)
    two = client.post("/beheer/documenten", files={"bestand": ("lunch.md", LUNCH)}).json()["adres"]
    client.post(f"{two}/stop")
    assert client.get(two).json()["state"] == "gestopt"
    assert client.get(one).json()["state"] == "bezig"
    free.set()
    client.post("/beheer/documenten/opnieuw", headers=HTML)
    assert client.get(two).json()["state"] == "klaar"
    assert set(index(app).documents("gebruiker")) == {"fiets.md", "lunch.md"}


def test_what_was_stopped_stays_so_when_the_server_starts_anew(
    client: TestClient, app: FastAPI, endless: tuple[threading.Event, threading.Event]
) -> None:
    begun, free = endless
    where = client.post("/beheer/documenten", files={"bestand": ("fiets.md", FIETS)}).json()["adres"]
    assert begun.wait(LONGEST)
    client.post(f"{where}/stop", headers=HTML)
    free.set()
    later = create_app(lambda melden: WithIndex())
    with browse(later) as again:
        assert again.get(where).json()["state"] == "gestopt"
        again.post(f"{where}/verder", headers=HTML)
        assert "1 document is opgenomen" in ended(again, where)


def test_removing_a_file_of_what_was_stopped_leaves_nothing_to_go_on_with(
    client: TestClient, app: FastAPI, data: Path, endless: tuple[threading.Event, threading.Event]
) -> None:
    begun, _ = endless
    where = client.post("/beheer/documenten", files={"bestand": ("fiets.md", FIETS)}).json()["adres"]
    assert begun.wait(LONGEST)
    client.post(f"{where}/stop", headers=HTML)
    client.post("/beheer/documenten/verwijder", data={"naam": "fiets.md"}, headers=HTML)
    assert '/verder"' not in documents(client)
    assert not list((data / "documenten" / ".taken").iterdir())
    assert not (data / "index" / "gelezen.sqlite").exists()


def test_a_file_that_is_being_read_need_not_be_waited_for(
    client: TestClient, app: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reader itself is ended, and what it was at is not noted as a file that can't be read."""
    reading = threading.Event()
    killed = threading.Event()

    def hang(_self: object, _question: object, _content: object) -> dict[str, Any]:
        reading.set()
        assert killed.wait(LONGEST)
        raise LeesFout("diep.md", "het bestand is beschadigd: het lezen ervan is vastgelopen")

    with monkeypatch.context() as patched:
        patched.setattr("knowledge.readers.isolation.Werker._vraag", hang)
        patched.setattr("knowledge.readers.isolation.Werker.breek_af", lambda _self: killed.set())
        where = client.post("/beheer/documenten", files={"bestand": ("diep.md", FIETS)}).json()["adres"]
        assert reading.wait(LONGEST)
        client.post(f"{where}/stop", headers=HTML)
    assert client.get(where).json()["state"] == "gestopt"
    assert "vastgelopen" not in documents(client)


KILLED = """
import sys, threading
from knowledge.index import Index
from web.app import create_app
from web_support import WithIndex
from starlette.testclient import TestClient

def halfway(self, *_args, **_more):
    print("halverwege", flush=True)
    threading.Event().wait()

Index.sync = halfway
app = create_app(lambda melden: WithIndex())
with TestClient(app, base_url="http://127.0.0.1", client=("127.0.0.1", 1)) as client:
    app.state.opening.wait(60)
    client.post("/api/documents", files={"bestand": ("fiets.md", sys.argv[1].encode())}, data={"uitgever": "Hoorn"})
"""


def test_a_server_that_is_killed_halfway_loses_nothing(data: Path) -> None:
    here = Path(__file__).parent
    path = os.pathsep.join(map(str, [here.parent.parent, here.parent, here]))
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, FIETS.decode()],
        env={**os.environ, "PYTHONPATH": path},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "halverwege\n"
    process.send_signal(signal.SIGKILL)
    process.wait(20)
    process.stdout.close()
    app = create_app(lambda melden: WithIndex())
    with browse(app):
        [task] = app.state.tasks._known.values()
        assert task.ended.wait(LONGEST)
        assert index(app).passages("fiets.md")[0].uitgever == "Hoorn"


def test_what_is_to_be_processed_is_told_from_what_nobody_is_at(
    client: TestClient, app: FastAPI, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (data / "documenten").mkdir(parents=True, exist_ok=True)
    for name in ("een.md", "twee.md", "drie.md"):
        (data / "documenten" / name).write_bytes(FIETS)
    tasks = [Task("opnemen", ["een.md"], state="bezig"), Task("opnemen", ["twee.md"])]
    monkeypatch.setattr(app.state.tasks, "busy", lambda: tasks)
    rows = re.findall('<li class="document aandacht">.*?</li>', documents(client), re.S)
    said = {name: re.sub("<[^>]+>|\\s+", " ", row) for name, row in zip(["drie", "een", "twee"], rows, strict=True)}
    assert "Wordt nu verwerkt." in said["een"]
    assert "Wacht op verwerking; dat gaat vanzelf." in said["twee"]
    assert "Nog niet verwerkt. Kies ‘Verwerk opnieuw’." in said["drie"]
    tasks[:] = [Task("herlezen")]
    assert "Nog niet verwerkt" not in documents(client)


def test_while_the_assistant_is_not_open_nothing_is_taken(data: Path) -> None:
    def never(melden: Callable[..., None]) -> ScriptedAssistant:
        raise RuntimeError

    app = create_app(never)
    with TestClient(app, base_url="http://127.0.0.1", client=("127.0.0.1", 1)) as client:
        app.state.opening.wait(LONGEST)
        response = client.post("/api/documents", files={"bestand": ("fiets.md", FIETS)})
        assert response.status_code == 503
    assert not (data / "documenten").exists()
