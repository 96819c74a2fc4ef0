import Testing
import WorkTime

@testable import WorkServer

/// Rights: what is said nearest holds, an author may do everything, and a wall holds for authors too.
@Suite struct `Rights on documents` {
    private static let date = WorkDate(sinceEpoch: .seconds(1_772_442_000))
    private static let document = ContentKey(library: "ACTIVE", number: 3)

    /// A workspace, a folder, and a document of ADA's in it.
    private static func content(
        workspace: Security = Security(), folder: Security = Security(), document: Security = Security(),
        library: Security = Security()
    ) -> ContentState {
        var state = ContentState()
        state.addLibrary("Active", firstNumber: 1)
        state.librarySecurity["ACTIVE"] = library
        var top = ContentContainer(
            key: ContentKey(library: "ACTIVE", number: 1), kind: .workspace, name: "Acme", parent: nil, created: date)
        top.security = workspace
        var below = ContentContainer(
            key: ContentKey(library: "ACTIVE", number: 2), kind: .folder, name: "Drafts", parent: top.key, created: date
        )
        below.security = folder
        var held = ContentDocument(
            key: Self.document, name: "Note.docx", parent: below.key,
            versions: [DocumentVersion(number: 1, blob: Blob([]), author: "ADA", date: date)], profileEdited: date)
        held.profile[.author] = "ADA"
        held.security = document
        state.save(top)
        state.save(below)
        state.save(held)
        return state
    }

    private static func said(_ list: [Trustee: AccessLevel] = [:], _ standard: DefaultSecurity = .inherit) -> Security {
        var security = Security()
        security.list = list
        security.standard = standard
        return security
    }

    private static func level(_ state: ContentState, _ user: String, groups: [String] = []) -> AccessLevel {
        state.level(of: Identity(user, groups: groups), on: document)
    }

    @Test func `without a word everybody may change, and the author everything`() {
        #expect(Self.level(Self.content(), "BEN") == .write)
        #expect(Self.level(Self.content(), "ada") == .full)
    }

    @Test func `what is said nearest holds`() {
        let state = Self.content(
            workspace: Self.said([Trustee(.user, "BEN"): .full]), folder: Self.said([Trustee(.user, "ben"): .read]))
        #expect(Self.level(state, "BEN") == .read)
    }

    @Test func `a private place is closed to all but those whom it names, and the author`() {
        let state = Self.content(workspace: Self.said([Trustee(.group, "Partners"): .write], .private))
        #expect(Self.level(state, "BEN") == .none)
        #expect(Self.level(state, "CAT", groups: ["PARTNERS"]) == .write)
        #expect(Self.level(state, "ADA") == .full)
    }

    @Test func `a wall holds for the author too`() {
        let state = Self.content(workspace: Self.said([Trustee(.user, "ADA"): .none]))
        #expect(Self.level(state, "ADA") == .none)
    }

    @Test(arguments: [(false, AccessLevel.write), (true, .none)])
    func `of several groups the most generous counts, or the strictest`(_ isStrict: Bool, _ level: AccessLevel) {
        let state = Self.content(
            document: Self.said([Trustee(.group, "A"): .write, Trustee(.group, "B"): .none]))
        var ben = Identity("BEN", groups: ["a", "b"])
        ben.isStrict = isStrict
        #expect(state.level(of: ben, on: Self.document) == level)
    }

    @Test func `a library can be closed, and an administrator passes`() {
        let state = Self.content(library: Self.said([:], .private))
        #expect(Self.level(state, "BEN") == .none)
        var nora = Identity("NORA")
        nora.isAdministrator = true
        #expect(state.level(of: nora, on: Self.document) == .full)
    }
}
