import Foundation
public import WorkTime
import Yams

/// How a server's certificate is made, with whatever is the matter with it: the files in `certs/recipes`.
public struct CertificateRecipe: Hashable, Sendable {
    /// Whose name it is for.
    public enum Holder: String, Decodable, Sendable {
        /// The server's own names.
        case own
        /// A name that is not the server's.
        case another
        /// Every name one level below the domain of the server's first name.
        case wildcard
    }

    /// Who issues it.
    public enum Issuer: String, Decodable, Sendable {
        /// The authority that callers trust.
        case authority
        /// An authority that callers do not know.
        case unknown
        /// Nobody but itself.
        case itself
    }

    /// What is sent in the handshake.
    public enum Chain: String, Decodable, Sendable {
        /// The certificate and its intermediate.
        case fullChain = "full_chain"
        /// The certificate alone.
        case leafOnly = "leaf_only"
    }

    /// The key of the certificate.
    public enum Key: String, Decodable, Sendable {
        /// An elliptic curve of 256 bits.
        case p256
        /// RSA with 1024 bits, which is too weak.
        case rsa1024
    }

    /// The file's name without its ending: `missing-intermediate`.
    public let name: String
    /// What is the matter with it, one sentence.
    public let about: String
    /// Whose name it is for.
    public let holder: Holder
    /// Who issues it.
    public let issuer: Issuer
    /// What is sent.
    public let chain: Chain
    /// Its key.
    public let key: Key
    /// How long it is valid.
    public let validFor: Duration
    /// How long before now it ended; nil for one that has not.
    public let endedAgo: Duration?
    /// How long after now it begins; nil for one that has begun.
    public let beginsIn: Duration?

    /// Reads a recipe.
    ///
    /// - Parameters:
    ///   - yaml: the text of the file.
    ///   - name: the file's name without its ending.
    /// - Throws: `RecipeTrouble`, which names the file and what is wrong in it.
    public init(yaml: String, name: String) throws(RecipeTrouble) {
        let file: File
        do {
            file = try YAMLDecoder().decode(File.self, from: yaml)
        } catch let error as DecodingError {
            throw RecipeTrouble("\(name).yaml: \(Self.sentence(error))")
        } catch {
            throw RecipeTrouble("\(name).yaml is not YAML")
        }
        self.name = name
        about = file.about
        (holder, issuer, chain, key) = (file.for, file.from, file.sends, file.key)
        guard let length = try Self.duration(file.valid_for, "valid_for", name), length > .zero else {
            throw RecipeTrouble("\(name).yaml: 'valid_for' is longer than nothing")
        }
        validFor = length
        endedAgo = try Self.duration(file.ended_ago, "ended_ago", name)
        beginsIn = try Self.duration(file.begins_in, "begins_in", name)
        guard endedAgo == nil || beginsIn == nil else {
            throw RecipeTrouble("\(name).yaml: 'ended_ago' and 'begins_in' contradict each other")
        }
    }

    /// The keys of a file.
    private struct File: Decodable {
        let about: String
        let `for`: Holder
        let from: Issuer
        let sends: Chain
        let key: Key
        // swift-format-ignore: AlwaysUseLowerCamelCase
        let valid_for: String?
        // swift-format-ignore: AlwaysUseLowerCamelCase
        let ended_ago: String?
        // swift-format-ignore: AlwaysUseLowerCamelCase
        let begins_in: String?
    }

    private static func duration(
        _ text: String?, _ key: String, _ file: String
    ) throws(RecipeTrouble) -> Duration? {
        guard let text else { return nil }
        guard let duration = Duration(text: text) else {
            throw RecipeTrouble("\(file).yaml: '\(key)' is '\(text)'; write 90d or 12h")
        }
        guard duration <= .seconds(36_525 * 86_400) else {
            throw RecipeTrouble("\(file).yaml: '\(key)' is '\(text)', which is longer than a hundred years")
        }
        return duration
    }

    private static func sentence(_ error: DecodingError) -> String {
        switch error {
        case .keyNotFound(let key, _): "'\(key.stringValue)' is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            "'\(context.codingPath.map(\.stringValue).joined(separator: "."))': \(context.debugDescription)"
        @unknown default: "it cannot be read"
        }
    }

    /// When a certificate begins that is made at the moment `now`, and is valid as long as the recipe says or for `length`.
    public func begins(at now: WorkDate, validFor length: Duration? = nil) -> WorkDate {
        if let endedAgo { return now - endedAgo - (length ?? validFor) }
        return now + (beginsIn ?? .zero)
    }

    /// The names on it, for a server with these names.
    public func names(for own: [String]) -> [String] {
        let first = own.first ?? "localhost"
        switch holder {
        case .own: return own.isEmpty ? [first] : own
        case .another: return ["another.example.net"]
        case .wildcard:
            // A name of one part has no domain above it that a wildcard could stand in.
            guard let dot = first.firstIndex(of: "."), first[first.index(after: dot)...].contains(".") else {
                return own.isEmpty ? [first] : own
            }
            return ["*" + first[dot...]]
        }
    }
}

/// What is wrong with a recipe's file.
public struct RecipeTrouble: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file and what is wrong in it.
    public let description: String

    init(_ description: String) {
        self.description = description
    }
}

extension CertificateRecipe {
    /// The recipes of `certs/recipes`, built in, sorted by name.
    public static let all: [CertificateRecipe] = {
        let texts: [String: [UInt8]] = [
            "healthy": PackageResources.healthy_yaml, "expired": PackageResources.expired_yaml,
            "not-yet-valid": PackageResources.not_yet_valid_yaml, "wrong-host": PackageResources.wrong_host_yaml,
            "self-signed": PackageResources.self_signed_yaml,
            "missing-intermediate": PackageResources.missing_intermediate_yaml,
            "unknown-ca": PackageResources.unknown_ca_yaml, "weak-key": PackageResources.weak_key_yaml,
            "short-lived": PackageResources.short_lived_yaml, "wildcard": PackageResources.wildcard_yaml,
        ]
        // A file that cannot be read is left out here; a test reads each of them by itself.
        return texts.sorted { $0.key < $1.key }.compactMap { name, bytes in
            try? CertificateRecipe(yaml: String(decoding: bytes, as: UTF8.self), name: name)
        }
    }()

    /// The recipe with this name; nil if there is none.
    public static func named(_ name: String) -> CertificateRecipe? { all.first { $0.name == name } }
}
