import WorkTime

extension Checker {
    /// Longer than this no scenario lasts, and certificates cannot be dated.
    private static let longest = Duration.seconds(36_525 * 86_400)

    /// Checks a single value, by our own rules: what YAML 1.1 makes of a word never counts.
    mutating func scalar(_ tree: Tree, _ shape: Shape, topic: String, key: String) -> Value? {
        guard case .scalar(let raw, let isPlain) = tree.content else {
            complain(tree.place, "'\(key)' takes \(shape.words)", topic: topic)
            return nil
        }
        let text = raw.hasPrefix("$$") ? String(raw.dropFirst()) : raw
        switch shape {
        case .text:
            if let place = tree.embeddedReference {
                complain(
                    place, "a reference stands alone: inside of a text it is not resolved",
                    suggestion: "'$$' is a dollar", topic: "gives")
                return nil
            }
            return .text(text)
        case .integer(let range):
            if isPlain, text.count > 1, text.hasPrefix("0") {
                return refuse(
                    tree, "'\(key)': a leading zero means another number in YAML", "write \(text.drop { $0 == "0" })",
                    topic)
            }
            guard let number = Int(text) else {
                return refuse(tree, "'\(key)' takes a whole number, not '\(text)'", nil, topic)
            }
            guard range.contains(number) else {
                return refuse(
                    tree, "'\(key)' takes a number from \(range.lowerBound) to \(range.upperBound), not \(number)", nil,
                    topic)
            }
            return .integer(number)
        case .boolean:
            if ["yes", "true"].contains(text) { return .boolean(true) }
            if ["no", "false"].contains(text) { return .boolean(false) }
            return refuse(tree, "'\(key)' takes yes or no, not '\(text)'", nil, topic)
        case .duration:
            if let duration = Duration(text: text) {
                guard duration <= Self.longest else {
                    return refuse(tree, "'\(text)' is longer than a hundred years", nil, topic)
                }
                return .text(text)
            }
            return refuse(
                tree, "'\(text)' is no duration",
                Int(text).map { "did you mean '\($0)s'?" } ?? "write 90s, 30m or 364d23h59m59s", topic)
        case .size:
            return text.wholeMatch(of: /[0-9]{1,9}(B|KiB|MiB|GiB)/) != nil
                ? .text(text) : refuse(tree, "'\(text)' is no size", "write 4KiB or 10MiB", topic)
        case .percent:
            let number = Int(text.dropLast())
            return text.hasSuffix("%") && number.map { (0...100).contains($0) } == true
                ? .text(text) : refuse(tree, "'\(text)' is no share from 0% to 100%", "write 10%", topic)
        case .address:
            return isAddress(text)
                ? .text(text) : refuse(tree, "'\(text)' is no IPv4 or IPv6 address", "write 203.0.113.10", topic)
        case .range:
            let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
            let longest = parts[0].contains(":") ? 128 : 32
            let isRange =
                parts.count == 2 && isAddress(parts[0]) && Int(parts[1]).map { (0...longest).contains($0) } == true
            return isRange || (parts.count == 1 && isAddress(text))
                ? .text(text) : refuse(tree, "'\(text)' is no address range", "write 203.0.113.10/32", topic)
        case .word(let words):
            guard words.contains(text) else {
                return refuse(
                    tree, "'\(key)' takes \(words.joined(separator: ", ")), not '\(text)'",
                    didYouMean(text, among: words), topic)
            }
            return .text(text)
        case .vocabulary(let names): return name(tree, text, isPlain, names, topic)
        case .declared(let kind): return declaredName(tree, text, kind, topic)
        case .list, .map, .record, .either, .named, .anything: return nil
        }
    }

    private mutating func refuse(_ tree: Tree, _ message: String, _ suggestion: String?, _ topic: String) -> Value? {
        complain(tree.place, message, suggestion: suggestion, topic: topic)
        return nil
    }

    private mutating func name(_ tree: Tree, _ text: String, _ isPlain: Bool, _ names: Shape.Names, _ topic: String)
        -> Value?
    {
        if names == .releases, isPlain, text.wholeMatch(of: /[0-9.]+/) != nil {
            return refuse(tree, "a release is quoted, or YAML reads 10.10 as 10.1", "write \"\(text)\"", topic)
        }
        let known = vocabulary.entries(of: names).map(\.name)
        if known.contains(text) { return .text(text) }
        return refuse(
            tree, "unknown \(names.singular) '\(text)'",
            didYouMean(text, among: known) ?? (names == .failures ? otherFailures(text) : nil), topic)
    }

    /// The failures whose explanation has words of a name that nothing is spelled like, and where all of them are listed.
    private func otherFailures(_ text: String) -> String {
        // Such a word says what kind of thing it is, and stands in most explanations.
        let common: Set<Substring> = ["error", "failed", "failure", "invalid", "wrong"]
        let words = text.lowercased().split { !$0.isLetter }.filter { $0.count > 3 && !common.contains($0) }
        let hits = vocabulary.entries(of: .failures).map { entry in
            let said = Set("\(entry.name) \(entry.meaning)".lowercased().split { !$0.isLetter })
            return (name: entry.name, count: words.count { said.contains($0) })
        }
        let most = hits.map(\.count).max() ?? 0
        let near = most == 0 ? [] : hits.filter { $0.count == most }.prefix(4).map { "'\($0.name)'" }
        return (near.isEmpty ? "" : "of this speak \(near.joined(separator: ", ")); ")
            + "'worksim explain failures' lists all"
    }

    private mutating func declaredName(_ tree: Tree, _ text: String, _ kind: Shape.Declared, _ topic: String) -> Value?
    {
        guard let declared, declared.isWorldKnown || kind == .stepIDs else { return .text(text) }
        let known: Set<String>
        switch kind {
        case .people: known = declared.people
        case .servers: known = declared.servers
        case .stepIDs: known = declared.stepIDs
        case .applications, .documents: return .text(text)
        }
        if known.contains(text) { return .text(text) }
        if kind == .servers, declared.people.contains(text) {
            return refuse(
                tree, "no server is called '\(text)' here", "'\(text)' is a person: write { as: \(text) }", topic)
        }
        let what = kind == .people ? "nobody" : kind == .servers ? "no server" : "no step"
        return refuse(
            tree, "\(what) is called '\(text)' here",
            didYouMean(text, among: known.sorted())
                ?? (known.isEmpty ? nil : "there are: \(known.sorted().joined(separator: ", "))"), topic)
    }

    private func isAddress(_ text: String) -> Bool {
        if text.contains(":") {
            return text.wholeMatch(of: /[0-9a-fA-F:]{2,39}/) != nil
                && text.split(separator: ":").allSatisfy { $0.count <= 4 }
                && (text.split(separator: ":").count == 8 || text.contains("::"))
        }
        let octets = text.split(separator: ".", omittingEmptySubsequences: false)
        return octets.count == 4
            && octets.allSatisfy { octet in
                octet.allSatisfy { $0.isASCII && $0.isNumber } && Int(octet).map { $0 <= 255 } == true
                    && (octet == "0" || !octet.hasPrefix("0"))
            }
    }
}
