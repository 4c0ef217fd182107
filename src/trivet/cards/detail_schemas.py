"""Shapes of what stands on a card's own page: steps, links, comments, dependencies."""

import unicodedata
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, model_validator

from trivet.boards.schemas import Input, Placement
from trivet.cards.schemas import Version
from trivet.platform.web.text import Typed

SCHEMES = {"http", "https", "mailto", "tel", "ftp", "ftps", "sftp", "ssh", "git"}
"""Of addresses that a card may link to. None of them runs anything where it is shown."""

_PATTERN = r"^(?:https?://[^\s/?#]|(?:mailto|tel|ftps?|sftp|ssh|git):)[^\s\u0000-\u001f]*$"
"""Says the same to those who read the description, but for capitals in the scheme."""


def _an_address(text: str) -> str:
    parts = urlsplit(text)
    scheme = parts.scheme.lower()
    if scheme not in SCHEMES:
        raise ValueError("begin it with https://, or another of the usual schemes")
    if any(one.isspace() or unicodedata.category(one) == "Cc" for one in text):
        raise ValueError("an address has no white space and no control characters")
    if scheme.startswith("http") and not parts.hostname:
        raise ValueError("the host is missing")
    return text


StepText = Annotated[str, Typed(500, filled=True)]
Url = Annotated[
    str,
    Typed(2000, filled=True),
    AfterValidator(_an_address),
    Field(
        description=f"Its scheme is one of {', '.join(sorted(SCHEMES))}.",
        json_schema_extra={"pattern": _PATTERN},
    ),
]
LinkTitle = Annotated[str, Typed(200)]
Body = Annotated[str, Typed(20_000, filled=True)]
CardNameText = Annotated[str, Field(min_length=1, max_length=40)]


class StepCreate(Placement):
    """A new step; the last one unless a place is given."""

    text: StepText
    done: bool = Field(False, strict=True)


class StepPatch(Placement):
    """What changes of a step. Absent members stay."""

    text: StepText | None = None
    done: bool | None = Field(None, strict=True)


class LinkCreate(Placement):
    """A new link; the last one unless a place is given."""

    url: Url
    title: LinkTitle = ""


class LinkPatch(Placement):
    """What changes of a link. Absent members stay."""

    url: Url | None = None
    title: LinkTitle | None = None


class CommentCreate(Input):
    """What somebody says, in Markdown; `[@Name](user:<id>)` mentions a member."""

    body: Body


class CommentPatch(Input):
    """What somebody says instead."""

    body: Body
    base_version: Version | None = Field(
        None, description="The version you saw; if it was changed since, this is refused."
    )


class DependencyCreate(Input):
    """Which of two cards waits for the other; exactly one of the members."""

    blocked_by: CardNameText | None = Field(
        None, description="The id or key of a card that this one waits for."
    )
    blocks: CardNameText | None = Field(
        None, description="The id or key of a card that waits for this one."
    )

    @model_validator(mode="after")
    def _one_of_them(self) -> Self:
        if (self.blocked_by is None) == (self.blocks is None):
            raise ValueError("give one of blocked_by and blocks")
        return self
