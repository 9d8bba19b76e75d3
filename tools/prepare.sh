# shellcheck shell=bash disable=SC2034,SC2317
# Sourced by tools/axspa, tools/test and tools/servers: the packages and the build that they need.
# Whatever is said on the way goes to standard error; standard output belongs to the program that is started afterwards.
set -euo pipefail

repository=$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")
launcher=$(readlink -f "$0")
launcher=${launcher#"$repository/"}
# no: refuse instead of installing. Exported, so that what a launcher starts keeps to it; without the services' prefix, which would make it a setting of theirs.
[ "${TOOLS_MAY_INSTALL:-}" = no ] || TOOLS_MAY_INSTALL=yes
export TOOLS_MAY_INSTALL
# What OpenCV's native library links, beyond what every Debian has.
opencv=(libgtk-3.so.0=libgtk-3-0 libatomic.so.1=libatomic1 libdrm.so.2=libdrm2)
# What each server of tools/servers is made of; Azurite itself comes from npm (need_azurite).
rabbitmq=(/usr/lib/rabbitmq/bin/rabbitmq-server=rabbitmq-server)
postgresql=('/usr/lib/postgresql/*/bin/postgres=postgresql')
azurite=(node=nodejs npm=npm)
prometheus=(prometheus=prometheus)
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

say() { printf '%s: %s\n' "$launcher" "$*" >&2; }

# An account without a home (a service, a container) still needs a place for the SDK's package cache.
if [ ! -w "${HOME:-/nonexistent}" ]; then
  export HOME=$repository/tools/Cli/obj/home
  mkdir -p "$HOME" || { say "HOME is not writable, and neither is $repository; set HOME to a folder that is"; exit 2; }
fi

need_sdk() {
  command -v dotnet >/dev/null || { say "the .NET SDK is missing: see https://dotnet.microsoft.com/download for the version in global.json"; exit 2; }
}

# need_packages WHAT=PACKAGE ...: WHAT is a shared library (libx.so.1), a command or a path (may be a pattern), PACKAGE the Debian package that brings it.
need_packages() {
  local libraries need what missing=() as_root=()
  libraries=$(/sbin/ldconfig -p 2>/dev/null || true)
  for need in "$@"; do
    what=${need%%=*}
    case $what in
      *.so.*) [[ $libraries == *"$what "* ]] || missing+=("${need#*=}") ;;
      /*) compgen -G "$what" >/dev/null || missing+=("${need#*=}") ;;
      *) command -v "$what" >/dev/null || missing+=("${need#*=}") ;;
    esac
  done
  [ ${#missing[@]} -gt 0 ] || return 0

  say "missing native packages: ${missing[*]}"
  [ "$(id -u)" = 0 ] || as_root=(sudo)
  if [ $TOOLS_MAY_INSTALL = no ] || ! command -v apt-get >/dev/null || ! command -v "${as_root[@]:-env}" >/dev/null; then
    say "install them with: ${as_root[*]:+${as_root[*]} }apt-get install --no-install-recommends ${missing[*]}"
    exit 2
  fi
  say "installing them with apt-get"
  "${as_root[@]}" bash -c "$(declare -f install_packages); install_packages \"\$@\"" install "${missing[@]}" </dev/null >&2 ||
    { say "could not install ${missing[*]}"; exit 2; }
}

# install_packages PACKAGE ... (as root): no service that a package brings is started, now or at the next boot, and no database cluster is made;
# what the project needs of them it starts itself. The lock is for two at once: each puts back the policy that it found.
install_packages() (
  set -eu
  policy=/usr/sbin/policy-rc.d cluster=/etc/postgresql-common/createcluster.d/axspa.conf
  units=()
  for unit in rabbitmq-server.service epmd.service epmd.socket prometheus.service; do
    [ -e "/lib/systemd/system/$unit" ] || units+=("$unit")
  done
  exec 8</var/lib/dpkg
  flock 8
  restore() {
    rm -f "$policy" "$cluster"
    rmdir --ignore-fail-on-non-empty "${cluster%/*}" 2>/dev/null || true
    [ ! -e "$policy.axspa" ] || mv "$policy.axspa" "$policy"
  }
  trap restore EXIT
  trap 'exit 130' INT TERM HUP
  [ ! -e "$policy" ] || mv "$policy" "$policy.axspa"
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod 755 "$policy"
  mkdir -p "${cluster%/*}"
  echo 'create_main_cluster = false' >"$cluster"
  export DEBIAN_FRONTEND=noninteractive
  apt-get -q -o DPkg::Lock::Timeout=600 update
  apt-get -q -o DPkg::Lock::Timeout=600 install -y --no-install-recommends "$@"
  for unit in "${units[@]}"; do
    if command -v systemctl >/dev/null; then
      ! systemctl is-enabled --quiet "$unit" 2>/dev/null || systemctl disable "$unit"
    else
      rm -f /etc/systemd/system/*.wants/"$unit"
    fi
  done
)

# need_servers SERVER ...: what the servers of tools/servers need.
need_servers() {
  local server packages=()
  for server in "$@"; do
    local -n of_server=$server
    packages+=("${of_server[@]}")
  done
  need_packages "${packages[@]}"
  case " $* " in *" azurite "*) need_azurite ;; esac
}

# Azurite in the version of tools/servers/package-lock.json, in tools/servers/node_modules.
need_azurite() {
  local servers=$repository/tools/servers wanted
  wanted=$(sha256sum <"$servers/package-lock.json")
  is_installed() { [ "$(cat "$servers/node_modules/.installed-from" 2>/dev/null)" = "$wanted" ]; }
  ! is_installed || return 0
  [ $TOOLS_MAY_INSTALL = yes ] || { say "Azurite is missing or of another version; install it with: npm ci --prefix tools/servers, or run $launcher without --no-install"; exit 2; }
  [ -w "$servers" ] || { say "must install Azurite first, and $(id -un) may not write to $servers; let its owner run $launcher once"; exit 2; }

  exec 9<"$servers"
  flock -n 9 || { say "waiting for another installation of Azurite in this checkout"; flock 9; }
  if ! is_installed; then
    say "installing Azurite with npm"
    npm ci --prefix "$servers" --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error </dev/null >&2 9<&- || { say "could not install Azurite"; exit 2; }
    printf '%s\n' "$wanted" >"$servers/node_modules/.installed-from"
  fi
  exec 9<&-
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
    find "$@" global.json .editorconfig Directory.* -type d \( -name bin -o -name obj -o -name node_modules \) -prune -o -type f -printf '%p %s %T@\n' | LC_ALL=C sort
  }) | sha256sum
}

if [ "${1:-}" = --no-install ]; then
  TOOLS_MAY_INSTALL=no
  shift
fi
