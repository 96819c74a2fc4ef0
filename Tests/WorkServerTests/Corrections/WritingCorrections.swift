import Testing

/// Bodies, as clients of real servers send them.
@Suite struct `Writing over the API` {
    private static let note = "\(active)/documents/ACTIVE!3"
    private static let folders = "\(active)/workspaces/ACTIVE!1/folders"

    static let rows = [
        Correction(
            sentence: "Words of a list are taken in any case", source: "production client",
            call: .patch(note, #"{"default_security":"Public"}"#), shows: ["data.default_security": "public"]),
        Correction(
            sentence: "Truths are taken as texts", source: "production client",
            call: .patch(note, #"{"custom25":"true","is_hipaa":"False"}"#),
            shows: ["data.custom25": "true", "data.is_hipaa": "false"]),
        Correction(
            sentence: "The author of a workspace works like its owner", source: "S3 ApiWorkspace",
            call: .patch("\(active)/workspaces/ACTIVE!1", #"{"author":"ada"}"#), shows: ["data.author": "ADA"]),
        Correction(
            sentence: "An author whom nobody knows is refused", source: "S3 ApiWorkspace",
            call: .patch("\(active)/workspaces/ACTIVE!1", #"{"author":"nobody"}"#), status: 400,
            shows: ["error.messages.0.field": "author"]),
        Correction(
            sentence: "An owner whom nobody knows is refused", source: "S3 ApiWorkspace",
            call: .patch("\(active)/workspaces/ACTIVE!1", #"{"owner":"nobody"}"#), status: 400,
            shows: ["error.messages.0.field": "owner"]),
        Correction(
            sentence: "A new folder takes parent_id, view_type and is_external_as_normal",
            source: "S3 ApiFolderCreateRequest",
            call: .post(
                folders, #"{"name":"N","parent_id":"ACTIVE!2","view_type":"email","is_external_as_normal":true}"#),
            status: 201,
            shows: [
                "data.parent_id": "ACTIVE!2", "data.view_type": "email", "data.is_external_as_normal": "true",
            ]),
        Correction(
            sentence: "A new folder takes user_trustees", source: "S3 ApiFolderCreateRequest",
            after: [.post(folders, #"{"name":"N","user_trustees":[{"id":"ADA","access_level":"read"}]}"#)],
            call: .get("\(active)/folders/ACTIVE!7/security"),
            shows: ["data.0.id": "ADA", "data.0.access_level": "read"]),
        Correction(
            sentence: "A move with update_profile takes over the profile of the target",
            source: "S3 ApiDocumentMoveRequest",
            call: .post(
                "\(active)/folders/ACTIVE!2/documents/ACTIVE!3/move",
                #"{"destination_folder_id":"ACTIVE!6","update_profile":true}"#), shows: ["data.custom13": "Blue"]),
        Correction(
            sentence: "A move without it keeps the profile", source: "S3 ApiDocumentMoveRequest",
            call: .post(
                "\(active)/folders/ACTIVE!2/documents/ACTIVE!3/move", #"{"destination_folder_id":"ACTIVE!6"}"#),
            shows: ["data.custom13": "-"]),
        Correction(
            sentence: "A profile takes alias, extension and content_type", source: "client code",
            call: .patch(note, #"{"alias":"A1","extension":"md","content_type":"D"}"#),
            shows: ["data.alias": "A1", "data.extension": "md", "data.content_type": "D"]),
        Correction(
            sentence: "is_checked_out cannot be written, and that is named", source: "client code",
            call: .patch(note, #"{"is_checked_out":true}"#), shows: ["data.is_checked_out": "false"],
            headers: ["X-WorkSim-Ignored": "is_checked_out"]),
        Correction(
            sentence: "A deletion is answered with 200", source: "one client counts nothing else",
            call: .delete("\(active)/folders/ACTIVE!6")),
        Correction(
            sentence: "204 for a deletion is one switch away", source: "inferred",
            assume: ["content.delete.status": "no_content_204"], call: .delete("\(active)/folders/ACTIVE!6"),
            status: 204),
        Correction(
            sentence: "A promotion takes the version and the comment of its body", source: "browser extension, S1",
            call: .post(note + ".2/versions/promote", #"{"version":1,"doc_profile":{"comment":"Back"}}"#), status: 201,
            shows: ["data.comment": "Back", "data.version": "3", "data.size": "3"]),
        Correction(
            sentence: "A user of a library is changed on-premises", source: "e-mail updater",
            call: .patch("\(active)/users/ADA", #"{"email":"ada@example.org"}"#),
            shows: ["data.email": "ada@example.org"]),
        Correction(
            sentence: "A user of the customer is changed on the cloud, with the id in the body",
            source: "e-mail updater", call: .patch("/users/ADA", #"{"email":"ada@example.org","id":"ADA"}"#),
            shows: ["data.email": "ada@example.org"]),
        Correction(
            sentence: "A group is made with its number", source: "S16",
            call: .post(
                "\(active)/groups",
                #"{"enabled":true,"full_name":"Wall","group_nos":2,"id":"wall","is_external":false}"#),
            status: 201, shows: ["data.id": "WALL", "data.group_nos": "2"]),
        Correction(
            sentence: "A group is filled by a list of ids", source: "S16",
            call: .put(
                "\(active)/groups/LITIGATION/members",
                #"{"database":"ACTIVE","data_type":"users","data":["ADA"],"action":"add"}"#),
            shows: ["data": "[2]", "data.0.id": "ADA"]),
        Correction(
            sentence: "PUT of a group is not allowed", source: "S16",
            call: .put("\(active)/groups/LITIGATION", "{}"), status: 405),
        Correction(
            sentence: "A queue keeps a position in the changes", source: "S5, S17",
            after: [
                .patch(note, #"{"comment":"x"}"#),
                .post("\(active)/change-events/queues", #"{"queue_id":"q","event_id":"0"}"#),
                .put("\(active)/change-events/queues/q", #"{"event_id":"1"}"#),
            ], call: .get("\(active)/change-events/queues/q"),
            shows: ["data.queue_id": "q", "data.event_id": "1"]),
        Correction(
            sentence: "Change events tell of groups", source: "S5",
            after: [.post("\(active)/groups", #"{"id":"wall"}"#)],
            call: .get("\(active)/change-events?item_types=group"),
            shows: ["data.0.action_type": "insert", "data.0.item_type": "group", "data.0.object_id": "WALL"]),
    ]

    @Test(arguments: rows) func `is answered as the source has it`(_ row: Correction) async throws {
        try await row.verify()
    }
}
