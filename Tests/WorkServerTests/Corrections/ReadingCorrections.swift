import Testing

/// Profiles, downloads and e-mails, as clients of real servers read them.
@Suite struct `Reading a document over the API` {
    private static let note = "\(active)/documents/ACTIVE!3"
    private static let mail = "From: a@x.example\r\nTo: b@y.example\r\nSubject: Hello\r\n\r\nText"

    static let rows = [
        Correction(
            sentence: "The operations of a document stand inside data", source: "S2, S3, S4, S5",
            call: .get(note + "?include_operations=true"),
            shows: ["data.operations.lock": "true", "data.name": "Note", "operations": "-"]),
        Correction(
            sentence: "The operations of a folder stand inside data", source: "S2",
            call: .get("\(active)/folders/ACTIVE!2?include_operations=true"),
            shows: ["data.operations.add_content": "true"]),
        Correction(
            sentence: "The operations of a workspace stand inside data", source: "S3 ApiWorkspaceWithOperations",
            call: .get("\(active)/workspaces/ACTIVE!1?include_operations=true"),
            shows: ["data.operations.add_content": "true"]),
        Correction(
            sentence: "is_latest=true answers the version asked for, with three fields more", source: "S2",
            call: .get(note + ".1?is_latest=true"),
            shows: [
                "data.id": "ACTIVE!3.1", "data.is_latest": "false", "data.latest": "2", "data.latest_version": "2",
            ]),
        Correction(
            sentence: "Without is_latest none of the three fields is there", source: "S2", call: .get(note + ".1"),
            shows: ["data.is_latest": "-", "data.latest": "-", "data.latest_version": "-"]),
        Correction(
            sentence: "latest=true wins over the version in the id of a download", source: "S2",
            call: .get(note + ".1/download?latest=true"), length: 6),
        Correction(
            sentence: "A plain download is recorded as VIEW", source: "S2", after: [.get(note + ".1/download")],
            call: .get(note + ".1/history"), shows: ["data.0.activity": "VIEW"]),
        Correction(
            sentence: "activity=export is recorded as EXPORT", source: "S2",
            after: [.get(note + ".1/download?activity=export")], call: .get(note + ".1/history"),
            shows: ["data.0.activity": "EXPORT"]),
        Correction(
            sentence: "A download names its file twice and has a media type by its ending", source: "S6, S8, RFC 6266",
            call: .get(note + "/download"),
            headers: [
                "Content-Disposition": "attachment; filename=\"Note.txt\"; filename*=UTF-8''Note.txt",
                "Content-Type": "text/plain",
            ]),
        Correction(
            sentence: "An upload has warnings, if none an empty list, where they are asked for", source: "S18",
            call: .upload(
                "\(active)/folders/ACTIVE!2/documents", "a.txt", "a",
                profile: #"{"warnings_for_required_and_disabled_fields":true}"#),
            status: 201, shows: ["warnings": "[0]", "data.version": "1"]),
        Correction(
            sentence: "A new version has warnings where they are asked for", source: "S18",
            call: .upload(
                note + "/versions", "Note.txt", "three",
                profile: #"{"warnings_for_required_and_disabled_fields":true}"#),
            status: 201, shows: ["warnings": "[0]", "data.version": "3"]),
        Correction(
            sentence: "A change of a profile has warnings where they are asked for", source: "S18, axios client",
            call: .patch(note, #"{"comment":"x","warnings_for_required_and_disabled_fields":true}"#),
            shows: ["warnings": "[0]"]),
        Correction(
            sentence: "Warnings that are not asked for are not there", source: "S18",
            call: .patch(note, #"{"comment":"x"}"#), shows: ["warnings": "-"]),
        Correction(
            sentence: "Document profiles have declared and in_use", source: "S18, axios client", call: .get(note),
            shows: ["data.declared": "false", "data.in_use": "false"]),
        Correction(
            sentence: "A required field that is missing is NRC_INVALID_PROFILE with the code required", source: "S2",
            call: .upload(
                "\(active)/folders/ACTIVE!2/documents", "a.txt", "a", profile: #"{"doc_profile":{"class":"BRIEF"}}"#),
            status: 400,
            shows: [
                "error.code": "NRC_INVALID_PROFILE", "error.messages.0.code": "required",
                "error.messages.0.field": "custom14",
            ]),
        Correction(
            sentence: "An .eml file is an e-mail of class E-MAIL and type MIME with its headers",
            source: "S1 FullDocumentProfile, three clients",
            call: .upload("\(active)/folders/ACTIVE!2/documents", "m.eml", mail),
            status: 201,
            shows: [
                "data.wstype": "email", "data.class": "E-MAIL", "data.type": "MIME", "data.from": "a@x.example",
                "data.to": "b@y.example", "data.subject": "Hello", "data.has_attachment": "false",
            ]),
        Correction(
            sentence: "A .msg file is an e-mail with the headers that its upload names", source: "S1, three clients",
            call: .upload(
                "\(active)/folders/ACTIVE!2/documents", "m.msg", "x",
                profile: #"{"doc_profile":{"from":"a@x.example","cc":"c@z.example","conversation_id":"7"}}"#),
            status: 201,
            shows: [
                "data.wstype": "email", "data.class": "E-MAIL", "data.from": "a@x.example",
                "data.cc": "c@z.example", "data.conversation_id": "7",
            ]),
        Correction(
            sentence: "The connectors' own fields are in no native profile", source: "struct of the specification",
            call: .get(note),
            shows: ["data.document_url": "-", "data.full_file_name": "-", "data.parent_id": "-"]),
        Correction(
            sentence: "The connectors' own fields are one switch away", source: "S1",
            assume: ["content.profile.facade-fields": "shown"], call: .get(note),
            shows: ["data.full_file_name": "Note.txt", "data.parent_id": "ACTIVE!2"]),
    ]

    @Test(arguments: rows) func `is answered as the source has it`(_ row: Correction) async throws {
        try await row.verify()
    }

    @Test(
        arguments: [
            "email_only=true": 1, "exclude_emails=true": 1, "sender=a@x.example": 1, "sender=b@y.example": 0,
            "recipient=b@y.example": 1, "subject=hello": 1, "subject=other": 0, "has_attachment=true": 0,
            "sent_date_from=2026-03-02": 1, "sent_date_to=2026-03-01": 0, "received_date_from=2026-03-02": 1,
            "received_date_to=2026-03-01": 0, "owner=ada": 1, "owner=ben": 0, "name_comments=draft%20letter": 1,
            "name_comments=bill": 0, "sent_date=-1d": 0, "received_date=-1d": 0,
        ].sorted { $0.key < $1.key }
    )
    func `each filter that clients send filters`(_ filter: String, _ count: Int) async throws {
        let dated = "Date: Mon, 2 Mar 2026 10:00:00 +0000\r\n" + Self.mail
        try await Correction(
            sentence: filter, source: "S1, three clients",
            after: [.upload("\(active)/folders/ACTIVE!2/documents", "m.eml", dated)],
            call: .get("\(active)/documents?\(filter)"), shows: ["data.results": "[\(count)]"]
        ).verify()
    }
}
