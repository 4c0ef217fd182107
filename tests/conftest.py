"""Fixtures for every test: a fresh database of each dialect, and a network that ends here."""

import os
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from typing import cast

import asyncpg
import pytest

from tests.support import github, postgresql
from tests.support.apps import Person, Trivet, trivet
from tests.support.compiled import compiled_once
from tests.support.databases import Place, PostgresqlTemplate, SqliteTemplate, Template
from tests.support.fake_github import GitHubServer, github_server
from tests.support.fake_miro import MiroServer, miro_server
from tests.support.github import GitHub
from tests.support.memory import fast_folder
from tests.support.network import only_loopback
from tests.support.queries import Queries, counted
from tests.support.redis import NoRedis, OwnRedis
from tests.support.units import NoTasks
from trivet.platform.db.database import Database, Dialect
from trivet.platform.settings import Settings
from trivet.platform.uow import Units

NO_POSTGRESQL = "TRIVET_TEST_NO_POSTGRESQL"
OF_TESTS = ("TRIVET_TEST_", "TRIVET_CONFORMANCE_DATA")
"""What settings for the tests themselves begin with; others of this shell are forgotten."""


def pytest_configure(config: pytest.Config) -> None:
    """Close the network, forget settings of this shell, and start what several workers share."""
    if folder := fast_folder():
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(folder))
    stack = ExitStack()
    config.add_cleanup(stack.close)
    stack.enter_context(only_loopback())
    stack.enter_context(compiled_once())
    # Hundreds of servers are started here. Each would compile all of Trivet anew, half a second.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    for name in [name for name in os.environ if name.startswith("TRIVET_")]:
        if not name.startswith(OF_TESTS):
            del os.environ[name]
    if config.getoption("numprocesses", None) and not hasattr(config, "workerinput"):
        _share_server(stack)


def _share_server(stack: ExitStack) -> None:
    """Start PostgreSQL before the workers are, which inherit our environment."""
    try:
        os.environ[postgresql.ENVIRONMENT] = stack.enter_context(postgresql.server())
    except postgresql.NoPostgresql as error:
        if _in_ci():
            raise pytest.UsageError(str(error)) from error
        os.environ[NO_POSTGRESQL] = str(error)


def _in_ci() -> bool:
    return os.environ.get("CI", "").lower() in {"1", "true"}


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The address of a PostgreSQL on which databases may be made and dropped."""
    if known := os.environ.get(NO_POSTGRESQL):
        pytest.skip(known)
    with ExitStack() as stack:
        try:
            url = stack.enter_context(postgresql.server())
        except postgresql.NoPostgresql as error:
            if _in_ci():
                pytest.fail(str(error), pytrace=False)
            pytest.skip(str(error))
        yield url


@pytest.fixture(scope="session")
def redis_server() -> Iterator[OwnRedis]:
    """A server that a test may stop, if it starts it again."""
    server = OwnRedis()
    try:
        server.start()
    except NoRedis as error:
        if _in_ci():
            pytest.fail(str(error), pytrace=False)
        pytest.skip(str(error))
    with server:
        yield server


@pytest.fixture
def redis_url(redis_server: OwnRedis) -> str:
    """Where an empty Redis is."""
    redis_server.empty()
    return redis_server.url


@pytest.fixture(scope="session")
async def postgresql_template(
    postgresql_server: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[PostgresqlTemplate]:
    """A migrated PostgreSQL database, swept for every test."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    admin = await asyncpg.connect(postgresql.plain(postgresql_server))
    folder = tmp_path_factory.mktemp("postgresql")
    template = PostgresqlTemplate(
        admin, postgresql_server, f"trivet_test_{os.getpid()}_{worker}", folder
    )
    try:
        await template.build()
        yield template
    finally:
        await template.drop()
        await admin.close()


@pytest.fixture(scope="session")
async def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> SqliteTemplate:
    """Copies of a migrated SQLite file."""
    template = SqliteTemplate(tmp_path_factory.mktemp("sqlite"))
    await template.build()
    return template


@pytest.fixture(params=[Dialect.SQLITE, Dialect.POSTGRESQL], ids=str)
def dialect(request: pytest.FixtureRequest) -> Dialect:
    """Each of the two databases in turn."""
    return cast("Dialect", request.param)


@pytest.fixture
def template(dialect: Dialect, request: pytest.FixtureRequest) -> Template:
    """Makes databases of this dialect."""
    return cast("Template", request.getfixturevalue(f"{dialect}_template"))


@pytest.fixture
async def place(template: Template, tmp_path: Path) -> AsyncIterator[Place]:
    """Where this test keeps its rows: the schema of today, no rows."""
    async with template.fresh(tmp_path) as place:
        yield place


@pytest.fixture
async def empty_place(template: Template, tmp_path: Path) -> AsyncIterator[Place]:
    """A database with nothing in it at all, not even tables."""
    async with template.empty(tmp_path) as place:
        yield place


@pytest.fixture
def settings(place: Place) -> Settings:
    """Settings that lead to this test's own database and data folder."""
    return place.settings()


@pytest.fixture
async def database(place: Place) -> AsyncIterator[Database]:
    """This test's own database, open."""
    database = place.open()
    try:
        yield database
    finally:
        await database.close()


@pytest.fixture
def units(database: Database) -> Units:
    """Units of work on it, without sinks, handlers or tasks."""
    return Units(database=database, tasks=NoTasks())


@pytest.fixture
def count_queries(database: Database) -> Callable[[], AbstractContextManager[Queries]]:
    """`with count_queries() as queries:` collects what is asked of this test's database."""
    return lambda: counted(database)


@pytest.fixture(scope="session")
async def github_emulator(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[GitHub]:
    """A GitHub to talk to, one for all tests of a worker.

    A test that makes hooks makes a repository for them first: every hook of a repository is told of
    what happens in it, and so of other tests.
    """
    if lacking := github.missing():
        if _in_ci():
            pytest.fail(lacking, pytrace=False)
        pytest.skip(lacking)
    async with github.emulator(tmp_path_factory.mktemp("github")) as running:
        yield running


@pytest.fixture
async def fake_github() -> AsyncIterator[GitHubServer]:
    """A GitHub of this test's own, with nobody in it; nothing may have violated its contract."""
    async with github_server() as running:
        yield running
    assert not running.violations, "\n".join(map(str, running.violations))


@pytest.fixture
async def fake_miro() -> AsyncIterator[MiroServer]:
    """A Miro of this test's own, with nobody in it; nothing may have violated its contract."""
    async with miro_server() as running:
        yield running
    assert not running.violations, "\n".join(map(str, running.violations))


@pytest.fixture
async def app(settings: Settings) -> AsyncIterator[Trivet]:
    """A whole Trivet on this test's own database."""
    async with trivet(settings) as running:
        yield running


@pytest.fixture
async def owner(app: Trivet) -> Person:
    """Its local owner, signed in."""
    return await app.owner()
