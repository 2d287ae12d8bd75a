"""Content controls: what can be filled in, named as in the PDF and bound to one part that holds every answer."""

from __future__ import annotations

from dataclasses import dataclass, field

from npgs_docs.document import Blank
from npgs_docs.render.word.paragraphs import run, styled
from npgs_docs.render.word.styles import BOX_FONT
from npgs_docs.render.word.xml import HEAD, value

ANSWERS = "urn:npgs-docs:answers"
STORE = "{6F0D4E52-1B7C-4C39-9A55-2E8B0C7D41A6}"
LONGEST_NAME = 64
_FIRST_ID = 1001
_LOCK = '<w:lock w:val="sdtLocked"/>'
_EMPTY_BOX, _TICKED_BOX = "\u2610", "\u2612"
_BLANK_LOOK = '<w:rStyle w:val="BlankText"/><w:u w:val="single"/>'
_MONTH_FIRST = ("en-US", "en-CA")


@dataclass(slots=True)
class Controls:
    """The controls of one document, counted, and their answers in the order of the document."""

    language: str
    answers: list[str] = field(default_factory=list)
    blanks: dict[Blank, int] = field(default_factory=dict)
    placeholders: dict[str, str] = field(default_factory=dict)
    count: int = 0

    def tick(self, name: str, label: str) -> str:
        """A box that a click ticks."""
        states = "".join(
            f'<w14:{state} w14:val="{ord(glyph):04X}" w14:font="{BOX_FONT}"/>'
            for state, glyph in (("checkedState", _TICKED_BOX), ("uncheckedState", _EMPTY_BOX))
        )
        kind = f'<w14:checkbox><w14:checked w14:val="0"/>{states}</w14:checkbox>'
        bound = self._answer(name, "false")
        return self._control(name, label, kind, bound, styled(_EMPTY_BOX, "TickBox"), locked=True)

    def writing(self, name: str, label: str, *, several: bool, room: str) -> str:
        """A place for words, of several lines or one; `room` stands there while it is empty."""
        kind = '<w:text w:multiLine="1"/>' if several else "<w:text/>"
        return self._empty(name, label, kind, room)

    def date(self, name: str, label: str, *, room: str) -> str:
        """A place for a day; a click opens a calendar."""
        pattern = "MMMM d, yyyy" if self.language in _MONTH_FIRST else "d MMMM yyyy"
        kind = (
            f'<w:date><w:dateFormat w:val="{pattern}"/><w:lid w:val="{value(self.language)}"/>'
            '<w:storeMappedDataAs w:val="date"/><w:calendar w:val="gregorian"/></w:date>'
        )
        return self._empty(name, label, kind, room)

    def blank(self, blank: Blank, shown: str) -> str:
        """What the organization has not said yet; what is typed into one blank fills all that ask for the same."""
        if blank not in self.blanks:
            self.blanks[blank] = len(self.answers) + 1
            self.answers.append(f'<blank name="{value(blank.key or blank.label)}"/>')
        bound = _binding("blank", self.blanks[blank])
        name = (blank.key or blank.label)[:LONGEST_NAME]
        return self._control(name, blank.label, "<w:text/>", bound, run(shown, _BLANK_LOOK), empty=True)

    def _empty(self, name: str, label: str, kind: str, room: str) -> str:
        bound = self._answer(name, "")
        return self._control(name, label, kind, bound, styled(room, "PlaceholderText"), empty=True, locked=True)

    def _answer(self, name: str, answer: str) -> str:
        self.answers.append(f'<field name="{value(name)}">{answer}</field>')
        return _binding("field", len(self.answers))

    def _control(
        self, name: str, label: str, kind: str, bound: str, shown: str, *, empty: bool = False, locked: bool = False
    ) -> str:
        self.count += 1
        return (
            f'<w:sdt><w:sdtPr><w:alias w:val="{value(_title(label))}"/><w:tag w:val="{value(name)}"/>'
            f'<w:id w:val="{_FIRST_ID + self.count}"/>{_LOCK if locked else ""}'
            f"{self._placeholder(shown) if empty else ''}{bound}{kind}</w:sdtPr><w:sdtContent>{shown}</w:sdtContent></w:sdt>"
        )

    def _placeholder(self, shown: str) -> str:
        """Says that what is shown is no answer, and under which name Word finds it when an answer is taken away."""
        name = self.placeholders.setdefault(shown, f"Placeholder{len(self.placeholders) + 1}")
        return f'<w:placeholder><w:docPart w:val="{name}"/></w:placeholder><w:showingPlcHdr/>'

    def xml(self) -> str:
        """The part that holds the answers."""
        return f'{HEAD}<answers xmlns="{ANSWERS}">{"".join(self.answers)}</answers>'


def store_properties() -> str:
    """The part that gives the answers their identity."""
    return (
        f'{HEAD}<ds:datastoreItem ds:itemID="{STORE}" xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{ANSWERS}"/></ds:schemaRefs></ds:datastoreItem>'
    )


def _binding(kind: str, place: int) -> str:
    """Answers are found by their place, because a field's name need not be a name in XML."""
    return (
        f"<w:dataBinding w:prefixMappings=\"xmlns:a='{ANSWERS}'\" "
        f'w:xpath="/a:answers[1]/a:*[{place}]" w:storeItemID="{STORE}"/>'
    )


def _title(label: str) -> str:
    """The label cut to what Word shows of a control."""
    return label if len(label) <= LONGEST_NAME else f"{label[: LONGEST_NAME - 1].rstrip()}\u2026"
