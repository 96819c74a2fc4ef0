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
            let place = number - base
            guard place >= 0, place / Self.length < chunks.count else { return nil }
            return chunks[place / Self.length][place % Self.length]
        }
        set {
            let place = number - base
            guard place >= 0 else { return }
            while place / Self.length >= chunks.count { chunks.append([Row?](repeating: nil, count: Self.length)) }
            chunks[place / Self.length][place % Self.length] = newValue
        }
    }

    /// All of them, by number.
    var all: [Row] { chunks.flatMap { $0.compactMap(\.self) } }
}
