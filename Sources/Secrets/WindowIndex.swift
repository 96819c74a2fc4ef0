/// Which runs of three bytes a text may hold, so that most secrets are ruled out without a search.
struct WindowIndex {
    private static let size = 1 << 16
    private var isThere = [Bool](repeating: false, count: WindowIndex.size)

    /// Goes through the text once.
    init(of bytes: [UInt8]) {
        guard bytes.count >= 3 else { return }
        isThere.withUnsafeMutableBufferPointer { isThere in
            bytes.withUnsafeBufferPointer { bytes in
                var position = 0
                while position + 2 < bytes.count {
                    isThere[Self.slot(bytes[position], bytes[position + 1], bytes[position + 2])] = true
                    position += 1
                }
            }
        }
    }

    /// Whether a text of at least three bytes may be there; false where it is not.
    func mayHold(_ part: [UInt8]) -> Bool {
        part.count >= 3 && isThere[Self.slot(part[0], part[1], part[2])]
    }

    private static func slot(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Int {
        (Int(first) << 10 ^ Int(second) << 5 ^ Int(third)) & (size - 1)
    }
}
