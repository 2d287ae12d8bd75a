"""Compiled templates: kept while the process lives, and ours beside Python's own compiled code from one to the next.

A template is compiled in five times the time it takes to fill in, and a packet has some sixty of them.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.util import cache_from_source
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket
from jinja2.utils import LRUCache

from npgs_docs import conventions, filters, marks, terms
from npgs_docs.locations import content_folder, templates_folder

MOST_COMPILED = 500
_THEIRS = "theirs-"


@cache
def compiled(language: str, sandbox: str) -> jinja2.BytecodeCache:
    """The compiled templates for one country's conventions: Jinja works out what is constant while compiling, filters
    included. `sandbox` is the file of the environment, which has a hand in it too.
    """
    made_by = (sandbox, *(str(module.__file__) for module in (filters, conventions, marks, terms)))
    return _Compiled(Path(cache_from_source(__file__)).parent, language, _version(made_by))


@cache
def _version(made_by: Sequence[str]) -> str:
    """Differs wherever the same template could be compiled into something else."""
    texts = [Path(file).read_bytes() for file in made_by if Path(file).is_file()]
    return sha256(b"".join([jinja2.__version__.encode(), *texts])).hexdigest()[:16]


class _Compiled(jinja2.FileSystemBytecodeCache):
    """Jinja asks by name and path, and takes what fits the text as it is now.

    Files are only of templates that came with the program: an organization's own leave no trace here. Who tells Python to
    write no compiled code, or gives it no place to, has templates compiled anew in each process.
    """

    def __init__(self, folder: Path, language: str, version: str) -> None:
        super().__init__(str(folder), f"%s-{language}-{version}.jinja")
        self._folder, self._language = folder, language
        self._found = LRUCache(MOST_COMPILED)

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        key = super().get_cache_key(name, filename)
        path = Path(filename or "")
        ours = any(path.is_relative_to(folder) for folder in (templates_folder(), content_folder()))
        return key if ours else _THEIRS + key

    def load_bytecode(self, bucket: Bucket) -> None:
        checksum, code = self._found.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code
        elif not bucket.key.startswith(_THEIRS):
            self._load_file(bucket)

    def _load_file(self, bucket: Bucket) -> None:
        try:
            super().load_bytecode(bucket)
        except Exception:  # a damaged file can be anything, and is as good as none
            bucket.reset()
        if bucket.code:
            self._found[bucket.key] = (bucket.checksum, bucket.code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._found[bucket.key] = (bucket.checksum, bucket.code)
        if not sys.dont_write_bytecode and not bucket.key.startswith(_THEIRS):
            with suppress(OSError):
                self._clear_old(bucket)
                super().dump_bytecode(bucket)

    def _clear_old(self, bucket: Bucket) -> None:
        for path in self._folder.glob(f"{bucket.key}-{self._language}-*.jinja"):
            path.unlink(missing_ok=True)
