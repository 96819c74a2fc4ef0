/// Any JSON, for parts of a setup or an outcome whose form is free.
public indirect enum JSON: Codable, Hashable, Sendable {
    case text(String)
    case number(Int)
    case truth(Bool)
    case list([JSON])
    case map([String: JSON])

    /// Reads the form that `encode` writes; keys that are left out take their usual value.
    public init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if let truth = try? value.decode(Bool.self) {
            self = .truth(truth)
        } else if let number = try? value.decode(Int.self) {
            self = .number(number)
        } else if let text = try? value.decode(String.self) {
            self = .text(text)
        } else if let list = try? value.decode([JSON].self) {
            self = .list(list)
        } else {
            self = .map(try value.decode([String: JSON].self))
        }
    }

    /// Writes the form that scenario files use.
    public func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        switch self {
        case .text(let text): try value.encode(text)
        case .number(let number): try value.encode(number)
        case .truth(let truth): try value.encode(truth)
        case .list(let list): try value.encode(list)
        case .map(let map): try value.encode(map)
        }
    }
}
