# Sourced by tools/axspa and tools/test: the packages and the build that both need.
# Whatever is said on the way goes to standard error; standard output belongs to the program that is started afterwards.
set -euo pipefail

repository=$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")
launcher=tools/$(basename "$0")
may_install=yes
# What OpenCV's native library links, beyond what every Debian has.
opencv=(libgtk-3.so.0=libgtk-3-0 libatomic.so.1=libatomic1 libdrm.so.2=libdrm2)
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

say() { printf '%s: %s\n' "$launcher" "$*" >&2; }

# An account without a home (a service, a container) still needs a place for the SDK's package cache.
if [ ! -w "${HOME:-/nonexistent}" ]; then
  export HOME=$repository/tools/Cli/obj/home
  mkdir -p "$HOME" || { say "HOME is not writable, and neither is $repository; set HOME to a folder that is"; exit 2; }
fi

# need_packages WHAT=PACKAGE ...: WHAT is a shared library (libx.so.1) or a command, PACKAGE the Debian package that brings it.
need_packages() {
  local libraries need what missing=() as_root=()
  command -v dotnet >/dev/null || { say "the .NET SDK is missing: see https://dotnet.microsoft.com/download for the version in global.json"; exit 2; }
  libraries=$(/sbin/ldconfig -p 2>/dev/null || true)
  for need in "$@"; do
    what=${need%%=*}
    case $what in
      *.so.*) [[ $libraries == *"$what "* ]] || missing+=("${need#*=}") ;;
      *) command -v "$what" >/dev/null || missing+=("${need#*=}") ;;
    esac
  done
  [ ${#missing[@]} -gt 0 ] || return 0

  say "missing native packages: ${missing[*]}"
  [ "$(id -u)" = 0 ] || as_root=(sudo)
  if [ $may_install = no ] || ! command -v apt-get >/dev/null || ! command -v "${as_root[@]:-env}" >/dev/null; then
    say "install them with: ${as_root[*]:+${as_root[*]} }apt-get install --no-install-recommends ${missing[*]}"
    exit 2
  fi
  say "installing them with apt-get"
  local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=600)
  { "${apt[@]}" update && "${apt[@]}" install -y --no-install-recommends "${missing[@]}"; } </dev/null >&2 ||
    { say "could not install ${missing[*]}"; exit 2; }
}

# build_once PROJECT OUTPUT SOURCE ...: builds PROJECT (Release, locked restore) unless OUTPUT stems from these very sources.
build_once() {
  local project=$1 output=$repository/$2 stamp=$repository/${2%/*}/.built-from sources=("${@:3}") state
  state=$(state_of "${sources[@]}")
  is_built() { [ -e "$output" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$state" ]; }
  ! is_built || return 0

  { mkdir -p "$repository/tools/Cli/obj" && touch "$repository/tools/Cli/obj/launcher.lock"; } 2>/dev/null ||
    { say "must build first, and $(id -un) may not write to $repository; let its owner run $launcher once"; exit 2; }
  exec 9>"$repository/tools/Cli/obj/launcher.lock"
  flock -n 9 || { say "waiting for another build in this checkout"; flock 9; }
  if ! is_built; then
    say "building (only after the sources changed)"
    # The lock stays with this shell: a compiler server that outlives the build would hold it for ever.
    (cd "$repository" && dotnet restore --locked-mode "$project" -v quiet && dotnet build --no-restore -c Release "$project" -v quiet -clp:NoSummary) \
      </dev/null >&2 9>&- || { say "the build failed"; exit 2; }
    printf '%s\n' "$state" >"$stamp"
  fi
  exec 9>&-
}

# A fingerprint of everything that a build reads: names, sizes and times, so that a deleted or an older file counts too.
state_of() {
  (cd "$repository" && {
    printf '%s\n' "${Accelerator:-cpu}"
    find "$@" global.json .editorconfig Directory.*.props -type d \( -name bin -o -name obj \) -prune -o -type f -printf '%p %s %T@\n' | LC_ALL=C sort
  }) | sha256sum
}

if [ "${1:-}" = --no-install ]; then
  may_install=no
  shift
fi
