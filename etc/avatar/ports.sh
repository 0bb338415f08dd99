# shellcheck shell=bash
# Which port belongs to whom, and who holds it.

PORT_NAMES=(GATEWAY_PORT REGISTRATION_PORT FACE_CACHE_PORT JOB_PORT ML_WORKER_PORT ANIMATION_PORT
  POSTGRES_PORT REDIS_PORT KAFKA_PORT RTC_PORT LIVE_LINK_PORT VMC_PORT IFACIALMOCAP_PORT)
# The ones of live animation that are UDP.
UDP_PORT_NAMES=" RTC_PORT LIVE_LINK_PORT VMC_PORT IFACIALMOCAP_PORT "

default_port() {
  case "$1" in
    GATEWAY_PORT) printf 8080 ;;
    REGISTRATION_PORT) printf 8081 ;;
    FACE_CACHE_PORT) printf 8082 ;;
    JOB_PORT) printf 8083 ;;
    ML_WORKER_PORT) printf 8084 ;;
    ANIMATION_PORT) printf 8766 ;;
    POSTGRES_PORT) printf 15432 ;;
    REDIS_PORT) printf 16379 ;;
    KAFKA_PORT) printf 19092 ;;
    RTC_PORT) printf 8767 ;;
    LIVE_LINK_PORT) printf 11111 ;;
    VMC_PORT) printf 39539 ;;
    IFACIALMOCAP_PORT) printf 49983 ;;
  esac
}

# service_port_name NAME: gateway-service -> GATEWAY_PORT
service_port_name() {
  local name="${1%-service}"
  local upper="${name^^}"
  printf '%s_PORT' "${upper//-/_}"
}

service_port() {
  local name
  name="$(service_port_name "$1")"
  printf '%s' "${!name}"
}

# listener_inode NAME PORT: the inode of the socket that listens on the port of that name, or nothing. Reads the kernel's
# table: no tool is needed. A listening TCP socket is in state 0A, a bound UDP socket in state 07.
listener_inode() {
  local hex table=tcp state=0A
  if [[ "$UDP_PORT_NAMES" == *" $1 "* ]]; then
    table=udp
    state=07
  fi
  hex="$(printf '%04X' "$2")"
  cat "/proc/net/$table" "/proc/net/${table}6" 2>/dev/null |
    awk -v port=":$hex" -v state="$state" '$4 == state && substr($2, length($2) - 4) == port { print $10; exit }'
}

# Who listens on the port of a name, as " (name, pid N)", as far as this user may know.
port_holder() {
  local inode link pid
  inode="$(listener_inode "$1" "${!1}")"
  [[ -n "$inode" ]] || return 0
  link="$(find /proc/[0-9]*/fd -lname "socket:\[$inode\]" 2>/dev/null | head -n 1 || true)"
  pid="${link#/proc/}"
  pid="${pid%%/*}"
  if [[ -n "$pid" && -r "/proc/$pid/comm" ]]; then
    printf ' by %s (pid %s)' "$(<"/proc/$pid/comm")" "$pid"
  fi
}

is_port() {
  [[ "$1" =~ ^[1-9][0-9]{0,4}$ ]] && (($1 < 65536))
}

# load_ports [running]: sets every port. What runs keeps the ports it was started with; otherwise the environment
# decides, then chance or the default.
load_ports() {
  local name recorded="$DATA/ports.env" key value running="${1:-}"
  local -A from_file=()
  if [[ -r "$recorded" && ("$running" == running || "${AVATAR_PORTS:-}" == auto) ]]; then
    while IFS='=' read -r key value; do
      ! is_port "$value" || from_file["$key"]="$value"
    done <"$recorded"
  fi
  for name in "${PORT_NAMES[@]}"; do
    if [[ "$running" == running && -n "${from_file[$name]:-}" ]]; then
      printf -v "$name" '%s' "${from_file[$name]}"
    elif [[ -n "${!name:-}" ]]; then
      is_port "${!name}" || fail "$name must be a port, not '${!name}'."
    elif [[ -n "${from_file[$name]:-}" ]]; then
      printf -v "$name" '%s' "${from_file[$name]}"
    elif [[ "${AVATAR_PORTS:-}" != auto ]]; then
      printf -v "$name" '%s' "$(default_port "$name")"
    fi
  done
  [[ "${AVATAR_PORTS:-}" != auto ]] || pick_free_ports
}

# Fills the ports that are still open. Below the kernel's range for outgoing connections, which would race for them.
pick_free_ports() {
  local name port taken=" "
  for name in "${PORT_NAMES[@]}"; do
    taken+="${!name:-} "
  done
  for name in "${PORT_NAMES[@]}"; do
    while [[ -z "${!name:-}" ]]; do
      port=$((20000 + RANDOM % 12000))
      if [[ "$taken" != *" $port "* && -z "$(listener_inode "$name" "$port")" ]]; then
        printf -v "$name" '%s' "$port"
        taken+="$port "
      fi
    done
  done
}

record_ports() {
  local name
  for name in "${PORT_NAMES[@]}"; do
    printf '%s=%s\n' "$name" "${!name}"
  done >"$DATA/ports.env.new"
  mv "$DATA/ports.env.new" "$DATA/ports.env"
}

# service_ports NAME: the names of all ports of a service.
service_ports() {
  service_port_name "$1"
  [[ "$1" != animation-service ]] || printf ' RTC_PORT LIVE_LINK_PORT VMC_PORT IFACIALMOCAP_PORT'
}

# check_ports NAME...: ends with one line if one of them is taken. With automatic ports a taken one is replaced.
check_ports() {
  local name again=false
  for name in "$@"; do
    [[ -n "$(listener_inode "$name" "${!name}")" ]] || continue
    if [[ "${AVATAR_PORTS:-}" == auto ]]; then
      printf -v "$name" '%s' ''
      again=true
    else
      fail "Port ${!name} is in use$(port_holder "$name"): free it, or choose another with $name=… or AVATAR_PORTS=auto ./avatar up"
    fi
  done
  [[ "$again" == false ]] || pick_free_ports
}

# http_status PORT PATH: the status of a GET on this machine, 000 if nobody answers in time. Needs no curl.
http_status() {
  local line=""
  {
    exec 8<>"/dev/tcp/127.0.0.1/$1"
  } 2>/dev/null || {
    printf 000
    return 0
  }
  printf 'GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n' "$2" >&8 2>/dev/null || true
  IFS= read -r -t 5 line <&8 || true
  exec 8>&- 8<&-
  line="${line#HTTP/1.? }"
  printf '%s' "${line:0:3}"
}
