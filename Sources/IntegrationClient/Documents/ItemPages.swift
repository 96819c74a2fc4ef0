/// A list of the server's, page by page: by offset, or by cursor where the server gives one.
///
/// It ends also where the server never would: at a page without anything new, at a cursor that comes again, and after
/// `ItemPages.limit` pages.
public struct ItemPages: AsyncSequence, Sendable {
    /// One page.
    public typealias Element = ItemPage

    /// The most pages that are read of one list.
    public static let limit = 200

    let size: Int
    /// Asks for a page by its query: `limit=500&offset=0&total=true`.
    let fetch: @Sendable (String) async throws -> JSONValue

    /// Begins at the first page.
    public func makeAsyncIterator() -> Iterator { Iterator(pages: self) }

    /// All rows of all pages.
    func rows() async throws -> (rows: [JSONValue], isCutShort: Bool) {
        var rows: [JSONValue] = []
        var isCutShort = false
        for try await page in self {
            rows += page.rows
            isCutShort = page.isCutShort
        }
        return (rows, isCutShort)
    }

    /// Reads on from page to page.
    public struct Iterator: AsyncIteratorProtocol {
        private let pages: ItemPages
        private var read = 0
        private var asked = 0
        private var cursor: String?
        private var cursors: Set<String> = []
        private var seen: Set<JSONValue> = []
        private var isOver = false
        private var hasBegunAnew = false
        /// Whether the server gave the same page or cursor again where another was due.
        private var isUnended = false

        init(pages: ItemPages) {
            self.pages = pages
        }

        /// The next page; nil at the end.
        public mutating func next() async throws -> ItemPage? {
            guard !isOver else { return nil }
            asked += 1
            let answer: JSONValue
            do {
                answer = try await pages.fetch(query)
            } catch let failure as IntegrationFailure where isStale(failure) {
                // A cursor lives only so long: the list is read anew, and what was seen is passed over.
                hasBegunAnew = true
                cursor = nil
                cursors = []
                read = 0
                answer = try await pages.fetch(query)
            }
            return page(of: answer)
        }

        private var query: String {
            let place = cursor.map { "cursor=\(Integration.escaped($0))" } ?? "offset=\(read)"
            return "limit=\(pages.size)&\(place)&total=true"
        }

        private func isStale(_ failure: IntegrationFailure) -> Bool {
            cursor != nil && !hasBegunAnew && [400, 404, 410].contains(failure.status)
        }

        private mutating func page(of answer: JSONValue) -> ItemPage {
            let rows = answer["data"]?.items ?? answer["data"]?["results"]?.items ?? []
            let fresh = rows.filter { seen.insert($0["id"] ?? $0).inserted }
            read += rows.count
            let total = (answer["total_count"] ?? answer["data"]?["total_count"])?.count
            let isCutShort = (answer["overflow"] ?? answer["data"]?["overflow"])?.isTrue == true
            let goesOn = goesOn(rows, fresh, total: total, cursor: answer["cursor"]?.identifier)
            let isGivenUp = goesOn && asked >= ItemPages.limit
            isOver = !goesOn || isGivenUp
            // A list that ends before its total lacks something, whether the server says so or not.
            let isShort = isOver && total.map { read < $0 } ?? false
            return ItemPage(rows: fresh, total: total, isCutShort: isCutShort || isShort || isGivenUp || isUnended)
        }

        private mutating func goesOn(
            _ rows: [JSONValue], _ fresh: [JSONValue], total: Int?, cursor next: String?
        ) -> Bool {
            guard !rows.isEmpty else { return false }
            if let next {
                cursor = next
                isUnended = !cursors.insert(next).inserted
                return !isUnended
            }
            // The last page of a list that is read by cursor has none.
            guard cursor == nil else { return false }
            guard read < total ?? (rows.count < pages.size ? 0 : Int.max) else { return false }
            // A server that knows no offset gives its only page again: all of the list, unless it says otherwise.
            isUnended = fresh.isEmpty && total != nil
            return !fresh.isEmpty
        }
    }
}

/// One page of a list.
public struct ItemPage: Sendable {
    /// Rows that no page before had.
    let rows: [JSONValue]
    /// How many rows the whole list has, where the server tells.
    public let total: Int?
    /// Whether there is more than the server tells.
    public let isCutShort: Bool

    /// What the page lists.
    public var items: [LibraryItem] { rows.compactMap { LibraryItem($0) } }
}
