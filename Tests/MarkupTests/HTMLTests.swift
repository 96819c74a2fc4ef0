import Markup
import Testing

@Suite struct `Markup` {
    @Test func `what is put into markup is escaped, and markup is not`() {
        let (text, title) = ("<i>", "\"'&")
        let inner: HTML = "<b>\(text)</b>"
        let outer: HTML = "<p title=\"\(title)\">\(inner)\(nil as String?)\(7)\([inner, inner])</p>"
        #expect(
            outer.text
                == "<p title=\"&quot;&#39;&amp;\"><b>&lt;i&gt;</b>7<b>&lt;i&gt;</b><b>&lt;i&gt;</b></p>")
    }

    @Test func `a quote with a mark behind it is a quote to a browser`() {
        #expect(HTML.escaped("\"\u{301}") == "&quot;\u{301}")
    }

    @Test func `a flag stands only where it applies`() {
        let on: HTML = "<input\(flag: "checked", true)>"
        let off: HTML = "<input\(flag: "checked", false)>"
        #expect((on.text, off.text) == ("<input checked>", "<input>"))
    }

    @Test func `a page loads nothing from elsewhere and holds no script or style of its own`() {
        let page = Page(title: "</title><script>", look: .demo, layout: "narrow", body: "<main></main>").html.text
        #expect(!page.contains("<script>") && !page.contains("<style") && !page.contains("://"))
        let policy = Page.policy(frames: "'none'")
        #expect(policy.contains("default-src 'none'") && !policy.contains("unsafe"))
    }

    @Test(arguments: Asset.allCases)
    func `a shared file is built in and loads nothing from elsewhere`(_ asset: Asset) {
        let text = String(decoding: asset.bytes, as: UTF8.self)
        #expect(text.count > 1_000)
        #expect(!text.contains("http") && !text.contains("@import"))
    }
}

@Suite struct `A choice within markup` {
    @Test(arguments: [true, false])
    func `a literal that is chosen is markup, and what is put into it is escaped`(_ isSet: Bool) {
        let text = "<i>"
        let optional: HTML = "\(isSet ? "<b>\(text)</b>" : nil)"
        #expect(optional.text == (isSet ? "<b>&lt;i&gt;</b>" : ""))
        let both: HTML = "\(isSet ? "<b>\(text)</b>" : "<u>no</u>")"
        #expect(both.text == (isSet ? "<b>&lt;i&gt;</b>" : "<u>no</u>"))
        let mapped: HTML = "\([text].map { "<li>\($0)</li>" })"
        #expect(mapped.text == "<li>&lt;i&gt;</li>")
    }

    @Test func `a text of a variable is escaped`() {
        let text: String? = "<p>"
        let chosen = text == nil ? "none" : "<b>"
        let html: HTML = "\(text)\(chosen)"
        #expect(html.text == "&lt;p&gt;&lt;b&gt;")
    }
}
