/// A Work Server's version, compared number by number: 10.10 is newer than 10.2.
package struct ServerVersion: Comparable {
    /// As the server told it.
    let text: String
    private let numbers: [Int]

    /// O&D's minimum, by the article.
    package static let minimum = ServerVersion(text: "10.2", numbers: [10, 2])

    /// From here on Control Center says Client ID instead of API Key; assumed, where it changes is not public.
    static let clientLabels = ServerVersion(text: "10.4", numbers: [10, 4])

    /// Reads `10.2.3812`, `v10.4`, `10.10-hotfix1`; nil for what does not begin with a number.
    package init?(_ text: String) {
        let trimmed = text.trimmingBlanks()
        let digits = trimmed.lowercased().hasPrefix("v") ? trimmed.dropFirst() : Substring(trimmed)
        var numbers: [Int] = []
        for part in digits.split(separator: ".", omittingEmptySubsequences: false) {
            let leading = part.prefix { $0.isASCII && $0.isNumber }
            guard leading.count <= 9, let number = Int(leading) else { break }
            numbers.append(number)
            if leading.count < part.count { break }
        }
        guard !numbers.isEmpty else { return nil }
        self.init(text: trimmed, numbers: numbers)
    }

    private init(text: String, numbers: [Int]) {
        self.text = text
        self.numbers = numbers
    }

    private var significant: ArraySlice<Int> {
        numbers.prefix((numbers.lastIndex { $0 != 0 } ?? -1) + 1)
    }

    package static func == (left: Self, right: Self) -> Bool {
        left.significant == right.significant
    }

    package static func < (left: Self, right: Self) -> Bool {
        left.significant.lexicographicallyPrecedes(right.significant)
    }
}
