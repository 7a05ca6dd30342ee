# Sourced by run, test and bench: what the machine must have, and building only what changed.
# shellcheck shell=bash

say() { printf '%s\n' "$*" >&2; }

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

may_install() {
    command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }
}

# install WHAT PACKAGE...
install() {
    local what=$1
    shift
    if ! may_install; then
        say "$what is missing and cannot be installed without root. Please run: sudo apt-get update && sudo apt-get install $*"
        return 1
    fi
    say "Installing $what ($*) ..."
    local log
    log=$(mktemp)
    if ! { as_root apt-get update && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"; } >"$log" 2>&1; then
        tail -n 15 "$log" >&2
        rm -f "$log"
        say "$what could not be installed. Please install it by hand: $*"
        return 1
    fi
    rm -f "$log"
}

need_dotnet() {
    if ! command -v dotnet >/dev/null && [ -x "$HOME/.dotnet/dotnet" ]; then
        export PATH="$HOME/.dotnet:$PATH"
    fi
    if ! dotnet --list-sdks 2>/dev/null | grep -q '^10\.'; then
        say "The .NET SDK 10 is missing. Install it without root, then start again:"
        say "  curl -sSL https://dot.net/v1/dotnet-install.sh | bash -s -- --channel 10.0"
        say "  export PATH=\"\$HOME/.dotnet:\$PATH\""
        return 1
    fi
    # without libicu .NET knows no languages but English
    if ! find_icu; then
        install libicu "$(apt-cache search --names-only '^libicu[0-9]+$' 2>/dev/null | sort -V | tail -n 1 | cut -d' ' -f1 | grep . || echo libicu-dev)" || return 1
    fi
}

find_icu() {
    compgen -G '/usr/lib*/libicuuc.so.*' >/dev/null || compgen -G '/usr/lib/*/libicuuc.so.*' >/dev/null
}

find_postgres() {
    local postgres version
    for postgres in $(type -ap postgres) /usr/lib/postgresql/*/bin/postgres; do
        version=$("$postgres" --version 2>/dev/null | grep -oE '[0-9]+' | head -n 1)
        if [ "${version:-0}" -ge 15 ]; then return 0; fi
    done
    return 1
}

need_postgres() {
    if find_postgres; then return 0; fi
    if may_install && [ ! -e /etc/postgresql-common/createcluster.conf ]; then
        # the application brings up a cluster of its own: Debian's one on port 5432 is not wanted
        install "PostgreSQL's tools" postgresql-common || return 1
        as_root sed -ri 's/^#?\s*create_main_cluster\s*=.*/create_main_cluster = false/' /etc/postgresql-common/createcluster.conf
    fi
    install "PostgreSQL 15 or newer" postgresql || return 1
    if ! find_postgres; then
        say "This system's own PostgreSQL is older than 15. Newer ones: https://wiki.postgresql.org/wiki/Apt"
        return 1
    fi
}

need_node() {
    if command -v node >/dev/null && command -v npm >/dev/null; then return 0; fi
    install "Node with npm" nodejs npm
}

need_chromium() {
    if command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null; then return 0; fi
    install "Chromium for the browser tests" chromium || say "Tests that need a browser will be skipped or fail."
}

# the test of several nodes runs it as itself, so that no service of the system is started
need_nginx() {
    if command -v nginx >/dev/null || [ -x /usr/sbin/nginx ]; then return 0; fi
    local policy=/usr/sbin/policy-rc.d made=
    if may_install && [ ! -e "$policy" ]; then
        printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null && as_root chmod +x "$policy" && made=1
    fi
    install "nginx for the test of several nodes" nginx-light || say "The test of several nodes will fail."
    if [ -n "$made" ]; then as_root rm -f "$policy"; fi
}

# pictures, voices and videos; without them those features say what is missing
need_media_tools() {
    local missing=()
    command -v ffmpeg >/dev/null || missing+=(ffmpeg)
    command -v rsvg-convert >/dev/null || missing+=(librsvg2-bin)
    command -v espeak-ng >/dev/null || missing+=(espeak-ng)
    compgen -G '/usr/share/fonts/*/inter/*' >/dev/null || missing+=(fonts-inter)
    [ ${#missing[@]} = 0 ] || install "Tools for media" "${missing[@]}" || say "Some pictures, voices and videos cannot be made."
    return 0
}

# some reports are opened by the programs that their readers have
need_readers() {
    local missing=()
    command -v soffice >/dev/null || missing+=(libreoffice-calc-nogui)
    command -v pdftoppm >/dev/null || missing+=(poppler-utils)
    [ ${#missing[@]} = 0 ] || install "Readers of spreadsheets and PDF files" "${missing[@]}" || say "The tests that open reports will fail."
    return 0
}

sources() {
    find . \( -name bin -o -name obj -o -name node_modules -o -name .git -o -name .data -o -name artifacts -o -name TestResults -o -path ./ContentFactory.Web/wwwroot \) -prune \
        -o -type f -printf '%p %T@ %s\n' | LC_ALL=C sort | sha256sum
}

# build PROJECT: Release, quietly, and not at all when no source changed since the last good build
build() {
    local project=$1 mark="artifacts/built-$1" log now
    now=$(sources)
    if [ -e "$project/bin/Release/net10.0/$project.dll" ] && [ "$(cat "$mark" 2>/dev/null)" = "$now" ]; then return 0; fi
    say "Building $project ..."
    mkdir -p artifacts
    log=$(mktemp)
    # no compiler or build server stays behind
    if ! dotnet build "$project" -c Release -v quiet -nologo -nodeReuse:false -p:UseSharedCompilation=false >"$log" 2>&1; then
        grep -E 'error' "$log" | sort -u >&2 || cat "$log" >&2
        rm -f "$log"
        say "The build failed."
        return 1
    fi
    rm -f "$log"
    printf '%s\n' "$now" >"$mark"
}
