import Crypto
public import Foundation

/// What a run proves of itself: that requests are counted alike on both sides, that nothing led outside of the machine, that
/// no secret shows, and which scenarios, seed and results it is about.
public struct RunProofs: Codable, Hashable, Sendable {
    /// In how many scenarios a check held.
    public struct Check: Codable, Hashable, Sendable {
        /// The check's name, as findings have it.
        public let check: String
        /// Scenarios in which it held.
        public let held: Int
        /// Scenarios in which it did not.
        public let failed: Int
        /// Scenarios in which it could not be made, and those that were not played.
        public let unchecked: Int
    }

    /// What the run was of, in digests: the same for the same scenarios, seed and results.
    public struct Fingerprint: Codable, Hashable, Sendable {
        /// The scenarios, by their meaning; nil where the results do not say.
        public let suite: String?
        /// Where ids and secrets derive from.
        public let seed: UInt64
        /// The results, byte for byte.
        public let results: String
    }

    /// The checks.
    public let checks: [Check]
    /// The fingerprint.
    public let fingerprint: Fingerprint

    /// The checks that are counted, each with the names of the findings that speak against it.
    private static let findings: KeyValuePairs = [
        "every attempt is counted": ["every attempt is counted"],
        "every attempt arrives or is stopped by a rule": ["every attempt arrives or is stopped by a rule"],
        "nothing leaves the loopback": [
            "nothing leaves the loopback", "the client stays on the loopback",
            "every connection comes through the gateway",
        ],
        "no secret in any output": ["no secret in any output"],
    ]

    /// Proves what the results say; `suite` is the digest of the scenarios.
    init(_ results: [ScenarioResult], suite: String?, seed: UInt64) throws {
        checks = Self.findings.map { name, against in
            var (held, failed, unchecked) = (0, 0, 0)
            for result in results {
                if result.findings.contains(where: { against.contains($0.check) }) {
                    failed += 1
                } else if result.accepted == nil || result.unchecked?.contains(name) ?? false {
                    unchecked += 1
                } else {
                    held += 1
                }
            }
            return Check(check: name, held: held, failed: failed, unchecked: unchecked)
        }
        let bytes = try JSONEncoder.results.encode(results)
        fingerprint = Fingerprint(
            suite: suite, seed: seed,
            results: SHA256.hash(data: bytes).prefix(16).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined())
    }

    /// The proofs that a `results.json` names; nil where it names none.
    public static func named(in data: Data) -> RunProofs? {
        struct File: Decodable { let proofs: RunProofs }
        return (try? JSONDecoder().decode(File.self, from: data))?.proofs
    }

    /// The checks and the fingerprint in sentences.
    var sentences: [String] {
        checks.map { check in
            var parts = ["\(check.held) held"]
            if check.failed > 0 { parts.append("\(check.failed) failed") }
            if check.unchecked > 0 { parts.append("\(check.unchecked) unchecked") }
            return "\(check.check.prefix(1).uppercased())\(check.check.dropFirst()): \(parts.joined(separator: ", "))"
        }
            + [
                "Fingerprint: suite \(fingerprint.suite ?? "unknown"), seed \(fingerprint.seed), results \(fingerprint.results)"
            ]
    }
}
