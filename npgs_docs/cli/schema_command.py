"""``npgs schema``: the JSON Schema of a profile, which makes editors complete and check as one types."""

from __future__ import annotations

import click


@click.command("schema")
def command() -> None:
    """Print the JSON Schema of a profile.

    Save it beside your profile and begin the profile with the line
    `# yaml-language-server: $schema=profile.schema.json`.
    """
    from npgs_docs.profile import schema_text

    click.echo(schema_text(), nl=False)
