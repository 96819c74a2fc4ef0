import Foundation

/// The text of a query's fields, in their order.
package enum QueryText {
    /// The fields as `name=value&…`; a plus is a blank in a form, so that one that is meant is escaped.
    package static func encoded(_ fields: some Sequence<(name: String, value: String)>) -> String {
        var components = URLComponents()
        components.queryItems = fields.map { URLQueryItem(name: $0.name, value: $0.value) }
        return (components.percentEncodedQuery ?? "").replacing("+", with: "%2B")
    }
}
