import Foundation
import Testing

/// What the sources may not do, looked up in their text.
@Suite struct `The architecture` {
    private static let root = #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" }

    private static func sources(_ folder: String = "Sources") throws -> [(path: String, text: String)] {
        let paths = try FileManager.default.subpathsOfDirectory(atPath: "\(root)/\(folder)").filter {
            $0.hasSuffix(".swift")
        }
        return try paths.sorted().map {
            ("\(folder)/\($0)", try String(contentsOfFile: "\(root)/\(folder)/\($0)", encoding: .utf8))
        }
    }

    private static func text(_ path: String) throws -> String {
        try String(contentsOfFile: "\(root)/\(path)", encoding: .utf8)
    }

    private static func imports(of text: String) -> Set<String> {
        Set(
            text.split(separator: "\n").compactMap { line in
                let words = line.split(separator: " ").map(String.init)
                guard let mark = words.firstIndex(of: "import"), mark < 3, words.count > mark + 1 else { return nil }
                return words[mark + 1]
            })
    }

    @Test func `time and chance come from their own modules`() throws {
        let files = try Self.sources()
        #expect(files.count > 100)
        for (path, text) in files where !path.hasPrefix("Sources/WorkTime/") && !path.hasPrefix("Sources/Secrets/") {
            for word in [
                "Date()", "Date.now", "Task.sleep", "ContinuousClock", "SuspendingClock", "SystemRandomNumberGenerator",
            ] {
                #expect(!text.contains(word), "\(path) uses \(word)")
            }
        }
    }

    /// Where the machine's time is looked at beside a virtual clock, and why it decides nothing.
    private static let realTime = [
        "Sources/Stage/Playing/SystemProbe.swift": "paces the watchdog",
        "Sources/Stage/External/RealTimeLimit.swift": "ends a process that does not start, end or answer by itself",
        "Sources/ScenarioRunner/Playing/ScenarioRun.swift": "measures what a scenario cost",
    ]

    @Test(arguments: ["Stage", "StageHTTP", "ScenarioRunner", "ScenarioTesting", "Demo", "OfficeApp"])
    func `no limit in real time decides where the clock is virtual`(_ module: String) throws {
        for (path, text) in try Self.sources("Sources/\(module)") where Self.realTime[path] == nil {
            for word in ["SystemClock", "scheduleTask", "TimeAmount", "NIODeadline", "DispatchTime"] {
                #expect(!text.contains(word), "\(path) uses \(word)")
            }
        }
    }

    @Test func `wrong parties are in the command and in no library`() throws {
        for (path, text) in try Self.sources() where !path.hasPrefix("Sources/worksim/") {
            #expect(!Self.imports(of: text).contains("Selftest"), "\(path)")
        }
    }

    @Test(arguments: [
        ("WorkServer", ["IntegrationClient", "Stage", "ScenarioLanguage", "ScenarioRunner"]),
        ("IntegrationClient", ["WorkServer", "Stage", "ScenarioLanguage", "ScenarioRunner"]),
        ("ScenarioLanguage", ["WorkServer", "IntegrationClient", "Stage", "ScenarioRunner"]),
        ("TLSProbe", ["WorkServer", "IntegrationClient", "Stage", "NIOSSL", "Secrets", "Rules"]),
        ("Stage", ["ScenarioLanguage", "ScenarioRunner"]),
        ("StageHTTP", ["WorkServer", "IntegrationClient", "Stage", "AsyncHTTPClient", "Hummingbird"]),
        ("ScenarioRunner", ["ScenarioTesting", "WorkServerTesting"]),
        ("Markup", ["WorkServer", "IntegrationClient", "Stage", "Hummingbird"]),
        ("OfficeApp", ["WorkServer", "Stage", "ScenarioLanguage", "ScenarioRunner", "Hummingbird"]),
        ("Demo", ["WorkServer", "worksim"]),
        ("ControlAPI", ["IntegrationClient", "Demo", "worksim"]),
        ("Observing", ["WorkServer", "IntegrationClient", "Stage", "ScenarioLanguage", "ScenarioRunner"]),
    ])
    func `a module imports nothing that lies above or beside it`(_ module: String, _ forbidden: [String]) throws {
        for (path, text) in try Self.sources("Sources/\(module)") {
            #expect(Self.imports(of: text).isDisjoint(with: forbidden), "\(path)")
        }
    }

    @Test func `browser and other programs share no code with the client under test`() throws {
        let steps = try Self.sources("Sources/Stage/Steps/Other") + Self.sources("Sources/StageHTTP")
        #expect(steps.count > 6)
        for (path, text) in steps + [
            ("Sources/Stage/Stage+user.swift", try Self.text("Sources/Stage/Stage+user.swift"))
        ] {
            #expect(!Self.imports(of: text).contains("IntegrationClient"), "\(path)")
        }
        for (path, text) in try Self.sources("Sources/Stage") + Self.sources("Sources/Demo") {
            for word in ["HTTPTransport", "WireRequest", "WireResponse"] {
                #expect(!text.contains(word), "\(path) uses the client's \(word)")
            }
        }
    }

    @Test func `no failure is compared with a string`() throws {
        let ids = try Self.text("Sources/Rules/Failures/FailureID.swift").matches(of: /"([a-z]+(-[a-z]+)*)"/).map {
            String($0.output.1)
        }
        #expect(ids.count > 50)
        for (path, text) in try Self.sources() where !path.hasSuffix("/FailureID.swift") {
            for id in ids {
                for comparison in ["== \"\(id)\"", "!= \"\(id)\"", "case \"\(id)\"", "\"\(id)\" =="] {
                    #expect(!text.contains(comparison), "\(path) compares with \(id)")
                }
            }
        }
    }

    @Test func `nothing is left that only crashes could tell`() throws {
        for (path, text) in try Self.sources() {
            for word in ["try!", "fatalError(", "@unchecked Sendable", "nonisolated(unsafe)"] {
                #expect(!text.contains(word), "\(path) uses \(word)")
            }
        }
    }
}
