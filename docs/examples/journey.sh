#!/usr/bin/env bash
# The whole way by the command line: CSV files become an app, a sandbox changes it, the changes are promoted, a backup is
# taken away and brought back, and production restored from it. Leaves the app in production and no sandbox.
#
#   SLIPWAY_SERVER=… SLIPWAY_TOKEN=… docs/examples/journey.sh FOLDER-WITH-CSV-FILES
#
# SLIPWAY is the command to run (default: java -jar target/slipway.jar cli). The token needs all scopes.
set -euo pipefail

read -r -a slipway <<<"${SLIPWAY:-java -jar target/slipway.jar cli}"
folder=${1:?the folder with the CSV files}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
sandbox="Journey $$"

step() { printf '\n== %s\n' "$*"; }
fail() { printf 'FAILED: %s\n' "$*" >&2; exit 1; }
# Runs a command that has to end with a certain exit code.
expect() {
  local wanted=$1 code=0
  shift
  "$@" || code=$?
  [ "$code" -eq "$wanted" ] || fail "exit code $code instead of $wanted: $*"
}

step "What there is"
"${slipway[@]}" status

step "CSV files become an app"
"${slipway[@]}" import "$folder"/*.csv --app-name Sakila --wait
"${slipway[@]}" export film -o "$work/film-before.jsonl"

step "A sandbox, and a change made in a file"
"${slipway[@]}" sandbox create "$sandbox" --data none --promotable --wait
"${slipway[@]}" definition export -e "$sandbox" -o "$work/definition.json"
"${slipway[@]}" definition schema -o "$work/definition.schema.json"
grep -q '"additionalProperties": false' "$work/definition.schema.json" || fail "the definition's schema is not there"
expect 0 "${slipway[@]}" definition diff -e "$sandbox" --exit-code "$work/definition.json"
sed 's/"name": "Rental rate"/"name": "Daily rate"/' "$work/definition.json" >"$work/changed.json"
cmp -s "$work/definition.json" "$work/changed.json" && fail "there is no field Rental rate to rename"
expect 3 "${slipway[@]}" definition diff -e "$sandbox" --exit-code "$work/changed.json"
"${slipway[@]}" definition apply -e "$sandbox" "$work/changed.json"
expect 0 "${slipway[@]}" definition diff -e "$sandbox" --exit-code "$work/changed.json"
"${slipway[@]}" sandbox changelog "$sandbox"

step "To production"
"${slipway[@]}" promote "$sandbox" --plan
"${slipway[@]}" promote "$sandbox" --dry-run
"${slipway[@]}" promote "$sandbox" --wait
"${slipway[@]}" promote "$sandbox" --wait | grep -q "Nothing to promote" || fail "there is something left to promote"
"${slipway[@]}" definition export -o "$work/promoted.json"
grep -q '"name": "Daily rate"' "$work/promoted.json" || fail "the new name is not in production"

step "A backup, away and back"
"${slipway[@]}" backup create --name "After the journey" --wait
"${slipway[@]}" backup list
backup=$("${slipway[@]}" backup list --json | tr -d ' \n' | sed 's/.*"backups":\[{"id":"\([^"]*\)".*/\1/')
"${slipway[@]}" backup verify "$backup"
"${slipway[@]}" backup download "$backup" -o "$work/backup.zip"
"${slipway[@]}" backup upload "$work/backup.zip"

step "Back to before the promotion"
before=$("${slipway[@]}" backup list --json | tr -d '\n' | sed 's/},/},\n/g' \
  | grep '"before-promotion"' | head -1 | sed 's/.*"id" *: *"\([^"]*\)".*/\1/')
"${slipway[@]}" backup restore "$before" --preview
name=$("${slipway[@]}" backup restore "$before" --preview --json | sed -n 's/.*"confirm" *: *"\(.*\)".*/\1/p')
"${slipway[@]}" backup restore "$before" --confirm "$name" --wait
"${slipway[@]}" export film -o "$work/film-after.jsonl"
cmp "$work/film-before.jsonl" "$work/film-after.jsonl" || fail "the records are not what they were"

step "The sandbox goes"
expect 6 "${slipway[@]}" sandbox discard "$sandbox"
"${slipway[@]}" sandbox discard "$sandbox" --confirm "$sandbox"

printf '\nAll done.\n'
