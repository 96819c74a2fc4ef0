/// Where a row stands in a list that a cursor leads through: by library, then by number, then by version.
///
/// In a descending list numbers and versions are negative, so that what comes later is always greater.
struct RowPlace: Comparable, Sendable {
    /// Which of the searched libraries it is, from 0.
    let library: Int
    let number: Int
    /// 0 where there is one row for each number.
    let version: Int

    init(library: Int = 0, number: Int, version: Int = 0) {
        self.library = library
        self.number = number
        self.version = version
    }

    /// The place of a key among the libraries that were searched.
    init(of key: ContentKey, version: Int = 0, in libraries: [String], _ isDescending: Bool = false) {
        let index = libraries.firstIndex(of: key.library) ?? 0
        let sign = isDescending ? -1 : 1
        // A descending list of several libraries begins with the last of them.
        self.init(
            library: isDescending ? libraries.count - 1 - index : index, number: sign * key.number,
            version: sign * version)
    }

    /// Reads a cursor; nil for a text that is none.
    init?(cursor: String) {
        guard cursor.hasPrefix("c") else { return nil }
        let parts = cursor.dropFirst().split(separator: ".", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { Int($0, radix: 36) }
        guard numbers.count == parts.count, (1...3).contains(numbers.count) else { return nil }
        number = numbers[0]
        version = numbers.count > 1 ? numbers[1] : 0
        library = numbers.count > 2 ? numbers[2] : 0
    }

    /// The cursor behind the row; it says nothing to who reads it.
    var cursor: String {
        let parts = library != 0 ? [number, version, library] : version != 0 ? [number, version] : [number]
        return "c" + parts.map { String($0, radix: 36) }.joined(separator: ".")
    }

    static func < (left: RowPlace, right: RowPlace) -> Bool {
        (left.library, left.number, left.version) < (right.library, right.number, right.version)
    }
}
