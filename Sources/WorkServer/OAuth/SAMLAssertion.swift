import Foundation
import WorkTime

/// What the server reads of a SAML assertion (RFC 7522): whom it is about and until when it holds.
///
/// The signature is not checked, as no identity provider is played: whoever sends an assertion is believed.
struct SAMLAssertion {
    /// The name of the person, from `NameID`.
    let subject: String
    /// The earliest end of its validity; nil where it names none.
    let end: WorkDate?

    /// Reads the Base64url text of an `Assertion` element; nil where it is none, or names nobody.
    init?(_ text: String) {
        var base64 = text.replacing("-", with: "+").replacing("_", with: "/")
        base64 += String(repeating: "=", count: (4 - base64.count % 4) % 4)
        guard let data = Data(base64Encoded: base64), let xml = String(validating: data, as: UTF8.self),
            xml.firstMatch(of: /<(?:[A-Za-z0-9_.-]+:)?Assertion[\s>]/) != nil,
            let name = xml.firstMatch(of: /<(?:[A-Za-z0-9_.-]+:)?NameID(?:\s[^<>]*)?>([^<>]+)</)
        else { return nil }
        let subject = String(name.1).trimmingCharacters(in: .whitespacesAndNewlines)
        guard !subject.isEmpty else { return nil }
        var ends: [WorkDate] = []
        for match in xml.matches(of: /\sNotOnOrAfter\s*=\s*["']([^"']*)["']/) {
            guard let date = WorkDate(apiText: String(match.1)) else { return nil }
            ends.append(date)
        }
        self.subject = Self.unescaped(subject)
        end = ends.min()
    }

    /// The five entities that XML has without a declaration.
    private static func unescaped(_ text: String) -> String {
        text.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
            .replacing("&apos;", with: "'").replacing("&amp;", with: "&")
    }
}
