"""GitHub's own description of its REST API, of one version of it."""

import json
from functools import cache
from typing import Any

from tests.support.fake_github.further_paths import PATHS
from tests.support.fake_github.routing import by_name
from tests.support.fake_github.versions import DROPPED, NEW
from tests.support.playing import openapi
from tests.support.playing.openapi import DATA, Json

FILE = DATA / "github" / "openapi.cut.json"


def missing() -> str | None:
    """Why nothing can be checked against the description, or None."""
    return None if FILE.is_file() else f"no description of GitHub's API at {FILE}"


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


class Description(openapi.Description):
    """All operations, of one version of the API.

    Args:
        document: GitHub's OpenAPI 3.0 document, of the older version.
        version: which version's answers are checked.
    """

    def __init__(self, document: Json, version: str) -> None:
        self._version = version
        super().__init__(document)

    def parts_of(self, path: str) -> list[str]:
        return by_name(path)

    def as_answered(self, schema: Json) -> Json:
        """JSON Schema of an answer; what the newer version dropped need not be there."""
        converted = super().as_answered(schema)
        return _relaxed(converted) if self._version == NEW else converted


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


@cache
def described(version: str) -> Description:
    """The description of a version; read once."""
    return Description(_amended(json.loads(FILE.read_bytes())), version)
