# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
# Counting and reporting results. Needs $RESULTS, a file that collects
# "kind <tab> name <tab> reason" lines.

# shellcheck source-path=SCRIPTDIR
. "$ROOT/scripts/lib/log.sh"

# text FILE [N]: the last lines of a file as a reason
text() { tail -n "${2:-15}" "$1" 2>/dev/null | tr '\t' ' ' | awk '{ printf "%s\036", $0 }'; }

result() { # pass|fail|skip NAME [REASON]
	printf '%s\t%s\t%s\n' "$1" "$2" "${3:-}" >>"$RESULTS"
	show_results <<<"$1	$2	${3:-}"
}

# One line for each failed or skipped case on stdin, the reason below it
show_results() {
	awk -F'\t' '
		$1 == "pass" { next }
		{
			print ($1 == "skip" ? "skipped: " : "FAILED: ") $2
			k = split($3, r, "\036")
			for (i = 1; i <= k; i++)
				if (r[i] != "") print "    " r[i]
		}'
}

# collect: takes "kind name reason" lines from stdin, shows and counts them
collect() {
	tee -a "$RESULTS" >"$RESULTS.last"
	show_results <"$RESULTS.last"
	awk -F'\t' '{ n[$1]++ } END { printf "    %d passed, %d failed, %d skipped\n", n["pass"], n["fail"], n["skip"] }' "$RESULTS.last"
	rm -f "$RESULTS.last"
}

# A case that skips has failed if MUST_RUN says why; but not if its name matches
# MAY_SKIP[RUN/PROGRAM], or else MAY_SKIP[PROGRAM] (PROGRAM is "kunit" for KUnit)
MUST_RUN=${MUST_RUN:-}
declare -gA MAY_SKIP=()

# kunit_dir: where kunit_parser.py is: $KUNIT_DIR, or a tree under build/
kunit_dir() {
	local d
	for d in "${KUNIT_DIR:-}" "$BUILD"/{mainline,6.1.y,*}/tools/testing/kunit; do
		if [ -n "$d" ] && [ -f "$d/kunit_parser.py" ]; then
			echo "$d"
			return
		fi
	done
	echo "no kernel tree with tools/testing/kunit/kunit_parser.py: run scripts/fetch, or set KUNIT_DIR to that folder" >&2
	return 1
}

# ktap RUN PROGRAM ARGUMENTS...: calls ktap.py; that it does not work is a failure
ktap() {
	local source=$1/$2 policy=(--must-run "$MUST_RUN" --may-skip "${MAY_SKIP[$1/$2]:-${MAY_SKIP[$2]:-}}") dir
	shift 2
	# Python is not to write into a kernel tree what it compiled
	{ dir=$(kunit_dir 2>&1) && PYTHONPYCACHEPREFIX=${PYTHONPYCACHEPREFIX:-$BUILD/.pycache} KUNIT_DIR=$dir "${PYTHON:-python3}" "$ROOT/scripts/lib/ktap.py" --source "$source" "${policy[@]}" "$@"; } ||
		printf 'fail\t%s\t%s\n' "$source: results" "they could not be read; ${dir:-}"
}

# ktap_lines RUN LOG PROGRAM [TIMES]: "kind name reason" lines of a program started
# with "run" as often as it was asked for
ktap_lines() { ktap "$1" "$3" --program "$3" --times "${4:-1}" "$2"; }

# ktap_program RUN LOG PROGRAM [TIMES]: the results of a program started with "run"
ktap_program() { ktap_lines "$@" | collect; }

# ktap_kunit RUN LOG SUITE...: KUnit results in a boot log; the suites must be
# there. Those of a module run whenever it is loaded, and are counted once.
ktap_kunit() {
	local run=$1 log=$2
	shift 2
	ktap "$run" kunit --kunit "$log" "$@" | collect
}

# The last line: counts; status 1 if anything failed or nothing was counted
summary() {
	local p f s
	p=$(grep -c '^pass' "$RESULTS" || true)
	f=$(grep -c '^fail' "$RESULTS" || true)
	s=$(grep -c '^skip' "$RESULTS" || true)
	if [ "$s" != 0 ]; then
		say "$p passed, $f failed, $s skipped"
	else
		say "$p passed, $f failed"
	fi
	[ "$f" = 0 ] && [ "$p" != 0 ]
}
