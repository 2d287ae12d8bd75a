"""What was made, one line of JSON a packet, written the moment the packet is whole; a half-written last line is no line."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

JOURNAL = "journal.jsonl"

Record = Mapping[str, Any]


def read_journal(folder: Path) -> dict[str, Record]:
    """The last line of every agency's folder, by its name."""
    try:
        lines = (folder / JOURNAL).read_bytes().splitlines()
    except OSError:
        return {}
    return {record["folder"]: record for line in lines if (record := _record(line))}


def _record(line: bytes) -> dict[str, Any] | None:
    try:
        found = json.loads(line)
    except ValueError:
        return None
    whole = isinstance(found, dict) and {"folder", "digest", "files"} <= found.keys()
    return found if whole else None


def write_journal(folder: Path, records: Iterable[Record]) -> None:
    """The journal anew with just these lines. Raises OSError."""
    beside = folder / f"{JOURNAL}.new"
    with beside.open("wb") as file:
        file.writelines(_line(record) for record in records)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(folder / JOURNAL)


def add_to_journal(folder: Path, record: Record) -> None:
    """One more line, whole or not at all. Raises OSError."""
    journal = folder / JOURNAL
    before = journal.stat().st_size
    try:
        with journal.open("ab") as file:
            file.write(_line(record))
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        os.truncate(journal, before)
        raise


def _line(record: Record) -> bytes:
    return json.dumps(record, ensure_ascii=False, sort_keys=True).encode() + b"\n"
