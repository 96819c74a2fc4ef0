import Synchronization
package import WorkServer
import WorkTime

/// What callers of a served world ask about it.
extension Stage {
    /// The only server, with its URL; nil where the world has several.
    package var served: (running: RunningServer, url: String)? {
        state.withLock { state in
            guard state.servers.count == 1, let server = state.servers.values.first else { return nil }
            return (server.running, server.url)
        }
    }

    /// How applications stand, and documents: those that bear an id in the world, and those of `paths`.
    package func standing(ofDocuments paths: [String]) -> StageState {
        let watched = state.withLock { $0.watched }
        watch(documents: Set(paths))
        defer { state.withLock { $0.watched = watched } }
        return stageState([:], [:])
    }

    /// The entries of the servers' journals after a number, redacted by all secrets that are known by now.
    package func journal(after number: Int) -> [JournalEntry] {
        (served?.running.journal ?? []).filter { $0.sequence > number }
    }

    /// Lets time pass, as the machine's own clock goes on.
    package func pass(_ time: Duration) async {
        await clock.call("the machine's clock") { [clock] in
            // Cancelled at the end of the world, where time needs no more to pass.
            _ = try? await clock.sleep(until: clock.now.advanced(by: time))
        }
    }
}
