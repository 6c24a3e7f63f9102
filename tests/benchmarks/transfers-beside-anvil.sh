#!/bin/sh
# Transfers a second beside anvil: both nodes get the same load in turn, on this machine.
#
#   ANVIL=path/to/anvil tests/benchmarks/transfers-beside-anvil.sh [ROUNDS] [COUNT]
#
# A line a run: kind, mining, node, round, transfers a second, CPU seconds of the node. Each run has
# a fresh node; Weft keeps its chain on disk, anvil keeps it in memory. KINDS, MINING and NODES choose
# among what is run; the node "sequential" is Weft with one thread for a block's transactions.
set -eu

root=$(CDPATH='' cd -- "${0%/*}/../.." && pwd -P)
anvil=${ANVIL:-anvil}
rounds=${1:-3}
count=${2:-20000}
port=${PORT:-18555}
url=http://127.0.0.1:$port
work=$(mktemp -d)
node=
trap 'test -z "$node" || kill "$node" 2>/dev/null || true; rm -rf "$work"' EXIT

start() { # node, mining
  case $1-$2 in
    weft-second) set -- "$root/weft" dev --block-time 1 ;;
    weft-instant) set -- "$root/weft" dev ;;
    sequential-second) set -- "$root/weft" dev --executor sequential --block-time 1 ;;
    sequential-instant) set -- "$root/weft" dev --executor sequential ;;
    anvil-second) set -- "$anvil" --silent --block-time 1 ;;
    anvil-instant) set -- "$anvil" --silent ;;
  esac
  case $1 in
    *weft) set -- "$@" --data-dir "$work/chain" ;;
  esac
  rm -rf "$work/chain"
  "$@" --port "$port" --gas-limit 300000000 >"$work/log" 2>&1 &
  node=$!
  tries=0
  until curl -s -o "$work/answer" -H 'content-type: application/json' \
    -d '{"jsonrpc":"2.0","id":1,"method":"eth_chainId","params":[]}' "$url"; do
    tries=$((tries + 1))
    test "$tries" -lt 300 || { cat "$work/log" >&2; exit 1; }
    sleep 0.1
  done
}

cpu_seconds() { # of the node so far
  awk -v hz="$(getconf CLK_TCK)" '{ sub(/^.*\) /, ""); printf "%.1f", ($12 + $13) / hz }' \
    "/proc/$node/stat"
}

measure() { # kind, mining, node, round
  start "$3" "$2"
  senders=4
  test "$2" = second || senders=8
  "$root/weft" bench transfers --rpc "$url" --kind "$1" --count "$count" --senders $senders \
    --timeout 20 --json >"$work/report" 2>"$work/errors" || true
  rate=$(sed -n 's/.*"txPerSecond":\([0-9.]*\).*/\1/p' "$work/report")
  problem=$(sed -n 's/.*"problem":"\([^"]*\)".*/  (\1)/p' "$work/report")
  printf '%-10s %-8s %-6s %s %10s tx/s %6s CPU s%s\n' \
    "$1" "$2" "$3" "$4" "${rate:-none}" "$(cpu_seconds)" "$problem"
  test -n "$rate" || cat "$work/report" "$work/errors" >&2
  kill "$node"
  wait "$node" 2>/dev/null || true
  node=
}

round=1
while [ "$round" -le "$rounds" ]; do
  for kind in ${KINDS:-transfers erc20}; do
    for mining in ${MINING:-second instant}; do
      for who in ${NODES:-anvil weft}; do
        measure "$kind" "$mining" "$who" "$round"
      done
    done
  done
  round=$((round + 1))
done
