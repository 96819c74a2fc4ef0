import Foundation
import ScenarioTesting
import Testing

/// The folder beside this file.
private let scenarios = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Scenarios").path

@Suite struct `Our set-up` {
    @Test(arguments: ScenarioFile.all(in: scenarios))
    func `plays as written`(_ file: ScenarioFile) async {
        await file.play()
    }
}
