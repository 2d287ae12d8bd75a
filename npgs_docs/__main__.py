"""``python -m npgs_docs`` is the command ``npgs``."""

from npgs_docs.cli import main

main()
