"""One stack kept in one process: ``warm.py SCRIPT ARGUMENTS...``. A line in is a round; what it took goes out as a line of JSON.

Runs under the Python of any stack, and therefore imports nothing but what every Python has.
"""

import importlib.util
import json
import os
import resource
import sys
import time


def main(script, *arguments):
    spec = importlib.util.spec_from_file_location("stack", script)
    stack = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(stack)
    for _ in sys.stdin:
        began, before = time.perf_counter(), _processor_seconds()
        stack.main(*arguments)
        took = {"wall": time.perf_counter() - began, "cpu": _processor_seconds() - before}
        took["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        took["handles"] = len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0  # noqa: PTH112, PTH208
        sys.stdout.write(json.dumps(took) + "\n")
        sys.stdout.flush()


def _processor_seconds():
    """This process's, and its children's as far as they have ended."""
    return time.process_time() + sum(os.times()[2:4])


if __name__ == "__main__":
    main(*sys.argv[1:])
