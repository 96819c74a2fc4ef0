import Foundation
import Rules

/// Finds the likeliest causes of a pasted text: structure first (codes, statuses with their paths, phrases of known
/// programs), then BM25 over the words of what the scenarios show and the catalogues say.
public struct CauseSearch: Sendable {
    /// A cause with how well it fits.
    public struct Hit: Encodable, Hashable, Sendable {
        /// The cause.
        public let cause: Cause
        /// How well it fits: from 0 to 1, which takes several words, or a word with a status or an error code.
        public let fit: Double
        /// What speaks for it, the strongest first: codes, statuses with their paths, phrases, or words.
        public let because: [String]
        /// How sure it is.
        public let certainty: Certainty
        /// How many words it shares with a known text.
        let words: Int

        private enum CodingKeys: String, CodingKey { case cause, fit, because, certainty }

        init(cause: Cause, fit: Double, because: [String], words: Int = 0) {
            (self.cause, self.fit, self.because, self.words) = (cause, fit, because, words)
            certainty = Certainty(fit: fit)
        }

        /// The same cause behind one that structure speaks for.
        func weakened(below fit: Double) -> Hit {
            Hit(cause: cause, fit: (min(self.fit, fit * 0.6) * 100).rounded() / 100, because: because)
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

    private struct Document: Sendable {
        let cause: String
        let features: Set<String>
    }

    private let documents: [Document]
    private let causes: [String: Cause]
    private let rarity: [String: Double]
    private let averageSize: Double
    private let rules: Set<String>

    /// A search over an index.
    public init(index: CauseIndex = .builtIn, ledger: RuleLedger = .all) {
        rules = Set(ledger.catalogue.rules.map(\.id))
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
            texts.append((id, "\(id) \(kind.cause) \(kind.remedy.text)"))
        }
        let served = Set(FailureCatalogue.all.flatMap(\.serves) + ForeignCause.all.flatMap(\.documented))
        for failure in DocumentedFailures.all {
            let kinds = FailureCatalogue.all.filter { $0.serves.contains(failure.id) }.map(\.id.rawValue)
            if !served.contains(failure.id) {
                causes[failure.id] = Cause(id: failure.id, scenarios: [], ledger: ledger)
                texts.append((failure.id, "\(failure.symptom) \(failure.cause)"))
            }
            if kinds.count == 1 { texts.append((kinds[0], "\(failure.symptom) \(failure.cause)")) }
        }
        texts += ForeignWords.all.map { ($0.cause.rawValue, $0.text) }
        for foreign in ForeignCause.all {
            let id = foreign.id.rawValue
            causes[id] = causes[id] ?? Cause(id: id, scenarios: [], ledger: ledger)
            texts.append((id, "\(foreign.cause) \(foreign.remedy)"))
        }
        let known = rules
        documents = texts.filter { causes[$0.cause] != nil }.map { text in
            Document(cause: text.cause, features: TextFeatures(text.text, rules: known).all)
        }
        self.causes = causes
        rarity = Self.rarity(of: documents)
        averageSize = Double(documents.reduce(0) { $0 + $1.features.count }) / Double(max(1, documents.count))
    }

    /// How rare each feature is among the causes: what all have says nothing.
    private static func rarity(of documents: [Document]) -> [String: Double] {
        var holders: [String: Set<String>] = [:]
        for document in documents {
            for feature in document.features { holders[feature, default: []].insert(document.cause) }
        }
        let count = Double(Set(documents.map(\.cause)).count)
        return holders.mapValues { log(1 + (count - Double($0.count) + 0.5) / (Double($0.count) + 0.5)) }
    }

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

    /// The likeliest causes of a text: by the signs whose meaning is fixed, then by the words that it shares with known texts.
    ///
    /// - Parameters:
    ///   - text: a message or a log line, whole or in part.
    ///   - limit: how many causes at most.
    /// - Returns: the causes, the best first, and what parts the first two; none where the text is about something else.
    public func answer(to text: String, limit: Int = 3) -> Answer {
        let text = SuccessLine.removed(from: Self.shortened(text))
        let signs = Sign.all(in: text).filter { causes[$0.cause.rawValue] != nil }
        guard !OtherSubject.holds(text, signs: signs) else {
            return Answer(schema: 1, hits: [], isFar: true, question: nil)
        }
        let words = wordHits(of: text)
        let hits = Array(merged(signs, words).prefix(limit))
        // Words alone say little where the text names nothing of a work server.
        let isVague = signs.isEmpty && OtherSubject.isUnnamed(text)
        let isFar = hits.first.map { $0.fit < Self.least(for: $0.cause.id) + (isVague ? 0.2 : 0) } ?? true
        let isNamedTogether = signs.first.map { hits.first?.cause.id == $0.cause.rawValue && $0.second != nil } ?? false
        let isNear = !isFar && hits.count > 1 && (isNamedTogether || hits[1].fit >= Self.near * hits[0].fit)
        return Answer(
            schema: 1, hits: hits, isFar: isFar,
            question: isNear ? PartingQuestion(between: hits[0].cause.id, and: hits[1].cause.id) : nil)
    }

    /// Signs go before words, unless the text is known nearly whole or a weak sign contradicts many words.
    private func merged(_ signs: [Sign], _ words: [Hit]) -> [Hit] {
        guard let first = signs.first else { return words }
        let known = words.first.map { hit in
            switch first.strength {
            case .certain, .likely: hit.fit >= 0.85 && hit.words >= 8
            case .hint: hit.fit >= max(0.6, Self.least(for: hit.cause.id))
            }
        }
        if known == true { return words }
        var hits: [Hit] = []
        func add(_ hit: Hit?) {
            guard let hit, !hits.contains(where: { $0.cause.id == hit.cause.id }) else { return }
            hits.append(hit)
        }
        // What the identity provider says explains the rest of the text.
        let signs = first.cause == .singleSignOnFailed && first.strength == .certain ? [first] : signs
        for sign in signs where sign.strength >= first.strength || hits.count < 2 {
            add(hit(sign.cause, sign.strength, sign.seen))
            if let second = sign.second { add(hit(second, .hint, "often seen with \(sign.seen)")) }
        }
        for hit in words where hits[0].certainty != .certain { add(hit.weakened(below: hits[0].fit)) }
        return hits
    }

    private func hit(_ cause: FailureID, _ strength: Sign.Strength, _ seen: String) -> Hit? {
        guard let cause = causes[cause.rawValue] else { return nil }
        let fit =
            switch strength {
            case .certain: 0.95
            case .likely: 0.75
            case .hint: 0.5
            }
        return Hit(cause: cause, fit: fit, because: [seen])
    }

    /// The causes whose known texts share the most words with this one.
    private func wordHits(of text: String) -> [Hit] {
        let features = TextFeatures(text, rules: rules)
        let query = features.all.filter { rarity[$0] != nil }
        var best: [String: (score: Double, shared: Set<String>)] = [:]
        for document in documents {
            let shared = query.intersection(document.features)
            guard !shared.isEmpty else { continue }
            let score =
                score(of: shared, size: document.features.count) * likelihood(of: document.cause)
                * Self.loneWords(shared, of: query)
            if score > best[document.cause]?.score ?? 0 { best[document.cause] = (score, shared) }
        }
        let ranked = best.sorted { ($1.value.score, $0.key) < ($0.value.score, $1.key) }
        // One common word is no reason.
        guard let top = ranked.first, top.value.score > Self.least else { return [] }
        let confidence = confidence(in: top.value.shared, of: features.all)
        return ranked.prefix(5).filter { $0.value.score > top.value.score * 0.4 }.compactMap { id, found in
            causes[id].map { cause in
                Hit(
                    cause: cause, fit: (found.score / top.value.score * confidence * 100).rounded() / 100,
                    because: words(of: found.shared).compactMap { features.written[$0] },
                    words: found.shared.count { $0.hasPrefix("w:") })
            }
        }
    }

    private static let least = 2.0
    /// Below this a text has too little in common with all that is known.
    private static let known = 0.4

    /// The least fit at which a cause is named with confidence: a bare rule is met by few, and its words are everybody's.
    private static func least(for cause: String) -> Double { cause.contains(".") ? 0.7 : known }

    /// A status of the text says more than one or two words that stand without it.
    private static func loneWords(_ shared: Set<String>, of query: Set<String>) -> Double {
        func hasMark(_ features: Set<String>) -> Bool {
            features.contains { !$0.hasPrefix("w:") && !$0.hasPrefix("p:") }
        }
        let words = shared.count { $0.hasPrefix("w:") }
        return hasMark(query) && !hasMark(shared) && words <= 2 ? 0.4 : 1
    }

    /// How sure the best cause is, from 0 to 1: how much speaks for it, and how much of the text that is.
    private func confidence(in shared: Set<String>, of all: Set<String>) -> Double {
        func weight(_ features: Set<String>) -> Double {
            // What is known from no cause is as rare as can be.
            features.filter { !$0.hasPrefix("p:") }.sorted()
                .reduce(0) { $0 + TextFeatures.weight(of: $1) * (rarity[$1] ?? 4) }
        }
        let words = shared.filter { $0.hasPrefix("w:") }
        let marks = shared.filter { !$0.hasPrefix("w:") && !$0.hasPrefix("p:") }
        let share = weight(shared) / max(1, weight(all))
        let strength = (1 - exp(-weight(shared) / 4)) * (0.4 + 0.6 * share)
        guard marks.isEmpty else { return words.isEmpty ? min(strength, 0.9) : strength }
        // One word is a hint, unless it is a program's own such as ECONNREFUSED and stands nearly alone.
        guard words.count == 1, let word = words.first else { return words.count == 2 ? min(strength, 0.8) : strength }
        return min(strength, word.count >= 10 && share >= 0.5 ? 0.6 : 0.3)
    }
    /// From here on the second may as well be the first.
    private static let near = 0.7

    /// People meet the client's failures, bare rules are met by those who write a client, and what is better known comes first.
    private func likelihood(of cause: String) -> Double {
        let evidence =
            switch causes[cause]?.evidence {
            case .documented: 1.0
            case .observed: 0.95
            case .assumed, nil: 0.9
            }
        return FailureCatalogue.kind(FailureID(rawValue: cause)) != nil ? evidence : 0.85 * evidence
    }

    private func score(of shared: Set<String>, size: Int) -> Double {
        let (k, b) = (1.2, 0.4)
        let length = k * (1 - b + b * Double(size) / averageSize)
        // In the order of their names: a sum in another order ends in another last digit.
        return shared.sorted().reduce(0) { sum, feature in
            sum + TextFeatures.weight(of: feature) * (rarity[feature] ?? 0) * (k + 1) / (1 + length)
        }
    }

    private func words(of shared: Set<String>) -> [String] {
        shared.sorted {
            (-TextFeatures.weight(of: $0) * (rarity[$0] ?? 0), $0) < (
                -TextFeatures.weight(of: $1) * (rarity[$1] ?? 0), $1
            )
        }
        .prefix(5).map { $0 }
    }
}
