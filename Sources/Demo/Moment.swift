import ScenarioRunner
import Stage

/// One thing that was done in a demo, by the director or by hand, and what came of it.
struct Moment: Sendable {
    /// What was done, so that it can be done again.
    enum Kind: Sendable {
        /// The story's step at a position.
        case step(Int)
        /// A step done by hand; `replaces` is the position of the story's step that it stands for.
        case deed(Deed, replaces: Int?)
        /// The story's step at a position, passed over.
        case skip(Int)
    }

    let kind: Kind
    /// What was done, in words.
    var title: String
    /// What the story says to it.
    var note: String?
    /// What came of the story's step.
    var results: [StepResult] = []
    /// What servers and network met.
    var lines: [JournalLine] = []
    /// The date afterwards.
    var date: String
    /// The step's name, for the pane that shows it.
    var action: Action?

    /// What a person did beside the story before it; nil where the story was followed.
    var deviation: Deviation?

    /// How it came out.
    enum Tone: String { case good, refused, changed, off }

    /// How it came out: well, refused as the story wants it or a hand met it, otherwise because of what was done beside the
    /// story, or not as the story says for no such reason.
    var tone: Tone {
        if results.contains(where: { $0.verdict.isRed }) { return deviation == nil ? .off : .changed }
        if results.contains(where: { $0.failure != nil }) { return .refused }
        if case .deed(let deed, _) = kind, deed.refusedBy != nil { return .refused }
        return .good
    }
}

extension JSON {
    /// The name of a client secret of the world, as `$main.client_secret`; nil for any other value.
    var secretReference: String? {
        guard case .text(let text) = self, text.hasPrefix("$"), text.hasSuffix(".client_secret") else { return nil }
        return String(text.dropFirst())
    }

    /// The value, or the secret that it names.
    func resolved(_ resolve: (String) -> String?) -> JSON {
        secretReference.flatMap(resolve).map { .text($0) } ?? self
    }
}

/// Where the panes are to go: a path of the front door each, and nil where a pane stays.
struct Follow: Sendable {
    var administrator: String?
    var user: String?
}

extension [Moment] {
    /// What each moment is called: the number of the story's step, and `14.1` for the first by hand after step 14, also where
    /// it counts for a later step.
    var numbers: [String] {
        var (step, extra) = (0, 0)
        var ahead: Set<Int> = []
        return map { moment in
            switch moment.kind {
            case .step(let index), .skip(let index): (step, extra) = (index + 1, 0)
            case .deed(_, let replaces):
                while ahead.remove(step) != nil { step += 1 }
                guard replaces == step else {
                    if let replaces { ahead.insert(replaces) }
                    extra += 1
                    return "\(step).\(extra)"
                }
                (step, extra) = (step + 1, 0)
            }
            return String(step)
        }
    }
}
