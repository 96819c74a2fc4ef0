import Foundation

/// The costs of all sizes side by side, and how each grows from the smallest firm to the largest.
struct Table {
    let measurements: [Measurement]

    func show() {
        guard let first = measurements.first, let last = measurements.last else { return }
        let width = first.rows.map(\.name.count).max() ?? 0
        let sizes = measurements.map { Self.right(Self.number(Double($0.documents))) }.joined()
        print("documents".padding(toLength: width, withPad: " ", startingAt: 0) + sizes + Self.right("growth"))
        for (index, row) in first.rows.enumerated() {
            let values = measurements.map { Self.right(Self.number($0.rows[index].value)) }.joined()
            let growth = row.value > 0 ? last.rows[index].value / row.value : 0
            print(
                row.name.padding(toLength: width, withPad: " ", startingAt: 0) + values
                    + Self.right("× " + Self.number(growth)) + "  " + row.unit)
        }
    }

    /// A number with as many digits as say something.
    static func number(_ value: Double) -> String {
        let size = abs(value)
        return String(format: size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : "%.2f", value)
    }

    private static func right(_ text: String) -> String {
        String(repeating: " ", count: max(1, 12 - text.count)) + text
    }
}
