#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""kabi.py BASE SERIES: what is different in the structures that pahole printed.

One line for each that both have: its new members, those that are gone, whether
the others move and whether the size changes. Below, indented, the figures,
which depend on the architecture and the configuration."""
import re
import sys


def structures(path):
    found, name = {}, None
    for line in open(path, encoding="utf-8"):
        if m := re.match(r"((?:struct|union) \w+) \{", line):
            name, size, members = m[1], 0, {}
        elif line.startswith("}"):
            found.setdefault(name, (size, members))
        elif m := re.match(r"\t/\* size: (\d+)", line):
            size = int(m[1])
        elif m := re.match(r"\t+(.*);\s*/\*\s*(\d+(?::\s*\d+)?)\s+(\d+) \*/", line):
            decl = re.sub(r" *__attribute__\(\(.*?\)\)\)", "", m[1])
            decl = " ".join(decl.split()).replace("* ", "*")
            if decl != "}":
                # a name can be there again, in a structure without a name
                while decl in members:
                    decl += "'"
                members[decl] = (m[2].replace(" ", ""), int(m[3]))
    return found


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    base, series = (structures(p) for p in sys.argv[1:])
    if not base or not series:
        sys.exit("kabi.py: no structures in what pahole printed")
    for name in sorted(base):
        (size, old), (new_size, new) = base[name], series.get(name, (0, {}))
        if (size, old) == (new_size, new):
            continue
        if not new:
            print(f"{name}: gone")
            continue
        added = [m for m in new if m not in old]
        gone = [m for m in old if m not in new]
        moved = [m for m in old if m in new and old[m] != new[m]]
        what = []
        if added:
            what.append("new: " + ", ".join(added))
        if gone:
            what.append("gone: " + ", ".join(gone))
        if moved:
            what.append("others move")
        if size != new_size:
            what.append("the size changes")
        print(f"{name}: {'; '.join(what)}")
        print(f"    {size} bytes" + (f" -> {new_size}" if size != new_size else ", as before"))
        for m in added:
            print(f"    {m}: at {new[m][0]}, {new[m][1]} bytes")
        for m in gone:
            print(f"    {m}: was at {old[m][0]}, {old[m][1]} bytes")
        if moved:
            by = ", ".join(f"{m.split()[-1]} {old[m][0]} -> {new[m][0]}" for m in moved)
            print(f"    {len(moved)} of {len(old)} move: {by}")


main()
