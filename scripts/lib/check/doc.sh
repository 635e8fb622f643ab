# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
# A step of scripts/check: kernel-doc on the files touched gives no warning that
# the base does not.

tools[doc]="fetch checkpatch"

check_doc() {
	local f
	doc() { # LOG
		while read -r f; do
			[ ! -f "$tree/$f" ] || (cd "$tree" && scripts/kernel-doc -none "$f" 2>&1) || true
		done < <(printf '%s\n' "${touched[@]}" | grep -E '\.[ch]$') >"$1"
	}
	# It works if it sees what is wrong here: a parameter without a description
	printf '/**\n * f - g\n */\nint f(int a)\n{\n\treturn a;\n}\n' >"$logs/wrong.c"
	if ! (cd "$tree" && scripts/kernel-doc -none "$logs/wrong.c" 2>&1 || true) | grep "'a' not described" >/dev/null; then
		check not "$base: doc: kernel-doc does not run"
		return
	fi
	g checkout -q --detach "$first"
	doc "$logs/doc-base.log"
	g checkout -q --detach "$tip"
	doc "$logs/doc.log"
	new_warnings "$logs/doc-base.log" "$logs/doc.log" >"$logs/doc-new.log"
	if [ -s "$logs/doc-new.log" ]; then
		check not "$base: doc: kernel-doc on the files touched" "$logs/doc-new.log"
	else
		check ok "$base: doc: kernel-doc on the files touched"
	fi
}
