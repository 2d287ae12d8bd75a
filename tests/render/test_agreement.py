"""Word and PDF of one document say the same words in the same order."""

from __future__ import annotations

from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from npgs_docs.document import Document
from npgs_docs.drafting import as_draft
from npgs_docs.pipeline import Request, prepare
from npgs_docs.profile import load_profile
from npgs_docs.render import Format, render
from npgs_docs.style import Edition, Style, style_for
from tests.render.chance import Chance
from tests.render.story import story
from tests.render.word_reading import Word, pdf_words

SAMPLES = sorted(path.stem for path in (Path(__file__).resolve().parents[2] / "content" / "samples").glob("*.yaml"))


def agree(document: Document, style: Style) -> bytes:
    word, pdf = render(document, style, (Format.DOCX, Format.PDF))
    said = Word(word.data).words()
    assert said == pdf_words(pdf.data)
    assert len(said) > 50
    return word.data


@pytest.mark.parametrize("edition", Edition)
@pytest.mark.parametrize("draft", [False, True])
def test_a_story_of_every_kind(edition: Edition, draft: bool) -> None:
    agree(as_draft(story()) if draft else story(), style_for(edition=edition))


@pytest.mark.parametrize("edition", Edition)
@pytest.mark.parametrize("sample", SAMPLES)
def test_the_policy_of_every_sample(sample: str, edition: Edition) -> None:
    loaded = load_profile(Path(__file__).resolve().parents[2] / "content" / "samples" / f"{sample}.yaml")
    packet = prepare(Request(loaded, only=("policy",), edition=edition))
    for entry, document in packet.documents():
        agree(document, packet.style(entry))


@pytest.mark.parametrize("seed", range(12))
def test_documents_by_chance_agree_and_keep_the_rules_of_open_xml(seed: int, tmp_path: Path) -> None:
    edition = list(Edition)[seed % 2]
    path = tmp_path / "chance.docx"
    path.write_bytes(agree(Chance(seed).document(), style_for(edition=edition)))
    assert [str(error) for error in OpenXmlValidator().validate(path).errors] == []
