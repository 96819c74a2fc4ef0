extension DocumentedFailures {
    /// Group B: registration in Control Center.
    static let registration: [DocumentedFailure] = [
        .init(
            "B1", "Registering the application ends in an error.",
            cause: "The client id is not unique on that server.",
            remedy: "Change or delete the older application.", .high, [.iManageErrors]),
        .init(
            "B2", "Editing the application ends in an error.",
            cause: "The client secret has expired.",
            remedy: "Generate a new secret.", .high, [.iManageErrors]),
        .init(
            "B3", "The application stops while people use it.",
            cause: "The client secret expired meanwhile.",
            remedy: "Generate a new secret and enter it in the vendor's settings.", .high, [.iManageErrors],
            open: "That OAuth's error is invalid_client is taken from the standard."),
        .init(
            "B4", "The application cannot be deleted.",
            cause: "It has associated settings.",
            remedy: "Remove the settings first.", .high, [.iManageErrors]),
        .init(
            "B5", "Log-in is refused.",
            cause: "The application is registered but not enabled.",
            remedy: "Set Enable application to Yes.", .high, [.officeAndDragons, .avvoka, .infoTrack, .microsoft],
            open: "The status and the error code."),
        .init(
            "B6", "Log-in is refused for some users.",
            cause: "Access is custom, and the user or group was not granted.",
            remedy: "Add the user, or choose All users.", .high, [.syncly, .shinydocs, .iManageApplication],
            open: "The status and the error code."),
        .init(
            "B7", "The redirect URL does not match.",
            cause: "The redirect URL of the wrong region or deployment is registered.",
            remedy: "Register the exact URL of the deployment.",
            .high, [.officeAndDragons, .avvoka, .syncly, .uplandBAInsight],
            open: "That an error page is shown and nobody is redirected is taken from the standard."),
        .init(
            "B8", "The token exchange is refused.",
            cause: "The secret was copied wrongly or never saved, or the client id is wrong.",
            remedy: "Generate a new secret and enter both again.", .high, [.officeAndDragons, .avvoka],
            open: "That it is invalid_client with 401 or 400 is taken from the standard."),
        .init(
            "B9", "Control Center shows Service Unavailable after the vendor's server was configured.",
            cause: "Client id and secret were not brought up to date in Control Center.",
            remedy: "Update them there.", .high, [.litera]),
        .init(
            "B10", "An application package cannot be uploaded on-prem.",
            cause: "No WebDB is configured.",
            remedy: "Configure one.", .high, [.iManagePackage]),
        .init(
            "B11", "Control Center offers no way to add an application.",
            cause: "The administrator lacks NRTADMIN or the App Management privilege.",
            remedy: "Grant the role.", .high, [.iManageApplication]),
        .init(
            "B12", "Users cannot log in though the application is in order.",
            cause: "The vendor has not yet validated the new server.",
            remedy: "Contact the vendor.", .high, [.officeAndDragons]),
        .init(
            "B13", "The secret is refused, or asked for where there is none.",
            cause: "The application is registered as native instead of web, or public instead of confidential.",
            remedy: "Register it as the vendor's sheet says.", .medium, [.avvoka, .centerbase, .umango]),
    ]
}
