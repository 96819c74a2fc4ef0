/// What ends a failure.
public struct Remedy: Codable, Hashable, Sendable {
    /// Whom the person turns to.
    public enum Adviser: String, Codable, Sendable, CaseIterable {
        case firmAdministrator = "firm_administrator"
        case iManageSupport = "imanage_support"
        case officeAndDragons = "office_and_dragons"
        /// The person can do it alone.
        case nobody

        /// The sentence that names the adviser; empty for `nobody`.
        public var sentence: String {
            switch self {
            case .firmAdministrator: "Ask your firm's iManage administrator."
            case .iManageSupport: "Questions on this step go to iManage Support."
            case .officeAndDragons: "Ask Office & Dragons, in the help chat or by e-mail."
            case .nobody: ""
            }
        }
    }

    /// The step that does it, as scenarios name steps: `admin.set`.
    public let step: String
    /// What to do, in the words of the screens.
    public let text: String
    /// Whom to ask.
    public let ask: Adviser

    /// Describes a remedy.
    public init(step: String, text: String, ask: Adviser) {
        self.step = step
        self.text = text
        self.ask = ask
    }
}
