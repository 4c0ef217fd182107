"""How much script and style a page needs."""

from pathlib import Path

from bench.browser import bundle_size


def test_scripts_and_styles_are_weighed_as_built_and_as_served(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    for name, size in {"a.js": 100, "a.js.br": 30, "b.css": 50, "b.css.br": 20}.items():
        (tmp_path / "assets" / name).write_bytes(bytes(size))
    (tmp_path / "small.js").write_bytes(bytes(7))
    paths = ["/app/assets/a.js", "/app/assets/b.css", "/app/small.js", "/boards/1", "/app/b/1"]
    assert bundle_size(paths, tmp_path) == (157, 57)
