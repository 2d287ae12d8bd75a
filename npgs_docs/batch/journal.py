"""What was made, one line of JSON a packet, written the moment the packet is whole; a half-written last line is no line."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from npgs_docs.batch.manifest import Line, UnlikeError, parsed, refuse_unlike
from npgs_docs.disk import read_ordinary

JOURNAL = "journal.jsonl"

Record = Mapping[str, Any]


def read_journal(folder: Path) -> dict[str, Record]:
    """The last line of every agency's folder, by its name. Lines that are none of ours are as if they were not there."""
    try:
        lines = read_ordinary(folder / JOURNAL).splitlines()
    except OSError:
        return {}
    return {record["folder"]: record for line in lines if (record := _record(line))}


def _record(line: bytes) -> dict[str, Any] | None:
    try:
        found = parsed(line)
        refuse_unlike(Line, found)
    except UnlikeError:
        return None
    return dict(found)


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
