"""A Word file in, the answers to every question about it out.

The questions are the table below: what is asked, why, and where it is written. Word has no standard of its own for
access; WCAG2ICT says how WCAG is to be read for documents, and the Open XML standard what a sound file is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from npgs_docs.errors import Severity
from npgs_docs.verify.report import Check, Report, ask
from npgs_docs.verify.word import about, body, filling, links, outside
from npgs_docs.verify.word.reading import WordFile, open_word

__all__ = ["CHECKS", "PROMISED", "WordFile", "examine", "open_word"]

_HINT = Severity.WARNING

CHECKS: tuple[Check[WordFile], ...] = (
    # --- the file as a whole -------------------------------------------------------------------------------------
    Check("word-text", "Does the file hold words?", "Pictures of words say nothing to a screen reader.", ("WCAG 2.2 1.4.5",), about.words),
    Check("word-title", "Does the file have a title?", "The title is the first thing that is read out.", ("WCAG 2.2 2.4.2",), about.title),
    Check("word-language", "Does the file say its language?", "A screen reader chooses its voice by it.", ("WCAG 2.2 3.1.1",), about.language),
    Check("word-language-codes", "Are the language codes well formed?", "A code nobody knows is as good as none.", ("WCAG 2.2 3.1.2", "BCP 47"), about.language_codes),
    Check("word-parts", "Are all parts of the file there?", "Word calls a file with lost parts damaged.", ("ISO/IEC 29500-2 6.5",), about.parts),
    Check("word-part-kinds", "Is every part of a known kind?", "Word opens no file whose parts it cannot name.", ("ISO/IEC 29500-2 7.2.3",), about.part_types),
    Check("word-declarations", "Are all parts free of declarations of their own?", "They can fill a machine's memory, or read its files; no Word file needs them.", ("ISO/IEC 29500-2 6.2.5",), outside.declares_nothing),
    Check("word-fetches", "Does the file open without fetching anything from elsewhere?", "What is fetched can be changed or taken away, tells who reads, and a template can run programs.", ("ISO/IEC 29500-1 17.15.1.6", "ISO/IEC 29500-2 6.5"), outside.fetches),
    Check("word-template-lost", "Does the file do without a template on somebody's disk?", "Word looks for it at each opening, and readers wait.", ("ISO/IEC 29500-1 17.15.1.6",), outside.lost_template, _HINT),
    Check("word-styles", "Are all styles that are used defined?", "A heading in a style that is not there is no heading.", ("ISO/IEC 29500-1 17.7",), about.styles_defined),
    Check("word-asks-nothing", "Does the file open without a question?", "A warning at opening frightens readers away.", ("ISO/IEC 29500-1 17.15.1.90",), about.asks_nothing, _HINT),
    Check("word-compatibility", "Is the file up to date?", "In Compatibility Mode, check boxes and other aids are missing.", ("ISO/IEC 29500-1 17.15.3",), about.up_to_date, _HINT),
    Check("word-still", "Do all words stand still?", "Blinking words distract, and can bring on a seizure.", ("WCAG 2.2 2.2.2", "WCAG 2.2 2.3.1"), about.still),
    Check("word-changes", "Are all tracked changes settled?", "A listener hears old and new words in one breath.", ("WCAG 2.2 1.3.2",), about.changes, _HINT),
    # --- the body ------------------------------------------------------------------------------------------------
    Check("word-headings", "Are there headings?", "Screen-reader users move from heading to heading.", ("WCAG 2.2 1.3.1",), body.any_heading, applies=body.needs_headings),
    Check("word-first-heading", "Is the first heading of level 1?", "Otherwise a reader looks for what came before.", ("WCAG 2.2 1.3.1",), body.first_heading, applies=body.has_headings),
    Check("word-heading-skips", "Do headings go down one level at a time?", "A skipped level sounds like a missing part.", ("WCAG 2.2 1.3.1",), body.heading_skips, applies=body.has_headings),
    Check("word-heading-empty", "Does every heading have words?", "An empty heading is a door without a sign.", ("WCAG 2.2 2.4.6",), body.empty_headings, applies=body.has_headings),
    Check("word-heading-fake", "Is everything that looks like a heading one?", "Bold words are heard as words.", ("WCAG 2.2 1.3.1",), body.fake_headings, applies=body.has_words),
    Check("word-list-typed", "Are lists made with list styles?", "A list is announced with its number of items; typed dashes are not.", ("WCAG 2.2 1.3.1",), body.typed_lists, _HINT, body.has_words),
    Check("word-space-typed", "Is space made without typing spaces?", "Each may be read out, and columns made of them fall apart.", ("WCAG 2.2 1.3.1",), body.typed_space, _HINT, body.has_words),
    Check("word-empty-lines", "Is space made without empty lines?", "They are read out as blank, blank, blank.", ("WCAG 2.2 1.3.1",), body.empty_lines, _HINT, body.has_words),
    Check("word-alt-text", "Does every picture have a text that stands for it?", "It is all a blind reader gets of it.", ("WCAG 2.2 1.1.1",), body.alternative, applies=body.has_drawings),
    Check("word-text-boxes", "Do all words stand in the text itself?", "Floating boxes are read at the wrong time, or never.", ("WCAG 2.2 1.3.2",), body.text_boxes, applies=body.has_words),
    Check("word-table-heads", "Is the first row of tables marked as head row?", "It is read out with each cell and repeated on each page.", ("WCAG 2.2 1.3.1",), body.table_heads, applies=body.has_data_tables),
    Check("word-table-names", "Do tables have a title or description?", "It tells a listener whether to go in.", ("WCAG 2.2 1.3.1",), body.table_names, _HINT, body.has_data_tables),
    Check("word-table-shape", "Do all rows of a table have as many cells?", "A lost cell shifts every cell after it under the wrong head.", ("WCAG 2.2 1.3.1",), body.table_shape, applies=body.has_data_tables),
    Check("word-table-merged", "Are tables free of cells merged over rows?", "Readers lose the row they are in.", ("WCAG 2.2 1.3.1",), body.table_merged, _HINT, body.has_data_tables),
    Check("word-table-nested", "Does no table stand inside another?", "Few can follow that by ear.", ("WCAG 2.2 1.3.1",), body.table_nested, applies=body.has_tables),
    Check("word-cells-whole", "Does every cell have a paragraph?", "Word calls such a file damaged.", ("ISO/IEC 29500-1 17.4.65",), body.cells_whole, applies=body.has_tables),
    Check("word-contrast", "Do words stand out from what is behind them?", "Pale words are lost to many, and to all in bright light.", ("WCAG 2.2 1.4.3",), links.contrast, applies=body.has_words),
    # --- links and codes -----------------------------------------------------------------------------------------
    Check("word-link-words", "Do the words of links say something?", "Ten links called \"here\" are ten closed doors.", ("WCAG 2.2 2.4.4",), links.link_words, applies=links.has_links),
    Check("word-link-addresses", "Do links have words in place of long addresses?", "An address is read out letter by letter.", ("WCAG 2.2 2.4.4",), links.bare_addresses, _HINT, links.has_links),
    Check("word-links-lead", "Do all links lead somewhere?", "A dead link costs a reader who cannot glance back the most.", ("ISO/IEC 29500-1 17.16.22",), links.links_lead, applies=links.has_links),
    Check("word-references", "Do page numbers and references point to something?", "Otherwise Word prints an error in their place.", ("ISO/IEC 29500-1 17.16.5",), links.references, applies=links.has_codes),
    Check("word-bookmarks", "Are bookmarks whole and of different names?", "Links find their place by them.", ("ISO/IEC 29500-1 17.13.6",), links.bookmarks, applies=links.has_bookmarks),
    Check("word-codes", "Is every field code begun and ended?", "After a lost end, the rest of the text counts as code.", ("ISO/IEC 29500-1 17.16.18",), links.codes_balanced, applies=links.has_codes),
    # --- what can be filled in -----------------------------------------------------------------------------------
    Check("word-field-labels", "Does every field have a label?", "It is what a screen reader says when the field is reached.", ("WCAG 2.2 4.1.2",), filling.labels, applies=filling.has_fields),
    Check("word-field-names", "Does every field have a name?", "An answer is found by it.", ("ISO/IEC 29500-1 17.5.2.42",), filling.names, _HINT, filling.has_fields),
    Check("word-field-names-once", "Are the names of fields different?", "Two fields of one name hold one answer.", ("ISO/IEC 29500-1 17.5.2.42",), filling.names_once, _HINT, filling.has_fields),
    Check("word-field-numbers", "Are the numbers of fields different?", "Word calls such a file damaged.", ("ISO/IEC 29500-1 17.5.2.18",), filling.ids, applies=filling.has_controls),
    Check("word-field-short", "Are names and labels of fields short enough for Word?", "Word cuts or refuses more than 64 letters.", ("ISO/IEC 29500-1 17.5.2.1",), filling.short_enough, applies=filling.has_controls),
    Check("word-field-bound", "Is every bound field bound to one place?", "Otherwise an answer is lost when the file is saved.", ("ISO/IEC 29500-1 17.5.2.6",), filling.bound, applies=filling.has_bound),
    Check("word-field-agrees", "Do fields show what they keep?", "A box that looks empty and counts as ticked deceives.", ("ISO/IEC 29500-1 17.5.2.6",), filling.agrees, _HINT, filling.has_fields),
    Check("word-field-old", "Do old form fields have help texts?", "It is all that a screen reader can say of them.", ("WCAG 2.2 4.1.2",), filling.old_fields, applies=filling.has_old_fields),
    # --- what only a person can tell -----------------------------------------------------------------------------
    Check("word-alt-text-by-hand", "Do the texts for pictures say what matters in them?", "A machine sees that there is a text, not whether it helps.", ("WCAG 2.2 1.1.1",), None, applies=body.has_described),
    Check("word-headings-by-hand", "Do the headings say what follows?", "A machine cannot read for sense.", ("WCAG 2.2 2.4.6",), None, applies=body.has_headings),
    Check("word-tables-by-hand", "Do head rows and first cells say what they head?", "A machine sees the mark, not the sense.", ("WCAG 2.2 1.3.1",), None, applies=body.has_data_tables),
    Check("word-color-by-hand", "Is nothing said by color alone?", "Red and green look alike to one man in twelve.", ("WCAG 2.2 1.4.1",), None, applies=body.has_words),
    Check("word-contrast-by-hand", "Do words in boxes, charts and styled tables stand out?", "Their colors cannot be told from the file.", ("WCAG 2.2 1.4.3", "WCAG 2.2 1.4.11"), None, applies=body.has_words),
    Check("word-language-by-hand", "Are words of another language marked?", "A machine cannot tell a name from a foreign word.", ("WCAG 2.2 3.1.2",), None, applies=body.has_words),
)  # fmt: skip
"""Every question about a Word file, in the order of the report."""


_OF_AUTHORS = frozenset(
    {
        "word-headings",
        "word-first-heading",
        "word-heading-skips",
        "word-heading-empty",
        "word-heading-fake",
        "word-link-words",
        "word-links-lead",
        "word-language-codes",
        "word-contrast",
    }
)
"""What a template or a color of an organization's own can bring about; it is told on request and is no bug of ours."""

PROMISED = tuple(one for one in CHECKS if one.look and one.severity is Severity.ERROR and one.id not in _OF_AUTHORS)
"""What every file of ours has to pass before it leaves."""

_CONTRAST = next(one for one in CHECKS if one.id == "word-contrast")
PROMISED_BASED = (*PROMISED, replace(_CONTRAST, look=links.pale_styles))
"""The same for a file that is made on an organization's own, whose styles may have any color."""


def examine(name: str, data: bytes, checks: Sequence[Check[WordFile]] = CHECKS) -> Report:
    """The report on one Word file. Raises InputError where it cannot be opened."""
    file = open_word(name, data)
    return Report(name, "docx", results=ask(file, checks))
