import ScenarioKeys

/// Lists what is in a folder.
struct BrowseFolder: ActedStep {
    static let name = "user.browse"
    static let doc = "Lists what is in a folder."
    static let alone: String? = "folder"
    static let keys: [ListedKey<Self>] = [.init(\._person), .init(\._server), .init(\._folder)]
    static let cast = Cast.user

    @Key(.as(.user)) var person: PersonName?
    @Key(.server) var server: ServerName?
    @Key(.folder) var folder: FolderPath?

    func perform(on stage: Stage) async throws -> DocumentsReturn {
        let request = try await stage.serverRequest(actor(on: stage), server)
        return try await stage.documentsReturn(
            of: .browse(.init(person: request.person, server: request.server, folder: folder?.name ?? "")))
    }
}
