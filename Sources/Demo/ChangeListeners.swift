/// The pages that follow a demo: each gets the revision of every change.
struct ChangeListeners {
    private var listeners: [Int: AsyncStream<String>.Continuation] = [:]
    private var count = 0
    private var isClosed = false

    /// Returns the revisions from the present one on, until the listener goes or the demo ends.
    mutating func add(_ revision: Int) -> AsyncStream<String> {
        let (stream, continuation) = AsyncStream.makeStream(of: String.self, bufferingPolicy: .bufferingNewest(4))
        guard !isClosed else {
            continuation.finish()
            return stream
        }
        count += 1
        listeners[count] = continuation
        continuation.yield(String(revision))
        return stream
    }

    /// Sends a revision to all; forgets those that have gone.
    mutating func notify(_ revision: Int) {
        for (number, listener) in listeners {
            if case .terminated = listener.yield(String(revision)) { listeners[number] = nil }
        }
    }

    /// Ends all of them, and those that come later.
    mutating func finish() {
        isClosed = true
        for listener in listeners.values { listener.finish() }
        listeners = [:]
    }
}
