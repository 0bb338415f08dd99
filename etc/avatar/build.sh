# shellcheck shell=bash
# Builds what is missing or stale. A module is stale when the content of its sources, or of a module it is made of,
# differs from what was built: dates alone say nothing after a clone or a checkout.

# The folders that a runnable module is made of, its own among them.
sources_of() {
  case "$1" in
    embedded-stack) printf 'embedded-stack' ;;
    gateway-service) printf 'contract platform studio gateway-service' ;;
    ml-worker) printf 'contract platform engine ml-worker' ;;
    animation-service) printf 'contract platform engine animation-service' ;;
    *) printf 'contract platform %s' "$1" ;;
  esac
}

# One hash over names and contents of the sources in the given folders, tests and everything generated left out.
source_hash() {
  (
    cd "$ROOT" || exit 1
    local folders=() folder
    for folder in "$@"; do
      [[ ! -d "$folder" ]] || folders+=("$folder")
    done
    {
      printf '%s\0' pom.xml .mvn/jvm.config engine/pom.xml
      find "${folders[@]}" \
        \( -name target -o -name node_modules -o -name dist -o -path '*/src/test' -o -name '.*' \) -prune \
        -o -type f -print0
    } | LC_ALL=C sort -z | xargs -0 sha256sum 2>/dev/null | sha256sum | cut -d ' ' -f 1
  )
}

stamp_of() {
  printf '%s/%s/target/avatar.stamp' "$ROOT" "$1"
}

# Prints the runnable modules that must be built.
stale_modules() {
  local name words stamp
  for name in "$STACK" "${SERVICES[@]}"; do
    stamp="$(stamp_of "$name")"
    read -r -a words <<<"$(sources_of "$name")"
    if [[ ! -e "$(jar_of "$name")" || ! -r "$stamp" || "$(<"$stamp")" != "$(source_hash "${words[@]}")" ]]; then
      printf '%s\n' "$name"
    fi
  done
}

# Records that a module's build is that of its present sources.
stamp_module() {
  local words
  read -r -a words <<<"$(sources_of "$1")"
  source_hash "${words[@]}" >"$(stamp_of "$1")"
}

# What Maven complained about in a log, without its advice on how to ask it.
maven_errors() {
  local errors
  errors="$(sed 's/\x1b\[[0-9;]*m//g' "$1" |
    grep -E '^\[(ERROR|FATAL)\]' |
    grep -vE '\[Help [0-9]\]$|Re-run Maven|To see the full stack|For more information about|^\[ERROR\] *$' |
    head -n 20 || true)"
  if [[ -n "$errors" ]]; then printf '%s\n' "$errors"; else tail -n 20 "$1"; fi
}

# build_modules PHASES NAME...: PHASES is "package", or "clean package" to build everything again.
build_modules() {
  local phases name list="" log="$DATA/logs/build.log" begun
  read -r -a phases <<<"$1"
  shift
  [[ -w "$ROOT" ]] || fail "$ROOT cannot be written by $(id -un): build it as its owner first."
  need jdk maven node
  for name in "$@"; do
    rm -f "$(stamp_of "$name")"
    list+="${list:+,}$name"
  done
  begun="$(now_ms)"
  say "Building ${list//,/, } (the first build fetches libraries and takes minutes; log: $log)"
  rotate_log "$log"
  if ! (cd "$ROOT" && mvn -B -ntp -q "${phases[@]}" -DskipTests -Dspotless.check.skip -pl "$list" -am) >"$log" 2>&1 </dev/null 9>&-; then
    maven_errors "$log" >&2
    fail "The build failed; the whole log is $log"
  fi
  for name in "$@"; do
    if [[ ! -e "$(jar_of "$name")" ]]; then
      fail "The build of $name made no $(jar_of "$name"); the whole log is $log"
    fi
    stamp_module "$name"
  done
  say "Built in $(seconds_since "$begun") s."
}
