extension FailureCatalogue {
    /// Libraries and documents, once logged in.
    static let use: [FailureKind] = [
        FailureKind(
            .noRights, "Your iManage user has no right to do this.", step: "work.change_access",
            remedy: "Have the right given in iManage, or choose another place.", ask: .firmAdministrator, .observed,
            source: "public C# client of MatterSphere; ShareDo help", serves: ["login.use", "F3", "F4", "F16"]),
        FailureKind(
            .notFound, "It is not there: it was moved or deleted, or lies in another library.", step: "user.browse",
            remedy: "Look it up again, in the right library.", ask: .firmAdministrator, .documented,
            source: "Legalsense support; iManage Control Center help: FAQ for Trash",
            serves: ["login.use", "F1", "F12"]),
        FailureKind(
            .checkedOutByOther, "The document is checked out or locked by somebody else.", step: "work.check_in",
            remedy: "Wait until it is checked in, have it unlocked in Control Center, or save as a new document.",
            ask: .firmAdministrator, .documented, source: "iManage Drive help: Conflict resolution",
            serves: ["login.use", "F5"]),
        FailureKind(
            .newerVersion, "iManage holds a newer version than the one that was opened.", step: "user.open",
            remedy: "Open the newer version, or save yours as a new version or a new document.", ask: .nobody,
            .documented,
            source: "iManage Drive help: Conflict resolution", serves: ["login.use", "F6"]),
        FailureKind(
            .uploadRefused, "iManage does not take the document as it is.", step: "user.save",
            remedy: "Fill in what the message names, and save again.", ask: .firmAdministrator, .observed,
            source: "public Go client iManCloudCore", serves: ["login.use", "F8", "F9", "F10", "F11"]),
        FailureKind(
            .checksumMismatch, "What arrived is not what iManage holds.", step: "user.open",
            remedy: "Open the document again; if it lasts, have the connection and any proxy in between checked.",
            ask: .firmAdministrator, .observed, source: "real profiles in public tests: checksum SHA256",
            serves: ["login.use", "G7"]),
        FailureKind(
            .throttled, "The work server asks for fewer calls.", step: "clock.advance",
            remedy: "Wait for the time it names, and try again.", ask: .nobody, .observed,
            source: "a customer's published open questions on the Universal API", serves: ["login.use", "F15"]),
        FailureKind(
            .outcomeUnknown, "The connection was lost before iManage said whether it was done.",
            step: "user.resume_save",
            remedy: "Look at the document in iManage before you repeat it.", ask: .nobody, .assumed,
            source: "our inference", serves: ["login.use", "G3"]),
    ]
}
