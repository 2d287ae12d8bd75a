"""What docs/batch.md shows works as it is printed: its base and its roster make packets, its table of needed keys is true."""

import csv
import io
import re
from pathlib import Path

import pytest

from npgs_docs.cli import run as npgs

DOC = (Path(__file__).parents[2] / "docs" / "batch.md").read_text(encoding="utf-8")


def block(language: str, holding: str) -> str:
    """The code block of the doc in a language that holds some words."""
    return next(text for text in re.findall(rf"```{language}\n(.*?)```", DOC, re.DOTALL) if holding in text)


BASE, ROSTER = block("yaml", "jurisdiction:"), block("csv", "legal_name")
TABLE = DOC.partition("| key | for example |")[2].partition("\n\n")[0]
NEEDED = [re.findall(r"`([^`]+)`", row.split("|")[1]) for row in re.findall(r"^\| `.*$", TABLE, re.MULTILINE)]


def files(folder: Path, base: str = BASE, roster: str = ROSTER) -> list[str]:
    (folder / "state.yaml").write_text(base, encoding="utf-8")
    (folder / "roster.csv").write_text(roster, encoding="utf-8")
    return ["batch", str(folder / "roster.csv"), "--base", str(folder / "state.yaml"), "--out", str(folder / "packets")]


def test_the_base_and_the_roster_of_the_doc_make_packets(tmp_path: Path) -> None:
    command = files(tmp_path)
    assert npgs([*command, "--check"]) == 0
    assert npgs([*command, "--jobs", "2"]) == 0
    assert npgs(["verify-run", str(tmp_path / "packets")]) == 0
    for agency in ("harbor-light-recovery-inc", "casa-nueva"):
        assert len(list((tmp_path / "packets" / agency).glob("PS-*.docx"))) == 20


@pytest.mark.parametrize("keys", NEEDED, ids=lambda keys: keys[0])
def test_each_needed_key_is_needed(tmp_path: Path, capsys: pytest.CaptureFixture[str], keys: list[str]) -> None:
    rows = list(csv.DictReader(io.StringIO(ROSTER)))
    assert any(key in rows[0] or _in_base(key) for key in keys)
    kept = [name for name in rows[0] if name not in keys]
    out = io.StringIO()
    writer = csv.DictWriter(out, kept, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    base = re.sub(rf"^ +({'|'.join(key.rpartition('.')[2] for key in keys)}):.*\n", "", BASE, flags=re.MULTILINE)
    assert npgs([*files(tmp_path, base, out.getvalue()), "--check"]) == 1
    assert "Traceback" not in capsys.readouterr().err


def test_the_needed_keys_are_enough(tmp_path: Path) -> None:
    named = {key for keys in NEEDED for key in keys}
    assert set(csv.DictReader(io.StringIO(ROSTER)).fieldnames or ()) <= named
    state = "jurisdiction: {state: TX}\nsupervision: {peer_supervisor_available: yes, records: {location: a, retention_years: 7}}\npostings: {until_filled: yes}\n"
    assert npgs([*files(tmp_path, state), "--check"]) == 0


def _in_base(key: str) -> bool:
    return f"{key.rpartition('.')[2]}: " in BASE
