import Foundation

/// The first form of a page, as a browser reads it: action, method, inputs and buttons.
package struct HTMLForm {
    private struct Input {
        let type: String
        let name: String
        let value: String
    }

    package let action: String
    package let method: String
    private let inputs: [Input]
    private let buttons: [Input]

    /// Finds the form; nil where the page has none with a password field.
    package init?(in page: String) {
        guard let form = Self.tags("form", in: page).first,
            let start = page.range(of: form.source)?.upperBound, let end = page[start...].range(of: "</form>")
        else { return nil }
        let content = String(page[start..<end.lowerBound])
        let input = { (tag: (source: String, attributes: [String: String])) -> Input in
            Input(
                type: tag.attributes["type"] ?? "text", name: tag.attributes["name"] ?? "",
                value: tag.attributes["value"] ?? "")
        }
        action = form.attributes["action"] ?? ""
        method = (form.attributes["method"] ?? "get").uppercased()
        inputs = Self.tags("input", in: content).map(input)
        buttons = Self.tags("button", in: content).map(input)
        guard inputs.contains(where: { $0.type == "password" }) else { return nil }
    }

    /// The inputs with what stands in them.
    package var values: [String: String] { Dictionary(inputs.map { ($0.name, $0.value) }) { first, _ in first } }

    /// The hidden fields of a page, of several with one name the first.
    package static func hidden(in page: String) -> [String: String] {
        let hidden = tags("input", in: page).filter { $0.attributes["type"] == "hidden" }
        return Dictionary(hidden.map { ($0.attributes["name"] ?? "", $0.attributes["value"] ?? "") }) { first, _ in
            first
        }
    }

    /// The form's body after a person has filled it in and pressed a button; cancelling presses the last one.
    package func filled(user: String, password: String, cancels: Bool) -> String {
        var fields = inputs.map { input in
            switch input.type {
            case "password": (input.name, cancels ? "" : password)
            case "text", "email": (input.name, cancels ? "" : user)
            default: (input.name, input.value)
            }
        }
        if let button = cancels ? buttons.last : buttons.first, !button.name.isEmpty {
            fields.append((button.name, button.value))
        }
        return fields.map { "\(Self.encoded($0.0))=\(Self.encoded($0.1))" }.joined(separator: "&")
    }

    /// What a page tells a person in so many words; nil where it has no such place.
    static func message(of page: String) -> String? {
        let message = page.firstMatch(of: /<(\w+)[^>]*role="alert"[^>]*>([\s\S]*?)<\/\1>/)
            .map { words(of: String($0.2)) }
        return message.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// What a person reads on a page.
    package static func words(of page: String) -> String {
        let visible = page.replacing(/<(style|script|head)\b[\s\S]*?<\/\1>/, with: " ")
            .replacing(/<[^>]*>/, with: " ")
        return unescaped(visible).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private static func encoded(_ text: String) -> String {
        let unreserved = CharacterSet(
            charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
        return text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    }

    private static func tags(_ name: String, in html: String) -> [(source: String, attributes: [String: String])] {
        html.matches(of: /<([a-zA-Z]+)\b([^>]*)>/).filter { $0.output.1.lowercased() == name }.map { match in
            var attributes: [String: String] = [:]
            for attribute in match.output.2.matches(of: /([a-zA-Z-]+)\s*=\s*"([^"]*)"/) {
                attributes[attribute.output.1.lowercased()] = unescaped(String(attribute.output.2))
            }
            return (String(match.output.0), attributes)
        }
    }

    private static func unescaped(_ text: String) -> String {
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
            .reduce(text) { $0.replacing($1.0, with: $1.1) }
    }
}
