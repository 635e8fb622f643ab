# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
# How much slower this machine is, now, than the one that time limits were set on.

# What the job below took there, in milliseconds, with nothing else to do
SPEED_REFERENCE=300

# speed_job: only computes; as much of it on each of two processors
speed_job() {
	local i
	for ((i = 0; i < 240000; i++)); do :; done
}

# slowness: in percent, from 100 to 1000, so that a limit stays one. Other work on
# the machine counts as slowness.
# $SLOWNESS is taken as it is.
slowness() {
	local n pids=() took start
	if [ -n "${SLOWNESS:-}" ]; then
		echo "$SLOWNESS"
		return
	fi
	n=$(nproc 2>/dev/null || echo 1)
	start=${EPOCHREALTIME/[.,]/}
	speed_job &
	pids+=($!)
	if [ "$n" -gt 1 ]; then
		speed_job &
		pids+=($!)
	fi
	wait "${pids[@]}"
	took=$(((${EPOCHREALTIME/[.,]/} - start) / 10 / SPEED_REFERENCE)) # from microseconds
	echo $((took < 100 ? 100 : took > 1000 ? 1000 : took))
}

# scaled SECONDS: a time limit for this machine. Limits are set at least twice as
# high as what was measured, so that work which starts later may slow it down too.
scaled() {
	local percent
	percent=$(slowness)
	[ "$percent" -le 150 ] ||
		say "this machine is $((percent / 100)).$((percent / 10 % 10)) times slower now than the one that the time limits are for; they are extended accordingly" >&2
	echo $((($1 * percent + 99) / 100))
}
