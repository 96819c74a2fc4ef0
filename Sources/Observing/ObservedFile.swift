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

        enum CodingKeys: String, CodingKey, CaseIterable {
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
        let text = text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
        let places = try ObservedPlaces(text, path: path)
        let contents = try decoded(text, places)
        var observation = Observation(date: contents.date)
        observation.release = contents.release
        observation.calls = contents.calls ?? 0
        observation.stopped = contents.stopped
        observation.shapes = contents.shapes ?? []
        for (id, seen) in (contents.readings ?? [:]).sorted(by: { $0.key < $1.key }) {
            let question = try known(id, places, "readings", catalogue)
            guard let reading = seen.reading, let index = question.values.firstIndex(where: { $0.name == reading })
            else {
                throw places.error(
                    "readings: \(id): there is no reading '\(seen.reading ?? "")'. Use one of "
                        + question.values.map(\.name).joined(separator: ", ") + ".", at: "readings", id, "reading")
            }
            if let verdict = seen.verdict, !verdicts.contains(verdict) {
                throw places.error(
                    "readings: \(id): there is no verdict '\(verdict)'. Use one of "
                        + verdicts.joined(separator: ", ") + ".", at: "readings", id, "verdict")
            }
            let evidence = seen.evidence ?? []
            observation.findings[id] = index == 0 ? .asSimulated(reading, evidence) : .differs(reading, evidence)
        }
        for (id, seen) in contents.gaps ?? [:] {
            _ = try known(id, places, "gaps", catalogue)
            observation.findings[id] = .gap(seen.evidence ?? [])
        }
        for (id, reason) in contents.notSeen ?? [:] {
            _ = try known(id, places, "not_seen", catalogue)
            observation.findings[id] = .notSeen(reason)
        }
        return observation
    }

    private static let verdicts = ["as simulated", "differs"]

    private static func decoded(_ text: String, _ places: ObservedPlaces) throws(ObservingError) -> Contents {
        if let form = places.text(at: "observed"), form != "1" {
            throw places.error(
                "the file has the form \(form.prefix(20)), and this WorkSim reads form 1. Observe the server again.",
                at: "observed")
        }
        let keys = Contents.CodingKeys.allCases.map(\.rawValue)
        if let key = places.keys.first(where: { !keys.contains($0) }) {
            throw places.error(
                "unknown key '\(key.prefix(60))'. The keys are \(keys.joined(separator: ", ")).", at: key)
        }
        do {
            return try YAMLDecoder().decode(Contents.self, from: text)
        } catch {
            let context: DecodingError.Context? =
                switch error as? DecodingError {
                case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context),
                    .dataCorrupted(let context):
                    context
                default: nil
                }
            var way = context?.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue } ?? []
            if case .keyNotFound(let key, _) = error as? DecodingError {
                throw places.error("'\(key.stringValue)' is missing. Observe the server again.", way: way)
            }
            let name = way.popLast() ?? "the file"
            throw places.error(
                "'\(name.prefix(60))' is not what `worksim observe` writes there. Observe the server again.",
                way: way + [name])
        }
    }

    private static func known(
        _ id: String, _ places: ObservedPlaces, _ part: String, _ catalogue: RuleCatalogue
    ) throws(ObservingError) -> SwitchDescription {
        guard let question = catalogue.switch(id) else {
            throw places.error(
                "there is no switch '\(id)'. `worksim rules` lists them; observe the server again with this WorkSim.",
                at: part, id)
        }
        return question
    }
}
