"""For answers that hold secrets: nobody on the way may keep them, and neither do we."""

from starlette.responses import Response

_HEADER, _VALUE = "Cache-Control", "no-store"


def forbid_storing(response: Response) -> None:
    """Have nobody keep this answer."""
    response.headers[_HEADER] = _VALUE


def is_not_to_be_stored(response: Response) -> bool:
    """Whether nobody may keep this answer."""
    return response.headers.get(_HEADER) == _VALUE


async def no_store(response: Response) -> None:
    """Have nobody keep any answer of a route. A dependency."""
    forbid_storing(response)
