import Foundation

/// The JSON Schema of the driver protocol.
public enum DriverSchema {
    /// The schema as `worksim driver --schema` prints it.
    public static var text: String {
        String(decoding: PackageResources.driver_schema_json, as: UTF8.self)
    }
}
