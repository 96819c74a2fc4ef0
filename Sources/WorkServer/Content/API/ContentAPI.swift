import HTTPTypes
import Rules

/// Serves the methods about content: opens each call, has it decided, and writes the envelope.
struct ContentAPI: Sendable {
    let core: ServerCore
    /// In whose shape a call is refused.
    var shape = Endpoint.Shape.api

    /// All methods, area by area.
    static let methods: [APIMethod] =
        LibraryMethods.all + PeopleMethods.all + LookupMethods.all + WorkspaceMethods.all + FolderMethods.all
        + SecurityMethods.all + PairMethods.all + DocumentMethods.all + FilingMethods.all + TransferMethods.all
        + DirectoryMethods.all + GroupMethods.all + ChangeMethods.all + ChangeQueueMethods.all + LockMethods.all
        + TrashMethods.all + HistoryMethods.all
        + ListMethods.all

    var endpoints: [Endpoint] {
        Self.methods.map { method in
            var endpoint = Endpoint(
                name: method.name, method: method.method, paths: method.wholePaths, body: method.body, shape: .api
            ) { incoming in answer(to: incoming, method) }
            // Each method declares its names, and tells the unknown ones from those that it passes over.
            endpoint.names = nil
            if method.body == .upload { endpoint.admits = { incoming in refusal(of: incoming, method) } }
            return endpoint
        }
    }

    /// Answers a call of a method, whose path parameters are all in the request.
    func answer(to incoming: Incoming, _ method: APIMethod) -> Answer {
        let query: FormFields
        do throws(FormProblem) {
            query = try FormFields(parsing: incoming.query)
        } catch {
            return malformed(error, incoming, method)
        }
        let request = ContentRequest(incoming: incoming, query: query, json: incoming.json)
        return method.writes
            ? change(by: request, method) : read(by: request, method)
    }

    private func opening(_ incoming: Incoming, _ method: APIMethod) -> ContentOpening {
        ContentOpening(
            customer: incoming.parameters["customer"].flatMap { percentDecoded($0) } ?? "",
            library: method.scope == .library
                ? incoming.parameters["library"].flatMap { percentDecoded($0) } ?? "" : nil,
            access: incoming.access)
    }

    /// Reads decide on a copy, so that a long search holds nobody up.
    private func read(by request: ContentRequest, _ method: APIMethod) -> Answer {
        let opened = core.maker.perform(opening(request.incoming, method), by: request.incoming.party)
        switch opened.reply {
        case .failure(let refusal): return refused(refusal, opened, request.incoming, method)
        case .success(let caller):
            do throws(ContentRefusal) {
                let reply = try method.perform(request, caller)
                // What is read may be noted in a history: that is a change, and taken in as one.
                let events = reply.events.map { WorkEvent.content($0) }
                if !events.isEmpty {
                    _ = core.maker.perform(
                        Noting(rule: reply.rule, detail: reply.detail, events: events), by: request.incoming.party)
                }
                let decision = Decision.accept(
                    reply.rule, reply.detail, events: opened.events + events, reply: reply)
                return written(reply, decision, request)
            } catch {
                let decision = Decision.refuse(
                    error.rule, error.refusal.message, events: opened.events, reply: error.refusal)
                return refused(error.refusal, decision, request.incoming, method)
            }
        }
    }

    private func change(by request: ContentRequest, _ method: APIMethod) -> Answer {
        let decision = core.maker.perform(
            ContentChange(opening: opening(request.incoming, method)) { caller throws(ContentRefusal) in
                try method.perform(request, caller)
            }, by: request.incoming.party)
        switch decision.reply {
        case .success(let reply): return written(reply, decision, request)
        case .failure(let refusal): return refused(refusal, decision, request.incoming, method)
        }
    }

    /// Whether an upload is refused before its first byte: by its token, its library or its rights.
    private func refusal(of incoming: Incoming, _ method: APIMethod) -> Answer? {
        let opened = core.maker.judge(opening(incoming, method), by: incoming.party)
        switch opened.reply {
        case .failure(let refusal): return refused(refusal, opened, incoming, method)
        case .success(let caller):
            let request = ContentRequest(incoming: incoming, query: FormFields(), json: nil)
            do throws(ContentRefusal) {
                try TransferMethods.admit(request, caller, method)
                return nil
            } catch {
                let decision = Decision.refuse(
                    error.rule, error.refusal.message, events: opened.events, reply: error.refusal)
                return refused(error.refusal, decision, incoming, method)
            }
        }
    }

    private func written<Reply>(
        _ reply: ContentReply, _ decision: Decision<Reply>, _ request: ContentRequest
    ) -> Answer {
        var answer = body(of: reply, decision, request)
        if !reply.ignored.isEmpty, core.maker.asking({ $0.reading(of: ContentRules.ignoredHeader) }) == .sent {
            answer.headers[.ignored] = RequestFields.header(of: reply.ignored)
        }
        return answer
    }

    private func body<Reply>(
        of reply: ContentReply, _ decision: Decision<Reply>, _ request: ContentRequest
    ) -> Answer {
        if let file = reply.file {
            return FileAnswer(file: file, request: request, assumptions: core.maker.asking { $0.assumptions })
                .answer(decision, reply)
        }
        guard let data = reply.data else { return Answer(decision, status: reply.status) }
        if case .raw(let json) = data, reply.beside.isEmpty {
            // Most answers are written already.
            return Answer(decision, status: reply.status, body: "{\"data\":\(json)}")
        }
        var envelope = reply.beside
        envelope["data"] = data
        return Answer(decision, status: reply.status, body: JSONValue.object(envelope).serialized)
    }

    private func refused<Reply>(
        _ refusal: APIRefusal, _ decision: Decision<Reply>, _ incoming: Incoming, _ method: APIMethod
    ) -> Answer {
        if refusal.status == 200 {
            // The reading in which another customer's libraries are an empty list.
            return Answer(decision, status: 200, body: JSONValue.object(["data": []]).serialized)
        }
        let refuser = Refuser(core: core)
        return shape == .session
            ? refuser.session(refusal, decision)
            : refuser.envelope(refusal, decision, by: incoming.party, endpoint: method.name)
    }

    private func malformed(_ problem: FormProblem, _ incoming: Incoming, _ method: APIMethod) -> Answer {
        let (rule, message): (Rule, String) =
            switch problem {
            case .malformed: (HTTPRules.parameterMalformed, "A parameter cannot be decoded.")
            case .duplicate(let name): (HTTPRules.parameterDuplicate, "The parameter \(name) is given twice.")
            case .tooMany: (HTTPRules.parameterTooMany, FormProblem.tooManyWords)
            }
        return Refuser(core: core).refuse(
            rule, status: 400, message, shape: shape, by: incoming.party, endpoint: method.name)
    }
}

/// Facts that follow from reading.
private struct Noting: WorkCommand {
    let rule: Rule
    let detail: String
    let events: [WorkEvent]

    func decide(_ state: WorkState, _ context: DecisionContext) -> Decision<Void> {
        .accept(rule, detail, events: events, reply: ())
    }
}
