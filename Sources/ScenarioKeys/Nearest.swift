/// The word that was probably meant: the one with the fewest edits, at most about a third of the word's length, or of
/// what follows the last dot where all before it is the same.
///
/// Exchanging two neighbours is one edit; case, and `-` for `_`, do not count. Of equals the first is given.
package func nearest(_ word: String, among candidates: [String]) -> String? {
    nearestOnes(word, among: candidates).first
}

/// All words that are as near as the nearest one, in the order of the candidates.
package func nearestOnes(_ word: String, among candidates: [String]) -> [String] {
    let wanted = folded(word)
    guard !wanted.isEmpty else { return [] }
    let whole = max(1, (wanted.count + 1) / 3)
    var best: (words: [String], distance: Int) = ([], .max)
    for candidate in candidates {
        let letters = folded(candidate)
        let limit = min(whole, limit(wanted, letters))
        guard abs(letters.count - wanted.count) <= limit else { continue }
        let distance = edits(from: wanted, to: letters)
        // A word that shares nothing is no correction, however short it is.
        guard distance <= limit, distance < letters.count, distance <= best.distance else { continue }
        if distance == best.distance {
            if !best.words.contains(candidate) { best.words.append(candidate) }
        } else {
            best = ([candidate], distance)
        }
    }
    return best.words
}

/// The question whether a near word was meant, naming all that are equally near; nil where none is.
package func didYouMean(_ word: String, among candidates: [String]) -> String? {
    let words = nearestOnes(word, among: candidates).prefix(4)
    guard !words.isEmpty else { return nil }
    return "did you mean \(words.map { "'\($0)'" }.joined(separator: " or "))?"
}

/// What both say up to their last dot is no sign of likeness: `user.upload` is no slip for `user.unlock`.
private func limit(_ wanted: [Character], _ candidate: [Character]) -> Int {
    guard let dot = wanted.lastIndex(of: "."), candidate.starts(with: wanted[...dot]) else { return .max }
    return max(1, (wanted.count - dot) / 3)
}

private func folded(_ word: String) -> [Character] {
    word.lowercased().map { $0 == "-" ? "_" : $0 }
}

/// Insertions, deletions, replacements and exchanges of neighbours that lead from one word to the other.
private func edits(from old: [Character], to new: [Character]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...new.count)
    for row in old.indices {
        var current = [row + 1]
        for column in new.indices {
            var cost = min(last[column + 1], current[column]) + 1
            cost = min(cost, last[column] + (old[row] == new[column] ? 0 : 1))
            if row > 0, column > 0, old[row] == new[column - 1], old[row - 1] == new[column] {
                cost = min(cost, beforeLast[column - 1] + 1)
            }
            current.append(cost)
        }
        (beforeLast, last) = (last, current)
    }
    return last[new.count]
}
