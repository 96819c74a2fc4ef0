import HashTreeCollections

/// Something that a secret stands for, and that dies.
protocol Credential: Sendable {
    /// The digest of the secret.
    var digest: SecretDigest { get }
    /// The log-in that it belongs to; `nil` if it belongs to none.
    var logIn: SecretDigest? { get }
}

/// Codes, tokens, sign-ins or sessions by the digests of their secrets.
///
/// Dead rows stay for a while, so that an expired token differs from an unknown one. A table that has grown to `limit`
/// rows is swept, and the limit becomes twice what is left: inserting a row walks two rows at most on average, and a
/// small table, such as that of a scenario, keeps every row.
struct CredentialTable<Row: Credential>: Sendable {
    /// A table is not swept before it has so many rows.
    static var smallest: Int { 4_096 }

    /// Persistent, as reads decide on a copy of the state while others change it.
    private var rows = TreeDictionary<SecretDigest, Row>()
    private var ofLogIn = TreeDictionary<SecretDigest, [SecretDigest]>()
    private var limit = Self.smallest
    /// How many rows all sweeps walked; tests bound it.
    private(set) var walked = 0

    /// How many rows there are, dead ones included.
    var count: Int { rows.count }

    /// All rows in no order.
    var values: some Collection<Row> { rows.values }

    /// Reads, changes or removes the row of a secret.
    subscript(digest: SecretDigest) -> Row? {
        get { rows[digest] }
        _modify { yield &rows[digest] }
    }

    /// The rows of one log-in in no order.
    func rows(ofLogIn logIn: SecretDigest) -> [Row] { (ofLogIn[logIn] ?? []).compactMap { rows[$0] } }

    /// Inserts a row, after a sweep if the table is full.
    ///
    /// - Parameters:
    ///   - row: the row.
    ///   - isKept: whether a row stays in a sweep.
    mutating func insert(_ row: Row, keeping isKept: (Row) -> Bool) {
        if rows.count >= limit { sweep(keeping: isKept) }
        rows[row.digest] = row
        if let logIn = row.logIn { ofLogIn[logIn, default: []].append(row.digest) }
    }

    private mutating func sweep(keeping isKept: (Row) -> Bool) {
        walked += rows.count
        rows = rows.filter { isKept($0.value) }
        ofLogIn = TreeDictionary()
        for row in rows.values {
            guard let logIn = row.logIn else { continue }
            ofLogIn[logIn, default: []].append(row.digest)
        }
        limit = max(Self.smallest, 2 * rows.count)
    }
}

extension CredentialTable: Equatable where Row: Equatable {
    /// Whether both hold the same rows.
    static func == (left: CredentialTable, right: CredentialTable) -> Bool { left.rows == right.rows }
}

extension SignIn: Credential {
    var digest: SecretDigest { transaction }
    var logIn: SecretDigest? { nil }
}

extension AuthorizationCode: Credential {
    var logIn: SecretDigest? { nil }
}

extension AccessToken: Credential {
    var logIn: SecretDigest? { code }
}

extension RefreshToken: Credential {
    var logIn: SecretDigest? { code }
}

extension ControlCenterSession: Credential {
    var logIn: SecretDigest? { nil }
}
