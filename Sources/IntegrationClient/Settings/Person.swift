/// Somebody who uses Office & Dragons.
public struct Person: Codable, Hashable, Sendable {
    /// What somebody may do in the product.
    public enum Role: String, Codable, Sendable, CaseIterable {
        /// Logs in and works.
        case user
        /// Also changes the settings of the organization.
        case organizationAdmin = "organization_admin"
        /// Works at O&D: reviews, confirms and rejects servers.
        case staff
    }

    /// The name by which steps call the person.
    public let name: String
    /// What the person may do.
    public let role: Role

    /// Names a person.
    public init(name: String, role: Role) {
        self.name = name
        self.role = role
    }
}
