import Foundation
import Markup
import ScenarioLanguage
import Stage

/// The presenter's window, the two panes and the wire.
extension DirectorPage {
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
    static func look(_ path: String?) -> String? { path.flatMap { PanePath($0)?.looking.path } }

    func pane(_ id: String, _ label: String, _ path: String?) -> HTML {
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
                return (label, PanePath(person: person.name, host: site.host, rest: "/work/cc/applications"))
            }
        }
    }

    /// Who can sit at the screen of the product.
    private var users: [(label: String, path: PanePath)] {
        stage.cast.filter { $0.office != nil }.map { person in
            (person.name.capitalized, PanePath(person: person.name, host: stage.officeHost, rest: "/"))
        }
    }

    var wire: HTML {
        """
        <section id="wire" class="wire" aria-labelledby="wire-title"><div class="pane-bar"><h2 id="wire-title">The wire</h2>\(enlarge("wire", "the wire"))</div>
        <div class="wire-scroll" id="wire-scroll" tabindex="0" role="region" aria-label="The wire, what was said">\(WireDiagram(moments, underWay, on: stage).html)</div></section>
        """
    }
}
