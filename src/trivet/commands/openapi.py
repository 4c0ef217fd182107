"""`trivet openapi`."""

import json
import sys
import tempfile
from pathlib import Path

from trivet import bootstrap
from trivet.app import create_app
from trivet.platform.settings import Settings


def run() -> None:
    """Print the description of the API, as JSON."""
    # Nothing is served, so nothing is left behind either: not even keys.
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(bootstrap.build(Settings(data_dir=Path(folder))))
        sys.stdout.write(f"{json.dumps(app.openapi(), indent=2)}\n")
