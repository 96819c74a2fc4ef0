import HTTPTypes
import Rules

/// Serves the links that people share: `/work/link/d/ACTIVE!3.1` leads to the contents of the document, and
/// `/work/link/f/ACTIVE!2` to what is in the folder or workspace.
///
/// The real server shows its web client there; a program with a token comes to the file or the list.
struct LinkController: Sendable {
    /// What a link is to.
    enum Kind: CaseIterable, Sendable {
        case document
        case folder

        var path: String { self == .document ? "/work/link/d/:id" : "/work/link/f/:id" }
    }

    let core: ServerCore

    var endpoints: [Endpoint] {
        Kind.allCases.map { kind in
            Endpoint(name: "link", method: .get, paths: [kind.path], shape: .api) { answer(to: $0, kind) }
        }
    }

    private func answer(to incoming: Incoming, _ kind: Kind) -> Answer {
        let id = incoming.parameters["id"].flatMap { percentDecoded($0) } ?? ""
        let customer = String(core.maker.asking { $0.node.hosting.customerID })
        let decision = core.maker.perform(
            LinkOpening(
                opening: ContentOpening(
                    customer: customer, library: ContentKey.reading(id)?.key.library ?? "", access: incoming.access),
                kind: kind, id: id), by: incoming.party)
        switch decision.reply {
        case .failure(let refusal):
            return Refuser(core: core).envelope(refusal, decision, by: incoming.party, endpoint: "link")
        case .success(let path):
            var answer = Answer(decision, status: 302)
            answer.headers[.location] = apiPrefixes[0] + "/customers/\(customer)" + path
            return answer.uncached()
        }
    }
}

/// Finds what a link is to, and where its contents are.
private struct LinkOpening: WorkCommand {
    let opening: ContentOpening
    let kind: LinkController.Kind
    let id: String

    func decide(_ state: WorkState, _ context: DecisionContext) -> Decision<Result<String, APIRefusal>> {
        do throws(ContentRefusal) {
            let (caller, used) = try opening.opened(state, context)
            let (rule, name, path) = kind == .document ? try document(caller) : try folder(caller)
            return .accept(rule, "\(caller.user) follows the link to \(name).", events: used, reply: .success(path))
        } catch {
            return .refuse(error.rule, error.refusal.message, reply: .failure(error.refusal))
        }
    }

    private var library: String { opening.library ?? "" }

    private func document(_ caller: ContentCaller) throws(ContentRefusal) -> (Rule, String, String) {
        let (document, version) = try caller.version(id, in: library)
        let place = "\(caller.content.id(document.key)).\(version.number)/download/\(percentEncoded(document.name))"
        return (DocumentRules.profileRead, document.name, "/libraries/\(library)/documents/" + place)
    }

    private func folder(_ caller: ContentCaller) throws(ContentRefusal) -> (Rule, String, String) {
        let container = try caller.container(id, in: library)
        let kind = container.kind == .workspace ? "workspaces" : "folders"
        return (
            ContainerRules.browsed, container.name,
            "/libraries/\(library)/\(kind)/\(caller.content.id(container.key))/children"
        )
    }
}
