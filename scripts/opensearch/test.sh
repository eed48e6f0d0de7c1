#!/usr/bin/env bash
# Builds an OpenSearch server from Maven artifacts, starts it on the loopback, runs test/opensearch against it and stops it.
# Fails when a server cannot be built: a suite that is passed over proves nothing.
set -euo pipefail
cd "$(dirname "$0")/../.."
for program in java mvn unzip curl; do
  command -v "$program" >/dev/null || { echo "No OpenSearch server can be built here: $program is missing." >&2; exit 1; }
done
work=$(mktemp -d)
port=${1:-9250}
stop() {
  if [ -f "$work/run/n1/pid" ]; then kill "$(cat "$work/run/n1/pid")" 2>/dev/null || true; fi
  rm -rf "$work"
}
trap stop EXIT
bash scripts/opensearch/build.sh "$work/home" || { echo 'No OpenSearch server could be built (see above).' >&2; exit 1; }
chmod 755 "$work"
OPENSEARCH_HOME=$work/home bash scripts/opensearch/start.sh 1 "$port" "$work/run" 512m
FIELDMAP_TEST_OPENSEARCH=http://127.0.0.1:$port npx vitest run test/opensearch --no-file-parallelism
