import Rules

extension SignReading {
    /// What programs print when a connection fails before any status.
    ///
    /// Each phrase is public: of the program's own source, its documentation, or the platform's error messages.
    static let network: [PhraseGroup] = [
        PhraseGroup(
            .nameUnanswered, .certain, second: .nameUnknown,
            [
                "eai_again", "temporary failure in name resolution", "dns_probe_finished_no_internet",
                "server misbehaving",
                "servfail", "dns_probe_started", "dns request timed out", "dns timeout", "no dns servers",
                "lookup * i/o timeout",
            ]),
        PhraseGroup(
            .nameUnknown, .certain,
            [
                "could not resolve host", "couldn't resolve host", "name_not_resolved", "nxdomain", "enotfound",
                "name or service not known", "nodename nor servname", "no such host",
                "remote name could not be resolved",
                "unknownhostexception", "failed to resolve", "nameresolutionerror", "unknown host",
                "getaddrinfo failed",
                "unknown_host", "having trouble finding that site", "name does not resolve", "gaierror",
                "non-existent domain", "no address associated with hostname", "host not found", "wsahost_not_found",
                "server's dns address could not be found", "server dns address could not be found", "11001",
                "dns name does not exist",
            ]),
        PhraseGroup(
            .tlsNameMismatch, .certain,
            [
                "cert_common_name_invalid", "bad_cert_domain", "no alternative certificate subject name",
                "does not match certificate's altnames", "altname_invalid", "certificate is valid for * not",
                "remotecertificatenamemismatch", "hostname mismatch", "hostname * doesn't match",
                "hostname * does not match",
                "no subject alternative", "doesn't match any of the subject alternative",
                "certificate is not valid for",
                "ip address mismatch", "doesn't contain any ip sans", "certificate subject name * does not match",
                "no name matching", "certificate name mismatch", "name on the security certificate is invalid",
                "certificate's cn name does not match", "not match target host name", "failedtovalidatehostname",
                "x509: certificate relies on legacy common name", "cn * does not match",
                "subjectaltname does not match",
            ]),
        PhraseGroup(
            .tlsExpired, .certain,
            [
                "certificate has expired", "cert_date_invalid", "cert_has_expired", "expired_certificate",
                "nottimevalid",
                "certificateexpired", "certificate expired", "has expired or is not yet valid", "notafter:",
                "certificate is not yet valid", "certificatenotyetvalid", "certificate_expired", "cert * expired",
                "expired * certificate", "not_yet_valid", "issuer_certificate_expired", "certificate validity period",
                "not within its validity period",
            ]),
        PhraseGroup(
            .tlsIncompleteChain, .certain, second: .tlsUntrusted,
            [
                "unable to get local issuer certificate", "unable_to_verify_leaf_signature",
                "verify the first certificate",
                "partialchain", "unable_to_get_issuer_cert", "intermediate certificate", "incomplete chain",
                "certificate chain is incomplete", "unable to get issuer certificate",
            ]),
        PhraseGroup(
            .tlsIncompleteChain, .certain, second: .tlsUntrusted,
            [
                "pkix path building failed", "unable to find valid certification path",
                "sun.security.validator.validatorexception",
            ]),
        PhraseGroup(
            .tlsUntrusted, .certain, second: .tlsIncompleteChain,
            [
                "self-signed certificate", "self signed certificate", "unknown authority", "cert_authority_invalid",
                "unknown_issuer", "untrustedroot", "could not establish trust", "self_signed", "certificate_unknown",
                "unknown ca", "unknown_ca", "trust anchor", "not trusted", "cert_untrusted",
                "chain was issued by an authority that is not trusted",
                "remote certificate is invalid", "remote certificate was rejected", "certificate verify failed",
                "certificate_verify_failed",
                "certificate problem", "cert_invalid", "untrusted root", "untrusted certificate",
                "certificate is not issued by a trusted",
                "0x800b0109", "certificate is invalid", "peer certificate cannot be authenticated",
            ]),
        PhraseGroup(
            .notTLS, .certain,
            [
                "wrong version number", "wrong_version_number", "err_ssl_protocol_error",
                "plain http request was sent to https",
                "unrecognized ssl message", "plaintext connection", "does not look like a tls handshake",
                "server gave http response to https client", "rx_record_too_long",
                "exceeds the maximum permissible length",
                "packet length too long", "packet_length_too_long", "not an ssl/tls record", "notsslrecordexception",
                "unknown protocol",
                "corrupted frame", "http_request", "unsupported or unrecognized ssl message", "plain http",
            ]),
        PhraseGroup(
            .tlsProtocol, .certain,
            [
                "could not create ssl/tls secure channel", "version_or_cipher_mismatch", "alert protocol version",
                "handshake failure", "handshake_failure", "no_cypher_overlap", "unsupported_version",
                "no appropriate protocol",
                "protocol version not supported", "unsupported protocol", "unsupported_protocol",
                "do not possess a common algorithm",
                "protocol_version", "legacy sigalg", "dh key too small", "dh_key_too_small",
                "unsafe legacy renegotiation",
                "no shared cipher", "no cipher", "no protocols available", "tlsv1 alert", "insufficient security",
                "ee key too small",
                "server selected unsupported protocol", "legacy_sigalg", "obsolete version of tls",
                "ssl_error_unsupported", "common encryption algorithm",
                "cipher suites in common", "weak signature algorithm", "sslv3 alert",
            ]),
        PhraseGroup(
            .proxyRefused, .certain,
            [
                "proxy authentication required", "tunneling socket could not be established", "proxy connect aborted",
                "err_tunnel_connection_failed", "err_proxy_connection_failed", "from proxy after connect",
                "unable to connect to proxy",
                "unable to tunnel through proxy", "cannot connect to proxy", "proxyerror", "proxy refused",
                "proxy server is refusing",
                "err_proxy_auth", "tunnel connection failed",
            ]),
        PhraseGroup(
            .connectionRefused, .certain,
            [
                "connection refused", "econnrefused", "actively refused", "connection_refused", "refused to connect",
                "no route to host", "ehostunreach", "enetunreach", "network is unreachable", "host is unreachable",
                "noroutetohostexception", "err_address_unreachable", "10061", "couldn't connect to server",
                "could not connect to server",
                "unreachable host", "unreachable network", "port is closed", "destination host unreachable",
            ]),
        PhraseGroup(
            .connectionTimedOut, .certain,
            [
                "connection timed out", "etimedout", "operation timed out", "connection_timed_out", "err_timed_out",
                "too long to respond", "i/o timeout", "connect timed out", "sockettimeout", "deadline exceeded",
                "connecttimeout",
                "10060", "did not properly respond", "httpclient.timeout", "read timed out", "esockettimedout",
                "operation has timed out", "net_timeout", "request timed out", "timed out", "timeouterror",
                "err_socket_timeout",
                "und_err_connect_timeout", "taskcanceledexception", "timeout of * exceeded", "timeout was reached",
                "wait operation timed out",
                "und_err_headers_timeout", "timeout expired", "time-out * connect",
            ]),
        PhraseGroup(
            .connectionReset, .certain,
            [
                "connection reset", "econnreset", "connection_reset", "forcibly closed", "socket hang up",
                "connection was reset",
                "10054", "connection was aborted", "software caused connection abort", "econnaborted", "reset by peer",
                "net_reset",
            ]),
        PhraseGroup(
            .connectionReset, .likely,
            [
                "empty reply from server", "empty_response", "connection_closed", "unexpected eof", "eof occurred",
                "connection was closed",
                "remotedisconnected", "without response", "broken pipe", "epipe", "ssl_error_syscall",
                "premature close",
                "response ended prematurely", "remote end closed", "ssl_read: unexpected", "connection aborted",
                "stream ended at an unexpected time",
                "connection closed before", "unexpected end of file", "connection was terminated", "other side closed",
                "und_err_socket",
                "server closed the connection", "end of stream", "nohttpresponseexception", "failed to respond",
            ]),
        PhraseGroup(
            .notAWorkServer, .certain,
            [
                "unexpected token '<'", "unexpected token <", "<!doctype", "doctype html", "parsing value: <",
                "expecting value: line 1",
                "character '<'", "invalid start of a value", "not valid json", "jsondecodeerror", "jsonexception",
                "content-type * text/html",
                "text/html", "malformed json", "invalid json", "'<' is an invalid", "json parse error",
                "unexpected character ('<'", "jsonparseexception",
                "redirect loop", "too many redirects", "toomanyredirects", "err_too_many_redirects",
                "maximum redirects",
                "malformed http", "invalid http response", "not an imanage", "invalid json response",
                "no json object could be decoded",
            ]),
        PhraseGroup(
            .serverUnavailable, .certain,
            [
                "bad gateway", "service unavailable", "gateway timeout", "gateway time-out", "no healthy upstream",
                "upstream connect error",
                "service temporarily unavailable", "under maintenance", "server is down", "application gateway",
                "backend unavailable",
            ]),
    ]
}
