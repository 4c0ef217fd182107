"""Where settings come from beside `TRIVET_…`: files that hold secrets, and names that everybody uses.

`TRIVET_SMTP_PASSWORD_FILE=/run/secrets/smtp` stands for `TRIVET_SMTP_PASSWORD` with what is in that file,
as Docker, Kubernetes and systemd hand secrets over; so for each secret. And what others have named,
such as `OTEL_EXPORTER_OTLP_ENDPOINT` (OpenTelemetry Environment Variable Specification), is read under
that name, too.
"""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, get_args

from pydantic import SecretStr
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource

from trivet.platform.errors import StartupError

PREFIX = "TRIVET_"
KNOWN_ELSEWHERE = frozenset(
    {
        *("otel_exporter_otlp_endpoint", "jaeger_agent_host", "jaeger_agent_port"),
        *("logfire_token", "sentry_dsn"),
        *("legacy_api_url", "legacy_routes", "trusted_proxies"),
    }
)
"""Settings that are also read without our prefix."""
_NOT_OF_THE_SERVER = {"TRIVET_DOMAIN", "TRIVET_CONFORMANCE_DATA"}
"""Read by deploy/compose.yaml, and by the tests."""


def secret_settings(settings: type[BaseSettings]) -> Iterator[str]:
    """The names of those that are secret, and can be given as a file."""
    for name, field in settings.model_fields.items():
        kinds = (field.annotation, *get_args(field.annotation))
        if SecretStr in kinds and f"{name}_file" not in settings.model_fields:
            yield name


def unknown_settings(
    settings: type[BaseSettings], variables: Iterable[str]
) -> Iterator[tuple[str, str | None]]:
    """Variables that look like ours and are none, each with what may be meant.

    Args:
        settings: what is read.
        variables: names, in whatever letters.
    """
    known = {f"{PREFIX}{name}".upper() for name in settings.model_fields}
    known |= {_file_variable(name).upper() for name in secret_settings(settings)}
    for variable in sorted({name.upper() for name in variables}):
        if variable.startswith(PREFIX) and variable not in known | _NOT_OF_THE_SERVER:
            near, *_ = [*get_close_matches(variable, known, n=1, cutoff=0.8), None]
            yield variable, near


class OtherNames(PydanticBaseSettingsSource):
    """Settings by those other names.

    Args:
        settings_cls: what is read.
        variables: by name in small letters, as the environment or `.env` has them.
    """

    def __init__(
        self, settings_cls: type[BaseSettings], variables: Mapping[str, str | None]
    ) -> None:
        super().__init__(settings_cls)
        self._variables = variables

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        """One setting; None where it is not given here.

        Raises:
            StartupError: it is given twice, or its file cannot be read.
        """
        value = self._variables.get(field_name) if field_name in KNOWN_ELSEWHERE else None
        # Kubernetes gives such names to its own links: JAEGER_AGENT_PORT=tcp://10.0.0.1:6831.
        if value and not value.startswith("tcp://"):
            return value, field_name, False
        return None, field_name, False

    def __call__(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name, field in self.settings_cls.model_fields.items():
            value, _, _ = self.get_field_value(field, name)
            if value is not None:
                found[name] = value
        return found | {name: self._read(name) for name in self._in_files()}

    def _in_files(self) -> Iterator[str]:
        for name in secret_settings(self.settings_cls):
            if self._variables.get(_file_variable(name)):
                yield name

    def _read(self, name: str) -> str:
        variable = _file_variable(name).upper()
        if self._variables.get(f"{PREFIX}{name}".lower()):
            raise StartupError(
                f"{PREFIX}{name.upper()} and {variable} are both set: keep one of them."
            )
        path = Path(str(self._variables[variable.lower()])).expanduser()
        try:
            text = path.read_text(encoding="utf-8")
        except OSError as error:
            raise StartupError(
                f"{variable}: {path} cannot be read ({error.strerror}): see that it is there, and that "
                "whoever runs Trivet may read it."
            ) from None
        except UnicodeDecodeError:
            raise StartupError(f"{variable}: {path} is no text in UTF-8.") from None
        # Editors and `echo` end a file with a line break, which is no part of the secret.
        secret = text.rstrip("\r\n")
        if not secret:
            raise StartupError(f"{variable}: {path} is empty.")
        return secret


def _file_variable(name: str) -> str:
    return f"{PREFIX}{name}_file".lower()
