/// One thing that the help-center article, or a page that completes it, says somebody does or something that happens.
public struct Requirement: Codable, Hashable, Sendable, Identifiable {
    /// One thing that can go wrong with a requirement, or one border of it, that a scenario plays.
    public struct Cell: Codable, Hashable, Sendable {
        /// The name after the slash in `settings.url-https/no-scheme`.
        public let name: String
        /// What the cell plays, one sentence.
        public let means: String

        /// Names a cell and says what it plays.
        public init(_ name: String, _ means: String) {
            self.name = name
            self.means = means
        }
    }

    /// Section and name: `register.redirect`.
    public let id: String
    /// The step of the article that it belongs to.
    public let section: RequirementSection
    /// What the article says, in short.
    public let says: String
    /// What that asks of the server, the network and the client here.
    public let means: String
    /// What can go wrong with it; never empty.
    public let cells: [Cell]
    /// How well it is known that the article means this.
    public let evidence: Evidence
    /// The part of `means` that nobody has written down and that is our reading, if there is one.
    public let assumes: String?

    /// Declares a requirement; `assumes` names what in it is our own reading.
    public init(
        _ id: String, _ section: RequirementSection, says: String, means: String,
        evidence: Evidence = .documented, assumes: String? = nil, cells: [Cell]
    ) {
        self.id = id
        self.section = section
        self.says = says
        self.means = means
        self.cells = cells
        self.evidence = evidence
        self.assumes = assumes
    }

    /// The cell with this name, if there is one.
    public func cell(_ name: String) -> Cell? {
        cells.first { $0.name == name }
    }

    /// What `covers:` may name here: the id, which stands for the success, then `id/cell` for each cell.
    public var coverable: [String] {
        [id] + cells.map { "\(id)/\($0.name)" }
    }
}
