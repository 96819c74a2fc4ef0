import Foundation

/// The encoding of a log, so that what is cleaned is written as it was read.
enum LogEncoding: Equatable {
    /// UTF-8, or another encoding that has ASCII: its bytes are passed on as they are.
    case bytes
    /// The UTF-16 that PowerShell writes.
    case wide(isBigEndian: Bool, hasMark: Bool)

    /// The encoding of a file by its first bytes; `nil` for bytes that are no text.
    init?(of data: Data) {
        let start = Array(data.prefix(1_024))
        if start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0xFE, 0xFF]) {
            self = .wide(isBigEndian: start[0] == 0xFE, hasMark: true)
            return
        }
        guard start.contains(0) else {
            // A zero further on is found by whoever reads on; it does not make a log another thing.
            self = .bytes
            return
        }
        // UTF-16 without its mark: every second byte of Latin letters is zero.
        let zeros = [0, 1].map { odd in stride(from: odd, to: start.count, by: 2).count { start[$0] == 0 } }
        guard start.count >= 4, max(zeros[0], zeros[1]) * 3 >= start.count, min(zeros[0], zeros[1]) * 20 <= start.count
        else { return nil }
        self = .wide(isBigEndian: zeros[0] > zeros[1], hasMark: false)
    }

    /// The text of a file as UTF-8; `nil` for UTF-16 that is broken off.
    func utf8(of data: Data) -> [UInt8]? {
        switch self {
        case .bytes: return Array(data)
        case .wide(let isBigEndian, let hasMark):
            let bytes = data.dropFirst(hasMark ? 2 : 0)
            guard bytes.count % 2 == 0 else { return nil }
            return String(data: bytes, encoding: isBigEndian ? .utf16BigEndian : .utf16LittleEndian).map {
                Array($0.utf8)
            }
        }
    }

    /// UTF-8 in this encoding.
    func data(of utf8: [UInt8]) -> Data {
        guard case .wide(let isBigEndian, let hasMark) = self else { return Data(utf8) }
        var data = Data(hasMark ? (isBigEndian ? [0xFE, 0xFF] : [0xFF, 0xFE]) : [])
        for unit in String(decoding: utf8, as: UTF8.self).utf16 {
            let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
            data += isBigEndian ? [high, low] : [low, high]
        }
        return data
    }
}
