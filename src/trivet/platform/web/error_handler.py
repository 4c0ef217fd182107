"""From exception to answer, in one place."""

import socket
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import singledispatch
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.routing import iter_route_contexts
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from trivet.platform.db.faults import (
    DatabaseBusy,
    DatabaseUnreachable,
    busy,
    is_away,
    is_busy,
    is_transient,
    unreachable,
)
from trivet.platform.errors import AppError, FieldError
from trivet.platform.telemetry.logging import Logger
from trivet.platform.web.problems import Answer
from trivet.platform.web.ratelimit import always
from trivet.platform.web.route_names import route_name

_OF_THE_DATABASE = {DatabaseBusy.code, DatabaseUnreachable.code}
_PERHAPS_DONE = "Another server was asked to do it, and whether it did is not known: look there before you send it again."
_MOST_FIELDS = 20
_LONGEST_NAME = 100
# Pydantic quotes what was sent in these messages; ours do not.
_PLAIN_MESSAGES = {
    "uuid_parsing": "Input should be a valid UUID",
    "union_tag_invalid": "Input should name one of the known kinds",
    "extra_forbidden": "There is no such field",
    "string_unicode": "Input should be Unicode text without lone surrogates",
    "url_parsing": "Input should be a valid URL",
    "get_attribute_error": "Input cannot be read",
    "iteration_error": "Input cannot be read",
    "mapping_type": "Input should be an object",
    "model_type": "Input should be an object",
    "model_attributes_type": "Input should be an object",
    "dict_type": "Input should be an object",
}


@dataclass(frozen=True, slots=True)
class ErrorContext:
    """Where an exception ended up.

    Args:
        request_id: names the request.
        method: its HTTP method.
        route: its route, or its path where no route matched.
        asked_elsewhere: whether it may have changed something that no transaction of ours takes back.
    """

    request_id: str = ""
    method: str = ""
    route: str = ""
    asked_elsewhere: bool = False

    @classmethod
    def of(cls, scope: Scope) -> "ErrorContext":
        """The context of a request."""
        state = scope.get("state", {})
        return cls(
            request_id=state.get("request_id", ""),
            method=scope.get("method", ""),
            route=route_name(scope),
            asked_elsewhere=state.get("asked_elsewhere", False),
        )


class ErrorHandler:
    """Turns any exception into a problem, and logs what nobody foresaw."""

    def __init__(self) -> None:
        self._log = Logger("trivet.errors")

    def handle_exception(self, exc: Exception, context: ErrorContext) -> Response:
        """The answer to a request that raised.

        Args:
            exc: what was raised.
            context: where.
        """
        answer = answer_to(exc)
        if context.asked_elsewhere and answer.code in _OF_THE_DATABASE:
            # No Retry-After: it is not for programs to send it again by themselves.
            answer = replace(answer, detail=_PERHAPS_DONE, headers={})
        if answer.status == 500:
            if isinstance(exc, DBAPIError):
                exc.hide_parameters = True  # they are what people wrote
            self._log.error(
                "unexpected error", exc_info=exc, method=context.method, route=context.route
            )
        elif answer.status == 503:
            self._log.warning("unavailable", error=type(exc).__name__, code=answer.code)
        return answer.response(context.request_id)


class ErrorBoundary:
    """Answers what was raised and not answered further in.

    Stands inside the middleware that adds headers, so that a 500 carries them too. (Starlette's
    own handler for 500 stands outside of all.)

    Args:
        app: what is wrapped.
        handler: makes the answer.
    """

    def __init__(self, app: ASGIApp, handler: ErrorHandler) -> None:
        self._app = app
        self._handler = handler

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def watching(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, receive, watching)
        except Exception as error:
            answer = self._handler.handle_exception(error, ErrorContext.of(scope))
            if started:
                raise  # half an answer is out: the server must break the connection
            await answer(scope, receive, send)


def install(app: FastAPI, handler: ErrorHandler) -> None:
    """Have `handler` answer in place of the framework's own handlers."""

    async def respond(request: Request, exc: Exception) -> Response:
        answer = handler.handle_exception(exc, ErrorContext.of(request.scope))
        if answer.status_code == 405:
            answer.headers["Allow"] = ", ".join(_allowed_methods(app, request.url.path))
        answer.headers.update(always(request))
        return answer

    for kind in (AppError, RequestValidationError, HTTPException):
        app.add_exception_handler(kind, respond)


def _allowed_methods(app: FastAPI, path: str) -> list[str]:
    """The methods of all routes with this path; the framework names those of the first only."""
    methods: set[str] = set()
    for context in iter_route_contexts(app.routes):
        pattern = getattr(context, "path_regex", None)
        if pattern is not None and pattern.match(path):
            methods |= set(context.methods or ())
    return sorted(methods)


@singledispatch
def answer_to(exc: Exception) -> Answer:
    """What the person is told. Of an unforeseen exception: nothing but the request id."""
    if is_away(exc):  # a driver's own error, from where no statement was under way yet
        return answer_to(unreachable())
    return Answer(500, detail="This is our fault, and it was logged under the request id.")


@answer_to.register
def _(exc: AppError) -> Answer:
    return Answer(exc.status, exc.code, exc.title, exc.detail, exc.fields, exc.extra, exc.headers)


@answer_to.register
def _(exc: HTTPException) -> Answer:
    detail = exc.detail if exc.status_code in {400, 408, 413} else _DETAILS.get(exc.status_code, "")
    return Answer(exc.status_code, detail=detail, headers=dict(exc.headers or {}))


_DETAILS = {
    404: "There is nothing at this address.",
    405: "This address does not know that method; the Allow header names those that it knows.",
}


@answer_to.register
def _(exc: RequestValidationError) -> Answer:
    errors = exc.errors()
    if any(error["type"] == "json_invalid" for error in errors):
        return Answer(400, "malformed_json", detail="The body is not JSON.")
    # FastAPI hands on the bare bytes where the header does not say that they are JSON.
    if isinstance(exc.body, bytes):
        return Answer(415, detail="Send the body as JSON, with Content-Type: application/json.")
    return Answer(
        422,
        detail="See `fields` for what to change.",
        fields=tuple(_field_error(error, exc.body) for error in errors[:_MOST_FIELDS]),
    )


def _field_error(error: dict[str, Any], body: Any) -> FieldError:
    kind = str(error["type"])
    message = _PLAIN_MESSAGES.get(kind) or str(error["msg"]).removeprefix("Value error, ")
    return FieldError(_field_name(_in_body(error, body)), message, kind)


def _in_body(error: dict[str, Any], body: Any) -> Sequence[str | int]:
    """Where in the body a fault is; of several shapes that it may have, none is named."""
    location: Sequence[str | int] = error["loc"]
    if location[0] != "body":
        return location
    found: list[str | int] = ["body"]
    for number, part in enumerate(location[1:], 1):
        inside = _members(body)
        if part in inside:
            body = inside[part]
            found.append(part)
        elif number == len(location) - 1 and error["type"] == "missing":
            found.append(part)
    return found


def _members(body: Any) -> dict[Any, Any]:
    """What is in an object or a list, by its name or its place."""
    if isinstance(body, list):
        return dict(enumerate(body))
    return body if isinstance(body, dict) else {}


def _field_name(location: Sequence[str | int]) -> str:
    """`("body", "cards", 3, "id")` as `cards.3.id`."""
    parts = [str(part)[:_LONGEST_NAME] for part in location]
    return ".".join(parts[1:] or parts)[: 2 * _LONGEST_NAME]


@answer_to.register
def _(exc: DBAPIError) -> Answer:
    if is_busy(exc) or is_transient(exc):
        return answer_to(busy())
    if exc.connection_invalidated or is_away(exc):
        return answer_to(unreachable())
    return Answer(500)


@answer_to.register
def _(exc: PoolTimeout) -> Answer:
    return answer_to(busy())


@answer_to.register(ConnectionError)
@answer_to.register(socket.gaierror)
def _(exc: OSError) -> Answer:
    return answer_to(unreachable())


@answer_to.register
def _(exc: OSError) -> Answer:
    # asyncio reports several refused addresses of one name as one OSError without a number.
    refused = exc.errno is None and "Connect call failed" in str(exc)
    return answer_to(unreachable()) if refused else Answer(500)


@answer_to.register
def _(exc: ClientDisconnect) -> Answer:
    return Answer(400, detail="The request ended before its body did.")
