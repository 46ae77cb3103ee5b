"""The handbook's own verbs: `python -m handbook check`, `new`, and more."""

import argparse
import os
import sys
from pathlib import Path

from handbook import bench, check, examples, new, peers, permanent, translation
from handbook.page import pages
from handbook.project import HandbookError


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m handbook", description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True)
    verbs.add_parser("check", help="check the sources and run every example")
    verb = verbs.add_parser("new", help="write a page's skeleton in both languages")
    verb.add_argument("page", help="as concepts/log-odds")
    verb = verbs.add_parser("update", help="record what examples print")
    verb.add_argument("examples", nargs="*", help="as odds/both-ends; all when none is named")
    verb = verbs.add_parser("translated", help="record that Vietnamese pages match the English")
    verb.add_argument("pages", nargs="*", help="as concepts/odds.md; all when none is named")
    verb = verbs.add_parser("peers", help="run what other libraries printed; say what drifted")
    verb.add_argument("--record", action="store_true", help="write down what they print now")
    verb.add_argument("recordings", nargs="*", help="as torch/four-losses; all when none is named")
    verbs.add_parser("promise", help="list the addresses of the site in site/ as permanent")
    verbs.add_parser("bench", help="measure the build")
    verbs.add_parser("twin", help="build the Vietnamese site on request").add_argument("root")
    said = parser.parse_args(arguments)
    root = Path.cwd()
    try:
        match said.verb:
            case "check":
                return _check(root)
            case "new":
                new.write(root, said.page)
            case "update":
                return _update(root, said.examples or examples.keys(root))
            case "translated":
                for page in pages(root, "vi"):
                    if not said.pages or page.name in said.pages:
                        translation.stamp(page)
            case "peers":
                return _peers(root, said.recordings or peers.keys(root), said.record)
            case "promise":
                permanent.write(root)
            case "bench":
                bench.main(root)
            case "twin":
                from handbook.hooks import build_vietnamese

                build_vietnamese(Path(said.root), sys.stdin)
    except HandbookError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _check(root: Path) -> int:
    for warning in translation.stale(root):
        print(f"stale: {warning}")
    faults = list(check.faults(root))
    if not faults:
        keys = examples.keys(root)
        check.run_examples(root, keys)
        print(f"The sources agree; {len(keys)} examples printed what is recorded.")
    print("\n".join(faults), file=sys.stderr, end="\n" if faults else "")
    return 1 if faults else 0


def _peers(root: Path, keys: list[str], record: bool) -> int:
    if record:
        for file in peers.record(root, keys):
            print(f"recorded anew: {file}")
        return 0
    differences = list(peers.drift(root, keys))
    print("\n".join([*differences, f"{len(keys)} recordings, {len(differences)} drifted."]))
    return 1 if differences else 0


def _update(root: Path, keys: list[str]) -> int:
    if os.environ.get("CI") == "true":
        print("Recorded outputs are not rewritten under CI=true.", file=sys.stderr)
        return 1
    for file in examples.update(root, keys):
        print(f"recorded anew: {file}")
    return 0


sys.exit(main(sys.argv[1:]))
