"""Tables of what Miro lets us do, and of what we know of it."""

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from trivet.auth.models import LeasedToken


class MiroToken(LeasedToken):
    """What Miro lets us do on a person's behalf, in one team of theirs.

    A token is bound to a user and a team ("OAuth 2.0 authorization", Miro).
    """

    __tablename__ = "miro_tokens"

    # Miro's ids are decimals of 64 bits, and texts here.
    miro_id: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(Text)
    team_id: Mapped[str | None] = mapped_column(String(64))
    team_name: Mapped[str | None] = mapped_column(Text)
