"""A server on a port of its own, for those who want to be told at once."""

from tests.realtime.conftest import address, follow

__all__ = ["address", "follow"]
