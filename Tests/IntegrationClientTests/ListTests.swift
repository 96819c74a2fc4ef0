import IntegrationClient
import Rules
import Synchronization
import Testing

@Suite struct `A list` {
    private static let root = "/libraries/ACTIVE/workspaces"

    @Test func `is read page by page, by offset until all that there is has come`() async throws {
        try await Office.use(paged(of: 5), small) { office in
            let list = try await office.integration.browse(as: "ada", server: "main", path: "ACTIVE")
            #expect(list.items.map(\.name) == (1...5).map { "Matter \($0)" } && list.notices == [])
            #expect(
                queries(office) == [
                    "limit=2&offset=0&total=true", "limit=2&offset=2&total=true", "limit=2&offset=4&total=true",
                ])
        }
    }

    @Test func `gives one page after the other to whoever asks for no more`() async throws {
        try await Office.use(paged(of: 5), small) { office in
            var sizes: [Int] = []
            for try await page in try await office.integration.pages(as: "ada", server: "main", path: "ACTIVE") {
                sizes.append(page.items.count)
                #expect(page.total == 5)
                if sizes.count == 2 { break }
            }
            #expect(sizes == [2, 2] && office.kinds == ["browse", "browse"])
        }
    }

    @Test func `is read by cursor where the server gives one`() async throws {
        let shelf = Shelf { request in
            guard request.path.hasSuffix(Self.root) else { return nil }
            switch request.form(of: request.uri)["cursor"] {
            case nil: return .json(#"{"data":[\#(Self.rows(1...2))],"cursor":"a+/="}"#)
            case "a%2B%2F%3D": return .json(#"{"data":[\#(Self.rows(3...4))],"cursor":"b"}"#)
            default: return .json(#"{"data":[\#(Self.rows(5...5))],"cursor":null}"#)
            }
        }
        try await Office.use(shelf, small) { office in
            let list = try await office.integration.browse(as: "ada", server: "main", path: "ACTIVE")
            #expect(list.items.count == 5 && !list.isCutShort && office.kinds.count == 3)
        }
    }

    @Test func `whose cursor has gone stale is read anew once, and nothing is there twice`() async throws {
        let calls = Mutex(0)
        let shelf = Shelf { request in
            guard request.path.hasSuffix(Self.root) else { return nil }
            let number = calls.withLock { calls in
                calls += 1
                return calls
            }
            if request.uri.contains("cursor=") {
                return number == 2
                    ? .json(#"{"error":{"code":"NRC_INVALID_PARAM"}}"#, status: 400)
                    : .json(#"{"data":[\#(Self.rows(3...3))]}"#)
            }
            return .json(#"{"data":[\#(Self.rows(1...2))],"cursor":"a"}"#)
        }
        try await Office.use(shelf, small) { office in
            let list = try await office.integration.browse(as: "ada", server: "main", path: "ACTIVE")
            #expect(list.items.map(\.name) == ["Matter 1", "Matter 2", "Matter 3"] && calls.withLock { $0 } == 4)
        }
    }

    @Test func `ends where the server never would, and says that it is cut short`() async throws {
        let answers: [(String, @Sendable (Int) -> String, Int)] = [
            // The same cursor again and again; ever new ones; the same page whatever the offset; ever new rows.
            ("cursor", { (_: Int) in #"{"data":[\#(Self.rows(1...2))],"cursor":"a"}"# }, 2),
            ("cursors", { (call: Int) in #"{"data":[\#(Self.rows(1...2))],"cursor":"\#(call)"}"# }, ItemPages.limit),
            ("page", { (_: Int) in #"{"data":[\#(Self.rows(1...2))],"total_count":9}"# }, 2),
            ("rows", { (call: Int) in #"{"data":[\#(Self.rows(2 * call...2 * call + 1))]}"# }, ItemPages.limit),
        ]
        for (name, answer, calls) in answers {
            let count = Mutex(0)
            let shelf = Shelf { request in
                guard request.path.hasSuffix(Self.root) else { return nil }
                return .json(
                    answer(
                        count.withLock { count in
                            count += 1
                            return count
                        }))
            }
            try await Office.use(shelf, small) { office in
                let list = try await office.integration.browse(as: "ada", server: "main", path: "ACTIVE")
                #expect(list.isCutShort && list.notices.count == 1 && office.kinds.count == calls, "\(name)")
            }
        }
    }

    @Test func `of a server that knows no pages is read once`() async throws {
        for total in ["", #","total_count":3"#] {
            let shelf = Shelf { request in
                request.path.hasSuffix(Self.root) ? .json(#"{"data":[\#(Self.rows(1...3))]\#(total)}"#) : nil
            }
            try await Office.use(shelf) { office in
                let list = try await office.integration.browse(as: "ada", server: "main", path: "ACTIVE")
                #expect(list.items.count == 3 && !list.isCutShort && office.kinds.count == 1)
            }
        }
    }

    @Test func `that ends before its total is cut short, though the server does not say so`() async throws {
        let shelf = Shelf { request in
            guard request.path.hasSuffix("/libraries/ACTIVE/documents") else { return nil }
            let rows = request.form(of: request.uri)["offset"] == "0" ? Self.rows(1...2) : ""
            return .json(#"{"data":{"results":[\#(rows)]},"total_count":3}"#)
        }
        try await Office.use(shelf, small) { office in
            let list = try await office.integration.search(as: "ada", server: "main", library: "ACTIVE", text: "a")
            #expect(list.isCutShort && list.notices.count == 1 && office.kinds.count == 2)
        }
    }

    @Test func `that the server cuts short says so`() async throws {
        let shelf = Shelf { request in
            request.path.hasSuffix("/libraries/ACTIVE/documents")
                ? .json(#"{"data":{"results":[{"id":"ACTIVE!3.1","wstype":"document","name":"A"}]},"overflow":true}"#)
                : nil
        }
        try await Office.use(shelf) { office in
            let list = try await office.integration.search(as: "ada", server: "main", library: "ACTIVE", text: "a")
            #expect(list.isCutShort && list.notices.first?.contains("narrow the search") == true)
        }
    }

    @Test func `leads through shortcuts to what they stand for`() async throws {
        let row = #"{"id":"ACTIVE!77","wstype":"folder_shortcut","target":{"id":"ACTIVE!2","name":"Pleadings"}}"#
        let shelf = Shelf { request in
            request.path.hasSuffix("/workspaces/ACTIVE!1/children") ? .json(#"{"data":[\#(row)]}"#) : nil
        }
        try await Office.use(shelf) { office in
            let seen = try await office.open()
            #expect(seen == "First draft")
        }
    }

    @Test func `of the trash tells a deleted document from one that never was`() async throws {
        let isGone = Mutex(false)
        let shelf = Shelf { request in
            guard isGone.withLock({ $0 }) else { return nil }
            if request.path.hasSuffix("/children") && request.path.contains("folders") { return .json(#"{"data":[]}"#) }
            guard request.path.hasSuffix("/trash-bin/documents") else { return nil }
            return .json(#"{"data":[{"id":"ACTIVE!3.1","name":"Complaint","extension":"docx"}]}"#)
        }
        try await Office.use(shelf) { office in
            _ = try await office.open()
            isGone.withLock { $0 = true }
            let failure = try await office.failure { _ = try await office.open() }
            #expect(failure.id == .notFound && failure.rule == "client.document.in-trash")
            #expect(failure.remedy?.step == "work.restore" && failure.message.contains("trash"))
            #expect(office.server.requests.last?.uri.contains("document_number=3") == true)
            let other = try await office.failure {
                _ = try await office.integration.open(
                    as: "ada", server: "main", path: "ACTIVE/Acme/Pleadings/Other.docx")
            }
            #expect(other.rule == "client.path.not-found")
        }
    }

    // MARK: Parts

    private var small: ClientOptions {
        var options = ClientOptions()
        options.pageSize = 2
        return options
    }

    private func queries(_ office: Office) -> [String] {
        office.server.requests.filter { $0.path.hasSuffix(Self.root) }.map {
            String($0.uri.dropFirst($0.path.count + 1))
        }
    }

    private func paged(of count: Int) -> Shelf {
        Shelf { request in
            guard request.path.hasSuffix(Self.root) else { return nil }
            let offset = request.form(of: request.uri)["offset"].flatMap { Int($0) } ?? 0
            let last = min(offset + 2, count)
            return .json(#"{"data":{"results":[\#(Self.rows(offset + 1...last))]},"total_count":\#(count)}"#)
        }
    }

    private static func rows(_ numbers: ClosedRange<Int>) -> String {
        numbers.map { #"{"id":"ACTIVE!\#(100 + $0)","name":"Matter \#($0)","wstype":"workspace"}"# }
            .joined(separator: ",")
    }
}

extension TinyRequest {
    /// The fields of a query, as they stand on the wire.
    func form(of uri: String) -> [String: String] {
        let query = uri.split(separator: "?", maxSplits: 1).dropFirst().first ?? ""
        return Dictionary(
            query.split(separator: "&").map { $0.split(separator: "=", maxSplits: 1).map(String.init) }
                .map { ($0[0], $0.count > 1 ? $0[1] : "") }, uniquingKeysWith: { first, _ in first })
    }
}
