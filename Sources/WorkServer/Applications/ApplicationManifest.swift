import Rules
import Secrets
import WorkTime
import Yams

/// Registering an application from a package's `manifest.yaml`; its fields are read-only afterwards but for two.
struct ManifestImport {
    /// The manifest's text.
    let text: String

    /// The keys that manifests of registrations were seen to hold.
    private static let keys: Set = [
        "id", "name", "description", "publisher", "version", "api_key", "api_secret", "redirect_url", "scope",
    ]

    func decide(_ state: WorkState, _ context: DecisionContext) throws(CommandRefusalWithRule) -> Decision<
        CommandResult
    > {
        guard state.reading(of: PackageRules.packages) == .offered, state.node.hosting != .cloud else {
            throw CommandRefusalWithRule(
                PackageRules.notPossible,
                "\(state.node.name) cannot take in a package: no configuration library (WebDB) is set up, or it runs on the "
                    + "cloud. Register the application by hand, or ask iManage Support.")
        }
        var (application, minted) = try ApplicationRegistration(form: try form()).application(for: state)
        application.isFromPackage = true
        return ControlCenterRequest.accept(
            PackageRules.imported, "\(application.name) is registered from its package.", of: application,
            events: [.applicationRegistered(application)], minted: minted)
    }

    private func form() throws(CommandRefusalWithRule) -> ApplicationForm {
        guard text.utf8.count <= Endpoint.formLimit else { throw malformed("it is larger than 64 KiB") }
        let node: Node?
        do {
            node = try Yams.compose(yaml: text)
        } catch {
            throw malformed(Self.words(error))
        }
        guard let mapping = node?.mapping else { throw malformed("it is not a map of keys and values") }
        var form = ApplicationForm()
        for (key, value) in mapping {
            guard let name = key.string, Self.keys.contains(name) else {
                throw malformed("it has a key '\(key.string ?? "")' that no manifest of a registration has")
            }
            let text = value.scalar?.string
            switch name {
            case "name": form.name = text
            case "description": form.description = text
            case "publisher": form.publisher = text
            case "api_key": form.clientID = text
            case "api_secret": form.clientSecret = text.map { Secret($0) }
            case "redirect_url":
                form.redirectURLs = value.sequence.map { $0.compactMap(\.scalar?.string) } ?? text.map { [$0] }
            default: break
            }
        }
        return form
    }

    /// What makes a text no YAML, without a word of the text, which may hold a secret.
    private static func words(_ error: any Error) -> String {
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            "it is not YAML at line \(mark.line): \(problem)"
        case .duplicatedKeysInMapping: "a key stands in it twice"
        default: "it is not YAML"
        }
    }

    private func malformed(_ what: String) -> CommandRefusalWithRule {
        CommandRefusalWithRule(
            PackageRules.malformed,
            "The package's manifest.yaml cannot be used: \(what). Ask the vendor for another package.")
    }
}
