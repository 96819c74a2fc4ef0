import IntegrationClient
import Secrets
import WorkServer
import WorkTime

/// A log-in from begin to end, with all that a person, a browser or an attacker may make of it.
extension Stage {
    /// The whole flow: authorize, sign in, callback, the exchange of the code by the service.
    func logIn(_ arguments: Arguments) async throws -> Success {
        let person = try user(arguments)
        let name = try await officeServer(arguments)
        let url = try await beginLogIn(person, at: name)
        if arguments.isSet("second_tab") {
            let second = try await beginLogIn(person, at: name)
            _ = try await finishLogIn(person, try await signIn(person, at: name, url: second, Arguments.none))
        }
        var callback = try await signIn(person, at: name, url: url, arguments)
        if let pause = try arguments.duration("pause_before_callback") { try await officeClock.sleep(for: pause) }
        let tampering = try arguments.map("callback")
        if let other = try tampering?.text("from") {
            let foreign = try await signIn(
                person, at: other, url: try await beginLogIn(person, at: other), Arguments.none)
            callback = Self.replacing("code", in: callback, by: Self.value(of: "code", in: foreign))
        }
        for parameter in ["state", "code"] {
            switch try tampering?.text(parameter) {
            case "forged": callback = Self.replacing(parameter, in: callback, by: "forged-by-somebody-else")
            case "missing": callback = Self.replacing(parameter, in: callback, by: nil)
            default: break
            }
        }
        var result = try await finishLogIn(person, callback)
        for _ in 1..<max(1, Int(try tampering?.text("times") ?? "1") ?? 1) {
            result = try await finishLogIn(person, callback)
        }
        return result
    }

    /// Begins a log-in in O&D; returns the page that the browser opens.
    private func beginLogIn(_ person: String, at name: String) async throws -> String {
        guard case .text(let url) = try await client(ClientAction(.beginLogIn, as: person, server: name)).shows["url"]
        else { throw StageTrouble("the client names no page to log in at") }
        return url
    }

    private func finishLogIn(_ person: String, _ callback: String) async throws -> Success {
        var finish = ClientAction(.finishLogIn, as: person)
        finish.callback = Secret(callback)
        return try await client(finish)
    }

    /// Goes through the server's pages as the person does; returns the URL that the browser comes back to.
    private func signIn(_ person: String, at name: String, url: String, _ arguments: Arguments) async throws -> String {
        let server = try server(behind: name, url: url)
        let account = people.account(of: person, on: server.name)
        let password = server.running.credentials.passwords[account.uppercased()]?.reveal() ?? ""
        let isWrong = try arguments.text("password") == "wrong"
        let habits = SimulatedBrowser.Habits(
            user: server.signInName(of: account), password: isWrong ? "not-the-password" : password,
            pauseAtSignIn: try arguments.duration("pause_at_sign_in") ?? .zero,
            cancels: try arguments.text("cancel_at") == "sign_in")
        let end = await browser(of: person).logIn(
            at: url, redirectURI: deployment.registrationSheet.redirectURL, habits: habits)
        guard case .callback(let callback) = end else { throw failure(of: end, host: server.host) }
        return callback
    }

    // MARK: Tampering

    private static func value(of parameter: String, in callback: String) -> String? {
        parts(of: callback).parameters.first { $0.hasPrefix(parameter + "=") }.map {
            String($0.dropFirst(parameter.count + 1))
        }
    }

    /// The callback with another value for a parameter, or without it.
    private static func replacing(_ parameter: String, in callback: String, by value: String?) -> String {
        let (base, parameters) = parts(of: callback)
        let changed = parameters.compactMap { pair in
            pair.hasPrefix(parameter + "=") ? value.map { "\(parameter)=\($0)" } : pair
        }
        return base + "?" + changed.joined(separator: "&")
    }

    private static func parts(of callback: String) -> (base: String, parameters: [String]) {
        let parts = callback.split(separator: "?", maxSplits: 1).map(String.init)
        return (parts.first ?? "", parts.count < 2 ? [] : parts[1].split(separator: "&").map(String.init))
    }
}
