#!/usr/bin/env bash
# Opens the pages of the gallery, pages of odd articles and an exercise made now, in a browser. Needs the program built (target/debug/connote or
# $CONNOTE), node, npm and chromium with poppler's pdftotext; `.ci/run` installs what is missing on Debian.
set -euo pipefail
cd "$(dirname "$0")/../.."

connote=${CONNOTE:-target/debug/connote}
pages=$(mktemp -d)
trap 'rm -rf "$pages"' EXIT

[ -d tests/browser/node_modules ] || npm ci --prefix tests/browser --ignore-scripts --no-audit --no-fund
odd=tests/browser/odd
"$connote" score --quiet --output "$pages/hostile.html" $odd/hostile.jsonl
"$connote" score --quiet --output "$pages/hostile-many.html" $odd/hostile.jsonl $odd/right-to-left.txt $odd/no-words.txt --group-by outlet
"$connote" score --quiet --output "$pages/right-to-left.html" $odd/right-to-left.txt
"$connote" score --quiet --output "$pages/no-words.html" $odd/no-words.txt
"$connote" compare --quiet --output "$pages/hostile-compare.html" $odd/hostile.jsonl $odd/right-to-left.txt --group-by outlet
"$connote" compare --quiet --output "$pages/hostile-with.html" $odd/hostile.jsonl --with $odd/right-to-left.txt
"$connote" compare --quiet --output "$pages/no-words-with.html" $odd/no-words.txt --with $odd/right-to-left.txt
{ printf '%010000d regime.\n\n' 0 | tr 0 x; for _ in $(seq 5000); do printf 'The Kyiv regime spoke. '; done; } >"$pages/5000-hits.txt"
"$connote" score --quiet --output "$pages/5000-hits.html" "$pages/5000-hits.txt"
for row in $(seq 5000); do printf '{"id":"a%s","outlet":"Outlet %s","text":"The Kyiv regime said so. Plain words follow."}\n' "$row" $((row % 23)); done >"$pages/rows.jsonl"
"$connote" score --quiet --output "$pages/5000-articles.html" "$pages/rows.jsonl"
pair="fixtures/articles/prisoner-exchange.pro-ru.txt fixtures/articles/prisoner-exchange.pro-ua.txt"
"$connote" exercise --quiet --level 12-14 --items 5 --all --output "$pages/lesson" $pair
"$connote" exercise --quiet --level 12-14 --items 5 --output "$pages/lesson-and-key.html" $pair
"$connote" exercise --quiet --min-items 1 --whole --all --output "$pages/odd-lesson" $odd/hostile.jsonl $odd/right-to-left.txt
node tests/browser/exercise.js "$pages/lesson" "$pages/lesson-and-key.html" "$pages/odd-lesson"
node tests/browser/check.js docs/gallery/*.html "$pages"/hostile.html "$pages"/hostile-many.html "$pages"/right-to-left.html "$pages"/no-words.html \
    "$pages"/hostile-compare.html "$pages"/hostile-with.html "$pages"/no-words-with.html \
    --open-only "$pages/5000-hits.html" "$pages/5000-articles.html"
