"""Refusals around Miro."""

from trivet.platform.errors import (
    BadRequest,
    Conflict,
    Forbidden,
    NotFound,
    TooManyRequests,
    Unavailable,
    Unprocessable,
)


class MiroNotSetUp(NotFound):
    code = "miro_not_set_up"
    title = "Nobody can connect Miro here yet"


class MiroAccountMissing(NotFound):
    """The person has no account at Miro here, or it lets us do nothing any more."""

    code = "miro_account_missing"
    title = "No Miro account is connected"


class MiroSignInNeeded(MiroAccountMissing):
    """There is an account, and its tokens work no more."""

    code = "miro_sign_in_needed"
    title = "Miro wants you to connect again"


class MiroUserMissing(BadRequest):
    code = "miro_user_missing"
    title = "The request does not say whose Miro account it is about"


class MiroUserMismatch(Forbidden):
    code = "miro_user_mismatch"
    title = "That is not your Miro account"


class MiroRefused(Forbidden):
    code = "miro_refused"
    title = "Miro refused"


class MiroAccountTaken(Conflict):
    code = "miro_account_taken"
    title = "This Miro account belongs to somebody else here"


class MiroIdTokenInvalid(Forbidden):
    code = "miro_id_token_invalid"
    title = "This is no id token that Miro made for us"


class MiroPersonUnknown(NotFound):
    """The panel asks before it makes an account: they may have one, and not have connected Miro to it."""

    code = "miro_person_unknown"
    title = "Nobody here has this Miro account"


class ReturnUrlRefused(BadRequest):
    code = "return_url_refused"
    title = "Trivet does not send anybody to that address"


class MiroUnreachable(Unavailable):
    code = "miro_unreachable"
    title = "Miro does not answer"


class MiroNotAsked(MiroUnreachable):
    """The same where nothing of the request reached Miro: it was not done."""


class MiroLimited(TooManyRequests):
    code = "miro_limited"
    title = "Miro takes no more requests right now"


class MiroForbids(Forbidden):
    code = "miro_forbids"
    title = "Miro does not let you do this"


class MiroInvalid(Unprocessable):
    code = "miro_invalid"
    title = "Miro does not accept this"


class MiroNotTried(Unprocessable):
    code = "miro_not_tried"
    title = "Too much was refused before its turn came"


class MiroConflict(Conflict):
    code = "miro_conflict"
    title = "Somebody changed this in Miro at the same moment"


class MiroBoardNotFound(NotFound):
    """Also for those whom Miro does not let read it: that it exists is not theirs to know."""

    code = "miro_board_not_found"
    title = "There is no such board in Miro"


class MiroBoardUnread(NotFound):
    """The caller may read it; nothing of it is known here yet."""

    code = "miro_board_unread"
    title = "This board has not been read yet"


class MiroItemNotFound(NotFound):
    code = "miro_item_not_found"
    title = "There is no such item on the board"


class MiroTagNotFound(NotFound):
    code = "miro_tag_not_found"
    title = "There is no such tag on the board"


class MiroJobNotFound(NotFound):
    code = "miro_job_not_found"
    title = "There is no such job"


class MiroJobOpen(Conflict):
    code = "miro_job_open"
    title = "This job is being worked on"


class MiroOperationSettled(Conflict):
    code = "miro_operation_settled"
    title = "What became of this operation is known"


class MiroPollingOff(Conflict):
    code = "miro_polling_off"
    title = "This installation does not look for changes at Miro"


class MiroFollowsTooMany(Conflict):
    code = "miro_follows_too_many"
    title = "You follow as many boards as one may"


class MiroEventInvalid(BadRequest):
    code = "miro_event_invalid"
    title = "This is no event of Miro's"


class MiroWebhookOff(NotFound):
    """Also where the secret is wrong: whether there is a webhook is no stranger's to know."""

    code = "miro_webhook_off"
    title = "There is no webhook at this address"
