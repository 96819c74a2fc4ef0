import Foundation

/// The credentials of `Authorization: Basic`, which are Base64 of `name:password`.
enum BasicCredentials {
    /// The password inside; nil where the text is no such thing.
    static func password(in encoded: ArraySlice<UInt8>) -> String? {
        guard encoded.count >= 8, let data = Data(base64Encoded: Data(encoded)),
            let text = String(data: data, encoding: .utf8), let colon = text.firstIndex(of: ":")
        else { return nil }
        return String(text[text.index(after: colon)...])
    }
}
