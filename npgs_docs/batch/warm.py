"""Imported by the process that workers are copied from: what every packet needs is read once and not once a worker."""

from __future__ import annotations

from npgs_docs.batch import task
from npgs_docs.checks.rulebook import load_rulebook
from npgs_docs.library import load_library
from npgs_docs.locations import checks_folder, content_folder
from npgs_docs.packet import content_hash, templates_hash
from npgs_docs.render import pdf, word

READ = (
    task,
    pdf,
    word,
    load_library(content_folder()),
    content_hash(),
    templates_hash(),
    load_rulebook(checks_folder()),
)
