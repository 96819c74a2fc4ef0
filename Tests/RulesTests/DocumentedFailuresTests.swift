import Rules
import Testing

@Suite struct `Documented failures` {
    @Test func `seventy-four are documented and twelve are faults of the transport`() {
        let ids = DocumentedFailures.all.map(\.id)
        #expect(ids.count { !$0.hasPrefix("G") } == 74)
        #expect(ids.count { $0.hasPrefix("G") } == 12)
    }

    @Test(arguments: zip(["A", "B", "C", "D", "E", "F", "G"], [14, 13, 10, 14, 6, 17, 12]))
    func `a group is numbered without a gap`(_ group: String, _ count: Int) {
        let ids = DocumentedFailures.all.map(\.id).filter { $0.hasPrefix(group) }
        #expect(ids == (1...count).map { "\(group)\($0)" })
    }

    @Test(arguments: DocumentedFailures.all)
    func `a failure says what is seen, why, what helps and who says so`(_ failure: DocumentedFailure) {
        for text in [failure.symptom, failure.cause, failure.remedy] {
            #expect(text.hasSuffix("."), "\(failure.id): \(text)")
        }
        #expect(!failure.sources.isEmpty)
        #expect(failure.open?.isEmpty != true)
        #expect(DocumentedFailures.failure(failure.id) == failure)
    }

    @Test func `the sureness of the causes is as the sources give it`() {
        let documented = DocumentedFailures.all.filter { !$0.id.hasPrefix("G") }
        #expect(documented.count { $0.confidence == .high } == 48)
        #expect(documented.count { $0.confidence == .medium } == 19)
        #expect(documented.count { $0.confidence == .low } == 7)
    }

    @Test func `the 403 of the article is documented, with its remedy`() throws {
        let failure = try #require(DocumentedFailures.failure("C1"))
        #expect(failure.evidence == .documented)
        #expect(failure.remedy.contains("30 seconds"))
        #expect(failure.source == "O&D help: Configuring your iManage integration")
    }

    @Test func `what only we think is called assumed`() {
        #expect(DocumentedFailures.failure("D14")?.evidence == .assumed)
        #expect(DocumentedFailures.failure("G3")?.evidence == .assumed)
    }

    @Test(arguments: ["", "A0", "A15", "H1", "a1"])
    func `another id is no failure`(_ id: String) {
        #expect(DocumentedFailures.failure(id) == nil)
    }
}
