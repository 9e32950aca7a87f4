"""The documents are true: commands, options, settings, files, links, messages and examples exist and work."""

from __future__ import annotations

import ast
import re
import shlex
import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from assistant.settings import Settings
from knowledge.store import KENNISMAP
from tools.registry import namen
from web.language import teksten
from web.wording import OUTCOMES, STATUSES, VERDICTS

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
HANDLEIDING = ROOT / "docs" / "handleiding.md"
KENNISBANK = ROOT / "docs" / "kennisbank.md"
DOCS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
ROOMS = ("assistant", "evals", "knowledge", "tools", "web")


def every_doc() -> Any:
    return pytest.mark.parametrize("doc", DOCS, ids=lambda doc: doc.relative_to(ROOT).as_posix())


def text_of(doc: Path) -> str:
    return doc.read_text(encoding="utf-8")


def blocks(text: str) -> list[tuple[str, str]]:
    """Language and content of every fenced block."""
    return re.findall(r"^```(\w*)\n(.*?)^```$", text, flags=re.MULTILINE | re.DOTALL)


def code(text: str) -> Iterator[str]:
    """Every inline code and every line of a fenced block."""
    for _, block in blocks(text):
        yield from block.splitlines()
    rest = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    yield from re.findall(r"`([^`\n]+)`", rest)


# --- commands and make targets -----------------------------------------------------------------------------


@lru_cache(maxsize=1)
def commands() -> dict[str, set[str]]:
    """Every command of `wegwijzer` with its options."""
    import typer
    from typer.main import get_command

    from assistant.commands.app import app

    entry_points = tomllib.loads(text_of(ROOT / "pyproject.toml"))["project"]["entry-points"]["wegwijzer.commands"]
    all_of_them = typer.Typer()
    for command in app.registered_commands:
        all_of_them.command(command.name)(command.callback)
    for name, place in entry_points.items():
        module, function = place.split(":")
        all_of_them.command(name)(getattr(__import__(module, fromlist=[function]), function))
    group: Any = get_command(all_of_them)
    return {
        name: {
            option
            for parameter in command.params
            for option in (*parameter.opts, *parameter.secondary_opts)
            if option.startswith("--")
        }
        for name, command in group.commands.items()
    }


def used_commands(text: str) -> list[tuple[str, set[str]]]:
    """Every `wegwijzer COMMAND` in code, with the options behind it."""
    found = []
    for line in code(text):
        for part in re.split(r"\s\|\s", line):
            match = re.match(r"(?:\$ )?(?:\S+/)?wegwijzer (?:--debug )?([a-z]+)(.*)", part)
            if match:
                found.append((match[1], set(re.findall(r"(?<!\S)\[?(--[a-z-]+)", match[2]))))
    return found


@every_doc()
def test_a_documented_command_exists_with_its_options(doc: Path) -> None:
    for name, options in used_commands(text_of(doc)):
        assert name in commands(), f"wegwijzer {name}"
        assert options <= commands()[name] | {"--help"}, f"wegwijzer {name} {options}"


def test_every_command_and_option_stands_in_the_readme() -> None:
    used: dict[str, set[str]] = {"ask": {"--llm"} if "`ask --llm`" in text_of(README) else set()}
    for name, options in used_commands(text_of(README)):
        used.setdefault(name, set()).update(options)
    for name, options in commands().items():
        assert name in used, name
        assert options - {"--help"} <= used[name], name


def test_every_tool_stands_in_the_readme() -> None:
    assert all(f"`{name}`" in text_of(README) for name in namen())


@every_doc()
def test_a_documented_make_target_exists(doc: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", text_of(ROOT / "Makefile"), flags=re.MULTILINE))
    variables = set(re.findall(r"^([A-Z]+) \??:?=", text_of(ROOT / "Makefile"), flags=re.MULTILINE))
    for line in code(text_of(doc)):
        match = re.match(r"make((?:\s+[\w.=-]+)+)", line)
        for word in match[1].split() if match else []:
            if "=" in word:
                assert word.split("=")[0] in variables, line
            else:
                assert word in targets, line


# --- settings, files, links --------------------------------------------------------------------------------


def test_every_setting_stands_in_the_readme_with_its_default() -> None:
    rows = dict(re.findall(r"^\| `(WEGWIJZER_\w+)` \| (.+?) \|", text_of(README), flags=re.MULTILINE))
    assert set(rows) == {f"WEGWIJZER_{name.upper()}" for name in Settings.model_fields}
    for name, field in Settings.model_fields.items():
        if isinstance(field.default, str):
            assert f"`{field.default}`" in rows[f"WEGWIJZER_{name.upper()}"]


def test_the_data_folder_is_the_documented_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WEGWIJZER_DATA", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", "/ergens")
    assert Settings().data == Path("/ergens/wegwijzer-jeugdhulp")
    monkeypatch.delenv("XDG_DATA_HOME")
    assert Settings().data == Path("~/.local/share/wegwijzer-jeugdhulp").expanduser()


@every_doc()
def test_no_other_setting_is_named(doc: Path) -> None:
    known = {f"WEGWIJZER_{name.upper()}" for name in Settings.model_fields}
    tests = "\n".join(text_of(file) for file in (ROOT / "tests").rglob("*.py"))
    assert set(re.findall(r"WEGWIJZER_[A-Z_]+", text_of(doc))) <= known | set(re.findall(r'"(WEGWIJZER_\w+)"', tests))


@every_doc()
def test_a_mentioned_file_exists(doc: Path) -> None:
    """What looks like a path in code is one: below the checkout, the knowledge folder or beside the document."""
    places = (ROOT, KENNISMAP, doc.parent)
    text = re.sub(r"^```.*?^```$", "", text_of(doc), flags=re.MULTILINE | re.DOTALL)
    own = set(re.findall(r"^`([\w/.-]+)`:$", text, flags=re.MULTILINE))  # files that an example writes
    for path in re.findall(r"`([\w./*-]+)`", text):
        is_path = path.startswith(tuple(f"{room}/" for room in (*ROOMS, "tests", "docs"))) or re.search(
            r"\w\.(?:py|md|yaml|toml|json)$", path
        )
        if is_path and path not in own:
            assert any(list(place.glob(path)) for place in places), path


def anchors(doc: Path) -> set[str]:
    """Anchors of the headings, as a forge makes them."""
    text = re.sub(r"^```.*?^```$", "", text_of(doc), flags=re.MULTILINE | re.DOTALL)
    headings = re.findall(r"^#+ (.+)$", text, flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@every_doc()
def test_a_relative_link_resolves(doc: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", text_of(doc)):
        if "://" in target:
            continue
        path, _, anchor = target.partition("#")
        file = (doc.parent / path).resolve() if path else doc
        assert file.exists(), target
        assert not anchor or anchor in anchors(file), target


@every_doc()
def test_no_place_of_one_machine_is_named(doc: Path) -> None:
    forbidden = r"/work\b|/tmp\b|/home/|/root\b|\.\./shared|seeds/|pypi\.org|pythonhosted|registry\.npmjs|proxy\."
    assert not re.search(forbidden, text_of(doc))


def test_the_changelog_has_an_unreleased_part() -> None:
    text = text_of(ROOT / "CHANGELOG.md")
    assert re.search(r"^## \[Unreleased\]\n\n### Added\n\n- ", text, flags=re.MULTILINE)
    headings = set(re.findall(r"^### (\w+)$", text, flags=re.MULTILINE))
    assert headings <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


# --- the guide in Dutch ------------------------------------------------------------------------------------


def test_the_guide_explains_every_word_of_the_page() -> None:
    text = text_of(HANDLEIDING)
    t = teksten("nl")
    for path in [*(f"oordeel.{v}" for v in VERDICTS), *(f"antwoord.{s}" for s in STATUSES if s != "answered")]:
        assert f"| {t(path)} |" in text, path
    for outcome in OUTCOMES:
        assert f"- **{t(f'uitkomst.{outcome}')}**" in text, outcome


@lru_cache(maxsize=1)
def messages() -> list[str]:
    """Every text in the code of the product; what is filled in reads as an ellipsis."""
    found = []
    for room in ROOMS:
        for file in sorted((ROOT / room).rglob("*.py")):
            for node in ast.walk(ast.parse(text_of(file))):
                if isinstance(node, ast.JoinedStr):
                    found.append("".join(str(v.value) if isinstance(v, ast.Constant) else "…" for v in node.values))
                elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                    found.append(node.value)
    return found


def test_every_message_in_the_guide_is_one_of_the_product() -> None:
    table = text_of(HANDLEIDING).partition("| Melding |")[2].partition("\n\n")[0]
    documented = re.findall(r"^\| `(.+?)` \|", table, flags=re.MULTILINE)
    assert len(documented) > 10
    for message in documented:
        pieces = [piece.strip() for piece in message.split("…") if len(piece.strip()) > 3]
        assert any(all(piece in text for piece in pieces) for text in messages()), message


def test_the_invented_regime_in_the_guide_is_whole(tmp_path: Path) -> None:
    from tools.proef import controleer_alles

    files = re.findall(r"^`([\w/.-]+)`:\n\n```\w+\n(.*?)^```$", text_of(KENNISBANK), flags=re.MULTILINE | re.DOTALL)
    assert [Path(name).parent.name for name, _ in files] == ["regelingen", "bronnen", "onderwerpen"]
    for name, content in files:
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(content, encoding="utf-8")
    assert controleer_alles(tmp_path, date(2026, 11, 21)) == []

    regime = tmp_path / files[0][0]
    whole = regime.read_text(encoding="utf-8")
    broken = re.sub(r"(\[B, V\].*#Stapelen) in Voorbeeldstad", r"\1", whole)
    regime.write_text(broken.replace("verdict: toegestaan", "verdict: niet_toegestaan"), encoding="utf-8")
    faults = "\n".join(str(fault) for fault in controleer_alles(tmp_path, date(2026, 11, 21)))
    assert faults in text_of(KENNISBANK)


# --- examples ----------------------------------------------------------------------------------------------


def examples(doc: Path) -> list[tuple[str, str]]:
    """Every `$ command` in a console block with the output that is shown."""
    found = []
    for language, block in blocks(text_of(doc)):
        if language == "console":
            found += re.findall(r"^\$ (.+)\n((?:(?!\$ ).*\n)*)", block, flags=re.MULTILINE)
    return found


def fits(shown: str, output: str) -> bool:
    """Whether the shown output is the output with parts left out at every ellipsis."""
    pattern = ".*".join(re.escape(" ".join(part.split())) for part in shown.split("…"))
    loose = re.sub(r"(?:\\ )+", r"\\s*", pattern).replace(".*", r"\s*.*\s*")
    return re.fullmatch(loose, " ".join(output.split()), flags=re.DOTALL) is not None


ALL_EXAMPLES = [pytest.param(*e, id=f"{doc.stem}: {e[0][:40]}") for doc in DOCS for e in examples(doc)]


@pytest.mark.slow
@pytest.mark.usefixtures("built")
@pytest.mark.parametrize(("command", "shown"), ALL_EXAMPLES)
def test_an_example_gives_what_is_shown(command: str, shown: str, cli: Callable[..., Any], tmp_path: Path) -> None:
    """An ingest works on an index of its own, and so does a search in one."""
    program, *arguments = shlex.split(command)
    assert program == "wegwijzer"
    if "ingest" in arguments or "--index" in arguments:
        (tmp_path / "map").mkdir()
        (tmp_path / "map" / "werkafspraak.md").write_text(WORK_AGREEMENT, encoding="utf-8")
        (tmp_path / "map" / "lezen.txt").write_text(
            "Wij lezen het perspectiefplan met twee mensen.\n", encoding="utf-8"
        )
        if "--index" not in arguments:
            arguments += ["--index", "mijn-index"]
        elif "search" in arguments:
            assert cli("ingest", "map", "--index", "mijn-index").code == 0
    done = cli(*arguments)
    assert done.code == 0, done.stderr
    assert fits(shown, done.stdout), done.stdout


WORK_AGREEMENT = """# Werkafspraken segment B

## Overleg bij opschalen

Voor opschaling in Westfriesland belt de aanbieder eerst de casemanager.
"""


def test_the_readme_shows_a_question_a_rule_and_a_search() -> None:
    shown = [command.split()[1] for command, _ in examples(README)]
    assert shown == ["ask", "tool", "search"]


def test_the_comparison_of_examples_sees_a_difference() -> None:
    assert fits("a … c\n…\n", "a b c\nd")
    assert fits("{…}", "{1}")
    assert not fits("a … c", "a b d")
    assert not fits("a b", "a b c")


# --- checks at every commit --------------------------------------------------------------------------------


def test_the_hooks_leave_the_broken_files_alone() -> None:
    import yaml

    (repo,) = yaml.safe_load(text_of(ROOT / ".pre-commit-config.yaml"))["repos"]
    hooks = {hook["id"]: hook for hook in repo["hooks"]}
    assert {"ruff-check", "ruff-format", "mypy", "import-linter", "knowledge"} <= set(hooks)
    for name in ("yaml", "trailing-whitespace", "end-of-file"):
        assert re.search(hooks[name]["exclude"], "tests/knowledge/kapot/geen_utf8/regelingen/proefstad.yaml")
