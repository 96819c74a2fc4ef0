import Crypto
import Foundation
import Secrets

/// What was sealed cannot be opened: another key, another name, or damage.
struct VaultDamaged: Error, Equatable {}

/// Secrets at rest: each sealed with AES-GCM under its name, so that two entries cannot be exchanged for each other.
struct Vault: Sendable {
    private let key: SymmetricKey
    private let identifiers: any IdentifierSource
    private var items: [String: Data] = [:]

    /// Opens an empty vault; without a secret to derive its key from, the key is drawn from the identifiers.
    init(key: Secret?, identifiers: any IdentifierSource) {
        let material = key.map { Array($0.reveal().utf8) } ?? identifiers.bytes("vault-key", count: 32)
        self.key = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: material), info: Data("integration vault".utf8), outputByteCount: 32)
        self.identifiers = identifiers
    }

    /// The names of what is kept, sorted.
    var names: [String] { items.keys.sorted() }

    /// Whether something is kept under `name`.
    func holds(_ name: String) -> Bool { items[name] != nil }

    /// Seals `content` under `name`, in place of what was there.
    mutating func seal(_ content: Data, as name: String) throws {
        let nonce = try AES.GCM.Nonce(data: identifiers.bytes("vault-nonce", count: 12))
        let box = try AES.GCM.seal(content, using: key, nonce: nonce, authenticating: Data(name.utf8))
        items[name] = box.combined
    }

    /// Opens what is kept under `name`; nil where there is nothing, `VaultDamaged` where it cannot be opened.
    func open(_ name: String) throws(VaultDamaged) -> Data? {
        guard let sealed = items[name] else { return nil }
        do {
            return try AES.GCM.open(AES.GCM.SealedBox(combined: sealed), using: key, authenticating: Data(name.utf8))
        } catch {
            throw VaultDamaged()
        }
    }

    /// Forgets what is kept under `name`.
    mutating func forget(_ name: String) {
        items[name] = nil
    }

    /// Puts sealed bytes under a name, as a tampered store would.
    mutating func place(_ sealed: Data?, as name: String) {
        items[name] = sealed
    }

    /// The sealed bytes under a name, as the store holds them.
    func sealed(_ name: String) -> Data? { items[name] }
}
