import Rules
import WorkTime

/// What a colleague does in DeskSite or the web client, by the document's path.
public enum ColleagueCommand: Sendable {
    /// Takes a document for themselves, in a program.
    case checkOut(document: String, program: String)
    /// Gives it back; contents make a new version.
    case checkIn(document: String, bytes: [UInt8]?)
    /// Saves a new version.
    case edit(document: String, bytes: [UInt8])
    /// Deletes it.
    case delete(document: String)
    /// Moves it to another folder, by that one's path.
    case move(document: String, to: String)
    /// Changes what people may do with a document or a folder, by user id.
    case changeAccess(path: String, access: [String: AccessLevel])
}

/// A colleague's command with who gives it.
struct ColleagueRequest: WorkCommand {
    let command: ColleagueCommand
    let user: String

    func decide(_ state: WorkState, _ context: DecisionContext) -> Decision<CommandResult> {
        do throws(CommandRefusalWithRule) {
            return try decided(state, context)
        } catch {
            return ControlCenterRequest.refuse(error.rule, error.message)
        }
    }

    private func decided(
        _ state: WorkState, _ context: DecisionContext
    ) throws(CommandRefusalWithRule) -> Decision<CommandResult> {
        let id = user.uppercased()
        switch command {
        case .checkOut(let path, let program):
            let document = try document(path, state)
            return accept(
                "\(id) checks \(document.name) out in \(program).",
                [
                    .checkOutChanged(document.key, CheckOut(user: id, program: program))
                ])
        case .checkIn(let path, let bytes):
            let document = try document(path, state)
            let saved = bytes.map { [WorkEvent.versionSaved(document.key, version(of: document, $0, context))] } ?? []
            return accept("\(id) checks \(document.name) in.", saved + [.checkOutChanged(document.key, nil)])
        case .edit(let path, let bytes):
            let document = try document(path, state)
            return accept(
                "\(id) saves \(document.name).", [.versionSaved(document.key, version(of: document, bytes, context))])
        case .delete(let path):
            let document = try document(path, state)
            return accept("\(id) deletes \(document.name).", [.documentDeleted(document.key)])
        case .move(let path, let target):
            let document = try document(path, state)
            guard let folder = state.content.container(at: target.split(separator: "/").map(String.init)) else {
                throw missing(target)
            }
            // Another library gives other numbers: that is a copy, and no move.
            guard folder.library == document.key.library else {
                throw missing("\(target) in the library of \(document.name)")
            }
            return accept("\(id) moves \(document.name) to \(target).", [.documentMoved(document.key, to: folder)])
        case .changeAccess(let path, let access):
            let key =
                state.content.document(at: path)?.key
                ?? state.content.container(at: path.split(separator: "/").map(String.init))
            guard let key else { throw missing(path) }
            return accept(
                "\(id) changes who may use \(path).",
                access.sorted { $0.key < $1.key }.map {
                    .contentAccessChanged(key, user: $0.key.uppercased(), $0.value)
                })
        }
    }

    /// A document that the colleague may change and that nobody else has.
    private func document(_ path: String, _ state: WorkState) throws(CommandRefusalWithRule) -> ContentDocument {
        guard let document = state.content.document(at: path) else { throw missing(path) }
        guard state.content.level(of: user, on: document.key) >= .write else {
            throw CommandRefusalWithRule(DocumentRules.readOnly, "\(user) may not change \(path).")
        }
        if let holder = document.checkedOut, holder.user != user.uppercased() {
            throw CommandRefusalWithRule(
                DocumentRules.checkedOut, "\(path) is checked out by \(holder.user) in \(holder.program).")
        }
        return document
    }

    private func missing(_ path: String) -> CommandRefusalWithRule {
        CommandRefusalWithRule(DocumentRules.notFound, "There is nothing at \(path).")
    }

    private func version(
        of document: ContentDocument, _ bytes: [UInt8], _ context: DecisionContext
    ) -> DocumentVersion {
        DocumentVersion(
            number: (document.latest?.number ?? 0) + 1, bytes: bytes, author: user.uppercased(), date: context.now)
    }

    private func accept(_ detail: String, _ events: [WorkEvent]) -> Decision<CommandResult> {
        ControlCenterRequest.accept(DocumentRules.colleague, detail, events: events)
    }
}
