import Foundation
import Testing

/// The program itself, with what its surroundings do to it.
@Suite struct `The program` {
    private static let program =
        URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
        .appendingPathComponent("worksim").path
    private static let root = #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" }

    /// Runs a line of the shell in which `$W` is the program.
    private func shell(_ line: String) throws -> (status: Int32, out: String, err: String) {
        let process = Process()
        let (out, err) = (Pipe(), Pipe())
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = ["-c", line]
        process.currentDirectoryURL = URL(fileURLWithPath: Self.root)
        process.environment = ProcessInfo.processInfo.environment.merging(["W": Self.program]) { $1 }
        (process.standardOutput, process.standardError) = (out, err)
        try process.run()
        let text = String(decoding: out.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        let errors = String(decoding: err.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, text, errors)
    }

    @Test(arguments: [
        ("$W rules > /dev/full", "the disk is full"), ("$W rules >&-", "it is closed"),
        ("exec 3> >(:); wait $!; $W rules >&3", "its reader has gone away"),
    ])
    func `output that cannot be written is reported, and ends with 3`(_ line: String, _ reason: String) throws {
        let ended = try shell(line)
        #expect(ended.status == 3)
        #expect(ended.err.contains("the standard output cannot be written"))
        #expect(ended.err.contains(reason), "\(ended.err)")
    }

    @Test func `too few descriptors are reported before anything is played`() throws {
        let ended = try shell("ulimit -n 20; $W run Scenarios/7-trouble --filter '*403-grant*'")
        #expect(ended.status == 3)
        #expect(ended.err.contains("lets a process open 20 files") && ended.err.contains("ulimit -n 1024"))
        #expect(ended.out.isEmpty)
    }

    @Test(arguments: [SIGHUP, SIGTERM, SIGINT])
    func `a signal ends a server in order, and its certificate's file goes`(_ signal: Int32) throws {
        let process = Process()
        let out = Pipe()
        // Whoever runs the tests may have them ignored, as nohup does.
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["--default-signal=HUP,TERM,INT", Self.program, "serve", "--port", "0", "--json"]
        process.standardOutput = out
        try process.run()
        var line = Data()
        while !line.contains(0x0A), case let more = out.fileHandleForReading.availableData, !more.isEmpty {
            line += more
        }
        let file = try #require(
            (try JSONSerialization.jsonObject(with: line) as? [String: Any])?["ca_certificate"] as? String)
        #expect(FileManager.default.fileExists(atPath: file))
        kill(process.processIdentifier, signal)
        process.waitUntilExit()
        #expect(process.terminationReason == .exit && process.terminationStatus == 0)
        #expect(!FileManager.default.fileExists(atPath: file))
    }

    @Test func `the token of the control API is in a file of its owner, in no output, and gone at the end`() throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("token-\(UUID().uuidString)").path
        // The file of somebody else's choice of mode is replaced, and not written into.
        let ended = try shell(
            """
            install -m 644 /dev/null '\(file)'
            $W serve --port 0 --json --control --clock virtual --control-token-file '\(file)' > '\(file).card' 2> '\(file).err' &
            until [ -s '\(file).card' ]; do kill -0 $! || exit 9; sleep 0.1; done
            stat -c %a '\(file)'
            control=$(sed 's/.*"control":{[^}]*"url":"\\([^"]*\\)".*/\\1/' '\(file).card')
            curl -s -o /dev/null -w '%{http_code}\\n' -H "Authorization: Bearer $(cat '\(file)')" "$control/clock"
            curl -s -o /dev/null -w '%{http_code}\\n' "$control/clock"
            grep -c -F -f '\(file)' '\(file).card' '\(file).err' | sed 's/.*://'
            kill $!; wait $!; echo "status $?"
            ls '\(file)' 2>&1 | grep -c 'No such file'
            rm '\(file).card' '\(file).err'
            """)
        #expect(ended.out.split(separator: "\n") == ["600", "200", "401", "0", "0", "status 0", "1"], "\(ended)")
    }

    @Test func `a busy port of the control API ends with 3, and the server with it`() throws {
        let ended = try shell(
            """
            exec 3< <($W serve --port 0 --json --control)
            read -r card <&3
            port=$(sed 's/.*"control":{[^}]*"url":"[^"]*:\\([0-9]*\\)".*/\\1/' <<< "$card")
            $W serve --port 0 --json --control --control-port "$port"; echo "status $?"
            kill %1 2> /dev/null || kill $!
            """)
        #expect(
            ended.out.contains("status 3") && ended.err.contains("name another one with --control-port"), "\(ended)")
    }
}
