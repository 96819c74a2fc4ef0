/// What people say of a failure where no code and no phrase of a program fixes the cause.
enum ForeignWords {
    static let all: [(cause: String, text: String)] = [
        ("grant-expired", "login failed: 403"),
        ("grant-expired", "403 error, a timeout during the authentication process"),
        ("grant-expired", "403 Forbidden from the token end point at log-in"),
        ("connection-timed-out", "timeout time-out timed out"),
        ("refresh-not-allowed", "users are logged out after 30 minutes"),
        ("not-a-work-server", "the API call was redirected to login.microsoftonline.com, sign in to your account"),
    ]
}
