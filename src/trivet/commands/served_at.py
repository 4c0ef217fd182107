"""Where the server of a data folder is reached, for commands that print an address beside it."""

from collections.abc import Iterator
from contextlib import contextmanager

from trivet.platform.settings import Settings

FILE = "served-at"


@contextmanager
def told(settings: Settings) -> Iterator[None]:
    """Tell it while we serve."""
    path = settings.data_dir / FILE
    path.write_text(settings.base_url)
    try:
        yield
    finally:
        path.unlink(missing_ok=True)


def with_served_address(settings: Settings) -> Settings:
    """The settings with the address of the server that runs on this folder, if one told it.

    A crash leaves the file behind; the next start writes it anew.
    """
    path = settings.data_dir / FILE
    if settings.public_url is not None or not path.exists():
        return settings
    return settings.model_copy(update={"public_url": path.read_text().strip()})
