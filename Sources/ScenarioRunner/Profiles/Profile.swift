public import Foundation
public import ScenarioLanguage

/// A frozen set of scenarios by which clients are judged: `core 1.0` means the same scenarios wherever it is played.
///
/// Each scenario is pinned by its id and by the digest of its meaning. A set is never changed once a release has it: what
/// changes makes a new version beside the old one.
public struct Profile: Codable, Hashable, Sendable {
    /// How much depends on a scenario.
    public enum Level: String, Codable, Sendable, CaseIterable {
        /// A client that does not pass it does not conform.
        case must
        /// A client that does not pass it conforms all the same; the result lists it.
        case should
    }

    /// Its name: `core`.
    public let profile: String
    /// The version of the set: `1.0`.
    public let version: String
    /// The day on which the set was frozen: `2026-11-29`.
    public let date: String
    /// What a client does that conforms, in a sentence.
    public let about: String
    /// The digests of the scenarios that a client must pass, by id.
    public private(set) var must: [String: String]
    /// The digests of the scenarios that a client should pass, by id.
    public private(set) var should: [String: String]

    /// What people call it: `core 1.0`.
    public var name: String { "\(profile) \(version)" }

    /// The sets of this release, by name and version.
    public static let all: [Profile] = [
        PackageResources.core_1_0_json, PackageResources.content_1_0_json, PackageResources.resilience_1_0_json,
    ].compactMap { try? JSONDecoder().decode(Profile.self, from: Data($0)) }

    /// The set with a name: `core` for its newest version, `core-1.0` for one of them; nil where there is none.
    public static func named(_ name: String) -> Profile? {
        let found = all.filter { $0.profile == name || "\($0.profile)-\($0.version)" == name }
        return found.max { $0.version.compare($1.version, options: .numeric) == .orderedAscending }
    }

    /// The ids of its scenarios, in order.
    public var ids: [String] { (Array(must.keys) + Array(should.keys)).sorted() }

    /// How much depends on a scenario; nil for one that is no part of it.
    public func level(of id: String) -> Level? { must[id] != nil ? .must : should[id] != nil ? .should : nil }

    /// The digest of a scenario as the set has it; nil for one that is no part of it.
    public func digest(of id: String) -> String? { must[id] ?? should[id] }

    /// The scenarios of the set, of a suite that has them all as they were frozen.
    ///
    /// - Throws: `ProfileError` that names those that are missing or were changed.
    public func scenarios(in suite: [Scenario]) throws(ProfileError) -> [Scenario] {
        let found = suite.filter { digest(of: $0.id) != nil }
        let missing = Set(ids).subtracting(found.map(\.id)).sorted()
        let changed = found.filter { ScenarioDigest(of: $0).description != digest(of: $0.id) }.map(\.id)
        guard missing.isEmpty, changed.isEmpty else {
            throw ProfileError(profile: name, missing: missing, changed: changed)
        }
        return found
    }

    /// The same set with the digests that its scenarios have in a suite.
    ///
    /// - Throws: `ProfileError` that names those that are missing.
    public func frozen(in suite: [Scenario]) throws(ProfileError) -> Profile {
        let digests = Dictionary(suite.map { ($0.id, ScenarioDigest(of: $0).description) }) { first, _ in first }
        let missing = ids.filter { digests[$0] == nil }
        guard missing.isEmpty else { throw ProfileError(profile: name, missing: missing, changed: []) }
        var frozen = self
        for id in must.keys { frozen.must[id] = digests[id] }
        for id in should.keys { frozen.should[id] = digests[id] }
        return frozen
    }

    /// The set as its file has it: the same bytes every time.
    public func file() throws -> Data {
        let encoder = JSONEncoder.results
        encoder.outputFormatting.insert(.prettyPrinted)
        return try encoder.encode(self) + Data("\n".utf8)
    }
}

/// A suite that does not have the scenarios of a profile as they were frozen.
public struct ProfileError: Error, CustomStringConvertible {
    /// The profile's name and version.
    public let profile: String
    /// The ids that the suite does not have.
    public let missing: [String]
    /// The ids whose scenarios mean something else than they did.
    public let changed: [String]

    /// What is wrong, where, and what to do.
    public var description: String {
        let parts = [("missing", missing), ("changed", changed)].filter { !$0.1.isEmpty }
            .map { "\($0.1.count) \($0.0): \($0.1.prefix(5).joined(separator: ", "))\($0.1.count > 5 ? ", …" : "")" }
        return
            "these are not the scenarios of \(profile): \(parts.joined(separator: "; ")). Name the Scenarios folder of a "
            + "release that has this profile, without changes in it."
    }
}
