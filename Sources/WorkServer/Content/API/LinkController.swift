import HTTPTypes
import Rules

/// Serves the links that people share, as `https://host/work/link/d/ACTIVE!3.1`: they lead to the contents of the document.
///
/// The real server shows its web client there; a program with a token comes to the file.
struct LinkController: Sendable {
    static let path = "/work/link/d/:id"

    let core: ServerCore

    var endpoints: [Endpoint] {
        [Endpoint(name: "link", method: .get, paths: [Self.path], shape: .api) { incoming in answer(to: incoming) }]
    }

    private func answer(to incoming: Incoming) -> Answer {
        let id = incoming.parameters["id"].flatMap { percentDecoded($0) } ?? ""
        let customer = String(core.maker.snapshot.node.hosting.customerID)
        let decision = core.maker.perform(
            LinkOpening(
                opening: ContentOpening(
                    customer: customer, library: ContentKey.reading(id)?.key.library ?? "", access: incoming.access),
                id: id), by: incoming.party)
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

/// Finds the document of a link, and where its contents are.
private struct LinkOpening: WorkCommand {
    let opening: ContentOpening
    let id: String

    func decide(_ state: WorkState, _ context: DecisionContext) -> Decision<Result<String, APIRefusal>> {
        do throws(ContentRefusal) {
            let (caller, used) = try opening.opened(state, context)
            let library = opening.library ?? ""
            let (document, version) = try caller.version(id, in: library)
            let name = percentEncoded(document.name)
            let path =
                "/libraries/\(library)/documents/\(caller.content.id(document.key)).\(version.number)/download/\(name)"
            return .accept(
                DocumentRules.profileRead, "\(caller.user) follows the link to \(document.name).", events: used,
                reply: .success(path))
        } catch {
            return .refuse(error.rule, error.refusal.message, reply: .failure(error.refusal))
        }
    }
}
