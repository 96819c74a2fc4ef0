/// A program that is a client under test, and speaks the driver protocol.
package struct ClientProgram: Sendable {
    /// The command of the shell that starts it.
    package let command: String
    /// The real time for its start, and for each request to a client with a real clock.
    package let limit: Duration

    /// Names a program.
    package init(command: String, limit: Duration = .seconds(60)) {
        self.command = command
        self.limit = limit
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
