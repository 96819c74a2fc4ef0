/// A preset's text, with the texts of the presets that it begins with, the outermost first.
func world(of preset: String, in vocabulary: Vocabulary) -> String {
    var (texts, name) = ([String](), Optional(preset))
    var seen: Set<String> = []
    while let current = name, seen.insert(current).inserted, let text = vocabulary.presets[current] {
        texts.append((texts.isEmpty ? "" : "It begins with \(current):\n\n") + text)
        name = base(of: text)
    }
    return texts.joined(separator: "\n")
}

/// A person of the presets: the lines that speak of them, preset by preset; nothing for another word.
func cast(_ person: String, in vocabulary: Vocabulary) -> [String] {
    guard !person.isEmpty else { return [] }
    let sections = vocabulary.presets.sorted { $0.key < $1.key }.compactMap { name, text -> String? in
        var isPeople = false
        let lines = text.split(separator: "\n").map(String.init).filter { line in
            if line.first?.isLetter == true { isPeople = line.hasPrefix("people:") }
            return isPeople && line.hasPrefix("  \(person):")
        }
        return lines.isEmpty ? nil : "In the preset \(name):\n\(lines.joined(separator: "\n"))"
    }
    guard !sections.isEmpty else { return [] }
    return ["'\(person)' is a person of the presets."] + sections
        + ["The whole world, with the others and the documents: worksim explain PRESET"]
}

/// The preset that a preset's text begins with.
private func base(of text: String) -> String? {
    text.split(separator: "\n").first { $0.hasPrefix("preset:") }
        .map { String($0.dropFirst("preset:".count).drop { $0 == " " }) }
}
