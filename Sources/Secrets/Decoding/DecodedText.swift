/// A text at some depth of its encodings, with the place in the raw text of each of its bytes.
struct DecodedText {
    /// The decoded bytes.
    let bytes: [UInt8]
    /// Where each byte begins in the raw text, and last the raw end; `nil` for the raw text itself.
    let places: [Int]?
    /// Where each byte ends in the raw text, if that is not where the next one begins: characters of Base64 are shared.
    let ends: [Int]?

    /// The raw text.
    init(raw bytes: [UInt8]) {
        self.bytes = bytes
        places = nil
        ends = nil
    }

    /// A decoded text; `places` has one element more than `bytes`.
    init(bytes: [UInt8], places: [Int], ends: [Int]? = nil) {
        self.bytes = bytes
        self.places = places
        self.ends = ends
    }

    /// A part of this text, with the places of the raw text.
    func part(_ range: Range<Int>) -> DecodedText {
        DecodedText(
            bytes: Array(bytes[range]),
            places: places.map { Array($0[range.lowerBound...range.upperBound]) }
                ?? Array(range.lowerBound...range.upperBound), ends: ends.map { Array($0[range]) })
    }

    /// The part of the raw text that a part of this text was decoded from.
    func rawRange(of range: Range<Int>) -> Range<Int> {
        guard let places else { return range }
        let start = places[range.lowerBound]
        let end = range.isEmpty ? start : ends?[range.upperBound - 1] ?? places[range.upperBound]
        return start..<max(start, end)
    }
}

/// The depths of a text: the raw text first, then the text with one layer of escapes taken off each time.
///
/// JSON in JSON, a URL in the query of a URL, and entities in XML need as many passes as they have layers. Each pass is
/// linear, and a text without escapes costs one look for their first bytes.
struct DecodedLayers {
    /// A text has no more layers than this; what is nested deeper is not a text that a program logs.
    private static let deepest = 6

    /// The layers, the raw text first.
    private(set) var layers: [DecodedText]

    /// Decodes a raw text until nothing changes.
    init(_ bytes: [UInt8], plusIsBlank: Bool = false) {
        let raw = DecodedText(raw: bytes)
        layers = Self.layers(from: raw)
        // Before percent encoding is taken off, since `%2B` is a plus sign and `+` a blank.
        if plusIsBlank, let blanks = EscapeDecoder.withBlanks(raw) { layers += Self.layers(from: blanks) }
    }

    private static func layers(from text: DecodedText) -> [DecodedText] {
        var layers = [text]
        while layers.count < deepest, let next = EscapeDecoder.decode(layers[layers.count - 1]) { layers.append(next) }
        return layers
    }

    /// The bytes without any escapes.
    static func plain(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var text = DecodedText(raw: Array(bytes))
        for _ in 0..<deepest {
            guard let next = EscapeDecoder.decode(text) else { break }
            text = next
        }
        return text.bytes
    }
}
