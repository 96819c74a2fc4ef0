import Markup
import Rules
import Stage

/// What the page's script reads: every text once, and numbers where it is used.
struct PageData: Encodable {
    /// A text, as its place in `texts`.
    typealias Text = Int

    struct Scenario: Encodable {
        let id, title, path, verdict: Text
        let blame, changed, reason, given, begins, source: Text?
        let covers, tags: [Text]
        let findings: [[Text]]
        let steps: [Step]

        private enum CodingKeys: String, CodingKey {
            case id = "i"
            case title = "t"
            case path = "p"
            case verdict = "v"
            case blame = "b"
            case changed = "u"
            case reason = "w"
            case given = "n"
            case begins = "z"
            case source = "x"
            case covers = "c"
            case tags = "g"
            case findings = "f"
            case steps = "s"
        }
    }

    struct Step: Encodable {
        let number, line: Int
        let id: Text?
        let does: Text
        let note: Text?
        let verdict: Text
        let blame, expected, seen: Text?
        let mismatches, warnings: [[Text]]?
        let failure, rule, evidence, remedy, ask, message, elapsed: Text?
        let journal: [Line]?

        private enum CodingKeys: String, CodingKey {
            case number = "n"
            case line = "l"
            case id = "i"
            case does = "d"
            case note = "o"
            case verdict = "v"
            case blame = "b"
            case expected = "x"
            case seen = "y"
            case mismatches = "m"
            case warnings = "a"
            case failure = "f"
            case rule = "r"
            case evidence = "u"
            case remedy = "h"
            case ask = "k"
            case message = "t"
            case elapsed = "e"
            case journal = "j"
        }
    }

    struct Line: Encodable {
        let server, party, kind, date: Text
        let what: Text?
        let status: Int?
        let rule: Text
        let refused: Int?
        let detail: Text
        let error: Text?
        let requestHeaders: [Text]?
        let requestBody: Text?
        let responseHeaders: [Text]?
        let responseBody: Text?
        let changes: [[Text?]]?

        private enum CodingKeys: String, CodingKey {
            case server = "s"
            case party = "p"
            case kind = "k"
            case date = "d"
            case what = "w"
            case status = "c"
            case rule = "r"
            case refused = "x"
            case detail = "t"
            case error = "e"
            case requestHeaders = "q"
            case requestBody = "b"
            case responseHeaders = "Q"
            case responseBody = "B"
            case changes = "g"
        }
    }

    struct Wanted: Encodable {
        let requirement: Requirement
        let title: String
        let covered: Coverage.Sentence
    }

    struct Failure: Encodable {
        let id, symptom, cause, remedy, source: String
        let evidence: Evidence
        let open: String?
        let state: Coverage.State
        let scenarios: [String]
    }

    let seed: UInt64
    let summary: RunReport.Summary
    let scenarios: [Scenario]
    let rules: [String: Rule]
    let requirements: [Wanted]
    let failures: [Failure]
    let article: [ArticleText.Block]
    /// What each blame means, and what a red step did: the words that a terminal shows too.
    let blames, reds: [String: String]
    let texts: [String]

    /// Gathers what a page shows of results.
    init(_ results: [ScenarioResult], seed: UInt64, sources: SourceTexts = .none, ledger: RuleLedger = .all) {
        var pool = TextPool()
        self.seed = seed
        summary = RunReport.Summary(results)
        scenarios = results.map { Scenario($0, sources.byPath[$0.path], &pool) }
        let used = Set(
            results.flatMap { $0.rules + $0.steps.flatMap { [$0.rule].compactMap { $0 } + $0.journal.map(\.rule) } })
        rules = Dictionary(uniqueKeysWithValues: used.compactMap { id in ledger.rule(id).map { (id, $0) } })
        let coverage = Coverage(of: results)
        requirements = zip(Requirements.all, coverage.requirements).map { requirement, covered in
            Wanted(requirement: requirement, title: requirement.section.title, covered: covered)
        }
        failures = zip(DocumentedFailures.all, coverage.failures).map { failure, cell in
            Failure(
                id: failure.id, symptom: failure.symptom, cause: failure.cause, remedy: failure.remedy,
                source: failure.source, evidence: failure.evidence, open: failure.open, state: cell.state,
                scenarios: cell.scenarios + cell.claims)
        }
        article = ArticleText.builtIn.blocks
        blames = Dictionary(results.compactMap(\.blame).map { ($0.text, $0.meaning) }) { first, _ in first }
        reds = Dictionary(
            uniqueKeysWithValues: Verdict.allCases.compactMap { verdict in
                verdict.ofStep.map { (verdict.rawValue, $0) }
            })
        texts = pool.texts
    }
}

/// Texts that are kept once each, in the order in which they first came, with what is unseen in them escaped.
struct TextPool {
    private(set) var texts: [String] = []
    private var places: [String: Int] = [:]

    /// The place of a text.
    mutating func place(_ text: String) -> Int {
        let text = VisibleText(lines: text).description
        if let place = places[text] { return place }
        places[text] = texts.count
        texts.append(text)
        return texts.count - 1
    }

    /// The place of a text, if there is one.
    mutating func place(_ text: String?) -> Int? {
        guard let text else { return nil }
        return place(text)
    }

    /// The places of texts; nil where there are none.
    mutating func places(_ texts: [String]?) -> [Int]? {
        guard let texts, !texts.isEmpty else { return nil }
        return texts.map { place($0) }
    }

    mutating func places(_ mismatches: [Mismatch]) -> [[Int]]? {
        mismatches.isEmpty ? nil : mismatches.map { [place($0.what), place($0.expected), place($0.seen)] }
    }
}

extension PageData.Scenario {
    fileprivate init(_ result: ScenarioResult, _ text: String?, _ pool: inout TextPool) {
        id = pool.place(result.id)
        title = pool.place(result.title)
        path = pool.place(result.path)
        verdict = pool.place(result.verdict.rawValue)
        blame = pool.place(result.blame?.text)
        changed = pool.place(RedStory.ifChanged(result)?.description)
        reason = pool.place(result.reason)
        given = pool.place(result.given)
        begins = pool.place(result.begins)
        source = pool.place(text)
        covers = pool.places(result.covers) ?? []
        tags = pool.places(result.tags) ?? []
        findings = result.findings.map {
            [pool.place($0.check), pool.place($0.detail), pool.place($0.verdict.rawValue)]
        }
        steps = result.steps.map { PageData.Step($0, &pool) }
    }
}

extension PageData.Step {
    fileprivate init(_ step: StepResult, _ pool: inout TextPool) {
        number = step.number
        line = step.line
        id = pool.place(step.id)
        does = pool.place(step.does)
        note = pool.place(step.note)
        verdict = pool.place(step.verdict.rawValue)
        blame = pool.place(step.blame?.text)
        expected = pool.place(step.expected)
        seen = pool.place(step.seen)
        mismatches = pool.places(step.mismatches)
        warnings = pool.places(step.warnings)
        failure = pool.place(step.failure?.rawValue)
        rule = pool.place(step.rule)
        evidence = pool.place(step.evidence)
        remedy = pool.place(step.remedy)
        ask = pool.place(step.ask)
        message = pool.place(step.message)
        elapsed = step.elapsed == "0s" ? nil : pool.place(step.elapsed)
        journal = step.journal.isEmpty ? nil : step.journal.map { PageData.Line($0, &pool) }
    }
}

extension PageData.Line {
    fileprivate init(_ line: JournalLine, _ pool: inout TextPool) {
        server = pool.place(line.server)
        party = pool.place(line.party)
        kind = pool.place(line.kind)
        date = pool.place(line.date)
        what = line.what.isEmpty ? nil : pool.place(line.what)
        status = line.status
        rule = pool.place(line.rule)
        refused = line.refused ? 1 : nil
        detail = pool.place(line.detail)
        error = pool.place(line.error)
        requestHeaders = pool.places(line.request?.headers)
        requestBody = pool.place(line.request?.body)
        responseHeaders = pool.places(line.response?.headers)
        responseBody = pool.place(line.response?.body)
        changes = line.changes.map { changes in
            changes.map { [pool.place($0.path), pool.place($0.before), pool.place($0.after)] }
        }
    }
}
