"""The mail of an invitation: as a task, to a real server, and from its link into the workspace."""

import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import String, cast, select, update

from tests.factories.invitations import an_invitation, invite
from tests.factories.people import a_person, calling
from tests.factories.workspaces import a_workspace
from tests.platform.tasks.support import News
from tests.support.apps import Person, Trivet, somebody, trivet
from tests.support.mail import MailServer, mail_server
from trivet import bootstrap
from trivet.platform.clock import now
from trivet.platform.db.database import Database
from trivet.platform.ids import fingerprint, new_id
from trivet.platform.settings import LogFormat, Settings, SmtpSecurity
from trivet.platform.tasks.context import Bound
from trivet.platform.tasks.declarations import TaskState
from trivet.platform.tasks.models import TaskRow
from trivet.platform.tasks.queue import TaskQueue
from trivet.platform.tasks.runner import Runner
from trivet.platform.tasks.snapshots import TaskSnapshot
from trivet.platform.telemetry.logging import configure_logging
from trivet.platform.uow import Units
from trivet.workspaces.audit import AuditSink
from trivet.workspaces.models import Invitation
from trivet.workspaces.tasks import FORGET_INVITATIONS, SEND_INVITATION_EMAIL
from trivet.workspaces.workers import forget_invitations

OURS = "https://trivet.example"


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[MailServer]:
    async with mail_server(SmtpSecurity.STARTTLS, tmp_path) as server:
        yield server


@pytest.fixture
def settings(settings: Settings, server: MailServer) -> Settings:
    """A Trivet with a mail server."""
    return server.settings(settings, public_url=OURS)


@pytest.fixture
def news(app: Trivet) -> News:
    return News(app.runtime.tasks)


@asynccontextmanager
async def logged(settings: Settings) -> AsyncIterator[io.StringIO]:
    """Every line that is logged meanwhile."""
    stream = io.StringIO()
    said = settings.model_copy(update={"log_level": "DEBUG", "log_format": LogFormat.JSON})
    configure_logging(said, stream)
    yield stream
    configure_logging(settings)


async def send(
    owner: Person, *emails: str, name: str = "Acme", **more: Any
) -> tuple[str, dict[str, Any]]:
    """Invite people to a new workspace; its invitations' path, and the answer."""
    workspace = (await owner.post("/workspaces", {"name": name}))["id"]
    path = f"/workspaces/{workspace}/invitations"
    return path, await owner.post(path, {"emails": emails, "role": "member", **more})


async def until(news: News, state: TaskState) -> TaskSnapshot:
    return await news.until(
        lambda heard: heard.name == SEND_INVITATION_EMAIL.name and heard.state is state
    )


async def test_the_mail_comes_and_its_link_leads_in(
    app: Trivet, owner: Person, server: MailServer, news: News
) -> None:
    path, answer = await send(owner, "bob@example.com", "cat@example.com", bound=False)
    # Who is mailed the link needs no other way to it.
    assert [item["link"] for item in answer["items"]] == [None, None]
    letters = await server.until(2)
    assert {letter.recipients[0] for letter in letters} == {"bob@example.com", "cat@example.com"}
    letter = letters[0]
    assert letter.encrypted
    assert letter.message["Subject"] == "Join “Acme” on Trivet"
    assert letter.message["From"] == "Trivet <trivet@trivet.example>"
    assert letter.message["Auto-Submitted"] == "auto-generated"
    assert letter.link.startswith(f"{OURS}/app/invitation#tri_")
    assert f'href="{letter.link}"' in letter.html
    assert "Owner invites you to the workspace “Acme” on Trivet, as a member." in letter.text
    bob = await somebody(app, "Bob")
    token = letter.link.partition("#")[2]
    joined = await bob.post(f"/invitations/{token}/accept", None, status=200)
    assert joined["name"] == "Acme"
    first = await until(news, TaskState.SUCCEEDED)
    await news.until(
        lambda heard: (heard.name, heard.state) == (first.name, first.state)
        and heard.id != first.id
    )
    assert first.result == {"sent": True}
    (pending,) = (await owner.get(path))["items"]
    assert pending["sent_at"] is not None


async def test_names_that_would_break_a_mail_do_not(owner: Person, server: MailServer) -> None:
    name = "Acme\r\nBcc: eve@example.com <b>&\u2028“x”"
    await send(owner, "bob@example.com", name=name)
    (letter,) = await server.until(1)
    assert letter.recipients == ["bob@example.com"]
    assert letter.message["Bcc"] is None
    assert letter.message["Subject"] == "Join “Acme Bcc: eve@example.com <b>& “x”” on Trivet"
    assert "<b>" not in letter.html
    assert "Acme Bcc: eve@example.com &lt;b&gt;&amp;" in letter.html
    assert "It is meant for bob@example.com" in letter.text


async def test_an_address_that_the_server_refuses_fails_at_once_and_says_so(
    app: Trivet, owner: Person, server: MailServer, news: News
) -> None:
    server.to_recipient.append("550 5.1.1 <bob@example.com>: no such user")
    path, _ = await send(owner, "bob@example.com")
    failed = await until(news, TaskState.FAILED)
    task = await owner.get(f"/tasks/{failed.id}")
    assert task["attempts"] == 1
    assert task["error"]["code"] == "mail_refused"
    assert "550 5.1.1 <(the address)>: no such user" in task["error"]["detail"]
    (pending,) = (await owner.get(path))["items"]
    assert pending["sent_at"] is None


async def test_what_the_server_puts_off_is_sent_later_under_the_same_name(
    app: Trivet, owner: Person, server: MailServer, news: News
) -> None:
    server.to_data.append("451 4.3.0 Not right now")
    await send(owner, "bob@example.com")
    put_off = await until(news, TaskState.RETRYING)
    assert put_off.error is not None
    assert put_off.error.code == "mail_delayed"
    assert server.letters == []
    await due_now(app, put_off.id)
    (letter,) = await server.until(1)
    assert letter.message["Message-ID"] == f"<{put_off.id.hex}@trivet.example>"
    assert (await until(news, TaskState.SUCCEEDED)).attempts == 2


async def due_now(app: Trivet, task_id: UUID) -> None:
    """Let a task that waits for its next attempt have waited long enough."""
    async with app.runtime.units.write() as unit:
        await unit.session.run(update(TaskRow).where(TaskRow.id == task_id).values(run_at=now()))
    app.runtime.tasks.ring()


async def test_what_was_taken_back_or_replaced_meanwhile_is_not_sent(
    settings: Settings, server: MailServer
) -> None:
    idle = bootstrap.build(settings)
    await idle.start()  # so that there is somebody to sign in
    await idle.parts.workers.stop()
    try:
        units, queue = idle.units, idle.tasks
        ada = calling(await a_person(units))
        workspace = await a_workspace(units, ada)
        _, token = await an_invitation(units, ada, workspace.id)
        args = {"email": "bob@example.com", "workspace_name": "Acme", "token": token}
        await invite(units, ada, workspace.id, "bob@example.com")
        async with units.write() as unit:
            task_id = unit.enqueue(SEND_INVITATION_EMAIL.call(args))
        news = News(queue)
        idle.parts.workers.start()
        done = await news.until_state(task_id, TaskState.SUCCEEDED)
        assert done.result == {"sent": False}
        assert server.letters == []
    finally:
        await idle.stop()


async def test_the_secret_of_a_link_is_nowhere_but_in_the_mail(
    settings: Settings, server: MailServer
) -> None:
    async with trivet(settings) as app, logged(settings) as logs:
        owner, news = await app.owner(), News(app.runtime.tasks)
        server.to_data.append("451 4.3.0 Not right now")
        path, answer = await send(owner, "bob@example.com")
        put_off = await until(news, TaskState.RETRYING)
        await due_now(app, put_off.id)
        (letter,) = await server.until(1)
        await until(news, TaskState.SUCCEEDED)
        token = letter.link.partition("#")[2]
        workspace = path.split("/")[2]
        shown = [
            answer,
            await owner.get(path),
            await owner.get(f"/tasks/{put_off.id}"),
            await owner.get(f"/workspaces/{workspace}/tasks"),
            news.heard,
        ]
        async with app.runtime.units.read() as unit:
            (row,) = await unit.session.scalars(
                select(TaskRow).where(TaskRow.name == SEND_INVITATION_EMAIL.name)
            )
            written = await unit.session.scalar(
                select(cast(TaskRow.args, String)).where(TaskRow.id == row.id)
            )
            kept = await unit.session.scalar(select(Invitation.token_hash))
    assert kept == fingerprint(token)
    assert row.args.keys() == {"email", "workspace_name", "token"}
    assert token in letter.text
    for place in (*map(str, shown), str(vars(row)), str(written), logs.getvalue()):
        assert token not in place


async def test_a_key_does_not_mail_twice(owner: Person, server: MailServer) -> None:
    workspace = (await owner.post("/workspaces", {"name": "Acme"}))["id"]
    answers = [
        await owner.ask(
            "POST",
            f"/workspaces/{workspace}/invitations",
            {"emails": ["bob@example.com"], "role": "member"},
            headers={"Idempotency-Key": "once"},
            status=201,
        )
        for _ in range(2)
    ]
    assert answers[1].headers["Idempotency-Replayed"] == "true"
    assert answers[0].json() == answers[1].json()


async def test_old_invitations_are_forgotten(database: Database) -> None:
    queue = TaskQueue(database)
    units = Units(database=database, tasks=queue, sinks={"audit": AuditSink()})
    at = now()
    ages = {
        "waits": (at + timedelta(days=1), None),
        "expired lately": (at - timedelta(days=29), None),
        "expired long ago": (at - timedelta(days=31), None),
        "accepted lately": (at - timedelta(days=31), at - timedelta(days=29)),
        "accepted long ago": (at + timedelta(days=1), at - timedelta(days=31)),
    }
    workspace = await a_workspace(units, calling(await a_person(units)))
    async with units.write() as unit:
        for name, (expires_at, accepted_at) in ages.items():
            unit.session.add(
                Invitation(
                    id=new_id(),
                    workspace_id=workspace.id,
                    email=name,
                    role="member",
                    bound=True,
                    token_hash=fingerprint(name),
                    created_at=at,
                    expires_at=expires_at,
                    accepted_at=accepted_at,
                )
            )
    runner = Runner(units, queue, [Bound(FORGET_INVITATIONS, forget_invitations)])
    results = []
    for _ in range(2):
        async with units.write() as unit:
            task_id = unit.enqueue(FORGET_INVITATIONS.call())
        claim = await runner.claim()
        assert claim is not None
        await runner.run(claim)
        async with units.read() as unit:
            row = await unit.session.get(TaskRow, task_id)
            assert row is not None
            results.append(row.result)
            left = set(await unit.session.scalars(select(Invitation.email)))
    assert results == [{"removed": 2}, {"removed": 0}]
    assert left == {"waits", "expired lately", "accepted lately"}
