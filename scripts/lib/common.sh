# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
# What the bash scripts share. Sourced after ROOT is set.

# shellcheck source-path=SCRIPTDIR
. "$ROOT/scripts/lib/series.sh"

BUILD=${BUILD:-$ROOT/build}
case $BUILD in /*) ;; *) BUILD=$PWD/$BUILD ;; esac
# A folder there that has lost its .git is no tree, and not part of the one around it
export GIT_CEILING_DIRECTORIES=$BUILD
CACHE=${XDG_CACHE_HOME:-${HOME:?set HOME or XDG_CACHE_HOME}/.cache}/vfio-msix

# Git that ignores the user's and the machine's configuration, for the trees
# under build/ only: the same input gives the same objects everywhere.
git_fixed() {
	GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null HOME=/nonexistent XDG_CONFIG_HOME=/nonexistent \
		git -c gc.auto=0 -c core.autocrlf=false -c advice.detachedHead=false "$@"
}

# need_value "$@", need_number "$@": $1 is an option, which has a value
need_value() { [ -n "${2:-}" ] || wrong "$1 needs a value"; }
need_number() { case ${2:-} in '' | *[!0-9]* | 0?*) wrong "$1 needs a number" ;; esac; }

need_cmd() {
	local c missing=
	for c in "$@"; do
		command -v "$c" >/dev/null || missing+=" $c"
	done
	[ -z "$missing" ] || die "not found:$missing; scripts/setup installs the tools (-n lists what is missing)"
}

# need_tools GROUP...: those of scripts/setup, which installs what is missing
need_tools() { "$ROOT/scripts/setup" --for "scripts/${0##*/}" "$@"; }

# have_series BASE: build/BASE is there, with the series on its branch
have_series() {
	[ "$(git -C "$BUILD/$1" rev-list --count refs/tags/base..refs/heads/series 2>/dev/null || echo 0)" = 0 ] || return 0
	say "${0##*/}: there is no $BUILD/$1 with the series on it; run scripts/fetch $1, then scripts/apply $1" >&2
	return 1
}

# locked NAME: one of us at a time; released when the script ends
locked() {
	mkdir -p "$BUILD/locks"
	exec 9>"$BUILD/locks/$1"
	if ! flock -n 9; then
		say "waiting for another run that holds $BUILD/locks/$1"
		flock 9
	fi
}

since() {
	local t=$(($(date +%s) - $1))
	if [ $t -ge 60 ]; then echo "$((t / 60)) min $((t % 60)) s"; else echo "$t s"; fi
}

# step TEXT LOG COMMAND...: runs it with its output in LOG and shows that it
# lives; on failure shows what looks like the error, or the end of the log.
step() {
	local text=$1 log=$2 start pid rc=0 tick=0
	shift 2
	start=$(date +%s)
	mkdir -p "$(dirname "$log")"
	"$@" >"$log" 2>&1 </dev/null 8>&- 9>&- &
	pid=$!
	[ -t 1 ] || printf '%s ...\n' "$text"
	while kill -0 $pid 2>/dev/null; do
		if [ -t 1 ]; then
			printf '\r%s ... %s ' "$text" "$(since "$start")"
		elif [ $((++tick % 60)) = 0 ]; then
			printf '%s ... %s\n' "$text" "$(since "$start")"
		fi
		sleep 0.5
	done
	wait $pid || rc=$?
	if [ -t 1 ]; then printf '\r'; fi
	if [ $rc = 0 ]; then
		printf '%s: done in %s\n' "$text" "$(since "$start")"
		return 0
	fi
	printf '%s: FAILED after %s\n' "$text" "$(since "$start")"
	{
		if grep -qE '(^|[: ])(fatal |)error:|\*\*\*|^E: |not found' "$log"; then
			grep -nE -B1 -A4 '(^|[: ])(fatal |)error:|\*\*\*|^E: |not found' "$log" | head -n 40
		else
			tail -n 20 "$log"
		fi
		echo "(all of it: $log)"
	} | sed 's/^/    /' >&2
	return $rc
}

# kill_tree PID...: a process and all that it started
kill_tree() {
	local p c
	for p in "$@"; do
		c=$(ps -o pid= --ppid "$p" 2>/dev/null) || true
		kill "$p" 2>/dev/null || true
		# shellcheck disable=SC2086
		[ -z "$c" ] || kill_tree $c
	done
}

# clean_up_at_exit [FILE...]: whichever way the script ends, what it started in the
# background ends too, and the files are removed
clean_up_at_exit() {
	temporary=("$@")
	trap 'clean_up $?' EXIT
	trap 'exit 129' HUP
	trap 'exit 130' INT
	trap 'exit 143' TERM
}
clean_up() {
	local p
	trap - EXIT
	p=$(jobs -rp)
	# shellcheck disable=SC2086
	[ -z "$p" ] || kill_tree $p
	[ ${#temporary[@]} = 0 ] || rm -rf "${temporary[@]}" || :
	exit "$1"
}

# attend COMMAND...: waits for it in such a way that a signal ends both
attend() {
	"$@" </dev/null 8>&- 9>&- &
	wait $!
}

host_arch() {
	case $(uname -m) in
	x86_64 | amd64) echo x86_64 ;;
	aarch64 | arm64) echo arm64 ;;
	*) uname -m ;;
	esac
}

# The prefix of the compiler for an architecture, empty when native
cross_prefix() {
	[ "$1" != "$(host_arch)" ] || return 0
	case $1 in
	x86_64) echo x86_64-linux-gnu- ;;
	arm64) echo aarch64-linux-gnu- ;;
	i386) [ "$(host_arch)" = x86_64 ] || echo i686-linux-gnu- ;;
	s390x) echo s390x-linux-gnu- ;;
	esac
}

# The tree of a base: with the series, or as shipped. A base whose series has
# no patches is as shipped anyway.
base_tree() { # BASE [plain]
	if [ "${2:-}" = plain ] && [ -n "$(series_patches "$(series_file "$1")")" ]; then
		echo "$BUILD/$1-plain"
	else
		echo "$BUILD/$1"
	fi
}
