#!/usr/bin/env bash
# The steps of action.yml (`review` is the second): inputs arrive as environment variables, so that no text of a workflow is taken for code.
set -euo pipefail
home=${KONG_LINT_HOME:?}
program="$home/dist/kong-lint.cjs"
if [ ! -f "$program" ]; then
  # A tag of the repository holds no bundle: build it once, beside the action, without touching the workspace.
  (cd "$home" && npm ci --no-audit --no-fund >&2)
fi
if [ "${1:-lint}" = review ]; then
  arguments=(review --github)
  [ -n "${KONG_LINT_KONG_VERSION:-}" ] && arguments+=(--kong-version "$KONG_LINT_KONG_VERSION")
  exec node "$program" "${arguments[@]}"
fi
arguments=(--format github --fail-on "${KONG_LINT_FAIL_ON:-error}")
[ -n "${KONG_LINT_KONG_VERSION:-}" ] && arguments+=(--kong-version "$KONG_LINT_KONG_VERSION")
[ -n "${KONG_LINT_SARIF_FILE:-}" ] && arguments+=(--format "sarif:$KONG_LINT_SARIF_FILE")
# Blanks and line breaks separate the paths; globs are expanded by kong-lint itself.
set -f
# shellcheck disable=SC2206
paths=(${KONG_LINT_PATHS:-})
set +f
exec node "$program" "${arguments[@]}" -- ${paths[@]+"${paths[@]}"}
