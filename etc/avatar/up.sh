# shellcheck shell=bash
# shellcheck disable=SC2153 # SERVICES is a list of services.sh, which is read before
# up, down, restart, status and logs.

# What this run started and must stop if it fails.
STARTED=()

prepare_data() {
  [[ "$(uname -s)" == Linux ]] || fail "The local stack runs on Linux only; the services run anywhere their engines do."
  if ! mkdir -p "$DATA"/{run,logs,data,blobs,keys/gateway,tmp} 2>/dev/null || [[ ! -w "$DATA" || ! -w "$DATA/run" ]]; then
    fail "$DATA cannot be written by $(id -un): choose another folder with AVATAR_DATA=… ./avatar up"
  fi
  chmod 700 "$DATA/keys"
  [[ -e "$DATA/avatar-data" ]] || printf 'This folder belongs to Avatar Engine; up --fresh empties it.\n' >"$DATA/avatar-data"
  make_secrets
}

# One command at a time on one data folder.
lock_data() {
  exec 9>"$DATA/run/lock"
  if command -v flock >/dev/null 2>&1; then
    flock -n 9 || fail "Another ./avatar command is at work on $DATA; wait for it."
  fi
}

check_disk() {
  local folder free_kib
  for folder in "$DATA" "$ROOT"; do
    free_kib="$(df -Pk "$folder" | awk 'NR == 2 { print $4 }')"
    if ((free_kib < 1048576)); then
      fail "The disk of $folder is full: $((free_kib / 1024)) MB free, 1024 MB needed."
    fi
  done
}

# All or nothing: whatever ends this command before it is done, what it started is stopped.
all_or_nothing() {
  trap stop_started EXIT
  trap 'fail "Interrupted; stopping what had started."' INT TERM HUP
}

done_starting() {
  STARTED=()
  trap - EXIT INT TERM HUP
}

stop_started() {
  ((${#STARTED[@]} > 0)) || return 0
  local services=() name
  for name in "${STARTED[@]}"; do
    [[ "$name" == "$STACK" ]] || services+=("$name")
  done
  ((${#services[@]} == 0)) || stop_processes 20 "${services[@]}"
  if [[ " ${STARTED[*]} " == *" $STACK "* ]]; then
    stop_processes 30 "$STACK"
    end_engine_orphans
  fi
  STARTED=()
}

empty_data() {
  [[ -e "$DATA/avatar-data" ]] || fail "$DATA is not a data folder of Avatar Engine; nothing was removed."
  rm -rf "${DATA:?}/data" "${DATA:?}/blobs" "${DATA:?}/keys" "${DATA:?}/tmp" "$DATA/demo-password"
  prepare_data
}

print_address() {
  say "Studio     http://${AVATAR_HOST:-127.0.0.1}:$GATEWAY_PORT/"
  say "Demo login demo / $(<"$DATA/demo-password")"
  if [[ "${AVATAR_HOST:-127.0.0.1}" != 127.* && "$(<"$DATA/demo-password")" == demo-avatar-engine ]]; then
    say "Others can reach $AVATAR_HOST, and this password is public: ./avatar up --fresh makes another."
  fi
}

cmd_up() {
  local fresh=false rebuild=false phases=package begun name flags dead=() alive=() stale=() untrained=() wanted=()
  while (($# > 0)); do
    case "$1" in
      --fresh) fresh=true ;;
      --rebuild)
        rebuild=true
        phases="clean package"
        ;;
      *) fail "up takes --fresh and --rebuild, not '$1'." 2 ;;
    esac
    shift
  done
  begun="$(now_ms)"
  need jdk prlimit
  prepare_data
  lock_data
  for name in "$STACK" "${SERVICES[@]}"; do
    if is_running "$name"; then alive+=("$name"); else dead+=("$name"); fi
  done
  if ((${#alive[@]} > 0)); then load_ports running; else load_ports; fi
  if [[ "$rebuild" == true ]]; then
    stale=("$STACK" "${SERVICES[@]}")
  elif [[ "${AVATAR_BUILD:-}" == never ]]; then
    for name in "$STACK" "${SERVICES[@]}"; do
      [[ -e "$(jar_of "$name")" ]] || fail "$name is not built, and AVATAR_BUILD=never forbids building it."
    done
  else
    mapfile -t stale < <(stale_modules)
  fi
  if ((${#dead[@]} == 0)) && [[ "$fresh" == false && "$rebuild" == false ]]; then
    await_ready "$STACK" "${SERVICES[@]}" || fail "$PROBLEM"
    say "Avatar Engine is already running."
    ((${#stale[@]} == 0)) || say "Its sources have changed since: ./avatar up --rebuild builds and starts them."
    print_address
    return 0
  fi
  check_disk
  if [[ "$fresh" == true ]] || ((${#stale[@]} > 0)); then
    # Nothing may run while its jars or its data are replaced.
    if ((${#alive[@]} > 0)); then
      say "Stopping ${alive[*]} first."
      stop_everything
    fi
    dead=("$STACK" "${SERVICES[@]}")
  elif ((${#alive[@]} > 0)); then
    say "Already running: ${alive[*]}. Starting ${dead[*]}."
  fi
  for name in "${dead[@]}"; do
    if [[ "$name" == "$STACK" ]]; then
      end_engine_orphans
      wanted+=(POSTGRES_PORT REDIS_PORT KAFKA_PORT)
    else
      read -r -a flags <<<"$(service_ports "$name")"
      wanted+=("${flags[@]}")
    fi
    forget_process "$name"
  done
  if ((${#dead[@]} == ${#SERVICES[@]} + 1)); then
    check_ports "${wanted[@]}"
  else
    # The living ones know the others by their present ports.
    AVATAR_PORTS='' check_ports "${wanted[@]}"
  fi
  [[ "$fresh" == false ]] || empty_data
  ((${#stale[@]} == 0)) || build_modules "$phases" "${stale[@]}"
  record_ports
  all_or_nothing
  if [[ " ${dead[*]} " == *" $STACK "* ]]; then
    STARTED+=("$STACK")
    archive_fits "$STACK" || [[ "${AVATAR_ARCHIVES:-}" == never ]] || train_stack
    mapfile -t flags < <(archive_flags "$STACK")
    start_stack ${flags[@]+"${flags[@]}"}
    await_ready "$STACK" || fail "$PROBLEM"
  fi
  for name in "${dead[@]}"; do
    [[ "$name" == "$STACK" || "${AVATAR_ARCHIVES:-}" == never ]] || archive_fits "$name" || untrained+=("$name")
  done
  ((${#untrained[@]} == 0)) || train "${untrained[@]}"
  start_dead "${dead[@]}"
  # Those that ran on may have lost their engines for a moment.
  await_ready "${SERVICES[@]}" || fail "$PROBLEM"
  done_starting
  say "Avatar Engine is ready after $(seconds_since "$begun") s."
  print_address
}

# Starts the services among the given names side by side and waits for all of them.
start_dead() {
  local name flags services=()
  for name in "$@"; do
    [[ "$name" != "$STACK" ]] || continue
    mapfile -t flags < <(archive_flags "$name")
    STARTED+=("$name")
    services+=("$name")
    start_service "$name" ${flags[@]+"${flags[@]}"}
  done
  ((${#services[@]} == 0)) || await_ready "${services[@]}" || fail "$PROBLEM"
}

stop_everything() {
  stop_processes 20 "${SERVICES[@]}"
  stop_processes 30 "$STACK"
  end_engine_orphans
}

cmd_down() {
  local any=false
  (($# == 0)) || fail "down takes no options." 2
  if [[ ! -d "$DATA/run" ]]; then
    say "Avatar Engine is not running."
    return 0
  fi
  lock_data
  ! any_running || any=true
  stop_everything
  if [[ "$any" == true ]]; then
    say "Avatar Engine has stopped; its data stays in $DATA."
  else
    say "Avatar Engine is not running."
  fi
}

cmd_restart() {
  local name flags
  (($# == 1)) || fail "restart takes the name of one service." 2
  name="$(service_name "$1")" || exit 2
  need jdk prlimit
  prepare_data
  lock_data
  load_ports running
  [[ "$name" == "$STACK" ]] || is_running "$STACK" || fail "Avatar Engine is not running; ./avatar up starts it."
  [[ -e "$(jar_of "$name")" ]] || fail "$name is not built yet; ./avatar up builds it."
  stop_processes 30 "$name"
  STARTED=("$name")
  all_or_nothing
  if [[ "$name" == "$STACK" ]]; then
    end_engine_orphans
    AVATAR_PORTS='' check_ports POSTGRES_PORT REDIS_PORT KAFKA_PORT
    mapfile -t flags < <(archive_flags "$STACK")
    start_stack ${flags[@]+"${flags[@]}"}
  else
    read -r -a flags <<<"$(service_ports "$name")"
    AVATAR_PORTS='' check_ports "${flags[@]}"
    mapfile -t flags < <(archive_flags "$name")
    start_service "$name" ${flags[@]+"${flags[@]}"}
  fi
  await_ready "$name" || fail "$PROBLEM"
  done_starting
  say "$name is ready."
}

cmd_status() {
  local name pid state kib total=0 all=true port
  (($# == 0)) || fail "status takes no options." 2
  load_ports_quietly
  printf '%-21s %-9s %8s %7s %9s\n' service state pid port memory
  for name in "$STACK" "${SERVICES[@]}"; do
    pid="$(running_pid "$name")"
    kib=0
    port=-
    [[ "$name" == "$STACK" ]] || port="$(service_port "$name")"
    if [[ -z "$pid" ]]; then
      state=stopped
      [[ ! -e "$DATA/run/$name.pid" ]] || state=died
      all=false
    else
      kib="$(resident_kib "$pid")"
      if is_ready "$name"; then state=ready; else
        state=starting
        all=false
      fi
    fi
    total=$((total + ${kib:-0}))
    printf '%-21s %-9s %8s %7s %6s MB\n' "$name" "$state" "${pid:--}" "$port" "$((${kib:-0} / 1024))"
  done
  kib="$(engines_kib)"
  total=$((total + kib))
  printf '%-21s %-9s %8s %7s %6s MB\n' 'postgres+redis' '' '' '' "$((kib / 1024))"
  printf '%-21s %-9s %8s %7s %6s MB\n' total '' '' '' "$((total / 1024))"
  [[ "$all" == true ]] || exit 3
}

load_ports_quietly() {
  AVATAR_PORTS='' load_ports running
}

# The memory of Postgres and Redis in KiB, shared pages counted once.
engines_kib() {
  local pid child sum=0 part
  pid="$(running_pid "$STACK")"
  [[ -n "$pid" ]] || {
    printf 0
    return 0
  }
  for child in $(descendants "$pid"); do
    part="$(awk '/^Pss:/ { print $2; exit }' "/proc/$child/smaps_rollup" 2>/dev/null || true)"
    sum=$((sum + ${part:-0}))
  done
  printf '%s' "$sum"
}

descendants() {
  local child
  local children
  read -r -a children <<<"$(cat "/proc/$1/task/"*/children 2>/dev/null | tr '\n' ' ')"
  for child in ${children[@]+"${children[@]}"}; do
    printf '%s ' "$child"
    descendants "$child"
  done
}

cmd_logs() {
  local follow=() names=() name files=()
  while (($# > 0)); do
    case "$1" in
      -f | --follow) follow=(-F) ;;
      *)
        name="$(service_name "$1")" || exit 2
        names+=("$name")
        ;;
    esac
    shift
  done
  ((${#names[@]} > 0)) || names=("$STACK" "${SERVICES[@]}")
  for name in "${names[@]}"; do
    [[ ! -e "$DATA/logs/$name.log" ]] || files+=("$DATA/logs/$name.log")
  done
  ((${#files[@]} > 0)) || fail "There are no logs in $DATA/logs yet; ./avatar up writes them."
  exec tail -n "$((${#files[@]} == 1 ? 200 : 30))" ${follow[@]+"${follow[@]}"} "${files[@]}"
}
