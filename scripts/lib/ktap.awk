# Reads one KTAP or TAP stream and prints a line for each case:
#   pass|fail|skip <tab> name <tab> reason
# The lines of a reason are separated by \036. A case is a result without
# results below it. Streams that are cut short, lack a plan or a result, or end
# with an odd status give a fail of their own.
#
# Variables: source (shown in front of names), status (exit status of the
# program, "" if it did not end), must_run (why a case, or a program, that skips
# has failed, "" if it may), may_skip (a pattern: cases of these names may),
# kunit=1 (a boot log: start at the version line, stop when the plan is
# fulfilled, start again at the next version line, which is that of a module;
# there is no exit status. On 6.1 a module has no line and no plan for its suites:
# each of them starts with its own version line, further right, and is done with
# its result, whose number depends on what was loaded before).

function out(kind, name, reason) {
	gsub(/\t/, " ", name)
	gsub(/\t/, " ", reason)
	printf "%s\t%s\t%s\n", kind, source ": " name, reason
	n[kind]++
}
function reason_of(    i, r) {
	r = ""
	for (i = (nd > 12 ? nd - 11 : 1); i <= nd; i++)
		r = r (r == "" ? "" : "\036") diag[i]
	return r
}
function path(d,    i, p) {
	p = ""
	for (i = 1; i <= d; i++)
		if (sub_name[i] != "") p = p sub_name[i] "."
	return p
}
function reset(d,    i) {
	for (i = d; i < 10; i++) {
		count[i] = 0; plan[i] = ""; sub_name[i] = ""; failed[i] = 0
	}
}
# Is the block at depth d complete?
function complete(d, name) {
	if (plan[d] == "") {
		if (d < 2) {
			out("fail", name, "no plan (1..N) was printed")
			return 0
		}
	} else if (count[d] != plan[d]) {
		out("fail", name, count[d] " results of " plan[d] " planned: cut short or miscounted")
		return 0
	}
	return 1
}
function cut_short() {
	out("fail", "KUnit", "the results in the boot log are cut short\036" reason_of())
}
BEGIN { reset(0); started = !kunit }
kunit && /^K?TAP version [0-9]+/ {
	if (started && !done) cut_short()
	reset(0)
	started = 1
	done = nd = bare = 0
	next
}
kunit && done && /^    K?TAP version [0-9]+/ {
	reset(0)
	bare = 1
	done = nd = 0
	next
}
done { next }
!started { next }
{
	match($0, /^ */)
	depth = int(RLENGTH / 4)
	l = substr($0, RLENGTH + 1)
}
l == "" || l ~ /^K?TAP version / { next }
l ~ /^# Subtest: / {
	reset(depth)
	sub_name[depth] = substr(l, 12)
	nd = 0
	next
}
l ~ /^1\.\.[0-9]+/ {
	p = l
	sub(/^1\.\./, "", p)
	sub(/[^0-9].*/, "", p)
	plan[depth] = p + 0
	if (p + 0 == 0 && l ~ /# *[Ss][Kk][Ii][Pp]/) {
		sub(/.*# *[Ss][Kk][Ii][Pp][A-Za-z]*[: ]*/, "", l)
		if (l == "") l = "no reason given"
		if (must_run != "")
			out("fail", path(depth) "all", "skipped: " l "\036" must_run)
		else
			out("skip", path(depth) "all", l)
		whole_skip = 1
	}
	if (kunit && depth == 0 && p + 0 == 0) done = 1
	next
}
l ~ /^Bail out!/ {
	out("fail", path(depth) "stopped", l)
	bailed = 1
	next
}
l ~ /^(not )?ok( |$)/ {
	good = (l ~ /^ok/)
	sub(/^(not )?ok */, "", l)
	num = ""
	if (l ~ /^[0-9]+/) {
		num = l
		sub(/[^0-9].*/, "", num)
		sub(/^[0-9]+ */, "", l)
	}
	sub(/^- */, "", l)
	directive = ""
	why = ""
	if (match(l, /# *([Ss][Kk][Ii][Pp]|TODO|XFAIL)/)) {
		directive = substr(l, RSTART, RLENGTH)
		why = substr(l, RSTART + RLENGTH)
		l = substr(l, 1, RSTART - 1)
		sub(/^[: ]*/, "", why)
	}
	sub(/ *$/, "", l)
	if (l == "" || l == "#") l = (last_run != "" ? last_run : "case " (count[depth] + 1))
	count[depth]++
	if (num != "" && num + 0 != count[depth] && !(bare && depth == 0)) {
		out("fail", path(depth) l, "numbered " num " where " count[depth] " was due: results are missing")
		failed[depth]++
		count[depth] = num + 0
	}
	if (count[depth + 1] > 0 || plan[depth + 1] != "") {
		# a parent: its cases have been counted
		if (!complete(depth + 1, path(depth) l) || failed[depth + 1])
			failed[depth]++
		else if (!good) {
			out("fail", path(depth) l, "failed though none of its cases did\036" reason_of())
			failed[depth]++
		}
	} else if (directive ~ /[Ss][Kk][Ii][Pp]/) {
		if (why == "") why = "no reason given"
		if (must_run != "" && (may_skip == "" || path(depth) l !~ may_skip)) {
			out("fail", path(depth) l, "skipped: " why "\036" must_run)
			failed[depth]++
		} else {
			out("skip", path(depth) l, why)
		}
	} else if (good) {
		out("pass", path(depth) l, "")
	} else {
		out("fail", path(depth) l, why (why != "" ? "\036" : "") reason_of())
		failed[depth]++
	}
	reset(depth + 1)
	nd = 0
	last_run = ""
	if (kunit && depth == 0 && (bare || (plan[0] != "" && count[0] >= plan[0]))) done = 1
	next
}
{
	if (l ~ /^# +RUN +/) {
		last_run = l
		sub(/^# +RUN +/, "", last_run)
		sub(/ *\.\.\.$/, "", last_run)
		nd = 0
		next
	}
	if (l ~ /^# +OK +/ || l ~ /^# (Starting|Totals:|PASSED:|FAILED:)/) next
	sub(/^# */, "", l)
	diag[++nd] = l
}
END {
	if (kunit) {
		if (!started) out("fail", "KUnit", "no KTAP in the boot log: did the kernel come up, and with CONFIG_KUNIT?")
		else if (!done) cut_short()
		exit
	}
	if (!whole_skip && !bailed) {
		if (plan[0] == "" && count[0] == 0)
			out("fail", "program", "no KTAP output\036" reason_of())
		else
			complete(0, "program")
	}
	if (status == "")
		out("fail", "program", "did not end; its last words:\036" reason_of())
	else if (status + 0 != 0 && status + 0 != 4 && !n["fail"])
		out("fail", "program", "exit status " status " though no case failed\036" reason_of())
	else if (status + 0 == 4 && !n["skip"] && !n["fail"])
		out("skip", "program", "exit status 4\036" reason_of())
	else if (!n["pass"] && !n["fail"] && !n["skip"])
		out("fail", "program", "no cases")
}
