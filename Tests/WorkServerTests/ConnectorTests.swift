import Foundation
import Testing

@testable import WorkServer

/// Our names and words against those that iManage publishes in its connectors' definitions.
@Suite struct `The published connectors` {
    /// A field as a connector's definition or our document describes it.
    private struct Field: Decodable {
        let type: String?
        let words: [String]?

        private enum CodingKeys: String, CodingKey {
            case type
            case words = "enum"
        }
    }

    private struct Document: Decodable {
        let components: Components

        struct Components: Decodable { let schemas: [String: Schema] }
        struct Schema: Decodable { let properties: [String: Field]? }
    }

    /// A schema of ours, and the definition of a connector that is about the same.
    struct Pair: Sendable, CustomTestStringConvertible {
        let ours: String
        let theirs: String
        var file = "imanage-work"
        /// Why something differs: `+name` is a field of ours alone, `-name` one of theirs alone, `=name` has other words.
        let explained: [String: String]

        var testDescription: String { "\(ours) and \(theirs)" }
    }

    private static func definitions(_ file: String) throws -> [String: [String: Field]] {
        let url = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Connectors/\(file).json")
        return try JSONDecoder().decode([String: [String: Field]].self, from: Data(contentsOf: url))
    }

    private static func ours(_ name: String) throws -> [String: Field] {
        let schemas = try JSONDecoder().decode(Document.self, from: Data(OpenAPIDocument.json.utf8)).components.schemas
        return try #require(schemas[name]?.properties)
    }

    private static func differences(_ pair: Pair) throws -> Set<String> {
        let ours = try ours(pair.ours)
        let theirs = try #require(try definitions(pair.file)[pair.theirs])
        var found = Set(ours.keys).subtracting(theirs.keys).map { "+" + $0 }
        found += Set(theirs.keys).subtracting(ours.keys).map { "-" + $0 }
        for (name, field) in ours {
            guard let other = theirs[name] else { continue }
            if Set(field.words ?? []) != Set(other.words ?? []) { found.append("=" + name) }
            if field.type != other.type { found.append("type of " + name) }
        }
        return Set(found)
    }

    @Test(arguments: pairs) func `names what we name, but for what is explained`(_ pair: Pair) throws {
        let found = try Self.differences(pair)
        #expect(found.subtracting(pair.explained.keys).sorted() == [], "different and not explained")
        #expect(Set(pair.explained.keys).subtracting(found).sorted() == [], "explained and not different")
        #expect(pair.explained.values.allSatisfy { !$0.isEmpty })
    }

    private static let notKept = "Kept by the real server for its own work; nothing in WorkSim depends on it."
    private static let facade = "Made by the connector for its pages, not by the API behind it."
    private static let kinds = "The connector has one list of kinds for all; ours names those that can be here."
    private static let native = "The API has it, by vendor-typed clients; the connector leaves it out."

    private static func each(_ names: String, _ why: String) -> [String: String] {
        Dictionary(uniqueKeysWithValues: names.split(separator: " ").map { (String($0), why) })
    }

    private static func all(_ parts: [String: String]...) -> [String: String] {
        parts.reduce(into: [:]) { $0.merge($1) { $1 } }
    }

    static let pairs = [
        Pair(
            ours: "Document", theirs: "FullDocumentProfile",
            explained: all(
                each("-author_info -basic_properties -last_user_info -operator_info", facade),
                each("-arch_req -declared_date -is_archived", notKept),
                each(
                    """
                    +checkout_comment +checkout_date +checkout_due_date +checkout_path +checksum +custom31 +declared +in_use \
                    +latest_version +operations +parent_id +conversation_id +subject
                    """, native),
                ["+target": "What a shortcut leads to; the connector has no shortcuts in lists.", "=wstype": kinds])),
        Pair(
            ours: "Workspace", theirs: "WorkspaceProfile",
            explained: all(
                each(
                    """
                    +author +class +custom31 +edit_profile_date +has_documents +operations +subtype +type +workspace_id
                    """, native),
                [
                    "-basic_properties": facade, "=wstype": kinds,
                    "-last_user_description": "Documents have it; of workspaces no client was seen to read it.",
                ])),
        Pair(
            ours: "Folder", theirs: "FolderProfile",
            explained: [
                "+operations": native,
                "+profile": "Custom fields of a folder stand in an object of their own, by vendor-typed clients.",
                "+target": "What a shortcut leads to; the connector has no shortcuts in lists.",
                "-folder_url": facade,
                "=folder_type": "Favourites and matters are not kept as folders here.",
                "=wstype": kinds,
            ]),
        Pair(
            ours: "User", theirs: "UserProfile",
            explained: all(
                each(
                    """
                    -directory_id -distinguished_name -edit_date -exch_autodiscover -failed_logins -force_password_change \
                    -last_sync_ts -password_never_expire -pwd_changed_ts -user_domain -user_num
                    """, notKept),
                each(
                    "-custom1 -custom2 -custom3 -extension -fax -general -location -phone",
                    "A person's particulars, which no client here reads."),
                ["+libraries": native])),
        Pair(ours: "Class", theirs: "getClasses", explained: [:]),
        Pair(
            ours: "Subclass", theirs: "getSubclasses",
            explained: each("-default_security -required_fields -shadow", "The class decides; a subclass adds none.")),
        Pair(
            ours: "Security", theirs: "getPermissions",
            explained: [
                "-all_group_ids": facade, "-all_user_ids": facade,
                "type of acl": "An array on both sides; the connector refers to AccessPermissions for it.",
            ]),
        Pair(
            ours: "Access", theirs: "AccessPermissions",
            explained: [
                "-access_level_display_name": facade,
                "=access_level": "change_security is in the connector's enum alone, without a number of its own.",
            ]),
        Pair(
            ours: "Library", theirs: "getLibraries", file: "imanage-work-for-admins",
            explained: ["-display_name": facade]),
        Pair(ours: "GlobalRole", theirs: "getLibraryRoles", file: "imanage-work-for-admins", explained: [:]),
    ]
}
