# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
# A step of scripts/check: of the structures in the headers touched, the series
# changes those in scripts/lib/kabi-BASE, as it says there. Stable bases only.

tools[kabi]="build cross pahole"

# The structures of the headers touched, and of a few more that have those in
# theirs, without debugging options, which enlarge them
check_kabi() {
	local a c dir record=$ROOT/scripts/lib/kabi-$base log=$logs/kabi.log
	if [ "$base" = mainline ]; then
		result skip "mainline: kabi" "mainline has no kABI to keep"
		return
	fi
	measure() { # NAME COMMIT ARCH
		dir=$BUILD/kabi-$base-$3-$1
		rm -rf "$dir"
		mkdir -p "$dir"
		echo 'obj-m := kabi.o' >"$dir/Makefile"
		{
			printf '#include <linux/%s>\n' irq.h interrupt.h iommu.h mdev.h
			g diff --name-only --diff-filter=M "$first" "$tip" -- include/linux include/uapi/linux |
				sed -n 's|^include/\(uapi/\)\{0,1\}\(.*\.h\)$|#include <\2>|p'
		} >"$dir/kabi.c"
		g checkout -q --detach "$2"
		kernel "$log" --arch "$3" --make modules_prepare &&
			kernel "$log" --arch "$3" --make "M=$dir" --make "KCFLAGS=-g -fno-eliminate-unused-debug-types" --make kabi.o &&
			pahole "$dir/kabi.o" >"$dir/structures" 2>>"$log"
	}
	sed -e '/^#/d' -e '/^$/d' "$record" >"$logs/kabi-recorded" 2>/dev/null || true
	for a in x86_64 arm64 i386; do
		say "$base: measuring structures for $a"
		c="$base: kabi: $a"
		if ! measure base "$first" "$a" || ! measure series "$tip" "$a" ||
			! python3 "$ROOT/scripts/lib/kabi.py" "$BUILD/kabi-$base-$a-base/structures" "$BUILD/kabi-$base-$a-series/structures" >"$logs/kabi-$a" 2>>"$log"; then
			check not "$c" "$log"
			continue
		fi
		sed 's/^/    /' "$logs/kabi-$a"
		sed '/^ /d' "$logs/kabi-$a" >"$logs/kabi-$a-now"
		if diff --label "${record#"$ROOT/"}" --label now -U0 "$logs/kabi-recorded" "$logs/kabi-$a-now" >"$logs/kabi-$a-diff"; then
			check ok "$c: structures change as scripts/lib/kabi-$base says"
		else
			check not "$c: structures do not change as scripts/lib/kabi-$base says. Could a new member go into a hole? If not, record the change there and tell the backporters (README)" "$logs/kabi-$a-diff"
		fi
	done
}
