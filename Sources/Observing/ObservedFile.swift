import Foundation
public import Rules
import Yams

/// The file of an observation, `observed.yaml`: written to be read by a person before it is mailed.
public enum ObservedFile {
    /// What the file holds.
    private struct Contents: Codable {
        struct Seen: Codable {
            var reading: String?
            var verdict: String?
            var evidence: [String]?
        }

        var observed: Int
        var date: String
        var release: String?
        var calls: Int?
        var stopped: String?
        var readings: [String: Seen]?
        var gaps: [String: Seen]?
        var notSeen: [String: String]?
        var shapes: [Observation.Shape]?

        enum CodingKeys: String, CodingKey {
            case observed, date, release, calls, stopped, readings, gaps
            case notSeen = "not_seen"
            case shapes
        }
    }

    private static let heading = """
        # What `worksim observe` saw of a work server: statuses, names of headers, keys of JSON with the kinds of their
        # values, and the known words of errors. No value, name, id, token or text of the server is here.

        """

    /// The text of the file.
    public static func text(of observation: Observation) throws -> String {
        var contents = Contents(
            observed: 1, date: observation.date, release: observation.release, calls: observation.calls,
            stopped: observation.stopped, readings: [:], gaps: [:], notSeen: [:], shapes: observation.shapes)
        for (id, finding) in observation.findings {
            switch finding {
            case .asSimulated(let reading, let evidence):
                contents.readings?[id] = Contents.Seen(reading: reading, verdict: "as simulated", evidence: evidence)
            case .differs(let reading, let evidence):
                contents.readings?[id] = Contents.Seen(reading: reading, verdict: "differs", evidence: evidence)
            case .gap(let evidence): contents.gaps?[id] = Contents.Seen(evidence: evidence)
            case .notSeen(let reason): contents.notSeen?[id] = reason
            }
        }
        let encoder = YAMLEncoder()
        encoder.options.sortKeys = true
        encoder.options.width = 120
        encoder.options.allowUnicode = true
        return heading + (try encoder.encode(contents))
    }

    /// The most bytes that are read of a file.
    public static let longest = 1 << 20

    /// Reads a file.
    ///
    /// - Parameters:
    ///   - text: The text of the file.
    ///   - path: What the file is called in errors.
    ///   - catalogue: The switches that a reading may be of.
    /// - Returns: The observation that the file holds.
    /// - Throws: What is wrong in the file, and where.
    public static func read(
        _ text: String, path: String, _ catalogue: RuleCatalogue
    ) throws(ObservingError) -> Observation {
        guard text.utf8.count <= longest else {
            throw ObservingError("\(path): the file is longer than 1 MiB. Name a file that `worksim observe` wrote.")
        }
        let contents: Contents
        do {
            contents = try YAMLDecoder().decode(Contents.self, from: text)
        } catch {
            throw ObservingError("\(path): the file holds no observation. Name a file that `worksim observe` wrote.")
        }
        guard contents.observed == 1 else {
            throw ObservingError(
                "\(path): the file has the form \(contents.observed), and this WorkSim reads form 1. Observe the server again."
            )
        }
        var observation = Observation(date: contents.date)
        observation.release = contents.release
        observation.calls = contents.calls ?? 0
        observation.stopped = contents.stopped
        observation.shapes = contents.shapes ?? []
        for (id, seen) in (contents.readings ?? [:]).sorted(by: { $0.key < $1.key }) {
            let question = try known(id, path, catalogue)
            guard let reading = seen.reading, let index = question.values.firstIndex(where: { $0.name == reading })
            else {
                throw ObservingError(
                    "\(path): readings: \(id): there is no reading '\(seen.reading ?? "")'. Use one of "
                        + question.values.map(\.name).joined(separator: ", ") + ".")
            }
            let evidence = seen.evidence ?? []
            observation.findings[id] = index == 0 ? .asSimulated(reading, evidence) : .differs(reading, evidence)
        }
        for (id, seen) in contents.gaps ?? [:] {
            _ = try known(id, path, catalogue)
            observation.findings[id] = .gap(seen.evidence ?? [])
        }
        for (id, reason) in contents.notSeen ?? [:] {
            _ = try known(id, path, catalogue)
            observation.findings[id] = .notSeen(reason)
        }
        return observation
    }

    private static func known(
        _ id: String, _ path: String, _ catalogue: RuleCatalogue
    ) throws(ObservingError) -> SwitchDescription {
        guard let question = catalogue.switch(id) else {
            throw ObservingError(
                "\(path): there is no switch '\(id)'. `worksim rules` lists them; observe the server again with this WorkSim."
            )
        }
        return question
    }
}
