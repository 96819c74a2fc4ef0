import ArgumentParser
import Foundation
import ScenarioLanguage
import Testing
import WorkServer

@testable import worksim

/// What `worksim serve` takes: a place, a world, and the control API.
@Suite struct `A served server` {
    private static let root = #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" }

    @Test(arguments: [
        (["--host", "0.0.0.0"], "add --expose-beyond-this-machine"),
        (["--host", "192.168.1.5", "--name", "work.example.test"], "add --expose-beyond-this-machine"),
        (["--host", "0.0.0.0", "--expose-beyond-this-machine"], "--name HOST"),
        (["--host", "everywhere"], "takes an address"),
        (["--host", "10.0.0.0/8"], "takes an address"), (["--name", "10.0.0.1"], "takes a DNS name"),
        (["--name", "a b"], "takes a DNS name"), (["--name", ""], "takes a DNS name"),
        (["--clock", "virtual"], "add --control"), (["--control-port", "7000"], "add --control"),
        (["--control-token-file", "x"], "add --control"), (["--control", "--control-port", "70000"], "0 to 65535"),
        (["--control", "--clock", "sundial"], "--clock"),
    ])
    func `a wrong option says what to write`(_ options: [String], _ words: String) {
        let error = #expect(throws: (any Error).self) { try WorkSim.parseAsRoot(["serve"] + options) }
        #expect(error.map { WorkSim.exitCode(for: $0).rawValue } == 64)
        #expect(error.map { WorkSim.fullMessage(for: $0).contains(words) } == true)
    }

    @Test func `other machines may call where that is said in full, and the certificate has the name`() throws {
        let serve = try #require(
            try WorkSim.parseAsRoot([
                "serve", "--host", "192.168.1.5", "--name", "Work.Example.Test", "--expose-beyond-this-machine",
            ]) as? Serve)
        #expect(serve.place.isBeyond && serve.place.bindAddress == "192.168.1.5")
        #expect(serve.place.urlHost == "work.example.test")
        #expect(serve.place.certificateAddresses.contains("192.168.1.5"))
        let address = serve.place.callerAddress(except: ["127.0.0.3"])
        #expect(
            ["127.0.0.1", "127.0.0.3", "192.168.1.9"].map(address) == ["198.51.100.20", "127.0.0.3", "192.168.1.9"])
    }

    @Test(arguments: [
        "# My world.\npreset: registered\nserver:\n  settings: { work_token_grant_expiry: 20s }\n",
        "title: A story\ngiven:\n  preset: registered\n  server: { settings: { work_token_grant_expiry: 20s } }\n"
            + "steps:\n  - user.log_in: { as: ada }\n",
    ])
    func `a file with a preset or a scenario gives the world`(_ text: String) throws {
        let file = try written(text)
        defer { try? FileManager.default.removeItem(atPath: file) }
        let served = try ServedFirm(preset: file)
        #expect(served.firm.settings == ["work_token_grant_expiry": "20s"])
        #expect(served.firm.users.contains { $0.id == "ADA" })
    }

    @Test(arguments: [
        ("preset: registred\n", "did you mean 'registered'?"),
        ("people: { ada: { ofice: user } }\n", "did you mean 'office'?"),
        ("title: A story\nsteps: []\n", "at least one step"), ("", "the preset is empty"),
        (
            "servers: { a: { url: \"https://a.example.com\" }, b: { url: \"https://b.example.com\" } }\n",
            "it describes 2 servers"
        ),
        ("people: {}\n", "it describes 0 servers"),
    ])
    func `a file that gives no world is refused with what is wrong`(_ text: String, _ words: String) throws {
        let file = try written(text)
        defer { try? FileManager.default.removeItem(atPath: file) }
        let trouble = #expect(throws: ServingTrouble.self) { try ServedFirm(preset: file) }
        #expect(trouble.map { "\($0)".contains(words) } == true, "\(String(describing: trouble))")
    }

    @Test func `a file that is not there is named`() {
        let trouble = #expect(throws: ServingTrouble.self) { try ServedFirm(preset: "/nowhere/world.yaml") }
        #expect(trouble.map { "\($0)".contains("there is no such file") } == true)
    }

    @Test func `each scenario that has one world can be served`() throws {
        let folder = Self.root + "/Scenarios/0-road"
        let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".yaml") }
        #expect(!files.isEmpty)
        for file in files {
            let path = "\(folder)/\(file)"
            do {
                #expect(!(try ServedFirm(preset: path).firm.users.isEmpty))
            } catch let trouble as ServingTrouble {
                #expect("\(trouble)".contains("rows") || "\(trouble)".contains("servers"), "\(trouble)")
            }
        }
    }

    private func written(_ text: String) throws -> String {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("served-\(UUID().uuidString).yaml")
            .path
        try Data(text.utf8).write(to: URL(fileURLWithPath: file))
        return file
    }
}
