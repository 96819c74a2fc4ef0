import Foundation
import WorkServer
import WorkTime

/// What one size of a firm costs, by the names of the table's rows.
struct Measurement {
    let documents: Int
    /// In the order in which they are shown.
    private(set) var rows: [(name: String, value: Double, unit: String)] = []
    private(set) var bounds: [Bound] = []

    private static let rounds = 7
    private static let connections = 4

    /// The searches, by what they look for.
    private static let searches: [(name: String, query: String)] = [
        ("a word of names", "name=agreement&limit=50"),
        ("two words of names", "name=agreement%20bolt&limit=50"),
        ("a word anywhere", "anywhere=warranty17&limit=50"),
        ("the beginning of a word", "anywhere=war&limit=50"),
        ("author and custom field", "author=USER7&custom1=C7&limit=50"),
        ("facets of all", "facets=custom1,custom2&limit=1"),
        ("a page by cursor", "paging_mode=standard_cursor&cursor=c8c&limit=100"),
        ("the whole list, 500 of it", "limit=500"),
        ("the end of the list", "limit=500&offset=OFFSET&total=true"),
    ]

    /// Measures a firm of so many documents, with searches timed so often.
    init(documents: Int, calls: Int) async throws {
        self.documents = documents
        let measured = try await MeasuredServer.start(documents: documents)
        add("start with the index", measured.start.milliseconds, "ms")
        add("memory beyond the text, a document", measured.overhead, "bytes")
        if documents >= 100_000 {
            bounds.append(.atMost("memory beyond the text", measured.overhead, 1_024, "bytes a document"))
        }
        try await compare(measured)
        for search in Self.searches {
            let query = search.query.replacing("OFFSET", with: String(max(0, documents * 4 / 5)))
            let load = measured.load("/documents?\(query)")
            _ = try await load.run(connections: 1, calls: 3)
            let result = try await load.run(connections: 1, calls: calls)
            add("search: \(search.name), median", result.percentile(50).milliseconds, "ms")
            add("search: \(search.name), 99 %", result.percentile(99).milliseconds, "ms")
            if documents >= 100_000 {
                bounds.append(.atMost("search: \(search.name)", result.percentile(99).milliseconds, 50, "ms"))
            }
        }
        let rename = measured.load(
            "/documents/\(BenchFirm.library)!\(BenchFirm.someDocument)", method: "PATCH",
            body: "{\"comment\":\"measured\"}")
        let renamed = try await rename.run(connections: 1, calls: calls)
        add("a change of a profile, median", renamed.percentile(50).milliseconds, "ms")
        await measured.server.stop()
    }

    /// Measures the profile beside the bare route alone, in a firm of so many documents.
    init(profilesAmong documents: Int) async throws {
        self.documents = documents
        let measured = try await MeasuredServer.start(documents: documents)
        try await compare(measured)
        await measured.server.stop()
    }

    /// Profiles beside a bare route of the same bytes, in turns, so that both meet the same machine.
    private mutating func compare(_ measured: MeasuredServer) async throws {
        let place = "/documents/\(BenchFirm.library)!\(BenchFirm.someDocument)"
        let body = try await measured.text(place)
        let bare = try await BareServer.start(path: measured.path("/documents/:id"), body: body)
        let loads = [Load(port: bare.port, measured.path(place)), measured.load(place)]
        var rates: [[Double]] = [[], []]
        for round in 0...Self.rounds {
            for (index, load) in loads.enumerated() {
                let rate = try await load.run(connections: Self.connections, calls: 2_000).rate
                // The first round warms both up.
                if round > 0 { rates[index].append(rate) }
            }
        }
        await bare.stop()
        let ratios = zip(rates[1], rates[0]).map { $0 / $1 }
        add("bare route, \(body.utf8.count) bytes", Self.median(rates[0]), "a second")
        add("profile", Self.median(rates[1]), "a second")
        add("profile beside the bare route", Self.median(ratios), "times")
        bounds.append(
            .atLeast("profile beside the bare route, \(documents) documents", Self.median(ratios), 0.5, "times"))
    }

    private mutating func add(_ name: String, _ value: Double, _ unit: String) {
        rows.append((name, value, unit))
        print("  \(name): \(Table.number(value)) \(unit)")
        // To be seen as it comes, also through a pipe.
        fflush(nil)
    }

    private static func median(_ values: [Double]) -> Double {
        values.isEmpty ? 0 : values.sorted()[values.count / 2]
    }
}

/// What a measured value has to keep within.
struct Bound {
    let name: String
    let value: Double
    let limit: Double
    let isUpper: Bool
    let unit: String

    static func atMost(_ name: String, _ value: Double, _ limit: Double, _ unit: String) -> Bound {
        Bound(name: name, value: value, limit: limit, isUpper: true, unit: unit)
    }

    static func atLeast(_ name: String, _ value: Double, _ limit: Double, _ unit: String) -> Bound {
        Bound(name: name, value: value, limit: limit, isUpper: false, unit: unit)
    }

    var isKept: Bool { isUpper ? value < limit : value >= limit }
}
