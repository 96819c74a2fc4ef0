import NIOCore

/// The head of a request to a proxy: a tunnel to a host and port, or a plain request with a whole URL.
struct ProxyRequest: Equatable {
    /// The longest head that is read, in bytes.
    static let longest = 16 << 10

    /// In lower case; an IPv6 address keeps its brackets.
    let host: String
    let port: Int
    /// What the exchange is for, as the client names it; `nil` where it does not.
    let kind: String?
    /// The request of the driver protocol that it belongs to; `nil` where the client does not say.
    let request: Int?
    /// What is sent to the server first, for a plain request; `nil` for a tunnel.
    let forwarded: String?

    /// Reads a head without the empty line at its end; `nil` for what is no such request.
    init?(head: String) {
        let lines = head.split(separator: "\r\n", omittingEmptySubsequences: false)
        let words = lines.first.map { $0.split(separator: " ", omittingEmptySubsequences: false) } ?? []
        guard words.count == 3, words[2] == "HTTP/1.1" || words[2] == "HTTP/1.0" else { return nil }
        var fields: [(name: Substring, value: String)] = []
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":"), line[..<colon].allSatisfy(Self.isTokenCharacter),
                colon > line.startIndex
            else { return nil }
            fields.append((line[..<colon], line[line.index(after: colon)...].trimmed))
        }
        func value(_ name: String) -> String? { fields.last { $0.name.lowercased() == name }?.value }
        if words[0] == "CONNECT" {
            guard let (host, port) = Self.authority(words[1], standardPort: nil) else { return nil }
            (self.host, self.port, forwarded) = (host, port, nil)
        } else {
            guard !words[0].isEmpty, words[0].allSatisfy(Self.isTokenCharacter),
                words[1].lowercased().hasPrefix("http://")
            else { return nil }
            let rest = words[1].dropFirst("http://".count)
            let authority = rest.prefix { !"/?#".contains($0) }
            guard let (host, port) = Self.authority(authority, standardPort: 80) else { return nil }
            (self.host, self.port) = (host, port)
            let tail = rest.dropFirst(authority.count)
            let kept = fields.filter { field in
                let name = field.name.lowercased()
                return !name.hasPrefix("proxy-") && !name.hasPrefix("worksim-")
                    && !["connection", "host"].contains(name)
            }
            forwarded =
                (["\(words[0]) \(tail.hasPrefix("/") ? "" : "/")\(tail) \(words[2])", "Host: \(authority)"]
                + kept.map { "\($0.name): \($0.value)" } + ["Connection: close"])
                .map { $0 + "\r\n" }.joined() + "\r\n"
        }
        kind = value("worksim-kind").flatMap { Self.isWord($0) ? $0 : nil }
        request = value("worksim-request").flatMap { Int($0) }
    }

    /// A host with its port.
    private static func authority(_ text: Substring, standardPort: Int?) -> (host: String, port: Int)? {
        let isBracketed = text.hasPrefix("[")
        let hostEnd: Substring.Index
        if isBracketed {
            guard let bracket = text.firstIndex(of: "]") else { return nil }
            hostEnd = text.index(after: bracket)
        } else {
            hostEnd = text.firstIndex(of: ":") ?? text.endIndex
        }
        let (host, rest) = (text[..<hostEnd], text[hostEnd...])
        guard !host.isEmpty, host.utf8.count <= 255, host.allSatisfy({ Self.isHostCharacter($0, isBracketed) }) else {
            return nil
        }
        guard !rest.isEmpty else { return standardPort.map { (host.lowercased(), $0) } }
        let digits = rest.dropFirst()
        guard rest.hasPrefix(":"), digits.allSatisfy({ $0.isASCII && $0.isNumber }), let port = Int(digits),
            (1...65_535).contains(port)
        else { return nil }
        return (host.lowercased(), port)
    }

    private static func isHostCharacter(_ character: Character, _ isBracketed: Bool) -> Bool {
        character.isASCII
            && (character.isLetter || character.isNumber || "-._".contains(character)
                || isBracketed && "[]:%".contains(character))
    }

    private static func isTokenCharacter(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || "!#$%&'*+-.^_`|~".contains(character))
    }

    private static func isWord(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 64
            && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
    }
}

extension Substring {
    fileprivate var trimmed: String {
        String(drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
    }
}
