import ArgumentParser
import Foundation
import Markup
import Observing
import Rules
import ScenarioRunner
import Secrets
import WorkServer
import WorkTime

/// Observes a work server.
struct Observe: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Learn from a real server: find out which readings it has, and write them to observed.yaml.",
        discussion: """
            Shows a plan of all calls and asks before the first one. Reads only, unless --scratch names a folder in which \
            things may be made; all of them are removed. Stops at the first 429. The file holds shapes alone: statuses, names \
            of headers, keys of JSON, known words of errors; no value, name, id, token or text of the server.

            Secrets come from WORKSIM_CLIENT_SECRET and WORKSIM_PASSWORD, or are asked for, and are never taken from the \
            command line. Use the file with `--like observed.yaml` of run, serve, demo and rules.

            Exit status: 0 the server was observed, 1 it could not be reached or the observation stopped early, or with \
            --compare something differs, 64 wrong usage.
            """)

    @Argument(help: "The URL of the work server: scheme, host and port.")
    var url: String?

    @Option(name: .customLong("client-id"), help: "The client id of a registered application.")
    var clientID: String?

    @Option(help: "The redirect URL of that application.")
    var redirect: String?

    @Option(help: "Who signs in, by the password grant and on the sign-in page.")
    var user: String?

    @Flag(help: "Ask for the client secret and the password, unseen, where the environment has none.")
    var askSecrets = false

    @Flag(
        help:
            "Sign in with a browser in place of --user; its code is pasted, or received at a redirect URL on this machine."
    )
    var browser = false

    @Option(help: "The id of a folder in which things may be made and removed.")
    var scratch: String?

    @Option(help: "The id of a document on which the user has no rights.")
    var denied: String?

    @Option(help: "The client id of an application that is disabled.")
    var disabledClient: String?

    @Flag(help: "Let a sign-in fail: a wrong password is tried once.")
    var mayFailSignIn = false

    @Option(help: "Certificates in PEM that are trusted beside this machine's own.")
    var ca: String?

    @Option(help: "NAME:ADDRESS lets a name lead to an address; may be given again.")
    var resolve: [String] = []

    @Option(help: "Time for each call, such as 10s.")
    var timeout = "10s"

    @Option(
        help:
            "Let a probe wait so long, such as 61s, to see what has expired then; at most a day. Three waits are made.")
    var wait: String?

    @Option(help: "Time from one call to the next.")
    var every = "250ms"

    @Option(help: "The most calls that are made.")
    var calls = 200

    @Option(help: "The file to write.")
    var out = "observed.yaml"

    @Flag(help: "Do not ask before the first call.")
    var yes = false

    @Flag(help: "Show the plan and make no call.")
    var plan = false

    @Flag(help: "Print JSON.")
    var json = false

    @Option(parsing: .upToNextOption, help: "Two files of observations: prints where they differ.")
    var compare: [String] = []

    @Option(help: .hidden)
    var password: String?

    @Option(help: .hidden)
    var clientSecret: String?

    func validate() throws {
        guard password == nil, clientSecret == nil else {
            throw ValidationError(
                "a secret does not belong on a command line, where other users of the machine and the shell's history see "
                    + "it: set WORKSIM_PASSWORD and WORKSIM_CLIENT_SECRET, or give --ask-secrets")
        }
        guard compare.isEmpty == (url != nil), compare.isEmpty || compare.count == 2 else {
            throw ValidationError("name one work server URL, or --compare BEFORE.yaml AFTER.yaml")
        }
        guard !browser || user == nil else { throw ValidationError("give --user or --browser, not both") }
        guard !browser || (clientID != nil && redirect != nil) else {
            throw ValidationError("--browser needs --client-id and --redirect")
        }
        for (name, text) in [("--timeout", timeout), ("--every", every)] {
            let least = name == "--timeout" ? Duration.milliseconds(1) : .zero
            guard let time = Duration(text: text), time >= least, time <= .seconds(60) else {
                throw ValidationError("\(name) takes a time such as 250ms or 10s, at most 60s, not '\(text)'")
            }
        }
        if let wait {
            guard let time = Duration(text: wait), time >= .seconds(1), time <= .seconds(86_400) else {
                throw ValidationError("--wait takes a time from 1s to 1d, such as 61s, not '\(wait)'")
            }
        }
        guard (1...1_000).contains(calls) else { throw ValidationError("--calls takes a number from 1 to 1000") }
        for text in resolve where Self.override(text) == nil {
            throw ValidationError("--resolve takes NAME:ADDRESS, such as work.example.com:203.0.113.5, not '\(text)'")
        }
        if let redirect, URLComponents(string: redirect)?.scheme == nil {
            throw ValidationError("--redirect takes a URL such as https://app.example.com/callback, not '\(redirect)'")
        }
        for (name, text) in [("--scratch", scratch), ("--denied", denied)] {
            guard let text, text.wholeMatch(of: /[^!\s]+![0-9]+(\.[0-9]+)?/) == nil else { continue }
            throw ValidationError("\(name) takes an id of the server such as ACTIVE!123, not '\(text)'")
        }
    }

    /// A name with the address that `--resolve` gives it; nil where the text is not of that form.
    private static func override(_ text: String) -> (name: String, address: String)? {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2, !parts[1].contains("/"), AddressRange(parts[1]) != nil else { return nil }
        return (parts[0].lowercased(), parts[1])
    }

    func run() async throws {
        guard compare.isEmpty else { return try compareFiles() }
        var options = try options()
        let observer = Observer(options, RuleLedger.all.catalogue)
        try show(observer.plan)
        if plan { return }
        try tryOut()
        guard yes || confirmed() else {
            Console.errors.write("No call was made. Give --yes, or answer yes.")
            throw ExitStatus.usage
        }
        if browser { options.code = try await BrowserCode(options, redirect: redirect ?? "").code() }
        let observation = try await observed(Observer(options, RuleLedger.all.catalogue))
        try write(observation)
        for left in observation.leftBehind { Console.errors.write(error: "left behind in the scratch folder: \(left)") }
        if observation.stopped != nil { throw ExitStatus.red }
    }

    /// Observes until the end, or until a signal comes; what was made is removed then, too.
    private func observed(_ observer: Observer) async throws -> Observation {
        let ends = EndSignals()
        let task = Task {
            try await observer.observe { id, finding in
                if case .notSeen = finding { return }
                Console.errors.write("\(id): \(finding.reading ?? "no reading of the simulation")", .quiet)
            }
        }
        let watch = Task {
            await ends.first()
            task.cancel()
        }
        defer { watch.cancel() }
        do {
            return try await task.value
        } catch {
            Console.errors.write(error: "\(error)")
            throw ExitStatus.usage
        }
    }

    // MARK: What is given

    private func options() throws -> ObserverOptions {
        var options: ObserverOptions
        do throws(ObservingError) {
            options = ObserverOptions(server: try ServerAddress(url ?? ""))
        } catch {
            Console.errors.write(error: "\(error)")
            throw ExitStatus.usage
        }
        options.network.timeout = Duration(text: timeout) ?? .seconds(10)
        options.network.rootsPEM =
            try ca.map { [try ObservedFiles.text(of: $0, "a file of certificates in PEM")] } ?? []
        for text in resolve {
            if let (name, address) = Self.override(text) { options.network.addresses[name] = address }
        }
        options.interval = Duration(text: every) ?? .milliseconds(250)
        options.mostCalls = calls
        options.wait = wait.flatMap(Duration.init(text:))
        (options.clientID, options.redirectURL, options.user) = (clientID, redirect, user)
        (options.scratch, options.deniedDocument, options.disabledClient) = (scratch, denied, disabledClient)
        options.mayFailSignIn = mayFailSignIn
        options.clientSecret = try secret("WORKSIM_CLIENT_SECRET", "Client secret: ", isNeeded: clientID != nil)
        options.password = try secret("WORKSIM_PASSWORD", "Password: ", isNeeded: user != nil)
        return options
    }

    private func secret(_ variable: String, _ prompt: String, isNeeded: Bool) throws -> Secret? {
        if let secret = ProcessInfo.processInfo.environment[variable], !secret.isEmpty { return Secret(secret) }
        guard askSecrets, isNeeded else { return nil }
        guard let typed = getpass(prompt) else {
            Console.errors.write(error: "there is no terminal to ask at: set \(variable)")
            throw ExitStatus.usage
        }
        let text = String(cString: typed)
        return text.isEmpty ? nil : Secret(text)
    }

    private func confirmed() -> Bool {
        guard isatty(0) == 1 else { return false }
        Console.errors.write("Make these calls? Type yes to go on:")
        return readLine()?.lowercased().hasPrefix("y") ?? false
    }

    // MARK: What is shown

    private struct Row: Encodable {
        let id: String
        let calls: [String]
        let reason: String?
    }

    private func show(_ planned: [Observer.Planned]) throws {
        if json {
            guard plan else { return }
            return try Console.standard.write(
                json: planned.map { Row(id: $0.question.id, calls: $0.calls, reason: $0.reason) })
        }
        let tried = planned.filter { $0.reason == nil }
        Console.standard.write(
            "plan: \(tried.count) of \(planned.count) switches, at most \(calls) calls to \(url ?? "")")
        for step in planned where step.reason == nil {
            Console.standard.write("  \(step.question.id)")
            for call in step.calls { Console.standard.write("    \(call)", .quiet) }
        }
        for step in planned {
            if let reason = step.reason {
                Console.standard.write("  not tried: \(step.question.id): \(reason)", .quiet)
            }
        }
    }

    /// Finds out before the first call whether the file can be written.
    private func tryOut() throws {
        do throws(MachineError) {
            try WholeFile.tryFile(out)
        } catch {
            throw error.renamed("the observation cannot be written to '\(out)'").told
        }
    }

    private func write(_ observation: Observation) throws {
        let text = try ObservedFile.text(of: observation)
        do throws(MachineError) {
            try WholeFile.write(Data(text.utf8), to: out)
        } catch {
            throw error.renamed("the observation cannot be written to '\(out)'").told
        }
        if json {
            try Console.standard.write(json: observation.findings.mapValues(SeenFinding.init))
        } else {
            for line in observation.table { Console.standard.write("\(line)") }
        }
        if let stopped = observation.stopped {
            Console.errors.write("The observation stopped early: \(stopped).", .bad)
        }
        Console.errors.write(
            "\(observation.calls) calls were made. The file is \(out); read it before you send it.", .quiet)
    }

    private func compareFiles() throws {
        let both = try compare.map { try ObservedFiles.observation(in: $0) }
        let comparison = ObservationComparison(both[0], both[1])
        if json {
            try Console.standard.write(json: comparison)
        } else {
            for line in comparison.lines { Console.standard.write("\(line)") }
        }
        if !comparison.isAlike { throw ExitStatus.red }
    }
}
