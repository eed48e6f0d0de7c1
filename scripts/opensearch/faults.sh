#!/usr/bin/env bash
# Three nodes on the loopback, killed and paused by test/opensearch/faults.test.ts in the middle of loading and asking.
# OPENSEARCH_HOME: a folder that build.sh has made; built into a temporary folder when not given. Some minutes.
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
port=${1:-9270}
stop() {
  for node in "$work"/run/n*/pid; do
    if [ -f "$node" ]; then kill -CONT "$(cat "$node")" 2>/dev/null || true; kill "$(cat "$node")" 2>/dev/null || true; fi
  done
  rm -rf "$work"
}
trap stop EXIT
chmod 755 "$work"
if [ -z "${OPENSEARCH_HOME:-}" ]; then
  bash scripts/opensearch/build.sh "$work/home"
  OPENSEARCH_HOME=$work/home
fi
export OPENSEARCH_HOME
bash scripts/opensearch/start.sh 3 "$port" "$work/run" 512m
FIELDMAP_TEST_NODES=$work/run FIELDMAP_TEST_NODES_PORT=$port npx vitest run test/opensearch/faults.test.ts
