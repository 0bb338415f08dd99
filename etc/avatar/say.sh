# shellcheck shell=bash
# What a person reads.

say() {
  printf '%s\n' "$*"
}

# fail LINE [STATUS]: one line on stderr, then the end.
fail() {
  printf '%s\n' "$1" >&2
  exit "${2:-1}"
}

# Seconds since a value of now_ms, with one decimal.
now_ms() {
  local now="${EPOCHREALTIME/[.,]/}"
  printf '%s' "${now%???}"
}

seconds_since() {
  local passed=$(($(now_ms) - $1))
  printf '%d.%d' $((passed / 1000)) $((passed % 1000 / 100))
}
