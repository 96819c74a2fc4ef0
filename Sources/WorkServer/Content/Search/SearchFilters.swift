/// The filters that searches take, as the method table and the OpenAPI document name them.
enum SearchFilters {
    /// What documents are looked for by.
    static let documents: [APIParameter] =
        texts(
            """
            anywhere body name comments name_comments author owner operator user last_user class subclass type document_number \
            document_version version container_id in_use_by sender recipient subject
            """)
        + truths(
            """
            include_subtree latest checked_out in_use email_only exclude_emails exclude_shortcuts has_attachment personalized \
            is_hipaa is_declared
            """)
        + dates("create_date edit_date sent_date received_date") + customs

    /// What workspaces are looked for by.
    static let workspaces: [APIParameter] =
        texts("anywhere name description owner name_or_description include_ids subclass")
        + dates("create_date edit_date")
        + customs

    /// What folders are looked for by.
    static let folders: [APIParameter] =
        texts(
            """
            anywhere container_id include_ids name description email owner name_or_description workspace_name subclass
            """) + dates("create_date edit_date") + customs

    /// What a list of any of them takes beside its filters.
    static let lists: [APIParameter] =
        APIParameter.cursors + [
            APIParameter("facets"), APIParameter("results", .truth),
            APIParameter("sort_order", .choice(["asc", "desc"])),
        ] + RequestFields.passedOver.sorted().map { APIParameter($0) }

    private static func texts(_ names: String) -> [APIParameter] {
        names.split(separator: " ").map { APIParameter(String($0)) }
    }

    private static func truths(_ names: String) -> [APIParameter] {
        names.split(separator: " ").map { APIParameter(String($0), .truth) }
    }

    /// A date takes a span in relation to now by its own name, and dates by the names with an ending.
    private static func dates(_ names: String) -> [APIParameter] {
        names.split(separator: " ").flatMap { name in
            [APIParameter(String(name)), APIParameter("\(name)_from", .date), APIParameter("\(name)_to", .date)]
        }
    }

    private static let customs: [APIParameter] =
        ProfileField.allCases.filter { $0.customNumber != nil }.flatMap(parameters)

    private static func parameters(of field: ProfileField) -> [APIParameter] {
        let name = field.rawValue
        switch field.kind {
        case .number: return [APIParameter(name), APIParameter(name + "_from"), APIParameter(name + "_to")]
        case .date:
            let ends = [APIParameter(name + "_from", .date), APIParameter(name + "_to", .date)]
            return ends + [APIParameter(name + "_relative")]
        case .truth: return [APIParameter(name, .truth)]
        case .alias, .text, .user: return [APIParameter(name)]
        }
    }
}
