import ArgumentParser
import CertificateAuthority
import Foundation
import Markup
import ScenarioRunner
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
            throw ValidationError("'\(name)' is not a name of a server; write work.example.com")
        }
    }

    func run() throws {
        do {
            try write()
        } catch let error as MachineError {
            throw error.told
        }
    }

    private func write() throws {
        try WholeFile.makeFolder(out)
        let authority = try Authority()
        try WholeFile.write(Data(authority.rootPEM.utf8), to: "\(out)/ca.pem")
        let now = SystemClock().origin
        for recipe in CertificateRecipe.all where recipes.isEmpty || recipes.contains(recipe.name) {
            let leaf = try authority.make(recipe, hosts: host, at: now)
            // Nobody else on the machine can read the key, not for a moment.
            try WholeFile.write(Data((leaf.keyPEM + "\n").utf8), to: "\(out)/\(recipe.name).key", for: .owner)
            try WholeFile.write(
                Data(leaf.chainPEM.map { $0 + "\n" }.joined().utf8), to: "\(out)/\(recipe.name).pem")
            Console.standard.write("\(out)/\(recipe.name).pem  \(recipe.about)")
        }
        Console.standard.write(
            "\(out)/ca.pem  The root that vouches for them; a client that trusts it tells the rest apart.")
    }
}
