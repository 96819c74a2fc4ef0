#!/usr/bin/env bash
# Tokens that expire, without waiting: `WORKSIM=path/to/worksim expiry.sh` needs curl.
set -eu -o pipefail
folder=$(mktemp -d)
"${WORKSIM:-worksim}" serve --port 0 --json --control --clock virtual --control-token-file "$folder/token" > "$folder/card" &
server=$!
trap 'kill "$server"; wait "$server"; rm -rf "$folder"' EXIT
until [ -s "$folder/card" ]; do kill -0 "$server" && sleep 0.1; done

field() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p" "$2"; }
url=$(sed 's/.*"url":"\(https:[^"]*\)".*/\1/' "$folder/card")
control=$(sed 's/.*"control":{[^}]*"url":"\([^"]*\)".*/\1/' "$folder/card")
password=$(sed 's/.*"id":"ADA","password":"\([^"]*\)".*/\1/' "$folder/card")
web() { curl --silent --show-error --cacert "$(field ca_certificate "$folder/card")" "$@"; }
play() { curl --silent --show-error --fail-with-body --header "Authorization: Bearer $(cat "$folder/token")" "$control/steps" --data-binary "$1"; }
token() {
  web "$url/auth/oauth2/token" --data "client_id=$(field client_id "$folder/card")" \
    --data "client_secret=$(field client_secret "$folder/card")" "$@"
}
status() {
  web --output /dev/null --write-out '%{http_code}' --header "X-Auth-Token: $(field access_token "$folder/tokens")" \
    "$url/work/api/v2/customers/1/libraries"
}
expect() { [ "$1" = "$2" ] || { echo "expiry: $3: $1, not $2" >&2; exit 1; }; }

token --data grant_type=password --data username=ADA --data-urlencode "password=$password" > "$folder/tokens"
expect "$(status)" 200 "a new token"
play 'clock.advance: 31m' > "$folder/played"
expect "$(status)" 401 "a token that nobody used for 31 minutes"
play '- clock.advance: 364d
- admin.lock_user: { user: ada }' > "$folder/played"
token --data grant_type=refresh_token --data "refresh_token=$(field refresh_token "$folder/tokens")" > "$folder/refused"
expect "$(field error "$folder/refused")" invalid_grant "a refresh by somebody who is locked"
echo "expiry: a token expires and a refresh is refused as the control API says"
