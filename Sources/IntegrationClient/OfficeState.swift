import WorkTime

/// All that the integration knows, as one value.
struct OfficeState: Sendable {
    /// What a restart keeps.
    var enabled = false
    var servers: [String: ServerRecord] = [:]
    var vault: Vault

    /// What a restart loses.
    var pending: [String: PendingLogIn] = [:]
    var refreshes: [SessionKey: Latch<Void>] = [:]
    var begunLogIns = 0
    /// The sessions that the last restart lost.
    var lost: Set<SessionKey> = []

    /// The last failures of each person at each server, for their reports.
    var incidents: [SessionKey: [SupportReport.Incident]] = [:]

    /// The versions that people have open.
    var opened: [OpenedKey: OpenedVersion] = [:]

    /// Saves of which nobody knows whether they were stored.
    var unknownSaves: [OpenedKey: UnknownSave] = [:]

    /// What was tried last, for whoever judges the client.
    private(set) var attempts: [Attempt] = []

    /// Attempts that are remembered.
    static let attemptLimit = 10_000

    /// Log-ins of one person on one server that may be under way at once.
    static let pendingLimit = 20

    mutating func count(_ attempt: Attempt) {
        if attempts.count >= Self.attemptLimit { attempts.removeFirst(Self.attemptLimit / 2) }
        attempts.append(attempt)
    }

    mutating func begin(_ logIn: PendingLogIn, state: String) {
        pending[state] = logIn
        let own = pending.filter { $0.value.person == logIn.person && $0.value.server == logIn.server }
        if own.count > Self.pendingLimit, let oldest = own.min(by: { $0.value.number < $1.value.number }) {
            pending[oldest.key] = nil
        }
    }
}
