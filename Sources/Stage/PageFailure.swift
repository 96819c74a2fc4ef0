import IntegrationClient

/// A failure that only a page of the work server tells, to the person before the browser; O&D never hears of it.
struct PageFailure {
    let id: String
    let meaning: String
    private let remedy: Remedy

    private init(_ id: String, _ meaning: String, step: String, _ text: String) {
        self.id = id
        self.meaning = meaning
        remedy = Remedy(step: step, text: text, ask: .firmAdministrator)
    }

    static let all: [PageFailure] = [
        PageFailure(
            "single-sign-on-failed", "The firm's identity provider does not bring people back to the work server.",
            step: "admin.set",
            "Have single sign-on corrected: the redirect at the identity provider, or the provider's certificate in "
                + "Control Center."),
        PageFailure(
            "address-not-trusted", "People may sign in from trusted addresses only.", step: "admin.set",
            "Have the address added to the trusted ones in Control Center, or sign in from a trusted network."),
        PageFailure(
            "user-locked", "The user may not log on to the work server.", step: "admin.unlock_user",
            "Have the user unlocked in Control Center."),
    ]

    /// The failure as the person is told of it: what the page says, and what mends it.
    func told(_ says: String?, kind: String, status: Int) -> Outcome.Failure {
        let parts = [says ?? meaning, remedy.text, remedy.ask.sentence]
        return Outcome.Failure(
            id: id, message: parts.joined(separator: " "), remedy: remedy.step, remedyText: remedy.text,
            ask: remedy.ask.sentence, at: kind, status: status)
    }
}
