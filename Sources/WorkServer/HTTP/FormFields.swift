/// Why form fields or a query cannot be read.
enum FormProblem: Error, Equatable {
    /// A name or value is not percent-encoded UTF-8, or holds NUL.
    case malformed
    /// A parameter is given more than once.
    case duplicate(String)
    /// There are more parameters than any call needs.
    case tooMany

    /// The most parameters of a query or a form.
    static let most = 100

    /// What is said of too many parameters.
    static let tooManyWords = "A request has at most \(most) parameters."
}

/// The parameters of a query or a form: each once, decoded, an empty one as if it were left out.
struct FormFields: Sendable {
    private let values: [String: String]

    /// Reads `application/x-www-form-urlencoded` text.
    init(parsing text: some StringProtocol) throws(FormProblem) {
        var values: [String: String] = [:]
        for pair in text.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = percentDecoded(parts[0], plusIsBlank: true),
                let value = percentDecoded(parts.count > 1 ? parts[1] : "", plusIsBlank: true)
            else { throw .malformed }
            guard values[name] == nil else { throw .duplicate(name) }
            guard values.count < FormProblem.most else { throw .tooMany }
            values[name] = value
        }
        self.values = values
    }

    /// No parameters at all.
    init() {
        values = [:]
    }

    /// Whether a parameter is there, be it empty.
    func isGiven(_ name: String) -> Bool { values[name] != nil }

    private init(values: [String: String]) {
        self.values = values
    }

    /// The names of all parameters, sorted.
    var names: [String] { values.keys.sorted() }

    /// The fields with those of another form that they lack.
    func filled(from other: FormFields) -> FormFields {
        FormFields(values: values.merging(other.values) { own, _ in own })
    }

    /// The fields with others in place of those of the same name.
    func adding(_ others: [String: String]) -> FormFields {
        FormFields(values: values.merging(others) { $1 })
    }

    /// The value of a parameter; nil where it is absent or empty.
    subscript(name: String) -> String? {
        values[name].flatMap { $0.isEmpty ? nil : $0 }
    }
}

/// The text with its percent escapes resolved; nil if an escape is broken, the bytes are no UTF-8, or there is a NUL.
func percentDecoded(_ text: some StringProtocol, plusIsBlank: Bool = false) -> String? {
    // Most texts stand as they are.
    let isPlain = text.utf8.allSatisfy { byte in
        byte != UInt8(ascii: "%") && byte != 0 && !(plusIsBlank && byte == UInt8(ascii: "+"))
    }
    if isPlain { return String(text) }
    var bytes: [UInt8] = []
    var rest = text.utf8.makeIterator()
    while let byte = rest.next() {
        switch byte {
        case UInt8(ascii: "%"):
            guard let high = rest.next().flatMap(hexadecimalValue), let low = rest.next().flatMap(hexadecimalValue)
            else {
                return nil
            }
            bytes.append(high << 4 | low)
        case UInt8(ascii: "+") where plusIsBlank:
            bytes.append(UInt8(ascii: " "))
        default:
            bytes.append(byte)
        }
    }
    guard !bytes.contains(0) else { return nil }
    return String(validating: bytes, as: UTF8.self)
}

private func hexadecimalValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
}
