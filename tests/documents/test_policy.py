"""The short policy keeps its promise of two pages."""

import io

import pypdf

from npgs_docs.pipeline import make
from npgs_docs.render import Format
from tests.organizations import packet


def test_the_short_policy_with_its_signatures_stands_on_two_pages() -> None:
    made = packet(changes={"policy.form": "short"}, only=("policy",), formats=(Format.PDF,))
    ((artifact,),) = ([one.rendered for one in make(made)],)
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(artifact[0].data)).pages]
    assert "Those who sign below approve this policy" in pages[1]
    assert "Appendix: The twelve values" in pages[2]
