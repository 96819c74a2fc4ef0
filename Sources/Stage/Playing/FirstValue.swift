import Synchronization

/// A value that is given once and awaited once.
final class FirstValue<Value: Sendable>: Sendable {
    private struct State {
        var value: Value?
        var preferred: Value?
        var waiting: CheckedContinuation<Value, Never>?
    }

    private let state = Mutex(State())

    /// The value, when it is there.
    var value: Value {
        get async {
            await withCheckedContinuation { continuation in
                let present = state.withLock { state in
                    if state.value == nil { state.waiting = continuation }
                    return state.value
                }
                if let present { continuation.resume(returning: present) }
            }
        }
    }

    /// Gives the value; a second one changes nothing.
    func give(_ value: Value) {
        let (waiting, given) = state.withLock { state -> (CheckedContinuation<Value, Never>?, Value) in
            let given = state.value ?? state.preferred ?? value
            guard state.value == nil else { return (nil, given) }
            state.value = given
            defer { state.waiting = nil }
            return (state.waiting, given)
        }
        waiting?.resume(returning: given)
    }

    /// Has this value stand for whatever is given from now on.
    func prefer(_ value: Value) {
        state.withLock { $0.preferred = value }
    }
}
