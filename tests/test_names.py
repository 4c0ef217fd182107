"""The names that others rely on exist, with the arguments that `docs/names.md` promises."""

import importlib
import inspect
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from trivet.platform.tasks.declarations import Task

PAGE = Path(__file__).parent.parent / "docs" / "names.md"
ROW = re.compile(r"^\| `(\w+)\.(\w+)\(([^)]*)\)` \| `([\w.]+)` \|", re.MULTILINE)


TASK = re.compile(r"^\| `(\w+_task)\(([^)]*)\)` \| `([\w.]+)` \|", re.MULTILINE)


@dataclass(frozen=True)
class Promise:
    """One line of the page."""

    owner: str
    method: str
    arguments: list[str]
    module: str


def promised() -> list[Promise]:
    return [
        Promise(owner, method, [name.strip() for name in arguments.split(",")], module)
        for owner, method, arguments, module in ROW.findall(PAGE.read_text(encoding="utf-8"))
    ]


def test_the_page_is_read() -> None:
    assert len(promised()) >= 14


@pytest.mark.parametrize("promise", promised(), ids=lambda each: f"{each.owner}.{each.method}")
def test_a_promised_name_exists_with_its_arguments(promise: Promise) -> None:
    owner = getattr(importlib.import_module(promise.module), promise.owner)
    signature = inspect.signature(getattr(owner, promise.method))
    bound = not isinstance(inspect.getattr_static(owner, promise.method), staticmethod)
    parameters = list(signature.parameters.values())[bound:]
    leading, further = (
        parameters[: len(promise.arguments)],
        parameters[len(promise.arguments) :],
    )
    assert [parameter.name for parameter in leading] == promise.arguments
    assert all(each.kind is not each.KEYWORD_ONLY for each in leading)
    for each in further:
        assert each.kind in {each.KEYWORD_ONLY, each.VAR_KEYWORD} or each.default is not each.empty


@pytest.mark.parametrize(
    ("name", "arguments", "module"), TASK.findall(PAGE.read_text(encoding="utf-8"))
)
def test_a_promised_task_is_declared(name: str, arguments: str, module: str) -> None:
    declared = vars(importlib.import_module(module)).values()
    (task,) = [each for each in declared if isinstance(each, Task) and each.name == name]
    # A secret under another name would be stored in the clear.
    assert task.secret_args <= {argument.strip() for argument in arguments.split(",")}
