import IntegrationClient
import Rules
import ScenarioRunner
import Secrets
import Stage
import Synchronization

/// Clients that do something else than they are asked, or show something else than what they know.
extension Mutant {
    static let clientActions: [Mutant] = [
        shows("Messages say nothing", ["7-trouble/403-grant-expiry[as_documented]"]) { $0.failure?.message = "Error." },
        shows("Every remedy is to log in", ["7-trouble/403-grant-expiry[as_documented]"]) {
            $0.failure?.remedy = "user.log_in"
        },
        shows(
            "Every failure is a lack of rights", ["7-trouble/403-grant-expiry[as_documented]", "3-network/firewall[*]"]
        ) {
            $0.failure?.id = .noRights
        },
        shows("A failure is placed in the wrong exchange", ["7-trouble/403-grant-expiry[as_documented]"]) {
            $0.failure?.at = "api"
        },
        shows("A failure has no status", ["7-trouble/403-grant-expiry[as_documented]"]) { $0.failure?.status = nil },
        shows("Nobody is warned", ["2-register/refresh-off[omitted]"]) { $0.notices = [] },
        shows("A list lacks its last row", ["6-use/first-document"]) { outcome in
            switch outcome.reply {
            case .libraries(let names): outcome.reply = .libraries(names: names.dropLast())
            case .documents(let names): outcome.reply = .documents(names: names.dropLast())
            default: break
            }
        },
        shows("A version is shown as the next one", ["6-use/first-document"]) { outcome in
            switch outcome.reply {
            case .opened(let version, let bytes, let text):
                outcome.reply = .opened(version: version + 1, bytes: bytes, text: text)
            case .saved(let version, let bytes): outcome.reply = .saved(version: version + 1, bytes: bytes)
            default: break
            }
        },
        shows("A document is shown without its last letter", ["6-use/first-document"]) { outcome in
            guard case .opened(let version, let bytes, let text?) = outcome.reply else { return }
            outcome.reply = .opened(version: version, bytes: bytes, text: String(text.dropLast()))
        },
        shows("The review passes whatever it finds", ["3-network/certificate[expired]"]) { outcome in
            if case .reviewed = outcome.reply { outcome.failure = nil }
        },
        shows("The release is not shown", ["5-validation/confirmed"]) { outcome in
            guard case .reviewed(let checklist, _) = outcome.reply else { return }
            outcome.reply = .reviewed(checklist: checklist, release: nil)
        },
        asks("Anybody may confirm a server", ["5-validation/who[*]"]) { request in
            switch request {
            case .confirm(var at):
                at.person = "sven"
                request = .confirm(at)
            case .review(var at):
                at.person = "sven"
                request = .review(at)
            case .reject(var rejection):
                rejection.person = "sven"
                request = .reject(rejection)
            default: break
            }
        },
        asks("A slash at the end of a URL is taken off without a word", ["4-settings/url-rules[slash]"]) { request in
            switch request {
            case .addServer(var entry):
                if entry.url.hasSuffix("/") { entry.url.removeLast() }
                request = .addServer(entry)
            case .editServer(var change):
                if change.url?.hasSuffix("/") == true { change.url?.removeLast() }
                request = .editServer(change)
            default: break
            }
        },
        asks("A newer version is written over", ["6-use/newer-version"]) { request in
            guard case .save(var saving) = request else { return }
            saving.conflict = .newVersion
            request = .save(saving)
        },
        asks("What is saved is always a new document", ["6-use/first-document"]) { request in
            guard case .save(var saving) = request else { return }
            saving.mode = .document
            request = .save(saving)
        },
        asks("Nobody is logged out", ["6-login/log-out"]) { if case .logOut = $0 { $0 = .status } },
        drives("A throttled save is sent again", ["6-use/throttled-upload"]) { driver, action in
            let outcome = await driver.perform(action)
            guard outcome.failure?.id == .throttled, action.name == .save else { return outcome }
            return await driver.perform(action)
        },
        drives("What fails is tried again at once", ["9-transport/faults[reset]"]) { driver, action in
            let outcome = await driver.perform(action)
            return outcome.failure == nil ? outcome : await driver.perform(action)
        },
        drives("Whoever meets a failure is logged out", ["6-login/refresh-unavailable[*]"]) { driver, action in
            let outcome = await driver.perform(action)
            if outcome.failure != nil, case .listLibraries(let at) = action {
                _ = await driver.perform(.logOut(at))
            }
            return outcome
        },
        drives("Every list is asked for twice", ["2-register/access-expiry", "6-use/list-cut-short"]) {
            driver, action in
            if action.name == .listLibraries || action.name == .browse { _ = await driver.perform(action) }
            return await driver.perform(action)
        },
        stateUnchecked,
        tokenInReport,
    ]

    /// Writes the access token of the last log-in into the report.
    private static var tokenInReport: Mutant {
        let box = LastState()
        return Mutant(
            name: "A report holds the access token", side: .client, fails: ["7-trouble/report-logged-in"],
            mutation: StageMutation(
                wire: WireMutation(response: { _, response in
                    if let token = response.text.firstMatch(of: /"access_token":"([^"]*)"/) {
                        box.value = String(token.output.1)
                    }
                    return response
                }),
                client: {
                    WrongDriver(right: $0) { driver, action in
                        var outcome = await driver.perform(action)
                        if case .report(let text) = outcome.reply {
                            outcome.reply = .report(text: text + "\nToken: " + box.value)
                        }
                        return outcome
                    }
                }))
    }

    /// Puts the state of the log-in that was begun last into whatever comes back.
    private static var stateUnchecked: Mutant {
        let box = LastState()
        return drives("The state of a callback is not looked at", ["6-login/sign-in"]) { driver, action in
            var action = action
            if case .finishLogIn(var back) = action {
                let url = back.callback.secret.reveal().replacing(/state=[^&]*/, with: "state=" + box.value)
                back.callback = ClientRequest.TypedSecret(Secret(url))
                action = .finishLogIn(back)
            }
            let outcome = await driver.perform(action)
            if case .page(let url) = outcome.reply, let state = url.firstMatch(of: /[?&]state=([^&]*)/) {
                box.value = String(state.output.1)
            }
            return outcome
        }
    }

    private static func shows(
        _ name: String, _ fails: [String], _ change: @escaping @Sendable (inout ClientOutcome) -> Void
    ) -> Mutant {
        drives(name, fails) { driver, action in
            var outcome = await driver.perform(action)
            change(&outcome)
            return outcome
        }
    }

    private static func asks(
        _ name: String, _ fails: [String], _ change: @escaping @Sendable (inout ClientRequest) -> Void
    ) -> Mutant {
        drives(name, fails) { driver, action in
            var action = action
            change(&action)
            return await driver.perform(action)
        }
    }

    private static func drives(
        _ name: String, _ fails: [String],
        _ perform: @escaping @Sendable (any IntegrationDriver, ClientRequest) async -> ClientOutcome
    ) -> Mutant {
        Mutant(
            name: name, side: .client, fails: fails,
            mutation: StageMutation(client: { WrongDriver(right: $0, wrong: perform) }))
    }
}

/// A driver that performs every action in its own way; how things stand it says as they are.
private struct WrongDriver: IntegrationDriver {
    let right: any IntegrationDriver
    let wrong: @Sendable (any IntegrationDriver, ClientRequest) async -> ClientOutcome

    func hello() async -> ClientHello { await right.hello() }

    func perform(_ action: ClientRequest) async -> ClientOutcome {
        action.name == .status ? await right.perform(action) : await wrong(right, action)
    }
}

/// The state of the log-in that was begun last.
private final class LastState: Sendable {
    private let state = Mutex("")

    var value: String {
        get { state.withLock { $0 } }
        set { state.withLock { $0 = newValue } }
    }
}
