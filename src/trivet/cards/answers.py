"""Answers that are one card."""

from starlette.responses import Response

from trivet.cards.wire import Document
from trivet.platform.json import dumps


def card_answer(document: Document, status: int = 200, seq: int | None = None) -> Response:
    """A card as it was changed or made.

    Args:
        document: the card.
        status: 201 for a new one.
        seq: of its event; None where the unit of work says it.
    """
    headers = {} if seq is None else {"X-Board-Seq": str(seq)}
    if status == 201:
        headers["Location"] = f"/cards/{document['id']}"
    return Response(dumps(document), status, headers, "application/json")
