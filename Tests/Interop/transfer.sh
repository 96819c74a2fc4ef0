#!/usr/bin/env bash
# transfer: curl sends and fetches a large file: whole, in part, taken up again, and refused before its body.
# MEBIBYTES is its size, 64 unless said; what the server needs for it in memory is measured.
# Program: curl (large files) | Operations: upload, download, ranges, resumed download, refusal before the body
set -eu -o pipefail
worksim=${1:-.build/debug/worksim}
mebibytes=${MEBIBYTES:-64}
folder=$(mktemp -d)
mkdir "$folder/tmp"
server=
finish() {
  [ -z "$server" ] || kill "$server" 2> /dev/null || true
  rm -rf "$folder"
}
trap finish EXIT
fail() {
  echo "transfer: $1" >&2
  exit 1
}
start() {
  : > "$folder/out"
  TMPDIR="$folder/tmp" "$worksim" serve --preset registered --plain --port 0 --json --seed 1 \
    > "$folder/out" 2> "$folder/err" < /dev/null &
  server=$!
  for _ in $(seq 6000); do
    [ -s "$folder/out" ] && break
    kill -0 "$server" 2> /dev/null || fail "serve ended at once: $(cat "$folder/err")"
    sleep 0.1
  done
  first=$(head -n 1 "$folder/out")
  url=$(field url)
  password=$(printf '%s' "$first" | sed -n 's/.*"users" *: *\[{"id" *: *"[^"]*", *"password" *: *"\([^"]*\)".*/\1/p')
  token=$(web "$url/auth/oauth2/token" --data grant_type=password --data username=ADA \
    --data-urlencode "password=$password" --data-urlencode "client_id=$(field client_id)" \
    --data-urlencode "client_secret=$(field client_secret)" | sed -n 's/.*"access_token":"\([^"]*\)".*/\1/p')
  [ -n "$token" ] || fail "no access token"
  documents="$url/work/api/v2/customers/1/libraries/ACTIVE"
}
field() { printf '%s' "$first" | sed -n "s/.*\"$1\" *: *\"\([^\"]*\)\".*/\1/p"; }
web() { curl --silent --show-error --max-time 600 "$@"; }
peak() { awk '$1 == "VmHWM:" { print $2 }' "/proc/$server/status"; }
# Files of the server that have no name any more, and those that have one.
open_files() { find "/proc/$server/fd" -lname "$folder/tmp/*" 2> /dev/null | wc -l; }
upload() {
  web "$documents/folders/ACTIVE!2/documents" --header "X-Auth-Token: $token" \
    --form 'profile={"doc_profile":{"name":"Large","extension":"bin"}};type=application/json' \
    --form "file=@$folder/large.bin;type=application/octet-stream" "$@"
}

# No two pieces alike, so that a piece in the wrong place shows.
head -c "${mebibytes}M" /dev/zero |
  openssl enc -aes-128-ctr -K 00112233445566778899aabbccddeeff -iv 00000000000000000000000000000000 > "$folder/large.bin"
size=$(stat -c %s "$folder/large.bin")
sum=$(sha256sum < "$folder/large.bin" | cut -c1-64)
start
before=$(peak)

answer=$(upload)
id=$(printf '%s' "$answer" | sed -n 's/.*"id":"\(ACTIVE![0-9.]*\)".*/\1/p')
[ -n "$id" ] || fail "the upload was not taken: $answer"
printf '%s' "$answer" | grep -qi "SHA256:$sum" || fail "the checksum is another: $answer"
[ "$(open_files)" -ge 1 ] || fail "the contents are in no file of $folder/tmp"
download() { web "$documents/documents/$id/download" --header "X-Auth-Token: $token" "$@"; }

[ "$(download | sha256sum | cut -c1-64)" = "$sum" ] || fail "the download differs"
middle=$((size / 2 + 1))
download --range "$middle-$((middle + 999))" --output "$folder/part" --dump-header "$folder/headers"
grep -q '^HTTP/1.1 206' "$folder/headers" || fail "a range is not answered with 206: $(cat "$folder/headers")"
grep -qi "^content-range: bytes $middle-$((middle + 999))/$size" "$folder/headers" || fail "Content-Range is wrong"
cmp "$folder/part" <(tail -c "+$((middle + 1))" "$folder/large.bin" | head -c 1000) || fail "the range is another"
tag=$(sed -n 's/^[Ee][Tt]ag: *\(.*\)\r$/\1/p' "$folder/headers")
[ -n "$tag" ] || fail "there is no ETag: $(cat "$folder/headers")"
[ "$(download --header "If-None-Match: $tag" --output "$folder/none" --write-out '%{http_code} %{size_download}')" = "304 0" ] ||
  fail "what the caller has is sent again"
[ "$(download --range "$size-" --output /dev/null --write-out '%{http_code}')" = 416 ] || fail "a range behind the end"

# A download that broke off is taken up where it stopped.
head -c "$middle" "$folder/large.bin" > "$folder/resumed"
got=$(download --continue-at - --output "$folder/resumed" --write-out '%{http_code} %{size_download}')
[ "$got" = "206 $((size - middle))" ] || fail "the rest was not sent alone: $got"
[ "$(sha256sum < "$folder/resumed" | cut -c1-64)" = "$sum" ] || fail "the resumed download differs"

# A wrong token is refused before the body is sent.
token=wrong
sent=$(upload --header 'Expect: 100-continue' --expect100-timeout 60 --output /dev/null \
  --write-out '%{http_code} %{size_upload}') || true
[ "$sent" = "401 0" ] || fail "a wrong token was answered after the body, with status and bytes: $sent"

grown=$((($(peak) - before) / 1024))
[ "$grown" -lt 64 ] || fail "the server needed $grown MiB more at its peak"
gone() { [ -z "$(ls -A "$folder/tmp")" ] || fail "after $1 there are still: $(ls -A "$folder/tmp")"; }
kill -TERM "$server"
wait "$server" || fail "SIGTERM ended serve with a failure"
server=
gone "SIGTERM"

# Killed while it holds one upload and takes another.
start
upload --output /dev/null
upload --limit-rate 1M --output /dev/null 2> /dev/null &
sender=$!
for _ in $(seq 6000); do
  [ "$(open_files)" -lt 2 ] || break
  sleep 0.1
done
[ "$(open_files)" -ge 2 ] || fail "the second upload has not come to a file"
kill -KILL "$server"
wait "$server" 2> /dev/null || true
server=
wait "$sender" || true
gone "SIGKILL"
echo "transfer: curl sent and fetched $mebibytes MiB, whole and in parts; the server grew by $grown MiB at most"
