#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
# scripts/apply: bats scripts/tests/apply.bats. Needs nothing but git; quilt, where
# there is one, has to take the series too.

# shellcheck disable=SC2030,SC2031 # a test is a subshell

load fake-repo

setup_file() {
	export R="$BATS_FILE_TMPDIR/a root"
	fake_repo
	git clone -q -s "$BUILD/6.1.y" "$BATS_FILE_TMPDIR/a tree"
	git -C "$BATS_FILE_TMPDIR/a tree" checkout -q -B mine base
}
# $tree is a tree as a user has it: somewhere else, on a branch of its own
setup() {
	tree="$BATS_TEST_TMPDIR/it's a tree"
	cp -r "$BATS_FILE_TMPDIR/a tree" "$tree"
	parts=$R/patches/linux-6.1.y
}
teardown() {
	# whatever was done: nothing is left
	[ -z "$(ls -A "$TMPDIR")" ]
	[ "$(git -C "$tree" worktree list 2>/dev/null | wc -l)" -le 1 ]
}
apply() { run "$R/scripts/apply" "$@"; echo "$output"; }
as_it_was() { # [STATUS-LINE]
	[ "$(git -C "$tree" rev-parse HEAD)" = "$(git -C "$tree" rev-parse base)" ]
	[ "$(git -C "$tree" status --porcelain)" = "${1:-}" ]
}
# refused MESSAGE [STATUS-LINE]: the tree cannot be used
refused() {
	apply 6.1.y "$tree"
	[ "$status" = 1 ]
	has "$1"
	as_it_was "${2:-}"
}
# they_have PART/NUMBER...: what upstream has taken
they_have() {
	local p
	for p; do git -C "$tree" am -q "$parts/$p"*.patch; done
}
all="new: Make it longer|a: Change it again|b: Change it|new: Add a file|a: Say that this is the first change, in a subject that mail has to fold"

@test "the whole series, on what is checked out" {
	apply 6.1.y "$tree"
	[ "$status" = 0 ]
	has "applied: 5; undo with: git -C '"
	[ "$(subjects "$tree")" = "$all" ]
	[ "$(git -C "$tree" symbolic-ref HEAD)" = refs/heads/mine ]
	[ -z "$(git -C "$tree" status --porcelain)" ]
	git -C "$tree" diff --quiet origin/series
	[ -z "$(git -C "$tree" branch --list '[0-9]*')" ]
	bash -c "${output##*undo with: }"
	as_it_was
}
@test "once more: nothing to do" {
	they_have 1-one/ 2-two/ 3-three/
	apply 6.1.y "$tree"
	[ "$status" = 0 ]
	has "all patches are in the tree already; nothing to do"
	[ "$(grep -c '^skipped' <<<"$output")" = 5 ]
}
@test "-n does all of it, somewhere else" {
	apply -n 6.1.y "$tree"
	[ "$status" = 0 ]
	has "all patches fit: 5"
	as_it_was
}
@test "--part: with what it needs, and nothing else" {
	apply 6.1.y "$tree" --part 3-three --branches
	[ "$status" = 0 ]
	has "applied: 4"
	[ "$(subjects "$tree")" = "${all/b: Change it|/}" ]
	[ "$(subjects "$tree" 1-one)" = "${all#*b: Change it|}" ]
	[ "$(git -C "$tree" rev-parse 3-three)" = "$(git -C "$tree" rev-parse HEAD)" ]
	[ -z "$(git -C "$tree" branch --list 2-two)" ]
}
@test "--part twice" {
	apply 6.1.y "$tree" --part 2-two --part 1-one
	has "applied: 3"
	[ "$(subjects "$tree")" = "b: Change it|new: Add a file|${all##*|}" ]
}
@test "--branches leaves branches of the same name alone" {
	git -C "$tree" branch 2-two
	apply --branches 6.1.y "$tree"
	[ "$status" = 1 ]
	has "has another branch 2-two already"
	as_it_was
}
@test "needs: only what comes before, and something has to be said" {
	sed -i 's/^Needs:.*/Needs: 1-one, 3-three/' "$parts/2-two/cover-letter.txt"
	apply 6.1.y "$tree" --part 2-two
	[ "$status" = 1 ]
	has "2-two/cover-letter.txt needs 3-three, which is no part before 2-two"
	sed -i '/^Needs:/d' "$parts/2-two/cover-letter.txt"
	apply 6.1.y "$tree" --part 2-two
	[ "$status" = 1 ]
	has "2-two/cover-letter.txt has no line 'Needs: PART...'"
	git -C "$R" checkout -q patches
	as_it_was
}

@test "a part that was merged is skipped, also where a later one changed the same lines" {
	they_have 1-one/ 3-three/0001
	apply 6.1.y "$tree" --branches
	[ "$status" = 0 ]
	has "skipped, in the tree already: 1-one/0001-a-Say-that-this-is-the-first-change-in-a-subject-tha.patch (as $(git -C "$tree" rev-parse --short 1-one~1))"
	has "applied: 2, and the tree has 3 already"
	git -C "$tree" diff --quiet origin/series
}
@test "a patch that was merged with other words is skipped" {
	they_have 1-one/
	git -C "$tree" commit -q --amend -m "new: Add a file that was missing"
	apply 6.1.y "$tree"
	[ "$status" = 0 ]
	has "applied: 3, and the tree has 2 already"
}
@test "a patch that was merged to other surroundings is skipped" {
	change "$tree/drivers/b.c" 8 "b, before"
	commit "$tree" "b: Theirs"
	change "$tree/drivers/b.c" 10 "b, changed"
	commit "$tree" "b: Change it"
	change "$tree/drivers/b.c" 8 "b 8"
	commit "$tree" "b: Undo theirs"
	apply 6.1.y "$tree"
	[ "$status" = 0 ]
	has "skipped, in the tree already: 2-two/0001-b-Change-it.patch (its change is there; $(git -C "$tree" rev-parse --short HEAD~5) has its subject)"
}
@test "a patch that was merged and reverted is applied" {
	they_have 2-two/
	git -C "$tree" revert --no-edit HEAD >/dev/null
	apply 6.1.y "$tree"
	[ "$status" = 0 ]
	has "applied: 5"
	git -C "$tree" diff --quiet origin/series
}
@test "another version of a patch is not the patch" {
	change "$tree/drivers/b.c" 10 "b, changed otherwise"
	commit "$tree" "b: Change it"
	git -C "$tree" tag -f base >/dev/null
	refused "1 of the 5 patches do not fit"
	has "$(git -C "$tree" rev-parse --short HEAD) in the tree has the same subject: another version of this patch?"
}

@test "every misfit is named, and what may follow from another" {
	change "$tree/drivers/a.c" 9 "theirs"
	change "$tree/drivers/b.c" 9 "theirs"
	commit "$tree" "Theirs"
	git -C "$tree" tag -f base >/dev/null
	refused "3 of the 5 patches do not fit:"
	[ "$(grep -A 2 '^    3-three' <<<"$output")" = "    3-three/0001-a-Change-it-again.patch
        patch failed: drivers/a.c:7
        perhaps because 1-one/0001 is missing: both change drivers/a.c" ]
	# the commands can be pasted
	bash -c "$(grep -F "am -3" <<<"$output")" || :
	[ -n "$(git -C "$tree" diff --name-only --diff-filter=U)" ]
	git -C "$tree" checkout -q -f
	bash -c "$(grep -F -- "--reject" <<<"$output")" || :
	[ -s "$tree/drivers/a.c.rej" ]
	rm "$tree/drivers/a.c.rej"
	bash -c "$(sed -n 's/.*give up: //p' <<<"$output")"
	as_it_was
}
@test "the command for a misfit leaves out what the tree has" {
	they_have 1-one/0002
	change "$tree/drivers/a.c" 9 "theirs"
	commit "$tree" "Theirs"
	git -C "$tree" tag -f base >/dev/null
	refused "2 of the 5 patches do not fit:"
	run bash -c "$(sed -n 's/.* am -3 /printf "%s\\n" /p' <<<"$output")"
	echo "$output"
	[ "${#lines[@]}" = 4 ]
	hasnt new-Add-a-file
}
@test "another version of Linux is tried" {
	sed -i 's/SUBLEVEL.*/SUBLEVEL = 5/' "$tree/Makefile"
	commit "$tree" "Linux 6.1.5"
	apply 6.1.y "$tree"
	[ "$status" = 0 ]
	has "warning: the patches were made on Linux 6.1.192, the tree is 6.1.5"
}

@test "a lock that another git left" {
	touch "$tree/.git/index.lock"
	refused "If none runs: rm '"
	[ "$(ls "$tree")" = "$(printf 'Kbuild\nMakefile\ndrivers')" ]
	bash -c "$(sed -n 's/.*If none runs: //p' <<<"$output" | head -n 1)"
	apply 6.1.y "$tree"
	[ "$status" = 0 ]
}
@test "git does not know who it is" {
	HOME=/nonexistent git -C "$tree" config user.useConfigOnly true
	HOME=/nonexistent apply 6.1.y "$tree"
	[ "$status" = 0 ]
	has "warning: git does not know who you are"
	[ "$(git -C "$tree" log -1 --format='%cn <%ce>')" = "A Tester <tester@example.org>" ]
}
@test "through symbolic links" {
	ln -s "$R/scripts/apply" "$BATS_TEST_TMPDIR/a link"
	ln -s "a link" "$BATS_TEST_TMPDIR/another"
	ln -s "$tree" "$BATS_TEST_TMPDIR/to the tree"
	cd "$BATS_TEST_TMPDIR"
	run ./another 6.1.y "to the tree"
	[ "$status" = 0 ]
	has "applied: 5"
}
@test "sh is dash, and busybox where there is one" {
	for sh in dash "busybox sh"; do
		command -v "${sh% *}" >/dev/null || continue
		# shellcheck disable=SC2086
		run $sh "$R/scripts/apply" -n 6.1.y "$tree"
		echo "$output"
		[ "$status" = 0 ]
	done
}
@test "trees that cannot be used" {
	mkdir "$tree/out"
	run "$R/scripts/apply" 6.1.y "$tree/out"
	[ "$status" = 1 ]
	has "is inside the git tree"
	rmdir "$tree/out"
	mkdir "$BATS_TEST_TMPDIR/none"
	apply 6.1.y "$BATS_TEST_TMPDIR/none"
	[ "$status" = 1 ]
	has "is not a git tree"
	apply 6.1.y "$BATS_TEST_TMPDIR/nowhere"
	[ "$status" = 1 ]
	has "no such directory"
	apply mainline
	[ "$status" = 1 ]
	has "scripts/fetch' mainline makes it"
	git init -q "$BATS_TEST_TMPDIR/none"
	apply 6.1.y "$BATS_TEST_TMPDIR/none"
	[ "$status" = 1 ]
	has "has no commit"
	echo x >"$BATS_TEST_TMPDIR/none/x"
	commit "$BATS_TEST_TMPDIR/none" "no kernel"
	apply 6.1.y "$BATS_TEST_TMPDIR/none"
	[ "$status" = 1 ]
	has "is not a Linux kernel"
}
@test "trees that are not ready" {
	echo x >>"$tree/Makefile"
	refused "changes that are not committed" " M Makefile"
	git -C "$tree" checkout -q Makefile
	echo x >"$tree/drivers/new.c"
	refused "drivers/new.c, which the series adds, is there already" "?? drivers/new.c"
	echo '*.c' >"$tree/.git/info/exclude"
	refused "drivers/new.c, which the series adds, is there already"
	[ "$(cat "$tree/drivers/new.c")" = x ]
	rm "$tree/drivers/new.c"
	git -C "$tree" am -q "$parts"/3-three/0001* 2>/dev/null || :
	refused "a git am is under way"
	bash -c "$(sed -n 's/.*or: //p' <<<"$output")"
	apply 6.1.y "$tree"
	[ "$status" = 0 ]
}
@test "no room for the worktree" {
	mkdir "$BATS_TEST_TMPDIR/bin"
	cat >"$BATS_TEST_TMPDIR/bin/git" <<-END
		#!/bin/sh
		case " \$* " in *" worktree add "*) echo "fatal: No space left on device" >&2; exit 128 ;; esac
		exec $(command -v git) "\$@"
	END
	chmod +x "$BATS_TEST_TMPDIR/bin/git"
	PATH="$BATS_TEST_TMPDIR/bin:$PATH" refused "TMPDIR chooses another place"
	has "No space left"
	TMPDIR=/nonexistent refused "set TMPDIR to a folder with some MB"
}
@test "a hook that stops git am is not a misfit" {
	printf '#!/bin/sh\necho "not on Saturdays"\nexit 1\n' >"$tree/.git/hooks/pre-applypatch"
	chmod +x "$tree/.git/hooks/pre-applypatch"
	refused "git am stops at 1-one/0001"
	has "    not on Saturdays"
	has "is as it was"
}
# interrupted HOOK: while it runs
interrupted() {
	printf '#!/bin/sh\ntouch "%s"\nsleep 1 >/dev/null 2>&1\n' "$BATS_TEST_TMPDIR/runs" >"$tree/.git/hooks/$1"
	chmod +x "$tree/.git/hooks/$1"
	"$R/scripts/apply" 6.1.y "$tree" >"$BATS_TEST_TMPDIR/log" 2>&1 3>&- &
	pid=$!
	while [ ! -e "$BATS_TEST_TMPDIR/runs" ]; do sleep 0.1; done
	kill -TERM $pid
	rc=0
	wait $pid || rc=$?
	output=$(cat "$BATS_TEST_TMPDIR/log")
	echo "$rc: $output"
	[ $rc = 143 ]
	has "is as it was"
	rm "$tree/.git/hooks/$1"
	as_it_was
	[ ! -e "$tree/drivers/new.c" ]
}
@test "interrupted in git am" {
	interrupted applypatch-msg
}
@test "interrupted when the tree has it already" {
	interrupted post-merge
}
@test "a merge that fails half-way is undone" {
	mkdir "$BATS_TEST_TMPDIR/bin"
	cat >"$BATS_TEST_TMPDIR/bin/git" <<-END
		#!/bin/sh
		case " \$* " in *" merge "*) echo x >"\$2/drivers/new.c"; echo x >"\$2/drivers/a.c"; echo "No space left on device"; exit 128 ;; esac
		exec $(command -v git) "\$@"
	END
	chmod +x "$BATS_TEST_TMPDIR/bin/git"
	PATH="$BATS_TEST_TMPDIR/bin:$PATH" refused "    No space left on device"
	has "is as it was"
}

@test "a merge that fails is undone if the patches add no file, too" {
	mkdir "$BATS_TEST_TMPDIR/bin"
	cat >"$BATS_TEST_TMPDIR/bin/git" <<-END
		#!/bin/sh
		case " \$* " in *" merge "*) echo x >"\$2/drivers/b.c"; echo "No space left on device"; exit 128 ;; esac
		exec $(command -v git) "\$@"
	END
	chmod +x "$BATS_TEST_TMPDIR/bin/git"
	PATH="$BATS_TEST_TMPDIR/bin:$PATH" apply 6.1.y "$tree" --part 2-two
	[ "$status" = 1 ]
	has "is as it was"
	[ "$(git -C "$tree" worktree list | wc -l)" = 1 ]
	[ -z "$(git -C "$tree" status --porcelain)" ]
}
@test "-n sees a file in the way, too" {
	touch "$tree/drivers/new.c"
	apply 6.1.y "$tree" -n
	[ "$status" = 1 ]
	has "drivers/new.c, which the series adds, is there already"
	rm "$tree/drivers/new.c"
}
@test "a part that the tree has, with later parts of an older date" {
	cp -r "$R" "$BATS_TEST_TMPDIR/root"
	sed -i 's/^Date: .*/Date: Mon, 1 Jan 2001 00:00:00 +0000/' "$BATS_TEST_TMPDIR/root/patches/linux-6.1.y/2-two/"*.patch
	cp -r "$tree" "$BATS_TEST_TMPDIR/6.1.y"
	BUILD=$BATS_TEST_TMPDIR "$BATS_TEST_TMPDIR/root/scripts/apply" 6.1.y
	run env BUILD="$BATS_TEST_TMPDIR" "$BATS_TEST_TMPDIR/root/scripts/apply" 6.1.y -n --part 1-one
	[ "$status" = 0 ]
	has "the tree has 2 already"
}

@test "build/BASE: the same commits everywhere, and a branch a part" {
	rm -rf "$BATS_FILE_TMPDIR/other build"
	mkdir "$BATS_FILE_TMPDIR/other build"
	cp -r "$tree" "$BATS_FILE_TMPDIR/other build/6.1.y"
	BUILD="$BATS_FILE_TMPDIR/other build" apply 6.1.y
	[ "$status" = 0 ]
	sleep 1
	git config --global user.name Another
	BUILD="$BATS_TEST_TMPDIR" apply 6.1.y "$tree"
	git config --global user.name "A Tester"
	[ "$(git -C "$tree" rev-parse HEAD)" = "$(git -C "$BATS_FILE_TMPDIR/other build/6.1.y" rev-parse 3-three)" ]
	# and once more, for the branches
	git -C "$BATS_FILE_TMPDIR/other build/6.1.y" branch -f 1-one base
	BUILD="$BATS_FILE_TMPDIR/other build" apply 6.1.y
	has "nothing to do"
	[ "$(git -C "$BATS_FILE_TMPDIR/other build/6.1.y" rev-parse 1-one)" = "$(git -C "$tree" rev-parse HEAD~3)" ]
	git -C "$BATS_FILE_TMPDIR/other build/6.1.y" checkout -q -B series
	BUILD="$BATS_FILE_TMPDIR/other build" run "$R/scripts/refresh" -n 6.1.y
	[ "$status" = 0 ]
}
@test "git am and quilt take the series as it is" {
	git -C "$tree" am -q "$parts"/*/*.patch
	git -C "$tree" diff --quiet origin/series
	git -C "$tree" reset -q --hard base
	command -v quilt >/dev/null || skip "quilt is not installed"
	cd "$tree"
	# quilt itself does not get along with blanks in TMPDIR
	TMPDIR=/tmp QUILT_PATCHES=$R/patches QUILT_SERIES=$R/series-6.1.y quilt push -a
	rm -rf .pc
	git add -A
	git diff --cached --quiet origin/series
}
@test "usage" {
	for o in -h --help; do
		run "$R/scripts/apply" "$o"
		[ "$status" = 0 ]
		has "Usage: scripts/apply BASE [TREE]"
	done
	for o in "" 6.2.y "6.1.y . x" "6.1.y . --part" "6.1.y . --nonsense" "6.1.y --part 4-four"; do
		# shellcheck disable=SC2086
		run "$R/scripts/apply" $o
		echo "$output"
		[ "$status" = 2 ]
		has "apply' -h)"
	done
	apply "$tree"
	[ "$status" = 2 ]
	has "the base comes first: '$R/scripts/apply' 6.1.y '"
	as_it_was
}
