import HTTPTypes

/// The prefixes under which clients reach the API; all three are served alike.
let apiPrefixes = ["/work/api/v2", "/api/v2", "/work/web/api/v2"]

/// Serves the libraries.
struct LibraryController {
    let core: ServerCore

    var endpoints: [Endpoint] {
        let paths = apiPrefixes.map { $0 + "/customers/:customer/libraries" }
        return [
            Endpoint(name: "libraries", method: .get, paths: paths, shape: .api) { incoming in list(for: incoming) }
        ]
    }

    private func list(for incoming: Incoming) -> Answer {
        let customer = incoming.parameters["customer"].flatMap { percentDecoded($0) } ?? ""
        let decision = core.maker.perform(
            LibraryListing(customer: customer, access: incoming.access), by: incoming.party)
        switch decision.reply {
        case .success(let libraries):
            let rows = libraries.map { library -> JSONValue in
                ["id": .text(library.id), "is_hidden": false, "type": "worksite"]
            }
            return Answer(decision, status: 200, body: JSONValue.object(["data": .list(rows)]).serialized)
        case .failure(let refusal):
            return Refuser(core: core).envelope(refusal, decision, by: incoming.party, endpoint: "libraries")
        }
    }
}
