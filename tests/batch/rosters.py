"""What the tests of batches share: a base profile, rosters over it, and folders looked at as bytes."""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from npgs_docs.batch.check import Checked, check
from npgs_docs.batch.crew import Crew, local_crew
from npgs_docs.batch.holding import alone
from npgs_docs.batch.journal import Journal
from npgs_docs.batch.manifest import Line
from npgs_docs.batch.roster import Roster, read_roster
from npgs_docs.batch.run import Plan, Report, Step, run_batch
from npgs_docs.batch.shelf import WORK, Shelf
from npgs_docs.batch.task import Order
from npgs_docs.batch.travel import Layers
from npgs_docs.errors import Problem
from npgs_docs.locations import samples_folder
from npgs_docs.render import Format

SAMPLE = (samples_folder() / "harbor-light.yaml").read_text(encoding="utf-8")
POLICY = """
policy:
  form: short
  locked: [records]
"""
HEAD = ("organization.legal_name", "organization.employee_count", "policy.number")
ORDER = Order(only=("policy",), formats=(Format.PDF,), checks=False)
TEMPLATE = """# {{ this.title }}

For {{ organization.legal_name }}, with {{ organization.employee_count }} people.

"""


def base_file(folder: Path, more: str = POLICY) -> Path:
    """The sample as a base: without the name, which every agency has to give."""
    path = folder / "state.yaml"
    text = SAMPLE.replace("  legal_name: Harbor Light Recovery, Inc.\n  short_name: Harbor Light\n", "")
    path.write_text(text + more, encoding="utf-8")
    return path


def order_in(folder: Path) -> Order:
    """The order for rosters in a folder, with a short policy of their own and no checks so that runs are quick."""
    own = folder / "templates"
    own.mkdir(exist_ok=True)
    (own / "policy.md").write_text(TEMPLATE, encoding="utf-8")
    return replace(ORDER, layers=Layers(templates=own))


def csv_file(folder: Path, rows: Iterable[Sequence[str]], head: Sequence[str] = HEAD, name: str = "roster.csv") -> Path:
    path = folder / name
    path.write_text("".join(",".join(row) + "\n" for row in (head, *rows)), encoding="utf-8")
    return path


def agencies(count: int) -> list[tuple[str, str, str]]:
    return [(f"Agency {number:03d}", str(10 + number), f"P-{number}") for number in range(1, count + 1)]


def checked(path: Path, base: Path | None, order: Order = ORDER) -> tuple[Roster, Checked]:
    roster = read_roster(path, base)
    return roster, check(roster, order)


def run(
    out: Path, path: Path, base: Path, *, crew: Crew | None = None, resume: bool = False, zipped: bool = False,
    order: Order | None = None, force: bool = False, steps: list[Step] | None = None,
    tell: Callable[[Problem], None] = lambda problem: None,
) -> Report:  # fmt: skip
    """One run in this process, with what it told put into `steps`."""
    order = order or order_in(base.parent)
    roster, found = checked(path, base, order)
    with alone(out):
        watch = (steps if steps is not None else []).append
        shelf = Shelf(out, zipped=zipped, force=force)
        plan = Plan(roster, found, order, shelf, resume, watch, tell=tell)
        return run_batch(plan, crew or local_crew(1, shelf.desk))


def tree(folder: Path) -> dict[str, str]:
    """The hash of every file below a folder but the hidden work folder's."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and WORK not in path.parts]
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def line_of(folder: str) -> Line:
    """What a journal says of an agency, but for its files."""
    return Line(
        agency=folder.upper(), folder=folder, digest="", language="en-US", edition="standard", version="1.0", status="draft",
        next_review=None, profile_sha256="", packs=(), deviations=(),
    )  # fmt: skip


def made_in(folder: Path) -> int:
    """How many packets the journal knows."""
    return len(Journal(folder, folder / WORK))


def half_packets(folder: Path) -> list[str]:
    """Packets in the folder that are not as their own manifests say."""
    half = []
    for packet in (path for path in folder.iterdir() if path.is_dir() and path.name != WORK):
        outputs = json.loads((packet / "manifest.json").read_text(encoding="utf-8"))["outputs"]
        there = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in packet.iterdir()}
        if there.keys() - {"manifest.json"} != outputs.keys() or any(
            there[n] != o["sha256"] for n, o in outputs.items()
        ):
            half.append(packet.name)
    return half
