"""All that one process writes down and says, and what of it should have been kept to itself."""

import io
import json
import zlib
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, quote_plus

import httpx2
import pytest

from tests.support.apps import Trivet
from tests.support.rows import stored
from trivet import bootstrap, models_registry
from trivet.platform.settings import LogFormat, Settings
from trivet.platform.telemetry.destinations import Destinations
from trivet.platform.telemetry.logging import configure_logging

SHORTEST = 8
"""Letters of a secret that is looked for: a shorter one occurs by chance."""


@dataclass
class Written:
    """The log at its most talkative, and the secrets that nothing may hold.

    Args:
        log: where every line goes.
        secrets: what they are, and what each is for.
    """

    log: io.StringIO = field(default_factory=io.StringIO)
    secrets: dict[str, str] = field(default_factory=dict)

    def keep(self, **secrets: str) -> None:
        """Look for these from now on, and in what was written before."""
        for what, secret in secrets.items():
            assert len(secret) >= SHORTEST, what
            self.secrets[secret] = what

    def heard(self, answer: httpx2.Response) -> httpx2.Response:
        """An answer that holds none of them."""
        self._free_of_them(answer.text, f"the answer {answer.status_code} of {answer.url.path}")
        self._free_of_them(str(answer.headers), f"the headers of {answer.url.path}")
        return answer

    def logged_nothing(self) -> None:
        """No line of the log has one."""
        self._free_of_them(self.log.getvalue(), "the log")

    async def nowhere(self, app: Trivet) -> None:
        """Neither the log has one, nor a row, nor a file in the data folder but that of the keys."""
        assert self.secrets
        self.logged_nothing()
        async with app.runtime.database.readers.connect() as connection:
            for table in models_registry.metadata.sorted_tables:
                for row in await stored(connection, table):
                    for name, value in row.items():
                        self._free_of_them(_text(value), f"{table.name}.{name}")
        for path in app.runtime.settings.data_dir.rglob("*"):
            if path.is_file() and path.name != "master.keys":
                self._free_of_them(path.read_bytes().decode("latin-1"), path.name)

    def _free_of_them(self, text: str, where: str) -> None:
        for secret, what in self.secrets.items():
            for form in _forms(secret):
                assert form not in text, f"{what} stands in {where}"


@contextmanager
def written(monkeypatch: pytest.MonkeyPatch, log_format: LogFormat) -> Iterator[Written]:
    """Have each process that is built here write its log, from its first line on, where it is kept."""
    kept = Written()

    def configured(settings: Settings, elsewhere: Destinations | None = None) -> None:
        talkative = settings.model_copy(update={"log_level": "DEBUG", "log_format": log_format})
        configure_logging(talkative, kept.log, elsewhere)

    with monkeypatch.context() as patched:
        patched.setattr(bootstrap, "configure_logging", configured)
        configured(Settings())
        yield kept
    configure_logging(Settings())


def _forms(secret: str) -> set[str]:
    """A secret as it may be written."""
    return {
        secret,
        quote(secret, safe=""),
        quote_plus(secret),
        json.dumps(secret)[1:-1],
        b64encode(secret.encode()).decode().rstrip("=")[:-1],
    }


def _text(value: Any) -> str:
    if isinstance(value, bytes):
        raw: bytes = value
        with suppress(zlib.error):
            raw = zlib.decompress(raw)
        return raw.decode("latin-1")
    return json.dumps(value, default=str, ensure_ascii=False) if value is not None else ""
