"""Settings from files, and by the names that others gave them."""

from pathlib import Path

import pytest

from trivet.commands.startup import load_settings, misspelled
from trivet.platform.errors import StartupError
from trivet.platform.settings import Settings
from trivet.platform.settings_sources import secret_settings


def test_every_secret_may_stand_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = list(secret_settings(Settings))
    assert {"smtp_password", "master_key", "database_url", "github_client_secret"} <= set(names)
    special = {
        "database_url": "postgresql://somebody@nowhere/trivet",
        "redis_url": "redis://somebody@nowhere",
        "sentry_dsn": "https://public@sentry.example/1",
    }
    for name in names:
        file = tmp_path / name
        file.write_text(f"{special.get(name, 'k' * 32)}\n")
        monkeypatch.setenv(f"TRIVET_{name.upper()}_FILE", str(file))
    settings = load_settings(data=tmp_path)
    for name in names:
        given = getattr(settings, name).get_secret_value()
        assert given == (tmp_path / name).read_text().rstrip("\n")


def test_a_file_may_be_named_beside_the_data(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b" with blanks \r\n")
    (tmp_path / ".env").write_text(f"TRIVET_SMTP_PASSWORD_FILE={tmp_path / 'secret'}\n")
    password = load_settings(data=tmp_path).smtp_password
    assert password is not None
    assert password.get_secret_value() == " with blanks "


def test_the_environment_wins_over_the_file_beside_the_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "secret").write_text("from the file")
    (tmp_path / ".env").write_text("TRIVET_SMTP_PASSWORD=older")
    monkeypatch.setenv("TRIVET_SMTP_PASSWORD_FILE", str(tmp_path / "secret"))
    password = load_settings(data=tmp_path).smtp_password
    assert password is not None
    assert password.get_secret_value() == "from the file"


@pytest.mark.parametrize("content", [None, b"", b"\n", b"\xff\xfe"])
def test_a_file_that_is_no_secret_is_refused_by_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None
) -> None:
    file = tmp_path / "secret"
    if content is not None:
        file.write_bytes(content)
    monkeypatch.setenv("TRIVET_MASTER_KEY_FILE", str(file))
    with pytest.raises(StartupError, match="TRIVET_MASTER_KEY_FILE"):
        load_settings(data=tmp_path)


def test_both_at_once_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "secret").write_text("one")
    monkeypatch.setenv("TRIVET_SMTP_PASSWORD", "another")
    monkeypatch.setenv("TRIVET_SMTP_PASSWORD_FILE", str(tmp_path / "secret"))
    with pytest.raises(StartupError, match="keep one of them") as refused:
        load_settings(data=tmp_path)
    assert "another" not in str(refused.value)


def test_names_of_others_are_known_and_ours_win(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318/")
    monkeypatch.setenv("JAEGER_AGENT_HOST", "jaeger")
    monkeypatch.setenv("JAEGER_AGENT_PORT", "6831")
    monkeypatch.setenv("SENTRY_DSN", "https://public@sentry.example/1")
    settings = load_settings(data=tmp_path)
    assert settings.otel_exporter_otlp_endpoint == "http://collector:4318"
    assert (settings.jaeger_agent_host, settings.jaeger_agent_port) == ("jaeger", 6831)
    assert settings.sentry_dsn is not None
    monkeypatch.setenv("TRIVET_JAEGER_AGENT_HOST", "ours")
    assert load_settings(data=tmp_path).jaeger_agent_host == "ours"


def test_what_is_wrong_with_a_secret_is_told_without_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRIVET_MIRO_WEBHOOK_SECRET", "not/so/secret")
    with pytest.raises(StartupError) as refused:
        load_settings(data=tmp_path)
    assert "not/so/secret" not in str(refused.value)


def test_what_is_set_to_nothing_hides_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "secret").write_text("from the file")
    monkeypatch.setenv("TRIVET_SMTP_PASSWORD", "")
    monkeypatch.setenv("TRIVET_SMTP_PASSWORD_FILE", str(tmp_path / "secret"))
    monkeypatch.setenv("TRIVET_SENTRY_DSN", "")
    monkeypatch.setenv("SENTRY_DSN", "https://public@sentry.example/1")
    settings = load_settings(data=tmp_path)
    assert settings.smtp_password is not None
    assert settings.smtp_password.get_secret_value() == "from the file"
    assert settings.sentry_dsn is not None


def test_links_of_kubernetes_are_no_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JAEGER_AGENT_PORT", "tcp://10.0.0.1:6831")
    assert load_settings(data=tmp_path).jaeger_agent_port == 4318


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TRIVET_PUBLIC_URL", "trivet.example"),
        ("TRIVET_GITHUB_API_URL", "ftp://api.github.com"),
        ("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4318"),
        ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318/v1/traces"),
        ("SENTRY_DSN", "notadsn"),
        ("SENTRY_DSN", "https://sentry.example/1"),
    ],
)
def test_what_is_no_address_is_refused_by_the_name_of_its_setting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(StartupError, match=f"TRIVET_{name.removeprefix('TRIVET_')}: must be"):
        load_settings(data=tmp_path)


def test_a_misspelled_setting_is_told_with_what_may_be_meant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRIVET_RATE_REED", "5/minute")
    monkeypatch.setenv("TRIVET_SMTP_PASSWORD_FILE", "/run/secrets/smtp")
    (tmp_path / ".env").write_text("TRIVET_METRIC_TOKEN=0123456789abcdef\nTRIVET_PORT=1\n")
    assert misspelled(tmp_path) == [
        "TRIVET_METRIC_TOKEN is no setting: is TRIVET_METRICS_TOKEN meant?",
        "TRIVET_RATE_REED is no setting: is TRIVET_RATE_READ meant?",
    ]
