import Testing

@testable import Stage

@Suite struct `A limit of those who play at once` {
    @Test func `lets so many in and no more`() async throws {
        let semaphore = FairSemaphore(limit: 3)
        for _ in 0..<3 { try await semaphore.acquire() }
        for _ in 0..<3 { semaphore.release() }
        let inside = Recorder(0)
        let most = Recorder(0)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<60 {
                group.addTask {
                    try await semaphore.acquire()
                    inside.change { $0 += 1 }
                    let count = inside.value
                    most.change { $0 = max($0, count) }
                    for _ in 0..<10 { await Task.yield() }
                    inside.change { $0 -= 1 }
                    semaphore.release()
                }
            }
            try await group.waitForAll()
        }
        #expect((1...3).contains(most.value))
        #expect(semaphore.waitingCount == 0)
    }

    @Test func `lets them in by the order of coming`() async throws {
        let semaphore = FairSemaphore(limit: 1)
        try await semaphore.acquire()
        let order = Recorder<[Int]>([])
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 1...6 {
                group.addTask {
                    try await semaphore.acquire()
                    order.change { $0.append(number) }
                    semaphore.release()
                }
                while semaphore.waitingCount < number { await Task.yield() }
            }
            semaphore.release()
            try await group.waitForAll()
        }
        #expect(order.value == [1, 2, 3, 4, 5, 6])
    }

    @Test func `loses no place to who is cancelled`() async throws {
        let semaphore = FairSemaphore(limit: 1)
        try await semaphore.acquire()
        let waiting = Task { try await semaphore.acquire() }
        while semaphore.waitingCount < 1 { await Task.yield() }
        waiting.cancel()
        await #expect(throws: CancellationError.self) { try await waiting.value }
        let late = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            try await semaphore.acquire()
        }
        await #expect(throws: CancellationError.self) { try await late.value }
        semaphore.release()
        try await semaphore.acquire()
        #expect(semaphore.waitingCount == 0)
    }

    @Test func `lets those in who wait when it is raised`() async throws {
        let semaphore = FairSemaphore(limit: 1)
        try await semaphore.acquire()
        let waiting = (0..<3).map { _ in Task { try await semaphore.acquire() } }
        while semaphore.waitingCount < 3 { await Task.yield() }
        semaphore.setLimit(4)
        for task in waiting { try await task.value }
        #expect(semaphore.waitingCount == 0)
    }

    @Test func `holds nobody up who plays within another play`() async throws {
        func nest(_ depth: Int) async throws -> Int {
            try await PlayingLimit.withPlace {
                guard depth > 0 else { return 0 }
                return try await 1 + nest(depth - 1)
            }
        }
        let depth = PlayingLimit.stages + 3
        #expect(try await nest(depth) == depth)
    }

    @Test func `holds those up who outlive the play that they began in`() async throws {
        let left = try await PlayingLimit.withPlace {
            Task {
                while PlayingLimit.hasPlace { await Task.yield() }
                return try await PlayingLimit.withPlace { PlayingLimit.hasPlace }
            }
        }
        #expect(try await left.value)
        #expect(!PlayingLimit.hasPlace)
    }
}
