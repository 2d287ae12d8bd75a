"""The packet's words come in; what each stack starts from (templates already filled with our words) goes out. Not timed."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from benchmarks.stacks import bare
from benchmarks.words import words_of

TYPST_HEAD = '#set page(paper: "us-letter", margin: 1in, numbering: "1")\n#set text(font: "Liberation Sans", size: 11pt, lang: "en")\n'


def write_inputs(profile: Path, folder: Path) -> int:
    """Everything under `folder`; returns the number of documents."""
    documents = words_of(profile)
    for name in ("html", "typst", "docxtpl"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "words.json").write_text(json.dumps(documents, ensure_ascii=False), encoding="utf-8")
    (folder / "organization.txt").write_text(documents[0]["organization"], encoding="utf-8")
    for document in documents:
        name = document["name"]
        (folder / "html" / f"{name}.html").write_text("\n".join(_html(document)), encoding="utf-8")
        (folder / "typst" / f"{name}.typ").write_text("\n".join(_typst(document)), encoding="utf-8")
        bare.write_docx(_templated(document), folder / "docxtpl" / f"{name}.docx")
    return len(documents)


def _templated(document: dict[str, Any]) -> dict[str, Any]:
    """The document with the organization's name left open, which is all that docxtpl has to fill."""
    name = json.dumps(document["organization"], ensure_ascii=False)[1:-1]
    found: dict[str, Any] = json.loads(json.dumps(document, ensure_ascii=False).replace(name, "{{ organization }}"))
    return found


# --- HTML --------------------------------------------------------------------------------------------------------


def _html(document: dict[str, Any]) -> Iterator[str]:
    yield f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(document["title"])}</title></head><body>'
    for block in document["blocks"]:
        match block["kind"]:
            case "heading":
                yield f"<h{block['level']}>{escape(block['text'])}</h{block['level']}>"
            case "paragraph":
                yield f"<p>{escape(block['text'])}</p>"
            case "list":
                tag = "ol" if block["ordered"] else "ul"
                yield f"<{tag}>{''.join(f'<li>{escape(item)}</li>' for item in block['items'])}</{tag}>"
            case "table":
                head = "".join(f'<th scope="col">{escape(text)}</th>' for text in block["head"])
                rows = "".join(
                    f"<tr>{''.join(f'<td>{escape(text)}</td>' for text in row)}</tr>" for row in block["rows"]
                )
                yield f"<table>{f'<thead><tr>{head}</tr></thead>' if head else ''}<tbody>{rows}</tbody></table>"
            case "break":
                yield '<div style="break-after: page"></div>'
    yield "</body></html>"


# --- Typst -------------------------------------------------------------------------------------------------------


def _typst(document: dict[str, Any]) -> Iterator[str]:
    yield f"#set document(title: {_text(document['title'])}, author: {_text(document['organization'])})\n{TYPST_HEAD}"
    for block in document["blocks"]:
        match block["kind"]:
            case "heading":
                yield f"#heading(level: {block['level']}, {_text(block['text'])})"
            case "paragraph":
                yield f"#par[#{_text(block['text'])}]"
            case "list":
                items = ", ".join(f"[#{_text(item)}]" for item in block["items"])
                yield f"#{'enum' if block['ordered'] else 'list'}({items})"
            case "table":
                yield _typst_table(block)
            case "contents":
                yield "#outline(depth: 2)"
            case "break":
                yield "#pagebreak(weak: true)"


def _typst_table(block: dict[str, Any]) -> str:
    columns = ", ".join(f"{share:.4f}fr" for share in block["widths"])
    head = f"table.header({', '.join(f'[#{_text(text)}]' for text in block['head'])}), " if any(block["head"]) else ""
    cells = ", ".join(f"[#{_text(text)}]" for row in block["rows"] for text in row)
    return f"#table(columns: ({columns},), {head}{cells})"


def _text(words: str) -> str:
    """A string of Typst, whatever marks the words hold."""
    return json.dumps(words, ensure_ascii=False)


if __name__ == "__main__":
    sys.stdout.write(str(write_inputs(Path(sys.argv[1]), Path(sys.argv[2]))))
