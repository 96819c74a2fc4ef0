import ArgumentParser
import Foundation
import Markup
import ScenarioRunner
import Synchronization
import Testing

@testable import worksim

@Suite struct `A bad machine` {
    private func inFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("machine-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder)
    }

    private func names(_ folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    }

    @Test func `each refusal of the system has a reason and a way out`() {
        for code in [ENOSPC, EDQUOT, EACCES, EROFS, ENOENT, ENOTDIR, EISDIR, EMFILE, ENFILE, EFBIG, EEXIST] {
            let text = MachineError("'x' cannot be written", code).description
            #expect(text.hasPrefix("'x' cannot be written: "))
            #expect(text.contains(";"), "\(text)")
        }
    }

    @Test func `a full disk, a missing folder and a folder in its place are reported`() throws {
        try inFolder { folder in
            let data = Data("text".utf8)
            let full = #expect(throws: MachineError.self) { try WholeFile.write(data, to: "/dev/full") }
            #expect(full?.code == ENOSPC)
            let missing = #expect(throws: MachineError.self) { try WholeFile.write(data, to: "\(folder)/no/x") }
            #expect(missing?.code == ENOENT)
            let taken = #expect(throws: MachineError.self) { try WholeFile.write(data, to: folder) }
            #expect(taken?.code == EISDIR)
            #expect(names(folder) == [])
        }
    }

    @Test func `a file is replaced as a whole, keeps its mode, and a link goes on pointing`() throws {
        try inFolder { folder in
            try WholeFile.write(Data("one".utf8), to: "\(folder)/a")
            chmod("\(folder)/a", 0o640)
            try FileManager.default.createSymbolicLink(atPath: "\(folder)/l", withDestinationPath: "a")
            try WholeFile.write(Data("two".utf8), to: "\(folder)/l")
            #expect(try String(contentsOfFile: "\(folder)/a", encoding: .utf8) == "two")
            #expect(try FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/l") == "a")
            let mode = try FileManager.default.attributesOfItem(atPath: "\(folder)/a")[.posixPermissions] as? Int
            #expect(mode == 0o640)
            let there = #expect(throws: MachineError.self) {
                try WholeFile.write(Data("three".utf8), to: "\(folder)/a", overwriting: false)
            }
            #expect(there?.code == EEXIST)
            try WholeFile.write(Data("key".utf8), to: "\(folder)/k", for: .owner)
            let key = try FileManager.default.attributesOfItem(atPath: "\(folder)/k")[.posixPermissions] as? Int
            #expect(key == 0o600)
            #expect(names(folder) == ["a", "k", "l"])
        }
    }

    @Test func `of several files none is written where one cannot be`() throws {
        try inFolder { folder in
            try FileManager.default.createDirectory(atPath: "\(folder)/b", withIntermediateDirectories: false)
            try Data("old".utf8).write(to: URL(fileURLWithPath: "\(folder)/a"))
            #expect(throws: MachineError.self) {
                try WholeFile.write([("a", Data("new".utf8)), ("b", Data("new".utf8))], into: folder)
            }
            #expect(try String(contentsOfFile: "\(folder)/a", encoding: .utf8) == "old")
            #expect(names(folder) == ["a", "b"])
        }
    }

    @Test func `a folder below a file cannot be made, and nothing is left`() throws {
        try inFolder { folder in
            try WholeFile.write(Data("x".utf8), to: "\(folder)/f")
            #expect(throws: MachineError.self) { try WholeFile.makeFolder("\(folder)/f/r") }
            #expect(throws: MachineError.self) { try WholeFile.makeFolder("\(folder)/f") }
            #expect(throws: ExitStatus.environment) { try ReportFolder("\(folder)/f") }
            try WholeFile.makeFolder("\(folder)/r/s/")
            try WholeFile.tryFolder("\(folder)/r/s")
            #expect(names("\(folder)/r/s") == [])
        }
    }

    @Test(arguments: [EPIPE, ENOSPC])
    func `output that does not arrive is known, and nothing is written after it`(_ code: Int32) {
        let calls = Mutex(0)
        let console = Console { _ in
            calls.withLock { $0 += 1 }
            return code
        }
        #expect(console.lost == nil)
        console.write("one")
        console.write("two")
        #expect(console.lost?.code == code)
        #expect(calls.withLock { $0 } == 1)
    }

    @Test func `so many scenarios are played at a time as there are descriptors for`() throws {
        #expect(try DescriptorBudget(limit: 1024, cores: 2).jobs(4) == 4)
        #expect(try DescriptorBudget(limit: 64, cores: 2).jobs(8) == 3)
        #expect(throws: ExitStatus.environment) { try DescriptorBudget(limit: 30, cores: 2).jobs(1) }
    }

    @Test func `the statuses are in the help`() {
        for status in [ExitStatus.red, .init(2), ExitStatus.environment, ExitStatus.usage] {
            #expect(WorkSim.configuration.discussion.contains("\n  \(status.rawValue) "))
        }
    }
}

@Suite struct `A journal on a full disk` {
    private struct Entry: Encodable { let number: Int }

    /// Takes lines until it is full, and again after that.
    private final class Disk: JournalFile.Sink {
        let state = Mutex((isFull: false, text: ""))

        func append(_ data: Data) -> Int32? {
            state.withLock { state in
                guard !state.isFull else { return ENOSPC }
                state.text += String(decoding: data, as: UTF8.self)
                return nil
            }
        }
    }

    @Test func `a lost entry is reported once, counted, and named in the file as soon as there is room`() throws {
        let disk = Disk()
        let told = Mutex<[MachineError]>([])
        let journal = try JournalFile(path: "j", preset: "registered", sink: disk) { error in
            told.withLock { $0.append(error) }
        }
        journal.append(Entry(number: 1))
        disk.state.withLock { $0.isFull = true }
        for number in 2...4 { journal.append(Entry(number: number)) }
        #expect(told.withLock { $0.map(\.code) } == [ENOSPC])
        #expect(journal.missing == 3)
        disk.state.withLock { $0.isFull = false }
        journal.append(Entry(number: 5))
        let text = disk.state.withLock { $0.text }
        #expect(text.hasSuffix("{\"number\":1}\n{\"missing\":3}\n{\"number\":5}\n"))
        let head = text.split(separator: "\n")[0]
        let unreadable = #expect(throws: JournalScenario.Unreadable.self) {
            try JournalScenario(reading: Data("\(head)\n{\"missing\":3}\n".utf8))
        }
        #expect(unreadable?.description.contains("could not be written (3)") == true)
    }

    @Test func `a journal that cannot even be begun is refused`() {
        #expect(throws: MachineError.self) {
            try JournalFile(path: "/dev/full", preset: "registered") { _ in }
        }
        #expect(throws: MachineError.self) {
            try JournalFile(path: "/nowhere/at/all", preset: "registered") { _ in }
        }
    }
}
