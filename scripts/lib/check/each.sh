# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
# A step of scripts/check: every patch builds, without warnings.

tools[each]="build cross"

check_each() {
	local i=0 c s m log bad args name matrix
	# What each patch is built for besides: architecture, fragments, folders
	matrix=("x86_64 variants drivers/vfio/ drivers/pci/msi/"
		"x86_64 mdev,no-msi drivers/vfio/ drivers/pci/msi/ kernel/irq/ arch/x86/kernel/apic/ samples/vfio-mdev/"
		"x86_64 no-irq-remap,amd-iommu drivers/vfio/ drivers/pci/msi/ kernel/irq/ arch/x86/kernel/apic/ drivers/iommu/"
		"s390x mdev drivers/vfio/ drivers/pci/msi/ kernel/irq/ samples/vfio-mdev/")
	with_fragments x86_64 debug lockdep kunit amd-iommu vfio-module ${mdev[@]+"${mdev[@]}"}
	for c in ${to_build[@]+"${to_build[@]}"}; do
		i=$((i + 1))
		s="$base: each: $i/${#to_build[@]} $(g show -s --format=%s "$c")"
		time_for "$s" || continue
		g checkout -q --detach "$c"
		say "building $s"
		log=$logs/each-$i.log
		# What touches the selftests alone leaves the kernel as it is
		if ! g diff --name-only "$c^" "$c" | grep -vE '^(tools/testing/|MAINTAINERS)' >/dev/null; then
			if kernel "$log" --only-tests && no_warnings "$log" "$BUILD/logs/build-$base-check-x86_64-selftests.log"; then
				check ok "$s"
			else
				check not "$s" "$log"
			fi
			continue
		fi
		if ! kernel "$log" "${args[@]}"; then
			check not "$s" "$log"
			continue
		fi
		# Before the patch that adds them, a stable base has no selftests to build
		if ! no_warnings "$log" "$BUILD/logs/build-$base-check-$name.log" ||
			{ [ -d "$tree/tools/testing/selftests/vfio" ] &&
				! no_warnings "$log" "$BUILD/logs/build-$base-check-$name-selftests.log"; }; then
			check not "$s" "$log"
			continue
		fi
		bad=
		if [ -z "$changed" ] && g diff --name-only "$c^" "$c" | grep -vE '^(tools|Documentation|MAINTAINERS)' >/dev/null; then
			for m in "${matrix[@]}"; do
				# shellcheck disable=SC2086 # words
				if ! folders "$log" $m; then
					check not "$s (${m%% drivers*})" "$log"
					bad=1
				fi
			done
		fi
		# Nothing selects the library in the patch that adds it
		if g diff --name-only "$c^" "$c" -- drivers/vfio/pci/vfio_pci_ims.c | grep . >/dev/null &&
			! folders "$log" x86_64 variants CONFIG_VFIO_PCI_IMS=m drivers/vfio/; then
			check not "$s (vfio_pci_ims)" "$log"
			bad=1
		fi
		if [[ " ${dirs_x86[*]} " == *" $kvmgt "* ]] &&
			g diff --name-only "$c^" "$c" -- "$gvt/.." include/linux/vfio_pci_ims.h | grep . >/dev/null &&
			! folders "$log" x86_64 kvmgt "$kvmgt"; then
			check not "$s (kvmgt)" "$log"
			bad=1
		fi
		[ -n "$bad" ] || check ok "$s"
	done
}
