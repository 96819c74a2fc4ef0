import Rules

/// What a refused API call means.
extension Integration {
    /// The failure of an API call that has a session and was refused for another reason.
    func refusedCall(_ response: WireResponse, record: ServerRecord) -> IntegrationFailure {
        if let failure = commonFailure(for: response, at: .api, record: record) { return failure }
        let body = ErrorBody(response)
        guard body.isJSON else { return notAWorkServer(response, at: .api, record: record) }
        let id: FailureID
        var cause: String?
        switch response.status {
        case 400, 413, 415, 422:
            id = .uploadRefused
            cause = fieldsCause(body)
        case 403: id = .noRights
        case 409, 423: id = .checkedOutByOther
        case 404: id = .notFound
        default: return notAWorkServer(response, at: .api, record: record)
        }
        return IntegrationFailure(
            id, at: .api, cause: cause, status: response.status, error: shown(body.code), server: record.name)
    }

    /// Names the fields that the server names; nil where it names none.
    private func fieldsCause(_ body: ErrorBody) -> String? {
        guard !body.fields.isEmpty, let fields = shown(body.fields.joined(separator: "; ")) else { return nil }
        return "iManage does not take the document as it is: \(fields)."
    }

    /// What a save's answer warns of, in words for the person.
    func warnings(in answer: JSONValue) -> [String] {
        let rows = (answer["warnings"]?.items ?? []) + (answer["data"]?["warnings"]?.items ?? [])
        return rows.compactMap { shown(FieldMessage($0)?.words ?? $0.text) }.map {
            "iManage has stored the document and warns: \($0)."
        }
    }
}
