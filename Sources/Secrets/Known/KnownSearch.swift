/// Searches a text, and all that is encoded in it, for known texts.
///
/// The text is decoded and not the known texts encoded: the work depends on the text alone, and a secret is found in
/// percent encoding, JSON, entities, hexadecimal digits and Base64 of any alignment, in each other as well.
struct KnownSearch {
    private let layers: [DecodedText]

    /// Decodes a text once, for a search through any number of books.
    init(_ bytes: [UInt8], plusIsBlank: Bool) {
        layers = DecodedLayers(bytes, plusIsBlank: plusIsBlank).layers
    }

    /// The known texts with their places in the raw text, in order; a text in several layers comes once for each.
    func matches(of known: KnownValues, lookups: inout Int) -> [KnownValues.Match] {
        guard known.count > 0 else { return [] }
        var found: [KnownValues.Match] = []
        for layer in layers {
            search(layer, known, &lookups, &found)
            let shortest = known.shortestLength
            TextRuns.eachBase64Run(in: layer.bytes, shortest: (shortest * 4 + 2) / 3) { run in
                // A run may begin before the Base64 does: each alignment decodes to other bytes.
                for offset in 0..<4 {
                    search(TextRuns.decodedBase64(run, of: layer, offset: offset), known, &lookups, &found)
                }
            }
            TextRuns.eachHexadecimalRun(in: layer.bytes, shortest: shortest * 2) { run in
                for offset in 0..<2 {
                    search(TextRuns.decodedHexadecimal(run, of: layer, offset: offset), known, &lookups, &found)
                }
            }
        }
        return found.sorted { ($0.range.lowerBound, $1.range.upperBound) < ($1.range.lowerBound, $0.range.upperBound) }
    }

    private func search(
        _ text: DecodedText, _ known: KnownValues, _ lookups: inout Int, _ found: inout [KnownValues.Match]
    ) {
        known.eachMatch(in: text.bytes, lookups: &lookups) { match in
            found.append(KnownValues.Match(range: text.rawRange(of: match.range), name: match.name))
        }
    }
}
