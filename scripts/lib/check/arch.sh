# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
# A step of scripts/check: the folders touched build for other architectures,
# without warnings.

tools[arch]="build cross"

check_arch() {
	local a all_a log
	g checkout -q --detach "$tip"
	all_a=("i386 -" "arm64 -" "s390x -" "x86_64 no-msi")
	[ ${#mdev[@]} = 0 ] || all_a+=("i386 mdev" "arm64 mdev" "s390x mdev" "x86_64 mdev,no-msi")
	for a in "${all_a[@]}"; do
		time_for "$base: arch: ${a% -}" || continue
		say "$base: building for ${a% -}"
		log=$logs/arch-${a// /-}.log
		# shellcheck disable=SC2086 # words
		if folders "$log" $a "${dirs[@]}"; then
			check ok "$base: arch: ${a% -}"
		else
			check not "$base: arch: ${a% -}" "$log"
		fi
	done
	[[ " ${dirs_x86[*]} " == *" $kvmgt "* ]] && time_for "$base: arch: kvmgt" || return 0
	log=$logs/arch-kvmgt.log
	if folders "$log" x86_64 kvmgt "$kvmgt"; then check ok "$base: arch: kvmgt"; else check not "$base: arch: kvmgt" "$log"; fi
}
