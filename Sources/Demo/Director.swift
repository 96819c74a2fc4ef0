import IntegrationClient
import OfficeApp
public import ScenarioLanguage
import ScenarioRunner
import Secrets
import Stage
import Synchronization
import WorkTime

/// Leads through a story: plays its steps, lets people act by hand in between, goes back by playing anew.
public actor Director {
    /// The stories that can be chosen, and those that break something.
    let library: [Scenario]
    private let seed: UInt64
    private let onChange: @Sendable (Recording) -> Void
    private let turnstile = Turnstile()

    private(set) var rehearsal: Rehearsal
    private(set) var moments: [Moment] = []
    /// The position of the story's next step.
    private(set) var position = 0
    /// The story that was left to show something broken.
    private(set) var aside: Aside?
    /// Where the panes are to go since the last change.
    var follow = Follow()
    private(set) var revision = 0
    /// What went wrong in the demo itself, in words.
    private(set) var trouble: String?
    var jars = CookieJars()
    /// The positions of later steps that somebody did by hand already.
    private var doneAhead: Set<Int> = []
    /// How long the sign-in that is open will take, by jumps.
    private(set) var plannedWait = Duration.zero
    /// How long the sign-in took that is on its way back to the product.
    private var passedWait = Duration.zero
    /// What was met since the last moment and belongs to what is still under way, such as a log-in.
    private(set) var underWay: [JournalLine] = []
    private var listeners: [Int: AsyncStream<String>.Continuation] = [:]
    private var listenerCount = 0
    private var isClosed = false
    let formKey = Secret(SystemIdentifiers().token("forms of the product"))

    /// A story with how far it had come.
    struct Aside: Sendable {
        let scenario: Scenario
        let moments: [Moment]
        let position: Int
    }

    /// Builds the world of a story.
    ///
    /// - Parameters:
    ///   - story: what is shown first.
    ///   - library: the other stories that can be chosen.
    ///   - seed: where ids and secrets derive from.
    ///   - onChange: told what was done so far, whenever something was.
    /// - Throws: what keeps the world from being built.
    public init(
        story: Scenario, library: [Scenario], seed: UInt64 = 1,
        onChange: @escaping @Sendable (Recording) -> Void = { _ in }
    ) async throws {
        self.library = library
        self.seed = seed
        self.onChange = onChange
        rehearsal = try await Rehearsal(story, seed: seed)
        follow = Words.opening(of: rehearsal.stage)
    }

    var stage: Stage { rehearsal.stage }
    var scenario: Scenario { rehearsal.scenario }
    var isAtEnd: Bool { position >= scenario.steps.count }

    /// Ends the demo: its servers and its listeners.
    public func close() async {
        isClosed = true
        for listener in listeners.values { listener.finish() }
        listeners = [:]
        await stage.stop()
    }

    // MARK: Listening

    /// Yields the revision of each change, until the listener goes or the demo ends.
    func changes() -> AsyncStream<String> {
        let (stream, continuation) = AsyncStream.makeStream(of: String.self, bufferingPolicy: .bufferingNewest(4))
        guard !isClosed else {
            continuation.finish()
            return stream
        }
        listenerCount += 1
        let number = listenerCount
        listeners[number] = continuation
        continuation.yield(String(revision))
        return stream
    }

    private func changed() {
        revision += 1
        for (number, listener) in listeners {
            if case .terminated = listener.yield(String(revision)) { listeners[number] = nil }
        }
        onChange(recording)
    }

    /// What was done so far, as a scenario that plays it again.
    var recording: Recording { Recording(of: scenario, moments, redactedBy: stage.secrets) }

    // MARK: Directing

    /// Plays the story's next step; of two that were asked for at the same revision the second is dropped.
    func next(at seen: Int? = nil) async {
        await turnstile.pass {
            guard !isAtEnd, seen.map({ $0 == revision }) ?? true else { return }
            trouble = nil
            endWait()
            await playStep(position)
            advance()
            await followLast()
            changed()
        }
    }

    /// Passes over the story's next step.
    func skip() async {
        await turnstile.pass {
            guard !isAtEnd else { return }
            trouble = nil
            passOver(position)
            advance()
            changed()
        }
    }

    /// Lets time pass; with a sign-in page open the sign-in will take so long.
    func jump(by duration: String) async {
        guard let length = Duration(text: duration), length > .zero, length <= .seconds(10 * 365 * 86_400) else {
            return
        }
        await turnstile.pass {
            trouble = nil
            if isSigningIn {
                plannedWait += length
                follow = Follow()
            } else {
                await redo(Deed(action: Self.advance(by: length)), replaces: nil)
                await followLast()
            }
            changed()
        }
    }

    /// Lets the time of a sign-in pass, between the server's answer and the product's page.
    func waitBeforeCallback() async {
        await turnstile.pass {
            guard plannedWait > .zero else { return }
            underWay += await stage.play(Self.advance(by: plannedWait)).outcome.journal
            passedWait += plannedWait
            plannedWait = .zero
        }
    }

    private static func advance(by length: Duration) -> Action {
        Action("clock.advance", ["by": .text(length.text)])
    }

    /// Whether somebody is at a sign-in page.
    private var isSigningIn: Bool { underWay.last { $0.kind != "clock" }?.rule == "oauth.sign-in.served" }

    /// Turns the wait of a log-in that was given up into time that passed.
    private func endWait() {
        plannedWait = .zero
        guard passedWait > .zero else { return }
        let action = Self.advance(by: passedWait)
        passedWait = .zero
        moments.append(
            Moment(
                kind: .deed(Deed(action: action), replaces: nil), title: Words.title(of: action, else: action.name),
                lines: underWay, date: stage.date, action: action))
        underWay = []
    }

    /// Goes on behind the step at the position, and behind those that were done by hand already.
    private func advance() {
        position += 1
        while doneAhead.remove(position) != nil { position += 1 }
    }

    private func passOver(_ index: Int) {
        rehearsal.skip(at: index)
        moments.append(
            Moment(
                kind: .skip(index), title: "Skipped: \(Words.title(of: rehearsal.action(at: index), else: "a step"))",
                date: stage.date))
    }

    /// Begins the story anew.
    func reset() async {
        await turnstile.pass {
            await rebuild(scenario, [], position: 0)
            changed()
        }
    }

    /// Goes back to where a moment had just ended; its actions are played on a fresh stage.
    func back(to count: Int) async {
        await turnstile.pass {
            guard (0...moments.count).contains(count) else { return }
            await rebuild(scenario, Array(moments.prefix(count)), position: nil)
            changed()
        }
    }

    /// Begins another story.
    func tell(_ id: String) async {
        await turnstile.pass {
            guard let other = library.first(where: { $0.id == id }) else { return }
            aside = nil
            await rebuild(other, [], position: 0)
            changed()
        }
    }

    /// Leaves the story for one in which something is broken, and plays that up to its repair.
    func breakSomething(_ id: String) async {
        await turnstile.pass {
            guard let other = library.first(where: { $0.id == id }),
                let stop = Breakage(of: other)?.end
            else { return }
            if aside == nil { aside = Aside(scenario: scenario, moments: moments, position: position) }
            await rebuild(other, [], position: 0)
            while position < stop {
                await playStep(position)
                advance()
            }
            await followLast(isNewWorld: true)
            changed()
        }
    }

    /// Goes back to the story that was left.
    func comeBack() async {
        await turnstile.pass {
            guard let left = aside else { return }
            aside = nil
            await rebuild(left.scenario, left.moments, position: left.position)
            changed()
        }
    }

    // MARK: Playing

    private func playStep(_ index: Int) async {
        let step = scenario.steps[index]
        let action = rehearsal.action(at: index)
        var mine = rehearsal
        let results = await mine.play(at: index)
        rehearsal = mine
        moments.append(
            Moment(
                kind: .step(index), title: Words.title(of: action, else: step.summary), note: step.note,
                results: results, lines: underWay + results.flatMap(\.journal), date: stage.date, action: action,
                deviation: Deviation(in: moments)))
        underWay = []
    }

    private func redo(_ deed: Deed, replaces: Int?) async {
        let stage = stage
        let arguments = deed.action.arguments.mapValues { $0.resolved { stage.secret(for: $0) } }
        let performed = await stage.play(Action(deed.action.name, arguments))
        if let replaces { rehearsal.skip(at: replaces) }
        moments.append(
            Moment(
                kind: .deed(deed, replaces: replaces), title: Words.title(of: deed.action, else: deed.action.name),
                lines: performed.outcome.journal, date: stage.date, action: deed.action))
    }

    /// A fresh stage on which the moments are played again; without a position the one after the last step.
    private func rebuild(_ scenario: Scenario, _ old: [Moment], position wanted: Int?) async {
        trouble = nil
        do {
            let fresh = try await Rehearsal(scenario, seed: seed)
            await stage.stop()
            rehearsal = fresh
        } catch {
            trouble = "This story cannot be played: \(error)"
            return
        }
        jars = CookieJars()
        (moments, underWay, doneAhead) = ([], [], [])
        (plannedWait, passedWait) = (.zero, .zero)
        position = 0
        for moment in old {
            switch moment.kind {
            case .step(let index):
                await playStep(index)
                advance()
            case .skip(let index):
                passOver(index)
                advance()
            case .deed(let deed, let replaces):
                await redo(deed, replaces: replaces)
                if let replaces { count(replaces) }
            }
        }
        if let wanted { position = wanted }
        follow = Words.opening(of: stage)
        if !moments.isEmpty { await followLast(isNewWorld: true) }
    }

    // MARK: By hand

    /// Lets somebody act at a screen; what they did becomes a moment.
    ///
    /// A page that is only looked at is no part of the story: what it asks for is neither a moment nor drawn.
    func byHand<Value: Sendable>(
        isLook: Bool, _ act: (Stage) async -> (Value, [Deed], Outcome)
    ) async -> Value {
        await turnstile.pass {
            let (value, deeds, outcome) = await act(stage)
            if !isLook { take(deeds, outcome) }
            return value
        }
    }

    private func take(_ deeds: [Deed], _ outcome: Outcome) {
        let lines = outcome.journal.filter { !Words.isPageView($0) }
        underWay += lines
        guard !deeds.isEmpty || !lines.isEmpty else { return }
        for deed in deeds.map({ waited($0) }) {
            let replaces = position(doneBy: deed)
            if let replaces {
                rehearsal.skip(at: replaces)
                count(replaces)
            }
            moments.append(
                Moment(
                    kind: .deed(deed, replaces: replaces),
                    title: Words.title(of: deed.action, else: deed.action.name), lines: underWay,
                    date: stage.date, action: deed.action))
            underWay = []
        }
        follow = Follow()
        changed()
    }

    /// The act with the time that the sign-in took.
    private func waited(_ deed: Deed) -> Deed {
        guard passedWait > .zero else { return deed }
        guard deed.action.name == "user.log_in" else {
            endWait()
            return deed
        }
        var arguments = deed.action.arguments
        arguments["pause_before_callback"] = .text(passedWait.text)
        passedWait = .zero
        return Deed(
            action: Action(deed.action.name, arguments), refusedBy: deed.refusedBy, failure: deed.failure,
            message: deed.message)
    }

    /// The position of the story's step that an act stands for: the next one, or else a later one with the same name, person,
    /// server, application and document.
    private func position(doneBy deed: Deed) -> Int? {
        func fits(_ index: Int) -> Bool {
            Words.name(of: scenario.steps[index]) == deed.action.name
                && (deed.refusedBy != nil) == (scenario.steps[index].expectation?["failure"] != nil)
        }
        guard !isAtEnd else { return nil }
        if fits(position) { return position }
        guard deed.refusedBy == nil else { return nil }
        return (position..<scenario.steps.count).dropFirst().first { index in
            guard !doneAhead.contains(index), fits(index), let planned = rehearsal.action(at: index) else {
                return false
            }
            return ["as", "server", "application", "document", "user"].allSatisfy { key in
                guard let wanted = planned.arguments[key], let done = deed.action.arguments[key] else { return true }
                return wanted == done
            }
        }
    }

    /// Counts a step as done by hand.
    private func count(_ index: Int) {
        if index == position { advance() } else { doneAhead.insert(index) }
    }
}
