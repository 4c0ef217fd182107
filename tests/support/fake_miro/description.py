"""Miro's own description of its REST API, and what is wrong with a request by it, field by field."""

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from tests.support.fake_miro.further_paths import PATHS
from tests.support.fake_miro.refusals import Field
from tests.support.playing import openapi
from tests.support.playing.openapi import DATA, FORM, Json, Operation
from tests.support.playing.wire import Asked

FILE = DATA / "miro" / "openapi.json"
BULK = "/v2/boards/{board_id}/items/bulk"
MOST_AT_ONCE = 20
_LEVEL = re.compile(r">Level (\d)<")
_RANGE = re.compile(r'number from (\S+) to ([^\s"]+)')
INT64 = 2**63


def missing() -> str | None:
    """Why nothing can be checked against the description, or None."""
    return None if FILE.is_file() else f"no description of Miro's API at {FILE}"


def _amended(document: Json) -> Json:
    """The document with what Miro says to people only, and with what it leaves out.

    Of a sticky note's two sides one may be set: "You cannot set both the width and height at the same
    time".
    """
    document["components"]["schemas"]["FixedRatioNoRotationGeometry"]["maxProperties"] = 1
    document["paths"] |= PATHS
    return document


class Description(openapi.Description):
    """All operations.

    Args:
        document: Miro's OpenAPI 3.0 document.
    """

    def __init__(self, document: Json) -> None:
        ranges: set[str] = set()
        document = _amended(_ranged(document, ranges))
        formats = {each: _in_range(each) for each in ranges}
        super().__init__(document, {**formats, "int64": _is_int64})

    def wrong(self, operation: Operation, asked: Asked) -> Iterator[Field]:
        """Everything that is not described about a request to an operation."""
        for name in sorted(operation.needs_query - asked.params.keys()):
            yield Field(name, "is required")
        for name, text in asked.params.items():
            if name not in operation.query:
                yield Field(name, f"Parameter [{name}] is not supported")
            else:
                yield from self._value(operation.query[name], text, name)
        yield from self._body(operation, asked)

    def level(self, operation: Operation) -> int:
        """What a request costs; 0 where nothing is said of that."""
        found = _LEVEL.search(operation.words)
        return int(found[1]) if found else 0

    def _body(self, operation: Operation, asked: Asked) -> Iterator[Field]:
        if not asked.body:
            if operation.needs_body:
                yield Field("body", "is required")
            return
        if operation.body is None:
            yield Field("body", "is not supported")
            return
        if asked.headers.get("content-type", "").partition(";")[0] != operation.media:
            yield Field("body", f"Content-Type is not {operation.media}")
        try:
            value = asked.form if operation.media == FORM else asked.json
        except ValueError:
            yield Field("body", "is no JSON")
            return
        if operation.template == BULK:
            yield from self._bulk(operation.body, value)
        else:
            yield from self._value(operation.body, value)

    def _bulk(self, schema: Json, items: Any) -> Iterator[Field]:
        """Each item is what it would be alone, with its type beside it."""
        if not isinstance(items, list) or not items:
            yield Field("body", "is no array of items")
            return
        if len(items) > MOST_AT_ONCE:
            message = f"At most {MOST_AT_ONCE} items could be created with a single request"
            yield Field("body", message)
            return
        kinds = schema["items"]["properties"]["type"]["enum"]
        for number, item in enumerate(items):
            kind = item.get("type") if isinstance(item, dict) else None
            alone = self.find("POST", f"/v2/boards/b/{kind}s") if kind in kinds else None
            if alone is None or alone.body is None:
                yield Field(f"{number}.type", "is no type of item")
                continue
            rest = {name: value for name, value in item.items() if name != "type"}
            yield from self._value(alone.body, rest, str(number))

    def _value(self, schema: Json, value: Any, at: str = "") -> Iterator[Field]:
        for error in self.found(schema, value):
            parts = [*([at] if at else []), *(str(each) for each in error.instance_path)]
            for name in getattr(error.kind, "unexpected", ()):
                field = ".".join([*parts, name])
                yield Field(field, f"Field [{field}] is not supported")
            if not hasattr(error.kind, "unexpected"):
                lacking = [error.kind.property] if hasattr(error.kind, "property") else []
                yield Field(".".join([*parts, *lacking]) or "body", _message(error, at))


def _message(error: Any, at: str) -> str:
    """What is wrong; too short and too long pages are refused in Miro's words."""
    asked_range = _RANGE.search(error.message)
    if at == "limit" and asked_range and str(error.instance).isdecimal():
        below = float(error.instance) < float(asked_range[1])
        which, bound = ("minimum", asked_range[1]) if below else ("maximum", asked_range[2])
        return f"{which} items page size is {bound}"
    message: str = error.message
    return message[:300]


def _ranged(node: Any, ranges: set[str]) -> Any:
    """Numbers that are written as texts, with a format for what they may be.

    Args:
        ranges: takes the names of these formats.
    """
    if isinstance(node, list):
        return [_ranged(each, ranges) for each in node]
    if not isinstance(node, dict):
        return node
    made = {name: _ranged(value, ranges) for name, value in node.items()}
    if node.get("type") == "string" and ("minimum" in node or "maximum" in node):
        low, high = made.pop("minimum", "-inf"), made.pop("maximum", "inf")
        made["format"] = f"number from {low} to {high}"
        ranges.add(made["format"])
    return made


def _in_range(name: str) -> Any:
    found = _RANGE.search(name)
    assert found
    low, high = float(found[1]), float(found[2])

    def fits(text: str) -> bool:
        try:
            return low <= float(text) <= high
        except ValueError:
            return False

    return fits


def _is_int64(text: str) -> bool:
    return text.isdecimal() and int(text) < INT64


@cache
def described() -> Description:
    """The description; read once."""
    return Description(json.loads(FILE.read_bytes()))
