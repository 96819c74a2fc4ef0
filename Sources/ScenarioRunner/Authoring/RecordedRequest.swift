import Foundation
import WorkTime

/// A request that was made by hand, and the answer that came, with names in angle quotes in the place of secrets.
struct RecordedRequest {
    /// A parameter of a query or a form.
    typealias Field = (name: String, value: String)

    /// What was sent behind the headers.
    enum Body {
        case none
        case text(String)
        /// The server refused the request before it read the body, so that the body does not matter.
        case unread
        /// It was not kept; the reason in words.
        case missing(String)
    }

    /// How a message names it: `line 7`, `entry 3`.
    var place: String
    var method: String
    /// The path, without its query.
    var path: String
    var query: [Field]
    var headers: [Field]
    var body: Body
    var status: Int
    /// The rule that refused it; nil where it was accepted, or nobody knows.
    var rule: String?
    var isRefused: Bool
    var answer: String
    var answerHeaders: [Field]
    var date: WorkDate
    /// The name of the hidden field's secret, where the answer is a sign-in form.
    var signIn: String?

    /// The first header of a name, in any case of letters.
    func header(_ name: String) -> String? {
        headers.first { $0.name.caseInsensitiveCompare(name) == .orderedSame }?.value
    }

    /// All that was asked, as one text to search for secrets.
    var asked: String {
        var parts = [path] + query.map(\.value) + headers.map(\.value)
        if case .text(let text) = body { parts.append(text) }
        return parts.joined(separator: "\n")
    }

    /// All that was answered.
    var answered: String { ([answer] + answerHeaders.map { "\($0.name): \($0.value)" }).joined(separator: "\n") }

    /// The parameters of a query or a form, decoded; a secret's name may hold an ampersand.
    static func fields(of text: String) -> [Field] {
        text.split(separator: /&(?![^‹]*›)/).map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map {
                let blank = String($0).replacing("+", with: " ")
                return blank.removingPercentEncoding ?? blank
            }
            return (parts[0], parts.count > 1 ? parts[1] : "")
        }
    }
}

/// Why a recording cannot be played: the request and the reason.
public struct UnplayableRequest: Error, CustomStringConvertible {
    /// The place of the request, what it asks, and the reason.
    public let description: String

    init(_ request: RecordedRequest, _ reason: String) {
        description = "\(request.place), \(request.method) \(request.path): \(reason)"
    }
}
