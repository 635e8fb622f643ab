# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash

# patches_tree BASE: the tree object that the patches make of the base, and
# nothing if one of them does not apply. Touches neither work tree nor index.
patches_tree() {
	local base=$1 index patches rc=0
	index=$(mktemp "$BUILD/.index.XXXXXX")
	rm -f "$index"
	mapfile -t patches < <(series_patches "$(series_file "$base")" | sed "s|^|$ROOT/|")
	(
		export GIT_INDEX_FILE=$index
		git_fixed -C "$BUILD/$base" read-tree base &&
			git_fixed -C "$BUILD/$base" apply --cached --whitespace=nowarn "${patches[@]}" &&
			git_fixed -C "$BUILD/$base" write-tree
	) || rc=$?
	rm -f "$index" "$index.lock"
	return $rc
}

# prepare BASE: build/BASE exists and is what the patches make of the base
prepare() {
	local base=$1 tree=$BUILD/$1 want busy
	"$ROOT/scripts/fetch" "$base" || return
	[ -n "$(series_patches "$(series_file "$base")")" ] || return 0
	if [ "$(git -C "$tree" symbolic-ref -q HEAD)" != refs/heads/series ]; then
		warn "$tree does not have its branch 'series' checked out: git -C $(quote "$tree") checkout series"
		return 1
	fi
	if [ "$(git -C "$tree" rev-list --count base..series)" = 0 ]; then
		"$ROOT/scripts/apply" "$base" || return
	fi
	busy=$(tree_busy "$tree")
	if [ -n "$busy" ]; then
		warn "$busy"
		return 1
	fi
	want=$(patches_tree "$base") || return
	if [ "$want" != "$(git -C "$tree" rev-parse 'series^{tree}')" ]; then
		warn "$tree is not what the patches make. To write its commits back: scripts/refresh $base. To drop them: git -C $(quote "$tree") reset --hard base"
		return 1
	fi
}
