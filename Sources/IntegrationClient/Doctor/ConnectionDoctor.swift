import Rules
public import Secrets
import TLSProbe
public import WorkTime

/// Looks at a work server, real or simulated, as far as it shows itself to strangers, in the order of the article's steps.
///
/// It changes nothing there: a TLS handshake, `GET /api`, the authorize page twice at most, and, only where a secret was
/// given, one request for a token with a code that no server has issued.
public struct ConnectionDoctor: Sendable {
    /// What to look with.
    public struct Options: Sendable {
        /// Names and authorities.
        public var network: any ClientNetwork
        /// The Client ID that was registered; nil leaves its lines open.
        public var clientID: String?
        /// The redirect URL that was registered.
        public var redirectURL: String
        /// The Client Secret; nil leaves its line open.
        public var clientSecret: Secret?
        /// Time for each exchange.
        public var timeout: Duration
        /// The clock that the server's is compared with.
        public var clock: PartyClock

        /// Describes a look by this machine's network.
        public init(
            network: any ClientNetwork = DoctorNetwork(), clientID: String? = nil,
            redirectURL: String = Deployment.multiTenant.redirectURL, clientSecret: Secret? = nil,
            timeout: Duration = .seconds(10), clock: PartyClock = PartyClock(SystemClock())
        ) {
            self.network = network
            self.clientID = clientID
            self.redirectURL = redirectURL
            self.clientSecret = clientSecret
            self.timeout = timeout
            self.clock = clock
        }
    }

    let options: Options
    /// The client whose reading of answers is used; nobody is logged in there.
    let office: Integration

    /// A doctor with these options.
    public init(_ options: Options) {
        self.options = options
        let secrets = SecretBook()
        if let secret = options.clientSecret { secrets.note(secret.reveal(), as: "client secret") }
        var configuration = OfficeConfiguration(
            address: "Office & Dragons' own address", clock: options.clock, secrets: secrets, network: options.network)
        configuration.options.limits.connectTimeout = options.timeout
        configuration.options.limits.responseTimeout = options.timeout
        configuration.options.limits.safetyNet = options.timeout
        office = Integration(configuration, people: [])
    }

    /// Looks at a URL as a person would enter it in O&D.
    ///
    /// - Parameter text: the URL.
    /// - Returns: every line; what lies behind a failed one is `not_reached`.
    public func examine(_ text: String) async -> DoctorReport {
        var report = DoctorReport(url: ServerAddress.shown(text), made: options.clock.date)
        if let record = address(text, &report), await reach(record, &report) { await discover(record, &report) }
        // Whatever line quotes an answer, a page or a name, it quotes no secret.
        return report.redacted(by: office.configuration.secrets)
    }

    /// The URL's form; where it can be repaired, the rest is looked at with the repaired one.
    private func address(_ text: String, _ report: inout DoctorReport) -> ServerRecord? {
        let address: ServerAddress
        do throws(ServerAddress.Refusal) {
            address = try ServerAddress(text)
            report.set(.url, .passed, "\(address.url) starts with https:// and ends without a slash.")
        } catch {
            let repaired = error.corrected.flatMap { try? ServerAddress($0) }
            report.fail(
                .url, error.failure, seen: error.cause,
                evidence: repaired.map { ["the other lines were looked at with \($0.url)"] } ?? [])
            guard let repaired else { return nil }
            address = repaired
        }
        if address.isCloud {
            report.set(
                .url, .failed, "\(address.host) is run by iManage: there is a simpler way than a registration by hand.",
                remedy: "Contact Office & Dragons, who will guide you through it.")
        }
        return ServerRecord(name: address.host, address: address, clientID: options.clientID ?? "")
    }

    // MARK: Below HTTP

    /// Name, port and certificate, by the probe.
    private func reach(_ record: ServerRecord, _ report: inout DoctorReport) async -> Bool {
        guard let target = WireTarget(record.address.url) else { return false }
        let route: Route
        do throws(TransportFault) {
            route = try await options.network.open(host: target.host, port: target.port, kind: "tls")
        } catch {
            report.fail(.name, error.failure, seen: error.cause(host: target.host))
            return false
        }
        defer { options.network.close(route) }
        let isHere = Self.isLoopback(route.address)
        let isPrivate = Self.isPrivate(route.address)
        report.set(
            .name, .passed,
            "\(target.host) has the address \(route.address)"
                + (isHere
                    ? ", which is this machine itself."
                    : isPrivate ? ", which exists inside a firm's own network only." : "."),
            evidence: [
                "address \(route.address)",
                isHere ? "this machine's own address" : isPrivate ? "private address" : "public address",
            ])
        let probe = ServerProbe(
            name: target.host, port: route.port, address: route.address, localAddress: route.localAddress,
            trust: TLSTrust(system: route.trustRootsPEM.isEmpty, rootsPEM: route.trustRootsPEM),
            timeout: options.clock.clock.realLimit(options.timeout))
        return read(await probe.report(), of: target, at: route.address, &report)
    }

    private func read(
        _ seen: TLSReport, of target: WireTarget, at address: String, _ report: inout DoctorReport
    ) -> Bool {
        let facts = DoctorFacts.lines(of: seen)
        let isConnected = seen.finding.map { $0.layer == .tls } ?? true
        if isConnected {
            report.set(.connect, .passed, "Port \(target.port) of \(target.host) takes connections.")
        }
        guard let finding = seen.finding else {
            report.set(.tls, .passed, DoctorFacts.certificate(of: seen), evidence: facts)
            return true
        }
        let words = finding.words(host: target.host, port: target.port, within: options.timeout.text)
        report.fail(
            isConnected ? .tls : .connect, finding.failure, seen: words,
            remedy: isConnected ? Self.remedy(for: finding) : Self.remedy(for: address, port: target.port),
            evidence: facts)
        return false
    }

    /// What to do where no connection is made to an address; nil where the client's catalogue says it.
    private static func remedy(for address: String, port: Int) -> String? {
        if isLoopback(address) {
            return "The URL leads to this machine itself: start the server here, or look whether it listens at another "
                + "port than \(port)."
        }
        guard isPrivate(address) else { return nil }
        return "From outside, a private address leads nowhere: publish the work server under a public address."
    }

    /// What to do about a certificate of an authority that this machine does not know; nil for all else.
    private static func remedy(for finding: TLSFinding) -> String? {
        guard finding == .untrusted || finding == .selfSigned else { return nil }
        let remedy = FailureCatalogue.kind(finding.failure)?.remedy.text ?? ""
        return remedy
            + " If it is of the firm's own authority, give that authority's certificate with --ca to look further."
    }

    /// Whether an address is that of this machine itself.
    static func isLoopback(_ address: String) -> Bool { address == "::1" || address.hasPrefix("127.") }

    /// Whether an address exists inside of a firm, or of this machine, only (RFC 1918, 4193, 6598, 3927).
    static func isPrivate(_ address: String) -> Bool {
        let octets = address.split(separator: ".").compactMap { Int($0) }
        guard octets.count == 4 else {
            let start = address.lowercased()
            return start == "::1" || ["fc", "fd", "fe8", "fe9", "fea", "feb"].contains { start.hasPrefix($0) }
        }
        switch (octets[0], octets[1]) {
        case (10, _), (127, _), (192, 168), (169, 254): return true
        case (172, 16...31), (100, 64...127): return true
        default: return false
        }
    }
}
