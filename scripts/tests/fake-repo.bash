# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
# A repository with a series of its own, and the git tree of a very small kernel.
# There are blanks in every path.

# What a test does to repositories must not depend on who runs it
export HOME="$BATS_FILE_TMPDIR/a home" TMPDIR="$BATS_FILE_TMPDIR/tmp folder" BUILD="$BATS_FILE_TMPDIR/the build"
export GIT_CONFIG_NOSYSTEM=1 GIT_TEST_FSYNC=0
unset XDG_CONFIG_HOME EMAIL "${!GIT_AUTHOR_@}" "${!GIT_COMMITTER_@}"

commit() { # TREE SUBJECT [ARGUMENT]...
	git -C "$1" add -A
	git -C "$1" commit -q -m "$2" -m "The reason for it." "${@:3}"
}
# change FILE LINE TEXT: another line there
change() { sed -i "$2s/.*/$3/" "$1"; }

# fake_repo: $R, whose series for 6.1.y has three parts, and $BUILD/6.1.y with it
fake_repo() {
	local tree=$BUILD/6.1.y part
	mkdir -p "$HOME" "$TMPDIR" "$tree/drivers" "$R/patches/linux-6.1.y"
	cp -r "$BATS_TEST_DIRNAME/.." "$R/scripts"
	git config --global user.name "A Tester"
	git config --global user.email tester@example.org
	git config --global init.defaultBranch series
	git config --global advice.detachedHead false

	printf 'VERSION = 6\nPATCHLEVEL = 1\nSUBLEVEL = 192\nEXTRAVERSION =\n' >"$tree/Makefile"
	echo '*.o' >"$tree/.gitignore"
	touch "$tree/Kbuild"
	seq -f 'a %g' 30 >"$tree/drivers/a.c"
	seq -f 'b %g' 30 >"$tree/drivers/b.c"
	git init -q "$tree"
	commit "$tree" "Linux 6.1.192"
	git -C "$tree" tag base
	change "$tree/drivers/a.c" 10 "a, first"
	commit "$tree" "a: Say that this is the first change, in a subject that mail has to fold"
	echo new >"$tree/drivers/new.c"
	commit "$tree" "new: Add a file"
	git -C "$tree" branch 1-one
	change "$tree/drivers/b.c" 10 "b, changed"
	commit "$tree" "b: Change it"
	git -C "$tree" branch 2-two
	change "$tree/drivers/a.c" 10 "a, second"
	commit "$tree" "a: Change it again"
	echo more >>"$tree/drivers/new.c"
	commit "$tree" "new: Make it longer"
	git -C "$tree" branch 3-three

	printf '# Patches for a test\n#\n# base: 6.1.192\n' >"$R/series-6.1.y"
	sed 's/6.1.192/7.3.4/' "$R/series-6.1.y" >"$R/series"
	for part in "1-one nothing" "2-two nothing" "3-three 1-one"; do
		mkdir "$R/patches/linux-6.1.y/${part% *}"
		printf 'About it\n\nNeeds: %s\n' "${part#* }" >"$R/patches/linux-6.1.y/${part% *}/cover-letter.txt"
	done
	"$R/scripts/refresh" 6.1.y
	git init -q "$R"
	commit "$R" "A series"
}

# shellcheck disable=SC2154 # of bats
has() { grep -qF -e "$1" <<<"$output" || { echo "not there: $1"; return 1; }; }
hasnt() { ! grep -F -e "$1" <<<"$output"; }
subjects() { git -C "$1" log --format=%s "base..${2:-HEAD}" | paste -sd '|' -; }
