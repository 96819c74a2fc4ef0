import Foundation
import HTTPTypes
import Rules
import Secrets

/// Serves registering, changing and removing applications over the API.
///
/// Clients were seen to list applications only; that the same path takes changes is our extension, named by its rules.
struct ApplicationEditing {
    let core: ServerCore

    private var refuser: Refuser { Refuser(core: core) }

    var endpoints: [Endpoint] {
        let apps = apiPrefixes.map { $0 + "/customers/:customer/apps" }
        let one = apps.map { $0 + "/:client" }
        return [
            Endpoint(
                name: "app_register", method: .post, paths: apps, body: .json, shape: .api, names: .newApplication
            ) { incoming in
                change(incoming, "app_register") { form, _ in .registerApplication(form) }
            },
            Endpoint(
                name: "app_edit", method: .patch, paths: one, body: .json, shape: .api, names: .applicationChange
            ) { incoming in
                change(incoming, "app_edit") { form, client in .editApplication(application: client, form: form) }
            },
            Endpoint(name: "app_delete", method: .delete, paths: one, shape: .api) { incoming in
                change(incoming, "app_delete") { _, client in .deleteApplication(application: client) }
            },
            Endpoint(name: "app_secret", method: .post, paths: one.map { $0 + "/secret" }, shape: .api) { incoming in
                change(incoming, "app_secret") { _, client in .rotateSecret(application: client) }
            },
        ]
    }

    private func change(
        _ incoming: Incoming, _ endpoint: String, _ command: (ApplicationForm, String) -> ControlCenterCommand
    ) -> Answer {
        let customer = incoming.parameters["customer"].flatMap { percentDecoded($0) } ?? ""
        let opened = core.maker.perform(
            ApplicationCall(customer: customer, access: incoming.access) { _, token, events in
                .accept(
                    PackageRules.listed, "\(token.user) may change applications.", events: events,
                    reply: .success(token.user))
            }, by: incoming.party)
        let administrator: String
        switch opened.reply {
        case .success(let user): administrator = user
        case .failure(let refusal):
            return refuser.envelope(refusal, opened, by: incoming.party, endpoint: endpoint)
        }
        let form: ApplicationForm
        do {
            form =
                incoming.body.isEmpty
                ? ApplicationForm() : try JSONDecoder().decode(ApplicationForm.self, from: Data(incoming.body))
        } catch {
            return refuser.refuse(
                HTTPRules.jsonMalformed, status: 400, "A field of the application has another type.", shape: .api,
                by: incoming.party, endpoint: endpoint)
        }
        let client = incoming.parameters["client"].flatMap { percentDecoded($0) } ?? ""
        let decision = core.maker.perform(
            ControlCenterRequest(command: command(form, client), administrator: administrator), by: incoming.party)
        switch decision.reply {
        case .success(let reply): return answer(reply, decision, isNew: endpoint == "app_register")
        case .failure(let refusal):
            let status = refusal.rule == ApplicationRules.unknown.id ? 404 : 400
            let api = APIRefusal(
                status: status, code: status == 404 ? "NRC_NO_RECORD" : "NRC_INVALID_PARAM", message: refusal.message)
            return refuser.envelope(api, decision, by: incoming.party, endpoint: endpoint)
        }
    }

    private func answer(_ reply: CommandReply, _ decision: Decision<CommandResult>, isNew: Bool) -> Answer {
        var data: [String: JSONValue] = [:]
        data["id"] = reply.clientID.map { .text($0) }
        // Shown this once, as on the screen.
        data["client_secret"] = reply.clientSecret.map { .text($0.reveal()) }
        return Answer(decision, status: isNew ? 201 : 200, body: JSONValue.object(["data": .object(data)]).serialized)
            .uncached()
    }
}
