"""Statements typed at Python's prompt, and what each answers.

Run as a script by another interpreter, it reads the statements as JSON and writes the answers; so
it imports nothing but the standard library.
"""

import contextlib
import io
import json
import sys
import traceback
from collections.abc import Iterable, Iterator


def answers(statements: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Run statements in a fresh namespace: what each prints, and the error that ends it, if any."""
    namespace: dict[str, object] = {"__name__": "__main__"}
    for statement in statements:
        printed, said = io.StringIO(), ""
        try:
            code = compile(statement, "<prompt>", "single", dont_inherit=True)
            with contextlib.redirect_stdout(printed):
                exec(code, namespace)
        except Exception as error:
            said = traceback.format_exception_only(error)[-1]
        yield printed.getvalue(), said


if __name__ == "__main__":
    json.dump(list(answers(json.load(sys.stdin))), sys.stdout)
