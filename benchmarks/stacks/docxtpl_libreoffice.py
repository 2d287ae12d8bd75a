"""docxtpl fills Word templates, one LibreOffice turns all of them into PDF: ``docxtpl_libreoffice.py INPUTS FOLDER [docx]``."""

import subprocess
import sys
from pathlib import Path

from docxtpl import DocxTemplate


def main(inputs, folder, formats="docx,pdf"):
    made = []
    for path in sorted((Path(inputs) / "docxtpl").glob("*.docx")):
        template = DocxTemplate(path)
        template.render(
            {"organization": (Path(inputs) / "organization.txt").read_text(encoding="utf-8")}, autoescape=True
        )
        made.append(str(Path(folder) / path.name))
        template.save(made[-1])
    if "pdf" in formats:
        profile = f"-env:UserInstallation=file://{Path(inputs).resolve()}/libreoffice"
        call = ["soffice", profile, "--headless", "--norestore", "--convert-to", "pdf", "--outdir", folder, *made]
        subprocess.run(call, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


if __name__ == "__main__":
    main(*sys.argv[1:])
