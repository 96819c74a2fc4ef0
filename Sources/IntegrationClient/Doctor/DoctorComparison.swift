import Rules

/// Two looks at one server, from inside the firm and from outside, side by side.
public struct DoctorComparison: Codable, Hashable, Sendable {
    /// One line of both.
    public struct Row: Codable, Hashable, Sendable {
        /// The line's id.
        public let id: String
        /// How it came out inside.
        public let inside: DoctorReport.State
        /// How it came out outside.
        public let outside: DoctorReport.State
        /// What was seen inside.
        public let seenInside: String
        /// What was seen outside.
        public let seenOutside: String
        /// What it means that they part here; nil where they agree or say nothing of each other.
        public var meaning: String?

        private enum CodingKeys: String, CodingKey {
            case id, inside, outside, meaning
            case seenInside = "seen_inside"
            case seenOutside = "seen_outside"
        }
    }

    /// The version of this form.
    public let schema: Int
    /// The URL of the look from inside.
    public let url: String
    /// The lines that both have, in order.
    public let rows: [Row]
    /// What both together mean, in a sentence.
    public let conclusion: String

    /// Whether nothing failed outside, which is where O&D is.
    public var isHealthy: Bool { !rows.contains { $0.outside == .failed } }

    /// Joins two looks.
    ///
    /// - Parameters:
    ///   - inside: made on a machine in the firm's network.
    ///   - outside: made somewhere on the internet.
    public init(inside: DoctorReport, outside: DoctorReport) {
        schema = 1
        url = inside.url
        var rows: [Row] = []
        var isParted = false
        for check in inside.checks {
            guard let other = outside.checks.first(where: { $0.id == check.id }) else { continue }
            var row = Row(
                id: check.id, inside: check.state, outside: other.state, seenInside: check.seen,
                seenOutside: other.seen)
            // Behind the first line at which they part, one of them saw nothing.
            let parts = Set([check.state, other.state]) == [.passed, .failed]
            if parts, !isParted {
                row.meaning = Self.meaning(of: check, and: other)
                isParted = true
            }
            rows.append(row)
        }
        self.rows = rows
        conclusion = Self.conclusion(rows, inside, outside)
    }

    private static func conclusion(_ rows: [Row], _ inside: DoctorReport, _ outside: DoctorReport) -> String {
        if inside.url != outside.url {
            return "The two looks are at different URLs, \(inside.url) and \(outside.url): compare like with like."
        }
        if let meaning = rows.lazy.compactMap(\.meaning).first { return meaning }
        if let first = inside.firstFailed, let other = outside.firstFailed {
            return first.failure == other.failure
                ? "Both fail alike, at '\(first.id)': it is the server's own matter, not that of the way to it."
                : "Both fail, inside at '\(first.id)' and outside at '\(other.id)': mend the first of the two lines first."
        }
        if let failed = inside.firstFailed ?? outside.firstFailed {
            return "One of the looks fails at '\(failed.id)', and the other did not come so far."
        }
        return "Nothing failed in either."
    }

    /// What it means that one passes where the other fails.
    private static func meaning(of inside: DoctorReport.Check, and outside: DoctorReport.Check) -> String {
        let isOutsideBad = outside.state == .failed
        guard let line = DoctorLine(rawValue: inside.id) else { return "They part at '\(inside.id)'." }
        return isOutsideBad ? outsideFails(line, outside.failure) : insideFails(line)
    }

    private static func outsideFails(_ line: DoctorLine, _ failure: FailureID?) -> String {
        switch line {
        case .url: "The two looks were given differently written URLs."
        case .name:
            "The name exists inside the firm only: publish it in the public DNS, with a public address."
        case .connect where failure == .connectionRefused:
            "Inside the port answers, outside nothing listens there: the work server is not published at that address, or "
                + "under another port."
        case .connect:
            "Inside the port answers, outside it stays silent: the work server is not published, or a firewall or its "
                + "allow-list lets nobody in from outside. Allow Office & Dragons' own address."
        case .tls where failure == .connectionReset || failure == .connectionTimedOut:
            "Inside TLS is agreed on, outside the connection is cut off: a firewall or its allow-list refuses the caller. "
                + "Allow Office & Dragons' own address."
        case .tls:
            "Inside the certificate is accepted, outside it is not: it is of the firm's own authority, which the firm's "
                + "machines alone trust, or what answers outside is a proxy with another certificate."
        case .api:
            "Inside the work server answers, outside something else does: a proxy in front of it wants a log-in of its own, "
                + "or does not pass API calls on."
        case .version, .oauth, .client, .redirect, .secret:
            "Inside and outside give different answers at '\(line.rawValue)': two different servers answer, or a proxy "
                + "does not pass all paths on."
        case .clock, .grant: "The clock of one of the two machines is wrong."
        }
    }

    private static func insideFails(_ line: DoctorLine) -> String {
        switch line {
        case .name, .connect:
            "Outside all is well so far, inside it is not: O&D reaches the server, but the firm's own people may not get to "
                + "the sign-in page. Look at the firm's internal DNS and at its outgoing proxy."
        case .tls:
            "Outside the certificate is accepted, inside it is not: the firm's network inspects TLS, or another machine "
                + "answers to that name inside."
        default: outsideFails(line, nil)
        }
    }
}
