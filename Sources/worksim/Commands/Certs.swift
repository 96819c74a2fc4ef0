import ArgumentParser
import CertificateAuthority
import Foundation
import WorkTime

/// Writes certificates for other programs.
struct Certs: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write certificates for other programs: healthy ones, and each of the faulty kinds.",
        discussion: """
            Of each recipe in certs/recipes the chain (NAME.pem) and its key (NAME.key) are written, and the root that vouches \
            for them (ca.pem). The keys are for tests on one machine: put them nowhere else, and commit none of them.
            """)

    @Option(help: "The folder to write to; it is made where it is missing.")
    var out = "certs/made"

    @Option(help: "The name that the certificates are for; may be given several times.")
    var host: [String] = ["localhost"]

    @Argument(help: "The recipes; all of them unless said.")
    var recipes: [String] = []

    func validate() throws {
        for name in recipes where CertificateRecipe.named(name) == nil {
            let known = CertificateRecipe.all.map(\.name).joined(separator: ", ")
            throw ValidationError("there is no recipe '\(name)'; there are: \(known)")
        }
        for name in host where name.isEmpty || !name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x2F }) {
            throw ValidationError("'\(name)' is no name of a server; write work.example.com")
        }
    }

    func run() throws {
        do {
            try write()
        } catch let error as CocoaError {
            Console.errors.write("error: \(out) cannot be written: \(error.localizedDescription)", .bad)
            throw ExitStatus.environment
        }
    }

    private func write() throws {
        let folder = URL(fileURLWithPath: out, isDirectory: true)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let authority = try Authority()
        try Data(authority.rootPEM.utf8).write(to: folder.appendingPathComponent("ca.pem"), options: .atomic)
        let now = SystemClock().origin
        for recipe in CertificateRecipe.all where recipes.isEmpty || recipes.contains(recipe.name) {
            let leaf = try authority.make(recipe, names: host, at: now)
            try Data(leaf.chainPEM.map { $0 + "\n" }.joined().utf8)
                .write(to: folder.appendingPathComponent("\(recipe.name).pem"), options: .atomic)
            try keep(leaf.keyPEM + "\n", in: folder.appendingPathComponent("\(recipe.name).key"))
            Console.standard.write("\(out)/\(recipe.name).pem  \(recipe.about)")
        }
        Console.standard.write(
            "\(out)/ca.pem  The root that vouches for them; a client that trusts it tells the rest apart.")
    }

    /// Writes a key that nobody else on the machine can read, not for a moment.
    private func keep(_ key: String, in file: URL) throws {
        try? FileManager.default.removeItem(at: file)
        let isWritten = FileManager.default.createFile(
            atPath: file.path, contents: Data(key.utf8), attributes: [.posixPermissions: 0o600])
        guard isWritten else { throw CocoaError(.fileWriteUnknown) }
    }
}
