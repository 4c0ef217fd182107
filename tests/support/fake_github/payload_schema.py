"""GitHub's own schema of what webhooks are told, as checks.

Like the description of the REST API it is no part of the project.
"""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import jsonschema_rs

from tests.support.playing.openapi import DATA

FILE = DATA / "github" / "webhooks.schema.json"


def wrong(event: str, payload: dict[str, Any]) -> Iterator[str]:
    """What is wrong with a payload, in sentences; nothing where there is no schema for it."""
    name = f"{event}${payload['action']}" if "action" in payload else f"{event}$event"
    if not FILE.is_file() or name not in _definitions():
        return
    for error in _validator(name).iter_errors(payload):
        where = "/".join(str(each) for each in error.instance_path) or "it"
        yield f"{where}: {error.message[:300]}"


@cache
def _definitions() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(FILE.read_bytes())["definitions"]
    # Organizations give repositories away too ("Webhook events and payloads", repository).
    came = read["repository$transferred"]["properties"]["changes"]["properties"]["owner"]
    givers = came["properties"]["from"]["properties"]
    givers["organization"] = {"$ref": "#/definitions/user"}
    return read


@cache
def _validator(name: str) -> jsonschema_rs.Draft7Validator:
    whole = {"definitions": _definitions(), "$ref": f"#/definitions/{name}"}
    return jsonschema_rs.Draft7Validator(whole, validate_formats=True)
