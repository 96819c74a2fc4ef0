import Rules
import WorkTime

/// How each way in answers a refusal of the one policy.
extension WorkState {
    /// Returns the answer of the authorize end point and of the sign-in page; `again` serves the form once more.
    func reply(
        to refusal: AdmissionRefusal, _ target: RedirectTarget, again: () -> AuthorizeReply
    ) -> AuthorizeReply {
        let forbidden = AuthorizeReply.page(
            PageRefusal(status: 403, heading: "Forbidden", message: refusal.message))
        switch refusal.condition {
        case .applicationUnknown: return refusalPage(refusal.message)
        case .applicationDisabled, .authenticationOff:
            return reading(of: AuthorizeRules.disabled) == .forbidden403
                ? forbidden : target.refusal("unauthorized_client", refusal.message)
        case .providerRedirects, .providerCertificate:
            let status = reading(of: SignInPolicyRules.page) == .page200 ? 200 : 400
            return .page(PageRefusal(status: status, heading: "Single sign-on failed", message: refusal.message))
        case .userUnknown, .passwordWrong, .userOfProvider: return again()
        case .userLocked: return reading(of: UserRules.answer) == .forbidden403 ? forbidden : again()
        case .addressUntrusted:
            return reading(of: SignInPolicyRules.untrusted) == .redirectAccessDenied
                ? target.refusal("access_denied", refusal.message) : forbidden
        case .userNotGranted:
            return reading(of: AuthorizeRules.notGranted) == .forbidden403
                ? forbidden : target.refusal("access_denied", refusal.message)
        case .scopeNotAllowed: return target.refusal("invalid_scope", refusal.message)
        }
    }

    /// Lets somebody in at the token end point.
    func admitAtToken(_ admission: Admission, at now: WorkDate) throws(TokenRefusal) -> WorkUser {
        do throws(AdmissionRefusal) {
            return try admit(admission, at: now)
        } catch {
            throw tokenRefusal(error, on: admission.way)
        }
    }

    /// Returns the answer of the token end point.
    func tokenRefusal(_ refusal: AdmissionRefusal, on way: Admission.Way) -> TokenRefusal {
        let (status, error): (Int, String) =
            switch refusal.condition {
            case .applicationUnknown: (status(TokenRules.clientRefused, 401, else: 400), "invalid_client")
            case .applicationDisabled, .authenticationOff, .providerRedirects, .providerCertificate:
                (status(AuthorizeRules.disabled, 400, else: 403), "unauthorized_client")
            case .userUnknown, .passwordWrong, .userOfProvider:
                (
                    way == .refresh
                        ? status(TokenRules.refreshRefused, 400, else: 401)
                        : status(TokenRules.codeRefused, 400, else: 403), "invalid_grant"
                )
            case .userLocked: (status(UserRules.answer, 400, else: 403), "invalid_grant")
            case .addressUntrusted: (status(SignInPolicyRules.untrusted, 403, else: 400), "access_denied")
            case .userNotGranted: (status(AuthorizeRules.notGranted, 400, else: 403), "access_denied")
            case .scopeNotAllowed: (status(TokenRules.broken, 400, else: 403), "invalid_scope")
            }
        return TokenRefusal(refusal.rule, status, error, refusal.told)
    }

    /// Returns the answer of the older session log-in.
    func sessionRefusal(_ refusal: AdmissionRefusal) -> APIRefusal {
        let status =
            switch refusal.condition {
            case .userLocked: status(UserRules.answer, 401, else: 403)
            case .addressUntrusted: status(SignInPolicyRules.untrusted, 403, else: 401)
            default: 401
            }
        let isLikePassword = refusal.condition == .userLocked && status == 401
        return APIRefusal(
            status: status, code: nil, message: isLikePassword ? AdmissionRefusal.credentials : refusal.told)
    }

    /// Returns the answer of the API to a call with a token.
    func accessRefusal(_ refusal: AdmissionRefusal) -> AccessRefusal {
        guard refusal.condition == .addressUntrusted, reading(of: SignInPolicyRules.untrusted) == .forbidden403 else {
            return AccessRefusal(
                rule: refusal.rule, message: AccessRefusal.deadToken,
                code: reading(of: AccessRules.code) == .nrcCode ? "NRC_UNAUTHENTICATED" : nil)
        }
        return AccessRefusal(rule: refusal.rule, message: refusal.message, code: "NRC_FORBIDDEN", status: 403)
    }
}

extension AdmissionRefusal {
    /// What a form says where name or password is wrong, whichever it is.
    static let credentials = "User ID or Password is incorrect"

    /// What is said of a client id that no application has.
    static let unknownClient = "The client id is not registered on this server."

    /// What the caller may be told: never which of name and password was wrong.
    var told: String {
        condition == .userUnknown || condition == .passwordWrong ? Self.credentials : message
    }
}
