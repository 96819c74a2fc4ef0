import Synchronization

/// A program that is a client under test, and speaks the driver protocol.
package struct ClientProgram: Sendable {
    /// The command of the shell that starts it.
    package let command: String
    /// The real time for its start, and for each request to a client with a real clock.
    package let limit: Duration
    /// What its processes said of themselves.
    package let introductions = Introductions()

    /// Names a program.
    package init(command: String, limit: Duration = .seconds(60)) {
        self.command = command
        self.limit = limit
    }
}

/// What the processes of one program said of themselves by `hello`, over a whole run.
package final class Introductions: Sendable {
    private let all = Mutex<[ClientHello]>([])

    /// The introductions that differ, in the order of coming; one where every process says the same.
    package var distinct: [ClientHello] { all.withLock { $0 } }

    func note(_ hello: ClientHello) {
        all.withLock { if !$0.contains(hello) { $0.append(hello) } }
    }
}

/// Why a scenario, or the rest of it, cannot be tried with this client.
package struct StageUntested: Error, CustomStringConvertible {
    /// What the client does not do.
    package let reason: String
    /// The reason.
    package var description: String { reason }
}

/// What a client did wrong in the protocol, or that it has ended.
struct ClientError: Error {
    let words: String
}
