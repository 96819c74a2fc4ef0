import Foundation
import HTTPTypes
import ScenarioRunner
import Stage
import WorkServer

/// Servers that decide rightly and say it wrongly.
extension Mutant {
    static let serverAnswers: [Mutant] = [
        answer("Every version has the same entity tag", ["8-wire/entity-tags"]) { answer, _ in
            if answer.headers[.eTag] != nil { answer.headers[.eTag] = "\"always\"" }
        },
        answer("There is no entity tag", ["8-wire/entity-tags"]) { answer, _ in answer.headers[.eTag] = nil },
        answer("A range is not honoured", ["8-wire/entity-tags"]) { answer, _ in
            guard answer.status == 206, let file = answer.file else { return }
            answer.status = 200
            answer.file = Answer.Part(blob: file.blob)
            answer.headers[.contentRange] = nil
        },
        answer("A range says another length", ["8-wire/entity-tags"]) { answer, _ in
            answer.headers[.contentRange]? += "0"
        },
        answer("What is not modified is sent again", ["8-wire/entity-tags"]) { answer, _ in
            if answer.status == 304 { answer.status = 200 }
        },
        text("The total is one too many", ["8-wire/offset-pages"], "\"total_count\":4", "\"total_count\":5"),
        text("A list has no cursor", ["8-wire/cursor-pages"], "\"cursor\":", "\"next\":"),
        text("A version's number is wrong", ["8-wire/document-contents[*]"], "ACTIVE!4.2", "ACTIVE!4.3"),
        text("A document is unfit for its client: its name is missing", ["6-use/first-document"], "Complaint", "Other"),
        text("A library is missing", ["6-use/first-document"], "\"ARCHIVE\"", "\"ACTIVE\""),
        text("The token answer has no refresh token", ["2-register/access-expiry"], "\"refresh_token\"", "\"other\""),
        text(
            "The error code is another", ["8-wire/token-requests[unknown_code,*]"], "invalid_grant", "invalid_request"),
        text("The sign-in page asks for no password", ["6-login/sign-in"], "type=\"password\"", "type=\"text\""),
        text("The release is one too old", ["6-login/proof-key"], "10.4", "10.1"),
        status("A code that expired is refused with 401", ["7-trouble/403-grant-expiry[as_documented]"], 403, 401),
        status("A throttled call gets 503", ["6-use/throttled[*]"], 429, 503),
        status("What is created is answered with 200", ["8-wire/version-past-check-out"], 201, 200),
        status("Listing ends in an error of the server", ["4-settings/several-servers"], 200, 500, path: "/libraries"),
        status("A missing thing is bad", ["8-wire/documents[*]"], 404, 400),
        answer("A range is honoured whatever version it was begun with", ["8-wire/entity-tags"]) { answer, incoming in
            guard incoming.headers[.ifRange] != nil, answer.status == 200, let file = answer.file else { return }
            answer.status = 206
            answer.file = Answer.Part(blob: file.blob, range: 6..<file.blob.size)
            answer.headers[.contentRange] = "bytes 6-\(file.blob.size - 1)/\(file.blob.size)"
        },
        answer("A page by cursor loses its rows", ["8-wire/cursor-pages"]) { answer, incoming in
            guard incoming.query.contains("cursor=c") else { return }
            answer.body = answer.body.replacing(/"data":\[.*\]/, with: "\"data\":[]")
        },
        answer("A page by offset loses its last row", ["8-wire/offset-pages"]) { answer, incoming in
            guard incoming.query.contains("offset="), !incoming.query.contains("offset=0") else { return }
            answer.body = answer.body.changingRows { $0.removeLast() }
        },
        answer("A page by cursor has its last row twice", ["8-wire/cursor-pages"]) { answer, incoming in
            guard incoming.query.contains("cursor=c") else { return }
            answer.body = answer.body.changingRows { rows in rows.last.map { rows.append($0) } }
        },
        answer("A page by offset has its last row twice", ["8-wire/offset-pages"]) { answer, incoming in
            guard incoming.query.contains("offset=2") else { return }
            answer.body = answer.body.changingRows { rows in rows.last.map { rows.append($0) } }
        },
        answer("A page by offset loses its rows", ["8-wire/offset-pages"]) { answer, incoming in
            guard incoming.query.contains("offset="), !incoming.query.contains("offset=0") else { return }
            answer.body = answer.body.replacing(/"results":\[.*\]/, with: "\"results\":[]")
        },
        status(
            "A form without a file is taken", ["8-wire/version-past-check-out"], 400, 201, path: "/versions"),
        answer("The browser comes back without the state", ["6-login/sign-in", "8-wire/sign-in-state"]) { answer, _ in
            guard let location = answer.headers[.location] else { return }
            answer.headers[.location] = location.replacing(/[?&]state=[^&]*/, with: "")
        },
        answer("A throttled answer does not say for how long", ["6-use/throttled[*]"]) { answer, _ in
            guard answer.status == 429 else { return }
            for name in [HTTPField.Name.retryAfter, .rateRemaining, .rateReset] { answer.headers[name] = nil }
        },
        answer("A download is cut in the middle of the contents", ["6-use/first-document"]) { answer, _ in
            guard let file = answer.file, answer.status == 200 else { return }
            answer.file = Answer.Part(blob: file.blob, range: 0..<(file.blob.size / 2))
        },
    ]

    private static func answer(
        _ name: String, _ fails: [String], _ change: @escaping @Sendable (inout Answer, Incoming) -> Void
    ) -> Mutant {
        Mutant(
            name: name, side: .server, fails: fails, mutation: StageMutation(server: ServerMutation(answer: change)))
    }

    private static func text(_ name: String, _ fails: [String], _ right: String, _ wrong: String) -> Mutant {
        answer(name, fails) { answer, _ in answer.body = answer.body.replacing(right, with: wrong) }
    }

    private static func status(
        _ name: String, _ fails: [String], _ right: Int, _ wrong: Int, path: String = ""
    ) -> Mutant {
        answer(name, fails) { answer, incoming in
            if answer.status == right, path.isEmpty || incoming.path.hasSuffix(path) { answer.status = wrong }
        }
    }
}

extension String {
    /// A list's text with other rows; another text stays as it is.
    fileprivate func changingRows(_ change: (inout [Any]) -> Void) -> String {
        guard var whole = (try? JSONSerialization.jsonObject(with: Data(utf8))) as? [String: Any],
            var data = whole["data"] as? [String: Any], var rows = data["results"] as? [Any], !rows.isEmpty
        else { return self }
        change(&rows)
        data["results"] = rows
        whole["data"] = data
        guard let text = try? JSONSerialization.data(withJSONObject: whole, options: .sortedKeys) else { return self }
        return String(decoding: text, as: UTF8.self)
    }
}
