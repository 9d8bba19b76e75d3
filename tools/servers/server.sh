# shellcheck shell=bash disable=SC1091,SC2154
# Sourced by the script of each server: starting, stopping and killing are the same for all of them. The script defines
#   create    writes the data of a new server; new_settings has chosen its ports and secrets before
#   launch    starts its processes with spawn
#   is_ready  answers whether it serves
#   settings  prints KEY=VALUE lines
# and may define stop_signal, and an action of its own as on_ACTION. What it keeps lies in FOLDER/SERVER:
# ports and secrets in `settings`, a process's id in NAME.pid, its output in NAME.log, and `complete` once it was ready for the first time.
. "$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")/prepare.sh"
umask 077

server=${launcher##*/}
stop_signal=TERM
interrupted=no

# A port that nothing listens on, outside the range that outgoing connections take theirs from, so that it is still free after a restart, and below
# those that a cluster gives its services before its servers start.
free_port() {
  local port
  while port=$((20000 + SRANDOM % 6000)); (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do :; done
  printf '%s\n' "$port"
}

# secret BYTES: random, in base64.
secret() { head -c "$1" /dev/urandom | base64 -w 0 | tr '+/' 'aZ'; }

# started_at PID: when it started, in ticks since boot; nothing if it is gone. Guards against an id that another process has got since.
started_at() {
  local stat
  { read -r stat <"/proc/$1/stat"; } 2>/dev/null || return 0
  read -ra stat <<<"${stat##*) }"
  [ "${stat[0]}" = Z ] || printf '%s\n' "${stat[19]}"
}

# spawn NAME COMMAND ...: in a session of its own, so that Ctrl-C reaches `up` and not its servers, and holding none of our files.
spawn() {
  local name=$1
  setsid "${@:2}" </dev/null >>"$home/$name.log" 2>&1 9>&- &
  disown
  printf '%s %s\n' $! "$(started_at $!)" >"$home/$name.pid"
}

is_running() {
  local pid since
  { read -r pid since <"$home/$1.pid"; } 2>/dev/null && [ -n "$since" ] && [ "$(started_at "$pid")" = "$since" ]
}

# end NAME SIGNAL: sends it every second, since a process that has only just started may miss it, and KILL after 30 s; returns when the process is gone.
end() {
  local name=$1 signal=$2 pid tries=0
  while is_running "$name"; do
    if [ $((tries % 20)) = 0 ]; then
      [ $tries -lt 600 ] || { say "does not stop; killing it"; signal=KILL; }
      read -r pid _ <"$home/$name.pid"
      kill "-$signal" "$pid" 2>/dev/null || true
    fi
    tries=$((tries + 1))
    sleep 0.05
  done
  rm -f "$home/$name.pid"
}

# answers PORT REQUEST: what comes back first on that port, at most 12 characters.
answers() {
  local answer=
  { exec 3<>"/dev/tcp/127.0.0.1/$1"; } 2>/dev/null || return 1
  { printf '%b' "$2" >&3 && LC_ALL=C read -r -t 2 -N 12 answer <&3; } 2>/dev/null || true
  exec 3<&-
  printf '%s' "$answer"
}

on_start() {
  trap 'interrupted=yes' TERM INT HUP
  mkdir -p "$home"
  need_servers "$server"
  exec 9>"$home/lock"
  flock 9
  # A new server that cannot start gets other ports: another process may have taken one in between. An old one keeps its ports, and may
  # have to wait until the remains of a killed process are gone.
  for _ in 1 2 3 4 5; do
    if [ ! -e "$home/complete" ]; then
      find "$home" -mindepth 1 -maxdepth 1 ! -name lock ! -name '*.log' -exec rm -rf {} +
      new_settings >"$home/settings"
      . "$home/settings"
      create || { [ $interrupted = yes ] || say "could not create its data"; exit 1; }
    fi
    . "$home/settings"
    is_running "$server" || launch "$@"
    if becomes_ready; then
      touch "$home/complete"
      settings
      return
    fi
    [ -e "$home/complete" ] || stop_signal=KILL # nothing to be saved yet
    on_stop
    [ $interrupted = no ] || exit 143
    sleep 0.5
  done
  say "does not start; the end of its log ($home):"
  tail -n 20 "$home"/*.log >&2
  exit 1
}

# As long as it runs, at most a minute.
becomes_ready() {
  local deadline=$((SECONDS + 60))
  while [ $SECONDS -lt $deadline ] && [ $interrupted = no ] && is_running "$server"; do
    ! is_ready || { is_running "$server"; return; }
    sleep 0.1
  done
  return 1
}

on_stop() { end "$server" "$stop_signal"; }
on_kill() { end "$server" KILL; }
on_settings() { settings; }

run() {
  local action=${1:-}
  if [ $# -lt 2 ] || ! declare -F "on_$action" >/dev/null; then
    sed -n '2,${/^# shellcheck/q; /^#/!q; s/^# //p}' "$0" >&2
    exit 2
  fi
  root=$(readlink -m "$2")
  home=$root/$server
  if [ "$action" != start ]; then
    [ -e "$home/settings" ] || { say "$root holds no $server: expected a folder that start was given"; exit 2; }
    . "$home/settings"
  fi
  "on_$action" "${@:3}"
}
