import Markup
import ScenarioLanguage

/// What was done, a slide for each moment, to be printed or saved as PDF by the browser.
extension DirectorPage {
    var slides: HTML {
        let diagram = WireDiagram(moments, [], on: stage, limit: moments.count)
        let pages = zip(moments.numbers, moments).enumerated().map { index, item -> HTML in
            let (number, moment) = item
            return """
                <section class="slide"><p class="label">\(number)</p><h2>\(moment.title)</h2>\(moment.note.map { "<p>\($0)</p>" as HTML })
                \(outcome(of: moment))\(diagram.drawing(ofMoment: index))</section>
                """
        }
        var page = Page(
            title: "\(scenario.title) - slides", look: .demo, layout: "slides",
            body: """
                <header class="actions"><button type="button" id="print" class="primary">Print, or save as PDF</button>
                <a class="button" href="/">Back to the demo</a></header>
                <main><section class="slide first">\(brandHead)<h1>\(scenario.title)</h1>\(scenario.note.map { "<p>\($0)</p>" as HTML })
                <p class="hint">\(moments.count) steps. WorkSim, a stand-in for an iManage Work Server. Not affiliated with iManage.</p></section>
                \(pages)</main>
                """)
        page.styles = ["/assets/stage.css"]
        page.scripts = ["/assets/slides.js"]
        return page.html
    }
}
