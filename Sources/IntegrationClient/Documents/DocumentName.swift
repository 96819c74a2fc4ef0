/// A document's name as it goes to the server: the name alone and the ending without its dot.
struct DocumentName: Equatable {
    /// Without the ending.
    let base: String
    /// Without a dot; empty where there is none.
    let ending: String

    /// Reads a file name; more dots than one before the ending count as one.
    init(_ fileName: String) {
        guard let dot = fileName.lastIndex(of: "."), dot > fileName.startIndex else {
            (base, ending) = (fileName, "")
            return
        }
        var base = fileName[..<dot]
        while base.hasSuffix(".") { base = base.dropLast() }
        guard !base.isEmpty else {
            (self.base, ending) = (fileName, "")
            return
        }
        self.base = String(base)
        ending = String(fileName[fileName.index(after: dot)...])
    }

    /// With the ending.
    var full: String { ending.isEmpty ? base : "\(base).\(ending)" }

    /// The name of a copy that is saved beside it.
    var copy: DocumentName { DocumentName(ending.isEmpty ? "\(base) (copy)" : "\(base) (copy).\(ending)") }
}
