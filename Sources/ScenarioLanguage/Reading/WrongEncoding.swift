/// The first bytes of a file that are no UTF-8.
struct WrongEncoding {
    private let bytes: [UInt8]
    private let offset: Int

    init(bytes: [UInt8]) {
        self.bytes = bytes
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        var end = 0
        decoding: while true {
            switch decoder.decode(&iterator) {
            case .scalarValue(let scalar): end += UTF8.width(scalar)
            case .emptyInput, .error: break decoding
            }
        }
        offset = min(end, max(0, bytes.count - 1))
    }

    /// Which bytes, where, and how to convert the file.
    func diagnostic(path: String) -> Diagnostic {
        let before = bytes[..<offset]
        let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        let lead = String(decoding: bytes[start..<offset], as: UTF8.self)
        let rest = bytes[start...].prefix { $0 != 0x0A && $0 != 0x0D }
        let hex = bytes[offset...].prefix(while: { $0 >= 0x80 }).prefix(4)
            .map { String($0, radix: 16, uppercase: true) }.joined(separator: " ")
        return Diagnostic(
            path: path, line: before.count { $0 == 0x0A } + 1, column: lead.count + 1, length: 1,
            message: "the file is not UTF-8: the bytes \(hex) stand here",
            lineText: String(decoding: rest, as: UTF8.self),
            suggestion: "convert it: iconv -f \(encoding) -t UTF-8 FILE")
    }

    /// What it probably is.
    private var encoding: String {
        switch bytes.prefix(2) {
        case [0xFF, 0xFE], [0xFE, 0xFF]: "UTF-16"
        default: "WINDOWS-1252"
        }
    }
}
