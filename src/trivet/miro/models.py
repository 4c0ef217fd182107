"""Tables of what Miro lets us do, and of what we know of its boards."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Boolean,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Text,
    Uuid,
)
from sqlalchemy.orm import Mapped, mapped_column

from trivet.auth.models import LeasedToken
from trivet.platform.db.base import Base
from trivet.platform.db.types import Json, Moment

_BOARD_ID = String(64)
_ITEM_ID = String(32)


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
    # Miro takes nothing in their name before; also for a process that begins meanwhile.
    limited_until: Mapped[datetime | None] = mapped_column(Moment)


class MiroBoard(Base):
    """A board in Miro, as we saw it last."""

    __tablename__ = "miro_boards"

    id: Mapped[str] = mapped_column(_BOARD_ID, primary_key=True)
    # As Miro has it: name, owner, team.
    document: Mapped[dict[str, Any]] = mapped_column(Json)
    # Counts the changes of its items that we saw.
    seq: Mapped[int] = mapped_column(BigInteger, default=0)
    fetched_at: Mapped[datetime] = mapped_column(Moment)
    # When the last sweep began that saw all of its items (`*`), or all of a type; RFC 3339.
    swept: Mapped[dict[str, str]] = mapped_column(Json, default=dict)
    tags_as_of: Mapped[datetime | None] = mapped_column(Moment)
    # When we began to keep it, in microseconds: numbers of its changes are of this epoch alone.
    epoch: Mapped[int] = mapped_column(BigInteger, server_default="0")
    # Of what went at this number or before it there may be no grave any more.
    graves_until: Mapped[int] = mapped_column(BigInteger, server_default="0", default=0)
    # The task that swept it last, or is to.
    sync_task_id: Mapped[UUID | None] = mapped_column(Uuid)
    # When it was last looked at for changes, in whose name, what that cost in credits, and after how many
    # seconds it is looked at again.
    polled_at: Mapped[datetime | None] = mapped_column(Moment)
    polled_by: Mapped[UUID | None] = mapped_column(Uuid)
    poll_cost: Mapped[int] = mapped_column(Integer, server_default="0", default=0)
    poll_every_s: Mapped[float | None] = mapped_column(Float)
    # For how many seconds that kept a worker busy.
    poll_took_s: Mapped[float] = mapped_column(Float, server_default="0", default=0.0)
    # When such a look last found any.
    changed_at: Mapped[datetime | None] = mapped_column(Moment)


class MiroBoardAccess(Base):
    """That Miro let somebody read a board, by their own token of an account there."""

    __tablename__ = "miro_board_access"
    __table_args__ = (Index("ix_miro_board_access_board_id", "board_id"),)

    user_id: Mapped[UUID] = mapped_column(
        Uuid, ForeignKey("users.id", ondelete="CASCADE"), primary_key=True
    )
    board_id: Mapped[str] = mapped_column(
        _BOARD_ID, ForeignKey("miro_boards.id", ondelete="CASCADE"), primary_key=True
    )
    # Miro's id of the account; another one that they connect later proves nothing by this.
    account: Mapped[str] = mapped_column(String(64), server_default="")
    proven_at: Mapped[datetime] = mapped_column(Moment)


class MiroFollow(Base):
    """That somebody wants to know what changes on a board: it is looked at again and again, in their name."""

    __tablename__ = "miro_follows"
    __table_args__ = (Index("ix_miro_follows_board_id", "board_id"),)

    user_id: Mapped[UUID] = mapped_column(
        Uuid, ForeignKey("users.id", ondelete="CASCADE"), primary_key=True
    )
    board_id: Mapped[str] = mapped_column(
        _BOARD_ID, ForeignKey("miro_boards.id", ondelete="CASCADE"), primary_key=True
    )
    # Whether until they say otherwise.
    lasting: Mapped[bool] = mapped_column(Boolean)
    # Until when, since they asked what changed; None if they never did.
    until: Mapped[datetime | None] = mapped_column(Moment)
    created_at: Mapped[datetime] = mapped_column(Moment)
    # Why it cannot be looked at in their name, as an error's code, and until when that is not tried again.
    problem: Mapped[str | None] = mapped_column(String(64))
    retry_at: Mapped[datetime | None] = mapped_column(Moment)


class MiroEvent(Base):
    """That Miro told us of a change by a webhook. Kept for a day, so that it counts once."""

    __tablename__ = "miro_events"
    __table_args__ = (Index("ix_miro_events_board_id", "board_id", "done_at"),)

    # Of what was told.
    fingerprint: Mapped[str] = mapped_column(String(64), primary_key=True)
    board_id: Mapped[str] = mapped_column(
        _BOARD_ID, ForeignKey("miro_boards.id", ondelete="CASCADE")
    )
    # None where it names no item that we know how to ask for.
    item_id: Mapped[str | None] = mapped_column(_ITEM_ID)
    received_at: Mapped[datetime] = mapped_column(Moment)
    done_at: Mapped[datetime | None] = mapped_column(Moment)


class MiroItem(Base):
    """An item of a board in Miro, as we saw it last."""

    __tablename__ = "miro_items"
    __table_args__ = (Index("ix_miro_items_board_id_seq", "board_id", "seq"),)

    board_id: Mapped[str] = mapped_column(
        _BOARD_ID, ForeignKey("miro_boards.id", ondelete="CASCADE"), primary_key=True
    )
    id: Mapped[str] = mapped_column(_ITEM_ID, primary_key=True)
    type: Mapped[str] = mapped_column(String(32))
    # What it was before, each between bars: those who follow such items are told that it is none.
    former_types: Mapped[str] = mapped_column(Text, server_default="", default="")
    document: Mapped[dict[str, Any]] = mapped_column(Json)
    # The board's number at which it changed last.
    seq: Mapped[int] = mapped_column(BigInteger)
    # When we asked for what the document says.
    fetched_at: Mapped[datetime] = mapped_column(Moment)
    # When we last asked, and it was there; whatever was said of it.
    seen_at: Mapped[datetime] = mapped_column(Moment)
    # When we asked for its style, which lists of Miro's do not tell; None if we never did.
    styled_at: Mapped[datetime | None] = mapped_column(Moment)
    # The board's number at which somebody else changed it last, and not we alone; 0 if nobody did.
    theirs_seq: Mapped[int] = mapped_column(BigInteger, server_default="0", default=0)
    # A grave: those who follow changes are told of it.
    deleted_at: Mapped[datetime | None] = mapped_column(Moment)


class MiroWrite(Base):
    """Something that is being written for somebody who waits for it; or was, and no answer came."""

    __tablename__ = "miro_writes"
    __table_args__ = (Index("ix_miro_writes_board_id", "board_id", "sent_at"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    board_id: Mapped[str] = mapped_column(
        _BOARD_ID, ForeignKey("miro_boards.id", ondelete="CASCADE")
    )
    kind: Mapped[str] = mapped_column(String(32))
    # None where an item is made.
    item_id: Mapped[str | None] = mapped_column(_ITEM_ID)
    # As Miro is sent it; None where the item is deleted.
    body: Mapped[dict[str, Any] | None] = mapped_column(Json)
    # Miro's id of the account.
    account: Mapped[str] = mapped_column(String(64))
    sent_at: Mapped[datetime] = mapped_column(Moment)


class MiroTag(Base):
    """A tag of a board in Miro, as we saw it last."""

    __tablename__ = "miro_tags"

    board_id: Mapped[str] = mapped_column(
        _BOARD_ID, ForeignKey("miro_boards.id", ondelete="CASCADE"), primary_key=True
    )
    id: Mapped[str] = mapped_column(_ITEM_ID, primary_key=True)
    document: Mapped[dict[str, Any]] = mapped_column(Json)
    fetched_at: Mapped[datetime] = mapped_column(Moment)
