import Foundation
import Testing
import WorkServerTesting

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// A client of its own, as short as one can be: it logs ADA in by her password, and calls with the access token.
struct Client {
    private let url: String
    private let token: String

    /// Logs in.
    init(of server: WorkServerScene) async throws {
        struct Tokens: Decodable { let access_token: String }
        let secret = try #require(server.server.credentials.clientSecrets[WorkServerScene.clientID])
        let form = [
            "grant_type": "password", "username": "ADA", "password": "ada's password",
            "client_id": WorkServerScene.clientID, "client_secret": secret.reveal(),
        ]
        var request = URLRequest(url: try #require(URL(string: server.url + "/auth/oauth2/token")))
        request.httpMethod = "POST"
        request.setValue("application/x-www-form-urlencoded", forHTTPHeaderField: "Content-Type")
        request.httpBody = Data(form.map { "\($0)=\(Self.encoded($1))" }.joined(separator: "&").utf8)
        let (data, _) = try await URLSession.shared.data(for: request)
        token = try JSONDecoder().decode(Tokens.self, from: data).access_token
        url = server.url
    }

    /// The status of a GET.
    func get(_ path: String) async throws -> Int? {
        var request = URLRequest(url: try #require(URL(string: url + path)))
        request.setValue(token, forHTTPHeaderField: "X-Auth-Token")
        let (_, response) = try await URLSession.shared.data(for: request)
        return (response as? HTTPURLResponse)?.statusCode
    }

    private static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? text
    }
}
