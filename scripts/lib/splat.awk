# SPDX-License-Identifier: GPL-2.0-only
# Finds what the kernel complained of in a console log: prints the surroundings of
# the first complaints, then each kind of complaint once; exit status 1 if there is
# one. Lines of the test programs start with "| " after the time stamp and are not
# looked at, and only lines that begin the way a report begins count: the word alone
# is harmless.

function bad(l) {
	if (l ~ /^WARNING: / || l ~ /^WARNING! /) return 1
	if (l ~ /^(watchdog: |NMI watchdog: |kernel )?BUG[ :]/) return 1
	if (l ~ /^(rcu: )?INFO: (task |rcu_|possible |suspicious |inconsistent |trying to register |lockdep )/) return 1
	if (l ~ /^(Oops[ :]|Internal error: |Kernel panic - not syncing|general protection fault|Unable to handle kernel |Kernel BUG )/) return 1
	if (l ~ /^(Unhandled fault|SError Interrupt|stack segment|double fault|invalid opcode|traps: PANIC)/) return 1
	if (l ~ /^-+\[ cut here \]-+$/ || l ~ /^Call [Tt]race:/) return 1
	if (l ~ /^(list_add|list_del) corruption/ || l ~ /^refcount_t: / || l ~ /^DEBUG_LOCKS_WARN_ON/) return 1
	if (l ~ /^(UBSAN|KASAN|KCSAN|KFENCE): / || l ~ /^possible (circular|recursive|irq|deadlock)/) return 1
	if (l ~ /^\[ BUG: / || l ~ /^turning off the locking correctness/) return 1
	if (l ~ /^(rcu: )?rcu_[a-z]+ (self-)?detected stall/ || l ~ /^watchdog: .* stuck for/) return 1

	# kmemleak: what it found, and that it gave up (all its messages on that end so)
	# unless it was told to
	if (l ~ /^unreferenced object( \([a-z]+\))? 0x/ || l ~ /^kmemleak: [0-9]+ new suspected/) return 1
	if (l ~ /^(Kernel c|C)ommand line: .*kmemleak=off/) unscanned = 1
	if (!unscanned && l ~ /^kmemleak: (Kernel memory leak detector disabled|Kmemleak disabled|Memory pool empty|Cannot )/) return 1
	# x86's common_interrupt(); 6.1 names the function, and the vector, in front
	if (l ~ /^(__common_interrupt: [0-9]+\.[0-9]+ )?No irq handler for /) return 1
	# kernel/irq/spurious.c
	if (l ~ /^irq [0-9]+: nobody cared/ || l ~ /^irq event [0-9]+: bogus return value/) return 1
	# Faults that an IOMMU reports: VT-d, AMD and SMMUv3, the last two behind the
	# name of the driver and that of the IOMMU or of the device
	if (l ~ /^DMAR: (\[INTR-REMAP\] |\[DMA (Read|Write) |DRHD: handling fault status|VT-d detected Invalidation )/) return 1
	if (l ~ /^([^ :]+ [^ ]+: )?AMD-Vi: (Event logged \[|(IOMMU [^ ]+ )?Completion-Wait loop timed out|IOMMU event log overflow)/) return 1
	if (l ~ /^arm-smmu-v3 [^ ]+: (event: |event 0x[0-9a-f]+ received:|CMDQ (error|timeout)|EVTQ overflow|[A-Z]+ (MSI )?write aborted|unexpected global error|device has entered Service Failure)/) return 1
	# Lines that never came may have been complaints
	if (l ~ /^\*\* [0-9]+ printk messages dropped \*\*/) return 1
	# scripts/lib/guest-init
	if (l ~ /^boot: left behind: /) return 1
	return 0
}
function show(line) {
	if (shown < 60) excerpt[++shown] = line
}
{
	l = $0
	sub(/^\[ *[0-9]+\.[0-9]+\](\[ *[TC][0-9]+\])? /, "", l)
	if (l !~ /^\| / && bad(l)) {
		key = l
		gsub(/0x[0-9a-f]+|[0-9]+/, "#", key)
		if (!(key in times)) first[++kinds] = key
		if (!times[key]++) text[key] = l
		# Within another's report it is shown already
		if (NR > until && shown < 60) {
			if (shown) show("...")
			for (i = NR - 2; i < NR; i++)
				if (i > shown_to && i > 0) show(last[i % 2])
		}
		if (NR > until || l !~ /^Call [Tt]race:/) until = NR + 25
	}
	if (NR <= until) {
		show($0)
		shown_to = NR
		if (l ~ /^---\[ end (trace|Kernel panic)/) until = NR
	}
	last[NR % 2] = $0
}
END {
	if (!kinds) exit 0
	for (i = 1; i <= shown; i++) print excerpt[i]
	print "what the kernel complained of, each kind once:"
	for (i = 1; i <= kinds && i <= 20; i++)
		print "  " text[first[i]] (times[first[i]] > 1 ? "  (and " times[first[i]] - 1 " more like it)" : "")
	if (kinds > 20) print "  and " kinds - 20 " more kinds"
	exit 1
}
