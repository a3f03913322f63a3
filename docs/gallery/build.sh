#!/usr/bin/env bash
# Makes the pages of the gallery from the fixtures, and the README's picture from one of them. The picture needs node and chromium; without
# them the pages are made all the same. A test holds the pages (tests/pages.rs), none the picture.
set -euo pipefail
cd "$(dirname "$0")/../.."

CONNOTE_BLESS=1 cargo test --quiet --test pages the_gallery_is_made_from_the_fixtures
if [ -d tests/browser/node_modules ]; then
    node tests/browser/picture.js docs/gallery/one-article.html docs/gallery/one-article.png 1120 860 light '#the-text'
else
    echo 'no picture: npm ci --prefix tests/browser first'
fi
