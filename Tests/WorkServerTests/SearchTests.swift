import Testing
import WorkTime

@testable import WorkServer

/// What filters mean, before any HTTP.
@Suite struct `Filters of a search` {
    private static let now = WorkDate(sinceEpoch: .seconds(1_772_442_000))

    @Test(arguments: [
        ("-7d", -7, 0), ("7d", 0, 7), ("-2w:0d", -14, 0), ("-1m:-10d", -30, -10), ("-3:2d", -3, 2), ("-1y", -365, 0),
    ])
    func `a relative date spans days`(_ text: String, _ from: Int, _ to: Int) throws {
        let (first, last) = try #require(RelativeSpan(text)).dates(from: Self.now)
        #expect(first == Self.now + .seconds(from * 86_400) && last == Self.now + .seconds(to * 86_400))
    }

    @Test(arguments: ["", "d", "7", "soon", "-7x", "1d:2d:3d", "9999999999999d"])
    func `what is no relative date is none`(_ text: String) {
        #expect(RelativeSpan(text) == nil)
    }

    @Test(arguments: [
        ("7", [7], [6, 8]), ("3,9", [3, 9], [4]), ("3-9", [3, 5, 9], [2, 10]), ("<5", [4], [5]), (">=5", [5, 99], [4]),
        ("100004256020", [100_004_256_020], [1]),
    ])
    func `a number filter takes what it says`(_ text: String, _ taken: [Int], _ left: [Int]) throws {
        let filter = try #require(NumberFilter(text))
        #expect(taken.allSatisfy(filter.holds) && !left.contains(where: filter.holds))
    }

    @Test(arguments: ["", "a", "9-3", "<", "1-2-3", ">=x"])
    func `what is no number filter is none`(_ text: String) {
        #expect(NumberFilter(text) == nil)
    }

    @Test(arguments: [
        ("complaint", "complaint", true), ("complaint", "comp*", true), ("complaint", "*plain*", true),
        ("complaint", "*t", true), ("complaint", "c*l*t", true), ("aba", "ab*ba", false), ("complaint", "comp", false),
        ("", "*", true), ("a*b", "a*b", true),
    ])
    func `stars stand for anything`(_ text: String, _ pattern: String, _ matches: Bool) {
        #expect(Wildcard.matches(text, pattern) == matches)
    }

    @Test func `words are small, and of letters and digits`() {
        #expect(Words.of("Acme v. Bolt (2026).docx") == ["acme", "v", "bolt", "2026", "docx"])
        #expect(Words.of("Ärger in ÖSTERREICH") == ["ärger", "in", "österreich"])
        #expect(Words.of("") == [])
    }

    @Test func `a set of places keeps their order, over words of bits`() {
        var places = PlaceSet()
        for place: UInt32 in [200, 3, 64, 63, 3] { places.insert(place) }
        #expect(Array(places) == [3, 63, 64, 200])
        places.remove(64)
        var other = PlaceSet()
        other.insert(3)
        #expect(Array(places.intersection(other)) == [3])
        #expect(Array(other.union(places)) == [3, 63, 200])
    }
}
