"""The command line: reads options, calls, prints.

What a command needs is imported in it, on purpose: `trivet --help` answers in a fraction of the
second that the server's imports take.
"""

from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer

from trivet import __version__

app = typer.Typer(
    name="trivet",
    help="One card is the whiteboard item, the board card and the branch.",
    no_args_is_help=True,
    add_completion=False,
    # A failure of ours is read by people who run Trivet, not by those who write it.
    pretty_exceptions_enable=False,
)

Host = Annotated[str | None, typer.Option(help="Address (TRIVET_HOST).", show_default="127.0.0.1")]
Port = Annotated[
    int | None, typer.Option(help="Port (TRIVET_PORT).", show_default="8000", min=0, max=65535)
]
User = Annotated[
    str | None, typer.Option(help="Whom: an e-mail address or an id.", show_default="the owner")
]
Data = Annotated[
    Path | None,
    typer.Option(help="The data folder (TRIVET_DATA_DIR).", show_default="data", file_okay=False),
]
TaskId = Annotated[UUID, typer.Argument(metavar="ID", help="As `trivet tasks list` shows it.")]

tasks = typer.Typer(
    help="What is done in the background: look at it, start it again, stop it, drop it. Also while "
    "Trivet runs.",
    no_args_is_help=True,
)
app.add_typer(tasks, name="tasks")

deliveries = typer.Typer(
    help="What GitHub's webhooks delivered: look at it, have it worked on once more. Also while Trivet runs.",
    no_args_is_help=True,
)
app.add_typer(deliveries, name="deliveries")


@app.callback(invoke_without_command=True)
def version(
    show: Annotated[bool, typer.Option("--version", help="Say which version this is.")] = False,
) -> None:
    """Every command explains itself with --help."""
    if show:
        typer.echo(f"trivet {__version__}")
        raise typer.Exit


@app.command()
def serve(
    host: Host = None,
    port: Port = None,
    data: Data = None,
    workers: Annotated[
        int, typer.Option(help="Processes; more than one need PostgreSQL and Redis.", min=1, max=64)
    ] = 1,
) -> None:
    """Serve Trivet: migrate the database, make keys on a first run, listen."""
    from trivet.commands.startup import load_settings
    from trivet.platform.lean import import_leanly, uncollected
    from trivet.platform.telemetry.counting import counting

    settings = load_settings(data=data, host=host, port=port)
    with counting(together=workers > 1):  # said before anything that counts is imported
        with uncollected():
            import_leanly(redis=settings.scaled)
            from trivet.commands.serve import run

        run(settings, workers)


@app.command()
def worker(
    concurrency: Annotated[int, typer.Option(help="Tasks at a time.", min=1, max=64)] = 4,
    data: Data = None,
) -> None:
    """Run background tasks for servers with TRIVET_WORKER_CONCURRENCY=0; needs PostgreSQL and Redis."""
    from trivet.commands.startup import load_settings
    from trivet.platform.lean import import_leanly
    from trivet.platform.telemetry.counting import counting

    settings = load_settings(data=data)
    import_leanly(redis=True)
    # Those that run tasks are forked, and somebody else answers for them.
    with counting(together=bool(settings.worker_metrics_port)):
        from trivet.worker import run_worker

        run_worker(settings, concurrency)


@app.command()
def beat(data: Data = None) -> None:
    """Ask for what is due by itself; one process beside `trivet worker`."""
    from trivet.commands.startup import load_settings
    from trivet.worker import run_beat

    run_beat(load_settings(data=data))


@app.command()
def migrate(
    to: Annotated[
        str | None, typer.Option(help="A schema such as 0002, or base for none.", metavar="SCHEMA")
    ] = None,
    yes: Annotated[
        bool, typer.Option("--yes", help="Go down, and lose what only newer schemas hold.")
    ] = False,
    data: Data = None,
) -> None:
    """Bring the database to the schema of this version, or to another one."""
    from trivet.commands.migrate import run
    from trivet.commands.startup import load_settings

    run(load_settings(data=data), to, yes=yes)


@app.command("sign-in-link")
def sign_in_link(
    user: User = None, host: Host = None, port: Port = None, data: Data = None
) -> None:
    """Make a one-time link that signs in the owner of this installation, or somebody else.

    An e-mail address that nobody has yet gets an account.
    """
    from trivet.commands.sign_in_link import run
    from trivet.commands.startup import load_settings

    run(load_settings(data=data, host=host, port=port), user)


@app.command("rotate-keys")
def rotate_keys(data: Data = None) -> None:
    """Encrypt what is stored with the newest key, also while the server runs with that key."""
    from trivet.commands.rotate_keys import run, said
    from trivet.commands.startup import load_settings

    for line in said(run(load_settings(data=data))):
        typer.echo(line)


@app.command()
def restored(data: Data = None) -> None:
    """Say that the database was put back from a copy, so that clients load everything anew."""
    from trivet.commands.restored import run
    from trivet.commands.startup import load_settings

    run(load_settings(data=data))
    typer.echo("A new epoch has begun. Start Trivet again.")


@app.command()
def doctor(
    data: Data = None,
    markdown: Annotated[
        bool, typer.Option("--markdown", help="Print the reference of all settings instead.")
    ] = False,
) -> None:
    """Say what is configured, what is missing, and how to set it. Exits with 1 if something is broken."""
    from trivet.commands.doctor import examine, reference
    from trivet.commands.startup import load_settings

    if markdown:
        typer.echo(reference(), nl=False)
    elif not examine(load_settings(data=data)):
        raise typer.Exit(1)


@app.command("github-app")
def github_app(
    org: Annotated[
        str | None,
        typer.Option(help="The organization that will own it.", show_default="yourself"),
    ] = None,
    manifest: Annotated[
        bool, typer.Option("--manifest", help="Print its manifest (JSON) instead.")
    ] = False,
    data: Data = None,
) -> None:
    """Say how to make a GitHub App for Trivet, with a link to GitHub's page that is filled in."""
    from trivet.commands.github_app import run
    from trivet.commands.startup import load_settings

    run(load_settings(data=data), organization=org, manifest=manifest)


@app.command()
def openapi() -> None:
    """Print the description of the API (OpenAPI, JSON)."""
    from trivet.commands.openapi import run

    run()


@app.command()
def demo(data: Data = None) -> None:
    """Fill a workspace with a believable board, also while the server runs."""
    from trivet.commands.demo import run
    from trivet.commands.startup import load_settings

    run(load_settings(data=data))


@app.command()
def logs(
    level: Annotated[
        str | None,
        typer.Option(help="Only of this level, and graver: debug, info, warning, error or fatal."),
    ] = None,
    since: Annotated[
        str | None, typer.Option(help="Only since then: 30m, 2h, 3d, or a time.", metavar="WHEN")
    ] = None,
    until: Annotated[str | None, typer.Option(help="Only before then.", metavar="WHEN")] = None,
    user: Annotated[
        str | None, typer.Option(help="Only this person's: a name, an e-mail address or an id.")
    ] = None,
    grep: Annotated[
        str | None, typer.Option(help="Only with this text in it, in upper or lower case.")
    ] = None,
    request: Annotated[
        str | None,
        typer.Option(help="Only what this request delivered, or what is about it.", metavar="ID"),
    ] = None,
    before: Annotated[
        UUID | None, typer.Option(help="Only what happened before this entry.", metavar="ID")
    ] = None,
    limit: Annotated[int, typer.Option(help="How many.", min=1, max=10_000)] = 50,
    follow: Annotated[
        bool, typer.Option("--follow", "-f", help="Go on with what comes, until Ctrl+C.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="A line of JSON each.")] = False,
    data: Data = None,
) -> None:
    """Show what clients logged in the last 14 days, the latest last. Also while Trivet runs."""
    from trivet.commands.logs import Asked, listed
    from trivet.commands.startup import load_settings

    asked = Asked(
        *(level, since, until, user, grep, request, before, limit), follow=follow, as_json=as_json
    )
    listed(load_settings(data=data), asked)


@tasks.command("list")
def list_tasks(
    state: Annotated[
        list[str] | None,
        typer.Option(
            help="Only in this state; may be given several times. dead (failed, indeterminate), open "
            "(queued, running, retrying), or one of these, succeeded or cancelled.",
        ),
    ] = None,
    workspace: Annotated[
        str | None,
        typer.Option(help="Only of this one, by name or id; none for those of no workspace."),
    ] = None,
    name: Annotated[
        str | None, typer.Option(help="Only of this kind, such as process_webhook_task.")
    ] = None,
    before: Annotated[
        UUID | None, typer.Option(help="Only older than this one.", metavar="ID")
    ] = None,
    limit: Annotated[int, typer.Option(help="How many.", min=1, max=1000)] = 50,
    data: Data = None,
) -> None:
    """List tasks, the youngest first."""
    from trivet.commands.startup import load_settings
    from trivet.commands.tasks import listed

    listed(load_settings(data=data), state or [], workspace, name, before, limit)


@tasks.command("show")
def show_task(task_id: TaskId, data: Data = None) -> None:
    """Show all there is to know about a task, but for its secrets."""
    from trivet.commands.startup import load_settings
    from trivet.commands.tasks import shown

    shown(load_settings(data=data), task_id)


@tasks.command("retry")
def retry_task(task_id: TaskId, data: Data = None) -> None:
    """Start a task again that failed, was cancelled or is indeterminate."""
    from trivet.commands.startup import load_settings
    from trivet.commands.tasks import retried

    retried(load_settings(data=data), task_id)


@tasks.command("cancel")
def cancel_task(task_id: TaskId, data: Data = None) -> None:
    """Stop a task: at once if it waits, at its next step if it runs."""
    from trivet.commands.startup import load_settings
    from trivet.commands.tasks import cancelled

    cancelled(load_settings(data=data), task_id)


@tasks.command("drop")
def drop_task(task_id: TaskId, data: Data = None) -> None:
    """Forget a task that failed, was cancelled or is indeterminate."""
    from trivet.commands.startup import load_settings
    from trivet.commands.tasks import dropped

    dropped(load_settings(data=data), task_id)


@deliveries.command("list")
def list_deliveries(
    state: Annotated[
        str | None, typer.Option(help="Only those that stand so: waiting, done or failed.")
    ] = None,
    workspace: Annotated[str | None, typer.Option(help="Only of this one, by name or id.")] = None,
    event: Annotated[
        str | None, typer.Option(help="Only of this kind, such as pull_request.")
    ] = None,
    before: Annotated[
        UUID | None, typer.Option(help="Only older than this one.", metavar="ID")
    ] = None,
    limit: Annotated[int, typer.Option(help="How many.", min=1, max=100)] = 50,
    data: Data = None,
) -> None:
    """List deliveries and what came of them, the newest first."""
    from trivet.commands.deliveries import listed
    from trivet.commands.startup import load_settings

    listed(load_settings(data=data), state, workspace, event, before, limit)


@deliveries.command("replay")
def replay_delivery(
    delivery_id: Annotated[
        UUID, typer.Argument(metavar="ID", help="As `trivet deliveries list` shows it.")
    ],
    data: Data = None,
) -> None:
    """Have a delivery worked on once more. What it did before is not done twice."""
    from trivet.commands.deliveries import replayed
    from trivet.commands.startup import load_settings

    replayed(load_settings(data=data), delivery_id)
