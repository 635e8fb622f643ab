# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
# Which accelerator QEMU is to use.

# kvm_runs DIR IMAGE BUSYBOX KERNEL-ARGUMENTS QEMU ARGUMENT...: does KVM run this
# kernel up to an init that powers off? What /dev/kvm promises is not always so.
# Remembered as long as the host runs and QEMU is the same. DIR is for temporary
# files.
kvm_runs() {
	local file boot
	[ -w /dev/kvm ] || return
	boot=$(cat /proc/sys/kernel/random/boot_id 2>/dev/null) || return
	file=$BUILD/kvm-$boot-$("$5" --version | head -n 1 | tr -c 'A-Za-z0-9.\n' _)
	mkdir -p "$BUILD/locks"
	exec 8>"$BUILD/locks/kvm"
	flock 8
	if [ ! -s "$file" ]; then
		rm -f "$BUILD"/kvm-*
		say "trying KVM; this takes 30 s at most"
		if kvm_probe "$@" 8>&-; then echo yes; else echo no; fi >"$file.part"
		mv "$file.part" "$file"
		grep -qx yes "$file" || say "KVM does not run this kernel, so QEMU emulates the processors. To try KVM again: rm '$file'"
	fi
	exec 8>&-
	[ "$(cat "$file")" = yes ]
}

# The same, tried
kvm_probe() {
	local dir=$1/kvm image=$2 busybox=$3 kernel_args=$4
	shift 4
	mkdir -p "$dir/root"/{bin,dev}
	cp "$busybox" "$dir/root/bin/busybox"
	cat >"$dir/root/init" <<-'EOF'
		#!/bin/busybox sh
		/bin/busybox mount -t devtmpfs dev /dev
		echo "kvm runs" >/dev/console
		/bin/busybox poweroff -f
	EOF
	chmod 755 "$dir/root/init"
	(cd "$dir/root" && find . -print0 | cpio --quiet -0 -o -H newc >../initrd)
	timeout --foreground -k 1 30 "$@" -serial "file:$dir/log" -kernel "$image" -initrd "$dir/initrd" \
		-append "$kernel_args panic=-1" >/dev/null 2>&1 </dev/null &
	wait $! && grep -q 'kvm runs' "$dir/log"
}
