/// A number of bytes: `4KiB`, `10MiB`.
package struct ByteCount: ScalarValue, Hashable {
    /// How many bytes.
    package var bytes: Int
    private var unit: String

    /// This many bytes.
    package init(_ bytes: Int) {
        self.bytes = bytes
        unit = "B"
    }

    package static var words: String { "a size such as 10MiB" }
    package static var schema: Value { Scalar.pattern("^[0-9]{1,9}(B|KiB|MiB|GiB)$") }

    /// A gibibyte: the contents of a document are made and hashed.
    private static let largest = 1 << 30

    private static var units: [String: Int] { ["B": 1, "KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30] }

    package init(scalar: ScalarText) throws(KeyIssue) {
        let digits = scalar.text.prefix { $0.isASCII && $0.isNumber }
        unit = String(scalar.text.dropFirst(digits.count))
        guard digits.count < 19, let count = Int(digits), let factor = Self.units[unit] else {
            throw KeyIssue("'\(scalar.text)' is not a size", suggestion: "write 4KiB or 10MiB")
        }
        guard count <= Self.largest / factor else { throw KeyIssue("'\(scalar.text)' is larger than 1GiB") }
        bytes = count * factor
    }

    package var written: Value { .text("\(bytes / (Self.units[unit] ?? 1))\(unit)") }
}

/// A share from 0% to 100%.
package struct Percentage: ScalarValue, Hashable {
    /// The number before the sign.
    package var percent: Int

    package static var words: String { "a percentage such as 10%" }
    package static var schema: Value { Scalar.pattern("^0*(100|[1-9]?[0-9])%$") }

    package init(scalar: ScalarText) throws(KeyIssue) {
        let digits = scalar.text.dropLast()
        guard scalar.text.hasSuffix("%"), digits.allSatisfy({ $0.isASCII && $0.isNumber }), let number = Int(digits),
            number <= 100
        else { throw KeyIssue("'\(scalar.text)' is not a share from 0% to 100%", suggestion: "write 10%") }
        percent = number
    }

    package var written: Value { .text("\(percent)%") }
}

extension Shape {
    /// A number of bytes.
    package static var size: Shape { ByteCount.shape }
    /// A share.
    package static var percent: Shape { Percentage.shape }
}
