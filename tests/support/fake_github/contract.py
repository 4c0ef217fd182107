"""Requests and answers, checked against GitHub's own description of them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.support.fake_github import description, payload_schema, refusals
from tests.support.fake_github.description import described
from tests.support.fake_github.refusals import Refused
from tests.support.fake_github.routing import NUMBERED, by_name
from tests.support.fake_github.versions import HEADER, VERSIONS, version_of
from tests.support.playing import contract as playing
from tests.support.playing.contract import Violation
from tests.support.playing.openapi import JSON, Description, Operation
from tests.support.playing.routing import match
from tests.support.playing.wire import Answer, Asked, Caught

Json = dict[str, Any]

ACCEPT = "application/vnd.github+json"


@dataclass
class Contract(playing.Contract):
    """What was asked and answered against the description.

    Args:
        violations: all that were found.
    """

    _checks: bool = field(default_factory=lambda: description.missing() is None)

    @property
    def vendor(self) -> str:
        return "GitHub"

    def refusal(self, asked: Asked) -> Answer | None:
        """What a request is answered with that GitHub does not describe; None is one that it does."""
        if (refused := _headers(asked)) is not None:
            self.note(asked, refused.message)
            return (
                _as_html(refused) if refused.status == 403 else Answer(refused.status, refused.body)
            )
        if not self._checks:
            return None
        wrong = list(_wrong(described(version_of(asked)), asked))
        for each in wrong:
            self.note(asked, each)
        return Answer(500, {"message": f"Contract violated: {' '.join(wrong)}"}) if wrong else None

    def check(self, asked: Asked, caught: Caught) -> None:
        """Note what is wrong with an answer: its status, or its body if it is a good one."""
        if not self._checks or caught.status is None:
            return
        found = described(version_of(asked))
        operation = found.find(asked.method, asked.path)
        if operation is None or not 200 <= caught.status < 300:
            return
        if caught.status not in operation.answers:
            self.note(asked, f"no answer {caught.status} is described.")
            return
        schema = operation.answers[caught.status]
        if schema is not None:
            for wrong in found.errors(schema, json.loads(caught.body)):
                self.note(asked, f"the answer: {wrong}")

    def look(self, event: str, payload: Json) -> None:
        """Note what is wrong with what a hook is told."""
        for wrong in payload_schema.wrong(event, payload):
            self.violations.append(Violation(f"the event {event}", wrong))


def _headers(asked: Asked) -> Refused | None:
    """GitHub's own refusals of what a request says of itself, and ours of what it does not say."""
    if not asked.headers.get("user-agent", "").strip():
        return Refused(403, refusals.NO_USER_AGENT)
    version = asked.headers.get(HEADER)
    if version is None:
        return Refused(500, "Contract violated: there is no X-GitHub-Api-Version.")
    if version not in VERSIONS:
        return Refused(
            400,
            f"Unsupported 'X-GitHub-Api-Version' header value '{version}'. "
            f"Supported values are {', '.join(VERSIONS)}.",
        )
    if asked.headers.get("accept") != ACCEPT:
        return Refused(500, f"Contract violated: Accept is not {ACCEPT}.")
    return None


def _as_html(refused: Refused) -> Answer:
    raw = f"\n{refused.message}\n".encode()
    return Answer(refused.status, raw=raw, headers={"Content-Type": "text/html; charset=utf-8"})


def _wrong(found: Description, asked: Asked) -> Iterator[str]:
    """Everything that GitHub does not describe about a request, in sentences."""
    operation = found.find(asked.method, asked.path)
    if operation is None:
        yield "GitHub describes no such request; slashes in refs are sent as %2F."
        return
    values = match(operation.parts, by_name(asked.path)) or {}
    for name, text in values.items():
        if text != NUMBERED:
            yield from _text(found, operation.path[name], text, f"{name} in the path")
    for name, text in asked.params.items():
        if name not in operation.query:
            yield f"the query has no {name}."
        else:
            yield from _text(found, operation.query[name], text, f"{name} in the query")
    yield from _body(found, operation, asked)


def _text(found: Description, schema: Any, text: str, what: str) -> Iterator[str]:
    """What is wrong with a value that was sent as text."""
    whole = schema.get("type") == "integer" and text.lstrip("-").isdecimal()
    switch = schema.get("type") == "boolean" and text in {"true", "false"}
    value: Any = int(text) if whole else (text == "true" if switch else text)
    for wrong in found.errors(schema, value):
        yield f"{what} is {text!r}: {wrong}."


def _body(found: Description, operation: Operation, asked: Asked) -> Iterator[str]:
    if not asked.body:
        if operation.needs_body:
            yield "it needs a body."
        return
    if operation.body is None:
        yield "it takes no body."
        return
    if asked.headers.get("content-type", "").partition(";")[0] != JSON:
        yield f"Content-Type is not {JSON}."
    try:
        value = asked.json
    except ValueError:
        yield "the body is no JSON."
        return
    for wrong in found.errors(operation.body, value):
        yield f"the body: {wrong}."
