# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
# Reading the console logs that scripts/boot writes.

# log_lines LOG: its lines without time stamps and carriage returns
log_lines() { sed -E -e 's/^\[ *[0-9.]+\](\[ *[CT][0-9]+\])? //' -e 's/\r$//' "$1"; }

# from_command LOG: what the command printed
from_command() { log_lines "$1" | sed -n -E 's/^\|( |$)//p'; }

# from_init LOG PATTERN: of the last message of the guest's init that matches, what
# the pattern's group matches
from_init() { log_lines "$1" | sed -n -E "s/^boot: $2\$/\1/p" | tail -n 1; }
