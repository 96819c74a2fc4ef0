import Foundation
import Markup
import Secrets
import WorkTime

/// Measures what `redact` removes from texts whose secrets are marked, and how its time grows with the size of a text.
struct PlantedFigures {
    let files: [String]

    /// Prints the numbers; the status is 1 where a secret stays or anything else is lost.
    func write() throws {
        var text = ""
        for file in files {
            guard let data = FileManager.default.contents(atPath: file),
                let part = String(validating: data, as: UTF8.self)
            else {
                Console.errors.write("error: \(file) cannot be read as UTF-8 text", .bad)
                throw ExitStatus.invalid
            }
            text += part + "\n"
        }
        let texts = PlantedTexts(text)
        guard !texts.items.isEmpty else {
            Console.errors.write(
                "error: no text begins with a line '=== title' in \(files.joined(separator: ", "))", .bad)
            throw ExitStatus.invalid
        }
        let result = texts.result()
        for miss in result.misses {
            Console.standard.write("\(miss.item.title): it lost more or less than its secrets:\n\(miss.cleaned)")
        }
        let exact = texts.items.count - result.misses.count
        Console.standard.write("\(result.gone) of \(result.planted) planted secrets are gone")
        Console.standard.write("\(exact) of \(texts.items.count) texts lost their secrets and nothing else")
        let mixed = texts.items.map(\.text).joined(separator: "\n")
        for line in [
            Self.times(of: "these texts") { _ in mixed },
            Self.times(of: "rows of CSV", head: "name,client_secret,note\n") { "O&D \($0),Zx9Qk27TmVb4L\($0),none\n" },
            Self.times(of: "lines with a token each") { "GET /cb?code=Qx4Zr8Lm2Vn6Bk1T\($0)&state=b7Kd93x\($0) 302\n" },
        ] { Console.standard.write("\(line)") }
        if !result.misses.isEmpty { throw ExitStatus.red }
    }

    /// The time for 1, 2 and 4 MB of a text, and how many times the first each is.
    private static func times(of name: String, head: String = "", line: (Int) -> String) -> String {
        var parts: [String] = []
        var first: Double?
        for megabytes in [1, 2, 4] {
            var text = Array(head.utf8)
            var number = 0
            while text.count < megabytes << 20 {
                text += Array(line(number).utf8)
                number += 1
            }
            let seconds = duration(of: text)
            let times = first.map { String(format: " (%.1f times)", seconds / $0) } ?? ""
            parts.append(String(format: "%d MB %.2f s", megabytes, seconds) + times)
            first = first ?? seconds
        }
        return "\(name): \(parts.joined(separator: ", "))"
    }

    private static func duration(of text: [UInt8]) -> Double {
        let clock = SystemClock()
        let start = clock.now
        var cleaning = Cleaning(strict: false)
        cleaning.learn(text)
        _ = cleaning.clean(text)
        return start.duration(to: clock.now) / .seconds(1)
    }
}
