import Rules

/// Ending somebody's check-out, as an administrator does for a colleague who is away.
struct CheckOutEnding {
    let path: String

    func decide(_ state: WorkState) throws(CommandRefusalWithRule) -> Decision<CommandResult> {
        guard var document = state.content.document(at: path) else {
            throw CommandRefusalWithRule(DocumentRules.notFound, "There is nothing at \(path).")
        }
        guard let holder = document.checkedOut else {
            throw CommandRefusalWithRule(DocumentRules.notCheckedOut, "\(path) is not checked out.")
        }
        document.checkedOut = nil
        return ControlCenterRequest.accept(
            DocumentRules.unlocked, "\(path) is no longer checked out by \(holder.user).",
            events: [.content(.documentSaved(document, how: "check-out.changed"))])
    }
}
