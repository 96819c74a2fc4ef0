import Foundation
import IntegrationClient
import Testing

@testable import worksim

@Suite struct `A registration that is checked` {
    private let sheet = Deployment.multiTenant.registrationSheet

    private func reading(_ text: String) throws(RegistrationReading.Unreadable) -> RegistrationReading {
        try RegistrationReading(Data(text.utf8), clientID: sheet.clientID, yaml: CheckRegistration.pairs)
    }

    private func comparison(_ text: String) throws -> RegistrationComparison {
        let reading = try reading(text)
        return RegistrationComparison(of: reading.fields, with: sheet, isComplete: reading.isComplete)
    }

    /// The application as `GET …/apps` lists it.
    private func application(redirect: String, status: String = "enabled", id: String? = nil) -> String {
        """
        {"id": "\(id ?? sheet.clientID)", "name": "Office & Dragons", "description": "\(sheet.description)", "type": "web",
         "status": "\(status)", "publisher": {"name": "\(sheet.publisher)", "url": "\(sheet.website)"},
         "oauth": {"application_type": "web", "client_type": "confidential", "client_secret_expires_at": 0,
          "contacts": ["\(sheet.contactEmail)"], "redirect_uris": ["\(redirect)"]}}
        """
    }

    @Test func `is read from what the API answers, as a list, as results and alone`() throws {
        let right = application(redirect: sheet.redirectURL)
        for text in ["{\"data\": [\(right)]}", "{\"data\": {\"results\": [\(right)]}}", "{\"data\": \(right)}", right] {
            #expect(try reading(text).form == .applications)
            let comparison = try comparison(text)
            #expect(comparison.deviations.isEmpty, "\(comparison.text)")
            #expect(comparison.notStated.contains("Allow Refresh Token"))
        }
        let other = application(redirect: "https://x.example/", id: "other")
        let wrong = try comparison(
            "{\"data\": [\(other), \(application(redirect: "https://wrong.example/cb", status: "disabled"))]}")
        #expect(wrong.deviations.map(\.label) == ["Redirect URL", "Enable application"])
    }

    @Test func `is read from a manifest`() throws {
        let text = """
            id: od
            name: Office & Dragons
            description: \(sheet.description)
            publisher: \(sheet.publisher)
            api_key: \(sheet.clientID)
            api_secret: hunter2
            redirect_url:
              - https://another.example/cb
              - \(sheet.redirectURL)
            scope: user
            """
        #expect(try reading(text).form == .manifest)
        #expect(try comparison(text).deviations.isEmpty)
        let wrong = text.replacing(sheet.clientID, with: "word").replacing("  - \(sheet.redirectURL)\n", with: "")
        #expect(try comparison(wrong).deviations.map(\.label) == ["API Key / Client ID", "Redirect URL"])
    }

    @Test(arguments: [RegistrationSheet.Labels.key, .client, .both])
    func `is read from printed labels, old and new`(_ labels: RegistrationSheet.Labels) throws {
        let text = sheet.lines(labels: labels).map { "\($0.label): \($0.value)" }.joined(separator: "\r\n")
        let reading = try reading(text)
        #expect(reading.form == .labels && reading.otherKeys.isEmpty)
        #expect(try comparison(text).deviations.isEmpty)
        let wrong = text.replacing("Allow Refresh Token: Yes", with: "Allow Refresh Token: No")
        #expect(try comparison(wrong).deviations.map(\.label) == ["Allow Refresh Token"])
        // A screen that is copied has the label above its value, a table has bars.
        let stacked = sheet.lines(labels: labels).map { "\($0.label)\n\($0.value)" }.joined(separator: "\n")
        #expect(try comparison(stacked).deviations.isEmpty)
        let table = sheet.lines(labels: labels).map { "| \($0.label) | \($0.value) |" }.joined(separator: "\n")
        #expect(try comparison(table).deviations.isEmpty)
    }

    @Test func `names keys that it does not compare`() throws {
        let reading = try reading("name: Office & Dragons\napi_key: x\nsurprise: 1\n")
        #expect(reading.otherKeys == ["surprise"])
    }

    @Test(arguments: ["", "{}", "[]", "7", "{\"a\": 1}", "hello world", "{\"data\": []}", "a: b\nc: d\n", "\u{0}"])
    func `that is none is refused with the keys that are known`(_ text: String) {
        let error = #expect(throws: RegistrationReading.Unreadable.self) { try reading(text) }
        #expect(error?.description.contains("client_id") == true && error?.description.contains("API Key") == true)
    }

    @Test func `of several is refused where none is ours`() {
        let list = "{\"data\": [{\"id\": \"a\", \"name\": \"One\"}, {\"id\": \"b\", \"name\": \"Two\"}]}"
        let error = #expect(throws: RegistrationReading.Unreadable.self) { try reading(list) }
        #expect(error?.description.contains("One, Two") == true)
    }

    @Test func `of an export counts a field that is missing as empty`() throws {
        let comparison = try comparison("{\"name\": \"Office & Dragons\", \"client_id\": \"\(sheet.clientID)\"}")
        #expect(comparison.notStated.isEmpty && comparison.deviations.contains { $0.label == "Redirect URL" })
    }
}
