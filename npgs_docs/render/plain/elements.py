"""Blocks as the few elements that every applicant-tracking system keeps: p, ul, li and strong, without attributes."""

from __future__ import annotations

import html
from collections.abc import Iterable

from npgs_docs.document import Block, Run
from npgs_docs.render.plain.blocks import Items, Plain, Words, plain


def markup(blocks: Iterable[Block]) -> str:
    """Blocks as paragraphs and lists, an element a line."""
    return "\n".join(_element(one) for one in plain(blocks))


def _element(one: Plain) -> str:
    match one:
        case Words():
            return f"<p>{_words(one)}</p>"
        case Items() if one.start is not None:
            return "\n".join(_step(number, item) for number, item in enumerate(one.items, one.start))
        case Items():
            items = "\n".join(f"<li>{_item(item)}</li>" for item in one.items)
            return f"<ul>\n{items}\n</ul>"


def _step(number: int, item: tuple[Plain, ...]) -> str:
    """An item that has a number: there is no element that would count, so the number is one of its words."""
    first, *rest = item or (Words(()),)
    if isinstance(first, Words):
        return "\n".join([f"<p>{number}. {_words(first)}</p>", *map(_element, rest)])
    return "\n".join([f"<p>{number}.</p>", *map(_element, item)])


def _item(item: tuple[Plain, ...]) -> str:
    """An item's words stand bare where they are one paragraph, with a list below them or not."""
    first, *rest = item or (Words(()),)
    if isinstance(first, Words) and not any(isinstance(one, Words) for one in rest):
        return "\n".join([_words(first), *map(_element, rest)])
    return "\n".join(map(_element, item))


def _words(words: Words) -> str:
    return "".join(map(_run, words.runs))


def _run(run: Run) -> str:
    text = html.escape(run.text, quote=False)
    return f"<strong>{text}</strong>" if run.strong else text
