import ArgumentParser
import Foundation
import ScenarioRunner
import Secrets

/// How a served server is controlled.
struct ServedControl: ParsableArguments {
    /// What moves the clock.
    enum ClockKind: String, CaseIterable, ExpressibleByArgument {
        case real, virtual
    }

    @Flag(
        help: """
            Open the control API at a port of loopback: clock, settings, applications, content, faults, firewall, snapshots, in \
            the words of scenario steps.
            """)
    var control = false

    @Option(help: "The port of the control API; 0 takes a free one.")
    var controlPort = 0

    @Option(
        help: ArgumentHelp(
            "Write the token of the control API to a file that you alone can read, instead of printing it.",
            valueName: "file"))
    var controlTokenFile: String?

    @Option(help: "What moves the clock: the machine's clock, or with 'virtual' the control API alone.")
    var clock = ClockKind.real

    func validate() throws {
        guard (0...65535).contains(controlPort) else {
            throw ValidationError("--control-port takes a number from 0 to 65535")
        }
        guard !control else { return }
        if clock == .virtual {
            throw ValidationError("--clock virtual stands still unless the control API moves it: add --control")
        }
        if controlPort != 0 { throw ValidationError("--control-port is of the control API: add --control") }
        if controlTokenFile != nil {
            throw ValidationError("--control-token-file is of the control API: add --control")
        }
    }

    /// Writes the token to the file that is named, readable by its owner alone.
    ///
    /// - Throws: `MachineError` where it cannot be written.
    func keep(_ token: Secret) throws(MachineError) {
        guard let controlTokenFile else { return }
        do {
            try WholeFile.write(Data((token.reveal() + "\n").utf8), to: controlTokenFile, for: .owner)
        } catch {
            throw error.renamed("the token of the control API cannot be written to '\(controlTokenFile)'")
        }
    }

    /// Removes the file with the token, which opens nothing any more.
    func forget() {
        if let controlTokenFile { unlink(controlTokenFile) }
    }
}
