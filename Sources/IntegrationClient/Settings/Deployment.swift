/// Which Office & Dragons a firm uses: the redirect URL and the registration sheet follow from it.
public enum Deployment: String, Codable, Sendable, CaseIterable {
    /// The default one that firms share.
    case multiTenant = "multi-tenant"
    /// The shared one in the United States.
    case us
    /// One of the firm's own, with an address of its own.
    case singleTenant = "single-tenant"

    /// O&D's API Key / Client ID, the same on every server: a made-up stand-in, as the real one is O&D's to give.
    public static let clientID = "0ddd2a60-5e0c-4d1e-8a3b-0ff1ceda6005"

    /// Where iManage sends the browser back to; it is registered and sent exactly so.
    ///
    /// O&D's help documents that of the US deployment. Multi-tenant's is inferred from it; a single tenant's is not known, and
    /// example.com stands for the firm's own host.
    public var redirectURL: String {
        switch self {
        case .multiTenant: "https://app.officeanddragons.com/settings/profile/integrations"
        case .us: "https://app.us.officeanddragons.com/settings/profile/integrations"
        case .singleTenant: "https://office.example.com/settings/profile/integrations"
        }
    }
}
