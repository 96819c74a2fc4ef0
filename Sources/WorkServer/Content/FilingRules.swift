import Rules

/// The rules of copying, moving and deleting.
enum FilingRules {
    static let copied = ContentRules.accepted(
        "content.document.copied", "A user copies a document into a folder.", "201 with the new document.",
        "client code: POST documents/{id}/copy")
    static let moved = ContentRules.accepted(
        "content.document.moved", "A user moves a document to another folder.", "200 with its profile.",
        "client code: POST folders/{id}/documents/{id}/move")
    static let referenced = Rule(
        "content.document.referenced", decides: "A user has a document show in another folder too.",
        grants: "201 with the reference.", serves: ["login.use"], evidence: .assumed,
        source: "references are seen in lists; the path that makes them is not public",
        switches: [ContainerRules.folderShape.id])
    static let unfiled = ContentRules.accepted(
        "content.document.unfiled", "A user takes a document out of a folder.", "200 or 204 without a body.",
        "client code: DELETE folders/{id}/documents/{id}", switches: [ContentRules.deleteStatus.id])
    static let deleted = ContentRules.accepted(
        "content.document.deleted", "A user deletes a version of a document; it goes to the trash.",
        "200 or 204 without a body.", "client code: DELETE documents/{id}", serves: ["login.use", "F12"],
        switches: [ContentRules.deleteStatus.id])
    static let trashListed = ContentRules.accepted(
        "content.trash.listed", "A user looks into the trash.", "200 with an array in data.",
        "client code: GET trash-bin/documents", serves: ["F12"])
    static let restored = ContentRules.accepted(
        "content.trash.restored", "A user restores a document from the trash.", "200 with its profile.",
        "client code: POST trash-bin/documents/{id}/restore", serves: ["F12"])
    static let purged = ContentRules.accepted(
        "content.trash.purged", "A user removes a document from the trash for good.",
        "200 or 204 without a body.", "client code: DELETE trash-bin/documents/{id}", serves: ["F12"],
        switches: [ContentRules.deleteStatus.id])
    static let folderGone = ContentRules.refused(
        "content.trash.folder-gone", "A document is to be restored and its folder is gone.", "409.",
        "iManage FAQ: restoring fails if the parent was deleted; the status is our reading", serves: ["F12"])

    static let catalogue = RuleCatalogue(
        rules: [copied, moved, referenced, unfiled, deleted, trashListed, restored, purged, folderGone], switches: [])
}
