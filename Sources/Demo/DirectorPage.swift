import Foundation
import IntegrationClient
import Markup
import Rules
import ScenarioLanguage
import ScenarioRunner
import Stage

/// The director's page: bar, narration, the two panes and the wire.
struct DirectorPage {
    let scenario: Scenario
    let stage: Stage
    let moments: [Moment]
    let underWay: [JournalLine]
    let position: Int
    let follow: Follow
    let revision: Int
    let isAside: Bool
    let trouble: String?
    let plannedWait: Duration
    let library: [Scenario]
    let token: String

    init(_ director: isolated Director, token: String) {
        scenario = director.scenario
        stage = director.stage
        moments = director.moments
        underWay = director.underWay
        position = director.position
        follow = director.follow
        revision = director.revision
        isAside = director.aside != nil
        trouble = director.trouble
        plannedWait = director.wait.planned
        library = director.library
        self.token = token
    }

    /// The whole page.
    var html: HTML {
        let opening = Words.opening(of: stage)
        var page = Page(
            title: "WorkSim demo", look: .demo, layout: "stage",
            body: """
                <a class="skip" href="#narration">Skip to the story</a>
                <header class="bar"><p class="brand"><span class="logo" aria-hidden="true">S</span>WorkSim demo</p>\(bar)\(menus)\
                <a class="presenter-link" href="/director/presenter" target="presenter">Presenter</a>\(date)</header>
                <div id="lost" class="message bad split" role="alert" hidden><p><b>The demo does not answer.</b> It has ended or \
                was started again.</p><button type="button" id="reconnect">Reconnect</button></div>
                \(live)
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
        \(form("reset", "<button id=\"reset\">Reset</button>"))</div>
        """
    }

    private var isOver: Bool { position >= scenario.steps.count }

    private var date: HTML {
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
        data-over="\(isOver ? "yes" : "no")" data-administrator="\(Self.look(follow.administrator))" data-user="\(Self.look(follow.user))">
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
        guard let last = moments.last, last.tone == .good, case .step(let now) = last.kind, !scenario.steps[now].repair
        else { return false }
        return moments.contains { moment in
            if case .step(let index) = moment.kind { scenario.steps[index].repair } else { false }
        }
    }

    private var now: HTML {
        guard let moment = moments.last else {
            return "<p>Nothing has happened yet. Press <b>Next step</b>, or act in the panes yourself.</p>"
        }
        let results = moment.results.filter { $0.seen != nil }.map { result -> HTML in
            """
            \(result.message.map { "<blockquote>\($0)</blockquote>" as HTML })
            \(result.verdict.isRed ? outcome(of: result, in: moment) : nil)
            \(result.rule.map { rule($0, result.evidence) })
            """
        }
        return """
            <p class="what">\(mark(moment)) <b>\(moment.title)</b> \(byHand(moment) == nil ? nil : HTML.mark(.plain, "by hand"))</p>
            \(moment.note.map { "<p>\($0)</p>" as HTML })\(results)
            \(byHand(moment)?.message.map { "<blockquote>\($0)</blockquote>" as HTML })\(byHand(moment)?.refusedBy.map { rule($0, nil) })
            """
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

    private var coming: HTML {
        guard !isOver else { return "<p class=\"label\">Next</p><p>The story is complete.</p>" }
        let step = scenario.steps[position]
        let action = Words.name(of: step).map { name -> Action in
            guard case .action(_, let arguments) = step.kind,
                let map = try? arguments.resolved({ "$" + $0 }).decoded(as: [String: JSON].self)
            else { return Action(name) }
            return Action(name, map)
        }
        let title =
            if case .again = step.kind { "The same once more" } else { Words.title(of: action, else: step.summary) }
        return """
            <p class="label">Next, step \(position + 1) of \(scenario.steps.count)</p>
            <p><b>\(title)</b> \(step.repair ? HTML.mark(.good, "Repair") : nil)</p>\(step.note.map { "<p>\($0)</p>" as HTML })\
            \(Deviation(in: moments) == nil ? nil : form("skip", "<button id=\"skip\">Skip this step</button>"))
            """
    }

    /// What only the presenter needs: who is who, what to enter, what proves what.
    private var notes: HTML {
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
            <li><kbd>1</kbd> <kbd>2</kbd> <kbd>3</kbd> enlarge the left pane, the wire, the right pane; <kbd>0</kbd> all three</li>\
            <li><kbd>F</kbd> full screen</li></ul>
            <p><a href="/director/story.yaml" download>Download what was done as a scenario</a></p>
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

    // MARK: The presenter's window

    /// A second window for whoever presents: what happened, what comes next, the notes, and Next step.
    var presenter: HTML {
        var page = Page(
            title: "WorkSim demo, presenter", look: .demo, layout: "presenter",
            body: """
                <header class="bar"><p class="brand"><span class="logo" aria-hidden="true">S</span>Presenter</p>
                <p class="clock" id="clock" role="timer">0:00</p></header>
                <main id="presenter" data-over="\(isOver ? "yes" : "no")" data-revision="\(revision)">\(date)
                <h1 class="title">\(scenario.title)</h1>
                <section aria-label="Now">\(now)</section><section class="coming" aria-label="Next">\(coming)</section>
                \(form("next", "\(HTML.hidden("revision", String(revision)))<button class=\"primary\" id=\"next\"\(flag: "disabled", isOver)>Next step</button>"))
                \(notes)</main>
                """)
        page.styles = ["/assets/stage.css"]
        page.scripts = ["/assets/presenter.js"]
        return page.html
    }

    // MARK: Panes

    /// Where a pane is pointed: to load a page is nothing that a person did.
    private static func look(_ path: String?) -> String? { path.flatMap { PanePath($0)?.looking.path } }

    private func pane(_ id: String, _ label: String, _ path: String?) -> HTML {
        let seats = id == "administrator" ? administrators : users
        let options = seats.map { seat -> HTML in
            let isHere = path?.hasPrefix("/as/\(seat.path.person)/\(seat.path.host)/") ?? false
            return "<option value=\"\(seat.path.looking.path)\"\(flag: "selected", isHere)>\(seat.label)</option>"
        }
        return """
            <section class="pane \(id)" aria-labelledby="\(id)-title"><div class="pane-bar"><h2 id="\(id)-title">\(label)</h2>
            <label class="unseen" for="\(id)-person">Person at this screen</label><select id="\(id)-person" data-pane="\(id)">\(options)</select>
            <button type="button" data-fill="\(id)">Fill in</button>\(enlarge(id, label))</div>
            <p class="address" id="\(id)-address" aria-live="off"></p>
            <iframe id="\(id)" title="\(label)"\(Self.look(path).map { " src=\"\($0)\"" as HTML })></iframe></section>
            """
    }

    /// The button that gives a part the whole width, and takes it back.
    private func enlarge(_ id: String, _ label: String) -> HTML {
        "<button type=\"button\" data-enlarge=\"\(id)\" aria-pressed=\"false\">Enlarge<span class=\"unseen\"> \(label)</span></button>"
    }

    /// Who can sit at the administrator's screen, at which server.
    private var administrators: [(label: String, path: PanePath)] {
        let sites = stage.sites
        return sites.flatMap { site in
            stage.cast.filter(\.isAdministrator).map { person in
                let label = person.name.capitalized + (sites.count > 1 ? ", \(site.name)" : "")
                return (label, PanePath(person: person.name, host: site.host, rest: "/controlcenter/applications"))
            }
        }
    }

    /// Who can sit at the screen of the product.
    private var users: [(label: String, path: PanePath)] {
        stage.cast.filter { $0.office != nil }.map { person in
            (person.name.capitalized, PanePath(person: person.name, host: stage.officeHost, rest: "/"))
        }
    }

    private var wire: HTML {
        """
        <section id="wire" class="wire" aria-labelledby="wire-title"><div class="pane-bar"><h2 id="wire-title">The wire</h2>\(enlarge("wire", "the wire"))</div>
        <div class="wire-scroll" id="wire-scroll" tabindex="0" role="region" aria-label="The wire, what was said">\(WireDiagram(moments, underWay, on: stage).html)</div></section>
        """
    }
}
