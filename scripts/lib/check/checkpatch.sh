# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
# A step of scripts/check: checkpatch.pl --strict on each patch.

tools[checkpatch]="fetch checkpatch"

check_checkpatch() {
	local i=0 c s ignore
	for c in ${to_read[@]+"${to_read[@]}"}; do
		i=$((i + 1))
		# FILE_PATH_CHANGES asks for each new file whether MAINTAINERS needs an
		# entry; those which do have one. ENOTSUPP is what the functions of
		# later kernels return, whose names and errors these have. Here the
		# trees have no history to look for the commits of Fixes: tags in. The
		# selftests' library declares its drivers where it lists them.
		ignore=FILE_PATH_CHANGES,ENOTSUPP,UNKNOWN_COMMIT_ID
		[ -n "$(g diff --name-only "$c^" "$c" -- . :!tools)" ] || ignore+=,AVOID_EXTERNS
		s="$base: checkpatch: $(g show -s --format=%s "$c")"
		if (cd "$tree" && GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null perl scripts/checkpatch.pl --strict --ignore "$ignore" --no-summary --quiet --color=never --git "$c") >"$logs/checkpatch-$i.log" 2>&1 &&
			! grep -qE '^(WARNING|ERROR|CHECK):' "$logs/checkpatch-$i.log"; then
			check ok "$s"
		else
			grep -A 4 -E '^(WARNING|ERROR|CHECK):' "$logs/checkpatch-$i.log" >"$logs/checkpatch-$i.short" || cp "$logs/checkpatch-$i.log" "$logs/checkpatch-$i.short"
			check not "$s" "$logs/checkpatch-$i.short"
		fi
	done
}
