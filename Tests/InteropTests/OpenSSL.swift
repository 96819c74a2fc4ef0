import Foundation
import Synchronization

/// What `openssl s_client` says of a server.
struct OpenSSL {
    /// All that it printed.
    let text: String

    /// The number of its first complaint about the certificate; 0 where it has none, nil where there was no handshake.
    var verification: Int? {
        for mark in ["verify error:num=", "Verify return code: "] {
            guard let start = text.range(of: mark)?.upperBound else { continue }
            return Int(text[start...].prefix { $0.isNumber })
        }
        return nil
    }

    /// Connects to a port of this machine, asks for a name and verifies the certificate for it; hangs up after the handshake.
    static func connect(to port: Int, name: String, root: String) async throws -> OpenSSL {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("worksim-root-\(port).pem")
        try Data(root.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "openssl", "s_client", "-connect", "127.0.0.1:\(port)", "-servername", name, "-verify_hostname", name,
            "-verify_return_error", "-CAfile", file.path,
        ]
        let output = Pipe()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = output
        try process.run()
        // Read on a thread that may block; the pool's threads may not.
        let data = await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                let data = output.fileHandleForReading.readDataToEndOfFile()
                process.waitUntilExit()
                continuation.resume(returning: data)
            }
        }
        return OpenSSL(text: String(decoding: data, as: UTF8.self))
    }
}
