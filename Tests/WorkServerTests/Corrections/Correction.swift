import HTTPTypes
import Rules
import Secrets
import Testing
import WorkServerTesting

@testable import WorkServer

/// One sentence of what is publicly known of iManage's API, its source, and calls that show that the server does so.
///
/// Sources are those of `Tests/Contract/index.json`, beside others of the reference notes: S4 to S18 are client code, HEN is a
/// vendor's help.
struct Correction: Sendable, CustomTestStringConvertible {
    let sentence: String
    let source: String
    var assume: [String: String] = [:]
    /// What has to be done before; each call must succeed.
    var after: [Call] = []
    let call: Call
    var status = 200
    /// Values by their places, such as `data.0.name`: a text, a number or a truth as it is, `[2]` for a list of two, `{}` for an
    /// object, `-` for nothing there.
    var shows: [String: String] = [:]
    /// Headers of the answer by their names.
    var headers: [String: String] = [:]
    /// How many bytes the answer has; nil where that is not looked at.
    var length: Int?

    var testDescription: String { "\(sentence) (\(source))" }

    /// A call below the customer's path; a path that begins with `/work`, `/api` or `/imanage` is taken whole.
    struct Call: Sendable {
        let method: HTTPRequest.Method
        let path: String
        var body: String?
        var type = "application/json"

        static func get(_ path: String) -> Call { Call(method: .get, path: path) }
        static func post(_ path: String, _ body: String) -> Call { Call(method: .post, path: path, body: body) }
        static func patch(_ path: String, _ body: String) -> Call { Call(method: .patch, path: path, body: body) }
        static func put(_ path: String, _ body: String) -> Call { Call(method: .put, path: path, body: body) }
        static func delete(_ path: String) -> Call { Call(method: .delete, path: path) }

        /// A form with a profile and a file, as clients upload it.
        static func upload(
            _ path: String, _ name: String, _ text: String, profile: String = "{}", method: HTTPRequest.Method = .post
        ) -> Call {
            let body =
                "--b\r\nContent-Disposition: form-data; name=\"profile\"\r\nContent-Type: application/json\r\n\r\n\(profile)\r\n"
                + "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(name)\"\r\n\r\n\(text)\r\n--b--\r\n"
            return Call(method: method, path: path, body: body, type: "multipart/form-data; boundary=b")
        }

        var whole: String {
            ["/work/", "/api/", "/imanage/"].contains { path.hasPrefix($0) } ? path : "/work/api/v2/customers/1" + path
        }
    }

    /// Makes the calls on a server of their own and holds the last answer against the sentence.
    func verify() async throws {
        let server = try InProcess(assume: assume, firm: Self.firm)
        let token = try await server.token()
        for call in after {
            let answer = try await server.send(call, token)
            try #require(answer.status < 400, "\(call.whole): \(answer.status) \(answer.body)")
        }
        let answer = try await server.send(call, token)
        #expect(answer.status == status, "\(answer.body)")
        if !shows.isEmpty {
            let root = try JSONObject(reading: Array(answer.body.utf8)).root
            for (place, value) in shows.sorted(by: { $0.key < $1.key }) {
                #expect(root.shown(at: place) == value, "\(place) in \(answer.body.prefix(2_000))")
            }
        }
        if let length { #expect(answer.length == length) }
        for (name, value) in headers {
            #expect(HTTPField.Name(name).flatMap { answer.headers[$0] } == value, "\(name)")
        }
    }

    /// ACTIVE has a workspace (1) with a folder (2) with a document of two versions (3), a search folder (4), and a second
    /// workspace (5) with a folder (6) that has a profile; BEN is in LITIGATION and walled off the first workspace.
    static let firm: Firm = {
        var firm = InProcess.firm
        firm.users.append(
            FirmUser(id: "BEN", fullName: "Ben Blake", password: Secret("ben's password"), groups: ["LITIGATION"]))
        var document = FirmContent.Document()
        document.versions = ["one", "second"]
        document.profile = ["author": "ADA", "comment": "Draft of the letter"]
        var walled = FirmContent.Container()
        walled.access = ["group LITIGATION": "read", "BEN": "none"]
        var search = FirmContent.Container()
        search.search = ["name": "note"]
        var profiled = FirmContent.Container()
        profiled.profile = ["custom13": "Blue"]
        firm.content.libraries["ACTIVE"] = .container(
            [
                "First": .container(
                    [
                        "Folder": .container(["Note.txt": .document(document)], .init()),
                        "Search": .container([:], search),
                    ], walled),
                "Second": .container(["Blue": .container([:], profiled)], .init()),
            ], .init())
        firm.content.tables.classes["BRIEF"] = DocumentClass(text: "Brief", required: ["custom14"])
        firm.content.matters = ["ADA": ["ACTIVE/First"]]
        firm.content.favorites = ["ADA": ["ACTIVE/First"]]
        return firm
    }()
}

extension InProcess {
    /// Makes a call of a row.
    func send(_ call: Correction.Call, _ token: String) async throws -> Answer {
        try await send(call.method, call.whole, ["X-Auth-Token": token], body: call.body, type: call.type)
    }
}

extension JSONObject.Member {
    /// The value at a place as a row of the table writes it.
    fileprivate func shown(at place: String) -> String {
        var value: JSONObject.Member? = self
        for part in place.split(separator: ".") {
            if case .list(let items) = value {
                value = Int(part).flatMap { items.indices.contains($0) ? items[$0] : nil }
            } else {
                value = value?[String(part)]
            }
        }
        switch value {
        case nil: return "-"
        case .text(let text): return text
        case .number(let number): return String(number)
        case .truth(let truth): return truth ? "true" : "false"
        case .list(let items): return "[\(items.count)]"
        case .object: return "{}"
        case .null: return "null"
        }
    }
}

/// Paths that the rows name.
let active = "/libraries/ACTIVE"
