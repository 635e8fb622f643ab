# shellcheck shell=sh
# Reading the series files. POSIX sh: scripts/apply must run anywhere.

die()  { printf '%s: %s\n' "${0##*/}" "$*" >&2; exit 1; }
warn() { printf '%s: warning: %s\n' "${0##*/}" "$*" >&2; }
# The call is wrong: say how it should be, and end
wrong() { printf '%s: %s (see %s -h)\n' "${0##*/}" "$*" "$0" >&2; exit 2; }
say()  { printf '%s\n' "$*"; }

# usage: the comment block at the top of the script that calls it
usage() { sed -n -e '1d' -e '/^#/!q' -e 's/^# \{0,1\}//p' "$0"; }

# The series file of a base: 6.1.y -> series-6.1.y, mainline -> series
series_file() {
	case $1 in
	mainline) echo "$ROOT/series" ;;
	*) echo "$ROOT/series-$1" ;;
	esac
}

# series_get FILE KEY: the value of a "# KEY: value" comment, empty if none
series_get() { sed -n "s/^#[[:space:]]*$2:[[:space:]]*//p" "$1" | sed -n '1s/[[:space:]]*$//p'; }

# The patches of a series file, one path (relative to the repository) a line
series_patches() { sed -e 's/#.*//' -e 's/[[:space:]]*$//' -e '/^[[:space:]]*$/d' -e 's|^|patches/|' "$1"; }

# patch_from Author|Email PATCH: who a patch is from. Mail folds long lines.
patch_from() { git mailinfo /dev/null /dev/null <"$2" | sed -n "s/^$1: //p"; }

# Every base that has a series file
series_bases() {
	for f in "$ROOT"/series-* "$ROOT/series"; do
		[ -f "$f" ] || continue
		case ${f##*/} in
		series) echo mainline ;;
		*) echo "${f##*/series-}" ;;
		esac
	done
}

need_base() {
	[ -n "${1:-}" ] || die "name a base: $(series_bases | tr '\n' ' ')(see $0 -h)"
	[ -f "$(series_file "$1")" ] ||
		die "no series for '$1'; there are: $(series_bases | tr '\n' ' ')"
}

# makefile_version < Makefile: 6.1.192, 7.4-rc1 ...; empty if it is no kernel's
makefile_version() {
	awk -F'[ \t]*=[ \t]*' '
		NR <= 10 && $1 == "VERSION"      { v = $2 }
		NR <= 10 && $1 == "PATCHLEVEL"   { p = $2 }
		NR <= 10 && $1 == "SUBLEVEL"     { s = $2 }
		NR <= 10 && $1 == "EXTRAVERSION" { e = $2 }
		END { if (v != "" && p != "") print v "." p (s + 0 ? "." s : "") e }'
}

# 6.1.192 -> 6.1
major_minor() { echo "$1" | sed 's/^\([0-9]*\.[0-9]*\).*/\1/'; }
