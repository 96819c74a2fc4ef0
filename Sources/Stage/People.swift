import Foundation
import IntegrationClient
import ScenarioKeys
import WorkServer

/// Who is on the stage, and who is meant where a step names nobody.
struct People {
    /// Stand-ins for the set-up, which plays no part of the story.
    static let setupAdministrator = "set-up administrator"
    static let setupStaff = "set-up staff"

    let setups: [String: PersonSetup]

    var names: [String] { setups.keys.sorted() }

    /// The people as Office & Dragons knows them, stand-ins included.
    var office: [Person] {
        names.compactMap { name in setups[name]?.office.map { Person(name: name, role: $0) } } + [
            Person(name: Self.setupAdministrator, role: .organizationAdmin),
            Person(name: Self.setupStaff, role: .staff),
        ]
    }

    /// The user id of a person on a server.
    func account(of person: String, on server: String) -> String {
        setups[person]?.accounts[ServerName(server)]?.user ?? person.uppercased()
    }

    /// The accounts that a server has because of the people.
    func accounts(on server: String) -> [FirmUser] {
        names.filter { setups[$0]?.office != .staff }.map { name in
            FirmUser(
                id: account(of: name, on: server), fullName: name.capitalized,
                roles: setups[name]?.controlCenter.map { [$0] } ?? [])
        }
    }

    /// Who acts: the one that is named, else the only one who fits.
    func actor(_ named: String?, fitting isFit: (PersonSetup) -> Bool, what: String) throws(StageTrouble) -> String {
        if let named {
            guard setups[named] != nil else { throw StageTrouble("there is nobody called '\(named)' on the stage") }
            return named
        }
        let fitting = names.filter { name in setups[name].map(isFit) ?? false }
        guard fitting.count == 1, let only = fitting.first else {
            throw StageTrouble(
                fitting.isEmpty
                    ? "nobody on the stage is \(what): add one under 'people'"
                    : "several people are \(what) (\(fitting.joined(separator: ", "))): say which with 'as:'")
        }
        return only
    }
}

/// Why an action or a world cannot be played at all: a mistake of the script or of the simulator, never a party's failure.
public struct StageTrouble: Error, CustomStringConvertible {
    /// What is wrong.
    public let message: String
    /// Whether the script is to be mended, and not the simulator.
    public let isMistakeOfTheFile: Bool
    /// Whether the client under test failed in a way that no client may.
    public let isErrorOfTheClient: Bool
    /// What servers and network had met of a world that could not be built.
    package var beginning: [JournalLine] = []

    init(_ message: String, isMistakeOfTheFile: Bool = true, isErrorOfTheClient: Bool = false) {
        self.message = message
        self.isMistakeOfTheFile = isMistakeOfTheFile && !isErrorOfTheClient
        self.isErrorOfTheClient = isErrorOfTheClient
    }

    /// What is wrong.
    public var description: String { message }
}
