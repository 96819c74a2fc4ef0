import Rules
import Testing

@testable import IntegrationClient

@Suite struct `Work server URLs` {
    @Test(arguments: [
        ("work.example.com", "url-scheme-missing", "https://work.example.com"),
        ("work.example.com/login/", "url-scheme-missing", "https://work.example.com"),
        ("//work.example.com", "url-scheme-missing", "https://work.example.com"),
        ("work.example.com:8443", "url-scheme-missing", "https://work.example.com:8443"),
        ("http://work.example.com", "url-not-https", "https://work.example.com"),
        ("HTTP://Work.Example.com:80/", "url-not-https", "https://work.example.com"),
        ("ftp://work.example.com", "url-not-https", "https://work.example.com"),
        ("https://work.example.com/", "url-trailing-slash", "https://work.example.com"),
        ("https://work.example.com///", "url-trailing-slash", "https://work.example.com"),
        ("https://work.example.com/login", "url-has-path", "https://work.example.com"),
        ("https://work.example.com/work/web?x=1", "url-has-path", "https://work.example.com"),
        ("https://work.example.com?x=1", "url-has-path", "https://work.example.com"),
        ("https://work.example.com#top", "url-has-path", "https://work.example.com"),
        ("https://ada:pw@work.example.com", "url-has-path", "https://work.example.com"),
    ])
    func `a broken one is refused and the corrected one offered`(entered: String, failure: String, corrected: String) {
        let refusal = #expect(throws: ServerAddress.Refusal.self) { try ServerAddress(entered) }
        #expect(refusal?.failure.rawValue == failure)
        #expect(refusal?.corrected == corrected)
        #expect(refusal?.cause.contains(corrected) == true)
    }

    @Test(arguments: [
        "https://", "https://work example.com", "https://work..example.com", "https://:443", "https://w:0",
    ])
    func `one without a readable host is refused without a correction`(entered: String) {
        let refusal = #expect(throws: ServerAddress.Refusal.self) { try ServerAddress(entered) }
        #expect(refusal?.rule == "client.url.malformed")
        #expect(refusal?.corrected == nil)
    }

    @Test(arguments: [
        "https://work.example.com", " https://work.example.com\n", "https://Work.Example.com:8443",
        "https://[2001:db8::1]",
    ])
    func `a base URL is taken`(entered: String) throws {
        let address = try ServerAddress(entered)
        #expect(address.url == entered.trimmingBlanks())
    }

    @Test func `the log-in page is named as the usual mistake`() {
        let refusal = #expect(throws: ServerAddress.Refusal.self) {
            try ServerAddress("https://work.example.com/login")
        }
        #expect(refusal?.cause.contains("usual mistake") == true)
    }

    @Test func `a password in a URL is not repeated`() {
        let refusal = #expect(throws: ServerAddress.Refusal.self) {
            try ServerAddress("https://ada:hunter2@work.example.com")
        }
        #expect(refusal?.cause.contains("hunter2") == false)
    }

    @Test(arguments: [
        ("https://cloudimanage.com", true), ("https://firm.cloudimanage.com", true),
        ("https://notcloudimanage.com", false),
    ])
    func `hosts of the cloud are recognised`(url: String, isCloud: Bool) throws {
        #expect(try ServerAddress(url).isCloud == isCloud)
    }

    @Test func `the standard port and letter case do not make another server`() throws {
        let plain = try ServerAddress("https://work.example.com")
        #expect(try ServerAddress("https://WORK.example.com:443").canonical == plain.canonical)
        #expect(try ServerAddress("https://work.example.com:8443").canonical != plain.canonical)
    }
}
