#!/usr/bin/env bash
# by-hand: logs in against `worksim serve` with curl alone, and has openssl verify the chain it sends.
# Programs that others wrote are the second opinion: what they refuse, no test of ours may call right.
# Program: curl | Operations: discovery, sign-in page, code, libraries, refresh, revocation
set -eu -o pipefail
worksim=${1:-.build/debug/worksim}
name=by-hand
. "$(dirname "$0")/served.sh"
serve --journal "$folder/journal.jsonl"
url=$(field url)
ca=$(field ca_certificate)
client_id=$(field client_id)
client_secret=$(field client_secret)
redirect=$(field redirect_url)
user=$(printf '%s' "$first" | sed -n 's/.*"users" *: *\[{"id" *: *"\([^"]*\)".*/\1/p')
password=$(printf '%s' "$first" | sed -n 's/.*"users" *: *\[{"id" *: *"[^"]*", *"password" *: *"\([^"]*\)".*/\1/p')
[ "$user" = ADA ] || fail "the first user is '$user', not ADA: $first"
for value in "$url" "$ca" "$client_id" "$client_secret" "$redirect" "$password"; do
  [ -n "$value" ] || fail "a field is missing from the first line: $first"
done
web() { curl --silent --show-error --max-time 10 --cacert "$ca" "$@"; }

# Discovery, and the name in versions[].url.
web "$url/api" | grep -q "\"url\":\"$url/work/api/v2\"" || fail "versions[].url is not $url/work/api/v2"

# The sign-in form, its hidden fields, the redirect with the code.
page=$(web "$url/auth/oauth2/authorize?response_type=code&client_id=$client_id&scope=user&state=xyz&redirect_uri=$redirect")
action=$(printf '%s' "$page" | sed -n 's/.*<form[^>]*action="\([^"]*\)".*/\1/p')
transaction=$(printf '%s' "$page" | sed -n 's/.*name="transaction" value="\([^"]*\)".*/\1/p')
[ -n "$transaction" ] || fail "no sign-in form: $page"
location=$(web --output /dev/null --write-out '%{redirect_url}' "$url$action" --data-urlencode "transaction=$transaction" \
  --data-urlencode state=xyz --data-urlencode "username=$user" --data-urlencode "password=$password" --data action=sign_in)
case $location in "$redirect?"*state=xyz*) ;; *) fail "redirected to '$location'" ;; esac
code=$(printf '%s' "$location" | sed 's/.*[?&]code=\([^&]*\).*/\1/')

# The token, once; then the same code again.
token() {
  web "$url/auth/oauth2/token" --data grant_type=authorization_code --data-urlencode "client_id=$client_id" \
    --data-urlencode "client_secret=$client_secret" --data-urlencode "redirect_uri=$redirect" --data "code=$code" "$@"
}
answer=$(token)
access=$(printf '%s' "$answer" | sed -n 's/.*"access_token":"\([^"]*\)".*/\1/p')
[ -n "$access" ] || fail "no access token: $answer"
web "$url/work/api/v2/customers/1/libraries" --header "X-Auth-Token: $access" | grep -q '"id":"ACTIVE"' ||
  fail "the libraries do not list ACTIVE"
[ "$(token --output /dev/null --write-out '%{http_code}')" -ge 400 ] || fail "a code was redeemed twice"

# Openssl verifies the chain, leaf and intermediate, for the name.
host=${url#https://}
openssl s_client -connect "$host" -servername localhost -verify_hostname localhost -verify_return_error -CAfile "$ca" \
  -showcerts < /dev/null > "$folder/tls" 2>&1 || fail "openssl refuses the certificate: $(tail -n 5 "$folder/tls")"
[ "$(grep -c 'BEGIN CERTIFICATE' "$folder/tls")" -eq 2 ] || fail "the chain is not leaf and intermediate"

# SIGTERM ends it cleanly.
kill -TERM "$server"
status=0
wait "$server" || status=$?
server=
[ "$status" -eq 0 ] || fail "SIGTERM ended serve with status $status"

# What was done by hand is a scenario that comes out the same, and nothing of it holds a secret.
"$worksim" new "$folder/by-hand.yaml" --from-journal "$folder/journal.jsonl" > /dev/null
for secret in "$client_secret" "$password" "$access" "$code"; do
  ! grep -qF -- "$secret" "$folder/journal.jsonl" "$folder/by-hand.yaml" || fail "a secret is in the journal"
done
grep -q "other.request" "$folder/by-hand.yaml" || fail "the journal gave no steps: $(cat "$folder/by-hand.yaml")"
"$worksim" run "$folder/by-hand.yaml" > "$folder/run" 2>&1 || fail "the scenario from the journal: $(cat "$folder/run")"
echo "by-hand: curl logged in and openssl verified the chain"
