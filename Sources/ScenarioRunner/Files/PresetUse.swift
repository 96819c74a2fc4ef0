import ScenarioLanguage

/// Which presets a text stands on.
enum PresetUse {
    /// The names after each `preset:`, one or a list.
    static func names(in text: String) -> Set<String> {
        var names: Set<String> = []
        for match in text.matches(of: /preset:\s*(\[[^\]]*\]|[A-Za-z0-9_-]+|(?:\n\s*-\s*[A-Za-z0-9_-]+)+)/) {
            names.formUnion(match.output.1.matches(of: /[A-Za-z0-9_][A-Za-z0-9_-]*/).map { String($0.output) })
        }
        return names
    }

    /// Some presets and all that they stand on; `named` gives those that a preset names.
    static func closure(of presets: Set<String>, named: (String) -> Set<String>) -> Set<String> {
        var all = presets
        var open = Array(presets)
        while let name = open.popLast() {
            let more = named(name).subtracting(all)
            all.formUnion(more)
            open += more
        }
        return all
    }
}
