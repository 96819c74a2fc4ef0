package import WorkTime

/// A sign-in page that was served, until it is used.
public struct SignIn: Hashable, Codable, Sendable {
    let transaction: SecretDigest
    let clientID: String
    let redirectURL: String
    let scope: TokenScope
    /// The digest of the caller's `state`, so that the page cannot be sent back with another.
    package var state: SecretDigest?
    let challenge: String?
    let began: WorkDate
}

/// A code that stands for a user's log-in until the application redeems it.
public struct AuthorizationCode: Hashable, Codable, Sendable {
    let digest: SecretDigest
    let clientID: String
    let user: String
    let redirectURL: String
    let scope: TokenScope
    package var challenge: String?
    /// When the sign-in page was served.
    let signInBegan: WorkDate
    let issued: WorkDate
    package var redeemed: WorkDate?
}

/// What opens the API until it is idle for too long.
public struct AccessToken: Hashable, Codable, Sendable {
    let digest: SecretDigest
    let clientID: String
    let user: String
    let scope: TokenScope
    /// The code that it came from, by which a whole log-in is revoked.
    let code: SecretDigest
    let issued: WorkDate
    /// Minutes of inactivity that were allowed when it was given.
    let idleLimit: Int
    /// In whole seconds after the first use, so that uses within a second are one.
    package var lastUse: WorkDate
    /// The minute, counted since 1970, in which calls were last counted, and how many there were.
    var minute = 0
    var calls = 0
    package var revoked: WorkDate?
}

/// What gives new access tokens without the user.
public struct RefreshToken: Hashable, Codable, Sendable {
    let digest: SecretDigest
    package var clientID: String
    let user: String
    let scope: TokenScope
    let code: SecretDigest
    /// When the user logged in.
    let loggedIn: WorkDate
    /// Days that were allowed when it was given.
    let lifetime: Int
    /// Which of the application's secrets it was given under.
    let secretNumber: Int
    var lastUse: WorkDate
    package var revoked: WorkDate?
}
