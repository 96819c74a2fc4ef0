import IntegrationClient
import ScenarioLanguage
import ScenarioRunner
import Stage
import StageHTTP

/// The panes: where they go, and the cookies of the browsers in them.
extension Director {
    /// The cookies that a person's browser sends to a host.
    func cookies(of person: String, for host: String) -> String? { jars.header(of: person, for: host) }

    /// Keeps the cookies that a host set.
    func keep(_ setCookies: [String], of person: String, for host: String) {
        jars.keep(setCookies, of: person, for: host)
    }

    /// Points the panes at what the last moment did, and signs the administrator in for it.
    ///
    /// In a new world no pane may go on showing the old one.
    func followLast(isNewWorld: Bool = false) async {
        follow = isNewWorld ? Words.opening(of: stage) : Follow()
        guard let action = moments.last?.action else { return }
        // Sessions may have ended meanwhile.
        if action.name.hasPrefix("clock.") { jars = CookieJars() }
        let led = Words.follow(action, on: stage)
        follow = Follow(
            administrator: cause ?? led.administrator ?? follow.administrator, user: led.user ?? follow.user)
        guard let path = follow.administrator, let pane = PanePath(path) else { return }
        await signIn(pane.person, at: pane.host)
    }

    /// The administrator's page of what is wrong: where the repair that comes next is made; nil where nothing is broken.
    private var cause: String? {
        guard moments.last.map({ $0.tone != .good }) == true, !isAtEnd, scenario.steps[position].repair else {
            return nil
        }
        return Words.planned(scenario.steps[position], of: scenario, on: stage)
            .flatMap { Words.follow($0, on: stage).administrator }
    }

    /// What the product says to a person whose step the story has just had refused, on the page that is led to.
    func refusal(shownTo person: String) -> String? {
        guard let last = moments.last, case .step = last.kind, let action = last.action,
            ["user.", "office."].contains(where: { action.name.hasPrefix($0) }),
            follow.user.flatMap({ PanePath($0) })?.person == person
        else { return nil }
        return last.results.last { $0.failure != nil }?.message
    }

    private func signIn(_ person: String, at host: String) async {
        guard !jars.holds(of: person, for: host), let site = stage.sites.first(where: { $0.host == host }),
            let request = Words.signIn(person, at: site, on: stage)
        else { return }
        let visit = await stage.browse(as: person, request)
        if case .success(let response) = visit.result {
            keep(response.headers(named: "Set-Cookie"), of: person, for: host)
        }
    }
}
