import Rules

/// The rules of libraries and what is in them.
enum ContentRules {
    static let librariesListed = Rule(
        "content.libraries.listed", decides: "A user lists the libraries.",
        answer: "200 with id, type and is_hidden of each.",
        serves: ["login.use"], evidence: .observed, source: "client code: GET customers/{id}/libraries")
    static let customerUnknown = Rule(
        "content.customer.unknown", decides: "The customer id in the path is another firm's or none.",
        answer: "404 NRC_NO_RECORD, or an empty list.", serves: ["login.use/wrong-library", "F1"], evidence: .assumed,
        source: "vendors document empty results or 404", switches: [customer.id])

    static let customer = Switch(
        "content.customer.unknown", question: "What does a wrong customer id get?",
        values: [
            .init("not_found_404", "404 with NRC_NO_RECORD."),
            .init("empty_list", "200 with an empty list."),
        ])

    static let catalogue = RuleCatalogue(rules: [librariesListed, customerUnknown], switches: [customer])
        .joined(with: DocumentRules.catalogue)
}
