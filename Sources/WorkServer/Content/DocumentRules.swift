import Rules

/// The rules of workspaces, folders and documents.
enum DocumentRules {
    private static func accepted(
        _ id: String, _ decides: String, _ answer: String, _ source: String, serves: [String] = ["login.use"],
        switches: [String] = []
    ) -> Rule {
        ContentRules.accepted(id, decides, answer, source, serves: serves, switches: switches)
    }

    static let searched = accepted(
        "content.searched", "A user searches documents by their names.", "200 with data.results.",
        "vendor text: GET libraries/{library}/documents; overflow by a struct typed from iManage's specification",
        serves: ["login.use", "F13"], switches: [words.id, overflow.id])
    static let profileRead = accepted(
        "content.profile.read", "A user looks at a document's profile or versions.", "200.",
        "client code: GET documents/{id}, documents/{id}/versions", switches: [ProfileRules.facade.id])
    static let downloaded = accepted(
        "content.downloaded", "A user opens a document.", "200 with the bytes.",
        "client code: GET documents/{id}/download")
    static let versionSaved = accepted(
        "content.version.saved", "A user saves a new version.", "201 with the new id.",
        "client code: POST documents/{id}/versions")
    static let created = accepted(
        "content.document.created", "A user saves a new document.", "201 with the new id.",
        "client code: POST folders/{id}/documents, 201")
    static let locked = accepted(
        "content.locked", "A user locks a document.", "200.", "client code: POST documents/{id}/lock")
    static let unlocked = accepted(
        "content.unlocked", "A user unlocks a document.", "200.", "client code: DELETE documents/{id}/lock")

    static let colleague = Rule(
        "content.colleague", decides: "A colleague works on documents in DeskSite or the web client.",
        grants: "It holds for everybody at once.", serves: ["version.hosting/checked-out-in-desksite"],
        evidence: .documented, source: "O&D help: web client or DeskSite makes no difference")

    static let notFound = Rule(
        "content.not-found", decides: "Nothing with that id is there.", answer: "404 NRC_NO_RECORD.",
        serves: ["login.use/wrong-library", "F1", "F12"], evidence: .observed, source: "client code: 404 NRC_NO_RECORD")
    static let notCheckedOut = Rule(
        "content.check-out.none", decides: "A document's check-out is asked for and it is not checked out.",
        answer: "404; clients take it as free.", serves: ["F7"], evidence: .observed,
        source: "client code: 404, no check-out data", switches: [checkOutTold.id])
    static let denied = Rule(
        "content.access.denied", decides: "The user has no rights on it.",
        answer: "403, or 404 as if it were not there.",
        serves: ["login.use/no-rights", "F3", "F16"], evidence: .assumed,
        source: "clients treat 403 and 404 as no access",
        switches: [hidden.id, SecurityRules.groups.id])
    static let readOnly = Rule(
        "content.access.read-only", decides: "The user may look and not change.", answer: "403.",
        serves: ["login.use/no-rights", "F3", "F4", "F16"], evidence: .assumed,
        source: "clients treat 403 as no access",
        switches: [hidden.id])
    static let checkedOut = Rule(
        "content.document.checked-out", decides: "Somebody else has the document checked out or locked.",
        answer: "409, or 403.", serves: ["login.use/checked-out", "F5"], evidence: .assumed,
        source: "the conflict is documented, its status is not", switches: [conflict.id])
    static let uploadMalformed = Rule(
        "content.upload.malformed", decides: "An upload is not a multipart form with a file.",
        answer: "400 NRC_INVALID_PARAM.",
        serves: ["F9"], evidence: .assumed, source: "what the server checks is not public",
        switches: [HTTPRules.shape.id])
    static let uploadEmpty = Rule(
        "content.upload.empty", decides: "An uploaded file is empty.",
        answer: "400 NRC_INVALID_PARAM, or it is stored.",
        serves: ["F10"], evidence: .assumed, source: "iManage Drive refuses empty files", switches: [empty.id])
    static let uploadExtension = Rule(
        "content.upload.extension", decides: "An upload names its extension with a leading dot.",
        answer: "The dot is left out, or 400 NRC_INVALID_PARAM.", serves: ["F14"], evidence: .assumed,
        source: "client code: a comment that the dot has to go", switches: [extensionDot.id])

    static let uploadChecksum = ContentRules.refused(
        "content.upload.checksum", "An uploaded file is not what the checksum or the size in its profile says.",
        "400 NRC_INVALID_PARAM.",
        "vendor text: the profile of an upload has a checksum and a size; what becomes of wrong ones is our reading")
    static let replaced = accepted(
        "content.version.replaced", "A user replaces the contents of a version.", "200 with the profile.",
        "client code: PUT documents/{id}/file")
    static let notModified = Rule(
        "content.download.not-modified", decides: "The caller has these contents already, by their entity tag.",
        grants: "304 without a body.", serves: ["login.use"], evidence: .assumed,
        source: "whether iManage sends entity tags is not public", switches: [ranges.id])
    static let rangeServed = Rule(
        "content.download.range", decides: "A part of a document is asked for.",
        grants: "206 with that part, or 200 with all.",
        serves: ["login.use"], evidence: .assumed, source: "whether iManage serves ranges is not public",
        switches: [ranges.id])
    static let rangeUnsatisfiable = Rule(
        "content.download.range-unsatisfiable", decides: "A part is asked for that lies behind the end.",
        answer: "416 with the size.", serves: ["login.use"], evidence: .assumed,
        source: "whether iManage serves ranges is not public", switches: [ranges.id])

    enum Ranges: String, SwitchReading { case honoured, ignored }
    static let ranges = Switch<Ranges>(
        "content.download.ranges", question: "Does a download honour Range and entity tags?",
        readings: [.honoured: "Yes, as RFC 9110 says.", .ignored: "No: always the whole, without a tag."],
        probe: .calls(
            [
                .upload(),
                .content("libraries/<library>/documents/<own_document>/download", headers: ["Range": "bytes=0-0"]),
            ], when: [.status([200, 201], at: 0)],
            [.honoured: [.status([206])], .ignored: [.status([200])]]))

    enum Words: String, SwitchReading { case allWords = "all_words", anyWord = "any_word" }
    static let words = Switch<Words>(
        "content.search.words", question: "Which documents does a search for several words find?",
        readings: [.allWords: "Those that have all of them.", .anyWord: "Those that have one of them."],
        probe: .calls(
            [
                .upload(name: "worksim <nonce>"),
                .content(
                    "libraries/<library>/documents/search", method: "POST",
                    body: .json("{\"filters\":{\"name\":\"<nonce>\"}}")),
                .content(
                    "libraries/<library>/documents/search", method: "POST",
                    body: .json("{\"filters\":{\"name\":\"<nonce> <invented>\"}}")),
            ], when: [.json("data", [.list], at: 1), .status([200])],
            else: "the search did not find the new document yet",
            [.allWords: [.json("data", [.emptyList])], .anyWord: [.json("data", [.list])]]))

    enum Overflow: String, SwitchReading { case searches, listsToo = "lists_too" }
    static let overflow = Switch<Overflow>(
        "content.search.overflow", question: "Which lists say with overflow that there is more?",
        readings: [
            .searches: "POST searches alone.",
            .listsToo: "POST searches, and GET documents where a list ends before its rows do.",
        ],
        probe: .calls(
            [
                .content("libraries/<library>/documents/search", method: "POST", body: .json("{\"limit\":1}")),
                .content("libraries/<library>/documents?limit=1"),
            ], when: [.word("overflow", ["true"], at: 0), .status([200], at: 1)],
            else: "the user sees one document at most, or the search does not say that there is more",
            [.searches: [.json("overflow", [.missing])], .listsToo: [.json("overflow", .present)]]))

    enum Hidden: String, SwitchReading { case forbidden403 = "forbidden_403", notFound404 = "not_found_404" }
    static let hidden = Switch<Hidden>(
        "content.access.denied", question: "What does a user get who has no rights on a document?",
        readings: [.forbidden403: "403.", .notFound404: "404, as if it were not there."],
        probe: .calls(
            [.content("libraries/<library>/documents/<denied_document>")], when: [.statusNot([200])],
            else: "the user may read the document that --denied names",
            [.forbidden403: [.status([403])], .notFound404: [.status([404])]]))

    enum Conflict: String, SwitchReading { case conflict409 = "conflict_409", forbidden403 = "forbidden_403" }
    static let conflict = Switch<Conflict>(
        "content.document.checked-out", question: "With which status is a checked-out document refused?",
        readings: [.conflict409: "409.", .forbidden403: "403."],
        probe: .none("it takes a second user who checks the document out"))

    enum Empty: String, SwitchReading { case refused400 = "refused_400", stored }
    static let empty = Switch<Empty>(
        "content.upload.empty", question: "What becomes of an empty file?",
        readings: [.refused400: "It is refused.", .stored: "It is stored."],
        probe: .calls(
            [.upload(), .upload(file: "")], when: [.status([200, 201], at: 0)], else: ProbeCall.noUpload,
            [.refused400: [.status([400])], .stored: [.status([200, 201])]]))

    enum CheckOutTold: String, SwitchReading { case told, silent }
    static let checkOutTold = Switch<CheckOutTold>(
        "content.profile.check-out", question: "Does a document's profile say whether it is checked out?",
        readings: [
            .told: "Yes, and by whom.",
            .silent: "No: who wants to know asks for the check-out, which is 404 for a free document.",
        ],
        probe: .calls(
            [.content("libraries/<library>/documents/<document>")], when: [.status([200])],
            [
                .told: [.any([.json("data.is_checked_out", .present), .json("data.in_use", .present)])],
                .silent: [.json("data.is_checked_out", [.missing]), .json("data.in_use", [.missing])],
            ]))

    enum ExtensionDot: String, SwitchReading { case leftOut = "left_out", refused400 = "refused_400" }
    static let extensionDot = Switch<ExtensionDot>(
        "content.upload.extension", question: "What becomes of an upload whose extension has a leading dot?",
        readings: [.leftOut: "The dot is left out.", .refused400: "It is refused."],
        probe: .calls(
            [.upload(), .upload(ending: ".txt")], when: [.status([200, 201], at: 0)], else: ProbeCall.noUpload,
            [.leftOut: [.status([200, 201])], .refused400: [.status([400])]]))

    static let catalogue = RuleCatalogue(
        rules: [
            searched, profileRead, downloaded, versionSaved, created, locked, unlocked, colleague, notFound,
            notCheckedOut, denied, readOnly, checkedOut, uploadMalformed, uploadEmpty, uploadExtension, uploadChecksum,
            replaced, notModified, rangeServed, rangeUnsatisfiable,
        ],
        switches: [hidden, conflict, empty, ranges, words, overflow, checkOutTold, extensionDot])
}
