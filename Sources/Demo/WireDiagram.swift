import Foundation
import Markup
import ScenarioRunner
import Stage

/// The wire as a sequence diagram: who called whom, what was answered, and which rule decided.
struct WireDiagram {
    private let bands: [Band]
    private let lanes: [Lane]
    /// The product's host, to which browsers come back.
    private let office: String

    /// What was said during one moment.
    private struct Band {
        let number: String
        let title: String
        /// Which moment it is, from 0, in the address of its messages; `now` for what is still under way.
        let place: String
        let lines: [JournalLine]
        /// The program of a colleague whose moment it is.
        var program: String?
        /// The rule by which the client itself decided, where nothing was said.
        var rule: String?
        /// The lane of who acted then.
        var actor = "office"
    }

    /// One who calls or is called.
    private struct Lane: Hashable {
        let id: String
        let label: String
    }

    /// How many moments are drawn; the rest is in the list of moments.
    static let limit = 12
    private static let gap = 132
    private static let left = 62
    private static let rowHeight = 54

    /// What is drawn in a row: a line of the journal with its position, or the browser's way back to the product.
    private enum Row {
        case line(JournalLine, Int)
        case callback(String)
        /// A handshake that the client broke off by a rule of its own, so that no server met a request.
        case handshake(rule: String)
    }

    /// Draws the last moments, and what was said since then.
    init(_ moments: [Moment], _ underWay: [JournalLine], on stage: Stage, limit: Int = Self.limit) {
        let first = max(0, moments.count - limit)
        let past = zip(moments.numbers, moments).dropFirst(first).enumerated().map { index, item in
            Band(
                number: item.0, title: item.1.title, place: String(first + index), lines: item.1.lines,
                program: item.1.action.flatMap(Self.program), rule: item.1.results.compactMap(\.rule).last,
                actor: item.1.action?.name == "user.log_in" ? "browser" : "office")
        }
        let now = Band(number: "…", title: "Under way", place: "now", lines: underWay)
        bands = past + (underWay.isEmpty ? [] : [now])
        office = stage.officeHost
        let lines = bands.flatMap(\.lines)
        var lanes = [
            Lane(id: "administrator", label: "Administrator"), Lane(id: "browser", label: "User's browser"),
            Lane(id: "office", label: "Office & Dragons"),
        ]
        if lines.contains(where: { Self.from($0, nil) == "other" }) {
            lanes.append(Lane(id: "other", label: "Other program"))
        }
        if let program = bands.compactMap(\.program).last {
            lanes.append(Lane(id: "colleague", label: program))
        }
        lanes += stage.sites.map {
            Lane(id: "server " + $0.name, label: stage.sites.count == 1 ? "Work server" : $0.name)
        }
        self.lanes = lanes
    }

    private var width: Int { Self.left * 2 + Self.gap * (lanes.count - 1) }

    private func x(_ id: String) -> Int? {
        lanes.firstIndex { $0.id == id }.map { Self.left + Self.gap * $0 }
    }

    /// The program of a colleague's step.
    private static func program(of action: Action) -> String? {
        action.name.hasPrefix("work.") ? Words.text(action, "program") ?? "DeskSite" : nil
    }

    private static func from(_ line: JournalLine, _ program: String?) -> String {
        if line.kind == "command" { return program == nil ? "administrator" : "colleague" }
        if line.what.contains(" /work/cc") { return "administrator" }
        return ["browser", "office", "other"].contains(line.party) ? line.party : "administrator"
    }

    /// The whole: the lanes' names, then each moment with its arrows; a screen reader reads each arrow as a sentence.
    var html: HTML {
        guard bands.contains(where: { !$0.lines.isEmpty || $0.rule?.hasPrefix("tls.") == true }) else {
            return
                "<p class=\"wire-empty\">Nothing has gone over the wire yet. Play the next step, or act in one of the panes.</p>"
        }
        return """
            \(head)<ol class="wire-moments">\(bands.map { band in
                "<li><h3><span class=\"number\">\(band.number)</span> \(band.title)</h3>\(arrows(band))</li>" as HTML
            })</ol>
            """
    }

    /// The names of the lanes.
    private var head: HTML {
        "<div class=\"wire-head\" aria-hidden=\"true\"><svg viewBox=\"0 0 \(width) 34\" width=\"\(width)\" height=\"34\">\(heads)</svg></div>"
    }

    /// The drawing of one moment, for its slide; nil where nothing was said.
    func drawing(ofMoment place: Int) -> HTML? {
        bands.first { $0.place == String(place) && !$0.lines.isEmpty }.map { "\(head)\(arrows($0))" }
    }

    private var heads: [HTML] {
        lanes.enumerated().map { index, lane in
            let x = Self.left + Self.gap * index
            return """
                <g class="lane \(lane.id.hasPrefix("server") ? "server" : lane.id)"><rect x="\(x - 58)" y="4" width="116" height="26" rx="6"/>\
                <text x="\(x)" y="21" text-anchor="middle">\(lane.label)</text></g>
                """
        }
    }

    private func arrows(_ band: Band) -> HTML {
        let isHandshake = band.lines.isEmpty && band.rule?.hasPrefix("tls.") == true
        guard !band.lines.isEmpty || isHandshake else {
            let decided = band.rule.map { ": Office & Dragons itself decides, by \($0)" }
            return "<p class=\"quiet\">Nothing on the wire\(decided).</p>"
        }
        let rows =
            band.lines.enumerated().flatMap { index, line -> [Row] in
                [.line(line, index)] + (callback(line).map { [.callback($0)] } ?? [])
            } + (isHandshake ? [.handshake(rule: band.rule ?? "")] : [])
        let height = Self.rowHeight * rows.count + 6
        let stems = lanes.indices.map { index -> HTML in
            let x = Self.left + Self.gap * index
            return "<line class=\"stem\" x1=\"\(x)\" y1=\"0\" x2=\"\(x)\" y2=\"\(height)\"/>"
        }
        let drawn = rows.enumerated().map { index, row -> HTML in
            let y = Self.rowHeight * index
            return switch row {
            case .line(let line, let number): exchange(line, number, of: band, y: y)
            case .callback(let words): callback(words, y: y)
            case .handshake(let rule): handshake(rule, from: band.actor, y: y)
            }
        }
        return """
            <svg viewBox="0 0 \(width) \(height)" width="\(width)" height="\(height)" role="group" \
            aria-label="Messages of moment \(band.number)">\(stems)\(drawn)</svg>
            """
    }

    /// A request and its answer; both open to what was said in full.
    private func exchange(_ line: JournalLine, _ number: Int, of band: Band, y: Int) -> HTML {
        let start = x(Self.from(line, band.program)) ?? Self.left
        let isStopped = line.server == "network" || (line.kind == "connection" && line.refused)
        let goal = x("server " + line.server) ?? width - Self.left
        let end = isStopped ? (start + goal) / 2 : goal
        // Words end at the arrow's head: to the left there is room for them.
        let side = max(start, goal) - 12
        let tip: HTML =
            isStopped
            ? "<path class=\"cross\" d=\"M\(end - 5) \(y + 15)l10 10M\(end + 5) \(y + 15)l-10 10\"/>"
            : Self.tip(at: end, from: start, y: y + 20)
        let answer: HTML? =
            isStopped
            ? nil
            : """
            <line class="answer" x1="\(goal)" y1="\(y + 43)" x2="\(start)" y2="\(y + 43)"/>\
            \(Self.tip(at: start, from: goal, y: y + 43))
            """
        return """
            <a href="/director/message?moment=\(band.place)&amp;line=\(number)" class="call\(line.refused ? " bad" : "")" \
            aria-label="\(sentence(line, band.program))"><rect class="hit" x="0" y="\(y)" width="\(width)" height="\(Self.rowHeight)"/>
            <line x1="\(start)" y1="\(y + 20)" x2="\(end)" y2="\(y + 20)"/>\(tip)\(answer)
            <text x="\(side)" y="\(y + 14)" text-anchor="end">\(Self.label(line, band.program))</text>
            <text class="rule" x="\(side)" y="\(y + 37)" text-anchor="end">\(Self.verdict(line))</text></a>
            """
    }

    /// The browser's way back to the product, which no server of iManage sees.
    private func callback(_ words: String, y: Int) -> HTML {
        guard let start = x("browser"), let end = x("office") else { return "" }
        return """
            <g class="call" role="img" aria-label="\(lanes.first { $0.id == "browser" }?.label) to Office &amp; Dragons: \(words)">\
            <line x1="\(start)" y1="\(y + 20)" x2="\(end)" y2="\(y + 20)"/>\(Self.tip(at: end, from: start, y: y + 20))
            <text x="\(end + 10)" y="\(y + 24)">\(words)</text></g>
            """
    }

    /// A handshake of TLS that the one who called breaks off: the certificate comes, and is not accepted.
    private func handshake(_ rule: String, from actor: String, y: Int) -> HTML {
        guard let start = x(actor), let end = lanes.last.flatMap({ x($0.id) }) else { return "" }
        let who = lanes.first { $0.id == actor }?.label
        return """
            <g class="call bad" role="img" aria-label="\(who) breaks off the TLS handshake, by \(rule)">\
            <line x1="\(start)" y1="\(y + 20)" x2="\(end)" y2="\(y + 20)"/>\(Self.tip(at: end, from: start, y: y + 20))
            <line class="answer" x1="\(end)" y1="\(y + 43)" x2="\(start + 14)" y2="\(y + 43)"/>\
            <path class="cross" d="M\(start + 9) \(y + 38)l10 10M\(start + 19) \(y + 38)l-10 10"/>
            <text x="\(end - 12)" y="\(y + 14)" text-anchor="end">TLS handshake</text>
            <text class="rule" x="\(end - 12)" y="\(y + 37)" text-anchor="end">certificate refused, \(rule)</text></g>
            """
    }

    /// What the browser brings back to the product after an answer; nil where it is not sent there.
    private func callback(_ line: JournalLine) -> String? {
        guard line.party == "browser",
            let location = line.response?.headers.first(where: { $0.lowercased().hasPrefix("location:") }),
            let url = URLComponents(string: location.dropFirst("location:".count).trimmingCharacters(in: .whitespaces)),
            url.host == office
        else { return nil }
        let items = url.queryItems ?? []
        let words = items.map { $0.name == "error" ? "error \($0.value ?? "")" : $0.name }
        return "callback\(words.isEmpty ? "" : ": ")\(words.joined(separator: ", "))"
    }

    private static func tip(at end: Int, from start: Int, y: Int) -> HTML {
        "<path class=\"tip\" d=\"M\(end) \(y)l\(end < start ? 8 : -8) -4v8z\"/>"
    }

    /// The request in short: its query would run out of the picture.
    private static func label(_ line: JournalLine, _ program: String?) -> String {
        let path = String(line.what.prefix { $0 != "?" })
            .replacing(/\/work\/api\/v2\/customers\/[^\/]+\//, with: "…/")
        let what = line.kind == "command" ? program ?? "Control Center" : path
        guard what.count > 56 else { return what.isEmpty ? line.kind : what }
        return "\(what.prefix(24))…\(what.suffix(30))"
    }

    private static func verdict(_ line: JournalLine) -> String {
        [line.status.map { String($0) }, line.rule].compactMap { $0 }.joined(separator: " ")
    }

    private func sentence(_ line: JournalLine, _ program: String?) -> String {
        let from = lanes.first { $0.id == Self.from(line, program) }?.label ?? line.party
        let to = lanes.first { $0.id == "server " + line.server }?.label ?? "the network"
        let answer = line.status.map { ", answered \($0)" } ?? ""
        return "\(from) to \(to): \(line.what.isEmpty ? line.kind : line.what)\(answer), \(line.rule). \(line.detail)"
    }
}
