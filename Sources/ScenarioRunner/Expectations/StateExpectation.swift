import ScenarioLanguage
import Stage

/// `state`: how servers, sessions, applications and documents stand after the step.
struct StateExpectation: ExpectedPart {
    static let key = "state"
    /// Every key below `state`.
    static let kinds: [any ExpectedPart.Type] = [
        ServersExpectation.self, SessionsExpectation.self, ApplicationsExpectation.self, DocumentsExpectation.self,
    ]
    private let parts: [any ExpectedPart]

    init(_ value: Value) throws(ExpectationTrouble) {
        var parts: [any ExpectedPart] = []
        for entry in value.entries {
            guard let kind = Self.kinds.first(where: { $0.key == "state.\(entry.key)" }) else {
                throw ExpectationTrouble("state has no '\(entry.key)'")
            }
            parts.append(try kind.init(entry.value))
        }
        self.parts = parts
    }

    func mismatches(in outcome: Outcome) -> [Mismatch] { parts.flatMap { $0.mismatches(in: outcome) } }
}

/// `state.servers`: how far each server has come in Office & Dragons.
struct ServersExpectation: ExpectedPart {
    static let key = "state.servers"
    private let wanted: [Value.Entry]

    init(_ value: Value) throws(ExpectationTrouble) { wanted = value.entries }

    func mismatches(in outcome: Outcome) -> [Mismatch] {
        wanted.flatMap { server in
            ValueComparison.word(
                server.value, outcome.state.servers[server.key] ?? "absent", what: "\(Self.key).\(server.key)")
        }
    }
}

/// `state.sessions`: who is logged in where.
struct SessionsExpectation: ExpectedPart {
    static let key = "state.sessions"
    private let wanted: [Value.Entry]

    init(_ value: Value) throws(ExpectationTrouble) { wanted = value.entries }

    func mismatches(in outcome: Outcome) -> [Mismatch] {
        wanted.flatMap { person in
            let what = "\(Self.key).\(person.key)"
            return person.value.entries.flatMap { server in
                // A server that Office & Dragons does not know has no session of anybody.
                let seen = outcome.state.sessions[person.key].map { $0[server.key] ?? "logged_out" }
                return ValueComparison.word(server.value, seen ?? "no such user", what: "\(what).\(server.key)")
            }
        }
    }
}

/// `state.applications`: how the registered applications stand.
struct ApplicationsExpectation: ExpectedPart {
    static let key = "state.applications"
    private let wanted: [Value.Entry]

    init(_ value: Value) throws(ExpectationTrouble) { wanted = value.entries }

    func mismatches(in outcome: Outcome) -> [Mismatch] {
        wanted.flatMap { application in
            ValueComparison.word(
                application.value, outcome.state.applications[application.key] ?? "absent",
                what: "\(Self.key).\(application.key)")
        }
    }
}

/// `state.documents`: how documents stand, by `$id` or by path; `absent` where there is no such document.
struct DocumentsExpectation: ExpectedPart {
    static let key = "state.documents"

    /// What can be expected of one document, with what an outcome has for it.
    static let fields: [String: @Sendable (StageState.DocumentStanding) -> JSON] = [
        "versions": { .number($0.versions) }, "checked_out_by": { .text($0.checkedOutBy) },
        "text": { .text($0.text ?? "contents that are not text, or are longer than 64 KiB") },
        "folder": { .text($0.folder) },
    ]
    private let wanted: [Value.Entry]

    init(_ value: Value) throws(ExpectationTrouble) {
        for document in value.entries {
            for field in document.value.entries where Self.fields[field.key] == nil {
                throw ExpectationTrouble("\(Self.key) has no '\(field.key)'")
            }
            guard document.value.text == nil || document.value.text == "absent" else {
                throw ExpectationTrouble("\(Self.key).\(document.key) takes a map, or absent")
            }
        }
        wanted = value.entries
    }

    func mismatches(in outcome: Outcome) -> [Mismatch] {
        wanted.flatMap { document -> [Mismatch] in
            let what = "\(Self.key).\(document.key)"
            let standing = outcome.state.documents[StageState.documentName(document.key)]
            if document.value.text == "absent" {
                return standing.map { [Mismatch(what: what, expected: "absent", seen: $0.folder)] } ?? []
            }
            guard let standing else { return [Mismatch(what: what, expected: "a document", seen: "absent")] }
            return document.value.entries.flatMap { field in
                ValueComparison.mismatches(
                    field.value, Self.fields[field.key]?(standing), what: "\(what).\(field.key)")
            }
        }
    }
}
