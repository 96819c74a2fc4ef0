// swift-tools-version: 6.3
import PackageDescription

/// Warnings are errors in our own runs (the Makefile sets the variable), not for those who depend on us.
let strictness: [SwiftSetting] =
    Context.environment["WORKSIM_STRICT"] == nil ? [] : [.treatAllWarnings(as: .error)]

/// The settings of every target; the Swift 6 language mode comes from the tools version.
let settings: [SwiftSetting] =
    [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
    ] + strictness

/// The finder of secrets and the model of wordings are optimized in our own debug builds.
///
/// The first reads every line of every journal, which is a fifth of what a scenario costs; the second learns from all
/// known texts when it starts. Not for those who depend on us, whose builds take no such flag.
let optimized: [SwiftSetting] =
    Context.environment["WORKSIM_STRICT"] == nil ? [] : [.unsafeFlags(["-O"], .when(configuration: .debug))]

/// The products of other packages that targets depend on.
extension Target.Dependency {
    static let argumentParser = product(name: "ArgumentParser", package: "swift-argument-parser")
    static let asyncHTTPClient = product(name: "AsyncHTTPClient", package: "async-http-client")
    static let crypto = product(name: "Crypto", package: "swift-crypto")
    static let cryptoExtras = product(name: "CryptoExtras", package: "swift-crypto")
    static let hashTreeCollections = product(name: "HashTreeCollections", package: "swift-collections")
    static let httpTypes = product(name: "HTTPTypes", package: "swift-http-types")
    static let hummingbird = product(name: "Hummingbird", package: "hummingbird")
    static let hummingbirdCore = product(name: "HummingbirdCore", package: "hummingbird")
    static let hummingbirdTLS = product(name: "HummingbirdTLS", package: "hummingbird")
    static let logging = product(name: "Logging", package: "swift-log")
    static let nioCore = product(name: "NIOCore", package: "swift-nio")
    static let nioHTTP1 = product(name: "NIOHTTP1", package: "swift-nio")
    static let nioPosix = product(name: "NIOPosix", package: "swift-nio")
    static let nioSSL = product(name: "NIOSSL", package: "swift-nio-ssl")
    static let nioTLS = product(name: "NIOTLS", package: "swift-nio")
    static let swiftASN1 = product(name: "SwiftASN1", package: "swift-asn1")
    static let x509 = product(name: "X509", package: "swift-certificates")
    static let yams = product(name: "Yams", package: "Yams")
}

let package = Package(
    name: "WorkSim",
    products: [
        .executable(name: "worksim", targets: ["worksim"]),
        .executable(name: "worksim-bench", targets: ["worksim-bench"]),
        .library(name: "WorkServer", targets: ["WorkServer"]),
        .library(name: "IntegrationClient", targets: ["IntegrationClient"]),
        .library(name: "Stage", targets: ["Stage"]),
        .library(name: "WorkServerTesting", targets: ["WorkServerTesting"]),
        .library(name: "ScenarioTesting", targets: ["ScenarioTesting"]),
    ],
    dependencies: [
        // The server's HTTP: router, HTTP/1.1 over NIO, TLS channels.
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        // The client's HTTP, with a source address for each exchange.
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        // Event loops and channels: the firewall and the faults sit below HTTP and below TLS.
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        // TLS on both sides, with the certificate chosen at the handshake.
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        // Issues the authority and its leaves.
        .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
        // Subject alternative names and dates of certificates.
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
        // Hashes, keyed derivation of identifiers, the vault's encryption.
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        // Header and status types of the server.
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        // Where hummingbird, NIO and AsyncHTTPClient send their log lines.
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        // Maps that share their rows with their copies: a reader's copy of the state costs nothing.
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        // YAML with marks, for scenario files; the server reads a package's manifest.yaml with it.
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        // The command's options, help and completion.
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        // `make docs`: the reference of the products, from their doc comments; no target links it.
        .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"),
    ],
    targets: [
        // The ground.
        .target(name: "WorkTime", swiftSettings: settings),
        .target(name: "Rules", swiftSettings: settings),
        .target(
            name: "Markup",
            resources: [.embedInCode("Resources/pages.css"), .embedInCode("Resources/pages.js")],
            swiftSettings: settings),
        .target(
            name: "Secrets",
            dependencies: [.crypto],
            swiftSettings: settings + optimized),
        // What a text is about, learned from texts of which it is known.
        .target(name: "Wordings", swiftSettings: settings + optimized),
        .target(
            name: "CertificateAuthority",
            dependencies: [
                "WorkTime", .x509,
                .swiftASN1, .crypto,
                // RSA, for a key that is too weak.
                .cryptoExtras, .yams,
            ],
            // One name each: a recipe that is not built in is missing at compile time.
            resources: [
                "expired", "healthy", "missing-intermediate", "not-yet-valid", "self-signed", "short-lived",
                "unknown-ca", "weak-key", "wildcard", "wrong-host",
            ].map { .embedInCode("Recipes/\($0).yaml") },
            swiftSettings: settings),
        // The system's OpenSSL: a second opinion that shares nothing with NIOSSL.
        .systemLibrary(name: "COpenSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev"])]),
        .target(name: "TLSProbe", dependencies: ["COpenSSL", "WorkTime"], swiftSettings: settings),

        // The two sides. Neither may ever depend on the other.
        .target(
            name: "WorkServer",
            dependencies: [
                "WorkTime", "Rules", "Secrets", "CertificateAuthority", "Markup", .hummingbird, .hummingbirdCore,
                .hummingbirdTLS, .httpTypes, .logging, .nioCore, .nioPosix, .nioHTTP1, .nioSSL, .crypto, .yams,
                .hashTreeCollections,
            ],
            swiftSettings: settings),
        .target(
            name: "IntegrationClient",
            dependencies: [
                "WorkTime", "Rules", "Secrets", "TLSProbe", .asyncHTTPClient, .logging, .nioCore, .nioPosix, .nioHTTP1,
                .nioSSL, .crypto,
            ],
            swiftSettings: settings),

        // The product's pages, over the client and nothing else.
        .target(
            name: "OfficeApp",
            dependencies: ["IntegrationClient", "Markup", "Rules", "Secrets", .crypto], swiftSettings: settings),

        // The world they meet in, and the language that scripts it; both speak in the same keys and values.
        .target(name: "ScenarioKeys", dependencies: ["WorkTime"], swiftSettings: settings),
        // HTTP of the simulated browser and of other programs: shares no code with the client under test.
        .target(
            name: "StageHTTP",
            dependencies: ["WorkTime", "Rules", "TLSProbe", .nioCore, .nioPosix, .nioHTTP1, .nioTLS, .nioSSL],
            swiftSettings: settings),
        .target(
            name: "Stage",
            dependencies: [
                "ScenarioKeys", "StageHTTP", "WorkServer", "IntegrationClient", "WorkTime", "Rules", "Secrets",
                "CertificateAuthority",
                // Event loops, to ask whether they still answer.
                .nioCore, .nioPosix,
            ],
            swiftSettings: settings),
        .target(
            name: "ScenarioLanguage",
            dependencies: ["ScenarioKeys", "WorkTime", "Markup", .yams],
            swiftSettings: settings),
        .target(
            name: "ScenarioRunner",
            dependencies: [
                "Observing", "Stage", "ScenarioLanguage", "ScenarioKeys", "WorkServer", "IntegrationClient",
                "CertificateAuthority", "WorkTime", "Rules", "Secrets", "Markup", "Wordings", .crypto,
            ],
            // One name each: a preset that is not built in is missing at compile time.
            resources: ["added", "cloud", "connected", "empty", "firm", "registered", "small-firm"].map {
                .embedInCode("Presets/\($0).yaml")
            }
                + [
                    "report.css", "page.js", "scenario.js", "reading.js", "diagram.js", "article.js", "moving.js",
                    "article.txt",
                ].map { .embedInCode("Reports/Page/\($0)") }
                + [
                    "Causes/causes.json", "Driver/driver.schema.json",
                    "Profiles/conformance.schema.json", "Profiles/core-1.0.json", "Profiles/content-1.0.json",
                    "Profiles/resilience-1.0.json",
                ].map { .embedInCode($0) },
            swiftSettings: settings),

        // A world to show: director, front door, wire.
        .target(
            name: "Demo",
            dependencies: [
                "Stage", "StageHTTP", "ScenarioRunner", "ScenarioLanguage", "OfficeApp", "IntegrationClient", "Markup",
                "Rules", "Secrets", "WorkTime", .hummingbird, .httpTypes, .logging, .nioCore,
            ],
            resources: [
                .embedInCode("Resources/director.js"), .embedInCode("Resources/presenter.js"),
                .embedInCode("Resources/slides.js"), .embedInCode("Resources/stage.css"),
            ],
            swiftSettings: settings),

        // Controls a served world over HTTP, in the words of scenario steps.
        .target(
            name: "ControlAPI",
            dependencies: [
                "ScenarioRunner", "ScenarioLanguage", "Stage", "WorkServer", "Secrets", "WorkTime", .hummingbird,
                .httpTypes, .logging, .nioCore, .crypto,
            ],
            swiftSettings: settings),

        // Learns from a real server; its HTTP shares no code with the client under test.
        .target(
            name: "Observing",
            dependencies: [
                "Rules", "Secrets", "StageHTTP", "WorkTime", .asyncHTTPClient, .nioCore, .nioPosix, .nioHTTP1, .nioSSL,
                .yams,
            ],
            swiftSettings: settings),

        // For those who write tests, and the command.
        .target(
            name: "WorkServerTesting",
            dependencies: ["WorkServer", "WorkTime", "Rules", "Secrets", "CertificateAuthority"],
            swiftSettings: settings),
        // Wrong parties, by which a suite proves itself; in no library.
        .target(
            name: "Selftest",
            dependencies: [
                "ScenarioRunner", "ScenarioLanguage", "Stage", "WorkServer", "IntegrationClient", "Secrets", "WorkTime",
                "Rules", .httpTypes,
            ],
            swiftSettings: settings),
        .target(
            name: "ScenarioTesting", dependencies: ["ScenarioRunner", "ScenarioLanguage", "Stage"],
            swiftSettings: settings),
        .executableTarget(
            name: "worksim",
            dependencies: [
                "ControlAPI", "Demo", "Observing", "ScenarioRunner", "ScenarioLanguage", "ScenarioKeys", "Selftest",
                "Stage",
                "WorkServer", "IntegrationClient", "WorkTime", "Rules", "Secrets", "CertificateAuthority", "Markup",
                .argumentParser, .yams,
            ],
            swiftSettings: settings),

        // What the server costs beside a bare route, and how that grows with the firm.
        .executableTarget(
            name: "worksim-bench",
            dependencies: [
                "WorkServer", "Secrets", "WorkTime", .asyncHTTPClient, .hummingbird, .logging, .nioCore, .nioPosix,
                .nioHTTP1,
            ],
            path: "Sources/Benchmark", swiftSettings: settings),

        .testTarget(name: "MarkupTests", dependencies: ["Markup"], swiftSettings: settings),
        .testTarget(
            name: "OfficeAppTests",
            dependencies: ["OfficeApp", "IntegrationClient", "Stage", "ScenarioRunner", "Rules", "Secrets", "Markup"],
            swiftSettings: settings),
        .testTarget(
            name: "DemoTests",
            dependencies: ["Demo", "Stage", "ScenarioRunner", "ScenarioLanguage", "Secrets", "Markup"],
            swiftSettings: settings),
        .testTarget(
            name: "ControlAPITests",
            dependencies: [
                "ControlAPI", "ScenarioRunner", "ScenarioLanguage", "Stage", "WorkServer", "Secrets",
                "WorkTime", .asyncHTTPClient, .nioCore, .nioHTTP1,
            ],
            swiftSettings: settings),
        .testTarget(
            name: "StageTests", dependencies: ["Stage", "IntegrationClient", "Rules", "Secrets", "WorkTime"],
            swiftSettings: settings),
        .testTarget(name: "WordingsTests", dependencies: ["Wordings"], swiftSettings: settings),
        .testTarget(name: "SecretsTests", dependencies: ["Secrets"], exclude: ["Logs"], swiftSettings: settings),
        .testTarget(
            name: "CertificateAuthorityTests",
            dependencies: ["CertificateAuthority", "WorkTime", .x509, .swiftASN1],
            swiftSettings: settings),
        .testTarget(name: "WorkTimeTests", dependencies: ["WorkTime"], swiftSettings: settings),
        .testTarget(
            name: "TLSProbeTests",
            dependencies: ["TLSProbe", "CertificateAuthority", "WorkTime", .nioCore, .nioPosix, .nioSSL],
            swiftSettings: settings),
        .testTarget(
            name: "IntegrationClientTests",
            dependencies: [
                "IntegrationClient", "CertificateAuthority", "WorkTime", "Rules", "Secrets", "TLSProbe", .nioCore,
                .nioPosix, .nioHTTP1, .nioSSL,
            ],
            swiftSettings: settings),
        .testTarget(
            name: "WorkServerTests",
            dependencies: [
                "WorkServer", "WorkServerTesting", "WorkTime", "Rules", "Secrets", "CertificateAuthority",
                .hummingbirdCore, .asyncHTTPClient, .httpTypes, .nioCore, .nioPosix, .nioHTTP1, .nioSSL, .crypto,
            ],
            exclude: ["Connectors"],
            swiftSettings: settings),
        .testTarget(
            name: "ObservingTests",
            dependencies: [
                "Observing", "WorkServer", "WorkServerTesting", "CertificateAuthority", "Rules", "Secrets", "WorkTime",
                "ScenarioRunner", .nioCore, .nioPosix,
            ],
            swiftSettings: settings),
        // Programs that others wrote, beside our own client.
        .testTarget(
            name: "InteropTests",
            dependencies: [
                "WorkServer", "WorkServerTesting", "IntegrationClient", "CertificateAuthority", "Rules", "WorkTime",
                "Secrets",
            ],
            swiftSettings: settings),
        .testTarget(
            name: "ScenarioLanguageTests",
            dependencies: ["ScenarioLanguage", "ScenarioKeys", "ScenarioRunner", "Stage", "Rules", "WorkTime", .yams],
            exclude: ["Examples", "Rejected"], swiftSettings: settings),
        // A step that the language does not have, added from outside.
        .testTarget(
            name: "AddedStepTests",
            dependencies: ["ScenarioKeys", "ScenarioLanguage", "ScenarioRunner", "Stage"], swiftSettings: settings),
        .testTarget(
            name: "ScenarioRunnerTests",
            dependencies: ["ScenarioRunner", "ScenarioLanguage", "Stage", "Rules", "Markup"], swiftSettings: settings),
        .testTarget(
            name: "ScenarioTests",
            dependencies: [
                "ScenarioTesting", "ScenarioRunner", "ScenarioLanguage", "Selftest", "IntegrationClient", "Rules",
                "Stage", "WorkServer", "WorkTime", "Secrets", .httpTypes,
            ],
            exclude: ["Texts"], swiftSettings: settings),
        .testTarget(
            name: "WorksimTests",
            dependencies: [
                "worksim", "Observing", "WorkServer", "IntegrationClient", "CertificateAuthority", "Secrets",
                "WorkTime", "ScenarioRunner", "ScenarioLanguage", "Markup", "Demo", "Rules", "Stage", .argumentParser,
            ],
            swiftSettings: settings),
        .testTarget(name: "RulesTests", dependencies: ["Rules"], swiftSettings: settings),
        // The example of a package that depends on this one, built here so that it is right.
        .testTarget(
            name: "ExampleTests",
            dependencies: ["WorkServerTesting", "ScenarioTesting", "WorkServer", "IntegrationClient", "Stage"],
            path: "Tests/Examples/swift/Tests/ExampleTests", exclude: ["Scenarios"]),
    ]
)
