import Foundation
import ScenarioKeys

/// The part of JSON Schema draft 7 that our schema uses, so that lint and schema can be held against each other.
struct SchemaValidator {
    private let root: [String: Any]

    init(_ text: String) throws {
        root = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] ?? [:]
    }

    /// Whether the schema accepts a value under a key of one of its definitions.
    func accepts(_ value: Any, property: String, of definition: String) -> Bool {
        var schema = (root["definitions"] as? [String: Any])?[definition] as? [String: Any]
        // A bare value is an alternative to the map.
        if schema?["properties"] == nil {
            schema = (schema?["anyOf"] as? [[String: Any]])?.first { $0["properties"] != nil }
        }
        return accepts(value, (schema?["properties"] as? [String: Any])?[property])
    }

    /// Whether the schema accepts a value; an unknown keyword refuses everything, so that none is passed over.
    func accepts(_ value: Any) -> Bool { accepts(value, root) }

    private func accepts(_ value: Any, _ schema: Any?) -> Bool {
        if let isFree = schema as? Bool { return isFree }
        guard let schema = schema as? [String: Any] else { return false }
        return schema.allSatisfy { holds($0.key, $0.value, value, schema) }
    }

    private func holds(_ keyword: String, _ rule: Any, _ value: Any, _ schema: [String: Any]) -> Bool {
        let map = value as? [String: Any]
        switch keyword {
        case "$schema", "title", "description", "definitions", "markdownEnumDescriptions": return true
        case "$ref":
            let name = (rule as? String)?.replacingOccurrences(of: "#/definitions/", with: "") ?? ""
            return accepts(value, (root["definitions"] as? [String: Any])?[name])
        case "anyOf": return (rule as? [Any] ?? []).contains { accepts(value, $0) }
        case "allOf": return (rule as? [Any] ?? []).allSatisfy { accepts(value, $0) }
        case "not": return !accepts(value, rule)
        case "type":
            let types = rule as? [String] ?? [rule as? String ?? ""]
            return types.contains { Self.isOf($0, value) }
        case "enum": return (rule as? [Any] ?? []).contains { "\($0)" == "\(value)" && Self.isText(value) }
        case "pattern":
            guard let text = value as? String, let pattern = rule as? String else { return true }
            return text.range(of: pattern, options: .regularExpression) != nil
        case "minimum": return (value as? Int).map { $0 >= rule as? Int ?? .max } ?? true
        case "maximum": return (value as? Int).map { $0 <= rule as? Int ?? .min } ?? true
        case "minItems": return (value as? [Any]).map { $0.count >= rule as? Int ?? .max } ?? true
        case "minProperties": return map.map { $0.count >= rule as? Int ?? .max } ?? true
        case "items": return (value as? [Any]).map { $0.allSatisfy { accepts($0, rule) } } ?? true
        case "required": return map.map { map in (rule as? [String] ?? []).allSatisfy { map[$0] != nil } } ?? true
        case "properties":
            return map.map { map in
                (rule as? [String: Any] ?? [:]).allSatisfy { name, inner in map[name].map { accepts($0, inner) } ?? true
                }
            } ?? true
        case "additionalProperties":
            let known = (schema["properties"] as? [String: Any] ?? [:]).keys
            return map.map { map in map.allSatisfy { known.contains($0.key) || accepts($0.value, rule) } } ?? true
        case "dependencies":
            return map.map { map in
                (rule as? [String: [String]] ?? [:]).allSatisfy { name, needed in
                    map[name] == nil || needed.allSatisfy { map[$0] != nil }
                }
            } ?? true
        default: return false
        }
    }

    private static func isText(_ value: Any) -> Bool { value is String }

    private static func isOf(_ type: String, _ value: Any) -> Bool {
        switch type {
        case "object": value is [String: Any]
        case "array": value is [Any]
        case "string": value is String
        case "boolean": value is Bool
        case "integer": value is Int && !(value is Bool)
        case "number": (value is Int || value is Double) && !(value is Bool)
        default: false
        }
    }
}
