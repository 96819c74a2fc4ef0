/// The presets of `Scenarios/presets`, built in, so that one file can be played wherever it travels.
public enum BuiltInPresets {
    /// The presets' texts, by name.
    public static let texts: [String: String] = [
        "added": PackageResources.added_yaml, "cloud": PackageResources.cloud_yaml,
        "connected": PackageResources.connected_yaml,
        "empty": PackageResources.empty_yaml, "firm": PackageResources.firm_yaml,
        "registered": PackageResources.registered_yaml,
        "small-firm": PackageResources.small_firm_yaml,
    ].mapValues { String(decoding: $0, as: UTF8.self) }
}
