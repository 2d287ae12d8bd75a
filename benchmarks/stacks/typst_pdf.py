"""Typst, one compiler for all documents, as PDF/UA-1: ``typst_pdf.py INPUTS FOLDER``."""

import sys
from pathlib import Path

import typst

FONTS = str(Path(__file__).parents[2] / "npgs_docs" / "fonts")


def main(inputs, folder):
    root = Path(inputs) / "typst"
    paths = sorted(root.glob("*.typ"))
    compiler = typst.Compiler(input=str(paths[0]), root=str(root), font_paths=[FONTS], ignore_system_fonts=True)
    for path in paths:
        compiler.compile(input=str(path), output=str(Path(folder) / f"{path.stem}.pdf"), pdf_standards="ua-1")


if __name__ == "__main__":
    main(*sys.argv[1:])
