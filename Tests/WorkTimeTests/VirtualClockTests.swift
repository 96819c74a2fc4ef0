import Testing
import WorkTime

@Suite struct `The virtual clock` {
    @Test func `stands still while a call acts, and jumps when it sleeps`() async throws {
        let clock = VirtualClock()
        try await clock.call("sleeper") {
            #expect(clock.now == .zero)
            try await clock.sleep(until: WorkInstant(elapsed: .seconds(365 * 86_400)))
        }
        #expect(clock.now == WorkInstant(elapsed: .seconds(31_536_000)))
    }

    @Test func `wakes sleepers in the order of their deadlines`() async throws {
        let clock = VirtualClock()
        let order = Recorder<[Int]>([])
        try await clock.call("all") {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for seconds in [3, 1, 2] {
                    clock.takeToken()
                    group.addTask {
                        defer { clock.returnToken() }
                        try await clock.sleep(until: WorkInstant(elapsed: .seconds(seconds)))
                        order.change { $0.append(seconds) }
                    }
                }
                clock.returnToken()
                defer { clock.takeToken() }
                try await group.waitForAll()
            }
        }
        #expect(order.value == [1, 2, 3])
    }

    @Test func `a race is lost at exactly its limit, and won before it`() async throws {
        let clock = VirtualClock()
        await clock.call("race") {
            await #expect(throws: DeadlinePassed(limit: .seconds(60))) {
                try await clock.race(limit: .seconds(60)) {
                    try await clock.sleep(until: WorkInstant(elapsed: .seconds(61)))
                }
            }
            #expect(clock.now == WorkInstant(elapsed: .seconds(60)))
        }
        let value = try await clock.call("race again") {
            try await clock.race(limit: .seconds(60)) {
                try await clock.sleep(until: clock.now.advanced(by: .seconds(59)))
                return 7
            }
        }
        #expect(value == 7)
        #expect(clock.now == WorkInstant(elapsed: .seconds(119)))
    }

    @Test func `a held exchange lets time pass, and giving it up closes its socket`() async throws {
        let clock = VirtualClock()
        let released = Recorder(0)
        await clock.call("dropped") {
            clock.exchangeBegan("a")
            await #expect(throws: DeadlinePassed.self) {
                try await clock.race(limit: .seconds(60)) {
                    clock.exchangeHeld("a") { released.change { $0 += 1 } }
                    defer { clock.exchangeEnded("a") }
                    try await Latch<Void>(clock: StillClock()).wait()
                }
            }
        }
        #expect(released.value == 1)
        #expect(clock.now == WorkInstant(elapsed: .seconds(60)))
        #expect(clock.standing.calls.isEmpty)
    }

    @Test func `a late hold of an exchange that was given up just closes`() async {
        let clock = VirtualClock()
        let released = Recorder(false)
        await clock.call("late") {
            clock.exchangeBegan("a")
            clock.exchangeEnded("a")
            clock.exchangeHeld("a") { released.change { $0 = true } }
        }
        #expect(released.value)
    }

    @Test func `a server that waits is told when its client gives up, and not once it has gone on`() async throws {
        let clock = VirtualClock()
        let told = Recorder<[String]>([])
        await clock.call("test") {
            for name in ["gives up", "stays"] { clock.exchangeBegan(name) }
            for name in ["gives up", "stays"] {
                clock.exchangeArrived(name)
                clock.exchangeWaits(name) { told.change { $0.append(name) } }
            }
            clock.exchangeWaits("stays", abandoned: nil)
            clock.exchangeEnded("gives up")
            clock.exchangeEnded("stays")
            #expect(told.value == ["gives up"])
            // Whoever begins to wait for a client that has gone is told at once.
            clock.exchangeWaits("gives up") { told.change { $0.append("late") } }
            #expect(told.value == ["gives up", "late"])
            clock.exchangeAnswered("gives up")
            clock.exchangeAnswered("stays")
        }
        #expect(clock.deadlocks.isEmpty)
    }

    @Test func `a deadlock is told at once and lets the silent exchanges fail`() async throws {
        let clock = VirtualClock()
        let latch = Latch<Void>(clock: StillClock())
        try await clock.call("waiting for nothing") {
            clock.exchangeBegan("a")
            clock.exchangeHeld("a") { latch.complete(with: .success(())) }
            try await latch.wait()
        }
        #expect(clock.deadlocks.count == 1)
        #expect(clock.deadlocks.first?.contains("waiting for nothing") == true)
    }

    @Test func `tasks that wait for one result do not keep time from moving`() async throws {
        let clock = VirtualClock()
        let latch = Latch<Int>(clock: clock)
        let sum = try await clock.call("flight") {
            try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<3 {
                    clock.takeToken()
                    group.addTask {
                        defer { clock.returnToken() }
                        return try await latch.wait()
                    }
                }
                try await clock.sleep(until: WorkInstant(elapsed: .seconds(5)))
                latch.complete(with: .success(2))
                return try await group.reduce(0, +)
            }
        }
        #expect(sum == 6)
        #expect(clock.now == WorkInstant(elapsed: .seconds(5)))
    }
}

/// A clock whose tokens do not count, so that a wait on it stands for a wait on a socket.
private struct StillClock: WorkClock {
    let origin = WorkDate(sinceEpoch: .zero)
    var now: WorkInstant { .zero }
    var minimumResolution: Duration { .zero }
    func sleep(until deadline: WorkInstant, tolerance: Duration?) async throws {}
}
