import Rules
import Secrets
import Testing
import WorkServerTesting

@testable import WorkServer

/// Every way in meets every condition: what the table names is refused by the rule of the condition, the rest is let in.
struct `Letting somebody in` {
    /// Which way in refuses which condition.
    ///
    /// `x`: refused. `.`: let in, since the way knows nothing of the condition: there is no application, no password is
    /// entered, the provider has vouched before, or the scope was granted before.
    private static let table = """
                            page code password session refresh token controlCenter controlCenterSession
        applicationUnknown     x    x        x       .       x     x             .                    .
        applicationDisabled    x    x        x       .       x     x             .                    .
        authenticationOff      x    x        x       .       x     x             .                    .
        providerRedirects      x    .        .       .       .     .             .                    .
        providerCertificate    x    .        .       .       .     .             .                    .
        userUnknown            x    x        x       x       x     x             x                    x
        passwordWrong          x    .        x       x       .     .             x                    .
        userLocked             x    x        x       x       x     x             x                    x
        userOfProvider         .    .        x       x       .     .             .                    .
        addressUntrusted       x    x        x       x       x     x             x                    x
        userNotGranted         x    x        x       .       x     x             .                    .
        scopeNotAllowed        x    x        x       x       x     .             .                    .
        """

    struct Cell: Sendable, CustomTestStringConvertible {
        let way: Admission.Way
        let condition: AdmissionCondition
        let isRefused: Bool
        var testDescription: String { "\(way) with \(condition)" }
    }

    static let cells: [Cell] = {
        let rows = table.split(separator: "\n").map { $0.split(separator: " ") }
        return AdmissionCondition.allCases.flatMap { condition in
            Admission.Way.allCases.compactMap { way in
                guard let column = rows[0].firstIndex(of: "\(way)"),
                    let row = rows.first(where: { $0[0] == "\(condition)" })
                else { return nil }
                return Cell(way: way, condition: condition, isRefused: row[column + 1] == "x")
            }
        }
    }()

    @Test func `the table has every way and every condition`() {
        #expect(Self.cells.count == Admission.Way.allCases.count * AdmissionCondition.allCases.count)
    }

    @Test(arguments: cells)
    func `each way in is refused by the rule of each condition`(cell: Cell) throws {
        let bench = try Workbench(assume: ["oauth.address.checked": "every_call"])
        let healthy = try Door(cell.way, at: bench).knock(at: bench)
        try #require(healthy == nil, "\(cell.way) is refused where nothing is wrong")
        var door = try Door(cell.way, at: bench)
        try door.impose(cell.condition, at: bench)
        let rule = try door.knock(at: bench)
        #expect(rule == (cell.isRefused ? cell.condition.rule(for: cell.way).id : nil))
    }

    @Test(arguments: [("sign_in", true, false), ("every_call", true, true), ("page_only", false, false)])
    func `where trusted addresses are looked at is a switch`(reading: String, atPassword: Bool, atToken: Bool) throws {
        for (way, isRefused) in [
            (Admission.Way.page, true), (.password, atPassword), (.session, atPassword), (.refresh, atToken),
            (.token, atToken),
        ] {
            let bench = try Workbench(assume: ["oauth.address.checked": reading])
            var door = try Door(way, at: bench)
            try door.impose(.addressUntrusted, at: bench)
            #expect(
                try door.knock(at: bench) == (isRefused ? "oauth.user.address-untrusted" : nil), "\(way)")
        }
    }

    @Test func `tokens of a user who is locked live on where the switch says so`() throws {
        let bench = try Workbench(assume: ["oauth.access.live-tokens": "live_on"])
        var door = try Door(.token, at: bench)
        try door.impose(.userLocked, at: bench)
        #expect(try door.knock(at: bench) == nil)
    }

    @Test(arguments: [("10.3", "oauth.scope.not-allowed"), ("10.4", nil), ("cloud", nil)])
    func `Tier 1 access to Control Center is enough for the scope admin from 10.4 on`(release: String, rule: String?)
        throws
    {
        let bench = try Workbench(release: release)
        let door = try Door(.page, at: bench)
        bench.change("NORA") { $0.having(roles: ["TIER1"]) }
        #expect(try door.knock(at: bench) == rule)
    }

    @Test(arguments: [("email_only", "oauth.user.unknown"), ("id_or_email", nil)])
    func `on the cloud people sign in by their e-mail address`(reading: String, rule: String?) async throws {
        let bench = try Workbench(release: "cloud", hosting: .cloud, assume: ["oauth.user.cloud-name": reading])
        let named = try await bench.signIn(["username": "ada"])
        #expect((named.refused ? named.rule.id : nil) == rule)
        #expect(try await bench.signIn(["username": "Ada@Example.com"]).rule.id == "oauth.code.issued")
    }
}
