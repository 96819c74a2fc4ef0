import WorkTime

/// What a filter asks of the custom fields, the class and the people of a profile.
struct ProfileFilter: Sendable {
    private enum Condition: Sendable {
        /// One of these, case aside; a star stands for any text where the field takes one.
        case oneOf([String])
        case number(Double?, Double?)
        case date(DateFilter)
        case truth(Bool)
    }

    private var conditions: [(field: ProfileField, condition: Condition)] = []

    /// Reads the filters of the fields `among`; the names are those of the API.
    init(
        among fields: [ProfileField], _ text: (String) -> String?, now: WorkDate
    ) throws(ContentRefusal) {
        for field in fields {
            let name = field.rawValue
            switch field.kind {
            case .date:
                if let filter = try DateFilter(name, relative: name + "_relative", text, now: now) {
                    conditions.append((field, .date(filter)))
                }
            case .number:
                let exact = try Self.number(text(name), name)
                let low = try Self.number(text(name + "_from"), name + "_from")
                let high = try Self.number(text(name + "_to"), name + "_to")
                if exact != nil || low != nil || high != nil {
                    conditions.append((field, .number(low ?? exact, high ?? exact)))
                }
            case .truth:
                guard let wanted = text(name) else { continue }
                guard let truth = Bool(wanted.lowercased()) else {
                    throw .invalid(name, "\(name) is true or false.")
                }
                conditions.append((field, .truth(truth)))
            case .alias, .text, .user:
                guard let wanted = text(name) else { continue }
                conditions.append((field, .oneOf(Self.list(wanted))))
            }
        }
    }

    var isEmpty: Bool { conditions.isEmpty }

    /// Whether a profile meets all conditions.
    func holds(_ value: (ProfileField) -> String?) -> Bool {
        conditions.allSatisfy { field, condition in
            let text = value(field)
            switch condition {
            case .oneOf(let wanted):
                guard let text else { return false }
                return wanted.contains { Wildcard.matches(anyCase: text, $0) }
            case .number(let low, let high):
                guard let number = text.flatMap(Double.init) else { return false }
                return low.map { number >= $0 } ?? true && high.map { number <= $0 } ?? true
            case .date(let filter): return filter.holds(text.flatMap { WorkDate(apiText: $0) })
            case .truth(let wanted): return (text == "true") == wanted
            }
        }
    }

    /// The items of a list with commas, small.
    static func list(_ text: String) -> [String] {
        text.split(separator: ",").map { item in
            String(item.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()).lowercased()
        }
    }

    private static func number(_ text: String?, _ name: String) throws(ContentRefusal) -> Double? {
        guard let text else { return nil }
        guard let number = Double(text), number.isFinite else { throw .invalid(name, "\(name) is a number.") }
        return number
    }
}

/// Texts with stars that stand for anything.
enum Wildcard {
    /// The same for a text in any case; what differs in a letter of ASCII is told without a copy.
    static func matches(anyCase text: String, _ pattern: String) -> Bool {
        for (byte, wanted) in zip(text.utf8, pattern.utf8) {
            guard byte < 0x80, wanted < 0x80, wanted != 0x2A else { break }
            let small = byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
            if small != wanted { return false }
        }
        return matches(text.lowercased(), pattern)
    }

    /// Whether a text is what a pattern says; both are small.
    static func matches(_ text: String, _ pattern: String) -> Bool {
        guard pattern.utf8.contains(0x2A) else { return text == pattern }
        let parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
        guard text.hasPrefix(parts[0]), text.count >= pattern.count - (parts.count - 1) else { return false }
        var rest = text[...].dropFirst(parts[0].count)
        for part in parts.dropFirst().dropLast() {
            guard let found = rest.firstRange(of: part) else {
                if part.isEmpty { continue }
                return false
            }
            rest = rest[found.upperBound...]
        }
        return parts.last.map { rest.hasSuffix($0) } ?? true
    }
}
