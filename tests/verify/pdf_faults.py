"""Faults to plant in a good PDF. Each has the name of the check that has to find it, and breaks the file in one way."""

import io
from collections.abc import Callable, Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

Fault = Callable[[Pdf], None]
FAULTS: list[tuple[str, Fault]] = []


def fault(id: str) -> Callable[[Fault], Fault]:
    def note(plant: Fault) -> Fault:
        FAULTS.append((id, plant))
        return plant

    return note


def broken(data: bytes, plant: Fault) -> bytes:
    """The file with one fault in it."""
    pdf = pikepdf.open(io.BytesIO(data))
    plant(pdf)
    made = io.BytesIO()
    pdf.save(made, fix_metadata_version=False)
    return made.getvalue()


# --- finding things to break -----------------------------------------------------------------------------------


def elements(pdf: Pdf, role: str) -> Iterator[Any]:
    def walk(one: Any) -> Iterator[Any]:
        if f"/{role}" == one.S:
            yield one
        kids = one.get("/K", Array())
        for kid in kids if isinstance(kids, Array) else [kids]:
            if isinstance(kid, Dictionary) and "/S" in kid:
                yield from walk(kid)

    yield from walk(pdf.Root.StructTreeRoot.K)


def element(pdf: Pdf, role: str) -> Any:
    return next(elements(pdf, role))


def annotations(pdf: Pdf, kind: str) -> list[Any]:
    return [one for page in pdf.pages for one in page.obj.get("/Annots", Array()) if one.Subtype == f"/{kind}"]


def rewrite(pdf: Pdf, change: Callable[[bytes], bytes], page: int = 0) -> None:
    obj = pdf.pages[page].obj
    before = obj.Contents.read_bytes()
    after = change(before)
    assert after != before, "the fault was not planted"
    obj.Contents = pdf.make_stream(after)


def rewrite_xmp(pdf: Pdf, change: Callable[[bytes], bytes]) -> None:
    before = pdf.Root.Metadata.read_bytes()
    after = change(before)
    assert after != before, "the fault was not planted"
    pdf.Root.Metadata.write(after)


def fonts(pdf: Pdf) -> list[Any]:
    """The composite fonts that the pages use."""
    return [one for one in pdf.pages[0].obj.Resources.Font.values() if one.Subtype == "/Type0"]


def without(data: bytes, start: bytes, end: bytes) -> bytes:
    first = data.index(start)
    return data[:first] + data[data.index(end, first) + len(end) :]


# --- the file as a whole ---------------------------------------------------------------------------------------


@fault("pdf-text")
def a_page_that_is_a_picture(pdf: Pdf) -> None:
    image = pdf.make_stream(
        b"\0", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1, ColorSpace=Name.DeviceGray, BitsPerComponent=8
    )
    pdf.pages[1].obj.Resources = Dictionary(XObject=Dictionary(Scan=image))
    pdf.pages[1].obj.Contents = pdf.make_stream(b"/Artifact BMC q 600 0 0 800 0 0 cm /Scan Do Q EMC")


@fault("pdf-text")
def a_scan_without_words(pdf: Pdf) -> None:
    image = pdf.make_stream(
        b"\0", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1, ColorSpace=Name.DeviceGray, BitsPerComponent=8
    )
    for page in pdf.pages:
        page.obj.Resources = Dictionary(XObject=Dictionary(Scan=image))
        page.obj.Contents = pdf.make_stream(b"q 600 0 0 800 0 0 cm /Scan Do Q")


@fault("pdf-title")
def no_title(pdf: Pdf) -> None:
    rewrite_xmp(pdf, lambda xmp: without(xmp, b"<dc:title>", b"</dc:title>"))


@fault("pdf-title")
def a_blank_title(pdf: Pdf) -> None:
    rewrite_xmp(pdf, lambda xmp: xmp.replace(b">A story of every kind<", b">  <", 1))


@fault("pdf-title-shown")
def title_not_shown(pdf: Pdf) -> None:
    pdf.Root.ViewerPreferences.DisplayDocTitle = False


@fault("pdf-language")
def no_language(pdf: Pdf) -> None:
    del pdf.Root.Lang


@fault("pdf-language-codes")
def a_language_in_words(pdf: Pdf) -> None:
    pdf.Root.Lang = String("American English")


@fault("pdf-language-codes")
def an_element_in_no_language(pdf: Pdf) -> None:
    element(pdf, "P").Lang = String("e")


@fault("pdf-tagged")
def no_tags(pdf: Pdf) -> None:
    del pdf.Root.StructTreeRoot


@fault("pdf-tagged")
def tags_not_owned_up_to(pdf: Pdf) -> None:
    pdf.Root.MarkInfo.Marked = False


@fault("pdf-suspects")
def tags_in_doubt(pdf: Pdf) -> None:
    pdf.Root.MarkInfo.Suspects = True


@fault("pdf-claim")
def no_claim(pdf: Pdf) -> None:
    rewrite_xmp(pdf, lambda xmp: without(xmp, b"<pdfuaid:part>", b"</pdfuaid:part>"))


@fault("pdf-claim")
def a_claim_to_nothing(pdf: Pdf) -> None:
    rewrite_xmp(pdf, lambda xmp: xmp.replace(b"<pdfuaid:part>1", b"<pdfuaid:part>7"))


@fault("pdf-xmp")
def no_packet(pdf: Pdf) -> None:
    del pdf.Root.Metadata


@fault("pdf-xmp")
def a_packet_that_is_no_xml(pdf: Pdf) -> None:
    rewrite_xmp(pdf, lambda xmp: xmp.replace(b"</rdf:RDF>", b""))


@fault("pdf-properties")
def two_titles(pdf: Pdf) -> None:
    pdf.trailer.Info.Title = String("Another story")


@fault("pdf-colors-meant")
def colors_of_no_space(pdf: Pdf) -> None:
    del pdf.Root.OutputIntents


@fault("pdf-scripts")
def a_program_at_opening(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


@fault("pdf-xfa")
def a_form_of_xml(pdf: Pdf) -> None:
    pdf.Root.AcroForm.XFA = pdf.make_stream(b"<xdp/>")


@fault("pdf-bookmarks")
def no_bookmarks(pdf: Pdf) -> None:
    del pdf.Root.Outlines


@fault("pdf-bookmarks-lead")
def a_bookmark_to_nowhere(pdf: Pdf) -> None:
    first = pdf.Root.Outlines.First
    for key in ("/Dest", "/A"):
        if key in first:
            del first[key]
    if "/First" in first:
        del first["/First"]


@fault("pdf-bookmarks-lead")
def a_bookmark_without_words(pdf: Pdf) -> None:
    pdf.Root.Outlines.First.Title = String(" ")


@fault("pdf-attachments")
def a_file_named_once(pdf: Pdf) -> None:
    pdf.attachments["notes.txt"] = pikepdf.AttachedFileSpec(pdf, b"notes", filename="notes.txt")
    del pdf.attachments["notes.txt"].obj["/F"]


@fault("pdf-layers")
def layers_without_a_name(pdf: Pdf) -> None:
    pdf.Root.OCProperties = Dictionary(OCGs=Array(), D=Dictionary())


# --- what the pages hold ---------------------------------------------------------------------------------------


@fault("pdf-untagged")
def a_box_that_is_nothing(pdf: Pdf) -> None:
    rewrite(pdf, lambda page: page + b"\n0 0 10 10 re f")


@fault("pdf-untagged")
def words_without_a_tag(pdf: Pdf) -> None:
    rewrite(pdf, lambda page: page + b"\nBT /F1 9 Tf 20 20 Td <00290042> Tj ET")


@fault("pdf-decoration-inside")
def decoration_in_a_paragraph(pdf: Pdf) -> None:
    rewrite(pdf, lambda page: page.replace(b"/P <</MCID 0>> BDC", b"/P <</MCID 0>> BDC /Artifact BMC EMC", 1))


@fault("pdf-tagged-inside")
def a_paragraph_in_decoration(pdf: Pdf) -> None:
    rewrite(pdf, lambda page: b"/Artifact BMC\n" + page + b"\nEMC")


@fault("pdf-marks-balanced")
def a_mark_closed_twice(pdf: Pdf) -> None:
    rewrite(pdf, lambda page: page + b"\nEMC")


@fault("pdf-marks-balanced")
def a_mark_left_open(pdf: Pdf) -> None:
    rewrite(pdf, lambda page: page + b"\n/Artifact BMC")


@fault("pdf-marks-once")
def one_number_for_two_marks(pdf: Pdf) -> None:
    rewrite(pdf, lambda page: page.replace(b"<</MCID 2>>", b"<</MCID 1>>", 1))


@fault("pdf-marks-claimed")
def a_paragraph_nobody_owns(pdf: Pdf) -> None:
    del element(pdf, "P").K


@fault("pdf-marks-claimed")
def a_mark_that_is_on_no_page(pdf: Pdf) -> None:
    element(pdf, "P").K.append(4000)


@fault("pdf-marks-claimed")
def a_mark_of_two_elements(pdf: Pdf) -> None:
    first, second, *_ = elements(pdf, "P")
    second.K.append(Dictionary(Type=Name.MCR, Pg=first.Pg, MCID=first.K[0]))


@fault("pdf-way-back")
def a_way_back_to_another(pdf: Pdf) -> None:
    owners = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
    owners[0], owners[1] = owners[1], owners[0]


@fault("pdf-way-back")
def a_child_that_does_not_know_its_parent(pdf: Pdf) -> None:
    element(pdf, "TR").P = pdf.Root.StructTreeRoot


@fault("pdf-order")
def read_from_the_end(pdf: Pdf) -> None:
    top = pdf.Root.StructTreeRoot.K
    top.K = Array(reversed(list(top.K)))


@fault("pdf-letters")
def letters_that_cannot_be_read(pdf: Pdf) -> None:
    del fonts(pdf)[0]["/ToUnicode"]


@fault("pdf-letters-real")
def private_letters(pdf: Pdf) -> None:
    stream = fonts(pdf)[0].ToUnicode
    stream.write(stream.read_bytes().replace(b"> <0061>", b"> <e061>"))


@fault("pdf-letters-real")
def letters_that_are_zero(pdf: Pdf) -> None:
    stream = fonts(pdf)[0].ToUnicode
    stream.write(stream.read_bytes().replace(b"> <0061>", b"> <0000>"))


@fault("pdf-fonts")
def a_font_left_at_home(pdf: Pdf) -> None:
    del fonts(pdf)[0].DescendantFonts[0].FontDescriptor["/FontFile2"]


@fault("pdf-fonts")
def a_font_that_is_not_there(pdf: Pdf) -> None:
    rewrite(pdf, lambda page: page.replace(b"/F1 ", b"/F77 ", 1))


@fault("pdf-glyphs")
def letters_without_a_shape(pdf: Pdf) -> None:
    glyphs = fonts(pdf)[0].DescendantFonts[0].CIDToGIDMap
    glyphs.write(bytes(len(glyphs.read_bytes())))


@fault("pdf-glyphs")
def shapes_beyond_the_font(pdf: Pdf) -> None:
    glyphs = fonts(pdf)[0].DescendantFonts[0].CIDToGIDMap
    glyphs.write(b"\xff\xf0" * (len(glyphs.read_bytes()) // 2))


@fault("pdf-widths")
def letters_of_another_width(pdf: Pdf) -> None:
    widths = fonts(pdf)[0].DescendantFonts[0].W[1]
    for place in range(len(widths)):
        widths[place] = widths[place] + 40


@fault("pdf-contrast")
def pale_words(pdf: Pdf) -> None:
    rewrite(pdf, lambda page: page.replace(b"0 g\n", b"0.7 g\n"))


@fault("pdf-contrast")
def words_on_a_dark_ground(pdf: Pdf) -> None:
    rewrite(pdf, lambda page: b"/Artifact BMC q 0.1 0.2 0.3 rg 0 0 612 792 re f Q EMC\n" + page)


# --- elements --------------------------------------------------------------------------------------------------


@fault("pdf-roles")
def a_role_of_its_own(pdf: Pdf) -> None:
    element(pdf, "P").S = Name.Paragraph


@fault("pdf-roles")
def roles_in_a_circle(pdf: Pdf) -> None:
    element(pdf, "P").S = Name.One
    pdf.Root.StructTreeRoot.RoleMap = Dictionary(One=Name.Two, Two=Name.One)


@fault("pdf-headings")
def headings_as_paragraphs(pdf: Pdf) -> None:
    for level in range(1, 5):
        for one in list(elements(pdf, f"H{level}")):
            one.S = Name.P


@fault("pdf-first-heading")
def a_second_level_first(pdf: Pdf) -> None:
    element(pdf, "H1").S = Name.H2


@fault("pdf-heading-skips")
def a_level_left_out(pdf: Pdf) -> None:
    element(pdf, "H2").S = Name.H3


@fault("pdf-heading-empty")
def a_heading_without_words(pdf: Pdf) -> None:
    del element(pdf, "H2").K


@fault("pdf-alt-text")
def a_picture_without_words(pdf: Pdf) -> None:
    del element(pdf, "Figure").Alt


@fault("pdf-alt-text")
def a_picture_with_blank_words(pdf: Pdf) -> None:
    element(pdf, "Figure").Alt = String("  ")


@fault("pdf-table-nesting")
def a_row_that_is_none(pdf: Pdf) -> None:
    element(pdf, "TR").S = Name.Div


@fault("pdf-table-nesting")
def a_cell_outside_a_table(pdf: Pdf) -> None:
    element(pdf, "P").S = Name.TD


@fault("pdf-table-heads")
def a_table_without_heads(pdf: Pdf) -> None:
    for one in list(elements(pdf, "TH")):
        one.S = Name.TD


@fault("pdf-table-scope")
def a_head_of_nothing(pdf: Pdf) -> None:
    del element(pdf, "TH").A


@fault("pdf-table-shape")
def a_row_too_short(pdf: Pdf) -> None:
    rows = list(elements(pdf, "TR"))
    rows[3].K.pop()


@fault("pdf-list-nesting")
def an_item_that_is_none(pdf: Pdf) -> None:
    element(pdf, "LI").S = Name.P


@fault("pdf-list-numbering")
def numbers_without_a_kind(pdf: Pdf) -> None:
    one = next(one for one in elements(pdf, "L") if "/A" in one)
    del one["/A"]


@fault("pdf-contents-nesting")
def an_entry_that_is_none(pdf: Pdf) -> None:
    element(pdf, "TOCI").S = Name.P


@fault("pdf-notes")
def a_note_without_a_mark(pdf: Pdf) -> None:
    element(pdf, "P").S = Name.Note


# --- what can be clicked or filled in --------------------------------------------------------------------------


@fault("pdf-links-tagged")
def a_link_that_is_not_called_one(pdf: Pdf) -> None:
    for one in list(elements(pdf, "Link"))[-1:]:
        one.S = Name.Span


@fault("pdf-links-described")
def a_link_without_description(pdf: Pdf) -> None:
    del annotations(pdf, "Link")[0].Contents


@fault("pdf-link-words")
def a_link_called_here(pdf: Pdf) -> None:
    element(pdf, "Link").Alt = String("Click here")


@fault("pdf-links-lead")
def a_link_to_an_empty_address(pdf: Pdf) -> None:
    for one in annotations(pdf, "Link"):
        if "/A" in one and "/URI" in one.A:
            one.A.URI = String("")


@fault("pdf-links-lead")
def a_link_to_an_unknown_place(pdf: Pdf) -> None:
    one = annotations(pdf, "Link")[0]
    one.A = Dictionary(S=Name.GoTo, D=String("nowhere"))


@fault("pdf-link-one-target")
def a_link_to_two_places(pdf: Pdf) -> None:
    one = next(kid for kid in element(pdf, "Link").K if isinstance(kid, Dictionary) and "/Obj" in kid)
    double = pdf.make_indirect(Dictionary(one.Obj))
    double.A = Dictionary(S=Name.URI, URI=String("https://www.example.org/another"))
    pdf.pages[0].obj.Annots.append(double)
    element(pdf, "Link").K.append(Dictionary(Type=Name.OBJR, Obj=double))


@fault("pdf-tab-order")
def tabs_as_they_come(pdf: Pdf) -> None:
    del pdf.pages[0].obj.Tabs


@fault("pdf-remarks-described")
@fault("pdf-remarks-tagged")
def a_remark_stuck_on(pdf: Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[10, 10, 30, 30], F=4)
    pdf.pages[0].obj.Annots.append(pdf.make_indirect(note))


@fault("pdf-objects-back")
def a_field_without_a_way_back(pdf: Pdf) -> None:
    del annotations(pdf, "Widget")[0].StructParent


@fault("pdf-field-names")
def two_fields_of_one_name(pdf: Pdf) -> None:
    first, second, *_ = (one for one in annotations(pdf, "Widget") if "/Parent" not in one)
    second.T = first.T


@fault("pdf-field-labels")
def a_field_without_a_label(pdf: Pdf) -> None:
    del annotations(pdf, "Widget")[0].TU


@fault("pdf-fields-tagged")
def a_field_that_is_not_called_one(pdf: Pdf) -> None:
    element(pdf, "Form").S = Name.Span


@fault("pdf-field-looks")
def a_field_that_cannot_be_seen(pdf: Pdf) -> None:
    del annotations(pdf, "Widget")[0].AP


@fault("pdf-looks-anew")
def fields_to_be_drawn_anew(pdf: Pdf) -> None:
    pdf.Root.AcroForm.NeedAppearances = True


@fault("pdf-field-states")
def a_box_that_deceives(pdf: Pdf) -> None:
    box = next(one for one in annotations(pdf, "Widget") if one.get("/FT") == "/Btn")
    box.AS = Name.Yes


@fault("pdf-fields-print")
def a_field_for_the_screen_only(pdf: Pdf) -> None:
    annotations(pdf, "Widget")[0].F = 0
