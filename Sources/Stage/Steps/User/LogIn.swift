import IntegrationClient
import ScenarioKeys
import Secrets
import StageHTTP
import WorkServer
import WorkTime

/// A log-in from begin to end, with all that a person, a browser or an attacker may make of it.
struct LogIn: ActedStep {
    static let name = "user.log_in"
    static let doc = "Logs in at a server, always the whole flow: O&D, the sign-in page, back to O&D."
    static let alone: String? = "as"
    static let keys: [ListedKey<Self>] =
        [.init(\._person), .init(\._server)] + ListedKey.group(\.habits) + [
            .init(\._pauseBeforeCallback), .init(\._callback), .init(\._hasSecondTab),
        ]
    static let cast = Cast.user

    @Key(.as(.user)) var person: PersonName?
    @Key(.server) var server: ServerName?
    var habits = SignInHabits()
    @Key(
        "pause_before_callback", "How long the browser takes before it is back at O&D with the code.",
        example: "pause_before_callback: 6s")
    var pauseBeforeCallback: Duration?
    @Key("callback", "What is wrong with the way back.") var callback: CallbackTampering?
    @Key("second_tab", "Whether the person begins once more in a second tab.") var hasSecondTab: Bool?

    func perform(on stage: Stage) async throws -> ServerReturn {
        let person = try actor(on: stage)
        let name = try await stage.officeServer(server)
        let url = try await stage.beginLogIn(person, at: name)
        if hasSecondTab == true {
            let second = try await stage.beginLogIn(person, at: name)
            _ = try await stage.finishLogIn(person, try await stage.signIn(person, at: name, url: second))
        }
        var address = try await stage.signIn(person, at: name, url: url, habits: habits)
        if let pauseBeforeCallback { try await stage.officeClock.sleep(for: pauseBeforeCallback) }
        let callback = callback ?? CallbackTampering()
        if let other = callback.server {
            let foreign = try await stage.signIn(
                person, at: other.name, url: try await stage.beginLogIn(person, at: other.name))
            address = CallbackURL.replacing("code", in: address, by: CallbackURL.value(of: "code", in: foreign))
        }
        for (parameter, tampering) in [("state", callback.state), ("code", callback.code)] {
            switch tampering {
            case .forged: address = CallbackURL.replacing(parameter, in: address, by: "forged-by-somebody-else")
            case .missing: address = CallbackURL.replacing(parameter, in: address, by: nil)
            case nil: break
            }
        }
        let finisher = callback.person?.name ?? person
        var result = try await stage.finishLogIn(finisher, address)
        for _ in 1..<max(1, callback.times ?? 1) { result = try await stage.finishLogIn(finisher, address) }
        return result
    }
}

/// What a person does at the sign-in page.
struct SignInHabits: Keyed {
    static let topic = "user.log_in.sign_in"
    static let doc = "What the person does at the sign-in page."
    static let keys: [ListedKey<Self>] = [.init(\._pause), .init(\._password), .init(\._cancelling)]

    enum Password: String, WordValue {
        case right, wrong
    }

    enum Cancelling: String, WordValue {
        case signIn = "sign_in"
    }

    @Key("pause_at_sign_in", "How long the person waits before signing in.", example: "pause_at_sign_in: 10m")
    var pause: Duration?
    @Key("password", "`wrong`: the person types a wrong password.") var password: Password?
    @Key("cancel_at", "Where the person gives up.") var cancelling: Cancelling?
}

/// What is wrong with the way back from the sign-in page.
struct CallbackTampering: Keyed {
    static let topic = "user.log_in.callback"
    static let doc = "What is wrong with the way back from the sign-in page."
    static let keys: [ListedKey<Self>] = [
        .init(\._state), .init(\._code), .init(\._server), .init(\._person), .init(\._times),
    ]

    enum Tampering: String, WordValue {
        case forged, missing
    }

    @Key("state", "`forged`: the state is another one than O&D gave out.") var state: Tampering?
    @Key("code", "What the code is instead of the one that was given.") var code: Tampering?
    @Key("from", "The server whose answer is used instead.") var server: ServerName?
    @Key("by", "Who comes back in place of the person who began.", example: "callback: { by: ben }")
    var person: PersonName?
    @Key("times", "How many times the browser comes back.", shape: .integer(1...100)) var times: Int?
}

/// The server that a log-in, or an entry, is for.
struct ServerReturn: StepReturn {
    static let keys: [ListedKey<Self>] = [.init(\._server)]

    @Key("server", "The server that it is for.") var server = ""
    var notices: [String] = []
}

extension Stage {
    /// Begins a log-in in O&D; returns the page that the browser opens.
    func beginLogIn(_ person: String, at server: String) async throws -> String {
        guard case .page(let url) = try await ask(.beginLogIn(.init(person: person, server: server))).reply else {
            throw StageTrouble(unanswered: LogIn.name)
        }
        return url
    }

    func finishLogIn(_ person: String, _ callback: String) async throws -> ServerReturn {
        try await serverReturn(of: .finishLogIn(.init(person: person, callback: .init(Secret(callback)))))
    }

    /// Goes through the server's pages as the person does; returns the URL that the browser comes back to.
    func signIn(
        _ person: String, at name: String, url: String, habits: SignInHabits = SignInHabits()
    ) async throws -> String {
        let server = try server(behind: name, url: url)
        let account = people.account(of: person, on: server.name)
        let password = server.running.credentials.passwords[account.uppercased()]?.reveal() ?? ""
        let end = await browser(of: person).logIn(
            at: url, redirectURI: deployment.registrationSheet.redirectURL,
            habits: SimulatedBrowser.Habits(
                user: server.signInName(of: account),
                password: habits.password == .wrong ? "not-the-password" : password,
                pauseAtSignIn: habits.pause ?? .zero, cancels: habits.cancelling == .signIn))
        guard case .callback(let callback) = end else { throw failure(of: end, host: server.host) }
        return callback
    }
}

/// The URL that a browser comes back to.
enum CallbackURL {
    /// A parameter's value.
    static func value(of parameter: String, in callback: String) -> String? {
        parts(of: callback).parameters.first { $0.hasPrefix(parameter + "=") }.map {
            String($0.dropFirst(parameter.count + 1))
        }
    }

    /// The URL with another value for a parameter, or without it.
    static func replacing(_ parameter: String, in callback: String, by value: String?) -> String {
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
