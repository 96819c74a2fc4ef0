/// The documents of a library by number, in short rows: numbers follow each other, and a copy of the state that meets a
/// change copies one short row.
struct DocumentRows: Sendable {
    typealias Row = ContentState.Row<ContentDocument>

    private static let length = 256

    private let base: Int
    private var chunks: [[Row?]] = []

    init(base: Int) {
        self.base = base
    }

    /// The document with a number; nil where there is none, as below the first number.
    subscript(number: Int) -> Row? {
        get {
            // Compared first: callers may give any number, and a difference of two can be none.
            guard number >= base, (number - base) / Self.length < chunks.count else { return nil }
            let place = number - base
            return chunks[place / Self.length][place % Self.length]
        }
        set {
            guard number >= base else { return }
            let place = number - base
            while place / Self.length >= chunks.count { chunks.append([Row?](repeating: nil, count: Self.length)) }
            chunks[place / Self.length][place % Self.length] = newValue
        }
    }

    /// All of them, by number.
    var all: [Row] { chunks.flatMap { $0.compactMap(\.self) } }
}
