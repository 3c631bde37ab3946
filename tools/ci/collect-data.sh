#!/usr/bin/env bash
# Collects the facts of all releases that Kong's public repositories hold, adds what is new, and writes into a file what
# changed, in words: collect-data.sh <Kong's source> <developer portal> <file for the words>
set -euo pipefail

kong=$1
portal=$2
words=$3
collected=$(mktemp -d)
trap 'rm -rf "$collected"' EXIT

npm run --silent schemas:collect -- --kong "$kong" --tag all --out "$collected" >"$collected/log"
npm run --silent schemas:collect -- --kong "$kong" --portal "$portal" --out "$collected" >>"$collected/log"
npm run --silent schemas:add -- "$collected" >"$collected/changes"
npm run --silent generate

{
  echo "Collected from Kong/kong at $(git -C "$kong" rev-parse --short HEAD) and Kong/developer.konghq.com at $(git -C "$portal" rev-parse --short HEAD)."
  echo
  if [ -s "$collected/changes" ]; then
    echo '```diff'
    cat "$collected/changes"
    echo '```'
  else
    echo "Nothing has changed."
  fi
  # Properties of a new release need a text of their own; a test names them.
  if texts=$(npx vitest run test/schemas/texts.test.ts 2>&1); then
    echo
    echo "Every property has a text."
  else
    echo
    echo "Texts are missing:"
    echo
    echo '```text'
    grep -E '^[[:space:]]*\+ +"' <<<"$texts" | sort -u || true
    echo '```'
  fi
  # Of the releases that changed, what the files leave to a person.
  open=$(
    sed -nE 's/^Kong Enterprise ([0-9.]+) against .*/enterprise@\1:/p; s/^Kong ([0-9.]+) against .*/oss@\1:/p' "$collected/changes" |
      while read -r release; do
        awk -v release="$release" '/^(oss|enterprise)@/ { shown = ($1 == release) } shown' "$collected/log"
      done
  )
  if grep -q 'to decide' <<<"$open"; then
    echo
    echo "What the files leave open:"
    echo
    echo '```text'
    echo "$open"
    echo '```'
  fi
} >"$words"
