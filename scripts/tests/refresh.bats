#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
# scripts/refresh: bats scripts/tests/refresh.bats. Needs nothing but git.

# shellcheck disable=SC2030,SC2031 # a test is a subshell

load fake-repo

setup_file() {
	export R="$BATS_FILE_TMPDIR/a root"
	fake_repo
}
setup() {
	tree=$BUILD/6.1.y
	parts=$R/patches/linux-6.1.y
	git -C "$R" reset -q --hard
	git -C "$R" clean -qfd
	[ -e "$BATS_FILE_TMPDIR/as made" ] || cp -r "$tree" "$BATS_FILE_TMPDIR/as made"
	rm -rf "$tree"
	cp -r "$BATS_FILE_TMPDIR/as made" "$tree"
}
refresh() { run "$R/scripts/refresh" 6.1.y "$@"; echo "$output"; }
clean() { [ -z "$(git -C "$R" status --porcelain)" ]; }
# todo SED-SCRIPT: a rebase that takes the branches along
todo() { GIT_SEQUENCE_EDITOR="sed -i -e '$1'" git -C "$tree" rebase -q -i --update-refs base; }
# paste TEXT: runs the command that the output has after it
paste_after() { bash -c "$(sed -n "s/.*$1//p" <<<"$output" | head -n 1)"; }

@test "what it writes: a folder and a heading for each part, numbers from 1" {
	[ "$(cd "$parts" && ls ./*/*)" = "./1-one/0001-a-Say-that-this-is-the-first-change-in-a-subject-tha.patch
./1-one/0002-new-Add-a-file.patch
./1-one/cover-letter.txt
./2-two/0001-b-Change-it.patch
./2-two/cover-letter.txt
./3-three/0001-a-Change-it-again.patch
./3-three/0002-new-Make-it-longer.patch
./3-three/cover-letter.txt" ]
	diff - "$R/series-6.1.y" <<-'END'
		# Patches for a test
		#
		# base: 6.1.192

		# part: 1-one
		linux-6.1.y/1-one/0001-a-Say-that-this-is-the-first-change-in-a-subject-tha.patch
		linux-6.1.y/1-one/0002-new-Add-a-file.patch

		# part: 2-two
		linux-6.1.y/2-two/0001-b-Change-it.patch

		# part: 3-three
		linux-6.1.y/3-three/0001-a-Change-it-again.patch
		linux-6.1.y/3-three/0002-new-Make-it-longer.patch
	END
}
@test "nothing changed: says nothing, writes nothing, whatever git is configured to" {
	git config --global diff.noprefix true
	git config --global diff.algorithm patience
	git config --global format.signature me
	refresh
	rm "$HOME/.gitconfig"
	[ "$status" = 0 ]
	[ -z "$output" ]
	clean
	refresh -n
	git config --global user.name "A Tester"
	git config --global user.email tester@example.org
	[ "$status" = 0 ]
	[ -z "$output" ]
}
@test "a patch changed, and one added after the last part" {
	change "$tree/drivers/b.c" 20 "b, too"
	git -C "$tree" commit -q -a --fixup=2-two
	GIT_SEQUENCE_EDITOR=: git -C "$tree" rebase -q -i --autosquash --update-refs base
	echo again >>"$tree/drivers/new.c"
	commit "$tree" "new: Make it longer again"
	refresh -n
	[ "$status" = 1 ]
	has "changed: 2-two/0001-b-Change-it.patch"
	clean
	refresh
	[ "$status" = 0 ]
	[ "$output" = "changed: 2-two/0001-b-Change-it.patch
added: 3-three/0003-new-Make-it-longer-again.patch
the branch 3-three is where the series ends now" ]
	grep -q '^+b, too' "$parts/2-two/0001-b-Change-it.patch"
	grep -qx linux-6.1.y/3-three/0003-new-Make-it-longer-again.patch "$R/series-6.1.y"
}
@test "a patch added in front, the others renumbered" {
	todo '1i exec git commit -q --allow-empty -m tmp && touch drivers/x.c && echo x >drivers/x.c && git add -A && git commit -q --amend -m "x: Add it"'
	refresh
	[ "$status" = 0 ]
	[ "$output" = "added: 1-one/0001-x-Add-it.patch
renumbered: 2 in 1-one" ]
	[ -f "$parts/1-one/0003-new-Add-a-file.patch" ]
}
@test "a patch that moves to another part" {
	git -C "$tree" branch -f 1-one 1-one~1
	git -C "$tree" branch -f 2-two 2-two~1
	refresh
	[ "$status" = 0 ]
	has "moved: 2-two/0001-new-Add-a-file.patch (was 1-one/0002-new-Add-a-file.patch)"
	has "moved: 3-three/0001-b-Change-it.patch (was 2-two/0001-b-Change-it.patch)"
	has "renumbered: 2 in 3-three"
	hasnt changed:
}
@test "a patch with another subject is not lost" {
	git -C "$tree" commit -q --amend -m "new: Lengthen it"
	refresh
	[ "$status" = 0 ]
	[ "$output" = "renamed: 3-three/0002-new-Lengthen-it.patch (was 3-three/0002-new-Make-it-longer.patch)
the branch 3-three is where the series ends now" ]
	refresh
	[ -z "$output" ]
}
@test "a patch is not dropped without --force" {
	todo '/b: Change it/d'
	git -C "$tree" branch -f 2-two 3-three~1
	refresh
	[ "$status" = 1 ]
	has "removed: 2-two/0001-b-Change-it.patch"
	has "    2-two/0001-b-Change-it.patch"
	has "--force"
	clean
	refresh --force
	[ "$status" = 0 ]
	[ ! -e "$parts/2-two/0001-b-Change-it.patch" ]
	refresh
	[ "$status" = 0 ]
	[ -z "$output" ]
}
@test "a patch is not emptied" {
	git -C "$tree" reset -q --hard series~1
	git -C "$tree" commit -q --allow-empty -m "new: Make it longer"
	refresh --force
	[ "$status" = 1 ]
	has "(new: Make it longer) changes nothing; drop it"
	clean
}
@test "branches that are missing or wrong: what it says puts them right" {
	git -C "$tree" branch -q -D 2-two
	refresh
	[ "$status" = 1 ]
	has "the part 2-two has no branch"
	paste_after "else: "
	refresh
	[ -z "$output" ]

	git -C "$tree" commit -q --amend -m "new: Make it longer" --no-edit --date=now
	git -C "$tree" rebase -q -f base
	refresh
	[ "$status" = 1 ]
	has "--update-refs"
	while refresh; [ "$status" != 0 ]; do paste_after "ends a part: "; done
	[ "${lines[0]}" = "changed: 3-three/0002-new-Make-it-longer.patch" ]

	git -C "$tree" branch -f 1-one 3-three~1
	refresh
	[ "$status" = 1 ]
	has "the branch 2-two comes before 1-one"
	git -C "$tree" branch -f 1-one 2-two
	refresh
	[ "$status" = 1 ]
	has "the part 2-two has no commits of its own"
}
@test "no branches at all" {
	rm -rf "$parts"
	sed -i '/^linux/d; /part:/d' "$R/series-6.1.y"
	git -C "$tree" branch -q -D 1-one 2-two 3-three
	refresh
	[ "$status" = 1 ]
	has "no branches that say where parts end"
}
@test "a part that goes: not without --force, and its cover letter stays" {
	git -C "$tree" branch -q -D 2-two
	refresh --force
	[ "$status" = 0 ]
	has "moved: 3-three/0001-b-Change-it.patch"
	has "2-two/cover-letter.txt has no part any more"
}
@test "a new part wants a cover letter" {
	git -C "$tree" branch 4-four
	git -C "$tree" branch -f 3-three series~1
	refresh
	[ "$status" = 0 ]
	has "moved: 4-four/0001-new-Make-it-longer.patch (was 3-three/0002-new-Make-it-longer.patch)"
	has "write patches/linux-6.1.y/4-four/cover-letter.txt"
	[ -f "$parts/4-four/0001-new-Make-it-longer.patch" ]
}
@test "from a flat list to parts: everything is moved, nothing lost" {
	(cd "$parts" && n=0 && for f in */*.patch; do
		n=$((n + 1))
		g=$(printf %04d $n)-${f##*/????-}
		mv "$f" "$g"
		sed -i "s|$f|$g|" "$R/series-6.1.y"
	done)
	sed -i -e '/part:/d' -e 's|^.*Change-it.patch|# about b\n&|' "$R/series-6.1.y"
	refresh
	[ "$status" = 0 ]
	[ "$(grep -c ^moved: <<<"$output")" = 5 ]
	[ "${#lines[@]}" = 5 ]
	sed -i -e '/about b/d' "$R/series-6.1.y"
	clean
}
@test "comments and other files stay" {
	sed -i -e 's|^# part: 2.*|&\n# for them|' -e 's|^.*new-Make.*|# why\n& # tail|' "$R/series-6.1.y"
	echo "# the end" >>"$R/series-6.1.y"
	cp "$R/series-6.1.y" "$BATS_TEST_TMPDIR/want"
	refresh
	[ -z "$output" ]
	change "$tree/drivers/b.c" 20 "b, too"
	git -C "$tree" commit -q -a -m "b: More"
	sed -i '/# the end/i linux-6.1.y/3-three/0003-b-More.patch' "$BATS_TEST_TMPDIR/want"
	refresh
	[ "${lines[0]}" = "added: 3-three/0003-b-More.patch" ]
	sed -i '/# the end/d' "$BATS_TEST_TMPDIR/want" "$R/series-6.1.y"
	diff "$BATS_TEST_TMPDIR/want" "$R/series-6.1.y"
}
@test "a tree that is not ready" {
	echo x >>"$tree/Makefile"
	refresh
	[ "$status" = 1 ]
	has "changes that are not committed"
	git -C "$tree" reset -q --hard
	GIT_SEQUENCE_EDITOR="sed -i 1ibreak" git -C "$tree" rebase -q -i base
	refresh
	[ "$status" = 1 ]
	has "a git rebase is under way"
	paste_after "or: "
	refresh
	[ "$status" = 0 ]
	git -C "$tree" reset -q --hard base
	refresh
	[ "$status" = 1 ]
	has "run scripts/apply 6.1.y first"
	rm -rf "$tree"
	refresh
	[ "$status" = 1 ]
	has "scripts/fetch 6.1.y"
	clean
}
@test "usage" {
	for o in -h --help; do
		run "$R/scripts/refresh" "$o"
		[ "$status" = 0 ]
		has "Usage: scripts/refresh BASE"
	done
	for o in "" 6.2.y "6.1.y mainline" "6.1.y --nonsense"; do
		# shellcheck disable=SC2086
		run "$R/scripts/refresh" $o
		echo "$output"
		[ "$status" = 2 ]
		has "refresh' -h)"
	done
}

@test "killed between its two renames: nothing is lost" {
	mv "$parts" "$parts.old"
	echo "in a letter, not committed" >>"$parts.old/1-one/cover-letter.txt"
	refresh
	[ "$status" = 0 ]
	grep -q "in a letter" "$parts/1-one/cover-letter.txt"
	[ ! -e "$parts.old" ]
}
