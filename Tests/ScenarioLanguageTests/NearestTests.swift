import ScenarioKeys
import ScenarioLanguage
import Testing

struct NearestTests {
    @Test(arguments: [
        ("work_token_grant_expirey", "work_token_grant_expiry"), ("faliure", "failure"), ("user.login", "user.log_in"),
        ("Title", "title"), ("grant_expired", "grant-expired"), ("stpes", "steps"),
    ])
    func `a slip of the pen is recognised`(written: String, meant: String) {
        let known = ["work_token_grant_expiry", "failure", "user.log_in", "title", "grant-expired", "steps"]
        #expect(nearest(written, among: known) == meant)
    }

    @Test(arguments: ["", "x", "firewall", "zebra"])
    func `a word that is like no other has no correction`(written: String) {
        #expect(nearest(written, among: ["id", "title", "steps"]) == nil)
    }

    @Test func `of equally near words the first is proposed`() {
        #expect(nearest("10.5", among: ["10.3", "10.4"]) == "10.3")
    }

    @Test func `nothing is near where there is nothing`() {
        #expect(nearest("steps", among: []) == nil)
    }
}
