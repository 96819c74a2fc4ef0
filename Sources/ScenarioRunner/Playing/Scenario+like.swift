import Foundation
import Observing
public import ScenarioLanguage

extension Scenario {
    /// The scenario with these readings, by switch; what its own `assume` says wins.
    public func adopting(_ readings: [String: String]) -> Scenario {
        guard !readings.isEmpty else { return self }
        return Scenario(
            id: id, path: path, title: title, covers: covers, note: note, tags: tags, ticket: ticket, leaves: leaves,
            knownFailing: knownFailing, keepGoing: keepGoing, world: Self.world(readings).merged(with: world),
            steps: steps)
    }

    /// The world with the readings of the file that `like` names; those of `assume` win.
    ///
    /// - Throws: what is wrong with that file.
    package func adoptedWorld() throws(KeyIssue) -> Value {
        guard let like = world["like"]?.text else { return world }
        return Self.world(try Self.observation(in: like, beside: path).readings).merged(with: world)
    }

    /// A world with the readings of the file that `like` names, and without `like`, as `show --standalone` writes it.
    package static func settled(_ world: Value, beside path: String) throws(KeyIssue) -> Value {
        guard let like = world["like"]?.text, case .map(let entries) = world else { return world }
        return Self.world(try observation(in: like, beside: path).readings)
            .merged(with: .map(entries.filter { $0.key != "like" }))
    }

    /// What is wrong with the file that `like` names, at its place in the scenario; nil where there is nothing.
    func problemOfLike(in file: Data) -> Diagnostic? {
        guard let like = world["like"]?.text else { return nil }
        do throws(KeyIssue) {
            _ = try Self.observation(in: like, beside: path)
            return nil
        } catch {
            let lines = String(decoding: file, as: UTF8.self).replacing("\r\n", with: "\n")
                .split(separator: "\n", omittingEmptySubsequences: false)
            // In a preset it stands elsewhere: the world is named that leads there.
            let index =
                lines.firstIndex { $0.contains("like:") && $0.contains(like) }
                ?? lines.firstIndex { $0.contains("preset:") } ?? 0
            let text = index < lines.count ? String(lines[index]) : ""
            let name = text.contains("like:") ? text.ranges(of: like).last { !$0.isEmpty } : nil
            let start = name ?? text.range(of: "like:") ?? text.range(of: "preset:")
            let column = start.map { text.distance(from: text.startIndex, to: $0.lowerBound) } ?? 0
            return Diagnostic(
                path: path, line: index + 1, column: column + 1, length: name == nil ? 1 : like.count,
                message: error.message, lineText: text, suggestion: error.suggestion, topic: "given.like")
        }
    }

    private static func world(_ readings: [String: String]) -> Value {
        let entries = readings.sorted { $0.key < $1.key }.map { Value.Entry($0.key, .text($0.value)) }
        return .map([Value.Entry("assume", .map(entries))])
    }

    private static func observation(in like: String, beside path: String) throws(KeyIssue) -> Observation {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        let file = URL(fileURLWithPath: like, relativeTo: folder).path
        let text: String
        switch ScenarioTexts.disk.text(of: file) {
        case .success(let found): text = found
        case .failure(let refusal):
            throw KeyIssue(
                "'\(like)' cannot be read: \(refusal.reason)",
                suggestion: refusal.remedy
                    ?? "name a file that `worksim observe` wrote, seen from the scenario's folder",
                at: "like")
        }
        do throws(ObservingError) {
            return try ObservedFile.read(text, path: like, RuleLedger.all.catalogue)
        } catch {
            throw KeyIssue(error.description, at: "like")
        }
    }
}
