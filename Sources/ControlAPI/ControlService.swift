import Foundation
import ScenarioLanguage
package import ScenarioRunner
import Stage
import WorkServer
import WorkTime

/// Does what the control API is asked, one request after another.
package actor ControlService {
    /// How many snapshots are kept; each holds a whole world.
    static let mostSnapshots = 32
    /// How many entries of the journal are answered at once, unless a smaller limit is asked for.
    static let mostEntries = 10_000

    private var world: ServedWorld
    private let start: ServedWorld.Saved
    private let followsMachine: Bool
    private var snapshots: [String: ServedWorld.Saved] = [:]
    private var made = 0
    /// Whoever plays, reads or restores waits here for those before.
    private let turn = FairSemaphore(limit: 1)

    /// Controls a world, whose present state is the one that `POST /reset` returns to.
    ///
    /// With `followsMachine` the clock goes on with the machine's clock, beside what steps do.
    package init(_ world: ServedWorld, followsMachine: Bool) {
        self.world = world
        self.followsMachine = followsMachine
        start = world.saved
    }

    /// Lets the machine's time pass in the world.
    func pass(_ time: Duration) async {
        guard (try? await turn.acquire()) != nil else { return }
        await world.stage.pass(time)
        turn.release()
    }

    /// The answer to a request that was let in.
    func answer(to request: ControlRequest) async -> ControlAnswer {
        do {
            try await turn.acquire()
        } catch {
            return ControlAnswer(
                ControlRefusal(503, "ending", "the server ends", at: "worksim serve", remedy: "start it again"))
        }
        defer { turn.release() }
        do throws(ControlRefusal) {
            return try await done(request)
        } catch {
            return ControlAnswer(error)
        }
    }

    private func done(_ request: ControlRequest) async throws(ControlRefusal) -> ControlAnswer {
        switch request.endpoint {
        case .index:
            try request.allow()
            return ControlAnswer(200, Index())
        case .steps:
            try request.allow()
            return try await play(request.body)
        case .clock:
            try request.allow()
            return ControlAnswer(200, moment)
        case .journal: return try journal(request)
        case .state:
            try request.allow("document")
            return ControlAnswer(200, State(world.stage.standing(ofDocuments: request.query.map(\.value))))
        case .snapshot:
            try request.allow()
            return try takeSnapshot(try request.bodyName())
        case .snapshots:
            try request.allow()
            return ControlAnswer(200, ["snapshots": snapshots.keys.sorted()])
        case .removeSnapshot:
            try request.allow()
            _ = try snapshot(request.name)
            snapshots[request.name] = nil
            return ControlAnswer(200, ["name": request.name])
        case .restore:
            try request.allow()
            guard let name = try request.bodyName() else {
                throw ControlRefusal(
                    400, "body-wrong", "the body names no snapshot", at: "body", remedy: "send {\"name\": \"before\"}")
            }
            return try restore(try snapshot(name), named: name)
        case .reset:
            try request.allow()
            return try restore(start, named: "the start")
        }
    }

    // MARK: Steps

    private struct Steps: Encodable {
        var error: ControlRefusal.Body.Refusal?
        let date: String
        let steps: [StepResult]
        let findings: [ScenarioFinding]
        let gives: [String: String]
    }

    private func play(_ text: String) async throws(ControlRefusal) -> ControlAnswer {
        var world = world
        let result = await world.play(StepText.readable(text))
        switch result {
        case .failure(let refused): throw ControlRefusal(refused.diagnostics)
        case .success(let played):
            self.world = world
            var answer = Steps(
                date: world.stage.date, steps: played.steps, findings: played.findings, gives: played.gives)
            guard let step = played.failing else { return ControlAnswer(200, answer) }
            let refusal = ControlRefusal(
                409, "step-failed",
                "step \(step.number) did not come out as expected: \(step.seen ?? step.verdict.rawValue)",
                at: "steps, line \(step.line): \(step.does)",
                remedy: step.remedy ?? "read 'mismatches' of the step; those behind it were not played")
            answer.error = ControlRefusal.Body(refusal).error
            return ControlAnswer(409, answer)
        }
    }

    // MARK: What is asked

    private struct Index: Encodable {
        struct Endpoint: Encodable {
            let method: String
            let path: String
            let takes: String
            let answers: String
        }

        let endpoints = ControlEndpoint.allCases.map {
            Endpoint(method: $0.method, path: $0.path, takes: $0.takes, answers: $0.answers)
        }
    }

    private struct Moment: Encodable {
        let date: String
        let elapsed: String
        let clock: String
    }

    private var moment: Moment {
        Moment(
            date: world.stage.date, elapsed: world.stage.clock.now.elapsed.text,
            clock: followsMachine ? "real" : "virtual")
    }

    private struct State: Encodable {
        let applications: [String: String]
        let documents: [String: Document]

        /// A document, with the keys of `expect: { state: { documents: … } }`.
        struct Document: Encodable {
            let versions: Int
            let checkedOutBy: String
            let text: String?
            let folder: String

            private enum CodingKeys: String, CodingKey {
                case versions, text, folder
                case checkedOutBy = "checked_out_by"
            }
        }

        init(_ state: StageState) {
            applications = state.applications
            documents = state.documents.mapValues {
                Document(versions: $0.versions, checkedOutBy: $0.checkedOutBy, text: $0.text, folder: $0.folder)
            }
        }
    }

    private struct Journal: Encodable {
        let entries: [JournalEntry]
        /// The number of the last entry that there is, or of the last one of these where more are left.
        let last: Int
        let isComplete: Bool
        /// How many entries after `since` the journal keeps no more.
        let gone: Int

        private enum CodingKeys: String, CodingKey {
            case entries, last, gone
            case isComplete = "complete"
        }
    }

    private func journal(_ request: ControlRequest) throws(ControlRefusal) -> ControlAnswer {
        try request.allow("since", "rule", "endpoint", "limit")
        let since = try request.number("since") ?? 0
        let (rule, endpoint) = (try request.parameter("rule"), try request.parameter("endpoint"))
        let limit = min(try request.number("limit") ?? Self.mostEntries, Self.mostEntries)
        let all = world.stage.journal(after: since)
        let wanted = all.filter { entry in
            (rule.map { Self.matches(entry.rule, $0) } ?? true)
                && (endpoint.map { Self.matches(entry.endpoint ?? "", $0) } ?? true)
        }
        let entries = Array(wanted.prefix(limit))
        let isComplete = entries.count == wanted.count
        let last = (isComplete ? all.last : entries.last)?.sequence ?? since
        do {
            return ControlAnswer(
                200,
                Journal(
                    entries: try world.stage.secrets.redacted(entries), last: last, isComplete: isComplete,
                    gone: max(0, (all.first?.sequence ?? since + 1) - since - 1)))
        } catch {
            throw ControlRefusal(
                503, "journal-unreadable", "the journal cannot be redacted", at: "journal",
                remedy: "ask for a part of it by 'since' and 'limit'")
        }
    }

    /// Whether a word is the one that is asked for, or begins so where that ends with a star.
    private static func matches(_ word: String, _ pattern: String) -> Bool {
        pattern.hasSuffix("*") ? word.hasPrefix(pattern.dropLast()) : word == pattern
    }

    // MARK: Snapshots

    private func takeSnapshot(_ wanted: String?) throws(ControlRefusal) -> ControlAnswer {
        var name = wanted ?? ""
        while wanted == nil, name.isEmpty || snapshots[name] != nil {
            made += 1
            name = "snapshot-\(made)"
        }
        guard name.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9._-]{0,63}/) != nil else {
            throw ControlRefusal(
                400, "name-wrong", "a snapshot cannot be called so", at: "name",
                remedy: "use 1 to 64 letters, digits, dots, hyphens and underscores, such as before")
        }
        guard snapshots[name] != nil || snapshots.count < Self.mostSnapshots else {
            throw ControlRefusal(
                409, "snapshots-full", "there are \(Self.mostSnapshots) snapshots, and no more are kept",
                at: "snapshots",
                remedy: "remove one by DELETE /snapshots/NAME, or take this one under a name that is there")
        }
        snapshots[name] = world.saved
        return ControlAnswer(200, ["name": name])
    }

    private func snapshot(_ name: String) throws(ControlRefusal) -> ServedWorld.Saved {
        if let saved = snapshots[name] { return saved }
        let names = snapshots.keys.sorted()
        throw ControlRefusal(
            404, "snapshot-unknown", "there is no snapshot '\(name.prefix(80))'", at: "name",
            remedy: names.isEmpty ? "take one by POST /snapshot" : "use one of \(names.joined(separator: ", "))")
    }

    private func restore(_ saved: ServedWorld.Saved, named name: String) throws(ControlRefusal) -> ControlAnswer {
        do throws(StageTrouble) {
            try world.restore(saved, named: name)
        } catch {
            throw ControlRefusal(409, "busy", error.message, at: "restore", remedy: "try again")
        }
        return ControlAnswer(200, moment)
    }
}
