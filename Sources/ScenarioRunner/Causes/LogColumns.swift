/// Reads the lines of a log in columns: W3C extended logs as IIS writes them, with their `#Fields` line or without.
struct LogColumns {
    private var names: [Substring] = []

    /// The request and the status of a line; nil for a line of another form.
    ///
    /// Remembers the line that names the columns.
    mutating func fact(in line: String) -> HTTPFact? {
        if line.hasPrefix("#fields:") {
            names = line.dropFirst("#fields:".count).split(separator: " ")
            return nil
        }
        let values = line.split(separator: " ")
        guard values.count >= 5, !line.contains("\"") else { return nil }
        return named(values) ?? shaped(values)
    }

    private func named(_ values: [Substring]) -> HTTPFact? {
        guard names.count == values.count, let status = names.firstIndex(of: "sc-status").flatMap({ Int(values[$0]) })
        else { return nil }
        func value(_ name: Substring) -> String? {
            names.firstIndex(of: name).map { String(values[$0]) }.flatMap { $0 == "-" ? nil : $0 }
        }
        return HTTPFact(method: value("cs-method"), path: value("cs-uri-stem"), status: status)
    }

    /// A line that lacks the names.
    ///
    /// A method and a path stand behind each other, and the first run of three numbers behind them is the status, the
    /// substatus and the system's code. A port has no number beside it.
    private func shaped(_ values: [Substring]) -> HTTPFact? {
        guard
            let method = values.indices.dropLast().first(where: {
                HTTPFact.methods.contains(String(values[$0])) && values[$0 + 1].hasPrefix("/")
            })
        else { return nil }
        let numbers = values.map { Int($0) }
        for index in (method + 2)..<max(method + 2, values.count) {
            guard index + 2 < values.count, let status = numbers[index], (100...599).contains(status),
                numbers[index - 1] == nil, numbers[index + 1] != nil, numbers[index + 2] != nil
            else { continue }
            return HTTPFact(method: String(values[method]), path: String(values[method + 1]), status: status)
        }
        return nil
    }
}
