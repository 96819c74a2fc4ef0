extension DocumentedFailures {
    /// Group E: the server's version.
    static let version: [DocumentedFailure] = [
        .init(
            "E1", "The server is not supported.",
            cause: "It is older than 10.2.",
            remedy: "Upgrade it.", .high, [.officeAndDragons, .shareDo, .avvoka]),
        .init(
            "E2", "The server passes the check for 10.2 and offers no OAuth.",
            cause: "It is 10.2.0 or 10.2.1, or its database schema is old.",
            remedy: "Upgrade to 10.2.2 with schema 10.2.1 or newer.", .high, [.iManageTokens],
            open: "What the client sees then; a later guide says 10.4.0."),
        .init(
            "E3", "The server works directly and is refused behind the application proxy.",
            cause: "That way needs 10.3.",
            remedy: "Upgrade it.", .high, [.officeAndDragonsEntra]),
        .init(
            "E4", "The client thinks that 10.10 is older than 10.2.",
            cause: "It compares text instead of numbers.",
            remedy: "Compare number by number.", .low, [.inference]),
        .init(
            "E5", "After an upgrade of the server calls behave differently.",
            cause: "Paths and behaviour changed, and the client did not discover them again.",
            remedy: "Ask the server's API for its versions again.",
            .medium, [.closingRoomClient, .cloudCoreClient, .matterSphereClient]),
        .init(
            "E6", "The application is missing after a change of cluster or database.",
            cause: "An upgrade in turns left a part of the servers without it.",
            remedy: "Check the registration again.", .low, [.inference]),
    ]
}
