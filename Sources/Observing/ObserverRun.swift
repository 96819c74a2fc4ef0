import Foundation
import Rules
import Secrets
import WorkTime

/// One observation as it goes: what is known, what was made, what was seen.
struct ObserverRun {
    private let options: ObserverOptions
    private let door: ServerDoor
    private let clock: any WorkClock
    private let note: @Sendable (String, Finding) -> Void
    private let begun: WorkInstant
    private let throttled: [SwitchDescription]
    private var known: KnownValues
    private var lines: AnswerLine
    /// The paths that remove what was made, the oldest first.
    private var made: [String] = []
    /// The access tokens that were given, which are revoked at the end.
    private var tokens: [String] = []
    private var silent = 0
    private(set) var observation: Observation

    init(_ observer: Observer, _ door: ServerDoor, _ note: @escaping @Sendable (String, Finding) -> Void) {
        (options, clock, self.door, self.note) = (observer.options, observer.clock, door, note)
        begun = observer.clock.now
        throttled = observer.catalogue.switches.filter { $0.probe?.calls.isEmpty == true }
        known = KnownValues(observer.options, observer.identifiers)
        lines = AnswerLine(observer.catalogue.switches.compactMap(\.probe))
        observation = Observation(date: String((clock.origin + clock.now.elapsed).iso8601.prefix(10)))
    }

    /// Opens, tries each probe, removes what was made, and looks once more at the release.
    mutating func observe(_ questions: [SwitchDescription]) async {
        await open()
        for question in questions {
            let finding = await self.finding(on: question)
            if observation.findings[question.id] == nil { settle(question.id, finding) }
        }
        await close()
    }

    private mutating func settle(_ id: String, _ finding: Finding) {
        observation.findings[id] = finding
        note(id, finding)
    }

    // MARK: The opening

    private mutating func open() async {
        known["code"] = options.code?.reveal()
        var trial = ProbeTrial()
        for call in Observer.opening(code: options.code != nil) where observation.stopped == nil {
            if call.templates.flatMap(Probe.names).contains(where: { known[$0] == nil }) { continue }
            let isLogIn = call.path == "/auth/oauth2/token"
            await send(call, in: &trial)
            if let json = trial.answers.last?.json, trial.failure == nil {
                if let version = json.at("data.dms_version")?.scalar, let release = Release(version) {
                    observation.release = release.description
                }
            }
            if isLogIn, known["access"] == nil { known.reasons["access"] = "the sign-in was refused" }
            if trial.failure != nil, trial.answers.isEmpty {
                observation.stopped = trial.failure?.rawValue
            }
            trial.failure = nil
        }
        for name in ["workspace", "document"] { known[name] = known[name] ?? known[name + "_beside"] }
        if options.mayFailSignIn, let user = known["user"], user.contains("@"), let id = known["user_id"], id != user {
            known["name_without_address"] = id
        }
    }

    // MARK: A probe

    private mutating func finding(on question: SwitchDescription) async -> Finding {
        guard let probe = question.probe else { return .notSeen(question.withoutProbe ?? "there is no probe") }
        if let stopped = observation.stopped { return .notSeen("the observation stopped before: \(stopped)") }
        guard !probe.calls.isEmpty else { return .notSeen(probe.otherwise) }
        if let missing = probe.needs.first(where: { known[$0] == nil }) { return .notSeen(known.reason(for: missing)) }
        var trial = ProbeTrial(release: observation.release.flatMap(Release.init))
        let outer = known
        var evidence: [String] = []
        for call in probe.calls {
            let before = trial.answers.count
            await send(call, in: &trial)
            guard trial.failure == nil, trial.answers.count > before, let answer = trial.answers.last else { break }
            evidence.append(lines.line(call, answer))
            if observation.stopped != nil { break }
        }
        await removeMade()
        trial.kept = known.values
        let lostPassword = known["password"] == nil ? known.reasons["password"] : nil
        known = outer
        if let lostPassword {
            known["password"] = nil
            known.reasons["password"] = lostPassword
        }
        // A wrong password is tried once at most.
        if probe.needs.contains("wrong_password") { known["wrong_password"] = nil }
        if let stopped = observation.stopped, trial.answers.count < probe.calls.count {
            return .notSeen("the observation stopped: \(stopped)")
        }
        if trial.failure == nil, trial.answers.count < probe.calls.count {
            return .notSeen(
                probe.occasion.allSatisfy(trial.holds) ? "an answer before did not give what it needs" : probe.otherwise
            )
        }
        return trial.verdict(on: question, probe, evidence: evidence)
    }

    /// Makes a call and keeps what it gives; adds no answer where a value is missing.
    private mutating func send(_ call: ProbeCall, in trial: inout ProbeTrial) async {
        var page: (path: String, text: String)?
        if case .signInForm = call.body, let last = trial.answers.last {
            page = (trial.path, String(decoding: last.bytes.prefix(262_144), as: UTF8.self))
        }
        guard var outgoing = OutgoingCall(call, known, on: options.server, after: page), await mayGoOn() else { return }
        let isPage = outgoing.path.hasPrefix("/auth/") && !outgoing.path.hasPrefix("/auth/oauth2/token")
        if isPage, !trial.cookies.isEmpty {
            outgoing.headers["Cookie"] = trial.cookies.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
                .joined(separator: "; ")
        }
        observation.calls += 1
        let result = await door.send(
            outgoing.method, outgoing.path, headers: outgoing.headers, body: outgoing.body)
        switch result {
        case .failure(let reason):
            trial.failure = reason
            silent += 1
            if silent == 3 { observation.stopped = "three calls in a row had no answer: \(reason.rawValue)" }
            if call.removedBy != nil { observation.leftBehind.append("what a call without an answer may have made") }
        case .success(let answer):
            silent = 0
            trial.answers.append(answer)
            trial.path = outgoing.path
            trial.meet(answer)
            take(answer, of: call)
            judgeRisk(answer, of: call)
        }
    }

    private mutating func take(_ answer: ServerAnswer, of call: ProbeCall) {
        let json = answer.json
        if let json {
            lines.meet(json)
            for place in ["access_token", "X-Auth-Token"] {
                if let token = json.at(place)?.scalar, answer.status == 200 { tokens.append(token) }
            }
        }
        for (name, place) in call.keeps {
            let value =
                place.hasPrefix("location:")
                ? Self.parameter(String(place.dropFirst("location:".count)), of: answer.header("location"))
                : json?.at(place)?.scalar
            if let value, !value.isEmpty { known[name] = value }
        }
        if let removal = call.removedBy, (200...299).contains(answer.status) {
            if let path = known.filled(removal, encode: KnownValues.encoded) {
                made.append(path)
            } else {
                observation.leftBehind.append("what a call made whose answer names no id")
            }
        }
        observation.add(
            Observation.Shape(
                call: call.label, status: answer.status, headers: AnswerLine.headers(of: answer),
                body: answer.isCut ? "longer than 1 MiB" : answer.kind.rawValue,
                keys: json.map { lines.keys(of: $0) } ?? [], time: answer.timeClass))
    }

    /// Stops where the server throttles, and signs in no more where a sign-in was refused.
    private mutating func judgeRisk(_ answer: ServerAnswer, of call: ProbeCall) {
        if answer.status == 429 {
            observation.stopped = "the server throttles (429)"
            for question in throttled {
                guard let probe = question.probe else { continue }
                let trial = ProbeTrial(answers: [answer])
                settle(question.id, trial.verdict(on: question, probe, evidence: [lines.line(call, answer)]))
            }
        }
        let isSignIn = call.templates.contains { $0.contains("<password>") }
        let word = answer.json?.at("error")?.scalar
        let isRisk =
            ["invalid_grant", "access_denied", "interaction_required"].contains(word)
            || (answer.status == 401 && word != "invalid_client") || answer.status == 423
        if isSignIn, isRisk {
            known["password"] = nil
            known.reasons["password"] = "a sign-in was refused, and is not tried again so that nobody is locked out"
        }
    }

    private mutating func mayGoOn() async -> Bool {
        if Task.isCancelled { observation.stopped = observation.stopped ?? "it was ended" }
        if observation.calls >= options.mostCalls {
            observation.stopped = observation.stopped ?? "the most calls were made: \(options.mostCalls)"
        }
        if begun.duration(to: clock.now) > options.limit {
            observation.stopped = observation.stopped ?? "the time is over"
        }
        guard observation.stopped == nil else { return false }
        guard observation.calls > 0, options.interval > .zero else { return true }
        do {
            try await clock.sleep(until: clock.now.advanced(by: options.interval), tolerance: nil)
        } catch {
            observation.stopped = "it was ended"
            return false
        }
        return true
    }

    private static func parameter(_ name: String, of location: String?) -> String? {
        guard let location, let query = location.split(separator: "?", maxSplits: 1).last else { return nil }
        return query.split(separator: "&").first { $0.hasPrefix(name + "=") }
            .flatMap { String($0.dropFirst(name.count + 1).prefix { $0 != "#" }).removingPercentEncoding }
    }

    // MARK: The end

    /// Removes what a probe made, the newest first; also where the observation was ended.
    private mutating func removeMade() async {
        guard let access = known["access"] else { return }
        for path in made.reversed() {
            let door = door
            let result = await Task { await door.send("DELETE", path, headers: ["X-Auth-Token": access], body: []) }
                .value
            observation.calls += 1
            let isGone = (try? result.get()).map { (200...299).contains($0.status) || $0.status == 404 } ?? false
            if !isGone { observation.leftBehind.append("what \(path) would remove") }
        }
        made = []
    }

    private mutating func close() async {
        if observation.stopped == nil, observation.calls > 0 {
            var trial = ProbeTrial()
            let call =
                known["access"] == nil
                ? ProbeCall.get("/api") : ProbeCall("GET", "/api", headers: ["X-Auth-Token": "<access>"])
            await send(call, in: &trial)
            let version = trial.answers.last?.json?.at("data.dms_version")?.scalar.flatMap(Release.init)
            if let version, let before = observation.release, version.description != before {
                observation.stopped = "the release changed while the server was observed; observe it again"
                observation.findings = observation.findings.mapValues { finding in
                    finding.reading == nil ? finding : .notSeen("the release changed while the server was observed")
                }
            }
        }
        // Tokens are ended also where the observation was; the main one last.
        for token in tokens.reversed() {
            let (door, body) = (door, Array("access_token=\(KnownValues.encoded(token))".utf8))
            let headers = ["X-Auth-Token": token, "Content-Type": "application/x-www-form-urlencoded"]
            guard silent < 3 else { break }
            let result = await Task {
                await door.send("POST", "/auth/oauth2/revoke-token", headers: headers, body: body)
            }
            .value
            if case .failure = result { silent += 1 }
            observation.calls += 1
        }
    }
}
