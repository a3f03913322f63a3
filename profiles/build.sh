#!/usr/bin/env bash
# Builds the bundled profiles anew: profiles/build.sh FOLDER, where FOLDER has reuters-1987.jsonl.gz, bbc-2004.jsonl.gz and world-2024.jsonl.gz.
# README.md beside this file says what these texts are.
set -euo pipefail
texts=$1
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Once: the program holds the profiles, and would be built anew after each of them.
cargo build --release --quiet
cp ../target/release/connote "$work/program"

connote() {
    "$work/program" "$@"
}

# build NAME TITLE PERIOD TOPICS NOTE
build() {
    connote profile build "$texts/$1.jsonl.gz" --phrases 3 --name "$1" --title "$2" --period "$3" --topics "$4" --note "$5" --quiet --output "$work/$1"
    connote profile trim "$work/$1" --floor 5 --output "$1.profile"
}

build world-2024 'news of the BBC and CNN' '2024' 'wars in Ukraine and in Israel and Gaza, China, elections in the United States' ''
build bbc-2004 'news of the BBC' '2004 and 2005' 'business, entertainment, politics, sport, technology' \
    'texts of 2004 and 2005 on five topics; a wording that came up later, or of another topic, cannot occur in them'
build reuters-1987 'wire news of Reuters' '1987' 'mostly business: companies, commodities, currencies' \
    'wire news of 1987, mostly on business; a wording that came up later, or of another topic, cannot occur in it'
