import WorkTime

/// A log-in that was begun and has not come back.
struct PendingLogIn: Sendable {
    let person: String
    let server: String
    /// The PKCE verifier that the code is to be exchanged with.
    let verifier: String
    let begun: WorkInstant
    /// The order of beginning, so that the oldest goes first when there are too many.
    let number: Int
}
