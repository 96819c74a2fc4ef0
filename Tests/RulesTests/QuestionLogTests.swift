import Foundation
import Rules
import Testing

/// The readings in force, and who notes that they are asked.
@Suite struct `Asked switches` {
    private enum Door: String, SwitchReading { case open, shut }

    private static let door = Switch<Door>(
        "test.door", question: "Is it open?", readings: [.open: "It is.", .shut: "It is not."],
        probe: .none("nothing is there"))

    @Test func `are noted, chosen or not, and are no part of the readings`() throws {
        let (log, other) = (QuestionLog(), QuestionLog())
        let watched = Assumptions(["test.door": "shut"], log: log)
        #expect(log.ids.isEmpty)
        #expect(watched.reading(of: Self.door) == .shut && log.ids == ["test.door"])
        #expect(Assumptions(log: other).reading(of: Self.door) == .open && other.ids == ["test.door"])
        #expect(watched == Assumptions(["test.door": "shut"]) && watched != Assumptions())
        let copy = try JSONDecoder().decode(Assumptions.self, from: JSONEncoder().encode(watched))
        #expect(copy == watched)
    }
}
