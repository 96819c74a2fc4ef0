package import ScenarioKeys
import Secrets

/// A step: its keys, what it returns, and how it is performed.
package protocol StageStep: Keyed {
    associatedtype Returned: StepReturn = Nothing
    /// The name of the step: `clock.advance`.
    static var name: String { get }
    /// Performs the step on a stage.
    ///
    /// Throws where a party fails, and `StageTrouble` where the step cannot be performed at all.
    func perform(on stage: Stage) async throws -> Returned
    /// Who sees what comes of it, for `check.told`; nil where nobody does.
    func listener(on stage: Stage) -> String?
}

extension StageStep {
    package static var topic: String { name }
    package func listener(on stage: Stage) -> String? { nil }

    /// What came of it, in the form that outcomes have.
    func success(on stage: Stage) async throws -> Stage.Success {
        Stage.Success(try await perform(on: stage))
    }
}

/// What a step returns: the keys that `shows` and `gives` may name.
package protocol StepReturn: Keyed {
    /// What the step warns of though it succeeds.
    var notices: [String] { get }
    /// What `gives` may name beside the keys.
    var values: [String: String] { get }
    /// Whether its secrets were minted for this step, and not seen in an answer that holds anything.
    static var isMinted: Bool { get }
}

extension StepReturn {
    package static var topic: String { "returns" }
    package static var doc: String { "What a step returns." }
    package var notices: [String] { [] }
    package var values: [String: String] { [:] }
    package static var isMinted: Bool { true }
}

/// A step returns nothing but that it succeeded.
package struct Nothing: StepReturn {
    /// Makes it.
    package init() {}
    package static let keys: [ListedKey<Nothing>] = []
}

extension Stage.Success {
    init(_ returned: some StepReturn) {
        shows = Dictionary(uniqueKeysWithValues: returned.shown.map { ($0.key, JSON($0.value)) })
        notices = returned.notices
        self.returned = returned.values.mapValues { Secret($0) }
        for entry in returned.secrets { self.returned[entry.key] = Secret(entry.value.text ?? "") }
        isMinted = type(of: returned).isMinted
    }
}

extension JSON {
    /// A value of a file; a reference stands as text with its dollar.
    init(_ value: Value) {
        switch value {
        case .text(let text): self = .text(text)
        case .integer(let number): self = .number(number)
        case .boolean(let truth): self = .truth(truth)
        case .list(let items): self = .list(items.map { JSON($0) })
        case .map(let entries): self = .map(Dictionary(entries.map { ($0.key, JSON($0.value)) }) { $1 })
        case .reference(let name): self = .text("$" + name)
        }
    }

    /// The value that a file has for it.
    package var value: Value {
        switch self {
        case .text(let text): .text(text)
        case .number(let number): .integer(number)
        case .truth(let truth): .boolean(truth)
        case .list(let items): .list(items.map(\.value))
        case .map(let map): .map(map.sorted { $0.key < $1.key }.map { .init($0.key, $0.value.value) })
        }
    }
}
