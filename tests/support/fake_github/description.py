"""GitHub's own description of its REST API, as checks of requests and of answers.

It is no part of the project: it is looked for beside it, or where `TRIVET_CONFORMANCE_DATA` says.
"""

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs

from tests.support.commands import ROOT
from tests.support.fake_github.further_paths import PATHS
from tests.support.fake_github.routing import by_name, match
from tests.support.fake_github.versions import DROPPED, NEW

Json = dict[str, Any]

DATA = Path(os.environ.get("TRIVET_CONFORMANCE_DATA", ROOT.parent / "shared" / "data"))
FILE = DATA / "github" / "openapi.cut.json"
_COMPONENTS = "urn:github"
_METHODS = {"get", "post", "put", "patch", "delete"}


def missing() -> str | None:
    """Why nothing can be checked against the description, or None."""
    return None if FILE.is_file() else f"no description of GitHub's API at {FILE}"


@dataclass(frozen=True)
class Operation:
    """One thing that GitHub does, as it describes it.

    Args:
        method: in capitals.
        template: its path, with names in braces.
        parts: the path, between the slashes.
        path: the schemas of what stands in the path.
        query: the schemas of what may stand in the query.
        body: the schema of the body, if it takes one.
        needs_body: whether it must have one.
        answers: the schema of each answer; None where there is no body to check.
    """

    method: str
    template: str
    parts: tuple[str, ...]
    path: Mapping[str, Json]
    query: Mapping[str, Json]
    body: Json | None
    needs_body: bool
    answers: Mapping[int, Json | None]


def _amended(document: Json) -> Json:
    """The document with what GitHub does and does not say, or says wrongly.

    The repository of a fork that was deleted is null. An installation that the newer version
    deletes is deleted later: 202 ("Breaking changes"). No account is a person and an enterprise at
    once, which the list of installations asks for. And what the cut leaves out is added.
    """
    schemas = document["components"]["schemas"]
    for name in ("pull-request", "pull-request-simple"):
        members = schemas[name]["properties"]["head"]["properties"]
        members["repo"] = {"nullable": True, "allOf": [members["repo"]]}
    listed = document["paths"]["/app/installations"]["get"]["responses"]["200"]
    listed["content"]["application/json"]["schema"]["items"] = {
        "$ref": "#/components/schemas/installation"
    }
    document["paths"] |= PATHS
    uninstall = document["paths"]["/app/installations/{installation_id}"]["delete"]
    uninstall["responses"]["202"] = {"description": "Accepted"}
    return document


class Description:
    """All operations, of one version of the API.

    Args:
        document: GitHub's OpenAPI 3.0 document, of the older version.
        version: which version's answers are checked.
    """

    def __init__(self, document: Json, version: str) -> None:
        self._document = document
        self._version = version
        self._operations = [
            self._operation(method, template, operation)
            for template, methods in document["paths"].items()
            for method, operation in methods.items()
            if method in _METHODS
        ]
        schemas = {
            name: self._as_answered(schema)
            for name, schema in document["components"]["schemas"].items()
        }
        self._registry = jsonschema_rs.Registry(
            [(_COMPONENTS, {"components": {"schemas": schemas}})],
            draft=jsonschema_rs.Draft202012,
        )
        self._validators: dict[int, Any] = {}

    def find(self, method: str, path: str) -> Operation | None:
        """The operation of a request; the path is raw, as it was sent."""
        found = [each for each in self._operations if match(each.parts, by_name(path)) is not None]
        # `/repos/{owner}/{repo}/commits/{ref}` and the like never stand before a plainer path.
        found.sort(key=lambda each: each.template.count("{"))
        return next((each for each in found if each.method == method), None)

    def errors(self, schema: Json, value: Any) -> Iterable[str]:
        """What is wrong with a value, in sentences."""
        key = id(schema)
        if key not in self._validators:
            self._validators[key] = jsonschema_rs.Draft202012Validator(
                schema, registry=self._registry, validate_formats=True
            )
        for error in self._validators[key].iter_errors(value):
            where = "/".join(str(each) for each in error.instance_path) or "it"
            yield f"{where}: {error.message[:300]}"

    def _operation(self, method: str, template: str, operation: Json) -> Operation:
        parameters = [self._resolved(each) for each in operation.get("parameters", [])]
        body = self._resolved(operation["requestBody"]) if "requestBody" in operation else {}
        schema = _schema_of(body)
        return Operation(
            method=method.upper(),
            template=template,
            parts=tuple(template.split("/")),
            path={
                each["name"]: _plain(each["schema"]) for each in parameters if each["in"] == "path"
            },
            query={
                each["name"]: _plain(each["schema"]) for each in parameters if each["in"] == "query"
            },
            body=None if schema is None else self._as_asked(schema),
            needs_body=bool(body.get("required")),
            answers={
                int(status): self._answer(answer)
                for status, answer in operation["responses"].items()
                if status.isdecimal()
            },
        )

    def _answer(self, answer: Json) -> Json | None:
        schema = _schema_of(self._resolved(answer))
        return None if schema is None else self._as_answered(schema)

    def _resolved(self, node: Json) -> Json:
        while "$ref" in node:
            found: Any = self._document
            for part in node["$ref"].removeprefix("#/").split("/"):
                found = found[part]
            node = found
        return node

    def _as_answered(self, schema: Json) -> Json:
        """JSON Schema of an answer; what the newer version dropped need not be there."""
        converted: Json = _json_schema(schema)
        return _relaxed(converted) if self._version == NEW else converted

    def _as_asked(self, schema: Json) -> Json:
        """JSON Schema of a body, in which no object has members that are not described."""
        closed: Json = _closed(_json_schema(self._inlined(schema)))
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


def _schema_of(node: Json) -> Json | None:
    content = node.get("content", {}).get("application/json", {})
    schema: Json | None = content.get("schema")
    return schema


def _plain(schema: Json) -> Json:
    converted: Json = _json_schema(schema)
    return converted


def _json_schema(node: Any) -> Any:
    """OpenAPI 3.0's dialect as JSON Schema 2020-12."""
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


def _relaxed(node: Any) -> Any:
    """Without requiring what the newer version dropped."""
    if isinstance(node, list):
        return [_relaxed(each) for each in node]
    if not isinstance(node, dict):
        return node
    made = {name: _relaxed(value) for name, value in node.items()}
    if isinstance(required := made.get("required"), list):
        made["required"] = [each for each in required if each not in DROPPED]
    return made


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


@cache
def described(version: str) -> Description:
    """The description of a version; read once."""
    return Description(_amended(json.loads(FILE.read_bytes())), version)
