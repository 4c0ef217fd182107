"""What a start does not wait for: libraries that only some settings, commands or requests need."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from fastapi.exceptions import FastAPIError

from trivet.platform.late_routes import APIRoute

ANYWHERE = (
    *(
        "aiosmtplib",
        "alembic",
        "celery",
        "jinja2",
        "kombu",
        "logfire",
        "mako",
        "markdown_it",
        "mcp",
    ),
    *("opentelemetry.sdk", "psutil", "pygments", "rich", "sentry_sdk"),
)
"""Nobody's start waits for them."""
MODES = {
    "embedded": ("redis=False", (*ANYWHERE, "asyncpg", "redis")),
    "scaled": ("redis=True", ANYWHERE),
}
START = """
import sys
import trivet.__main__
from trivet.commands import startup
from trivet.platform.lean import import_leanly
import_leanly({lean})
from trivet.commands import serve
if {lean!r} == "redis=True":
    from trivet.sharing import _redis
    _redis("redis://127.0.0.1:1/0")
print(*sys.modules)
"""


def printed(code: str) -> list[str]:
    """The words that a process prints which does this."""
    environment = {name: value for name, value in os.environ.items() if "COVERAGE" not in name}
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.split()


def imported(lean: str) -> set[str]:
    """The modules of a process that is about to serve."""
    return set(printed(START.format(lean=lean)))


@pytest.mark.parametrize("mode", MODES)
def test_a_start_imports_nothing_that_only_some_need(mode: str) -> None:
    lean, spared = MODES[mode]
    found = imported(lean)
    assert "trivet.app" in found
    assert sorted(found.intersection(spared)) == []


def test_a_start_imports_few_modules_all_in_all() -> None:
    # 1,530 on the day this was written, 1,840 before. A library that takes along hundreds of its own is
    # seen here, whatever it is called.
    assert len(imported("redis=False")) < 1650


BUILT = """
from pathlib import Path
from trivet.platform.lean import import_leanly
import_leanly(redis=False)
from trivet import bootstrap
from trivet.app import create_app
from trivet.platform.late_routes import APIRoute
from trivet.platform.settings import Settings
routes = create_app(bootstrap.build(Settings(data_dir=Path({folder!r})))).router.routes
late = [route for route in routes if isinstance(route, APIRoute)]
print(len(late), *(route.path for route in late if "dependant" in vars(route)))
"""


def test_no_route_is_made_ready_before_it_is_used(tmp_path: Path) -> None:
    # In a process of its own: routes are made once, and other tests use them.
    count, *ready = printed(BUILT.format(folder=str(tmp_path)))
    assert int(count) > 100
    assert ready == []


class _Unheard:
    """No value of a request is one of these."""


def test_a_route_that_cannot_be_made_ready_says_so_each_time() -> None:
    async def handler(unheard: _Unheard) -> None: ...

    route = APIRoute("/somewhere", handler, methods=["POST"])
    assert (route.path, route.methods) == ("/somewhere", {"POST"})
    for _ in range(2):
        with pytest.raises(FastAPIError, match="_Unheard"):
            _ = route.app
