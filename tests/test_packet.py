"""Files have names that say what they are and are safe everywhere; the manifest says what they were made from."""

import json
import os
import re
from pathlib import Path

import pytest

from npgs_docs.drafting import Status
from npgs_docs.errors import InputError
from npgs_docs.packet import file_hash, file_name, files_of, folder_hash, manifest_of
from npgs_docs.pipeline import Artifact, Packet, Request, prepare
from npgs_docs.profile import load_profile
from npgs_docs.render import Format, Rendered
from npgs_docs.style import Edition
from tests.organizations import answers, packet, sample

SAFE = re.compile(r"[A-Za-z0-9._-]+")


def name_of(made: Packet, code: str, format: Format = Format.PDF) -> str:
    return file_name(made, next(entry for entry in made.entries if entry.code == code), format)


def test_a_name_says_number_kind_version_and_language(harbor_light: Packet) -> None:
    assert name_of(harbor_light, "policy") == "PS-01_supervision-policy_v1.0_en-US.pdf"
    assert name_of(harbor_light, "checklist-03", Format.DOCX) == "PS-13_checklist-03-open-minded_v1.0_en-US.docx"


def test_a_name_says_edition_and_draft() -> None:
    made = packet(edition=Edition.LARGE_PRINT, status=Status.DRAFT)
    assert name_of(made, "policy") == "PS-01_supervision-policy_v1.0_en-US_large-print_draft.pdf"


def test_what_has_no_pages_has_no_edition_and_markup_is_no_page_of_boxes() -> None:
    made = packet(edition=Edition.LARGE_PRINT)
    assert name_of(made, "posting-specialist", Format.HTML) == "PS-04_posting-specialist_v1.0_en-US.html"
    assert name_of(made, "posting-specialist", Format.FIELDS) == "PS-04_posting-specialist_v1.0_en-US_fields.html"
    assert name_of(made, "posting-specialist") == "PS-04_posting-specialist_v1.0_en-US_large-print.pdf"


def test_a_name_says_the_organizations_version_and_language() -> None:
    made = packet("cedar-coast", {"policy.version": "2.1.3"})
    assert name_of(made, "policy") == "PS-01_supervision-policy_v2.1.3_en-CA.pdf"


def test_names_are_safe_on_every_system_and_sort_in_reading_order(harbor_light: Packet) -> None:
    names = [file_name(harbor_light, entry, Format.PDF) for entry in harbor_light.entries]
    assert all(SAFE.fullmatch(name) and len(name) < 100 for name in names)
    assert names == sorted(names)
    assert len({name.casefold() for name in names}) == len(names)


def test_files_are_every_document_in_every_format(harbor_light: Packet) -> None:
    entries = harbor_light.entries[:2]
    made = [
        Artifact(entry, (Rendered(Format.DOCX, entry.code.encode()), Rendered(Format.PDF, b"pdf"))) for entry in entries
    ]
    files = files_of(harbor_light, made)
    assert len(files) == 4
    assert files[name_of(harbor_light, "policy", Format.DOCX)] == b"policy"


# --- the manifest --------------------------------------------------------------------------------------------


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    path = tmp_path / "mine.yaml"
    path.write_text(answers(), encoding="utf-8")
    return path


def test_the_manifest_says_what_was_made_from_what(profile: Path) -> None:
    made = manifest_of(prepare(Request(load_profile(profile), only=("policy",))))
    assert made["organization"] == "Harbor Light Recovery, Inc."
    assert made["documents"] == ["policy"]
    assert list(made["inputs"]["packs"]) == ["us-tx", "us", "neutral"]
    assert made["inputs"]["own_templates"] is None
    assert re.fullmatch("[0-9a-f]{64}", made["inputs"]["profile"]["mine.yaml"])
    json.dumps(made)


def test_the_manifest_tells_nothing_of_the_machine_or_the_hour(profile: Path, tmp_path: Path) -> None:
    first = json.dumps(manifest_of(prepare(Request(load_profile(profile)))))
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    moved = profile.rename(elsewhere / "mine.yaml")
    assert json.dumps(manifest_of(prepare(Request(load_profile(moved))))) == first
    assert str(tmp_path) not in first


def test_the_manifest_changes_with_the_profile_the_templates_and_the_overlay(profile: Path, tmp_path: Path) -> None:
    own, overlay = tmp_path / "templates", tmp_path / "overlay.yaml"
    own.mkdir()
    (own / "policy.md").write_text("# T {#t}\n", encoding="utf-8")
    overlay.write_text("permission: P\nvalues: {V1: words}\n", encoding="utf-8")

    def inputs() -> list[str]:
        request = Request(load_profile(profile), templates=own, overlay=overlay)
        found = manifest_of(prepare(request))["inputs"]
        return [found["profile"]["mine.yaml"], found["own_templates"]["sha256"], found["overlay"]["sha256"]]

    before = inputs()
    profile.write_text(profile.read_text(encoding="utf-8").replace("TX", "CA"), encoding="utf-8")
    (own / "policy.md").write_text("# Other {#t}\n", encoding="utf-8")
    overlay.write_text("permission: Q\nvalues: {V1: words}\n", encoding="utf-8")
    assert all(one != other for one, other in zip(before, inputs(), strict=True))


def test_a_folders_hash_follows_names_and_words_and_passes_over_the_rest(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("x", encoding="utf-8")
    before = folder_hash(tmp_path)
    (tmp_path / ".DS_Store").write_bytes(b"\x00")
    assert folder_hash(tmp_path) == before
    (tmp_path / "deep").mkdir()
    for name in ("note.txt", "deep/NOTE"):
        (tmp_path / name).write_text("x", encoding="utf-8")
        assert folder_hash(tmp_path) != before
        (tmp_path / name).unlink()
    (tmp_path / "a.md").rename(tmp_path / "b.md")
    renamed = folder_hash(tmp_path)
    (tmp_path / "b.md").write_text("y", encoding="utf-8")
    assert len({before, renamed, folder_hash(tmp_path)}) == 3


def test_the_samples_own_file_is_hashed(harbor_light: Packet) -> None:
    assert list(manifest_of(harbor_light)["inputs"]["profile"]) == [sample().name]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes")
def test_what_cannot_be_hashed_is_told(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    with pytest.raises(InputError, match=r"pipe\.yaml: this cannot be read: this is a pipe"):
        file_hash(tmp_path / "pipe.yaml")
    with pytest.raises(InputError, match="none: this cannot be read"):
        folder_hash(tmp_path / "none")
