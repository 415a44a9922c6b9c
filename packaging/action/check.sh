#!/usr/bin/env bash
# Checks, writes annotations to the log, the summary of the job and the reports; ends as rasoat ends.
# Written for Bash 3.2 too, which is what macOS has.
set -euo pipefail

program=${RASOAT_PROGRAM:-$RUNNER_TEMP/rasoat/bin/rasoat}
paths=()
while IFS= read -r path; do
    # A line without its spaces at the ends.
    path=${path#"${path%%[![:space:]]*}"}
    path=${path%"${path##*[![:space:]]}"}
    if [ -n "$path" ]; then
        paths+=("$path")
    fi
done <<<"${RASOAT_PATHS:-.}"
read -r -d '' -a further <<<"${RASOAT_ARGS:-}" || true

# The summary is put behind what other steps have written.
summary=$(mktemp)
trap 'rm -f "$summary"' EXIT
arguments=(--format github --output "github-summary=$summary" --output "sarif=$RASOAT_SARIF")
if [ -n "${RASOAT_HTML:-}" ]; then
    arguments+=(--output "html=$RASOAT_HTML")
fi
# What a stranger's change brings along decides nothing about it; `auto` asks where the change comes from.
if [ "${RASOAT_MODE:-auto}" = true ] || { [ "${RASOAT_MODE:-auto}" = auto ] && [ "${RASOAT_OUTSIDE:-false}" = true ]; }; then
    arguments+=(--untrusted)
    if [ -n "${RASOAT_OWN_CONFIG:-}" ]; then
        arguments+=(--trusted-config "$RASOAT_OWN_CONFIG")
    fi
fi
arguments+=(${further[@]+"${further[@]}"} -- ${paths[@]+"${paths[@]}"})

code=0
# Variables of this action are not settings of the program.
env -u RASOAT_PATHS -u RASOAT_ARGS -u RASOAT_SARIF -u RASOAT_HTML -u RASOAT_PROGRAM \
    -u RASOAT_MODE -u RASOAT_OUTSIDE -u RASOAT_OWN_CONFIG \
    "$program" check "${arguments[@]}" || code=$?

cat "$summary" >>"${GITHUB_STEP_SUMMARY:-/dev/null}"
{
    echo "sarif=$RASOAT_SARIF"
    echo "exit-code=$code"
} >>"${GITHUB_OUTPUT:-/dev/null}"
exit "$code"
