import Rules
import WorkTime

/// A refusal of a call about content, with its rule.
struct ContentRefusal: Error {
    let rule: Rule
    let refusal: APIRefusal

    init(_ rule: Rule, _ status: Int, _ code: String, _ message: String) {
        self.rule = rule
        refusal = APIRefusal(status: status, code: code, message: message)
    }
}

/// A call about content: any live token of the right customer opens it, then rights decide.
struct ContentCall<Reply: Sendable>: WorkCommand {
    /// What a call may know of its caller.
    struct Caller: Sendable {
        let state: WorkState
        let user: String
        let now: WorkDate
    }

    let customer: String
    let library: String
    let access: AccessCheck
    let then: @Sendable (Caller) throws(ContentRefusal) -> Decision<Reply>

    func decide(_ state: WorkState, _ context: DecisionContext) -> Decision<Result<Reply, APIRefusal>> {
        let token: AccessToken
        let used: [WorkEvent]
        do throws(AccessRefusal) {
            (token, used) = try access.judge(state, at: context.now)
        } catch {
            return .refuse(error.rule, error.rule.decides, reply: .failure(APIRefusal(error)))
        }
        do throws(ContentRefusal) {
            guard customer == String(state.node.hosting.customerID) else {
                throw ContentRefusal(ContentRules.customerUnknown, 404, "NRC_NO_RECORD", "There is no such customer.")
            }
            guard state.libraries.contains(where: { $0.id.uppercased() == library.uppercased() }) else {
                throw ContentRefusal(DocumentRules.notFound, 404, "NRC_NO_RECORD", "There is no library \(library).")
            }
            let decision = try then(Caller(state: state, user: token.user, now: context.now))
            return .accept(
                decision.rule, decision.detail, events: used + decision.events, reply: .success(decision.reply))
        } catch {
            return .refuse(error.rule, error.refusal.message, reply: .failure(error.refusal))
        }
    }
}

extension ContentCall.Caller {
    /// A document that the caller may look at, or change where `writes` says so.
    func document(_ id: String, in library: String, writes: Bool = false) throws(ContentRefusal) -> ContentDocument {
        guard let key = ContentKey.reading(id)?.key, key.library == library.uppercased(),
            let document = state.content.documents[key]
        else { throw ContentRefusal(DocumentRules.notFound, 404, "NRC_NO_RECORD", "There is no document \(id).") }
        try check(key, writes: writes, what: document.name)
        return document
    }

    /// A container that the caller may look at, or change where `writes` says so.
    func container(_ id: String, in library: String, writes: Bool = false) throws(ContentRefusal) -> ContentContainer {
        guard let key = ContentKey.reading(id)?.key, key.library == library.uppercased(),
            let container = state.content.containers[key]
        else { throw ContentRefusal(DocumentRules.notFound, 404, "NRC_NO_RECORD", "There is no container \(id).") }
        try check(key, writes: writes, what: container.name)
        return container
    }

    /// Refuses a document that somebody else has checked out.
    func requireFree(_ document: ContentDocument) throws(ContentRefusal) {
        guard let holder = document.checkedOut, holder.user != user else { return }
        let isForbidden = state.assumptions[DocumentRules.conflict] == "forbidden_403"
        throw ContentRefusal(
            DocumentRules.checkedOut, isForbidden ? 403 : 409, "NRC_CHECKED_OUT",
            "\(document.name) is checked out by \(holder.user) in \(holder.program).")
    }

    private func check(_ key: ContentKey, writes: Bool, what: String) throws(ContentRefusal) {
        let level = state.content.level(of: user, on: key)
        guard level < (writes ? .write : .read) else { return }
        if level == .none {
            let isHidden = state.assumptions[DocumentRules.hidden] == "not_found_404"
            throw ContentRefusal(
                DocumentRules.denied, isHidden ? 404 : 403, isHidden ? "NRC_NO_RECORD" : "NRC_ACCESS_DENIED",
                isHidden ? "There is nothing here." : "\(user) has no rights on \(what).")
        }
        throw ContentRefusal(
            DocumentRules.readOnly, 403, "NRC_ACCESS_DENIED", "\(user) may look at \(what) and not change it.")
    }
}
