import Hummingbird
import Logging
import Synchronization

/// What a route needs beside the request, and where it leaves its answer for the journal.
struct ExchangeContext: RequestContext {
    struct Source: RequestContextSource {
        let logger: Logger
        let party: String
        let table: RouteTable
        /// Whether the caller waits to be told to send the body, so that it can be judged without it only.
        var isBodyAwaited = false
    }

    var coreContext: CoreRequestContextStorage
    let party: String
    /// The end points of the server that was called.
    let table: RouteTable
    /// Whether a route may judge only what there is before the body; it leaves an answer only if it refuses.
    let isBodyAwaited: Bool
    let served = Served()

    init(source: Source) {
        coreContext = CoreRequestContextStorage(source: source)
        party = source.party
        table = source.table
        isBodyAwaited = source.isBodyAwaited
    }
}

/// The answer of a route, and the request as the route read it.
final class Served: Sendable {
    struct Value: Sendable {
        let endpoint: String
        var incoming: Incoming
        var answer: Answer
    }

    private let value = Mutex<Value?>(nil)

    func leave(_ served: Value) {
        value.withLock { $0 = served }
    }

    var taken: Value? { value.withLock { $0 } }
}
