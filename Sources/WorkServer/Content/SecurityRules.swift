import Rules

/// The rules of rights.
enum SecurityRules {
    static let read = ContentRules.accepted(
        "content.security.read", "A user looks at the rights on something.",
        "200 with an array in data and default_security beside it, or with the access of one user.",
        "struct typed from iManage's specification: GET folders/{id}/security, documents/{id}/users/{user}/security",
        switches: [shape.id])
    static let policyRead = Rule(
        "content.security.policy-read", decides: "A user looks at the security policy of a workspace.",
        grants: "200 with security_policy, allow_list and deny_list.", serves: ["login.use"], evidence: .assumed,
        source: "struct typed from iManage's specification; what the lists hold is our reading", switches: [policy.id])
    static let changed = ContentRules.accepted(
        "content.security.changed", "A user changes the rights on something.", "200.",
        "client code: POST security with default_security, include and remove", serves: ["login.use/no-rights", "F16"])

    enum Shape: String, SwitchReading { case array, aclObject = "acl_object" }
    static let shape = Switch<Shape>(
        "content.security.shape", question: "In which shape does GET security answer?",
        readings: [
            .array: "An array in data, with default_security beside it.",
            .aclObject: "An object with default_security and acl, as iManage's connector shows it.",
        ],
        probe: .calls(
            [.content("libraries/<library>/workspaces/<workspace>/security")], when: [.status([200])],
            [.array: [.json("data", .anyList)], .aclObject: [.json("data.acl", .anyList)]]))

    enum Policy: String, SwitchReading { case fromRights = "from_rights", empty }
    static let policy = Switch<Policy>(
        "content.security.policy", question: "What do the lists of a workspace's security policy hold?",
        readings: [
            .fromRights: "The users and groups whom the workspace's rights name, allowed or denied.",
            .empty: "Nothing, since no policy is applied.",
        ],
        probe: .calls(
            [
                .content("libraries/<library>/workspaces/<workspace>/security"),
                .content("libraries/<library>/workspaces/<workspace>/security-policy"),
            ],
            when: [.any([.json("data", [.list], at: 0), .json("data.acl", [.list], at: 0)]), .status([200], at: 1)],
            else: "the workspace's rights name nobody",
            [
                .fromRights: [.any([.json("data.allow_list", [.list]), .json("data.deny_list", [.list])])],
                .empty: [.json("data.allow_list", [.emptyList]), .json("data.deny_list", [.emptyList])],
            ]))

    enum Groups: String, SwitchReading { case mostGenerous = "most_generous", strictest }
    static let groups = Switch<Groups>(
        "content.security.groups", question: "Which right holds for a user who is named through several groups?",
        readings: [.mostGenerous: "The most generous.", .strictest: "The strictest."],
        probe: .none("it takes a user whom groups name with different rights"))

    static let catalogue = RuleCatalogue(rules: [read, policyRead, changed], switches: [groups, shape, policy])
}
