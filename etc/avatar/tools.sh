# shellcheck shell=bash
# Finds the tools; installs those a Debian root may install.

OLDEST_JAVA=21
OLDEST_NODE=20
# What the whole test suite takes; the first three also build, the fourth also runs.
# shellcheck disable=SC2034 # read by the other parts
TEST_TOOLS=(jdk maven node prlimit chromium openssl docker-compose promtool coturn)
# docker-compose recommends a Docker daemon, which nothing here needs.
APT_INSTALL='apt-get install -y --no-install-recommends '

# The major version of the JDK in a folder, or nothing.
java_major() {
  local home="$1" version=""
  [[ -x "$home/bin/java" ]] || return 0
  if [[ -r "$home/release" ]]; then
    version="$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$home/release")"
  fi
  if [[ -z "$version" ]]; then
    version="$("$home/bin/java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1)"
  fi
  printf '%s' "$version"
}

# Sets JAVA_HOME, JAVA and JAVA_MAJOR to the first JDK that is new enough; status 1 if there is none.
find_java() {
  local candidates=() home major
  [[ -z "${JAVA_HOME:-}" ]] || candidates+=("$JAVA_HOME")
  if command -v java >/dev/null 2>&1; then
    home="$(readlink -f "$(command -v java)")"
    candidates+=("${home%/bin/java}")
  fi
  shopt -s nullglob
  candidates+=(/usr/lib/jvm/* "${HOME:-/nonexistent}"/.sdkman/candidates/java/* /opt/java/* /opt/jdk*)
  shopt -u nullglob
  for home in "${candidates[@]}"; do
    # A JRE cannot build.
    [[ -x "$home/bin/javac" ]] || continue
    major="$(java_major "$home")"
    if [[ "$major" =~ ^[0-9]+$ ]] && ((major >= OLDEST_JAVA)); then
      # shellcheck disable=SC2034 # read by the other parts
      export JAVA_HOME="$home" JAVA="$home/bin/java" JAVA_MAJOR="$major"
      return 0
    fi
  done
  return 1
}

is_debian() {
  [[ -r /etc/debian_version ]] && command -v apt-get >/dev/null 2>&1
}

may_install() {
  [[ "$(id -u)" == 0 ]] && is_debian
}

# The first of the named packages that this system's package lists offer, or nothing.
offered_package() {
  local package
  for package in "$@"; do
    if is_debian && apt-cache show "$package" >/dev/null 2>&1; then
      printf '%s' "$package"
      return 0
    fi
  done
}

node_major() {
  command -v node >/dev/null 2>&1 || return 0
  node --version 2>/dev/null | sed -n 's/^v\([0-9]*\).*/\1/p'
}

maven_version() {
  command -v mvn >/dev/null 2>&1 || return 0
  mvn --version 2>/dev/null | sed -n 's/.*Apache Maven \([0-9][0-9.]*\).*/\1/p' | head -n 1
}

maven_fits() {
  local version major minor
  version="$(maven_version)"
  IFS=. read -r major minor _ <<<"$version"
  [[ -n "$version" ]] && ((major > 3 || (major == 3 && minor >= 8)))
}

node_fits() {
  local major
  major="$(node_major)"
  [[ -n "$major" ]] && ((major >= OLDEST_NODE)) && command -v npm >/dev/null 2>&1
}

find_chromium() {
  local name
  if [[ -n "${AVATAR_CHROMIUM:-}" && -x "$AVATAR_CHROMIUM" ]]; then
    printf '%s' "$AVATAR_CHROMIUM"
    return 0
  fi
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$name" 2>/dev/null; then
      return 0
    fi
  done
  return 1
}

has_tool() {
  case "$1" in
    jdk) find_java ;;
    maven) maven_fits ;;
    node) node_fits ;;
    chromium) find_chromium >/dev/null ;;
    openssl | prlimit | promtool) command -v "$1" >/dev/null 2>&1 ;;
    docker-compose) command -v docker-compose >/dev/null 2>&1 || docker compose version >/dev/null 2>&1 ;;
    coturn) command -v turnserver >/dev/null 2>&1 ;;
  esac
}

# Debian's Node.js, where it is new enough.
node_package() {
  local major=""
  ! is_debian || major="$(apt-cache show nodejs 2>/dev/null | sed -n 's/^Version: \([0-9]*\).*/\1/p' | head -n 1)"
  if [[ -n "$major" ]] && ((major >= OLDEST_NODE)); then
    printf 'nodejs npm'
  fi
}

# The packages that hold a tool, as far as this system offers them.
packages_of() {
  case "$1" in
    jdk) offered_package openjdk-25-jdk-headless openjdk-21-jdk-headless temurin-25-jdk temurin-21-jdk ;;
    maven) printf 'maven' ;;
    node) node_package ;;
    chromium | openssl | docker-compose | coturn) printf '%s' "$1" ;;
    prlimit) printf 'util-linux' ;;
  esac
}

# Debian has promtool only in the package of the Prometheus server, which starts at once and listens on every address: so
# the program is taken out of the package and the package is not installed.
install_promtool() {
  local folder status=0
  say "Installing what is missing: promtool into /usr/local/bin, out of the package prometheus"
  folder="$(mktemp -d)"
  (
    cd "$folder" && apt-get -qq -o APT::Sandbox::User=root download prometheus &&
      dpkg-deb --fsys-tarfile prometheus_*.deb | tar -x -C /usr/local/bin --strip-components=3 ./usr/bin/promtool
  ) || status=$?
  rm -rf "$folder"
  ((status == 0)) || fail "promtool could not be taken out of the package prometheus; the messages stand above."
}

# The command that installs a tool here, as one line.
advice() {
  local packages
  packages="$(packages_of "$1")"
  if [[ -n "$packages" ]] && is_debian; then
    printf '%s%s' "$APT_INSTALL" "$packages"
    return 0
  fi
  case "$1" in
    jdk) printf 'unpack a JDK %s or newer (Eclipse Temurin, for example) into /opt/jdk-25, or set JAVA_HOME' "$OLDEST_JAVA" ;;
    maven) printf 'install Apache Maven 3.8 or newer and put mvn on the PATH' ;;
    node) printf 'install Node.js %s or newer with npm and put both on the PATH' "$OLDEST_NODE" ;;
    chromium) printf 'install Chromium, or set AVATAR_CHROMIUM to its executable' ;;
    openssl) printf 'install OpenSSL 1.1.1 or newer' ;;
    prlimit) printf 'install util-linux (it has prlimit, which bounds the decoder of videos)' ;;
    docker-compose) printf 'install docker-compose (only its parser is used; no Docker runs)' ;;
    promtool)
      if is_debian; then
        printf 'apt-get download prometheus && dpkg-deb --fsys-tarfile prometheus_*.deb | %star %s' \
          "$([[ "$(id -u)" == 0 ]] || printf 'sudo ')" '-x -C /usr/local/bin --strip-components=3 ./usr/bin/promtool'
      else
        printf 'put promtool of Prometheus 2.42 or newer on the PATH'
      fi
      ;;
    coturn) printf 'install coturn' ;;
  esac
}

needed_version() {
  case "$1" in
    jdk) printf 'a JDK %s or newer' "$OLDEST_JAVA" ;;
    maven) printf 'Maven 3.8 or newer' ;;
    node) printf 'Node.js %s or newer with npm' "$OLDEST_NODE" ;;
    chromium) printf 'Chromium (for the browser tests)' ;;
    openssl) printf 'openssl (for the tests of the keys)' ;;
    prlimit) printf 'prlimit of util-linux (bounds the decoder of videos)' ;;
    docker-compose) printf 'docker-compose (to test its file)' ;;
    promtool) printf 'promtool (for the tests of alerts)' ;;
    coturn) printf 'coturn (for the tests of relayed sessions)' ;;
  esac
}

# need TOOL...: returns when all are there. A Debian root gets the missing ones installed; everyone else, one line.
need() {
  local tool missing=() packages=() words=()
  for tool in "$@"; do
    has_tool "$tool" || missing+=("$tool")
  done
  if ((${#missing[@]} == 0)); then
    quiet_maven
    return 0
  fi
  if may_install; then
    # A bare machine has no package lists yet.
    apt-get update -qq >/dev/null 2>&1 || true
    for tool in "${missing[@]}"; do
      read -r -a words <<<"$(packages_of "$tool")"
      packages+=(${words[@]+"${words[@]}"})
    done
    if ((${#packages[@]} > 0)); then
      say "Installing what is missing: ${packages[*]}"
      DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null ||
        fail "apt-get could not install ${packages[*]}; its messages stand above."
      hash -r
    fi
    if [[ " ${missing[*]} " == *" promtool "* ]]; then
      install_promtool
      hash -r
    fi
  fi
  packages=()
  for tool in "${missing[@]}"; do
    has_tool "$tool" || packages+=("$tool")
  done
  ((${#packages[@]} == 0)) || fail "$(lament "${packages[@]}")"
  quiet_maven
}

# One line: what is missing, and what to do about all of it.
lament() {
  local tool what="" apt="" else_do="" line
  for tool in "$@"; do
    what+="${what:+ and }$(needed_version "$tool")"
    line="$(advice "$tool")"
    if [[ "$line" == "$APT_INSTALL"* ]]; then
      apt+="${apt:+ }${line#"$APT_INSTALL"}"
    else
      else_do+="; $line"
    fi
  done
  if [[ -n "$apt" ]]; then
    line="$APT_INSTALL$apt"
    [[ "$(id -u)" == 0 ]] || line="sudo $line"
    else_do="; $line$else_do"
  fi
  printf 'Avatar Engine needs %s: %s' "$what" "${else_do#; }"
}

# Maven's own libraries make newer JDKs warn at every start.
quiet_maven() {
  local flag=--sun-misc-unsafe-memory-access=allow
  if ((${JAVA_MAJOR:-0} >= 23)) && [[ "${MAVEN_OPTS:-}" != *"$flag"* ]]; then
    export MAVEN_OPTS="${MAVEN_OPTS:+$MAVEN_OPTS }$flag"
  fi
}

sudo_prefix() {
  if [[ "$(advice "$1")" == "$APT_INSTALL"* && "$(id -u)" != 0 ]]; then
    printf 'sudo '
  fi
}
