# Finds the first complaint of the kernel in a console log and prints it with
# what follows; exit status 1 if there is one. Lines of the test programs start
# with "| " after the time stamp and are not looked at, and only lines that
# begin the way a report begins count: the word alone is harmless.

function bad(l) {
	if (l ~ /^WARNING: / || l ~ /^WARNING! /) return 1
	if (l ~ /^(watchdog: |NMI watchdog: |kernel )?BUG[ :]/) return 1
	if (l ~ /^(rcu: )?INFO: (task |rcu_|possible |suspicious |inconsistent |trying to register |lockdep )/) return 1
	if (l ~ /^(Oops[ :]|Internal error: |Kernel panic - not syncing|general protection fault|Unable to handle kernel |Kernel BUG )/) return 1
	if (l ~ /^(Unhandled fault|SError Interrupt|stack segment|double fault|invalid opcode|traps: PANIC)/) return 1
	if (l ~ /^unreferenced object 0x/ || l ~ /^kmemleak: [0-9]+ new suspected/) return 1
	if (l ~ /^-+\[ cut here \]-+$/ || l ~ /^Call [Tt]race:/) return 1
	if (l ~ /^(list_add|list_del) corruption/ || l ~ /^refcount_t: / || l ~ /^DEBUG_LOCKS_WARN_ON/) return 1
	if (l ~ /^(UBSAN|KASAN|KCSAN|KFENCE): / || l ~ /^irq [0-9]+: nobody cared/) return 1
	if (l ~ /^possible (circular|recursive|irq|deadlock)/ || l ~ /^\[ BUG: / || l ~ /^turning off the locking correctness/) return 1
	if (l ~ /^(rcu: )?rcu_[a-z]+ (self-)?detected stall/ || l ~ /^watchdog: .* stuck for/) return 1
	return 0
}
{
	l = $0
	sub(/^\[ *[0-9]+\.[0-9]+\] (\[ *[TC][0-9]+\] )?/, "", l)
	if (l ~ /^\| /) user = 1; else user = 0
	if (!found && !user && bad(l)) {
		found = 1
		for (i = NR - 2; i < NR; i++)
			if (i > 0) print last[i % 2]
	}
	if (found && shown < 60) {
		print
		shown++
		if (l ~ /^---\[ end (trace|Kernel panic)/)
			shown = 60
	}
	last[NR % 2] = $0
}
END { exit found ? 1 : 0 }
