"""The page about the checks is what the tables say."""

from pathlib import Path

from npgs_docs.verify import pdf, word
from npgs_docs.verify.reference import reference

FILE = Path(__file__).parents[2] / "docs" / "verify.md"


def test_the_page_is_current() -> None:
    assert FILE.read_text(encoding="utf-8") == reference(), "run: python -m npgs_docs.verify.reference > docs/verify.md"


def test_every_question_has_a_reason_and_a_source() -> None:
    for one in (*pdf.CHECKS, *word.CHECKS):
        assert one.asks.endswith("?"), one.id
        assert one.why.endswith("."), one.id
        assert one.sources, one.id
