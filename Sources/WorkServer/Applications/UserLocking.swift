import Rules

/// Keeping a user from logging on, or letting the user again.
struct UserLocking {
    let name: String
    let isLocked: Bool

    func decide(_ state: WorkState) throws(CommandRefusalWithRule) -> Decision<CommandResult> {
        guard let user = state.user(named: name) else {
            throw CommandRefusalWithRule(UserRules.unknown, "\(state.node.name) has no user '\(name)'.")
        }
        return ControlCenterRequest.accept(
            isLocked ? UserRules.locked : UserRules.unlocked,
            "\(user.id) may \(isLocked ? "no longer" : "again") log on.",
            events: user.isLocked == isLocked ? [] : [.userLocked(id: user.id, isLocked)])
    }
}

/// The rules of users in Control Center.
enum UserRules {
    static let locked = Rule(
        "users.locked", decides: "A user is locked.", grants: "The user cannot log on.",
        serves: ["login.profile", "C4"],
        evidence: .observed, source: "a customer's published questions name allow_logon")
    static let unlocked = Rule(
        "users.unlocked", decides: "A user may log on again.", grants: "It holds at once.",
        serves: ["login.profile", "C4"], evidence: .observed,
        source: "a customer's published questions name allow_logon")
    static let unknown = Rule(
        "users.unknown", decides: "No user has that name.", answer: "Refused.", serves: ["login.profile"],
        evidence: .documented, source: "Control Center shows the users to choose from")
    static let refused = Rule(
        "oauth.user.locked",
        decides: "A user who is locked signs in, goes on in Control Center, or a client goes on for that user.",
        answer:
            "The sign-in page again, or a 403 page; at token 400 or 403, at the session log-in and the API 401 or 403.",
        serves: ["login.profile", "C4"],
        evidence: .assumed, source: "allow_logon is known by name, its effect is our inference",
        switches: [answer.id, AccessRules.liveTokens.id])

    enum Answer: String, SwitchReading { case signInAgain = "sign_in_again", forbidden403 = "forbidden_403" }
    static let answer = Switch<Answer>(
        "oauth.user.locked", question: "What does a locked user get?",
        readings: [
            .signInAgain:
                "What a wrong password gets: the sign-in page again, 401 at the session log-in; 400 at token.",
            .forbidden403: "A 403 page; 403 at token and at the session log-in.",
        ],
        probe: .none("it takes a locked user, and an observation locks nobody"))

    static let catalogue = RuleCatalogue(rules: [locked, unlocked, unknown, refused], switches: [answer])
}
