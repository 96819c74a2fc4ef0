import Rules

/// What people say of a failure where no code and no phrase of a program fixes the cause.
enum ForeignWords {
    static let all: [(cause: FailureID, text: String)] = [
        (.grantExpired, "login failed: 403"),
        (.grantExpired, "403 error, a timeout during the authentication process"),
        (.grantExpired, "403 Forbidden from the token end point at log-in"),
        (.connectionTimedOut, "timeout time-out timed out"),
        (.refreshNotAllowed, "users are logged out after 30 minutes"),
        (.notAWorkServer, "the API call was redirected to login.microsoftonline.com, sign in to your account"),
    ]
}
