import Foundation
import IntegrationClient
import Markup
import Rules
import ScenarioLanguage
import ScenarioRunner
import Stage
import WorkTime

/// The director's page: bar, narration, the two panes and the wire.
struct DirectorPage {
    let scenario: Scenario
    let stage: Stage
    let moments: [Moment]
    let underWay: [JournalLine]
    let position: Int
    /// The position behind the last step that is played.
    let end: Int
    let follow: Follow
    let revision: Int
    let isAside: Bool
    let trouble: String?
    let plannedWait: Duration
    let library: [Scenario]
    let brand: Brand
    let canUndo: Bool
    let canRedo: Bool
    let token: String

    init(_ director: isolated Director, token: String) {
        scenario = director.scenario
        stage = director.stage
        moments = director.moments
        underWay = director.underWay
        position = director.position
        end = director.end
        follow = director.follow
        revision = director.revision
        isAside = director.aside != nil
        trouble = director.trouble
        plannedWait = director.wait.planned
        library = director.library
        brand = director.brand
        canUndo = director.canUndo
        canRedo = director.canRedo
        self.token = token
    }

    /// The whole page.
    var html: HTML {
        let opening = Words.opening(of: stage)
        var page = Page(
            title: "WorkSim demo", look: .demo, layout: "stage",
            body: """
                <a class="skip" href="#narration">Skip to the story</a>
                <header class="bar">\(brandHead)\(bar)\(menus)\
                <a class="presenter-link" href="/director/presenter" target="presenter">Presenter</a>\(date)</header>
                <div id="lost" class="message bad split" role="alert" hidden><p><b>The demo does not answer.</b> It has ended or \
                was started again.</p><button type="button" id="reconnect">Reconnect</button></div>
                \(live)
                <dialog id="opened" aria-labelledby="opened-title"><form method="dialog"><h2 id="opened-title">On the wire</h2>\
                <button class="small">Close</button></form><div id="opened-content"></div></dialog>
                <main class="panes">
                \(pane("administrator", "Administrator", follow.administrator ?? opening.administrator))
                \(wire)
                \(pane("user", "Office & Dragons", follow.user ?? opening.user))
                </main>
                <footer>A stand-in for an iManage Work Server and for the product's pages. The client is WorkSim's own, \
                written from the help article. Not affiliated with iManage.</footer>
                """)
        page.styles = ["/assets/stage.css"]
        page.scripts = ["/assets/director.js"]
        return page.html
    }

    /// What changes as the story goes on.
    var parts: HTML { "\(date)\(live)\(wire)" }

    // MARK: The bar

    private var bar: HTML {
        """
        <div class="director" role="group" aria-label="Director">
        \(form("next", "\(HTML.hidden("revision", String(revision)))<button class=\"primary\" id=\"next\"\(flag: "disabled", isOver)>Next step</button>"))
        <button type="button" id="play" aria-pressed="false"\(flag: "disabled", isOver)>Play</button>
        \(form("undo", "<button id=\"undo\" aria-label=\"Undo\" title=\"Undo (U)\"\(flag: "disabled", !canUndo)>↶</button>"))
        \(form("redo", "<button id=\"redo\" aria-label=\"Redo\" title=\"Redo (R)\"\(flag: "disabled", !canRedo)>↷</button>"))
        \(form("reset", "<button id=\"reset\">Reset</button>"))</div>
        """
    }

    /// Whose demo it is: the firm's picture and name, or WorkSim's own.
    var brandHead: HTML {
        let picture: HTML =
            brand.logo == nil
            ? "<span class=\"logo\" aria-hidden=\"true\">S</span>" : "<img src=\"/assets/brand\" alt=\"\">"
        return "<p class=\"brand\">\(picture)\(brand.name ?? "WorkSim demo")</p>"
    }

    var isOver: Bool { position >= end }

    var date: HTML {
        "<p class=\"date\" id=\"date\"><span class=\"unseen\">The date in this world: </span>\(Self.words(forDate: stage.date))</p>"
    }

    func form(_ action: String, _ content: HTML, label: HTML = "") -> HTML {
        "<form method=\"post\" action=\"/director/\(action)\">\(HTML.hidden("form", token))\(label)\(content)</form>"
    }

    private static func words(forDate date: String) -> String {
        date.replacing("T", with: ", ").replacing("Z", with: " UTC")
    }

    // MARK: Narration

    private var live: HTML {
        """
        <section id="narration" class="narration" aria-live="polite" data-revision="\(revision)" \
        data-over="\(isOver ? "yes" : "no")" data-undo="\(canUndo ? "yes" : "no")" data-redo="\(canRedo ? "yes" : "no")" data-administrator="\(Self.look(follow.administrator))" data-user="\(Self.look(follow.user))">
        \(trouble.map { .message(.bad, "\($0)") })
        \(plannedWait > .zero ? .message(.note, "This sign-in will take \(plannedWait.inWords).") : nil)
        \(isAside ? waiting : nil)
        <div class="story" tabindex="0" role="group" aria-label="The story now"><div class="now"><h1 class="title">\(scenario.title)</h1>\(now)</div>
        <div class="coming">\(coming)</div></div>
        \(notes)
        \(past)
        </section>
        """
    }

    private var waiting: HTML {
        """
        <div class="message \(isFixed ? "good" : "note") split"><p><b>\(isFixed ? "Fixed." : "Something is broken here.")</b> \
        Your story waits.</p>
        \(form("come-back", "<button id=\"come-back\">Back to the story</button>"))</div>
        """
    }

    /// Whether a repair was played and what failed before succeeds now.
    private var isFixed: Bool {
        guard isOver, let last = moments.last, last.tone == .good else { return false }
        return moments.contains { moment in
            if case .step(let index) = moment.kind { scenario.steps[index].repair } else { false }
        }
    }

    var now: HTML {
        guard let moment = moments.last else {
            return "<p>Nothing has happened yet. Press <b>Next step</b>, or act in the panes yourself.</p>"
        }
        return """
            <p class="what">\(mark(moment)) <b>\(moment.title)</b> \(byHand(moment) == nil ? nil : HTML.mark(.plain, "by hand"))</p>
            \(moment.note.map { "<p>\($0)</p>" as HTML })\(outcome(of: moment))
            """
    }

    /// What came of a moment: what was shown to the person, and the rule that decided.
    func outcome(of moment: Moment) -> HTML {
        let results = moment.results.filter { $0.seen != nil }.map { result -> HTML in
            """
            \(result.message.map { "<blockquote>\($0)</blockquote>" as HTML })
            \(result.verdict.isRed ? outcome(of: result, in: moment) : nil)
            \(result.rule.map { rule($0, result.evidence) })
            """
        }
        let deed = byHand(moment)
        return """
            \(results)\(deed.flatMap { slowSignIn($0, moment) })\(deed?.message.map { "<blockquote>\($0)</blockquote>" as HTML })\(deed?.refusedBy.map { rule($0, nil) })
            """
    }

    /// What the message cannot know: how long the sign-in took, and what the setting is.
    private func slowSignIn(_ deed: Deed, _ moment: Moment) -> HTML? {
        guard deed.failure == .grantExpired,
            let took = Words.text(deed.action, "pause_before_callback").flatMap({ Duration(text: $0) })
        else { return nil }
        let setting = stage.setting("work_token_grant_expiry", on: Words.text(deed.action, "server")) ?? "its standard"
        return "<p>The sign-in took \(took.inWords); Work Token Grant Expiry is \(setting).</p>"
    }

    /// Why a step did not come out as the story has it.
    private func outcome(of result: StepResult, in moment: Moment) -> HTML {
        if let deviation = moment.deviation {
            return "<p class=\"changed\">\(deviation.consequence(result, of: moment.action))</p>"
        }
        let misses = result.mismatches.map { "\($0.what) should be \($0.expected), is \($0.seen)" }
        return "<p class=\"off\">Not as the story says: \(misses.joined(separator: "; "))</p>"
    }

    private func byHand(_ moment: Moment) -> Deed? {
        if case .deed(let deed, _) = moment.kind { deed } else { nil }
    }

    private func mark(_ moment: Moment) -> HTML {
        switch moment.tone {
        case .good: .mark(.good, "Done")
        case .refused: .mark(.bad, "Refused")
        case .changed: .mark(.note, "Changed")
        case .off: .mark(.bad, "Unexpected")
        }
    }

    private func rule(_ id: String, _ evidence: String?) -> HTML {
        let decides = RuleLedger.all.rule(id)?.decides
        return "<p class=\"rule\"><code>\(id)</code> \(decides)<small>\(evidence)</small></p>"
    }

    var coming: HTML {
        guard !isOver else { return "<p class=\"label\">Next</p><p>The story is complete.</p>" }
        let step = scenario.steps[position]
        let title = Words.title(of: step, of: scenario, on: stage)
        return """
            <p class="label">Next, step \(position + 1) of \(end)</p>
            <p><b>\(title)</b> \(step.repair ? HTML.mark(.good, "Repair") : nil)</p>\(step.note.map { "<p>\($0)</p>" as HTML })\
            \(Deviation(in: moments) == nil ? nil : form("skip", "<button id=\"skip\">Skip this step</button> <span class=\"hint\">where what was done by hand stands for it</span>"))
            """
    }

    /// What only the presenter needs: who is who, what to enter, what proves what.
    var notes: HTML {
        let cast = stage.cast.map { person -> HTML in
            let roles = [
                person.isAdministrator ? "administers the work server" : nil,
                person.office.map {
                    $0 == .staff
                        ? "works at Office & Dragons"
                        : $0 == .user ? "uses Office & Dragons" : "administers the organization"
                },
            ].compactMap { $0 }.joined(separator: ", ")
            return "<li><b>\(person.name.capitalized)</b> \(roles)</li>"
        }
        return """
            <details class="notes" id="notes"><summary>Presenter notes</summary>
            <div class="columns"><div><h2>Who is who</h2><ul>\(cast)</ul>
            <p class="hint">Fill in, above a pane, enters what a form there asks for: accounts, the registration sheet, the server.</p></div>
            <div><h2>Keys</h2><ul><li><kbd>N</kbd> or <kbd>Page Down</kbd> next step</li><li><kbd>P</kbd> play or pause</li>\
            <li><kbd>B</kbd> or <kbd>Page Up</kbd> back one moment</li>\
            <li><kbd>U</kbd> undo, <kbd>R</kbd> redo</li>\
            <li><kbd>1</kbd> <kbd>2</kbd> <kbd>3</kbd> enlarge the left pane, the wire, the right pane; <kbd>0</kbd> all three</li>\
            <li><kbd>F</kbd> full screen</li></ul>
            <p><a href="/#\(stepLink)">A link to this step</a></p>
            \(scenario.note.map { "<h2>The story</h2><p>\($0)</p>" as HTML })
            <h2>It proves</h2><p class="hint">\(scenario.covers.joined(separator: ", "))</p></div></div></details>
            """
    }

    private var past: HTML {
        let items = zip(moments.numbers, moments).enumerated().map { index, item -> HTML in
            let (number, moment) = item
            let extra: HTML = number.contains(".") ? " extra" : ""
            let unseen: HTML? = number.contains(".") ? "<span class=\"unseen\"> beside the story:</span>" : nil
            let isLast = index == moments.count - 1
            let content: HTML =
                "<button name=\"count\" value=\"\(index + 1)\" class=\"\(moment.tone.rawValue)\(extra)\"\(isLast ? " aria-current=\"step\"" as HTML : nil)><span class=\"number\">\(number)</span>\(unseen) \(moment.title)</button>"
            return "<li>\(form("back", content))</li>"
        }
        let start: HTML =
            "<li>\(form("back", "<button name=\"count\" value=\"0\"><span class=\"number\">0</span> The beginning</button>"))</li>"
        return "<nav class=\"past\" aria-label=\"Back to a moment\"><ol start=\"0\">\(start)\(items)</ol></nav>"
    }

    /// What follows `#` in a link to the step that was last played.
    private var stepLink: String {
        var components = URLComponents()
        components.queryItems = [
            URLQueryItem(name: "story", value: scenario.id), URLQueryItem(name: "step", value: String(position)),
        ]
        return components.percentEncodedQuery ?? ""
    }
}
