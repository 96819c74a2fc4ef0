import ScenarioKeys

/// Which steps cannot be played in a served world, whose clients are programs from outside, and why.
enum ServedSteps {
    /// Why a step cannot be played; nil where it can.
    static func refusal(_ name: String, _ arguments: Value) -> KeyIssue? {
        switch name {
        case _ where name.hasPrefix("user.") || name.hasPrefix("office."), "check.report", "check.told":
            KeyIssue(
                "'\(name)' is a step of Office & Dragons' own client, and a served world has none",
                suggestion:
                    "let your client do it over HTTP; `worksim run --client` plays scenarios with a client of yours")
        case "network.dns", "network.publish", "network.unpublish":
            KeyIssue(
                "'\(name)' changes names that only the parties of a scenario look up; callers of a served world reach it "
                    + "by a name of their machine",
                suggestion: "use server.stop, or network.fault: reset_at_accept")
        case "clock.skew" where arguments["server"] == nil:
            KeyIssue(
                "'clock.skew' without 'server' sets the clock of Office & Dragons, and a served world has none",
                suggestion: "write clock.skew: { server: main, ahead: 5m }")
        case "network.fault": refusal(ofFault: arguments)
        default: nil
        }
    }

    private static func refusal(ofFault arguments: Value) -> KeyIssue? {
        if arguments["by"] != nil {
            return KeyIssue(
                "'by' names a party of a scenario, and the callers of a served world are none of them",
                suggestion: "leave it out, or aim by path: network.fault: { kind: delay, path: /auth/oauth2/token }",
                at: "by")
        }
        if arguments["request"] != nil {
            return KeyIssue(
                "'request' aims at what a client says of its requests, and callers of a served world say nothing",
                suggestion: "aim by path: network.fault: { kind: delay, path: /auth/oauth2/token }", at: "request")
        }
        guard arguments["kind"]?.text == "cut_request", arguments["nth"] != nil else { return nil }
        return KeyIssue(
            "'nth' counts the requests that parties of a scenario send, and cannot count those of other callers that are cut",
            suggestion: "leave it out: the next request is cut", at: "nth")
    }
}
