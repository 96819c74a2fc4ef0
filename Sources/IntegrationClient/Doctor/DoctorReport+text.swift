import Secrets

extension DoctorReport {
    /// The checklist for people: a line for each check, and under a failed one its first fact and what to do.
    public var lines: [(state: State, text: [String])] {
        let width = checks.map(\.id.count).max() ?? 0
        return checks.map { check in
            let state = check.words + String(repeating: " ", count: max(0, 12 - check.words.count))
            let name = check.id + String(repeating: " ", count: width - check.id.count)
            let indent = String(repeating: " ", count: width + 14)
            // Of a certificate, subject, names, issuer and dates are what support asks for.
            let fact = check.evidence.first { $0.hasPrefix("certificate ") } ?? check.evidence.first
            let facts = check.state == .failed ? fact.map { ["\(indent)\($0)"] } ?? [] : []
            let remedy = check.remedy.map { ["\(indent)-> \($0)"] } ?? []
            return (check.state, ["\(state)\(name)  \(check.seen)"] + facts + remedy)
        }
    }

    /// What a person mails to support: every line with its facts; no secret is in it.
    ///
    /// - Parameters:
    ///   - clientID: the Client ID that was looked for; nil where none was given.
    ///   - redirectURL: the redirect URL that was sent.
    /// - Returns: the report, step by step.
    public func supportText(clientID: String?, redirectURL: String) -> String {
        var text = [
            "Connection report for Office & Dragons support", "", "Made: \(made)", "Work server URL: \(url)",
            "Client ID: \(clientID ?? "not given")", "Redirect URL: \(SecretBook().redactAll(redirectURL))", "",
        ]
        for step in 1...6 {
            text.append("Step \(step): \(Self.steps[step - 1])")
            for check in checks where check.step == step {
                let question = DoctorLine(rawValue: check.id)?.question ?? check.id
                text.append("  [\(check.words)] \(check.id): \(question)")
                text.append("    seen: \(check.seen)")
                if let remedy = check.remedy { text.append("    to do: \(remedy)") }
                text += check.evidence.map { "    fact: \($0)" }
            }
            if step == 5 {
                text.append(
                    "  [not asked] Office & Dragons' staff do this step: tell them that the server was added.")
            }
        }
        text += [
            "", "Please add:", "  the error code and the message that you were shown,",
            "  screenshots of the full application registration in Control Center, without the Client Secret.",
        ]
        return text.joined(separator: "\n") + "\n"
    }

    private static let steps = [
        "a compatible version", "register and enable O&D in Control Center", "allow communication with O&D",
        "configure O&D", "have O&D validate it", "log in and test",
    ]
}

extension DoctorComparison {
    /// Both looks side by side for people, and what they mean.
    public var lines: [String] {
        func padded(_ text: String, _ width: Int) -> String {
            text + String(repeating: " ", count: max(0, width - text.count))
        }
        var lines = ["\(padded("", 10))\(padded("inside", 14))outside"]
        for row in rows {
            let mark = row.meaning == nil ? "" : "  <- here they part"
            let inside = DoctorReport.words(row.inside, seen: row.seenInside)
            let outside = DoctorReport.words(row.outside, seen: row.seenOutside)
            lines.append(
                "\(padded(row.id, 10))\(padded(inside, 14))\(mark.isEmpty ? outside : padded(outside, 12))\(mark)")
        }
        if let row = rows.first(where: { $0.meaning != nil }) {
            lines += ["", "inside:  \(row.seenInside)", "outside: \(row.seenOutside)"]
        }
        return lines + ["", conclusion]
    }
}
