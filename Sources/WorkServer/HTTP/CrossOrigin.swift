import HTTPTypes
import Rules

/// Lets pages of other origins call the server, as browsers ask for it: the CORS protocol of the Fetch standard.
///
/// Who may call are the origins of the redirect URLs of applications that are enabled; no other list is known.
struct CrossOrigin: Sendable {
    private static let methods = "GET, HEAD, POST, PUT, PATCH, DELETE"
    private static let headers = "Authorization, Content-Type, If-None-Match, Range, X-Auth-Token"
    private static let exposed = "Accept-Ranges, Content-Disposition, Content-Range, ETag, X-WorkSim-Ignored"

    let core: ServerCore

    /// Answers what a browser asks before a call; nil for any other request, and where the server knows nothing of CORS.
    func answer(toPreflight request: HTTPFields, method: HTTPRequest.Method) -> Answer? {
        guard method == .options, let origin = request[.origin], request[.accessControlRequestMethod] != nil,
            isOffered
        else { return nil }
        guard isAllowed(origin) else {
            return Answer(
                rule: HTTPRules.preflightRefused, refused: true, detail: "Pages of \(origin) may not call the server.",
                status: 403, body: "", as: .json)
        }
        var answer = Answer(
            rule: HTTPRules.preflightAllowed, refused: false, detail: "Pages of \(origin) may call the server.",
            status: 204, body: "", as: .json)
        answer.headers[.accessControlAllowMethods] = Self.methods
        answer.headers[.accessControlAllowHeaders] = Self.headers
        answer.headers[.accessControlMaxAge] = "600"
        return answer
    }

    /// Adds to an answer what lets the page of an allowed origin read it.
    func allow(_ request: HTTPFields, in answer: inout Answer) {
        guard let origin = request[.origin], isOffered else { return }
        answer.headers[.vary] = "Origin"
        guard isAllowed(origin) else { return }
        answer.headers[.accessControlAllowOrigin] = origin
        answer.headers[.accessControlExposeHeaders] = Self.exposed
    }

    private var isOffered: Bool { core.maker.asking({ $0.reading(of: HTTPRules.crossOrigin) }) == .registeredOrigins }

    private func isAllowed(_ origin: String) -> Bool {
        core.maker.snapshot.applications.values.contains { application in
            application.isEnabled && application.redirectURLs.contains { Self.origin(of: $0) == origin.lowercased() }
        }
    }

    /// Scheme, host and port of a URL, in small letters.
    static func origin(of url: String) -> String? {
        guard let scheme = url.firstRange(of: "://") else { return nil }
        let authority = url[scheme.upperBound...].prefix { !"/?#".contains($0) }
        guard !authority.isEmpty, !authority.contains("@") else { return nil }
        return (url[..<scheme.upperBound] + authority).lowercased()
    }
}
