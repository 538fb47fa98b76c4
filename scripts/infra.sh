#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# The templates of AWS, without AWS: cfn-lint, Parliament on every policy, our own rules (infra/tests), and with
# `--sam` the SAM command line too, which takes two minutes to install the first time.
set -eu
cd "$(dirname "$0")/.."

region=eu-south-1
lint=1.58.0
parliament=1.6.4
sam=1.170.0

command -v python3 >/dev/null || { echo 'infra.sh: python3 is needed' >&2; exit 2; }

# tools FOLDER PACKAGES: a Python of its own with these packages; quick when it is there already.
tools() {
  folder=$1
  shift
  [ "$(cat "$folder/ready" 2>/dev/null)" = "$*" ] && return
  rm -rf "$folder"
  python3 -m venv "$folder" || { echo 'infra.sh: python3 has no venv (on Debian: the package python3-venv)' >&2; exit 2; }
  "$folder/bin/pip" install --quiet --disable-pip-version-check "$@"
  echo "$*" >"$folder/ready"
}

tools .cache/infra "cfn-lint==$lint" "parliament==$parliament"
.cache/infra/bin/cfn-lint --regions "$region" --template infra/template.yaml infra/alarms.yaml
# Budgets belong to no region: this is the one that makes them.
.cache/infra/bin/cfn-lint --regions us-east-1 --template infra/budget.yaml
PYTHONDONTWRITEBYTECODE=1 .cache/infra/bin/python -m unittest discover --quiet --start-directory infra/tests --pattern '*_test.py'

if [ "${1:-}" = --sam ]; then
  # A place of its own: it wants another boto3 than Parliament.
  tools .cache/sam "aws-sam-cli==$sam"
  SAM_CLI_TELEMETRY=0 .cache/sam/bin/sam validate --lint --region "$region" --template infra/template.yaml
fi
