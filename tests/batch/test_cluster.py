"""A Dask cluster makes the same bytes; tasks travel as data; a worker that is killed in mid-run loses nothing."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from npgs_docs.batch.cluster import cluster_crew
from npgs_docs.batch.run import Step
from npgs_docs.cli import run as npgs
from npgs_docs.errors import InputError, Problem
from tests.batch.rosters import agencies, base_file, csv_file, run, tree

distributed = pytest.importorskip("distributed", reason="Dask is not installed: pip install 'npgs-docs[dask]'")
pytestmark = [
    pytest.mark.heavy,
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning", "ignore::UserWarning"),
]


@pytest.fixture
def cluster() -> Iterator[Any]:
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as made:
        yield made


def test_a_worker_that_is_killed_loses_nothing(tmp_path: Path, cluster: Any) -> None:
    base, roster = base_file(tmp_path), csv_file(tmp_path, agencies(12))
    crew = cluster_crew(cluster.scheduler_address)
    killed: list[int] = []

    class Killing(list[Step]):
        def append(self, step: Step) -> None:
            if not killed:
                worker = next(iter(cluster.workers.values()))
                killed.append(worker.pid)
                os.kill(worker.pid, signal.SIGKILL)

    report = run(tmp_path / "cluster", roster, base, crew=crew, steps=Killing())
    crew.close()
    assert killed
    assert (report.made, report.failures, report.stopped) == (12, [], None)
    run(tmp_path / "here", roster, base)
    assert tree(tmp_path / "cluster") == tree(tmp_path / "here")


@pytest.fixture
def empty() -> Iterator[Any]:
    """A scheduler without workers."""
    with distributed.LocalCluster(
        n_workers=0, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as made:
        yield made


def test_a_cluster_without_workers_is_told(
    tmp_path: Path, empty: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("npgs_docs.batch.cluster.PATIENCE", 0.3)
    roster, base = csv_file(tmp_path, agencies(1)), base_file(tmp_path)
    given = ["--base", str(base), "--out", str(tmp_path / "out"), "--dask", empty.scheduler_address]
    assert npgs(["batch", str(roster), *given]) == 1
    told = capsys.readouterr().err
    assert f"no worker is at the Dask scheduler {empty.scheduler_address}" in told
    assert f"dask worker {empty.scheduler_address}" in told


@pytest.mark.parametrize("comes_back", [True, False])
def test_a_run_whose_last_worker_is_gone_says_so(
    tmp_path: Path, empty: Any, monkeypatch: pytest.MonkeyPatch, comes_back: bool
) -> None:
    monkeypatch.setattr("npgs_docs.batch.run.PATIENCE", 0.5)
    monkeypatch.setattr("npgs_docs.batch.run.LONGEST_WAIT", 240 if comes_back else 2)
    empty.scale(1)
    crew = cluster_crew(empty.scheduler_address)
    told: list[Problem] = []

    class Leaving(list[Step]):
        def append(self, step: Step) -> None:
            if step.done == 1:
                empty.scale(0)

    def tell(problem: Problem) -> None:
        told.append(problem)
        empty.scale(1 if comes_back else 0)

    report = run(
        tmp_path / "out", csv_file(tmp_path, agencies(20)), base_file(tmp_path), crew=crew, steps=Leaving(), tell=tell
    )
    crew.close(abandon=True)
    assert [one.id for one in told] == ["dask"]
    assert "--resume goes on" in told[0].hint
    if comes_back:
        assert (report.made, report.stopped) == (20, None)
    else:
        assert report.stopped is not None
        assert report.stopped.id == "dask"
        assert not (tmp_path / "out" / "manifest.json").exists()


def test_no_scheduler_is_told_in_plain_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("npgs_docs.batch.cluster.PATIENCE", 0.3)
    with pytest.raises(InputError, match="no Dask scheduler answers"):
        cluster_crew("tcp://127.0.0.1:9")
