# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
# Which patches differ from those in another commit of this repository, whatever
# their files are called and wherever they are.

# patch_text: of a patch on stdin, what somebody wrote; patch_id: what it does. Both
# without what depends on the patches before it
patch_text() { sed -e 1d -e '/^index /d' -e 's/^@@ .*/@@/' | sha256sum | cut -c 1-64; }
patch_id() { sed -n '/^diff --git /,$p' | patch_text; }

# choose_commits: sets to_read to those of the commits whose patches differ from
# those in $changed, and to_build to those whose patches do something else, or lack a
# patch that was before them. What was only amended is not lacking: it is known by
# its subject. Both are all commits without $changed, or if the base or a
# configuration differs.
choose_commits() {
	local i p id at last=-1 name old=$logs/old-patch
	local -A place=() text=() same=()
	to_read=("${commits[@]}")
	to_build=("${commits[@]}")
	[ -n "$changed" ] || return 0
	name=$(series_file "$base")
	name=${name#"$ROOT/"}
	git -C "$ROOT" show "$changed:$name" >"$logs/old-series" 2>/dev/null || return 0
	[ "$(series_get "$logs/old-series" base)" = "$(series_get "$ROOT/$name" base)" ] &&
		git -C "$ROOT" diff --quiet "$changed" -- kconfig-fragments || return 0
	for i in "${!patches[@]}"; do
		place[$(patch_id <"${patches[i]}")]=$i
		place["subject $(patch_from Subject "${patches[i]}")"]=$i
	done
	# last: the furthest place that one of the patches before has now
	while read -r p; do
		git -C "$ROOT" show "$changed:$p" >"$old"
		text[$(patch_text <"$old")]=1
		id=$(patch_id <"$old")
		at=${place[$id]:-${place["subject $(patch_from Subject "$old")"]:-${#patches[@]}}}
		if [ "$last" -lt "$at" ]; then
			last=$at
			[ -z "${place[$id]:-}" ] || same[$at]=1
		fi
	done < <(series_patches "$logs/old-series")
	to_read=() to_build=()
	for i in "${!patches[@]}"; do
		[ -n "${text[$(patch_text <"${patches[i]}")]:-}" ] || to_read+=("${commits[i]}")
		[ -n "${same[$i]:-}" ] || to_build+=("${commits[i]}")
	done
	say "$base: ${#to_read[@]} patches differ from those in $changed; ${#to_build[@]} are to be built"
}
