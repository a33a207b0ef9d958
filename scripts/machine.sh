# What the scripts ask of a machine: sourced, from the top of the repository.

stop() {
    echo "cin: $1" >&2
    exit 2
}

# Run a long step so that it ends when this script does, however that comes about.
tied() {
    if command -v setpriv >/dev/null; then
        setpriv --pdeathsig TERM "$@"
    else
        "$@"
    fi
}

# --- system packages -------------------------------------------------------------------------

# Install Debian or Ubuntu packages, or say in one line which are missing.
install_system_packages() {
    local as_root=()
    command -v apt-get >/dev/null || stop "please install: $*"
    if [ "$(id -u)" -ne 0 ]; then
        if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
            as_root=(sudo)
        else
            stop "please run: sudo apt-get install $*"
        fi
    fi
    echo "Installing $*" >&2
    "${as_root[@]}" apt-get update -qq >/dev/null || true
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -qq -y --no-install-recommends "$@" >/dev/null \
        || stop "could not install $*"
}

# --- Python ----------------------------------------------------------------------------------

find_python() {
    local candidate
    for candidate in python3 python3.13 python3.12 python3.11; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    stop "Python 3.11 or later is needed"
}

make_environment() {
    local python
    python=$(find_python)
    [ -x .venv/bin/python ] && .venv/bin/python -m pip --version >/dev/null 2>&1 && return
    if ! "$python" -c 'import ensurepip' 2>/dev/null; then
        install_system_packages "$("$python" -c \
            'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
    fi
    tied "$python" -m venv --clear .venv || stop "could not make .venv with $python -m venv"
}

# Install the packages of one lock file, unless it is the one that was last installed.
install_python_packages() {
    local lock=$1 stamp wanted
    stamp=".venv/installed-$lock"
    wanted=$(sha256sum "$lock")
    if [ -x .venv/bin/python ] && [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ]; then
        return
    fi
    make_environment
    echo "Installing Python packages (once)" >&2
    tied .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes \
        --requirement "$lock" || stop "could not install the Python packages of $lock"
    echo "$wanted" >"$stamp"
}

# --- what printing needs ---------------------------------------------------------------------

# WeasyPrint draws PDFs with Pango, and needs one font.
install_printing() {
    local missing=()
    compgen -G '/usr/lib/*/libpango-1.0.so.0' >/dev/null || missing+=(libpango-1.0-0)
    compgen -G '/usr/lib/*/libpangoft2-1.0.so.0' >/dev/null || missing+=(libpangoft2-1.0-0)
    compgen -G '/usr/lib/*/libharfbuzz-subset.so.0' >/dev/null || missing+=(libharfbuzz-subset0)
    compgen -G '/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf' >/dev/null \
        || missing+=(fonts-dejavu-core)
    [ ${#missing[@]} -eq 0 ] || install_system_packages "${missing[@]}"
}

# --- what the tests need ---------------------------------------------------------------------

# A browser from a snap cannot read the private folder that a test gives it; Ubuntu's chromium
# package is only a stub that fetches one.
is_a_snap() {
    case $(readlink -f "$1") in
        */snap | /snap/*) return 0 ;;
    esac
    head -c 4096 "$1" | grep -aq '/snap/'
}

find_browser() {
    local candidate place
    for candidate in chromium chromium-browser google-chrome google-chrome-stable; do
        place=$(command -v "$candidate") || continue
        if ! is_a_snap "$place" && "$place" --version >/dev/null 2>&1; then
            echo "$place"
            return
        fi
    done
    return 1
}

install_test_services() {
    local missing=()
    compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || command -v initdb >/dev/null \
        || missing+=(postgresql)
    command -v redis-server >/dev/null || missing+=(redis-server)
    if ! find_browser >/dev/null; then
        if grep -qs '^ID=ubuntu' /etc/os-release; then
            stop "Ubuntu's chromium package is a snap, which tests cannot drive; \
please install Google Chrome or a chromium that is no snap, then run make test again"
        fi
        missing+=(chromium)
    fi
    [ ${#missing[@]} -eq 0 ] || install_system_packages "${missing[@]}"
}

# --- the demonstration -----------------------------------------------------------------------

# Run a step again only when one of the files that it reads has changed.
once_for() {
    local stamp="var/stamps/$1" wanted=$2
    shift 2
    [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ] && return
    "$@"
    mkdir -p var/stamps
    echo "$wanted" >"$stamp"
}

digest_of() {
    find "$@" -type f -print0 2>/dev/null | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum
}
