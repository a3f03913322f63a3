#!/usr/bin/env bash
# Writes every format from the six framed articles at each level, from pairs, from one article after the other and from an odd one made of every sign
# that some format takes for its own, and has the tools of each format read them: gift-pegjs, xmllint, an H5P server, Anki's importer. Needs the
# program built (target/debug/connote or $CONNOTE), node, npm, xmllint and python3 with venv; `.ci/run` installs what is missing on Debian.
set -euo pipefail
cd "$(dirname "$0")/../.."

connote=${CONNOTE:-target/debug/connote}
here=tests/formats
files=$(mktemp -d)
trap 'rm -rf "$files"' EXIT

[ -d $here/node_modules ] || npm ci --prefix $here --ignore-scripts --no-audit --no-fund
if ! $here/venv/bin/python -c 'import anki' 2>/dev/null; then
    python3 -m venv $here/venv
    $here/venv/bin/pip install --quiet --disable-pip-version-check --requirement $here/requirements.txt
fi

# write NAME ARGUMENTS...: the exercise as data, and in every format. A format that has nothing to ask says so and writes no file.
write() {
    local name=$1 ending
    shift
    "$connote" exercise --quiet --output "$files/$name.json" "$@"
    for ending in gift xml h5p txt csv; do
        "$connote" exercise --quiet --output "$files/$name.$ending" "$@"
        "$connote" exercise --quiet --output "$files/again.$ending" "$@"
        cmp "$files/$name.$ending" "$files/again.$ending"
    done
    rm "$files"/again.*
}

articles=fixtures/articles
for level in 12-14 15-18 adult; do
    for article in harbour-march.{authority,protesters} prisoner-exchange.pro-{ru,ua} strait-ferry.pro-{prc,tw}; do
        write "$article-$level" "$articles/$article.txt" --level "$level" --whole --min-items 1
    done
done
write march "$articles"/harbour-march.{authority,protesters}.txt
write exchange "$articles"/prisoner-exchange.pro-{ru,ua}.txt --seed 7
write ferry "$articles"/strait-ferry.pro-{prc,tw}.txt --items 200 --whole
write newer "$articles/strait-ferry.pro-tw.txt" --h5p-question-set 1.21 --h5p-head-only
odd=("$here/odd/odd.txt" --lexicon "$here/odd/odd.toml" --only odd-words --whole --min-items 1)
signs=(--title '<T> ~=#{}:*/\n % -> ]]> & "t" ::x:: {T} '"'t'" --outlet 'A & <B> ~ = # { } :' --date '=1+1' --url 'https://a.example/?a=1&b=2#c' --permission '* / \ % -> ]]>')
write odd "${odd[@]}" "${signs[@]}"
write odd-young "${odd[@]}" "${signs[@]}" --level 12-14 --seed 3
# One content alone, without a question set round it.
for kind in mark match rewrite; do
    "$connote" exercise --quiet "$articles/prisoner-exchange.pro-ru.txt" --type $kind --output "$files/only-$kind.json"
    "$connote" exercise --quiet "$articles/prisoner-exchange.pro-ru.txt" --type $kind --output "$files/only-$kind.h5p"
done

# pairs ENDING: each file with the exercise it was made of.
pairs() {
    local file
    for file in "$files"/*."$1"; do printf '%s\n' "${file%.*}.json" "$file"; done
}

xmllint --noout "$files"/*.xml
echo "xml: $(ls "$files"/*.xml | wc -l) files are well-formed"
mapfile -t gift < <(pairs gift)
node $here/gift.js "${gift[@]}"
mapfile -t h5p < <(pairs h5p)
node $here/h5p.js "${h5p[@]}"
mapfile -t anki < <(pairs txt && pairs csv)
$here/venv/bin/python $here/anki_check.py "${anki[@]}"
