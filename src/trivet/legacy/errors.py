"""What is answered where the legacy service does not answer.

LegacyUnreachable   502   nothing was asked: it is safe to send the request again
LegacyNoAnswer      502   it was asked, and perhaps did it
LegacyLoop          502   its address leads back to Trivet
LegacyTimedOut      504   it was asked, and perhaps did it
"""

from trivet.platform.errors import AppError


class LegacyUnreachable(AppError):
    status = 502
    code = "legacy_unreachable"
    title = "The service behind this address cannot be reached"


class LegacyNoAnswer(AppError):
    status = 502
    code = "legacy_no_answer"
    title = "The service behind this address gave no answer"


class LegacyLoop(AppError):
    status = 502
    code = "legacy_loop"
    title = "The service behind this address is Trivet itself"


class LegacyTimedOut(AppError):
    status = 504
    code = "legacy_timed_out"
    title = "The service behind this address took too long"


class AnswerBroke(Exception):
    """The answer ended before its end, and part of it is out."""
