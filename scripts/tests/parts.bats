#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
# scripts/parts, without what it builds and boots: bats scripts/tests/parts.bats

# shellcheck disable=SC2030,SC2031,SC2154 # a test is a subshell, and some is bats'

load fake-repo

setup_file() {
	local tree=$BATS_FILE_TMPDIR/'the build'/6.1.y
	export R="$BATS_FILE_TMPDIR/a root"
	fake_repo
	# A selftest and a KUnit test, in the second part
	git -C "$tree" checkout -q -b more 2-two
	mkdir -p "$tree/tools/testing/selftests/vfio" "$tree/drivers/pci/msi/tests"
	echo test >"$tree/tools/testing/selftests/vfio/vfio_a_test.c"
	commit "$tree" "vfio: selftests: Add a test"
	echo kunit >"$tree/drivers/pci/msi/tests/a_kunit.c"
	commit "$tree" "a: Add KUnit tests"
	git -C "$tree" branch -f 2-two
	git -C "$tree" rebase -q 2-two 3-three
	git -C "$tree" branch -f series 3-three
	git -C "$tree" checkout -q series
	"$R/scripts/refresh" 6.1.y
}
parts() { run "$R/scripts/parts" 6.1.y --apply "$@"; echo "$output"; }
applied() { subjects "$BUILD/6.1.y-parts"; }
one='new: Add a file|a: Say that this is the first change, in a subject that mail has to fold'
two='a: Add KUnit tests|vfio: selftests: Add a test|b: Change it'
three='new: Make it longer|a: Change it again'

@test "parts: a part comes with what it needs, and nothing else" {
	parts 3-three
	[ "$status" = 0 ]
	[ "$(applied)" = "$three|$one" ]
}
@test "parts: several together, in the order of the series" {
	parts 3-three 2-two
	[ "$status" = 0 ]
	[ "$(applied)" = "$three|$two|$one" ]
}
@test "parts: without names each part by itself" {
	parts
	[ "$status" = 0 ]
	[ "${lines[-1]}" = "3 passed, 0 failed" ]
	has "2-two: 3 patches"
	has "3-three: 4 patches"
}
@test "parts: what needs a part that is left out is left out too" {
	parts --without 1-one
	[ "$status" = 0 ]
	[ "$(applied)" = "$two" ]
}
@test "parts: all selftests, all KUnit tests, or both can be left out" {
	parts --without selftests
	[ "$(applied)" = "$three|a: Add KUnit tests|b: Change it|$one" ]
	parts --without kunit
	[ "$(applied)" = "$three|vfio: selftests: Add a test|b: Change it|$one" ]
	parts --without kunit --without selftests
	[ "$(applied)" = "$three|b: Change it|$one" ]
}
@test "parts: a part that leans on one that it does not name fails" {
	sed -i 's/^Needs:.*/Needs: nothing/' "$R/patches/linux-6.1.y/3-three/cover-letter.txt"
	parts 3-three
	[ "$status" = 1 ]
	has "FAILED: 3-three: git am"
	[ "${lines[-1]}" = "0 passed, 1 failed" ]
	sed -i 's/^Needs:.*/Needs: 1-one/' "$R/patches/linux-6.1.y/3-three/cover-letter.txt"
	parts 3-three
	[ "$status" = 0 ]
}
@test "parts: from a folder inside the repository" {
	cd "$R/scripts"
	parts --without selftests
	[ "$(applied)" = "$three|a: Add KUnit tests|b: Change it|$one" ]
}
@test "parts: nothing left is no proof" {
	parts --without 1-one --without 2-two
	[ "$status" = 1 ]
	has "no patches are left"
}
@test "parts: a letter that does not say what its part needs" {
	sed -i.was '/^Needs:/d' "$R/patches/linux-6.1.y/3-three/cover-letter.txt"
	parts --without 1-one
	[ "$status" = 1 ]
	has "has no line 'Needs:"
	mv "$R/patches/linux-6.1.y/3-three/cover-letter.txt.was" "$R/patches/linux-6.1.y/3-three/cover-letter.txt"
}
@test "parts: a tree that has lost its .git is made anew, and the repository left alone" {
	export BUILD="$R/build"
	cp -r "$BATS_FILE_TMPDIR/the build" "$BUILD"
	git -C "$BUILD/6.1.y" worktree prune
	rm -rf "$BUILD/6.1.y-parts/.git"
	mkdir -p "$BUILD/6.1.y-parts"
	git init -q "$R"
	echo "# my work" >>"$R/series-6.1.y"
	parts 2-two
	[ "$status" = 0 ]
	[ "$(applied)" = "$two" ]
	grep -q "my work" "$R/series-6.1.y"
	[ "$(git -C "$R" log --oneline | wc -l)" = 1 ]
}
@test "parts: wrong usage" {
	parts selftests
	[ "$status" = 2 ]
	parts 4-four
	[ "$status" = 2 ]
	has "there are: 1-one 2-two 3-three"
	parts 3-three --without 2-two
	[ "$status" = 2 ]
	parts --without
	[ "$status" = 2 ]
}
