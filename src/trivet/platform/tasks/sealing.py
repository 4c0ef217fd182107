"""Arguments of tasks that are secrets: encrypted wherever they are kept, plain only for the body."""

from collections.abc import Mapping
from typing import Any

from trivet.platform.crypto import Cipher, Undecryptable
from trivet.platform.json import dumps_text, loads
from trivet.platform.keys import Keys, Purpose
from trivet.platform.tasks.declarations import Task, TaskCall
from trivet.platform.tasks.errors import PermanentFailure


class SecretsLost(PermanentFailure):
    """The key that they were encrypted with was retired, or the row was damaged."""

    code = "task_secrets_lost"
    title = "The secrets of this task cannot be read any more"


class Sealing:
    """Encrypts those arguments of a task that its declaration calls secret, and opens them again.

    Args:
        keys: of the installation.
    """

    def __init__(self, keys: Keys) -> None:
        self._cipher = Cipher(keys, Purpose.TASK_SECRETS)

    def sealed(self, call: TaskCall) -> dict[str, Any]:
        """The arguments as they are stored."""
        return {
            name: (
                self._cipher.encrypt(dumps_text(value)) if name in call.task.secret_args else value
            )
            for name, value in call.args.items()
        }

    def opened(self, task: Task, stored: Mapping[str, Any]) -> dict[str, Any]:
        """The arguments as the body takes them.

        Args:
            task: whose arguments.
            stored: as `sealed` made them.

        Raises:
            SecretsLost: none of our keys opens one of them.
        """
        return {
            name: self._opened(value) if name in task.secret_args else value
            for name, value in stored.items()
        }

    def _opened(self, stored: Any) -> Any:
        try:
            return loads(self._cipher.decrypt(str(stored)))
        except Undecryptable:
            raise SecretsLost(
                "The key that they were encrypted with is gone. Put it back among the master keys "
                "and retry this task, or have what it was for done anew."
            ) from None
