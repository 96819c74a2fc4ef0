import Foundation

/// A request of the control API that was let in, with its fields read.
struct ControlRequest: Sendable {
    let endpoint: ControlEndpoint
    /// The name in the path, where the end point has one.
    let name: String
    /// The parameters behind the path, in their order.
    let query: [(name: String, value: String)]
    let body: String

    /// Reads a request.
    ///
    /// - Throws: `ControlRefusal` where there is no such end point.
    init(method: String, target: String, body: [UInt8]) throws(ControlRefusal) {
        (endpoint, name) = try Self.endpoint(method: method, target: target)
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        query = try Self.query(parts.count > 1 ? parts[1] : "")
        guard let text = String(validating: body, as: UTF8.self) else {
            throw ControlRefusal(
                400, "body-wrong", "the body is not UTF-8 text", at: "body", remedy: "send it as UTF-8")
        }
        self.body = text
    }

    /// The end point of a method and a target.
    static func endpoint(
        method: String, target: String
    ) throws(ControlRefusal) -> (endpoint: ControlEndpoint, name: String) {
        let path = String(target.prefix { $0 != "?" })
        let found = ControlEndpoint.all(at: path)
        guard !found.isEmpty else {
            throw ControlRefusal(
                404, "path-unknown", "there is nothing at this path", at: String(path.prefix(200)),
                remedy: "use one of \(Set(ControlEndpoint.allCases.map(\.path)).sorted().joined(separator: ", "))")
        }
        guard let match = found.first(where: { $0.endpoint.method == method }) else {
            throw ControlRefusal(
                405, "method-wrong", "\(path) does not take this method", at: String(method.prefix(40)),
                remedy: "use \(found.map(\.endpoint.method).joined(separator: " or "))")
        }
        guard let name = match.name.removingPercentEncoding else {
            throw ControlRefusal(
                400, "name-wrong", "the name in the path cannot be decoded", at: "path", remedy: "encode it as UTF-8")
        }
        return (match.endpoint, name)
    }

    private static func query(_ text: String) throws(ControlRefusal) -> [(name: String, value: String)] {
        var fields: [(name: String, value: String)] = []
        for part in text.split(separator: "&") {
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let decoded = pair.map { $0.replacing("+", with: " ").removingPercentEncoding }
            guard let name = decoded[0], let value = decoded.count > 1 ? decoded[1] : "" else {
                throw ControlRefusal(
                    400, "parameter-wrong", "a parameter cannot be decoded", at: "query", remedy: "encode it as UTF-8")
            }
            fields.append((name, value))
        }
        return fields
    }

    /// Refuses parameters that the end point does not have.
    func allow(_ names: String...) throws(ControlRefusal) {
        guard let foreign = query.first(where: { !names.contains($0.name) }) else { return }
        throw ControlRefusal(
            400, "parameter-unknown", "\(endpoint.path) has no parameter '\(foreign.name.prefix(80))'", at: "query",
            remedy: names.isEmpty ? "leave it out" : "use \(names.joined(separator: ", "))")
    }

    /// A parameter; refuses one that stands there twice.
    func parameter(_ name: String) throws(ControlRefusal) -> String? {
        let values = query.filter { $0.name == name }
        guard values.count < 2 else {
            throw ControlRefusal(
                400, "parameter-twice", "'\(name)' stands there twice", at: "query", remedy: "write it once")
        }
        return values.first?.value
    }

    /// A parameter that is a whole number, none below zero.
    func number(_ name: String) throws(ControlRefusal) -> Int? {
        guard let text = try parameter(name) else { return nil }
        guard let number = Int(text), number >= 0 else {
            throw ControlRefusal(
                400, "parameter-wrong", "'\(name)' takes a whole number from 0 on, not '\(text.prefix(80))'",
                at: "query",
                remedy: "write \(name)=10")
        }
        return number
    }

    /// The name of a snapshot in a body such as `{"name": "before"}`; nil for an empty body.
    func bodyName() throws(ControlRefusal) -> String? {
        guard !body.allSatisfy(\.isWhitespace) else { return nil }
        guard body.utf8.count <= 4_096,
            let fields = try? JSONDecoder().decode([String: String].self, from: Data(body.utf8)),
            fields.keys.allSatisfy({ $0 == "name" }), let name = fields["name"]
        else {
            throw ControlRefusal(
                400, "body-wrong", "the body is not a name in JSON", at: "body", remedy: "send {\"name\": \"before\"}")
        }
        return name
    }
}
