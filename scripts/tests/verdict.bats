#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
# What decides pass or fail, tried on console logs that came up or could, and with
# a QEMU that dies: bats scripts/tests. Needs no kernel and no QEMU, but
# kunit_parser.py of a kernel tree: of each under build/, or in $KUNIT_DIR.

# A test is a subshell, and what starts with $ here is sed's
# shellcheck disable=SC2016,SC2030,SC2031

setup_file() {
	ROOT=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
	export ROOT
	PARSERS=${KUNIT_DIR:-}
	if [ -z "$PARSERS" ]; then
		for f in "${BUILD:-$ROOT/build}"/{mainline,[0-9]*.y}/tools/testing/kunit/kunit_parser.py; do
			[ ! -f "$f" ] || PARSERS+=${PARSERS:+$'\n'}${f%/*}
		done
	fi
	if [ -z "$PARSERS" ]; then
		echo "no kernel tree with tools/testing/kunit/kunit_parser.py in build/: run scripts/fetch, or set KUNIT_DIR to that folder" >&2
		return 1
	fi
	export PARSERS PYTHONPYCACHEPREFIX="$BATS_FILE_TMPDIR/pycache"
}

setup() {
	export BUILD="$BATS_TEST_TMPDIR/the build"
	mkdir -p "$BUILD"
	logs=$BATS_TEST_DIRNAME/logs
	RESULTS=$BUILD/results
	. "$ROOT/scripts/lib/common.sh"
	. "$ROOT/scripts/lib/results.sh"
}

# verdict SUMMARY REASON COMMAND...: with each parser there is, the command counts
# SUMMARY, and shows REASON, one line of which is as given; empty: nothing is shown
verdict() {
	local pids=() pid
	while read -r KUNIT_DIR; do
		export KUNIT_DIR
		RESULTS=$BUILD/results-${#pids[@]}
		verdict_of_one "$@" &
		pids+=($!)
	done <<<"$PARSERS"
	for pid in "${pids[@]}"; do
		wait "$pid"
	done
}
verdict_of_one() {
	local want=$1 reason=$2 output counts
	shift 2
	: >"$RESULTS"
	output=$("$@")
	counts=$(summary) || :
	echo "with $KUNIT_DIR:" "$output" "$counts"
	[ "$counts" = "$want" ]
	if [ -z "$reason" ]; then
		[ "$(wc -l <<<"$output")" = 1 ]
	else
		grep -qxF -- "$reason" <<<"$output"
	fi
}
program() { ktap_program run "$logs/program-$1.log" "${@:2}"; }
kunit() { ktap_kunit run "$logs/kunit-$1.log" "${@:2}"; }
both=(pci_msix_range pci_ims)

@test "a program that passes" {
	verdict "2 passed, 0 failed" "" program good prog_test
}
@test "a program with a case that fails" {
	verdict "1 passed, 1 failed" "    vectors_deliver_in_any_order: Test failed" program fails prog_test
}
@test "not ok, but exit status 0" {
	verdict "1 passed, 1 failed" "FAILED: run/prog_test: irq.vectors_deliver_in_any_order" program fails-exit-0 prog_test
}
@test "all ok, but exit status 1" {
	verdict "2 passed, 1 failed" "    exit status 1 though no case failed" program exit-1-all-ok prog_test
}
@test "asked for twice, run twice" {
	verdict "4 passed, 0 failed" "" program ran-twice prog_test 2
}
@test "asked for once, run twice" {
	verdict "4 passed, 1 failed" "    expected 1 run(s), found 2" program ran-twice prog_test
}
@test "asked for twice, run once" {
	verdict "2 passed, 1 failed" "    expected 2 run(s), found 1" program good prog_test 2
}
@test "asked for twice, the second run is killed by a signal" {
	verdict "3 passed, 2 failed" "    killed by signal 11" program second-run-dies prog_test 2
}
@test "asked for twice, the second run is killed by a signal at once" {
	verdict "2 passed, 1 failed" "    killed by signal 11" program second-run-dies-at-once prog_test 2
}
@test "never run" {
	verdict "0 passed, 1 failed" "    did not run; see $logs/program-not-run.log" program not-run prog_test
}
@test "no log" {
	verdict "0 passed, 1 failed" "    did not run; see $logs/program-missing.log" program missing prog_test
}
@test "an empty log" {
	verdict "0 passed, 1 failed" "    did not run; see $logs/empty.log" ktap_program run "$logs/empty.log" prog_test
}
@test "a failure that is expected, as the harness puts it" {
	verdict "2 passed, 1 failed" "    XFAIL: as long as it is not implemented" program expected-failure prog_test
}
@test "a program that does not end" {
	verdict "1 passed, 2 failed" "    did not end; its last words:" program dies prog_test
}
@test "QEMU killed while a program ran" {
	verdict "24 passed, 2 failed" "    24 results of 50 planned" program killed vfio_pci_msix_dynamic_test
}
@test "the last line is cut off" {
	verdict "2 passed, 1 failed" "    did not end; its last words:" program last-line-truncated prog_test
}
@test "no output" {
	verdict "0 passed, 1 failed" "    no KTAP output, or no results in it" program no-output prog_test
}
@test "no cases" {
	verdict "0 passed, 1 failed" "    0 tests run!" program no-cases vfio_pci_driver_test
}
@test "no plan" {
	verdict "2 passed, 1 failed" "    not one plan (1..N) but none" program no-plan prog_test
}
@test "a second plan after a short one" {
	verdict "1 passed, 3 failed" "    not one plan (1..N) but 1..1, 1..2" program second-plan prog_test
}
@test "a second plan that fits, after one that does not" {
	verdict "2 passed, 2 failed" "    not one plan (1..N) but 1..3, 1..2" program second-plan-between prog_test
}
@test "fewer results than planned" {
	verdict "2 passed, 1 failed" "    2 results of 3 planned" program too-few prog_test
}
@test "more results than planned" {
	verdict "1 passed, 1 failed" "    more results than planned:" program more-than-planned prog_test
}
@test "wrong numbers" {
	verdict "2 passed, 1 failed" "    irq.vectors_deliver_in_any_order: Expected test number 2 but found 3" program misnumbered prog_test
}
@test "two results of one case" {
	verdict "2 passed, 1 failed" "    more than one result of:" program result-twice prog_test
}
@test "a result printed twice" {
	verdict "2 passed, 3 failed" "    irq.vector_delivers: Expected test number 2 but found 1" program result-repeated prog_test
}
@test "Bail out!" {
	verdict "2 passed, 1 failed" "    Bail out! the group could not be opened" program bails-out prog_test
}
@test "a parent that fails though its cases do not" {
	verdict "2 passed, 1 failed" "    failed though none of its cases did" program parent-fails prog_test
}
@test "a parent that skips though its cases passed" {
	verdict "2 passed, 0 failed, 1 skipped" "    the device stopped answering" program parent-skips prog_test
	MUST_RUN="must not skip"
	verdict "2 passed, 1 failed" "    skipped: the device stopped answering" program parent-skips prog_test
}
@test "a case that skips, without a name as on 6.1, and in small letters" {
	for log in skips-one skips-one-6.1 skips-one-small; do
		verdict "1 passed, 0 failed, 1 skipped" "skipped: run/prog_test: irq.vectors_deliver_in_any_order" program $log prog_test
	done
	MUST_RUN="must not skip"
	verdict "1 passed, 1 failed" "    skipped: needs 512 vectors" program skips-one prog_test
	MAY_SKIP[prog_test]='any_order$'
	verdict "1 passed, 0 failed, 1 skipped" "    needs 512 vectors" program skips-one prog_test
	MAY_SKIP["run/prog_test"]='[.]vector_delivers$'
	verdict "1 passed, 1 failed" "    must not skip" program skips-one prog_test
}
@test "a program that skips as a whole" {
	verdict "0 passed, 0 failed, 1 skipped" "    device is not an NVMe controller" program skips-all prog_test
	MUST_RUN="must not skip"
	verdict "0 passed, 1 failed" "    skipped: device is not an NVMe controller" program skips-all prog_test
}
@test "exit status 4 without a word" {
	verdict "0 passed, 0 failed, 1 skipped" "    exit status 4" program exit-4 prog_test
	MUST_RUN="must not skip"
	verdict "0 passed, 1 failed" "    skipped: exit status 4" program exit-4 prog_test
}
@test "exit status 4 after cases that passed" {
	verdict "2 passed, 1 failed" "    exit status 4 though no case failed" program exit-4-after-passes prog_test
}

@test "KUnit: built-in suites" {
	verdict "47 passed, 0 failed" "" kunit good "${both[@]}"
}
@test "KUnit: suites of a module" {
	verdict "50 passed, 0 failed" "" kunit module "${both[@]}" vfio_pci_ims
}
@test "KUnit: suites of a module on 6.1, loaded twice" {
	verdict "50 passed, 0 failed" "" kunit module-6.1 "${both[@]}" vfio_pci_ims
}
@test "KUnit: a case that fails" {
	verdict "49 passed, 1 failed" "FAILED: run/kunit: vfio_pci_ims.case_2" kunit fails "${both[@]}"
}
@test "KUnit: the kernel stops in the middle" {
	verdict "25 passed, 3 failed" "    1 suites of 2 planned: cut short" kunit cut-short "${both[@]}"
}
@test "KUnit: a suite is cut short, and loaded again" {
	verdict "50 passed, 2 failed" "    0 suites of 1 planned: cut short" kunit cut-short-then-again "${both[@]}"
}
@test "KUnit: a suite is cut short, and loaded again, on 6.1" {
	verdict "50 passed, 1 failed" "FAILED: run/kunit: vfio_pci_ims" kunit cut-short-then-again-6.1 "${both[@]}"
}
@test "KUnit: a case is missing" {
	verdict "49 passed, 1 failed" "    case_3: Expected test number 2 but found 3" kunit a-case-is-missing "${both[@]}"
}
@test "KUnit: no plan" {
	verdict "50 passed, 1 failed" "    not one plan (1..N) but none" kunit no-plan "${both[@]}"
}
@test "KUnit: a suite without cases" {
	verdict "47 passed, 2 failed" "    vfio_pci_ims: 0 tests run!" kunit no-cases "${both[@]}"
}
@test "KUnit: a suite that did not run" {
	verdict "47 passed, 1 failed" "    the suite did not run; see $logs/kunit-good.log" kunit good "${both[@]}" vfio_pci_ims
}
@test "KUnit: none, and no log" {
	verdict "0 passed, 2 failed" "    the suite did not run; see $logs/kunit-none.log" kunit none "${both[@]}"
	verdict "0 passed, 2 failed" "    the suite did not run; see $logs/kunit-missing.log" kunit missing "${both[@]}"
}
@test "without kunit_parser.py nothing passes" {
	PARSERS=$BATS_TEST_TMPDIR
	verdict "0 passed, 1 failed" "FAILED: run/prog_test: results" program good prog_test
}

# splat LINE: what is behind the time stamp; status 1 if that is a complaint
splat() { printf '[    3.000000] %s\n' "$@" | awk -f "$ROOT/scripts/lib/splat.awk"; }

@test "what the kernel complains of is found" {
	n=0
	while read -r line; do
		echo "$line"
		run splat "$line"
		[ "$status" = 1 ]
		[ "${lines[-1]}" = "  $line" ]
		n=$((n + 1))
	done <"$logs/complaints"
	[ "$n" -gt 20 ]
}
@test "what only looks like it is not" {
	n=0
	while IFS= read -r line; do
		echo "$line"
		run splat "$line"
		[ "$status" = 0 ]
		[ -z "$output" ]
		n=$((n + 1))
	done <"$logs/no-complaints"
	[ "$n" -gt 10 ]
}
@test "kmemleak that gives up is a complaint, kmemleak that was turned off is not" {
	off="kmemleak: Kernel memory leak detector disabled"
	run splat "$off"
	[ "$status" = 1 ]
	run splat "Command line: console=ttyS0 kmemleak=off"$'\n'"$off"
	[ "$status" = 0 ]
}
@test "each kind of complaint is named" {
	run awk -f "$ROOT/scripts/lib/splat.awk" "$logs/splats.log"
	[ "$status" = 1 ]
	grep -qxF "  DMAR: DRHD: handling fault status reg 2  (and 1 more like it)" <<<"$output"
	grep -qxF "  BUG: KASAN: slab-use-after-free in vfio_msihandler+0x1b/0x40" <<<"$output"
	grep -qxF "  ** 12 printk messages dropped **" <<<"$output"
	[ "${#lines[@]}" -lt 90 ]
}

# boot END [SED-SCRIPT]...: scripts/boot with a QEMU that writes boot-ok.log, edited,
# and ends so; the status is in $status
boot() {
	local end=$1 accel=${accel-tcg}
	shift
	mkdir -p "$BATS_TEST_TMPDIR/bin"
	ln -sf "$BATS_TEST_DIRNAME/fake-qemu" "$BATS_TEST_TMPDIR/bin/qemu-system-x86_64"
	sed -e "" "${@/#/-e}" "$logs/boot-ok.log" >"$BATS_TEST_TMPDIR/console"
	# All that scripts/boot asks of busybox is to be static and for x86_64
	printf '%018d\x3e\x00' 0 >"$BATS_TEST_TMPDIR/busybox"
	mkdir -p "$BATS_TEST_TMPDIR/arch/x86/boot"
	: >"$BATS_TEST_TMPDIR/arch/x86/boot/image"
	run env PATH="$BATS_TEST_TMPDIR/bin:$PATH" BUSYBOX="$BATS_TEST_TMPDIR/busybox" SLOWNESS=100 \
		FAKE_LOG="$BATS_TEST_TMPDIR/console" FAKE_END="$end" FAKE_PIDS="$BATS_TEST_TMPDIR/pids" FAKE_ARGUMENTS="$BATS_TEST_TMPDIR/arguments" \
		"$ROOT/scripts/boot" --arch x86_64 ${accel:+--accel "$accel"} --timeout "${limit:-60}" "$BATS_TEST_TMPDIR/arch/x86/boot/image" -- true
	echo "status $status: $output"
}
# One line of the output starts so
says() { grep -qF -- "boot: $1" <<<"$output"; }
splat='/@exit/a [    5.504250] BUG: KASAN: slab-use-after-free in vfio_msihandler+0x1b/0x40'

@test "boot: all is well" {
	boot "exit 0"
	[ "$status" = 0 ]
	says "ok in "
	[ -z "$(find "$BUILD" -name '.boot.*')" ]
}
@test "boot: the command fails" {
	boot "exit 0" 's/with status 0/with status 3/'
	[ "$status" = 7 ]
	says "the command ended with status 3"
}
@test "boot: a splat after the last result" {
	boot "exit 0" "$splat"
	[ "$status" = 3 ]
	says "the kernel complained"
}
@test "boot: a splat while it powers off" {
	boot "exit 0" '/Power down/i [    5.604250] WARNING: CPU: 0 PID: 1 at kernel/irq/msi.c:300 msi_domain_free+0x1/0x2'
	[ "$status" = 3 ]
	says "the kernel complained"
}
@test "boot: a splat, and the command fails" {
	boot "exit 0" "$splat" 's/with status 0/with status 3/'
	[ "$status" = 3 ]
	says "the kernel complained"
	says "the command ended with status 3"
}
@test "boot: QEMU crashes after a splat" {
	boot "signal ABRT" "$splat"
	[ "$status" = 3 ]
	says "the kernel complained"
	says "QEMU failed with status 134"
}
@test "boot: QEMU crashes when all is done" {
	boot "signal SEGV"
	[ "$status" = 6 ]
	says "QEMU failed with status 139"
}
@test "boot: QEMU fails" {
	boot "exit 1" '1,$d'
	[ "$status" = 6 ]
	says "QEMU failed with status 1"
	says "the guest printed nothing to the console"
}
@test "boot: QEMU is killed in the middle" {
	boot "signal KILL" '/ok 1/,$d'
	[ "$status" = 6 ]
	says "QEMU failed with status 137 (signal KILL)"
	says "the guest ended before the command did"
}
@test "boot: QEMU ends well, but too early" {
	boot "exit 0" '/ok 1/,$d'
	[ "$status" = 5 ]
	says "the guest ended before the command did"
}
@test "boot: QEMU ends well, but before the guest powered off" {
	boot "exit 0" '/Power down/d'
	[ "$status" = 5 ]
	says "the guest ended before it powered off"
}
@test "boot: QEMU ends well without a word" {
	boot "exit 0" '1,$d'
	[ "$status" = 5 ]
	says "the guest printed nothing to the console"
}
@test "boot: a line of the command is lost" {
	boot "exit 0" '/ok 1/d'
	[ "$status" = 5 ]
	says "lines are missing: the command printed 7 and 6 are in the log"
}
@test "boot: the kernel says that lines are lost" {
	boot "exit 0" '/@exit/i ** 12 printk messages dropped **'
	[ "$status" = 3 ]
	says "the kernel complained"
}
@test "boot: a device cannot be unbound" {
	boot "exit 0" '/command ended/i [    5.5] boot: left behind: 0000:00:03.0 is still bound to a driver'
	[ "$status" = 3 ]
	says "the kernel complained"
}
@test "boot: the guest hangs" {
	limit=1
	boot hang '/ok 1/,$d'
	[ "$status" = 4 ]
	says "the time limit of 1 s was reached"
}
@test "boot: the guest hangs after a splat" {
	limit=3
	boot hang "$splat" '/Power down/d'
	[ "$status" = 3 ]
	says "the kernel complained"
	says "the time limit of 3 s was reached"
}
# A zombie is gone as well
gone() { [ ! -e "/proc/$1" ] || grep -q '^State:.*Z' "/proc/$1/status"; }
@test "boot: SIGTERM ends QEMU as well" {
	limit=600
	boot hang >"$BATS_TEST_TMPDIR/out" 3>&- &
	boot=$!
	until [ -s "$BATS_TEST_TMPDIR/pids" ]; do
		kill -0 $boot # it has not failed before
		sleep 0.1
	done
	read -r qemu script <"$BATS_TEST_TMPDIR/pids"
	kill -TERM "$script"
	wait $boot || :
	for ((i = 0; i < 300; i++)); do
		! gone "$qemu" || break
		sleep 0.1
	done
	gone "$qemu"
}
@test "boot: KVM is tried, and what came of it remembered" {
	[ -w /dev/kvm ] || skip "no /dev/kvm"
	[ "$(host_arch)" = x86_64 ] || skip "it would be for another architecture"
	accel=
	boot "exit 0" '/Linux version/i kvm runs'
	[ "$status" = 0 ]
	grep -qx yes "$BUILD"/kvm-*
	grep -q -- "-accel kvm" "$BATS_TEST_TMPDIR/arguments"
	grep -qF "trying KVM" <<<"$output"
	boot "exit 0"
	[ "$status" = 0 ]
	if grep -F "trying KVM" <<<"$output"; then return 1; fi
	grep -q -- "-accel kvm" "$BATS_TEST_TMPDIR/arguments"
	rm "$BUILD"/kvm-*
	boot "exit 0"
	[ "$status" = 0 ]
	grep -qx no "$BUILD"/kvm-*
	grep -q -- "-accel tcg" "$BATS_TEST_TMPDIR/arguments"
}

@test "boot: one thread for all processors if this QEMU can miss patched code, and the kernel patches itself" {
	boot "exit 0"
	grep -q -- "-accel tcg,thread=single" "$BATS_TEST_TMPDIR/arguments"
	FAKE_VERSION=8.0.5 boot "exit 0"
	grep -q -- "-accel tcg,thread=single" "$BATS_TEST_TMPDIR/arguments"
	FAKE_VERSION=10.0.2 boot "exit 0"
	grep -q -- "-accel tcg " "$BATS_TEST_TMPDIR/arguments"
	echo "# CONFIG_JUMP_LABEL is not set" >"$BATS_TEST_TMPDIR/.config"
	boot "exit 0"
	grep -q -- "-accel tcg " "$BATS_TEST_TMPDIR/arguments"
}

@test "time limits are longer on a slower machine" {
	. "$ROOT/scripts/lib/speed.sh"
	SLOWNESS=100
	run scaled 60
	[ "$output" = 60 ]
	SLOWNESS=310
	run scaled 60
	[ "${lines[-1]}" = 186 ]
	grep -q "3.1 times slower" <<<"${lines[0]}"
	# In a shell of its own: bats follows each command of this one
	run env SLOWNESS= bash -c '. "$ROOT/scripts/lib/speed.sh"; slowness'
	[ "$output" -ge 100 ]
}
@test "boot: wrong usage" {
	for arguments in "" "image" "--timeout" "--timeout x image -- true" "--shell image -- true" "--nonsense"; do
		# shellcheck disable=SC2086
		run "$ROOT/scripts/boot" $arguments
		echo "$arguments: $status: $output"
		[ "$status" = 2 ]
		grep -qF -- "-h)" <<<"$output"
	done
	run "$ROOT/scripts/boot" --arch x86_64 "$BATS_TEST_TMPDIR/none" -- true
	[ "$status" = 1 ]
}
