/// The first four lines of the checklist as a script, for a machine on which nothing may be installed.
public struct DoctorScript: Sendable {
    /// The language of the script.
    public enum Language: String, Sendable, CaseIterable {
        case powershell, sh
    }

    /// Why there is no script for a URL.
    public struct Unreadable: Error, CustomStringConvertible {
        /// What is wrong with the URL.
        public let description: String
    }

    private let url: String
    private let isWellFormed: Bool
    private let complaint: String
    private let target: WireTarget
    private let seconds: Int
    private let overrides: [DoctorNetwork.Override]
    private let certificateFile: String?

    /// A script for a URL.
    ///
    /// - Parameters:
    ///   - url: the work server URL as a person would enter it.
    ///   - timeout: time for the connection.
    ///   - overrides: names that lead elsewhere; the sh script hands them to curl, PowerShell has no such thing.
    ///   - certificateFile: authorities to trust instead of the machine's, for the sh script.
    /// - Throws: `Unreadable` where no host can be read from the URL.
    public init(
        url: String, timeout: Duration = .seconds(10), overrides: [DoctorNetwork.Override] = [],
        certificateFile: String? = nil
    ) throws(Unreadable) {
        self.url = ServerAddress.shown(url)
        let address: ServerAddress
        do throws(ServerAddress.Refusal) {
            address = try ServerAddress(url)
            (isWellFormed, complaint) = (true, "")
        } catch {
            guard let corrected = error.corrected, let repaired = try? ServerAddress(corrected) else {
                throw Unreadable(description: error.cause)
            }
            (address, isWellFormed, complaint) = (repaired, false, error.cause)
        }
        guard let target = WireTarget(address.url) else {
            throw Unreadable(description: "no server name can be read from the URL")
        }
        self.target = target
        seconds = max(1, Int(timeout / .seconds(1)))
        self.overrides = overrides
        self.certificateFile = certificateFile
    }

    /// The script's text.
    public func text(_ language: Language) -> String {
        language == .sh ? shell : powerShell
    }

    private var shell: String {
        var options = overrides.map { "--resolve " + Self.quoted("\($0.host):\($0.port):\($0.address)") }
        if let certificateFile { options.append("--cacert " + Self.quoted(certificateFile)) }
        let form = isWellFormed ? "line passed url \"$url\"" : "line failed url " + Self.quoted(complaint)
        return """
            #!/bin/sh
            # Looks at an iManage work server URL: its form, its name, its port, its certificate. Needs curl.
            url=\(Self.quoted(url))
            host=\(Self.quoted(target.host))
            port=\(target.port)
            failed=0
            line() {
                state=$1; check=$2; shift 2
                printf '%-12s %-8s %s\\n' "$state" "$check" "$*"
                [ "$state" = failed ] && failed=1
                return 0
            }
            not_reached() { for check in "$@"; do line 'not reached' "$check" 'a line before it failed'; done; }
            command -v curl >/dev/null 2>&1 || { echo 'curl is not installed here: use another machine' >&2; exit 3; }
            \(form)
            curl \(options.joined(separator: " ")) --silent --output /dev/null --max-time \(seconds) \
            "https://$host:$port/api"
            case $? in
            3|6) line failed name "the name $host has no address: publish it"; not_reached connect tls ;;
            7)  line passed name "$host"; line failed connect "nothing listens at port $port of $host, or a firewall rejects"; \
            not_reached tls ;;
            28) line passed name "$host"; line failed connect "silent for \(seconds) s: a firewall drops, or the server is not published"
                not_reached tls ;;
            35|56|52) line passed name "$host"; line passed connect "port $port"
                line failed tls 'no TLS, an old version only, or a firewall that resets' ;;
            51) line passed name "$host"; line passed connect "port $port"
                line failed tls 'the certificate is for another name' ;;
            58|59|60|77|83) line passed name "$host"; line passed connect "port $port"
                line failed tls 'the certificate is not accepted: expired, self-signed, for another name, or without its intermediate' ;;
            *) line passed name "$host"; line passed connect "port $port"; line passed tls 'the certificate is accepted' ;;
            esac
            exit $failed

            """
    }

    private var powerShell: String {
        let form =
            isWellFormed
            ? "Line 'passed' 'url' $url" : "Line 'failed' 'url' \(Self.powerShellQuoted(complaint))"
        return """
            # Looks at an iManage work server URL: its form, its name, its port, its certificate. Needs nothing.
            $url = \(Self.powerShellQuoted(url))
            $name = \(Self.powerShellQuoted(target.host))
            $port = \(target.port)
            $script:failed = 0
            function Line($state, $check, $words) {
                '{0,-12} {1,-8} {2}' -f $state, $check, $words
                if ($state -eq 'failed') { $script:failed = 1 }
            }
            \(form)
            try {
                $addresses = [System.Net.Dns]::GetHostAddresses($name)
                Line 'passed' 'name' "$name has the address $($addresses[0])"
            } catch {
                Line 'failed' 'name' "the name $name has no address: publish it"
                Line 'not reached' 'connect' 'a line before it failed'
                Line 'not reached' 'tls' 'a line before it failed'
                exit 1
            }
            $client = New-Object System.Net.Sockets.TcpClient($addresses[0].AddressFamily)
            try {
                if (-not $client.ConnectAsync($addresses[0], $port).Wait(\(seconds * 1000))) {
                    throw "silent for \(seconds) s: a firewall drops, or the server is not published"
                }
                Line 'passed' 'connect' "port $port"
            } catch {
                $words = if ($_.Exception.InnerException) { 'nothing listens there, or a firewall rejects' } else { "$_" }
                Line 'failed' 'connect' $words
                Line 'not reached' 'tls' 'a line before it failed'
                exit 1
            }
            $script:policy = 'not asked'
            $script:chain = ''
            $check = [System.Net.Security.RemoteCertificateValidationCallback] {
                param($source, $certificate, $chain, $errors)
                $script:policy = "$errors"
                $script:chain = ($chain.ChainStatus | ForEach-Object { $_.Status }) -join ', '
                $true
            }
            try {
                $client.ReceiveTimeout = \(seconds * 1000)
                $client.SendTimeout = \(seconds * 1000)
                $tls = New-Object System.Net.Security.SslStream($client.GetStream(), $false, $check)
                # Old versions of Windows offer less than TLS 1.2 where nothing is said.
                $tls.AuthenticateAsClient($name, $null, [System.Security.Authentication.SslProtocols]::Tls12, $false)
                $ends = ([System.Security.Cryptography.X509Certificates.X509Certificate2] $tls.RemoteCertificate).NotAfter
                if ($script:policy -eq 'None') {
                    Line 'passed' 'tls' "the certificate is accepted; it ends on $ends"
                } else {
                    Line 'failed' 'tls' "the certificate is not accepted: $script:policy $script:chain"
                }
            } catch {
                Line 'failed' 'tls' 'no TLS, an old version only, or a firewall that resets'
            }
            $client.Close()
            exit $script:failed

            """
    }

    /// The text as one word of a POSIX shell, whatever stands in it.
    private static func quoted(_ text: String) -> String {
        "'" + text.replacing("'", with: "'\\''") + "'"
    }

    /// The text as a PowerShell string in which nothing is special.
    private static func powerShellQuoted(_ text: String) -> String {
        "'" + text.replacing("'", with: "''") + "'"
    }
}
