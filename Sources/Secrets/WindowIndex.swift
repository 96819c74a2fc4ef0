/// Which runs of three bytes a text may hold, so that most secrets are ruled out without a search.
struct WindowIndex {
    /// One bit for each slot; words, since an array of them is made in one go.
    private var words = [UInt64](repeating: 0, count: 1 << 10)

    /// Goes through the text once.
    init(of bytes: [UInt8]) {
        guard bytes.count >= 3 else { return }
        words.withUnsafeMutableBufferPointer { words in
            bytes.withUnsafeBufferPointer { bytes in
                var position = 0
                while position + 2 < bytes.count {
                    let slot = Self.slot(bytes[position], bytes[position + 1], bytes[position + 2])
                    words[slot >> 6] |= 1 << UInt64(slot & 63)
                    position += 1
                }
            }
        }
    }

    /// Whether a text of at least three bytes may be there; false where it is not.
    func mayHold(_ part: [UInt8]) -> Bool {
        guard part.count >= 3 else { return false }
        let slot = Self.slot(part[0], part[1], part[2])
        return words[slot >> 6] & 1 << UInt64(slot & 63) != 0
    }

    private static func slot(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Int {
        (Int(first) << 10 ^ Int(second) << 5 ^ Int(third)) & 0xFFFF
    }
}
