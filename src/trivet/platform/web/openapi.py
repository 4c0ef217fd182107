"""The description of the API, completed with what every operation has in common."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from fastapi import FastAPI
from pydantic.json_schema import models_json_schema

from trivet.platform.late_routes import APIRoute
from trivet.platform.web.idempotency import HEADER as IDEMPOTENCY_KEY
from trivet.platform.web.idempotency import MAX_LENGTH as LONGEST_KEY
from trivet.platform.web.idempotency import takes_key
from trivet.platform.web.problems import MEDIA_TYPE, Problem, declared

Schema = dict[str, Any]
Describer = Callable[[Schema], None]
"""Adds to the description what the framework cannot see, such as a plain route."""

_METHODS = ("get", "put", "post", "delete", "patch", "head", "options")
_SCHEMES: Schema = {
    "bearer": {
        "type": "http",
        "scheme": "bearer",
        "description": "An access token, or a personal API token.",
    },
    "cookie": {
        "type": "apiKey",
        "in": "cookie",
        "name": "trivet_access",
        "description": "The web client's own; anything but reading needs the X-CSRF-Token header too.",
    },
}
_SIGNED_IN: list[dict[str, list[str]]] = [{"bearer": []}, {"cookie": []}]
_REQUEST_ID = {
    "description": "Names the request in the logs.",
    "schema": {"type": "string"},
}
_LIMITS: Schema = {
    f"RateLimit-{name}": {"description": meaning, "schema": {"type": "integer"}}
    for name, meaning in (
        ("Limit", "How many requests like this are allowed."),
        ("Remaining", "How many of them are left."),
        ("Reset", "Seconds until all are there again."),
    )
}


class NamedRoute(APIRoute):
    """A route that the description names as its endpoint is named.

    Args:
        path: where it is.
        endpoint: what answers.
        options: those of FastAPI.
    """

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        super().__init__(path, endpoint, **{**options, "generate_unique_id_function": _name})


def _name(route: APIRoute) -> str:
    return route.name


class DescribedApp(FastAPI):
    """An application that describes every status it can answer.

    Args:
        public: paths that ask for no authentication.
        unguarded: paths that are answered by any name, however often.
        describers: add what the framework cannot see.
        options: those of FastAPI.
    """

    def __init__(
        self,
        *,
        public: Iterable[str] = (),
        unguarded: Iterable[str] = (),
        describers: Iterable[Describer] = (),
        **options: Any,
    ) -> None:
        super().__init__(**options)
        self._public = frozenset(public)
        self._unguarded = frozenset(unguarded)
        self._describers = tuple(describers)
        self._described: Schema | None = None

    def openapi(self) -> Schema:
        """The OpenAPI document; made once."""
        if self._described is None:
            schema = super().openapi()
            for describe in self._describers:
                describe(schema)
            complete(schema, public=self._public, unguarded=self._unguarded)
            self._described = schema
        return self._described


def complete(
    schema: Schema,
    *,
    public: frozenset[str] = frozenset(),
    unguarded: frozenset[str] = frozenset(),
) -> None:
    """Declare in place what all operations share: problems, authentication, tags.

    Args:
        schema: an OpenAPI document as FastAPI makes it.
        public: paths that ask for no authentication.
        unguarded: paths that are answered by any name, however often.
    """
    components = schema.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    schemas.update(_problem_schemas())
    components.setdefault("securitySchemes", {}).update(_SCHEMES)
    tags: set[str] = set()
    for path, method, operation in _operations(schema):
        if not operation.get("tags"):
            operation["tags"] = [path.strip("/").split("/", 1)[0] or "root"]
        tags.update(operation["tags"])
        _declare_parameters_without_null(operation)
        signed_in = path not in public
        operation["security"] = _SIGNED_IN if signed_in else []
        keyed = method == "post" and signed_in and takes_key(path)
        if keyed:
            _declare_key(operation)
        _declare_problems(operation, path, signed_in=signed_in, keyed=keyed)
        if path not in unguarded:
            _declare_guards(operation)
        operation["responses"] = dict(sorted(operation["responses"].items()))
        for response in operation["responses"].values():
            response.setdefault("headers", {})["X-Request-ID"] = _REQUEST_ID
    schema["tags"] = [{"name": name} for name in sorted(tags)]


def _operations(schema: Schema) -> Iterator[tuple[str, str, Schema]]:
    for path, item in schema.get("paths", {}).items():
        for method in _METHODS:
            if method in item:
                yield path, method, item[method]


def _problem_schemas() -> Mapping[str, Any]:
    _, document = models_json_schema(
        [(Problem, "serialization")], ref_template="#/components/schemas/{model}"
    )
    found: Mapping[str, Any] = document["$defs"]
    return found


def _declare_parameters_without_null(operation: Schema) -> None:
    """What stands in a header or a query may be left out, and is never null: only JSON has that.

    The framework says null of whatever is None by default; programs that are generated from the description
    would offer it, and could not send it.
    """
    for parameter in operation.get("parameters", []):
        schema = parameter["schema"]
        kinds = [kind for kind in schema.get("anyOf", []) if kind.get("type") != "null"]
        if len(kinds) == 1:
            parameter["schema"] = {**schema, **kinds[0]}
            del parameter["schema"]["anyOf"]
            if parameter["schema"].get("default", ...) is None:
                del parameter["schema"]["default"]


def _declare_key(operation: Schema) -> None:
    parameters = operation.setdefault("parameters", [])
    if any(parameter.get("name") == IDEMPOTENCY_KEY for parameter in parameters):
        return
    parameters.append(
        {
            "name": IDEMPOTENCY_KEY,
            "in": "header",
            "required": False,
            "description": "The same key and request get the first answer again, for 24 hours.",
            "schema": {
                "type": "string",
                "minLength": 1,
                "maxLength": LONGEST_KEY,
                "pattern": "^[ -~]*$",
            },
        }
    )


def _declare_problems(operation: Schema, path: str, *, signed_in: bool, keyed: bool) -> None:
    responses = operation.setdefault("responses", {})
    has_body = "requestBody" in operation
    statuses = {500, 503}
    if signed_in:
        statuses |= {401, 403}
    if "{" in path:
        statuses.add(404)
    if has_body or operation.get("parameters"):
        statuses.add(422)
    if has_body:
        statuses |= {400, 408, 413, 415}
    if keyed:
        statuses |= {400, 409}
    for status in statuses:
        # FastAPI's own 422 describes a shape that we never send.
        stale = status == 422 and MEDIA_TYPE not in responses.get("422", {}).get("content", {})
        if stale or str(status) not in responses:
            responses[str(status)] = declared(status)


def _declare_guards(operation: Schema) -> None:
    """What is answered before any route sees a request."""
    responses = operation["responses"]
    for status in (421, 429):
        responses.setdefault(str(status), declared(status))
    # Every answer but 421 has them; to say so of each would triple this description.
    responses["429"].setdefault("headers", {}).update(_LIMITS)
