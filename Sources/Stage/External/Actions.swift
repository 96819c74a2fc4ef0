import Synchronization

/// The actions for which a client is at work, by request.
final class Actions: Sendable {
    private let actions = Mutex<[Int: Int]>([:])

    func begin(_ request: Int, action: Int) { actions.withLock { $0[request] = action } }
    func end(_ request: Int) { actions.withLock { $0[request] = nil } }

    /// The action of a request; of the oldest one under way for `nil`; `nil` for the set-up and where nothing is under way.
    func action(of request: Int?) -> Int? {
        actions.withLock { actions in
            let found = request.flatMap { actions[$0] } ?? actions.min { $0.key < $1.key }?.value
            return found == 0 ? nil : found
        }
    }
}
