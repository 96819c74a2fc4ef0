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
    func adoptedWorld() throws(KeyIssue) -> Value {
        guard let like = world["like"]?.text else { return world }
        return Self.world(try observation(in: like).readings).merged(with: world)
    }

    /// What is wrong with the file that `like` names, at its place in the scenario; nil where there is nothing.
    func problemOfLike(in file: Data) -> Diagnostic? {
        guard let like = world["like"]?.text else { return nil }
        do throws(KeyIssue) {
            _ = try observation(in: like)
            return nil
        } catch {
            let lines = String(decoding: file, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
            let index = lines.firstIndex { $0.contains("like:") && $0.contains(like) }
            let text = index.map { String(lines[$0]) } ?? ""
            let column = text.range(of: like).map { text.distance(from: text.startIndex, to: $0.lowerBound) } ?? 0
            return Diagnostic(
                path: path, line: index.map { $0 + 1 } ?? 0, column: column + 1, length: like.count,
                message: error.message, lineText: text, suggestion: error.suggestion, topic: "given")
        }
    }

    private static func world(_ readings: [String: String]) -> Value {
        let entries = readings.sorted { $0.key < $1.key }.map { Value.Entry($0.key, .text($0.value)) }
        return .map([Value.Entry("assume", .map(entries))])
    }

    private func observation(in like: String) throws(KeyIssue) -> Observation {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        let file = URL(fileURLWithPath: like, relativeTo: folder).path
        guard let data = FileManager.default.contents(atPath: file), data.count <= ObservedFile.longest,
            let text = String(validating: data, as: UTF8.self)
        else {
            throw KeyIssue(
                "there is no file '\(like)' that can be read beside the scenario",
                suggestion: "name a file that `worksim observe` wrote", at: "like")
        }
        do throws(ObservingError) {
            return try ObservedFile.read(text, path: like, RuleLedger.all.catalogue)
        } catch {
            throw KeyIssue(error.description, at: "like")
        }
    }
}
