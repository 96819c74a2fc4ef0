extension DocumentedFailures {
    /// Group G: faults of the transport, which no vendor's page describes and every client meets.
    static let transport: [DocumentedFailure] = [
        fault(
            "G1", "The connection drops before the request is sent.",
            cause: "A network fault.", remedy: "Try again; nothing happened."),
        fault(
            "G2", "The connection drops in the middle of an upload.",
            cause: "A network fault.", remedy: "Try again; nothing was stored."),
        fault(
            "G3", "The answer is lost after the server has stored the document.",
            cause: "A network fault at the worst moment; no key is known that makes a repetition harmless.",
            remedy: "Look whether the document is there before trying again."),
        fault(
            "G4", "Headers or body arrive very slowly.",
            cause: "An overloaded server or line.", remedy: "Wait up to a limit, then say so."),
        fault(
            "G5", "The JSON is cut short or invalid.",
            cause: "A broken response.", remedy: "Say what was unreadable; try a read again."),
        fault(
            "G6", "A 502, 503 or 504 in HTML.",
            cause: "A proxy answers for a server that does not.", remedy: "Name the proxy's status; try again later."),
        fault(
            "G7", "The length or the checksum of a download is wrong.",
            cause: "A broken transfer.", remedy: "Discard it and try again."),
        fault(
            "G8", "A log-in page with status 200 instead of JSON.",
            cause: "A proxy or portal stands in front of the server.", remedy: "Set it to pass the API through."),
        fault(
            "G9", "Redirects that never end.",
            cause: "A proxy or server is misconfigured.", remedy: "Stop at once and name the loop."),
        fault(
            "G10", "The server's name is not known.",
            cause: "The name is wrong or not published.", remedy: "Correct or publish the name."),
        fault(
            "G11", "The server's certificate has expired.",
            cause: "Nobody renewed it.", remedy: "Renew it."),
        fault(
            "G12", "The server says when to try again.",
            cause: "It is overloaded or limits the client.", remedy: "Honour Retry-After."),
    ]

    private static func fault(_ id: String, _ symptom: String, cause: String, remedy: String) -> DocumentedFailure {
        DocumentedFailure(id, symptom, cause: cause, remedy: remedy, .low, [.inference])
    }
}
