/// The cookies of each person's browser, by host.
struct CookieJars {
    private var cookies: [String: [String: [String: String]]] = [:]

    /// Whether a person's browser has any cookie of a host.
    func holds(of person: String, for host: String) -> Bool { !(cookies[person]?[host] ?? [:]).isEmpty }

    /// What a person's browser sends to a host; nil for nothing.
    func header(of person: String, for host: String) -> String? {
        guard holds(of: person, for: host) else { return nil }
        let own = cookies[person]?[host] ?? [:]
        return own.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
    }

    /// Keeps the cookies that a host set; an empty value takes one away.
    mutating func keep(_ setCookies: [String], of person: String, for host: String) {
        for cookie in setCookies {
            let pair = cookie.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard pair.count == 2 else { continue }
            cookies[person, default: [:]][host, default: [:]][String(pair[0])] = pair[1].isEmpty ? nil : String(pair[1])
        }
    }
}
