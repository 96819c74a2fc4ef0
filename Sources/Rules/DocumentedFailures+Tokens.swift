extension DocumentedFailures {
    /// Group D: the life of tokens.
    static let tokens: [DocumentedFailure] = [
        .init(
            "D1", "The token response has an empty refresh token.",
            cause: "Allow Refresh Token is No, which is the default.",
            remedy: "Set it to Yes.", .high, [.henchman, .effectClient, .nango]),
        .init(
            "D2", "The application says that it got no refresh token and disconnects.",
            cause: "Allow Refresh Token is No.",
            remedy: "Set it to Yes.", .high, [.centerbase]),
        .init(
            "D3", "The account cannot be added at all.",
            cause: "The client insists on a refresh token, and the server gives none.",
            remedy: "Set Allow Refresh Token to Yes.", .high, [.iManageDriveRefresh]),
        .init(
            "D4", "The user is signed out as soon as the access token has been idle too long.",
            cause: "Allow Refresh Token is No.",
            remedy: "Set it to Yes.", .high, [.iManageDriveRefresh, .nango]),
        .init(
            "D5", "On an old server refresh is off, and Control Center has no switch for it.",
            cause: "Older versions take the setting through the API only.",
            remedy: "Let an administrator make the API call that sets the application's token settings.",
            .high, [.henchman]),
        .init(
            "D6", "Users are logged out after a while though refresh is on.",
            cause: "The expiry values are beyond what the server allows.",
            remedy: "Use allowed values.", .high, [.universalMigrator]),
        .init(
            "D7", "A call says that the X-Auth-Token is invalid or missing.",
            cause: "The access token has expired or is wrong.",
            remedy: "Refresh once and repeat the call, else ask for a log-in.", .medium, [.closingRoomClient]),
        .init(
            "D8", "Refreshing fails after 365 days.",
            cause: "The refresh token has expired.",
            remedy: "Log in again.", .medium, [.officeAndDragons, .iManageApplication],
            open: "The setting is documented, its effect is our inference."),
        .init(
            "D9", "After a log-out every call fails.",
            cause: "The token was revoked.",
            remedy: "Log in.", .high, [.legora, .cloudCoreClient],
            open: "The call that revokes is known from client code only."),
        .init(
            "D10", "After a restart users must log in.",
            cause: "The client does not keep the refresh token.",
            remedy: "Keep it, encrypted.", .high, [.iManageTokens]),
        .init(
            "D11", "A token is good on one server and refused on the other.",
            cause: "Tokens and secrets belong to one server.",
            remedy: "Keep them apart for each server.", .medium, [.officeAndDragons, .legatics]),
        .init(
            "D12", "Everybody's tokens are gone after the server restarted or failed over.",
            cause: "Tokens live in a cache of the server.",
            remedy: "Log in.", .low, [.iManageConnection],
            open: "The cache is documented, the loss is our inference."),
        .init(
            "D13", "A user is disconnected in the middle of work.",
            cause: "An absolute session time-out is set.",
            remedy: "Log in.", .medium, [.cloudCoreClient]),
        .init(
            "D14", "Of two refreshes at the same time one loses.",
            cause: "The server gives a new refresh token each time, and the old one dies.",
            remedy: "Refresh once at a time.", .low, [.inference],
            open: "Whether iManage rotates refresh tokens at all."),
    ]
}
