"""A PDF in, the answers to every question about it out. This room is the one door to pikepdf.

The questions are the table below: what is asked, why, and where it is written.
"""

from __future__ import annotations

from collections.abc import Sequence

from npgs_docs.errors import Severity
from npgs_docs.verify.pdf import about, actions, elements, inside
from npgs_docs.verify.pdf.reading import PdfFile, open_pdf
from npgs_docs.verify.report import Check, Report, ask

__all__ = ["CHECKS", "PROMISED", "PdfFile", "examine", "open_pdf"]

_HINT = Severity.WARNING

CHECKS: tuple[Check[PdfFile], ...] = (
    # --- the file as a whole -------------------------------------------------------------------------------------
    Check("pdf-text", "Are the pages words, not pictures of words?", "A scan says nothing to a screen reader and cannot be enlarged or searched.", ("WCAG 2.2 1.4.5", "PDF/UA-1 7.1"), about.words),
    Check("pdf-access", "Does the protection let screen readers in?", "Some programs obey a lock against copying and read nothing.", ("PDF/UA-1 7.16",), about.access, applies=about.is_encrypted),
    Check("pdf-title", "Does the file have a title?", "The title is the first thing that is read out, and what a tab or window is called.", ("PDF/UA-1 7.1", "WCAG 2.2 2.4.2"), about.title),
    Check("pdf-title-shown", "Is the title shown in place of the file's name?", "A file's name seldom says what a document is.", ("PDF/UA-1 7.1", "WCAG 2.2 2.4.2"), about.title_shown),
    Check("pdf-language", "Does the file say its language?", "A screen reader chooses its voice by it.", ("PDF/UA-1 7.2", "WCAG 2.2 3.1.1"), about.language),
    Check("pdf-language-codes", "Are the language codes well formed?", "A code nobody knows is as good as none.", ("PDF/UA-1 7.2", "BCP 47"), about.language_codes, applies=about.has_languages),
    Check("pdf-tagged", "Is the file tagged?", "Tags are what headings, lists, tables and reading order are known by.", ("PDF/UA-1 7.1", "WCAG 2.2 1.3.1"), about.tagged),
    Check("pdf-suspects", "Do the tags count as sure?", "A program may say that it only guessed.", ("PDF/UA-1 7.1",), about.suspects, applies=inside.has_tree),
    Check("pdf-claim", "Does the file claim to follow PDF/UA?", "Who receives the file can rely on a claim, and check it.", ("PDF/UA-1 5",), about.claim_of_access, _HINT),
    Check("pdf-xmp", "Is there a packet of properties that can be read?", "Title and claims stand there.", ("PDF/UA-1 7.1", "PDF/A-2 6.6.2"), about.packet),
    Check("pdf-properties", "Do old and new properties agree?", "A title that depends on who looks is no title.", ("PDF/A-2 6.6.2.3",), about.properties, _HINT),
    Check("pdf-colors-meant", "Does an archival file say what its colors mean?", "Without it, colors may change in years to come.", ("PDF/A-2 6.2.3",), about.intent, applies=about.claims_archive),
    Check("pdf-locked-archive", "Is an archival file free of encryption?", "What is locked today may never be opened again.", ("PDF/A-2 6.1.3",), about.encrypted, applies=about.claims_archive),
    Check("pdf-scripts", "Is the file free of programs?", "Programs may take the focus away, and many readers do not run them.", ("PDF/A-2 6.5", "WCAG 2.2 3.2.1"), about.scripts),
    Check("pdf-xfa", "Is the form a plain PDF form?", "Forms of the kind XFA open in few programs.", ("PDF/UA-1 7.15",), about.forms_of_xml, applies=about.has_form),
    Check("pdf-bookmarks", "Does a long file have bookmarks?", "They let a reader find a part without passing through all of it.", ("PDF/UA-1 7.17", "WCAG 2.2 2.4.5"), about.bookmarks, _HINT, about.is_long),
    Check("pdf-bookmarks-lead", "Do all bookmarks have words and lead somewhere?", "A bookmark that does nothing misleads.", ("PDF/UA-1 7.17",), about.bookmarks_lead, applies=about.has_bookmarks),
    Check("pdf-attachments", "Are attached files named for every program?", "Programs differ in which name they show.", ("PDF/UA-1 7.11",), about.attachments, applies=about.has_attachments),
    Check("pdf-layers", "Are layers named, and still?", "Content that comes and goes by itself is lost to a listener.", ("PDF/UA-1 7.10",), about.layers, applies=about.has_layers),
    # --- what the pages hold -------------------------------------------------------------------------------------
    Check("pdf-untagged", "Is all content tagged or marked as decoration?", "What is neither may be read in the wrong place, or not at all.", ("PDF/UA-1 7.1",), inside.untagged),
    Check("pdf-decoration-inside", "Is there no decoration inside tagged content?", "A program cannot tell what to leave out.", ("PDF/UA-1 7.1",), inside.artifact_inside, applies=inside.has_tree),
    Check("pdf-tagged-inside", "Is there no tagged content inside decoration?", "It would be left out.", ("PDF/UA-1 7.1",), inside.tagged_inside, applies=inside.has_tree),
    Check("pdf-marks-balanced", "Is every mark opened and closed?", "After a lost mark, nothing on the page is what it says.", ("ISO 32000-1 14.6",), inside.balanced),
    Check("pdf-marks-once", "Is every mark's number used once?", "Two parts under one number cannot be told apart.", ("ISO 32000-1 14.7.4",), inside.marked_once, applies=inside.has_marks),
    Check("pdf-marks-claimed", "Does every marked part stand in one element?", "A part in no element is never read, a part in two is read twice.", ("PDF/UA-1 7.1", "ISO 32000-1 14.7.4"), inside.claimed, applies=inside.has_tree),
    Check("pdf-way-back", "Does the way from page to tags lead back to the same element?", "Programs that start at the page would say something else than those that start at the tags.", ("ISO 32000-1 14.7.4",), inside.way_back, applies=inside.has_tree),
    Check("pdf-order", "Do tags and pages have the same order?", "Where they differ, one of them is often wrong.", ("PDF/UA-1 7.2", "WCAG 2.2 1.3.2"), inside.order, _HINT, inside.has_marks),
    Check("pdf-letters", "Can every letter be read out?", "A shape without a letter is silence.", ("PDF/UA-1 7.21.7",), inside.letters, applies=inside.has_words),
    Check("pdf-letters-real", "Does every letter stand for a letter?", "Private characters mean nothing outside their font.", ("PDF/UA-1 7.21.7",), inside.readable, applies=inside.has_words),
    Check("pdf-fonts", "Are all fonts in the file?", "Without its font, a text may become other letters.", ("PDF/UA-1 7.21.4.1", "PDF/A-2 6.2.11.4"), inside.embedded, applies=inside.has_words),
    Check("pdf-glyphs", "Does every letter have a shape in its font?", "Where it has none, a box is shown in its place.", ("PDF/UA-1 7.21.8", "PDF/UA-1 7.21.4.1"), inside.glyphs, applies=inside.has_programs),
    Check("pdf-widths", "Are letters as wide as the file says?", "Otherwise words run into each other.", ("PDF/UA-1 7.21.5",), inside.widths, applies=inside.has_programs),
    Check("pdf-contrast", "Do words stand out from what is behind them?", "Pale words are lost to many, and to all in bright light.", ("WCAG 2.2 1.4.3",), inside.contrast, applies=inside.says_colors),
    # --- elements ------------------------------------------------------------------------------------------------
    Check("pdf-roles", "Do all tags mean something?", "A tag of one's own has to lead to a known one.", ("PDF/UA-1 7.1",), elements.roles, applies=inside.has_tree),
    Check("pdf-headings", "Are there headings?", "Screen-reader users move from heading to heading.", ("PDF/UA-1 7.4", "WCAG 2.2 1.3.1"), elements.any_heading, applies=elements.needs_headings),
    Check("pdf-first-heading", "Is the first heading of level 1?", "Otherwise a reader looks for what came before.", ("PDF/UA-1 7.4.2",), elements.first_heading, applies=elements.has_headings),
    Check("pdf-heading-skips", "Do headings go down one level at a time?", "A skipped level sounds like a missing part.", ("PDF/UA-1 7.4.2",), elements.heading_skips, applies=elements.has_headings),
    Check("pdf-heading-empty", "Does every heading have words?", "An empty heading is a door without a sign.", ("WCAG 2.2 2.4.6",), elements.empty_headings, applies=elements.has_headings),
    Check("pdf-alt-text", "Does every picture have a text that stands for it?", "It is all a blind reader gets of it.", ("PDF/UA-1 7.3", "WCAG 2.2 1.1.1"), elements.alternative, applies=elements.has_figures),
    Check("pdf-table-nesting", "Are tables made of rows, and rows of cells?", "Otherwise a screen reader does not see a table.", ("PDF/UA-1 7.2", "PDF/UA-1 7.5"), elements.table_nesting, applies=elements.has_tables),
    Check("pdf-table-heads", "Do tables have head cells?", "They are read out with each cell.", ("PDF/UA-1 7.5", "WCAG 2.2 1.3.1"), elements.table_heads, applies=elements.has_tables),
    Check("pdf-table-scope", "Do head cells say what they head?", "Row or column is not to be guessed.", ("PDF/UA-1 7.5",), elements.table_scopes, applies=elements.has_tables),
    Check("pdf-table-shape", "Do all rows of a table have as many cells?", "A lost cell shifts every cell after it under the wrong head.", ("PDF/UA-1 7.2", "PDF/UA-1 7.5"), elements.table_shape, applies=elements.has_tables),
    Check("pdf-list-nesting", "Are lists made of items?", "A list is announced with its number of items.", ("PDF/UA-1 7.2", "PDF/UA-1 7.6"), elements.list_nesting, applies=elements.has_lists),
    Check("pdf-list-numbering", "Do numbered lists say how?", "A number that is part of an item is content.", ("PDF/UA-1 7.6",), elements.list_numbering, applies=elements.has_lists),
    Check("pdf-contents-nesting", "Is the contents list made of its entries?", "It is the reader's map.", ("PDF/UA-1 7.2",), elements.contents_nesting, applies=elements.has_contents),
    Check("pdf-notes", "Does every note have a mark of its own?", "So that a reader finds the way to it and back.", ("PDF/UA-1 7.9",), elements.note_ids, applies=elements.has_notes),
    # --- what can be clicked or filled in ------------------------------------------------------------------------
    Check("pdf-links-tagged", "Is every link tagged as a link?", "Otherwise it is not announced, nor reached by key.", ("PDF/UA-1 7.18.5",), actions.links_tagged, applies=actions.has_links),
    Check("pdf-links-described", "Does every link say where it leads?", "The words under it are not always told.", ("PDF/UA-1 7.18.5", "WCAG 2.2 2.4.4"), actions.links_described, applies=actions.has_links),
    Check("pdf-link-words", "Do the words of links say something?", "Ten links called \"here\" are ten closed doors.", ("WCAG 2.2 2.4.4",), actions.link_words, _HINT, actions.has_tagged_links),
    Check("pdf-links-lead", "Do all links lead somewhere?", "A dead link costs a reader who cannot glance back the most.", ("ISO 32000-1 12.6.4",), actions.links_lead, applies=actions.has_links),
    Check("pdf-link-one-target", "Does a link lead to one place?", "Whichever line of it is clicked.", ("PDF/UA-2 8.2.5.20",), actions.one_target, applies=actions.has_links),
    Check("pdf-tab-order", "Does the Tab key follow the tags?", "Fields come in the order they are read.", ("PDF/UA-1 7.18.3", "WCAG 2.2 2.4.3"), actions.tab_order, applies=actions.has_annotations),
    Check("pdf-remarks-described", "Are remarks and objects described?", "What is drawn on a page has to be told too.", ("PDF/UA-1 7.18.1",), actions.others_described, applies=actions.has_others),
    Check("pdf-remarks-tagged", "Are remarks and objects tagged?", "Otherwise they stand outside the reading order.", ("PDF/UA-1 7.18.2",), actions.others_tagged, applies=actions.has_others),
    Check("pdf-objects-back", "Does the way from link or field to tags lead back?", "Without it a program cannot say where in the document the reader is.", ("ISO 32000-1 14.7.4",), actions.annotations_back, applies=actions.has_annotations),
    Check("pdf-field-names", "Does every field have a name of its own?", "Two fields of one name hold one answer.", ("ISO 32000-1 12.7.3.2",), actions.field_names, applies=actions.has_fields),
    Check("pdf-field-labels", "Does every field have a label?", "It is what a screen reader says when the field is reached.", ("PDF/UA-1 7.18.1", "WCAG 2.2 4.1.2"), actions.field_labels, applies=actions.has_fields),
    Check("pdf-fields-tagged", "Is every field tagged as a field?", "Otherwise it has no place in the reading order.", ("PDF/UA-1 7.18.4",), actions.fields_tagged, applies=actions.has_widgets),
    Check("pdf-field-looks", "Does every field have a look?", "Without one it is seen in some programs only.", ("PDF/A-2 6.3.3",), actions.field_looks, applies=actions.has_fields),
    Check("pdf-looks-anew", "Are fields left as they were drawn?", "Redrawn answers may vanish from sight or print.", ("PDF/A-2 6.4.1",), actions.looks_asked_for, applies=about.has_form),
    Check("pdf-field-states", "Do boxes show what they hold?", "A box that looks empty and counts as ticked deceives.", ("ISO 32000-1 12.7.4.2.3",), actions.field_states, applies=actions.has_boxes),
    Check("pdf-fields-print", "Are fields printed?", "A form on paper needs them too.", ("PDF/A-2 6.3.2",), actions.fields_print, applies=actions.has_widgets),
    # --- what only a person can tell -----------------------------------------------------------------------------
    Check("pdf-order-by-hand", "Is it read in the order that makes sense?", "A machine sees the order of the tags, not their sense.", ("WCAG 2.2 1.3.2", "PDF/UA-1 7.2"), None, applies=inside.has_words),
    Check("pdf-alt-text-by-hand", "Do the texts for pictures say what matters in them?", "A machine sees that there is a text, not whether it helps.", ("WCAG 2.2 1.1.1",), None, applies=elements.has_figures),
    Check("pdf-headings-by-hand", "Do the headings say what follows, and is all that looks like a heading one?", "A machine cannot see what bold words mean.", ("WCAG 2.2 2.4.6", "WCAG 2.2 1.3.1"), None, applies=inside.has_words),
    Check("pdf-decoration-by-hand", "Is everything that is left out of the tags mere decoration?", "A machine cannot tell a line from a drawing.", ("PDF/UA-1 7.1",), None, applies=inside.has_tree),
    Check("pdf-color-by-hand", "Is nothing said by color alone?", "Red and green look alike to one man in twelve.", ("WCAG 2.2 1.4.1",), None, applies=inside.has_words),
    Check("pdf-contrast-by-hand", "Do words over pictures and patterns stand out, and lines and boxes too?", "Their colors cannot be told from the file.", ("WCAG 2.2 1.4.3", "WCAG 2.2 1.4.11"), None, applies=inside.has_words),
    Check("pdf-language-by-hand", "Are words of another language marked?", "A machine cannot tell a name from a foreign word.", ("WCAG 2.2 3.1.2",), None, applies=inside.has_words),
)  # fmt: skip
"""Every question about a PDF, in the order of the report."""


_OF_AUTHORS = frozenset(
    {
        "pdf-headings",
        "pdf-first-heading",
        "pdf-heading-skips",
        "pdf-heading-empty",
        "pdf-links-lead",
        "pdf-language-codes",
        "pdf-contrast",
    }
)
"""What a template or a color of an organization's own can bring about; it is told on request and is no bug of ours."""

PROMISED = tuple(one for one in CHECKS if one.look and one.severity is Severity.ERROR and one.id not in _OF_AUTHORS)
"""What every file of ours has to pass before it leaves."""


def examine(name: str, data: bytes, checks: Sequence[Check[PdfFile]] = CHECKS) -> Report:
    """The report on one PDF. Raises InputError where it cannot be opened."""
    with open_pdf(name, data) as file:
        return Report(name, "pdf", len(file.pages), file.xmp.claims, ask(file, checks))
