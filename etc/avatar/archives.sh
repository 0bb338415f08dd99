# shellcheck shell=bash
# Start-up archives: an AOT cache on JDK 25 and newer, a class archive on 21 to 24. Trained once per build and JDK,
# beside the build, so that every data folder shares them.

archive_file() {
  local kind=jsa
  ((JAVA_MAJOR < 25)) || kind=aot
  printf '%s/%s/target/archive/app.%s' "$ROOT" "$1" "$kind"
}

# What an archive is valid for: the JDK and every jar's name, size and date.
archive_key() {
  {
    printf '%s\n' "$JAVA_HOME"
    cat "$JAVA_HOME/release" 2>/dev/null || true
    find "$(dirname "$(jar_of "$1")")" -name '*.jar' -printf '%p %s %T@\n' | LC_ALL=C sort
  } | sha256sum | cut -d ' ' -f 1
}

archive_fits() {
  local file
  file="$(archive_file "$1")"
  [[ -s "$file" && -r "$file.key" && "$(<"$file.key")" == "$(archive_key "$1")" ]]
}

# The flags that make a JVM use the archive of a module, one a line; none when there is none.
archive_flags() {
  local file
  file="$(archive_file "$1")"
  archive_fits "$1" || return 0
  if ((JAVA_MAJOR >= 25)); then
    # Two adapters of a hundred that do not link are not worth a warning in every log.
    printf '%s\n' "-XX:AOTCache=$file" '-Xlog:aot*=error'
  else
    printf '%s\n' "-XX:SharedArchiveFile=$file"
  fi
}

# The flags that make a JVM write the archive when it ends.
training_flags() {
  local file
  file="$(archive_file "$1")"
  if ((JAVA_MAJOR >= 25)); then
    printf '%s\n' "-XX:AOTCacheOutput=$file"
  else
    printf '%s\n' "-XX:ArchiveClassesAtExit=$file"
  fi
}

# The stack is trained by one start and stop of its own.
train_stack() {
  local flags file
  may_train "$STACK" || return 0
  file="$(archive_file "$STACK")"
  mkdir -p "${file%/*}"
  rm -f "$file" "$file.key"
  mapfile -t flags < <(training_flags "$STACK")
  start_stack "${flags[@]}"
  await_ready "$STACK" || fail "$PROBLEM"
  stop_processes 120 "$STACK"
  keep_archive "$STACK"
}

may_train() {
  [[ ! -w "$ROOT/$1/target" ]] || return 0
  say "No start-up archive for $1: $(id -un) may not write to $ROOT/$1/target. It starts without."
  return 1
}

# Names what a new archive is valid for.
keep_archive() {
  local file
  file="$(archive_file "$1")"
  if [[ -s "$file" ]]; then
    archive_key "$1" >"$file.key"
  else
    say "No start-up archive for $1 (it starts without; see $DATA/logs/$1.log)."
  fi
}

# train NAME...: starts the services against the running stack, stops them once ready, and keeps the archives they
# leave. As many at a time as there are processors. An archive only saves time: without one the start goes on, and says so.
train() {
  local batch=() name width begun
  width="$(nproc 2>/dev/null || printf 2)"
  ((width <= 4)) || width=4
  begun="$(now_ms)"
  for name in "$@"; do
    may_train "$name" || return 0
  done
  say "Training start-up archives of ${*} (once per build)"
  for name in "$@"; do
    batch+=("$name")
    if ((${#batch[@]} == width)); then
      train_batch "${batch[@]}"
      batch=()
    fi
  done
  ((${#batch[@]} == 0)) || train_batch "${batch[@]}"
  say "Trained in $(seconds_since "$begun") s."
}

train_batch() {
  local name file flags
  for name in "$@"; do
    file="$(archive_file "$name")"
    mkdir -p "${file%/*}"
    rm -f "$file" "$file.key"
    mapfile -t flags < <(training_flags "$name")
    start_service "$name" "${flags[@]}"
    STARTED+=("$name")
  done
  if ! await_ready "$@"; then
    # What cannot start for training cannot start for real either.
    fail "$PROBLEM"
  fi
  stop_processes 120 "$@"
  for name in "$@"; do
    keep_archive "$name"
  done
}
