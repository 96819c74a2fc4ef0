/// The failures that a person who uses or sets up the integration can meet.
public enum FailureCatalogue {
    /// Every failure that the client can tell, sorted by id.
    public static let all: [FailureKind] = (settings + network + logIn + use).sorted { $0.id < $1.id }

    /// The client's failure with this id, if there is one.
    public static func kind(_ id: FailureID) -> FailureKind? { byID[id] }

    private static let byID = Dictionary(all.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })

    /// The failures that only a page of the work server tells, to the person before the browser; the client never hears of
    /// them.
    public static let page: [FailureKind] = [
        FailureKind(
            .singleSignOnFailed, "The firm's identity provider does not bring people back to the work server.",
            step: "admin.set",
            remedy:
                "Have single sign-on corrected: the redirect at the identity provider, or the provider's certificate "
                + "in Control Center.",
            ask: .firmAdministrator, .documented, source: "iManage Control Center help: SAML single sign-on",
            serves: ["C2", "C3"]),
        FailureKind(
            .addressNotTrusted, "People may sign in from trusted addresses only.", step: "admin.set",
            remedy: "Have the address added to the trusted ones in Control Center, or sign in from a trusted network.",
            ask: .firmAdministrator, .documented, source: "iManage Control Center help: trusted addresses",
            serves: ["A12"]),
        FailureKind(
            .userLocked, "The user may not log on to the work server.", step: "admin.unlock_user",
            remedy: "Have the user unlocked in Control Center.", ask: .firmAdministrator, .assumed,
            source: "our inference", serves: []),
    ]

    /// What is known of a failure that a browser meets: the client's kinds and those of pages.
    package static func browserKind(_ id: FailureID) -> FailureKind? { byID[id] ?? page.first { $0.id == id } }
}
