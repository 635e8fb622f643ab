# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
# Debian packages by way of a private apt root: the machine's own sources,
# lists and package state are neither used nor changed. apt checks the
# signature of the archive and through it the hash of each package.

KEYRING=/usr/share/keyrings/debian-archive-keyring.gpg

# Can Debian packages be fetched and unpacked here?
have_apt() { command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null; }

# The Debian release of this machine; on other systems one that will do
debian_suite() {
	# shellcheck disable=SC1091
	(. /etc/os-release && [ "$ID" = debian ] && [ -n "${VERSION_CODENAME:-}" ] && echo "$VERSION_CODENAME") 2>/dev/null ||
		echo bookworm
}

# What Debian calls an architecture
debian_arch() { if [ "$1" = x86_64 ]; then echo amd64; else echo "$1"; fi; }

# debian_mirror SUITE: the address of the Debian mirror this machine uses
debian_mirror() {
	local want=$1 uris
	case $want in
	*-security) [ -z "${DEBIAN_SECURITY_MIRROR:-}" ] || { echo "$DEBIAN_SECURITY_MIRROR"; return; } ;;
	*) [ -z "${DEBIAN_MIRROR:-}" ] || { echo "$DEBIAN_MIRROR"; return; } ;;
	esac
	# Other archives (Docker's, say) use Debian's names for their suites too
	# shellcheck disable=SC2016
	uris=$(apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(ORIGIN)' 'Created-By: Packages' 2>/dev/null) || return 1
	awk -v security="$([[ $want != *-security ]] || echo 1)" '
		$3 == "Debian" && ($2 ~ /-security/) == (security != "") { print $1; exit }' <<<"$uris"
}

# deb_have PACKAGE VERSION ARCH: path of a complete, verified copy in the cache
deb_have() {
	local f ver=${2//:/%3a}
	for f in "$CACHE/debian/$1_"*.deb; do
		[ -f "$f.sha256" ] || continue
		case ${f##*/} in
		"$1_${ver}"*_"$3.deb" | "$1_${ver}"*_all.deb) ;;
		*) continue ;;
		esac
		if (cd "$CACHE/debian" && sha256sum --quiet -c "${f##*/}.sha256") >/dev/null 2>&1; then
			echo "$f"
			return 0
		fi
		warn "$f is damaged; fetching it again"
		rm -f "$f" "$f.sha256"
	done
	return 1
}

# deb_fetch SUITE PACKAGE VERSION ARCH: downloads into the cache and sets DEB
# to the package's path. An empty VERSION means any; a version that the archive
# no longer has is replaced, with a warning, by the one it has.
deb_fetch() {
	local suite=$1 pkg=$2 ver=$3 arch=$4 root uri opt cand part f
	mkdir -p "$CACHE/debian"
	if DEB=$(deb_have "$pkg" "$ver" "$arch"); then
		say "using $DEB"
		return 0
	fi
	command -v apt-get >/dev/null ||
		die "no apt-get here to get $pkg with; name a tree or clone (scripts/fetch --from PATH) or a tarball (--tarball FILE or URL)"
	[ -r "$KEYRING" ] || die "$KEYRING is missing; install the package debian-archive-keyring"
	uri=$(debian_mirror "$suite") || true
	[ -n "$uri" ] ||
		die "this machine's apt knows no Debian mirror for $suite; run apt-get update, or set DEBIAN_MIRROR or DEBIAN_SECURITY_MIRROR to one's address"
	root=$CACHE/apt/$suite-$arch
	mkdir -p "$root"/{lists/partial,cache/archives/partial,empty,log}
	: >"$root/status"
	printf 'deb [signed-by=%s] %s %s main\n' "$KEYRING" "$uri" "$suite" >"$root/sources.list"
	# shellcheck disable=SC2191
	opt=(-q
		-o Dir::Etc::SourceList="$root/sources.list" -o Dir::Etc::SourceParts="$root/empty"
		-o Dir::Etc::Preferences=/dev/null -o Dir::Etc::PreferencesParts="$root/empty"
		-o Dir::State="$root" -o Dir::State::Lists="$root/lists" -o Dir::State::status="$root/status"
		-o Dir::Cache="$root/cache" -o Dir::Log="$root/log"
		-o APT::Architecture="$arch" -o APT::Architectures="$arch"
		-o APT::Sandbox::User=root -o APT::Get::List-Cleanup=true
		-o Acquire::Languages=none -o Acquire::IndexTargets::deb::Contents-deb::DefaultEnabled=false
		-o Acquire::Retries=3 -o Acquire::http::Timeout=30)
	exec 8>"$root/lock"
	flock 8
	step "asking the mirror for $suite ($arch)" "$root/update.log" \
		apt-get "${opt[@]}" -o APT::Update::Error-Mode=any update ||
		die "the Debian mirror could not be read. Check the network, or use --from or --tarball (scripts/fetch -h)"
	cand=$(apt-cache "${opt[@]}" madison "$pkg" | awk -F' *[|] *' '{ print $2 }')
	[ -n "$cand" ] || die "$suite has no package $pkg"
	if [ -z "$ver" ] || ! grep -qxF -- "$ver" <<<"$cand"; then
		[ -z "$ver" ] || warn "$pkg $ver is no longer in $suite; taking $(head -n 1 <<<"$cand"). The base differs from the one that the series was made on."
		ver=$(head -n 1 <<<"$cand")
		if DEB=$(deb_have "$pkg" "$ver" "$arch"); then
			say "using $DEB"
			return 0
		fi
	fi
	part=$CACHE/debian/.part-$suite-$arch-$pkg
	rm -rf "$part" # of a run that was killed
	mkdir "$part"
	if ! (cd "$part" && step "downloading $pkg $ver" "$root/download-$pkg.log" apt-get "${opt[@]}" download "$pkg=$ver"); then
		rm -rf "$part"
		die "download failed; nothing of it was kept. Run it again when the network is back"
	fi
	f=$(cd "$part" && ls ./*.deb)
	f=${f#./}
	(cd "$part" && sha256sum "$f" >"$f.sha256")
	mv "$part/$f" "$CACHE/debian/$f"
	mv "$part/$f.sha256" "$CACHE/debian/$f.sha256"
	rm -rf "$part"
	exec 8>&-
	DEB=$CACHE/debian/$f
}

# deb_fetch_kernel SUITE VERSION ARCH: Debian's own kernel of that version and
# exactly that, whatever its packages are called; sets DEBS to their paths. What
# has the files is found through linux-image-ARCH, which always has that name.
deb_fetch_kernel() {
	local suite=$1 ver=$2 arch=$3 todo=("linux-image-$3") pkg
	DEBS=()
	while [ ${#todo[@]} -gt 0 ]; do
		pkg=${todo[0]}
		todo=("${todo[@]:1}")
		deb_fetch "$suite" "$pkg" "$ver" "$arch"
		[ "$(dpkg-deb -f "$DEB" Version)" = "$ver" ] ||
			die "$suite has no $pkg $ver any more"
		[[ " ${DEBS[*]} " != *" $DEB "* ]] || continue
		DEBS+=("$DEB")
		mapfile -t -O "${#todo[@]}" todo < <(dpkg-deb -f "$DEB" Depends | tr ',' '\n' |
			sed -nE "s/^ *(linux-(image|binary|modules)-[0-9][^ ]*) \(= .*\).*/\1/p")
	done
}
