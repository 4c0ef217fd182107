"""What tests put into the played GitHub, in a few words each."""

from dataclasses import dataclass

from tests.support.fake_github.factory.apps import Apps
from tests.support.fake_github.factory.pulls import Pulls
from tests.support.fake_github.factory.repositories import Repositories


@dataclass
class Factory(Repositories, Pulls, Apps):
    """Everything that tests put there, and let happen there."""
