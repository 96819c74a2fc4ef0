import Rules

/// The rules of libraries, people, tables and lists.
enum ContentRules {
    static func accepted(
        _ id: String, _ decides: String, _ answer: String, _ source: String, serves: [String] = ["login.use"],
        switches: [String] = []
    ) -> Rule {
        Rule(
            id, decides: decides, grants: answer, serves: serves, evidence: .observed, source: source,
            switches: switches)
    }

    static func refused(
        _ id: String, _ decides: String, _ answer: String, _ source: String, serves: [String] = ["login.use"],
        switches: [String] = []
    ) -> Rule {
        Rule(
            id, decides: decides, answer: answer, serves: serves, evidence: .observed, source: source,
            switches: switches)
    }

    static let librariesListed = accepted(
        "content.libraries.listed", "A user lists the libraries.", "200 with id, type and is_hidden of each.",
        "client code: GET customers/{id}/libraries", serves: ["login.use", "F2"])
    static let operationsListed = accepted(
        "content.operations.listed", "A user asks what they may do in a library.", "200 with the bits of the role.",
        "vendor text: GET libraries/{library}/operations")
    static let peopleListed = accepted(
        "content.people.listed", "A user looks at users, groups or roles.", "200 with an array in data.",
        "vendor text: GET users, groups, roles", switches: [userLibraryID.id])
    static let peopleChanged = accepted(
        "content.people.changed", "An administrator changes a user, makes a group or fills it.", "201 or 200.",
        "client code: POST groups, PUT groups/{id}/members, PATCH users/{id}; on-premises users/{id} of a library")
    static let groupDeleted = Rule(
        "content.groups.deleted", decides: "An administrator deletes a group.",
        grants: "200 or 204 without a body, or 405.", serves: ["login.use"], evidence: .assumed,
        source: "client code makes and fills groups; whether the API deletes them is not public",
        switches: [groupDeletion.id, deleteStatus.id])
    static let lookupsListed = accepted(
        "content.lookups.listed", "A user looks at classes, types or the table of a custom field.",
        "200 with an array in data.", "client code: GET classes, types, customs/{field}/search")
    static let lookupChanged = accepted(
        "content.lookups.changed", "An administrator changes the table of a custom field.", "201, 200 or 204.",
        "client code: POST, PATCH and DELETE customs/{field}", switches: [deleteStatus.id])
    static let listsRead = accepted(
        "content.lists.read", "A user looks at recent things, favourites or matters.",
        "200; recent ones stand in data.results, the others in data.",
        "vendor text: recent-documents; client code: my-favorites/children")
    static let pairsRead = accepted(
        "content.pairs.read", "A program reads the name-value pairs that it keeps.", "200 with an object in data.",
        "client code: GET documents/{id}/name-value-pairs")
    static let pairsChanged = accepted(
        "content.pairs.changed", "A program changes its name-value pairs.", "200 with the pairs.",
        "client code: PATCH name-value-pairs")
    static let historyListed = accepted(
        "content.history.listed", "A user looks at what was done with a document.", "200 with an array in data.",
        "vendor text: GET documents/{id}/history with its filters and the words of the activities; their numbers are ours",
        switches: [activityText.id])
    /// Never in the journal: the rule that decides on the rest of the call takes its place.
    static let opened = accepted(
        "content.opened", "A call's token, customer and library are found good.", "What the call asks for.",
        "client code")

    static let administratorsOnly = Rule(
        "content.administrators-only", decides: "The call is for administrators of the libraries.",
        answer: "403.", serves: ["F3", "F4"], evidence: .assumed, source: "clients treat 403 as no access",
        switches: [DocumentRules.hidden.id])
    static let parameterInvalid = Rule(
        "content.parameter.invalid", decides: "A parameter or a field of a body has a value that it cannot have.",
        answer: "400 NRC_INVALID_PARAM with the field in messages.", serves: ["F9"], evidence: .observed,
        source: "vendor text: the error envelope; client code: NRC_INVALID_PARAM")
    static let parameterUnknown = Rule(
        "content.parameter.unknown", decides: "A parameter or a field of a body has a name that the API does not know.",
        answer: "It is passed over and named in the journal and in X-WorkSim-Ignored, or 400 NRC_INVALID_PARAM.",
        serves: ["F9"], evidence: .assumed, source: "what iManage does with unknown names is not public",
        switches: [unknownFields.id, ignoredHeader.id])
    static let customerUnknown = Rule(
        "content.customer.unknown", decides: "The customer id in the path is another firm's or none.",
        answer: "404 NRC_NO_RECORD, or an empty list.", serves: ["login.use/wrong-library", "F1"], evidence: .assumed,
        source: "vendors document empty results or 404", switches: [customer.id])

    enum Customer: String, SwitchReading { case notFound404 = "not_found_404", emptyList = "empty_list" }
    static let customer = Switch<Customer>(
        "content.customer.unknown", question: "What does a wrong customer id get?",
        readings: [.notFound404: "404 with NRC_NO_RECORD.", .emptyList: "200 with an empty list."],
        probe: .calls(
            [
                .content("libraries"),
                ProbeCall("GET", "/work/api/v2/customers/987654321/libraries", headers: ["X-Auth-Token": "<access>"]),
            ], when: [.status([200], at: 0)],
            [.notFound404: [.status([404])], .emptyList: [.status([200])]]))

    enum UnknownFields: String, SwitchReading { case ignored, refused400 = "refused_400" }
    static let unknownFields = Switch<UnknownFields>(
        "content.parameter.unknown",
        question: "What becomes of a parameter or a field whose name the API does not know?",
        readings: [.ignored: "It is passed over.", .refused400: "The call is refused."],
        probe: .calls(
            [.content("libraries?worksim_probe=1")],
            [.ignored: [.status([200])], .refused400: [.status([400])]]))

    enum IgnoredHeader: String, SwitchReading { case sent, silent }
    static let ignoredHeader = Switch<IgnoredHeader>(
        "content.parameter.ignored-header",
        question: "Does an answer name what was passed over, for the author of a client to notice?",
        readings: [
            .sent: "Yes, in the header X-WorkSim-Ignored, which no real server sends.",
            .silent: "No, as a real server.",
        ],
        probe: .calls(
            [.content("libraries?worksim_probe=1")], when: [.status([200])],
            else: "the server refuses parameters that it does not know",
            [.sent: [.header("x-worksim-ignored", true)], .silent: [.header("x-worksim-ignored", false)]]))

    enum DeleteStatus: String, SwitchReading { case ok200 = "ok_200", noContent204 = "no_content_204" }
    static let deleteStatus = Switch<DeleteStatus>(
        "content.delete.status", question: "With which status is a deletion answered?",
        readings: [.ok200: "200 without a body: one client counts nothing else.", .noContent204: "204."],
        probe: .calls(
            [.upload(), .content("libraries/<library>/documents/<own_document>", method: "DELETE")],
            when: [.status([200, 201], at: 0)],
            [.ok200: [.status([200])], .noContent204: [.status([204])]]))

    enum GroupDeletion: String, SwitchReading { case offered, notAllowed405 = "not_allowed_405" }
    static let groupDeletion = Switch<GroupDeletion>(
        "content.groups.deletion", question: "Does DELETE libraries/{library}/groups/{id} delete a group?",
        readings: [
            .offered: "Yes; its members lose what it gave them.",
            .notAllowed405: "No: 405, as one client met for PUT of a group.",
        ],
        probe: .calls(
            // There is no such group, so that nothing is deleted.
            [.content("libraries/<library>/groups/<invented>", method: "DELETE")],
            [.offered: [.status([400, 403, 404])], .notAllowed405: [.status([405])]]))

    enum ActivityText: String, SwitchReading { case word, text }
    static let activityText = Switch<ActivityText>(
        "content.history.activity", question: "What does the field activity of a history hold?",
        readings: [
            .word: "The word by which iManage names the activity, such as NEWDOCVER.",
            .text: "A text for people, such as New Version.",
        ],
        probe: .calls(
            [.upload(), .content("libraries/<library>/documents/<own_document>/history")],
            when: [.status([200, 201], at: 0)],
            [
                .word: [.word("data.0.activity", ["NEWDOCUMENT", "NEWDOCVER"])],
                .text: [.word("data.0.activity", ["Create", "New Document", "New Version"])],
            ]))

    enum UserLibraryID: String, SwitchReading { case library, user }
    static let userLibraryID = Switch<UserLibraryID>(
        "content.users.library-id", question: "What is the id in a list of a user's libraries?",
        readings: [.library: "The name of the library.", .user: "The id of the user."],
        probe: .calls(
            [.content("users/<user_id>/libraries", keeps: ["own_library": "data.0.id"])],
            when: [.json("data.0.id", .someText)],
            [.library: [.differ("own_library", "user_id")], .user: [.same("own_library", "user_id")]]))

    static let catalogue = RuleCatalogue(
        rules: [
            librariesListed, operationsListed, peopleListed, peopleChanged, groupDeleted, lookupsListed, lookupChanged,
            listsRead, pairsRead,
            pairsChanged, historyListed, administratorsOnly, parameterInvalid, parameterUnknown,
            customerUnknown,
        ],
        switches: [
            customer, activityText, userLibraryID, unknownFields, ignoredHeader, deleteStatus, groupDeletion,
        ]
    )
    .joined(with: DocumentRules.catalogue).joined(with: ContainerRules.catalogue)
    .joined(with: SecurityRules.catalogue).joined(with: FilingRules.catalogue).joined(with: ProfileRules.catalogue)
    .joined(with: ChangeRules.catalogue)
}
