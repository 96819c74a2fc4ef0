import Foundation
import Secrets
import Testing
import WorkTime

@testable import Stage

/// The proxy of a client in a process of its own, asked by a program that is none of ours.
@Suite struct `The gateway of a client` {
    /// The first line and the fault that the gateway answers to a head.
    private func answer(to head: String) async throws -> String {
        let clock = VirtualClock()
        let network = StageNetwork(clock: clock, trustRoot: "", chance: SeededIdentifiers(seed: 1, path: ["network"]))
        let party = StageParty(name: "office", octet: 10, address: "203.0.113.10", isInside: false, network: network)
        let gateway = ClientGateway(party: party, clock: clock) { _ in nil }
        let url = try await gateway.start()
        let port = url.split(separator: ":").last.map(String.init) ?? ""
        let process = Process()
        let out = Pipe()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = ["-c", "exec 3<>/dev/tcp/127.0.0.1/$1; printf \"$2\" >&3; cat <&3", "bash", port, head]
        process.standardOutput = out
        try process.run()
        // On a thread of its own: the gateway answers from the tasks' threads.
        let text = await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                let bytes = out.fileHandleForReading.readDataToEndOfFile()
                process.waitUntilExit()
                continuation.resume(returning: String(decoding: bytes, as: UTF8.self))
            }
        }
        await gateway.stop()
        return text
    }

    @Test(arguments: [
        "NONSENSE\\r\\n\\r\\n", "CONNECT work.example.com HTTP/1.1\\r\\n\\r\\n",
        "GET /api HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n",
        "\\x80\\xff\\r\\n\\r\\n",
    ])
    func `answers what is no proxy request with 400`(_ head: String) async throws {
        #expect(try await answer(to: head).hasPrefix("HTTP/1.1 400 Bad Request\r\nWorkSim-Fault: malformed\r\n"))
    }

    @Test func `answers a head without an end with 400`() async throws {
        let head = String(repeating: "A", count: ProxyRequest.longest + 1)
        #expect(try await answer(to: head).hasPrefix("HTTP/1.1 400 "))
    }

    @Test func `answers a name that does not exist with 502`() async throws {
        let answer = try await answer(to: "CONNECT nowhere.invalid:443 HTTP/1.1\\r\\n\\r\\n")
        #expect(answer.hasPrefix("HTTP/1.1 502 Bad Gateway\r\nWorkSim-Fault: name_unknown\r\n"))
    }
}
