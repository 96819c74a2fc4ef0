import Foundation

/// Forms and queries as browsers send them.
enum FormBody {
    /// The fields by name; of one that comes twice the last counts.
    static func fields(in text: String) -> [String: String] {
        var fields: [String: String] = [:]
        for pair in text.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard let name = decoded(parts[0]) else { continue }
            fields[name] = decoded(parts.count > 1 ? parts[1] : "") ?? ""
        }
        return fields
    }

    private static func decoded(_ text: String) -> String? {
        text.replacing("+", with: " ").removingPercentEncoding
    }
}
