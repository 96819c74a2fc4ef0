import Rules

/// The rules of profiles.
enum ProfileRules {
    static let changed = ContentRules.accepted(
        "content.profile.changed", "A user changes the profile of a document.", "200 with the profile.",
        "vendor script: PATCH documents/{id} with a flat body", serves: ["login.use", "F8"])
    static let invalid = ContentRules.refused(
        "content.profile.invalid", "A field of a profile has a value that is not in its table or not of its type.",
        "400 NRC_INVALID_PARAM with the field in messages.", "vendor text: error.messages[] with field and code",
        serves: ["F9"])
    static let required = ContentRules.refused(
        "content.profile.required", "A field that the class requires is missing.",
        "400 NRC_INVALID_PARAM with the field in messages; a warning where the caller asks for warnings.",
        "vendor text: required_fields, warnings_for_required_and_disabled_fields", serves: ["F8", "F9"],
        switches: [missing.id])

    enum Missing: String, SwitchReading { case asAsked = "as_asked", refused400 = "refused_400", warned }
    static let missing = Switch<Missing>(
        "content.profile.required", question: "What becomes of a profile that lacks a required field?",
        readings: [
            .asAsked: "It is refused, unless the caller asks for warnings.",
            .refused400: "It is refused, whatever the caller asks for.",
            .warned: "It is taken, with a warning.",
        ],
        probe: .calls(
            [.upload(), .upload(more: ",\"warnings_for_required_and_disabled_fields\":true")],
            when: [.any([.status([400], at: 0), .json("warnings", [.list], at: 0)])],
            else: "no field is required there",
            [
                .asAsked: [.status([400], at: 0), .status([200, 201])],
                .refused400: [.status([400], at: 0), .status([400])],
                .warned: [.status([200, 201], at: 0), .status([200, 201])],
            ]))

    enum Facade: String, SwitchReading { case leftOut = "left_out", shown }
    static let facade = Switch<Facade>(
        "content.profile.facade-fields",
        question:
            "Do profiles have the fields that iManage's connectors show, such as document_url and full_file_name?",
        readings: [
            .leftOut: "No: no profile of the API itself was seen with them.",
            .shown: "Yes: document_url, full_file_name, parent_id and workspace_url.",
        ],
        probe: .calls(
            [.content("libraries/<library>/documents/<document>")], when: [.status([200])],
            [.leftOut: [.json("data.document_url", [.missing])], .shown: [.json("data.document_url", .present)]]))

    static let catalogue = RuleCatalogue(rules: [changed, invalid, required], switches: [missing, facade])
}
