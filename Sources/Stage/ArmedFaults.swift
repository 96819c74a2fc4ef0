import Foundation
import Secrets
import WorkServer

/// The faults that a script has armed, whom they strike, and how often they have.
struct ArmedFaults: Sendable {
    /// Whose exchanges a fault strikes; what is nil is free.
    struct Target: Sendable {
        var port: Int?
        var party: String?
        var request: String?
        /// A path, with `*` for any part of it.
        var path: String?
        /// Which of these exchanges is the first to be struck.
        var nth = 1
    }

    /// An exchange that may be struck.
    struct Victim {
        let id: String
        let port: Int
        let party: String
        let request: String
    }

    fileprivate struct Armed {
        let id: Int
        let target: Target
        /// How often it strikes; nil until it is cleared.
        let times: Int?
        /// Of how many in a hundred it strikes.
        let share: Int
        let fault: ExchangeFault
        /// The exchanges that it was met by, each once however often it is asked about.
        var met: Set<String> = []
        var fired = 0
    }

    private var armed: [Armed] = []
    /// Faults that are over: cleared, or fired as often as they should.
    private var spent: [Armed] = []

    /// Whether nothing can go wrong now.
    var isEmpty: Bool { armed.isEmpty }

    /// The kinds of the faults that have never fired.
    var idle: [ExchangeFault.Kind] { (armed + spent).filter { $0.fired == 0 }.map(\.fault.kind) }

    /// Arms a fault; `times` is how often it strikes, nil until it is cleared, and `share` of how many in a hundred.
    mutating func arm(_ fault: ExchangeFault, against target: Target, times: Int?, share: Int) {
        armed.append(
            Armed(id: armed.count + spent.count, target: target, times: times, share: share, fault: fault))
    }

    /// Disarms the faults of a server; all of them for nil.
    mutating func clear(port: Int?) {
        spent += armed.filter { port == nil || $0.target.port == port }
        armed.removeAll { port == nil || $0.target.port == port }
    }

    /// What goes wrong with an exchange at a moment; the fault that was armed first strikes first.
    mutating func fault(
        of victim: Victim, at moment: ExchangeFault.Moment, chance: any IdentifierSource
    ) -> ExchangeFault? {
        for index in armed.indices where armed[index].isMet(by: victim, at: moment) {
            guard armed[index].met.insert(victim.id).inserted, armed[index].met.count >= armed[index].target.nth,
                isStruck(armed[index], chance)
            else { continue }
            armed[index].fired += 1
            let fault = armed[index].fault
            if let times = armed[index].times, armed[index].fired >= times { spent.append(armed.remove(at: index)) }
            return fault
        }
        return nil
    }

    /// Whether chance, which the seed decides, lets a fault strike.
    private func isStruck(_ armed: Armed, _ chance: any IdentifierSource) -> Bool {
        guard armed.share < 100 else { return true }
        let bytes = chance.bytes("share of fault \(armed.id)", count: 2)
        return (Int(bytes[0]) << 8 | Int(bytes[1])) * 100 < armed.share << 16
    }
}

extension ArmedFaults.Armed {
    /// Whether an exchange at this moment is one that the fault is for.
    fileprivate func isMet(by victim: ArmedFaults.Victim, at moment: ExchangeFault.Moment) -> Bool {
        guard fault.kind.layer == moment.layer, target.port == nil || target.port == victim.port,
            target.party == nil || target.party == victim.party,
            target.request == nil || target.request == victim.request
        else { return false }
        switch moment {
        case .accepted: return true
        case .received(let bytes): return bytes >= max(1, fault.at)
        case .request(let path): return target.path.map { Self.matches(path, pattern: $0) } ?? true
        }
    }

    /// Whether a path is the pattern, in which `*` stands for any part.
    private static func matches(_ path: String, pattern: String) -> Bool {
        let parts = pattern.split(separator: "*", omittingEmptySubsequences: false).map(String.init)
        guard parts.count > 1, let first = parts.first, let last = parts.last else { return path == pattern }
        guard path.hasPrefix(first), path.hasSuffix(last), path.count >= first.count + last.count else { return false }
        var rest = path.dropFirst(first.count).dropLast(last.count)
        for part in parts.dropFirst().dropLast() where !part.isEmpty {
            guard let found = rest.range(of: part) else { return false }
            rest = rest[found.upperBound...]
        }
        return true
    }
}
