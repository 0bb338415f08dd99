# shellcheck shell=bash
# doctor: what this machine has, and the command for what it lacks.

cmd_doctor() {
  local tool problems=0 name free_kib memory_kib
  case "${1:-}" in
    "") ;;
    --install)
      may_install || fail "doctor --install needs root on Debian; ./avatar doctor prints the commands."
      need "${TEST_TOOLS[@]}"
      ;;
    *) fail "doctor takes --install, not '$1'." 2 ;;
  esac
  for tool in "${TEST_TOOLS[@]}"; do
    if has_tool "$tool"; then
      report ok "$(needed_version "$tool")" "$(found_version "$tool")"
    else
      report MISSING "$(needed_version "$tool")" "$(sudo_prefix "$tool")$(advice "$tool")"
      problems=$((problems + 1))
    fi
  done

  free_kib="$(df -Pk "$ROOT" | awk 'NR == 2 { print $4 }')"
  if ((free_kib >= 8 * 1048576)); then
    report ok "disk" "$((free_kib / 1048576)) GB free"
  elif ((free_kib >= 1048576)); then
    report ok "disk" "$((free_kib / 1048576)) GB free; a first build takes about 8 GB"
  else
    report MISSING "disk" "$((free_kib / 1024)) MB free: make room for at least 1 GB"
    problems=$((problems + 1))
  fi
  memory_kib="$(awk '/^MemAvailable:/ { print $2 }' /proc/meminfo)"
  if ((memory_kib >= 3 * 1048576)); then
    report ok "memory" "$((memory_kib / 1024)) MB available"
  else
    report MISSING "memory" "$((memory_kib / 1024)) MB available: the whole stack takes about 2500 MB; close something"
    problems=$((problems + 1))
  fi

  load_ports_quietly
  if is_running "$STACK"; then
    report ok "ports" "Avatar Engine is running on them"
  else
    for name in "${PORT_NAMES[@]}"; do
      if [[ -n "$(listener_inode "$name" "${!name}")" ]]; then
        report MISSING "port ${!name} ($name)" "in use$(port_holder "$name"): $name=… ./avatar up, or AVATAR_PORTS=auto ./avatar up"
        problems=$((problems + 1))
      else
        report ok "port ${!name}" "free ($name)"
      fi
    done
  fi
  if ((problems > 0)); then
    exit 1
  fi
  say "Everything needed is here."
}

found_version() {
  case "$1" in
    jdk) printf '%s in %s' "$JAVA_MAJOR" "$JAVA_HOME" ;;
    maven) printf '%s in %s' "$(maven_version)" "$(command -v mvn)" ;;
    node) printf '%s with npm %s' "$(node --version)" "$(npm --version 2>/dev/null)" ;;
    chromium) find_chromium ;;
    docker-compose) command -v docker-compose || printf 'docker compose' ;;
    *) command -v "$1" ;;
  esac
}

report() {
  printf '%-9s %-36s %s\n' "$1" "$2" "$3"
}
