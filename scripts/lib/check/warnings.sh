# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
# A step of scripts/check: sparse (C=2) and W=1 on the folders touched give no
# warning that the base does not.

tools[warnings]="build sparse"

check_warnings() {
	local f n=0 fragments=(debug lockdep kunit amd-iommu variants ${mdev[@]+"${mdev[@]}"}) args name
	local sparse=() ignore='^$'
	[[ " ${dirs_x86[*]} " != *" $kvmgt "* ]] || fragments+=(kvmgt)
	with_fragments x86_64 "${fragments[@]}"
	g checkout -q --detach "$tip"
	# 7.3 does not use a sparse without __typeof_unqual__. Such a one does not
	# know what 7.3 makes of MODULE_LICENSE() either.
	if [ -f "$tree/scripts/checker-valid.sh" ] && [ "$(sh "$tree/scripts/checker-valid.sh" sparse)" != 1 ]; then
		sparse=(--make "CHECK=sparse -D__typeof_unqual__=__typeof__")
		ignore='error: bad constant expression$'
	fi
	say "$base: building what is to be looked at"
	if ! kernel "$logs/warn-prepare.log" "${args[@]}" --make prepare; then
		check not "$base: warnings: make prepare" "$logs/warn-prepare.log"
		return
	fi
	warn_at() { # COMMIT LOG
		local d=() x
		g checkout -q --detach "$1"
		for x in "${dirs_x86[@]}"; do
			case $x in
			*/) [ ! -d "$tree/$x" ] || d+=(--make "$x") ;;
			*) d+=(--make "$x") ;;
			esac
			[ "$x" != "$kvmgt" ] || x=$gvt
			[ ! -d "$tree/.out-$name/$x" ] || find "$tree/.out-$name/$x" -name '*.o' -delete
		done
		CCACHE_DISABLE=1 kernel "$2.run" "${args[@]}" "${sparse[@]}" --make W=1 --make C=2 --make prepare "${d[@]}" || return
		grep -vE "$ignore" "$BUILD/logs/build-$base-check-$name-make.log" >"$2"
	}
	if ! warn_at "$first" "$logs/warn-base.log"; then
		check not "$base: warnings: the build of the base" "$logs/warn-base.log.run"
	elif ! warn_at "$tip" "$logs/warn.log"; then
		check not "$base: warnings: the build" "$logs/warn.log.run"
	else
		new_warnings "$logs/warn-base.log" "$logs/warn.log" >"$logs/warn-new.log"
		if [ -s "$logs/warn-new.log" ]; then
			check not "$base: warnings: sparse and W=1 on the folders touched" "$logs/warn-new.log"
		else
			check ok "$base: warnings: sparse and W=1 on the folders touched (${dirs_x86[*]})"
		fi
		for f in $(sources '\.c$'); do
			if grep -q "CHECK  *\(\.\./\)*$f\$" "$logs/warn.log"; then
				n=$((n + 1))
			elif g grep -q "^#include \"[^\"]*${f##*/}\"" -- "${f%/*}/.."; then
				: # looked at with the file that includes it
			else
				say "    not in this configuration, so not looked at: $f"
			fi
		done
		[ $n != 0 ] || check not "$base: warnings: sparse looked at nothing" "$logs/warn.log"
	fi
}
