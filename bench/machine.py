"""Where a run took place: figures depend on the machine."""

import os
import platform
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import asyncpg
import psutil
from redis import Redis

from bench.commands import ROOT
from bench.plan import Plan
from tests.support import postgresql


def machine() -> dict[str, str]:
    """This machine, and which Trivet it measures."""
    return {
        "date": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "commit": _git("describe", "--always", "--dirty", "--exclude=*"),
        "CPU": _cpu(),
        "cores": str(os.cpu_count()),
        "memory": f"{psutil.virtual_memory().total / 2**30:.0f} GiB",
        "kernel": f"{platform.system()} {platform.release()}",
        "Python": platform.python_version(),
        "load before": f"{os.getloadavg()[0]:.1f}",
    }


async def postgresql_of(plan: Plan) -> str:
    """Which PostgreSQL, and whether it keeps what it committed."""
    connection = await asyncpg.connect(postgresql.plain(plan.services.postgres()))
    try:
        names = ("server_version", "fsync", "synchronous_commit")
        version, *settings = [await connection.fetchval(f"SHOW {name}") for name in names]
    finally:
        await connection.close()
    return f"{version} (fsync {settings[0]}, synchronous_commit {settings[1]})"


def redis_of(plan: Plan) -> str:
    """Which Redis."""
    with plan.services.redis() as url, Redis.from_url(url) as redis:
        return str(redis.info("server")["redis_version"])


def _cpu() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def _git(*words: str) -> str:
    try:
        done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return done.stdout.strip()
