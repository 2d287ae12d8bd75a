"""A document that holds every kind of block and inline once, for the tests of the writers."""

from npgs_docs.document import (
    Aside,
    Blank,
    Break,
    Cell,
    Choice,
    Contents,
    Document,
    Field,
    FieldKind,
    Fields,
    Heading,
    Item,
    Keep,
    Link,
    List,
    MarkItem,
    Marks,
    Meta,
    Option,
    Origin,
    PageBreak,
    Paragraph,
    Run,
    Table,
    Ticks,
    Tone,
    Weight,
)  # fmt: skip


def say(text: str) -> tuple[Run, ...]:
    return (Run(text),)


def row(*texts: str) -> tuple[Cell, ...]:
    return tuple(Cell(say(text)) for text in texts)


def story() -> Document:
    return Document(
        Meta(
            title="A story of every kind",
            code="story",
            subject="What the writers can draw",
            author="Harbor Light Recovery, Inc.",
            keywords="peer support, supervision",
            language="en-US",
            date="2026-11-24",
            head=("Harbor Light", "A story of every kind"),
            foot="PS-00 · Version 1.0 · Draft",
        ),
        (
            Paragraph(say("Harbor Light Recovery, Inc."), Tone.EYEBROW),
            Heading(1, say("A story of every kind"), "title"),
            Paragraph(say("It opens with a sentence that leads the reader in."), Tone.LEAD),
            Contents("Contents"),
            Heading(2, say("Words"), "words", "1"),
            Paragraph(
                (
                    Run("Plain, "),
                    Run("strong", strong=True),
                    Run(" and "),
                    Run("emphatic", emphasis=True),
                    Run(" words, Zoë Łukasz Ωmega Жанна, a "),
                    Link((Run("link to the handbook"),), "https://www.example.org/handbook"),
                    Run(", a "),
                    Link((Run("way to section two"),), "#lists"),
                    Run(", a blank for the "),
                    Blank("policy number"),
                    Run(" and"),
                    Break(),
                    Run("a second line from the organization.", origin=Origin.ORGANIZATION),
                )
            ),
            Paragraph(say("Fine print says when a fact was checked."), Tone.SMALL),
            Heading(2, say("Lists & tables"), "lists", "2"),
            List(
                (
                    Item((Paragraph(say("First point")),)),
                    Item((Paragraph(say("Second point")), List((Item((Paragraph(say("A point inside")),)),)))),
                )
            ),
            List((Item((Paragraph(say("One")),)), Item((Paragraph(say("Two")),))), ordered=True),
            List((Item((Paragraph(say("Counts afresh")),)),), ordered=True),
            Heading(3, say("A table"), "table"),
            Table(
                "Who does what",
                row("Role", "Duty", "When"),
                tuple(
                    row(f"Role {n}", f"Duty {n}, told at some length so that the words wrap in the cell", "Each month")
                    for n in range(1, 31)
                ),
                (2, 5, 2),
                row_heads=True,
            ),
            Aside(
                (Paragraph((Run("Do not write", strong=True), Run(" a diagnosis or a name here."))),), Weight.WARNING
            ),
            Aside((Paragraph(say("A remark.")), List((Item((Paragraph(say("with a point")),)),)))),
            PageBreak(),
            Heading(2, say("A form"), "form", "3"),
            Fields(
                (
                    Field("date", "Date", FieldKind.DATE, share=4),
                    Field("minutes", "Minutes", share=2),
                    Choice(
                        "mode",
                        "How we met",
                        (
                            Option("mode.person", "In person"),
                            Option("mode.video", "Video"),
                            Option("mode.phone", "Phone"),
                        ),
                        share=6,
                    ),
                    Field("example", "An example we talked about", FieldKind.NOTES, lines=3, hint="No names, please"),
                )
            ),
            Marks(
                "What we did",
                (
                    MarkItem("V1-S1", say("We asked how people came to peer support.")),
                    MarkItem("V1-S2", say("We looked at any referral that came with pressure."), "all staff"),
                ),
                ("Yes", "Partly", "Not yet", "Not today"),
            ),
            Ticks((Option("copy", "The specialist was offered a copy."), Option("next", "We set a next date."))),
            Keep(
                (
                    Heading(3, say("Signatures"), "signatures"),
                    Fields(
                        (
                            Field("sign.supervisor", "Supervisor", FieldKind.SIGNATURE, share=8),
                            Field("sign.date", "Date", FieldKind.DATE, share=4),
                        )
                    ),
                )
            ),
        ),
    )
