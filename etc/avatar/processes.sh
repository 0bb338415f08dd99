# shellcheck shell=bash
# Processes, known by their id and start time together: a number that the system gave to another program is never
# mistaken for one of ours.

# The start time of a living process in clock ticks since boot, or nothing; a zombie does not live.
start_time() {
  local stat rest
  { stat="$(<"/proc/$1/stat")"; } 2>/dev/null || return 0
  # The fields after the name, which stands in parentheses and may hold anything.
  rest="${stat##*) }"
  # shellcheck disable=SC2086
  set -- $rest
  [[ "$1" == Z ]] || printf '%s' "${20}"
}

record_process() {
  local name="$1" pid="$2"
  start_time "$pid" >"$DATA/run/$name.start"
  printf '%s\n' "$pid" >"$DATA/run/$name.pid"
}

# The id of a recorded process that still lives, or nothing.
running_pid() {
  local pid start
  [[ -r "$DATA/run/$1.pid" && -r "$DATA/run/$1.start" ]] || return 0
  pid="$(<"$DATA/run/$1.pid")"
  start="$(<"$DATA/run/$1.start")"
  if [[ "$pid" =~ ^[1-9][0-9]*$ && -n "$start" && "$(start_time "$pid")" == "$start" ]]; then
    printf '%s' "$pid"
  fi
}

is_running() {
  [[ -n "$(running_pid "$1")" ]]
}

# Whether any of the services or the stack runs.
any_running() {
  local name
  for name in "${SERVICES[@]}" "$STACK"; do
    ! is_running "$name" || return 0
  done
  return 1
}

forget_process() {
  rm -f "$DATA/run/$1.pid" "$DATA/run/$1.start"
}

# spawn NAME COMMAND...: with the variables of ENVIRONMENT, in a session of its own, so that a Ctrl-C here does not reach it; output to its log.
spawn() {
  local name="$1" log
  shift
  log="$DATA/logs/$name.log"
  rotate_log "$log"
  if command -v setsid >/dev/null 2>&1; then
    set -- setsid "$@"
  else
    set -- nohup "$@"
  fi
  (
    # By the environment, not by the command line: secrets do not show in a list of processes.
    ((${#ENVIRONMENT[@]} == 0)) || export "${ENVIRONMENT[@]}"
    cd "$DATA/logs" || exit 1
    exec "$@" >"$log" 2>&1 </dev/null 9>&-
  ) &
  record_process "$name" "$!"
}

# Keeps the logs of the last three starts.
rotate_log() {
  local log="$1" n
  for n in 2 1; do
    [[ ! -e "$log.$n" ]] || mv -f "$log.$n" "$log.$((n + 1))"
  done
  [[ ! -e "$log" ]] || mv -f "$log" "$log.1"
}

# stop_processes SECONDS NAME...: asks all of them, waits, then kills what is left.
stop_processes() {
  local wait="$1" name pid deadline any
  shift
  for name in "$@"; do
    pid="$(running_pid "$name")"
    [[ -z "$pid" ]] || kill -TERM "$pid" 2>/dev/null || true
  done
  deadline=$(($(now_ms) + wait * 1000))
  while true; do
    any=false
    for name in "$@"; do
      is_running "$name" && any=true
    done
    [[ "$any" == true ]] || break
    if (($(now_ms) > deadline)); then
      for name in "$@"; do
        pid="$(running_pid "$name")"
        if [[ -n "$pid" ]]; then
          say "$name did not stop within $wait s; killing it."
          kill -KILL "$pid" 2>/dev/null || true
        fi
      done
      deadline=$(($(now_ms) + 10000))
    fi
    sleep 0.05
  done
  for name in "$@"; do
    forget_process "$name"
  done
}

# Ends Postgres and Redis that a kill -9 of the embedded stack left behind: recorded id and data folder must both match.
end_engine_orphans() {
  local engine folder pid file signal
  for engine in postgres redis; do
    folder="$DATA/data/$engine"
    signal=TERM
    [[ "$engine" != postgres ]] || signal=INT
    for file in "$DATA/data/run/$engine.pid" "$folder/postmaster.pid"; do
      [[ -r "$file" ]] || continue
      IFS= read -r pid <"$file" || true
      [[ "$pid" =~ ^[1-9][0-9]*$ && -n "$(start_time "$pid")" ]] || continue
      if tr '\0' '\n' <"/proc/$pid/cmdline" 2>/dev/null | grep -qxF -- "$folder"; then
        say "Ending an orphaned $engine (pid $pid)."
        kill -s "$signal" "$pid" 2>/dev/null || true
        local deadline=$(($(now_ms) + 10000))
        while [[ -n "$(start_time "$pid")" ]]; do
          (($(now_ms) < deadline)) || kill -KILL "$pid" 2>/dev/null || true
          sleep 0.05
        done
      fi
    done
  done
}

# The resident memory of a process in KiB.
resident_kib() {
  sed -n 's/^VmRSS:[[:space:]]*\([0-9]*\).*/\1/p' "/proc/$1/status" 2>/dev/null || true
}
