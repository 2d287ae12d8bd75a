"""A Dask cluster makes the same bytes; tasks travel as data; a worker that is killed in mid-run loses nothing."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from npgs_docs.batch.cluster import cluster_crew
from npgs_docs.batch.run import Step
from npgs_docs.errors import InputError
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


def test_no_scheduler_is_told_in_plain_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("npgs_docs.batch.cluster.PATIENCE", 0.3)
    with pytest.raises(InputError, match="no Dask scheduler answers"):
        cluster_crew("tcp://127.0.0.1:9")
