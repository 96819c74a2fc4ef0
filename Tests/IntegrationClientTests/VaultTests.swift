import Foundation
import Secrets
import Testing

@testable import IntegrationClient

@Suite struct `The vault` {
    private let identifiers = SeededIdentifiers(seed: 1, path: ["vault"])

    @Test func `gives back what was sealed, and never the same bytes for the same content`() throws {
        var vault = Vault(key: nil, identifiers: identifiers)
        try vault.seal(Data("token".utf8), as: "a")
        let first = vault.sealed("a")
        try vault.seal(Data("token".utf8), as: "a")
        #expect(try vault.open("a") == Data("token".utf8))
        #expect(vault.sealed("a") != first)
        #expect(vault.sealed("a")?.range(of: Data("token".utf8)) == nil)
    }

    @Test(arguments: [
        "session/-1:ada/main", "session/9223372036854775807:ada/main", "session/3:ada", "session/:",
        "session/2:\u{e4}a/b",
        "session/99999999999999999999:a/b",
    ])
    func `reads a session's name, or finds that it is none`(_ name: String) {
        let key = SessionKey(vaultName: name)
        #expect(key == nil || key?.vaultName == name)
        #expect(SessionKey(vaultName: SessionKey(person: "ada", server: "main").vaultName)?.server == "main")
    }

    @Test func `does not open one entry under the name of another`() throws {
        var vault = Vault(key: nil, identifiers: identifiers)
        try vault.seal(Data("token".utf8), as: "session/ada")
        vault.place(vault.sealed("session/ada"), as: "session/ben")
        #expect(throws: VaultDamaged()) { try vault.open("session/ben") }
    }

    @Test func `does not open what was tampered with, or with another key`() throws {
        var vault = Vault(key: Secret("one key"), identifiers: identifiers)
        try vault.seal(Data("token".utf8), as: "a")
        var other = Vault(key: Secret("another key"), identifiers: identifiers)
        other.place(vault.sealed("a"), as: "a")
        #expect(throws: VaultDamaged()) { try other.open("a") }
        var bytes = try #require(vault.sealed("a"))
        bytes[bytes.endIndex - 1] ^= 1
        vault.place(bytes, as: "a")
        #expect(throws: VaultDamaged()) { try vault.open("a") }
        vault.place(Data([1, 2, 3]), as: "a")
        #expect(throws: VaultDamaged()) { try vault.open("a") }
    }

    @Test func `has nothing after forgetting`() throws {
        var vault = Vault(key: nil, identifiers: identifiers)
        try vault.seal(Data("token".utf8), as: "a")
        vault.forget("a")
        #expect(try vault.open("a") == nil)
        #expect(vault.names == [])
    }
}
