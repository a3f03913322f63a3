#!/usr/bin/env bash
# Makes the pictures of docs/teaching.md: the lesson on the two reports of a march, printed in grey, and its self-check page on a phone. Needs the program
# built, node with tests/browser's packages, chromium, pdftoppm. No test holds the pictures.
set -euo pipefail
cd "$(dirname "$0")/../.."

lesson=$(mktemp -d)
trap 'rm -rf "$lesson"' EXIT
"${CONNOTE:-target/debug/connote}" exercise --quiet --all --output "$lesson" --level 12-14 --items 5 --title 'Two reports of one march' \
    --outlet 'Northern Wire' --date '10 May' --permission 'an invented event, written for connote, MIT or Apache-2.0' \
    --outlet 'Tideline Press' --date '10 May' --permission 'an invented event, written for connote, MIT or Apache-2.0' \
    fixtures/articles/harbour-march.authority.txt fixtures/articles/harbour-march.protesters.txt
node tests/browser/lesson.js "$lesson" docs/teaching
