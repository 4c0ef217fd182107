"""`make bench`: what Trivet costs here, beside the least that it could cost, printed as tables.

make bench ARGS="--parts operations,fanout --modes scaled --out results.json"
python -m bench.report results.json
python -m bench.plot results.json docs/images/performance.svg
"""

import os
import signal
import traceback
from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import asyncpg
import orjson
import typer
from redis.exceptions import RedisError
from sqlalchemy.exc import ArgumentError

from bench.browser import measure_client
from bench.bulk import measure_bulk
from bench.deliveries import measure_deliveries
from bench.fanout import measure_fanout
from bench.figures import EMBEDDED, SCALED, Results, Row
from bench.growth import measure_growth
from bench.machine import machine, postgresql_of, redis_of
from bench.memory import measure_memory
from bench.operations import measure_operations
from bench.plan import Plan
from bench.report import show
from bench.scaling import measure_scaling
from bench.services import Services
from bench.starting import measure_start
from bench.webhook import measure_webhook
from bench.writers import measure_writers
from tests.support.postgresql import NoPostgresql
from tests.support.redis import NoRedis

PARTS: dict[str, Callable[[Plan], list[Row]]] = {
    "start": measure_start,
    "operations": measure_operations,
    "fanout": measure_fanout,
    "memory": measure_memory,
    "writers": measure_writers,
    "webhook": measure_webhook,
    "processes": measure_scaling,
    "bulk": measure_bulk,
    "deliveries": measure_deliveries,
    "client": measure_client,
    "growth": measure_growth,
}
MODES = (EMBEDDED, SCALED)


def main(
    parts: Annotated[str, typer.Option(help="What is measured.")] = ",".join(PARTS),
    modes: Annotated[str, typer.Option(help="In which modes.")] = ",".join(MODES),
    sizes: Annotated[str, typer.Option(help="Cards on the boards.")] = "100,1000,5000",
    seconds: Annotated[float, typer.Option(help="Seconds for each figure.", min=0.1)] = 2.0,
    rounds: Annotated[int, typer.Option(help="Of which the median is told.", min=1)] = 3,
    watchers: Annotated[int, typer.Option(help="Sockets that follow a board.", min=1)] = 200,
    bulk: Annotated[str, typer.Option(help="Cards that are changed at once.")] = "200,1000",
    deliveries: Annotated[
        int,
        typer.Option(help="Deliveries of GitHub's that wait while others are answered.", min=0),
    ] = 2000,
    postgres_url: Annotated[
        str | None,
        typer.Option(
            help="A PostgreSQL on which databases may be made; else one is found or started."
        ),
    ] = None,
    redis_url: Annotated[
        str | None,
        typer.Option(help="An empty database of a Redis; else one is started."),
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Where to write the results, as JSON.")] = None,
) -> None:
    """Start Trivet in each mode, and the bare server beside it, and measure them."""
    # Whoever ends us by SIGTERM wants what we started to end, too.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    chosen = _chosen("--parts", parts, PARTS)
    wanted = _chosen("--modes", modes, MODES)
    options = {"parts": chosen, "modes": wanted, "sizes": sizes, "seconds": seconds}
    plainly = {"sizes": _numbers("--sizes", sizes), "bulk": _numbers("--bulk", bulk)}
    if out is not None:
        _writable(out)
    results = Results(machine(), options | {"rounds": rounds, "watchers": watchers})
    with Services(postgres_url, redis_url) as services:
        plan = Plan(
            services,
            results,
            modes=wanted,
            limited=True,
            watchers=watchers,
            **plainly,
            deliveries=deliveries,
            seconds=seconds,
            rounds=rounds,
        )
        plan = _possible(plan)
        for name in chosen if plan.targets else ():
            _measure(name, plan)
            results.machine["load after"] = f"{os.getloadavg()[0]:.1f}"
            if out is not None:
                out.write_bytes(orjson.dumps(results, option=orjson.OPT_INDENT_2))
    show(results)


def _measure(name: str, plan: Plan) -> None:
    """One part; what was measured before is not lost when it fails."""
    try:
        plan.results.rows += PARTS[name](plan)
    except Exception as error:
        plan.results.troubles.append(f"{name}: not measured: {error!r}"[:1000])
        traceback.print_exc()


def _possible(plan: Plan) -> Plan:
    """What can be done with the databases that are there; what cannot is said."""
    results = plan.results
    try:
        results.machine["PostgreSQL"] = plan.run(postgresql_of(plan))
    except NoPostgresql as error:
        results.troubles.append(f"No limit and no scaled mode: {error}")
        return replace(plan, limited=False, modes=_without_scaled(plan))
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, ArgumentError) as error:
        raise typer.BadParameter(f"--postgres-url: {error}") from error
    if SCALED in plan.modes:
        try:
            results.machine["Redis"] = redis_of(plan)
        except NoRedis as error:
            results.troubles.append(f"No scaled mode: {error}")
            return replace(plan, modes=_without_scaled(plan))
        except (OSError, RedisError, ValueError, RuntimeError) as error:
            raise typer.BadParameter(f"--redis-url: {error}") from error
    return plan


def _without_scaled(plan: Plan) -> list[str]:
    return [mode for mode in plan.modes if mode != SCALED]


def _chosen(option: str, text: str, known: Collection[str]) -> list[str]:
    """Those of a list with commas, in the order in which they are known.

    Raises:
        BadParameter: one is not known.
    """
    names = set(text.split(",")) - {""}
    if unknown := names - set(known):
        raise typer.BadParameter(
            f"{option}: {', '.join(sorted(unknown))}: known are {', '.join(known)}"
        )
    return [name for name in known if name in names]


def _numbers(option: str, text: str) -> list[int]:
    """Those of a list with commas.

    Raises:
        BadParameter: one is none, or there are none.
    """
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if not parts or not all(part.isdecimal() and int(part) for part in parts):
        raise typer.BadParameter(f"{option}: numbers above zero, with commas between them")
    return [int(part) for part in parts]


def _writable(path: Path) -> None:
    """See that results will find their place, before half an hour of work.

    Raises:
        BadParameter: they will not.
    """
    try:
        path.open("ab").close()
    except OSError as error:
        raise typer.BadParameter(f"--out: {error}") from error


if __name__ == "__main__":
    typer.run(main)
