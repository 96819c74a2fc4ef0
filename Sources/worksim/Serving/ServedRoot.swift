import Foundation
import ScenarioRunner
import Secrets

/// The root certificate of a served server, in a folder that nobody else has or can guess.
struct ServedRoot {
    private let folder: String

    /// The certificate's file, for `curl --cacert` and the like.
    var file: String { folder + "/root.pem" }

    /// Makes the folder and writes the certificate.
    ///
    /// - Throws: `MachineError`; nothing is left then.
    init(certificate: String) throws(MachineError) {
        folder =
            FileManager.default.temporaryDirectory.appendingPathComponent(
                "worksim-" + SystemIdentifiers().uuid("folder"), isDirectory: true
            ).path
        guard mkdir(folder, 0o755) == 0 else {
            throw MachineError("a folder for the root certificate cannot be made in '\(folder)'", errno)
        }
        do {
            try WholeFile.write(Data(certificate.utf8), to: file)
        } catch {
            remove()
            throw error
        }
    }

    /// Removes the folder.
    func remove() { try? FileManager.default.removeItem(atPath: folder) }
}
