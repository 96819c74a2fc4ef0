import ArgumentParser
import Foundation
import Markup

/// How many worlds fit into the file descriptors that this machine gives to a process.
struct DescriptorBudget {
    /// How many files may be open.
    let limit: Int
    let cores: Int
    /// Whether each scenario has a client in a process of its own.
    let withClient: Bool

    init(
        limit: Int = ProcessSetup.descriptorLimit, cores: Int = ProcessInfo.processInfo.activeProcessorCount,
        withClient: Bool = false
    ) {
        self.withClient = withClient
        self.limit = limit
        self.cores = cores
    }

    /// What the process has open whatever it plays: standard descriptors, files, and three for each event loop.
    private var base: Int { 16 + 4 * cores }
    /// The most that one scenario with its servers, browsers and connections had open, with some to spare.
    private static let each = 12
    /// The pipes of a client's process, its gateway and its tunnels.
    private static let client = 24

    private var each: Int { Self.each + (withClient ? Self.client : 0) }

    /// The most scenarios that can be played at a time; 0 where not even one fits.
    var worlds: Int { max(0, limit - base) / each }

    /// So many jobs as fit of those that are wanted.
    ///
    /// - Throws: status 3 where none fits, after it was told.
    func jobs(_ wanted: Int) throws -> Int {
        guard worlds > 0 else {
            Console.errors.write(
                error:
                    "this machine lets a process open \(limit) files, and one scenario needs \(base + each); raise the limit with 'ulimit -n 1024'"
            )
            throw ExitStatus.environment
        }
        guard worlds < wanted else { return wanted }
        Console.errors.write(
            "note: this machine lets a process open \(limit) files: \(worlds) of \(wanted) jobs are used; 'ulimit -n 1024' raises the limit"
        )
        return worlds
    }
}
