"""Judges: small functions for what a word list cannot see. Each takes a reading, the circumstances and its own words."""

from __future__ import annotations

from collections.abc import Mapping

from npgs_docs.checks.judges.judge import Judge

JUDGES: Mapping[str, Judge] = {}
"""Every judge by the name that rules call it."""
