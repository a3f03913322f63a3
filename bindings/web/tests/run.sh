#!/usr/bin/env bash
# The built page in a browser: the same results as the program, nothing that leaves it, bad input, and its use by mouse, touch and keyboard.
# Needs the page (target/web/connote.html or the first argument) and the program built (target/debug/connote or $CONNOTE), node, npm and chromium.
set -uo pipefail
cd "$(dirname "$0")/../../.."

page=${1:-target/web/connote.html}
[ -d tests/browser/node_modules ] || npm ci --prefix tests/browser --ignore-scripts --no-audit --no-fund || exit 1
status=0
for test in parity network refusals page; do
    node "bindings/web/tests/$test.js" "$page" || status=1
done
exit $status
