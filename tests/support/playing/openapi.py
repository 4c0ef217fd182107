"""A vendor's own description of its REST API, as checks of requests and of answers.

Descriptions are no part of the project: they are looked for beside it, or where
`TRIVET_CONFORMANCE_DATA` says.
"""

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jsonschema_rs

from tests.support.commands import ROOT
from tests.support.playing.routing import match

Json = dict[str, Any]

DATA = Path(os.environ.get("TRIVET_CONFORMANCE_DATA", ROOT.parent / "shared" / "data"))
FORM, JSON = "application/x-www-form-urlencoded", "application/json"
_COMPONENTS = "urn:described"
_METHODS = {"get", "post", "put", "patch", "delete"}


@dataclass(frozen=True)
class Operation:
    """One thing that a vendor does, as it describes it.

    Args:
        method: in capitals.
        template: its path, with names in braces.
        parts: the path, between the slashes.
        path: the schemas of what stands in the path.
        query: the schemas of what may stand in the query.
        needs_query: what must stand in it.
        body: the schema of the body, if it takes one.
        media: the type of the body.
        needs_body: whether it must have one.
        answers: the schema of each answer; None where there is no body to check.
        words: what the vendor says of it to people.
    """

    method: str
    template: str
    parts: tuple[str, ...]
    path: Mapping[str, Json]
    query: Mapping[str, Json]
    needs_query: frozenset[str]
    body: Json | None
    media: str
    needs_body: bool
    answers: Mapping[int, Json | None]
    words: str


class Description:
    """All operations.

    Args:
        document: an OpenAPI 3.0 document.
        formats: further formats of texts, by their names.
    """

    def __init__(
        self, document: Json, formats: Mapping[str, Callable[[str], bool]] | None = None
    ) -> None:
        self._document = document
        self._formats = dict(formats or {})
        self.operations = [
            self._operation(method, template, operation)
            for template, methods in document["paths"].items()
            for method, operation in methods.items()
            if method in _METHODS
        ]
        schemas = {
            name: self.as_answered(schema)
            for name, schema in document["components"]["schemas"].items()
        }
        self._registry = jsonschema_rs.Registry(
            [(_COMPONENTS, {"components": {"schemas": schemas}})],
            draft=jsonschema_rs.Draft202012,
        )
        self._validators: dict[int, Any] = {}

    def parts_of(self, path: str) -> list[str]:
        """The parts of a raw path."""
        return path.split("/")

    def as_answered(self, schema: Json) -> Json:
        """JSON Schema of an answer."""
        return json_schema(schema)

    def find(self, method: str, path: str) -> Operation | None:
        """The operation of a request; the path is raw, as it was sent."""
        return next((each for each in self.at(path) if each.method == method), None)

    def at(self, path: str) -> list[Operation]:
        """All operations of a raw path, of the plainest template first."""
        parts = self.parts_of(path)
        found = [each for each in self.operations if match(each.parts, parts) is not None]
        return sorted(found, key=lambda each: each.template.count("{"))

    def found(self, schema: Json, value: Any) -> Iterable[Any]:
        """What is wrong with a value, as the checker tells it."""
        key = id(schema)
        if key not in self._validators:
            self._validators[key] = jsonschema_rs.Draft202012Validator(
                schema, registry=self._registry, validate_formats=True, formats=self._formats
            )
        errors: Iterable[Any] = self._validators[key].iter_errors(value)
        return errors

    def errors(self, schema: Json, value: Any) -> Iterable[str]:
        """What is wrong with a value, in sentences."""
        for error in self.found(schema, value):
            where = "/".join(str(each) for each in error.instance_path) or "it"
            yield f"{where}: {error.message[:300]}"

    def _operation(self, method: str, template: str, operation: Json) -> Operation:
        stated = [
            *self._document["paths"][template].get("parameters", []),
            *operation.get("parameters", []),
        ]
        parameters = [self._resolved(each) for each in stated]
        queried = [each for each in parameters if each["in"] == "query"]
        body = self._resolved(operation["requestBody"]) if "requestBody" in operation else {}
        media = FORM if FORM in body.get("content", {}) else JSON
        schema = _schema_of(body, media)
        return Operation(
            method=method.upper(),
            template=template,
            parts=tuple(template.split("/")),
            path={
                each["name"]: json_schema(each["schema"])
                for each in parameters
                if each["in"] == "path"
            },
            query={each["name"]: json_schema(each["schema"]) for each in queried},
            needs_query=frozenset(each["name"] for each in queried if each.get("required")),
            body=None if schema is None else self._as_asked(schema),
            media=media,
            needs_body=bool(body.get("required")),
            answers={
                int(status): self._answer(answer)
                for status, answer in operation["responses"].items()
                if status.isdecimal()
            },
            words=operation.get("description", ""),
        )

    def _answer(self, answer: Json) -> Json | None:
        schema = _schema_of(self._resolved(answer), JSON)
        return None if schema is None else self.as_answered(schema)

    def _resolved(self, node: Json) -> Json:
        while "$ref" in node:
            found: Any = self._document
            for part in node["$ref"].removeprefix("#/").split("/"):
                found = found[part]
            node = found
        return node

    def _as_asked(self, schema: Json) -> Json:
        """JSON Schema of a body, in which no object has members that are not described."""
        closed: Json = _closed(json_schema(self._inlined(schema)))
        return closed

    def _inlined(self, node: Any) -> Any:
        """With every reference followed: bodies have no circles."""
        if isinstance(node, list):
            return [self._inlined(each) for each in node]
        if not isinstance(node, dict):
            return node
        if isinstance(node.get("$ref"), str):
            return self._inlined(self._resolved(node))
        return {name: self._inlined(value) for name, value in node.items()}


def _schema_of(node: Json, media: str) -> Json | None:
    schema: Json | None = node.get("content", {}).get(media, {}).get("schema")
    return schema


def json_schema(node: Json) -> Json:
    """OpenAPI 3.0's dialect as JSON Schema 2020-12."""
    converted: Json = _json_schema(node)
    return converted


def _json_schema(node: Any) -> Any:
    if isinstance(node, list):
        return [_json_schema(each) for each in node]
    if not isinstance(node, dict):
        return node
    if isinstance(node.get("$ref"), str):
        return {"$ref": node["$ref"].replace("#/", f"{_COMPONENTS}#/", 1)}
    skipped = {"nullable", "example", "examples", "description", "default", "title", "deprecated"}
    # A member may well be called `example`: only schemas have keywords.
    made: Json = {}
    for name, value in node.items():
        if name == "properties":
            made[name] = {each: _json_schema(schema) for each, schema in value.items()}
        elif name not in skipped:
            made[name] = _json_schema(value)
    return _or_null(made) if node.get("nullable") is True else made


def _or_null(made: Json) -> Json:
    """Null will do as well; said so that an error names the place, where that can be done."""
    if not isinstance(made.get("type"), str):
        return {"anyOf": [{"type": "null"}, made]}
    enum = {"enum": [*made["enum"], None]} if "enum" in made else {}
    return {**made, **enum, "type": [made["type"], "null"]}


def _closed(node: Any) -> Any:
    """With every object that is described open closed."""
    if isinstance(node, list):
        return [_closed(each) for each in node]
    if not isinstance(node, dict):
        return node
    made = {name: _closed(value) for name, value in node.items()}
    if isinstance(node.get("properties"), dict) and "object" in node.get("type", ""):
        made.setdefault("additionalProperties", False)
    return made
