"""`make bench`: what reading and changing a board costs here, printed as a table.

make bench ARGS="--sizes 100,1000,5000 --clients 1,16 --seconds 3"
make bench ARGS="--database-url postgresql://postgres@127.0.0.1/an_empty_database"
"""

import asyncio
from typing import Annotated

import typer
import uvloop
from rich.console import Console
from rich.table import Table

from bench.bulk import measure_bulk
from bench.deliveries import Deliveries
from bench.operations import Bench, measure
from bench.server import Server, running


def main(
    sizes: Annotated[str, typer.Option(help="Cards on the boards.")] = "100,1000,5000",
    clients: Annotated[str, typer.Option(help="Clients at the same time.")] = "1,16",
    seconds: Annotated[float, typer.Option(help="Seconds for each figure.")] = 3.0,
    bulk: Annotated[
        str, typer.Option(help="Cards that are changed at once, while others edit; 0 for none.")
    ] = "200,1000",
    deliveries: Annotated[
        int,
        typer.Option(
            help="Deliveries of GitHub's that wait while others are answered; 0 for none."
        ),
    ] = 0,
    database_url: Annotated[
        str | None, typer.Option(help="An empty PostgreSQL database; else an SQLite file.")
    ] = None,
) -> None:
    """Start a Trivet of its own and measure it."""
    many = Table("at once", "cards", "others", "s", "server CPU s", "edits meanwhile", "p99 ms")
    table = Table("operation", "cards", "clients", "p50 ms", "p99 ms", "per s", "server CPU ms")
    with running(database_url) as server, asyncio.Runner(loop_factory=uvloop.new_event_loop) as run:
        token = run.run(server.token())
        run.run(_fill(table, server, token, _numbers(sizes), _numbers(clients), seconds))
        run.run(_fill_many(many, server, token, [size for size in _numbers(bulk) if size]))
        waited = run.run(_answered(server, token, deliveries)) if deliveries else ""
        memory = server.memory_mib()
    console = Console()
    console.print(table)
    console.print(many)
    console.print(waited)
    console.print(
        f"start to banner {server.start_s:.2f} s, memory at the end {memory:.0f} MiB (PSS)"
    )


async def _answered(server: Server, token: str, queued: int) -> str:
    times, left = await Deliveries(server, token).measure(queued, 200)
    times.sort()
    p50, p99 = times[len(times) // 2] * 1000, times[int(len(times) * 0.99)] * 1000
    return (
        f"deliveries answered while {queued} were worked on: p50 {p50:.0f} ms, p99 {p99:.0f} ms "
        f"({left} or more still waited after the last)"
    )


def _numbers(text: str) -> list[int]:
    return [int(part) for part in text.split(",") if part]


async def _fill(
    table: Table,
    server: Server,
    token: str,
    sizes: list[int],
    clients: list[int],
    seconds: float,
) -> None:
    for size in sizes:
        bench = Bench(server, token, size)
        await bench.seed()
        for name, operation in bench.operations():
            for count in clients:
                figures = await measure(bench, operation, count, seconds)
                table.add_row(
                    name,
                    str(size),
                    str(count),
                    f"{figures.p50_ms:.2f}",
                    f"{figures.p99_ms:.2f}",
                    f"{figures.per_s:.0f}",
                    f"{figures.cpu_ms:.2f}",
                )


async def _fill_many(table: Table, server: Server, token: str, sizes: list[int]) -> None:
    for size in sizes:
        for others in (0, 4):
            for name, figures in await measure_bulk(server, token, size, others):
                table.add_row(
                    name,
                    str(size),
                    str(others),
                    f"{figures.took_s:.2f}",
                    f"{figures.cpu_s:.2f}",
                    str(figures.edits),
                    f"{figures.edit_p99_ms:.1f}",
                )


if __name__ == "__main__":
    typer.run(main)
