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
    /// Whose firm it is shown to.
    let brand: Brand
    let seed: UInt64
    private let onChange: @Sendable (Recording) -> Void
    let turnstile = Turnstile()

    private(set) var rehearsal: Rehearsal
    private(set) var moments: [Moment] = []
    var progress = Progress()
    /// The story that was left to show something broken.
    var aside: Telling?
    /// Where the panes are to go since the last change.
    var follow = Follow()
    private(set) var revision = 0
    /// What went wrong in the demo itself, in words.
    private(set) var trouble: String?
    var jars = CookieJars()
    private(set) var wait = SignInWait()
    /// What was met since the last moment and belongs to what is still under way, such as a log-in.
    private(set) var underWay: [JournalLine] = []
    var history: History
    private var listeners = ChangeListeners()
    let formKey = Secret(SystemIdentifiers().token("forms of the product"))

    /// Builds the world of a story.
    ///
    /// - Parameters:
    ///   - story: what is shown first.
    ///   - library: the other stories that can be chosen.
    ///   - brand: whose firm it is shown to.
    ///   - seed: where ids and secrets derive from.
    ///   - onChange: told what was done so far, whenever something was.
    /// - Throws: what keeps the world from being built.
    public init(
        story: Scenario, library: [Scenario], brand: Brand = .none, seed: UInt64 = 1,
        onChange: @escaping @Sendable (Recording) -> Void = { _ in }
    ) async throws {
        self.library = library
        self.brand = brand
        self.seed = seed
        self.onChange = onChange
        rehearsal = try await Rehearsal(story, seed: seed)
        history = History(beginningAt: Telling(scenario: story, moments: []))
        follow = Words.opening(of: rehearsal.stage)
    }

    var stage: Stage { rehearsal.stage }
    var scenario: Scenario { rehearsal.scenario }
    /// The position of the story's next step.
    var position: Int { progress.position }
    /// The position behind the last step that is played: of a story that only shows something broken, behind what proves its
    /// repair.
    var end: Int { (aside == nil ? nil : Breakage(of: scenario)?.fixed) ?? scenario.steps.count }
    var isAtEnd: Bool { position >= end }

    /// Ends the demo: its servers and its listeners.
    public func close() async {
        listeners.finish()
        await stage.stop()
    }

    // MARK: Listening

    /// Yields the revision of each change, until the listener goes or the demo ends.
    func changes() -> AsyncStream<String> { listeners.add(revision) }

    func changed(keeping: Bool = true) {
        revision += 1
        if keeping { history.note(Telling(scenario: scenario, moments: moments), aside: aside) }
        listeners.notify(revision)
        onChange(recording)
    }

    /// What was done so far, as a scenario that plays it again.
    var recording: Recording {
        Recording(of: scenario, moments, number: history.record, redactedBy: stage.secrets)
    }

    // MARK: Directing

    /// Plays the story's next step; of two that were asked for at the same revision the second is dropped.
    func next(at seen: Int? = nil) async {
        await turnstile.pass {
            guard !isAtEnd, seen.map({ $0 == revision }) ?? true else { return }
            trouble = nil
            endWait()
            await playStep(position)
            progress.advance()
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
            progress.advance()
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
                wait.plan(length)
                follow = Follow()
            } else {
                await act(Deed(action: SignInWait.advance(by: length)), replaces: nil)
                await followLast()
            }
            changed()
        }
    }

    /// Lets the time of a sign-in pass, between the server's answer and the product's page.
    func waitBeforeCallback() async {
        await turnstile.pass {
            guard let pause = wait.begin() else { return }
            underWay += await stage.play(pause).outcome.journal
        }
    }

    /// Whether somebody is at a sign-in page.
    private var isSigningIn: Bool { underWay.last { $0.kind != "clock" }?.rule == "oauth.sign-in.served" }

    /// Turns the wait of a log-in that was given up into time that passed.
    private func endWait() {
        guard let action = wait.giveUp() else { return }
        note(Deed(action: action), replaces: nil, underWay)
    }

    /// Adds an act to the moments; what was met until then belongs to it.
    private func note(_ deed: Deed, replaces: Int?, _ lines: [JournalLine]) {
        moments.append(
            Moment(
                kind: .deed(deed, replaces: replaces), title: Words.title(of: deed.action, else: deed.action.name),
                lines: lines, date: stage.date, action: deed.action))
        underWay = []
    }

    private func passOver(_ index: Int) {
        rehearsal.skip(at: index)
        moments.append(
            Moment(
                kind: .skip(index),
                title:
                    "Skipped: \(Words.title(of: Words.spoken(rehearsal.action(at: index), on: stage), else: "a step"))",
                date: stage.date))
    }

    // MARK: Playing

    func playStep(_ index: Int) async {
        let step = scenario.steps[index]
        let action = Words.spoken(rehearsal.action(at: index), on: stage)
        var mine = rehearsal
        let results = await mine.play(at: index)
        rehearsal = mine
        moments.append(
            Moment(
                kind: .step(index),
                title: Words.title(of: action, else: Words.title(of: step, of: scenario, on: stage)), note: step.note,
                results: results, lines: underWay + results.flatMap(\.journal), date: stage.date, action: action,
                deviation: Deviation(in: moments)))
        underWay = []
    }

    private func act(_ deed: Deed, replaces: Int?) async {
        let stage = stage
        let arguments = deed.action.arguments.mapValues { $0.resolved { stage.secret(for: $0) } }
        let performed = await stage.play(Action(deed.action.name, arguments))
        count(replaces)
        note(deed, replaces: replaces, underWay + performed.outcome.journal)
    }

    /// Counts the story's step that an act stands for.
    private func count(_ replaced: Int?) {
        guard let replaced else { return }
        rehearsal.skip(at: replaced)
        progress.count(replaced)
    }

    /// Plays the moments again on a fresh stage.
    func rebuild(_ scenario: Scenario, _ old: [Moment]) async {
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
        (moments, underWay, progress, wait) = ([], [], Progress(), SignInWait())
        for moment in old {
            switch moment.kind {
            case .step(let index):
                await playStep(index)
                progress.advance()
            case .skip(let index):
                passOver(index)
                progress.advance()
            case .deed(let deed, let replaces): await act(deed, replaces: replaces)
            }
        }
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
        for deed in deeds.map({ wait.waited($0).decided(by: underWay) }) {
            if deed.action.name != "user.log_in" { endWait() }
            let replaces = progress.position(doneBy: deed, in: rehearsal)
            count(replaces)
            note(deed, replaces: replaces, underWay)
        }
        follow = Follow()
        changed()
    }
}
