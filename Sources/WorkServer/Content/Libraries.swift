import Rules
import WorkTime

/// Maps to `GET /work/api/v2/customers/{customer}/libraries`.
struct LibraryListing: WorkCommand {
    let customer: String
    let access: AccessCheck

    func decide(_ state: WorkState, _ context: DecisionContext) -> Decision<Result<[WorkLibrary], APIRefusal>> {
        do throws(AccessRefusal) {
            let (token, events) = try access.judge(state, at: context.now)
            guard customer == String(state.node.hosting.customerID) else { return wrongCustomer(state) }
            return .accept(
                ContentRules.librariesListed, "\(token.user) lists \(state.libraries.count) libraries.", events: events,
                reply: .success(state.libraries))
        } catch {
            return .refuse(error.rule, error.rule.decides, reply: .failure(APIRefusal(error)))
        }
    }

    private func wrongCustomer(_ state: WorkState) -> Decision<Result<[WorkLibrary], APIRefusal>> {
        let detail = "The customer id is \(state.node.hosting.customerID), not \(customer)."
        guard state.assumptions[ContentRules.customer] == "not_found_404" else {
            return .refuse(ContentRules.customerUnknown, detail, reply: .success([]))
        }
        return .refuse(
            ContentRules.customerUnknown, detail,
            reply: .failure(APIRefusal(status: 404, code: "NRC_NO_RECORD", message: "There is no such customer.")))
    }
}
