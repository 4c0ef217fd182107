"""Encryption at rest: what must be read again, but not by whoever gets hold of the database."""

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from trivet.platform.keys import Keys, Purpose


class Undecryptable(Exception):
    """None of our keys opens it: it was damaged, or its key was retired."""


class Cipher:
    """Authenticated encryption (Fernet: AES-128-CBC and HMAC-SHA256) with rotation.

    Args:
        keys: the keys of this installation; the first one encrypts, all decrypt.
        purpose: what it is for; texts of one purpose do not open with the key of another.
    """

    def __init__(self, keys: Keys, purpose: Purpose = Purpose.TOKENS_AT_REST) -> None:
        every = [Fernet(base64.urlsafe_b64encode(key.secret)) for key in keys.every(purpose)]
        self._first, self._fernet = every[0], MultiFernet(every)

    def encrypt(self, text: str) -> str:
        """The text as it is stored."""
        return self._fernet.encrypt(text.encode()).decode()

    def decrypt(self, stored: str) -> str:
        """The text as it was.

        Raises:
            Undecryptable: none of our keys opens it.
        """
        try:
            return self._fernet.decrypt(stored.encode()).decode()
        except InvalidToken:
            raise Undecryptable("none of our keys opens this") from None

    def is_current(self, stored: str) -> bool:
        """Whether the first key opens it."""
        try:
            self._first.decrypt(stored.encode())
        except InvalidToken:
            return False
        return True

    def renewed(self, stored: str) -> str:
        """The same text under the first key, so that an old key can be retired.

        Raises:
            Undecryptable: none of our keys opens it.
        """
        try:
            return self._fernet.rotate(stored.encode()).decode()
        except InvalidToken:
            raise Undecryptable("none of our keys opens this") from None
