"""Ctrl-C before a command has begun, and after it has ended: exit code 130, and not a word about it."""

import subprocess
import sys

import pytest

BEFORE = """if True:
    import os, signal, sys

    class Finder:
        def find_spec(self, name, path=None, target=None):
            if name == {module!r}:
                sys.meta_path.remove(self)
                os.kill(os.getpid(), signal.SIGINT)

    sys.meta_path.insert(0, Finder())
    sys.argv = ["npgs", *{arguments!r}]
    {more}
    from npgs_docs.__main__ import main
    main()
"""


def typed(*arguments: str, module: str = "", more: str = "pass") -> subprocess.CompletedProcess[str]:
    """A command that is interrupted as soon as it imports a module."""
    code = BEFORE.format(module=module, arguments=arguments, more=more)
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has another way to interrupt")
@pytest.mark.parametrize("module", ["npgs_docs.cli", "click", "click.core", "npgs_docs.errors"])
def test_ctrl_c_while_the_program_loads_ends_it_without_a_word(module: str) -> None:
    done = typed("list", "values", module=module)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has another way to interrupt")
def test_ctrl_c_once_a_command_has_begun_is_told() -> None:
    done = typed("list", "values", module="npgs_docs.cli.list_command")
    assert (done.returncode, done.stdout) == (130, "")
    assert done.stderr.strip() == "Interrupted. Nothing was left half-written."


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has another way to interrupt")
def test_ctrl_c_while_the_program_ends_takes_nothing_from_what_it_said() -> None:
    more = "import atexit; atexit.register(lambda: os.kill(os.getpid(), signal.SIGINT))"
    done = typed("list", "values", more=more)
    assert (done.returncode, done.stderr) == (130, "")
    assert done.stdout.count("\n") == 12


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has another way to interrupt")
def test_a_shell_that_wants_ctrl_c_ignored_has_it_ignored() -> None:
    more = "signal.signal(signal.SIGINT, signal.SIG_IGN)"
    for module in ("click", "npgs_docs.cli.list_command"):
        done = typed("list", "values", module=module, more=more)
        assert (done.returncode, done.stderr) == (0, "")
