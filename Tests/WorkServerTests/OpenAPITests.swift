import Foundation
import HTTPTypes
import Secrets
import Testing
import WorkTime

@testable import WorkServer

/// The OpenAPI document says what the router serves: no more, no less.
@Suite struct `The OpenAPI document` {
    private struct Document: Decodable {
        let openapi: String
        let paths: [String: [String: Operation]]
        let components: Components

        struct Operation: Decodable {
            let operationId: String
            let responses: [String: Response]
        }
        struct Response: Decodable { let description: String }
        struct Components: Decodable { let schemas: [String: Anything] }
        struct Anything: Decodable {}
    }

    private static func core() throws -> ServerCore {
        let bench = try Workbench()
        return ServerCore(
            ServerConfiguration(
                clock: PartyClock(bench.clock), identifiers: SeededIdentifiers(seed: 7, path: ["bench"]),
                secrets: SecretBook()))
    }

    private static func document() throws -> Document {
        try JSONDecoder().decode(Document.self, from: Data(OpenAPIDocument.json.utf8))
    }

    /// What the router has, but for pages that people look at and the other two prefixes.
    private static func served() throws -> Set<String> {
        let table = RouteTable(core: try Self.core())
        var served: Set<String> = []
        for entry in table.entries where !apiPrefixes.dropFirst().contains(where: { entry.path.hasPrefix($0 + "/") }) {
            for endpoint in entry.endpoints where !["control_center", "asset", "index"].contains(endpoint.name) {
                served.insert("\(endpoint.method.rawValue.lowercased()) \(OpenAPIDocument.template(of: entry.path))")
            }
        }
        return served
    }

    @Test func `describes each method of the router, and no other`() throws {
        let document = try Self.document()
        let described = Set(document.paths.flatMap { path, methods in methods.keys.map { "\($0) \(path)" } })
        let served = try Self.served()
        #expect(served.subtracting(described).sorted() == [], "served and not described")
        #expect(described.subtracting(served).sorted() == [], "described and not served")
        #expect(document.openapi == "3.1.0")
    }

    @Test func `names each operation once, and only schemas that are there`() throws {
        let document = try Self.document()
        let names = document.paths.values.flatMap { $0.values.map(\.operationId) }
        #expect(Set(names).count == names.count)
        let references = OpenAPIDocument.json.matches(of: /#\/components\/schemas\/([A-Za-z]+)/).map { String($0.1) }
        #expect(Set(references).subtracting(document.components.schemas.keys).sorted() == [])
    }

    @Test func `says what each code of an error means that the server sends`() throws {
        let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources/WorkServer")
        let files = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
        var sent: Set<String> = []
        for case let file as URL in files where file.pathExtension == "swift" {
            let text = try String(contentsOf: file, encoding: .utf8)
            sent.formUnion(text.matches(of: /"(NRC_[A-Z_]+)"/).map { String($0.1) })
        }
        let described = Set(OpenAPIDocument.codes.matches(of: /(NRC_[A-Z_]+):/).map { String($0.1) })
        #expect(sent == described)
    }

    @Test func `the other prefixes serve the same`() throws {
        let table = RouteTable(core: try Self.core())
        let paths = Set(table.entries.map(\.path))
        for path in paths where path.hasPrefix(apiPrefixes[0] + "/customers") {
            for prefix in apiPrefixes.dropFirst() {
                #expect(paths.contains(prefix + path.dropFirst(apiPrefixes[0].count)), "\(path) under \(prefix)")
            }
        }
    }
}
