import Rules

/// O&D's minimum: version 10.2, or a warning where no version can be read.
struct VersionGate {
    enum Finding: Equatable {
        case passed(String)
        case tooOld(String)
        case unreadable(String)
        case missing
    }

    let finding: Finding
    private let refusesUnknown: Bool

    init(_ told: String?, options: ClientOptions) {
        refusesUnknown = options.unknownVersion == .refuse
        guard let told else {
            finding = .missing
            return
        }
        guard let version = ServerVersion(told) else {
            finding = .unreadable(told)
            return
        }
        finding = version < .minimum ? .tooOld(told) : .passed(told)
    }

    /// The failure, if the server is not to be used.
    func failure(of record: ServerRecord, at place: IntegrationFailure.Place) -> IntegrationFailure? {
        switch finding {
        case .passed: return nil
        case .tooOld(let version):
            return IntegrationFailure(
                .versionTooOld, at: place,
                cause:
                    "\(record.address.host) is iManage Work Server \(version.clipped); Office & Dragons needs version "
                    + "\(ServerVersion.minimum.text) or newer.",
                rule: "client.version.too-old", server: record.name)
        case .unreadable, .missing:
            guard refusesUnknown else { return nil }
            return IntegrationFailure(
                .versionUnknown, at: place, cause: words(record), rule: "client.version.unknown", server: record.name)
        }
    }

    /// The warning where the version is not known; nil where it is.
    func notice(of record: ServerRecord) -> String? {
        switch finding {
        case .passed, .tooOld: return nil
        case .unreadable, .missing:
            return words(record) + " Please confirm with your iManage administrator that it is version "
                + "\(ServerVersion.minimum.text) or newer."
        }
    }

    private func words(_ record: ServerRecord) -> String {
        if case .unreadable(let text) = finding {
            return "\(record.address.host) tells a version that cannot be read, \u{201C}\(text.clipped)\u{201D}."
        }
        return "\(record.address.host) does not tell its version."
    }
}

extension String {
    /// The beginning of a text that somebody else wrote, in one line.
    fileprivate var clipped: String {
        String(split(whereSeparator: \.isWhitespace).joined(separator: " ").prefix(60))
    }
}
