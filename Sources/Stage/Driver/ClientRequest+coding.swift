extension ClientRequest {
    private enum CodingKeys: String, CodingKey {
        case name = "do"
    }

    /// The name of the request.
    public var name: Name { parts.name }

    private var parts: (name: Name, payload: (any Encodable)?) {
        switch self {
        case .enableIManage(let payload): (.enableIManage, payload)
        case .addServer(let payload): (.addServer, payload)
        case .editServer(let payload): (.editServer, payload)
        case .removeServer(let payload): (.removeServer, payload)
        case .announceServer(let payload): (.announceServer, payload)
        case .review(let payload): (.review, payload)
        case .confirm(let payload): (.confirm, payload)
        case .reject(let payload): (.reject, payload)
        case .restart: (.restart, nil)
        case .beginLogIn(let payload): (.beginLogIn, payload)
        case .finishLogIn(let payload): (.finishLogIn, payload)
        case .logOut(let payload): (.logOut, payload)
        case .listLibraries(let payload): (.listLibraries, payload)
        case .browse(let payload): (.browse, payload)
        case .search(let payload): (.search, payload)
        case .open(let payload): (.open, payload)
        case .save(let payload): (.save, payload)
        case .resumeSave(let payload): (.resumeSave, payload)
        case .lock(let payload): (.lock, payload)
        case .unlock(let payload): (.unlock, payload)
        case .report(let payload): (.report, payload)
        case .status: (.status, nil)
        }
    }

    /// Reads the form that `encode` writes.
    public init(from decoder: any Decoder) throws {
        let name = try decoder.container(keyedBy: CodingKeys.self).decode(Name.self, forKey: .name)
        self =
            switch name {
            case .enableIManage: .enableIManage(try .init(from: decoder))
            case .addServer: .addServer(try .init(from: decoder))
            case .editServer: .editServer(try .init(from: decoder))
            case .removeServer: .removeServer(try .init(from: decoder))
            case .announceServer: .announceServer(try .init(from: decoder))
            case .review: .review(try .init(from: decoder))
            case .confirm: .confirm(try .init(from: decoder))
            case .reject: .reject(try .init(from: decoder))
            case .restart: .restart
            case .beginLogIn: .beginLogIn(try .init(from: decoder))
            case .finishLogIn: .finishLogIn(try .init(from: decoder))
            case .logOut: .logOut(try .init(from: decoder))
            case .listLibraries: .listLibraries(try .init(from: decoder))
            case .browse: .browse(try .init(from: decoder))
            case .search: .search(try .init(from: decoder))
            case .open: .open(try .init(from: decoder))
            case .save: .save(try .init(from: decoder))
            case .resumeSave: .resumeSave(try .init(from: decoder))
            case .lock: .lock(try .init(from: decoder))
            case .unlock: .unlock(try .init(from: decoder))
            case .report: .report(try .init(from: decoder))
            case .status: .status
            }
    }

    /// Writes the name and beside it what the request holds; the secrets that the client is to use stand in it.
    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        let (name, payload) = parts
        try fields.encode(name, forKey: .name)
        try payload?.encode(to: encoder)
    }
}
