#!/usr/bin/env bash
# syn-drop: an address that is dropped never comes to a connection (where the kernel may do that) or is kept in silence;
# others are served. Curl is the witness: it says whether the connection ever stood.
set -eu -o pipefail
worksim=${1:-.build/debug/worksim}
name=syn-drop
. "$(dirname "$0")/served.sh"
serve --drop 127.0.0.3 --syn-drop
port=$(field url | sed 's/.*://')
ca=$(field ca_certificate)
call() {
  local from=$1
  shift
  curl --silent --max-time 10 --cacert "$ca" --resolve "localhost:$port:127.0.0.1" --interface "$from" "$@" \
    "https://localhost:$port/api"
}

call 127.0.0.4 --output /dev/null || fail "an address that is not dropped is not served"

# Nobody answers, however long curl waits: a second is as good as a minute.
status=0
call 127.0.0.3 --max-time 1 --verbose --output /dev/null 2> "$folder/told" || status=$?
[ "$status" -eq 28 ] || fail "a dropped address got an end of its own (curl: $status): $(cat "$folder/told")"
! grep -qE '^< |SSL connection using' "$folder/told" || fail "a dropped address got as far as TLS: $(cat "$folder/told")"
stood=no
grep -qE '^\* (Connected to|Established connection|TLSv1|ALPN)|Client hello' "$folder/told" && stood=yes
if grep -q "are dropped by the kernel" "$folder/err"; then
  [ "$stood" = no ] || fail "the kernel let the connection of a dropped address stand: $(cat "$folder/told")"
  echo "syn-drop: the kernel dropped the attempts, and curl never saw a connection"
else
  grep -q "kept in silence instead" "$folder/err" || fail "serve does not say what it does: $(cat "$folder/err")"
  [ "$stood" = yes ] || fail "the connection was to stand and be kept in silence: $(cat "$folder/told")"
  echo "syn-drop: not permitted here, and said so; the connection stood and stayed silent"
fi
