#!/usr/bin/python3
"""What is to be translated is named in po/POTFILES, in order, and nothing else. TAP output."""
import pathlib
import re
import sys

MARKED = re.compile(r"(?<![A-Za-z_])(?:N?_|ngettext)\s*\(")


def expected(root):
    sources = [path for folder in ("app/gtk", "ui") for path in (root / folder).rglob("*.c")
               if MARKED.search(path.read_text(encoding="utf-8"))]
    templates = [path for path in (root / "resources/ui").glob("*.ui")
                 if 'translatable="yes"' in path.read_text(encoding="utf-8")]
    return sorted(str(path.relative_to(root)) for path in sources + templates + list((root / "data").glob("*.in")))


def main(root):
    wanted = expected(root)
    found = (root / "po/POTFILES").read_text(encoding="utf-8").split()
    print("1..1")
    print("ok" if found == wanted else "not ok", "1 - po/POTFILES names what is to be translated")
    for path in sorted(set(wanted) - set(found)):
        print(f"# missing: {path}")
    for path in sorted(set(found) - set(wanted)):
        print(f"# has nothing to translate: {path}")
    return found != wanted


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
