/// Durations as people write them: `90s`, `30m`, `364d23h59m59s`, `250ms`.
extension Duration {
    /// Reads a duration: whole numbers with the units d, h, m, s, ms, from the largest to the smallest, each at most once.
    ///
    /// Returns nil for anything else, also for a number without a unit and for one too large to hold.
    public init?(text: String) {
        var rest = Substring(text)
        var total = Duration.zero
        var next = 0
        guard !rest.isEmpty else { return nil }
        while !rest.isEmpty {
            let digits = rest.prefix(while: { $0.isASCII && $0.isNumber })
            guard let count = Int64(digits), count <= 10_000_000_000 else { return nil }
            rest = rest.dropFirst(digits.count)
            let name = rest.prefix(while: { $0.isLetter })
            guard let unit = durationUnits[next...].firstIndex(where: { $0.name == name }) else { return nil }
            rest = rest.dropFirst(name.count)
            total += durationUnits[unit].length * count
            next = unit + 1
        }
        self = total
    }

    /// The duration as `init(text:)` reads it: `1d`, `29m59s`, `0s`.
    public var text: String {
        var rest = self < .zero ? .zero - self : self
        var parts = ""
        for unit in durationUnits {
            let count = Int64(rest / unit.length)
            guard count > 0 else { continue }
            parts += "\(count)\(unit.name)"
            rest -= unit.length * count
        }
        return parts.isEmpty ? "0s" : (self < .zero ? "-" : "") + parts
    }
}

private let durationUnits: [(name: String, length: Duration)] = [
    ("d", .seconds(86_400)), ("h", .seconds(3_600)), ("m", .seconds(60)), ("s", .seconds(1)), ("ms", .milliseconds(1)),
]
