# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh
# Reading the series files. POSIX sh: scripts/apply must run anywhere.

# As git sets them for its hooks: they are about another repository
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE GIT_PREFIX GIT_OBJECT_DIRECTORY GIT_COMMON_DIR

die()  { printf '%s: %s\n' "${0##*/}" "$*" >&2; exit 1; }
warn() { printf '%s: warning: %s\n' "${0##*/}" "$*" >&2; }
# The call is wrong: say how it should be, and end
wrong() { printf '%s: %s (see %s -h)\n' "${0##*/}" "$*" "$(quote "$0")" >&2; exit 2; }
say()  { printf '%s\n' "$*"; }

# quote WORD...: for a shell to read, in what is printed to be pasted
quote() (
	sep=
	for w; do
		case $w in
		'' | *[!A-Za-z0-9_./:=@%+,-]*) w="'$(printf '%s\n' "$w" | sed "s/'/'\\\\''/g")'" ;;
		esac
		printf '%s%s' "$sep" "$w"
		sep=' '
	done
)

# usage: the comment block at the top of the script that calls it
usage() { sed -n -e '/^#/!q' -e '1,/SPDX/d' -e 's/^# \{0,1\}//p' "$0"; }

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

# series_parts FILE [PART...]: the parts of a series, in order: all, or these and
# what they need. A part is a folder: patches/BASE/PART/0001-subject.patch.
series_parts() (
	file=$1
	shift
	all=$(series_patches "$file" | awk -F/ 'NF != 4 { exit 1 } $3 != last { print last = $3 }') ||
		die "${file##*/} names patches that are in no part: BASE/PART/0001-subject.patch"
	[ $# != 0 ] || { printf '%s\n' "$all"; exit; }
	for part; do
		printf '%s\n' "$all" | grep -qxF -e "$part" ||
			wrong "${file##*/} has no part $part; there are: $(printf '%s\n' "$all" | paste -s -d " " -)"
	done
	want=$(printf '%s\n' "$@")
	# backwards, because a part needs only what comes before it
	for part in $(printf '%s\n' "$all" | sed '1!G;h;$!d'); do
		if printf '%s\n' "$want" | grep -qxF -e "$part"; then
			needs=$(part_needs "$file" "$part") || exit
			want=$(printf '%s\n' "$want" "$needs")
		fi
	done
	printf '%s\n' "$all" | grep -xF -e "$want"
)

# The patches of a part, like those of a series
part_patches() { series_patches "$1" | awk -F/ -v part="$2" '$3 == part'; } # FILE PART

# The parts that a part names in its cover letter ("Needs: 1-this, 2-that", or
# "Needs: nothing"), one a line
part_needs() ( # FILE PART
	letter=$(part_patches "$1" "$2" | sed -n '1s|[^/]*$|cover-letter.txt|p')
	needs=$(sed -n 's/^Needs:[[:space:]]*//p' "$ROOT/$letter" | sed -n 1p | tr -s ',[:blank:]' '[\n*]')
	[ -n "$needs" ] || die "$letter has no line 'Needs: PART...' or 'Needs: nothing'"
	[ "$needs" != nothing ] || exit 0
	printf '%s\n' "$needs" | while read -r need; do
		series_parts "$1" | sed "/^$2\$/,\$d" | grep -xF -e "$need" ||
			die "$letter needs $need, which is no part before $2"
	done
)

# patch_from Author|Email|Subject PATCH: what git am would take. Mail folds long
# lines.
patch_from() { git mailinfo /dev/null /dev/null <"$2" | sed -n "s/^$1: //p"; }

# tree_busy TREE: why its commits cannot be worked on just now; nothing if they can
tree_busy() (
	cd "$1" || exit
	is() { [ -e "$(git rev-parse --git-path "$1")" ]; }
	verb=
	! is rebase-merge || verb=rebase
	! is rebase-apply || verb=rebase
	! is rebase-apply/applying || verb=am
	! is MERGE_HEAD || verb=merge
	! is CHERRY_PICK_HEAD || verb=cherry-pick
	! is REVERT_HEAD || verb=revert
	if [ -n "$verb" ]; then
		echo "a git $verb is under way in $1; finish it, or: git -C $(quote "$1") $verb --abort"
	elif [ -n "$(git status --porcelain --untracked-files=no)" ]; then
		echo "$1 has changes that are not committed; commit or stash them: git -C $(quote "$1") status"
	fi
)

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
	[ -n "${1:-}" ] || wrong "name a base: $(series_bases | paste -s -d ' ' -)"
	[ -f "$(series_file "$1")" ] || wrong "no series for '$1'; there are: $(series_bases | paste -s -d ' ' -)"
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
