"""WeasyPrint in one process, as PDF/UA-1: ``weasyprint_pdf.py INPUTS FOLDER``."""

import sys
from pathlib import Path

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

STYLE = """
@page { size: Letter; margin: 1in; @bottom-right { content: "Page " counter(page) } }
body { font: 11pt/1.3 "Liberation Sans" } table { border-collapse: collapse; width: 100% } td, th { border: .5pt solid gray }
"""


def main(inputs, folder):
    fonts = FontConfiguration()
    style = CSS(string=STYLE, font_config=fonts)
    for path in sorted((Path(inputs) / "html").glob("*.html")):
        HTML(path).write_pdf(
            Path(folder) / f"{path.stem}.pdf", stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1"
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
