import Rules

/// The rules of the pages beside OAuth's: Control Center in the browser, and the files that pages share.
enum PageRules {
    static let asset = own("pages.asset", "A file that pages share is asked for.", "200 with the file.")
    static let index = own(
        "pages.index", "A browser opens the server's root.", "200 with a page that links to Control Center and the API."
    )
    static let shown = Rule(
        "control-center.shown", decides: "An administrator who is signed in looks at Control Center.",
        grants: "The page.", serves: ["register.fields"], evidence: .documented,
        source: "Control Center help; the pages are the simulator's own", switches: [FieldLabels.question.id])
    static let signedIn = own(
        "control-center.signed-in", "An administrator signs in to Control Center.", "303 with a session cookie.")
    static let signedOut = own(
        "control-center.signed-out", "An administrator signs out of Control Center.", "303; the session is dead.")
    static let signInRefused = own(
        "control-center.sign-in.refused", "No account of Control Center has that name and password.",
        "401 with the form again.", isRefusal: true)
    static let sessionMissing = own(
        "control-center.session.missing", "Control Center is opened without a session, or with one that has ended.",
        "303 to the sign-in page.")
    static let foreignForm = own(
        "control-center.form.foreign", "A form does not come from a page of this session.", "403; nothing is done.",
        isRefusal: true)

    private static func own(_ id: String, _ decides: String, _ answer: String, isRefusal: Bool = false) -> Rule {
        Rule(
            id, decides: decides, answer: answer, serves: ["register.fields"], evidence: .documented,
            source: "the simulator's own page, not the product's", isRefusal: isRefusal)
    }

    static let catalogue = RuleCatalogue(
        rules: [asset, index, shown, signedIn, signedOut, signInRefused, sessionMissing, foreignForm],
        switches: [FieldLabels.question])
}
