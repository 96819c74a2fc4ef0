# Sourced by the checks: a server of our own in the background, and what its first line of output holds.
# The check has named itself in `name` and says how the server is to stand: serve --drop 127.0.0.3
folder=$(mktemp -d)
server=
finish() {
  [ -z "$server" ] || kill "$server" 2> /dev/null || true
  rm -rf "$folder"
}
trap finish EXIT
fail() {
  echo "$name: $1" >&2
  exit 1
}
serve() {
  "$worksim" serve --preset registered --port 0 --json --seed 1 "$@" \
    > "$folder/out" 2> "$folder/err" < /dev/null &
  server=$!
  for _ in $(seq 6000); do
    [ -s "$folder/out" ] && break
    kill -0 "$server" 2> /dev/null || fail "serve ended at once: $(cat "$folder/err")"
    sleep 0.1
  done
  first=$(head -n 1 "$folder/out")
}
field() { printf '%s' "$first" | sed -n "s/.*\"$1\" *: *\"\([^\"]*\)\".*/\1/p"; }
