public import Rules

/// Every rule and switch of the server, all areas joined.
public let workServerRules: RuleCatalogue = [
    ApplicationRules.catalogue, PackageRules.catalogue, SettingRules.catalogue, DiscoveryRules.catalogue,
    AuthorizeRules.catalogue, SignInPolicyRules.catalogue, UserRules.catalogue,
    TokenRules.catalogue, PasswordRules.catalogue, SAMLRules.catalogue, SessionRules.catalogue, AccessRules.catalogue,
    ContentRules.catalogue, FirewallRules.catalogue, ProxyRules.catalogue, FaultRules.catalogue,
    ConnectionRules.catalogue, HTTPRules.catalogue, PageRules.catalogue,
].reduce(RuleCatalogue(rules: [], switches: [])) { $0.joined(with: $1) }
