import Foundation
import IntegrationClient
import Rules
import Secrets
import Synchronization
import WorkTime

/// The client of this package as a driver: answers the protocol on standard input and output until the runner ends it.
package enum DriverProgram {
    /// Runs until the input ends.
    ///
    /// - Throws: `DriverFailure` where the runner writes what is no message.
    package static func run() throws {
        let link = RunnerLink()
        let driver = Mutex<InProcessDriver?>(nil)
        link.send(.hello(ClientHello(name: "Office & Dragons")))
        try link.read { message in
            switch message {
            case .begin(let begin):
                do {
                    let made = try Self.driver(in: begin.world, link)
                    driver.withLock { $0 = made }
                    link.send(.begun(.init()))
                } catch {
                    link.send(.begun(.init(trouble: "\(error)")))
                }
            case .request(let request):
                let present = driver.withLock { $0 }
                Task {
                    let outcome = await LinkClock.$request.withValue(request.id) {
                        await present?.perform(request.request)
                    }
                    link.send(.answer(.init(id: request.id, outcome: outcome ?? .troubled("'begin' has not come yet"))))
                }
            case .now, .wake, .turn, .end: break
            }
        }
    }

    /// The client in a world.
    private static func driver(in world: ClientWorld, _ link: RunnerLink) throws -> InProcessDriver {
        let origin = WorkDate(sinceEpoch: .nanoseconds(world.now.unix) - .nanoseconds(world.now.elapsed))
        let calendar = PartyClock(LinkClock(origin: origin, link: link))
        link.follow(calendar)
        guard let gateway = world.gateways["office"], let deployment = Deployment(rawValue: world.deployment) else {
            throw DriverFailure(words: "'begin' names no gateway of 'office', or a deployment that does not exist")
        }
        let authority = try String(contentsOfFile: world.authorityFile, encoding: .utf8)
        var options = ClientOptions(assumptions: Assumptions(world.assume))
        options.limits.connectTimeout =
            world.options.connectTimeout.flatMap { Duration(text: $0) } ?? options.limits.connectTimeout
        options.tokens = world.options.tokens.flatMap { .init(rawValue: $0) } ?? options.tokens
        options.pageSize = world.options.pageSize ?? options.pageSize
        options.urlCheck = world.options.urlCheck.flatMap { .init(rawValue: $0) } ?? options.urlCheck
        let secrets = SecretBook { name, value in link.send(.secret(.init(name: name, value: value))) }
        let office = OfficeConfiguration(
            deployment: deployment, address: world.address, clock: calendar,
            identifiers: SeededIdentifiers(seed: world.seed, path: [world.scenario, "office"]), secrets: secrets,
            network: try GatewayNetwork(gateway: gateway, authority: authority, link: link), options: options)
        let people = world.people.compactMap { member in
            Person.Role(rawValue: member.role).map { Person(name: member.name, role: $0) }
        }
        return InProcessDriver(integration: Integration(office, people: people))
    }
}
