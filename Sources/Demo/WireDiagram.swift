import Markup
import ScenarioRunner
import Stage

/// The wire as a sequence diagram: who called whom, what was answered, and which rule decided.
struct WireDiagram {
    private let bands: [Band]
    private let lanes: [Lane]

    /// What was said during one moment.
    private struct Band {
        let number: String
        let title: String
        let lines: [JournalLine]
        /// The rule by which the client itself decided, where nothing was said.
        var rule: String?
    }

    /// One who calls or is called.
    private struct Lane: Hashable {
        let id: String
        let label: String
    }

    /// How many moments are drawn; the rest is in the list of moments.
    private static let limit = 12
    private static let gap = 132
    private static let left = 62
    private static let rowHeight = 44

    /// Draws the moments, and what was said since the last one.
    init(_ moments: [Moment], _ underWay: [JournalLine], on stage: Stage) {
        let past = zip(moments.numbers, moments).suffix(Self.limit).map { number, moment in
            Band(
                number: number, title: moment.title, lines: moment.lines,
                rule: moment.results.compactMap(\.rule).last)
        }
        bands = past + (underWay.isEmpty ? [] : [Band(number: "…", title: "Under way", lines: underWay)])
        let lines = bands.flatMap(\.lines)
        var lanes = [
            Lane(id: "administrator", label: "Administrator"), Lane(id: "browser", label: "User's browser"),
            Lane(id: "office", label: "Office & Dragons"),
        ]
        if lines.contains(where: { Self.from($0) == "other" }) {
            lanes.append(Lane(id: "other", label: "Other program"))
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

    private static func from(_ line: JournalLine) -> String {
        if line.kind == "command" || line.what.contains(" /controlcenter") { return "administrator" }
        return ["browser", "office", "other"].contains(line.party) ? line.party : "administrator"
    }

    /// The whole: the lanes' names, then each moment with its arrows; for a screen reader each arrow is a sentence.
    var html: HTML {
        guard bands.contains(where: { !$0.lines.isEmpty }) else {
            return
                "<p class=\"wire-empty\">Nothing has gone over the wire yet. Play the next step, or act in one of the panes.</p>"
        }
        return """
            <div class="wire-head" aria-hidden="true"><svg viewBox="0 0 \(width) 34" width="\(width)" height="34">\(heads)</svg></div>
            <ol class="wire-moments">\(bands.map { band in
                "<li><h3><span class=\"number\">\(band.number)</span> \(band.title)</h3>\(arrows(band))</li>" as HTML
            })</ol>
            """
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
        guard !band.lines.isEmpty else {
            let decided = band.rule.map { ": Office & Dragons itself decides, by \($0)" }
            return "<p class=\"quiet\">Nothing on the wire\(decided).</p>"
        }
        let height = Self.rowHeight * band.lines.count + 8
        let stems = lanes.indices.map { index -> HTML in
            let x = Self.left + Self.gap * index
            return "<line class=\"stem\" x1=\"\(x)\" y1=\"0\" x2=\"\(x)\" y2=\"\(height)\"/>"
        }
        let rows = band.lines.enumerated().map { row($0.element, y: Self.rowHeight * $0.offset + 26) }
        return """
            <svg viewBox="0 0 \(width) \(height)" width="\(width)" height="\(height)" aria-hidden="true">\(stems)\(rows)</svg>
            <ul class="unseen">\(band.lines.map { "<li>\(sentence($0))</li>" as HTML })</ul>
            """
    }

    private func row(_ line: JournalLine, y: Int) -> HTML {
        let start = x(Self.from(line)) ?? Self.left
        let isStopped = line.server == "network" || (line.kind == "connection" && line.refused)
        let goal = x("server " + line.server) ?? width - Self.left
        let end = isStopped ? (start + goal) / 2 : goal
        let isBad = line.refused
        let sign = end < start ? -1 : 1
        let tip: HTML =
            isStopped
            ? "<path class=\"cross\" d=\"M\(end - 5) \(y - 5)l10 10M\(end + 5) \(y - 5)l-10 10\"/>"
            : "<path class=\"tip\" d=\"M\(end) \(y)l\(-8 * sign) -4v8z\"/>"
        // Words end at the arrow's head: to the left there is room for them.
        let side = max(start, goal) - 12
        return """
            <g class="call\(isBad ? " bad" : "")"><title>\(sentence(line))</title>
            <line x1="\(start)" y1="\(y)" x2="\(end)" y2="\(y)"/>\(tip)
            <text x="\(side)" y="\(y - 7)" text-anchor="end">\(Self.label(line))</text>
            <text class="rule" x="\(side)" y="\(y + 13)" text-anchor="end">\(Self.verdict(line))</text></g>
            """
    }

    /// The request in short: its query would run out of the picture.
    private static func label(_ line: JournalLine) -> String {
        let path = String(line.what.prefix { $0 != "?" })
            .replacing(/\/work\/api\/v2\/customers\/[^\/]+\//, with: "…/")
        let what = line.kind == "command" ? "Control Center" : path
        guard what.count > 56 else { return what.isEmpty ? line.kind : what }
        return "\(what.prefix(24))…\(what.suffix(30))"
    }

    private static func verdict(_ line: JournalLine) -> String {
        [line.status.map { String($0) }, line.rule].compactMap { $0 }.joined(separator: " ")
    }

    private func sentence(_ line: JournalLine) -> String {
        let from = lanes.first { $0.id == Self.from(line) }?.label ?? line.party
        let to = lanes.first { $0.id == "server " + line.server }?.label ?? "the network"
        let answer = line.status.map { ", answered \($0)" } ?? ""
        return "\(from) to \(to): \(line.what.isEmpty ? line.kind : line.what)\(answer), \(line.rule). \(line.detail)"
    }
}
