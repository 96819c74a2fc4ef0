/// Where a firm's server runs.
public enum Hosting: String, Codable, CaseIterable, Sendable {
    /// In the firm's own rooms.
    case onPrem = "on-prem"
    /// In the firm's part of a public cloud.
    case vpc
    /// At iManage, shared with other firms.
    case cloud

    /// The customer id of the firm: 1 on a server of its own, a tenant's number on the cloud.
    public var customerID: Int { self == .cloud ? 259 : 1 }
}
