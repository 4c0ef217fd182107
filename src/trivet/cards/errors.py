"""Refusals of cards."""

from trivet.platform.errors import Conflict, Forbidden, NotFound, Unprocessable


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


class StepNotFound(NotFound):
    code = "checklist_item_not_found"
    title = "There is no such step on this card"


class ChecklistFull(Conflict):
    code = "checklist_full"
    title = "This checklist has as many steps as it may"


class LinkNotFound(NotFound):
    code = "link_not_found"
    title = "There is no such link on this card"


class LinksFull(Conflict):
    code = "links_full"
    title = "This card has as many links as it may"


class CommentNotFound(NotFound):
    code = "comment_not_found"
    title = "There is no such comment for you"


class CommentsFull(Conflict):
    code = "comments_full"
    title = "This card has as many comments as it may"


class NotYourComment(Forbidden):
    code = "not_your_comment"
    title = "Somebody else wrote this comment"


class UnknownParent(Unprocessable):
    code = "unknown_parent"
    title = "There is no such card in this workspace"


class ParentCycle(Conflict):
    code = "parent_cycle"
    title = "A card cannot stand below itself"


class TooDeep(Conflict):
    code = "too_deep"
    title = "Cards stand below one another too deep"


class DependencyOnItself(Unprocessable):
    code = "dependency_on_itself"
    title = "A card does not wait for itself"


class DependencyNotFound(NotFound):
    code = "dependency_not_found"
    title = "Neither of these cards waits for the other"


class DependencyCycle(Conflict):
    code = "dependency_cycle"
    title = "These cards would wait for one another"


class DependenciesFull(Conflict):
    code = "dependencies_full"
    title = "This card has as many dependencies as it may"
