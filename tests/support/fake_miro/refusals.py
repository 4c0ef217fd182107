"""Miro's refusals, in its words.

Known from answers that people published: those of a field that is not supported, of an item that is not
there, of a place outside of a frame, of pages that are too short or too long, of too many items at once,
and of too many requests. Known from "Errors", Miro: the codes of tokens and of permissions. Not known,
and so ours, are the words about tags, about what is no JSON and about boards that are not there: who
reads them goes by the status.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

INVALID = "2.0703"
NOT_THERE = "3.0201"
LIMITED = "tooManyRequests"


@dataclass(frozen=True)
class Field:
    """What is wrong with a part of a request.

    Args:
        name: its path, with dots; in a list of items it begins with the number of the item, from 0.
        message: what is wrong.
    """

    name: str
    message: str

    @property
    def shape(self) -> dict[str, str]:
        return {"field": self.name, "message": self.message}


class Refused(Exception):
    """Miro does not do what was asked.

    Args:
        status: of the answer.
        code: what kind of refusal it is.
        message: what it says.
        context: further members about it.
        headers: of the answer.
    """

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        context: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.context = context
        self.headers = dict(headers or {})

    @property
    def body(self) -> dict[str, Any]:
        return {
            "type": "error",
            "code": self.code,
            "message": self.message,
            "context": None if self.context is None else dict(self.context),
            "status": self.status,
        }


def invalid(*fields: Field) -> Refused:
    """Something is wrong with fields of the request."""
    listed: Sequence[dict[str, str]] = [each.shape for each in fields]
    return Refused(400, INVALID, "Invalid parameters", {"fields": listed})


def item_not_found(item_id: str) -> Refused:
    return Refused(404, NOT_THERE, "Item not found", {"itemId": item_id})


def tag_not_found(tag_id: str) -> Refused:
    return Refused(404, NOT_THERE, "Tag not found", {"tagId": tag_id})


def not_found() -> Refused:
    return Refused(404, "notFound", "The requested resource is not found")


def not_allowed() -> Refused:
    """There is something there, but not for this method."""
    return Refused(405, "methodNotAllowed", "Method not allowed")


def not_played(what: str) -> Refused:
    """Miro does it, and what plays it does not."""
    return Refused(
        501, "notPlayed", f"{what} is not played here: add it to tests/support/fake_miro"
    )


def no_token() -> Refused:
    return Refused(401, "tokenNotProvided", "No authorization data was found on the request")


def dead_token() -> Refused:
    """It never worked, or works no more."""
    return Refused(401, "tokenNotFound", "The API key does not exist")


def forbidden() -> Refused:
    """The person, or the app, may not do that."""
    return Refused(403, "insufficientPermissions", "Insufficient permissions to do this action")


def limited(headers: Mapping[str, str] | None = None) -> Refused:
    """The credits of this minute are used up."""
    return Refused(429, LIMITED, "Request rate limit exceed", headers=headers)


def oauth(status: int, code: str, message: str) -> Refused:
    """A token is not given."""
    return Refused(status, code, message)
