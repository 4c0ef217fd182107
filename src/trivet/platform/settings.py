"""Typed settings, from the environment (`TRIVET_…`) or a `.env` file in the data folder."""

import os
import re
from email.utils import parseaddr
from enum import StrEnum
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, SecretStr, ValidationInfo, field_validator
from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from trivet.platform.rates import rates_in
from trivet.platform.route_patterns import RoutePattern
from trivet.platform.settings_sources import PREFIX, OtherNames

_GITHUB = "https://github.com"
_IN_A_PATH = re.compile(r"[A-Za-z0-9_-]{16,200}")
_SHORTEST_TOKEN = 16
_DSN = re.compile(r"https?://[A-Za-z0-9]+(:[A-Za-z0-9]+)?@[^\s/@]+(/[^\s/]+)*/[0-9]+")
_EVERYWHERE = {"", "0.0.0.0", "::"}  # noqa: S104 - compared, not bound
_A_HOST = re.compile(r"\*|(\*\.)?[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?|\[[0-9A-Fa-f:.]+\]")
_THIS_MACHINE = ("127.0.0.1", "::1")


class LogFormat(StrEnum):
    AUTO = "auto"
    CONSOLE = "console"
    JSON = "json"


def _no_trailing_slash(address: str) -> str:
    return address.rstrip("/")


Address = Annotated[str, AfterValidator(_no_trailing_slash)]


def _is_service(address: str) -> bool:
    """Whether an address leads to a server by http or https, and says nothing else."""
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return False
    plain = re.fullmatch(r"[!-~]+", address) and not set(address) & set("?#@\\")
    return bool(plain and parts.scheme in {"http", "https"} and parts.hostname)


def _a_rate(text: str) -> str:
    try:
        rates_in(text)
    except ValueError:
        raise ValueError("must be a rate such as 600/minute, or several, with ; between") from None
    return text


RateText = Annotated[str, AfterValidator(_a_rate)]
"""How many requests are allowed, as people write it."""


class SignUp(StrEnum):
    """Who may make an account, beside the first person."""

    OPEN = "open"
    INVITED = "invited"


class SmtpSecurity(StrEnum):
    """How the connection to the mail server is protected."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


class Settings(BaseSettings):
    """Everything that can be set. `trivet doctor` prints each with what it means."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        extra="ignore",
        env_file_encoding="utf-8",
        # One that is set to nothing is not set: a file beside it may hold the secret.
        env_ignore_empty=True,
        frozen=True,
        # What is wrong with a secret is told without it.
        hide_input_in_errors=True,
    )

    data_dir: Path = Field(
        Path("data"),
        description="Folder for the database, the keys and copies made before upgrades.",
    )
    host: str = Field("127.0.0.1", description="Address to listen on.")
    port: int = Field(8000, ge=0, le=65535, description="Port to listen on.")
    public_url: Address | None = Field(
        None,
        description="The address under which people reach Trivet, such as https://trivet.example.",
    )
    master_key: SecretStr | None = Field(
        None,
        description="The master key, in place of the file master.keys in the data folder; several "
        "separated by commas: the first signs.",
    )
    database_url: SecretStr | None = Field(
        None,
        description="postgresql://user:password@host/database. Empty: an SQLite file in the data folder.",
    )
    redis_url: SecretStr | None = Field(
        None,
        description="redis://host:port. Given, several processes may serve one PostgreSQL database: "
        "they share events, the cache and the counting of requests. Empty: one process serves alone.",
    )
    database_pool_size: int = Field(10, ge=1, le=200, description="Connections a process keeps.")
    cors_origins: Annotated[tuple[Address, ...], NoDecode] = Field(
        (), description="Origins, beside our own, whose pages may call the API; comma-separated."
    )
    github_url: Address = Field(
        _GITHUB, description="Where GitHub is; another one for an Enterprise Server."
    )
    github_api_url: Address = Field(
        "https://api.github.com", description="Where GitHub's REST API is."
    )
    github_client_id: str | None = Field(
        None, description="Client id of the OAuth App or GitHub App that people sign in with."
    )
    github_client_secret: SecretStr | None = Field(None, description="Its client secret.")
    github_scopes: str = Field(
        "read:user user:email repo",
        description="What people are asked for when they sign in, separated by spaces.",
    )
    github_app_id: str | None = Field(
        None,
        description="App id or client id of a GitHub App, which then does what nobody waits for. "
        "Empty: that is done in the name of whoever connected a repository.",
    )
    github_app_slug: str | None = Field(
        None, description="Its name in addresses: github.com/apps/<slug>."
    )
    github_app_private_key: SecretStr | None = Field(
        None, description="Its private key: the PEM file as it is, or in base64."
    )
    github_app_private_key_file: Path | None = Field(
        None, description="In its place: the file that holds it."
    )
    github_app_webhook_secret: SecretStr | None = Field(
        None, description="The secret of its webhook."
    )
    github_poll_s: int = Field(
        20,
        ge=0,
        le=3600,
        description="Seconds between looks at connected repositories whose webhooks cannot reach us, "
        "as on a laptop; 0 never looks.",
    )
    github_reconcile_s: int = Field(
        3600,
        ge=0,
        le=7 * 24 * 3600,
        description="Seconds between searches of one repository for what its webhook missed; 0 never "
        "searches.",
    )
    miro_url: Address = Field("https://miro.com", description="Where Miro is.")
    miro_api_url: Address = Field(
        "https://api.miro.com", description="Where Miro's REST API is, and its tokens."
    )
    miro_client_id: str | None = Field(
        None, description="Client id of the app at Miro that people connect."
    )
    miro_client_secret: SecretStr | None = Field(None, description="Its client secret.")
    miro_trust_user_header: bool = Field(
        False,
        description="Whether `X-User-Id` alone says who calls the Miro bridge. On a private network only: "
        "whoever reaches it is whoever they say.",
    )
    miro_poll_s: float = Field(
        10.0,
        ge=0,
        le=3600,
        description="Seconds between looks for changes at a followed board in Miro where much happens; "
        "where less does, up to twelve times as many, and as many more as Miro's credits want. 0 never "
        "looks.",
    )
    miro_webhook_secret: SecretStr | None = Field(
        None,
        description="Takes what Miro's webhooks deliver, which ended for most on 2025-12-05: at "
        "`/api/webhook/<secret>`, or at `/api/webhook` with the secret in `X-Webhook-Secret`. Empty: there "
        "is no webhook.",
    )
    legacy_api_url: Address | None = Field(
        None,
        description="Where a service is that answers what Trivet does not have under /api/, while it is being "
        "moved to Trivet (docs/migration.md); its path goes in front of every path. Empty: there is none.",
    )
    legacy_routes: Annotated[tuple[str, ...], NoDecode] = Field(
        (),
        description="What it answers although Trivet could; comma-separated, such as /api/cards/*, "
        "GET /api/boards/{boardId}/shapes.",
    )
    legacy_timeout_s: float = Field(
        60.0,
        gt=0,
        le=3600,
        description="Seconds that it may be silent, before and within its answer.",
    )
    legacy_max_body_bytes: int = Field(
        100 * 1024 * 1024,
        ge=1024,
        description="Largest request body that is passed on to it, in bytes; none is held in memory.",
    )
    sign_up: SignUp = Field(
        SignUp.OPEN,
        description="open: whoever signs in has an account. invited: only whom an invitation to "
        "their own address awaits.",
    )
    smtp_host: str | None = Field(
        None, description="Mail server. Empty: invitations are shown as links to copy."
    )
    smtp_port: int = Field(587, ge=1, le=65535, description="Its port.")
    smtp_user: str | None = Field(None, description="Account at the mail server.")
    smtp_password: SecretStr | None = Field(None, description="Its password.")
    smtp_security: SmtpSecurity = Field(
        SmtpSecurity.STARTTLS, description="starttls, tls, or none for a server on this machine."
    )
    smtp_ca_file: Path | None = Field(
        None, description="Certificates to trust at the mail server, beside those of the system."
    )
    mail_from: str | None = Field(
        None, description="Sender of mail, such as Trivet <trivet@example.com>."
    )
    log_level: str = Field("INFO", description="DEBUG, INFO, WARNING or ERROR.")
    log_format: LogFormat = Field(
        LogFormat.AUTO,
        description="console, json, or auto: for people on a terminal, JSON everywhere else.",
    )
    otel_exporter_otlp_endpoint: Address | None = Field(
        None,
        description="Where traces and logs are sent, by OTLP over HTTP: http://collector:4318. Also read as "
        "OTEL_EXPORTER_OTLP_ENDPOINT. Empty: they stay here.",
    )
    jaeger_agent_host: str | None = Field(
        None,
        description="In its place: the host of a Jaeger (1.35 or newer), which takes OTLP itself. Also read as "
        "JAEGER_AGENT_HOST.",
    )
    jaeger_agent_port: int = Field(
        4318,
        ge=1,
        le=65535,
        description="The port where that Jaeger takes OTLP over HTTP. Also read as JAEGER_AGENT_PORT; the ports "
        "6831 and 6832 of its old agents, which took UDP, stand for 4318.",
    )
    logfire_token: SecretStr | None = Field(
        None,
        description="A write token of Logfire, to send traces there. Also read as LOGFIRE_TOKEN.",
    )
    trace_sample: float = Field(
        1.0,
        ge=0,
        le=1,
        description="Which part of all requests and tasks is traced, where traces are sent.",
    )
    sentry_dsn: SecretStr | None = Field(
        None,
        description="Where errors are reported (Sentry, or what speaks as it does). Also read as SENTRY_DSN.",
    )
    environment: str = Field(
        "production", description="What traces and errors say they come from.", max_length=64
    )
    max_body_bytes: int = Field(1024 * 1024, ge=1024, description="Largest request body, in bytes.")
    max_body_s: int = Field(
        30, ge=1, le=3600, description="Seconds that a request's body may take to arrive."
    )
    trusted_proxies: Annotated[tuple[str, ...] | None, NoDecode] = Field(
        None,
        description="Addresses and networks of the proxies in front of Trivet, comma-separated: "
        "X-Forwarded-For and -Proto are believed from them alone. Empty: where TRIVET_PUBLIC_URL is set, "
        "a proxy on this machine; else nobody.",
    )
    allowed_hosts: Annotated[tuple[str, ...], NoDecode] = Field(
        (),
        description="Names by which Trivet may be reached, beside that of TRIVET_PUBLIC_URL and those of this "
        "machine; comma-separated, such as trivet.internal, *.example.com. * is any.",
    )
    rate_limits: bool = Field(
        True, description="Whether requests are counted and limited; off for load tests only."
    )
    rate_address: RateText = Field(
        "12000/minute",
        description="Requests from one network address, whoever sends them. An IPv6 network of 64 bits "
        "counts as one. Rates may be several: 50/second; 12000/minute.",
    )
    rate_read: RateText = Field(
        "3000/minute",
        description="Requests that read, of one person; of whoever is not signed in, from one network "
        "address. So for those below, but where they say otherwise.",
    )
    rate_write: RateText = Field("1200/minute", description="Requests that change something.")
    rate_heavy: RateText = Field(
        "300/minute", description="Searches, exports, bulk updates, copies of boards and the like."
    )
    rate_sign_in: RateText = Field(
        "300/minute",
        description="Ways to sign in, from one network address; most have a finer limit besides.",
    )
    rate_vendor: RateText = Field(
        "600/minute", description="What asks GitHub or Miro, or has them asked."
    )
    rate_logs: RateText = Field(
        "60/minute; 1200/hour", description="Deliveries of what clients log."
    )
    rate_webhooks: RateText = Field(
        "6000/minute", description="Deliveries of webhooks, from one network address."
    )
    rate_sockets: RateText = Field("120/minute", description="WebSockets that are opened.")
    max_sockets: int = Field(
        5_000,
        ge=1,
        description="WebSockets that a process serves at a time.",
    )
    max_sockets_per_user: int = Field(50, ge=1, description="Of these, those of one person.")
    worker_concurrency: int = Field(
        4,
        ge=0,
        le=64,
        description="Background tasks at a time in a process that serves; 0 leaves them to "
        "`trivet worker`, which needs TRIVET_REDIS_URL.",
    )
    metrics_token: SecretStr | None = Field(
        None,
        description="Opens `/metrics` to whoever sends it as bearer token; at least 16 characters. Programs on "
        "this machine read it without. Empty: nobody else does.",
    )
    worker_metrics_port: int = Field(
        0,
        ge=0,
        le=65535,
        description="Port on which `trivet worker` answers `/metrics` for itself, at TRIVET_HOST; 0 does not.",
    )
    live_cards: int = Field(
        200_000, ge=1, description="Cards of recently read boards kept in memory, a process."
    )
    replay_days: int = Field(
        30, ge=1, description="Days after which the log forgets what people typed."
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """What is given, the environment, and `.env`; in each of the two, other names behind ours."""
        assert isinstance(dotenv_settings, DotEnvSettingsSource)
        here = {name.lower(): value for name, value in os.environ.items()}
        return (
            *(init_settings, env_settings, OtherNames(settings_cls, here)),
            *(dotenv_settings, OtherNames(settings_cls, dotenv_settings.env_vars)),
        )

    @field_validator(
        "cors_origins", "legacy_routes", "trusted_proxies", "allowed_hosts", mode="before"
    )
    @classmethod
    def _split(cls, value: Any) -> Any:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @field_validator("trusted_proxies")
    @classmethod
    def _addresses(cls, value: tuple[str, ...] | None) -> tuple[str, ...] | None:
        for each in value or ():
            try:
                ip_network(each)
            except ValueError:
                raise ValueError(
                    f"{each} is no address or network, such as 10.0.0.7 or 10.0.0.0/24"
                ) from None
        return value or None

    @field_validator("allowed_hosts")
    @classmethod
    def _host_names(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for each in value:
            if not _A_HOST.fullmatch(each):
                raise ValueError(f"{each} is no name of a host, such as trivet.internal")
        return tuple(each.lower() for each in value)

    @field_validator("miro_webhook_secret")
    @classmethod
    def _part_of_an_address(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not _IN_A_PATH.fullmatch(value.get_secret_value()):
            raise ValueError("must be 16 to 200 letters, digits, - and _: it is part of an address")
        return value

    @field_validator("legacy_api_url")
    @classmethod
    def _address_of_a_service(cls, value: str | None) -> str | None:
        if value is not None and not _is_service(value):
            raise ValueError(
                "must be an address such as http://legacy.internal:9000, with a path if need be, and "
                "without user, password, ? and #"
            )
        return value

    @field_validator(
        *("public_url", "github_url", "github_api_url", "miro_url", "miro_api_url"),
        "otel_exporter_otlp_endpoint",
    )
    @classmethod
    def _whole_address(cls, value: str | None) -> str | None:
        if value is not None and not _is_service(value):
            raise ValueError("must be a whole address, such as https://trivet.example")
        return value

    @field_validator("otel_exporter_otlp_endpoint")
    @classmethod
    def _without_path_of_one_signal(cls, value: str | None) -> str | None:
        if value is not None and value.endswith(("/v1/traces", "/v1/logs")):
            raise ValueError("must be the address before /v1/traces, which is added")
        return value

    @field_validator("sentry_dsn")
    @classmethod
    def _a_dsn(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not _DSN.fullmatch(value.get_secret_value()):
            raise ValueError("must be as Sentry shows it: https://<key>@<host>/<project>")
        return value

    @field_validator("legacy_routes")
    @classmethod
    def _routes_of_a_service(cls, value: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        # Absent where it is wrong, which is said already.
        if value and info.data.get("legacy_api_url", "") is None:
            raise ValueError("needs TRIVET_LEGACY_API_URL, the address where these routes are")
        return tuple(RoutePattern.read(route).text for route in value)

    @field_validator("metrics_token")
    @classmethod
    def _not_guessed(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and len(value.get_secret_value()) < _SHORTEST_TOKEN:
            raise ValueError(f"must be at least {_SHORTEST_TOKEN} characters")
        return value

    @field_validator("log_level")
    @classmethod
    def _known_level(cls, value: str) -> str:
        level = value.upper()
        if level not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
            raise ValueError("must be DEBUG, INFO, WARNING or ERROR")
        return level

    @field_validator(
        *("database_url", "redis_url", "master_key", "github_client_id", "github_client_secret"),
        *("github_app_id", "github_app_slug", "github_app_private_key"),
        *("github_app_private_key_file", "github_app_webhook_secret"),
        "legacy_api_url",
        *("miro_client_id", "miro_client_secret", "miro_webhook_secret"),
        *("smtp_host", "smtp_user", "smtp_password", "smtp_ca_file", "mail_from"),
        *("otel_exporter_otlp_endpoint", "jaeger_agent_host", "logfire_token", "sentry_dsn"),
        "metrics_token",
        mode="before",
    )
    @classmethod
    def _empty_is_absent(cls, value: Any) -> Any:
        return value or None

    @field_validator("mail_from")
    @classmethod
    def _one_sender(cls, value: str | None) -> str | None:
        if value is None:
            return None
        _, address = parseaddr(value)
        if not value.isprintable() or not re.fullmatch(r"[^@\s]+@[^@\s]+", address):
            raise ValueError("must be an address such as Trivet <trivet@example.com>")
        return value

    @field_validator("redis_url")
    @classmethod
    def _redis_scheme(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not value.get_secret_value().startswith(("redis://", "rediss://")):
            raise ValueError("must begin with redis:// or rediss://")
        return value

    @property
    def scaled(self) -> bool:
        """Whether several processes may serve the same database."""
        return self.redis_url is not None

    @property
    def sqlite_path(self) -> Path:
        """The database file of the embedded mode."""
        return self.data_dir / "trivet.db"

    @property
    def base_url(self) -> str:
        """Where people reach us: as configured, else where we listen."""
        host = self.host
        if self.everywhere:
            host = "127.0.0.1"
        elif ":" in host:
            host = f"[{host}]"  # RFC 3986, section 3.2.2
        return self.public_url or f"http://{host}:{self.port}"

    @property
    def everywhere(self) -> bool:
        """Whether we listen on every address that this machine has."""
        return self.host in _EVERYWHERE

    @property
    def proxies(self) -> tuple[str, ...]:
        """Whose word is taken for where a request comes from.

        Without a public address there is no proxy, and whoever connects from this machine is somebody
        at it: their word would let them past every limit. With one, something in front of us ends TLS.
        """
        if self.trusted_proxies is not None:
            return self.trusted_proxies
        return () if self.public_url is None else _THIS_MACHINE

    @property
    def github_sign_in(self) -> bool:
        """Whether people can sign in with GitHub."""
        return self.github_client_id is not None and self.github_client_secret is not None

    @property
    def miro_connects(self) -> bool:
        """Whether people can connect Miro."""
        return self.miro_client_id is not None and self.miro_client_secret is not None

    @property
    def miro_origins(self) -> tuple[str, ...]:
        """Whose pages may frame our panel: Miro's, and those of hosts below it."""
        scheme, _, host = self.miro_url.partition("://")
        host = host.partition("/")[0]
        return (f"{scheme}://{host}", f"{scheme}://*.{host}")

    @property
    def picture_origins(self) -> tuple[str, ...]:
        """Where the pictures of people are who sign in with GitHub."""
        if not self.github_sign_in:
            return ()
        if self.github_url == _GITHUB:
            return ("https://avatars.githubusercontent.com",)
        scheme, _, host = self.github_url.partition("://")
        host = host.partition("/")[0]
        # An Enterprise Server shows them itself, or under a name of their own.
        return (f"{scheme}://{host}", f"{scheme}://avatars.{host}")

    @property
    def vendors(self) -> tuple[str, ...]:
        """Whom Trivet asks by itself."""
        return (self.github_url, self.github_api_url, self.miro_url, self.miro_api_url)

    @property
    def email_sign_in(self) -> bool:
        """Whether people can sign in by a link in a mail."""
        return self.smtp_host is not None

    @property
    def https(self) -> bool:
        return self.base_url.startswith("https://")


class Config:
    """Settings by name, for those who know the name only at run time.

    Args:
        settings: the typed settings that it reads.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def get(self, key: str, default: Any = None) -> Any:
        """The setting `key` (in any case, with or without `TRIVET_`), or `default` if there is none."""
        name = key.lower().removeprefix("trivet_")
        if name not in Settings.model_fields:
            return default
        value = getattr(self._settings, name)
        return default if value is None else value
