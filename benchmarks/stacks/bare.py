"""Plain python-docx and plain reportlab, written straight down: ``bare.py WORDS.json FOLDER [docx|pdf]``."""

import json
import sys
from pathlib import Path

FONTS = Path(__file__).parents[2] / "npgs_docs" / "fonts"


def write_docx(document, path):
    import docx
    from docx.shared import Inches, Pt

    made = docx.Document()
    section = made.sections[0]
    section.page_width, section.page_height = Inches(8.5), Inches(11)
    section.header.paragraphs[0].text = document["organization"]
    made.styles["Normal"].font.name, made.styles["Normal"].font.size = "Calibri", Pt(11)
    made.core_properties.title, made.core_properties.author = document["title"], document["organization"]
    for block in document["blocks"]:
        match block["kind"]:
            case "heading":
                made.add_heading(block["text"], block["level"])
            case "paragraph":
                made.add_paragraph(block["text"])
            case "list":
                for item in block["items"]:
                    made.add_paragraph(item, style="List Number" if block["ordered"] else "List Bullet")
            case "table":
                _docx_table(made, block)
            case "contents":
                made.add_paragraph("Contents")
            case "break":
                made.add_page_break()
    made.save(path)


def _docx_table(made, block):
    table = made.add_table(rows=0, cols=len(block["widths"]), style="Table Grid")
    for row in ([block["head"]] if any(block["head"]) else []) + block["rows"]:
        for cell, text in zip(table.add_row().cells, row, strict=False):
            cell.text = text


def fonts():
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    pdfmetrics.registerFont(TTFont("Body", str(FONTS / "LiberationSans-Regular.ttf")))
    pdfmetrics.registerFont(TTFont("Bold", str(FONTS / "LiberationSans-Bold.ttf")))


def styles():
    from reportlab.lib.styles import ParagraphStyle

    def style(name, size, font="Body", **more):
        return ParagraphStyle(name, fontName=font, fontSize=size, leading=size * 1.3, **more)

    heads = {level: style(f"h{level}", 20 - 3 * level, "Bold", spaceBefore=8, spaceAfter=4) for level in range(1, 7)}
    return {
        **heads,
        "paragraph": style("paragraph", 11, spaceAfter=6),
        "item": style("item", 11, leftIndent=18, bulletIndent=4, spaceAfter=3),
        "cell": style("cell", 10),
        "head": style("head", 10, "Bold"),
        "entry": style("entry", 11),
    }


def write_pdf(document, path, looks):
    from reportlab.lib.pagesizes import letter
    from reportlab.platypus import BaseDocTemplate, Frame, PageBreak, PageTemplate, Paragraph
    from reportlab.platypus.tableofcontents import TableOfContents

    class Template(BaseDocTemplate):
        def afterFlowable(self, flowable):  # noqa: N802 - the library's name
            if getattr(flowable, "level", None) == 2:
                self.notify("TOCEntry", (0, flowable.getPlainText(), self.page))

    def furniture(canvas, template):
        canvas.setFont("Body", 9)
        canvas.drawString(72, 750, document["organization"])
        canvas.drawRightString(540, 40, f"Page {template.page}")

    made = Template(str(path), pagesize=letter, title=document["title"], author=document["organization"])
    made.addPageTemplates(PageTemplate("page", Frame(72, 60, 468, 680), onPage=furniture))
    story, with_contents = [], False
    for block in document["blocks"]:
        match block["kind"]:
            case "heading":
                story.append(Paragraph(_safe(block["text"]), looks[block["level"]]))
                story[-1].level = block["level"]
            case "paragraph":
                story.append(Paragraph(_safe(block["text"]), looks["paragraph"]))
            case "list":
                for number, item in enumerate(block["items"], start=1):
                    mark = f"{number}." if block["ordered"] else "\u2022"
                    story.append(Paragraph(_safe(item), looks["item"], bulletText=mark))
            case "table":
                story.append(_pdf_table(block, looks))
            case "contents":
                contents = TableOfContents()
                contents.levelStyles = [looks["entry"]]
                story.append(contents)
                with_contents = True
            case "break":
                story.append(PageBreak())
    made.multiBuild(story) if with_contents else made.build(story)


def _pdf_table(block, looks):
    from reportlab.lib.colors import grey
    from reportlab.platypus import Paragraph, Table, TableStyle

    rows = [[Paragraph(_safe(text), looks["cell"]) for text in row] for row in block["rows"]]
    if any(block["head"]):
        rows.insert(0, [Paragraph(_safe(text), looks["head"]) for text in block["head"]])
    grid = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, grey), ("VALIGN", (0, 0), (-1, -1), "TOP")])
    return Table(
        rows,
        colWidths=[456 * share for share in block["widths"]],
        repeatRows=1 if any(block["head"]) else 0,
        style=grid,
    )


def _safe(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br/>")


def main(words, folder, *formats):
    documents = json.loads(Path(words).read_text(encoding="utf-8"))
    formats = formats or ("docx", "pdf")
    looks = None
    for document in documents:
        if "docx" in formats:
            write_docx(document, Path(folder) / f"{document['name']}.docx")
        if "pdf" in formats:
            if looks is None:
                fonts()
                looks = styles()
            write_pdf(document, Path(folder) / f"{document['name']}.pdf", looks)


if __name__ == "__main__":
    main(*sys.argv[1:])
