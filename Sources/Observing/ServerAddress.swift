import Foundation

/// The base URL of a work server: scheme, host and port.
public struct ServerAddress: Sendable, Hashable {
    /// The URL without a slash at its end.
    public let url: String
    /// Host and port as they stand in the URL.
    public let authority: String

    /// Reads a URL.
    ///
    /// - Throws: why it is no base URL of a work server.
    public init(_ text: String) throws(ObservingError) {
        let trimmed = text.hasSuffix("/") ? String(text.dropLast()) : text
        guard let url = URLComponents(string: trimmed), let scheme = url.scheme?.lowercased(),
            ["http", "https"].contains(scheme), let host = url.host, !host.isEmpty
        else {
            throw ObservingError("'\(text)' is not a URL of a work server. Give it as https://work.example.com.")
        }
        if url.path.lowercased().hasPrefix("/automate") {
            throw ObservingError(
                "'\(text)' is the facade of iManage's Power Automate connectors, which is not a work server's API and is not "
                    + "probed. Give the URL of the work server without a path.")
        }
        guard url.path.isEmpty, url.query == nil, url.fragment == nil, url.user == nil, url.password == nil else {
            throw ObservingError(
                "'\(text)' has more than scheme, host and port. Give the URL of the work server alone.")
        }
        let foreign = ["login.microsoftonline.com", "login.windows.net", "accounts.google.com"]
        let isIdentityProvider = foreign.contains(host.lowercased()) || host.lowercased().hasSuffix(".okta.com")
        guard !isIdentityProvider else {
            throw ObservingError("\(host) is an identity provider, not a work server, and is not probed.")
        }
        if let port = url.port, !(1...65_535).contains(port) {
            throw ObservingError("'\(port)' is not a port. Give one from 1 to 65535.")
        }
        authority = host.lowercased() + (url.port.map { ":\($0)" } ?? "")
        self.url = "\(scheme)://\(host)" + (url.port.map { ":\($0)" } ?? "")
    }

    /// The path and query of a URL or a path on this server; nil where it leads to another host.
    func path(of reference: String, from path: String) -> String? {
        guard let target = URL(string: reference, relativeTo: URL(string: url + path))?.absoluteURL,
            target.absoluteString.lowercased().hasPrefix(url.lowercased())
        else { return nil }
        let rest = String(target.absoluteString.dropFirst(url.count))
        return rest.hasPrefix("/") ? rest : nil
    }
}

/// Why nothing is observed, or why a file of an observation cannot be used: what, where, what to do.
public struct ObservingError: Error, CustomStringConvertible, Hashable {
    /// The text to show.
    public let description: String

    init(_ description: String) { self.description = description }
}
