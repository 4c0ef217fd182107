"""On whose behalf GitHub is asked, and how urgently."""

from dataclasses import dataclass, field
from hashlib import sha256
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Credential:
    """A token, and whose.

    Args:
        token: of any length and form.
        account: whose allowance its requests are counted on: GitHub counts all tokens of a person
            together, and each installation of an App by itself ("Rate limits for the REST API").
        user_id: our user, if it is a person's.
        installation_id: GitHub's number of the installation, if it is an App's.
    """

    token: str = field(repr=False)
    account: str
    user_id: UUID | None = None
    installation_id: int | None = None

    @property
    def fingerprint(self) -> str:
        """Tells tokens apart without giving one away."""
        return sha256(self.token.encode()).hexdigest()[:24]

    @classmethod
    def bare(cls, token: str) -> "Credential":
        """A token of which nothing more is known."""
        return cls(token, f"token:{sha256(token.encode()).hexdigest()[:24]}")

    @staticmethod
    def account_of(user_id: UUID) -> str:
        """What the requests of one of our users are counted on."""
        return f"user:{user_id}"

    @classmethod
    def of_person(cls, token: str, user_id: UUID) -> "Credential":
        """One of our users' tokens."""
        return cls(token, cls.account_of(user_id), user_id)

    @classmethod
    def of_installation(cls, token: str, installation_id: int) -> "Credential":
        """An App's token for one of its installations."""
        account = f"installation:{installation_id}"
        return cls(token, account, installation_id=installation_id)
