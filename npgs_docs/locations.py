"""Where templates, content, samples and fonts lie: in a checkout beside the package, in a wheel inside it."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _shipped(name: str) -> Path:
    """A folder that stands beside the package in a checkout and inside it once installed."""
    inside = _PACKAGE / "_shipped" / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def templates_folder() -> Path:
    return _shipped("templates")


def content_folder() -> Path:
    return _shipped("content")


def samples_folder() -> Path:
    return content_folder() / "samples"


def packs_folder() -> Path:
    return content_folder() / "packs"


def checks_folder() -> Path:
    return content_folder() / "checks"
