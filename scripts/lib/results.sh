# shellcheck shell=bash
# Counting and reporting results. Needs $RESULTS, a file that collects
# "kind <tab> name <tab> reason" lines.

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

# A console log without time stamps and carriage returns
log_lines() { sed -e 's/^\[ *[0-9.]*\] //' -e 's/\r$//' "$1"; }

# collect: takes "kind name reason" lines from stdin, shows and counts them
collect() {
	tee -a "$RESULTS" >"$RESULTS.last"
	show_results <"$RESULTS.last"
	awk -F'\t' '{ n[$1]++ } END { printf "    %d passed, %d failed, %d skipped\n", n["pass"], n["fail"], n["skip"] }' "$RESULTS.last"
	rm -f "$RESULTS.last"
}

# A test program that skips has failed if MUST_RUN says why; but not in the cases
# whose names match MAY_SKIP[RUN/PROGRAM], or else MAY_SKIP[PROGRAM]
MUST_RUN=${MUST_RUN:-}
declare -A MAY_SKIP=()

# ktap_lines RUN LOG PROGRAM: "kind name reason" lines of a program started with
# "run"
ktap_lines() {
	local run=$1 log=$2 prog=$3 status text may_skip
	text=$(log_lines "$log" | sed -n 's/^| //p')
	if ! grep -qx "@run $prog" <<<"$text"; then
		printf 'fail\t%s\t%s\n' "$run/$prog" "did not run; see $log"
		return
	fi
	may_skip=${MAY_SKIP[$run/$prog]:-${MAY_SKIP[$prog]:-}}
	status=$(sed -n "/^@exit $prog [0-9]*\$/{s/.* //p;q}" <<<"$text")
	sed -n "/^@run $prog\$/,/^@exit $prog [0-9]*\$/p" <<<"$text" | sed '/^@/d' |
		awk -v source="$run/$prog" -v status="$status" -v must_run="$MUST_RUN" -v may_skip="$may_skip" \
			-f "$ROOT/scripts/lib/ktap.awk"
}

# ktap_program RUN LOG PROGRAM: the results of a program started with "run"
ktap_program() { ktap_lines "$@" | collect; }

# ktap_kunit RUN LOG SUITE...: KUnit results in a boot log; the suites must be
# there. Those of a module run whenever it is loaded, and are counted once.
ktap_kunit() {
	local run=$1 log=$2 suite
	shift 2
	log_lines "$log" | sed '/^| /d' |
		awk -v source="$run/kunit" -v kunit=1 -f "$ROOT/scripts/lib/ktap.awk" |
		awk '!seen[$0]++' | collect
	for suite; do
		# Not grep -q: the end of its reading would fail the pipe
		log_lines "$log" | grep -E "^ +# Subtest: $suite\$" >/dev/null ||
			result fail "$run/kunit: $suite" "the suite did not run; see $log"
	done
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
