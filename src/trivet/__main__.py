"""`trivet`, and `python -m trivet`."""

import gc
import os
import sys

# Packages may register plugins that run whenever a Pydantic model is made. One that merely
# happens to be installed would double the time of our start.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")

# While a command starts: new objects until the young are looked through, and rounds until all are. The defaults (700, 10,
# 10) are for small programs. The imports of a start are a tenth quicker without them, and the
# boards that a server keeps in memory are millions of objects: a look through all of them stops
# every request for tens of milliseconds. (On boards of 5,000 cards this, with the freeze in
# `commands/serve.py`, brings the slowest hundredth of the answers from 60 to 26 ms.)
gc.set_threshold(50_000, 50, 100)

from trivet.cli import app  # noqa: E402 - after what must be said before
from trivet.platform.errors import StartupError  # noqa: E402


def main() -> None:
    """Run the command line. What cannot start says why in one line."""
    try:
        app(prog_name="trivet")
    except StartupError as error:
        sys.stderr.write(f"trivet: {error}\n")
        sys.exit(1)
    except BrokenPipeError:
        # `trivet openapi | head`: nobody reads on, and that is no failure of ours.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


if __name__ == "__main__":
    main()
