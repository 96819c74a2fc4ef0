import Rules
import Wordings

/// Finds the likeliest causes of a pasted text, by its structure (codes, statuses with their paths, phrases of known
/// programs) and by a model of wordings that was learned from texts whose cause is known.
public struct CauseSearch: Sendable {
    /// A cause with how well it fits.
    public struct Hit: Encodable, Hashable, Sendable {
        /// The cause.
        public let cause: Cause
        /// How well it fits: from 0 to 1, which takes a code, a status or a phrase of a known program beside the words.
        public let fit: Double
        /// What speaks for it, the strongest first: codes, statuses with their paths, phrases, or words.
        public let because: [String]
        /// How sure it is.
        public let certainty: Certainty

        private enum CodingKeys: String, CodingKey { case cause, fit, because, certainty }

        init(cause: Cause, fit: Double, because: [String]) {
            (self.cause, self.fit, self.because) = (cause, fit, because)
            certainty = Certainty(fit: fit)
        }
    }

    /// How sure a cause is.
    public enum Certainty: String, Codable, Sendable, CaseIterable {
        /// The text holds a code, a status or a phrase that means this cause.
        case certain
        /// It is the best reading; look at the others if the remedy does not help.
        case likely
        /// It is one reading among several.
        case possible

        init(fit: Double) {
            self = fit >= 0.85 ? .certain : fit >= 0.6 ? .likely : .possible
        }
    }

    /// What a search gives.
    public struct Answer: Encodable, Hashable, Sendable {
        /// The version of this form.
        public let schema: Int
        /// The likeliest causes, the best first; empty where the text says nothing.
        public let hits: [Hit]
        /// Whether nothing that is known is near, so that the hits are no more than what is nearest.
        public let isFar: Bool
        /// What parts the first two where they are near.
        public let question: PartingQuestion?
    }

    private let causes: [String: Cause]
    private let model: WordingModel
    private let ids: Set<String>

    /// A search over an index, the catalogues and texts of other programs and people.
    ///
    /// - Parameters:
    ///   - index: what failing steps of scenarios show.
    ///   - ledger: the rules.
    ///   - wordings: texts whose cause is known.
    public init(
        index: CauseIndex = .builtIn, ledger: RuleLedger = .all, wordings: [LabeledTexts.Item] = LabeledTexts.builtIn
    ) {
        var causes: [String: Cause] = [:]
        var texts: [(cause: String, text: String)] = []
        for entry in index.entries {
            guard let cause = Cause(id: entry.id, scenarios: entry.scenarios, ledger: ledger) else { continue }
            causes[entry.id] = cause
            texts += (entry.texts + [entry.rules.joined(separator: " ")]).map { (entry.id, $0) }
        }
        for kind in FailureCatalogue.all {
            let id = kind.id.rawValue
            causes[id] = causes[id] ?? Cause(id: id, scenarios: [], ledger: ledger)
            texts.append((id, "\(kind.cause) \(kind.remedy.text)"))
        }
        let served = Set(FailureCatalogue.all.flatMap(\.serves) + ForeignCause.all.flatMap(\.documented))
        for failure in DocumentedFailures.all where !served.contains(failure.id) {
            causes[failure.id] = Cause(id: failure.id, scenarios: [], ledger: ledger)
            texts.append((failure.id, "\(failure.symptom) \(failure.cause)"))
        }
        for foreign in ForeignCause.all {
            let id = foreign.id.rawValue
            causes[id] = causes[id] ?? Cause(id: id, scenarios: [], ledger: ledger)
            texts.append((id, "\(foreign.cause) \(foreign.remedy)"))
        }
        texts += wordings.map { ($0.cause, $0.text) }
        self.causes = causes
        ids = Set(ledger.catalogue.rules.map(\.id)).intersection(causes.keys)
        model = WordingModel(
            learning: texts.filter { causes[$0.cause] != nil || $0.cause == Self.none }.map {
                WordingModel.Example(label: $0.cause, text: $0.text)
            })
    }

    /// The ids of all causes that it may name, sorted.
    public var causeIDs: [String] { causes.keys.sorted() }

    /// The label of texts about something else.
    static let none = "none"

    /// The longest run of characters without a blank, a quotation mark or a bracket that a message is looked through for.
    private static let longestRun = 1_000

    /// The text with the rest of longer runs left out: they are data, and would take each pattern a time that grows with their
    /// square.
    private static func shortened(_ text: String) -> String {
        let edges: Set<Character> = ["\"", "'", "`", ",", ";", "|", "<", ">", "(", ")", "[", "]", "{", "}"]
        var run = 0
        return text.filter { character in
            run = character.isWhitespace || edges.contains(character) ? 0 : run + 1
            return run <= longestRun
        }
    }

    /// The likeliest causes of a text: by the signs whose meaning is fixed and by words of known texts.
    ///
    /// - Parameters:
    ///   - text: a message or a log line, whole or in part.
    ///   - limit: how many causes at most.
    /// - Returns: the causes, the best first, and what parts the first two; none where the text is about something else.
    public func answer(to text: String, limit: Int = 3) -> Answer {
        let text = SuccessLine.removed(from: Self.shortened(text))
        let signs = Sign.all(in: text).filter { causes[$0.cause.rawValue] != nil }
        guard text.contains(where: { !$0.isWhitespace }), !OtherSubject.holds(text, signs: signs) else {
            return Answer(schema: 1, hits: [], isFar: true, question: nil)
        }
        let ranked = scores(of: text, signs: signs).sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        let least =
            OtherSubject.isNamed(text) ? Self.leastAtHome : signs.isEmpty ? Self.leastOfWords : Self.leastElsewhere
        let isFar = ranked.first.map { $0.key == Self.none || $0.value < least } ?? true
        let named = ranked.filter { $0.key != Self.none }
        guard let best = named.first, !isFar || !signs.isEmpty else {
            return Answer(schema: 1, hits: [], isFar: true, question: nil)
        }
        // A sign that two causes have names both, however far the second is behind.
        let second = signs.first { $0.cause.rawValue == best.key }?.second?.rawValue
        let shared = named.filter { $0.key == second }
        let others = named.dropFirst().prefix { $0.value > 0 && $0.value >= best.value - Self.window }
            .filter { $0.key != second }
        let hits = ([best] + shared + others).prefix(limit)
            .compactMap { hit($0.key, score: isFar ? min($0.value, Self.leastAtHome) : $0.value, signs, text) }
        let near = hits.count > 1 && (!shared.isEmpty || named[1].value >= best.value - Self.nearness)
        return Answer(
            schema: 1, hits: hits, isFar: isFar,
            question: near && !isFar ? PartingQuestion(between: hits[0].cause.id, and: hits[1].cause.id) : nil)
    }

    /// Below this score a text has too little in common with all that is known; more is asked of one that names neither
    /// iManage nor O&D.
    private static let leastAtHome = 0.25
    private static let leastElsewhere = 0.3
    private static let leastOfWords = 0.4
    /// Failures that every program and every office has.
    private static let everyday: Set<FailureID> = [
        .sessionExpired, .userLocked, .signInRefused, .signInCancelled, .noRights, .notFound, .checkedOutByOther,
        .newerVersion, .uploadRefused, .versionTooOld, .throttled,
    ]
    /// How far behind the first a cause may be to be named beside it.
    private static let window = 0.9
    /// From here on the second may as well be the first.
    private static let nearness = 0.3

    /// The score of each cause: what the words say, and the signs whose meaning is fixed.
    private func scores(of text: String, signs: [Sign]) -> [String: Double] {
        var scores = model.scores(of: text)
        if let nearest = model.nearest(to: text) {
            // A text that is known whole is what it is, whatever signs it holds.
            scores[nearest.label, default: 0] += max(0, nearest.likeness - 0.4) * 2.5
        }
        for id in ids where text.contains(id) { scores[id, default: 0] += 2 }
        let isNamed = OtherSubject.isNamed(text)
        for (place, sign) in signs.enumerated() {
            // Elsewhere, what is said of any log-in or document says less.
            let isEveryday = !isNamed && Self.everyday.contains(sign.cause)
            let weight = (place == 0 ? 1 : 0.6) * (isEveryday ? 0.5 : 1)
            scores[sign.cause.rawValue, default: 0] += sign.strength.weight * weight
            if let second = sign.second { scores[second.rawValue, default: 0] += 0.1 * weight }
        }
        return scores
    }

    private func hit(_ id: String, score: Double, _ signs: [Sign], _ text: String) -> Hit? {
        guard let cause = causes[id] else { return nil }
        let sign = signs.first { $0.cause.rawValue == id }
        // Words alone are never certain.
        let most = sign?.strength == .certain || ids.contains(id) && text.contains(id) ? 0.95 : 0.8
        let fit = min(most, 0.4 + 0.4 * max(0, score))
        let because =
            [sign?.seen].compactMap { $0 } + (sign?.strength == .certain ? [] : model.words(of: text, for: id))
        return Hit(cause: cause, fit: (fit * 100).rounded() / 100, because: because)
    }
}
