"""What admins change about a connected repository."""

from typing import Self

from pydantic import Field, model_validator

from trivet.github.schemas import Secret
from trivet.platform.schemas import Body

SWITCHES = ("links_back", "status_back", "draft_on_push")
"""What is written on GitHub: columns of a repository, by the names that they have here too."""


class RepositoryPatch(Body):
    """What changes. Absent members stay."""

    secret: Secret | None = Field(None, description="A new one, for a webhook that is made anew.")
    links_back: bool | None = Field(
        None, description="Whether pull requests get a comment that links their cards."
    )
    status_back: bool | None = Field(
        None, description="Whether their newest commits get the status `trivet/card`."
    )
    draft_on_push: bool | None = Field(
        None,
        description="Whether the first push to a branch that was made from a card opens a draft pull "
        "request.",
    )

    @model_validator(mode="after")
    def _something(self) -> Self:
        if self.secret is None and not self.switches:
            raise ValueError(f"give secret, or one of {', '.join(SWITCHES)}")
        return self

    @property
    def switches(self) -> dict[str, bool]:
        """The switches that are given."""
        given = {name: getattr(self, name) for name in SWITCHES}
        return {name: value for name, value in given.items() if value is not None}
