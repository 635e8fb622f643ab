#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
# How the scripts are called, what they say then, and what they ask scripts/setup
# for: bats scripts/tests. Needs neither kernels nor QEMU, and installs nothing.

# A test is a subshell, and some text is for other shells
# shellcheck disable=SC2016,SC2030,SC2031

setup_file() {
	local from d
	from=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
	export R="$BATS_FILE_TMPDIR/a repository" FAKE="$BATS_FILE_TMPDIR/with a fake setup" TOOLS="$BATS_FILE_TMPDIR/bin"
	mkdir "$R" "$TOOLS"
	cp -R "$from"/{scripts,.ci,kconfig-fragments,series*} "$R"
	cp -R "$R" "$FAKE"
	printf '#!/bin/sh\nshift 2; echo "$*" >"$ASKED"; exit 1\n' >"$FAKE/scripts/setup"
	(cd "$R" && find . | sort) >"$BATS_FILE_TMPDIR/files"
	# All the tools of this machine, to leave some out
	while read -r -d : d; do
		ln -s "$d"/* "$TOOLS" 2>/dev/null || :
	done <<<"$PATH:"
	fake apt-get 'echo "$*" >>"$ASKED"'
	fake sudo '[ "$1" = -v ] || exec "$@"'
}
teardown_file() {
	diff "$BATS_FILE_TMPDIR/files" <(cd "$R" && find . | sort)
}
setup() {
	export BUILD="$BATS_TEST_TMPDIR/the build" HOME="$BATS_TEST_TMPDIR/home" ASKED="$BATS_TEST_TMPDIR/asked"
	unset XDG_CACHE_HOME
}

fake() { # TOOL COMMAND
	rm -f "$TOOLS/$1"
	printf '#!/bin/sh\n%s\n' "$2" >"$TOOLS/$1"
	chmod 755 "$TOOLS/$1"
}
call() { # STATUS SCRIPT ARGUMENT...
	run "$R/$2" "${@:3}"
	echo "${*:2}: status $status: $output"
	[ "$status" = "$1" ]
}
# Each line of stdin is a call of a script, which is refused in one line with a hint
all_are_wrong() {
	local words
	while read -r -a words; do
		call 2 "scripts/${words[0]}" "${words[@]:1}" </dev/null
		[ "${#lines[@]}" = 1 ]
		[[ "$output" == "${words[0]}: "*"(see "*"scripts/${words[0]}"*" -h)" ]]
		[ ! -e "$BUILD" ]
		[ ! -e "$HOME" ]
	done
}

@test "-h and --help print the usage" {
	cd "$R"
	for script in scripts/* .ci/run; do
		[ -f "$script" ] || continue
		for option in -h --help; do
			call 0 "$script" $option
			[[ "${lines[0]}" = "Usage: $script"* ]]
			[ "${#lines[@]}" -gt 4 ]
		done
	done
	ln -s "$R/scripts/test" "$BATS_TEST_TMPDIR/by another name"
	run "$BATS_TEST_TMPDIR/by another name" -h
	[ "$status" = 0 ]
	[ ! -e "$BUILD" ]
	[ ! -e "$HOME" ]
}
@test "an option that is none" {
	cd "$R/scripts"
	for script in *; do
		[ ! -f "$script" ] || echo "$script --nonsense"
	done | all_are_wrong
}
@test "an option without its value" {
	all_are_wrong <<-'EOF'
		setup --for
		fetch mainline --from
		fetch mainline --tarball
		fetch mainline --sha256
		build mainline --arch
		build mainline -f
		build mainline -j
		build mainline --make
		build mainline --tree
		boot image --arch
		boot image --machine
		boot image --files
		boot image --smp
		boot image --mem
		boot image --timeout
		boot image --log
		boot image --append
		boot image --qemu
		boot image --accel
		test --accel
		test mainline kunit -t
		demo mainline --accel
		demo --table
		compare --only
		check --only
		check --changed
		check --minutes
	EOF
}
@test "a value that will not do" {
	all_are_wrong <<-'EOF'
		setup nonsense
		build mainline --arch vax
		build mainline --arch s390x
		build mainline -f nonsense
		build mainline -j x
		boot image --timeout 1m -- true
		boot image --smp x -- true
		mutate mainline nonsense
		compare --only nonsense
		check --only nonsense
		check --changed nonsense
		check --minutes x
	EOF
}
@test "no base, one that there is not, too many" {
	all_are_wrong <<-'EOF'
		fetch
		build
		mutate
		refresh
		fetch nonsense
		build nonsense
		mutate nonsense
		refresh nonsense
		test nonsense
		demo nonsense
		check nonsense
		fetch mainline 6.1.y
		build mainline 6.1.y
		compare mainline
	EOF
}
@test "what does not go together" {
	all_are_wrong <<-'EOF'
		fetch mainline --from x --tarball y
		fetch mainline --image --from x
		boot
		boot image
		boot image other
		boot image --shell -- true
		test --quick
		test kunit
		test mainline-x86 --quick
		test mainline --quick kunit
		test mainline -t case
		test mainline kunit vfio_pci_irq_test
		test patches vfio_pci_irq_test
		demo mainline --table x
		compare -p
		compare -p -u x
		compare -u --only same
	EOF
}
@test "what fails when it is called rightly" {
	call 1 scripts/build mainline
	call 1 scripts/build --plain mainline
	call 1 scripts/fetch mainline --from "$BATS_TEST_TMPDIR/none"
	call 1 scripts/boot "$BATS_TEST_TMPDIR/none" -- true
	call 1 scripts/mutate mainline
	call 1 scripts/compare
	call 1 scripts/demo --table "$BATS_TEST_TMPDIR/none"
}
@test "mutations are listed" {
	call 0 scripts/mutate mainline -l
	[ "${#lines[@]}" -gt 3 ]
	call 0 scripts/mutate -l 6.1.y
}

# setup_without TOOL... -- STATUS ARGUMENT...: on a machine that lacks the tools
setup_without() {
	while [ "$1" != -- ]; do
		mv "$TOOLS/$1" "$BATS_TEST_TMPDIR"
		shift
	done
	PATH=$TOOLS call "$2" scripts/setup "${@:3}"
}
teardown() {
	find "$BATS_TEST_TMPDIR" -maxdepth 1 -type l -exec mv -t "$TOOLS" {} +
}

@test "setup -n lists the packages that are missing, and what each is for" {
	setup_without qemu-system-x86_64 flex -- 1 -n build boot
	grep -qx "    qemu-system-x86  *qemu-system-x86_64, to boot kernels" <<<"$output"
	grep -qx "    flex  *flex, to build kernels and selftests" <<<"$output"
	[ ! -e "$ASKED" ]
	[ ! -e "$BUILD" ]
	PATH=$TOOLS call 1 scripts/setup boot -n
	if grep flex <<<"$output"; then return 1; fi
}
@test "setup -n where nothing is missing" {
	PATH=$TOOLS call 0 scripts/setup -n self
	PATH=$TOOLS call 0 scripts/setup --for scripts/test self
	[ -z "$output" ]
	[ ! -e "$ASKED" ]
}
@test "setup says what it installs, what for, and for whom, and does it" {
	[ -e /etc/debian_version ] || skip "not a Debian system"
	setup_without bats -- 0 --for scripts/test self
	[[ "${lines[0]}" = "scripts/test: "* ]]
	grep -qx "    bats  *bats, to test the scripts" <<<"${lines[1]}"
	[[ "${lines[2]}" = *"scripts/setup -n self"* ]]
	[ "$(cat "$ASKED")" = "-y --no-install-recommends install bats" ]
}
@test "setup where there is no apt-get" {
	mv "$TOOLS/apt-get" "$BATS_TEST_TMPDIR/real"
	setup_without bats -- 1 self
	mv "$BATS_TEST_TMPDIR/real" "$TOOLS/apt-get"
	grep -qx "    bats  *bats, to test the scripts" <<<"$output"
	grep -q "this system's package manager" <<<"$output"
}

@test "a script asks for the tools that it needs" {
	while IFS=: read -r wanted words; do
		rm -f "$ASKED"
		# shellcheck disable=SC2086
		run "$FAKE"/scripts/$words </dev/null
		echo "$words: status $status: $(cat "$ASKED"): $output"
		[ "$status" = 1 ]
		[ "$(tr ' ' '\n' <"$ASKED" | sort -u | tr '\n' ' ')" = "$wanted " ]
	done <<-'EOF'
		fetch:test patches
		fetch self:test self
		boot build fetch self:test 6.1.y-up
		arm64 build fetch self:test mainline-v2m
		arm64 boot build fetch self:test
		boot build:test mainline --quick
		boot build:test mainline-x86 vfio_pci_irq_test
		boot build:demo
		shellcheck:check --only scripts
		checkpatch fetch:check mainline --only checkpatch --only doc
		build sparse:check mainline --only warnings
		build checkpatch cross fetch pahole shellcheck sparse:check
	EOF
}

@test "a signal ends what a script started, and removes its files" {
	cat >"$BATS_TEST_TMPDIR/script" <<-'EOF'
		ROOT=$R
		. "$ROOT/scripts/lib/common.sh"
		tmp=$BATS_TEST_TMPDIR/temporary
		mkdir "$tmp"
		clean_up_at_exit "$tmp"
		attend sh -c 'echo $$ >"$BATS_TEST_TMPDIR/pid"; sleep 600 & wait'
	EOF
	bash "$BATS_TEST_TMPDIR/script" 3>&- &
	until [ -s "$BATS_TEST_TMPDIR/pid" ]; do sleep 0.1; done
	kill -TERM $!
	rc=0
	wait $! || rc=$?
	[ $rc = 143 ]
	[ ! -e "$BATS_TEST_TMPDIR/temporary" ]
	for ((i = 0; i < 100; i++)); do
		[ -e "/proc/$(cat "$BATS_TEST_TMPDIR/pid")" ] || break
		sleep 0.1
	done
	[ ! -e "/proc/$(cat "$BATS_TEST_TMPDIR/pid")" ]
}

# For check --changed: a repository with these patches, in this order, in a folder
patches_are() { # FOLDER SUBJECT[=CONTENT[=MESSAGE]]...
	local p subject content message file
	rm -rf "$ROOT/patches" # they are all written again
	mkdir -p "$ROOT/patches/mainline/$1"
	printf '# base: 7.3.4\n\n# %s\n' "$1" >"$ROOT/series"
	patches=() commits=()
	for p in "${@:2}"; do
		IFS='=' read -r subject content message <<<"$p"
		file=mainline/$1/$((${#patches[@]} + 1))-$subject.patch
		echo "$file" >>"$ROOT/series"
		patches+=("$ROOT/patches/$file")
		commits+=("$subject")
		printf '%s\n' "From 0000" "From: A <a@example.org>" "Subject: [PATCH] $subject" "" "${message:-why}" "---" \
			"diff --git a/$subject b/$subject" "index ${#patches[@]}..0" "--- a/$subject" "+++ b/$subject" \
			"@@ -${#patches[@]} +1 @@ in ${#patches[@]}" "+${content:-text}" >"${patches[-1]}"
	done
}
chosen() { # BUILD READ: what is chosen, subjects in order
	choose_commits
	echo "build: ${to_build[*]-}; read: ${to_read[*]-}"
	[ "${to_build[*]-}" = "$1" ]
	[ "${to_read[*]-}" = "$2" ]
}
@test "check --changed goes by what patches do and by what comes before them" {
	ROOT=$BATS_TEST_TMPDIR base=mainline changed='' logs=$BATS_TEST_TMPDIR/logs
	. "$R/scripts/lib/series.sh"
	. "$R/scripts/lib/check/changed.sh"
	mkdir "$logs" "$HOME"
	git init -q "$ROOT"
	patches_are flat a b c d
	chosen "a b c d" "a b c d"
	git -C "$ROOT" add series patches
	git -C "$ROOT" -c user.name=a -c user.email=a@example.org commit -qm old
	changed=HEAD
	chosen "" ""
	patches_are 1-part a b c d
	chosen "" ""
	patches_are 1-part a b=other c d
	chosen "b" "b"
	patches_are 1-part a b==other c d
	chosen "" "b"
	patches_are 1-part a new c d # instead of b
	chosen "new c d" "new"
	patches_are 1-part a b new c d
	chosen "new" "new"
	patches_are 1-part a c b d # c lacks b now
	chosen "c" ""
	patches_are 1-part d a b c
	chosen "d" ""
	patches_are 1-part a c b=other d
	chosen "c b" "b"
	patches_are 1-part a b d
	chosen "d" ""
	patches_are 1-part a b c
	chosen "" ""
	sed -i 's/7.3.4/7.3.5/' "$ROOT/series"
	chosen "a b c" "a b c"
}
