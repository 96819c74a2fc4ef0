import Rules
import Testing

@Suite struct `Requirements of the article` {
    @Test func `all thirty-two are there, with their ninety-six cells`() {
        #expect(Requirements.all.count == 32)
        #expect(Requirements.all.flatMap(\.cells).count == 96)
    }

    @Test func `no id stands for two requirements`() {
        #expect(Set(Requirements.all.map(\.id)).count == Requirements.all.count)
    }

    @Test(arguments: Requirements.all)
    func `a requirement is complete`(_ requirement: Requirement) {
        #expect(requirement.id.hasPrefix(requirement.section.name + "."))
        #expect(!requirement.says.isEmpty && !requirement.means.isEmpty)
        #expect(!requirement.cells.isEmpty)
        #expect(requirement.assumes?.isEmpty != true)
    }

    @Test(arguments: Requirements.all)
    func `the cells of a requirement have plain, different names`(_ requirement: Requirement) {
        let names = requirement.cells.map(\.name)
        #expect(Set(names).count == names.count)
        for cell in requirement.cells {
            #expect(cell.name.wholeMatch(of: /[a-z0-9]+([-.][a-z0-9]+)*/) != nil, "\(requirement.id)/\(cell.name)")
            #expect(cell.means.hasSuffix("."))
        }
    }

    @Test func `they stand in the order of the article`() {
        let sections = Requirements.all.map(\.section.rawValue)
        #expect(sections == sections.sorted())
        #expect(Set(sections).count == RequirementSection.allCases.count)
    }

    @Test func `an id stands for the success`() throws {
        let entry = try #require(Requirements.entry("settings.url-https"))
        #expect(entry.requirement.id == "settings.url-https")
        #expect(entry.cell == nil)
    }

    @Test(arguments: [
        "path.cloud/cloud-by-hand", "version.oauth-gap/10.2.1", "register.access-expiry/slides",
        "network.allowlist/mirror", "settings.url-https/no-scheme", "validate.then-login/before",
        "login.profile/two-tabs", "trouble.403-grant-expiry/other-403",
    ])
    func `an id and a cell are found together`(_ name: String) throws {
        let entry = try #require(Requirements.entry(name))
        let cell = try #require(entry.cell)
        #expect("\(entry.requirement.id)/\(cell.name)" == name)
    }

    @Test func `everything that can be covered is found by its name`() {
        let names = Requirements.all.flatMap(\.coverable)
        #expect(names.count == 32 + 96)
        #expect(names.allSatisfy { Requirements.entry($0) != nil })
    }

    @Test(arguments: ["", "/", "settings", "settings.url-https/", "settings.url-https/no-scheme/x", "A1", "Login.use"])
    func `another name stands for nothing`(_ name: String) {
        #expect(Requirements.entry(name) == nil)
    }

    @Test func `scenarios of a section share a folder`() {
        #expect(Requirements.requirement("trouble.report")?.section.folder == "7-trouble")
        #expect(RequirementSection.path.folder == "0-path")
    }
}
