import Foundation
import ScenarioLanguage

/// An answer of the control API: a status and JSON.
struct ControlAnswer: Sendable {
    let status: Int
    let body: Data

    init(_ status: Int = 200, _ value: some Encodable) {
        self.status = status
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // A value of ours is always JSON; an answer without a body is one error less than none at all.
        body = (try? encoder.encode(value)) ?? Data("{}".utf8)
    }

    init(_ refusal: ControlRefusal) { self.init(refusal.status, ControlRefusal.Body(refusal)) }
}

/// Why the control API does not do what it is asked: what is wrong, where, and what to do.
struct ControlRefusal: Error {
    let status: Int
    /// A word that programs compare.
    let code: String
    let what: String
    let place: String
    let remedy: String
    /// Each mistake of steps that were sent.
    var mistakes: [Mistake] = []

    init(_ status: Int, _ code: String, _ what: String, at place: String, remedy: String) {
        (self.status, self.code, self.what, self.place, self.remedy) = (status, code, what, place, remedy)
    }

    /// A mistake in steps, with the words of lint.
    struct Mistake: Encodable {
        let what: String
        let line: Int
        let column: Int
        let text: String
        let remedy: String?
        let explain: String?
        let shown: String

        init(_ diagnostic: Diagnostic) {
            what = diagnostic.message
            (line, column, text) = (diagnostic.line, diagnostic.column, String(diagnostic.lineText.prefix(400)))
            (remedy, explain, shown) = (diagnostic.suggestion, diagnostic.topic, diagnostic.description)
        }
    }

    /// The JSON of a refusal.
    struct Body: Encodable {
        struct Refusal: Encodable {
            let code: String
            let what: String
            let `where`: String
            let remedy: String
            let mistakes: [Mistake]?
        }

        let error: Refusal

        init(_ refusal: ControlRefusal) {
            error = Refusal(
                code: refusal.code, what: refusal.what, where: refusal.place, remedy: refusal.remedy,
                mistakes: refusal.mistakes.isEmpty ? nil : refusal.mistakes)
        }
    }
}

extension ControlRefusal {
    /// The refusal of steps that lint refuses.
    init(_ diagnostics: [Diagnostic]) {
        let first = diagnostics.first
        let place = first.map { $0.line > 0 ? "steps, line \($0.line), column \($0.column)" : "steps" } ?? "steps"
        self.init(
            422, "steps-wrong", first?.message ?? "the steps cannot be read", at: place,
            remedy: first?.suggestion ?? "correct the steps; nothing of them was played")
        mistakes = diagnostics.prefix(50).map { Mistake($0) }
    }
}
