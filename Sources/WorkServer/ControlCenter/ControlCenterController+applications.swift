import HTTPTypes
import Markup
import Rules

/// The Applications page: list, add, import, edit, enable, secret, access, delete.
extension ControlCenterController {
    var applicationEndpoints: [Endpoint] {
        [
            page("/applications", .get) { incoming in
                within(incoming) { look($0, ControlCenterPages.applications($0)) }
            },
            page("/applications/add", .get) { incoming in
                within(incoming) { look($0, ControlCenterPages.add($0, RegistrationDraft(), at: .configuration, nil)) }
            },
            page("/applications/add", .post, form: Self.addFields) { incoming in within(incoming) { add($0) } },
            page("/applications/import", .get) { incoming in
                within(incoming) { look($0, ControlCenterPages.importPackage($0, manifest: "", nil)) }
            },
            page("/applications/import", .post, form: ["manifest"]) { incoming in within(incoming) { importPackage($0) }
            },
            page("/applications/:application", .get) { incoming in
                within(incoming) { visit in
                    guard let application = visit.application else { return absent(visit) }
                    return look(visit, ControlCenterPages.application(visit, application))
                }
            },
            page("/applications/:application/view", .get) { incoming in
                within(incoming) { visit in
                    visit.application.map { look(visit, ControlCenterPages.view(visit, $0)) } ?? absent(visit)
                }
            },
            page(
                "/applications/:application", .post,
                form: Self.draftFields.union(Self.searchFields).union(["action", "user"])
            ) { incoming in
                within(incoming) { change($0) }
            },
        ]
    }

    /// The fields of a registration.
    private static let draftFields = Set(RegistrationDraft.names.values.joined())
    /// What the search of users and groups sends.
    private static let searchFields: Set = ["add", "find", "go"]
    private static let addFields = draftFields.union(searchFields).union(["step"])

    /// The draft and the rows of a search of users and groups; nil where the form asks for something else.
    private func search(_ visit: Visit, _ draft: RegistrationDraft) -> (RegistrationDraft, AccessSearch)? {
        let added = visit.fields["add"]
        guard visit.fields["go"] == "find" || added != nil else { return nil }
        var draft = draft
        if let added { draft.allow(added) }
        return (draft, AccessSearch(visit.fields["find"] ?? "", in: visit.state))
    }

    /// One step of the form: forwards as soon as the rules have nothing to say against what was entered so far.
    private func add(_ visit: Visit) -> Answer {
        let draft = RegistrationDraft(visit.fields)
        let step = visit.fields["step"].flatMap { RegistrationDraft.Step(rawValue: $0) } ?? .configuration
        if let wanted = visit.fields["go"].flatMap({ RegistrationDraft.Step(rawValue: $0) }), wanted < step {
            return look(visit, ControlCenterPages.add(visit, draft, at: wanted, nil))
        }
        if let (draft, found) = search(visit, draft) {
            return look(visit, ControlCenterPages.add(visit, draft, at: .access, nil, found: found))
        }
        if step == .review { return finish(visit, draft) }
        if let problem = draft.problem(in: visit.state, upTo: step) {
            return look(visit, ControlCenterPages.add(visit, draft, at: problem.step, problem.message))
        }
        return look(visit, ControlCenterPages.add(visit, draft, at: step.next, nil))
    }

    private func finish(_ visit: Visit, _ draft: RegistrationDraft) -> Answer {
        give(.registerApplication(draft.form), visit) { refusal in
            ControlCenterPages.add(visit, draft, at: .review, refusal.message)
        } done: { reply in
            let clientID = reply.clientID ?? ""
            guard draft.generatesSecret else { return .go(ControlCenterPages.path(of: clientID)) }
            var page = HTML.nothing
            _ = give(.generateSecret(application: clientID), visit) { refusal in
                page = ControlCenterPages.add(visit, draft, at: .review, refusal.message)
                return page
            } done: { generated in
                page = ControlCenterPages.finished(visit, draft, clientID: clientID, secret: generated.clientSecret)
                return .page(page)
            }
            return .page(page)
        }
    }

    private func importPackage(_ visit: Visit) -> Answer {
        let manifest = visit.fields["manifest"] ?? ""
        return give(.importPackage(manifest: manifest), visit) { refusal in
            ControlCenterPages.importPackage(visit, manifest: manifest, refusal.message)
        } done: { reply in
            .go(ControlCenterPages.path(of: reply.clientID ?? ""))
        }
    }

    private func change(_ visit: Visit) -> Answer {
        guard let application = visit.application else { return absent(visit) }
        let id = application.clientID
        let typed = RegistrationDraft(application, typed: visit.fields)
        if let (draft, found) = search(visit, typed) {
            return look(visit, ControlCenterPages.application(visit, application, typed: draft, found: found))
        }
        if visit.fields["action"] == "edit", let problem = typed.unreadable {
            var answer = look(
                visit,
                ControlCenterPages.application(
                    visit, application, typed: typed, message: .message(.bad, "\(problem)")))
            answer.status = 422
            return answer
        }
        let command: ControlCenterCommand
        switch visit.fields["action"] {
        case "enable": command = .enable(application: id)
        case "disable": command = .disable(application: id)
        case "secret":
            command = application.hasSecret ? .rotateSecret(application: id) : .generateSecret(application: id)
        case "revoke": command = .revokeTokens(application: id, user: visit.fields["user"])
        case "access": command = .grantAccess(application: id, access: RegistrationDraft.access(visit.fields))
        case "delete": command = .deleteApplication(application: id)
        default: command = .editApplication(application: id, form: RegistrationDraft.edit(visit.fields, application))
        }
        return give(command, visit) { refusal in
            ControlCenterPages.application(
                visit, application, typed: typed, message: .message(.bad, "\(refusal.message)"))
        } done: { reply in
            if case .deleteApplication = command { return .go("/applications") }
            guard let changed = core.maker.snapshot.applications[id] else { return .go("/applications") }
            return .page(
                ControlCenterPages.application(
                    visit, changed, message: ControlCenterPages.done(command, reply, visit.state.fieldLabels)))
        }
    }
}
