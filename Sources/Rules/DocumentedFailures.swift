/// The failures that vendors document, and the transport's faults that anybody may meet.
public enum DocumentedFailures {
    /// Every failure: address, registration, log-in, tokens, version, content, then transport.
    public static let all: [DocumentedFailure] =
        address + registration + login + tokens + version + content + transport

    /// The failure with this id, if there is one.
    public static func failure(_ id: String) -> DocumentedFailure? {
        byID[id]
    }

    private static let byID = Dictionary(all.map { ($0.id, $0) }) { first, _ in first }
}
