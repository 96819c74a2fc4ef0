import ScenarioKeys
import Synchronization
import WorkServer
import WorkTime

/// A served world as it was at a moment: its servers, its network and its time.
package struct StageSnapshot: Sendable {
    fileprivate let moment: WorkInstant
    fileprivate let servers: [String: Server]
    fileprivate let network: StageNetwork.Saved
    fileprivate let state: Stage.State

    fileprivate struct Server {
        let state: WorkState
        let skew: Duration
    }
}

extension Stage {
    /// The world as it is now.
    package var snapshot: StageSnapshot {
        let state = state.withLock { $0 }
        return StageSnapshot(
            moment: clock.now,
            servers: state.servers.mapValues {
                StageSnapshot.Server(state: $0.running.snapshot, skew: $0.clock.skew)
            },
            network: network.saved, state: state)
    }

    /// Returns to a snapshot of this stage, time included; the journal goes on.
    ///
    /// - Throws: `StageTrouble` where a step is being played.
    package func restore(_ snapshot: StageSnapshot, named name: String) throws(StageTrouble) {
        guard clock.show(snapshot.moment) else {
            throw StageTrouble("the world cannot return to '\(name)' while a step is played")
        }
        network.restore(snapshot.network)
        let servers = state.withLock { present in
            var state = snapshot.state
            // Numbers of actions are never used twice: exchanges are found by them.
            (state.actions, state.accepted) = (present.actions, present.accepted)
            present = state
            return state.servers
        }
        for server in servers.values {
            guard let saved = snapshot.servers[server.name] else { continue }
            server.clock.skew = saved.skew
            server.running.restore(saved.state, detail: "The server is as it was in the snapshot '\(name)'.")
        }
    }
}
