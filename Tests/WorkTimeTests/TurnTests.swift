import Testing
import WorkTime

@Suite struct `Parties that act at the same time` {
    /// Runs parties at the same time, each in a call of its own; none goes on before all have begun.
    private static func play(
        _ parties: [Int], on clock: VirtualClock, _ body: @escaping @Sendable (Int) async -> Void
    ) async {
        for _ in parties { clock.takeToken() }
        await withTaskGroup(of: Void.self) { group in
            for party in parties {
                group.addTask {
                    await VirtualClock.$party.withValue(party) {
                        await clock.call("party \(party)") {
                            clock.returnToken()
                            await body(party)
                        }
                    }
                }
            }
        }
    }

    /// The order in which parties take three turns each.
    private static func turns(of parties: [Int] = [1, 2, 3], seed: UInt64) async -> [Int] {
        let clock = VirtualClock(order: AdmissionOrder(seed: seed))
        let turns = Recorder<[Int]>([])
        await play(parties, on: clock) { party in
            for _ in 0..<3 {
                await clock.awaitTurn()
                turns.change { $0.append(party) }
                // Long enough for another one to come in between, if it could.
                for _ in 0..<5 { await Task.yield() }
            }
        }
        return turns.value
    }

    @Test func `take turns in the order of the seed, whichever begins first`() async {
        for seed in UInt64(1)...10 {
            let first = await Self.turns(seed: seed)
            #expect(first.sorted() == [1, 1, 1, 2, 2, 2, 3, 3, 3])
            for _ in 0..<10 {
                #expect(await Self.turns(seed: seed) == first)
                #expect(await Self.turns(of: [3, 1, 2], seed: seed) == first)
            }
        }
    }

    @Test func `take them in other orders with other seeds`() async {
        var orders: Set<[Int]> = []
        var firsts: Set<Int> = []
        for seed in UInt64(1)...40 {
            let order = await Self.turns(seed: seed)
            orders.insert(order)
            firsts.formUnion(order.prefix(1))
        }
        #expect(orders.count > 20)
        #expect(firsts == [1, 2, 3])
    }

    @Test func `act one at a time`() async {
        let clock = VirtualClock()
        let active = Recorder(0)
        let most = Recorder(0)
        await Self.play(Array(1...8), on: clock) { _ in
            for _ in 0..<5 {
                await clock.awaitTurn()
                active.change { $0 += 1 }
                let count = active.value
                most.change { $0 = max($0, count) }
                for _ in 0..<5 { await Task.yield() }
                active.change { $0 -= 1 }
            }
        }
        #expect(most.value == 1)
    }

    @Test func `note how an action ended before another one acts`() async {
        for seed in UInt64(1)...20 {
            let clock = VirtualClock(order: AdmissionOrder(seed: seed))
            let noted = Recorder<[Int]>([])
            await Self.play([1, 2, 3], on: clock) { party in
                if party == 3 { await clock.awaitTurnToEnd() } else { await clock.awaitTurn() }
                noted.change { $0.append(party) }
            }
            #expect(noted.value.first == 3)
        }
    }

    @Test func `take all their turns before time moves, and wake before the next turn once it has`() async {
        var firsts: Set<Int> = []
        for seed in UInt64(1)...20 {
            let clock = VirtualClock(order: AdmissionOrder(seed: seed))
            let noted = Recorder<[(party: Int, moment: WorkInstant)]>([])
            let due = WorkInstant(elapsed: .seconds(5))
            await Self.play([1, 2, 3], on: clock) { party in
                if party < 3 { try? await clock.sleep(until: due) }
                await clock.awaitTurn()
                noted.change { $0.append((party, clock.now)) }
            }
            let order = noted.value
            #expect(order.first?.party == 3 && order.first?.moment == .zero)
            // Both are awake when the choice between them is made: either may be first.
            #expect(order.dropFirst().allSatisfy { $0.moment == due })
            firsts.insert(order[1].party)
        }
        #expect(firsts == [1, 2])
    }

    @Test func `wait for the server's work on an exchange that its client has given up`() async {
        let clock = VirtualClock()
        let noted = Recorder<[String]>([])
        await Self.play([1], on: clock) { _ in
            clock.exchangeBegan("a")
            clock.exchangeArrived("a")
            clock.exchangeEnded("a")
            #expect(clock.standing.exchanges == ["a": .abandoned])
            Task {
                for _ in 0..<50 { await Task.yield() }
                noted.change { $0.append("answered") }
                clock.exchangeAnswered("a")
            }
            await clock.awaitTurn()
            noted.change { $0.append("turn") }
        }
        #expect(noted.value == ["answered", "turn"])
    }

    @Test func `go on at once when they are cancelled`() async {
        let clock = VirtualClock()
        let noted = Recorder(0)
        await clock.call("somebody who acts all the time") {
            let waiting = Task {
                await VirtualClock.$party.withValue(1) {
                    await clock.call("waiting") {
                        await clock.awaitTurn()
                        await clock.awaitTurnToEnd()
                        noted.change { $0 += 1 }
                    }
                }
            }
            while clock.standing.waitingParties != [1] { await Task.yield() }
            waiting.cancel()
            await waiting.value
        }
        #expect(noted.value == 1)
        #expect(clock.standing.calls.isEmpty && clock.standing.tokens == 0)
    }

    @Test func `are none where a task acts for nobody or nothing is under way`() async {
        let clock = VirtualClock()
        clock.takeToken()
        await clock.awaitTurn()
        clock.returnToken()
        await VirtualClock.$party.withValue(1) { await clock.awaitTurn() }
        #expect(clock.standing.waitingParties.isEmpty && clock.standing.tokens == 0)
    }
}
