"""The command line: reads options, calls, prints.

What a command needs is imported in it, on purpose: `trivet --help` answers in a fraction of the
second that the server's imports take.
"""

from pathlib import Path
from typing import Annotated

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
    from trivet.commands.serve import run
    from trivet.commands.startup import load_settings

    run(load_settings(data=data, host=host, port=port), workers)


@app.command()
def worker(
    concurrency: Annotated[int, typer.Option(help="Tasks at a time.", min=1, max=64)] = 4,
    data: Data = None,
) -> None:
    """Run background tasks for servers with TRIVET_WORKER_CONCURRENCY=0; needs PostgreSQL and Redis."""
    from trivet.commands.startup import load_settings
    from trivet.worker import run_worker

    run_worker(load_settings(data=data), concurrency)


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
