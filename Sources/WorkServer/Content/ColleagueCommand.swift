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
    /// Takes it out of the trash, back to the folder that it lay in.
    case restore(document: String)
    /// Moves it to another folder, by that one's path.
    case move(document: String, to: String)
    /// Changes what people may do with a document or a folder, by user id.
    case changeAccess(path: String, access: [String: AccessLevel])
}

/// A colleague's command with who gives it.
struct ColleagueRequest: WorkCommand {
    let command: ColleagueCommand
    let user: String
    /// The program that they use.
    let program: String

    func decide(_ state: WorkState, _ context: DecisionContext) -> Decision<CommandResult> {
        do throws(CommandRefusalWithRule) {
            let decision = try decided(state, context)
            let facts = decision.events.compactMap { event in
                if case .content(let fact) = event { fact } else { nil }
            }
            let records = state.content.changeRecords(of: facts, at: context.now)
            return ControlCenterRequest.accept(
                decision.rule, decision.detail, events: decision.events + [.content(.changesNoted(records))])
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
                changed(document, "check-out.changed", .checkOut, program, context) {
                    $0.checkedOut = CheckOut(user: id, program: program, date: context.now)
                })
        case .checkIn(let path, let bytes):
            let document = try document(path, state)
            return accept(
                "\(id) checks \(document.name) in.",
                changed(document, bytes == nil ? "check-out.changed" : "version.saved", .checkIn, nil, context) {
                    if let bytes { $0.versions.append(version(of: document, bytes, context)) }
                    $0.checkedOut = nil
                })
        case .edit(let path, let bytes):
            let document = try document(path, state)
            return accept(
                "\(id) saves \(document.name).",
                changed(document, "version.saved", .newVersion, nil, context) {
                    $0.versions.append(version(of: document, bytes, context))
                })
        case .delete(let path):
            let document = try document(path, state)
            return accept(
                "\(id) deletes \(document.name).",
                changed(document, "document.deleted", .delete, nil, context) {
                    $0 = $0.trashing($0.versions, by: id, at: context.now)
                })
        case .restore(let path):
            guard let document = state.content.trashed(at: path) else { throw missing("\(path), in the trash") }
            return accept(
                "\(id) restores \(document.name).",
                changed(document, "document.restored", .restore, nil, context) {
                    $0.versions = ($0.versions + $0.trashed.map(\.version)).sorted { $0.number < $1.number }
                    $0.trashed = []
                })
        case .move(let path, let target):
            let document = try document(path, state)
            guard let folder = state.content.container(at: target.split(separator: "/").map(String.init)) else {
                throw missing(target)
            }
            // Another library gives other numbers: that is a copy, and no move.
            guard folder.library == document.key.library else {
                throw missing("\(target) in the library of \(document.name)")
            }
            return accept(
                "\(id) moves \(document.name) to \(target).",
                changed(document, "document.moved", .move, nil, context) { $0.parent = folder })
        case .changeAccess(let path, let access):
            let security = { (security: inout Security) in
                for (user, level) in access { security.list[Trustee(.user, user)] = level }
            }
            let text = "\(id) changes who may use \(path)."
            if let document = state.content.document(at: path) {
                return accept(
                    text, changed(document, "security.changed", .security, nil, context) { security(&$0.security) })
            }
            let key = state.content.container(at: path.split(separator: "/").map(String.init))
            guard var container = key.flatMap({ state.content.container($0) }) else { throw missing(path) }
            security(&container.security)
            return accept(text, [.content(.containerSaved(container, how: "security.changed"))])
        }
    }

    /// A document that the colleague may change and that nobody else has.
    private func document(_ path: String, _ state: WorkState) throws(CommandRefusalWithRule) -> ContentDocument {
        guard let document = state.content.document(at: path) else { throw missing(path) }
        guard state.content.level(of: state.identity(of: user), on: document.key) >= .write else {
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
            number: document.nextVersion, blob: Blob(bytes), author: user.uppercased(), date: context.now)
    }

    /// The document as it becomes, and the note in its history.
    private func changed(
        _ document: ContentDocument, _ how: String, _ activity: Activity, _ program: String?,
        _ context: DecisionContext, _ edit: (inout ContentDocument) -> Void
    ) -> [WorkEvent] {
        var changed = document
        edit(&changed)
        let note = ContentActivity(
            document: document.key, version: changed.latest?.number ?? document.latest?.number ?? 0,
            activity: activity, user: user.uppercased(), date: context.now, program: program ?? self.program)
        return [.content(.documentSaved(changed, how: how)), .content(.activityNoted(note))]
    }

    private func accept(_ detail: String, _ events: [WorkEvent]) -> Decision<CommandResult> {
        ControlCenterRequest.accept(DocumentRules.colleague, detail, events: events)
    }
}
