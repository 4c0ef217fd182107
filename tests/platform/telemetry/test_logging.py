"""All logs in one place, in one format."""

import contextlib
import io
import json
import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import structlog
from structlog.testing import capture_logs

from trivet.platform.clock import held
from trivet.platform.settings import Settings
from trivet.platform.telemetry.logging import Logger, Speaking, configure_logging

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers, root.level = handlers, level
    structlog.reset_defaults()


@pytest.fixture
def stream() -> io.StringIO:
    return io.StringIO()


def configured(stream: io.StringIO, **settings: Any) -> None:
    configure_logging(Settings.model_validate({"log_format": "json", **settings}), stream)


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_line_has_message_context_level_time_and_speaker(stream: io.StringIO) -> None:
    configured(stream)
    with held(lambda: NOON):
        Logger("trivet.test", part=1).bind(more=2).info("it happened", card="ENG-42")
    assert lines(stream) == [
        {
            "event": "it happened",
            "card": "ENG-42",
            "part": 1,
            "more": 2,
            "logger": "trivet.test",
            "level": "info",
            "timestamp": "2026-11-21T12:00:00.000000Z",
        }
    ]


def test_the_request_id_is_on_every_line(stream: io.StringIO) -> None:
    configured(stream)
    with structlog.contextvars.bound_contextvars(request_id="r-1"):
        Logger().info("ours")
        logging.getLogger("somebody.else").warning("theirs: %s", 7)
    ours, theirs = lines(stream)
    assert ours["request_id"] == theirs["request_id"] == "r-1"
    assert (theirs["event"], theirs["level"], theirs["logger"]) == (
        "theirs: 7",
        "warning",
        "somebody.else",
    )


def test_secrets_are_taken_out_of_ours_and_of_theirs(stream: io.StringIO) -> None:
    configured(stream)
    Logger().info("sent Bearer abcdef", password="swordfish", nested={"cookie": "c=1"})
    logging.getLogger("vendor").warning("calling with %s", "trv_abcdefghijkl")
    try:
        raise ValueError("cannot reach postgresql://me:hunter2@db/x")
    except ValueError as error:
        Logger().error("failed", exc_info=error)
        logging.getLogger("vendor").exception("failed")
    text = stream.getvalue()
    for secret in ("abcdef", "swordfish", "c=1", "hunter2"):
        assert secret not in text
    assert len(lines(stream)) == 4
    assert "ValueError" in lines(stream)[2]["exception"]
    assert "Traceback" in lines(stream)[3]["exception"]


def test_a_second_configuration_replaces_the_first(stream: io.StringIO) -> None:
    log, second = Logger(), io.StringIO()
    configured(stream)
    log.info("one")
    configured(second)
    configured(second, log_level="WARNING")
    log.info("two")
    log.warning("three")
    logging.getLogger("vendor").info("four")
    logging.getLogger("vendor").warning("five")
    assert [line["event"] for line in lines(stream)] == ["one"]
    assert [line["event"] for line in lines(second)] == ["three", "five"]


def test_the_server_and_the_database_speak_through_us(stream: io.StringIO) -> None:
    for name in ("uvicorn", "uvicorn.access", "uvicorn.error"):
        logging.getLogger(name).addHandler(logging.StreamHandler())
        logging.getLogger(name).propagate = False
        logging.getLogger(name).setLevel(logging.NOTSET)  # a server that ran here made it quieter
        logging.getLogger(name).setLevel(logging.NOTSET)  # a server that ran here made it quieter
    configured(stream, log_level="DEBUG")
    logging.getLogger("uvicorn.error").info("Started")
    logging.getLogger("uvicorn.access").info("GET /?token=1")
    logging.getLogger("sqlalchemy.engine").info("SELECT 1")
    logging.getLogger("aiosqlite").debug("executing")
    logging.getLogger("alembic").warning("upgrade")
    assert [line["event"] for line in lines(stream)] == ["Started", "upgrade"]


def test_people_read_the_console_format(stream: io.StringIO) -> None:
    configured(stream, log_format="console")
    Logger().info("it happened", card="ENG-42", token="t")
    try:
        raise ValueError("why")
    except ValueError:
        Logger().error("failed", exc_info=True)
    text = stream.getvalue()
    assert "it happened" in text
    assert "card=ENG-42" in text
    assert "[redacted]" in text
    assert "ValueError: why" in text
    assert "\x1b" not in text


def test_what_has_no_json_form_is_written_all_the_same(stream: io.StringIO) -> None:
    configured(stream)
    Logger().info("odd \ud800", thing=object(), many={1, 2}, big=2**70)
    assert len(lines(stream)) == 1


def test_standard_error_may_change_or_break(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging(Settings())
    Logger().info("one")
    assert "one" in capsys.readouterr().err
    with contextlib.redirect_stderr(closed := io.StringIO()):
        closed.close()
        Logger().info("two")
        logging.getLogger("vendor").warning("three")
    Logger().info("four")
    text = capsys.readouterr().err
    assert "four" in text
    assert "two" not in text


@pytest.mark.parametrize(
    "settings",
    [{}, {"log_format": "console"}, {"log_level": "WARNING"}],
    ids=["json", "console", "warnings"],
)
def test_a_line_of_ours_is_written_as_any_other(
    stream: io.StringIO, settings: dict[str, Any]
) -> None:
    configured(stream, **settings)
    said = []
    for way in (Logger.info, Logger.ours):
        with held(lambda: NOON), Speaking(request_id="a"):
            way(Logger("trivet.test"), "request", route="/boards/{board_id}", status=200)
        said.append(stream.getvalue())
        stream.seek(0)
        stream.truncate()
    assert said[0] == said[1]
    assert bool(said[0]) == ("log_level" not in settings)


def test_a_line_of_ours_is_captured_like_any_other(stream: io.StringIO) -> None:
    configured(stream)
    with capture_logs() as kept:
        Logger("trivet.test").ours("request", status=200)
    assert [line["status"] for line in kept] == [200]
    assert not stream.getvalue()
