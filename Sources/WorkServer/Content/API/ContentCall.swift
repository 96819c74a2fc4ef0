import Rules
import WorkTime

/// A refusal of a call about content, with its rule.
struct ContentRefusal: Error {
    let rule: Rule
    let refusal: APIRefusal

    init(_ rule: Rule, _ status: Int, _ code: String, _ message: String, fields: [APIRefusal.Field] = []) {
        self.rule = rule
        var refusal = APIRefusal(status: status, code: code, message: message)
        refusal.fields = fields
        self.refusal = refusal
    }

    /// A parameter or a field that cannot be taken.
    static func invalid(_ field: String, _ message: String) -> ContentRefusal {
        ContentRefusal(
            ContentRules.parameterInvalid, 400, "NRC_INVALID_PARAM", message,
            fields: [APIRefusal.Field(name: field, message: message)])
    }

    static func missing(_ message: String) -> ContentRefusal {
        ContentRefusal(DocumentRules.notFound, 404, "NRC_NO_RECORD", message)
    }
}

/// What a call is answered with, before it is JSON.
struct ContentReply: Sendable {
    let rule: Rule
    var detail: String
    var events: [ContentEvent] = []
    /// Facts about people and groups.
    var peopleEvents: [WorkEvent] = []
    /// Names that the call gave and that made no difference.
    var ignored: [String] = []
    var status = 200
    /// Nil where there is no body.
    var data: JSONValue?
    /// What stands beside `data`: `total_count`, `cursor`, `overflow`, `warnings`.
    var beside: [String: JSONValue] = [:]
    /// Contents in place of a body.
    var file: ServedFile?
    /// Whether a list ends before its rows do, and no cursor says so.
    var isCutShort = false

    init(_ rule: Rule, _ detail: String, _ data: JSONValue? = nil) {
        self.rule = rule
        self.detail = detail
        self.data = data
    }

    /// The same with `overflow` beside `data`, as searches with a body have it.
    func tellingOverflow() -> ContentReply {
        var reply = self
        reply.beside["overflow"] = .boolean(isCutShort)
        return reply
    }

    /// The same with facts to take in.
    func causing(_ events: [ContentEvent], status: Int = 200) -> ContentReply {
        var reply = self
        reply.events = events
        reply.status = status
        return reply
    }
}

/// Contents that are sent as they are.
struct ServedFile: Sendable {
    let blob: Blob
    let name: String
    let fileExtension: String

    /// The contents of a version of a document.
    init(_ version: DocumentVersion, of document: ContentDocument) {
        blob = version.blob
        name = document.name
        fileExtension = document.fileExtension
    }
}

/// Judges a call's token, customer and library; what it gives back decides on the rest.
struct ContentOpening: WorkCommand {
    let customer: String
    /// Nil for calls about all libraries.
    let library: String?
    let access: AccessCheck

    func decide(_ state: WorkState, _ context: DecisionContext) -> Decision<Result<ContentCaller, APIRefusal>> {
        do throws(ContentRefusal) {
            let (caller, used) = try opened(state, context)
            return .accept(ContentRules.opened, "", events: used, reply: .success(caller))
        } catch {
            return .refuse(error.rule, error.refusal.message, reply: .failure(error.refusal))
        }
    }

    /// The caller, and the events by which the use of the token slides its expiry.
    func opened(
        _ state: WorkState, _ context: DecisionContext
    ) throws(ContentRefusal) -> (ContentCaller, [WorkEvent]) {
        let token: AccessToken
        let used: [WorkEvent]
        do throws(AccessRefusal) {
            (token, used) = try access.judge(state, at: context.now)
        } catch {
            throw ContentRefusal(error)
        }
        guard customer == String(state.node.hosting.customerID) else {
            throw ContentRefusal(
                ContentRules.customerUnknown,
                state.reading(of: ContentRules.customer) == .notFound404 ? 404 : 200, "NRC_NO_RECORD",
                "The customer id is \(state.node.hosting.customerID), not \(customer).")
        }
        if let library, !state.content.hasLibrary(library) {
            throw .missing("There is no library \(library).")
        }
        let application = state.applications[token.clientID]?.name ?? "API"
        return (
            ContentCaller(
                context.shared, identity: state.identity(of: token.user), now: context.now, program: application),
            used
        )
    }
}

/// A call that changes something: judged and taken in as one locked step.
struct ContentChange: WorkCommand {
    let opening: ContentOpening
    let then: @Sendable (ContentCaller) throws(ContentRefusal) -> ContentReply

    func decide(_ state: WorkState, _ context: DecisionContext) -> Decision<Result<ContentReply, APIRefusal>> {
        do throws(ContentRefusal) {
            let (caller, used) = try opening.opened(state, context)
            let reply = try then(caller)
            let records =
                caller.content.changeRecords(of: reply.events, at: context.now)
                + state.changeRecords(ofPeople: reply.peopleEvents, at: context.now)
            let facts: [ContentEvent] = records.isEmpty ? reply.events : reply.events + [.changesNoted(records)]
            return .accept(
                reply.rule, reply.detail, events: used + facts.map { .content($0) } + reply.peopleEvents,
                reply: .success(reply))
        } catch {
            return .refuse(error.rule, error.refusal.message, reply: .failure(error.refusal))
        }
    }
}

extension ContentRefusal {
    fileprivate init(_ refusal: AccessRefusal) {
        rule = refusal.rule
        self.refusal = APIRefusal(refusal)
    }
}
