#!/usr/bin/env bash
# Checks, writes annotations to the log, the summary of the job and the reports; ends as rasoat ends.
set -euo pipefail

program=${RASOAT_PROGRAM:-$RUNNER_TEMP/rasoat/bin/rasoat}
mapfile -t paths < <(printf '%s\n' "${RASOAT_PATHS:-.}" | sed '/^[[:space:]]*$/d')
read -r -a further <<<"${RASOAT_ARGS:-}" || true

# The summary is put behind what other steps have written.
summary=$(mktemp)
trap 'rm -f "$summary"' EXIT
outputs=(--format github --output "github-summary=$summary" --output "sarif=$RASOAT_SARIF")
if [ -n "${RASOAT_HTML:-}" ]; then
    outputs+=(--output "html=$RASOAT_HTML")
fi

code=0
# Variables of this action are not settings of the program.
env -u RASOAT_PATHS -u RASOAT_ARGS -u RASOAT_SARIF -u RASOAT_HTML -u RASOAT_PROGRAM \
    "$program" check "${outputs[@]}" "${further[@]}" -- "${paths[@]}" || code=$?

cat "$summary" >>"${GITHUB_STEP_SUMMARY:-/dev/null}"
{
    echo "sarif=$RASOAT_SARIF"
    echo "exit-code=$code"
} >>"${GITHUB_OUTPUT:-/dev/null}"
exit "$code"
