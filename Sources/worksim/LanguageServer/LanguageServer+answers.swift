import Foundation
import ScenarioLanguage
import ScenarioRunner

/// What the server answers about a file.
extension LanguageServer {
    private func document(_ parameters: WireValue) throws(Refusal) -> OpenDocument {
        guard let uri = parameters["textDocument"]?["uri"]?.text else {
            throw .wrongParameters("'textDocument' with a 'uri' is missing")
        }
        guard let document = documents[uri] else { throw .wrongParameters("the file '\(uri)' is not open") }
        return document
    }

    private func edited(
        _ parameters: WireValue
    ) throws(Refusal) -> (document: OpenDocument, file: EditedFile, position: EditedFile.Position) {
        let document = try document(parameters)
        guard let position = document.position(parameters["position"]) else {
            throw .wrongParameters("'position' with 'line' and 'character' is missing")
        }
        return (document, file(document, NearbyPresets(texts: texts)), position)
    }

    private func file(_ document: OpenDocument, _ nearby: NearbyPresets) -> EditedFile {
        let path = document.path
        return EditedFile(text: document.text, path: path, loader: nearby.loader(for: path)) { name in
            nearby.presetFile(name, for: path) ?? PresetCopies.file(of: name)
        }
    }

    private static func isPreset(_ path: String) -> Bool { path.split(separator: "/").dropLast().last == "presets" }

    // MARK: Diagnostics

    func diagnostics(of document: OpenDocument, _ nearby: NearbyPresets) -> [WireValue] {
        let file = file(document, nearby)
        let loader = nearby.loader(for: document.path)
        let found: [Diagnostic]
        if Self.isPreset(document.path) {
            let folder = URL(fileURLWithPath: document.path).deletingLastPathComponent().deletingLastPathComponent()
            found = nearby.loader(for: folder.path + "/any.yaml").check(preset: document.text, path: document.path)
        } else if file.isPart {
            // A file that others extend is checked as one of them would read it.
            let name = document.path.split(separator: "/").last.map(String.init) ?? document.path
            let reader = "title: A reader\nextends: \(name.quotedForYAML)\nsteps:\n  - clock.advance: 1s\n"
            let folder = URL(fileURLWithPath: document.path).deletingLastPathComponent().path
            found = loader.load(text: reader, path: folder + "/.reader.yaml").diagnostics
                .filter { $0.path == document.path }
        } else {
            found = loader.load(text: document.text, path: document.path).diagnostics
        }
        let mistakes = found.map { diagnostic -> WireValue in
            let isOwn = diagnostic.path == document.path
            let line = isOwn ? max(1, diagnostic.line) : file.extendsLine
            var value: [String: WireValue] = [
                "range": OpenDocument.range(
                    in: document.lines, line: line, column: isOwn ? diagnostic.column : 1,
                    length: isOwn ? diagnostic.length : document.lines[line - 1].count),
                "severity": diagnostic.severity == .error ? 1 : 2, "source": "worksim",
                "message": .text(Self.message(of: diagnostic, isOwn: isOwn)),
            ]
            if let topic = diagnostic.topic { value["code"] = .text(topic) }
            return .map(value)
        }
        let failures = (played[document.uri]?.failures ?? []).map { failure -> WireValue in
            let text = document.lines[min(max(0, failure.line - 1), document.lines.count - 1)]
            let indent = text.prefix { $0 == " " }.count
            return [
                "range": OpenDocument.range(
                    in: document.lines, line: failure.line, column: indent + 1, length: text.count - indent),
                "severity": 1, "source": "worksim run", "message": .text(failure.message),
            ]
        }
        return mistakes + failures + (file.isPart && file.hasSteps ? [Self.partHint] : [])
    }

    /// Said of a file with steps and without a title, which may be meant as either.
    private static let partHint: WireValue = [
        "range": ["start": ["line": 0, "character": 0], "end": ["line": 0, "character": 0]],
        "severity": 3, "source": "worksim",
        "message": "without a title this file is a part that scenarios extend; write title: to play it",
    ]

    private static func message(of diagnostic: Diagnostic, isOwn: Bool) -> String {
        let place = isOwn ? "" : "\(diagnostic.path):\(diagnostic.line):\(diagnostic.column): "
        return place + diagnostic.message + (diagnostic.suggestion.map { "\n\($0)" } ?? "")
    }

    // MARK: At a position

    func completion(_ parameters: WireValue) throws(Refusal) -> WireValue {
        let (document, file, position) = try edited(parameters)
        let found = file.completions(at: position)
        let range = range(found.replacing, document)
        let kinds: [EditedFile.Completion.Kind: Int] = [.key: 10, .step: 3, .word: 12, .name: 6, .reference: 18]
        let items = found.items.prefix(500).enumerated().map { index, item -> WireValue in
            [
                "label": .text(item.label), "kind": .int(kinds[item.kind] ?? 1), "detail": .text(item.detail),
                "documentation": ["kind": "plaintext", "value": .text(item.documentation)],
                // In the order of the documentation.
                "sortText": .text(String(String(index + 100_000).dropFirst())), "filterText": .text(item.label),
                "textEdit": ["range": range, "newText": .text(item.text)],
            ]
        }
        return ["isIncomplete": .bool(found.items.count > 500), "items": .list(items)]
    }

    func hover(_ parameters: WireValue) throws(Refusal) -> WireValue {
        let (document, file, position) = try edited(parameters)
        guard let found = file.hover(at: position) else { return .null }
        return [
            "contents": ["kind": "plaintext", "value": .text(found.text)], "range": range(found.range, document),
        ]
    }

    func definition(_ parameters: WireValue) throws(Refusal) -> WireValue {
        let (_, file, position) = try edited(parameters)
        return file.definition(at: position).map(location) ?? .null
    }

    func references(_ parameters: WireValue) throws(Refusal) -> WireValue {
        let (_, file, position) = try edited(parameters)
        return .list(file.references(at: position).map(location))
    }

    func prepareRename(_ parameters: WireValue) throws(Refusal) -> WireValue {
        let (document, file, position) = try edited(parameters)
        do throws(EditedFile.RenameRefusal) {
            let found = try file.renamable(at: position)
            return ["range": range(found.range, document), "placeholder": .text(found.name)]
        } catch { throw Refusal(code: -32_803, message: error.reason) }
    }

    func rename(_ parameters: WireValue) throws(Refusal) -> WireValue {
        let (_, file, position) = try edited(parameters)
        guard let name = parameters["newName"]?.text else { throw .wrongParameters("'newName' is missing") }
        do throws(EditedFile.RenameRefusal) {
            var edits: [String: WireValue] = [:]
            for place in try file.renaming(at: position, to: name) {
                let uri = uri(of: place.path)
                let edit: WireValue = ["range": location(place)["range"] ?? .null, "newText": .text(name)]
                edits[uri] = .list((edits[uri]?.items ?? []) + [edit])
            }
            return ["changes": .map(edits)]
        } catch { throw Refusal(code: -32_803, message: error.reason) }
    }

    func lenses(_ parameters: WireValue) throws(Refusal) -> WireValue {
        let document = try document(parameters)
        guard !Self.isPreset(document.path) else { return [] }
        func lens(_ line: Int, _ title: String) -> WireValue {
            [
                "range": OpenDocument.range(in: document.lines, line: line, column: 1, length: 0),
                "command": [
                    "title": .text(title), "command": .text(Self.runCommand), "arguments": [.text(document.uri)],
                ],
            ]
        }
        let first = (document.lines.firstIndex { $0.hasPrefix("title:") } ?? 0) + 1
        let steps = (played[document.uri]?.lenses ?? []).map { lens($0.line, $0.title) }
        return .list([lens(first, "▶ Run this scenario")] + steps)
    }

    // MARK: Places

    private func range(_ range: EditedFile.Range, _ document: OpenDocument) -> WireValue {
        OpenDocument.range(
            in: document.lines, line: range.start.line, column: range.start.column, length: range.length)
    }

    private func location(_ range: EditedFile.Range) -> WireValue {
        let text = try? texts.text(of: range.path).get()
        return [
            "uri": .text(uri(of: range.path)),
            "range": OpenDocument.range(
                in: OpenDocument.lines(of: text ?? ""), line: range.start.line, column: range.start.column,
                length: range.length),
        ]
    }

    /// The URI of a path, as the editor writes it where it has the file open.
    private func uri(of path: String) -> String {
        let full = OpenDocument.path(of: OpenDocument.uri(of: path))
        return documents.values.first { $0.path == full }?.uri ?? OpenDocument.uri(of: path)
    }
}
