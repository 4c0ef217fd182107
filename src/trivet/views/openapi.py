"""The description of the board's page, written by hand because its route is a plain one."""

from typing import Any

from pydantic.json_schema import models_json_schema

from trivet.cards.schemas import BoardOut
from trivet.platform.web.problems import declared
from trivet.views.reading import BoardFilters

Schema = dict[str, Any]

_REF = "#/components/schemas/{model}"
_MIN_SEQ = {
    "name": "X-Min-Board-Seq",
    "in": "header",
    "required": False,
    "description": "Answer with at least this state: the `X-Board-Seq` of a write. 409 if not in time.",
    "schema": {"type": "integer", "minimum": 0, "maximum": 10**18 - 1},
}
_IF_NONE_MATCH = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "description": "The `ETag` of the answer you have.",
    "schema": {"type": "string"},
}
_HEADERS = {
    "ETag": {"description": "Names this state of the board.", "schema": {"type": "string"}},
    "X-Board-Seq": {
        "description": "The number of the last event that this answer shows.",
        "schema": {"type": "string"},
    },
}


def describe(schema: Schema) -> None:
    """Add `GET /boards/{board_id}` to the description of the API."""
    _, definitions = models_json_schema(
        [(BoardOut, "serialization"), (BoardFilters, "validation")], ref_template=_REF
    )
    models: Schema = definitions["$defs"]
    filters = models.pop("BoardFilters")
    known = schema.setdefault("components", {}).setdefault("schemas", {})
    for name, model in models.items():
        known.setdefault(name, model)
    parameters = [
        {
            "name": "board_id",
            "in": "path",
            "required": True,
            "schema": {"type": "string", "format": "uuid"},
        },
        *(_parameter(name, member) for name, member in filters["properties"].items()),
        _MIN_SEQ,
        _IF_NONE_MATCH,
    ]
    operation = {
        "operationId": "read_board",
        "tags": ["boards"],
        "summary": "Read Board",
        "description": (
            "A board with columns, labels and all its open cards, in order. Members of cards that "
            "are null or empty are left out, and long texts are: `GET /cards/{card}` has all."
        ),
        "parameters": parameters,
        "responses": {
            "200": {
                "description": "The board.",
                "headers": _HEADERS,
                "content": {
                    "application/json": {"schema": {"$ref": _REF.format(model="BoardOut")}}
                },
            },
            "304": {"description": "You have this state already.", "headers": _HEADERS},
            **{str(status): declared(status) for status in (404, 409, 422)},
        },
    }
    path = schema.setdefault("paths", {}).setdefault("/boards/{board_id}", {})
    path["get"] = operation


def _parameter(name: str, member: Schema) -> Schema:
    shown = {k: v for k, v in member.items() if k not in ("title", "description")}
    parameter: Schema = {"name": name, "in": "query", "required": False, "schema": shown}
    if "description" in member:
        parameter["description"] = member["description"]
    return parameter
