"""What every judge is: a reading, the circumstances and the rule's words and figures in; what was seen, out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from npgs_docs.checks.bench import Bench
from npgs_docs.checks.finding import Hit
from npgs_docs.checks.reading import Reading
from npgs_docs.checks.rule import Judged

Judge: TypeAlias = Callable[[Reading, Bench, Judged], Iterator[Hit]]
