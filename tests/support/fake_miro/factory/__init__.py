"""What tests put into the played Miro, in a few words each."""

from dataclasses import dataclass

from tests.support.fake_miro.factory.boards import Boards
from tests.support.fake_miro.factory.people import People


@dataclass
class Factory(People, Boards):
    """Everything that tests put there, and let happen there."""
