import CertificateAuthority
import ControlAPI
import ScenarioLanguage
import ScenarioRunner
import Secrets
import Stage
import WorkServer
import WorkTime

/// A served world with its control API.
struct ControlledWorld {
    let server: RunningServer
    let url: String
    /// The port of the control API.
    let port: Int
    let token: Secret
    private let stage: Stage
    private let tasks: [Task<Void, Never>]

    /// Why the control API cannot be opened.
    struct PortTaken: Error, CustomStringConvertible {
        let port: Int
        var description: String {
            "the control API cannot listen on port \(port): name another one with --control-port"
        }
    }

    /// Builds a world, opens it to callers, and opens its control API.
    ///
    /// `assume` has the readings in force. `prepare` changes the server before anybody calls it; `POST /reset` returns to what
    /// it leaves.
    ///
    /// - Throws: what keeps the world from being built, or a port from being opened.
    init(
        _ served: ServedFirm, assume: [String: String], seed: UInt64, authority: Authority?, door: StageDoor,
        options: ServedControl, prepare: (RunningServer) async -> Void
    ) async throws {
        var setup = served.world
        setup.assume = assume
        var door = door
        if options.clock == .real { door.begins = SystemClock().origin }
        let world = try await ServedWorld(
            served.scenario, setup: setup, vocabulary: served.vocabulary, seed: seed, authority: authority, door: door)
        stage = world.stage
        token = Secret(SystemIdentifiers().token("control API"))
        stage.secrets.note(token.reveal(), as: "the control API's token")
        guard let (server, url) = stage.served else {
            await stage.stop()
            throw ServingTrouble.invalidPreset(served.scenario.path, "it has no server")
        }
        (self.server, self.url) = (server, url)
        await prepare(server)
        let service = ControlService(world, followsMachine: options.clock == .real)
        let control = ControlDoor(service, port: options.controlPort, token: token)
        let (opened, opening) = AsyncStream.makeStream(of: Int.self)
        var tasks = [
            Task {
                // Cancelled at the end, or the port is taken.
                _ = try? await control.run { opening.yield($0) }
                opening.finish()
            }
        ]
        guard let port = await opened.first(where: { _ in true }) else {
            await stage.stop()
            throw PortTaken(port: options.controlPort)
        }
        self.port = port
        if options.clock == .real { tasks.append(Task { await MachineTime(service).run() }) }
        self.tasks = tasks
        do throws(MachineError) {
            try options.keep(token)
        } catch {
            await stop()
            throw error
        }
    }

    /// Closes the control API and stops the server.
    func stop() async {
        for task in tasks { task.cancel() }
        for task in tasks { await task.value }
        await stage.stop()
    }
}
