import ArgumentParser
import Foundation
import Markup
import Observing
import Secrets

/// A sign-in in a browser on this machine: the person opens a link, and pastes the address at which the browser ends.
struct BrowserCode {
    private let link: String
    private let state: String
    private let redirect: String

    init(_ options: ObserverOptions, redirect: String) {
        self.redirect = redirect
        state = SystemIdentifiers().token("state")
        var query = URLComponents()
        query.queryItems = [
            ("response_type", "code"), ("client_id", options.clientID ?? ""), ("redirect_uri", redirect),
            ("state", state),
        ].map { URLQueryItem(name: $0, value: $1) }
        link = "\(options.server.url)/auth/oauth2/authorize?\(query.percentEncodedQuery ?? "")"
    }

    /// Waits for the browser where the redirect URL leads to this machine, and asks for the address it ends at elsewhere.
    func code() async throws -> Secret {
        if let loopback = LoopbackRedirect(redirect) {
            do throws(ObservingError) {
                return try await loopback.code(state: state) { [link] in
                    Console.errors.write("Open this link in a browser on this machine and sign in:")
                    Console.errors.write("\(link)")
                }
            } catch {
                Console.errors.write(error: "\(error)")
                throw ExitStatus.environment
            }
        }
        Console.errors.write("Open this link in a browser and sign in:")
        Console.errors.write("\(link)")
        guard let typed = getpass("Paste the address at which the browser ends (it is not shown): ") else {
            Console.errors.write(error: "there is no terminal to ask at: sign in with --user and WORKSIM_PASSWORD")
            throw ExitStatus.usage
        }
        guard let code = Self.code(in: String(cString: typed), state: state) else {
            Console.errors.write(
                error: "the address has no code of this sign-in. Open the link again and sign in anew.")
            throw ExitStatus.usage
        }
        return code
    }

    /// The code in an address; nil where there is none, or where it belongs to another sign-in.
    static func code(in address: String, state: String) -> Secret? {
        let trimmed = address.trimmingCharacters(in: .whitespacesAndNewlines)
        guard let items = URLComponents(string: trimmed)?.queryItems,
            items.first(where: { $0.name == "state" })?.value == state,
            let code = items.first(where: { $0.name == "code" })?.value, !code.isEmpty
        else { return nil }
        return Secret(code)
    }
}
