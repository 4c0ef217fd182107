"""The messages of a board's socket in the description of the API.

OpenAPI has no word for sockets, so the messages stand among the components, for whoever generates
types from them; `docs/api.md` says who sends which.
"""

from typing import Any

from pydantic.json_schema import models_json_schema

from trivet.realtime.protocol import CLIENT_MESSAGES, SERVER_MESSAGES

Schema = dict[str, Any]

_REF = "#/components/schemas/{model}"


def describe(schema: Schema) -> None:
    """Add the shapes of messages and events to the description of the API."""
    _, definitions = models_json_schema(
        [(model, "validation") for model in (*SERVER_MESSAGES, *CLIENT_MESSAGES)],
        ref_template=_REF,
    )
    models: Schema = definitions["$defs"]
    # The shape of a task is declared by the routes of tasks, which stand beside us.
    models["SocketTask"]["properties"]["task"] = {"$ref": _REF.format(model="TaskOut")}
    known = schema.setdefault("components", {}).setdefault("schemas", {})
    for name, model in models.items():
        known.setdefault(name, model)
