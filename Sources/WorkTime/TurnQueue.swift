/// The parties that wait for a turn while others act.
///
/// Nobody is admitted while anybody can go on, so one party acts at a time, and what comes of several parties does not
/// depend on how the machine schedules them. A pure value, so that an explorer can try other orders.
struct TurnQueue {
    /// What a party does with its turn.
    enum Purpose {
        /// Acts on: begins, or opens an exchange.
        case act
        /// Notes how its action ended, before anybody acts on.
        case end
    }

    struct Waiter {
        let id: Int
        let party: Int
        let purpose: Purpose
        let continuation: CheckedContinuation<Void, Never>
    }

    private var waiters: [Waiter] = []
    private var order: AdmissionOrder

    init(order: AdmissionOrder) {
        self.order = order
    }

    /// The parties that wait, in their order.
    var parties: [Int] { waiters.map(\.party).sorted() }

    mutating func add(_ waiter: Waiter) {
        waiters.append(waiter)
    }

    mutating func remove(_ id: Int) -> Waiter? {
        waiters.firstIndex { $0.id == id }.map { waiters.remove(at: $0) }
    }

    /// Takes the first party that waits for this purpose: by number those that end, by the seed those that act.
    mutating func next(to purpose: Purpose) -> Waiter? {
        // Sorted, since the order of arrival is the machine's.
        let candidates = waiters.filter { $0.purpose == purpose }.sorted { ($0.party, $0.id) < ($1.party, $1.id) }
        guard !candidates.isEmpty else { return nil }
        return remove(candidates[purpose == .end ? 0 : order.choose(among: candidates.count)].id)
    }
}
