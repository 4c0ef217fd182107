"""The threat model in SECURITY.md: each of its sentences names tests, and those are there and are run."""

import ast
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from tests.support.commands import ROOT

ATTACKERS = 10
_SAID = re.compile(r"^## Threat model\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_NOTE = re.compile(r"<!--.*?-->", re.DOTALL)
_ROW = re.compile(r"^\| (can|cannot) \| (.+?) \| (.+) \|$")
_NAMED = re.compile(r"`([^`]+)`")
_LEFT_OUT = {"skip", "skipif", "xfail"}
_TITLE = re.compile(
    r"^\s*(?:(?:test|it)(?:\.each\(.*?\))?|\]\))\(\s*\"((?:[^\"\\]|\\.)*)\"", re.MULTILINE
)
_NOT_RUN = re.compile(r"\b(?:describe|test|it)\.(?:skip|skipIf|todo|fails|only)\b")


@dataclass(frozen=True)
class Sentence:
    """What an attacker can or cannot do.

    Args:
        attacker: the heading above it.
        can: whether they can.
        text: the sentence.
        tests: as they are named.
    """

    attacker: str
    can: bool
    text: str
    tests: tuple[str, ...]


def sentences(page: str) -> list[Sentence]:
    """The sentences of the threat model, in order.

    Raises:
        AssertionError: there is a row of a table that is none.
    """
    section = _SAID.search(page)
    assert section is not None, "there is no threat model"
    attacker, found = "", []
    for line in _NOTE.sub("", section[1]).splitlines():
        if line.startswith("### "):
            attacker = line.removeprefix("### ")
        elif line.startswith("|") and line not in {"| | | shown by |", "| --- | --- | --- |"}:
            row = _ROW.match(line)
            assert row is not None, line
            named = tuple(_NAMED.findall(row[3]))
            found.append(Sentence(attacker, row[1] == "can", row[2], named))
    return found


def missing(named: str) -> str | None:
    """What is wrong with the name of a test, `path::name`; None if nothing is."""
    path, _, name = named.partition("::")
    file = ROOT / path
    if not name or not file.is_file():
        return f"{named}: there is no such file"
    if file.suffix == ".py":
        if name not in _functions(file):
            return f"{named}: there is no such test"
        return None if _functions(file)[name] else f"{named}: it is not run"
    # Of the client: by what it says of itself.
    text = file.read_text()
    if name not in _TITLE.findall(text):
        return f"{named}: there is no such test"
    return f"{named}: it is not run" if _NOT_RUN.search(text) else None


@cache
def _functions(file: Path) -> dict[str, bool]:
    """The tests of a file, and whether each is run."""
    tree = ast.parse(file.read_text())
    module_wide = any(
        isinstance(node, ast.Assign)
        and any(isinstance(to, ast.Name) and to.id == "pytestmark" for to in node.targets)
        and _leaves_out(node.value)
        for node in tree.body
    )
    return {
        node.name: not module_wide and not any(map(_leaves_out, node.decorator_list))
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if node.name.startswith("test_")
    }


def _leaves_out(mark: ast.expr) -> bool:
    return any(
        isinstance(part, ast.Attribute) and part.attr in _LEFT_OUT for part in ast.walk(mark)
    )


def test_every_sentence_names_tests_that_are_there_and_are_run() -> None:
    found = sentences((ROOT / "SECURITY.md").read_text())
    assert [each.text for each in found if not each.tests] == []
    wrong = {missing(named) for each in found for named in each.tests} - {None}
    assert wrong == set()


def test_of_every_attacker_it_is_said_what_they_can_and_what_they_cannot() -> None:
    found = sentences((ROOT / "SECURITY.md").read_text())
    attackers = {each.attacker for each in found}
    assert len(attackers) == ATTACKERS
    for attacker in attackers:
        assert {each.can for each in found if each.attacker == attacker} == {True, False}, attacker
    texts = [(each.attacker, each.text) for each in found]
    assert len(set(texts)) == len(texts)


def test_a_test_that_is_not_there_or_not_run_is_noticed(tmp_path: Path) -> None:
    here = "tests/test_security_model.py"
    assert missing(f"{here}::test_a_test_that_is_not_there_or_not_run_is_noticed") is None
    for wrong in (f"{here}::test_nothing", f"{here}::sentences", "tests/none.py::test_a", here):
        assert missing(wrong) is not None
    file = tmp_path / "test_some.py"
    file.write_text(
        "import pytest\n@pytest.mark.skip\ndef test_a(): ...\n"
        "@pytest.mark.xfail(reason='x')\ndef test_b(): ...\n"
        "@pytest.mark.parametrize('x', [pytest.param(1, marks=pytest.mark.skipif(True))])\n"
        "def test_c(x): ...\ndef test_d(): ...\n"
    )
    assert _functions(file) == {"test_a": False, "test_b": False, "test_c": False, "test_d": True}
    file = tmp_path / "test_all.py"
    file.write_text("import pytest\npytestmark = [pytest.mark.skip]\ndef test_a(): ...\n")
    assert _functions(file) == {"test_a": False}


@pytest.mark.parametrize(
    "row", ["| may | a | `x` |", "| can | a |", "| can | a | b", "|can|a|`b`|"], ids=range(4)
)
def test_a_row_that_is_none_is_noticed(row: str) -> None:
    page = "## Threat model\n### Who\n| | | shown by |\n| --- | --- | --- |\n"
    assert sentences(page + "| can | a | `x::y` `z` |\n<!-- pending: x -->\n## End\n| x |") == [
        Sentence("Who", True, "a", ("x::y", "z"))
    ]
    with pytest.raises(AssertionError):
        sentences(page + row)
