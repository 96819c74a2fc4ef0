import Rules
import WorkTime

extension RunningServer {
    /// Puts the server back into a state that it had, and closes the connections that its firewall refuses then.
    ///
    /// The journal goes on, and so does the count of events.
    package func restore(_ state: WorkState, detail: String) {
        core.maker.restore(state)
        core.record(.command, by: "set-up", rule: SettingRules.loaded, refused: false, detail: detail)
        core.closeRefused(by: state.firewall(at: core.configuration.clock.clock.date))
    }

    /// Closes the connections of these callers, by their raw addresses, as a server does that stops.
    package func closeConnections(where isMeant: (String) -> Bool) {
        registry.reset { isMeant($0.peer) }
    }
}
