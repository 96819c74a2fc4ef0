import Foundation
import Testing

@testable import Secrets

@Suite struct `A book of secrets` {
    private func value(_ number: Int) -> String { "q7Zr-" + base64URL(withUnsafeBytes(of: number) { Array($0) }) }

    @Test func `compares the same number of candidates however many secrets it holds`() {
        let text = "one \(value(3)), two \(value(4)) and " + String(repeating: "q7Zr and words; ", count: 50)
        let lookups = [10, 20_000].map { count in
            let book = SecretBook(capacity: 100_000)
            for number in 0..<count { book.note(value(number), as: "secret \(number % 7)") }
            #expect(book.count == count)
            #expect(book.leaks(in: text) == ["secret 3", "secret 4"])
            return book.lookups
        }
        // All of them begin alike, and are of one length.
        #expect(lookups[1] == lookups[0], "\(lookups)")
    }

    @Test func `is bounded, and keeps the last secret of each name`() {
        let book = SecretBook(capacity: 100)
        book.note("the client's secret", as: "client secret")
        for number in 0..<10_000 { book.note(value(number), as: "token") }
        #expect(book.count <= 202)
        #expect(book.redact("the client's secret") == "‹client secret›")
        for number in 9_900..<10_000 { #expect(book.redact(value(number)) == "‹token›") }
        #expect(book.redact(value(1)) == value(1))
    }

    @Test(arguments: ["pässword+\"4711\"/x", "a b%c", "hunter2-hunter2"])
    func `finds a secret in encodings of encodings`(_ secret: String) throws {
        let book = SecretBook()
        book.note(secret, as: "it")
        let percent = try #require(secret.addingPercentEncoding(withAllowedCharacters: .alphanumerics))
        let twice = try #require(percent.addingPercentEncoding(withAllowedCharacters: .alphanumerics))
        let json = secret.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("/", with: "\\/")
        let base64 = Data("ada:\(secret)".utf8).base64EncodedString()
        for text in [
            percent, twice, json, json.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""),
            secret.utf16.map { "\\u" + String(format: "%04x", $0) }.joined(),
            secret.utf16.map { "&#\($0);" }.joined(), hexadecimal(secret.utf8), hexadecimal(secret.utf8).uppercased(),
            base64, "{\"t\":\"\(base64.replacing("/", with: "\\/"))\"}", percent.replacing("%20", with: "+"),
        ] {
            #expect(book.leaks(in: "<\(text)>") == ["it"], "\(text)")
            let redacted = book.redact("<\(text)>")
            #expect(redacted.contains("‹it›") && book.leaks(in: redacted).isEmpty, "\(redacted)")
        }
    }
}
