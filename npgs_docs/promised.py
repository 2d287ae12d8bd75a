"""No file leaves that is not what we promise; and where it is not, whose fault that is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from npgs_docs.errors import BrokenPromise, Problem, RenderError, Where
from npgs_docs.render import Format, Rendered
from npgs_docs.verify import promises

_CURE = "Change it in your Word template, save, and build again."
_CURES = {
    "word-contrast": "In Word, give the style a darker color: right-click it in the Styles pane, Modify, Font color.",
    "word-alt-text": "In Word, right-click the picture, View Alt Text; say what it shows, or mark it as decorative.",
}
"""What to do in Word, by the check that their template does not pass."""


@dataclass(frozen=True, slots=True)
class Based:
    """An organization's own Word file that a document is made on: where it is named, and the same document without it."""

    where: Where
    path: str
    without: Callable[[], Sequence[Rendered]]


def keep_promises(code: str, rendered: Sequence[Rendered], based: Based | None = None) -> None:
    """Hold every file of a document against what we promise.

    Raises RenderError where it is their Word file that breaks it, because without it all is well; else BrokenPromise,
    which is our bug and never the user's.
    """
    for made in rendered:
        on = based if made.format is Format.DOCX else None
        if problems := _broken(made, on):
            if on and not any(_broken(one, on) for one in on.without()):
                raise RenderError(_of_template(on, problem) for problem in problems)
            raise BrokenPromise(f"{code}.{made.format.value}", problems)


def _broken(made: Rendered, based: Based | None) -> tuple[Problem, ...]:
    if made.format is Format.OUTLINE:
        return ()
    return promises(made.data, made.format.value, based=based is not None)


def _of_template(based: Based, problem: Problem) -> Problem:
    message = f"with your Word template, a file would not be what we promise. {problem.message}"
    hint = _CURES.get(problem.id, _CURE)
    return replace(problem, message=message, where=based.where, path=based.path, hint=hint)
