# shellcheck shell=bash
# shellcheck disable=SC2034 # variables in capitals are answers to the other parts
# The six services and the embedded stack: where they are built, how they are started.

# Named as their modules are; a person may leave "-service" out.
SERVICES=(gateway-service registration-service face-cache-service job-service ml-worker animation-service)
STACK=embedded-stack
READY_SECONDS="${AVATAR_READY_SECONDS:-120}"

# service_name WORD: the module a person means.
service_name() {
  local known
  for known in "${SERVICES[@]}" "$STACK"; do
    if [[ "$1" == "$known" || "$1-service" == "$known" ]]; then
      printf '%s' "$known"
      return 0
    fi
  done
  fail "There is no service '$1'; there are ${SERVICES[*]} and $STACK." 2
}

# The version in the root POM: the first one that is not a parent's.
project_version() {
  sed -n 's:^  <version>\(.*\)</version>.*:\1:p' "$ROOT/pom.xml" | head -n 1
}

# The jar that runs a service; for the stack, the one whose libraries lie beside it.
jar_of() {
  if [[ "$1" == "$STACK" ]]; then
    printf '%s/%s/target/%s-%s.jar' "$ROOT" "$STACK" "$STACK" "$(project_version)"
  else
    printf '%s/%s/target/quarkus-app/quarkus-run.jar' "$ROOT" "$1"
  fi
}

# Sets FLAGS to the JVM's flags for a service.
jvm_flags() {
  FLAGS=(-XX:+UseSerialGC -Xss512k -XX:+ExitOnOutOfMemoryError "-Djava.io.tmpdir=$DATA/tmp"
    "-XX:ErrorFile=$DATA/logs/hs_err_$1.log" --enable-native-access=ALL-UNNAMED)
  # Netty, ONNX Runtime and Kafka still use it; the JVM would warn at every start.
  ((JAVA_MAJOR < 23)) || FLAGS+=(--sun-misc-unsafe-memory-access=allow)
  case "$1" in
    embedded-stack) FLAGS+=(-XX:TieredStopAtLevel=1 -Xmx160m) ;;
    ml-worker) FLAGS+=(-Xmx768m) ;;
    # C1 has no fast SHA-256, and every entry that comes from Redis is verified.
    face-cache-service) FLAGS+=(-Xmx192m) ;;
    # Frames at 60 a second, for many: C1 would take ten times as long for each.
    animation-service) FLAGS+=(-Xmx320m) ;;
    # Every frame that is watched over a WebSocket passes through it.
    gateway-service) FLAGS+=(-Xmx192m) ;;
    *) FLAGS+=(-XX:TieredStopAtLevel=1 -Xmx192m) ;;
  esac
}

# Writes each secret of this data folder once.
make_secrets() {
  local name
  for name in service turn; do
    secret_file "$DATA/keys/$name-secret"
  done
  [[ -s "$DATA/demo-password" ]] || (
    umask 077
    demo_password >"$DATA/demo-password"
  )
}

# A password that everyone can read in the README is only for an engine that no one else can reach.
demo_password() {
  if [[ -n "${AVATAR_GATEWAY_DEMO_PASSWORD:-}" ]]; then
    printf '%s\n' "$AVATAR_GATEWAY_DEMO_PASSWORD"
  elif [[ "${AVATAR_HOST:-127.0.0.1}" == 127.* ]]; then
    printf 'demo-avatar-engine\n'
  else
    od -An -N8 -tx1 /dev/urandom | tr -d ' '
  fi
}

secret_file() {
  [[ -s "$1" ]] || (
    umask 077
    od -An -N32 -tx1 /dev/urandom | tr -d ' \n' >"$1.new"
    mv "$1.new" "$1"
  )
}

# Sets ENVIRONMENT to what a service is told. The engines' addresses come from the embedded stack itself.
service_environment() {
  local name="$1" line host=127.0.0.1
  case "$name" in
    gateway-service | animation-service) host="${AVATAR_HOST:-127.0.0.1}" ;;
  esac
  ENVIRONMENT=(
    "AVATAR_MODE=local"
    "AVATAR_BLOB_KIND=folder"
    "AVATAR_BLOB_FOLDER=$DATA/blobs"
    "AVATAR_IDENTITY_JWKS_FILE=$DATA/keys/jwks.json"
    "AVATAR_IDENTITY_SERVICE_SECRET=$(<"$DATA/keys/service-secret")"
    "AVATAR_GATEWAY_KEYS_FOLDER=$DATA/keys/gateway"
    "AVATAR_GATEWAY_DEMO_PASSWORD=$(<"$DATA/demo-password")"
    "AVATAR_REGISTRATION_URL=http://127.0.0.1:$REGISTRATION_PORT"
    "AVATAR_FACE_CACHE_URL=http://127.0.0.1:$FACE_CACHE_PORT"
    "AVATAR_JOB_URL=http://127.0.0.1:$JOB_PORT"
    "AVATAR_ANIMATION_URL=http://127.0.0.1:$ANIMATION_PORT"
    "AVATAR_TURN_SECRET=$(<"$DATA/keys/turn-secret")"
    "AVATAR_ANIMATION_INSTANCE=local"
    "AVATAR_ANIMATION_RTC_HOST=$host"
    "AVATAR_ANIMATION_RTC_PORT=$RTC_PORT"
    "AVATAR_ANIMATION_INGEST_HOST=$host"
    "AVATAR_ANIMATION_INGEST_PORT=$LIVE_LINK_PORT"
    "AVATAR_ANIMATION_INGEST_VMC_PORT=$VMC_PORT"
    "AVATAR_ANIMATION_INGEST_IFACIALMOCAP_PORT=$IFACIALMOCAP_PORT"
    "QUARKUS_HTTP_HOST=$host"
    "QUARKUS_HTTP_PORT=$(service_port "$name")"
    "QUARKUS_LOG_CONSOLE_JSON_ENABLED=true"
    "ORT_DISABLE_TELEMETRY=1"
    # The C library would keep one heap per thread.
    "MALLOC_ARENA_MAX=2"
  )
  while IFS= read -r line; do
    ENVIRONMENT+=("$line")
  done <"$DATA/data/endpoints.env"
}

# start_service NAME [EXTRA FLAGS...]
start_service() {
  local name="$1" jar FLAGS ENVIRONMENT
  shift
  jar="$(jar_of "$name")"
  jvm_flags "$name"
  service_environment "$name"
  spawn "$name" "$JAVA" "${FLAGS[@]}" "$@" -jar "$jar"
}

# start_stack [EXTRA FLAGS...]
start_stack() {
  local FLAGS ENVIRONMENT=("MALLOC_ARENA_MAX=2")
  jvm_flags "$STACK"
  rm -f "$DATA/data/endpoints.env"
  spawn "$STACK" "$JAVA" "${FLAGS[@]}" "$@" -cp "$(jar_of "$STACK"):$ROOT/$STACK/target/lib/*" \
    org.avatarengine.stack.EmbeddedStackMain --data "$DATA/data" --postgres-port "$POSTGRES_PORT" \
    --redis-port "$REDIS_PORT" --kafka-port "$KAFKA_PORT"
}

stack_ready() {
  [[ -e "$DATA/data/endpoints.env" ]]
}

service_ready() {
  [[ "$(http_status "$(service_port "$1")" /health/ready)" == 200 ]]
}

is_ready() {
  if [[ "$1" == "$STACK" ]]; then stack_ready; else service_ready "$1"; fi
}

# explain REASON NAME: sets PROBLEM to the reason and what the service said last. The stack ends with one plain line; a
# service's last lines are shown, JSON as text.
explain() {
  local log="$DATA/logs/$2.log" lines=10
  [[ "$2" != "$STACK" ]] || lines=1
  PROBLEM="$1; the end of $log:
$(tail -n "$lines" "$log" 2>/dev/null | plain_lines || true)"
}

# Log lines for a person: of JSON the level, the message and what each exception said.
plain_lines() {
  local line part level text
  while IFS= read -r line; do
    if [[ "$line" != '{"'* ]]; then
      printf '%s\n' "${line:0:400}"
      continue
    fi
    level=""
    text=""
    while IFS= read -r part; do
      case "$part" in
        '"level":'*) level="${part#*:}" ;;
        '"message":'*) text+="${text:+ | }${part#*:}" ;;
      esac
    done < <(grep -oE '"(level|message)":"([^"\\]|\\.)*"' <<<"$line")
    level="${level//\"/}"
    text="${text//\\n/ }"
    printf '%s %s\n' "$level" "${text:0:600}"
  done
}

# await_ready NAME...: status 1 and the reason in PROBLEM if one of them dies or takes too long.
await_ready() {
  local deadline name waiting=("$@") still
  deadline=$(($(now_ms) + READY_SECONDS * 1000))
  PROBLEM=""
  while ((${#waiting[@]} > 0)); do
    still=()
    for name in "${waiting[@]}"; do
      if ! is_running "$name"; then
        explain "$name stopped while starting" "$name"
        return 1
      fi
      is_ready "$name" || still+=("$name")
    done
    waiting=(${still[@]+"${still[@]}"})
    ((${#waiting[@]} > 0)) || return 0
    if (($(now_ms) > deadline)); then
      explain "${waiting[0]} is not ready after $READY_SECONDS s" "${waiting[0]}"
      return 1
    fi
    sleep 0.1
  done
}
