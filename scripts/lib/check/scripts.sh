# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
# A step of scripts/check: shellcheck on the scripts of this repository.

tools[scripts]="shellcheck"

check_scripts() {
	local log=$BUILD/logs/check-shellcheck.log
	if (cd "$ROOT" && find scripts -maxdepth 1 -type f -exec shellcheck -x {} + &&
		shellcheck -x scripts/lib/*.sh scripts/lib/guest-* scripts/tests/*.bats scripts/tests/fake-* .ci/run) >"$log" 2>&1; then
		check ok "scripts: shellcheck"
	else
		check not "scripts: shellcheck" "$log"
	fi
}
