import ScenarioKeys

/// Steps of the network between the parties.
extension Table {
    /// The kinds of fault.
    static let faultKinds = [
        "reset_at_accept", "silence", "plain_answer", "old_tls", "delay", "trickle", "reset", "cut_request",
        "cut_response", "lose_response_after_commit", "garbage", "wrong_length", "html_page", "status",
        "redirect_loop", "throttle",
    ]

    static let network: [Record] = [
        Record(
            "network.publish", "Makes a server's name known on the internet.", alone: "url",
            [
                serverField,
                Field(
                    "url", .text, example: "url: \"https://work.example.com\"",
                    "The URL that it is known by from now on; its present one unless said."),
            ]),
        Record(
            "network.unpublish", "Takes a server's name off the internet.", alone: "server", [serverField]),
        Record(
            "network.firewall", "Replaces the rules of the firewall in front of a server.", alone: "default",
            [serverField] + firewallFields + [
                Field(
                    "after", .duration, example: "after: 4h", "How long it takes until they hold; at once unless said.")
            ]),
        Record(
            "network.proxy", "Puts a proxy in front of a server, or takes it away.", alone: "mode",
            [
                serverField,
                Field(
                    "mode",
                    .word(["none", "pass_through", "pre_authentication", "bad_gateway", "gateway_timeout"]),
                    required: true, "What it does with requests."),
                Field("address", .address, example: "address: 192.0.2.80", "Where it calls the server from."),
                Field(
                    "judges", .word(["proxy", "forwarded"]),
                    "Whose address the firewall judges: the proxy's, or the forwarded one of each request."),
            ]),
        Record(
            "network.dns", "Changes what a server's name leads to.",
            [
                serverField,
                Field("name", .text, example: "name: work.example.com", "The name; the server's own unless said."),
                Field("address", .address, "The address that it leads to from now on."),
                Field("answer", .word(["unknown", "timeout"]), "What is answered instead of an address."),
                Field("by", .word(["office", "browser"]), "Who gets this answer; everybody unless said."),
            ]),
        Record(
            "network.fault", "Arms a fault below HTTP or in place of an answer; it fires once unless `until` is said.",
            alone: "kind",
            [
                serverField,
                Field(
                    "kind", .word(faultKinds), required: true, example: "kind: lose_response_after_commit",
                    "What goes wrong; the rule is then `fault.` and this word."),
                Field("by", .word(["office", "browser"]), "Whose request it strikes; anybody's unless said."),
                Field(
                    "request", .word(requestKinds.map(\.name).filter { $0 != "total" }),
                    example: "request: upload_version",
                    "The kind of request that it strikes; any unless said."),
                Field(
                    "path", .text, example: "path: /work/api/v2/customers/*/documents/*",
                    "The path of the request that it strikes, with `*` for any part; any path unless said."),
                Field(
                    "nth", .integer(1...1_000_000),
                    "Which of these requests, counted from arming; the first unless said."),
                Field("times", .integer(1...1_000_000), "How many of these requests it strikes; one unless said."),
                Field(
                    "share", .percent, example: "share: 10%",
                    "How many of these requests it strikes, by chance that the seed decides; it goes on until cleared."),
                Field(
                    "at", .size, example: "at: 4KiB",
                    "After how many bytes of the request, or of the answer's body, it strikes; 16 unless said."),
                Field("until", .word(["cleared"]), "`cleared`: it fires until `network.clear_faults`."),
                Field(
                    "for", .duration, example: "for: 20s",
                    "How long a delay or a trickle lasts, or a throttle asks to wait; 30s unless said."),
                Field("status", .integer(100...599), "The status that is answered."),
                Field("retry_after", .duration, "What `Retry-After` says."),
            ]),
        Record("network.clear_faults", "Disarms every fault, or those of one server.", alone: "server", [serverField]),
        Record(
            "network.certificate", "Gives a server another certificate.", alone: "kind",
            [
                serverField,
                Field(
                    "kind",
                    .word([
                        "good", "expired", "not_yet_valid", "wrong_name", "private_authority", "self_signed",
                        "incomplete_chain", "weak_key", "wildcard",
                    ]),
                    "What is the matter with it."),
                Field("valid_for", .duration, example: "valid_for: 90d", "How long it is valid from now on."),
                Field("names", oneOrMore(.text), example: "names: [work.example.com]", "The names that it is for."),
            ]),
    ]
}
