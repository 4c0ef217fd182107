"""Refusals of cards."""

from trivet.platform.errors import Conflict, NotFound, Unprocessable


class CardNotFound(NotFound):
    code = "card_not_found"
    title = "There is no such card for you"


class CardKeyAmbiguous(Conflict):
    code = "card_key_ambiguous"
    title = "This key names several cards"


class EditConflict(Conflict):
    code = "edit_conflict"
    title = "Somebody changed the same field meanwhile"


class CardElsewhere(Conflict):
    code = "card_elsewhere"
    title = "Somebody took this card to another board meanwhile"


class WipLimitReached(Conflict):
    code = "wip_limit_reached"
    title = "This column is full"


class BoardFull(Conflict):
    code = "board_full"
    title = "This board is full"


class CardArchived(Conflict):
    code = "card_archived"
    title = "This card is archived: restore it before you change it"


class UnknownAnchor(Unprocessable):
    code = "unknown_card"
    title = "There is no such card on this board"


class UnknownAssignee(Unprocessable):
    code = "unknown_assignee"
    title = "Only members of the workspace can be assigned"


class VersionAhead(Unprocessable):
    code = "version_ahead"
    title = "The card has not come as far as base_version says"


class OtherWorkspace(Unprocessable):
    code = "other_workspace"
    title = "Cards stay within their workspace"
