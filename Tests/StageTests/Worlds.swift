import Foundation
import Stage

/// Worlds that the tests play in, as a scenario would describe them.
enum Worlds {
    static let registered = """
        {"people": {
            "nora": {"control_center": "NRTADMIN", "from": "198.51.100.5"},
            "omar": {"office": "organization_admin", "from": "198.51.100.6"},
            "sven": {"office": "staff"},
            "ada": {"office": "user", "from": "198.51.100.20"}},
         "office": {"deployment": "multi-tenant", "address": "203.0.113.10", "imanage": "enabled",
            "servers": {"main": "validated"}},
         "servers": {"main": {"release": "10.4", "url": "https://work.example.com",
            "settings": {"work_token_grant_expiry": "60s"},
            "applications": {"Office & Dragons": {"from": "sheet", "enabled": true}},
            "content": {"ACTIVE": {}, "ARCHIVE": {}}}}}
        """

    /// The world described in JSON, with some texts replaced.
    static func setup(_ json: String = registered, replacing: [String: String] = [:]) throws -> StageSetup {
        let text = replacing.reduce(json) { $0.replacingOccurrences(of: $1.key, with: $1.value) }
        return try JSONDecoder().decode(StageSetup.self, from: Data(text.utf8))
    }

    /// Plays in a world, and stops its servers whatever comes of it.
    static func play(_ setup: StageSetup, _ body: (Stage) async throws -> Void) async throws {
        try await PlayingLimit.withPlace {
            let stage = try await Stage(setup: setup, seed: 1, scenario: "test")
            do {
                try await body(stage)
            } catch {
                await stage.stop()
                throw error
            }
            await stage.stop()
        }
    }
}

extension Action {
    /// An action as JSON spells it.
    init(json: String) throws {
        self = try JSONDecoder().decode(Action.self, from: Data(json.utf8))
    }
}
