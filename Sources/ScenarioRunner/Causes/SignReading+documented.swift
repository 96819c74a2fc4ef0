import Rules

extension SignReading {
    /// The signs of failures that vendors and iManage document and that no client words.
    var documented: [Sign] {
        Self.documentedForms.compactMap { form in
            form.parts.allSatisfy { part in part.contains { matches($0) } } && !form.without.contains { matches($0) }
                ? Sign(FailureID(rawValue: form.id), .certain, form.seen) : nil
        }
    }

    /// One documented failure: a phrase of each part stands in the text, and none of the others.
    private struct DocumentedForm: Sendable {
        let id: String
        let seen: String
        let parts: [[String]]
        var without: [String] = []
    }

    private static let documentedForms: [DocumentedForm] = [
        DocumentedForm(
            id: "A7", seen: "an allow list and X-Forwarded-For",
            parts: [
                ["x-forwarded-for", "forwarded address", "original address"],
                ["allow", "filter", "rule", "firewall", "connector", "list"],
            ]),
        DocumentedForm(
            id: "A13", seen: "network settings that are not in effect yet",
            parts: [
                ["network settings", "ip change", "allowed ip", "allowed your ip", "your address", "addresses"],
                ["cloud"],
                [
                    "hour ago", "minutes ago", "up to four hours", "up to 4 hours", "how long", "when will", "delay",
                    "any effect", "no effect", "nothing happened",
                ],
            ]),
        DocumentedForm(
            id: "B10", seen: "no configuration library",
            parts: [["webdb", "web db", "web database", "configuration library"], ["package", "manifest", "upload"]]),
        DocumentedForm(
            id: "C10", seen: "a blocked pop-up",
            parts: [["pop-up", "popup", "pop up"], ["block", "allow", "suppress", "appear", "no window"]],
            without: ["closed_by_user", "popup_closed", "popup closed"]),
        DocumentedForm(
            id: "D13", seen: "an absolute session time-out",
            parts: [["absolute session", "absolute time", "absolute limit"]]),
        DocumentedForm(
            id: "D6", seen: "expiry values beyond the server's limits",
            parts: [
                ["expir", "lifetime"],
                [
                    "98765", "99999", "100000", "500000", "larger than", "beyond", "exceed", "too big", "too large",
                    "too high",
                ], ["logged out", "signed out", "thrown out", "lose the session", "end early", "ends early"],
            ]),
        DocumentedForm(
            id: "F13", seen: "a list that is cut short",
            parts: [
                ["search", "list", "result", "documents"],
                [
                    "capped", "is there a cap", "cut off after", "stops at", "stops after", "ends after",
                    "only the first", "hits only", "rows only", "more than 500", "are more",
                ],
            ],
            without: ["download", "certificate", "sha"]),
    ]
}
