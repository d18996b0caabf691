#!/usr/bin/python3
"""Arrows point down: which folder of the tree may include headers of which others. TAP output.

core/ knows nothing of GTK and Cairo, painters (ui/figures) nothing of GTK, and within core/ the order is
base <- sound <- data <- model <- search <- store <- motif.
"""
import pathlib
import re
import sys

CORE = ["base", "sound", "data", "model", "search", "store", "motif"]
INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]', re.M)
TOOLKITS = re.compile(r"^(gtk/|gtk\.h|adwaita|gdk/|cairo|pango/)")


def includes(path):
    return INCLUDE.findall(path.read_text(encoding="utf-8"))


def sources(folder):
    return sorted(path for path in folder.rglob("*") if path.suffix in (".c", ".h"))


def upward_includes(root, layer):
    above = set(CORE[CORE.index(layer) + 1:])
    return [f"{path.relative_to(root)} includes {name}" for path in sources(root / "core" / layer) for name in includes(path)
            if name.split("/")[0] in above]


def toolkit_includes(root, folder, allowed=()):
    return [f"{path.relative_to(root)} includes {name}" for path in sources(root / folder) for name in includes(path)
            if TOOLKITS.match(name) and not name.startswith(tuple(allowed) or ("\0",))]


def includes_beside(root, folder, allowed):
    """Project headers that folder includes from anywhere but the folders in allowed."""
    return [f"{path.relative_to(root)} includes {name}" for path in sources(root / folder) for name in includes(path)
            if name.startswith(("ui/", "app/", "resources/", "..")) or
            ("/" in name and (root / "ui" / name).exists() and name.split("/")[0] not in allowed)]


def main(root):
    checks = [(f"core/{layer} includes nothing above it", upward_includes(root, layer)) for layer in CORE]
    checks.append(("core includes neither GTK nor Cairo", toolkit_includes(root, "core")))
    checks.append(("painters include no GTK", toolkit_includes(root, "ui/figures", ("cairo", "pango/"))))
    checks.append(("painters include no widgets", includes_beside(root, "ui/figures", ["figures"])))
    checks.append(("there are sources to check", [] if sources(root / "core") else ["core/ is empty"]))
    print(f"1..{len(checks)}")
    for number, (name, problems) in enumerate(checks, 1):
        print("not ok" if problems else "ok", number, "-", name)
        for problem in problems:
            print("#", problem)
    return any(problems for _, problems in checks)


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
