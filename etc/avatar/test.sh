# shellcheck shell=bash
# test, and the programs that measure.

# The services that stay compilable to a native executable.
NATIVE_SERVICES=(gateway-service registration-service face-cache-service job-service animation-service)

cmd_test() {
  local log="$ROOT/target/avatar-test.log" name list="" begun
  begun="$(now_ms)"
  need "${TEST_TOOLS[@]}"
  AVATAR_CHROMIUM="$(find_chromium)"
  export AVATAR_CHROMIUM ORT_DISABLE_TELEMETRY=1
  mkdir -p "$ROOT/target"
  cd "$ROOT" || exit 1
  if [[ -d "$DATA/run" ]] && any_running; then
    # Its jars are about to be built anew under it, and the tests need the memory.
    say "Stopping the running engine first; ./avatar up starts it again afterwards, with its data."
    cmd_down
  fi

  say "Building and testing everything (log: $log)"
  # The system tests call this script: what they start is what this very build made.
  if ! AVATAR_BUILD=never mvn -B -ntp verify "$@" </dev/null 2>&1 | tee "$log"; then
    fail "The tests failed; the whole log is $log"
  fi
  for name in "$STACK" "${SERVICES[@]}"; do
    [[ ! -d "$(dirname "$(jar_of "$name")")" ]] || stamp_module "$name"
  done

  for name in "${NATIVE_SERVICES[@]}"; do
    list+="${list:+,}$name"
    rm -rf "${ROOT:?}/$name/target/native-sources"
  done
  say "Preparing the native sources of ${list//,/, }"
  # Beside the jars that were just built and tested, which stay as they are.
  if ! mvn -B -ntp -q package -pl "$list" -am -DskipTests -Dspotless.check.skip -Dquarkus.native.enabled=true \
    -Dquarkus.native.sources-only=true -Dquarkus.package.jar.enabled=false </dev/null >"$log.native" 2>&1; then
    maven_errors "$log.native" >&2
    fail "The native sources cannot be made; the whole log is $log.native"
  fi
  for name in "${NATIVE_SERVICES[@]}"; do
    [[ -s "$name/target/native-sources/native-image.args" ]] ||
      fail "$name has no target/native-sources; the whole log is $log.native"
    [[ -e "$(jar_of "$name")" ]] || fail "The native step removed $(jar_of "$name")."
    say "native sources: $name"
  done

  say "Passed in $(seconds_since "$begun") s. Maven's own totals, module by module:"
  test_totals "$log"
}

# Maven's "Tests run" totals, each under its module, without colours.
test_totals() {
  sed 's/\x1b\[[0-9;]*m//g' "$1" |
    awk '/^\[INFO\] Building Avatar Engine/ { sub(/^\[INFO\] Building /, ""); sub(/ +\[[0-9]+\/[0-9]+\]$/, ""); module = $0 }
         /Tests run: [0-9]+, Failures: [0-9]+, Errors: [0-9]+, Skipped: [0-9]+$/ { print module; print $0 }'
}

# cmd_tool bench|simulate|replay [OPTIONS]: one of the programs in the benchmarks module.
cmd_tool() {
  local jar="$ROOT/benchmarks/target/benchmarks.jar" here="$PWD"
  need jdk maven node
  # A measurement is of what stands here now; the others may run from what was built.
  if [[ "$1" == bench || ! -e "$jar" ]]; then
    cd "$ROOT" || exit 1
    mvn -B -ntp -q -pl benchmarks -am -DskipTests -Dspotless.check.skip package </dev/null ||
      fail "The benchmarks could not be built; Maven's messages stand above."
    [[ -e "$jar" ]] || fail "The build made no $jar."
    [[ "$1" == bench ]] || cd "$here" || exit 1
  fi
  AVATAR_DATA="$DATA" exec "$JAVA" -jar "$jar" "$@"
}
