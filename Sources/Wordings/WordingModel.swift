import Foundation

/// Reads what a text is about from texts whose label is known, by the words and the runs of characters that they share.
///
/// The model is linear: each feature of a text has a weight for each label, and a label's score is their sum. The weights
/// are learned at the start from the known texts alone, in an order that is always the same, so that the same texts give
/// the same scores in every process.
package struct WordingModel: Sendable {
    /// A text whose label is known.
    package struct Example: Sendable {
        /// What the text is about.
        package let label: String
        /// The text.
        package let text: String

        /// Creates an example.
        package init(label: String, text: String) {
            self.label = label
            self.text = text
        }
    }

    /// A feature of a text with its share of the text.
    private typealias Share = (feature: Int, value: Float)

    /// The labels, sorted.
    package let labels: [String]
    private let numbers: [UInt64: Int]
    private let rarity: [Float]
    /// One row for each feature, with a weight for each label.
    private let weights: [Float]
    private let known: [(label: Int, shares: [Share])]

    /// Learns from examples.
    ///
    /// - Parameters:
    ///   - examples: the texts, in an order that does not matter much.
    ///   - passes: how often each text is read.
    package init(learning examples: [Example], passes: Int = 5) {
        let labels = Array(Set(examples.map(\.label))).sorted()
        let place = Dictionary(uniqueKeysWithValues: zip(labels, labels.indices))
        let counts = examples.map { TextPieces($0.text).counts }
        var numbers: [UInt64: Int] = [:]
        var holders: [Float] = []
        for (feature, _) in counts.joined() {
            if let number = numbers[feature] {
                holders[number] += 1
            } else {
                numbers[feature] = holders.count
                holders.append(1)
            }
        }
        rarity = holders.map { log((1 + Float(examples.count)) / (1 + $0)) + 1 }
        self.labels = labels
        self.numbers = numbers
        let shares = counts.map { [rarity] in Self.shares(of: $0, numbers: numbers, rarity: rarity) }
        let truth = examples.map { place[$0.label] ?? 0 }
        weights = Self.learn(shares, truth, features: holders.count, labels: labels.count, passes: passes)
        known = zip(truth, shares).map { (label: $0, shares: $1) }
    }

    /// The share of each known feature, which grows with its number and its rarity; all together have the length 1.
    private static func shares(
        of counts: [(feature: UInt64, count: Int)], numbers: [UInt64: Int], rarity: [Float]
    ) -> [Share] {
        let values: [Share] = counts.compactMap { feature, count in
            numbers[feature].map { (feature: $0, value: (1 + log(Float(count))) * rarity[$0]) }
        }
        let length = values.reduce(0) { $0 + $1.value * $1.value }.squareRoot()
        return length == 0 ? [] : values.map { (feature: $0.feature, value: $0.value / length) }
    }

    /// Learns the weights: an averaged passive-aggressive classifier.
    ///
    /// Where another label's score comes within 1 of the right one's, both weights are changed by just so much that it no
    /// longer does. The average of the weights over all steps reads new texts better than the last ones.
    private static func learn(
        _ texts: [[Share]], _ truth: [Int], features: Int, labels: Int, passes: Int
    ) -> [Float] {
        guard labels > 1, !texts.isEmpty else { return Array(repeating: 0, count: features * labels) }
        var weights = [Float](repeating: 0, count: features * labels)
        var sums = weights
        let stride = strideWithoutRepetition(of: texts.count)
        var step = 0
        for pass in 0..<passes {
            for turn in texts.indices {
                // Neighbors have the same label; far steps mix them.
                let index = ((turn + pass) * stride) % texts.count
                let (text, right) = (texts[index], truth[index])
                let scores = score(text, weights, labels: labels)
                var rival = right == 0 ? 1 : 0
                for label in 0..<labels where label != right && scores[label] > scores[rival] { rival = label }
                step += 1
                let loss = 1 - (scores[right] - scores[rival])
                guard loss > 0 else { continue }
                let change = min(1, loss / (2 * max(0.1, text.reduce(0) { $0 + $1.value * $1.value })))
                for (feature, value) in text {
                    let row = feature * labels
                    weights[row + right] += change * value
                    weights[row + rival] -= change * value
                    sums[row + right] += change * value * Float(step)
                    sums[row + rival] -= change * value * Float(step)
                }
            }
        }
        for index in weights.indices { weights[index] -= sums[index] / Float(step) }
        return weights
    }

    /// A step that comes to each of a number of places once before it returns to the first.
    private static func strideWithoutRepetition(of count: Int) -> Int {
        func haveCommonFactor(_ one: Int, _ other: Int) -> Bool {
            other == 0 ? one > 1 : haveCommonFactor(other, one % other)
        }
        var stride = max(1, count * 5 / 8)
        while haveCommonFactor(stride, count) { stride += 1 }
        return stride
    }

    private static func score(_ text: [Share], _ weights: [Float], labels: Int) -> [Float] {
        var scores = [Float](repeating: 0, count: labels)
        scores.withUnsafeMutableBufferPointer { scores in
            weights.withUnsafeBufferPointer { weights in
                for (feature, value) in text {
                    let row = feature * labels
                    for label in 0..<labels { scores[label] += value * weights[row + label] }
                }
            }
        }
        return scores
    }

    /// The score of each label for a text: about 1 above all others where the text is like known ones, near 0 where it is
    /// like none.
    package func scores(of text: String) -> [String: Double] {
        let shares = Self.shares(of: TextPieces(text).counts, numbers: numbers, rarity: rarity)
        let scores = Self.score(shares, weights, labels: labels.count)
        return Dictionary(uniqueKeysWithValues: zip(labels, scores.map { Double($0) }))
    }

    /// The label of the known text that is nearest, with the likeness from 0 to 1; nil where nothing is shared.
    package func nearest(to text: String) -> (label: String, likeness: Double)? {
        var values = [Float](repeating: 0, count: rarity.count)
        for (feature, value) in Self.shares(of: TextPieces(text).counts, numbers: numbers, rarity: rarity) {
            values[feature] = value
        }
        var best: (label: Int, likeness: Float) = (0, 0)
        for example in known {
            let likeness = example.shares.reduce(0) { $0 + $1.value * values[$1.feature] }
            if likeness > best.likeness { best = (example.label, likeness) }
        }
        return best.likeness > 0 ? (labels[best.label], Double(best.likeness)) : nil
    }

    /// The words of a text that speak most for a label, the strongest first.
    package func words(of text: String, for label: String, limit: Int = 5) -> [String] {
        guard let label = labels.firstIndex(of: label) else { return [] }
        var strength: [String: Float] = [:]
        for piece in TextPieces(text).pieces {
            let written = piece.written.filter { $0.isLetter || $0.isNumber || "_-'./".contains($0) }
            guard written.count > 1 else { continue }
            for feature in piece.features {
                guard let number = numbers[feature] else { continue }
                strength[written, default: 0] += rarity[number] * weights[number * labels.count + label]
            }
        }
        return strength.filter { $0.value > 0 }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .prefix(limit).map(\.key)
    }
}
