import Foundation
import Markup
public import ScenarioLanguage

/// Whose firm a demo is shown to: a name, a picture, and what the people of the stories are called.
public struct Brand: Sendable {
    /// The firm's name; nil for WorkSim's own head.
    let name: String?
    /// The picture and its media type.
    let logo: (bytes: [UInt8], mediaType: String)?
    private let people: [String: String]

    /// No customer: the demo as it is.
    public static let none = Brand()

    private init() {
        (name, logo, people) = (nil, nil, [:])
    }

    /// A brand as its file has it, with the bytes of its picture.
    ///
    /// - Throws: ``BrandError`` where the picture is none that a browser shows.
    public init(_ file: BrandFile, logo bytes: [UInt8]?) throws(BrandError) {
        name = file.name
        people = file.people
        guard let bytes else {
            logo = nil
            return
        }
        guard let type = Self.mediaType(of: bytes) else { throw BrandError() }
        logo = (bytes, type)
    }

    private static func mediaType(of bytes: [UInt8]) -> String? {
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) { return "image/png" }
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return "image/jpeg" }
        let start = String(decoding: bytes.prefix(1_000), as: UTF8.self)
        return start.contains("<svg") ? "image/svg+xml" : nil
    }

    /// A page in which people are called as the brand has it: `Ada` where it is a word of its own.
    ///
    /// All names are replaced at once, so that a name that was put in is not replaced again.
    func renaming(_ page: HTML) -> HTML {
        guard !people.isEmpty else { return page }
        let names = Dictionary(people.map { ($0.key.capitalized, $0.value) }) { first, _ in first }
        var text = ""
        var word = ""
        func end() {
            text += names[word].map { HTML.escaped($0) } ?? word
            word = ""
        }
        for character in page.text {
            if character.isLetter || character.isNumber || character == "_" {
                word.append(character)
            } else {
                end()
                text.append(character)
            }
        }
        end()
        return HTML(markup: text)
    }
}

/// The picture of a brand is no PNG, JPEG or SVG.
public struct BrandError: Error, CustomStringConvertible {
    /// What to do about it.
    public var description: String { "the logo is no picture that a browser shows; name a PNG, JPEG or SVG" }
}
