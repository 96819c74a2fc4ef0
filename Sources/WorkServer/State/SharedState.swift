/// The state as those who read it hold it.
///
/// One reference stands for the whole: a copy of the state itself counts dozens of references, and the threads that
/// answer calls would wait for each other's counting.
final class SharedState: Sendable {
    let state: WorkState

    init(_ state: WorkState) {
        self.state = state
    }
}
